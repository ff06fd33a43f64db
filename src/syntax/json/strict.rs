//! The first pass: plain JSON structure, given up at the first place where it does not hold.

use super::scan::{Broken, LINE_STRING_STOP, SINGLE_QUOTED, STRING_STOP, Scanner};
use crate::syntax::{Kind, MAX_DEPTH};

/// Parses a whole file into the scanner's builder.
pub(super) fn file(scanner: &mut Scanner) -> Result<(), Broken> {
    let start = scanner.builder.checkpoint();
    scanner.trivia()?;
    value(scanner, 0)?;
    scanner.trivia()?;
    if !scanner.at_end() {
        return Err(Broken);
    }
    scanner.builder.finish(start, Kind::File, 0, scanner.text.len());
    Ok(())
}

fn value(scanner: &mut Scanner, depth: u32) -> Result<(), Broken> {
    match scanner.peek() {
        b'"' | b'\'' => string(scanner),
        b'{' if depth < MAX_DEPTH => object(scanner, depth + 1),
        b'[' if depth < MAX_DEPTH => array(scanner, depth + 1),
        byte if byte.is_ascii_alphanumeric() || byte == b'-' => {
            word(scanner);
            Ok(())
        }
        _ => Err(Broken),
    }
}

fn string(scanner: &mut Scanner) -> Result<(), Broken> {
    let start = scanner.pos;
    // A single quote is more often a slip than the start of a string over several lines.
    let single = scanner.byte(start) == b'\'';
    let stop = if single { LINE_STRING_STOP } else { STRING_STOP };
    let (end, special) = scanner.string_end(start, stop).ok_or(Broken)?;
    if single {
        scanner.builder.error(start, end, SINGLE_QUOTED);
    }
    scanner.string_leaf(start, end, special);
    Ok(())
}

fn word(scanner: &mut Scanner) {
    let (start, end) = (scanner.pos, scanner.word_end(scanner.pos));
    let (kind, problem) = scanner.word(start, end);
    scanner.builder.leaf(kind, start, end);
    if let Some(message) = problem {
        scanner.builder.error(start, end, message);
    }
    scanner.pos = end;
}

fn object(scanner: &mut Scanner, depth: u32) -> Result<(), Broken> {
    let (start, children) = (scanner.pos, scanner.builder.checkpoint());
    scanner.pos += 1;
    loop {
        scanner.trivia()?;
        match scanner.peek() {
            b'"' | b'\'' => property(scanner, depth)?,
            b'}' => break,
            _ => return Err(Broken),
        }
        scanner.trivia()?;
        match scanner.peek() {
            b',' => scanner.pos += 1,
            b'}' => break,
            _ => return Err(Broken),
        }
    }
    scanner.pos += 1;
    scanner.builder.finish(children, Kind::Object, start, scanner.pos);
    Ok(())
}

fn property(scanner: &mut Scanner, depth: u32) -> Result<(), Broken> {
    let (start, children) = (scanner.pos, scanner.builder.checkpoint());
    string(scanner)?;
    scanner.trivia()?;
    if scanner.peek() != b':' {
        return Err(Broken);
    }
    scanner.pos += 1;
    scanner.trivia()?;
    value(scanner, depth)?;
    scanner.builder.finish(children, Kind::Property, start, scanner.pos);
    Ok(())
}

fn array(scanner: &mut Scanner, depth: u32) -> Result<(), Broken> {
    let (start, children) = (scanner.pos, scanner.builder.checkpoint());
    scanner.pos += 1;
    loop {
        scanner.trivia()?;
        if scanner.peek() == b']' {
            break;
        }
        value(scanner, depth)?;
        scanner.trivia()?;
        match scanner.peek() {
            b',' => scanner.pos += 1,
            b']' => break,
            _ => return Err(Broken),
        }
    }
    scanner.pos += 1;
    scanner.builder.finish(children, Kind::Array, start, scanner.pos);
    Ok(())
}
