//! Tasks of a registry as rules see them: what they build, and what they can write.

use super::{Resource, Truth, Value};
use crate::evaluate::text_of_base64;

/// A task.
#[derive(Clone, Copy)]
pub struct Task<'m> {
    resource: &'m Resource,
}

const TYPE: &str = "properties.step.type";

impl<'m> Task<'m> {
    /// The view of a resource of the type.
    pub fn of(resource: &'m Resource) -> Self {
        Self { resource }
    }

    /// Why it runs on no trigger, as a clause.
    pub fn is_idle(&self) -> Option<&'static str> {
        let is = |path: &'static str, text: &str| self.resource.get(path).is(text).certain();
        match () {
            () if is("properties.status", "Disabled") => Some("the task is disabled"),
            () if self.resource.get("properties.isSystemTask").is_true().certain() => {
                Some("a system task runs only when somebody starts it")
            }
            () => None,
        }
    }

    /// Whether it builds an image and pushes it.
    pub fn builds(&self) -> Truth {
        let kind = self.resource.get(TYPE);
        if kind.absent {
            return Truth::Unknown("the task has no step".to_owned().into());
        }
        let docker = kind.is("Docker").and(self.pushes());
        let encoded = kind.is("EncodedTask").and(self.has_build_step());
        let file = kind.is("FileTask").and(Truth::Unknown(self.in_file().into()));
        docker.or(encoded).or(file)
    }

    /// Whether what its source says can write to the registry: it pushes, or runs commands that are
    /// signed in to it.
    pub fn can_write(&self) -> Truth {
        let kind = self.resource.get(TYPE);
        let login = self.resource.get("properties.credentials.sourceRegistry.loginMode");
        let is_signed_in = login.is("None").negate();
        kind.is("Docker").and(self.pushes()).or(kind.is("Docker").negate().and(is_signed_in))
    }

    /// A Docker step pushes unless it says otherwise.
    fn pushes(&self) -> Truth {
        let push = self.resource.get("properties.step.isPushEnabled");
        match push.absent || push.value.is_null() {
            true => Truth::True,
            false => push.is_true(),
        }
    }

    /// Whether the steps that are written in the task itself build an image.
    fn has_build_step(&self) -> Truth {
        let content = self.resource.get("properties.step.encodedTaskContent");
        let truth = content.test(|content| {
            let text = content.as_str()?;
            let decoded = text_of_base64(text);
            Some(builds(decoded.as_deref().unwrap_or(text)))
        });
        match truth {
            Truth::Unknown(doubt) => Truth::Unknown(
                doubt.because(|reason| format!("the steps of the task are not known: {reason}")),
            ),
            known => known,
        }
    }

    fn in_file(&self) -> String {
        let path = self.resource.get("properties.step.taskFilePath");
        let name = path.value.as_str().map_or_else(|| "a file".to_owned(), |path| format!("`{path}`"));
        format!("the steps of the task are in {name} of its source repository")
    }

    /// The texts that hold a secret of the task: the path and the value of each that is written.
    pub fn secrets(&self) -> Vec<(&'static str, Value)> {
        const PATHS: [&str; 3] = [
            "properties.step.contextAccessToken",
            "properties.trigger.sourceTriggers[].sourceRepository.sourceControlAuthProperties.token",
            "properties.trigger.sourceTriggers[].sourceRepository.sourceControlAuthProperties.refreshToken",
        ];
        let each = PATHS.iter().flat_map(|path| self.resource.each(path));
        each.filter(|found| !found.absent).map(|found| (found.path, found.value)).collect()
    }
}

/// Whether the steps of a task, which are YAML, have one that builds.
fn builds(steps: &str) -> bool {
    steps.lines().any(|line| line.trim_start().trim_start_matches('-').trim_start().starts_with("build:"))
}

#[cfg(test)]
mod tests {
    use super::builds;

    #[test]
    fn a_step_that_builds_is_found() {
        assert!(builds("version: v1.1.0\nsteps:\n  - build: -t app .\n"));
        assert!(builds("steps:\n- id: a\n  build: ."));
        assert!(!builds("steps:\n- cmd: acr purge --filter 'build:.*'\n"));
    }
}
