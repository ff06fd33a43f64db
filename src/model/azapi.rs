//! `azapi_resource`: ARM types with the body as an object or as `jsonencode` of one
//! (registry.terraform.io/providers/Azure/azapi, docs/resources/resource.md).

use std::rc::Rc;

use super::build::{keys, member};
use super::{Dialect, Resource};
use crate::evaluate::{Item, Object, Value, ValueKind};

/// Turns an azapi resource into the ARM resource it makes and returns its `parent_id`. `None` for
/// azapi types that make no resource of their own, and if the type is not known.
pub(super) fn translate(resource: &mut Resource) -> Option<Option<Value>> {
    let existing = resource.kind.starts_with("data.");
    if resource.kind.trim_start_matches("data.") != "azapi_resource" {
        return None;
    }
    let written = resource.body.clone();
    let declared = member(&written, "type")?;
    let (kind, version) = declared.as_str()?.split_once('@')?;
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
    resource.kind = kind.to_owned();
    resource.api_version = Some(version.to_owned());
    resource.existing |= existing;
    resource.dialect = Dialect::Azapi;
    resource.body = Value { kind: ValueKind::Object(Rc::new(object)), ..written.clone() };
    Some(member(&written, "parent_id"))
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
