//! Expressions in the scope of a deployment to values that know where they come from.
//!
//! A deployment is an entry point with at most one set of parameter values. Evaluating it gives
//! every resource of the entry point and of the modules it calls, with loops and conditions
//! resolved as far as anybody could from the code.

mod access;
mod arm;
mod declared;
mod deployment;
mod expression;
mod forms;
mod functions;
mod imports;
mod instances;
mod limits;
mod loops;
mod plan;
mod references;
mod scope;
mod shape;
mod template;
mod value;

pub use deployment::{Deployed, Evaluation, Given, Instance, Named, Passed, declares, evaluate, names};
pub use functions::{function_names, json_text, text_of_base64};
pub use scope::Missing;
pub use value::{
    Alternative, Credentials, Hop, Item, List, ListKind, NamedHop, Object, Origin, Parameter, Piece,
    Reference, Trace, Unknown, Value, ValueKind, canonical_pieces,
};
