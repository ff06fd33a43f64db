//! `azapi_resource` and `azapi_update_resource`: ARM types with the body as an object or as `jsonencode` of one
//! (registry.terraform.io/providers/Azure/azapi, docs/resources/resource.md).

use std::rc::Rc;

use super::build::{canonical_kind, keys, member};
use super::{Dialect, Resource};
use crate::evaluate::{Item, Object, Piece, Value, ValueKind};

/// Sets properties of a resource that is made elsewhere.
pub(super) const UPDATE: &str = "azapi_update_resource";

/// Turns an azapi resource into the ARM resource that it makes or updates, and returns the id of its
/// parent or of what it updates. `None` for azapi types that do neither, and if the type is not known.
pub(super) fn translate(resource: &mut Resource) -> Option<Option<Value>> {
    let existing = resource.kind.starts_with("data.");
    let reference = match resource.kind.trim_start_matches("data.") {
        "azapi_resource" => "parent_id",
        UPDATE => "resource_id",
        _ => return None,
    };
    let written = resource.body.clone();
    let (kind, version) = declared_type(&member(&written, "type")?)?;
    let mut object = Object::default();
    if let Some(body) = member(&written, "body") {
        let inner = match &body.kind {
            ValueKind::Json(inner) => (**inner).clone().out_of(&body),
            _ => body,
        };
        match &inner.kind {
            ValueKind::Object(members) => {
                for item in &members.items {
                    let value = item.value.clone().out_of(&inner);
                    object.set(Item { value, ..item.clone() }, true);
                }
                object.rest = members.rest.clone();
            }
            _ => object.rest = inner.first_unknown(),
        }
    }
    for name in ["name", "location", "tags"] {
        if let Some(value) = member(&written, name) {
            object.set(Item { key: name.into(), key_span: value.span, value, spelling: None }, true);
        }
    }
    if let Some(identity) = member(&written, "identity") {
        let value = identity_block(identity);
        object.set(Item { key: "identity".into(), key_span: value.span, value, spelling: None }, true);
    }
    resource.kind = canonical_kind(&kind);
    resource.api_version = version;
    resource.existing |= existing;
    resource.dialect = Dialect::Azapi;
    resource.body = Value { kind: ValueKind::Object(Rc::new(object)), ..written.clone() };
    Some(member(&written, reference))
}

/// `Type/name@version`: the type, and the version if it is known.
fn declared_type(declared: &Value) -> Option<(String, Option<String>)> {
    let pieces = declared.pieces()?;
    let Piece::Text(start) = pieces.first()? else { return None };
    let (kind, version) = start.split_once('@')?;
    Some((kind.to_owned(), (pieces.len() == 1).then(|| version.to_owned())))
}

/// The block `identity { type, identity_ids }` as ARM has it: the ids are keys of an object.
fn identity_block(written: Value) -> Value {
    let block = match written.as_list().and_then(|list| list.items.first()) {
        Some(block) => block.clone().out_of(&written),
        None => written,
    };
    let (Some(members), Some(ids)) = (block.as_object(), member(&block, "identity_ids")) else {
        return block;
    };
    let mut object = members.clone();
    object.items.retain(|item| &*item.key != "identity_ids");
    let (key_span, spelling) = (ids.span, Some("identity_ids"));
    object.set(Item { key: "userAssignedIdentities".into(), key_span, value: keys(&ids), spelling }, true);
    Value { kind: ValueKind::Object(Rc::new(object)), ..block }
}
