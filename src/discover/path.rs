//! Root-relative paths with forward slashes, as strings: the keys of everything after the walk.

use std::path::{Component, Path};

/// The path of `absolute` relative to `root`, both absolute and free of links. A file outside the
/// root gets leading `..` parts. Bytes that are not UTF-8 become replacement characters.
pub(super) fn relative(root: &Path, absolute: &Path) -> String {
    let common = root.components().zip(absolute.components()).take_while(|(a, b)| a == b).count();
    let up = root.components().skip(common).map(|_| "..".into());
    let down = absolute.components().skip(common).map(|part| part.as_os_str().to_string_lossy());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The folder of a root-relative path; empty for the root itself.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of a root-relative path.
pub(super) fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// `reference` as written in a file of `folder`, as a root-relative path. `None` if it is absolute
/// or leaves the root: nothing outside the root is read unless the user named it.
pub(super) fn resolve(folder: &str, reference: &str) -> Option<String> {
    if Path::new(reference).components().any(|part| matches!(part, Component::RootDir | Component::Prefix(_)))
    {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(reference.split(['/', '\\'])) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    // A folder outside the root starts with `..`, which `pop` above already refused.
    Some(parts.join("/"))
}

/// True if `path` is `ancestor` or lies below it; the empty ancestor holds everything in the root.
pub(super) fn is_within(path: &str, ancestor: &str) -> bool {
    match path.strip_prefix(ancestor) {
        Some(rest) => {
            rest.is_empty() || rest.starts_with('/') || (ancestor.is_empty() && !path.starts_with("../"))
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_stay_in_the_root() {
        assert_eq!(resolve("infra/app", "../shared/acr.bicep").as_deref(), Some("infra/shared/acr.bicep"));
        assert_eq!(resolve("", "./a//b.bicep").as_deref(), Some("a/b.bicep"));
        assert_eq!(resolve("infra", "..").as_deref(), Some(""));
        assert_eq!(resolve("infra", "../../x.bicep"), None);
        assert_eq!(resolve("infra", "/etc/x.bicep"), None);
        assert_eq!(resolve("../other", "x.bicep"), None);
    }

    #[test]
    fn paths_outside_the_root_go_up() {
        assert_eq!(relative(Path::new("/a/b"), Path::new("/a/b/c/d.tf")), "c/d.tf");
        assert_eq!(relative(Path::new("/a/b"), Path::new("/a/x/d.tf")), "../x/d.tf");
    }

    #[test]
    fn a_folder_holds_what_is_below_it() {
        assert!(is_within("a/b.tf", "a") && is_within("a", "a") && is_within("a/b", ""));
        assert!(!is_within("ab/c.tf", "a") && !is_within("../x.tf", ""));
    }
}
