//! How much of a nested or long value is looked at in one go, before Python code goes on in steps.

use crate::native::{Abrupt, Outcome};
use crate::vm::Vm;

/// Values looked at in one go, some milliseconds' worth.
const MOST: u32 = 200_000;

/// Cycles for each.
const CYCLES: usize = 8;

/// Cycles after which a native that goes through items lets Python code go on.
const MOST_CYCLES: i64 = 2_000_000;

/// What a native has spent since it began, where its items may each cost much.
#[derive(Clone, Copy, Debug)]
pub struct Since(i64);

impl Since {
    /// It begins now.
    pub fn now(vm: &Vm) -> Since {
        Since(vm.fuel)
    }

    /// [`Abrupt::Python`] once that is too much.
    #[inline]
    pub fn check(self, vm: &Vm) -> Outcome<()> {
        match self.0 - vm.fuel > MOST_CYCLES {
            true => Err(Abrupt::Python),
            false => Ok(()),
        }
    }
}

/// What is left of it.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    of: u32,
    left: u32,
}

impl Effort {
    /// All of it.
    pub const fn new() -> Effort {
        Effort::of(MOST)
    }

    const fn of(of: u32) -> Effort {
        Effort { of, left: of }
    }

    /// That of a sort, whose comparisons are counted besides.
    pub const fn of_many() -> Effort {
        Effort::of(4 * MOST)
    }

    /// Looks at a value; [`Abrupt::Python`] if that is one too many. The first never is.
    #[inline]
    pub fn look(&mut self) -> Outcome<()> {
        self.left = self.left.saturating_sub(1);
        match self.left {
            0 => Err(Abrupt::Python),
            _ => Ok(()),
        }
    }

    /// Goes through so many bytes: Python code could not do that in steps, but nothing may follow
    /// when they were many.
    #[inline]
    pub fn go_through(&mut self, bytes: usize) {
        let effort = u32::try_from(bytes / 64).unwrap_or(MOST);
        self.left = self.left.saturating_sub(effort).max(1);
    }

    /// What the operation cost, beyond what any operation does.
    #[inline]
    pub const fn cycles(&self) -> usize {
        let looked_at = self.of.saturating_sub(self.left) as usize;
        if looked_at < 8 { 0 } else { looked_at * CYCLES }
    }
}

impl Default for Effort {
    fn default() -> Effort {
        Effort::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends() {
        let mut effort = Effort::new();
        let looks = (0..).take_while(|_| effort.look().is_ok()).count();
        assert_eq!(looks, MOST as usize - 1);
        assert_eq!(effort.cycles(), MOST as usize * CYCLES);
        let mut effort = Effort::new();
        assert_eq!(effort.look(), Ok(()));
        effort.go_through(usize::MAX);
        assert_eq!(effort.look(), Err(Abrupt::Python));
    }
}
