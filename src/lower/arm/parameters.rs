//! Parameters: their declarations in templates, and the values that parameter files and nested
//! deployments give them.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Lowering, Member};
use crate::lower::{Base, Element, Expr, ExprKind, Parameter, ParameterFile, Type, Variable};
use crate::source::Span;
use crate::syntax::{Kind, Node};

impl Lowering<'_> {
    pub(super) fn parameter_file(&mut self, parameters: Option<Node>) -> ParameterFile {
        self.expressions = false;
        let values = parameters.map(|parameters| self.members(parameters)).unwrap_or_default();
        let values = values.into_iter().map(|member| {
            let value = self.argument(member.value);
            Variable { name: member.name.into(), name_span: self.span(member.key), value }
        });
        ParameterFile {
            path: self.input.source.path.clone(),
            source: self.input.id,
            values: values.collect(),
            ..ParameterFile::default()
        }
    }

    /// `{value: …}`, a key vault reference, or something that gives such an object: an expression, a
    /// copy loop that makes the value.
    pub(super) fn argument(&self, node: Node) -> Expr {
        let span = self.span(node);
        let object = Some(node).filter(|node| node.kind() == Kind::Object);
        let part = |name| object.and_then(|object| self.member(object, name));
        if let Some(value) = part("value") {
            return self.value(value);
        }
        if let Some(reference) = part("reference") {
            return Expr { kind: self.key_vault_reference(reference), span };
        }
        let object = Box::new(self.value(node));
        Expr { kind: ExprKind::Member { object, name: "value".into(), safe: true }, span }
    }

    /// `{keyVault: {id}, secretName}` is what Bicep writes as `vault.getSecret(name)`: a secret
    /// (learn.microsoft.com/azure/azure-resource-manager/templates/key-vault-parameter).
    fn key_vault_reference(&self, reference: Node) -> ExprKind {
        let vault = self.member(reference, "keyVault").unwrap_or(reference);
        let vault = self.member(vault, "id").map_or_else(|| self.value(vault), |id| self.value(id));
        let parts = ["secretName", "secretVersion"];
        let arguments = parts.iter().filter_map(|part| self.member(reference, part));
        let arguments = arguments.map(|part| Element { value: self.value(part), spread: false }).collect();
        ExprKind::Method { object: Box::new(vault), name: "getSecret".into(), arguments }
    }

    /// A declaration, what its `"$ref": "#/definitions/…"` names, what that refers to and so on.
    fn definitions<'t>(&self, root: Node<'t>, declared: Node<'t>) -> Vec<Node<'t>> {
        const MAX_STEPS: usize = 16;
        let next = |at: &Node<'t>| {
            let reference = self.text(self.member(*at, "$ref")?);
            let definitions = self.member(root, "definitions")?;
            self.member(definitions, reference.strip_prefix("#/definitions/")?)
        };
        std::iter::successors(Some(declared), next).take(MAX_STEPS).collect()
    }

    pub(super) fn parameter(&self, root: Node, member: &Member) -> Parameter {
        let definitions = self.definitions(root, member.value);
        let part = |name| definitions.iter().find_map(|definition| self.member(*definition, name));
        let declared =
            part("type").map(|declared| self.text(declared).to_ascii_lowercase()).unwrap_or_default();
        // Those of an array are what its members may be.
        let allowed = part("allowedValues").filter(|_| declared != "array");
        Parameter {
            name: member.name.as_str().into(),
            name_span: self.span(member.key),
            default: part("defaultValue").map(|default| self.value(default)),
            allowed: allowed.map(|allowed| self.value(allowed)),
            secure: declared.starts_with("secure"),
            nullable: part("nullable").is_some_and(|nullable| nullable.kind() == Kind::True),
            null_is_default: true,
            base: base(&declared),
            secure_parts: self.has_secrets(root, member.value),
            ..Parameter::default()
        }
    }

    /// Whether a declaration says of parts of its values that they are secrets.
    fn has_secrets(&self, root: Node, declared: Node) -> bool {
        const MAX_PARTS: usize = 1000;
        let mut open = vec![declared];
        for _ in 0..MAX_PARTS {
            let Some(node) = open.pop() else { return false };
            for definition in self.definitions(root, node) {
                let declared = self.member(definition, "type").map(|declared| self.text(declared));
                if declared.is_some_and(|declared| declared.to_ascii_lowercase().starts_with("secure")) {
                    return true;
                }
                open.extend(
                    ["items", "additionalProperties"].iter().filter_map(|it| self.member(definition, it)),
                );
                let properties = self.member(definition, "properties");
                let properties = properties.map(|properties| self.members(properties)).unwrap_or_default();
                open.extend(properties.iter().map(|property| property.value));
            }
        }
        true
    }

    /// What the definitions say that other files may import.
    pub(super) fn types(&self, root: Node, definitions: Node) -> HashMap<Arc<str>, Type> {
        let members = self.members(definitions).into_iter();
        let exported = members.filter(|member| {
            self.member(member.value, "metadata")
                .and_then(|metadata| self.member(metadata, "__bicep_export!"))
                .is_some_and(|exported| exported.kind() == Kind::True)
        });
        let meaning = |member: Member| {
            let Parameter { allowed, secure, nullable, base, .. } = self.parameter(root, &member);
            (Arc::from(member.name), Type { allowed, secure, nullable, base, named: Vec::new() })
        };
        exported.map(meaning).collect()
    }
}

/// What the name of a type of parameters in lower case means.
fn base(declared: &str) -> Option<Base> {
    Some(match declared.strip_prefix("secure").unwrap_or(declared) {
        "string" => Base::String,
        "int" => Base::Int,
        "bool" => Base::Bool,
        "object" => Base::Object,
        "array" => Base::Array,
        _ => return None,
    })
}

/// A string of a parameter file. The Azure Developer CLI replaces `${NAME}` in it by an environment
/// variable, and `${NAME=default}` by the default where there is none
/// (learn.microsoft.com/azure/developer/azure-developer-cli/manage-environment-variables).
pub(super) fn with_environment(text: &str, span: Span) -> ExprKind {
    let literal = |text: &str| Expr { kind: ExprKind::String(text.into()), span };
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${")
        && let Some((name, after)) = after.split_once('}')
    {
        if !before.is_empty() {
            parts.push(literal(before));
        }
        parts.push(match name.split_once('=') {
            Some((_, default)) => literal(default),
            None => {
                let reason = format!("it comes from the environment variable `{name}`");
                Expr { kind: ExprKind::Unsupported(reason), span }
            }
        });
        rest = after;
    }
    match parts.as_slice() {
        [] => ExprKind::String(text.into()),
        [only] if rest.is_empty() => only.kind.clone(),
        _ => {
            parts.push(literal(rest));
            ExprKind::Template(parts)
        }
    }
}
