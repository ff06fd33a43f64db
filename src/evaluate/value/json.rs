//! The JSON text of a value.

use std::rc::Rc;

use super::text::{MAX_CANONICAL, Piece};
use super::{Unknown, Value, ValueKind};

impl Value {
    /// The value as compact JSON, unknown where the value is. `None` if that is long, or if the
    /// languages write it in different ways.
    pub(super) fn json(&self) -> Option<Vec<Piece>> {
        let mut text = Text { pieces: Vec::new(), open: String::new(), room: 16 * MAX_CANONICAL, depth: 0 };
        text.write(self)?;
        text.close();
        Some(text.pieces)
    }
}

struct Text {
    pieces: Vec<Piece>,
    open: String,
    room: usize,
    depth: u32,
}

/// Values that nest deeper have no text: `reduce` builds them as deep as it has steps.
const MAX_DEPTH: u32 = 200;

impl Text {
    fn close(&mut self) {
        if !self.open.is_empty() {
            self.pieces.push(Piece::Text(std::mem::take(&mut self.open).into()));
        }
    }

    fn unknown(&mut self, unknown: &Unknown) {
        self.close();
        // Quoted and escaped it is another text than the value itself.
        let key = format!("json({})", unknown.key);
        self.pieces.push(Piece::Unknown(Rc::new(Unknown { key, reference: None, ..unknown.clone() })));
    }

    fn string(&mut self, text: &str) -> Option<()> {
        self.room = self.room.checked_sub(text.len())?;
        // Terraform writes these three as escapes, Azure does not.
        let alike = !text.contains(['<', '>', '&', '\u{2028}', '\u{2029}']);
        self.open.push_str(&serde_json::to_string(text).ok().filter(|_| alike)?);
        Some(())
    }

    fn write(&mut self, value: &Value) -> Option<()> {
        self.room = self.room.checked_sub(1)?;
        self.depth = Some(self.depth + 1).filter(|depth| *depth < MAX_DEPTH)?;
        self.write_kind(value)?;
        self.depth -= 1;
        Some(())
    }

    fn write_kind(&mut self, value: &Value) -> Option<()> {
        match &value.kind {
            ValueKind::String(text) => self.string(text)?,
            ValueKind::Null | ValueKind::Bool(_) | ValueKind::Int(_) | ValueKind::Float(_) => {
                self.open.push_str(&value.canonical());
            }
            ValueKind::List(list) => {
                self.open.push('[');
                for (i, item) in list.items.iter().enumerate() {
                    self.open.push_str(if i > 0 { "," } else { "" });
                    self.write(item)?;
                }
                if let Some(rest) = &list.rest {
                    self.unknown(rest);
                }
                self.open.push(']');
            }
            ValueKind::Object(object) => {
                self.open.push('{');
                for (i, item) in object.items.iter().enumerate() {
                    self.open.push_str(if i > 0 { "," } else { "" });
                    self.string(&item.key)?;
                    self.open.push(':');
                    self.write(&item.value)?;
                }
                if let Some(rest) = &object.rest {
                    self.unknown(rest);
                }
                self.open.push('}');
            }
            ValueKind::Unknown(unknown) => self.unknown(unknown),
            ValueKind::Partial(_) | ValueKind::OneOf(_) | ValueKind::Json(_) => {
                let first = value.first_unknown()?;
                let secret = first.secret || value.is_secret();
                self.unknown(&Unknown {
                    key: value.canonical(),
                    reference: None,
                    secret,
                    ..(*first).clone()
                });
            }
        }
        Some(())
    }
}
