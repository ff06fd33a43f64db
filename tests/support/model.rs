//! Models of files that tests write.

use std::panic::{AssertUnwindSafe, catch_unwind};

use acrlint::model::{Model, Resource};

use super::lint;

/// What a view makes of the model of one file.
pub fn with_model<T: Send>(path: &str, text: &str, view: impl Fn(&Model) -> T + Send + Sync) -> T {
    with_models(&[(path, text)], view)
}

/// What a view makes of the model of the one deployment that files make.
pub fn with_models<T: Send>(files: &[(&str, &str)], view: impl Fn(&Model) -> T + Send + Sync) -> T {
    let discovered = lint::sources(files);
    // What fails on another thread has to be said on this one.
    let mut views = acrlint::models(&discovered, |_, _, model| {
        catch_unwind(AssertUnwindSafe(|| view(model))).map_err(|payload| {
            let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
            payload.downcast_ref::<String>().cloned().or(text).unwrap_or_default()
        })
    });
    assert_eq!(views.len(), 1, "one deployment");
    views.remove(0).unwrap_or_else(|failure| panic!("{failure}"))
}

/// The resource at an address.
pub fn at<'m>(model: &'m Model, address: &str) -> &'m Resource {
    let addresses: Vec<&str> = model.resources.iter().map(|resource| resource.address.as_str()).collect();
    let found = model.resources.iter().find(|resource| resource.address == address);
    found.unwrap_or_else(|| panic!("{address} is not among {addresses:?}"))
}
