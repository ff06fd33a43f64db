//! `reference(…)` of ARM templates: by symbolic name, or by the id of a deployment of the template.
//! It gives what a symbol gives in Bicep, so that outputs of deployments are followed and attributes
//! of resources know what they belong to
//! (learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#reference).

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::loops::Iteration;
use super::scope::{Evaluator, Locals, Scope};
use super::value::{Piece, Reference, Unknown, Value, ValueKind};
use crate::source::Span;

/// The deployments of a scope by the name they have in Azure: index of the call and loop suffix.
pub(super) type DeploymentNames = HashMap<String, (usize, String)>;

/// What Bicep compiles a reference to a secure output to.
const SECURE_OUTPUTS: &str = "listOutputsWithSecureValues";

impl<'a> Evaluator<'a> {
    /// The resource or deployment that `reference(name or id, version, 'full')` means; `None` if it is
    /// not in the template.
    pub(super) fn arm_reference(
        &self,
        scope: &Rc<Scope<'a>>,
        function: &str,
        arguments: &[Value],
        span: Span,
    ) -> Option<Value> {
        let is_secure = function.eq_ignore_ascii_case(SECURE_OUTPUTS);
        if !is_secure && !function.eq_ignore_ascii_case("reference") {
            return None;
        }
        let target = self.referenced_by(scope, arguments.first()?, span)?;
        let is_full =
            arguments.get(2).and_then(Value::as_str).is_some_and(|it| it.eq_ignore_ascii_case("full"));
        match is_full {
            true => Some(target),
            false => {
                let name: Arc<str> = if is_secure { SECURE_OUTPUTS } else { "properties" }.into();
                Some(self.reference_member(target.as_unknown()?.reference.as_ref()?, &name, span))
            }
        }
    }

    fn referenced_by(&self, scope: &Rc<Scope<'a>>, target: &Value, span: Span) -> Option<Value> {
        if let ValueKind::Unknown(id) = &target.kind {
            let (index, suffix) = self.deployment_of(scope, id)?;
            return Some(with_suffix(self.reference(scope, index, true, span), &suffix));
        }
        // `symbol`, or `symbol[index]` of a loop.
        let (symbol, suffix) = match &target.kind {
            ValueKind::String(text) => match text.split_once('[') {
                Some((symbol, index)) => (symbol.to_owned(), format!("[{index}")),
                None => (text.to_string(), String::new()),
            },
            ValueKind::Partial(pieces) => match pieces.first()? {
                Piece::Text(text) => (text.strip_suffix('[')?.to_owned(), "[*]".to_owned()),
                Piece::Unknown(_) => return None,
            },
            _ => return None,
        };
        let value = match (scope.names.call(&symbol), scope.names.resource(&symbol)) {
            (Some(index), _) if scope.module.symbolic => self.reference(scope, index, true, span),
            (None, Some(index)) if scope.module.symbolic => self.reference(scope, index, false, span),
            _ => {
                let (index, suffix) = self.deployment_named(scope, target.as_str()?)?;
                return Some(with_suffix(self.reference(scope, index, true, span), &suffix));
            }
        };
        Some(with_suffix(value, &suffix))
    }

    /// The deployment whose id is `resourceId('Microsoft.Resources/deployments', name)` or the like.
    fn deployment_of(&self, scope: &Rc<Scope<'a>>, id: &Unknown) -> Option<(usize, String)> {
        let (function, rest) = id.key.split_once('(')?;
        let is_id = ["resourceId", "subscriptionResourceId", "extensionResourceId", "tenantResourceId"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(function));
        let start = rest.to_ascii_lowercase().find("microsoft.resources/deployments,").filter(|_| is_id)?;
        let name = rest.get(start + "microsoft.resources/deployments,".len()..)?.strip_suffix(')')?;
        self.deployment_named(scope, name)
    }

    fn deployment_named(&self, scope: &Rc<Scope<'a>>, name: &str) -> Option<(usize, String)> {
        let known = scope.deployments.borrow().clone();
        let names = known.unwrap_or_else(|| {
            // Names that need the name of a deployment find none.
            scope.deployments.replace(Some(Rc::default()));
            let names = Rc::new(self.deployment_names(scope));
            scope.deployments.replace(Some(names.clone()));
            names
        });
        names.get(name).cloned()
    }

    fn deployment_names(&self, scope: &Rc<Scope<'a>>) -> DeploymentNames {
        let mut names = DeploymentNames::new();
        for (index, call) in scope.module.calls.iter().enumerate() {
            let Some(name) = &call.name else { continue };
            let passes = match &call.repeat {
                Some(repeat) => self.iterations(scope, &Locals::default(), repeat),
                None => vec![Iteration::only(&Locals::default())],
            };
            for pass in passes {
                // Known text and unknown are in one form here and in the key of an id.
                let name = self.eval(scope, &pass.locals, name).canonical();
                names.entry(name).or_insert((index, pass.suffix));
            }
        }
        names
    }
}

/// The reference at an instance of a loop.
fn with_suffix(mut value: Value, suffix: &str) -> Value {
    if let ValueKind::Unknown(unknown) = &mut value.kind
        && !suffix.is_empty()
    {
        let unknown = Rc::make_mut(unknown);
        unknown.key.push_str(suffix);
        if let Some(reference) = &mut unknown.reference {
            reference.address.push_str(suffix);
        }
        unknown.reason = format!("`{}` is known only after deployment", unknown.key);
    }
    value
}

/// Whether a path leads to an output of a deployment, and to which: `outputs.x` in Bicep,
/// `properties.outputs.x.value` in ARM.
pub(super) fn output_of(reference: &Reference, is_arm: bool) -> Option<&Arc<str>> {
    let same = |part: &Arc<str>, name: &str| part.eq_ignore_ascii_case(name);
    match (is_arm, reference.path.as_slice()) {
        (false, [outputs, output]) if same(outputs, "outputs") => Some(output),
        (true, [properties, outputs, output, value])
            if same(properties, "properties") && same(outputs, "outputs") && same(value, "value") =>
        {
            Some(output)
        }
        (true, [outputs, output]) if same(outputs, SECURE_OUTPUTS) => Some(output),
        _ => None,
    }
}
