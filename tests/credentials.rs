//! Credentials of registries on their way through modules and files, and which rule speaks of them.

mod support;

use acrlint::diagnostic::Diagnostic;
use support::lint::{self, Run};

/// The rules about credentials that are read.
const RULES: [&str; 5] = [
    "admin-credentials-unavailable",
    "admin-credentials-used",
    "credentials-in-output",
    "pull-identity",
    "pull-with-password",
];

/// Rule, and the text at its place, of each finding about credentials.
fn found(run: &Run) -> Vec<(&'static str, &str)> {
    let about = |found: &&Diagnostic| RULES.contains(&found.rule);
    let found = run.report.diagnostics.iter().filter(about);
    found.map(|found| (found.rule, run.text(found.primary.span))).collect()
}

const REGISTRY: &str = "resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {\n  \
    name: 'contosoregistry'\n  location: 'westeurope'\n  sku: { name: 'Standard' }\n  \
    properties: { adminUserEnabled: true }\n}\n";

const APP: &str = "param server string\n@secure()\nparam password string\n\
    resource app 'Microsoft.App/containerApps@2025-01-01' = {\n  name: 'shop'\n  properties: {\n    \
    configuration: {\n      registries: [{ server: server, username: 'a', passwordSecretRef: 'acr' }]\n      \
    secrets: [{ name: 'acr', value: password }]\n    }\n  }\n}\n";

const READ: &str = "acr.listCredentials().passwords[0].value";

#[test]
fn a_password_is_followed_into_modules() {
    let main = format!(
        "{REGISTRY}module app 'app.bicep' = {{\n  params: {{\n    server: acr.properties.loginServer\n    \
         password: {READ}\n  }}\n}}\n"
    );
    let run = lint::check(&[("main.bicep", main.as_str()), ("app.bicep", APP)]);
    assert_eq!(found(&run), [("admin-credentials-used", READ)]);
    let used = run.report.diagnostics.iter().find(|found| found.rule == "admin-credentials-used");
    let places: Vec<&str> =
        used.iter().flat_map(|found| &found.related).map(|label| &*label.message).collect();
    assert!(places.contains(&"`app::app` gets it"), "{places:?}");
}

#[test]
fn a_password_is_followed_out_of_modules() {
    let registry = format!("{REGISTRY}output password string = {READ}\n");
    let main = "module registry 'acr.bicep' = {}\nmodule app 'app.bicep' = {\n  params: {\n    \
        server: 'contosoregistry.azurecr.io'\n    password: registry.outputs.password\n  }\n}\n";
    let run = lint::check(&[("main.bicep", main), ("acr.bicep", registry.as_str()), ("app.bicep", APP)]);
    assert_eq!(found(&run), [("credentials-in-output", READ)]);
}

#[test]
fn a_password_that_does_not_exist_is_said_to_be_so() {
    let main = format!(
        "{}module app 'app.bicep' = {{\n  params: {{ server: 'contosoregistry.azurecr.io', password: {READ} }}\n}}\n",
        REGISTRY.replace("true", "false")
    );
    let run = lint::check(&[("main.bicep", main.as_str()), ("app.bicep", APP)]);
    assert_eq!(found(&run), [("admin-credentials-unavailable", READ)]);
}

#[test]
fn the_published_module_gives_out_the_password() {
    let main = "module \"registry\" {\n  source  = \"Azure/avm-res-containerregistry-registry/azurerm\"\n  \
        version = \"0.8.0\"\n  name = \"contosoregistry\"\n  location = \"westeurope\"\n  \
        resource_group_name = \"registries\"\n  admin_enabled = true\n}\n\
        resource \"azurerm_key_vault_secret\" \"acr\" {\n  name = \"acr\"\n  \
        value = module.registry.admin_password\n}\n";
    let run = lint::check(&[("main.tf", main)]);
    assert_eq!(found(&run), [("admin-credentials-used", "module.registry.admin_password")]);
}

#[test]
fn what_a_module_elsewhere_gets_is_used() {
    let main = format!(
        "{REGISTRY}module app 'br:contoso.azurecr.io/app:1' = {{\n  params: {{ password: {READ} }}\n}}\n"
    );
    let run = lint::check(&[("main.bicep", main.as_str())]);
    assert_eq!(found(&run), [("admin-credentials-used", READ)]);
}

#[test]
fn of_one_password_one_rule_speaks() {
    let main = format!(
        "{REGISTRY}resource app 'Microsoft.Web/sites@2024-04-01' = {{\n  name: 'shop'\n  properties: {{\n    \
         siteConfig: {{\n      linuxFxVersion: 'DOCKER|${{acr.properties.loginServer}}/app:1'\n      appSettings: [\n        \
         {{ name: 'DOCKER_REGISTRY_SERVER_URL', value: 'https://${{acr.properties.loginServer}}' }}\n        \
         {{ name: 'DOCKER_REGISTRY_SERVER_USERNAME', value: acr.listCredentials().username }}\n        \
         {{ name: 'DOCKER_REGISTRY_SERVER_PASSWORD', value: {READ} }}\n      ]\n    }}\n  }}\n}}\n"
    );
    let run = lint::check(&[("main.bicep", main.as_str())]);
    assert_eq!(found(&run), [("admin-credentials-used", READ)]);
    let failed = |rule: &str| {
        let mut rows = run.report.verdicts.iter().filter(|row| row.rule == rule);
        rows.any(|row| row.outcome == acrlint::diagnostic::Outcome::Fail)
    };
    assert!(failed("pull-with-password") && failed("pull-identity"));
}

#[test]
fn credentials_of_other_services_are_none_of_ours() {
    let main = "resource endpoint 'Microsoft.HybridConnectivity/endpoints@2023-03-15' existing = {\n  \
        name: 'default'\n}\noutput relay object = endpoint.listCredentials()\n";
    assert_eq!(found(&lint::check(&[("main.bicep", main)])), []);
}
