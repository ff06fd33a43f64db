//! Modules that Bicep fetches: how code names them, and where the module cache keeps them
//! (learn.microsoft.com/azure/azure-resource-manager/bicep/modules#path-to-module; the layout of
//! the cache is that of `OciArtifactRegistry` and `TemplateSpecModuleRegistry` in Azure/bicep).

mod config;
mod installed;

use std::collections::HashMap;
use std::fmt;

pub use config::BicepConfig;
pub use installed::{Installed, MANIFEST, Manifest, ManifestEntry, is_installed};

/// A module of a registry or a template spec, aliases replaced.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// `br:registry/path:tag`
    Registry {
        /// Host of the registry, in lower case.
        registry: String,
        /// Path of the module in it.
        path: String,
        /// The tag, or a digest `sha256:…`.
        tag: String,
    },
    /// `ts:subscription/group/name:version`
    TemplateSpec {
        /// Id of the subscription.
        subscription: String,
        /// Resource group.
        group: String,
        /// Name of the template spec.
        name: String,
        /// Its version.
        version: String,
    },
}

/// A reference in a file and what it leads to.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// What is meant, or why nobody can tell.
    pub reference: Result<Reference, String>,
    /// Path of the source with the module, if the cache has it.
    pub module: Option<String>,
}

/// References of a run, by the file that makes them and the text as written.
#[derive(Debug, Default)]
pub struct Artifacts(HashMap<(String, String), Artifact>);

impl Artifacts {
    /// Notes what a text in a file leads to.
    pub fn add(&mut self, file: &str, written: &str, artifact: Artifact) {
        self.0.insert((file.to_owned(), written.to_owned()), artifact);
    }

    /// What a text in a file leads to. What nobody noted is known by the built-in aliases only.
    pub fn find(&self, file: &str, written: &str) -> Artifact {
        let known = self.0.get(&(file.to_owned(), written.to_owned()));
        let unnoted =
            || Artifact { reference: Reference::parse(written, &BicepConfig::default()), module: None };
        known.cloned().unwrap_or_else(unnoted)
    }

    /// Modules that the cache had: what was meant and the path of the source, sorted.
    pub fn cached(&self) -> Vec<(String, String)> {
        let found = self.0.values().filter_map(|artifact| {
            Some((artifact.reference.as_ref().ok()?.to_string(), artifact.module.clone()?))
        });
        let mut found: Vec<(String, String)> = found.collect();
        found.sort();
        found.dedup();
        found
    }
}

/// True if a module path names an artifact, not a file.
pub fn is_artifact(path: &str) -> bool {
    ["br:", "br/", "ts:", "ts/"].iter().any(|scheme| path.starts_with(scheme)) && path.contains(':')
}

/// Longest parts of a reference (github.com/opencontainers/distribution-spec, and `Azure/bicep`).
const MAX_PART: usize = 255;
const MAX_TAG: usize = 128;

impl Reference {
    /// Reads `br:…`, `br/alias:…`, `ts:…` or `ts/alias:…`.
    pub fn parse(written: &str, config: &BicepConfig) -> Result<Self, String> {
        let wrong = || format!("`{written}` is not the name of a module in a registry or template spec");
        let (scheme, rest) = written.split_at_checked(2).ok_or_else(wrong)?;
        let (is_spec, rest) = match (scheme, rest.strip_prefix(':'), rest.strip_prefix('/')) {
            ("br", Some(rest), _) => (false, rest.to_owned()),
            ("ts", Some(rest), _) => (true, rest.to_owned()),
            ("br" | "ts", _, Some(rest)) => {
                let (alias, rest) = rest.split_once(':').ok_or_else(wrong)?;
                (scheme == "ts", format!("{}/{rest}", config.alias(scheme, alias)?))
            }
            _ => return Err(wrong()),
        };
        let parsed = if is_spec { template_spec(&rest) } else { registry(&rest) };
        parsed.ok_or_else(wrong)
    }

    /// Path of the compiled module below the directory of the cache.
    pub fn cache_path(&self) -> String {
        match self {
            Self::Registry { registry, path, tag } => {
                let (registry, path) = (registry.replace(':', "$"), path.replace('/', "$"));
                let version = match tag.strip_prefix("sha256:") {
                    Some(digest) => format!("sha256#{digest}"),
                    None => encode_tag(tag),
                };
                format!("br/{registry}/{path}/{version}/main.json")
            }
            Self::TemplateSpec { subscription, group, name, version } => {
                format!("ts/{subscription}/{group}/{name}/{version}/main.json").to_lowercase()
            }
        }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Registry { registry, path, tag } => {
                let sign = if tag.starts_with("sha256:") { '@' } else { ':' };
                write!(f, "br:{registry}/{path}{sign}{tag}")
            }
            Self::TemplateSpec { subscription, group, name, version } => {
                write!(f, "ts:{subscription}/{group}/{name}:{version}")
            }
        }
    }
}

/// `host[:port]/path:tag` or `host/path@digest`. Nothing that could name another folder passes.
fn registry(text: &str) -> Option<Reference> {
    let (registry, rest) = text.split_once('/')?;
    let (path, tag) = match rest.split_once('@') {
        Some((path, digest)) => (path, digest),
        None => rest.split_once(':')?,
    };
    let is_host = |c: char| c.is_ascii_alphanumeric() || "._-:[]".contains(c);
    let is_name = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let starts_well = |text: &str| text.starts_with(|c: char| c.is_ascii_alphanumeric());
    let segment = |text: &str| starts_well(text) && text.chars().all(is_name);
    let is_tag = match tag.strip_prefix("sha256:") {
        Some(digest) => digest.len() == 64 && digest.chars().all(|c| c.is_ascii_hexdigit()),
        None => tag.len() <= MAX_TAG && !tag.starts_with(['.', '-']) && tag.chars().all(is_name),
    };
    let fits = registry.len() <= MAX_PART
        && path.len() <= MAX_PART
        && !tag.is_empty()
        && is_tag
        && registry.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[')
        && registry.chars().all(is_host)
        && path.split('/').all(segment);
    fits.then(|| Reference::Registry {
        registry: registry.to_ascii_lowercase(),
        path: path.to_owned(),
        tag: tag.to_owned(),
    })
}

/// `subscription/group/name:version`
fn template_spec(text: &str) -> Option<Reference> {
    let (path, version) = text.split_once(':')?;
    let mut parts = path.split('/');
    let (subscription, group, name) = (parts.next()?, parts.next()?, parts.next()?);
    let is_name = |part: &&str| {
        let allowed = |c: char| c.is_alphanumeric() || "-_.()".contains(c);
        !part.is_empty() && part.len() <= MAX_PART && part.chars().all(allowed) && !part.ends_with('.')
    };
    let fits = parts.next().is_none() && [subscription, group, name, version].iter().all(is_name);
    fits.then(|| Reference::TemplateSpec {
        subscription: subscription.to_owned(),
        group: group.to_owned(),
        name: name.to_owned(),
        version: version.to_owned(),
    })
}

/// Tags tell upper from lower case, file systems may not: after `$` stands, in hexadecimal, which
/// letters are upper case.
fn encode_tag(tag: &str) -> String {
    let upper = tag.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_uppercase());
    let mask = upper.fold(0_u128, |mask, (at, _)| mask | 1_u128.checked_shl(at as u32).unwrap_or(0));
    if mask == 0 { format!("{tag}$") } else { format!("{tag}${mask:x}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(written: &str) -> Option<String> {
        let config = r#"{
          // Comments and a final comma are allowed.
          "moduleAliases": {
            "br": { "team": { "registry": "contoso.azurecr.io", "modulePath": "bicep/modules" },
                    "bare": { "registry": "contoso.azurecr.io" } },
            "ts": { "specs": { "subscription": "00000000-0000-0000-0000-000000000000", "resourceGroup": "Shared" } },
          }, /* and so on */
        }"#;
        Some(Reference::parse(written, &BicepConfig::read(config)).ok()?.cache_path())
    }

    #[test]
    fn the_cache_is_laid_out_as_bicep_does() {
        for (written, expected) in [
            ("br:Contoso.azurecr.io/bicep/acr:v1", "br/contoso.azurecr.io/bicep$acr/v1$/main.json"),
            ("br:localhost:5000/acr:Beta-RC", "br/localhost$5000/acr/Beta-RC$61/main.json"),
            (
                "br/public:avm/res/container-registry/registry:0.9.1",
                "br/mcr.microsoft.com/bicep$avm$res$container-registry$registry/0.9.1$/main.json",
            ),
            ("br/team:acr:1.0", "br/contoso.azurecr.io/bicep$modules$acr/1.0$/main.json"),
            ("br/bare:acr:1.0", "br/contoso.azurecr.io/acr/1.0$/main.json"),
            (
                "ts/specs:Registry:1.0",
                "ts/00000000-0000-0000-0000-000000000000/shared/registry/1.0/main.json",
            ),
            (
                "ts:00000000-0000-0000-0000-000000000000/rg/spec:v2",
                "ts/00000000-0000-0000-0000-000000000000/rg/spec/v2/main.json",
            ),
        ] {
            assert_eq!(path(written).as_deref(), Some(expected), "{written}");
        }
        let digest = "0123456789abcdef".repeat(4);
        assert_eq!(
            path(&format!("br:contoso.azurecr.io/acr@sha256:{digest}")),
            Some(format!("br/contoso.azurecr.io/acr/sha256#{digest}/main.json"))
        );
        // The 65th character is in the second half of the mask.
        let long = format!("{}V", "a".repeat(64));
        assert_eq!(encode_tag(&long), format!("{long}$10000000000000000"));
    }

    #[test]
    fn what_could_lead_out_of_the_cache_is_no_reference() {
        for written in [
            "br:contoso.azurecr.io/..:v1",
            "br:contoso.azurecr.io/a/../b:v1",
            "br:../x:v1",
            "br:contoso.azurecr.io/a:../v1",
            "br:contoso.azurecr.io/a:.",
            "br:contoso.azurecr.io/a\\b:v1",
            "br:contoso.azurecr.io//a:v1",
            "br:contoso.azurecr.io/a@sha256:../..",
            "ts:../../x:v1",
            "ts:a/b/c:..",
            "br/team",
            "br/nobody:acr:v1",
            "br:",
            "ts",
        ] {
            assert_eq!(path(written), None, "{written}");
        }
    }
}
