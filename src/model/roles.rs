//! Built-in roles that concern registries, by name and id (Microsoft Learn, Azure built-in roles).

/// Name and id of each.
#[rustfmt::skip]
const ROLES: &[(&str, &str)] = &[
    ("AcrPull", "7f951dda-4ed3-4680-a7ca-43fe172d538d"),
    ("AcrPush", "8311e382-0749-4cb8-b61a-304f252e45ec"),
    ("AcrDelete", "c2f4ef07-c644-48eb-af81-4b1b4947fb11"),
    ("AcrImageSigner", "6cef56e8-d556-48e5-a04f-b8e64114680f"),
    ("AcrQuarantineReader", "cdda3590-29a3-44f6-95f2-9f980659eb04"),
    ("AcrQuarantineWriter", "c8d4ff99-41c3-41a8-9f60-21dfdad59608"),
    ("Container Registry Repository Reader", "b93aa761-3e63-49ed-ac28-beffa264f7ac"),
    ("Container Registry Repository Writer", "2a1e307c-b015-4ebd-883e-5b7698a07328"),
    ("Container Registry Repository Contributor", "2efddaa5-3f1f-4df3-97df-af3f13818f4c"),
    ("Container Registry Repository Catalog Lister", "bfdb9389-c9a5-478a-bb2f-ba9ca092c3c7"),
    ("Container Registry Contributor and Data Access Configuration Administrator", "3bc748fc-213d-45c1-8d91-9da5725539b9"),
    ("Container Registry Configuration Reader and Data Access Configuration Reader", "69b07be0-09bf-439a-b9a6-e73de851bd59"),
    ("Container Registry Data Importer and Data Reader", "577a9874-89fd-4f24-9dbd-b5034d0ad23a"),
    ("Container Registry Tasks Contributor", "fb382eab-e894-4461-af04-94435c366c3f"),
    ("Container Registry Transfer Pipeline Contributor", "bf94e731-3a51-4a7c-8c54-a1ab9971dfc1"),
    ("Container Registry Cache Rule Administrator", "df87f177-bb12-4db1-9793-a413691eff94"),
    ("Container Registry Cache Rule Reader", "c357b964-0002-4b64-a50d-7a28f02edc52"),
    ("Container Registry Credential Set Administrator", "f094fb07-0703-4400-ad6a-e16dd8000e14"),
    ("Container Registry Credential Set Reader", "29093635-9924-4f2c-913b-650a12949526"),
    ("Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"),
    ("Contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c"),
    ("Reader", "acdd72a7-3385-48ef-bd42-f606fba81ae7"),
    ("User Access Administrator", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"),
    ("Role Based Access Control Administrator", "f58310d9-a9f6-439a-9e8d-f62e7b41a168"),
];

/// The id of a role by its name, compared without case.
pub(super) fn id_of(name: &str) -> Option<&'static str> {
    ROLES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, id)| *id)
}

/// The name of the built-in role that an id ends in, compared without case.
pub fn built_in_role(id: &str) -> Option<&'static str> {
    let id = id.rsplit('/').next().unwrap_or(id);
    ROLES.iter().find(|(_, known)| known.eq_ignore_ascii_case(id)).map(|(name, _)| *name)
}
