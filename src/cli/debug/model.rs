//! The evaluated model as JSON or as an outline.

use std::cell::Cell;
use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};

use crate::cli::shown::Secrets;
use crate::discover::Discovered;
use crate::evaluate::{Item, Origin, Piece, Value, ValueKind};
use crate::model::{Dialect, Model, Resource};
use crate::report::visible;
use crate::source::{ColumnUnit, SourceMap, Span};

/// Writes the models of all deployments: entry point, context, resources.
pub(super) fn write(discovered: &Discovered, as_json: bool, out: &mut dyn Write) -> io::Result<()> {
    let sources = &discovered.sources;
    if !as_json {
        let outlines =
            crate::models(discovered, |entry, context, model| outline(entry, context, model, sources));
        return outlines.iter().try_for_each(|outline| out.write_all(outline));
    }
    let deployments = crate::models(discovered, |entry, context, model| {
        let printer = Printer::new(model, sources);
        let resources = model.resources.iter().map(|resource| printer.one(resource, model));
        json!({ "entry": entry, "context": context, "resources": resources.collect::<Vec<Json>>() })
    });
    serde_json::to_writer(&mut *out, &json!({ "version": 1, "deployments": deployments }))?;
    writeln!(out)
}

fn outline(entry: &str, context: Option<&str>, model: &Model, sources: &SourceMap) -> Vec<u8> {
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = write_outline(entry, context, model, sources, &mut out);
    out
}

fn write_outline(
    entry: &str,
    context: Option<&str>,
    model: &Model,
    sources: &SourceMap,
    out: &mut dyn Write,
) -> io::Result<()> {
    let context = context.map(|context| format!(" with {context}")).unwrap_or_default();
    writeln!(out, "{}{}", visible(entry), visible(&context))?;
    let printer = Printer::new(model, sources);
    for resource in &model.resources {
        let place = place(resource.keyword, sources);
        let version = resource.api_version().map(|version| format!("@{version}")).unwrap_or_default();
        let existing = if resource.existing { " existing" } else { "" };
        let line = format!("{} {}{version}{existing} {place}", resource.address, resource.kind);
        writeln!(out, "  {}", visible(&line))?;
        printer.left.set(MAX_VALUES);
        printer.members(&resource.body, 2, out)?;
    }
    Ok(())
}

/// Prints the resources of a model.
struct Printer<'s> {
    sources: &'s SourceMap,
    secrets: Secrets,
    left: Cell<u32>,
}

/// A resource prints no more values than this: an object of which each member is the next one twice is
/// small in memory and without end on paper.
const MAX_VALUES: u32 = 100_000;

impl<'s> Printer<'s> {
    fn new(model: &Model, sources: &'s SourceMap) -> Self {
        Self { sources, secrets: Secrets::of(model), left: Cell::new(0) }
    }

    /// True if one more value may be printed.
    fn spend(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left > 0
    }

    fn members(&self, value: &Value, depth: usize, out: &mut dyn Write) -> io::Result<()> {
        let ValueKind::Object(object) = &value.kind else { return Ok(()) };
        for Item { key, value, .. } in &object.items {
            if !self.spend() {
                return Ok(());
            }
            write!(out, "{:indent$}{}", "", visible(key), indent = depth * 2)?;
            if let ValueKind::Object(_) = value.kind {
                writeln!(out)?;
                self.members(value, depth + 1, out)?;
            } else {
                let text = self.plain(value).to_string();
                writeln!(out, " = {} {}", visible(&text), visible(&place(value.span, self.sources)))?;
            }
        }
        Ok(())
    }

    fn one(&self, resource: &Resource, model: &Model) -> Json {
        self.left.set(MAX_VALUES);
        let address = |index: Option<usize>| Some(&model.resources.get(index?)?.address);
        let mut out = json!({
            "type": resource.kind,
            "apiVersion": resource.api_version(),
            "address": resource.address,
            "name": resource.name.as_ref().map(|value| self.plain(value)),
            "existing": resource.existing,
            "condition": resource.condition,
            "parent": address(resource.parent),
            "attachedTo": address(resource.scope),
            "declared": place(resource.keyword, self.sources),
            "body": self.traced(&resource.body),
        });
        if let Dialect::Azurerm(major, minor) = resource.dialect {
            let lacks = resource.unsupported.iter().map(|lacking| json!(lacking.name));
            out["azurerm"] = json!(format!("{major}.{minor}"));
            out["lacks"] = lacks.collect();
        }
        out
    }

    /// A value with its place, origin and trace.
    fn traced(&self, value: &Value) -> Json {
        if !self.spend() {
            return json!("too large to print");
        }
        let mut out = Map::new();
        match &value.kind {
            ValueKind::Object(object) => {
                let members =
                    object.items.iter().map(|item| (item.key.to_string(), self.traced(&item.value)));
                out.insert("object".into(), Json::Object(members.collect()));
                if let Some(rest) = &object.rest {
                    out.insert("rest".into(), json!(rest.reason));
                }
            }
            ValueKind::List(list) => {
                out.insert("list".into(), list.items.iter().map(|item| self.traced(item)).collect());
                if let Some(rest) = &list.rest {
                    out.insert("rest".into(), json!(rest.reason));
                }
            }
            _ => {
                out.insert("value".into(), self.plain(value));
            }
        }
        out.insert("at".into(), json!(place(value.span, self.sources)));
        let origin = match value.origin {
            Origin::Written => "written",
            Origin::ParameterFile => "parameter file",
            Origin::Default => "default",
            Origin::Platform => "platform",
        };
        out.insert("origin".into(), json!(origin));
        let hops = value.trace.hops().iter();
        let hops: Vec<Json> =
            hops.map(|hop| json!({ "at": place(hop.span, self.sources), "message": *hop.message })).collect();
        if !hops.is_empty() {
            out.insert("trace".into(), Json::Array(hops));
        }
        Json::Object(out)
    }

    /// The value alone; what is not known is an object that says so.
    fn plain(&self, value: &Value) -> Json {
        if !self.spend() {
            return json!("too large to print");
        }
        match &value.kind {
            ValueKind::Null => Json::Null,
            ValueKind::Bool(value) => json!(value),
            ValueKind::Int(value) => json!(value),
            ValueKind::Float(value) => json!(value),
            ValueKind::String(text) => json!(self.secrets.shown(text, value.span)),
            ValueKind::List(list) => list.items.iter().map(|value| self.plain(value)).collect(),
            ValueKind::Object(object) => Json::Object(
                object.items.iter().map(|item| (item.key.to_string(), self.plain(&item.value))).collect(),
            ),
            ValueKind::Json(value) => json!({ "json": self.plain(value) }),
            ValueKind::Partial(pieces) => {
                let part = |piece: &Piece| match piece {
                    Piece::Text(text) => json!(self.secrets.shown(text, value.span)),
                    Piece::Unknown(unknown) => json!({ "unknown": unknown.reason }),
                };
                json!({ "partial": pieces.iter().map(part).collect::<Vec<Json>>() })
            }
            ValueKind::OneOf(alternatives) => {
                let each = |alternative: &crate::evaluate::Alternative| json!({ "when": alternative.when, "value": self.plain(&alternative.value) });
                json!({ "oneOf": alternatives.iter().map(each).collect::<Vec<Json>>() })
            }
            ValueKind::Unknown(unknown) => json!({ "unknown": unknown.reason }),
        }
    }
}

/// `path:line:column`, 1-based, columns in characters.
fn place(span: Span, sources: &SourceMap) -> String {
    let source = sources.get(span.source);
    let position = source.position(span.start, ColumnUnit::Scalar);
    format!("{}:{}:{}", source.path, position.line, position.column)
}
