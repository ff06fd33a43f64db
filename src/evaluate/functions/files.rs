//! Functions that read files. The files that code names were looked for when the sources were
//! read; nothing is read here.

use std::rc::Rc;
use std::sync::Arc;

use super::super::scope::Scope;
use super::super::value::{Piece, Value, ValueKind};
use super::call::{Call, text_of};
use crate::lower::{ModuleLanguage, join};
use crate::source::Payload;

/// `loadTextContent(path)`, `file(path)`: like a literal, as compiling makes one of it.
pub(super) fn text(call: &Call) -> Option<Value> {
    with_content(call, |text| Some(call.traced(Value::literal(&text, call.span))))
}

/// `loadFileAsBase64(path)`, `filebase64(path)`
pub(super) fn base64(call: &Call) -> Option<Value> {
    with_content(call, |text| {
        call.evaluator.budget.charge(text.len() / 8).then_some(())?;
        call.string(super::encoding::base64(text.as_bytes()))
    })
}

/// `loadJsonContent(path, JSONPath)`
pub(super) fn json(call: &Call) -> Option<Value> {
    with_content(call, |text| {
        let whole = super::json::parse(call, text.strip_prefix('\u{feff}').unwrap_or(&text))?;
        match call.value(1).filter(|path| !path.is_null()) {
            Some(path) => at_path(call, whole, &text_of(path)?),
            None => Some(whole),
        }
    })
}

/// The value at a plain JSONPath: `$.a.b[0]['c']`.
fn at_path(call: &Call, whole: Value, path: &str) -> Option<Value> {
    let mut at = whole;
    let mut rest = path.strip_prefix('$').unwrap_or(path);
    while !rest.is_empty() {
        let (step, after) = match rest.strip_prefix('[') {
            Some(inner) => inner.split_once(']')?,
            None => {
                let name = rest.strip_prefix('.').unwrap_or(rest);
                name.split_at(name.find(['.', '[']).unwrap_or(name.len()))
            }
        };
        rest = after;
        let key = step.trim_matches(['\'', '"']);
        let found = match &at.kind {
            ValueKind::Object(object) => object.get(key, false).map(|item| item.value.clone()),
            ValueKind::List(list) => {
                step.parse::<usize>().ok().and_then(|index| list.items.get(index).cloned())
            }
            _ => None,
        };
        let Some(found) = found.filter(|_| !key.is_empty() && key != "*") else {
            return call.fails("there is nothing at that path");
        };
        at = found;
    }
    Some(at)
}

/// `fileexists(path)`
pub(super) fn exists(call: &Call) -> Option<Value> {
    match call.evaluator.sources.payload(&path(call)?) {
        Some(Payload::Absent) => call.truth(false),
        Some(_) => call.truth(true),
        None => Some(not_read(call, "is asked for a file that was not looked for: its path is computed")),
    }
}

/// `templatefile(path, names)`
pub(super) fn template(call: &Call) -> Option<Value> {
    with_content(call, |text| call.evaluator.rendered(&text, call.value(1)?, root_of(call.scope), call.span))
}

/// `templatestring(text, names)`
pub(super) fn template_string(call: &Call) -> Option<Value> {
    call.evaluator.rendered(&call.text(0)?, call.value(1)?, root_of(call.scope), call.span)
}

/// What a function makes of the text of the file.
fn with_content(call: &Call, make: impl FnOnce(Arc<str>) -> Option<Value>) -> Option<Value> {
    let path = path(call)?;
    match call.evaluator.sources.payload(&path) {
        Some(Payload::Text(text)) => make(text.clone()),
        Some(Payload::Absent) => call.fails(&format!("`{path}` is not there")),
        Some(Payload::Opaque(why)) => Some(not_read(call, &format!("reads `{path}`: {why}"))),
        None if path.starts_with("..") => Some(not_read(call, "reads a file outside of the root")),
        None => Some(not_read(call, "reads a file that was not looked for: its path is computed")),
    }
}

fn not_read(call: &Call, why: &str) -> Value {
    super::runtime(call.name, why, call.values, call.span)
}

/// The root-relative path that the first argument names.
fn path(call: &Call) -> Option<String> {
    let value = call.value(0)?;
    if call.scope.module.language != ModuleLanguage::Terraform {
        // A path is relative to the file in which it is written.
        let file = &call.evaluator.sources.get(call.span.source).path;
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        return Some(join(folder, &text_of(value)?));
    }
    let ValueKind::Partial(pieces) = &value.kind else {
        // Terraform runs in the directory of its root module.
        let text = text_of(value)?;
        return (!text.starts_with(['/', '~'])).then(|| join(root_of(call.scope), &text));
    };
    let [Piece::Unknown(start), Piece::Text(rest)] = &**pieces else { return None };
    let rest = rest.strip_prefix('/')?;
    let place = |name: &str| start.key.strip_prefix(name)?.strip_prefix('@');
    match (place("path.module"), place("path.root").or(place("path.cwd"))) {
        (Some(scope), _) => Some(join(&call.evaluator.scope_of(scope.parse().ok()?)?.module.path, rest)),
        (_, Some(_)) => Some(join(root_of(call.scope), rest)),
        _ => None,
    }
}

/// The directory of the root module.
fn root_of<'s>(scope: &'s Rc<Scope<'_>>) -> &'s str {
    let mut at = scope;
    while let Some(caller) = &at.caller {
        at = &caller.scope;
    }
    &at.module.path
}
