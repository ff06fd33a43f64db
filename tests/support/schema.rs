//! JSON Schema, by a validator that is not ours.

use boon::{Compiler, Schemas};
use serde_json::Value;

/// Every violation, one text each. Panics on what is no schema.
pub(crate) fn violations(schema: &Value, instance: &Value) -> Vec<String> {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("schema.json", schema.clone()).expect("a place");
    let index =
        compiler.compile("schema.json", &mut schemas).unwrap_or_else(|error| panic!("no schema: {error}"));
    schemas.validate(instance, index).err().iter().map(|error| format!("{error:#}")).collect()
}
