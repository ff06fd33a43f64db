//! Bicep code in memory or in a folder of its own, checked.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

use acrlint::discover::{ModuleCache, Options, discover};

use super::lint::{self, Run};

#[track_caller]
pub fn assert_lines(actual: &str, expected: &str) {
    assert_eq!(actual, expected, "\n--- actual ---\n{actual}--- expected ---\n{expected}");
}

/// Checks a folder on disk with its own root.
pub fn on_disk(root: &Path, module_cache: ModuleCache) -> Run {
    let options = Options { root: Some(root.to_owned()), module_cache, ..Options::default() };
    let options = Options { paths: vec![root.to_owned()], ..options };
    let discovered = discover(&options).unwrap();
    let report = lint::check_discovered(&discovered);
    Run { discovered, report }
}

/// A folder of its own with these files.
pub struct Tree(pub PathBuf);

impl Tree {
    /// Writes the files.
    pub fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("link-bicep-{name}"));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(&root).unwrap();
        let tree = Self(root.canonicalize().unwrap());
        for (path, text) in files {
            let file = tree.0.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        tree
    }
}

/// The resources of a template: one registry with the admin user.
pub const REGISTRY: &str = r#"{ "type": "Microsoft.ContainerRegistry/registries", "apiVersion": "2023-07-01",
  "name": "contosoacr", "sku": { "name": "Basic" }, "properties": { "adminUserEnabled": true } }"#;

pub fn template_of(members: &str, resources: &str) -> String {
    format!(
        r#"{{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0", {members} "resources": {resources} }}"#
    )
}

pub fn template(members: &str, resource: &str) -> String {
    template_of(members, &format!("[ {resource} ]"))
}

pub fn messages(run: &Run, rule: &str) -> Vec<String> {
    let found = run.report.diagnostics.iter().filter(|found| found.rule == rule);
    found.map(|found| format!("{} {}", run.place(found.primary.span), found.message)).collect()
}

/// A registry whose admin user is this expression.
pub fn acr(symbol: &str, admin: &str) -> String {
    format!(
        "resource {symbol} 'Microsoft.ContainerRegistry/registries@2023-07-01' = {{
  name: 'contoso{symbol}'
  sku: {{ name: 'Basic' }}
  properties: {{ adminUserEnabled: {admin} }}
}}
"
    )
}
