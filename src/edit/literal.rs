//! Literals in the syntax of each language.

use super::members::{self, Member};
use super::{Edits, File, trailing};
use crate::diagnostic::Literal;
use crate::source::Language;
use crate::syntax::{Kind, Node, TextRange};

/// Puts a literal in the place of another one.
pub(super) fn replace(file: &File<'_>, range: TextRange, literal: &Literal) -> Option<Edits> {
    let path = file.around(range);
    let (node, outer) = path.split_last()?;
    let is_literal =
        matches!(node.kind(), Kind::True | Kind::False | Kind::String | Kind::Number | Kind::Null);
    let decides = outer.last().is_some_and(|around| is_place_of_value(file, *around, *node));
    if node.range() != range || !is_literal || !decides || is_computed(file, *node) {
        return None;
    }
    let mut text = file.write(literal, "");
    // A parameter may well be a text where Azure reads a truth value.
    if file.is_json() && node.kind() == Kind::String && !text.starts_with('"') && is_typed(file, outer) {
        text = format!("\"{text}\"");
    }
    let is_fit = text != file.text_of(*node) && !is_refused(file, outer, &text);
    is_fit.then(|| {
        let mut edits = trailing::realign(file, range, &text);
        edits.push((range, text));
        edits
    })
}

/// Whether a string has expressions in it, or is one, as ARM writes them.
fn is_computed(file: &File<'_>, node: Node<'_>) -> bool {
    let text = members::unquoted(node, file.text);
    let is_expression = text.starts_with('[') && !text.starts_with("[[") && text.ends_with(']');
    node.children().len() > 0 || (file.language == Language::Json && is_expression)
}

/// Puts a word in the place of another: the first that stands under a range by itself.
pub(super) fn word(file: &File<'_>, range: TextRange, old: &str, new: &str) -> Option<Edits> {
    let (text, wanted) = (file.slice(range.start, range.end).to_ascii_lowercase(), old.to_ascii_lowercase());
    let goes_on = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let is_whole = |at: usize| {
        let (before, after) =
            (text.get(..at).unwrap_or_default(), text.get(at + wanted.len()..).unwrap_or_default());
        let begins = !goes_on(wanted.chars().next()) || !goes_on(before.chars().last());
        begins && (!goes_on(wanted.chars().last()) || !goes_on(after.chars().next()))
    };
    let (at, found) = text.match_indices(&wanted).find(|(at, _)| is_whole(*at))?;
    let start = range.start + at as u32;
    Some(vec![(TextRange { start, end: start + found.len() as u32 }, new.to_owned())])
}

/// Whether a literal is all there is to the value: a branch of a condition or an argument of a function
/// is chosen by something else, which is what would have to change.
fn is_place_of_value(file: &File<'_>, around: Node<'_>, node: Node<'_>) -> bool {
    let is_last = around.children().last().is_some_and(|last| last.id() == node.id());
    match around.kind() {
        Kind::Array => true,
        Kind::Property | Kind::Attribute | Kind::Default | Kind::Var | Kind::Param => is_last,
        // `optional(bool, true)` in the type of a variable.
        Kind::Call => {
            is_last && around.children().next().is_some_and(|name| file.text_of(name) == "optional")
        }
        _ => false,
    }
}

/// Whether a declaration says itself which values its parameter may have, and these are not among them.
fn is_refused(file: &File<'_>, outer: &[Node<'_>], text: &str) -> bool {
    let lists = |list: Node<'_>| {
        list.kind() == Kind::Array
            && !list.children().any(|item| file.text_of(item).eq_ignore_ascii_case(text))
    };
    match outer {
        [.., declaration, default] if default.kind() == Kind::Default => {
            let decorators = declaration.children().filter(|child| child.kind() == Kind::Decorator);
            let mut calls = decorators.filter_map(|decorator| decorator.children().next());
            let refuses = |call: Node<'_>| call.children().skip(1).any(lists);
            let is_union = |kind: Node<'_>| file.text_of(kind).contains('|');
            calls.any(refuses)
                || declaration
                    .child(Kind::Type)
                    .is_some_and(|kind| is_union(kind) && !file.text_of(kind).contains(text))
        }
        [.., declaration, default]
            if Member::of(*default)
                .is_some_and(|it| members::unquoted(it.key, file.text) == "defaultValue") =>
        {
            members::value(*declaration, "allowedValues", file.text).is_some_and(lists)
        }
        _ => false,
    }
}

/// Whether a value stands where a template says of which type it is: in a parameter, not in a resource.
fn is_typed(file: &File<'_>, outer: &[Node<'_>]) -> bool {
    let keys =
        outer.iter().filter_map(|node| Member::of(*node)).map(|it| members::unquoted(it.key, file.text));
    !outer.is_empty() && keys.into_iter().any(|key| key.eq_ignore_ascii_case("parameters"))
}

impl File<'_> {
    /// A literal; `indent` is that of the line it begins on.
    pub(super) fn write(&self, literal: &Literal, indent: &str) -> String {
        match literal {
            Literal::Bool(value) => value.to_string(),
            Literal::Int(value) => value.to_string(),
            Literal::Text(text) => self.quoted(text),
            Literal::Expression(text) => text.clone(),
            Literal::List(items) if items.is_empty() => "[]".to_owned(),
            Literal::List(items) => {
                let inner = format!("{indent}{}", self.indent_unit());
                let items = items.iter().map(|item| self.write(item, &inner));
                let comma = if self.language == Language::Bicep { "" } else { "," };
                self.enclosed(("[", "]"), items, comma, indent)
            }
            Literal::Object(members) => {
                let inner = format!("{indent}{}", self.indent_unit());
                let width = members.iter().map(|(key, _)| key.chars().count()).max().unwrap_or(0);
                let member = |(key, value): &(String, Literal)| {
                    let gap = if self.is_hcl() {
                        " ".repeat(width + 1 - key.chars().count().min(width))
                    } else {
                        String::new()
                    };
                    format!("{}{}", self.key(key, &gap), self.write(value, &inner))
                };
                let comma = if self.is_json() { "," } else { "" };
                self.enclosed(("{", "}"), members.iter().map(member), comma, indent)
            }
        }
    }

    /// A literal on one line.
    pub(super) fn write_on_line(&self, literal: &Literal) -> String {
        match literal {
            Literal::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.write_on_line(item)).collect();
                format!("[{}]", items.join(", "))
            }
            Literal::Object(members) if members.is_empty() => "{}".to_owned(),
            Literal::Object(members) => {
                let member = |(key, value): &(String, Literal)| {
                    format!("{}{}", self.key(key, " "), self.write_on_line(value))
                };
                format!("{{ {} }}", members.iter().map(member).collect::<Vec<String>>().join(", "))
            }
            _ => self.write(literal, ""),
        }
    }

    /// A key with what stands between it and its value, as the other members of an object have it.
    pub(super) fn key_in(&self, object: Node<'_>, key: &str, gap: &str) -> String {
        let has_colon = |member: Member<'_>| {
            self.slice(member.key.range().end, member.value.range().start).trim_start().starts_with(':')
        };
        match self.is_hcl() && members::members(object).any(has_colon) {
            true => self.key(key, gap).replace(&format!("{gap}= "), " : "),
            false => self.key(key, gap),
        }
    }

    /// A key with what stands between it and its value.
    pub(super) fn key(&self, key: &str, gap: &str) -> String {
        let is_name = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && !key.starts_with(|c: char| c.is_ascii_digit());
        match () {
            () if self.is_json() => format!("{}: ", self.quoted(key)),
            () if self.is_hcl() && is_name => format!("{key}{gap}= "),
            () if self.is_hcl() => format!("{}{gap}= ", self.quoted(key)),
            () if is_name => format!("{key}: "),
            () => format!("{}: ", self.quoted(key)),
        }
    }

    fn enclosed(
        &self,
        (open, close): (&str, &str),
        items: impl Iterator<Item = String>,
        comma: &str,
        indent: &str,
    ) -> String {
        let lines: Vec<String> =
            items.map(|item| format!("\n{indent}{}{item}", self.indent_unit())).collect();
        // HCL wants a comma behind the last item of a list too, JSON none.
        let last = if self.is_hcl() { comma } else { "" };
        format!("{open}{}{last}\n{indent}{close}", lines.join(comma))
    }

    fn quoted(&self, text: &str) -> String {
        let is_bicep = matches!(self.language, Language::Bicep | Language::BicepParam);
        let quote = if is_bicep { '\'' } else { '"' };
        let mut quoted = String::from(quote);
        for c in text.chars() {
            match c {
                '\\' => quoted.push_str("\\\\"),
                '\n' => quoted.push_str("\\n"),
                '\r' => quoted.push_str("\\r"),
                '\t' => quoted.push_str("\\t"),
                c if c == quote => {
                    quoted.push('\\');
                    quoted.push(c);
                }
                c => quoted.push(c),
            }
        }
        quoted.push(quote);
        match () {
            () if self.is_hcl() => quoted.replace("${", "$${").replace("%{", "%%{"),
            () if is_bicep => quoted.replace("${", "\\${"),
            () => quoted,
        }
    }
}
