//! What `import` brings from other files: where it is declared, and what imported types say of
//! parameters.

use std::collections::HashMap;
use std::sync::Arc;

use super::Program;
use crate::lower::{Import, Module, Target, Type};

/// Imported types that stand for others in a longer chain are not followed.
const MAX_CHAIN: usize = 16;

/// Imports by the path of the file and the name that they have in it.
type Imports<'p> = HashMap<(&'p str, &'p str), &'p Import>;

impl Program {
    /// The file that an import reads: a template, or for `base` the parameter file that is extended.
    pub fn exporter(&self, import: &Import) -> Option<&Module> {
        let Target::Path(path) = &import.target else { return None };
        self.find(path).or_else(|| self.values_at(path).map(|file| &file.scope))
    }

    /// Adds to the parameters what the imported types of their declarations say.
    pub(super) fn import_types(&mut self) {
        let mut found: Vec<(usize, usize, Type)> = Vec::new();
        let mut imports: Imports = HashMap::new();
        for module in &self.modules {
            imports.extend(module.imports.iter().map(|import| ((&*module.path, &*import.alias), import)));
        }
        for (index, module) in self.modules.iter().enumerate() {
            for (number, parameter) in module.parameters.iter().enumerate() {
                if let Some(meaning) = self.imported_type(&imports, module, &parameter.named) {
                    found.push((index, number, meaning));
                }
            }
        }
        for (index, number, meaning) in found {
            let module = self.modules.get_mut(index);
            let Some(parameter) = module.and_then(|module| module.parameters.get_mut(number)) else {
                continue;
            };
            parameter.allowed = parameter.allowed.take().or(meaning.allowed);
            parameter.secure |= meaning.secure;
            parameter.nullable |= meaning.nullable;
            parameter.base = parameter.base.or(meaning.base);
        }
    }

    /// What an imported name says, through the files that it leads to.
    fn imported_type(&self, imports: &Imports, module: &Module, named: &[Arc<str>]) -> Option<Type> {
        let (mut module, mut named) = (module, named);
        let mut meaning = Type::default();
        for _ in 0..MAX_CHAIN {
            let (alias, members) = named.split_first()?;
            let import = imports.get(&(&*module.path, &**alias))?;
            let name = match (&import.name, members) {
                (Some(name), []) => name,
                (None, [name]) => name,
                // A member of an imported object type.
                _ => return None,
            };
            module = self.exporter(import)?;
            let found = module.types.get(name)?;
            meaning.secure |= found.secure;
            meaning.nullable |= found.nullable;
            meaning.base = meaning.base.or(found.base);
            meaning.allowed = meaning.allowed.or_else(|| found.allowed.clone());
            if found.named.is_empty() {
                return Some(meaning);
            }
            named = &found.named;
        }
        Some(meaning)
    }
}
