//! Calls of published modules whose source is not at hand: what is known of the module stands for it.

use crate::artifact::Artifacts;
use crate::lower::{ModuleLanguage, Target, lower_verified};

use super::Program;

impl Program {
    /// Leads the calls that still name a registry to what is known of the module, if it is a published
    /// one that acrlint knows.
    pub fn stand_in(&mut self, artifacts: &Artifacts) {
        let mut published = Vec::new();
        for module in &mut self.modules {
            for call in &mut module.calls {
                let Target::Remote(written) = &call.target else { continue };
                let name = match module.language {
                    ModuleLanguage::Bicep => match artifacts.find(&module.path, written).reference {
                        Ok(reference) => reference.to_string(),
                        Err(_) => continue,
                    },
                    _ => written.clone(),
                };
                if let Some(known) = lower_verified(&name, call.version.as_deref()) {
                    call.target = Target::Path(known.path.clone());
                    published.push(known);
                }
            }
        }
        for module in published {
            let last = self.modules.len();
            if *self.by_path.entry(module.path.clone()).or_insert(last) == last {
                self.modules.push(module);
            }
        }
    }
}
