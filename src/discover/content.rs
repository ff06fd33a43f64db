//! What bytes say about a file before it is parsed: whether it may concern a registry, what kind
//! of JSON it is and which files it refers to. All of it may say yes too often, never too rarely.

use std::sync::LazyLock;

use regex::bytes::Regex;

use crate::source::Language;

/// What a `.json` or `.jsonc` file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JsonClass {
    /// A deployment template.
    Template,
    /// A deployment parameter file.
    Parameters,
    /// The JSON form of a Terraform plan.
    Plan,
    /// Nothing that acrlint reads.
    Other,
}

/// A pattern that is compiled when first used. Patterns start with letters, not with a quote: the
/// search jumps from one possible start to the next, and JSON is full of quotes.
///
/// The tests use every one of them, so all are known to compile; one that did not
/// would match nothing.
struct Pattern(LazyLock<Option<Regex>, fn() -> Option<Regex>>);

impl Pattern {
    const fn new(compile: fn() -> Option<Regex>) -> Self {
        Self(LazyLock::new(compile))
    }

    fn is_match(&self, text: &[u8]) -> bool {
        self.0.as_ref().is_some_and(|regex| regex.is_match(text))
    }

    /// The text of the first match.
    fn first<'t>(&self, text: &'t [u8]) -> Option<&'t [u8]> {
        self.0.as_ref()?.find(text).map(|found| found.as_bytes())
    }

    /// The first group of every match.
    fn groups<'t>(&'t self, text: &'t str) -> impl Iterator<Item = String> + 't {
        let matches = self.0.iter().flat_map(|regex| regex.captures_iter(text.as_bytes()));
        matches.filter_map(|found| {
            found.get(1).map(|part| String::from_utf8_lossy(part.as_bytes()).into_owned())
        })
    }
}

/// Names by which code touches a registry: its type and its host, the credentials of App Service and
/// Container Instances, the built-in roles by name and by id, and Defender plans.
const NEEDLES: &str = "(?i-u)container[-_ ]?registr|azurecr|docker_registry_|listcredentials\
    |image_?registry_?credential|acr(?:pull|push|delete)|security/pricings|security_center_subscription_pricing\
    |7f951dda-4ed3|8311e382-0749|c2f4ef07-c644|b93aa761-3e63|2a1e307c-b015|2efddaa5-3f1f\
    |acrusemanaged|password_?secret";

static NEEDLE: Pattern = Pattern::new(|| Regex::new(NEEDLES).ok());

/// True if the text may concern a registry.
pub(super) fn is_seed(text: &[u8]) -> bool {
    NEEDLE.is_match(text)
}

/// The first words in a text by which it may concern a registry.
pub(super) fn needle(text: &str) -> Option<&str> {
    NEEDLE.first(text.as_bytes()).and_then(|found| std::str::from_utf8(found).ok())
}

/// How far from its start a file says that it is a plan.
const START: usize = 256;

/// What a JSON text is, by its schema, else by the keys that only such a file has. The first schema
/// counts: it stands at the top, and further down there may be those of nested templates.
pub(super) fn json_class(text: &[u8]) -> JsonClass {
    static SCHEMA: Pattern =
        Pattern::new(|| Regex::new(r"(?i-u)deployment(?:template|parameters)\.json").ok());
    static KEY: Pattern = Pattern::new(|| Regex::new(r#"(?-u)(?:planned_values|resources)"\s*:"#).ok());
    static VERSION: Pattern = Pattern::new(|| Regex::new(r#"(?-u)"format_version"\s*:"#).ok());
    static PLAN: Pattern = Pattern::new(|| Regex::new(r#"(?-u)planned_values"\s*:"#).ok());
    static TYPE: Pattern = Pattern::new(|| Regex::new(r"(?i-u)microsoft\.[a-z]+/").ok());
    // Terraform begins a plan with this key. What follows may hold anything, templates too.
    let start = text.get(..START.min(text.len())).unwrap_or_default();
    if VERSION.is_match(start) && PLAN.is_match(text) {
        return JsonClass::Plan;
    }
    if let Some(schema) = SCHEMA.first(text) {
        let is_template = schema.to_ascii_lowercase().ends_with(b"template.json");
        return if is_template { JsonClass::Template } else { JsonClass::Parameters };
    }
    match KEY.first(text) {
        Some(_) if VERSION.is_match(text) && PLAN.is_match(text) => JsonClass::Plan,
        Some(_) if TYPE.is_match(text) => JsonClass::Template,
        _ => JsonClass::Other,
    }
}

/// True if a text that could not be decoded looks like one of the JSON files acrlint reads, in
/// whatever encoding: zero bytes, which UTF-16 puts between letters, do not count.
pub(super) fn undecoded_json_matters(bytes: &[u8]) -> bool {
    let letters: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    json_class(&letters) != JsonClass::Other
}

/// The references to other files in a text, as written. For Terraform they name directories; for
/// Bicep some name modules of a registry.
pub(super) fn references(text: &str, language: Language) -> Vec<String> {
    static BICEP: Pattern = Pattern::new(|| Regex::new(BICEP_REFERENCE).ok());
    static ARM: Pattern = Pattern::new(|| Regex::new(r#"(?i-u)relativePath"\s*:\s*"([^"\\\n\[]+)""#).ok());
    static TERRAFORM: Pattern =
        Pattern::new(|| Regex::new(r#"(?-u)\bsource"?\s*[=:]\s*"(\.{1,2}(?:/[^"\n$]*)?)""#).ok());
    match language {
        Language::Bicep | Language::BicepParam => BICEP.groups(text).collect(),
        Language::Json => ARM.groups(text).collect(),
        Language::Terraform | Language::TerraformJson | Language::Terragrunt => {
            TERRAFORM.groups(text).collect()
        }
        Language::TerraformVars
        | Language::TerraformVarsJson
        | Language::TerraformLock
        | Language::Configuration => Vec::new(),
    }
}

/// The files that a text reads as data, as written; of Terraform those that are named from the
/// directory of a module.
pub(super) fn payloads(text: &str, language: Language) -> Vec<String> {
    static BICEP: Pattern = Pattern::new(|| Regex::new(BICEP_PAYLOAD).ok());
    static TERRAFORM: Pattern = Pattern::new(|| Regex::new(TERRAFORM_PAYLOAD).ok());
    match language {
        Language::Bicep | Language::BicepParam => BICEP.groups(text).collect(),
        Language::Terraform | Language::TerraformJson => TERRAFORM.groups(text).collect(),
        _ => Vec::new(),
    }
}

const BICEP_PAYLOAD: &str = r"(?-u)\bload(?:TextContent|FileAsBase64|JsonContent)\s*\([\s(]*'([^'\n$]+)'";
/// In the JSON syntax the quotes are escaped.
const TERRAFORM_PAYLOAD: &str = r#"(?-u)\b(?:file|filebase64|fileexists|templatefile)\s*\(\s*\\?"(?:\$\{\s*path\.(?:module|root|cwd)\s*\}/)?([^"\\\n$]+)\\?""#;

/// No path has interpolation in it.
const BICEP_REFERENCE: &str =
    r"(?-u)(?:\b(?:module|test)\s+\w+\s+|\b(?:from|using|extends|import)\s+)'+([^'\n$]+)'";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_found_without_case() {
        for text in [
            "Microsoft.ContainerRegistry/registries",
            "azurerm_container_registry",
            "x.AzureCR.io",
            "AcrPull",
            "acrUseManagedIdentityCreds: true",
            "passwordSecretRef: 'acr'",
            "password_secret_name = \"acr\"",
            "DOCKER_REGISTRY_SERVER_PASSWORD",
            "image_registry_credential {",
            "Container Registry Repository Reader",
            "B93AA761-3e63-49ed-ac28-beffa264f7ac",
        ] {
            assert!(is_seed(text.as_bytes()), "{text}");
        }
        assert!(!is_seed(b"a container and its registry"));
    }

    #[test]
    fn json_is_told_apart_by_schema_and_keys() {
        let class = |text: &str| json_class(text.as_bytes());
        let schema = "https://schema.management.azure.com/schemas/2019-04-01";
        assert_eq!(
            class(&format!(r#"{{"$schema": "{schema}/deploymentTemplate.json#"}}"#)),
            JsonClass::Template
        );
        assert_eq!(
            class(&format!(r#"{{"$schema": "{schema}/subscriptionDeploymentTemplate.json#"}}"#)),
            JsonClass::Template
        );
        assert_eq!(
            class(&format!(r#"{{"$schema": "{schema}/deploymentParameters.json#"}}"#)),
            JsonClass::Parameters
        );
        assert_eq!(class(r#"{"resources": [{"type": "Microsoft.Web/sites"}]}"#), JsonClass::Template);
        assert_eq!(class(r#"{"format_version": "1.2", "planned_values": {}}"#), JsonClass::Plan);
        assert_eq!(class(r#"{"name": "package"}"#), JsonClass::Other);
    }

    #[test]
    fn payloads_are_read_if_their_path_is_written() {
        let bicep = "var a = loadTextContent('a.txt', 'utf-8')\nvar b = loadJsonContent(\n  ('../b.json'))\n\
            var c = loadTextContent('${x}.txt')\n";
        assert_eq!(payloads(bicep, Language::Bicep), ["a.txt", "../b.json"]);
        let tf = "a = file(\"${path.module}/a.txt\")\nb = templatefile(\"b.tftpl\", {})\n\
            c = fileexists(\"${var.c}/c\")\nd = profile(\"d\")\n";
        assert_eq!(payloads(tf, Language::Terraform), ["a.txt", "b.tftpl"]);
        let json = r#"{"a": "${file(\"${path.module}/a.txt\")}"}"#;
        assert_eq!(payloads(json, Language::TerraformJson), ["a.txt"]);
    }

    #[test]
    fn references_are_read_in_every_language() {
        let bicep = "module a 'x/a.bicep' = {}\n@description('d')\nmodule b 'br/public:avm/b:1.0' = {}\n\
            import { t } from '../t.bicep'\nimport * as s from 's.bicep'\nvar c = loadJsonContent('c.json')\n";
        assert_eq!(
            references(bicep, Language::Bicep),
            ["x/a.bicep", "br/public:avm/b:1.0", "../t.bicep", "s.bicep"]
        );
        let param = "using './main.bicep'\nextends 'shared.bicepparam'\n";
        assert_eq!(references(param, Language::BicepParam), ["./main.bicep", "shared.bicepparam"]);
        let tf = "module \"a\" {\n  source = \"./modules/a\"\n}\nmodule \"b\" {\n  source = \"Azure/b/azurerm\"\n}\n";
        assert_eq!(references(tf, Language::Terraform), ["./modules/a"]);
        assert_eq!(references(r#"{"module":{"a":{"source":"../a"}}}"#, Language::TerraformJson), ["../a"]);
        let arm = r#"{"templateLink": {"relativePath": "nested/acr.json"}}"#;
        assert_eq!(references(arm, Language::Json), ["nested/acr.json"]);
    }
}
