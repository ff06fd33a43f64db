//! ARM templates: parameter files, nested and linked deployments, children, copy loops, types.
//!
//! learn.microsoft.com/azure/azure-resource-manager/templates: syntax, linked-templates,
//! child-resource-name-type, copy-resources, copy-properties, copy-variables, copy-outputs,
//! parameter-files, key-vault-parameter, definitions, user-defined-functions.

mod support;

use acrlint::evaluate::{Piece, Value, ValueKind};
use acrlint::model::{Model, Resource, member};
use support::lint;

const TEMPLATE: &str = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
const PARAMETERS: &str = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#";

/// A value as text: `?` for what is not known, `a | b` for one of several.
fn plain(value: &Value) -> String {
    match &value.kind {
        ValueKind::String(text) => text.to_string(),
        ValueKind::Int(number) => number.to_string(),
        ValueKind::Bool(truth) => truth.to_string(),
        ValueKind::Null => "null".to_owned(),
        ValueKind::Partial(pieces) => {
            let piece = |piece: &Piece| match piece {
                Piece::Text(text) => text.to_string(),
                Piece::Unknown(_) => "?".to_owned(),
            };
            pieces.iter().map(piece).collect()
        }
        ValueKind::List(list) => {
            let items = list.items.iter().map(plain);
            let rest = list.rest.iter().map(|_| "…".to_owned());
            format!("[{}]", items.chain(rest).collect::<Vec<_>>().join(", "))
        }
        ValueKind::Object(object) => {
            let items = object.items.iter().map(|item| format!("{}: {}", item.key, plain(&item.value)));
            let rest = object.rest.iter().map(|_| "…".to_owned());
            format!("{{{}}}", items.chain(rest).collect::<Vec<_>>().join(", "))
        }
        ValueKind::OneOf(each) => each.iter().map(|each| plain(&each.value)).collect::<Vec<_>>().join(" | "),
        ValueKind::Unknown(unknown) if unknown.secret => "secret".to_owned(),
        ValueKind::Unknown(_) => "?".to_owned(),
        other => format!("{other:?}"),
    }
}

/// Address, type after the namespace, name and tags; what it belongs to and its condition.
fn line(model: &Model, resource: &Resource) -> String {
    let kind = resource.kind.split_once('/').map_or("", |(_, kind)| kind);
    let name = resource.name.as_ref().map_or("-".to_owned(), plain);
    let tags = member(&resource.body, "tags").map_or(String::new(), |tags| format!(" {}", plain(&tags)));
    let parent = resource.parent.and_then(|parent| model.resources.get(parent));
    let parent = parent.map_or(String::new(), |parent| format!(" of {}", parent.address));
    let condition = resource.condition.as_ref().map_or(String::new(), |it| format!(" if {it}"));
    let existing = if resource.existing { " existing" } else { "" };
    format!("{} {kind} {name}{existing}{parent}{condition}{tags}\n", resource.address)
}

/// The resources of all deployments, those of contexts under the name of their file.
fn outline(files: &[(&str, String)]) -> String {
    let models = acrlint::models(&lint::sources(files), |entry, context, model| {
        let lines: String = model.resources.iter().map(|resource| line(model, resource)).collect();
        match (files.len(), context) {
            (1, None) => lines,
            (_, context) => {
                format!("{entry}{}\n{lines}", context.map(|it| format!(" with {it}")).unwrap_or_default())
            }
        }
    });
    models.concat()
}

/// A template with these top-level members.
fn template(members: &str) -> String {
    format!(r#"{{ "$schema": "{TEMPLATE}", "contentVersion": "1.0.0.0", {members} }}"#)
}

/// A parameter file with these parameters.
fn parameters(members: &str) -> String {
    format!(r#"{{ "$schema": "{PARAMETERS}", "contentVersion": "1.0.0.0", "parameters": {{ {members} }} }}"#)
}

/// A registry of this name with these members and tags.
fn registry(name: &str, members: &str, tags: &str) -> String {
    format!(
        r#"{{ "type": "Microsoft.ContainerRegistry/registries", "apiVersion": "2025-11-01", "name": "{name}",
             "location": "westeurope", "sku": {{ "name": "Premium" }}, {members} "tags": {{ {tags} }} }}"#
    )
}

#[track_caller]
fn holds(template: &str, expected: &str) {
    let found = outline(&[("main.json", template.to_owned())]);
    assert_eq!(found, expected, "\n--- found ---\n{found}--- expected ---\n{expected}");
}

#[track_caller]
fn all_hold(files: &[(&str, String)], expected: &str) {
    let found = outline(files);
    assert_eq!(found, expected, "\n--- found ---\n{found}--- expected ---\n{expected}");
}

/// A template of one registry whose tags are parameters of these declarations.
fn tagged(declarations: &str, names: &[&str]) -> String {
    let tags: Vec<String> =
        names.iter().map(|name| format!(r#""{name}": "[parameters('{name}')]""#)).collect();
    let registry = registry("acr", "", &tags.join(", "));
    template(&format!(r#""parameters": {{ {declarations} }}, "resources": [ {registry} ]"#))
}

#[test]
fn parameter_files_give_values() {
    let main = tagged(
        r#""a": { "type": "string", "defaultValue": "none" }, "b": { "type": "string" },
           "c": { "type": "string" }, "d": { "type": "string" }, "e": { "type": "string" },
           "f": { "type": "string" }, "kept": { "type": "string", "defaultValue": "default" }"#,
        &["a", "b", "c", "d", "e", "f", "kept"],
    );
    let values = parameters(
        r#""A": { "value": "given" },
           "b": { "reference": { "keyVault": { "id": "/subscriptions/x" }, "secretName": "s" } },
           "c": { "value": "${NAME}" }, "d": { "value": "${NAME=fallback}" },
           "e": { "value": "pre-${NAME}-${OTHER=mid}-post" }, "f": { "value": "$[[ no placeholder" }"#,
    );
    all_hold(
        &[("infra/main.json", main.clone()), ("infra/main.prod.parameters.json", values.clone())],
        "infra/main.json with infra/main.prod.parameters.json
acr registries acr {a: given, b: secret, c: ?, d: fallback, e: pre-?-mid-post, f: $[[ no placeholder, kept: default}
",
    );
    // By content where the name says nothing: beside a sole template.
    all_hold(
        &[("infra/main.json", main), ("infra/parameters.json", parameters(r#""a": { "value": "x" }"#))],
        "infra/main.json with infra/parameters.json
acr registries acr {a: x, b: ?, c: ?, d: ?, e: ?, f: ?, kept: default}
",
    );
}

#[test]
fn a_placeholder_is_named_where_it_matters() {
    let main = tagged(r#""a": { "type": "string" }"#, &["a"]);
    let values = parameters(r#""a": { "value": "${REGISTRY_NAME}" }"#);
    let discovered = lint::sources(&[("main.json", main), ("main.parameters.json", values)]);
    let reasons = acrlint::models(&discovered, |_, _, model| {
        let tags = model.resources.first().and_then(|acr| member(&acr.body, "tags"));
        tags.and_then(|tags| tags.first_unknown()).map(|unknown| unknown.reason.clone())
    });
    let [Some(reason)] = reasons.as_slice() else { panic!("{reasons:?}") };
    assert!(reason.contains("`REGISTRY_NAME`"), "{reason}");
}

/// A deployment with these properties.
fn deployment(name: &str, members: &str, properties: &str) -> String {
    format!(
        r#"{{ "type": "Microsoft.Resources/deployments", "apiVersion": "2025-04-01", "name": "{name}", {members}
             "properties": {{ "mode": "Incremental", {properties} }} }}"#
    )
}

#[test]
fn inner_scope_has_parameters_of_its_own_and_outer_scope_has_not() {
    let inside = format!(
        r#""template": {{ "$schema": "{TEMPLATE}", "parameters": {{ "p": {{ "type": "string" }} }},
             "resources": [ {} ], "outputs": {{ "o": {{ "type": "string", "value": "[parameters('p')]" }} }} }}"#,
        registry("acr", "", r#""value": "[parameters('p')]""#)
    );
    let arguments = r#""parameters": { "p": { "value": "argument" } },"#;
    let inner = format!(r#""expressionEvaluationOptions": {{ "scope": "Inner" }}, {arguments} {inside}"#);
    let outer = format!("{arguments} {inside}");
    let user = registry("user", "", r#""value": "[reference('inner').outputs.o.value]""#);
    holds(
        &template(&format!(
            r#""parameters": {{ "p": {{ "type": "string", "defaultValue": "own" }} }},
               "resources": [ {}, {}, {user} ]"#,
            deployment("inner", "", &inner),
            deployment("outer", "", &outer),
        )),
        "outer deployments outer
outer::acr registries acr {value: own}
user registries user {value: argument}
inner::acr registries acr {value: argument}
",
    );
}

#[test]
fn resources_of_an_outer_deployment_share_its_condition_and_loop() {
    let child = r#"{ "type": "Microsoft.ContainerRegistry/registries/webhooks", "apiVersion": "2025-11-01",
                     "name": "[concat('acr', copyIndex(), '/hook')]" }"#;
    let inside = format!(
        r#""template": {{ "$schema": "{TEMPLATE}", "resources": [ {}, {child} ] }}"#,
        registry("[concat('acr', copyIndex())]", r#""condition": "[parameters('two')]","#, "")
    );
    let looped = r#""condition": "[parameters('one')]", "copy": { "name": "many", "count": 2 },"#;
    holds(
        &template(&format!(
            r#""parameters": {{ "one": {{ "type": "bool" }}, "two": {{ "type": "bool", "defaultValue": true }} }},
               "resources": [ {} ]"#,
            deployment("many", looped, &inside),
        )),
        "many[0] deployments many if parameters('one')
many[0]::concat('acr', copyIndex()) registries acr0 if parameters('one') {}
many[0]::concat('acr', copyIndex(), '/hook') registries/webhooks acr0/hook of many[0]::concat('acr', copyIndex()) if parameters('one')
many[1] deployments many if parameters('one')
many[1]::concat('acr', copyIndex()) registries acr1 if parameters('one') {}
many[1]::concat('acr', copyIndex(), '/hook') registries/webhooks acr1/hook of many[1]::concat('acr', copyIndex()) if parameters('one')
",
    );
}

#[test]
fn linked_templates_are_modules() {
    let link = |link: &str| {
        format!(r#""templateLink": {{ {link} }}, "parameters": {{ "p": {{ "value": "linked" }} }}"#)
    };
    let main = template(&format!(
        r#""resources": [ {}, {} ], "outputs": {{}}"#,
        deployment("near", "", &link(r#""relativePath": "nested/acr.json""#)),
        deployment("far", "", &link(r#""uri": "https://example.com/acr.json""#)),
    ));
    let nested = tagged(r#""p": { "type": "string" }"#, &["p"]);
    let files = [("main.json", main), ("nested/acr.json", nested)];
    all_hold(
        &files,
        "main.json
near deployments near
far deployments far
near::acr registries acr {p: linked}
",
    );
    let run = lint::check(&files);
    assert_eq!(run.findings(&["unresolved-module"]).lines().next(), Some("unresolved-module -"));
}

#[test]
fn outputs_of_deployments_are_followed() {
    let inside = format!(
        r#""expressionEvaluationOptions": {{ "scope": "inner" }}, "parameters": {{ "p": {{ "value": "VALUE" }} }},
           "template": {{ "$schema": "{TEMPLATE}", "parameters": {{ "p": {{ "type": "string" }} }}, "resources": [],
             "outputs": {{ "o": {{ "type": "string", "value": "[parameters('p')]" }} }} }}"#
    );
    let with = |value: &str| inside.replace("VALUE", value);
    let tags = r#""id": "[reference(resourceId('Microsoft.Resources/deployments', concat('x-', 'one')), '2025-04-01').outputs.o.value]",
        "name": "[reference('x-one', '2025-04-01', 'full').properties.outputs.o.value]",
        "loop": "[reference(resourceId('Microsoft.Resources/deployments', 'many-1')).outputs.o.value]",
        "safe": "[tryGet(reference('x-one').outputs, 'o', 'value')]",
        "none": "[tryGet(reference('x-one').outputs, 'nothing', 'value')]",
        "strange": "[reference('nobody').outputs.o.value]""#;
    holds(
        &template(&format!(
            r#""variables": {{ "name": "x-one" }}, "resources": [ {}, {}, {} ]"#,
            deployment("[variables('name')]", "", &with("one")),
            deployment(
                "[concat('many-', copyIndex())]",
                r#""copy": { "name": "many", "count": 3 },"#,
                &with("[string(copyIndex())]")
            ),
            registry("acr", "", tags),
        )),
        "acr registries acr {id: one, name: one, loop: 1, safe: one, none: ?, strange: ?}\n",
    );
    let symbolic = r#""plain": "[reference('one').outputs.o.value]", "loop": "[reference('many[2]').outputs.o.value]",
        "computed": "[reference(format('many[{0}]', 0)).outputs.o.value]",
        "secure": "[listOutputsWithSecureValues('one', '2025-04-01').o]",
        "of": "[reference('acr').loginServer]""#;
    holds(
        &template(&format!(
            r#""languageVersion": "2.0", "resources": {{ "one": {}, "many": {}, "acr": {} }}"#,
            deployment("first", "", &with("one")),
            deployment(
                "[concat('many-', copyIndex())]",
                r#""copy": { "name": "many", "count": "[length(createArray('a', 'b', 'c'))]" },"#,
                &with("[createArray('a', 'b', 'c')[copyIndex()]]")
            ),
            registry("acr", "", symbolic),
        )),
        "acr registries acr {plain: one, loop: c, computed: a, secure: one, of: ?}\n",
    );
}

#[test]
fn deployments_that_name_each_other_end() {
    let name = "[reference(resourceId('Microsoft.Resources/deployments', 'x')).outputs.o.value]";
    let inside = format!(
        r#""expressionEvaluationOptions": {{ "scope": "inner" }},
           "template": {{ "$schema": "{TEMPLATE}", "resources": [], "outputs": {{ "o": {{ "value": "x" }} }} }}"#
    );
    let acr = registry("acr", "", &format!(r#""value": "{name}""#));
    let found = outline(&[(
        "main.json",
        template(&format!(r#""resources": [ {}, {acr} ]"#, deployment(name, "", &inside))),
    )]);
    assert_eq!(found, "acr registries acr {value: ?}\n");
}

#[test]
fn children_in_three_spellings_belong_to_their_registry() {
    let child = |name: &str, kind: &str| {
        format!(r#"{{ "type": "{kind}", "apiVersion": "2025-11-01", "name": "{name}", "tags": {{}} }}"#)
    };
    let nested = format!(
        r#""resources": [ {}, {} ],"#,
        child("a", "webhooks"),
        child("acr/b", "Microsoft.ContainerRegistry/registries/webhooks")
    );
    let array = template(&format!(
        r#""resources": [ {}, {} ]"#,
        registry("acr", &nested, ""),
        child("acr/c", "Microsoft.ContainerRegistry/registries/webhooks"),
    ));
    holds(
        &array,
        "acr registries acr {}
a registries/webhooks a of acr {}
acr/b registries/webhooks acr/b of acr {}
acr/c registries/webhooks acr/c of acr {}
",
    );
    let symbolic = template(&format!(
        r#""languageVersion": "2.0", "parameters": {{ "name": {{ "type": "string" }} }}, "resources": {{ "mine": {},
             "theirs": {{ "existing": true, "type": "Microsoft.ContainerRegistry/registries",
                          "apiVersion": "2025-11-01", "name": "theirs" }},
             "hook": {}, "their": {} }}"#,
        registry("[parameters('name')]", "", ""),
        child(
            "[format('{0}/{1}', parameters('name'), 'hook')]",
            "Microsoft.ContainerRegistry/registries/webhooks"
        ),
        child("theirs/hook", "Microsoft.ContainerRegistry/registries/webhooks"),
    ));
    holds(
        &symbolic,
        "mine registries ? {}
theirs registries theirs existing
hook registries/webhooks ?/hook of mine {}
their registries/webhooks theirs/hook of theirs {}
",
    );
}

#[test]
fn copy_loops_make_resources_properties_variables_and_outputs() {
    let variables = r#""variables": {
        "copy": [ { "name": "names", "count": 2, "input": "[concat('n', copyIndex('names', 1))]" } ],
        "inside": { "copy": [ { "name": "list", "count": "[length(variables('names'))]",
                                "input": { "of": "[variables('names')[copyIndex('list')]]" } } ], "other": 1 },
        "nested": { "copy": [ { "name": "outer", "count": 2, "input": {
            "copy": [ { "name": "inner", "count": 2,
                        "input": "[add(mul(copyIndex('outer'), 10), copyIndex('inner'))]" } ] } } ] } },"#;
    let tags = r#""names": "[variables('names')]", "inside": "[variables('inside')]",
        "nested": "[variables('nested').outer]",
        "copy": [ { "name": "own", "count": 2, "input": "[format('{0}-{1}', copyIndex('own'), copyIndex('acrs'))]" } ]"#;
    holds(
        &template(&format!(
            r#"{variables} "resources": [ {} ]"#,
            registry(
                "[concat('acr', copyIndex())]",
                r#""copy": { "name": "acrs", "count": 1, "mode": "serial", "batchSize": 1 },"#,
                tags
            ),
        )),
        "concat('acr', copyIndex())[0] registries acr0 {names: [n1, n2], inside: {list: [{of: n1}, {of: n2}], other: 1}, \
         nested: [{inner: [0, 1]}, {inner: [10, 11]}], own: [0-0, 1-0]}\n",
    );
    let inside = format!(
        r#""expressionEvaluationOptions": {{ "scope": "inner" }},
           "parameters": {{ "p": {{ "copy": [ {{ "name": "value", "count": 2, "input": "[copyIndex('value')]" }} ] }} }},
           "template": {{ "$schema": "{TEMPLATE}", "parameters": {{ "p": {{ "type": "array" }} }}, "resources": [],
             "outputs": {{ "o": {{ "type": "array", "copy": {{ "count": "[length(parameters('p'))]",
                            "input": "[concat('p', parameters('p')[copyIndex()])]" }} }} }} }}"#
    );
    let acr = registry("acr", "", r#""value": "[reference('inner').outputs.o.value]""#);
    holds(
        &template(&format!(r#""resources": [ {}, {acr} ]"#, deployment("inner", "", &inside))),
        "acr registries acr {value: [p0, p1]}\n",
    );
}

#[test]
fn a_loop_over_a_list_knows_each_member() {
    let looped = |members: &str, list: &str| {
        template(&format!(
            r#""parameters": {{ "unknown": {{ "type": "array" }}, "flag": {{ "type": "bool" }} }},
               "resources": [ {} ]"#,
            registry(
                &format!("[{list}[copyIndex()].name]"),
                &format!(r#"{members} "copy": {{ "name": "all", "count": "[length({list})]" }},"#),
                &format!(r#""index": "[copyIndex()]", "value": "[{list}[copyIndex('all')].value]""#)
            ),
        ))
    };
    let choice = "if(parameters('flag'), createArray(createObject('name', 'a', 'value', 1)), createArray())";
    let condition = "\"condition\": \"[equals(createArray(createObject('name', 'a', 'value', 1), createObject('name', 'b', 'value', 2))[copyIndex()].value, 2)]\",";
    let known = "createArray(createObject('name', 'a', 'value', 1), createObject('name', 'b', 'value', 2))";
    holds(
        &looped(condition, known),
        &format!("{known}[copyIndex()].name[1] registries b {{index: 1, value: 2}}\n"),
    );
    holds(
        &looped("", "parameters('unknown')"),
        "parameters('unknown')[copyIndex()].name[*] registries ? {index: ?, value: ?}\n",
    );
    holds(
        &looped("", choice),
        &format!("{choice}[copyIndex()].name[*] registries ? {{index: ?, value: ?}}\n"),
    );
}

#[test]
fn functions_of_the_user_are_applied() {
    let functions = r#""functions": [ { "namespace": "my", "members": {
        "name": { "parameters": [ { "name": "base", "type": "string" }, { "name": "n", "type": "int" } ],
                  "output": { "type": "string", "value": "[toLower(concat(parameters('base'), parameters('n')))]" } },
        "twice": { "parameters": [ { "name": "x", "type": "string" } ],
                   "output": { "type": "string", "value": "[concat(my.name(parameters('x'), 1), my.name(parameters('x'), 2))]" } } } } ],"#;
    holds(
        &template(&format!(
            r#"{functions} "parameters": {{ "base": {{ "type": "string", "defaultValue": "hidden" }} }}, "resources": [ {} ]"#,
            registry("acr", "", r#""a": "[my.name('ACR', 7)]", "b": "[MY.TWICE('X')]""#),
        )),
        "acr registries acr {a: acr7, b: x1x2}\n",
    );
}

#[test]
fn types_say_what_parameters_may_be() {
    let definitions = r##""definitions": {
        "tier": { "type": "string", "allowedValues": [ "Basic", "Premium" ] },
        "again": { "$ref": "#/definitions/tier", "nullable": true },
        "hidden": { "type": "secureString" },
        "pair": { "type": "array", "prefixItems": [ { "type": "string" }, { "type": "int" } ], "items": false },
        "round": { "$ref": "#/definitions/round" } },"##;
    let declarations = r##""tier": { "$ref": "#/definitions/tier" }, "again": { "$ref": "#/definitions/again" },
        "hidden": { "$ref": "#/definitions/hidden" }, "pair": { "$ref": "#/definitions/pair" },
        "round": { "$ref": "#/definitions/round" }, "lost": { "$ref": "#/definitions/lost" },
        "object": { "type": "secureObject", "defaultValue": {} },
        "set": { "$ref": "#/definitions/tier", "defaultValue": "Premium" },
        "some": { "type": "array", "allowedValues": [ "a", "b" ] }"##;
    let names = ["tier", "again", "hidden", "pair", "round", "lost", "object", "set", "some"];
    let text = tagged(declarations, &names).replacen('{', &format!("{{ {definitions}"), 1);
    holds(
        &text,
        "acr registries acr {tier: Basic | Premium, again: null, hidden: secret, pair: ?, round: ?, lost: ?, \
         object: secret, set: Premium, some: ?}\n",
    );
}

#[test]
fn conditions_and_where_it_is_deployed() {
    let members = r#""condition": "[parameters('on')]", "scope": "[resourceGroup().id]", "resourceGroup": "other",
        "subscriptionId": "[subscription().subscriptionId]", "dependsOn": [ "other", "[resourceId('a/b', 'c')]" ],"#;
    let text = |default: &str| {
        template(&format!(
            r#""parameters": {{ "on": {{ "type": "bool" {default} }} }}, "resources": [ {} ]"#,
            registry("acr", members, "")
        ))
    };
    holds(&text(""), "acr registries acr if parameters('on') {}\n");
    holds(&text(r#", "defaultValue": true"#), "acr registries acr {}\n");
    holds(&text(r#", "defaultValue": false"#), "");
}

#[test]
fn wrong_types_break_nothing() {
    for wrong in [
        "7",
        "\"text\"",
        "null",
        "[]",
        "{}",
        "[ 1, \"x\", [], null ]",
        "{ \"a\": 1 }",
        "{ \"a\": { \"b\": [] } }",
    ] {
        for name in ["parameters", "variables", "functions", "definitions", "outputs", "metadata"] {
            let text =
                template(&format!(r#""{name}": {wrong}, "resources": [ {} ]"#, registry("acr", "", "")));
            holds(&text, "acr registries acr {}\n");
        }
        for member in
            ["copy", "condition", "resources", "existing", "properties", "dependsOn", "apiVersion", "scope"]
        {
            let text = template(&format!(
                r#""resources": [ {} ]"#,
                registry("acr", &format!(r#""{member}": {wrong},"#), "")
            ));
            outline(&[("main.json", text)]);
        }
        for property in ["template", "templateLink", "parameters", "expressionEvaluationOptions"] {
            let text = template(&format!(
                r#""resources": [ {}, {} ]"#,
                deployment("d", "", &format!(r#""{property}": {wrong}"#)),
                registry("acr", "", "")
            ));
            assert!(outline(&[("main.json", text)]).contains("acr registries acr"));
        }
        outline(&[("main.json", tagged(&format!(r#""a": {wrong}"#), &["a"]))]);
        outline(&[
            ("main.json", tagged(r#""a": {}"#, &["a"])),
            ("main.parameters.json", parameters(&format!(r#""a": {wrong}"#))),
        ]);
    }
}

#[test]
fn outputs_of_a_long_loop_take_no_more_than_its_length() {
    let inside = format!(
        r#""expressionEvaluationOptions": {{ "scope": "inner" }}, "parameters": {{ "p": {{ "value": "[copyIndex()]" }} }},
           "template": {{ "$schema": "{TEMPLATE}", "parameters": {{ "p": {{ "type": "int" }} }}, "resources": [],
             "outputs": {{ "o": {{ "type": "int", "value": "[parameters('p')]" }} }} }}"#
    );
    let text = template(&format!(
        r#""languageVersion": "2.0", "resources": {{ "many": {}, "acr": {} }}"#,
        deployment("[format('n{0}', copyIndex())]", r#""copy": { "name": "many", "count": 2500 },"#, &inside),
        registry(
            "[format('acr{0}', copyIndex())]",
            r#""copy": { "name": "acr", "count": 2500 },"#,
            r#""value": "[reference(format('many[{0}]', copyIndex())).outputs.o.value]""#
        ),
    ));
    let run = lint::check(&[("main.json", text.as_str())]);
    assert_eq!(run.findings(&["limit-reached"]), "");
    let found = outline(&[("main.json", text)]);
    assert!(found.contains("acr[2499] registries acr2499 {value: 2499}\n"), "{}", found.len());
}

#[test]
fn what_does_not_fit_together_is_said_where_it_is_written() {
    let main =
        tagged(r#""name": { "type": "string" }, "count": { "type": "int", "defaultValue": 1 }"#, &["name"]);
    let values = parameters(
        r#"
"name": { "value": 7 },
"count": { "value": "many" },
"nobody": { "value": "declares this" },
"NAME": { "value": "twice" }"#,
    );
    let gone = parameters(r#""acrName": { "value": "x" }"#);
    let run = lint::check(&[
        ("main.json", main),
        ("main.parameters.json", values),
        ("lost/gone.parameters.json", gone),
    ]);
    // A string may be what a tool replaces: only the number where a string belongs is certain.
    assert_eq!(
        run.findings(&["link-error"]),
        "link-error -
  lost/gone.parameters.json:1 ||
link-error -
  main.parameters.json:2 |7|
link-error -
  main.parameters.json:4 |\"nobody\"|
"
    );
    assert!(run.addresses("admin-user", "pass").contains(&"acr"), "the rest of the run goes on");
}
