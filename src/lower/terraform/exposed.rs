//! Variables that are used where Terraform refuses what is sensitive.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::block::Block;
use super::module::is_secret;
use crate::lower::{Expr, ExprKind, Space};

/// What an expression uses: of resources the attributes, as `type.name.attribute`, or all of them.
type Names = Vec<(Space, Arc<str>)>;

/// What is behind each name.
type Uses = HashMap<(Space, Arc<str>), Names>;

/// The variables of a module that its plain outputs and its loops use, be it through locals and
/// attributes of resources (HashiCorp, *Manage sensitive data*, *The for_each meta-argument*).
pub(super) fn exposed(blocks: &mut [Block]) -> HashSet<Arc<str>> {
    let mut uses = Uses::new();
    let mut open = Names::new();
    for block in blocks {
        match (&*block.kind, block.labels.as_slice()) {
            ("locals", _) => {
                for local in &mut block.attributes {
                    names(&mut local.value, uses.entry((Space::Variable, local.name.clone())).or_default());
                }
            }
            ("resource", [kind, name]) => attributes(&format!("{kind}.{name}"), block, &mut uses),
            ("data", [kind, name]) => attributes(&format!("data.{kind}.{name}"), block, &mut uses),
            ("output", _) if !is_secret(block) => of_attribute("value", block, &mut open),
            _ => {}
        }
        loops(block, &mut open);
    }
    let mut found = HashSet::new();
    while let Some(name) = open.pop() {
        // Taken out: once is enough.
        open.extend(uses.remove(&name).unwrap_or_default());
        if name.0 == Space::Parameter {
            found.insert(name.1);
        }
    }
    found
}

/// Notes what the attributes and blocks of a resource use.
fn attributes(address: &str, block: &mut Block, uses: &mut Uses) {
    let key = |name: &str| (Space::Resource, Arc::from(format!("{address}.{name}")));
    let mut all = Names::new();
    for attribute in &mut block.attributes {
        all.push(key(&attribute.name));
        names(&mut attribute.value, uses.entry(key(&attribute.name)).or_default());
    }
    for inner in &mut block.blocks {
        all.push(key(inner.makes()));
        let own = uses.entry(key(inner.makes())).or_default();
        inner.each_value(&mut |value| names(value, own));
    }
    uses.insert((Space::Resource, address.into()), all);
}

/// What loops go over: those of resources, modules and `dynamic` blocks.
fn loops(block: &mut Block, found: &mut Names) {
    if matches!(&*block.kind, "resource" | "data" | "module" | "dynamic") {
        of_attribute("for_each", block, found);
    }
    block.blocks.iter_mut().for_each(|inner| loops(inner, found));
}

fn of_attribute(name: &str, block: &mut Block, found: &mut Names) {
    let wanted = block.attributes.iter_mut().filter(|attribute| &*attribute.name == name);
    wanted.for_each(|attribute| names(&mut attribute.value, found));
}

fn names(expr: &mut Expr, found: &mut Names) {
    match &expr.kind {
        ExprKind::Name(space @ (Space::Parameter | Space::Variable | Space::Resource), name) => {
            found.push((*space, name.clone()));
        }
        ExprKind::Member { object, name, .. } if resource(object).is_some() => {
            let attribute = resource(object).map(|resource| format!("{resource}.{name}").into());
            found.extend(attribute.map(|attribute| (Space::Resource, attribute)));
        }
        // What these give may be shown.
        ExprKind::Call { function, .. } if matches!(&**function, "nonsensitive" | "issensitive") => {}
        _ => expr.each_part(&mut |part| names(part, found)),
    }
}

/// The resource that an expression is, or is an instance of.
fn resource(expr: &Expr) -> Option<&Arc<str>> {
    match &expr.kind {
        ExprKind::Name(Space::Resource, name) => Some(name),
        ExprKind::Index { object, .. } => resource(object),
        _ => None,
    }
}

impl Block {
    /// Calls `visit` with each value in it and in the blocks inside.
    fn each_value(&mut self, visit: &mut dyn FnMut(&mut Expr)) {
        self.attributes.iter_mut().for_each(|attribute| visit(&mut attribute.value));
        self.blocks.iter_mut().for_each(|inner| inner.each_value(visit));
    }
}
