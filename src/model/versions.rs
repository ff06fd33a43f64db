//! API versions of `Microsoft.ContainerRegistry`. Sources: the generated types of
//! Azure/bicep-types-az for the versions of each type, the documentation of Azure/acr and Microsoft
//! Learn for those that ended.

/// The registry itself and what its provider has below it.
const STABLE: &[&str] = &[
    "2017-03-01",
    "2017-10-01",
    "2019-05-01",
    "2021-09-01",
    "2022-12-01",
    "2023-07-01",
    "2025-04-01",
    "2025-11-01",
];
const PREVIEW: &[&str] = &[
    "2019-05-01-preview",
    "2019-12-01-preview",
    "2020-11-01-preview",
    "2021-06-01-preview",
    "2021-08-01-preview",
    "2021-12-01-preview",
    "2022-02-01-preview",
    "2023-01-01-preview",
    "2023-06-01-preview",
    "2023-08-01-preview",
    "2023-11-01-preview",
    "2024-11-01-preview",
    "2025-03-01-preview",
    "2025-05-01-preview",
    "2025-06-01-preview",
    "2026-01-01-preview",
    "2026-03-01-preview",
];
/// What runs tasks has versions of its own.
const TASKS_STABLE: &[&str] = &["2018-09-01", "2019-04-01"];
const TASKS_PREVIEW: &[&str] = &["2019-06-01-preview", "2025-03-01-preview"];

const REGISTRIES: ApiVersions = ApiVersions { stable: STABLE, preview: PREVIEW };
const TASKS: ApiVersions = ApiVersions { stable: TASKS_STABLE, preview: TASKS_PREVIEW };

/// Published, but its properties are not in the tables.
const UNREAD: &[&str] = &["2026-09-01-preview"];

/// Types below the registry with the first stable version, empty for none, and the first preview.
const KINDS: &[(&str, ApiVersions, &str, &str)] = &[
    ("", REGISTRIES, "2017-03-01", "2019-12-01-preview"),
    ("replications", REGISTRIES, "2017-10-01", "2019-12-01-preview"),
    ("webhooks", REGISTRIES, "2017-10-01", "2019-12-01-preview"),
    ("privateEndpointConnections", REGISTRIES, "2021-09-01", "2019-12-01-preview"),
    ("scopeMaps", REGISTRIES, "2022-12-01", "2019-05-01-preview"),
    ("tokens", REGISTRIES, "2022-12-01", "2019-05-01-preview"),
    ("cacheRules", REGISTRIES, "2023-07-01", "2023-01-01-preview"),
    ("credentialSets", REGISTRIES, "2023-07-01", "2023-01-01-preview"),
    ("connectedRegistries", REGISTRIES, "2025-04-01", "2020-11-01-preview"),
    ("privateLinkResources", REGISTRIES, "2025-11-01", "2025-06-01-preview"),
    ("exportPipelines", REGISTRIES, "", "2019-12-01-preview"),
    ("importPipelines", REGISTRIES, "", "2019-12-01-preview"),
    ("pipelineRuns", REGISTRIES, "", "2019-12-01-preview"),
    ("packages/archives", REGISTRIES, "", "2023-06-01-preview"),
    ("packages/archives/versions", REGISTRIES, "", "2023-06-01-preview"),
    ("tasks", TASKS, "2018-09-01", "2019-06-01-preview"),
    ("runs", TASKS, "2018-09-01", "2019-06-01-preview"),
    ("taskRuns", TASKS, "", "2019-06-01-preview"),
    ("agentPools", TASKS, "", "2019-06-01-preview"),
];

/// What became of an API version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Azure takes it no more, since this day.
    Retired(&'static str),
    /// Azure has said when it will take it no more.
    Announced(&'static str),
}

const ENDINGS: &[(&str, Ending)] = &[
    ("2016-06-27-preview", Ending::Retired("2023-10-16")),
    ("2017-06-01-preview", Ending::Retired("2023-10-16")),
    ("2018-02-01-preview", Ending::Retired("2023-10-16")),
    ("2017-03-01", Ending::Announced("September 2026")),
];

/// The API versions of a type of resource.
#[derive(Clone, Copy, Debug)]
pub struct ApiVersions {
    stable: &'static [&'static str],
    preview: &'static [&'static str],
}

impl ApiVersions {
    /// Those of an ARM type; `None` if it is no type of registries that has any.
    pub fn of(kind: &str) -> Option<Self> {
        let below = super::below_registry(kind)?;
        let (_, all, stable, preview) = KINDS.iter().find(|row| row.0.eq_ignore_ascii_case(below))?;
        Some(Self { stable: from(all.stable, stable), preview: from(all.preview, preview) })
    }

    /// Stable versions, the newest first.
    pub fn stable(self) -> impl Iterator<Item = &'static str> {
        self.stable.iter().rev().copied()
    }

    /// The newest version, a stable one if there is any.
    pub fn newest(self) -> Option<&'static str> {
        self.stable().chain(self.preview.iter().rev().copied()).next()
    }

    /// Whether it has a version.
    pub fn has(self, version: &str) -> bool {
        self.is_read(version) || UNREAD.iter().any(|it| it.eq_ignore_ascii_case(version))
    }

    /// Whether it has a version, and the properties of that are known.
    pub fn is_read(self, version: &str) -> bool {
        self.stable.iter().chain(self.preview).any(|it| it.eq_ignore_ascii_case(version))
    }
}

fn from(versions: &'static [&'static str], first: &str) -> &'static [&'static str] {
    let start = versions.iter().position(|version| *version == first);
    start.and_then(|start| versions.get(start..)).unwrap_or_default()
}

/// What became of an API version, if it is not simply in use.
pub fn ending(version: &str) -> Option<Ending> {
    ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(version)).map(|(_, ending)| *ending)
}

/// Whether an API version is a preview.
pub fn is_preview(version: &str) -> bool {
    day(version) != version
}

/// An API version without `-preview`.
pub(super) fn day(version: &str) -> &str {
    version.get(..10).unwrap_or(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_the_versions_from_its_first_on() {
        for (kind, _, first, since) in KINDS {
            let kind = format!("{}/{kind}", super::super::REGISTRY);
            let versions = ApiVersions::of(kind.trim_end_matches('/')).expect("a known type");
            assert_eq!(versions.stable.first(), Some(first).filter(|first| !first.is_empty()), "{kind}");
            assert_eq!(versions.preview.first(), Some(since), "{kind}");
        }
        let tokens = ApiVersions::of("Microsoft.ContainerRegistry/registries/tokens").expect("a known type");
        assert!(tokens.has("2022-12-01") && !tokens.has("2021-09-01") && tokens.has("2026-09-01-preview"));
        assert_eq!(tokens.newest(), Some("2025-11-01"));
    }
}
