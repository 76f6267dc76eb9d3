//! Writes one program: chooses among the grammar's ways, and invents the names.

use super::context::{Contexts, Shift};
use super::grammar::{Goal, Grammar, Part, Reference, Rule, Symbol, Way};
use super::layout::{self, Piece};
use super::random::Random;

/// Names to choose from. Some are MicroPython's own, which the format stores in another way.
const NAMES: [&str; 29] = [
    "a",
    "b",
    "c",
    "d",
    "x",
    "y",
    "i",
    "n",
    "f",
    "self",
    "data",
    "value",
    "_",
    "_private",
    "__init__",
    "print",
    "len",
    "range",
    "int",
    "str",
    "list",
    "Exception",
    "Pin",
    "math",
    "const",
    "π",
    "größe",
    "名前",
    "a_name_that_is_rather_longer_than_most_names_are",
];

/// Names of attributes, keywords and parts of modules.
const ATTRIBUTES: [&str; 14] = [
    "a",
    "x",
    "value",
    "append",
    "format",
    "__class__",
    "__name__",
    "sleep_ms",
    "Pin",
    "_hidden",
    "naïve",
    "real",
    "join",
    "key",
];

/// How far a program may nest before only short ways are chosen.
const DEEPEST: usize = 400;

/// How deep expressions may be, each as likely as the others.
const EXPRESSIONS: [usize; 8] = [0, 1, 1, 2, 2, 3, 4, 7];

/// How many choices may lead to a program's goal. It may need a place that the program has not, such
/// as a loop, and must not be looked for at every turn then.
const STEPS: usize = 100;

/// What is written by code, because it depends on what came before.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Special {
    /// Any name, with or without a meaning.
    Name,
    /// A name that gets a value here.
    Bind,
    /// A name that this function has no other parameter of.
    Param,
    Attribute,
    /// A name that can be declared global here.
    NewGlobal,
    /// A name that can be declared nonlocal here.
    NewNonlocal,
    NewConstant,
    /// One that the module does not keep.
    NewPrivateConstant,
    KnownConstant,
    /// A name of its own each time.
    Numbered,
    /// One of those names again.
    NumberedAgain,
    /// Closes every parenthesis of the statement.
    Closing,
}

impl Special {
    /// The one that the grammar's files call so.
    pub fn named(name: &str) -> Self {
        match name {
            "name" => Self::Name,
            "bind" => Self::Bind,
            "param" => Self::Param,
            "attribute" => Self::Attribute,
            "new_global" => Self::NewGlobal,
            "new_nonlocal" => Self::NewNonlocal,
            "new_constant" => Self::NewConstant,
            "new_private_constant" => Self::NewPrivateConstant,
            "known_constant" => Self::KnownConstant,
            "numbered" => Self::Numbered,
            "numbered_again" => Self::NumberedAgain,
            "closing" => Self::Closing,
            other => panic!("the grammar has no rule `{other}`"),
        }
    }
}

/// The state while a program is written.
pub struct Writer<'a> {
    grammar: &'a Grammar,
    random: &'a mut Random,
    contexts: Contexts,
    pieces: Vec<Piece>,
    /// Which ways were taken.
    used: &'a mut [bool],
    /// The way that should be among them.
    goal: &'a Goal,
    /// How many more choices may lead there.
    steps: usize,
    /// Whether the goal lies in what is written now, rather than beside it.
    is_guided: bool,
    /// How many more tokens there may be before only the shortest ways are taken.
    budget: usize,
    depth: usize,
    /// How deep the expression here is, and how deep it may become.
    nesting: usize,
    deepest: usize,
    in_token: bool,
    constants: Vec<String>,
    /// How many of them have their value already.
    defined: usize,
    numbered: usize,
}

impl<'a> Writer<'a> {
    /// Writes a text for a rule of the grammar, and notes in `used` which ways it took. It
    /// looks for the goal, and does not always find a place for it.
    pub fn write(
        grammar: &'a Grammar,
        random: &'a mut Random,
        used: &'a mut [bool],
        goal: &'a Goal,
        start: Symbol,
    ) -> Vec<Piece> {
        let mut writer = Self {
            grammar,
            contexts: Contexts::new(),
            pieces: Vec::new(),
            used,
            goal,
            steps: STEPS,
            is_guided: true,
            random,
            budget: 60,
            depth: 0,
            nesting: 0,
            deepest: 0,
            in_token: false,
            constants: Vec::new(),
            defined: 0,
            numbered: 0,
        };
        writer.symbol(start);
        writer.pieces
    }

    fn is_spent(&self) -> bool {
        self.budget == 0 || self.depth > DEEPEST
    }

    fn symbol(&mut self, symbol: Symbol) {
        match symbol {
            Symbol::Rule(rule) => self.rule(rule),
            Symbol::Special(special) => self.special(special),
        }
    }

    fn rule(&mut self, at: usize) {
        let rule = &self.grammar.rules[at];
        if !rule.is_expression {
            self.nesting = 0;
            self.deepest = *self.random.of(&EXPRESSIONS);
        }
        let way = self.choose(rule);
        // Of a way's parts, one leads on to the goal; the others would use up the steps.
        let nearest = way.parts.iter().map(|part| self.goal.through(part)).min();
        let toward = |part: &Part| Some(self.goal.through(part)) == nearest;
        let leading = way.parts.iter().position(toward);
        self.used[way.id] = true;
        self.depth += 1;
        let nests = rule.is_expression && !way.renames();
        self.nesting += usize::from(nests);
        let around = std::mem::replace(&mut self.in_token, rule.is_token);
        match around || rule.is_token {
            true => {
                let before = std::mem::take(&mut self.pieces);
                self.parts(&way.parts, leading);
                let inside = std::mem::replace(&mut self.pieces, before);
                self.token(layout::joined(&inside, !rule.is_token));
            }
            false => self.parts(&way.parts, leading),
        }
        self.in_token = around;
        self.nesting = self.nesting.saturating_sub(usize::from(nests));
        self.depth -= 1;
    }

    fn choose(&mut self, rule: &'a Rule) -> &'a Way {
        let possible = |way: &&Way| {
            let mut conditions = way.conditions.iter();
            conditions.all(|condition| self.contexts.holds(*condition))
        };
        let ways: Vec<&Way> = rule.ways.iter().filter(possible).collect();
        let weight = |way: &&Way| way.weight;
        let goal = self.goal;
        let nearest = ways.iter().map(|way| goal.distance(way)).min();
        let is_wanted = self.is_guided && self.steps > 0;
        if is_wanted && !self.used[goal.way] && nearest < Some(usize::MAX) {
            self.steps -= 1;
            let near = |way: &&&Way| Some(goal.distance(way)) == nearest;
            let ways: Vec<&Way> = ways.iter().filter(near).copied().collect();
            return ways[self.random.weighted(ways.iter().map(weight))];
        }
        let is_spent = self.is_spent() || rule.is_expression && self.nesting > self.deepest;
        let weights = ways
            .iter()
            .map(|way| match is_spent && way.height > rule.height {
                true => 0,
                false => weight(way),
            });
        ways[self.random.weighted(weights)]
    }

    fn parts(&mut self, parts: &'a [Part], leading: Option<usize>) {
        let is_guided = self.is_guided;
        for (number, part) in parts.iter().enumerate() {
            self.is_guided = is_guided && leading == Some(number);
            match part {
                Part::Text(text) => self.token(text.clone()),
                Part::Newline => {
                    self.pieces.push(Piece::Newline);
                    self.defined = self.constants.len();
                }
                Part::Indent => self.pieces.push(Piece::Indent),
                Part::Dedent => self.pieces.push(Piece::Dedent),
                Part::Reference(reference) => self.reference(reference),
            }
        }
        self.is_guided = is_guided;
    }

    fn token(&mut self, text: String) {
        self.budget = self.budget.saturating_sub(1);
        self.pieces.push(Piece::Token(text));
    }

    fn reference(&mut self, reference: &Reference) {
        let count = match self.is_spent() && reference.shift != Some(Shift::Fresh) {
            true => reference.low,
            false => self.random.between(reference.low, reference.high),
        };
        for number in 0..count {
            if let Some(between) = reference.separator.filter(|_| number > 0) {
                self.token(between.to_owned());
            }
            if let Some(shift) = reference.shift {
                self.contexts.enter(shift);
            }
            if reference.shift == Some(Shift::Fresh) {
                self.budget = self.random.between(10, 300);
            }
            self.symbol(reference.to);
            if reference.shift.is_some() {
                self.contexts.leave();
            }
        }
    }

    fn special(&mut self, special: Special) {
        let name = match special {
            Special::Name => self.name(),
            Special::Bind => {
                let name = self.name();
                self.contexts.bind(&name);
                name
            }
            Special::Param => {
                let name = self.unknown_name();
                self.contexts.bind(&name);
                name
            }
            Special::Attribute => (*self.random.of(&ATTRIBUTES)).to_owned(),
            Special::NewGlobal => {
                let name = self.unknown_name();
                self.contexts.give_away(&name);
                name
            }
            Special::NewNonlocal => {
                let names = self.contexts.shareable();
                let name = match names.is_empty() {
                    // A list of them took all that there were. To say it twice is allowed.
                    true => self.contexts.last_given_away(),
                    false => (*self.random.of(&names)).to_owned(),
                };
                self.contexts.give_away(&name);
                name
            }
            Special::NewConstant => self.new_constant("C"),
            Special::NewPrivateConstant => self.new_constant("_C"),
            Special::KnownConstant => match &self.constants[..self.defined] {
                [] => "0".to_owned(),
                known => self.random.of(known).clone(),
            },
            Special::Numbered => {
                self.numbered += 1;
                format!("v{}", self.numbered)
            }
            Special::NumberedAgain => format!("v{}", self.random.between(1, self.numbered.max(1))),
            Special::Closing => {
                let count = |token| self.pieces.iter().filter(|p| p.is(token)).count();
                for _ in count(")")..count("(") {
                    self.token(")".to_owned());
                }
                return;
            }
        };
        self.token(name);
    }

    /// A name that is bound here, if one is and chance wills it; else any.
    fn name(&mut self) -> String {
        let bound = self.contexts.bound();
        match bound.is_empty() || self.random.one_in(2) {
            true => (*self.random.of(&NAMES)).to_owned(),
            false => self.random.of(bound).clone(),
        }
    }

    /// A name that means nothing yet in this scope.
    fn unknown_name(&mut self) -> String {
        let free = |name: &&&str| !self.contexts.is_known(name);
        let names: Vec<_> = NAMES.iter().filter(free).collect();
        match names.is_empty() {
            true => {
                self.numbered += 1;
                format!("v{}", self.numbered)
            }
            false => (**self.random.of(&names)).to_owned(),
        }
    }

    fn new_constant(&mut self, prefix: &str) -> String {
        let name = format!("{prefix}{}", self.constants.len());
        self.constants.push(name.clone());
        name
    }
}
