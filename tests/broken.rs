//! A syntax error inside a registry: what is known is judged, what seems absent is unknown, because
//! the error may hide it.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use acrlint::config::Config;
use acrlint::diagnostic::Outcome;
use acrlint::discover::Discovered;
use acrlint::source::{Language, Source};

/// What `admin-user` and `public-network-access` conclude about the only registry of a file.
fn verdicts(path: &str, text: &str) -> [Outcome; 2] {
    let mut discovered = Discovered::default();
    discovered.sources.add(Source::new(path, text, Language::of_path(path).unwrap()));
    let report = acrlint::check(&discovered, &Config::default());
    assert!(report.diagnostics.iter().any(|found| found.rule == "syntax-error"), "{path} is not broken");
    ["admin-user", "public-network-access"].map(|rule| {
        let mut rows = report.verdicts.iter().filter(|row| row.rule == rule);
        let row = rows.next().unwrap_or_else(|| panic!("{path}: no verdict of {rule}"));
        assert!(rows.next().is_none(), "{path}: two registries");
        row.outcome
    })
}

#[test]
fn what_an_error_may_hide_is_unknown() {
    let bicep = "resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: true
    publicNetworkAccess
  }
}
";
    let terraform = "resource \"azurerm_container_registry\" \"acr\" {
  name          = \"contosoregistry\"
  sku           = \"Premium\"
  admin_enabled = true
  public_network_access_enabled =
}
";
    let arm = r#"{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "resources": [
    {
      "type": "Microsoft.ContainerRegistry/registries",
      "apiVersion": "2023-07-01",
      "name": "contosoregistry",
      "sku": { "name": "Premium" },
      "properties": {
        "adminUserEnabled": true,
        "publicNetworkAccess"
      }
    }
  ]
}
"#;
    for (path, text) in [("main.bicep", bicep), ("main.tf", terraform), ("main.json", arm)] {
        assert_eq!(verdicts(path, text), [Outcome::Fail, Outcome::Unknown], "{path}");
    }
}

#[test]
fn an_unclosed_body_hides_what_is_not_seen() {
    let unclosed = "resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  sku: { name: 'Premium' }
  properties: {
    adminUserEnabled: true
";
    assert_eq!(verdicts("main.bicep", unclosed), [Outcome::Fail, Outcome::Unknown]);
}

#[test]
fn a_parameter_file_that_is_not_known_whole_leaves_no_default() {
    let template = "param admin bool = false
resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'contosoregistry'
  sku: { name: 'Standard' }
  properties: { adminUserEnabled: admin }
}
";
    let terraform = "variable \"admin\" {
  default = false
}
resource \"azurerm_container_registry\" \"acr\" {
  name          = \"contosoregistry\"
  sku           = \"Standard\"
  admin_enabled = var.admin
}
";
    let arm = r#"{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "parameters": {"other": {"value": }}}"#;
    let cases = [
        ("main.bicep", template, "main.bicepparam", "using 'main.bicep'\nextends 'base.bicepparam'\n"),
        ("main.bicep", template, "main.bicepparam", "using 'main.bicep'\nparam admin true\n"),
        ("main.bicep", template, "main.parameters.json", arm),
        ("main.tf", terraform, "terraform.tfvars", "admin true\n"),
    ];
    for (path, text, values_path, values) in cases {
        let mut discovered = Discovered::default();
        for (path, text) in [(path, text), (values_path, values)] {
            discovered.sources.add(Source::new(path, text, Language::of_path(path).unwrap()));
        }
        let report = acrlint::check(&discovered, &Config::default());
        let row = report.verdicts.iter().find(|row| row.rule == "admin-user").unwrap();
        assert_eq!(row.outcome, Outcome::Unknown, "{values:?}");
    }
}

/// Where a registry is may be what somebody is just writing.
#[test]
fn a_location_in_the_making_is_no_location_of_a_replica() {
    for value in ["", " var.", " \"${"] {
        let text = format!(
            "resource \"azurerm_container_registry\" \"acr\" {{\n  name = \"contosoregistry\"\n  \
             sku = \"Premium\"\n  location ={value}\n}}\n"
        );
        let mut discovered = Discovered::default();
        discovered.sources.add(Source::new("main.tf", text, Language::Terraform));
        let report = acrlint::check(&discovered, &Config::default());
        let wrong = report.diagnostics.iter().find(|found| found.rule == "property-value");
        assert!(wrong.is_none(), "{value:?}: {wrong:?}");
    }
}
