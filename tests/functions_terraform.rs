//! Every function of Terraform and OpenTofu, with the examples of its documentation. The values of
//! Terraform's own are those of `terraform console`, of which `console.rs` has more.
//!
//! A function that is computed has a row with its value; one that is not has a row with the reason.

mod support;

use acrlint::evaluate::ValueKind;
use acrlint::model::{REGISTRY, member};
use acrlint::source::Payload;
use support::expression::{Page, hold_pages, plain, terraform_or_reason};
use support::lint;

const NUMBERS: Page = Page {
    docs: "developer.hashicorp.com/terraform/language/functions#numeric-functions",
    evaluate: terraform_or_reason,
    rows: &[
        ("abs", "abs(-12.4)", "12.4"),
        ("ceil", "ceil(5.1)", "6"),
        ("floor", "floor(4.9)", "4"),
        ("log", "log(16, 2)", "4"),
        ("log", "log(0, 10)", "? fails"),
        ("max", "max(12, 54, 3)", "54"),
        ("max", "max([12, 54, 3]...)", "54"),
        ("min", "min(12, 54, 3)", "3"),
        ("parseint", "parseint(\"FF\", 16)", "255"),
        ("parseint", "parseint(\"-ff\", 16)", "-255"),
        ("pow", "pow(3, 2)", "9"),
        ("pow", "pow(10, 999)", "? fails"),
        ("signum", "signum(-13)", "-1"),
        ("max", "max(var.flag ? 1 : 5, 3)", "3 | 5"),
    ],
};

const STRINGS: Page = Page {
    docs: "developer.hashicorp.com/terraform/language/functions#string-functions",
    evaluate: terraform_or_reason,
    rows: &[
        ("chomp", "chomp(\"hello\\r\\n\")", "\"hello\""),
        ("endswith", "endswith(\"hello world\", \"world\")", "true"),
        ("endswith", "endswith(\"${var.unknown}.azurecr.io\", \".azurecr.io\")", "true"),
        ("format", "format(\"Hello, %s!\", \"Ander\")", "\"Hello, Ander!\""),
        ("format", "format(\"acr%s%03d\", var.unknown, 7)", "\"acr?007\""),
        ("format", "format(\"%-9s|\", var.unknown)", "\"?|\""),
        ("format", "format(\"%s\", var.flag ? \"a\" : \"b\")", "\"a\" | \"b\""),
        ("format", "format(\"%s\", var.nothing)", "? is not evaluated"),
        ("formatlist", "formatlist(\"Hello, %s!\", [\"A\", \"B\"])", "[\"Hello, A!\",\"Hello, B!\"]"),
        ("formatlist", "formatlist(\"%s\", var.list)", "? variable `list`"),
        ("indent", "indent(2, \"[\\n  foo,\\n]\\n\")", "\"[\\n    foo,\\n  ]\\n  \""),
        ("join", "join(\"-\", [\"foo\", \"bar\", var.unknown])", "\"foo-bar-?\""),
        ("lower", "lower(\"HELLO-${var.unknown}\")", "\"hello-?\""),
        ("regex", "regex(\"[a-z]+\", \"53453453.345345aaabbbccc23454\")", "\"aaabbbccc\""),
        ("regex", "regex(\"z\", \"a\")", "? fails: the pattern does not match"),
        ("regex", "regex(\"(?:a{1000}){1000}\", \"a\")", "? is not evaluated"),
        ("regexall", "regexall(\"[a-z]+\", \"1234abcd5678efgh9\")", "[\"abcd\",\"efgh\"]"),
        ("regexall", "length(regexall(\"[a-z]+\", \"123\")) > 0", "false"),
        ("replace", "replace(\"hello world\", \"/w.*d/\", \"everybody\")", "\"hello everybody\""),
        ("replace", "replace(\"acr-${var.unknown}\", \"-\", \"\")", "\"acr?\""),
        ("split", "split(\",\", \"foo,bar,baz\")", "[\"foo\",\"bar\",\"baz\"]"),
        ("startswith", "startswith(\"hello world\", \"hello\")", "true"),
        ("startswith", "startswith(\"https://${var.unknown}\", \"http://\")", "false"),
        ("strcontains", "strcontains(\"hello world\", \"wor\")", "true"),
        ("strcontains", "strcontains(\"wor${var.unknown}\", \"or\")", "true"),
        ("strcontains", "strcontains(\"wor${var.unknown}\", \"x\")", "? variable `unknown`"),
        ("strrev", "strrev(\"hello\")", "\"olleh\""),
        ("substr", "substr(\"hello world\", 1, 4)", "\"ello\""),
        ("substr", "substr(\"registry${var.unknown}\", 0, 8)", "\"registry\""),
        ("templatestring", "templatestring(local.known.b.c, {})", "\"x\""),
        ("templatestring", "templatestring(format(\"%s{a}!\", \"$\"), { a = var.unknown })", "\"?!\""),
        ("title", "title(\"hello world\")", "\"Hello World\""),
        ("trim", "trim(\"?!hello?!\", \"!?\")", "\"hello\""),
        ("trimprefix", "trimprefix(\"helloworld\", \"hello\")", "\"world\""),
        ("trimprefix", "trimprefix(\"https://${var.unknown}\", \"https://\")", "? variable `unknown`"),
        ("trimprefix", "trimprefix(\"https://a${var.unknown}\", \"https://\")", "\"a?\""),
        ("trimspace", "trimspace(\"  hello\\n\\n\")", "\"hello\""),
        ("trimsuffix", "trimsuffix(\"helloworld\", \"world\")", "\"hello\""),
        ("upper", "upper(\"hello\")", "\"HELLO\""),
    ],
};

const COLLECTIONS: Page = Page {
    docs: "developer.hashicorp.com/terraform/language/functions#collection-functions",
    evaluate: terraform_or_reason,
    rows: &[
        ("alltrue", "alltrue([\"true\", true])", "true"),
        ("alltrue", "alltrue([var.flag, false])", "false"),
        ("anytrue", "anytrue([\"true\"])", "true"),
        (
            "chunklist",
            "chunklist([\"a\", \"b\", \"c\", \"d\", \"e\"], 2)",
            "[[\"a\",\"b\"],[\"c\",\"d\"],[\"e\"]]",
        ),
        ("coalesce", "coalesce(\"\", \"b\")", "\"b\""),
        ("coalesce", "coalesce(1, \"a\")", "\"1\""),
        ("coalesce", "coalesce(var.nothing, var.flag ? null : \"a\", \"b\")", "\"b\" | \"a\""),
        ("coalesce", "coalesce(var.unknown, \"b\")", "? variable `unknown`"),
        ("coalescelist", "coalescelist([], [\"c\", \"d\"])", "[\"c\",\"d\"]"),
        ("coalescelist", "coalescelist([var.unknown], [\"c\"])", "[?]"),
        ("compact", "compact([\"a\", \"\", \"b\", null, \"c\"])", "[\"a\",\"b\",\"c\"]"),
        ("compact", "compact([\"a\", var.unknown])", "? variable `unknown`"),
        ("concat", "concat([\"a\", \"\"], [\"b\", \"c\"])", "[\"a\",\"\",\"b\",\"c\"]"),
        ("concat", "concat([\"a\"], var.flag ? [\"b\"] : [])", "[\"a\",\"b\"] | [\"a\"]"),
        ("contains", "contains([\"a\", \"b\"], \"c\")", "false"),
        ("contains", "contains([\"a\", var.unknown], \"a\")", "true"),
        ("distinct", "distinct([\"a\", \"b\", \"a\"])", "[\"a\",\"b\"]"),
        ("element", "element([\"a\", \"b\", \"c\"], 3)", "\"a\""),
        ("flatten", "flatten([[\"a\", \"b\"], [], [\"c\", [\"d\"]]])", "[\"a\",\"b\",\"c\",\"d\"]"),
        ("index", "index([\"a\", \"b\", \"c\"], \"b\")", "1"),
        ("keys", "keys({ a = 1, c = 2, d = 3 })", "[\"a\",\"c\",\"d\"]"),
        ("length", "length({ a = \"b\" })", "1"),
        ("length", "length(var.list)", "? variable `list`"),
        ("lookup", "lookup({ a = \"ay\", b = \"bee\" }, \"c\", \"what?\")", "\"what?\""),
        ("lookup", "lookup({ a = \"ay\" }, var.flag ? \"a\" : \"z\", \"none\")", "\"ay\" | \"none\""),
        ("matchkeys", "matchkeys([\"i-1\", \"i-2\"], [\"us\", \"eu\"], [\"us\"])", "[\"i-1\"]"),
        ("merge", "merge({ a = \"b\", c = \"d\" }, { e = \"f\", c = \"z\" })", "{a:\"b\",c:\"z\",e:\"f\"}"),
        ("merge", "merge({ a = 1 }, var.flag ? { b = 2 } : {})", "{a:1,b:2} | {a:1}"),
        ("one", "one([])", "null"),
        ("one", "one(toset([\"a\"]))", "\"a\""),
        ("range", "range(1, 8, 2)", "[1,3,5,7]"),
        ("range", "range(0, 1000000000)", "? a limit was reached"),
        ("reverse", "reverse([1, 2, 3])", "[3,2,1]"),
        ("setintersection", "setintersection([\"a\", \"b\"], [\"b\", \"c\"], [\"b\", \"d\"])", "[\"b\"]"),
        (
            "setproduct",
            "setproduct([\"dev\", \"prod\"], [\"a\", \"b\"])",
            "[[\"dev\",\"a\"],[\"dev\",\"b\"],[\"prod\",\"a\"],[\"prod\",\"b\"]]",
        ),
        ("setproduct", "setproduct(range(1000), range(1000))", "? a limit was reached"),
        ("setsubtract", "setsubtract([\"a\", \"b\", \"c\"], [\"a\", \"c\"])", "[\"b\"]"),
        ("setunion", "setunion([\"b\"], [\"a\"], [\"d\"])", "[\"a\",\"b\",\"d\"]"),
        ("slice", "slice([\"a\", \"b\", \"c\", \"d\"], 1, 3)", "[\"b\",\"c\"]"),
        ("sort", "sort([\"e\", \"d\", \"a\", \"x\"])", "[\"a\",\"d\",\"e\",\"x\"]"),
        ("sum", "sum([10, 13, 6, 4.5])", "33.5"),
        (
            "transpose",
            "transpose({ a = [\"1\", \"2\"], b = [\"2\", \"3\"] })",
            "{1:[\"a\"],2:[\"a\",\"b\"],3:[\"b\"]}",
        ),
        ("values", "values({ a = 3, c = 2, d = 1 })", "[3,2,1]"),
        ("zipmap", "zipmap([\"a\", \"b\"], [1, 2])", "{a:1,b:2}"),
    ],
};

const ENCODINGS: Page = Page {
    docs: "developer.hashicorp.com/terraform/language/functions#encoding-functions, opentofu.org/docs/language/functions",
    evaluate: terraform_or_reason,
    rows: &[
        ("base64decode", "base64decode(\"SGVsbG8gV29ybGQ=\")", "\"Hello World\""),
        ("base64encode", "base64encode(\"Hello World\")", "\"SGVsbG8gV29ybGQ=\""),
        ("base64gzip", "base64gzip(\"a\")", "? is compressed data"),
        ("base64gunzip", "base64gunzip(\"a\")", "? is compressed data"),
        ("csvdecode", "csvdecode(\"a,b\\n1,2\\n\")", "[{a:\"1\",b:\"2\"}]"),
        ("jsondecode", "jsondecode(\"{\\\"hello\\\": [1]}\")", "{hello:[1]}"),
        ("jsonencode", "jsonencode({ hello = \"world\" })", "json({hello:\"world\"})"),
        ("jsonencode", "\"-${jsonencode({ b = var.unknown, a = 1 })}-\"", "\"-{\\\"a\\\":1,\\\"b\\\":?}-\""),
        ("jsonencode", "base64encode(jsonencode({ a = 1 }))", "\"eyJhIjoxfQ==\""),
        (
            "textdecodebase64",
            "textdecodebase64(\"SABlAGwAbABvACAAVwBvAHIAbABkAA==\", \"UTF-16LE\")",
            "\"Hello World\"",
        ),
        (
            "textencodebase64",
            "textencodebase64(\"Hello World\", \"UTF-16LE\")",
            "\"SABlAGwAbABvACAAVwBvAHIAbABkAA==\"",
        ),
        ("textencodebase64", "textencodebase64(\"a\", \"EBCDIC\")", "? is not evaluated"),
        ("urldecode", "urldecode(\"a+b%2Fc\")", "\"a b/c\""),
        (
            "urlencode",
            "urlencode(\"foo:bar@localhost?foo=bar&bar=baz\")",
            "\"foo%3Abar%40localhost%3Ffoo%3Dbar%26bar%3Dbaz\"",
        ),
        ("yamldecode", "yamldecode(\"a: 1\")", "? reads YAML"),
        ("yamlencode", "yamlencode({ a = 1 })", "? writes YAML"),
    ],
};

const TIME_AND_HASHES: Page = Page {
    docs: "developer.hashicorp.com/terraform/language/functions#date-and-time-functions, #hash-and-crypto-functions",
    evaluate: terraform_or_reason,
    rows: &[
        (
            "formatdate",
            "formatdate(\"DD MMM YYYY hh:mm ZZZ\", \"2018-01-02T23:12:01Z\")",
            "\"02 Jan 2018 23:12 UTC\"",
        ),
        ("plantimestamp", "plantimestamp()", "? is the time of the run"),
        ("timeadd", "timeadd(\"2017-11-22T00:00:00Z\", \"10m\")", "\"2017-11-22T00:10:00Z\""),
        ("timeadd", "timeadd(timestamp(), \"10m\")", "? `timestamp` is the time of the run"),
        ("timecmp", "timecmp(\"2017-11-22T00:00:00Z\", \"2017-11-22T00:00:00Z\")", "0"),
        ("timestamp", "timestamp()", "? is the time of the run"),
        ("base64sha256", "base64sha256(\"a\")", "? is a hash"),
        ("base64sha512", "base64sha512(\"a\")", "? is a hash"),
        ("bcrypt", "bcrypt(\"a\")", "? gives another value"),
        ("md5", "md5(\"a\")", "? is a hash"),
        ("rsadecrypt", "rsadecrypt(\"a\", \"b\")", "? is a secret"),
        ("sha1", "sha1(\"a\")", "? is a hash"),
        ("sha256", "sha256(\"a\") == sha256(\"a\")", "true"),
        ("sha256", "sha256(\"a\")", "? is a hash"),
        ("sha512", "sha512(\"a\")", "? is a hash"),
        ("uuid", "uuid() == uuid()", "? gives another value"),
        ("uuidv5", "uuidv5(\"dns\", \"a\")", "? is a hash"),
    ],
};

const NETWORKS: Page = Page {
    docs: "developer.hashicorp.com/terraform/language/functions#ip-network-functions, opentofu.org/docs/language/functions/cidrcontains",
    evaluate: terraform_or_reason,
    rows: &[
        ("cidrcontains", "cidrcontains(\"192.168.2.0/20\", \"192.168.2.1\")", "true"),
        ("cidrcontains", "cidrcontains(\"192.168.2.0/20\", \"192.126.2.0/18\")", "false"),
        ("cidrhost", "cidrhost(\"10.12.112.0/20\", 268)", "\"10.12.113.12\""),
        ("cidrnetmask", "cidrnetmask(\"172.16.0.0/12\")", "\"255.240.0.0\""),
        ("cidrsubnet", "cidrsubnet(\"172.16.0.0/12\", 4, 2)", "\"172.18.0.0/16\""),
        ("cidrsubnet", "cidrsubnet(\"::/0\", 128, 9223372036854775807)", "\"::7fff:ffff:ffff:ffff/128\""),
        ("cidrsubnet", "cidrsubnet(\"10.0.0.0/8\", -1, 0)", "? fails"),
        ("cidrsubnet", "cidrsubnet(var.unknown, 4, 2)", "? variable `unknown`"),
        (
            "cidrsubnets",
            "cidrsubnets(\"10.1.0.0/16\", 4, 4, 8, 4)",
            "[\"10.1.0.0/20\",\"10.1.16.0/20\",\"10.1.32.0/24\",\"10.1.48.0/20\"]",
        ),
        ("cidrsubnets", "cidrsubnets(\"::/0\", 1, 1)", "[\"::/1\",\"8000::/1\"]"),
    ],
};

const TYPES: Page = Page {
    docs: "developer.hashicorp.com/terraform/language/functions#type-conversion-functions",
    evaluate: terraform_or_reason,
    rows: &[
        ("can", "can(local.known.a)", "true"),
        ("can", "can(local.known.z.y)", "false"),
        ("can", "can(var.unknown)", "? variable `unknown`"),
        ("ephemeralasnull", "ephemeralasnull(\"a\")", "\"a\""),
        ("issensitive", "issensitive(\"a\")", "? depends on where the value comes from"),
        ("nonsensitive", "nonsensitive(\"a\")", "\"a\""),
        ("sensitive", "sensitive(\"a\")", "? it is marked as a secret"),
        ("sensitive", "sensitive(null)", "null"),
        ("tobool", "tobool(\"true\")", "true"),
        ("tobool", "tobool(\"no\")", "? fails: a bool is required"),
        ("tolist", "tolist([\"a\", 2])", "[\"a\",\"2\"]"),
        ("tomap", "tomap({ a = 1, b = \"x\" })", "{a:\"1\",b:\"x\"}"),
        ("tonumber", "tonumber(\"1.5\")", "1.5"),
        ("toset", "toset([\"c\", \"b\", \"b\"])", "[\"b\",\"c\"]"),
        ("toset", "toset([\"c\", var.unknown])", "[\"c\",…]"),
        ("tostring", "tostring(1)", "\"1\""),
        ("try", "try(local.known.z, \"none\")", "\"none\""),
        ("try", "try(var.flag ? local.known.a : local.known.z, 2)", "1 | 2"),
        ("try", "try(nosuch.thing, 1)", "1"),
        ("try", "try(local.nosuch, 1)", "1"),
        ("type", "type(1)", "? is known only to the console"),
        ("upper", "core::upper(\"a\")", "\"A\""),
    ],
};

/// The functions that read files have these.
const FILES: Page = Page {
    docs: "developer.hashicorp.com/terraform/language/functions#filesystem-functions",
    evaluate: with_files,
    rows: &[
        ("abspath", "abspath(\"a\")", "? depends on the machine"),
        ("basename", "basename(\"foo/bar/baz.txt\")", "\"baz.txt\""),
        ("dirname", "dirname(\"foo/bar/baz.txt\")", "\"foo/bar\""),
        ("file", "file(\"${path.module}/note.txt\")", "\"grüße\""),
        ("file", "file(\"note.txt\")", "\"grüße\""),
        ("file", "jsondecode(file(\"${path.root}/data.json\")).sku", "\"Basic\""),
        ("file", "file(\"${path.module}/none.txt\")", "? `infra/none.txt` is not there"),
        ("file", "try(file(\"none.txt\"), \"default\")", "\"default\""),
        ("file", "file(\"${var.unknown}/x\")", "? variable `unknown`"),
        ("file", "file(\"/etc/passwd\")", "? is not evaluated"),
        ("file", "file(\"${path.module}/../../x\")", "? outside of the root"),
        ("filebase64", "filebase64(\"note.txt\")", "\"Z3LDvMOfZQ==\""),
        ("filebase64sha256", "filebase64sha256(\"note.txt\")", "? is the hash of a file"),
        ("filebase64sha512", "filebase64sha512(\"note.txt\")", "? is the hash of a file"),
        ("fileexists", "fileexists(\"${path.module}/note.txt\")", "true"),
        ("fileexists", "fileexists(\"none.txt\") ? 1 : 2", "2"),
        ("fileexists", "fileexists(\"never-looked-for.txt\")", "? was not looked for"),
        ("filemd5", "filemd5(\"note.txt\")", "? is the hash of a file"),
        ("fileset", "fileset(path.module, \"*.txt\")", "? lists a directory"),
        ("filesha1", "filesha1(\"note.txt\")", "? is the hash of a file"),
        ("filesha256", "filesha256(\"note.txt\")", "? is the hash of a file"),
        ("filesha512", "filesha512(\"note.txt\")", "? is the hash of a file"),
        ("pathexpand", "pathexpand(\"~/x\")", "? depends on the machine"),
        (
            "templatefile",
            "templatefile(\"${path.module}/t.tftpl\", { name = \"a\\\\n\", list = [1, 2] })",
            "\"a\\\\n \\\\n1,2,\\n\"",
        ),
        ("templatefile", "templatefile(\"t.tftpl\", { name = var.unknown, list = [] })", "\"? \\\\n\\n\""),
        ("templatefile", "templatefile(\"t.tftpl\", { list = [] })", "\"? \\\\n\\n\""),
        ("templatefile", "templatefile(\"broken.tftpl\", {})", "? is not evaluated"),
        (
            "templatefile",
            "templatefile(\"${path.module}/bomb.tftpl\", { list = range(9000) })",
            "? a limit was reached",
        ),
    ],
};

/// The value of an expression in a module that has files beside it.
fn with_files(expression: &str) -> String {
    let code = format!(
        "variable \"unknown\" {{}}\nresource \"azapi_resource\" \"acr\" {{\n  \
         type = \"Microsoft.ContainerRegistry/registries@2025-11-01\"\n  name = \"acr\"\n  \
         tags = {{ value = {expression} }}\n}}\n"
    );
    let mut discovered = lint::sources(&[("infra/main.tf", code)]);
    let texts = [
        ("note.txt", "grüße"),
        ("data.json", "{\"sku\": \"Basic\"}"),
        ("t.tftpl", "${name} \\n%{ for item in list ~}\n${item},\n%{~ endfor }\n"),
        ("broken.tftpl", "${"),
        ("bomb.tftpl", "%{ for a in list }%{ for b in list }${a}${b}%{ endfor }%{ endfor }"),
    ];
    for (name, text) in texts {
        discovered.sources.add_payload(format!("infra/{name}"), Payload::Text(text.into()));
    }
    discovered.sources.add_payload("infra/none.txt", Payload::Absent);
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

#[test]
fn every_function_has_its_documented_values() {
    let pages = [NUMBERS, STRINGS, COLLECTIONS, ENCODINGS, TIME_AND_HASHES, NETWORKS, TYPES, FILES];
    hold_pages(true, &pages);
}

#[test]
fn unknown_functions_are_called_so() {
    assert_eq!(terraform_or_reason("frobnicate(1)"), "? `frobnicate` is an unknown function");
    assert_eq!(
        terraform_or_reason("provider::azurerm::normalise_resource_id(\"x\")"),
        "? `provider::azurerm::normalise_resource_id` is computed by a provider"
    );
    assert_eq!(terraform_or_reason("UPPER(\"a\")"), "? `UPPER` is an unknown function");
    assert_eq!(terraform_or_reason("upper()"), "? `upper` fails: it does not take that many arguments");
}

/// The value of a variable with this type and default.
fn typed(kind: &str, default: &str) -> String {
    let code = format!(
        "variable \"x\" {{\n  type = {kind}\n  default = {default}\n}}\nresource \"azapi_resource\" \"acr\" {{\n  \
         type = \"Microsoft.ContainerRegistry/registries@2025-11-01\"\n  name = \"acr\"\n  \
         tags = {{ value = var.x }}\n}}\n"
    );
    let discovered = lint::sources(&[("main.tf", code)]);
    let mut found = acrlint::models(&discovered, |_, _, model| {
        let registry = model.resources.iter().find(|resource| resource.is(REGISTRY)).expect("the registry");
        plain(&member(&member(&registry.body, "tags").expect("tags"), "value").expect("the value"))
    });
    found.pop().expect("one model")
}

#[test]
fn variables_are_converted_to_their_type() {
    let rows = [
        ("string", "5", "\"5\""),
        ("number", "\"5\"", "5"),
        ("bool", "\"true\"", "true"),
        ("any", "\"true\"", "\"true\""),
        ("bool", "\"maybe\"", "\"maybe\""),
        ("list(string)", "[1, true]", "[\"1\",\"true\"]"),
        ("set(string)", "[\"b\", \"a\", \"b\"]", "[\"a\",\"b\"]"),
        ("map(bool)", "{ a = \"true\" }", "{a:true}"),
        ("tuple([string, number])", "[1, \"2\"]", "[\"1\",2]"),
        ("object({ a = optional(string, \"x\"), b = number })", "{ b = \"1\" }", "{b:1,a:\"x\"}"),
        // Attributes that the type does not name are discarded.
        ("object({ a = optional(bool, true) })", "{ a = false, b = true }", "{a:false}"),
        ("list(object({ a = bool }))", "[{ a = true, b = 1 }]", "[{a:true}]"),
        ("list(object({ a = bool }))", "[{ a = \"false\" }]", "[{a:false}]"),
    ];
    for (kind, default, expected) in rows {
        assert_eq!(typed(kind, default), expected, "{kind} {default}");
    }
}

/// What asks for more than any machine has is cut off, whatever function it goes through.
#[test]
fn work_is_bounded() {
    let rows = [
        "join(\"\", [for i in range(9000) : format(\"%1000000s\", i)])",
        "formatlist(\"%1000000s\", range(9000))",
        "join(\"\", [for i in range(9000) : indent(1000000, \"a\\n\")])",
        "format(\"%99999999s\", 1)",
        "join(\"\", [for i in range(9000) : regexall(\"(a+)+$\", format(\"%09000db\", i))[0]])",
        "setproduct(range(9000), range(9000))",
        "flatten([for i in range(9000) : range(9000)])",
        "join(\"\", [for i in range(9000) : format(\"%01000d\", i)])",
        "replace(replace(format(\"%01000d\", 0), \"0\", format(\"%01000d\", 0)), \"0\", format(\"%01000d\", 0))",
        "replace(format(\"%01000d\", 0), \"/0*/\", \"$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0\") == 1 ? 1 : range(99999)",
    ];
    for expression in rows {
        let found = terraform_or_reason(expression);
        assert!(found.starts_with("? "), "{expression} is {}", &found[..found.len().min(100)]);
    }
}
