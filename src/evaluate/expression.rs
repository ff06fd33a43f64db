//! Evaluation of expressions. The trace follows references, members, the taken branch and picks;
//! at any other operation the expression itself is the deciding place and its operands are hops.

use std::rc::Rc;
use std::sync::Arc;

use super::access::has_safe_access;
use super::functions::{self, Scalar};
use super::limits::{MAX_ELEMENTS, TOO_DEEP, TOO_MANY, TOO_MANY_STEPS};
use super::scope::{Evaluator, Locals, Scope};
use super::value::{Alternative, Item, List, Object, Value, ValueKind};
use crate::lower::{BinaryOp, Element, Entry, Expr, ExprKind, ModuleLanguage, Space};
use crate::source::Span;

/// More alternatives than this are one unknown.
pub(super) const MAX_ALTERNATIVES: usize = 24;

impl<'a> Evaluator<'a> {
    /// The value of an expression in a scope.
    pub(super) fn eval(&self, scope: &Rc<Scope<'a>>, locals: &Locals, expr: &'a Expr) -> Value {
        let Some(_entered) = self.budget.enter() else {
            let what = if self.budget.exhausted() { TOO_MANY_STEPS } else { TOO_DEEP };
            return self.limit(expr.span, what);
        };
        let value = self.compute(scope, locals, expr);
        self.budget.charge(value.luggage() / 128);
        value
    }

    fn compute(&self, scope: &Rc<Scope<'a>>, locals: &Locals, expr: &'a Expr) -> Value {
        let span = expr.span;
        let new = |kind| Value::new(kind, span);
        match &expr.kind {
            ExprKind::Null => new(ValueKind::Null),
            ExprKind::Bool(value) => new(ValueKind::Bool(*value)),
            ExprKind::Int(value) => new(ValueKind::Int(*value)),
            ExprKind::Float(value) => new(ValueKind::Float(*value)),
            ExprKind::String(text) => Value::literal(text, span),
            ExprKind::Template(parts) => self.template(scope, locals, parts, span),
            ExprKind::Array(elements) => self.array(scope, locals, elements, span),
            ExprKind::Object(entries) => self.object(scope, locals, entries, span),
            ExprKind::Name(space, name) => self.resolve(scope, locals, *space, name, span),
            ExprKind::Member { object, name, safe } => {
                if let Some(value) = self.imported_member(scope, locals, object, name, span) {
                    return value;
                }
                let perhaps = safe.then(|| self.if_deployed(scope, locals, object)).flatten();
                let value = perhaps.unwrap_or_else(|| self.eval(scope, locals, object));
                self.member(scope, &value, name, *safe || has_safe_access(object), span)
            }
            ExprKind::Index { object, index, safe, from_end } => {
                let value = self.eval(scope, locals, object);
                let index = self.eval(scope, locals, index);
                self.index(scope, &value, &index, (*safe || has_safe_access(object), *from_end), span)
            }
            ExprKind::Call { function, arguments } => self.call(scope, locals, function, arguments, span),
            ExprKind::Method { object, name, arguments } => {
                if let Some(value) = self.imported_call(scope, locals, (object, name), arguments, span) {
                    return value;
                }
                let object = self.eval(scope, locals, object);
                let arguments = self.elements(scope, locals, arguments);
                functions::method(&object, name, &arguments.items, span)
            }
            ExprKind::Conditional(test, yes, no) => {
                let test_value = self.eval(scope, locals, test);
                let terraform = scope.module.language == ModuleLanguage::Terraform;
                let test_value = if terraform { as_type(&test_value, Scalar::Truth) } else { test_value };
                let value = self.conditional(&test_value, test.span, span, &mut |taken| {
                    self.eval(scope, locals, if taken { yes } else { no })
                });
                // Both have one type; where one is a string the other becomes one.
                let is_text = |it: &Expr| matches!(it.kind, ExprKind::String(_) | ExprKind::Template(_));
                match terraform && (is_text(yes) || is_text(no)) {
                    true => as_type(&value, Scalar::Text),
                    false => value,
                }
            }
            ExprKind::Unary(op, operand) => {
                let operand = self.eval(scope, locals, operand);
                map_alternatives(&operand, span, &mut |operand| functions::unary(*op, operand, span))
            }
            ExprKind::Binary(op, left, right) => self.binary(scope, locals, *op, (left, right), span),
            ExprKind::For(looped) => self.for_loop(scope, locals, looped, span),
            ExprKind::Nested(resource, name) => {
                let resource = self.eval(scope, locals, resource);
                self.nested(&resource, name, span)
            }
            ExprKind::Lambda(..) => Value::unknown("a lambda is not a value", "lambda", span),
            ExprKind::Secret => super::plan::secret(span),
            ExprKind::Unsupported(reason) => Value::unknown(reason.clone(), format!("{span:?}"), span),
        }
    }

    fn resolve(
        &self,
        scope: &Rc<Scope<'a>>,
        locals: &Locals,
        space: Space,
        name: &Arc<str>,
        span: Span,
    ) -> Value {
        let module = scope.module;
        if let Space::Any | Space::Local = space
            && let Some(local) = locals.get(name)
        {
            // ARM: `copyIndex:loop` is the index of the copy loop of that name, `copyItem:loop` the
            // member of the list at it.
            let name = match name.split_once(':') {
                Some(("copyItem", _)) => {
                    return local.clone().hop(span, "the member of a copy loop is used here");
                }
                Some((name, _)) => name,
                None => name,
            };
            return local.clone().hop(span, format!("loop variable `{name}` is used here"));
        }
        let terraform = module.language == ModuleLanguage::Terraform;
        let words = [
            (Space::Parameter, if terraform { "variable" } else { "parameter" }),
            (Space::Variable, if terraform { "local" } else { "variable" }),
        ];
        for (wanted, word) in words {
            if let Some(value) = (space == wanted || space == Space::Any)
                .then(|| self.name(scope, wanted, name, span))
                .flatten()
            {
                let message = format!("{word} `{name}` is used here");
                let named = scope.declared(wanted, name);
                return Value { trace: value.trace.hop_of(span, message, named), ..value };
            }
        }
        if let Space::Any | Space::Resource = space
            && let Some(index) = scope.names.resource(name)
        {
            return self.reference(scope, index, false, span);
        }
        if let Space::Any | Space::Module = space
            && let Some(index) = scope.names.call(name)
        {
            return self.reference(scope, index, true, span);
        }
        if let Some(value) = (space == Space::Any).then(|| self.imported(scope, name, span)).flatten() {
            return value;
        }
        let reason = match space {
            Space::Ambient => format!("`{name}` is known only to Terraform"),
            _ => format!("`{name}` is not declared"),
        };
        Value::unknown(reason, format!("{name}@{}", scope.id), span)
    }

    fn template(&self, scope: &Rc<Scope<'a>>, locals: &Locals, parts: &'a [Expr], span: Span) -> Value {
        let parts: Vec<Value> = parts.iter().map(|part| self.eval(scope, locals, part)).collect();
        functions::call(self, scope, "*template", &parts, span)
    }

    fn array(&self, scope: &Rc<Scope<'a>>, locals: &Locals, elements: &'a [Element], span: Span) -> Value {
        let list = |list| Value::new(ValueKind::List(Rc::new(list)), span);
        let [Element { value, spread: true }] = elements else {
            return list(self.elements(scope, locals, elements));
        };
        // A lone spread, as a lone `dynamic` block is one, stays a choice between lists.
        let spread = self.eval(scope, locals, value);
        map_alternatives(&spread, span, &mut |value| {
            let mut inner = List::default();
            self.spread(&mut inner, value);
            list(inner).out_of(value)
        })
    }

    /// Array elements or arguments, spreads expanded.
    pub(super) fn elements(&self, scope: &Rc<Scope<'a>>, locals: &Locals, elements: &'a [Element]) -> List {
        let mut list = List::default();
        for element in elements {
            let value = self.instances(self.eval(scope, locals, &element.value));
            match element.spread {
                true => self.spread(&mut list, &value),
                false => list.items.push(value),
            }
        }
        list
    }

    fn spread(&self, list: &mut List, value: &Value) {
        match &value.kind {
            ValueKind::List(inner) => {
                list.items.extend(inner.items.iter().map(|item| item.clone().out_of(value)));
                list.rest = list.rest.take().or_else(|| inner.rest.clone());
            }
            ValueKind::Null => {}
            _ => {
                let wrong = || {
                    let reason = "the members are taken of something that is not a list";
                    Value::unknown(reason, format!("{:?}", value.span), value.span).first_unknown()
                };
                list.rest = list.rest.take().or_else(|| value.first_unknown()).or_else(wrong);
            }
        }
        if list.items.len() > MAX_ELEMENTS || !self.budget.charge(list.items.len()) {
            list.items.truncate(MAX_ELEMENTS);
            list.rest = self.limit(value.span, TOO_MANY).first_unknown();
        }
    }

    fn object(&self, scope: &Rc<Scope<'a>>, locals: &Locals, entries: &'a [Entry], span: Span) -> Value {
        let fold = scope.module.language != ModuleLanguage::Terraform;
        let mut object = Object::default();
        for entry in entries {
            if object.items.len() >= MAX_ELEMENTS {
                object.rest = self.limit(span, TOO_MANY).first_unknown();
                object.keys.clear();
                break;
            }
            match entry {
                Entry::Property { key, value } => {
                    let name = self.eval(scope, locals, key);
                    let value = self.eval(scope, locals, value);
                    match name.pieces().map(|pieces| Value::from_pieces(pieces, key.span)) {
                        Some(Value { kind: ValueKind::String(name), .. }) => {
                            object.set(Item { key: name, key_span: key.span, value, spelling: None }, fold);
                        }
                        _ => {
                            object.add_unknown(name, value.clone());
                            object.rest = object.rest.map(|rest| rest.with_credentials_of(&value));
                        }
                    }
                }
                Entry::Spread(spread) => {
                    let value = self.eval(scope, locals, spread);
                    self.budget.charge(functions::merge_cost(object.items.len(), &value));
                    functions::merge_into(&mut object, &value, fold);
                }
            }
        }
        Value::new(ValueKind::Object(Rc::new(object)), span)
    }

    fn call(
        &self,
        scope: &Rc<Scope<'a>>,
        locals: &Locals,
        name: &str,
        arguments: &'a [Element],
        span: Span,
    ) -> Value {
        let terraform = scope.module.language == ModuleLanguage::Terraform;
        if let Some((inner, function)) = self.function(scope, name) {
            let values = self.elements(scope, locals, arguments).items;
            return self.apply(&inner, function, values);
        }
        if let Some(value) = self.form(scope, locals, name, arguments, span) {
            return value;
        }
        match name {
            _ if !terraform && functions::takes_lambda(name) => {
                self.lambda_call(scope, locals, name, arguments, span)
            }
            _ => {
                let list = self.elements(scope, locals, arguments);
                if let Some(rest) = list.rest {
                    return Value::new(ValueKind::Unknown(rest), span);
                }
                let referred = match scope.module.language {
                    ModuleLanguage::Arm => self.arm_reference(scope, name, &list.items, span),
                    _ => None,
                };
                referred.unwrap_or_else(|| functions::call(self, scope, name, &list.items, span))
            }
        }
    }

    fn lambda_call(
        &self,
        scope: &Rc<Scope<'a>>,
        locals: &Locals,
        name: &str,
        arguments: &'a [Element],
        span: Span,
    ) -> Value {
        let (mut values, mut lambdas) = (Vec::new(), Vec::new());
        for argument in arguments {
            match &argument.value.kind {
                ExprKind::Lambda(names, body) => lambdas.push((names, body)),
                _ => values.push(self.eval(scope, locals, &argument.value)),
            }
        }
        let apply = |number: usize, given: &[Value]| {
            let (names, body) = lambdas.get(number)?;
            let bound = names.iter().cloned().zip(given.iter().cloned());
            let inner = bound.fold(locals.clone(), |inner, (name, value)| inner.with(name, value));
            Some(self.eval(scope, &inner, body))
        };
        functions::with_lambdas(name, &values, &apply, span)
    }

    /// The value of the branch that a test takes; of both where it is not decided.
    pub(super) fn conditional(
        &self,
        test: &Value,
        test_span: Span,
        span: Span,
        branch: &mut dyn FnMut(bool) -> Value,
    ) -> Value {
        match &test.kind {
            ValueKind::Bool(taken) => branch(*taken),
            ValueKind::OneOf(alternatives) if alternatives.iter().all(|a| a.value.as_bool().is_some()) => {
                let choose = |alternative: &Alternative| Alternative {
                    value: branch(alternative.value.as_bool() == Some(true)),
                    when: alternative.when.clone(),
                };
                one_of(alternatives.iter().map(choose).collect(), span)
            }
            _ => {
                let text = self.text(test_span);
                let (yes, no) = (branch(true), branch(false));
                let when = |holds| format!("`{text}` is {holds}");
                one_of(
                    vec![
                        Alternative { value: yes, when: when(true) },
                        Alternative { value: no, when: when(false) },
                    ],
                    span,
                )
            }
        }
    }

    fn binary(
        &self,
        scope: &Rc<Scope<'a>>,
        locals: &Locals,
        op: BinaryOp,
        (left, right): (&'a Expr, &'a Expr),
        span: Span,
    ) -> Value {
        let left = self.eval(scope, locals, left);
        match (op, &left.kind) {
            (BinaryOp::And, ValueKind::Bool(false)) | (BinaryOp::Or, ValueKind::Bool(true)) => {
                return Value { span, ..left };
            }
            (BinaryOp::Coalesce, ValueKind::Null) => return self.eval(scope, locals, right),
            (BinaryOp::Coalesce, ValueKind::Unknown(_) | ValueKind::OneOf(_)) => {
                return functions::coalesce_unknown(&left, &self.eval(scope, locals, right), span);
            }
            (BinaryOp::Coalesce, _) => return left,
            _ => {}
        }
        let right = self.eval(scope, locals, right);
        let whole = scope.module.language != ModuleLanguage::Terraform;
        let trace = left.as_operand(span).then(&right.as_operand(span));
        let result = map_alternatives(&left, span, &mut |left| {
            map_alternatives(&right, span, &mut |right| functions::binary(op, (left, right), whole, span))
        });
        Value { trace: trace.then(&result.trace), ..result }
    }
}

/// A value as another type, where it can be.
pub(super) fn as_type(value: &Value, wanted: Scalar) -> Value {
    map_alternatives(value, value.span, &mut |value| {
        functions::scalar(value, wanted).unwrap_or_else(|_| value.clone())
    })
}

/// Applies an operation to each alternative of a value.
pub(super) fn map_alternatives(value: &Value, span: Span, apply: &mut dyn FnMut(&Value) -> Value) -> Value {
    match &value.kind {
        ValueKind::OneOf(alternatives) => {
            let each = |alternative: &Alternative| Alternative {
                value: apply(&alternative.value),
                when: alternative.when.clone(),
            };
            one_of(alternatives.iter().map(each).collect(), span).out_of(value)
        }
        _ => apply(value),
    }
}

/// One of several values; nested choices are flattened, and if all agree it is that value.
pub(super) fn one_of(alternatives: Vec<Alternative>, span: Span) -> Value {
    let mut flat: Vec<Alternative> = Vec::new();
    for alternative in alternatives {
        match &alternative.value.kind {
            ValueKind::OneOf(inner) => flat.extend(inner.iter().map(|nested| Alternative {
                value: nested.value.clone().out_of(&alternative.value),
                when: format!("{} and {}", alternative.when, nested.when),
            })),
            _ => flat.push(alternative),
        }
    }
    let Some(first) = flat.first() else { return Value::new(ValueKind::Null, span) };
    let scalar = !matches!(first.value.kind, ValueKind::Object(_) | ValueKind::List(_));
    let same = first.value.canonical();
    if scalar && flat.iter().all(|alternative| alternative.value.canonical() == same) {
        return first.value.clone();
    }
    if flat.len() > MAX_ALTERNATIVES {
        let reason = format!("it depends on whether {}", first.when);
        return Value::unknown(reason, format!("one of many {span:?}"), span);
    }
    Value::new(ValueKind::OneOf(flat.into()), span)
}
