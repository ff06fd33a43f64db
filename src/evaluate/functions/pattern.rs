//! Terraform's functions on regular expressions. Terraform and this crate use dialects of RE2; a
//! pattern that only the other one knows is not evaluated.

use std::sync::Arc;

use regex::{Captures, Regex, RegexBuilder};

use super::super::limits::{MAX_ELEMENTS, MAX_TEXT, TOO_LONG};
use super::super::value::{List, ListKind, Object, Value, ValueKind};
use super::call::Call;

/// A pattern that takes more to compile is not evaluated: `a{1000}{1000}`.
const MAX_COMPILED: usize = 1 << 18;

fn compile(call: &Call, pattern: &str) -> Option<Regex> {
    // Compiling costs much more than looking at the text of the pattern.
    call.evaluator.budget.charge(1000 + 16 * pattern.len()).then_some(())?;
    RegexBuilder::new(pattern).size_limit(MAX_COMPILED).dfa_size_limit(MAX_COMPILED).build().ok()
}

/// `replace(text, "/pattern/", with)`; `$1` and `${name}` stand for groups.
pub(super) fn replace(call: &Call, pattern: &str) -> Option<Value> {
    let (text, with) = (call.text(0)?, call.text(2)?);
    let regex = compile(call, pattern)?;
    let matches = regex.find_iter(&text).take(MAX_TEXT).count();
    // Matches do not overlap, so each group in the replacement adds the text once at most.
    let groups = 1 + with.matches('$').count();
    if groups.saturating_mul(text.len()).saturating_add(matches.saturating_mul(with.len())) > MAX_TEXT {
        return Some(call.evaluator.limit(call.span, TOO_LONG));
    }
    call.string(regex.replace_all(&text, &*with).into_owned())
}

/// `regex(pattern, text)`: the first match.
pub(super) fn first(call: &Call) -> Option<Value> {
    let (pattern, text) = (call.text(0)?, call.text(1)?);
    let regex = compile(call, &pattern)?;
    match regex.captures(&text) {
        Some(found) => matched(call, &regex, &found),
        None => call.fails("the pattern does not match"),
    }
}

/// `regexall(pattern, text)`: all matches.
pub(super) fn all(call: &Call) -> Option<Value> {
    let (pattern, text) = (call.text(0)?, call.text(1)?);
    let regex = compile(call, &pattern)?;
    call.evaluator.budget.charge(text.len()).then_some(())?;
    let found = regex.captures_iter(&text).take(MAX_ELEMENTS + 1);
    let items: Option<Vec<Value>> = found.map(|found| matched(call, &regex, &found)).collect();
    call.list_of(items?, ListKind::List)
}

/// The whole match; if there are groups, a list or an object of them.
fn matched(call: &Call, regex: &Regex, found: &Captures) -> Option<Value> {
    let group = |index: usize| match found.get(index) {
        Some(group) => Value::string(group.as_str(), call.span),
        None => Value::new(ValueKind::Null, call.span),
    };
    let names: Vec<Option<Arc<str>>> =
        regex.capture_names().skip(1).map(|name| name.map(Arc::from)).collect();
    call.evaluator.budget.charge(names.len()).then_some(())?;
    if names.is_empty() {
        return call.string(found.get(0)?.as_str());
    }
    let named: Option<Vec<Arc<str>>> = names.iter().cloned().collect();
    match named {
        Some(names) => {
            let items = names.into_iter().enumerate().map(|(i, name)| call.item(name, group(i + 1)));
            call.object(Object { items: items.collect(), ..Object::default() })
        }
        None if names.iter().all(Option::is_none) => {
            let items = (1..=names.len()).map(group).collect();
            call.open_list(List { items, ..List::default() })
        }
        None => call.fails("a pattern has named groups or numbered ones, not both"),
    }
}
