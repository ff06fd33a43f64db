//! Attributes of resources, and truth with a third case.

use super::{Dialect, Doubt, Resource, azurerm, schema};
use crate::evaluate::{Origin, Value, ValueKind};

/// An attribute of a resource: what is written, else the documented default.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// ARM path, for instance `properties.adminUserEnabled`.
    pub path: &'static str,
    /// The name as the user spells it: `admin_enabled` in azurerm, `exportPolicy.status` in ARM.
    pub name: String,
    /// The value; `null` if absent without default.
    pub value: Value,
    /// True if nobody wrote it; the value is then the default, its span the resource's head.
    pub absent: bool,
}

impl Attribute {
    pub(super) fn read(resource: &Resource, path: &'static str) -> Self {
        let mut name = spelling(resource, path);
        // What the API version does not have does nothing, written or not.
        let written = walk(&resource.body, path, &mut name);
        match written.filter(|_| resource.lack_of(path).is_none()) {
            Some(value) => {
                let value = with_default_for_null(value, resource, path);
                Self { path, name, value, absent: false }
            }
            None => Self::default_of(resource, path, name),
        }
    }

    /// The attributes that a path with `[]` names: one per member of the list, absent ones too.
    /// A list of which more is not known ends with an unknown attribute.
    pub(super) fn each(resource: &Resource, path: &'static str) -> Vec<Self> {
        let Some((list, member)) = path.split_once("[]") else { return vec![Self::read(resource, path)] };
        if resource.lack_of(path).is_some() {
            return Vec::new();
        }
        let list = Self { path, ..Self::read(resource, list) };
        list.each_member(resource, member)
    }

    /// The attributes of a path in the members of a list.
    fn each_member(self, resource: &Resource, path: &'static str) -> Vec<Self> {
        let Attribute { path: whole, value: list, name, absent: false } = self else { return Vec::new() };
        let path = path.trim_start_matches('.');
        let (member, inner) = path.split_once("[]").map_or((path, None), |(list, inner)| (list, Some(inner)));
        let of = |item: &Value| {
            let mut name = name.clone();
            let item = item.clone().out_of(&list);
            let span = item.span;
            let found = match member {
                "" => Some(item),
                member => {
                    name = spelling(resource, member);
                    walk(&item, member, &mut name)
                }
            };
            let absent = found.is_none();
            let value = found.unwrap_or_else(|| Value::new(ValueKind::Null, span));
            let found = Self { path: whole, name, value, absent };
            match inner {
                Some(inner) => found.each_member(resource, inner),
                None => vec![found],
            }
        };
        let unknown = |unknown| Value::new(ValueKind::Unknown(unknown), list.span);
        match &list.kind {
            ValueKind::List(known) => {
                let rest = known.rest.clone().map(unknown);
                known.items.iter().chain(rest.as_ref()).flat_map(of).collect()
            }
            _ => list.first_unknown().map(unknown).iter().flat_map(of).collect(),
        }
    }

    fn default_of(resource: &Resource, path: &'static str, name: String) -> Self {
        if resource.broken {
            let reason = "a syntax error in the resource may hide it";
            let value = Value::unknown(reason, format!("{}.{path}", resource.address), resource.head);
            return Self { path, name, value, absent: false };
        }
        let kind = schema::find(&resource.kind, path)
            .map_or(ValueKind::Null, |property| property.default_in(resource.dialect));
        let value = Value { origin: Origin::Platform, ..Value::new(kind, resource.head) };
        Self { path, name, value, absent: true }
    }

    /// Applies a test to the value: to each of several, and unknown where it is unknown. The test
    /// answers `None` for a value it cannot judge.
    pub fn test(&self, test: impl Fn(&Value) -> Option<bool>) -> Truth {
        self.judge(|value| if value.as_unknown().is_some() { None } else { test(value) })
    }

    /// Like [`Attribute::test`], but asks about unknown values too: of some it is known which
    /// attribute of which resource they are.
    pub fn judge(&self, test: impl Fn(&Value) -> Option<bool>) -> Truth {
        Truth::of(&self.value, &test)
    }

    /// Whether some member of the list passes the test: certain if a known one does, unknown if it
    /// may be one that is not known.
    pub fn any(&self, test: impl Fn(&Value) -> Option<bool>) -> Truth {
        let test = |value: &Value| if value.as_unknown().is_some() { None } else { test(value) };
        self.test(|list| any_of(list, &test))
    }

    /// The known members of the list; of each list if it is one of several.
    pub fn members(&self) -> Vec<Value> {
        let lists = self.alternatives().into_iter().filter_map(Value::as_list);
        lists.flat_map(|list| &list.items).map(|item| item.clone().out_of(&self.value)).collect()
    }

    /// Whether it is this text, compared without case.
    pub fn is(&self, text: &str) -> Truth {
        self.test(|value| value.is_text(text))
    }

    /// Whether it is one of these texts, compared without case.
    pub fn is_one_of(&self, texts: &[&str]) -> Truth {
        self.test(|value| value.is_one_of(texts))
    }

    /// Whether it is `true`; the text `true` counts, as Azure may well read it so.
    pub fn is_true(&self) -> Truth {
        self.test(|value| match value.as_bool() {
            Some(known) => Some(known),
            None => value.is_text("true"),
        })
    }

    /// The values it may have: one, or several where nobody knows which.
    pub fn alternatives(&self) -> Vec<&Value> {
        let mut found = Vec::new();
        let mut open = vec![&self.value];
        while let Some(value) = open.pop() {
            match &value.kind {
                ValueKind::OneOf(alternatives) => open.extend(alternatives.iter().rev().map(|a| &a.value)),
                _ => found.push(value),
            }
        }
        found
    }

    /// Whether it is a list with a member.
    pub fn has_members(&self) -> Truth {
        self.test(|value| match value.as_list() {
            Some(list) if list.items.is_empty() => list.rest.is_none().then_some(false),
            Some(_) => Some(true),
            None => Some(false),
        })
    }

    /// Whether something is written, be it known or not what.
    pub fn is_given(&self) -> Truth {
        match self.absent {
            true => Truth::False,
            false => self.judge(|value| Some(!value.is_null())),
        }
    }

    /// Whether it is set to anything at all.
    pub fn is_set(&self) -> Truth {
        match self.absent {
            true => Truth::False,
            false => self.test(|value| Some(!value.is_null())),
        }
    }
}

/// The value at a dotted path below another, and the user's spelling of it; `None` if it is absent
/// or null.
fn walk(from: &Value, path: &str, name: &mut String) -> Option<Value> {
    let mut at = from.clone();
    let leaf = path.rsplit('.').next().unwrap_or(path);
    for segment in path.split('.') {
        let next = match &at.kind {
            ValueKind::Object(object) => match object.get(segment, true) {
                Some(item) => {
                    if segment == leaf {
                        let outer = name.rfind('.').map_or(0, |dot| dot + 1);
                        let written = || format!("{}{}", &name[..outer], item.key);
                        *name = item.spelling.map_or_else(written, str::to_owned);
                    }
                    Some(item.value.clone().out_of(&at))
                }
                None => object.rest.clone().map(|rest| Value::new(ValueKind::Unknown(rest), at.span)),
            },
            ValueKind::Unknown(_) => Some(at.clone()),
            ValueKind::OneOf(alternatives) => {
                Some(member_of_each(&at, alternatives, segment)).filter(|value| !is_always_null(value))
            }
            _ => None,
        };
        at = next.filter(|value| !value.is_null())?;
    }
    Some(at)
}

fn any_of(list: &Value, test: &dyn Fn(&Value) -> Option<bool>) -> Option<bool> {
    let Some(list) = list.as_list() else { return list.is_null().then_some(false) };
    let answers: Vec<Truth> = list.items.iter().map(|item| Truth::of(item, test)).collect();
    if answers.contains(&Truth::True) {
        return Some(true);
    }
    let certain = list.rest.is_none() && answers.iter().all(|answer| *answer == Truth::False);
    certain.then_some(false)
}

/// One of several whose `null` case means the property is absent there: the default applies.
fn with_default_for_null(value: Value, resource: &Resource, path: &str) -> Value {
    let ValueKind::OneOf(alternatives) = &value.kind else { return value };
    if !alternatives.iter().any(|alternative| alternative.value.is_null()) {
        return value;
    }
    let default = schema::find(&resource.kind, path)
        .map_or(ValueKind::Null, |property| property.default_in(resource.dialect));
    let fill = |alternative: &crate::evaluate::Alternative| {
        let mut alternative = alternative.clone();
        if alternative.value.is_null() {
            alternative.value.kind = default.clone();
            alternative.value.origin = Origin::Platform;
        }
        alternative
    };
    let kind = ValueKind::OneOf(alternatives.iter().map(fill).collect());
    Value { kind, ..value.clone() }
}

/// Whether it is absent whichever it is.
fn is_always_null(value: &Value) -> bool {
    match &value.kind {
        ValueKind::OneOf(alternatives) => alternatives.iter().all(|it| is_always_null(&it.value)),
        _ => value.is_null(),
    }
}

fn member_of_each(at: &Value, alternatives: &[crate::evaluate::Alternative], segment: &str) -> Value {
    let each = alternatives.iter().map(|alternative| {
        let inner = &alternative.value;
        let value = match &inner.kind {
            ValueKind::Object(object) => match (object.get(segment, true), &object.rest) {
                (Some(item), _) => item.value.clone().out_of(inner),
                (None, Some(rest)) => Value::new(ValueKind::Unknown(rest.clone()), inner.span),
                (None, None) => Value::new(ValueKind::Null, inner.span),
            },
            ValueKind::Unknown(_) => inner.clone(),
            _ => Value::new(ValueKind::Null, inner.span),
        };
        crate::evaluate::Alternative { value, when: alternative.when.clone() }
    });
    Value { kind: ValueKind::OneOf(each.collect()), ..at.clone() }
}

/// The documented spelling. Of an ARM path the parts that tell nobody anything are left out.
fn spelling(resource: &Resource, path: &str) -> String {
    let azurerm = match resource.dialect {
        Dialect::Azurerm(major, minor) => azurerm::spelling(&resource.kind, path, (major, minor)),
        _ => None,
    };
    let path = path.strip_prefix("properties.").unwrap_or(path);
    azurerm.unwrap_or_else(|| path.strip_prefix("policies.").unwrap_or(path)).to_owned()
}

/// What is known of one member of every object in a list: of `value` in a list of IP rules.
#[derive(Clone, Debug, Default)]
pub struct Items {
    /// Known values, each with the hops of the list.
    pub known: Vec<Value>,
    /// Set if there are or may be others; why they are not known, as a clause.
    pub unknown: Option<String>,
}

impl Items {
    /// Takes the member out of each object of a list. Empty for a value that is not a list.
    pub fn of(list: &Value, member: &str) -> Self {
        let mut items = Self::default();
        let (members, rest) = match &list.kind {
            ValueKind::List(list) => (list.items.as_slice(), list.rest.clone()),
            _ => (Default::default(), list.first_unknown()),
        };
        items.unknown = rest.map(|unknown| unknown.reason.clone());
        for value in members.iter().filter_map(|object| super::build::member(object, member)) {
            match value.first_unknown() {
                Some(unknown) => items.unknown = items.unknown.or_else(|| Some(unknown.reason.clone())),
                None => items.known.push(value.out_of(list)),
            }
        }
        items
    }
}

/// True, false, or unknown with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Truth {
    /// Certainly.
    True,
    /// Certainly not.
    False,
    /// Nobody could know; why.
    Unknown(Doubt),
}

impl Truth {
    /// Applies a test to a value: to each of several. The test answers `None` for a value it cannot
    /// judge, which is unknown then.
    pub fn of(value: &Value, test: &dyn Fn(&Value) -> Option<bool>) -> Truth {
        match &value.kind {
            ValueKind::OneOf(alternatives) => {
                let mut judged = alternatives.iter().map(|a| (Truth::of(&a.value, test), &a.when));
                let Some((first, _)) = judged.next() else { return Truth::False };
                match judged.find(|(truth, _)| *truth != first) {
                    None => match first {
                        Truth::Unknown(doubt) => Truth::Unknown(doubt.out_of(value)),
                        known => known,
                    },
                    Some((Truth::Unknown(doubt), _)) => Truth::Unknown(doubt.out_of(value)),
                    Some((_, when)) => match first {
                        Truth::Unknown(doubt) => Truth::Unknown(doubt.out_of(value)),
                        _ => Truth::Unknown(Doubt::between(value, when)),
                    },
                }
            }
            _ => match test(value) {
                Some(answer) => Truth::from(answer),
                None => Truth::Unknown(Doubt::about(value)),
            },
        }
    }

    /// Both.
    pub fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::False, _) | (_, Truth::False) => Truth::False,
            (Truth::True, Truth::True) => Truth::True,
            (Truth::Unknown(doubt), _) | (_, Truth::Unknown(doubt)) => Truth::Unknown(doubt),
        }
    }

    /// Either.
    pub fn or(self, other: Truth) -> Truth {
        (self.negate().and(other.negate())).negate()
    }

    /// The opposite.
    pub fn negate(self) -> Truth {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            unknown => unknown,
        }
    }

    /// The answer, if there is one.
    pub fn known(&self) -> Option<bool> {
        match self {
            Truth::True => Some(true),
            Truth::False => Some(false),
            Truth::Unknown(_) => None,
        }
    }

    /// True only if certain.
    pub fn certain(&self) -> bool {
        *self == Truth::True
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Truth::True } else { Truth::False }
    }
}
