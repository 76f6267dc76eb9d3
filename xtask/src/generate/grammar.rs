//! The grammar as data: rules with weighted ways to write them, read from the text files beside.
//!
//! A rule's name stands at the start of a line, its ways are indented below it, as
//! `WEIGHT CONDITION… | TEMPLATE`. In a template, `$name` stands for another rule, or for one of
//! the writer's own; `$name{2..4 ,}` for two to four of them with commas between; `$name@context`
//! for one written in another context. `⏎` ends a line, `⇥` and `⇤` begin and end a block. The rules
//! that are marked `token` are written without anything between their parts.

use std::collections::{HashMap, VecDeque};

use super::context::{Condition, Shift};
use super::writer::Special;

/// A file of the grammar, and whether its rules are the parts of expressions.
pub type File = (&'static str, bool);

/// Programs for the compiler: every construct, with names that may mean nothing.
pub const COMPILED: &[File] = &[
    (include_str!("grammar/expressions.txt"), true),
    (include_str!("grammar/tokens.txt"), true),
    (include_str!("grammar/statements.txt"), false),
    (include_str!("grammar/long.txt"), false),
    (include_str!("grammar/wrong.txt"), false),
];

/// Programs that end and print what they found, to compare the VM with.
pub const RUNNING: &[File] = &[
    (include_str!("grammar/run_expressions.txt"), true),
    (include_str!("grammar/tokens.txt"), true),
    (include_str!("grammar/run_statements.txt"), false),
];

/// A rule as it stands in the files.
struct RawRule {
    name: &'static str,
    is_token: bool,
    is_expression: bool,
    ways: Vec<&'static str>,
}

/// All rules.
pub struct Grammar {
    pub rules: Vec<Rule>,
    places: HashMap<&'static str, usize>,
    /// For each rule, those whose ways refer to it.
    users: Vec<Vec<usize>>,
}

/// What can be written for one name.
pub struct Rule {
    pub name: &'static str,
    /// Whether all of it is one token.
    pub is_token: bool,
    /// Whether it is a part of expressions.
    pub is_expression: bool,
    pub ways: Vec<Way>,
    /// How deep the shortest text nests that it can always be written as.
    pub height: usize,
}

/// One way to write a rule.
pub struct Way {
    /// Its number among all ways of the grammar.
    pub id: usize,
    pub weight: usize,
    pub conditions: Vec<Condition>,
    pub parts: Vec<Part>,
    pub template: &'static str,
    /// As the rule's.
    pub height: usize,
}

impl Way {
    /// Whether it only stands for another rule.
    pub fn renames(&self) -> bool {
        self.parts.len() == 1
    }
}

/// One element of a template.
pub enum Part {
    Text(String),
    Newline,
    Indent,
    Dedent,
    Reference(Reference),
}

/// `$name{low..high separator}@shift`.
pub struct Reference {
    pub to: Symbol,
    pub low: usize,
    pub high: usize,
    pub separator: Option<&'static str>,
    pub shift: Option<Shift>,
}

/// What a reference names.
#[derive(Clone, Copy)]
pub enum Symbol {
    Rule(usize),
    Special(Special),
}

impl Grammar {
    /// Reads the files.
    ///
    /// # Panics
    /// When they are malformed, which a test would have shown.
    pub fn new(files: &[File]) -> Self {
        let mut raw: Vec<RawRule> = Vec::new();
        let lines = files.iter().flat_map(|(file, is_expression)| {
            let says = |line: &&str| !line.starts_with('#') && !line.trim().is_empty();
            file.lines().filter(says).map(|line| (line, *is_expression))
        });
        for (line, is_expression) in lines {
            match line.strip_prefix("  ") {
                Some(way) => {
                    let rule = raw.last_mut().expect("a rule before its ways");
                    rule.ways.push(way);
                }
                None => {
                    let token = line.strip_prefix("token ");
                    raw.push(RawRule {
                        name: token.unwrap_or(line),
                        is_token: token.is_some(),
                        is_expression,
                        ways: Vec::new(),
                    });
                }
            }
        }
        let names = raw.iter().enumerate().map(|(at, rule)| (rule.name, at));
        let places: HashMap<_, _> = names.collect();
        assert_eq!(places.len(), raw.len(), "a rule is written twice");
        let mut ids = 0..;
        let rules = raw.iter().map(|rule| Rule {
            name: rule.name,
            is_token: rule.is_token,
            is_expression: rule.is_expression,
            ways: rule
                .ways
                .iter()
                .map(|way| Way::parse(way, rule.is_token, ids.next().unwrap_or(0), &places))
                .collect(),
            height: usize::MAX,
        });
        let mut grammar = Self {
            rules: rules.collect(),
            places,
            users: Vec::new(),
        };
        grammar.find_users();
        grammar.measure();
        grammar
    }

    /// The rule of that name.
    ///
    /// # Panics
    /// When there is none.
    pub fn start(&self, name: &str) -> Symbol {
        Symbol::Rule(self.places[name])
    }

    /// A name for each way, in the order of their numbers.
    pub fn ways(&self) -> Vec<String> {
        let named = self.rules.iter().flat_map(|rule| {
            let name = move |way: &Way| format!("{}: {}", rule.name, way.template);
            rule.ways.iter().map(name)
        });
        named.collect()
    }

    /// The way of that number, and how to get to it.
    pub fn goal(&self, way: usize) -> Goal {
        let mut distances = vec![usize::MAX; self.rules.len()];
        let holds = |rule: &Rule| rule.ways.iter().any(|other| other.id == way);
        let mut reached: VecDeque<usize> = self.rules.iter().position(holds).into_iter().collect();
        if let Some(start) = reached.front() {
            distances[*start] = 0;
        }
        while let Some(rule) = reached.pop_front() {
            for &user in &self.users[rule] {
                if distances[user] == usize::MAX {
                    distances[user] = distances[rule] + 1;
                    reached.push_back(user);
                }
            }
        }
        Goal { way, distances }
    }

    /// Finds which rules refer to each.
    fn find_users(&mut self) {
        self.users = vec![Vec::new(); self.rules.len()];
        for (at, rule) in self.rules.iter().enumerate() {
            for part in rule.ways.iter().flat_map(|way| &way.parts) {
                if let Part::Reference(Reference {
                    to: Symbol::Rule(to),
                    ..
                }) = part
                {
                    self.users[*to].push(at);
                }
            }
        }
    }

    /// Finds the heights, from what needs no other rule up to the statements.
    fn measure(&mut self) {
        loop {
            let mut changed = false;
            for at in 0..self.rules.len() {
                for way in 0..self.rules[at].ways.len() {
                    let height = self.height(&self.rules[at].ways[way]);
                    self.rules[at].ways[way].height = height;
                }
                let always = |way: &&Way| way.conditions.is_empty();
                let heights = self.rules[at].ways.iter().filter(always);
                let height = heights.map(|way| way.height).min().unwrap_or(usize::MAX);
                changed |= std::mem::replace(&mut self.rules[at].height, height) != height;
            }
            if !changed {
                return;
            }
        }
    }

    /// One more than what it refers to; a way that only renames a rule adds nothing.
    fn height(&self, way: &Way) -> usize {
        let references = way.parts.iter().filter_map(|part| match part {
            Part::Reference(reference) if reference.low > 0 => Some(match reference.to {
                Symbol::Rule(rule) => self.rules[rule].height,
                Symbol::Special(_) => 0,
            }),
            _ => None,
        });
        let deepest = references.max();
        deepest.map_or(0, |height| {
            height.saturating_add(usize::from(!way.renames()))
        })
    }
}

/// A way that a program should take, wherever else it goes.
pub struct Goal {
    pub way: usize,
    /// How many rules lie between each rule and that way.
    distances: Vec<usize>,
}

impl Goal {
    /// Whether it can be met in what is written for the symbol.
    pub fn is_reached_from(&self, symbol: Symbol) -> bool {
        matches!(symbol, Symbol::Rule(rule) if self.distances[rule] < usize::MAX)
    }

    /// How far it is when another way is taken first.
    pub fn distance(&self, way: &Way) -> usize {
        if way.id == self.way {
            return 0;
        }
        let through = way.parts.iter().map(|part| self.through(part));
        through.min().unwrap_or(usize::MAX)
    }

    /// How far it is through one part of another way.
    pub fn through(&self, part: &Part) -> usize {
        match part {
            Part::Reference(reference) => match reference.to {
                Symbol::Rule(rule) => self.distances[rule].saturating_add(1),
                Symbol::Special(_) => usize::MAX,
            },
            _ => usize::MAX,
        }
    }
}

impl Way {
    fn parse(
        line: &'static str,
        is_token: bool,
        id: usize,
        places: &HashMap<&'static str, usize>,
    ) -> Self {
        let (head, template) = line.split_once('|').expect("WEIGHT | TEMPLATE");
        let template = template.trim();
        let mut words = head.split_whitespace();
        let weight = words.next().and_then(|word| word.parse().ok());
        let mut parser = Template {
            text: template,
            is_token,
            places,
            parts: Vec::new(),
        };
        parser.parse();
        Self {
            id,
            weight: weight.unwrap_or_else(|| panic!("`{line}` has no weight")),
            conditions: words.map(Condition::named).collect(),
            parts: parser.parts,
            template,
            height: usize::MAX,
        }
    }
}

/// A template that is being read.
struct Template<'a> {
    text: &'static str,
    is_token: bool,
    places: &'a HashMap<&'static str, usize>,
    parts: Vec<Part>,
}

impl Template<'_> {
    fn parse(&mut self) {
        while let Some(first) = self.text.chars().next() {
            let mark = match first {
                '⏎' if !self.is_token => Some(Part::Newline),
                '⇥' => Some(Part::Indent),
                '⇤' => Some(Part::Dedent),
                _ => None,
            };
            let part = match (mark, first) {
                (Some(mark), _) => {
                    self.text = &self.text[first.len_utf8()..];
                    mark
                }
                (None, '$') if self.names_a_rule() => Part::Reference(self.reference()),
                (None, ' ') if !self.is_token => {
                    self.text = self.text.trim_start();
                    continue;
                }
                _ => Part::Text(self.literal()),
            };
            self.parts.push(part);
        }
    }

    /// Whether the `$` here is more than a character.
    fn names_a_rule(&self) -> bool {
        self.text[1..].starts_with(|next: char| next.is_ascii_lowercase())
    }

    /// The text up to the next reference, or, between tokens, up to the next space.
    fn literal(&mut self) -> String {
        let is_token = self.is_token;
        let ends = |(at, next): &(usize, char)| {
            *at > 0 && (*next == '$' || !is_token && matches!(next, ' ' | '⏎' | '⇥' | '⇤'))
        };
        let end = self.text.char_indices().find(ends);
        let (text, rest) = self
            .text
            .split_at(end.map_or(self.text.len(), |(at, _)| at));
        self.text = rest;
        text.replace('⏎', "\n")
    }

    fn word(&mut self) -> &'static str {
        let inside = |next: char| next.is_ascii_lowercase() || next == '_';
        let end = self.text.find(|next| !inside(next));
        let (word, rest) = self.text.split_at(end.unwrap_or(self.text.len()));
        self.text = rest;
        word
    }

    fn reference(&mut self) -> Reference {
        self.text = &self.text[1..];
        let name = self.word();
        let to = match self.places.get(name) {
            Some(&rule) => Symbol::Rule(rule),
            None => Symbol::Special(Special::named(name)),
        };
        let (mut low, mut high, mut separator) = (1, 1, None);
        // A brace that holds no range belongs to the text, as in an f-string.
        if let Some((range, rest)) = self.text.strip_prefix('{').and_then(|t| t.split_once('}')) {
            let (range, between) = range.split_once(' ').unwrap_or((range, ""));
            let ends = range.split_once("..").map(|(a, b)| (a.parse(), b.parse()));
            if let Some((Ok(from), Ok(to))) = ends {
                (low, high) = (from, to);
                separator = Some(between).filter(|between| !between.is_empty());
                self.text = rest;
            }
        }
        let mut shift = None;
        if let Some(rest) = self.text.strip_prefix('@') {
            self.text = rest;
            shift = Some(Shift::named(self.word()));
        }
        Reference {
            to,
            low,
            high,
            separator,
            shift,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_can_always_be_written() {
        for files in [COMPILED, RUNNING] {
            for rule in &Grammar::new(files).rules {
                assert!(rule.height < 100, "{} has no way that ends", rule.name);
            }
        }
    }

    #[test]
    fn templates_are_read_into_parts() {
        let grammar = Grammar::new(COMPILED);
        let ways = grammar.rules.iter().flat_map(|rule| &rule.ways);
        let way = |template| ways.clone().find(|way| way.template == template);
        let list = way("$test{2..4 ,}").expect("a list of tests");
        let [Part::Reference(list)] = &*list.parts else {
            panic!("one reference");
        };
        assert_eq!((list.low, list.high, list.separator), (2, 4, Some(",")));
        let debug = way("{$name=!r}").expect("a field that shows its name");
        assert_eq!(debug.parts.len(), 3);
    }
}
