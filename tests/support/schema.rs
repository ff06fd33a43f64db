//! A validator for the part of JSON Schema 2020-12 that our schemas use. It refuses keywords it does
//! not know, so that a schema cannot ask for more than is checked.

use serde_json::Value;

/// Every violation as `path: what is wrong`.
pub(crate) fn violations(schema: &Value, instance: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, instance, "$", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    for (keyword, wanted) in schema.as_object().expect("a schema is an object") {
        let mut refuse = |what: String| found.push(format!("{path}: {what}"));
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => {}
            "$ref" => {
                let pointer = wanted.as_str().and_then(|it| it.strip_prefix('#')).expect("a local reference");
                check(root, root.pointer(pointer).expect("a target"), value, path, found);
            }
            "const" if value != wanted => refuse(format!("is not {wanted}")),
            "enum" if !wanted.as_array().expect("an object or array of the schema").contains(value) => {
                refuse(format!("{value} not in {wanted}"))
            }
            "type" if !has_type(wanted, value) => refuse(format!("{value} is not of type {wanted}")),
            "minimum" if value.as_i64() < wanted.as_i64() => refuse(format!("{value} is below {wanted}")),
            "minLength"
                if (value.as_str().map_or(0, |it| it.chars().count()) as u64)
                    < wanted.as_u64().expect("an object or array of the schema") =>
            {
                refuse(format!("{value} is too short"));
            }
            "minItems"
                if value.as_array().is_some_and(|it| (it.len() as u64) < wanted.as_u64().unwrap_or(0)) =>
            {
                refuse("has too few members".to_owned());
            }
            "const" | "enum" | "type" | "minimum" | "minLength" | "minItems" => {}
            "required" => {
                for name in wanted
                    .as_array()
                    .expect("an object or array of the schema")
                    .iter()
                    .filter_map(Value::as_str)
                {
                    if value.get(name).is_none() {
                        found.push(format!("{path}: {name} is missing"));
                    }
                }
            }
            "additionalProperties" => {
                for name in value.as_object().into_iter().flat_map(|it| it.keys()) {
                    if schema["properties"].get(name).is_none() {
                        found.push(format!("{path}: {name} is not allowed"));
                    }
                }
            }
            "properties" => {
                for (name, part) in wanted.as_object().expect("an object or array of the schema") {
                    if let Some(member) = value.get(name) {
                        check(root, part, member, &format!("{path}.{name}"), found);
                    }
                }
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, wanted, item, &format!("{path}[{index}]"), found);
                }
            }
            "anyOf" => {
                let fits = |part: &Value| {
                    let mut found = Vec::new();
                    check(root, part, value, path, &mut found);
                    found.is_empty()
                };
                if !wanted.as_array().expect("an object or array of the schema").iter().any(fits) {
                    found.push(format!("{path}: fits no alternative"));
                }
            }
            unknown => panic!("the schema keyword {unknown} is not checked"),
        }
    }
}

fn has_type(wanted: &Value, value: &Value) -> bool {
    let is = |name: &Value| match name.as_str().expect("an object or array of the schema") {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "null" => value.is_null(),
        other => panic!("unknown type {other}"),
    };
    wanted.as_array().map_or_else(|| is(wanted), |names| names.iter().any(is))
}
