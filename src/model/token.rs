//! `azurerm_container_registry_token_password`: the passwords of a token that something else makes.

use std::rc::Rc;

use super::build::member;
use super::{Model, Resource, azurerm, links};
use crate::evaluate::{Item, Object, Value, ValueKind};

/// The azurerm type (website/docs/r/container_registry_token_password).
pub(super) const PASSWORD: &str = "azurerm_container_registry_token_password";

const TOKEN: &str = "Microsoft.ContainerRegistry/registries/tokens";
const PASSWORDS: &str = "properties.credentials.passwords";

/// Passwords go into the token they belong to; without it in the code they are a token of their
/// own, as nobody else could say anything about them.
pub(super) fn add(model: &mut Model, passwords: Vec<Resource>) {
    if passwords.is_empty() {
        return;
    }
    let (passwords, wanted): (Vec<Resource>, Vec<(String, Value)>) = passwords
        .into_iter()
        .filter_map(|password| {
            let id = member(&password.body, "container_registry_token_id")?;
            Some((password, (TOKEN.to_owned(), id)))
        })
        .unzip();
    let found = links::find_all(model, &wanted);
    for (mut password, found) in passwords.into_iter().zip(found) {
        let entries = entries(&password.body);
        let token = found.and_then(|found| model.resources.get_mut(found)).filter(|token| !token.existing);
        match token {
            Some(token) => extend(token, entries),
            None => {
                let body = ValueKind::Object(Rc::default());
                password.kind = TOKEN.to_owned();
                password.body = Value { kind: body, ..password.body.clone() };
                extend(&mut password, entries);
                model.resources.push(password);
            }
        }
    }
}

fn extend(token: &mut Resource, entries: Vec<Value>) {
    let mut passwords = token.get(PASSWORDS).members();
    passwords.extend(entries);
    let mut body = token.body.as_object().cloned().unwrap_or_default();
    azurerm::put(&mut body, PASSWORDS, Value::list(passwords, token.keyword), None);
    token.body = Value { kind: ValueKind::Object(Rc::new(body)), ..token.body.clone() };
}

/// The entries of `credentials.passwords` that a token password resource makes. Each is at the
/// header of its block.
fn entries(body: &Value) -> Vec<Value> {
    let entry = |block: &&str| {
        let list = member(body, block)?;
        let span = list.span;
        let mut object = match list.as_list() {
            Some(blocks) => blocks.items.first()?.clone().out_of(&list).as_object()?.clone(),
            None => Object { rest: list.first_unknown(), ..Object::default() },
        };
        let name = Value::string(*block, span);
        object.set(Item { key: "name".into(), key_span: span, value: name, spelling: None }, true);
        Some(Value { kind: ValueKind::Object(Rc::new(object)), ..list })
    };
    ["password1", "password2"].iter().filter_map(entry).collect()
}
