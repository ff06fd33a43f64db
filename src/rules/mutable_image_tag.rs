//! Checks that images from a registry are named by a digest or a fixed tag.
//!
//! ## Why is this bad?
//!
//! `latest`, and no tag is the same, is another image after each push. Two instances of one app may
//! run different code, nobody can say what ran last week, and whoever can push decides what runs.
//!
//! ## What Azure does by default
//!
//! An image without tag is pulled as `latest`, whenever an instance starts.
//!
//! ## What to do instead
//!
//! Bicep and ARM: name the digest in `image`, `containerImageNames` or `linuxFxVersion`
//! (`contoso.azurecr.io/app@sha256:…`), or a tag that is pushed once. Terraform: the same in `image`,
//! `docker_image_name` or `container_image_names`. Lock the tag in the registry.
//!
//! ## What it costs or breaks
//!
//! Each new image needs a deployment.
//!
//! ## References
//!
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-image-tag-version>
//! - <https://learn.microsoft.com/azure/container-registry/container-registry-image-lock>

use crate::diagnostic::Severity;
use crate::model::{CONSUMERS, Resource, Tag, Truth, Value, tag};
use crate::rules::{Check, Context, Rule, Set, Verdict};

pub(super) static RULE: Rule = Rule {
    summary: "an image is named by a tag that changes",
    severity: &[Severity::Note],
    set: Set::Strict,
    tips: &[8],
    check: Check::Of(CONSUMERS, check),
    ..Rule::BASE
};

fn check(resource: &Resource, cx: &mut Context) -> Verdict {
    let Some(consumer) = cx.model.consumer(resource) else {
        return Verdict::NotApplicable("it is judged with the app that it configures".to_owned());
    };
    let mut verdict = consumer.more_images.map_or(Truth::False, Truth::Unknown);
    let mut is_used = verdict.clone();
    for image in consumer.images {
        let changes = match Truth::of(&image.value, &changes) {
            Truth::Unknown(doubt) => {
                Truth::Unknown(doubt.because(|_| "the tag of an image is not known".into()))
            }
            known => image.is_acr.clone().and(known),
        };
        if changes == Truth::True {
            let message = match tag(&image.value) {
                Some(Tag::None) => "names no tag, so that the app runs whatever was pushed as `latest`",
                _ => "names the tag `latest`, so that the app runs whatever was pushed last",
            };
            cx.report_value(&image.value, image.path, format!("`{}` {message}", image.name));
            cx.advise("name the digest (`…@sha256:…`), or a tag that is pushed only once");
        }
        is_used = is_used.or(image.is_acr);
        verdict = verdict.or(changes);
    }
    match verdict {
        Truth::True => Verdict::Fail,
        Truth::Unknown(doubt) => Verdict::Unknown(doubt),
        Truth::False if is_used == Truth::False => {
            Verdict::NotApplicable("it runs no image from an Azure container registry".to_owned())
        }
        Truth::False => Verdict::Pass,
    }
}

fn changes(image: &Value) -> Option<bool> {
    match tag(image)? {
        Tag::Digest => Some(false),
        Tag::Named(tag) => Some(tag? == "latest"),
        Tag::None => Some(true),
    }
}
