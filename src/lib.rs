//! acrlint reads Bicep, Terraform and ARM JSON and says, before deployment, where an Azure
//! Container Registry departs from the security baseline.
//!
//! Data flows one way, and the modules below are in that order: [`discover`] turns paths into
//! sources, [`syntax`] turns text into trees, …

pub mod diagnostic;
pub mod discover;
pub mod source;
pub mod syntax;
