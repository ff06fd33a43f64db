//! Built-in roles that concern registries and what they let one do (Microsoft Learn, *Azure built-in
//! roles* and *Azure Container Registry roles directory reference*).

/// A built-in role.
#[derive(Debug, PartialEq, Eq)]
pub struct BuiltInRole {
    /// Its name.
    pub name: &'static str,
    /// Its id, a GUID.
    pub id: &'static str,
    /// What it is made for.
    pub family: Family,
    /// What it lets one do with a registry.
    pub rights: &'static [Right],
}

/// What a built-in role is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// The images of a registry as a whole. Registries with repository permissions ignore it.
    Images,
    /// The images of a registry or, with a condition, of some of its repositories.
    Repositories,
    /// Anything else about registries.
    Registry,
    /// Every kind of resource.
    General,
}

/// What a role lets one do with a registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// Read images.
    Pull,
    /// Write images.
    Push,
    /// Delete images.
    Delete,
    /// Change and delete the registry itself.
    Configure,
    /// Give roles to others.
    Assign,
    /// Read the passwords of the admin user.
    Credentials,
}

use Family::{General, Images, Registry, Repositories};
use Right::{Assign, Configure, Credentials, Delete, Pull, Push};

const fn of(name: &'static str, id: &'static str, family: Family, rights: &'static [Right]) -> BuiltInRole {
    BuiltInRole { name, id, family, rights }
}

#[rustfmt::skip]
static ROLES: &[BuiltInRole] = &[
    of("AcrPull", "7f951dda-4ed3-4680-a7ca-43fe172d538d", Images, &[Pull]),
    of("AcrPush", "8311e382-0749-4cb8-b61a-304f252e45ec", Images, &[Pull, Push]),
    of("AcrDelete", "c2f4ef07-c644-48eb-af81-4b1b4947fb11", Images, &[Delete]),
    of("AcrImageSigner", "6cef56e8-d556-48e5-a04f-b8e64114680f", Images, &[Push]),
    of("AcrQuarantineReader", "cdda3590-29a3-44f6-95f2-9f980659eb04", Registry, &[Pull]),
    of("AcrQuarantineWriter", "c8d4ff99-41c3-41a8-9f60-21dfdad59608", Registry, &[Pull, Push]),
    of("Container Registry Repository Reader", "b93aa761-3e63-49ed-ac28-beffa264f7ac", Repositories, &[Pull]),
    of("Container Registry Repository Writer", "2a1e307c-b015-4ebd-883e-5b7698a07328", Repositories, &[Pull, Push]),
    of("Container Registry Repository Contributor", "2efddaa5-3f1f-4df3-97df-af3f13818f4c", Repositories, &[Pull, Push, Delete]),
    of("Container Registry Repository Catalog Lister", "bfdb9389-c9a5-478a-bb2f-ba9ca092c3c7", Registry, &[]),
    of("Container Registry Contributor and Data Access Configuration Administrator", "3bc748fc-213d-45c1-8d91-9da5725539b9", Registry, &[Configure, Credentials]),
    of("Container Registry Configuration Reader and Data Access Configuration Reader", "69b07be0-09bf-439a-b9a6-e73de851bd59", Registry, &[Credentials]),
    of("Container Registry Data Importer and Data Reader", "577a9874-89fd-4f24-9dbd-b5034d0ad23a", Registry, &[Pull]),
    of("Container Registry Tasks Contributor", "fb382eab-e894-4461-af04-94435c366c3f", Registry, &[]),
    of("Container Registry Transfer Pipeline Contributor", "bf94e731-3a51-4a7c-8c54-a1ab9971dfc1", Registry, &[]),
    of("Container Registry Cache Rule Administrator", "df87f177-bb12-4db1-9793-a413691eff94", Registry, &[]),
    of("Container Registry Cache Rule Reader", "c357b964-0002-4b64-a50d-7a28f02edc52", Registry, &[]),
    of("Container Registry Credential Set Administrator", "f094fb07-0703-4400-ad6a-e16dd8000e14", Registry, &[]),
    of("Container Registry Credential Set Reader", "29093635-9924-4f2c-913b-650a12949526", Registry, &[]),
    of("Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", General, &[Pull, Push, Delete, Configure, Assign, Credentials]),
    of("Contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c", General, &[Pull, Push, Delete, Configure, Credentials]),
    of("Reader", "acdd72a7-3385-48ef-bd42-f606fba81ae7", General, &[Pull]),
    of("User Access Administrator", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", General, &[Assign]),
    of("Role Based Access Control Administrator", "f58310d9-a9f6-439a-9e8d-f62e7b41a168", General, &[Assign]),
];

impl BuiltInRole {
    /// True if it lets one do this.
    pub fn can(&self, right: Right) -> bool {
        self.rights.contains(&right)
    }

    /// The role with an id, compared without case.
    pub(super) fn of_id(id: &str) -> Option<&'static Self> {
        ROLES.iter().find(|role| role.id.eq_ignore_ascii_case(id))
    }

    /// The role of a name, compared without case.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        ROLES.iter().find(|role| role.name.eq_ignore_ascii_case(name))
    }
}

/// Operations of registries that a custom role should not give by the way, and what each lets one do
/// (Microsoft Learn, *Azure permissions for Containers*).
pub const SENSITIVE_ACTIONS: [(&str, &str); 4] = [
    ("Microsoft.ContainerRegistry/registries/listCredentials/action", "read the admin passwords"),
    ("Microsoft.ContainerRegistry/registries/regenerateCredential/action", "renew the admin passwords"),
    ("Microsoft.ContainerRegistry/registries/generateCredentials/action", "make passwords for tokens"),
    ("Microsoft.ContainerRegistry/registries/importImage/action", "import images over others"),
];

/// Operations that only a role for everything gives, and what it then lets one do.
pub const WHOLE: [(&str, &str); 2] = [
    ("Microsoft.ContainerRegistry/registries/delete", "delete the registry"),
    ("Microsoft.ContainerRegistry/registries/repositories/content/delete", "delete every image"),
];

/// Whether a pattern gives every operation of registries.
pub fn covers_registries(pattern: &str) -> bool {
    const PATTERNS: [&str; 3] =
        ["*", "Microsoft.ContainerRegistry/*", "Microsoft.ContainerRegistry/registries/*"];
    PATTERNS.iter().any(|whole| whole.eq_ignore_ascii_case(pattern))
}

/// Whether the pattern of a role definition means an operation: `*` stands for any text, slashes too.
pub fn covers(pattern: &str, operation: &str) -> bool {
    let (pattern, operation) = (pattern.to_ascii_lowercase(), operation.to_ascii_lowercase());
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == operation };
    let Some(mut left) = operation.strip_prefix(start) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let end = parts.pop().unwrap_or_default();
    for part in parts {
        let Some((_, after)) = left.split_once(part) else { return false };
        left = after;
    }
    left.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn a_wildcard_is_any_text() {
        let operation = "Microsoft.ContainerRegistry/registries/listCredentials/action";
        for pattern in ["*", "*/action", "microsoft.containerregistry/*", "*/registries/*/action", operation]
        {
            assert!(covers(pattern, operation), "{pattern}");
        }
        for pattern in
            ["*/read", "Microsoft.ContainerRegistry/registries/tasks/*", "*/registries/*/*/action", ""]
        {
            assert!(!covers(pattern, operation), "{pattern}");
        }
    }
}
