//! Checks that the passwords and certificates of tokens expire soon.
//!
//! ## Why is this bad?
//!
//! A token is a user name and a password without a person behind it. One that never expires keeps
//! working wherever it was copied to: build logs, laptops, the systems of people who left.
//!
//! ## What Azure does by default
//!
//! An entry of `credentials.passwords` or `credentials.certificates` without `expiry` never expires;
//! so does `password1` or `password2` of `azurerm_container_registry_token_password`.
//!
//! ## What to do instead
//!
//! Give each password an `expiry` of at most 90 days and renew it: a token has two passwords, so
//! that one can be replaced while the other works. Better, use Microsoft Entra identities, which
//! need no password. The option `max-days` sets another number of days.
//!
//! In Bicep and ARM the entries are `properties.credentials.passwords[].expiry` of
//! `registries/tokens`, in Terraform the blocks `password1` and `password2` of
//! `azurerm_container_registry_token_password`.
//!
//! ## What it costs or breaks
//!
//! Whoever uses the password needs a new one in time.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-token-based-repository-permissions>
//! - <https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/container_registry_token_password>

use crate::diagnostic::{RuleOption, Severity};
use crate::model::{Attribute, Resource, Truth, Value, member};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a token's password or certificate does not expire in time",
    severity: &[Severity::Warning],
    set: Set::Default,
    controls: &["IM-1"],
    tips: &[12],
    options: &[RuleOption {
        key: "max-days",
        default: 90,
        least: 1,
        most: 3650,
        greater_is_stricter: false,
        help: "how many days from now a password may last",
    }],
    check: Check::Child(&["tokens"], check),
    ..Rule::BASE
};

fn check(token: &Resource, cx: &mut Context) -> Verdict {
    let lists = ["properties.credentials.passwords", "properties.credentials.certificates"]
        .map(|path| token.get(path));
    let too_late = |entry: &Value| is_too_late(entry, cx);
    let verdict = lists.iter().fold(Truth::False, |any, list| any.or(list.any(too_late)));
    match verdict {
        Truth::True => {}
        Truth::Unknown(doubt) => return Verdict::Unknown(doubt),
        Truth::False if lists.iter().all(|list| list.members().is_empty()) => {
            return Verdict::NotApplicable("the code gives the token no credentials".to_owned());
        }
        Truth::False => return Verdict::Pass,
    }
    for list in &lists {
        for (i, entry) in list.members().iter().enumerate() {
            if is_too_late(entry, cx) == Some(true) {
                report(list, i, entry, cx);
            }
        }
    }
    Verdict::Fail
}

fn is_too_late(entry: &Value, cx: &Context) -> Option<bool> {
    let Some(expiry) = member(entry, "expiry") else { return Some(true) };
    let most = cx.option("max-days");
    let test = |time: &Value| match time.is_null() {
        true => Some(true),
        false => Some(cx.days_until(time.as_str()?)? > most),
    };
    Truth::of(&expiry, &test).known()
}

fn report(list: &Attribute, index: usize, entry: &Value, cx: &mut Context) {
    let name = member(entry, "name");
    let known = name.as_ref().and_then(|name| name.as_str());
    let known = known.map_or_else(|| "it".to_owned(), |name| format!("`{name}`"));
    let most = cx.option("max-days");
    let (place, message) = match member(entry, "expiry") {
        None => (
            name.as_ref().unwrap_or(entry).clone(),
            format!("`expiry` is not set, so that {known} never expires"),
        ),
        Some(expiry) => {
            let days = expiry.as_str().and_then(|time| cx.days_until(time));
            let far = days.map_or_else(|| "far".to_owned(), |days| format!("{days} days"));
            let message = format!("`expiry` of {known} is {far} away, more than the {most} days allowed");
            (expiry, message)
        }
    };
    let property = format!("{}[{index}].expiry", list.path);
    let found = cx.report_value(&place, &property, message);
    found.help.push(format!("set it to at most {most} days from now and renew the password in time"));
}
