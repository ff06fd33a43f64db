//! Growth of a whole check with the number of instances of a module: a root calls a module that calls
//! the registry's module, by a loop or by calls written one by one. Time per instance must not grow.
//!
//! `cargo bench --bench instances`

#![allow(clippy::unwrap_used)]

use std::fmt;

use acrlint::config::{Config, Profile};
use acrlint::discover::Discovered;
use acrlint::source::{Language, Source};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

#[derive(Clone, Copy, Debug)]
enum Written {
    Bicep,
    Terraform,
}

#[derive(Clone, Copy, Debug)]
enum Called {
    Loop,
    Blocks,
}

use Called::{Blocks, Loop};
use Written::{Bicep, Terraform};

/// So many instances of a registry, two modules deep.
#[derive(Clone, Copy)]
struct Instances {
    written: Written,
    called: Called,
    count: usize,
}

impl fmt::Display for Instances {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:?} {:?} {:>4}", self.written, self.called, self.count)
    }
}

const BICEP_TEAM: &str = "\
param name string
param isPublic bool = false

module registry 'registry.bicep' = {
  name: '${name}-registry'
  params: {
    name: toLower('contoso${name}')
    settings: { admin: isPublic, access: isPublic ? 'Enabled' : 'Disabled' }
    offices: ['203.0.113.0/24', '198.51.100.0/24']
  }
}

output id string = registry.outputs.id
";

const BICEP_REGISTRY: &str = "\
param name string
param settings object
param offices string[]
param sku string = 'Premium'

resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: resourceGroup().location
  sku: { name: sku }
  properties: {
    adminUserEnabled: settings.admin
    publicNetworkAccess: settings.access
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: [for office in offices: { value: office, action: 'Allow' }]
    }
  }

  resource hook 'webhooks' = {
    name: '${name}hook'
    location: 'westeurope'
    properties: { serviceUri: 'https://hooks.contoso.com/${name}', actions: ['push'] }
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: '${name}-endpoint'
  properties: {
    privateLinkServiceConnections: [
      { properties: { privateLinkServiceId: acr.id, groupIds: ['registry'] } }
    ]
  }
}

output id string = acr.id
";

const TERRAFORM_TEAM: &str = r#"
variable "name" {
  type = string
}

variable "is_public" {
  type    = bool
  default = false
}

module "registry" {
  source   = "../registry"
  name     = lower("contoso${var.name}")
  settings = { admin = var.is_public, access = var.is_public }
  offices  = ["203.0.113.0/24", "198.51.100.0/24"]
}

output "id" {
  value = module.registry.id
}
"#;

const TERRAFORM_REGISTRY: &str = r#"
variable "name" {
  type = string
}

variable "settings" {
  type = object({ admin = optional(bool, false), access = optional(bool, true) })
}

variable "offices" {
  type = list(string)
}

variable "sku" {
  default = "Premium"
}

resource "azurerm_container_registry" "acr" {
  name                          = var.name
  resource_group_name           = "registries"
  location                      = "westeurope"
  sku                           = var.sku
  admin_enabled                 = var.settings.admin
  public_network_access_enabled = var.settings.access

  network_rule_set {
    default_action = "Deny"

    dynamic "ip_rule" {
      for_each = var.offices
      content {
        action   = "Allow"
        ip_range = ip_rule.value
      }
    }
  }
}

resource "azurerm_container_registry_webhook" "hook" {
  name          = "${var.name}hook"
  registry_name = azurerm_container_registry.acr.name
  location      = "westeurope"
  service_uri   = "https://hooks.contoso.com/${var.name}"
  actions       = ["push"]
}

resource "azurerm_private_endpoint" "endpoint" {
  name = "${var.name}-endpoint"

  private_service_connection {
    private_connection_resource_id = azurerm_container_registry.acr.id
    subresource_names              = ["registry"]
  }
}

output "id" {
  value = azurerm_container_registry.acr.id
}
"#;

impl Instances {
    fn root(self) -> String {
        let count = self.count;
        let block = |i: usize| match self.written {
            Bicep => format!(
                "module team{i} 'team.bicep' = {{\n  name: 'team{i}'\n  params: {{ name: 'team{i}' }}\n}}\n\n"
            ),
            Terraform => {
                format!("module \"team{i}\" {{\n  source = \"./team\"\n  name   = \"team{i}\"\n}}\n\n")
            }
        };
        match (self.called, self.written) {
            (Blocks, _) => (0..count).map(block).collect(),
            (Loop, Bicep) => format!(
                "module teams 'team.bicep' = [for i in range(0, {count}): {{\n  name: 'team${{i}}'\n  params: {{ \
                 name: 'team${{i}}' }}\n}}]\n"
            ),
            (Loop, Terraform) => format!(
                "module \"teams\" {{\n  source   = \"./team\"\n  for_each = toset([for i in range({count}) : \
                 \"team${{i}}\"])\n  name     = each.key\n}}\n"
            ),
        }
    }

    fn sources(self) -> Discovered {
        let files = match self.written {
            Bicep => [
                ("main.bicep", self.root()),
                ("registry.bicep", BICEP_REGISTRY.to_owned()),
                ("team.bicep", BICEP_TEAM.to_owned()),
            ],
            Terraform => [
                ("main.tf", self.root()),
                ("registry/main.tf", TERRAFORM_REGISTRY.to_owned()),
                ("team/main.tf", TERRAFORM_TEAM.to_owned()),
            ],
        };
        let mut discovered = Discovered::default();
        for (path, text) in files {
            discovered.sources.add(Source::new(path, text, Language::of_path(path).unwrap()));
        }
        discovered
    }
}

fn all() -> Vec<Instances> {
    let mut all = Vec::new();
    for written in [Bicep, Terraform] {
        for called in [Loop, Blocks] {
            all.extend([10, 100, 1_000].map(|count| Instances { written, called, count }));
        }
    }
    all
}

#[divan::bench(args = all(), sample_count = 10, sample_size = 1)]
fn check(bencher: Bencher, instances: Instances) {
    let discovered = instances.sources();
    let config = Config { profile: Profile::Strict, today: Some("2026-06-01".into()), ..Config::default() };
    let report = acrlint::check(&discovered, &config);
    assert_eq!(report.coverage.registries, instances.count, "{instances}");
    assert!(report.diagnostics.iter().all(|found| found.rule != "limit-reached"), "{instances}");
    bencher
        .counter(ItemsCount::new(instances.count))
        .bench_local(|| acrlint::check(&discovered, &config).verdicts.len());
}
