//! Checks that no credentials of webhooks are written in the code.
//!
//! ## Why is this bad?
//!
//! Many receivers believe whoever knows a password, a key in the address or a token in a header. Written
//! in the code it is known to everybody who can read the repository, and stays in its history. With it
//! anybody starts a deployment.
//!
//! ## What Azure does by default
//!
//! `serviceUri` and `customHeaders` are taken as they are and not shown again. azurerm keeps both in its
//! state and marks neither as sensitive.
//!
//! ## What to do instead
//!
//! Take the value from outside: in Bicep a `@secure()` parameter, filled with `getSecret` of a key vault;
//! in ARM a `securestring` with a reference to the key vault; in Terraform a `sensitive` variable or
//! `azurerm_key_vault_secret`. What was written must be renewed at the receiver.
//!
//! ## What it costs or breaks
//!
//! Nothing, once the receiver has the new credentials.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-webhook>
//! - <https://learn.microsoft.com/azure/azure-resource-manager/bicep/key-vault-parameter>

use crate::diagnostic::Severity;
use crate::model::{
    Attribute, Resource, Truth, Value, ValueKind, is_secret_header, secret_in_address, secret_in_header,
};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "a webhook's credentials are written in the code",
    severity: &[Severity::Error],
    set: Set::Default,
    tips: &[6, 9],
    about_secrets: true,
    check: Check::Child(&["webhooks"], check),
    ..Rule::BASE
};

fn check(webhook: &Resource, cx: &mut Context) -> Verdict {
    let uri = webhook.get("properties.serviceUri");
    let headers = webhook.get("properties.customHeaders");
    if uri.absent && headers.absent {
        return Verdict::NotApplicable("it has neither address nor headers".to_owned());
    }
    let in_address = uri.judge(secret_in_address);
    let mut verdict = cx.verdict(in_address, &uri, || {
        format!("`{}` contains credentials that everybody who can read the code can use", uri.name)
    });
    if verdict == Verdict::Fail {
        advise(cx);
    }
    for alternative in headers.alternatives() {
        verdict = verdict.and(check_headers(&headers, alternative, cx));
    }
    verdict
}

fn check_headers(headers: &Attribute, value: &Value, cx: &mut Context) -> Verdict {
    let Some(object) = value.as_object() else {
        return match headers.judge(secret_in_header) {
            Truth::Unknown(doubt) => Verdict::Unknown(doubt),
            _ => Verdict::Pass,
        };
    };
    let rest = object.rest.clone().map(|rest| Value::new(ValueKind::Unknown(rest), value.span));
    let mut verdict = match rest.map(|rest| Truth::of(&rest, &secret_in_header)) {
        Some(Truth::Unknown(doubt)) => Verdict::Unknown(doubt),
        _ => Verdict::Pass,
    };
    for header in object.items.iter().filter(|item| is_secret_header(&item.key)) {
        let value = header.value.clone().out_of(value);
        match Truth::of(&value, &secret_in_header) {
            Truth::True => {
                let message = format!(
                    "the header `{}` of `{}` contains credentials that everybody who can read the code can use",
                    header.key, headers.name
                );
                cx.report_value(&value, headers.path, message);
                advise(cx);
                verdict = Verdict::Fail;
            }
            Truth::Unknown(doubt) => verdict = verdict.and(Verdict::Unknown(doubt)),
            Truth::False => {}
        }
    }
    verdict
}

fn advise(cx: &mut Context) {
    cx.advise("renew them at the receiver and take them from a key vault through a secure parameter");
}
