//! Text to syntax tree: one node arena, one cursor and one recovery scheme for all languages.
//!
//! A parser never fails: it returns a [`SyntaxTree`] and the [`SyntaxError`]s it met. Each parser
//! runs strictly first and, only if that found an error, once more in a tolerant mode that treats
//! the start of the next declaration as a synchronisation point.
//!
//! Nodes are stored in **post-order**: a node comes after its children, `size` counts the node
//! itself and all its descendants, and the root is the last node. Punctuation, keywords, white
//! space and comments are not nodes but the gaps between them, so the tree is lossless by its
//! byte ranges: leaves and gaps in order are the text.

pub mod arm_expression;
pub mod bicep;
pub mod hcl;
pub mod json;
mod tree;

pub use tree::{
    Builder, Checkpoint, Children, Node, NodeId, Parents, Piece, SyntaxError, SyntaxTree, TextRange,
};

/// Nesting deeper than this is reported and not followed. Keeps every parser within 128 KB of
/// stack; the deepest file of the measured public corpora nests 25 deep.
pub const MAX_DEPTH: u32 = 200;

/// The kind of a syntax node. One set for all languages; the comment gives the children in order
/// (`?` optional, `*` any number). Leaves have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Kind {
    /// The whole text: statements, or one JSON value, or one expression.
    File,
    /// Text that could not be parsed. Children: whatever could.
    Error,

    // Names and literals
    /// Leaf. A bare name; in HCL calls also `provider::ns::name`.
    Identifier,
    /// Leaf. An unsigned number.
    Number,
    /// Leaf `true`.
    True,
    /// Leaf `false`.
    False,
    /// Leaf `null`.
    Null,
    /// Leaf. A quoted string without interpolation, quotes included, escapes not decoded.
    String,
    /// Leaf. Bicep `'''…'''` without interpolation, quotes included; nothing is escaped.
    MultilineString,
    /// A quoted string with interpolation or directives: (TemplateText | RawText | Interpolation |
    /// TemplateIf | TemplateFor)*.
    Template,
    /// HCL `<<EOT` or `<<-EOT`, marker lines included: children as for Template.
    Heredoc,
    /// Leaf. Literal text in a Template or Heredoc, escapes not decoded.
    TemplateText,
    /// Leaf. Literal text in a Bicep `$'''…'''`: nothing is escaped. A line end right after the
    /// opening quotes is not part of it.
    RawText,
    /// `${ expr }` in a template, delimiters included: expr.
    Interpolation,
    /// HCL `%{ if }…%{ else }…%{ endif }`: condition, TemplateBody, TemplateBody?.
    TemplateIf,
    /// HCL `%{ for }…%{ endfor }`: ForVariables, collection, TemplateBody.
    TemplateFor,
    /// The inside of a directive: children as for Template.
    TemplateBody,

    // Expressions
    /// `[…]`: (expr | Spread)*. Bicep `[for …]` is For instead.
    Array,
    /// `{…}`: (Property | Spread | nested declaration)*.
    Object,
    /// key, value. Key: Identifier, String, Template, or in HCL any expression.
    Property,
    /// Bicep `...expr` in an array or object, HCL `expr...` as last argument: expr.
    Spread,
    /// `( expr )`: expr.
    Parenthesized,
    /// Operator, expr.
    Unary,
    /// expr, Operator, expr.
    Binary,
    /// Leaf. The operator of a Unary or Binary.
    Operator,
    /// `c ? a : b`: expr, expr, expr.
    Conditional,
    /// `f(…)`: Identifier, (expr | Spread)*.
    Call,
    /// `o.f(…)`: expr, Identifier, expr*.
    MethodCall,
    /// `o.name`: expr, Identifier.
    Member,
    /// Bicep `o.?name`: expr, Identifier.
    SafeMember,
    /// Bicep `o::name`: expr, Identifier.
    NestedMember,
    /// `o[i]`, HCL also `o.0`: expr, expr | FromEnd.
    Index,
    /// Bicep `o[?i]`: expr, expr | FromEnd.
    SafeIndex,
    /// Bicep `^i` inside an index: expr.
    FromEnd,
    /// Bicep `o!`: expr.
    NonNull,
    /// HCL `o[*]`: expr. What follows applies to each element.
    FullSplat,
    /// HCL `o.*`: expr. Attributes that follow apply to each element.
    AttributeSplat,
    /// Bicep `[for x in c: body]`: ForVariables, collection, body (expr | If).
    For,
    /// HCL `[for x in c : value if cond]`: ForVariables, collection, value, ForFilter?.
    ForTuple,
    /// HCL `{for k, v in c : key => value... if cond}`: ForVariables, collection, key, value,
    /// Grouping?, ForFilter?.
    ForObject,
    /// Identifier, Identifier?. Bicep: item, index. HCL: item alone, or key and item.
    ForVariables,
    /// HCL `if cond` of a for expression: expr.
    ForFilter,
    /// Leaf. HCL `...` of a for expression.
    Grouping,
    /// Bicep `if (cond) body` of a resource, module or loop: condition (Parenthesized), body.
    If,
    /// Bicep `x => body`: LambdaParameters, body.
    Lambda,
    /// Identifier*.
    LambdaParameters,

    // Bicep statements; every one may start with Decorator*
    /// `@expr`: expr.
    Decorator,
    /// `targetScope = expr`: expr.
    TargetScope,
    /// `param name type = default`: Identifier, Type?, Default?. Also `.bicepparam` assignments.
    Param,
    /// `= expr` of a parameter: expr.
    Default,
    /// `var name type? = expr`: Identifier, Type?, expr.
    Var,
    /// `output name type = expr`: Identifier, Type, expr.
    Output,
    /// `resource name 'type@version' existing? = body`: Identifier, String | Template, Existing?,
    /// body (Object | If | For).
    Resource,
    /// `module name 'path' = body`: Identifier, String | Template, body.
    Module,
    /// Leaf `existing`.
    Existing,
    /// `metadata name = expr`: Identifier, expr.
    Metadata,
    /// `func name(params) type => expr`: Identifier, TypedParameters, Type, expr.
    Func,
    /// TypedParameter*.
    TypedParameters,
    /// Identifier, Type.
    TypedParameter,
    /// `type name = type`: Identifier, Type.
    TypeDeclaration,
    /// A type, at its outermost: one type expression, built from the expression kinds, UnionType,
    /// ArrayType, NullableType, TypeArguments.
    Type,
    /// `a | b`: types.
    UnionType,
    /// `t[]`: type. The accesses `t[1]`, `t[*]`, `t.*`, `t.name` and `t!` are as in expressions.
    ArrayType,
    /// `t?`: type.
    NullableType,
    /// `name<…>`: Identifier or Member, types. Also `resource 'type'`: Identifier, String.
    TypeArguments,
    /// Object type member: Decorator*, Identifier | String | Operator (`*`), type.
    TypeProperty,
    /// Tuple type member: Decorator*, type.
    TypeItem,
    /// `import … from 'path'`: (ImportItem* | ImportWildcard), String.
    Import,
    /// Identifier | String, Identifier?.
    ImportItem,
    /// `* as name`: Identifier.
    ImportWildcard,
    /// `extension name with {…} as alias`, also `provider` and `extensionConfig`: String | Template |
    /// Identifier, ExtensionWith?, ExtensionAs?.
    Extension,
    /// expr.
    ExtensionWith,
    /// Identifier.
    ExtensionAs,
    /// `using 'path' | none with …`: String | Template | Identifier, ExtensionWith?.
    Using,
    /// `extends 'path'`: String | Template.
    Extends,
    /// `assert name = expr`: Identifier, expr.
    Assert,
    /// `test name 'path' = body`: Identifier, String, body.
    Test,

    // HCL
    /// `name = expr`: Identifier, expr.
    Attribute,
    /// `type "label" {…}`: Identifier, (String | Identifier)*, BlockBody.
    Block,
    /// `{…}` of a block, braces included: (Attribute | Block | Error)*.
    BlockBody,
}

/// Parses a text in the language it is written in.
pub fn parse(language: crate::source::Language, text: &str) -> SyntaxTree {
    use crate::source::Language;
    match language {
        Language::Bicep | Language::BicepParam => bicep::parse(text),
        Language::Terraform | Language::TerraformVars | Language::TerraformLock | Language::Terragrunt => {
            hcl::parse(text)
        }
        // It is no code; its own reader knows TOML.
        Language::Configuration => hcl::parse(""),
        Language::Json | Language::TerraformJson | Language::TerraformVarsJson => json::parse(text),
    }
}
