//! Tokens of Bicep, read on demand.
//!
//! Strings are not tokens: the lexer stops after the opening quote and the parser asks for one
//! part after the other, because only the parser knows where an interpolation ends.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// End of the text.
    Eof,
    /// Made by the parser, never by the lexer: the line that follows belongs further out.
    Stop,
    /// One or more line ends with the white space and comments between them.
    Newline,
    /// A comment without end; the token is the rest of its line.
    OpenComment,
    /// A character that no token starts with.
    Unknown,
    Identifier,
    Number,
    /// `'`
    Quote,
    /// `'''`, with any number of `$` in front.
    MultilineQuote,
    LeftBrace,
    RightBrace,
    LeftBracket,
    RightBracket,
    LeftParen,
    RightParen,
    Comma,
    Dot,
    Ellipsis,
    Colon,
    DoubleColon,
    Question,
    Coalesce,
    Assign,
    Arrow,
    Equal,
    NotEqual,
    EqualFold,
    NotEqualFold,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    And,
    Or,
    Pipe,
    Bang,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Caret,
    At,
}

impl TokenKind {
    /// True for `}`, `]` and `)`.
    pub(super) fn is_closer(self) -> bool {
        matches!(self, Self::RightBrace | Self::RightBracket | Self::RightParen)
    }
}

/// A token and its bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// How a part of a string ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartEnd {
    /// At the closing quotes.
    Quote,
    /// At the `${` of an interpolation.
    Interpolation,
    /// At the end of the line or text, without closing quotes.
    Missing,
}

/// The state to which a lexer can be set back.
#[derive(Clone, Copy, Debug)]
pub(super) struct LexerMark {
    at: usize,
    line_start: usize,
    comments: usize,
}

/// Reads tokens from a text.
#[derive(Debug)]
pub(super) struct Lexer<'t> {
    bytes: &'t [u8],
    /// The next byte to read.
    at: usize,
    /// First byte of the line of the last line end that was passed between tokens.
    line_start: usize,
    /// Comments met so far.
    comments: Vec<(usize, usize)>,
    /// No `*/` follows from here on.
    no_comment_end: usize,
}

impl<'t> Lexer<'t> {
    /// A lexer at the start of a text; a byte order mark is passed over.
    pub(super) fn new(text: &'t str) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self {
            bytes: text.as_bytes(),
            at,
            line_start: at,
            comments: Vec::new(),
            no_comment_end: text.len() + 1,
        }
    }

    /// The byte at an offset, NUL past the end.
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// Column of an offset in the line that was entered last.
    pub(super) fn column(&self, at: usize) -> usize {
        at.saturating_sub(self.line_start)
    }

    /// The comments met so far.
    pub(super) fn comments(&self) -> &[(usize, usize)] {
        &self.comments
    }

    /// Where the next token is read from.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Continues reading at an offset, if that is further back without the comments behind it.
    pub(super) fn jump(&mut self, at: usize) {
        self.at = at;
        while self.comments.last().is_some_and(|comment| comment.0 >= at) {
            self.comments.pop();
        }
    }

    /// Makes every further token the end of the text.
    pub(super) fn abandon(&mut self) {
        self.at = self.bytes.len();
    }

    /// Remembers the state.
    pub(super) fn mark(&self) -> LexerMark {
        LexerMark { at: self.at, line_start: self.line_start, comments: self.comments.len() }
    }

    /// Returns to a remembered state.
    pub(super) fn reset(&mut self, mark: LexerMark) {
        self.at = mark.at;
        self.line_start = mark.line_start;
        self.comments.truncate(mark.comments);
    }

    /// The next token.
    pub(super) fn next(&mut self) -> Token {
        if let Some(start) = self.skip_trivia() {
            return Token { kind: TokenKind::Newline, start, end: self.at };
        }
        let start = self.at;
        let kind = self.scan();
        Token { kind, start, end: self.at }
    }

    /// Passes white space, comments and line ends; the offset of the first line end, if any.
    fn skip_trivia(&mut self) -> Option<usize> {
        let mut newline = None;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b' ' | b'\t' => self.at += 1,
                b'\n' | b'\r' => {
                    newline.get_or_insert(self.at);
                    self.at += 1;
                    self.line_start = self.at;
                }
                b'/' if self.byte(self.at + 1) == b'/' => self.skip_line_comment(),
                b'/' if self.byte(self.at + 1) == b'*' => match self.comment_end() {
                    Some(end) => {
                        self.comments.push((self.at, end));
                        self.at = end;
                    }
                    None => break,
                },
                b'#' if self.is_directive() => self.skip_line_comment(),
                _ => break,
            }
        }
        newline
    }

    fn skip_line_comment(&mut self) {
        let start = self.at;
        self.at = self.line_end(start);
        self.comments.push((start, self.at));
    }

    fn line_end(&self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).map_or(self.bytes.len(), |i| from + i)
    }

    /// End of the block comment that starts here.
    fn comment_end(&mut self) -> Option<usize> {
        let from = self.at + 2;
        if from >= self.no_comment_end {
            return None;
        }
        let rest = self.bytes.get(from..).unwrap_or_default();
        let end = rest.windows(2).position(|pair| pair == b"*/").map(|i| from + i + 2);
        if end.is_none() {
            self.no_comment_end = from;
        }
        end
    }

    /// True at a directive: first on its line, `#disable-…` or `#restore-…`.
    fn is_directive(&self) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let before = self.bytes.get(self.line_start..self.at).unwrap_or_default();
        (rest.starts_with(b"#disable-") || rest.starts_with(b"#restore-"))
            && before.iter().all(|byte| matches!(byte, b' ' | b'\t'))
    }

    fn scan(&mut self) -> TokenKind {
        use TokenKind::*;
        let Some(&byte) = self.bytes.get(self.at) else { return Eof };
        let (next, third) = (self.byte(self.at + 1), self.byte(self.at + 2));
        let (kind, length) = match (byte, next, third) {
            (b'a'..=b'z' | b'A'..=b'Z' | b'_', ..) => return self.scan_while(Identifier, is_identifier_part),
            (b'0'..=b'9', ..) => return self.scan_while(Number, |byte| byte.is_ascii_digit()),
            (b'\'', b'\'', b'\'') => (MultilineQuote, 3),
            (b'\'', ..) => (Quote, 1),
            (b'$', ..) => return self.scan_dollars(),
            (b'/', b'*', _) => return self.scan_open_comment(),
            (b'.', b'.', b'.') => (Ellipsis, 3),
            (b'=', b'=', _) => (Equal, 2),
            (b'=', b'~', _) => (EqualFold, 2),
            (b'=', b'>', _) => (Arrow, 2),
            (b'!', b'=', _) => (NotEqual, 2),
            (b'!', b'~', _) => (NotEqualFold, 2),
            (b'<', b'=', _) => (LessEqual, 2),
            (b'>', b'=', _) => (GreaterEqual, 2),
            (b'&', b'&', _) => (And, 2),
            (b'|', b'|', _) => (Or, 2),
            (b'?', b'?', _) => (Coalesce, 2),
            (b':', b':', _) => (DoubleColon, 2),
            (b'{', ..) => (LeftBrace, 1),
            (b'}', ..) => (RightBrace, 1),
            (b'[', ..) => (LeftBracket, 1),
            (b']', ..) => (RightBracket, 1),
            (b'(', ..) => (LeftParen, 1),
            (b')', ..) => (RightParen, 1),
            (b',', ..) => (Comma, 1),
            (b'.', ..) => (Dot, 1),
            (b':', ..) => (Colon, 1),
            (b'?', ..) => (Question, 1),
            (b'=', ..) => (Assign, 1),
            (b'<', ..) => (Less, 1),
            (b'>', ..) => (Greater, 1),
            (b'|', ..) => (Pipe, 1),
            (b'!', ..) => (Bang, 1),
            (b'+', ..) => (Plus, 1),
            (b'-', ..) => (Minus, 1),
            (b'*', ..) => (Star, 1),
            (b'/', ..) => (Slash, 1),
            (b'%', ..) => (Percent, 1),
            (b'^', ..) => (Caret, 1),
            (b'@', ..) => (At, 1),
            (0x80.., ..) => return self.scan_while(Unknown, |byte| byte >= 0x80),
            _ => (Unknown, 1),
        };
        self.at += length;
        kind
    }

    fn scan_while(&mut self, kind: TokenKind, part: fn(u8) -> bool) -> TokenKind {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|byte| !part(*byte)).unwrap_or(rest.len());
        kind
    }

    fn scan_dollars(&mut self) -> TokenKind {
        self.scan_while(TokenKind::Unknown, |byte| byte == b'$');
        if self.bytes.get(self.at..self.at + 3) != Some(b"'''") {
            return TokenKind::Unknown;
        }
        self.at += 3;
        TokenKind::MultilineQuote
    }

    fn scan_open_comment(&mut self) -> TokenKind {
        self.at = self.line_end(self.at);
        TokenKind::OpenComment
    }

    /// True if a declaration can start at an offset: a decorator, or a keyword and what follows it.
    pub(super) fn starts_declaration(&self, at: usize) -> bool {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let length = rest.iter().position(|byte| !is_identifier_part(*byte)).unwrap_or(rest.len());
        let (word, rest) = rest.split_at(length);
        let gap = rest.iter().position(|byte| !matches!(byte, b' ' | b'\t')).unwrap_or(rest.len());
        let next = rest.get(gap).copied().unwrap_or(0);
        match word {
            b"" => rest.first() == Some(&b'@') && rest.get(1).is_some_and(|b| is_identifier_start(*b)),
            b"targetScope" => next == b'=',
            b"import" | b"using" | b"extends" | b"extension" | b"provider" => {
                matches!(next, b'\'' | b'{' | b'*') || is_identifier_start(next)
            }
            _ => super::statement::is_keyword(word) && gap > 0 && is_identifier_start(next),
        }
    }

    /// Reads a part of a `'` string; what ended it, where its text ends, and the first escape
    /// sequence in it that the language does not know. Continues behind the delimiter.
    pub(super) fn string_part(&mut self) -> (PartEnd, usize, Option<(usize, usize)>) {
        let mut bad_escape = None;
        while let Some(&byte) = self.bytes.get(self.at) {
            let at = self.at;
            match byte {
                b'\'' => {
                    self.at += 1;
                    return (PartEnd::Quote, at, bad_escape);
                }
                b'$' if self.byte(at + 1) == b'{' => {
                    self.at += 2;
                    return (PartEnd::Interpolation, at, bad_escape);
                }
                b'\n' | b'\r' => break,
                b'\\' => {
                    let known = self.skip_escape();
                    if !known && bad_escape.is_none() {
                        bad_escape = Some((at, self.at));
                    }
                }
                _ => self.at += 1,
            }
        }
        (PartEnd::Missing, self.at, bad_escape)
    }

    /// Passes an escape sequence; false if the language does not know it.
    fn skip_escape(&mut self) -> bool {
        match self.byte(self.at + 1) {
            b'n' | b'r' | b't' | b'\\' | b'\'' | b'$' => {
                self.at += 2;
                true
            }
            b'u' if self.byte(self.at + 2) == b'{' => {
                let digits = self.at + 3;
                self.at = digits;
                self.scan_while(TokenKind::Number, |byte| byte.is_ascii_hexdigit());
                let count = self.at - digits;
                let closed = self.byte(self.at) == b'}';
                self.at += usize::from(closed);
                closed && (1..=6).contains(&count)
            }
            _ => {
                self.at += 1;
                false
            }
        }
    }

    /// Reads a part of a `'''` string that has so many `$` in front; what ended it and where its
    /// text ends. Without closing quotes that is the end of the line; if `stop_early`, they must
    /// come before the next declaration in column 0. Continues behind the delimiter.
    pub(super) fn multiline_part(&mut self, dollars: usize, stop_early: bool) -> (PartEnd, usize) {
        let from = self.at;
        while let Some(&byte) = self.bytes.get(self.at) {
            let start = self.at;
            match byte {
                b'\'' => {
                    self.scan_while(TokenKind::Quote, |byte| byte == b'\'');
                    if self.at - start >= 3 {
                        return (PartEnd::Quote, self.at - 3);
                    }
                }
                b'$' if dollars > 0 => {
                    self.scan_while(TokenKind::Unknown, |byte| byte == b'$');
                    if self.at - start >= dollars && self.byte(self.at) == b'{' {
                        self.at += 1;
                        return (PartEnd::Interpolation, self.at - 1 - dollars);
                    }
                }
                b'\n' => {
                    self.at += 1;
                    if stop_early && self.starts_declaration(self.at) {
                        break;
                    }
                }
                _ => self.at += 1,
            }
        }
        self.at = self.line_end(from);
        (PartEnd::Missing, self.at)
    }
}

fn is_identifier_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_'
}

fn is_identifier_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
