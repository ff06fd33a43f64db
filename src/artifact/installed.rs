//! Modules that `terraform init` or `tofu init` fetched. The manifest `.terraform/modules/modules.json`
//! of a root module says where each module call, named by the calls that lead to it, was put
//! (github.com/hashicorp/terraform, internal/modsdir).

use std::collections::HashMap;

use serde::Deserialize;

/// Where the manifest of a root module is, from its directory.
pub const MANIFEST: &str = ".terraform/modules/modules.json";

/// A manifest.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Manifest {
    /// One entry per call, the root module itself under the empty key.
    pub modules: Vec<ManifestEntry>,
}

/// What became of one module call.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ManifestEntry {
    /// Names of the calls that lead to it, with dots between them.
    pub key: String,
    /// Directory from that of the root module, a sub-directory of a package included.
    pub dir: String,
}

impl Manifest {
    /// Reads the text of a manifest; `None` if it is none.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

/// True for a path in a folder into which modules are fetched.
pub fn is_installed(path: &str) -> bool {
    path.starts_with(".terraform/modules/") || path.contains("/.terraform/modules/")
}

/// The directories of fetched modules, by the directory of the caller and the name of the call.
#[derive(Clone, Debug, Default)]
pub struct Installed(HashMap<(String, String), String>);

impl Installed {
    /// Notes where a call leads. The first word counts: a module that is called twice has the same
    /// source in it each time.
    pub fn add(&mut self, caller: &str, call: &str, directory: &str) {
        self.0.entry((caller.to_owned(), call.to_owned())).or_insert_with(|| directory.to_owned());
    }

    /// The root-relative directory of the module that a call fetched.
    pub fn find(&self, caller: &str, call: &str) -> Option<&str> {
        self.0.get(&(caller.to_owned(), call.to_owned())).map(String::as_str)
    }
}
