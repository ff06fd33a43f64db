//! Literals in the syntax of each language.

use super::{Edits, File};
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
    if node.range() != range || !is_literal || !decides {
        return None;
    }
    let mut text = file.write(literal, "");
    // A template may well have a text where Azure reads a truth value.
    if file.is_json() && node.kind() == Kind::String && !text.starts_with('"') {
        text = format!("\"{text}\"");
    }
    (text != file.text_of(*node)).then(|| vec![(range, text)])
}

/// Whether a literal is all there is to the value: a branch of a condition or an argument of a function
/// is chosen by something else, which is what would have to change.
fn is_place_of_value(file: &File<'_>, around: Node<'_>, node: Node<'_>) -> bool {
    let is_last = around.children().last().is_some_and(|last| last.id() == node.id());
    match around.kind() {
        Kind::Property | Kind::Attribute | Kind::Default | Kind::Var | Kind::Param | Kind::Array => is_last,
        // `optional(bool, true)` in the type of a variable.
        Kind::Call => {
            is_last && around.children().next().is_some_and(|name| file.text_of(name) == "optional")
        }
        _ => false,
    }
}

impl File<'_> {
    /// A literal; `indent` is that of the line it begins on.
    pub(super) fn write(&self, literal: &Literal, indent: &str) -> String {
        match literal {
            Literal::Bool(value) => value.to_string(),
            Literal::Int(value) => value.to_string(),
            Literal::Text(text) => self.quoted(text),
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

    /// A literal where all around it is on one line.
    pub(super) fn write_on_one_line(&self, literal: &Literal) -> String {
        match literal {
            Literal::Bool(_) | Literal::Int(_) | Literal::Text(_) => self.write(literal, ""),
            Literal::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.write_on_one_line(item)).collect();
                format!("[{}]", items.join(", "))
            }
            Literal::Object(members) => {
                let member = |(key, value): &(String, Literal)| {
                    format!("{}{}", self.key(key, " "), self.write_on_one_line(value))
                };
                let members: Vec<String> = members.iter().map(member).collect();
                format!("{{ {} }}", members.join(", "))
            }
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
        let end = self.line_end();
        let lines: Vec<String> =
            items.map(|item| format!("{end}{indent}{}{item}", self.indent_unit())).collect();
        // HCL wants a comma behind the last item of a list too, JSON none.
        let last = if self.is_hcl() { comma } else { "" };
        format!("{open}{}{last}{end}{indent}{close}", lines.join(comma))
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
