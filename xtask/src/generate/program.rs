//! One program of a run: what it is meant to be, its text, and which productions it used.

use super::grammar::{COMPILED, Grammar, Symbol};
use super::random::Random;
use super::writer::Writer;
use super::{layout, mutate};

/// Sizes of small integers that a target may have: those of real ones, and odd ones.
const SMALL_INT_BITS: [u8; 5] = [63, 47, 31, 16, 9];

/// What a program is meant to be. What it is, the real compiler says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    Valid,
    /// With a mistake of the grammar's list.
    Wrong,
    /// Valid, then damaged.
    Damaged,
}

/// A program and how to compile it.
pub struct Program {
    pub text: Vec<u8>,
    /// What both compilers are told besides the file.
    pub options: Vec<String>,
    pub intent: Intent,
    /// Which productions it used, in the order of [`Generator::productions`].
    pub used: Vec<bool>,
}

/// Makes programs: the same ones for the same seed.
pub struct Generator {
    grammar: Grammar,
    valid: Symbol,
    wrong: Symbol,
    /// How many ways the grammar has.
    ways: usize,
    seed: u64,
    level: Option<u8>,
}

impl Generator {
    /// A generator whose programs are compiled at the level, or each at one that chance gives it.
    pub fn new(seed: u64, level: Option<u8>) -> Self {
        let grammar = Grammar::new(COMPILED);
        Self {
            valid: grammar.start("file"),
            wrong: grammar.start("file_wrong"),
            ways: grammar.ways().len(),
            grammar,
            seed,
            level,
        }
    }

    /// What can be used by programs: ways of the grammar, kinds of damage, oddities of layout.
    pub fn productions(&self) -> Vec<String> {
        let mut names = self.grammar.ways();
        let others = [&mutate::OF_TOKENS[..], &mutate::OF_TEXT, &layout::ODDITIES];
        names.extend(others.concat().into_iter().map(str::to_owned));
        names
    }

    fn options(&self, random: &mut Random) -> Vec<String> {
        let level = random.below(4) as u8;
        let mut options = vec![format!("-O{}", self.level.unwrap_or(level))];
        if random.one_in(8) {
            options.push(format!("-msmall-int-bits={}", random.of(&SMALL_INT_BITS)));
        }
        if random.one_in(30) {
            options.extend(["-X".to_owned(), "no-source-lines".to_owned()]);
        }
        options
    }

    /// The program of that number.
    pub fn program(&self, index: u64) -> Program {
        let mut random = Random::new(self.seed, index);
        let options = self.options(&mut random);
        // Each aims at another way, in turn, so that the rare ones are met as well.
        let goal = self.grammar.goal((index % self.ways as u64) as usize);
        let intent = match (goal.is_reached_from(self.valid), random.one_in(4)) {
            (false, _) => Intent::Wrong,
            (true, true) => Intent::Damaged,
            (true, false) => Intent::Valid,
        };
        let start = match intent {
            Intent::Wrong => self.wrong,
            Intent::Valid | Intent::Damaged => self.valid,
        };
        let others = mutate::OF_TOKENS.len() + mutate::OF_TEXT.len() + layout::ODDITIES.len();
        let mut used = vec![false; self.ways + others];
        let (of_grammar, rest) = used.split_at_mut(self.ways);
        let (of_tokens, rest) = rest.split_at_mut(mutate::OF_TOKENS.len());
        let (of_text, oddities) = rest.split_at_mut(mutate::OF_TEXT.len());

        let mut pieces = Writer::write(&self.grammar, &mut random, of_grammar, &goal, start);
        let damages = match intent {
            Intent::Damaged => random.between(1, 3),
            Intent::Valid | Intent::Wrong => 0,
        };
        let to_text = (0..damages).filter(|_| random.one_in(3)).count();
        for _ in to_text..damages {
            mutate::tokens(&mut pieces, &mut random, of_tokens);
        }
        let mut text = layout::text(&pieces, &mut random, oddities).into_bytes();
        for _ in 0..to_text {
            mutate::text(&mut text, &mut random, of_text);
        }
        Program {
            text,
            options,
            intent,
            used,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_always_gives_the_same_programs() {
        let of_seed = |seed| Generator::new(seed, None);
        let (one, same, other) = (of_seed(1), of_seed(1), of_seed(2));
        let differing = (0..100).filter(|&index| {
            let program = one.program(index);
            // Backwards, since a program must not depend on those before it.
            assert_eq!(program.text, same.program(index).text);
            assert_eq!(program.options, same.program(index).options);
            program.text != other.program(index).text
        });
        assert!(differing.count() > 80);
    }

    #[test]
    fn every_production_is_reached() {
        let generator = Generator::new(1, None);
        let names = generator.productions();
        let mut reached = vec![false; names.len()];
        for index in 0..3000 {
            let used = generator.program(index).used;
            assert_eq!(used.len(), names.len());
            for (reached, used) in reached.iter_mut().zip(used) {
                *reached |= used;
            }
        }
        let missing = names.iter().zip(reached).filter(|(_, reached)| !reached);
        let missing: Vec<_> = missing.map(|(name, _)| name).collect();
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[test]
    fn most_programs_are_meant_to_compile() {
        let generator = Generator::new(1, None);
        let valid = (0..1000).filter(|&index| generator.program(index).intent == Intent::Valid);
        assert!((500..700).contains(&valid.count()));
    }
}
