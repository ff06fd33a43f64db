//! A call with evaluated arguments, as the functions see it. Answers are `None` where an argument
//! is not known or does not fit.

use std::rc::Rc;
use std::sync::Arc;

use super::super::scope::{Evaluator, Scope};
use super::super::value::{Item, List, ListKind, Object, Value, ValueKind};
use crate::source::Span;

/// What every reason says that stands for a mistake which `try` and `can` catch.
pub(in crate::evaluate) const FAILS: &str = "fails:";

/// A call.
pub(super) struct Call<'c, 'a> {
    pub evaluator: &'c Evaluator<'a>,
    pub scope: &'c Rc<Scope<'a>>,
    pub name: &'c str,
    pub values: &'c [Value],
    pub span: Span,
}

impl Call<'_, '_> {
    pub(super) fn value(&self, index: usize) -> Option<&Value> {
        self.values.get(index)
    }

    pub(super) fn given(&self, index: usize) -> bool {
        index < self.values.len()
    }

    pub(super) fn text(&self, index: usize) -> Option<Arc<str>> {
        text_of(self.value(index)?)
    }

    pub(super) fn int(&self, index: usize) -> Option<i64> {
        self.value(index)?.as_int()
    }

    /// A whole number that is not negative.
    pub(super) fn size(&self, index: usize) -> Option<usize> {
        usize::try_from(self.int(index)?).ok()
    }

    pub(super) fn number(&self, index: usize) -> Option<f64> {
        number_of(self.value(index)?)
    }

    pub(super) fn list(&self, index: usize) -> Option<&List> {
        self.value(index)?.as_list()
    }

    /// The members of a list that is known to its end.
    pub(super) fn whole(&self, index: usize) -> Option<&[Value]> {
        whole(self.value(index)?)
    }

    /// The members of an object that is known to its end.
    pub(super) fn members(&self, index: usize) -> Option<&[Item]> {
        let object = self.value(index)?.as_object().filter(|object| object.rest.is_none())?;
        Some(&object.items)
    }

    /// A result that comes from the arguments.
    pub(super) fn result(&self, kind: ValueKind) -> Option<Value> {
        Some(self.traced(Value::new(kind, self.span)))
    }

    pub(super) fn string(&self, text: impl Into<Arc<str>>) -> Option<Value> {
        self.result(ValueKind::String(text.into()))
    }

    pub(super) fn truth(&self, value: bool) -> Option<Value> {
        self.result(ValueKind::Bool(value))
    }

    pub(super) fn whole_number(&self, value: i64) -> Option<Value> {
        self.result(ValueKind::Int(value))
    }

    pub(super) fn null(&self) -> Option<Value> {
        self.result(ValueKind::Null)
    }

    /// A known list; its members have traces of their own.
    pub(super) fn list_of(&self, items: Vec<Value>, kind: ListKind) -> Option<Value> {
        self.open_list(List { items, rest: None, kind })
    }

    pub(super) fn open_list(&self, list: List) -> Option<Value> {
        Some(Value::new(ValueKind::List(Rc::new(list)), self.span))
    }

    /// A list of texts that the function made.
    pub(super) fn texts<T: Into<Arc<str>>>(
        &self,
        texts: impl IntoIterator<Item = T>,
        kind: ListKind,
    ) -> Option<Value> {
        self.list_of(texts.into_iter().map(|text| Value::string(text, self.span)).collect(), kind)
    }

    pub(super) fn object(&self, object: Object) -> Option<Value> {
        Some(Value::new(ValueKind::Object(Rc::new(object)), self.span))
    }

    /// An object of members that the function made.
    pub(super) fn object_of(&self, members: Vec<(&str, ValueKind)>) -> Option<Value> {
        let item = |(key, kind): (&str, ValueKind)| self.item(key, Value::new(kind, self.span));
        self.object(Object { items: members.into_iter().map(item).collect(), ..Object::default() })
    }

    pub(super) fn item(&self, key: impl Into<Arc<str>>, value: Value) -> Item {
        Item { key: key.into(), key_span: self.span, value, spelling: None }
    }

    /// The value with the traces of all arguments. The last often says most, and comes first: the own
    /// name of a child after those of its parents, the object that overrides another.
    pub(super) fn traced(&self, mut value: Value) -> Value {
        for argument in self.values.iter().rev() {
            value.trace = value.trace.then(&argument.as_operand(self.span));
        }
        value
    }

    /// The result of a call that is a mistake: the deployment would stop at it.
    pub(super) fn fails(&self, why: &str) -> Option<Value> {
        Some(failure(self.name, why, self.span))
    }
}

/// What stands for the result of a mistake.
pub(super) fn failure(name: &str, why: &str, span: Span) -> Value {
    Value::unknown(format!("`{name}` {FAILS} {why}"), format!("{name} {span:?}"), span)
}

/// The text of a string that is known whole; that of JSON too.
pub(super) fn text_of(value: &Value) -> Option<Arc<str>> {
    match &value.kind {
        ValueKind::String(text) => Some(text.clone()),
        ValueKind::Json(_) => match Value::from_pieces(value.pieces()?, value.span).kind {
            ValueKind::String(text) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn number_of(value: &Value) -> Option<f64> {
    match value.kind {
        ValueKind::Int(number) => Some(number as f64),
        ValueKind::Float(number) => Some(number),
        _ => None,
    }
}

/// A number, whole if it can be: beyond 2^53 a float does not count whole numbers any more.
pub(super) fn number_kind(number: f64) -> ValueKind {
    match number.fract() == 0.0 && number.abs() < 9e15 {
        true => ValueKind::Int(number as i64),
        false => ValueKind::Float(number),
    }
}

/// The members of a list that is known to its end.
pub(super) fn whole(value: &Value) -> Option<&[Value]> {
    value.as_list().filter(|list| list.rest.is_none()).map(|list| list.items.as_slice())
}
