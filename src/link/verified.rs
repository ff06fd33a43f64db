//! Calls of published modules whose source is not at hand: what is known of the module stands for it.

use std::collections::HashMap;

use crate::lower::{Call, Module, Target, lower_verified};

/// Adds the published modules that are called, and leads their calls to them.
pub(super) fn add(modules: &mut Vec<Module>) {
    let mut known: HashMap<String, Module> = HashMap::new();
    for module in modules.iter_mut() {
        for_each_call(module, &mut |call| {
            if let Some(published) = lower_verified(call) {
                call.target = Target::Path(published.path.clone());
                known.entry(published.path.clone()).or_insert(published);
            }
        });
    }
    modules.extend(known.into_values());
}

fn for_each_call(module: &mut Module, visit: &mut dyn FnMut(&mut Call)) {
    for call in &mut module.calls {
        if let Target::Embedded(inner) = &mut call.target {
            for_each_call(inner, visit);
        }
        visit(call);
    }
}
