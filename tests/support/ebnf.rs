//! Reads the grammars in `grammars/`.
//!
//! `name = alternatives ;` with `|`, `,`, `( )`, `[ ]`, `{ }`, `"a"` or `'a'`, `"a" … "z"`,
//! comments `(* *)` and the built-in symbol `NL`. A terminal knows no escapes.

use std::collections::HashMap;

/// Index of a [`Node`] in its grammar.
pub type Id = usize;

/// A piece of a production.
#[derive(Debug, PartialEq)]
pub enum Node {
    /// One of these. An optional is a choice between nothing and its content.
    Choice(Vec<Id>),
    /// All of these in order.
    Sequence(Vec<Id>),
    /// Any number of these.
    Repeat(Id),
    /// This text.
    Terminal(String),
    /// One character of this range, ends included.
    Range(char, char),
    /// A line end.
    NewLine,
    /// Another production.
    Name(String),
}

/// A grammar that was read without mistakes.
#[derive(Debug, Default)]
pub struct Grammar {
    /// All pieces of all productions.
    pub nodes: Vec<Node>,
    /// The productions by name.
    pub productions: HashMap<String, Id>,
    /// The first production.
    pub start: String,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Name(String),
    Terminal(String),
    Symbol(char),
}

impl Grammar {
    /// Reads a grammar; the mistakes are those of its notation, and undefined or unused names.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut reader = Reader { tokens: tokens(text)?, at: 0, grammar: Self::default() };
        while reader.at < reader.tokens.len() {
            reader.production()?;
        }
        reader.grammar.check_names()?;
        Ok(reader.grammar)
    }

    /// The production of a name.
    pub fn production(&self, name: &str) -> Id {
        self.productions[name]
    }

    /// The pieces of a piece, those of the named production included.
    pub fn parts(&self, id: Id) -> Vec<Id> {
        match &self.nodes[id] {
            Node::Choice(parts) | Node::Sequence(parts) => parts.clone(),
            Node::Repeat(part) => vec![*part],
            Node::Name(name) => vec![self.production(name)],
            Node::Terminal(_) | Node::Range(..) | Node::NewLine => Vec::new(),
        }
    }

    fn check_names(&self) -> Result<(), String> {
        for node in &self.nodes {
            if let Node::Name(name) = node
                && !self.productions.contains_key(name)
            {
                return Err(format!("`{name}` is not defined"));
            }
        }
        let mut reached = vec![false; self.nodes.len()];
        let mut stack = vec![self.production(&self.start)];
        while let Some(id) = stack.pop() {
            if !std::mem::replace(&mut reached[id], true) {
                stack.extend(self.parts(id));
            }
        }
        match self.productions.iter().find(|(_, id)| !reached[**id]) {
            Some((name, _)) => Err(format!("`{name}` is not used")),
            None => Ok(()),
        }
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let Some(first) = rest.chars().next() else { return Ok(tokens) };
        let excerpt = || rest.chars().take(30).collect::<String>();
        if rest.starts_with("(*") {
            let end = rest.find("*)").ok_or_else(|| format!("no end of comment: {}", excerpt()))?;
            rest = &rest[end + 2..];
        } else if first == '"' || first == '\'' {
            let end = rest[1..].find(first).ok_or_else(|| format!("no end of terminal: {}", excerpt()))?;
            tokens.push(Token::Terminal(rest[1..=end].to_owned()));
            rest = &rest[end + 2..];
        } else if first.is_ascii_alphabetic() {
            let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'));
            let end = end.unwrap_or(rest.len());
            tokens.push(Token::Name(rest[..end].to_owned()));
            rest = &rest[end..];
        } else if "=|,;()[]{}…".contains(first) {
            tokens.push(Token::Symbol(first));
            rest = &rest[first.len_utf8()..];
        } else {
            return Err(format!("unexpected `{first}`: {}", excerpt()));
        }
    }
}

struct Reader {
    tokens: Vec<Token>,
    at: usize,
    grammar: Grammar,
}

impl Reader {
    fn next(&mut self) -> Option<Token> {
        self.at += 1;
        self.tokens.get(self.at - 1).cloned()
    }

    fn eat(&mut self, symbol: char) -> bool {
        let found = self.tokens.get(self.at) == Some(&Token::Symbol(symbol));
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, symbol: char) -> Result<(), String> {
        if self.eat(symbol) {
            return Ok(());
        }
        let around = &self.tokens[self.at.saturating_sub(4).min(self.tokens.len())..];
        Err(format!("expected `{symbol}` after {:?}", &around[..around.len().min(5)]))
    }

    fn add(&mut self, node: Node) -> Id {
        self.grammar.nodes.push(node);
        self.grammar.nodes.len() - 1
    }

    fn production(&mut self) -> Result<(), String> {
        let Some(Token::Name(name)) = self.next() else {
            return Err(format!("expected a production, found {:?}", self.tokens[self.at - 1]));
        };
        self.expect('=')?;
        let id = self.alternatives()?;
        self.expect(';')?;
        if self.grammar.start.is_empty() {
            self.grammar.start.clone_from(&name);
        }
        match self.grammar.productions.insert(name.clone(), id) {
            Some(_) => Err(format!("`{name}` is defined twice")),
            None => Ok(()),
        }
    }

    fn alternatives(&mut self) -> Result<Id, String> {
        let mut parts = vec![self.sequence()?];
        while self.eat('|') {
            parts.push(self.sequence()?);
        }
        Ok(if parts.len() == 1 { parts[0] } else { self.add(Node::Choice(parts)) })
    }

    fn sequence(&mut self) -> Result<Id, String> {
        let mut parts = vec![self.item()?];
        while self.eat(',') {
            parts.push(self.item()?);
        }
        Ok(if parts.len() == 1 { parts[0] } else { self.add(Node::Sequence(parts)) })
    }

    fn item(&mut self) -> Result<Id, String> {
        let token = self.next().ok_or("unexpected end of the grammar")?;
        match token {
            Token::Name(name) if name == "NL" => Ok(self.add(Node::NewLine)),
            Token::Name(name) => Ok(self.add(Node::Name(name))),
            Token::Terminal(first) if self.eat('…') => {
                let one = |text: &str| text.chars().next().filter(|c| c.len_utf8() == text.len());
                let ends = match self.next() {
                    Some(Token::Terminal(last)) => one(&first).zip(one(&last)),
                    _ => None,
                };
                let (first, last) = ends.ok_or("the ends of a range are single characters")?;
                Ok(self.add(Node::Range(first, last)))
            }
            Token::Terminal(text) => Ok(self.add(Node::Terminal(text))),
            Token::Symbol('(') => self.closed(')'),
            Token::Symbol('[') => {
                let content = self.closed(']')?;
                let nothing = self.add(Node::Sequence(Vec::new()));
                Ok(self.add(Node::Choice(vec![nothing, content])))
            }
            Token::Symbol('{') => {
                let content = self.closed('}')?;
                Ok(self.add(Node::Repeat(content)))
            }
            Token::Symbol(symbol) => Err(format!("unexpected `{symbol}`")),
        }
    }

    fn closed(&mut self, closer: char) -> Result<Id, String> {
        let content = self.alternatives()?;
        self.expect(closer)?;
        Ok(content)
    }
}
