//! Published modules that make registries, for calls whose source is not at hand. What such a module
//! makes of its parameters is written down as a template of its own, one for all versions: a line
//! that ends in a comment such as `since 0.6.0`, `before 0.12.0` or both counts only in those
//! versions, and so do the lines between `only …` and `end`.

use super::{Input, Module, lower_bicep, lower_terraform, terraform_module, version};
use crate::source::{Language, SourceId, builtin};
use crate::syntax::parse;

/// A published module.
struct Verified {
    /// Registry and path, or source address.
    names: &'static [&'static str],
    /// Its published versions, oldest first.
    versions: &'static [&'static str],
    /// Index of its template among the built-in sources.
    template: usize,
}

/// Versions: the release tags of Azure/bicep-registry-modules and of
/// Azure/terraform-azurerm-avm-res-containerregistry-registry.
const MODULES: [Verified; 3] = [
    Verified {
        names: &["mcr.microsoft.com/bicep/avm/res/container-registry/registry"],
        versions: &[
            "0.1.0", "0.1.1", "0.2.0", "0.3.0", "0.3.1", "0.3.2", "0.3.3", "0.4.0", "0.5.0", "0.5.1",
            "0.6.0", "0.7.0", "0.7.1", "0.8.0", "0.8.1", "0.8.2", "0.8.3", "0.8.4", "0.8.5", "0.9.0",
            "0.9.1", "0.9.2", "0.9.3", "0.10.0", "0.11.0", "0.12.0", "0.12.1",
        ],
        template: 0,
    },
    Verified {
        names: &["mcr.microsoft.com/bicep/compute/container-registry"],
        versions: &["1.0.1", "1.0.2", "1.0.3", "1.1.1"],
        template: 1,
    },
    Verified {
        names: &[
            "azure/avm-res-containerregistry-registry/azurerm",
            "github.com/azure/terraform-azurerm-avm-res-containerregistry-registry",
        ],
        versions: &["0.1.0", "0.2.0", "0.3.0", "0.3.1", "0.4.0", "0.5.0", "0.5.1", "0.6.0", "0.7.0", "0.8.0"],
        template: 2,
    },
];

/// The module that a reference without source at hand means, if it is a published one that acrlint
/// knows in that version: `br:host/path:tag`, or a Terraform address with the constraint on its
/// version.
pub fn lower_verified(reference: &str, constraint: Option<&str>) -> Option<Module> {
    let (name, wanted) = bicep_reference(reference).or_else(|| terraform_reference(reference, constraint))?;
    let verified = MODULES.iter().find(|module| module.names.contains(&name.as_str()))?;
    let newest_first = || verified.versions.iter().rev();
    let version = match &wanted {
        Wanted::Exactly(tag) => newest_first().find(|version| *version == tag)?,
        Wanted::Allowed(constraint) => newest_first().find(|known| version::allows(constraint, known))?,
    };
    let mut module = lower(verified.template, version)?;
    module.path = format!("{name}@{version}");
    Some(module)
}

/// Which version a call wants.
enum Wanted {
    Exactly(String),
    /// The newest that a Terraform constraint allows.
    Allowed(String),
}

/// Registry with path, in lower case, and tag of `br:host/path:tag`.
fn bicep_reference(written: &str) -> Option<(String, Wanted)> {
    let (path, tag) = written.strip_prefix("br:")?.rsplit_once(':')?;
    Some((path.to_ascii_lowercase(), Wanted::Exactly(tag.to_owned())))
}

/// Source address, in lower case, and version of a module of a Terraform registry or a git
/// repository.
fn terraform_reference(written: &str, version: Option<&str>) -> Option<(String, Wanted)> {
    let written = written.to_ascii_lowercase();
    if let Some((address, tag)) = written.split_once("?ref=") {
        let address = address.trim_start_matches("git::").trim_start_matches("https://");
        let address = address.trim_end_matches(".git").to_owned();
        return Some((address, Wanted::Exactly(tag.trim_start_matches('v').to_owned())));
    }
    let hosts = ["registry.terraform.io/", "registry.opentofu.org/"];
    let name = hosts.iter().find_map(|host| written.strip_prefix(host)).unwrap_or(&written);
    Some((name.to_owned(), Wanted::Allowed(version.unwrap_or_default().to_owned())))
}

fn lower(template: usize, version: &str) -> Option<Module> {
    let id = SourceId::builtin(template);
    let source = builtin(id)?;
    let tree = parse(source.language, &text_of(&source.text, version));
    let input = Input { id, source };
    match source.language {
        Language::Bicep => Some(lower_bicep(input, &tree)),
        _ => terraform_module(vec![lower_terraform(input, &tree).0]),
    }
}

/// The text of a template in one version: of the same length, with blanks for what does not count.
fn text_of(template: &str, version: &str) -> String {
    let mut text = String::with_capacity(template.len());
    let mut skip = false;
    for line in template.split_inclusive('\n') {
        let comment = ["//", "#"].iter().find_map(|sign| line.rsplit_once(sign)).unwrap_or((line, ""));
        let words: Vec<&str> = comment.1.split_whitespace().collect();
        let counts = match (words.as_slice(), comment.0.trim().is_empty()) {
            (["only", range @ ..], true) => {
                skip = !within(range, version);
                true
            }
            (["end"], true) => {
                skip = false;
                true
            }
            (range @ ["since" | "before", ..], false) => !skip && within(range, version),
            _ => !skip,
        };
        match counts {
            true => text.push_str(line),
            false => text.extend(line.chars().map(|c| if c == '\n' { c } else { ' ' })),
        }
    }
    text
}

/// Whether a version lies in `since 0.1.0 before 0.2.0` or one half of it.
fn within(range: &[&str], version: &str) -> bool {
    range.chunks(2).all(|bound| match bound {
        ["since", first] => version::number(version) >= version::number(first),
        ["before", end] => version::number(version) < version::number(end),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_version_of_every_template_is_without_syntax_errors() {
        for module in &MODULES {
            for version in module.versions {
                let source = builtin(SourceId::builtin(module.template)).unwrap();
                let text = text_of(&source.text, version);
                assert_eq!(text.len(), source.text.len());
                let tree = parse(source.language, &text);
                assert!(tree.errors.is_empty(), "{} {version}: {:?}", source.path, tree.errors);
                let lowered = lower(module.template, version).unwrap();
                let mut names: Vec<&str> = lowered.parameters.iter().map(|it| &*it.name).collect();
                names.sort_unstable();
                let count = names.len();
                names.dedup();
                assert_eq!(names.len(), count, "{} {version} declares a name twice", source.path);
            }
        }
    }

    #[test]
    fn references_are_read() {
        let read = |found: Option<(String, Wanted)>| match found {
            Some((name, Wanted::Exactly(version))) => format!("{name} = {version}"),
            Some((name, Wanted::Allowed(version))) => format!("{name} {version}"),
            None => String::new(),
        };
        assert_eq!(
            read(bicep_reference("br:mcr.microsoft.com/bicep/avm/X:1.0")),
            "mcr.microsoft.com/bicep/avm/x = 1.0"
        );
        assert_eq!(read(bicep_reference("ts:spec/rg/x:1.0")), "");
        let terraform = |written| read(terraform_reference(written, Some("~> 1.0")));
        let git = "git::https://github.com/Azure/terraform-x.git?ref=v0.4.0";
        assert_eq!(terraform(git), "github.com/azure/terraform-x = 0.4.0");
        assert_eq!(terraform("registry.terraform.io/Azure/x/azurerm"), "azure/x/azurerm ~> 1.0");
    }
}
