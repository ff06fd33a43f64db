//! Copy loops. One that counts the members of a list and takes the member of its index is what
//! compiling a `for` gives, and is read as that: each pass knows its member even where the list is
//! not known whole.

use std::sync::Arc;

use super::Lowering;
use crate::lower::arm_expr::copy_variable;
use crate::lower::{Element, Entry, Expr, ExprKind, For, Repeat, Space};
use crate::syntax::{Kind, Node};

impl Lowering<'_> {
    /// `copy: {name, count}` of a resource whose other parts are `body`.
    pub(super) fn repeat(&self, copy: Node, body: &mut [&mut Expr]) -> Option<Repeat> {
        let name = self.member(copy, "name").map(|name| self.text(name)).unwrap_or_default();
        let count = self.value(self.member(copy, "count")?);
        let index = copy_variable(&name);
        // A resource may call its index by no name.
        let indices = [index.clone(), copy_variable("")];
        match take_member(count, &indices, body) {
            Ok(collection) => Some(Repeat::For { item: copy_item(&index), index: Some(index), collection }),
            Err(count) => Some(Repeat::Copy { name: index, count }),
        }
    }

    /// `copy: [{name, count, input}]` is the property `name` with an array made by a loop.
    pub(super) fn copy_property(&self, copy: Node) -> Option<Entry> {
        let name = self.member(copy, "name")?;
        let key = Expr { kind: ExprKind::String(self.text(name).into()), span: self.span(name) };
        Some(Entry::Property { key, value: self.copy_array(copy, &self.text(name))? })
    }

    /// The array that `{count, input}` makes with an index of this name.
    pub(super) fn copy_array(&self, copy: Node, name: &str) -> Option<Expr> {
        let span = self.span(copy);
        let mut body = self.value(self.member(copy, "input")?);
        let count = self.value(self.member(copy, "count")?);
        let index = copy_variable(name);
        let (item, key, collection) = match take_member(count, std::slice::from_ref(&index), &mut [&mut body])
        {
            Ok(collection) => (copy_item(&index), Some(index), collection),
            Err(count) => (index, None, up_to(count)),
        };
        let (condition, result_key) = (None, None);
        let (grouping, iterator) = (false, false);
        let looped = For { item, key, collection, condition, result_key, body, grouping, iterator };
        Some(Expr { kind: ExprKind::For(Box::new(looped)), span })
    }

    /// The properties that the copy loops of an object make.
    pub(super) fn copies(&self, list: Node) -> impl Iterator<Item = Entry> {
        list.children().filter(|copy| copy.kind() == Kind::Object).filter_map(|copy| self.copy_property(copy))
    }
}

/// `range(0, count)`
fn up_to(count: Expr) -> Expr {
    let span = count.span;
    let zero = Element { value: Expr { kind: ExprKind::Int(0), span }, spread: false };
    let arguments = vec![zero, Element { value: count, spread: false }];
    Expr { kind: ExprKind::Call { function: "range".into(), arguments }, span }
}

/// Name of the variable that is the member a copy loop is at.
fn copy_item(index: &str) -> Arc<str> {
    index.replacen("copyIndex:", "copyItem:", 1).into()
}

/// If the count is `length(list)`: that list, with `list[copyIndex()]` in the body replaced by the
/// variable of the member. Else the count.
fn take_member(count: Expr, indices: &[Arc<str>], body: &mut [&mut Expr]) -> Result<Expr, Expr> {
    let ExprKind::Call { function, arguments } = &count.kind else { return Err(count) };
    let [Element { value: list, spread: false }] = arguments.as_slice() else { return Err(count) };
    if !function.eq_ignore_ascii_case("length") {
        return Err(count);
    }
    let list = list.clone();
    let item = copy_item(indices.first().map_or("", |index| index));
    for part in body {
        replace(part, &list, indices, &item);
    }
    Ok(list)
}

fn replace(at: &mut Expr, list: &Expr, indices: &[Arc<str>], item: &Arc<str>) {
    let is_index =
        |index: &Expr| matches!(&index.kind, ExprKind::Name(Space::Local, name) if indices.contains(name));
    if let ExprKind::Index { object, index, safe: false, from_end: false } = &at.kind
        && is_index(index)
        && same(object, list)
    {
        at.kind = ExprKind::Name(Space::Local, item.clone());
        return;
    }
    at.each_part(&mut |part| replace(part, list, indices, item));
}

/// Whether two expressions are written alike, places aside.
fn same(a: &Expr, b: &Expr) -> bool {
    let all = |a: &[Element], b: &[Element]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.spread == b.spread && same(&a.value, &b.value))
    };
    match (&a.kind, &b.kind) {
        (ExprKind::Null, ExprKind::Null) => true,
        (ExprKind::Bool(a), ExprKind::Bool(b)) => a == b,
        (ExprKind::Int(a), ExprKind::Int(b)) => a == b,
        (ExprKind::String(a), ExprKind::String(b)) => a == b,
        (ExprKind::Array(a), ExprKind::Array(b)) => all(a, b),
        (ExprKind::Object(a), ExprKind::Object(b)) => {
            let both = |(a, b): (&Entry, &Entry)| match (a, b) {
                (Entry::Property { key, value }, Entry::Property { key: other, value: other_value }) => {
                    same(key, other) && same(value, other_value)
                }
                (Entry::Spread(a), Entry::Spread(b)) => same(a, b),
                _ => false,
            };
            a.len() == b.len() && a.iter().zip(b).all(both)
        }
        (ExprKind::Name(space, a), ExprKind::Name(other, b)) => space == other && a == b,
        (
            ExprKind::Member { object: a, name, safe },
            ExprKind::Member { object: b, name: other, safe: is_safe },
        ) => safe == is_safe && name == other && same(a, b),
        (ExprKind::Index { object: a, index, .. }, ExprKind::Index { object: b, index: other, .. }) => {
            same(a, b) && same(index, other)
        }
        (ExprKind::Call { function, arguments: a }, ExprKind::Call { function: other, arguments: b }) => {
            function == other && all(a, b)
        }
        (ExprKind::Conditional(a, b, c), ExprKind::Conditional(x, y, z)) => {
            same(a, x) && same(b, y) && same(c, z)
        }
        (ExprKind::Unary(op, a), ExprKind::Unary(other, b)) => op == other && same(a, b),
        (ExprKind::Binary(op, a, b), ExprKind::Binary(other, x, y)) => {
            op == other && same(a, x) && same(b, y)
        }
        _ => false,
    }
}
