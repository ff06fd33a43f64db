//! Hostile and half-written input: everything ends soon, nothing panics, and what was not evaluated
//! is said.

mod support;

use std::fmt::Write;
use std::time::{Duration, Instant};

use support::lint::{self, Run, check};

/// Debug builds on a loaded machine are slow; what must not happen takes hours.
const SOON: Duration = Duration::from_secs(120);

#[track_caller]
fn check_soon<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> Run {
    let start = Instant::now();
    let run = check(files);
    assert!(!run.report.internal_error, "{:?}", run.rules());
    assert!(start.elapsed() < SOON, "took {:?}", start.elapsed());
    run
}

/// The verdict on the admin user is not "pass" without a word about the limit.
#[track_caller]
fn assert_limited(run: &Run, what: &str) {
    assert!(run.rules().contains(&"limit-reached"), "{what}: {:?}", run.rules());
}

fn arm(variables: &str, admin: &str) -> String {
    format!(
        r#"{{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
"contentVersion": "1.0.0.0", "variables": {{ {variables} }}, "resources": [{{
  "type": "Microsoft.ContainerRegistry/registries", "apiVersion": "2023-07-01", "name": "contosoacr",
  "sku": {{ "name": "Basic" }}, "properties": {{ "adminUserEnabled": {admin} }} }}]}}"#
    )
}

fn bicep(variables: &str, admin: &str) -> String {
    format!(
        "{variables}
resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {{
  name: 'contosoacr'
  sku: {{ name: 'Basic' }}
  properties: {{ adminUserEnabled: {admin} }}
}}
"
    )
}

fn terraform(locals: &str, admin: &str) -> String {
    format!(
        "locals {{
{locals}
}}
resource \"azurerm_container_registry\" \"acr\" {{
  name          = \"contosoacr\"
  sku           = \"Basic\"
  admin_enabled = {admin}
}}
"
    )
}

/// Variables `v0`, `v1` … in the three languages: the first value, and each next one made of the
/// name of the one before.
fn chains(
    count: usize,
    first: [&str; 3],
    next: [fn(&str) -> String; 3],
    admin: [fn(&str) -> String; 3],
) -> [(&'static str, String); 3] {
    let names = |i: usize| [format!("v{i}"), format!("variables('v{i}')"), format!("local.v{i}")];
    let mut texts = [String::new(), String::new(), String::new()];
    for i in 0..count {
        let value = |language: usize| match i {
            0 => first[language].to_owned(),
            _ => next[language](&names(i - 1)[language]),
        };
        let _ = writeln!(texts[0], "var v{i} = {}", value(0));
        let _ = write!(texts[1], "{}\"v{i}\": \"[{}]\"", if i == 0 { "" } else { ", " }, value(1));
        let _ = writeln!(texts[2], "v{i} = {}", value(2));
    }
    let last = names(count - 1);
    [
        ("main.bicep", bicep(&texts[0], &admin[0](&last[0]))),
        ("main.json", arm(&texts[1], &admin[1](&last[1]))),
        ("main.tf", terraform(&texts[2], &admin[2](&last[2]))),
    ]
}

#[test]
fn every_prefix_of_every_fixture_is_read() {
    // Of the fixtures of a rule those that fail show all forms; the others differ in values.
    // What hits a limit takes its time, and has tests of its own.
    let is_form =
        |path: &str| !path.contains("limit-reached") && (!path.contains("rules/") || path.contains("/fail."));
    for (path, text) in lint::folder("testdata").into_iter().filter(|(path, _)| is_form(path)) {
        // A sample of line ends and of places inside lines, at other places in each file.
        let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        let seed = path.len() + text.len();
        let step = (ends.len() / 3).max(1);
        let middles = text.match_indices(['{', '[', '(', '\'', '"', '=', ',']).map(|(at, _)| at + 1);
        let line_ends = ends.into_iter().skip(seed % step).step_by(step);
        for end in line_ends.chain(middles.skip(seed % 41).step_by(41)) {
            let prefix = text.get(..end).expect("these are ASCII");
            let run = check(&[(path.as_str(), prefix)]);
            assert!(!run.report.internal_error, "{path} up to {end}");
        }
    }
}

#[test]
fn huge_ranges_are_cut() {
    let files = [
        ("main.bicep", bicep("var r = range(0, 1000000000)", "length(r) > 5")),
        ("main.json", arm(r#""r": "[range(0, 1000000000)]""#, r#""[greater(length(variables('r')), 5)]""#)),
        ("main.tf", terraform("r = range(1000000000)", "length(local.r) > 5")),
    ];
    for (path, text) in &files {
        let run = check_soon(&[(path, text)]);
        assert_limited(&run, path);
        assert_eq!(run.addresses("admin-user", "unknown").len(), 1, "{path}");
    }
}

#[test]
fn huge_loops_are_cut() {
    let bicep =
        bicep("", "true").replace("= {\n  name", "= [for i in range(0, 1000000000): {\n  name") + "]\n";
    let arm =
        arm("", "true").replace("\"sku\"", "\"copy\": { \"name\": \"c\", \"count\": 1000000000 }, \"sku\"");
    let terraform = terraform("", "true").replace("  name ", "  count = 1000000000\n  name ");
    for (path, text) in [("main.bicep", bicep), ("main.json", arm), ("main.tf", terraform)] {
        assert_limited(&check_soon(&[(path, text)]), path);
    }
}

#[test]
fn many_large_loops_share_one_limit() {
    let one = |i: usize| {
        format!(
            "resource r{i} 'Microsoft.Storage/storageAccounts@2023-05-01' = [for x in range(0, 10000): {{
  name: 'contoso'
}}]\n"
        )
    };
    let many: String = (0..2000).map(one).collect();
    assert_limited(&check_soon(&[("main.bicep", bicep(&many, "true"))]), "resources");
    let many = many.replace(
        "Microsoft.Storage/storageAccounts@2023-05-01",
        "Microsoft.ContainerRegistry/registries@2023-07-01",
    );
    assert_limited(&check_soon(&[("main.bicep", bicep(&many, "true"))]), "registries");
}

#[test]
fn modules_of_many_resources_in_loops_do_not_fill_the_memory() {
    let module: String = (0..2000)
        .map(|i| format!("resource s{i} 'Microsoft.Storage/storageAccounts@2023-05-01' = {{ name: 's' }}\n"))
        .collect();
    let main = "module m 'm.bicep' = [for i in range(0, 10000): { name: 'm' }]\n".to_owned();
    assert_limited(&check_soon(&[("main.bicep", main), ("m.bicep", bicep(&module, "true"))]), "modules");
}

#[test]
fn long_names_in_loops_do_not_fill_the_memory() {
    let name = "n".repeat(300_000);
    let uses = format!(
        "param {name} object\nvar all = [for i in range(0, 10000): {name}]\nvar some = [for i in range(0, 10000): {name}.{name}]\n"
    );
    assert_limited(&check_soon(&[("main.bicep", bicep(&uses, "all[0] == some[0]"))]), "names");
    let looped = bicep("", "true")
        .replace("resource acr", &format!("resource {name}"))
        .replace("= {\n", "= [for i in range(0, 10000): {\n")
        + "]\n";
    assert_limited(&check_soon(&[("main.bicep", looped)]), "symbols");
    let condition = format!("= [for i in range(0, 10000): if (unknown{}) {{\n", " || unknown".repeat(300));
    let looped = bicep("", "true").replace("= {\n", &condition) + "]\n";
    assert_limited(&check_soon(&[("main.bicep", looped)]), "conditions");
}

#[test]
fn what_is_deeply_nested_in_declarations_ends() {
    let nested = "resource r 'replications' = { name: 'r', \n".repeat(10_000) + &"}\n".repeat(10_000);
    let text = bicep("", "true").replace("properties:", &format!("{nested}\n  properties:"));
    assert!(!check_soon(&[("main.bicep", text)]).report.diagnostics.is_empty());
    let deployment = r#"{ "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "d",
"properties": { "expressionEvaluationOptions": { "scope": "inner" }, "template": { "resources": ["#;
    for nested in [
        deployment,
        &deployment.replace("inner", "outer"),
        r#"{ "type": "x", "name": "x", "resources": [{ "resources": ["#,
    ] {
        let closing = if nested.starts_with("{ \"type\": \"x") { "]}]}" } else { "]}}}" };
        let text = format!(
            r#"{{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": [{}{}] }}"#,
            nested.repeat(5_000),
            closing.repeat(5_000)
        );
        assert!(!check_soon(&[("main.json", text)]).report.diagnostics.is_empty(), "{nested}");
    }
    let blocks = "b {\n".repeat(20_000) + &"}\n".repeat(20_000);
    assert!(!check_soon(&[("main.tf", terraform("", "true") + &blocks)]).report.diagnostics.is_empty());
}

#[test]
fn strings_do_not_double_for_ever() {
    let files = chains(
        100,
        ["'twice'", "string('twice')", "\"twice\""],
        [
            |v| format!("'${{{v}}}${{{v}}}'"),
            |v| format!("concat({v}, {v})"),
            |v| format!("\"${{{v}}}${{{v}}}\""),
        ],
        [|v| format!("{v} == ''"), |v| format!("\"[equals({v}, '')]\""), |v| format!("{v} == \"\"")],
    );
    for (path, text) in files {
        let run = check_soon(&[(path, text)]);
        assert_limited(&run, path);
        assert_eq!(run.addresses("admin-user", "unknown").len(), 1, "{path}");
    }
}

#[test]
fn large_strings_and_lists_in_loops_do_not_fill_the_memory() {
    let doubling: String =
        (1..20).map(|i| format!("var v{i} = '${{v{}}}${{v{}}}'\n", i - 1, i - 1)).collect();
    let text = format!("var v0 = 'xx'\n{doubling}var all = [for i in range(0, 10000): '${{v19}}${{i}}']\n");
    assert_limited(&check_soon(&[("main.bicep", bicep(&text, "all[0] == ''"))]), "strings");
    let text = "var l = range(0, 9999)\nvar all = [for i in l: concat(l, [i])]\n";
    assert_limited(&check_soon(&[("main.bicep", bicep(text, "all[0] == l"))]), "lists");
}

#[test]
fn nested_collections_that_double_are_walked_once() {
    let objects = chains(
        200,
        ["{ a: 1 }", "createObject('a', 1)", "{ a = 1 }"],
        [
            |v| format!("{{ a: {v}, b: {v} }}"),
            |v| format!("createObject('a', {v}, 'b', {v})"),
            |v| format!("{{ a = {v}, b = {v} }}"),
        ],
        [
            |v| format!("{v} == v0"),
            |v| format!("\"[equals({v}, variables('v0'))]\""),
            |v| format!("{v} == local.v0"),
        ],
    );
    let arrays = chains(
        200,
        ["[1, 2]", "createArray(1, 2)", "[1, 2]"],
        [|v| format!("[{v}, {v}]"), |v| format!("createArray({v}, {v})"), |v| format!("[{v}, {v}]")],
        [|v| format!("{v} == []"), |v| format!("\"[equals({v}, createArray())]\""), |v| format!("{v} == []")],
    );
    for (path, text) in objects.into_iter().chain(arrays) {
        check_soon(&[(path, text)]);
    }
    // As body, as string, as loop and as argument.
    let doubling: String =
        (1..200).map(|i| format!("var v{i} = {{ a: v{}, b: v{} }}\n", i - 1, i - 1)).collect();
    for admin in [
        "v199",
        "string(v199) == ''",
        "contains([v199], v0)",
        "union(v199, v198)",
        "empty(flatten([[v199]]))",
        "items(v199)[0].value",
    ] {
        check_soon(&[("main.bicep", bicep(&format!("var v0 = {{ a: 1 }}\n{doubling}"), admin))]);
    }
}

#[test]
fn unions_of_doubling_objects_end() {
    let doubling: String = (1..60)
        .map(|i| {
            format!(
                "var v{i} = union({{ a: v{}, b: v{} }}, {{ a: v{}, b: v{} }})\n",
                i - 1,
                i - 1,
                i - 1,
                i - 1
            )
        })
        .collect();
    check_soon(&[(
        "main.bicep",
        bicep(&format!("var v0 = {{ a: 1 }}\n{doubling}"), "union(v59, v59) == v0"),
    )]);
    let doubling: String = (1..60).map(|i| format!("v{i} = merge({{ a = local.v{}, b = local.v{} }}, {{ c = flatten([[local.v{}], [local.v{}]]) }})\n", i - 1, i - 1, i - 1, i - 1)).collect();
    check_soon(&[("main.tf", terraform(&format!("v0 = {{ a = 1 }}\n{doubling}"), "local.v59 == local.v0"))]);
    let doubling: String =
        (1..60).map(|i| format!("v{i} = flatten([local.v{}, local.v{}])\n", i - 1, i - 1)).collect();
    check_soon(&[("main.tf", terraform(&format!("v0 = [1, 2]\n{doubling}"), "local.v59 == local.v0"))]);
}

#[test]
fn conditions_that_double_end() {
    let doubling: String = (1..60)
        .map(|i| {
            format!(
                "param p{i} bool\nvar v{i} = p{i} ? {{ a: v{}, b: 1 }} : {{ a: 2, b: v{} }}\n",
                i - 1,
                i - 1
            )
        })
        .collect();
    let run = check_soon(&[(
        "main.bicep",
        bicep(&format!("var v0 = {{ a: 1 }}\n{doubling}"), "v59.a.b.a.b.a == 1"),
    )]);
    assert_eq!(run.addresses("admin-user", "unknown").len(), 1);
}

#[test]
fn a_staircase_of_values_is_not_deeper_than_the_stack() {
    for step in ["[v#]", "{ a: v# }", "[[[[v#]]]]", "string([v#])"] {
        let mut text = "var v0 = [1]\n".to_owned();
        let mut uses = String::new();
        for i in 1..100_000 {
            let _ = writeln!(text, "var v{i} = {}", step.replace('#', &(i - 1).to_string()));
            // Names are evaluated once: from low to high, none seems deep.
            if i % 300 == 0 {
                let _ = write!(uses, "{}v{i}", if uses.is_empty() { "" } else { ", " });
            }
        }
        let run = check_soon(&[("main.bicep", bicep(&text, &format!("[{uses}] == []")))]);
        assert_limited(&run, step);
    }
}

#[test]
fn chains_of_operators_are_not_deeper_than_the_stack() {
    let chain = vec!["true"; 100_000].join(" && ");
    let nots = "!".repeat(100_000) + "true";
    let sums = vec!["1"; 100_000].join(" + ") + " == 1";
    for admin in [&chain, &nots, &sums] {
        for (path, text) in [("main.bicep", bicep("", admin)), ("main.tf", terraform("", admin))] {
            let run = check_soon(&[(path, text)]);
            assert_ne!(run.addresses("admin-user", "pass").len(), 1, "{path}");
        }
    }
    let nested = "not(".repeat(100_000) + "true" + &")".repeat(100_000);
    for admin in
        [nested, vec!["true()"; 100_000].join(","), format!("and({})", vec!["true()"; 100_000].join(","))]
    {
        let run = check_soon(&[("main.json", arm("", &format!("\"[{admin}]\"")))]);
        assert_ne!(run.addresses("admin-user", "pass").len(), 1);
    }
}

#[test]
fn long_chains_of_names_are_not_deeper_than_the_stack() {
    let files = chains(
        100_000,
        ["true", "true()", "true"],
        [|v| v.to_owned(), |v| v.to_owned(), |v| v.to_owned()],
        [|v| v.to_owned(), |v| format!("\"[{v}]\""), |v| v.to_owned()],
    );
    for (path, text) in files {
        let run = check_soon(&[(path, text)]);
        assert_limited(&run, path);
        assert_eq!(run.addresses("admin-user", "unknown").len(), 1, "{path}");
    }
}

#[test]
fn cycles_of_everything_end() {
    let run = check_soon(&[
        (
            "a.bicep",
            "param p bool = b.outputs.o\nmodule b 'b.bicep' = { name: 'b', params: { p: p } }\nmodule c 'b.bicep' = [for i in range(0, 9): { name: 'c' }]\noutput o bool = b.outputs.o\n",
        ),
        (
            "b.bicep",
            "param p bool = true\nmodule a 'a.bicep' = { name: 'a', params: { p: p } }\noutput o bool = a.outputs.o\nfunc f(x bool) bool => f(x)\nvar y = f(true)\nresource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = { name: 'a', properties: { adminUserEnabled: y } }\n",
        ),
        ("p.bicepparam", "using 'a.bicep'\nparam p = p\nvar q = r\nvar r = q\n"),
        (
            "tf/main.tf",
            "variable \"a\" {\n  default = local.b\n}\nlocals {\n  b = local.c\n  c = local.b\n}\nmodule \"m\" {\n  source = \"../tf\"\n  a = module.m.o\n}\noutput \"o\" {\n  value = module.m.o\n}\nresource \"azurerm_container_registry\" \"a\" {\n  name = azurerm_container_registry.a.name\n  admin_enabled = azurerm_container_registry.b.admin_enabled\n}\nresource \"azurerm_container_registry\" \"b\" {\n  admin_enabled = azurerm_container_registry.a.admin_enabled\n}\n",
        ),
    ]);
    assert_limited(&run, "cycles");
}

#[test]
fn very_many_resources_are_linear() {
    /// And as many children.
    const REGISTRIES: usize = if cfg!(debug_assertions) { 5_000 } else { 25_000 };
    let mut bicep = String::new();
    let mut terraform = String::new();
    let mut arm = String::new();
    for i in 0..REGISTRIES {
        let _ = writeln!(
            bicep,
            "resource r{i} 'Microsoft.ContainerRegistry/registries@2023-07-01' = {{ name: 'contoso{i}', sku: {{ name: 'Basic' }} }}
resource c{i} 'Microsoft.ContainerRegistry/registries/replications@2023-07-01' = {{ parent: r{i}, name: 'w' }}"
        );
        let _ = writeln!(
            terraform,
            "resource \"azurerm_container_registry\" \"r{i}\" {{\n  name = \"contoso{i}\"\n}}
resource \"azurerm_container_registry_webhook\" \"c{i}\" {{\n  registry_name = azurerm_container_registry.r{i}.name\n}}"
        );
        let _ = write!(
            arm,
            r#"{}{{ "type": "Microsoft.ContainerRegistry/registries", "apiVersion": "2023-07-01", "name": "contoso{i}" }},
{{ "type": "Microsoft.ContainerRegistry/registries/replications", "apiVersion": "2023-07-01", "name": "contoso{i}/w" }}"#,
            if i == 0 { "" } else { ",\n" }
        );
    }
    let schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
    let arm = format!(r#"{{ "$schema": "{schema}", "resources": [{arm}] }}"#);
    for (path, text) in [("main.bicep", bicep), ("main.tf", terraform), ("main.json", arm)] {
        let run = check_soon(&[(path, text)]);
        assert_eq!(run.report.coverage.registries, REGISTRIES, "{path}");
    }
}

#[test]
fn very_many_private_endpoints_are_not_matched_with_as_many_registries() {
    let pair = |i: usize, id: &str| {
        format!(
            "resource r{i} 'Microsoft.ContainerRegistry/registries@2023-07-01' = {{ name: 'contoso{i}', sku: {{ name: 'Premium' }} }}
resource e{i} 'Microsoft.Network/privateEndpoints@2024-05-01' = {{
  name: 'e{i}'
  properties: {{ privateLinkServiceConnections: [{{ properties: {{ privateLinkServiceId: {id} }} }}] }}
}}
"
        )
    };
    let referring: String = (0..600).map(|i| pair(i, &format!("r{i}.id"))).collect();
    let run = check_soon(&[("main.bicep", referring)]);
    assert!(!run.rules().contains(&"limit-reached"), "a reference leads to one registry");
    let computed = |count: usize| {
        let pairs: String = (0..count).map(|i| pair(i, &format!("ids[{i}]"))).collect();
        check_soon(&[("main.bicep", format!("param ids array\n{pairs}"))])
    };
    assert!(!computed(50).rules().contains(&"limit-reached"));
    assert_limited(&computed(600), "endpoints");
}

#[test]
fn a_million_brackets_are_an_error() {
    for bracket in ["[", "{", "(", "'${", "\"${", "[for x in y: ", "if (", "{\"a\":"] {
        let many = bracket.repeat(1_000_000);
        let files = [
            ("main.bicep", bicep(&format!("var deep = {many}"), "true")),
            ("main.tf", terraform("", "true") + "locals {\n  deep = " + &many),
            ("main.json", arm("", &format!("\"[{many}]\""))),
            ("other.json", arm(&format!("\"deep\": {many}"), "true")),
        ];
        for (path, text) in files {
            let run = check_soon(&[(path, text)]);
            assert!(!run.report.diagnostics.is_empty(), "{path} with {bracket}");
        }
    }
}
