//! acrlint reads Bicep, Terraform and ARM JSON and says, before deployment, where an Azure
//! Container Registry departs from the security baseline.
//!
//! Data flows one way, and the modules below are in that order: [`discover`] turns paths into
//! sources, [`syntax`] text into trees, [`lower`] trees into modules of expressions, [`link`]
//! modules into deployments, [`evaluate`] expressions into values, [`model`] resources into ARM
//! shape; [`judge`] lets [`rules`] read the model and say what they find, [`edit`] turns what would mend
//! that into text edits, and [`report`] writes it. [`check`] is the whole of it between discovering and
//! reporting; [`check_since`] leaves out what was there before a change; [`fix`] applies the edits and
//! checks again.

pub mod artifact;
pub mod cli;
pub mod config;
pub mod date;
pub mod diagnostic;
pub mod discover;
pub mod edit;
pub mod evaluate;
pub mod fix;
pub mod git;
pub mod judge;
pub mod link;
pub mod lower;
pub mod model;
pub mod peers;
mod pipeline;
pub mod report;
pub mod rules;
pub mod since;
pub mod source;
pub mod syntax;

pub use pipeline::{check, check_since, models, models_through, unfit_parameters};

/// The metadata of every rule, by name.
pub fn rules() -> Vec<diagnostic::RuleInfo> {
    rules::RULES.iter().map(rules::NamedRule::info).collect()
}
