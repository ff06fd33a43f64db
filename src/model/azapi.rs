//! The resources of the azapi provider: ARM types with the body as an object, as `jsonencode` of one or
//! as text (registry.terraform.io/providers/Azure/azapi, docs/resources).

use std::rc::Rc;

use super::azurerm::keys;
use super::build::member;
use super::{Dialect, Resource, kinds, update};
use crate::evaluate::{Item, Object, Piece, Value, ValueKind, json_text};

/// What an azapi resource does.
pub(super) enum Made {
    /// It makes, or reads, an ARM resource; the id of what that belongs to.
    Resource(Option<Value>),
    /// It sets properties of a resource that something else makes, which has this id.
    Update(Option<Value>),
    /// It calls an action of a resource.
    Action,
}

/// Turns an azapi resource into the ARM resource that it makes or updates. `None` for what does
/// neither, and if the type is not known.
pub(super) fn translate(resource: &mut Resource) -> Option<Made> {
    let written = resource.body.clone();
    let terraform = resource.kind.trim_start_matches("data.").to_owned();
    let is_action = terraform == "azapi_resource_action";
    let made = match terraform.as_str() {
        "azapi_resource" => Made::Resource(member(&written, "parent_id")),
        "azapi_update_resource" => Made::Update(member(&written, "resource_id")),
        "azapi_resource_action" if updates(&written) => Made::Update(member(&written, "resource_id")),
        "azapi_resource_action" => Made::Action,
        _ => return None,
    };
    resource.dialect = Dialect::Azapi;
    if matches!(made, Made::Action) {
        return Some(made);
    }
    let (kind, version) = declared_type(&member(&written, "type")?)?;
    let mut object = Object::default();
    for name in ["body", "sensitive_body"] {
        let body = member(&written, name).and_then(|body| unpacked(body, resource));
        if let Some(body) = body {
            object = update::Merge::new(None).objects(&object, &body);
        }
    }
    resource.kind = kinds::canonical(&kind);
    resource.version = Some(version);
    for name in ["name", "location", "tags"] {
        if let Some(value) = member(&written, name).filter(|_| !is_action) {
            object.set(Item { key: name.into(), key_span: value.span, value, spelling: None }, true);
        }
    }
    if let Some(identity) = member(&written, "identity") {
        let value = identity_block(identity);
        object.set(Item { key: "identity".into(), key_span: value.span, value, spelling: None }, true);
    }
    let scope = match &made {
        Made::Resource(parent) if kinds::is_extension(&resource.kind) => parent.clone(),
        _ => None,
    };
    if let Some(value) = scope {
        object.set(Item { key: "scope".into(), key_span: value.span, value, spelling: None }, true);
    }
    resource.body = Value { kind: ValueKind::Object(Rc::new(object)), ..written };
    Some(made)
}

/// An action without a name that puts or patches is an update.
fn updates(written: &Value) -> bool {
    let method = member(written, "method");
    let is = |text| method.as_ref().and_then(|method| method.is_text(text)) == Some(true);
    let names_action = member(written, "action").is_some_and(|action| action.is_text("") != Some(true));
    !names_action && (is("PUT") || is("PATCH"))
}

/// The members of a body.
fn unpacked(body: Value, resource: &Resource) -> Option<Object> {
    let inner = match &body.kind {
        ValueKind::Json(inner) => (**inner).clone().out_of(&body),
        ValueKind::String(text) => json_text(text, body.span).map_or(body.clone(), |it| it.out_of(&body)),
        _ => body,
    };
    match &inner.kind {
        ValueKind::Object(members) => {
            let items = members.items.iter().map(|item| {
                let value = item.value.clone().out_of(&inner);
                Item { value, ..item.clone() }
            });
            Some(Object { items: items.collect(), rest: members.rest.clone(), ..Object::default() })
        }
        ValueKind::Null => None,
        _ => {
            let reason = "the body is no object";
            let text = Value::unknown(reason, format!("{}.body", resource.address), inner.span);
            let rest = inner.first_unknown().or_else(|| text.first_unknown());
            Some(Object { rest, ..Object::default() })
        }
    }
}

/// `Type/name@version`: the type and the version.
fn declared_type(declared: &Value) -> Option<(String, Value)> {
    let pieces = declared.pieces()?;
    let Piece::Text(start) = pieces.first()? else { return None };
    let (kind, version) = start.split_once('@')?;
    let version = match declared.first_unknown() {
        Some(unknown) if pieces.len() > 1 => ValueKind::Unknown(unknown),
        _ => ValueKind::String(version.into()),
    };
    Some((kind.to_owned(), Value { kind: version, ..declared.clone() }))
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
