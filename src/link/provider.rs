//! Which version of the azurerm provider a root module runs with.

use std::collections::HashSet;

use super::Program;
use crate::lower::{Module, ProviderLock};
use crate::source::Span;

/// The provider whose attributes acrlint knows by version.
const AZURERM: &str = "azurerm";

/// What is known of the version of a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderVersion {
    /// Every constraint that holds, with commas between them.
    pub constraint: String,
    /// Where the constraint is written that decides: the lock file's, else the first.
    pub place: Span,
    /// Terraform has chosen that version.
    pub locked: bool,
}

impl Program {
    /// Takes in the lock files.
    pub fn lock(&mut self, locks: Vec<ProviderLock>) {
        self.locks = locks.into_iter().map(|lock| (lock.directory.clone(), lock)).collect();
    }

    /// The version of azurerm for a root module: the one in its lock file, else what its constraints
    /// and those of every module that it calls have in common.
    pub fn azurerm(&self, entry: &Module) -> Option<ProviderVersion> {
        let locked = self.locks.get(&entry.path).into_iter().flat_map(|lock| &lock.providers);
        if let Some(locked) = locked.into_iter().find(|provider| provider.name == AZURERM) {
            let (constraint, place) = (locked.constraint.clone(), locked.span);
            return Some(ProviderVersion { constraint, place, locked: true });
        }
        let mut reached = HashSet::new();
        self.reach(entry, &mut reached);
        reached.remove(entry.path.as_str());
        let mut called: Vec<&str> = reached.into_iter().collect();
        called.sort_unstable();
        // The root's own first, then by path.
        let called = called.into_iter().filter_map(|path| self.find(path));
        let all = std::iter::once(entry).chain(called).flat_map(|module| &module.providers);
        let mut decided: Option<ProviderVersion> = None;
        for requirement in all.filter(|requirement| requirement.name == AZURERM) {
            match &mut decided {
                Some(known) if known.constraint.split(", ").any(|part| part == requirement.constraint) => {}
                Some(known) => known.constraint = format!("{}, {}", known.constraint, requirement.constraint),
                None => {
                    let (constraint, place) = (requirement.constraint.clone(), requirement.span);
                    decided = Some(ProviderVersion { constraint, place, locked: false });
                }
            }
        }
        decided
    }
}
