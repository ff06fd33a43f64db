//! Expressions of all three languages: the shared node kinds to [`Expr`].

mod access;

use std::sync::Arc;

use crate::lower::text::{decode_bicep, decode_hcl, strip_first_newline, strip_indentation, strip_quotes};
use crate::lower::{BinaryOp, Element, Entry, Expr, ExprKind, For, MAX_DEPTH, Space, UnaryOp};
use crate::source::{SourceId, Span};
use crate::syntax::{Kind, Node, TextRange};

/// What differs between the languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    Bicep,
    Hcl,
    Arm,
}

/// Translates byte offsets of the parsed text into offsets of the source. The identity, except for
/// ARM expressions, whose text is a decoded JSON string.
pub(super) type OffsetMap<'a> = &'a dyn Fn(u32) -> u32;

/// Lowers expressions of one text.
pub(super) struct Expressions<'a> {
    pub text: &'a str,
    pub source: SourceId,
    pub dialect: Dialect,
    pub offsets: Option<OffsetMap<'a>>,
    /// Loop variables in scope: in HCL they shadow resource types.
    locals: Vec<Arc<str>>,
    /// Inside of quotes, where backslashes mean something.
    quoted: bool,
    depth: u32,
}

impl<'a> Expressions<'a> {
    pub(super) fn new(text: &'a str, source: SourceId, dialect: Dialect) -> Self {
        Self { text, source, dialect, offsets: None, locals: Vec::new(), quoted: true, depth: 0 }
    }

    pub(super) fn span(&self, range: TextRange) -> Span {
        match self.offsets {
            Some(map) => Span::new(self.source, map(range.start), map(range.end)),
            None => Span::new(self.source, range.start, range.end),
        }
    }

    pub(super) fn span_of(&self, node: Node) -> Span {
        self.span(node.range())
    }

    pub(super) fn text_of(&self, node: Node) -> &'a str {
        node.text(self.text)
    }

    pub(super) fn name_of(&self, node: Node) -> Arc<str> {
        self.text_of(node).into()
    }

    /// Lets a loop variable shadow everything else until [`pop_local`](Self::pop_local).
    pub(super) fn push_local(&mut self, name: Arc<str>) {
        self.locals.push(name);
    }

    pub(super) fn pop_local(&mut self) {
        self.locals.pop();
    }

    /// Lowers one expression node.
    pub(super) fn lower(&mut self, node: Node) -> Expr {
        let span = self.span_of(node);
        if self.depth >= MAX_DEPTH {
            return Expr { kind: ExprKind::Unsupported("the expression nests too deeply".into()), span };
        }
        self.depth += 1;
        let kind = self.kind(node);
        self.depth -= 1;
        Expr { kind, span }
    }

    fn kind(&mut self, node: Node) -> ExprKind {
        match node.kind() {
            Kind::Null => ExprKind::Null,
            Kind::True => ExprKind::Bool(true),
            Kind::False => ExprKind::Bool(false),
            Kind::Number => number(self.text_of(node)),
            Kind::String | Kind::MultilineString => ExprKind::String(self.string(node).into()),
            Kind::Template | Kind::Heredoc | Kind::TemplateBody => self.template(node),
            Kind::Array => ExprKind::Array(self.elements(node.children())),
            Kind::Object => ExprKind::Object(self.entries(node)),
            Kind::Identifier => self.identifier(node),
            Kind::Parenthesized | Kind::NonNull | Kind::Interpolation => self.inner(node),
            Kind::Unary => self.unary(node),
            Kind::Binary => self.binary(node),
            Kind::Conditional => self.three(node, ExprKind::Conditional),
            Kind::Call => self.call(node),
            Kind::MethodCall => self.method(node),
            Kind::Member | Kind::SafeMember => self.member(node),
            Kind::NestedMember => self.nested(node),
            Kind::Index | Kind::SafeIndex => self.index(node),
            Kind::FullSplat | Kind::AttributeSplat => self.splat(node),
            Kind::For | Kind::ForTuple | Kind::ForObject => self.for_expression(node),
            Kind::Lambda => self.lambda(node),
            Kind::TemplateIf => self.template_if(node),
            Kind::TemplateFor => self.template_for(node),
            Kind::Error => ExprKind::Unsupported("a syntax error".into()),
            other => ExprKind::Unsupported(format!("{other:?} is not an expression")),
        }
    }

    fn inner(&mut self, node: Node) -> ExprKind {
        match node.children().next() {
            Some(child) => self.lower(child).kind,
            None => ExprKind::Unsupported("a syntax error".into()),
        }
    }

    fn boxed(&mut self, node: Option<Node>, around: Node) -> Box<Expr> {
        Box::new(match node {
            Some(node) => self.lower(node),
            None => Expr { kind: ExprKind::Unsupported("a syntax error".into()), span: self.span_of(around) },
        })
    }

    fn three(&mut self, node: Node, make: fn(Box<Expr>, Box<Expr>, Box<Expr>) -> ExprKind) -> ExprKind {
        let mut parts = node.children();
        let mut next = || parts.next();
        let (first, second, third) = (next(), next(), next());
        make(self.boxed(first, node), self.boxed(second, node), self.boxed(third, node))
    }

    /// The decoded value of a string leaf, quotes stripped.
    pub(super) fn string(&self, node: Node) -> String {
        let raw = self.text_of(node);
        match (node.kind(), self.dialect) {
            (Kind::MultilineString, _) => {
                let inner = raw.strip_prefix("'''").unwrap_or(raw);
                let inner = inner.strip_suffix("'''").unwrap_or(inner);
                strip_first_newline(inner).to_owned()
            }
            (_, Dialect::Bicep) => decode_bicep(strip_quotes(raw, '\'')).into_owned(),
            (_, Dialect::Hcl) => decode_hcl(strip_quotes(raw, '"'), true).into_owned(),
            (_, Dialect::Arm) => crate::syntax::arm_expression::string_value(raw).into_owned(),
        }
    }

    fn template(&mut self, node: Node) -> ExprKind {
        let mut parts = Vec::new();
        let heredoc = node.kind() == Kind::Heredoc;
        // The inside of a directive is like what is around it.
        let quoted = match node.kind() {
            Kind::TemplateBody => self.quoted,
            kind => !heredoc && kind != Kind::File,
        };
        let outer = std::mem::replace(&mut self.quoted, quoted);
        for part in node.children() {
            let span = self.span_of(part);
            let raw = self.stripped(part);
            let text = match part.kind() {
                Kind::TemplateText if self.dialect == Dialect::Hcl => decode_hcl(raw, quoted).into_owned(),
                Kind::TemplateText => decode_bicep(raw).into_owned(),
                Kind::RawText => raw.to_owned(),
                _ => {
                    parts.push(self.lower(part));
                    continue;
                }
            };
            parts.push(Expr { kind: ExprKind::String(text.into()), span });
        }
        self.quoted = outer;
        if heredoc && self.text_of(node).starts_with("<<-") {
            strip_indentation(&mut parts);
        }
        match parts.as_slice() {
            [] => ExprKind::String("".into()),
            [Expr { kind: ExprKind::String(text), .. }] => ExprKind::String(text.clone()),
            // Terraform: a template of one interpolation is that value, not a string of it.
            [single]
                if self.dialect == Dialect::Hcl && matches!(node.kind(), Kind::Template | Kind::File) =>
            {
                single.kind.clone()
            }
            _ => ExprKind::Template(parts),
        }
    }

    /// A template that is the whole text, without quotes.
    pub(super) fn whole_template(&mut self, root: Node) -> ExprKind {
        self.template(root)
    }

    /// Literal text of a template, without the blanks that strip markers beside it take away:
    /// `~}` before it and `${~` or `%{~` after it.
    fn stripped(&self, part: Node) -> &'a str {
        let (range, mut text) = (part.range(), self.text_of(part));
        if part.kind() != Kind::TemplateText {
            return text;
        }
        let before = self.text.get(..range.start as usize).unwrap_or("");
        let after = self.text.get(range.end as usize..).unwrap_or("");
        if before.ends_with("~}") {
            text = text.trim_start();
        }
        if after.starts_with("${~") || after.starts_with("%{~") {
            text = text.trim_end();
        }
        text
    }

    /// `%{ for }`: the passes one after the other.
    fn template_for(&mut self, node: Node) -> ExprKind {
        let passes = Expr { kind: self.for_expression(node), span: self.span_of(node) };
        ExprKind::Call { function: "*join".into(), arguments: vec![Element { value: passes, spread: false }] }
    }

    fn template_if(&mut self, node: Node) -> ExprKind {
        let parts: Vec<Node> = node.children().collect();
        let test = self.boxed(parts.first().copied(), node);
        let yes = self.boxed(parts.get(1).copied(), node);
        let no = match parts.get(2) {
            Some(no) => Box::new(self.lower(*no)),
            None => Box::new(Expr { kind: ExprKind::String("".into()), span: self.span_of(node) }),
        };
        ExprKind::Conditional(test, yes, no)
    }

    pub(super) fn elements<'t>(&mut self, nodes: impl Iterator<Item = Node<'t>>) -> Vec<Element> {
        nodes
            .map(|node| match (node.kind(), node.children().next()) {
                (Kind::Spread, Some(inner)) => Element { value: self.lower(inner), spread: true },
                _ => Element { value: self.lower(node), spread: false },
            })
            .collect()
    }

    /// The members of an Object node; nested declarations are left to the caller.
    pub(super) fn entries(&mut self, node: Node) -> Vec<Entry> {
        let mut entries = Vec::new();
        for child in node.children() {
            match child.kind() {
                Kind::Property => {
                    let mut parts = child.children();
                    if let (Some(key), Some(value)) = (parts.next(), parts.next()) {
                        entries.push(Entry::Property { key: self.key(key), value: self.lower(value) });
                    }
                }
                Kind::Spread => {
                    if let Some(inner) = child.children().next() {
                        entries.push(Entry::Spread(self.lower(inner)));
                    }
                }
                Kind::Error => {
                    entries.push(self.lost_member(child));
                    entries.extend(self.entries(child));
                }
                _ => {}
            }
        }
        entries
    }

    /// A member whose name is lost in a syntax error: the object may have more than is known.
    pub(super) fn lost_member(&self, node: Node) -> Entry {
        let lost = |span| Expr { kind: ExprKind::Unsupported("there is a syntax error in it".into()), span };
        let span = self.span_of(node);
        Entry::Property { key: lost(span), value: lost(span) }
    }

    /// A bare name as object key is a string, not a reference.
    fn key(&mut self, node: Node) -> Expr {
        match node.kind() {
            Kind::Identifier | Kind::True | Kind::False | Kind::Null | Kind::Number => {
                Expr { kind: ExprKind::String(self.name_of(node)), span: self.span_of(node) }
            }
            _ => self.lower(node),
        }
    }

    fn identifier(&mut self, node: Node) -> ExprKind {
        let name = self.name_of(node);
        let space = match self.dialect {
            Dialect::Hcl if self.locals.contains(&name) => Space::Local,
            Dialect::Hcl => Space::Ambient,
            _ => Space::Any,
        };
        ExprKind::Name(space, name)
    }

    fn unary(&mut self, node: Node) -> ExprKind {
        let mut parts = node.children();
        let operator = parts.next().map(|node| self.text_of(node));
        let operand = parts.next();
        let op = if operator == Some("!") { UnaryOp::Not } else { UnaryOp::Negate };
        match (op, self.boxed(operand, node)) {
            (UnaryOp::Not, operand) => ExprKind::Unary(op, operand),
            (UnaryOp::Negate, operand) => match operand.kind {
                ExprKind::Int(value) => ExprKind::Int(value.saturating_neg()),
                ExprKind::Float(value) => ExprKind::Float(-value),
                _ => ExprKind::Unary(op, operand),
            },
        }
    }

    fn binary(&mut self, node: Node) -> ExprKind {
        let mut parts = node.children();
        let (left, operator, right) = (parts.next(), parts.next(), parts.next());
        let Some(op) = operator.and_then(|node| binary_op(self.text_of(node))) else {
            return ExprKind::Unsupported("a syntax error".into());
        };
        ExprKind::Binary(op, self.boxed(left, node), self.boxed(right, node))
    }

    fn call(&mut self, node: Node) -> ExprKind {
        let mut parts = node.children();
        let function = parts.next().map_or("", |name| self.text_of(name));
        let arguments = self.elements(parts);
        match self.dialect {
            Dialect::Arm => super::arm_expr::fold(function, arguments, self.span_of(node)),
            _ => ExprKind::Call { function: function.into(), arguments },
        }
    }

    fn method(&mut self, node: Node) -> ExprKind {
        let mut parts = node.children();
        let object = parts.next();
        let name: Arc<str> = parts.next().map_or("", |name| self.text_of(name)).into();
        let arguments = self.elements(parts);
        let namespace = object.filter(|o| o.kind() == Kind::Identifier).map(|o| self.text_of(o));
        match (self.dialect, namespace) {
            // `az.` and `sys.` are Bicep's own namespaces.
            (Dialect::Bicep, Some("az" | "sys")) => ExprKind::Call { function: name, arguments },
            (Dialect::Arm, Some(namespace)) => {
                ExprKind::Call { function: format!("{namespace}.{name}").into(), arguments }
            }
            _ => ExprKind::Method { object: self.boxed(object, node), name, arguments },
        }
    }

    fn nested(&mut self, node: Node) -> ExprKind {
        let mut parts = node.children();
        let (resource, name) = (parts.next(), parts.next());
        let name = name.map_or("".into(), |name| self.name_of(name));
        ExprKind::Nested(self.boxed(resource, node), name)
    }

    fn for_expression(&mut self, node: Node) -> ExprKind {
        let mut parts = node.children();
        let names: Vec<Arc<str>> = parts
            .next()
            .map(|variables| variables.children().map(|name| self.name_of(name)).collect())
            .unwrap_or_default();
        let collection = self.boxed(parts.next(), node);
        let rest: Vec<Node> = parts.collect();
        let before = self.locals.len();
        self.locals.extend(names.iter().cloned());
        let mut values = rest.iter().filter(|n| !matches!(n.kind(), Kind::ForFilter | Kind::Grouping));
        let result_key = match node.kind() {
            Kind::ForObject => values.next().map(|key| self.lower(*key)),
            _ => None,
        };
        let mut condition = None;
        let body = match values.next() {
            Some(body) if body.kind() == Kind::If => {
                let mut inner = body.children();
                condition = inner.next().map(|test| self.lower(test));
                *self.boxed(inner.next(), *body)
            }
            body => *self.boxed(body.copied(), node),
        };
        if let Some(filter) = rest.iter().find(|n| n.kind() == Kind::ForFilter) {
            condition = filter.children().next().map(|test| self.lower(test));
        }
        self.locals.truncate(before);
        let grouping = rest.iter().any(|n| n.kind() == Kind::Grouping);
        let (item, key) = for_names(names, self.dialect);
        ExprKind::For(Box::new(For {
            item,
            key,
            collection: *collection,
            condition,
            result_key,
            body,
            grouping,
            iterator: false,
        }))
    }

    fn lambda(&mut self, node: Node) -> ExprKind {
        let mut parts = node.children();
        let parameters = parts
            .next()
            .map(|list| list.children().map(|name| self.name_of(name)).collect())
            .unwrap_or_default();
        ExprKind::Lambda(parameters, self.boxed(parts.next(), node))
    }
}

/// Bicep writes `(item, index)`, HCL `key, item`.
pub(super) fn for_names(names: Vec<Arc<str>>, dialect: Dialect) -> (Arc<str>, Option<Arc<str>>) {
    let mut names = names.into_iter();
    let first = names.next().unwrap_or_else(|| "".into());
    match (names.next(), dialect) {
        (Some(second), Dialect::Hcl) => (second, Some(first)),
        (second, _) => (first, second),
    }
}

fn binary_op(text: &str) -> Option<BinaryOp> {
    Some(match text {
        "+" => BinaryOp::Add,
        "-" => BinaryOp::Subtract,
        "*" => BinaryOp::Multiply,
        "/" => BinaryOp::Divide,
        "%" => BinaryOp::Modulo,
        "==" => BinaryOp::Equal,
        "!=" => BinaryOp::NotEqual,
        "=~" => BinaryOp::EqualFold,
        "!~" => BinaryOp::NotEqualFold,
        "<" => BinaryOp::Less,
        "<=" => BinaryOp::LessEqual,
        ">" => BinaryOp::Greater,
        ">=" => BinaryOp::GreaterEqual,
        "&&" => BinaryOp::And,
        "||" => BinaryOp::Or,
        "??" => BinaryOp::Coalesce,
        _ => return None,
    })
}

/// A number literal of any of the languages.
pub(super) fn number(text: &str) -> ExprKind {
    match (text.parse::<i64>(), text.parse::<f64>()) {
        (Ok(value), _) => ExprKind::Int(value),
        (_, Ok(value)) => ExprKind::Float(value),
        _ => ExprKind::Unsupported(format!("`{text}` is not a number")),
    }
}
