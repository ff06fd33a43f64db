//! `acrlint check --explain-value PATH:LINE[:COL]`: how the values at a place came about, hop by
//! hop, in each deployment that they are part of. For people who doubt a finding.

mod find;
mod place;

use std::borrow::Cow;
use std::fmt::Write as _;

pub(super) use place::Place;

use super::args::CheckArgs;
use super::shown::{Secrets, hidden};
use super::{Failure, Status, configuration, output, setup};
use crate::diagnostic::masked;
use crate::discover::Discovered;
use crate::evaluate::{Alternative, Origin, Piece, Unknown, Value, ValueKind};
use crate::model::Model;
use crate::report::visible;
use crate::source::{ColumnUnit, SourceMap, Span};
use find::Found;
use place::Spot;

/// More values than this in one deployment are counted, not shown.
const MAX_SHOWN: usize = 50;

/// More characters of a text than this tell nobody more.
const MAX_TEXT: usize = 200;

/// Explains the values at a place instead of checking.
pub(super) fn run(args: CheckArgs, place: &Place) -> Result<Status, Failure> {
    let mut options = setup::options(args.files)?;
    if !options.paths.is_empty() {
        return Err(Failure::Usage("--explain-value has the only path in it; leave out the others".into()));
    }
    // What standard input stands for need not be on the disk.
    if options.stdin.as_ref().is_none_or(|(name, _)| place.path.as_os_str() != name.as_str()) {
        options.paths = vec![place.path.clone()];
    }
    let text =
        explain(&configuration::prepare(&mut options, &args.rules, &|_, _| Ok(None))?.discovered, place)?;
    output::to_stdout(|out| out.write_all(text.as_bytes()))?;
    Ok(Status::Clean)
}

fn explain(discovered: &Discovered, place: &Place) -> Result<String, Failure> {
    let nothing = |why: &str| Ok(format!("{}: no value comes from here{why}\n", visible(&place.to_string())));
    let Some(spot) = spot(discovered, place)? else {
        return nothing(", and nothing in the file has to do with a registry");
    };
    let views =
        crate::models_through(discovered, &|span| spot.meets(span), |entry, context, model, names| {
            let found = find::at(spot, model, names);
            let context = context.map(str::to_owned);
            (!found.is_empty()).then(|| View {
                entry: if entry.is_empty() { "." } else { entry }.to_owned(),
                contexts: context.into_iter().collect(),
                text: values(model, &found, &discovered.sources),
            })
        });
    let views = joined(views.into_iter().flatten());
    if views.is_empty() {
        nothing("")
    } else {
        Ok(views.iter().map(View::text).collect::<Vec<_>>().join("\n"))
    }
}

/// What deployments make of the place.
struct View {
    entry: String,
    contexts: Vec<String>,
    text: String,
}

impl View {
    fn text(&self) -> String {
        let contexts = self.contexts.join(", ");
        let with = if contexts.is_empty() { String::new() } else { format!(" with {contexts}") };
        format!("{}\n{}", visible(&format!("{}{with}", self.entry)), self.text)
    }
}

/// Parameter files under which the same is to be said, together.
fn joined(views: impl Iterator<Item = View>) -> Vec<View> {
    let mut joined: Vec<View> = Vec::new();
    for view in views {
        let same = |known: &&mut View| (&known.entry, &known.text) == (&view.entry, &view.text);
        match joined.iter_mut().find(same) {
            Some(known) => known.contexts.extend(view.contexts),
            None => joined.push(view),
        }
    }
    joined
}

/// The bytes that are meant; none if the file does not matter to any registry and was not read.
fn spot(discovered: &Discovered, place: &Place) -> Result<Option<Spot>, Failure> {
    let path = place.path.display().to_string();
    let is_meant = |named: &&String| named.rsplit('/').next() == Some(place.name().as_ref());
    let named = discovered.reported.iter().find(is_meant);
    let Some(named) = named.filter(|_| !place.path.is_dir()) else {
        return Err(Failure::Read { path, reason: "not a regular file".to_owned() });
    };
    if let Some((_, reason)) = discovered.skipped.iter().find(|(skipped, _)| skipped == named) {
        return Err(Failure::Read { path, reason: reason.clone() });
    }
    let Some(id) = discovered.sources.find(named) else { return Ok(None) };
    let source = discovered.sources.get(id);
    let spot = Spot::new(id, source, place).ok_or_else(|| {
        let lines = source.line_starts().len();
        Failure::Usage(format!("--explain-value: {path} has no line {}, only {lines}", place.line))
    })?;
    Ok(Some(spot))
}

/// The values at the place and their histories.
fn values(model: &Model, found: &[Found], sources: &SourceMap) -> String {
    let mut writer = Writer { out: String::new(), sources, secrets: Secrets::of(model) };
    found.iter().take(MAX_SHOWN).for_each(|found| writer.value(found));
    if let Some(more @ 1..) = found.len().checked_sub(MAX_SHOWN) {
        writer.line(1, &format!("and {more} more"));
    }
    writer.out
}

struct Writer<'s> {
    out: String,
    sources: &'s SourceMap,
    secrets: Secrets,
}

impl Writer<'_> {
    /// Writes a line; what it says may come from anywhere.
    fn line(&mut self, depth: usize, text: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.out, "{:indent$}{}", "", visible(&masked(text)), indent = depth * 2);
    }

    fn at(&mut self, depth: usize, span: Span, message: &str) {
        let source = self.sources.get(span.source);
        let at = source.position(span.start, ColumnUnit::Scalar);
        self.line(depth, &format!("{}:{}:{}: {message}", source.path, at.line, at.column));
    }

    fn value(&mut self, found: &Found) {
        let Found { subject, path, value, spelling, .. } = found;
        let spelt = spelling.filter(|name| name != path).map(|name| format!(" (`{name}`)"));
        let colon = if path.is_empty() { "" } else { ": " };
        let what = format!("{subject}{colon}{path}{}", spelt.unwrap_or_default());
        let is = self.phrase(value, found.is_secret);
        match &value.kind {
            ValueKind::OneOf(alternatives) => {
                self.line(1, &format!("{what} is one of"));
                alternatives.iter().for_each(|each| self.alternative(each, found.is_secret));
            }
            _ if value.origin == Origin::Platform => {
                return self.line(1, &format!("{what} {is}, the documented default: nobody wrote it"));
            }
            _ => self.line(1, &format!("{what} {is}")),
        }
        self.history(2, value);
        for when in &found.when {
            self.line(2, &format!("when {when}"));
        }
        if let Some(condition) = found.condition {
            self.line(2, &format!("deployed when `{condition}` is true"));
        }
    }

    fn alternative(&mut self, alternative: &Alternative, is_secret: bool) {
        let Alternative { value, when } = alternative;
        let is = self.phrase(value, is_secret);
        self.line(2, &format!("{} when {when}", is.strip_prefix("= ").unwrap_or(&is)));
        self.history(3, value);
    }

    /// Where the value is decided and the hops from there.
    fn history(&mut self, depth: usize, value: &Value) {
        self.at(depth, value.span, decides(value));
        for hop in value.trace.hops().iter().filter(|hop| hop.span != value.span) {
            self.at(depth, hop.span, &hop.message);
        }
    }

    /// What the value is, as the end of a sentence.
    fn phrase(&self, value: &Value, is_secret: bool) -> String {
        match &value.kind {
            ValueKind::Null => "= null".to_owned(),
            ValueKind::Bool(value) => format!("= {value}"),
            ValueKind::Int(value) => format!("= {value}"),
            ValueKind::Float(value) => format!("= {value}"),
            ValueKind::String(text) => format!("= \"{}\"", clipped(&self.shown(text, value.span, is_secret))),
            ValueKind::List(list) => unless_known("= []", list.rest.as_deref()),
            ValueKind::Object(object) => unless_known("= {}", object.rest.as_deref()),
            ValueKind::Partial(pieces) => self.partly(pieces, value.span, is_secret),
            ValueKind::Unknown(unknown) => format!("is not known: {}", unknown.reason),
            ValueKind::OneOf(_) | ValueKind::Json(_) => "is computed".to_owned(),
        }
    }

    fn shown<'t>(&self, text: &'t str, span: Span, is_secret: bool) -> Cow<'t, str> {
        if is_secret { hidden(text) } else { self.secrets.shown(text, span) }
    }

    fn partly(&self, pieces: &[Piece], span: Span, is_secret: bool) -> String {
        let (mut text, mut reasons) = (String::new(), Vec::new());
        for piece in pieces {
            match piece {
                Piece::Text(known) => text += &self.shown(known, span, is_secret),
                Piece::Unknown(unknown) => {
                    text += "…";
                    if !reasons.contains(&unknown.reason.as_str()) {
                        reasons.push(&unknown.reason);
                    }
                }
            }
        }
        format!("= \"{}\", not known whole: {}", clipped(&text), reasons.join("; "))
    }
}

/// Who decides the value at its place.
fn decides(value: &Value) -> &'static str {
    match (value.origin, &value.kind) {
        (_, ValueKind::Unknown(_)) => "not known from here on",
        (_, ValueKind::OneOf(_)) => "decided here",
        (Origin::Written, _) => "written here",
        (Origin::ParameterFile, _) => "written here, in a parameter file",
        (Origin::Default, _) => "written here, as a default",
        (Origin::Platform, _) => "not written here: this is the documented default",
    }
}

fn unless_known(known: &str, rest: Option<&Unknown>) -> String {
    rest.map_or_else(|| known.to_owned(), |rest| format!("is not known: {}", rest.reason))
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(MAX_TEXT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")),
        None => text.to_owned(),
    }
}
