//! What a property may hold, and whether a value is that.

use super::Ipv4Range;
use crate::diagnostic::Literal;
use crate::evaluate::{Piece, Unknown, Value, ValueKind};

/// What a property may hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expected {
    /// `true` or `false`.
    Bool,
    /// One of these, compared without case and spaces.
    OneOf(&'static [&'static str]),
    /// One of these, letter by letter.
    Exactly(&'static [&'static str]),
    /// A whole number in this range.
    Int(i64, i64),
    /// Any text.
    Text,
    /// Any object.
    Object,
    /// A time of RFC 3339.
    Time,
    /// An IPv4 address or range.
    Ipv4,
    /// An action of a scope map.
    ScopeAction,
    /// A name of so many letters, digits and characters of the text; of a path the last segment.
    Name(usize, usize, &'static str),
}

impl Expected {
    /// Whether it may hold the value. `None` if that cannot be said of a value that is not known
    /// whole.
    pub fn admits(&self, value: &Value) -> Option<bool> {
        match (&value.kind, self) {
            (ValueKind::Null, _) => Some(true),
            // Whatever it is, it is some text or object.
            (ValueKind::Unknown(_), Self::Text | Self::Object) => Some(true),
            (ValueKind::Unknown(_) | ValueKind::OneOf(_), _) => None,
            (kind, Self::Object) => Some(matches!(kind, ValueKind::Object(_))),
            (kind, Self::Bool) => Some(matches!(kind, ValueKind::Bool(_))),
            (ValueKind::Int(number), Self::Int(least, most)) => Some((least..=most).contains(&number)),
            (_, Self::Int(..)) => Some(false),
            (_, Self::Name(least, most, extra)) => match value.pieces() {
                Some(pieces) => admits_name(&pieces, (*least, *most), extra),
                None => Some(false),
            },
            (ValueKind::String(text), _) => Some(self.admits_text(text)),
            (ValueKind::Partial(_), Self::OneOf(names) | Self::Exactly(names)) => {
                names.iter().all(|name| value.is_text(name) == Some(false)).then_some(false)
            }
            (ValueKind::Partial(_) | ValueKind::Json(_), Self::Text) => Some(true),
            (ValueKind::Partial(_) | ValueKind::Json(_), _) => None,
            _ => Some(false),
        }
    }

    fn admits_text(&self, text: &str) -> bool {
        let squeeze = |text: &str| text.replace(' ', "").to_ascii_lowercase();
        match self {
            Self::OneOf(names) => names.iter().any(|name| squeeze(name) == squeeze(text)),
            Self::Exactly(names) => names.contains(&text),
            Self::Time => is_time(text),
            Self::Ipv4 => Ipv4Range::parse(text).is_some(),
            Self::ScopeAction => is_scope_action(text),
            Self::Text => true,
            Self::Bool | Self::Int(..) | Self::Name(..) | Self::Object => false,
        }
    }

    /// What it takes, as a phrase.
    pub fn phrase(&self) -> String {
        match self {
            Self::Bool => "`true` or `false`".to_owned(),
            Self::OneOf(names) | Self::Exactly(names) => {
                let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
                match quoted.split_last() {
                    Some((last, [])) => last.clone(),
                    Some((last, others)) => format!("{} or {last}", others.join(", ")),
                    None => String::new(),
                }
            }
            Self::Int(least, i64::MAX) => format!("a whole number from {least}"),
            Self::Int(least, most) => format!("a whole number from {least} to {most}"),
            Self::Text => "text".to_owned(),
            Self::Object => "an object".to_owned(),
            Self::Time => "a time such as `2027-01-31T00:00:00Z`".to_owned(),
            Self::Ipv4 => "an IPv4 address or range such as `203.0.113.0/24`".to_owned(),
            Self::ScopeAction => "an action such as `repositories/team/*/content/read`".to_owned(),
            Self::Name(least, most, extra) => {
                let mut kinds = vec!["letters".to_owned(), "digits".to_owned()];
                kinds.extend(extra.chars().map(|c| format!("`{c}`")));
                let last = kinds.pop().unwrap_or_default();
                format!("{least} to {most} {} and {last}", kinds.join(", "))
            }
        }
    }

    /// The value that is closest to a text, if one is close enough to be what was meant.
    pub fn closest(&self, text: &str) -> Option<&'static str> {
        let (Self::OneOf(names) | Self::Exactly(names)) = self else { return None };
        let same = names.iter().find(|name| name.eq_ignore_ascii_case(text)).copied();
        same.or_else(|| crate::diagnostic::closest(text, names.iter().copied()))
    }

    /// The one value that was meant by another, if that is clear.
    pub fn meant(&self, value: &Value) -> Option<Literal> {
        let text = match (self, &value.kind) {
            (Self::OneOf(_) | Self::Exactly(_), ValueKind::String(text)) => text,
            (Self::OneOf(names), ValueKind::Bool(is_on)) => {
                let word = if *is_on { "enabled" } else { "disabled" };
                return names.iter().find(|name| name.eq_ignore_ascii_case(word)).map(|name| (*name).into());
            }
            (Self::Bool, ValueKind::String(text)) => {
                return text.to_ascii_lowercase().parse().ok().map(Literal::Bool);
            }
            _ => return None,
        };
        let best = self.closest(text)?;
        let (Self::OneOf(names) | Self::Exactly(names)) = self else { return None };
        let others = names.iter().copied().filter(|name| *name != best);
        let is_sole = best.eq_ignore_ascii_case(text) || crate::diagnostic::closest(text, others).is_none();
        is_sole.then(|| best.into())
    }
}

/// True for a day, and for a day and a time, of RFC 3339.
pub fn is_time(text: &str) -> bool {
    let (Some(day), Some(time)) = (text.get(..10), text.get(10..)) else { return false };
    let begins = |time: &str| time.starts_with(|c: char| c.is_ascii_digit());
    crate::date::is_date(day) && (time.is_empty() || time.strip_prefix(['T', 't', ' ']).is_some_and(begins))
}

/// `repositories/<name>/content/read` and the like; a wildcard is the whole name or its last
/// segment. `gateway/<name>/…` are the actions of connected registries.
fn is_scope_action(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let mut ends = lower.rsplitn(3, '/');
    let (Some(verb), Some(part), Some(target)) = (ends.next(), ends.next(), ends.next()) else {
        return false;
    };
    let Some((scope, name)) = target.split_once('/') else { return false };
    let may_be_wild = name == "*" || !name.strip_suffix("/*").unwrap_or(name).contains('*');
    !name.is_empty()
        && may_be_wild
        && match scope {
            "repositories" => {
                ["content", "metadata"].contains(&part) && ["read", "write", "delete"].contains(&verb)
            }
            "gateway" => ["config", "message"].contains(&part) && ["read", "write"].contains(&verb),
            _ => false,
        }
}

fn admits_name(pieces: &[Piece], (least, most): (usize, usize), extra: &str) -> Option<bool> {
    let (mut known, mut is_whole, mut is_valid) = (0, true, true);
    for piece in pieces {
        match piece {
            Piece::Text(text) => {
                let last = text.rsplit('/').next().unwrap_or(text);
                if last.len() < text.len() {
                    (known, is_whole, is_valid) = (0, true, true);
                }
                known += last.chars().count();
                is_valid &= last.chars().all(|c| c.is_ascii_alphanumeric() || extra.contains(c));
            }
            Piece::Unknown(unknown) if unknown.is_unique_string() => known += Unknown::UNIQUE_STRING,
            Piece::Unknown(_) => is_whole = false,
        }
    }
    match is_valid && known <= most {
        true => is_whole.then_some(known >= least),
        false => Some(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn texts_are_judged() {
        assert!(is_time("2026-12-31") && is_time("2026-12-31T23:59:59.5+02:00"));
        assert!(!is_time("2026-02-30T00:00:00Z") && !is_time("31.12.2026") && !is_time("2026-12-31 é"));
        assert!(
            is_scope_action("repositories/a/b/*/content/read") && is_scope_action("gateway/x/config/read")
        );
        assert!(
            !is_scope_action("repositories/a*/content/read") && !is_scope_action("repositories/content/read")
        );
        assert!(!is_scope_action("a/content/read") && !is_scope_action("repositories/*/x/*/content/read"));
    }

    #[test]
    fn names_are_judged_as_far_as_they_are_known() {
        let expected = Expected::Name(5, 50, "-");
        let value = |kind| Value::new(kind, Span::default());
        let text = |text: &str| value(ValueKind::String(text.into()));
        assert_eq!(expected.admits(&text("a-name")), Some(true));
        assert_eq!(expected.admits(&text("name")), Some(false));
        assert_eq!(expected.admits(&text("registry/name1")), Some(true));
        assert_eq!(expected.admits(&text("a_name")), Some(false));
        assert_eq!(expected.admits(&Value::literal(&"contoso#{environment}#".into(), Span::default())), None);
        assert_eq!(expected.admits(&Value::list(vec![text("contosoacr")], Span::default())), Some(false));
        assert_eq!(Expected::Bool.admits(&text("true")), Some(false));
        assert_eq!(Expected::Int(0, 365).admits(&value(ValueKind::Int(366))), Some(false));
        assert_eq!(expected.phrase(), "5 to 50 letters, digits and `-`");
    }
}
