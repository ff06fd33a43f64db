//! Resources and deployments of a template.

use std::sync::Arc;

use super::{Lowering, Member};
use crate::lower::bicep::key_span;
use crate::lower::{Call, Declaration, Entry, Expr, ExprKind, Module, Repeat, Target};
use crate::source::Span;
use crate::syntax::{Kind, Node};

const DEPLOYMENT: &str = "Microsoft.Resources/deployments";

impl Lowering<'_> {
    /// The resources of an array, or of an object with symbolic names (languageVersion 2.0).
    pub(super) fn resources(&self, list: Node, parent: Option<usize>, module: &mut Module) {
        match list.kind() {
            Kind::Array => {
                for resource in list.children().filter(|child| child.kind() == Kind::Object) {
                    self.resource(resource, None, parent, module);
                }
            }
            Kind::Object => {
                for member in self.members(list) {
                    self.resource(member.value, Some(member.name.into()), parent, module);
                }
            }
            _ => {}
        }
    }

    fn resource(&self, node: Node, symbol: Option<Arc<str>>, parent: Option<usize>, module: &mut Module) {
        let members = self.members(node);
        let find = |name: &str| members.iter().find(|member| member.name.eq_ignore_ascii_case(name));
        let Some(declared) = find("type") else { return };
        let text = self.text(declared.value);
        // Bicep extensibility writes `Type@version`.
        let (text, version) = text.split_once('@').unwrap_or((&text, ""));
        let is_extension = !version.is_empty();
        let kind = match parent.and_then(|parent| module.resources.get(parent)) {
            Some(parent) if !text.contains('.') => format!("{}/{text}", parent.kind),
            _ => text.to_owned(),
        };
        let api_version = match find("apiVersion") {
            Some(member) => Some(self.value(member.value)),
            None if !is_extension => None,
            None => Some(Expr { kind: ExprKind::String(version.into()), span: self.span(declared.value) }),
        };
        let name = find("name").map(|name| self.text(name.value)).unwrap_or_default();
        let symbol = symbol.unwrap_or_else(|| name.trim_matches(['[', ']']).into());
        let keyword_start = self.span(declared.key);
        let keyword = Span { end: self.span(declared.value).end, ..keyword_start };
        let mut condition = find("condition").map(|condition| self.value(condition.value));
        let copy = find("copy").map(|copy| copy.value).filter(|copy| copy.kind() == Kind::Object);
        if kind.eq_ignore_ascii_case(DEPLOYMENT) {
            let name = find("name").map(|name| self.value(name.value));
            if let Some(call) = self.call(node, Call::of(symbol.clone(), keyword, name, condition.clone())) {
                let is_embedded = matches!(call.target, Target::Embedded(_));
                module.calls.push(self.repeated(copy, call));
                if is_embedded {
                    return;
                }
            }
        }
        let mut body =
            Expr { kind: ExprKind::Object(self.body(members, is_extension)), span: self.span(node) };
        let mut parts = vec![&mut body];
        parts.extend(&mut condition);
        let repeat = copy.and_then(|copy| self.repeat(copy, &mut parts));
        let head = ["properties", "name"].iter().find_map(|key| match &body.kind {
            ExprKind::Object(entries) => entries.iter().find_map(|entry| key_span(entry, key)),
            _ => None,
        });
        let index = module.resources.len();
        let members = self.members(node);
        let find = |name: &str| members.iter().find(|member| member.name.eq_ignore_ascii_case(name));
        module.resources.push(Declaration {
            symbol,
            kind,
            api_version,
            keyword,
            head: head.unwrap_or(keyword),
            span: self.span(node),
            existing: find("existing").is_some_and(|existing| existing.value.kind() == Kind::True),
            condition,
            repeat,
            body,
            parent,
            broken: false,
        });
        for nested in find("resources").map(|resources| resources.value).into_iter().chain(self.inside(node))
        {
            self.resources(nested, Some(index), module);
        }
    }

    /// The resources of a template that is nested in a deployment.
    fn inside<'t>(&self, node: Node<'t>) -> Option<Node<'t>> {
        let kind = self.member(node, "type").map(|kind| self.text(kind))?;
        let template = self.member(self.member(node, "properties")?, "template")?;
        self.member(template, "resources").filter(|_| kind.eq_ignore_ascii_case(DEPLOYMENT))
    }

    /// What is written of a resource itself. Resources of Bicep extensions keep all of it in
    /// `properties`.
    fn body(&self, members: Vec<Member>, is_extension: bool) -> Vec<Entry> {
        let named = |member: &Member, name: &str| member.name.eq_ignore_ascii_case(name);
        if is_extension {
            let properties = members.into_iter().find(|member| named(member, "properties"));
            return properties.map(|properties| self.object(properties.value)).unwrap_or_default();
        }
        let kept =
            |member: &Member| !["resources", "copy", "condition"].iter().any(|skip| named(member, skip));
        self.entries(members.into_iter().filter(kept).collect())
    }

    /// A deployment as a call: of a nested template with a scope of its own or of a linked one. None
    /// if it has neither. A nested template without scope of its own is a part of this one.
    fn call(&self, node: Node, call: Call) -> Option<Call> {
        let properties = self.member(node, "properties").filter(|p| p.kind() == Kind::Object)?;
        let inner = self
            .member(properties, "expressionEvaluationOptions")
            .and_then(|options| self.member(options, "scope"))
            .is_some_and(|scope| self.text(scope).eq_ignore_ascii_case("inner"));
        let template = self.member(properties, "template").filter(|it| it.kind() == Kind::Object);
        let (target, target_span) = match (template, self.member(properties, "templateLink")) {
            (Some(template), _) if inner => {
                (Target::Embedded(Arc::new(self.template(template))), call.keyword)
            }
            (None, Some(link)) => match (self.member(link, "relativePath"), self.member(link, "uri")) {
                (Some(path), _) => (Target::Path(self.input.resolve(&self.text(path))), self.span(path)),
                (_, Some(uri)) => (Target::Remote(self.text(uri)), self.span(uri)),
                _ => (Target::Remote("a template link without address".into()), self.span(link)),
            },
            _ => return None,
        };
        let arguments = self.member(properties, "parameters").map(|parameters| self.members(parameters));
        let arguments = arguments.unwrap_or_default().into_iter().map(|argument| {
            let key = Expr { kind: ExprKind::String(argument.name.into()), span: self.span(argument.key) };
            Entry::Property { key, value: self.argument(argument.value) }
        });
        let arguments = Expr { kind: ExprKind::Object(arguments.collect()), span: target_span };
        let scope = self.member(node, "resourceGroup").map(|group| self.value(group));
        Some(Call { target, target_span, arguments, scope, ..call })
    }

    /// The call with its copy loop.
    fn repeated(&self, copy: Option<Node>, mut call: Call) -> Call {
        let mut parts = vec![&mut call.arguments];
        parts.extend(call.condition.iter_mut().chain(&mut call.name).chain(&mut call.scope));
        let repeat: Option<Repeat> = copy.and_then(|copy| self.repeat(copy, &mut parts));
        Call { repeat, ..call }
    }
}
