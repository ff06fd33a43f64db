//! Sentences of a grammar, and texts that are nearly sentences.

use super::ebnf::{Grammar, Id, Node};

/// A small deterministic generator of pseudo-random numbers (SplitMix64).
pub struct Random(pub u64);

impl Random {
    /// A number below `limit`; 0 if there is none.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % (limit.max(1) as u64)) as usize
    }
}

/// Productions nested deeper than this take their shortest way out. Precedence levels count.
const MAX_NESTING: usize = 120;
/// So do sentences longer than this.
const MAX_LENGTH: usize = 2000;
/// How far a piece is from something that was never generated.
const FAR: usize = usize::MAX / 2;

/// Characters that make one symbol, or start a comment, in some grammar if nothing is between them.
const JOINED: [(char, char); 21] = [
    ('!', '='),
    ('!', '~'),
    ('=', '~'),
    ('=', '='),
    ('=', '>'),
    ('<', '='),
    ('<', '<'),
    ('>', '='),
    ('&', '&'),
    ('|', '|'),
    ('?', '?'),
    ('?', '.'),
    ('.', '?'),
    ('.', '.'),
    (':', ':'),
    ('/', '/'),
    ('/', '*'),
    ('*', '/'),
    ('\'', '\''),
    ('"', '"'),
    ('$', '\''),
];

/// What a part of a sentence is made for.
#[derive(Clone, Copy, PartialEq)]
enum Aim {
    /// The nearest piece that was never generated.
    Unseen,
    /// To be over soon, so that the part with the aim has room.
    End,
    /// Nothing.
    Chance,
}

/// Generates sentences of one grammar.
pub struct Generator<'g> {
    grammar: &'g Grammar,
    /// How deep each piece must nest at least; [`FAR`] if it never ends.
    depth: Vec<usize>,
    visited: Vec<bool>,
    /// How many steps each piece is from one that was never visited.
    distance: Vec<usize>,
    random: Random,
    aim: Aim,
    nesting_limit: usize,
    out: String,
}

impl<'g> Generator<'g> {
    /// A generator whose sentences depend on nothing but the grammar and the seed.
    pub fn new(grammar: &'g Grammar, seed: u64) -> Self {
        let count = grammar.nodes.len();
        let mut generator = Self {
            grammar,
            depth: vec![FAR; count],
            visited: vec![false; count],
            distance: vec![FAR; count],
            random: Random(seed),
            aim: Aim::Chance,
            nesting_limit: MAX_NESTING,
            out: String::new(),
        };
        generator.measure_depth();
        generator
    }

    /// True if every piece of the grammar was generated.
    pub fn is_covered(&self) -> bool {
        self.visited.iter().all(|visited| *visited)
    }

    /// The productions in which something was never generated.
    pub fn uncovered(&self) -> Vec<&Node> {
        let missing = self.visited.iter().zip(&self.grammar.nodes).filter(|(visited, _)| !**visited);
        missing.map(|(_, node)| node).collect()
    }

    /// A sentence that makes for the nearest piece that was never generated, and is short elsewhere.
    pub fn unseen(&mut self) -> String {
        self.measure_distance();
        self.aim = Aim::Unseen;
        self.nesting_limit = MAX_NESTING;
        self.generate()
    }

    /// A random sentence.
    pub fn sentence(&mut self) -> String {
        self.aim = Aim::Chance;
        self.nesting_limit = 2 + self.random.below(MAX_NESTING / 6);
        self.generate()
    }

    fn generate(&mut self) -> String {
        self.out.clear();
        let start = self.grammar.production(&self.grammar.start);
        self.emit(start, 0, is_lexical(&self.grammar.start));
        std::mem::take(&mut self.out)
    }

    fn emit(&mut self, id: Id, nesting: usize, lexical: bool) {
        self.visited[id] = true;
        let grammar = self.grammar;
        match &grammar.nodes[id] {
            Node::Terminal(text) if lexical => self.out.push_str(text),
            Node::Terminal(text) => {
                self.gap(text.chars().next());
                self.out.push_str(text);
            }
            Node::Range(first, last) => {
                let span = u32::from(*last) - u32::from(*first) + 1;
                let picked = u32::from(*first) + self.random.below(span as usize) as u32;
                self.out.push(char::from_u32(picked).unwrap_or(*first));
            }
            Node::NewLine => self.out.push('\n'),
            Node::Name(name) if is_lexical(name) && !lexical => {
                let before = std::mem::take(&mut self.out);
                self.emit(grammar.production(name), nesting + 1, true);
                let token = std::mem::replace(&mut self.out, before);
                self.gap(token.chars().next());
                self.out.push_str(&token);
            }
            Node::Name(name) => self.emit(grammar.production(name), nesting + 1, lexical),
            Node::Sequence(parts) => {
                let aim = self.aim;
                let nearest = parts.iter().copied().min_by_key(|part| self.distance[*part]);
                for part in parts {
                    if aim == Aim::Unseen && nearest != Some(*part) {
                        self.aim = Aim::End;
                    }
                    self.emit(*part, nesting, lexical);
                    self.aim = aim;
                }
            }
            Node::Choice(parts) => {
                let part = self.choose(parts, nesting);
                self.emit(part, nesting, lexical);
            }
            Node::Repeat(part) => {
                for _ in 0..self.repetitions(*part, nesting) {
                    self.emit(*part, nesting, lexical);
                }
            }
        }
    }

    /// Puts a space between two symbols: always where they would become one, else sometimes.
    fn gap(&mut self, next: Option<char>) {
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        let Some((last, next)) = self.out.chars().next_back().zip(next) else { return };
        let joined = (is_word(last) && is_word(next)) || JOINED.contains(&(last, next));
        if joined || self.random.below(4) == 0 {
            self.out.push(' ');
        }
    }

    fn is_tight(&self, nesting: usize) -> bool {
        self.aim == Aim::End || nesting >= self.nesting_limit || self.out.len() >= MAX_LENGTH
    }

    fn choose(&mut self, parts: &[Id], nesting: usize) -> Id {
        let least = |cost: &[usize]| parts.iter().copied().min_by_key(|part| cost[*part]).unwrap_or_default();
        match self.aim {
            _ if self.is_tight(nesting) => least(&self.depth),
            Aim::Unseen => least(&self.distance),
            _ => parts[self.random.below(parts.len())],
        }
    }

    fn repetitions(&mut self, part: Id, nesting: usize) -> usize {
        match self.aim {
            _ if self.is_tight(nesting) => 0,
            Aim::Unseen => usize::from(self.distance[part] < FAR),
            _ => self.random.below(4),
        }
    }

    /// Fills `depth` by going round until nothing gets shorter.
    fn measure_depth(&mut self) {
        let grammar = self.grammar;
        self.settle(|generator, id| {
            let parts = grammar.parts(id);
            let depths = parts.iter().map(|part| generator.depth[*part]);
            let depth = match &grammar.nodes[id] {
                Node::Choice(_) => depths.min().unwrap_or(0),
                Node::Repeat(_) => 0,
                Node::Name(_) => depths.max().unwrap_or(0).saturating_add(1),
                _ => depths.max().unwrap_or(0),
            };
            std::mem::replace(&mut generator.depth[id], depth.min(FAR)) != depth.min(FAR)
        });
        let endless = self.depth.iter().position(|depth| *depth >= FAR);
        assert_eq!(endless.map(|id| &grammar.nodes[id]), None, "this never ends");
    }

    fn measure_distance(&mut self) {
        let grammar = self.grammar;
        self.distance.fill(FAR);
        self.settle(|generator, id| {
            let nearest = grammar.parts(id).iter().map(|part| generator.distance[*part] + 1).min();
            let distance = if generator.visited[id] { nearest.unwrap_or(FAR).min(FAR) } else { 0 };
            std::mem::replace(&mut generator.distance[id], distance) != distance
        });
    }

    fn settle(&mut self, mut update: impl FnMut(&mut Self, Id) -> bool) {
        let mut changed = true;
        while changed {
            changed = false;
            for id in 0..self.grammar.nodes.len() {
                changed |= update(self, id);
            }
        }
    }
}

fn is_lexical(name: &str) -> bool {
    name.chars().all(|c| !c.is_lowercase())
}

/// A text that was a sentence until some of it was cut, doubled or replaced.
pub fn mutate(sentence: &str, random: &mut Random) -> String {
    let mut text: Vec<char> = sentence.chars().collect();
    for _ in 0..=random.below(3) {
        let from = random.below(text.len() + 1);
        let to = (from + random.below(8)).min(text.len());
        match random.below(5) {
            0 => drop(text.drain(from..to)),
            1 => {
                let copy: Vec<char> = text[from..to].to_vec();
                text.splice(to..to, copy);
            }
            2 => text.truncate(from),
            _ => {
                let strange =
                    ['"', '\'', '{', '}', '[', ']', '(', ')', ',', '\n', '\\', '$', '/', '*', '\0', 'é'];
                let character = strange[random.below(strange.len())];
                let end = if random.below(2) == 0 { from } else { to };
                text.splice(from..end, [character]);
            }
        }
    }
    text.into_iter().collect()
}
