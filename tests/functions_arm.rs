//! Every function of Bicep and ARM, with the examples of its documentation.
//!
//! A function that is computed has a row with its value; one that is not has a row with the reason.

mod support;

use std::fs;
use std::path::PathBuf;

use acrlint::discover::{Options, discover};
use acrlint::evaluate::ValueKind;
use acrlint::model::{REGISTRY, member};
use support::expression::{Page, arm_or_reason, bicep_or_reason, hold_pages, plain};

const ARRAYS: Page = Page {
    docs: "learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-array",
    evaluate: bicep_or_reason,
    rows: &[
        ("any", "any(1)", "1"),
        ("array", "array('a')", "[\"a\"]"),
        ("array", "array({ a: 'b' })", "[{a:\"b\"}]"),
        ("array", "array(unknown)", "? parameter `unknown`"),
        ("array", "array(flag ? 'a' : ['b'])", "[\"a\"] | [\"b\"]"),
        ("concat", "concat(['1-1', '1-2'], ['2-1'])", "[\"1-1\",\"1-2\",\"2-1\"]"),
        ("concat", "concat('prefix-', unknown)", "\"prefix-?\""),
        (
            "concat",
            "concat('a-', flag ? 'b' : 'c', '-${flag ? 'd' : 'e'}')",
            "\"a-b-d\" | \"a-b-e\" | \"a-c-d\" | \"a-c-e\"",
        ),
        (
            "concat",
            "concat('a-', flag ? 'b' : 'c', flag ? 'b' : 'c', flag ? 'b' : 'c', flag ? 'b' : 'c', flag ? 'b' : 'c') == 'x'",
            "false",
        ),
        ("contains", "contains('OneTwoThree', 'e')", "true"),
        ("contains", "contains('OneTwoThree', 'z')", "false"),
        ("contains", "contains({ one: 'a' }, 'ONE')", "true"),
        ("contains", "contains(['one'], 'One')", "false"),
        ("contains", "contains([list, 'a'], 'a')", "true"),
        ("contains", "contains('x-${unknown}', 'x-')", "true"),
        ("contains", "contains('x-${unknown}', 'y')", "? parameter `unknown`"),
        ("contains", "contains(['a', 'b'], flag ? 'a' : 'c')", "true | false"),
        ("distinct", "distinct([1, 2, 1])", "[1,2]"),
        ("empty", "empty([])", "true"),
        ("empty", "empty({})", "true"),
        ("empty", "empty('')", "true"),
        ("empty", "empty(resourceId('Microsoft.Web/sites', 'shop'))", "false"),
        ("empty", "empty('x-${unknown}')", "false"),
        ("empty", "empty('${unknown}')", "? parameter `unknown`"),
        ("empty", "empty([...list, 'a'])", "false"),
        ("empty", "empty(union(things, { a: 1 }))", "false"),
        ("first", "first(['one', 'two'])", "\"one\""),
        ("first", "first('One Two')", "\"O\""),
        ("first", "first('x-${unknown}')", "\"x\""),
        (
            "flatten",
            "flatten([['one', 'two'], ['three'], ['four', ['five']]])",
            "[\"one\",\"two\",\"three\",\"four\",[\"five\"]]",
        ),
        ("indexOf", "indexOf(['one', 'two', 'one'], 'one')", "0"),
        ("indexOf", "indexOf([1, 2], 3)", "-1"),
        ("indexOf", "indexOf('abcdef', 'CD')", "2"),
        ("intersection", "intersection(['one', 'two', 'three'], ['two', 'three'])", "[\"two\",\"three\"]"),
        (
            "intersection",
            "intersection({ one: 'a', two: 'b', three: 'c' }, { one: 'a', two: 'z', three: 'c' })",
            "{one:\"a\",three:\"c\"}",
        ),
        ("intersection", "intersection({ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } })", "{a:{b:1}}"),
        ("last", "last(['one', 'two'])", "\"two\""),
        ("last", "last('One Two')", "\"o\""),
        ("lastIndexOf", "lastIndexOf(['one', 'two', 'one'], 'one')", "2"),
        ("lastIndexOf", "lastIndexOf('test', 't')", "3"),
        ("length", "length(['one', 'two', 'three'])", "3"),
        ("length", "length('One Two Three')", "13"),
        ("length", "length({ a: 1, b: 2 })", "2"),
        ("max", "max([0, 3, 2, 5, 4])", "5"),
        ("max", "max(0, 3, 2, 5, 4)", "5"),
        ("min", "min([0, 3, 2, 5, 4])", "0"),
        ("range", "range(5, 3)", "[5,6,7]"),
        ("range", "range(0, 1000000000)", "? a limit was reached"),
        ("skip", "skip(['one', 'two', 'three'], 2)", "[\"three\"]"),
        ("skip", "skip('one two three', 4)", "\"two three\""),
        ("skip", "skip('one-${unknown}', 2)", "\"e-?\""),
        ("take", "take(['one', 'two', 'three'], 2)", "[\"one\",\"two\"]"),
        ("take", "take('one two three', 2)", "\"on\""),
        (
            "union",
            "union(['one', 'two', 'three'], ['three', 'four'])",
            "[\"one\",\"two\",\"three\",\"four\"]",
        ),
        (
            "union",
            "union({ property: { one: 'a', two: 'b' } }, { property: { two: 'c', three: 'd' } })",
            "{property:{one:\"a\",two:\"c\",three:\"d\"}}",
        ),
        ("union", "union({ a: 1 }, flag ? { b: 2 } : {})", "{a:1,b:2} | {a:1}"),
        ("union", "union({ a: 1 }, things)", "{a:?,…}"),
        ("union", "union({ a: 1, b: { c: 1, d: 1 } }, union({ b: { c: 2 } }, things))", "{a:?,b:?,…}"),
        ("shallowMerge", "shallowMerge([{ a: 1 }, { b: 2, ...things, c: 3 }])", "{a:?,b:?,c:3,…}"),
    ],
};

const OBJECTS: Page = Page {
    docs: "learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-object",
    evaluate: bicep_or_reason,
    rows: &[
        ("items", "items({ b: { x: 1 }, a: 2 })", "[{key:\"a\",value:2},{key:\"b\",value:{x:1}}]"),
        ("json", "json('{\"a\":\"b\"}')", "{a:\"b\"}"),
        ("json", "json('null')", "null"),
        ("json", "json('{')", "? fails: the text is not JSON"),
        (
            "json",
            "json('[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[')",
            "? a limit was reached",
        ),
        ("objectKeys", "objectKeys({ b: 1, a: 2 })", "[\"a\",\"b\"]"),
        ("shallowMerge", "shallowMerge([{ a: { x: 1 } }, { a: { y: 2 } }])", "{a:{y:2}}"),
        ("tryGet", "tryGet({ a: [1, 2] }, 'a', 1)", "2"),
        ("tryGet", "tryGet({ a: [1, 2] }, 'a', 7)", "null"),
        ("tryGet", "tryGet(null, 'a')", "null"),
    ],
};

const LAMBDAS: Page = Page {
    docs: "learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-lambda",
    evaluate: bicep_or_reason,
    rows: &[
        (
            "filter",
            "filter([{ name: 'a', age: 3 }, { name: 'b', age: 8 }], d => d.age >= 5)",
            "[{name:\"b\",age:8}]",
        ),
        ("filter", "filter(range(0, 10), (v, i) => i > 7)", "[8,9]"),
        (
            "groupBy",
            "groupBy(['foo', 'bar', 'baz'], x => substring(x, 0, 1))",
            "{f:[\"foo\"],b:[\"bar\",\"baz\"]}",
        ),
        (
            "map",
            "map(['a', 'b'], (d, i) => { index: i, name: d })",
            "[{index:0,name:\"a\"},{index:1,name:\"b\"}]",
        ),
        ("map", "map([flag ? 'a' : 'b'], x => toUpper(x))", "[\"A\" | \"B\"]"),
        ("mapValues", "mapValues({ a: 'x', b: 'y' }, v => toUpper(v))", "{a:\"X\",b:\"Y\"}"),
        ("reduce", "reduce([{ o: true }, { o: false }], {}, (cur, next) => union(cur, next))", "{o:false}"),
        ("reduce", "reduce([1, 2, 3], 0, (cur, next) => cur + next)", "6"),
        ("sort", "sort([8, 2, 6], (a, b) => a < b)", "[2,6,8]"),
        ("toObject", "toObject([{ n: 'a', v: 1 }, { n: 'b', v: 2 }], e => e.n, e => e.v)", "{a:1,b:2}"),
    ],
};

const NETWORKS: Page = Page {
    docs: "learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-cidr",
    evaluate: bicep_or_reason,
    rows: &[
        (
            "parseCidr",
            "parseCidr('10.144.0.0/20')",
            "{network:\"10.144.0.0\",netmask:\"255.255.240.0\",broadcast:\"10.144.15.255\",firstUsable:\"10.144.0.1\",lastUsable:\"10.144.15.254\",cidr:20}",
        ),
        (
            "parseCidr",
            "parseCidr('fdad:3236:5555::/48')",
            "{network:\"fdad:3236:5555::\",netmask:\"ffff:ffff:ffff::\",firstUsable:\"fdad:3236:5555::\",lastUsable:\"fdad:3236:5555:ffff:ffff:ffff:ffff:ffff\",cidr:48}",
        ),
        ("parseCidr", "parseCidr('10.0.0.0/33')", "? fails"),
        (
            "cidrSubnet",
            "[for i in range(0, 2): cidrSubnet('10.144.0.0/20', 24, i)]",
            "[\"10.144.0.0/24\",\"10.144.1.0/24\"]",
        ),
        ("cidrSubnet", "cidrSubnet('10.144.0.0/20', 24, 16)", "? fails"),
        ("cidrSubnet", "cidrSubnet('fdad:3236:5555::/48', 52, 1)", "\"fdad:3236:5555:1000::/52\""),
        ("cidrHost", "cidrHost('10.144.3.0/24', 0)", "\"10.144.3.1\""),
        ("cidrHost", "cidrHost('10.144.3.0/24', 4)", "\"10.144.3.5\""),
        ("cidrHost", "cidrHost('fdad:3236:5555:3000::/52', 1)", "\"fdad:3236:5555:3000::1\""),
    ],
};

const DATES: Page = Page {
    docs: "learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-date",
    evaluate: bicep_or_reason,
    rows: &[
        ("dateTimeAdd", "dateTimeAdd('2020-04-07 14:53:14Z', 'P3Y', 'yyyy-MM-dd')", "\"2023-04-07\""),
        ("dateTimeAdd", "dateTimeAdd('2020-04-07 14:53:14Z', '-P9D', 'u')", "\"2020-03-29 14:53:14Z\""),
        (
            "dateTimeAdd",
            "dateTimeAdd('2020-04-07 14:53:14Z', 'PT1H', 'M/d/yyyy h:mm:ss tt')",
            "\"4/7/2020 3:53:14 PM\"",
        ),
        (
            "dateTimeAdd",
            "dateTimeAdd('2020-01-31T00:00:00Z', 'P1M', 'yyyy-MM-ddTHH:mm:ssZ')",
            "\"2020-02-29T00:00:00Z\"",
        ),
        // The documentation does not agree with itself about the format when none is given.
        ("dateTimeAdd", "dateTimeAdd('2020-04-07 14:53:14Z', 'P3Y')", "? is not evaluated"),
        ("dateTimeFromEpoch", "dateTimeFromEpoch(1683040573)", "\"2023-05-02T15:16:13Z\""),
        ("dateTimeToEpoch", "dateTimeToEpoch('2023-05-02T15:16:13Z')", "1683040573"),
        ("utcNow", "utcNow('u')", "? `utcNow` is the time of the deployment"),
    ],
};

const STRINGS: Page = Page {
    docs: "learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-string",
    evaluate: bicep_or_reason,
    rows: &[
        ("base64", "base64('one, two, three')", "\"b25lLCB0d28sIHRocmVl\""),
        ("base64", "base64(string({ a: [1, 'x'] }))", "\"eyJhIjpbMSwieCJdfQ==\""),
        ("base64ToString", "base64ToString('b25lLCB0d28sIHRocmVl')", "\"one, two, three\""),
        ("base64ToJson", "base64ToJson(base64('{\"one\": \"a\"}'))", "{one:\"a\"}"),
        (
            "buildUri",
            "buildUri({ scheme: 'https', host: 'mystorage.blob.core.windows.net', port: 8080, path: '/t/n.json', query: '?st=1' })",
            "\"https://mystorage.blob.core.windows.net:8080/t/n.json?st=1\"",
        ),
        (
            "parseUri",
            "parseUri('https://mystorage.blob.core.windows.net:8080/t/n.json?st=1')",
            "{scheme:\"https\",host:\"mystorage.blob.core.windows.net\",port:8080,path:\"/t/n.json\",query:\"?st=1\"}",
        ),
        ("dataUri", "dataUri('Hello')", "\"data:text/plain;charset=utf8;base64,SGVsbG8=\""),
        ("dataUriToString", "dataUriToString('data:;base64,SGVsbG8sIFdvcmxkIQ==')", "\"Hello, World!\""),
        ("endsWith", "endsWith('abcdef', 'EF')", "true"),
        ("endsWith", "endsWith('${unknown}.azurecr.io', '.AZURECR.IO')", "true"),
        ("endsWith", "endsWith('${unknown}.azurecr.io', '.com')", "false"),
        ("endsWith", "endsWith('${unknown}.io', 'cr.io')", "? parameter `unknown`"),
        (
            "format",
            "format('{0}, {1}. Formatted number: {2:N0}', 'Hello', 'User', 8175133)",
            "\"Hello, User. Formatted number: 8,175,133\"",
        ),
        ("format", "format('{0:D3}|{1,5}|{1,-5}|{2}|{{}}', 7, 'ab', true)", "\"007|   ab|ab   |True|{}\""),
        ("format", "format('{0:X}', 255)", "\"FF\""),
        ("format", "format('acr{0:D3}', flag ? 1 : 2)", "\"acr001\" | \"acr002\""),
        ("format", "format('{9}', 'a')", "? is not evaluated"),
        ("guid", "guid('a')", "? `guid` is a hash"),
        ("guid", "guid('a') == guid('a')", "true"),
        ("guid", "guid('a') == guid('b')", "? `guid` is a hash"),
        ("join", "join(['one', 'two', 'three'], ',')", "\"one,two,three\""),
        ("join", "join(['one', unknown], '-')", "\"one-?\""),
        ("like", "like('contoso-prod', 'CONTOSO-*')", "true"),
        ("like", "like('contoso', '*x*')", "false"),
        ("newGuid", "newGuid() == newGuid()", "? gives another value at each deployment"),
        ("newGuid", "newGuid()", "? gives another value at each deployment"),
        ("padLeft", "padLeft('123', 10, '0')", "\"0000000123\""),
        ("padLeft", "padLeft(123, 5)", "\"  123\""),
        ("replace", "replace('123-123-1234', '-', '')", "\"1231231234\""),
        ("replace", "replace('a-b-${unknown}', '-', '')", "\"ab?\""),
        ("replace", "replace('a-b-${unknown}', '-b', '')", "? parameter `unknown`"),
        ("split", "split('one,two,three', ',')", "[\"one\",\"two\",\"three\"]"),
        ("split", "split('one;two,three', [',', ';'])", "[\"one\",\"two\",\"three\"]"),
        ("startsWith", "startsWith('abcdef', 'AB')", "true"),
        ("startsWith", "startsWith('http://${unknown}', 'HTTP://')", "true"),
        ("startsWith", "startsWith('ab${unknown}', 'abc')", "? parameter `unknown`"),
        ("string", "string(['a', 1])", "json([\"a\",1])"),
        ("string", "string(10)", "\"10\""),
        ("string", "length(string({ a: null }))", "10"),
        ("substring", "substring('one two three', 4, 3)", "\"two\""),
        ("substring", "substring('one', 4, 3)", "? is not evaluated"),
        ("toLower", "toLower('One Two Three')", "\"one two three\""),
        ("toUpper", "toUpper('One-${unknown}')", "\"ONE-?\""),
        ("trim", "trim('    one two three   ')", "\"one two three\""),
        ("uniqueString", "uniqueString(resourceGroup().id)", "? `uniqueString` is a hash"),
        ("uri", "uri('http://contoso.org/firstpath', 'myscript.sh')", "\"http://contoso.org/myscript.sh\""),
        (
            "uri",
            "uri('http://contoso.org/firstpath/', 'nested/azuredeploy.json')",
            "\"http://contoso.org/firstpath/nested/azuredeploy.json\"",
        ),
        ("uri", "uri('http://contoso.org', 'a')", "\"http://contoso.org/a\""),
        (
            "uriComponent",
            "uriComponent('http://contoso.com/resources/nested/azuredeploy.json')",
            "\"http%3A%2F%2Fcontoso.com%2Fresources%2Fnested%2Fazuredeploy.json\"",
        ),
        (
            "uriComponentToString",
            "uriComponentToString('http%3A%2F%2Fcontoso.com%2Fa%20b')",
            "\"http://contoso.com/a b\"",
        ),
    ],
};

const NUMBERS_AND_LOGIC: Page = Page {
    docs: "learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-numeric and -logical",
    evaluate: bicep_or_reason,
    rows: &[
        ("bool", "[bool('true'), bool('false'), bool(1), bool(0)]", "[true,false,true,false]"),
        ("int", "int('4')", "4"),
        ("int", "int('x')", "? is not evaluated"),
        ("fail", "fail('no')", "? `fail` stops the deployment"),
        ("nameof", "nameof(known.B.c)", "\"c\""),
        ("nameof", "nameof(unknown)", "\"unknown\""),
    ],
};

const OF_ARM_ALONE: Page = Page {
    docs: "learn.microsoft.com/azure/azure-resource-manager/templates/template-functions",
    evaluate: arm_or_reason,
    rows: &[
        ("add", "add(5, 3)", "8"),
        ("and", "and(bool('true'), bool('false'))", "false"),
        ("coalesce", "coalesce(null(), 'b')", "\"b\""),
        ("copyIndex", "map(range(0, 1), lambda('x', copyIndex()))", "[?]"),
        ("createArray", "createArray(1, 'a')", "[1,\"a\"]"),
        ("createObject", "createObject('a', 1, 'b', 'x')", "{a:1,b:\"x\"}"),
        ("div", "div(8, 3)", "2"),
        ("equals", "equals('a', 'a')", "true"),
        ("false", "false()", "false"),
        ("float", "float('3.5')", "3.5"),
        ("float", "float(3)", "3"),
        ("greater", "greater(1, 2)", "false"),
        ("greaterOrEquals", "greaterOrEquals(2, 2)", "true"),
        ("if", "if(equals('a', 'a'), 'yes', 'no')", "\"yes\""),
        ("indexFromEnd", "indexFromEnd(createArray('a', 'b'), 1)", "\"b\""),
        ("tryIndexFromEnd", "tryIndexFromEnd(createArray('a', 'b'), 2)", "\"a\""),
        ("tryIndexFromEnd", "tryIndexFromEnd(createArray('a', 'b'), 3)", "null"),
        ("lambda", "filter(createArray(1, 2), lambda('x', greater(lambdaVariables('x'), 1)))", "[2]"),
        ("lambdaVariables", "map(createArray(1, 2), lambda('x', add(lambdaVariables('x'), 1)))", "[2,3]"),
        ("less", "less(1, 2)", "true"),
        ("lessOrEquals", "lessOrEquals(1, 2)", "true"),
        ("mod", "mod(7, 3)", "1"),
        ("mul", "mul(5, 3)", "15"),
        ("not", "not(true())", "false"),
        ("null", "null()", "null"),
        ("or", "or(bool('true'), bool('false'))", "true"),
        ("parameters", "parameters('nothing')", "null"),
        ("sub", "sub(7, 3)", "4"),
        ("true", "true()", "true"),
        ("variables", "variables('known').a", "1"),
        ("toObject", "toObject(createArray('a'), lambda('x', lambdaVariables('x')))", "{a:\"a\"}"),
    ],
};

/// What is known only at deployment, outside of the code, or to nobody.
const UNKNOWN: Page = Page {
    docs: "learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-resource, -scope, -deployment, -files",
    evaluate: bicep_or_reason,
    rows: &[
        ("deployer", "deployer().objectId", "? `deployer` is known only at deployment"),
        ("deployment", "deployment().name", "? `deployment` is known only at deployment"),
        ("environment", "environment().name", "? `environment` is known only at deployment"),
        ("externalInput", "externalInput('x')", "? comes from outside of the code"),
        ("extensionResourceId", "extensionResourceId('a', 'b/c', 'd')", "? known only at deployment"),
        ("getSecret", "getSecret('a', 'b', 'c', 'd')", "? known only at deployment"),
        ("list", "list('a', '2020-01-01')", "? known only at deployment"),
        ("list", "listKeys('a', '2020-01-01')", "? `listKeys` is known only at deployment"),
        ("loadDirectoryFileInfo", "loadDirectoryFileInfo('x')", "? lists a directory"),
        ("loadYamlContent", "loadYamlContent('x.yaml')", "? reads YAML"),
        ("managementGroup", "managementGroup().id", "? known only at deployment"),
        ("managementGroupResourceId", "managementGroupResourceId('a/b', 'c')", "? known only at deployment"),
        ("pickZones", "pickZones('a', 'b', 'c')", "? known only at deployment"),
        ("providers", "providers('a', 'b')", "? known only at deployment"),
        ("readCliArg", "readCliArg('x')", "? comes from outside of the code"),
        ("readEnvironmentVariable", "readEnvironmentVariable('x')", "? the environment variable `x`"),
        ("reference", "reference('x')", "? known only at deployment"),
        ("references", "references('x')", "? known only at deployment"),
        ("resourceGroup", "resourceGroup().location", "? `resourceGroup` is known only at deployment"),
        ("resourceId", "resourceId('a/b', 'c')", "? `resourceId` is known only at deployment"),
        ("roleDefinitions", "roleDefinitions('AcrPull')", "? known only at deployment"),
        ("subscription", "subscription().id", "? known only at deployment"),
        ("subscriptionResourceId", "subscriptionResourceId('a/b', 'c')", "? known only at deployment"),
        ("tenant", "tenant().tenantId", "? known only at deployment"),
        ("tenantResourceId", "tenantResourceId('a/b', 'c')", "? known only at deployment"),
        ("toLogicalZone", "toLogicalZone('a', 'b', 'c')", "? known only at deployment"),
        ("toLogicalZones", "toLogicalZones('a', 'b', [])", "? known only at deployment"),
        ("toPhysicalZone", "toPhysicalZone('a', 'b', 'c')", "? known only at deployment"),
        ("toPhysicalZones", "toPhysicalZones('a', 'b', [])", "? known only at deployment"),
        // Only what is beside the file can be read: see the test of files.
        ("loadTextContent", "loadTextContent('x.txt')", "? was not looked for"),
    ],
};

#[test]
fn unknown_functions_are_called_so() {
    assert_eq!(arm_or_reason("TOLOWER('A')"), "\"a\"");
    assert_eq!(bicep_or_reason("frobnicate(1)"), "? `frobnicate` is an unknown function");
    assert_eq!(bicep_or_reason("toLower()"), "? `toLower` fails: it does not take that many arguments");
    assert_eq!(
        bicep_or_reason("toLower('a', 'b')"),
        "? `toLower` fails: it does not take that many arguments"
    );
}

/// Files of a run on disk, and the value of the tag `value` in `main.bicep`.
fn read_files(name: &str, files: &[(&str, &[u8])], expression: &str) -> String {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("functions-{name}"));
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(root.join(".git")).expect("a folder");
    let main = format!(
        "resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {{\n  name: 'acr'\n  tags: {{ value: {expression} }}\n}}\n"
    );
    for (path, text) in files.iter().copied().chain([("infra/main.bicep", main.as_bytes())]) {
        let file = root.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
    let discovered = discover(&Options { paths: vec![root], ..Options::default() }).expect("a run");
    let sources: Vec<&str> = discovered.sources.iter().map(|(_, source)| source.path.as_str()).collect();
    assert_eq!(sources, ["infra/main.bicep"], "data is no source");
    let mut found = acrlint::models(&discovered, |_, _, model| {
        let registry = model.resources.iter().find(|resource| resource.is(REGISTRY)).expect("the registry");
        let value = member(&member(&registry.body, "tags").expect("tags"), "value").expect("the value");
        match &value.kind {
            ValueKind::Unknown(unknown) => format!("? {}", unknown.reason),
            _ => plain(&value),
        }
    });
    found.pop().expect("one model")
}

/// The functions that read files, which need some.
const FILES: &[(&str, &str)] = &[
    ("loadTextContent('note.txt')", "\"grüße\\n\""),
    ("loadTextContent('../note.txt', 'utf-8')", "\"up\""),
    ("loadTextContent('mark.txt')", "\"v?\""),
    ("loadFileAsBase64('note.txt')", "\"Z3LDvMOfZQo=\""),
    ("loadJsonContent('data.json')", "{sku:\"Basic\",list:[1,{a:true}]}"),
    ("loadJsonContent('data.json', '$.list[1].a')", "true"),
    ("loadJsonContent('data.json', 'list[0]')", "1"),
    ("loadJsonContent('data.json', '$.none')", "? there is nothing at that path"),
    ("loadJsonContent('broken.json')", "? the text is not JSON"),
    ("loadTextContent('none.txt')", "? `infra/none.txt` is not there"),
    ("loadTextContent('../../outside.txt')", "? outside of the root"),
    ("loadTextContent('binary.bin')", "? reads `infra/binary.bin`: not UTF-8"),
    ("loadTextContent('folder')", "? it is not a regular file"),
];

#[test]
fn files_are_read_as_data() {
    let files: &[(&str, &[u8])] = &[
        ("infra/note.txt", "grüße\n".as_bytes()),
        ("note.txt", b"up"),
        ("infra/mark.txt", b"v#{version}#"),
        ("infra/data.json", b"\xef\xbb\xbf{\"sku\": \"Basic\", \"list\": [1, {\"a\": true}]}"),
        ("infra/broken.json", b"{"),
        ("infra/binary.bin", b"caf\xe9"),
        ("infra/folder/x.txt", b"x"),
        ("../outside.txt", b"secret"),
    ];
    for (index, (expression, expected)) in FILES.iter().enumerate() {
        let found = read_files(&format!("{index}/root"), files, expression);
        let matches = match expected.strip_prefix("? ") {
            Some(reason) => found.starts_with("? ") && found.contains(reason),
            None => found == *expected,
        };
        assert!(matches, "{expression}\n  is {found}\n  not {expected}");
    }
}

#[test]
fn every_function_has_its_documented_values() {
    // Rows of files need files: `files_are_read_as_data` has their values.
    let mut pages =
        vec![ARRAYS, OBJECTS, LAMBDAS, NETWORKS, DATES, STRINGS, NUMBERS_AND_LOGIC, OF_ARM_ALONE, UNKNOWN];
    const ELSEWHERE: Page = Page {
        docs: "learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-files",
        evaluate: |expression| {
            let found = FILES.iter().find(|(known, _)| *known == expression);
            found.expect("a row of files").1.to_owned()
        },
        rows: &[
            ("loadTextContent", "loadTextContent('note.txt')", "\"grüße\\n\""),
            ("loadFileAsBase64", "loadFileAsBase64('note.txt')", "\"Z3LDvMOfZQo=\""),
            ("loadJsonContent", "loadJsonContent('data.json', 'list[0]')", "1"),
        ],
    };
    pages.push(ELSEWHERE);
    hold_pages(false, &pages);
}
