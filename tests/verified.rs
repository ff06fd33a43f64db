//! Published modules whose source is not at hand: what is known of them by version, and where the
//! findings in them are reported.

mod support;

use std::collections::BTreeMap;

use support::lint;

/// The values of a model's registry by path, as `debug model` says them, for one call.
fn registry(file: &str, text: &str) -> BTreeMap<String, String> {
    let discovered = lint::sources(&[(file, text)]);
    let mut models = acrlint::models(&discovered, |_, _, model| {
        let registry = model.registries().next().expect("a registry");
        let paths = [
            "sku.name",
            "properties.zoneRedundancy",
            "properties.publicNetworkAccess",
            "properties.networkRuleSet.defaultAction",
            "properties.networkRuleBypassOptions",
            "properties.policies.azureADAuthenticationAsArmPolicy.status",
            "properties.policies.quarantinePolicy.status",
            "properties.policies.retentionPolicy.days",
            "properties.policies.retentionPolicy.status",
            "properties.policies.exportPolicy.status",
        ];
        let mut values = BTreeMap::new();
        for path in paths {
            let attribute = registry.get(path);
            let text = if attribute.absent { "-".to_owned() } else { attribute.value.canonical() };
            values.insert(path.rsplit("properties.").next().unwrap_or(path).to_owned(), text);
        }
        values.insert("apiVersion".to_owned(), registry.api_version().unwrap_or_default().to_owned());
        values
    });
    assert_eq!(models.len(), 1, "one deployment");
    models.remove(0)
}

fn bicep(reference: &str, parameters: &str) -> BTreeMap<String, String> {
    let call = format!(
        "module acr '{reference}' = {{\n  name: 'acr'\n  params: {{\n    name: 'contosoacr'\n{parameters}\n  }}\n}}\n"
    );
    registry("main.bicep", &call)
}

fn terraform(version: &str, arguments: &str) -> BTreeMap<String, String> {
    let call = format!(
        "module \"acr\" {{\n  source = \"Azure/avm-res-containerregistry-registry/azurerm\"\n  {version}\n  \
         name = \"contosoacr\"\n  location = \"westeurope\"\n  resource_group_name = \"rg\"\n{arguments}\n}}\n"
    );
    registry("main.tf", &call)
}

/// History of defaults and effects: the release tags of Azure/bicep-registry-modules.
#[test]
fn defaults_of_the_bicep_module_follow_its_versions() {
    let module = |version: &str, parameters: &str| {
        bicep(&format!("br/public:avm/res/container-registry/registry:{version}"), parameters)
    };
    for (version, path, expected) in [
        ("0.5.1", "sku.name", "Basic"),
        ("0.6.0", "sku.name", "Premium"),
        ("0.5.1", "zoneRedundancy", "-"),
        ("0.6.0", "zoneRedundancy", "Enabled"),
        ("0.10.0", "policies.azureADAuthenticationAsArmPolicy.status", "enabled"),
        ("0.11.0", "policies.azureADAuthenticationAsArmPolicy.status", "disabled"),
        ("0.1.0", "policies.quarantinePolicy.status", "disabled"),
        ("0.2.0", "policies.quarantinePolicy.status", "-"),
        ("0.12.1", "policies.exportPolicy.status", "disabled"),
        ("0.12.1", "policies.retentionPolicy.days", "15"),
        ("0.9.3", "apiVersion", "2023-06-01-preview"),
        ("0.10.0", "apiVersion", "2025-03-01-preview"),
        ("0.12.0", "apiVersion", "2025-06-01-preview"),
    ] {
        assert_eq!(module(version, "")[path], expected, "{path} in {version}");
    }
    let open = "    publicNetworkAccess: 'Enabled'";
    let rule_set = "networkRuleSet.defaultAction";
    assert_eq!(module("0.11.0", open)[rule_set], "-", "no addresses, no rule set");
    assert_eq!(module("0.12.0", open)[rule_set], "Deny");
    let closed = "    privateEndpoints: [{ subnetResourceId: 'x' }]";
    assert_eq!(module("0.12.0", closed)["publicNetworkAccess"], "Disabled");
    let named = bicep("br:mcr.microsoft.com/bicep/avm/res/container-registry/registry:0.6.0", "");
    assert_eq!(named["sku.name"], "Premium");
}

#[test]
fn the_older_public_module_is_basic_unless_said_otherwise() {
    let module = |parameters| bicep("br/public:compute/container-registry:1.1.1", parameters);
    assert_eq!(module("")["sku.name"], "Basic");
    assert_eq!(module("")["publicNetworkAccess"], "-");
    let premium = module("    skuName: 'Premium'\n    exportPolicyEnabled: true");
    assert_eq!(premium["publicNetworkAccess"], "Enabled");
    assert_eq!(premium["networkRuleSet.defaultAction"], "Deny");
    assert_eq!(premium["policies.exportPolicy.status"], "-", "the parameter has no effect");
}

/// History: the release tags of Azure/terraform-azurerm-avm-res-containerregistry-registry.
#[test]
fn defaults_of_the_terraform_module_follow_the_version_that_the_constraint_allows() {
    for (version, arguments, path, expected) in [
        ("", "", "networkRuleBypassOptions", "None"),
        ("", "", "policies.retentionPolicy.days", "7"),
        ("version = \"0.3.1\"", "", "policies.retentionPolicy.status", "disabled"),
        ("version = \"0.4.0\"", "", "policies.retentionPolicy.status", "enabled"),
        ("version = \"~> 0.4.0\"", "sku = \"Basic\"", "zoneRedundancy", "Enabled"),
        ("version = \"~> 0.4\"", "sku = \"Basic\"", "zoneRedundancy", "Disabled"),
        ("version = \"~> 0.4\"", "network_rule_set = {}", "networkRuleSet.defaultAction", "Deny"),
    ] {
        let found = terraform(version, arguments);
        assert_eq!(found[path], expected, "{path} with {version} and {arguments}");
    }
}

#[test]
fn an_unknown_version_is_not_guessed() {
    for (file, text) in [
        (
            "main.bicep",
            "module acr 'br/public:avm/res/container-registry/registry:9.9.9' = {\n  name: 'a'\n}\n",
        ),
        (
            "main.tf",
            "module \"a\" {\n  source = \"Azure/avm-res-containerregistry-registry/azurerm\"\n  version = \"~> 9.0\"\n}\n",
        ),
    ] {
        let report = lint::check(&[(file, text)]).report;
        let rules: Vec<&str> = report.diagnostics.iter().map(|found| found.rule).collect();
        assert_eq!(rules, ["unresolved-module"], "{file}");
    }
}

/// Nothing of a built-in source is shown as a file: the findings stand at the call or its arguments.
#[test]
fn findings_stand_at_the_call() {
    let text = "module acr 'br/public:avm/res/container-registry/registry:0.5.1' = {
  name: 'acr'
  params: {
    name: 'contosoacr'
    acrAdminUserEnabled: true
  }
}
";
    let discovered = lint::sources(&[("main.bicep", text)]);
    let report = lint::check_discovered(&discovered);
    let places: Vec<(&str, &str)> = report
        .diagnostics
        .iter()
        .map(|found| (found.rule, discovered.sources.text(found.primary.span)))
        .collect();
    assert!(places.contains(&("admin-user", "true")), "{places:?}");
    let call = "'br/public:avm/res/container-registry/registry:0.5.1'";
    assert!(places.contains(&("premium-required", call)), "{places:?}");
    for found in &report.diagnostics {
        let all = found.related.iter().map(|label| label.span).chain([found.primary.span]);
        assert!(all.into_iter().all(|span| !span.source.is_builtin()), "{found:?}");
        let resource = found.resource.as_ref().expect("a resource");
        assert_eq!(discovered.sources.text(resource.span), "module");
    }
    let says = |rule: &str| report.diagnostics.iter().find(|found| found.rule == rule).unwrap().help.concat();
    assert!(
        says("premium-required").contains("param acrSku string = 'Basic'"),
        "{}",
        says("premium-required")
    );
}
