//! The first pass: plain JSON structure, given up at the first place where it does not hold.

use super::scan::{Broken, Scanner};
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
            scanner.word_leaf();
            Ok(())
        }
        _ => Err(Broken),
    }
}

fn string(scanner: &mut Scanner) -> Result<(), Broken> {
    let start = scanner.pos;
    let (end, special) = scanner.string_end(start).ok_or(Broken)?;
    // A single quote is more often a slip than the start of a string over several lines.
    if scanner.byte(start) == b'\'' && scanner.line_end(start) < end {
        return Err(Broken);
    }
    scanner.string_leaf(start, end, special);
    Ok(())
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
