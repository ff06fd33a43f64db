//! Functions and operators. A function whose arguments are not known gives an unknown that names
//! the first reason; one that needs a deployment or is not computed says so.
//!
//! `arm.rs` and `terraform.rs` list the functions of each language; the files beside them hold what
//! the functions do, by what they are about.

mod arm;
mod call;
mod convert;
mod encoding;
mod files;
mod format;
mod json;
mod lambdas;
mod lists;
mod merge;
mod network;
mod numbers;
mod objects;
mod operators;
mod pattern;
mod strings;
mod terraform;
mod time;
mod types;
mod uri;

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::LazyLock;

use super::expression::{MAX_ALTERNATIVES, map_alternatives};
use super::limits::{MAX_ELEMENTS, MAX_TEXT, TOO_LONG, TOO_MANY, TOO_MANY_STEPS};
use super::scope::{Evaluator, Scope};
use super::value::{Credentials, Piece, Unknown, Value, ValueKind};
use crate::lower::ModuleLanguage;
use crate::source::Span;
use call::Call;

pub use encoding::text_of_base64;
pub use json::json_text;

pub(super) use call::FAILS;
pub(super) use convert::{Scalar, scalar, set as as_set};
pub(super) use lambdas::{takes_lambda, with_lambdas};
pub(super) use merge::{add_result, merge_cost, merge_into};
pub(super) use operators::{binary, coalesce_unknown, unary};

/// A function of a language.
struct Function {
    name: &'static str,
    /// The types of its parameters, as `convert::argument` reads them; after the last one `...` for
    /// any number of it, or `=` if it may be left out.
    parameters: &'static str,
    body: Body,
}

/// What a call of a function gives.
enum Body {
    /// What this computes from the arguments; `None` if these are not known or do not fit.
    Pure(fn(&Call) -> Option<Value>),
    /// Something that is not known here: why, as the end of a sentence that starts with the name.
    Unknown(&'static str),
    /// What the syntax says: the arguments are not just values.
    Syntax,
}

const fn pure(name: &'static str, parameters: &'static str, run: fn(&Call) -> Option<Value>) -> Function {
    Function { name, parameters, body: Body::Pure(run) }
}

const fn unknown(name: &'static str, why: &'static str) -> Function {
    Function { name, parameters: "*?...", body: Body::Unknown(why) }
}

const fn syntax(name: &'static str) -> Function {
    Function { name, parameters: "*?...", body: Body::Syntax }
}

/// The names of the functions that a language has, and whether a call of it is computed.
pub fn function_names(terraform: bool) -> impl Iterator<Item = (&'static str, bool)> {
    let table = if terraform { terraform::FUNCTIONS } else { arm::FUNCTIONS };
    // Names with a star are those of operators.
    let named = table.iter().filter(|function| !function.name.starts_with('*'));
    named.map(|function| (function.name, !matches!(function.body, Body::Unknown(_))))
}

/// The function of a name. ARM and Bicep compare names without case.
fn find(terraform: bool, name: &str) -> Option<&'static Function> {
    type Table = HashMap<String, &'static Function>;
    static TERRAFORM: LazyLock<Table> =
        LazyLock::new(|| terraform::FUNCTIONS.iter().map(|it| (it.name.to_owned(), it)).collect());
    static ARM: LazyLock<Table> =
        LazyLock::new(|| arm::FUNCTIONS.iter().map(|it| (it.name.to_ascii_lowercase(), it)).collect());
    match terraform {
        true => TERRAFORM.get(name.strip_prefix("core::").unwrap_or(name)),
        false => ARM.get(&name.to_ascii_lowercase()),
    }
    .copied()
}

/// The result of a call with evaluated arguments.
pub(super) fn call<'a>(
    evaluator: &Evaluator<'a>,
    scope: &Rc<Scope<'a>>,
    name: &str,
    values: &[Value],
    span: Span,
) -> Value {
    let terraform = scope.module.language == ModuleLanguage::Terraform;
    let call = Call { evaluator, scope, name, values, span };
    match find(terraform, name).map(|function| (function, &function.body)) {
        Some((function, Body::Pure(run))) => {
            let parameters = if terraform { Some(function.parameters) } else { None };
            if takes(function.parameters, values.len()) {
                distributed(&call, *run, parameters, MAX_ALTERNATIVES)
            } else {
                call::failure(name, "it does not take that many arguments", span)
            }
        }
        Some((_, Body::Unknown(why))) => runtime(name, why, values, span),
        Some((_, Body::Syntax)) => not_computed(&values.iter().collect::<Vec<_>>(), name, span),
        // `listKeys`, `listCredentials` and so on, which resource types define.
        None if !terraform && name.to_ascii_lowercase().starts_with("list") => {
            runtime(name, arm::AT_DEPLOYMENT, values, span)
        }
        None if name.starts_with("provider::") => runtime(name, "is computed by a provider", values, span),
        None => runtime(name, "is an unknown function", values, span),
    }
}

/// A method call: `kv.getSecret('x')` is a secret, everything else waits for the deployment.
pub(super) fn method(object: &Value, name: &str, arguments: &[Value], span: Span) -> Value {
    let all: Vec<Value> = std::iter::once(object).chain(arguments).cloned().collect();
    runtime(name, arm::AT_DEPLOYMENT, &all, span)
}

/// Whether a function with these parameters takes that many arguments.
fn takes(parameters: &str, count: usize) -> bool {
    let all = parameters.split_whitespace();
    let required = all.clone().filter(|it| !it.ends_with(['=', '.'])).count();
    let many = all.clone().any(|it| it.ends_with("..."));
    count >= required && (many || count <= all.count())
}

/// The results for each combination of what the arguments may be, as far as there is room for them.
fn distributed(call: &Call, run: fn(&Call) -> Option<Value>, parameters: Option<&str>, room: usize) -> Value {
    let choice = call.values.iter().enumerate().find_map(|(index, value)| match &value.kind {
        ValueKind::OneOf(alternatives) => Some((index, value, alternatives.len())),
        _ => None,
    });
    let Some((index, value, room)) = choice.and_then(|(index, value, count)| {
        let room = room.checked_div(count).filter(|room| *room > 0)?;
        Some((index, value, room))
    }) else {
        return converted(call, run, parameters);
    };
    map_alternatives(value, call.span, &mut |alternative| {
        let mut values = call.values.to_vec();
        values[index] = alternative.clone();
        distributed(&Call { values: &values, ..*call }, run, parameters, room)
    })
}

/// The result for arguments as the types of the parameters.
fn converted(call: &Call, run: fn(&Call) -> Option<Value>, parameters: Option<&str>) -> Value {
    let Some(parameters) = parameters else { return bounded(call, run) };
    let mut types = parameters.split_whitespace().map(|it| it.trim_end_matches(['.', '=']));
    let mut last = "*";
    let mut values = Vec::with_capacity(call.values.len());
    for value in call.values {
        last = types.next().unwrap_or(last);
        match convert::argument(value, last) {
            Ok(value) => values.push(value),
            Err(why) => return call::failure(call.name, why, call.span),
        }
    }
    bounded(&Call { values: &values, ..*call }, run)
}

/// The result, if there is room for it and for the work that it takes.
fn bounded(call: &Call, run: fn(&Call) -> Option<Value>) -> Value {
    let Call { evaluator, span, .. } = call;
    if !evaluator.budget.charge(call.values.iter().map(weight).sum()) {
        return evaluator.limit(*span, TOO_MANY_STEPS);
    }
    let result = run(call);
    // What is made takes room too: a thousand texts of a million blanks.
    evaluator.budget.charge(result.as_ref().map_or(0, weight));
    let limit = match result.as_ref().map(|value| &value.kind) {
        Some(ValueKind::String(text)) => (text.len() > MAX_TEXT).then_some(TOO_LONG),
        Some(ValueKind::Partial(pieces)) => {
            (pieces.iter().map(Piece::weight).sum::<usize>() > MAX_TEXT).then_some(TOO_LONG)
        }
        Some(ValueKind::List(list)) => (list.items.len() > MAX_ELEMENTS).then_some(TOO_MANY),
        Some(ValueKind::Object(object)) => (object.items.len() > MAX_ELEMENTS).then_some(TOO_MANY),
        _ => None,
    };
    if let Some(limit) = limit {
        return evaluator.limit(*span, limit);
    }
    if evaluator.budget.exhausted() {
        return evaluator.limit(*span, TOO_MANY_STEPS);
    }
    match result {
        Some(value) => value,
        None => not_computed(&call.values.iter().collect::<Vec<_>>(), call.name, *span),
    }
}

/// The steps that a function may take for an argument of this size.
fn weight(value: &Value) -> usize {
    match &value.kind {
        ValueKind::String(text) => text.len() / 16,
        ValueKind::Partial(pieces) => pieces.iter().map(Piece::weight).sum::<usize>() / 16,
        ValueKind::List(list) => 2 * list.items.len(),
        ValueKind::Object(_) => merge_cost(0, value),
        ValueKind::OneOf(alternatives) => alternatives.iter().map(|it| weight(&it.value)).sum(),
        _ => 0,
    }
}

/// The unknown that stands for an operation on values that are not known, or not of a kind that it
/// takes.
pub(super) fn not_computed(arguments: &[&Value], name: &str, span: Span) -> Value {
    let keys: Vec<String> = arguments.iter().map(|argument| argument.canonical()).collect();
    let key = format!("{name}({})", keys.join(","));
    let first = arguments.iter().find_map(|argument| argument.first_unknown());
    let credentials = credentials_in(arguments.iter().copied());
    let unknown = match first {
        Some(unknown) => Unknown { key, reference: None, credentials, ..(*unknown).clone() },
        None => Unknown { reason: format!("`{name}` is not evaluated"), key, ..Unknown::default() },
    };
    let mut value = Value::new(ValueKind::Unknown(Rc::new(unknown)), span);
    for argument in arguments {
        value.trace = value.trace.then(&argument.trace);
    }
    value
}

/// What gives out the admin credentials of a registry.
pub(super) const LIST_CREDENTIALS: &str = "listCredentials";

/// The admin credentials of a registry in the arguments of an operation, the password first.
fn credentials_in<'v>(arguments: impl IntoIterator<Item = &'v Value>) -> Option<Rc<Credentials>> {
    let found: Vec<Rc<Credentials>> = arguments.into_iter().filter_map(Value::credentials).collect();
    found.iter().find(|it| !it.is_user_name).or(found.first()).cloned()
}

/// Why a function is unknown that gives another value wherever and whenever it is called.
const AT_EACH: &str = "gives another value at each deployment";

/// What is not known here. Equal calls have equal keys, if they give equal values.
fn runtime(name: &str, why: &str, arguments: &[Value], span: Span) -> Value {
    let mut keys: Vec<String> = arguments.iter().map(Value::canonical).collect();
    if why == AT_EACH {
        keys.push(format!("{span:?}"));
    }
    let is_secret = name.to_ascii_lowercase().starts_with("list") || name.eq_ignore_ascii_case("getSecret");
    let unknown = Unknown {
        reason: format!("`{name}` {why}"),
        key: format!("{name}({})", keys.join(",")),
        secret: is_secret || arguments.iter().filter_map(Value::first_unknown).any(|unknown| unknown.secret),
        credentials: match arguments.first().filter(|_| name.eq_ignore_ascii_case(LIST_CREDENTIALS)) {
            Some(registry) => {
                Some(Rc::new(Credentials { registry: registry.clone(), is_user_name: false, span }))
            }
            None => credentials_in(arguments),
        },
        ..Unknown::default()
    };
    Value::new(ValueKind::Unknown(Rc::new(unknown)), span)
}
