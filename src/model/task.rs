//! Tasks of a registry as rules see them: what they build, and what they can write.

use super::{Attribute, Doubt, Resource, Truth, Value, member};
use crate::evaluate::text_of_base64;
use crate::source::Span;

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

    /// Whether what its source says can get at secrets: those of other registries, those among its
    /// arguments.
    pub fn holds_credentials(&self) -> Truth {
        let custom = self.resource.get("properties.credentials.customRegistries");
        let custom = match custom.absent {
            true => Truth::False,
            false => custom.test(|all| Some(all.as_object()?.items.iter().any(|item| !item.value.is_null()))),
        };
        let is_secret =
            |argument: &Value| member(argument, "isSecret").map_or(Some(false), |it| it.as_bool());
        self.arguments().iter().map(|argument| argument.judge(is_secret)).fold(custom, Truth::or)
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

    /// The registries besides its own that it signs in to. Of an object that is not known whole, or
    /// one of several, the last says why.
    pub fn custom_registries(&self) -> (Vec<CustomRegistry>, Option<Doubt>) {
        const PATHS: [&str; 2] =
            ["properties.credentials.customRegistries", "properties.runRequest.credentials.customRegistries"];
        let (mut found, mut doubt) = (Vec::new(), None);
        for all in PATHS.map(|path| self.resource.get(path)).into_iter().filter(|all| !all.absent) {
            let Some(object) = all.value.as_object() else {
                doubt = Some(Doubt::about(&all.value));
                continue;
            };
            found.extend(object.items.iter().map(|item| CustomRegistry {
                host: item.key.to_string(),
                key: item.key_span,
                value: item.value.clone().out_of(&all.value),
            }));
            found.extend(object.keys.iter().map(|(key, value)| CustomRegistry {
                host: key.canonical(),
                key: key.span,
                value: value.clone().out_of(&all.value),
            }));
            if object.rest.is_some() && object.keys.is_empty() {
                doubt = Some(Doubt::about(&all.value));
            }
        }
        (found, doubt)
    }

    /// The members of its lists of arguments and values.
    pub fn arguments(&self) -> Vec<Attribute> {
        const PATHS: [&str; 6] = [
            "properties.step.arguments[]",
            "properties.step.values[]",
            "properties.runRequest.arguments[]",
            "properties.runRequest.values[]",
            "properties.runRequest.overrideTaskStepProperties.arguments[]",
            "properties.runRequest.overrideTaskStepProperties.values[]",
        ];
        PATHS.iter().flat_map(|path| self.resource.each(path)).collect()
    }
}

/// A registry that a task signs in to besides its own.
pub struct CustomRegistry {
    /// Its host; the text of an expression if that is not known.
    pub host: String,
    /// Where that is written.
    pub key: Span,
    /// What is written for it.
    pub value: Value,
}

impl CustomRegistry {
    /// The password, if it is not the id of a secret in a key vault. Whether it is may not be known.
    pub fn password(&self) -> Option<(Value, Truth)> {
        let password = member(&self.value, "password")?;
        let value = member(&password, "value")?;
        let is_in_vault = match member(&password, "type") {
            Some(kind) => Truth::of(&kind, &|kind| kind.is_text("Vaultsecret")),
            None => Truth::False,
        };
        Some((value, is_in_vault.negate()))
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
