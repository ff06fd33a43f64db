//! Checks that a cache rule reads an upstream that is trusted, narrow and signed in to.
//!
//! ## Why is this bad?
//!
//! With `docker.io/*` as its source a cache rule makes images that anybody in the world publishes look
//! like images of this registry, firewall and pull permissions included. Anonymous pulls from Docker
//! Hub are limited: images are missing just when a cluster has to start.
//!
//! ## What Azure does by default
//!
//! A cache rule takes any `sourceRepository`, and none checks what comes from it. It reads the upstream
//! without signing in unless `credentialSetResourceId` is set. Docker Hub needs that.
//!
//! ## What to do instead
//!
//! Name the repositories that are used, one rule each: `docker.io/library/nginx`. In Bicep and ARM make a
//! `credentialSets` with secrets of a key vault and set `credentialSetResourceId`; in azurerm make an
//! `azurerm_container_registry_credential_set` and set `credential_set_id`. The setting
//! `allowed-upstreams` of acrlint lists upstreams that are fine, such as `mcr.microsoft.com` or
//! `docker.io/library`.
//!
//! ## What it costs or breaks
//!
//! Images of the upstream that no rule names any more are not found.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/artifact-cache-overview>
//! - <https://docs.docker.com/docker-hub/usage/pulls/>

use crate::diagnostic::Severity;
use crate::model::{Piece, Resource, Truth, Value};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a cache rule reads an upstream that is too wide, not allowed or not signed in to",
    severity: &[Severity::Warning],
    set: Set::Default,
    check: Check::Child(&["cacheRules"], check),
    ..Rule::BASE
};

/// Where anybody can publish.
const OPEN: [&str; 7] = [
    "docker.io",
    "registry-1.docker.io",
    "ghcr.io",
    "quay.io",
    "public.ecr.aws",
    "gcr.io",
    "registry.gitlab.com",
];
const HUB: [&str; 3] = ["docker.io", "registry-1.docker.io", "index.docker.io"];

fn check(rule: &Resource, cx: &mut Context) -> Verdict {
    let source = rule.get("properties.sourceRepository");
    let allowed = cx.allowed_upstreams().map(<[String]>::to_vec);
    let is_allowed = source.test(|value| is_below(value, allowed.as_deref().unwrap_or_default()));
    let (outside, help) = match allowed {
        Some(_) => (is_allowed.negate(), "take an upstream of `allowed-upstreams`, or add this one there"),
        None => (source.test(is_open_wholly), "name the repositories that you use, one rule each"),
    };
    let place = cx.verdict(outside, &source, || match allowed {
        Some(_) => format!("`{}` is not among the allowed upstreams", source.name),
        None => format!("`{}` is a whole registry on which anybody can publish images", source.name),
    });
    if place == Verdict::Fail {
        cx.advise(help);
    }
    let hub = HUB.map(str::to_owned);
    let credentials = rule.get("properties.credentialSetResourceId");
    let anonymous = source.test(|value| is_below(value, &hub)).and(credentials.is_given().negate());
    let login = cx.verdict(anonymous, &credentials, || {
        format!("`{}` is not set, but Docker Hub limits pulls of those who do not sign in", credentials.name)
    });
    if login == Verdict::Fail {
        cx.advise("make a credential set with secrets of a key vault and name it here");
    }
    place.and(login)
}

/// The known beginning of a value, in lower case, and whether that is all of it.
fn beginning(value: &Value) -> Option<(String, bool)> {
    let pieces = value.pieces()?;
    match pieces.first() {
        Some(Piece::Text(text)) => Some((text.to_ascii_lowercase(), pieces.len() == 1)),
        _ => Some((String::new(), pieces.is_empty())),
    }
}

/// Whether a repository is one of these or below one of these.
fn is_below(source: &Value, upstreams: &[String]) -> Option<bool> {
    let (start, is_whole) = beginning(source)?;
    let mut answers = upstreams.iter().map(|upstream| {
        let upstream = upstream.trim_end_matches('*').trim_end_matches('/').to_ascii_lowercase();
        let below = format!("{upstream}/");
        match start.starts_with(&below) || (is_whole && start == upstream) {
            true => Truth::True,
            false if !is_whole && below.starts_with(&start) => Truth::Unknown("".into()),
            false => Truth::False,
        }
    });
    answers.by_ref().fold(Truth::False, Truth::or).known()
}

/// Whether it is `*` on a registry where anybody can publish.
fn is_open_wholly(source: &Value) -> Option<bool> {
    let (start, is_whole) = beginning(source)?;
    match start.split_once('/') {
        Some((host, _)) if !OPEN.contains(&host) => Some(false),
        Some((_, path)) if is_whole || !path.is_empty() => Some(path == "*"),
        None if is_whole => Some(false),
        _ => None,
    }
}
