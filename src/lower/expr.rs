//! The expression language that all three languages are lowered to. Everything in it has a span.

use std::sync::Arc;

use crate::source::Span;

/// An expression and where it is written.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// One kind of expression. Operators and conditionals that ARM spells as functions (`if`, `equals`,
/// `parameters`) are lowered to the same kinds as in the other languages.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// A string without interpolation, decoded.
    String(Arc<str>),
    /// A string with interpolation: literal text and expressions in order.
    Template(Vec<Expr>),
    /// `[…]`
    Array(Vec<Element>),
    /// `{…}`
    Object(Vec<Entry>),
    /// A name that the scope resolves.
    Name(Space, Arc<str>),
    /// `object.name`
    Member {
        /// What the member is taken of.
        object: Box<Expr>,
        /// Its name.
        name: Arc<str>,
        /// Bicep `.?`: null if it is not there.
        safe: bool,
    },
    /// `object[index]`
    Index {
        /// What is indexed.
        object: Box<Expr>,
        /// The index or key.
        index: Box<Expr>,
        /// Bicep `[?i]`: null if it is not there.
        safe: bool,
        /// Bicep `[^i]`: counted from the end, 1-based.
        from_end: bool,
    },
    /// `function(arguments)`; the name as written, namespaces dropped.
    Call {
        /// Name of the function.
        function: Arc<str>,
        /// Arguments; a spread is Terraform's `list...`.
        arguments: Vec<Element>,
    },
    /// `object.method(arguments)`: Bicep functions of resources and modules.
    Method {
        /// What the method is called on.
        object: Box<Expr>,
        /// Its name.
        name: Arc<str>,
        /// Arguments.
        arguments: Vec<Element>,
    },
    /// `test ? yes : no`
    Conditional(Box<Expr>, Box<Expr>, Box<Expr>),
    /// Prefix operator.
    Unary(UnaryOp, Box<Expr>),
    /// Infix operator.
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// A loop that gives an array or an object.
    For(Box<For>),
    /// Bicep `resource::child`
    Nested(Box<Expr>, Arc<str>),
    /// `(a, b) => body`
    Lambda(Vec<Arc<str>>, Box<Expr>),
    /// What must not be shown: whatever it is, it is set.
    Secret,
    /// What could not be lowered, and why.
    Unsupported(String),
}

/// Where a name is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Space {
    /// Bicep bare names: innermost local first, then parameters, variables, resources, modules.
    Any,
    /// Loop and lambda variables, `each.key`, `count.index`.
    Local,
    /// `var.x`, `parameters('x')`
    Parameter,
    /// `local.x`, `variables('x')`
    Variable,
    /// A resource by symbol; Terraform `type.name` or `data.type.name`.
    Resource,
    /// A module call by symbol.
    Module,
    /// Terraform `path.module`, `terraform.workspace` and the like: never known.
    Ambient,
}

/// An array element or argument.
#[derive(Clone, Debug)]
pub struct Element {
    /// The value, or the collection that is spread.
    pub value: Expr,
    /// True if each member of `value` is an element.
    pub spread: bool,
}

/// A member of an object.
#[derive(Clone, Debug)]
pub enum Entry {
    /// `key: value`
    Property {
        /// The key; a string literal unless it is computed.
        key: Expr,
        /// The value.
        value: Expr,
    },
    /// `...value`
    Spread(Expr),
}

/// A for expression.
#[derive(Clone, Debug)]
pub struct For {
    /// Name of the element.
    pub item: Arc<str>,
    /// Name of the index (Bicep) or key (Terraform).
    pub key: Option<Arc<str>>,
    /// What is walked.
    pub collection: Expr,
    /// Elements for which this is false are left out.
    pub condition: Option<Expr>,
    /// For an object: the key.
    pub result_key: Option<Expr>,
    /// The value.
    pub body: Expr,
    /// Terraform `...`: values of equal keys are collected.
    pub grouping: bool,
    /// Terraform `dynamic`: `item` is an object with `key` and `value`.
    pub iterator: bool,
}

/// Prefix operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    /// `!`
    Not,
    /// `-`
    Negate,
}

/// Infix operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum BinaryOp {
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Equal,
    NotEqual,
    /// Bicep `=~`: equal without case.
    EqualFold,
    /// Bicep `!~`
    NotEqualFold,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    And,
    Or,
    /// Bicep `??`
    Coalesce,
}
