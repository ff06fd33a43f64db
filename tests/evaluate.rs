//! Functions and operators of each language, through the whole pipeline: the expression is the tag
//! `value` of a registry.
//!
//! Values are printed as JSON; `?` stands for what is not known, `a | b` for one of several.
//! Bicep: learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-* and operators-*.
//! ARM: learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-*.
//! Terraform: developer.hashicorp.com/terraform/language/functions/* and expressions/*.

mod support;

use support::expression::{arm, bicep, hold, plain, terraform};
use support::lint;

#[test]
fn bicep_operators() {
    let rows = [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("7 / 2", "3"),
        ("-7 / 2", "-3"),
        ("7 % 3", "1"),
        ("-(3 - 5)", "2"),
        ("2 > 1 && 'a' < 'b'", "true"),
        ("1 >= 1 && 1 <= 0", "false"),
        ("'a' == 'A'", "false"),
        ("'a' =~ 'A'", "true"),
        ("'a' !~ 'b'", "true"),
        ("1 == '1'", "false"),
        ("known == { a: 1, B: { c: 'x' } }", "true"),
        ("names != ['b', 'a', 'b']", "false"),
        ("!true || !false", "true"),
        ("false && flag", "false"),
        ("flag && false", "false"),
        ("true || flag", "true"),
        ("flag && true", "?"),
        ("unknown == 'x'", "?"),
        ("'pre-${unknown}' == 'other'", "false"),
        ("true ? 'a' : 'b'", "\"a\""),
        ("flag ? 'a' : 'b'", "\"a\" | \"b\""),
        ("flag ? 'a' : 'a'", "\"a\""),
        ("(flag ? 1 : 2) + 1", "2 | 3"),
        ("null ?? 'b'", "\"b\""),
        ("nothing ?? 'b'", "\"b\""),
        ("'a' ?? 'b'", "\"a\""),
        ("unknown ?? 'b'", "?"),
        ("known.B.c", "\"x\""),
        ("known['b'].C", "\"x\""),
        ("known.?missing", "null"),
        ("known.?missing.deeper ?? 'none'", "\"none\""),
        ("known[?'missing'] ?? 'none'", "\"none\""),
        ("names[1]", "\"a\""),
        ("names[^1]", "\"b\""),
        ("names[?9] ?? 'none'", "\"none\""),
        ("names[9]", "?"),
        ("things.a.b", "?"),
        ("[...names, 'c']", "[\"b\",\"a\",\"b\",\"c\"]"),
        ("[...list, 'c']", "[\"c\",…]"),
        ("{ ...known, a: 2 }", "{a:2,B:{c:\"x\"}}"),
        ("{ a: 2, ...known }", "{a:1,B:{c:\"x\"}}"),
        ("{ a: 2, ...things }", "{a:?,…}"),
        ("'''a ${unknown}'''", "\"a ${unknown}\""),
        ("'a-${unknown}-${1 + 1}'", "\"a-?-2\""),
        ("'${true}'", "\"True\""),
        ("[for n in names: '${n}!']", "[\"b!\",\"a!\",\"b!\"]"),
        ("[for (n, i) in names: i]", "[0,1,2]"),
        ("[for n in names: if (n == 'a') { n: n }]", "[{n:\"a\"}]"),
        ("[for n in list: n]", "?"),
    ];
    hold(bicep, &rows);
}

#[test]
fn bicep_functions() {
    let rows = [
        ("any(1)", "1"),
        ("array('a')", "[\"a\"]"),
        ("array(['a'])", "[\"a\"]"),
        ("bool('true')", "true"),
        ("bool(0)", "false"),
        ("concat('a', 'b')", "\"ab\""),
        ("concat(['a'], ['b'])", "[\"a\",\"b\"]"),
        ("contains('OneTwoThree', 'Two')", "true"),
        ("contains('OneTwoThree', 'two')", "false"),
        ("contains(names, 'a')", "true"),
        ("contains(known, 'b')", "true"),
        ("contains(list, 'a')", "?"),
        ("empty('')", "true"),
        ("empty([])", "true"),
        ("empty({})", "true"),
        ("empty(nothing)", "true"),
        ("empty('x-${unknown}')", "false"),
        ("empty(unknown)", "?"),
        ("endsWith('abcdef', 'EF')", "true"),
        ("startsWith('abcdef', 'AB')", "true"),
        ("startsWith('ab-${unknown}', 'AB-')", "true"),
        ("startsWith('ab-${unknown}', 'x')", "false"),
        ("first(names)", "\"b\""),
        ("first('One')", "\"O\""),
        ("first([])", "null"),
        ("last(names)", "\"b\""),
        ("last('One')", "\"e\""),
        ("flatten([['a'], ['b', ['c']]])", "[\"a\",\"b\",[\"c\"]]"),
        ("format('{0}-{1}', 'a', 1)", "\"a-1\""),
        ("format('{{{0}}}', true)", "\"{True}\""),
        ("format('{0}{1}', 'a', unknown)", "\"a?\""),
        ("indexOf('test', 'T')", "0"),
        ("indexOf('abcdef', 'z')", "-1"),
        ("indexOf(names, 'a')", "1"),
        ("lastIndexOf('test', 't')", "3"),
        ("lastIndexOf(names, 'b')", "2"),
        ("int('42')", "42"),
        ("intersection(names, ['a', 'c'])", "[\"a\"]"),
        ("intersection({ a: 1, b: 2 }, { a: 1, b: 3 })", "{a:1}"),
        ("items({ b: 1, a: 2 })", "[{key:\"a\",value:2},{key:\"b\",value:1}]"),
        ("join(names, '/')", "\"b/a/b\""),
        ("json('{\"a\": [1, null]}').a", "[1,null]"),
        ("length(names)", "3"),
        ("length('abc')", "3"),
        ("length(known)", "2"),
        ("max(1, 3, 2)", "3"),
        ("max([1, 3, 2])", "3"),
        ("min(1, 3)", "1"),
        ("objectKeys({ b: 1, a: 2 })", "[\"a\",\"b\"]"),
        ("padLeft('123', 6, '0')", "\"000123\""),
        ("padLeft('123', 5)", "\"  123\""),
        ("range(5, 3)", "[5,6,7]"),
        ("replace('123-123', '-', '')", "\"123123\""),
        ("skip(names, 1)", "[\"a\",\"b\"]"),
        ("skip('one two', 4)", "\"two\""),
        ("take(names, 2)", "[\"b\",\"a\"]"),
        ("take('one two', 3)", "\"one\""),
        ("take('acr${unknown}', 3)", "\"acr\""),
        ("take('acr${unknown}', 5)", "?"),
        ("take('acr${uniqueString('x')}', 16)", "\"acr?\""),
        ("split('a,b;c', [',', ';'])", "[\"a\",\"b\",\"c\"]"),
        ("string(42)", "\"42\""),
        ("string(true)", "\"True\""),
        ("string({ a: 1 })", "json({a:1})"),
        ("json(string({ a: 1 }))", "{a:1}"),
        ("substring('one two three', 4, 3)", "\"two\""),
        ("toLower('AB-${unknown}')", "\"ab-?\""),
        ("toUpper('ab')", "\"AB\""),
        ("trim('  a ')", "\"a\""),
        ("tryGet(known, 'B', 'c')", "\"x\""),
        ("tryGet(known, 'z', 'c')", "null"),
        ("union(names, ['c'])", "[\"b\",\"a\",\"c\"]"),
        ("union({ a: 1, b: { c: 1 } }, { b: { d: 2 } })", "{a:1,b:{c:1,d:2}}"),
        ("shallowMerge([{ a: 1, b: { c: 1 } }, { b: { d: 2 } }])", "{a:1,b:{d:2}}"),
        ("uniqueString('x')", "?"),
        ("resourceGroup().location", "?"),
        ("environment().suffixes.acrLoginServer", "?"),
    ];
    hold(bicep, &rows);
}

#[test]
fn bicep_lambdas() {
    let rows = [
        ("map(names, n => '${n}!')", "[\"b!\",\"a!\",\"b!\"]"),
        ("map(names, (n, i) => i)", "[0,1,2]"),
        ("filter(names, n => n != 'a')", "[\"b\",\"b\"]"),
        ("filter(names, n => flag)", "[…]"),
        ("toObject(['a', 'b'], n => n)", "{a:\"a\",b:\"b\"}"),
        ("toObject(['a', 'b'], n => n, n => '${n}!')", "{a:\"a!\",b:\"b!\"}"),
        ("sort([3, 1, 2], (a, b) => a < b)", "[1,2,3]"),
        ("sort(['d', 'a', 'c', 'b', 'e'], (a, b) => a > b)", "[\"e\",\"d\",\"c\",\"b\",\"a\"]"),
        ("sort([3, 1, 2], (a, b) => true)", "[2,1,3]"),
        ("sort([], (a, b) => a < b)", "[]"),
        ("reduce([1, 2, 3], 0, (cur, next) => cur + next)", "6"),
        ("reduce(['a', 'b'], 'x', (cur, next, i) => '${cur}${next}${i}')", "\"xa0b1\""),
        ("groupBy(['ab', 'ac', 'b'], n => take(n, 1))", "{a:[\"ab\",\"ac\"],b:[\"b\"]}"),
        ("mapValues({ a: 1, b: 2 }, v => v + 1)", "{a:2,b:3}"),
        ("map(list, n => n)", "?"),
    ];
    hold(bicep, &rows);
}

#[test]
fn arm_functions() {
    let rows = [
        ("add(1, 2)", "3"),
        ("sub(1, 2)", "-1"),
        ("mul(3, 2)", "6"),
        ("div(8, 3)", "2"),
        ("mod(7, 3)", "1"),
        ("and(true(), false(), parameters('flag'))", "false"),
        ("or(false(), parameters('flag'), true())", "true"),
        ("not(bool('false'))", "true"),
        ("equals('a', 'A')", "false"),
        ("equals(createArray(1), createArray(1))", "true"),
        ("less('a', 'b')", "true"),
        ("greaterOrEquals(2, 2)", "true"),
        ("if(true(), 'a', parameters('unknown'))", "\"a\""),
        ("if(parameters('flag'), 'a', 'b')", "\"a\" | \"b\""),
        ("coalesce(null(), parameters('nothing'), 'x')", "\"x\""),
        ("coalesce(variables('known').a, 2)", "1"),
        ("createObject('a', 1, 'b', createArray())", "{a:1,b:[]}"),
        ("createObject('a', null()).a", "null"),
        ("variables('known').b.C", "\"x\""),
        ("variables('known')['B']['c']", "\"x\""),
        ("concat('a-', parameters('unknown'))", "\"a-?\""),
        ("CONCAT('a', 'b')", "\"ab\""),
        ("format('{0}/{1}', 'a', parameters('unknown'))", "\"a/?\""),
        ("contains(variables('names'), 'a')", "true"),
        ("first(variables('names'))", "\"b\""),
        ("union(createObject('a', 1), createObject('b', 2))", "{a:1,b:2}"),
        ("map(variables('names'), lambda('n', concat(lambdaVariables('n'), '!')))", "[\"b!\",\"a!\",\"b!\"]"),
        ("filter(variables('names'), lambda('n', equals(lambdaVariables('n'), 'a')))", "[\"a\"]"),
        (
            "reduce(createArray(1, 2), 0, lambda('a', 'b', add(lambdaVariables('a'), lambdaVariables('b'))))",
            "3",
        ),
        ("length(parameters('list'))", "?"),
        ("json('null')", "null"),
        ("guid('a')", "?"),
    ];
    hold(arm, &rows);
}

#[test]
fn terraform_operators() {
    let rows = [
        ("1 + 2 * 3", "7"),
        ("7 / 2", "3.5"),
        ("-7 % 3", "-1"),
        ("\"2\" * 3", "6"),
        ("1 == \"1\"", "false"),
        ("\"a\" == \"A\"", "false"),
        ("!false && 2 > 1", "true"),
        ("var.flag && false", "false"),
        ("var.flag || true", "true"),
        ("var.unknown == \"x\"", "?"),
        ("var.nothing == null", "true"),
        ("var.unknown == null", "?"),
        ("var.flag ? \"a\" : \"b\"", "\"a\" | \"b\""),
        ("var.nothing != null ? var.nothing : \"none\"", "\"none\""),
        ("local.known.b.c", "\"x\""),
        ("local.known[\"b\"][\"c\"]", "\"x\""),
        ("local.names[1]", "\"a\""),
        ("local.names.1", "\"a\""),
        ("\"a-${var.unknown}\"", "\"a-?\""),
        ("\"${true}\"", "true"),
        ("\"${local.names}\"", "[\"b\",\"a\",\"b\"]"),
        ("\"x${local.names}\"", "?"),
        ("\"x${true}\"", "\"xtrue\""),
        ("\"$${x} %%{y}\"", "\"${x} %{y}\""),
        ("\"%{ if true }a%{ else }b%{ endif }\"", "\"a\""),
        ("local.users[*].name", "[\"ann\",\"bob\",\"cy\"]"),
        ("local.users.*.name", "[\"ann\",\"bob\",\"cy\"]"),
        ("local.known.b[*].c", "[\"x\"]"),
        ("var.nothing[*]", "[]"),
        ("[for u in local.users : upper(u.name) if u.role == \"dev\"]", "[\"BOB\",\"CY\"]"),
        ("[for i, n in local.names : \"${i}${n}\"]", "[\"0b\",\"1a\",\"2b\"]"),
        ("{ for u in local.users : u.name => u.role }", "{ann:\"admin\",bob:\"dev\",cy:\"dev\"}"),
        ("{ for u in local.users : u.role => u.name... }", "{admin:[\"ann\"],dev:[\"bob\",\"cy\"]}"),
        ("[for k, v in { b = 1, a = 2 } : k]", "[\"a\",\"b\"]"),
        ("[for n in var.list : n]", "?"),
        ("{ (local.names[0]) = 1 }", "{b:1}"),
        ("max([1, 5, 3]...)", "5"),
    ];
    hold(terraform, &rows);
}

#[test]
fn terraform_functions() {
    let rows = [
        ("abs(-12.4)", "12.4"),
        ("ceil(5.1)", "6"),
        ("floor(4.9)", "4"),
        ("alltrue([true, \"true\"])", "true"),
        ("alltrue([])", "true"),
        ("alltrue([var.flag, false])", "false"),
        ("anytrue([var.flag, true])", "true"),
        ("anytrue([])", "false"),
        ("can(local.known.a)", "true"),
        ("can(local.known.z)", "false"),
        ("can(var.unknown)", "?"),
        ("chomp(\"  hello\\n\")", "\"  hello\""),
        ("coalesce(\"\", \"b\")", "\"b\""),
        ("coalesce(null, 1)", "1"),
        ("coalesce(var.unknown, \"b\")", "?"),
        ("coalescelist([], [\"c\"])", "[\"c\"]"),
        ("coalescelist(var.list, [\"c\"])", "?"),
        ("compact([\"a\", \"\", null, \"b\"])", "[\"a\",\"b\"]"),
        ("concat([\"a\"], [\"b\"])", "[\"a\",\"b\"]"),
        ("concat([\"a\"], var.list)", "[\"a\",…]"),
        ("contains(local.names, \"a\")", "true"),
        ("distinct(local.names)", "[\"b\",\"a\"]"),
        ("element(local.names, 4)", "\"a\""),
        ("endswith(\"hello\", \"lo\")", "true"),
        ("startswith(\"acr-${var.unknown}\", \"acr-\")", "true"),
        ("startswith(\"acr-${var.unknown}\", \"ACR\")", "false"),
        ("flatten([[\"a\", [\"b\"]], []])", "[\"a\",\"b\"]"),
        ("format(\"%s%%\", var.unknown)", "\"?%\""),
        ("index([\"a\", \"b\"], \"b\")", "1"),
        ("join(\"-\", local.names)", "\"b-a-b\""),
        ("jsondecode(jsonencode({ a = 1 })).a", "1"),
        ("jsondecode(\"{\\\"a\\\": true}\").a", "true"),
        ("keys({ b = 1, a = 2 })", "[\"a\",\"b\"]"),
        ("length(\"héllo\")", "5"),
        ("length(local.names)", "3"),
        ("lookup(local.known, \"a\", 2)", "1"),
        ("lookup(local.known, \"z\", 2)", "2"),
        ("lookup(var.things, \"z\", 2)", "?"),
        ("lower(\"ABC\")", "\"abc\""),
        ("merge({ a = 1 }, { a = 2, b = 3 })", "{a:2,b:3}"),
        ("merge({ a = { b = 1 } }, { a = { c = 2 } })", "{a:{c:2}}"),
        ("merge({ a = 1 }, var.things)", "{a:?,…}"),
        ("merge(var.things, { a = 1 })", "{a:1,…}"),
        ("one([])", "null"),
        ("one([\"a\"])", "\"a\""),
        ("range(3)", "[0,1,2]"),
        ("range(4, 1)", "[4,3,2]"),
        ("replace(\"1 + 2\", \"+\", \"-\")", "\"1 - 2\""),
        ("reverse([1, 2])", "[2,1]"),
        ("setintersection([\"a\", \"b\"], [\"b\", \"c\"])", "[\"b\"]"),
        ("setsubtract([\"a\", \"b\"], [\"b\"])", "[\"a\"]"),
        ("setunion([\"b\"], [\"a\"])", "[\"a\",\"b\"]"),
        ("slice([\"a\", \"b\", \"c\", \"d\"], 1, 3)", "[\"b\",\"c\"]"),
        ("sort([\"e\", \"d\"])", "[\"d\",\"e\"]"),
        ("split(\",\", \"a,b\")", "[\"a\",\"b\"]"),
        ("strcontains(\"hello\", \"ell\")", "true"),
        ("strrev(\"hello\")", "\"olleh\""),
        ("substr(\"hello world\", 1, 4)", "\"ello\""),
        ("substr(\"hello world\", -5, -1)", "\"world\""),
        ("substr(\"acr${var.unknown}\", 0, 3)", "\"acr\""),
        ("sum([10, 13, 6])", "29"),
        ("title(\"hello world\")", "\"Hello World\""),
        ("tobool(\"true\")", "true"),
        ("tolist(toset(local.names))", "[\"a\",\"b\"]"),
        ("tonumber(\"1.5\")", "1.5"),
        ("tostring(true)", "\"true\""),
        ("trim(\"?!hello?!\", \"!?\")", "\"hello\""),
        ("trimprefix(\"helloworld\", \"hello\")", "\"world\""),
        ("trimsuffix(\"helloworld\", \"world\")", "\"hello\""),
        ("trimspace(\"  a\\n\")", "\"a\""),
        ("try(local.known.z, local.known.a)", "1"),
        ("try(local.names[7], \"none\")", "\"none\""),
        ("try(var.nothing.deep, \"none\")", "\"none\""),
        ("try(var.unknown, \"none\")", "?"),
        ("try(tonumber(\"x\"), 0)", "0"),
        ("upper(\"a-${var.unknown}\")", "\"A-?\""),
        ("values({ b = 1, a = 2 })", "[2,1]"),
        ("zipmap([\"a\", \"b\"], [1, 2])", "{a:1,b:2}"),
        ("timestamp()", "?"),
        ("uuid()", "?"),
    ];
    hold(terraform, &rows);
}

/// The IP rules that a `dynamic` block makes of a collection.
fn dynamic(block: &str) -> String {
    let text = format!(
        r#"
variable "list" {{ type = list(string) }}
variable "flag" {{ type = bool }}
resource "azurerm_container_registry" "acr" {{
  name = "contosoregistry"
  sku  = "Premium"
  network_rule_set {{
    default_action = "Deny"
    {block}
  }}
}}
"#
    );
    let discovered = lint::sources(&[("main.tf", text)]);
    let found = acrlint::models(&discovered, |_, _, model| {
        let registry = model.registries().next().expect("the registry");
        plain(&registry.get("properties.networkRuleSet.ipRules").value)
    });
    found.concat()
}

#[test]
fn dynamic_blocks() {
    let content = "content {\n ip_range = ip_rule.value\n }";
    let of = |each: &str| dynamic(&format!("dynamic \"ip_rule\" {{\n for_each = {each}\n {content}\n }}"));
    assert_eq!(of("[\"10.0.0.1\", \"10.0.0.2\"]"), r#"[{value:"10.0.0.1"},{value:"10.0.0.2"}]"#);
    assert_eq!(of("toset([\"10.0.0.2\", \"10.0.0.1\"])"), r#"[{value:"10.0.0.1"},{value:"10.0.0.2"}]"#);
    assert_eq!(of("{ b = \"10.0.0.2\", a = \"10.0.0.1\" }"), r#"[{value:"10.0.0.1"},{value:"10.0.0.2"}]"#);
    assert_eq!(of("[]"), "[]");
    assert_eq!(of("var.list"), "[…]");
    assert_eq!(of("var.flag ? [\"10.0.0.1\"] : []"), r#"[{value:"10.0.0.1"}] | []"#);
    let named = "dynamic \"ip_rule\" {\n for_each = { x = \"10.0.0.1\" }\n iterator = rule\n content {\n \
                 ip_range = rule.value\n action = rule.key\n }\n }";
    assert_eq!(dynamic(named), r#"[{value:"10.0.0.1",action:"x"}]"#);
}

#[test]
fn what_a_pipeline_fills_in_is_not_known() {
    let run = lint::check(&[(
        "acr.bicep",
        "resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contoso#{environment}#'
  location: 'westeurope'
  sku: { name: '#{sku}#' }
  properties: { publicNetworkAccess: '#{access}#', adminUserEnabled: false }
}
",
    )]);
    for rule in ["property-value", "sku", "public-network-access"] {
        assert_eq!(run.addresses(rule, "unknown"), ["acr"], "{rule}");
    }
    assert_eq!(run.addresses("admin-user", "pass"), ["acr"]);
}
