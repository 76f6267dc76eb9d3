//! Codes of deflate, taken apart by a table of their first bits; what is longer is told bit by bit.

/// Bits that the table is asked with.
const TABLE_BITS: u32 = 9;
const TABLE: usize = 1 << TABLE_BITS;

/// Symbols that a tree has at most.
const SYMBOLS: usize = 320;

/// The bits of the longest code.
const LONGEST: u32 = 15;

/// A symbol, and the bits of its code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// Such a symbol.
    Symbol(u16, u32),
    /// No symbol has such a code.
    NoCode,
    /// The code is longer than what is there.
    More,
}

/// A tree: as many codes of each length, the symbols in their order, and what the first bits of input tell.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Tree {
    counts: [u16; 16],
    symbols: [u16; SYMBOLS],
    /// The symbol times 16, and the length of its code; 0 where that is longer, or there is none.
    table: [u16; TABLE],
}

impl Tree {
    /// The tree of the codes that have these lengths, of which there are at most 320.
    pub const fn new(lengths: &[u8]) -> Tree {
        let mut tree = Tree {
            counts: [0; 16],
            symbols: [0; SYMBOLS],
            table: [0; TABLE],
        };
        let mut symbol = 0;
        while symbol < lengths.len() {
            tree.counts[(lengths[symbol] & 15) as usize] += 1;
            symbol += 1;
        }
        // That many are in no use.
        tree.counts[0] = 0;
        let (mut codes, mut places) = ([0u32; 16], [0u16; 16]);
        let mut len = 1;
        while len < 16 {
            codes[len] = (codes[len - 1] + tree.counts[len - 1] as u32) << 1;
            places[len] = places[len - 1] + tree.counts[len - 1];
            len += 1;
        }
        let mut symbol = 0;
        while symbol < lengths.len() {
            let len = (lengths[symbol] & 15) as usize;
            if len > 0 {
                tree.symbols[places[len] as usize] = symbol as u16;
                places[len] += 1;
                tree.enter(codes[len], len as u32, symbol as u16);
                codes[len] += 1;
            }
            symbol += 1;
        }
        tree
    }

    /// Puts a code wherever the table is asked with it. Those that are too many for their length are never met.
    const fn enter(&mut self, code: u32, len: u32, symbol: u16) {
        if len > TABLE_BITS || code >> len != 0 {
            return;
        }
        let mut at = (code.reverse_bits() >> (32 - len)) as usize;
        while at < TABLE {
            self.table[at] = symbol << 4 | len as u16;
            at += 1 << len;
        }
    }

    /// The symbol whose code is in the lowest of these bits, of which so many are there and the others are 0.
    #[inline(always)]
    pub fn find(&self, bits: u64, left: u32) -> Found {
        let entry = self.table[bits as usize & (TABLE - 1)];
        let len = u32::from(entry & 15);
        if entry != 0 && len <= left {
            return Found::Symbol(entry >> 4, len);
        }
        self.find_long(bits, left)
    }

    #[cold]
    fn find_long(&self, mut bits: u64, left: u32) -> Found {
        let (mut code, mut first) = (0i32, 0i32);
        for len in 1..=LONGEST {
            if len > left {
                return Found::More;
            }
            let count = i32::from(self.counts[len as usize]);
            code = 2 * code + (bits & 1) as i32;
            bits >>= 1;
            first += count;
            code -= count;
            if code < 0 {
                let symbol = usize::try_from(first + code).ok();
                let symbol = symbol.and_then(|i| self.symbols.get(i));
                return symbol.map_or(Found::NoCode, |&symbol| Found::Symbol(symbol, len));
            }
        }
        // The board reads one bit more before it gives up.
        match left > LONGEST {
            true => Found::NoCode,
            false => Found::More,
        }
    }
}

/// The trees of a block.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Trees {
    /// Of literals and lengths.
    pub literals: Tree,
    /// Of distances.
    pub distances: Tree,
}

/// The trees of a block that brings none.
pub static FIXED: Trees = {
    let mut lengths = [8; 288];
    let mut symbol = 144;
    while symbol < 280 {
        lengths[symbol] = if symbol < 256 { 9 } else { 7 };
        symbol += 1;
    }
    Trees {
        literals: Tree::new(&lengths),
        distances: Tree::new(&[5; 32]),
    }
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_tells_what_the_codes_tell() {
        let mut seed = 5u32;
        let mut random = move || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed >> 8
        };
        for round in 0..200 {
            // Also trees with codes that are missing or too many.
            let mut lengths = [0; SYMBOLS];
            let most = 1 + round % 15;
            lengths.fill_with(|| (random() % (most + 1)) as u8 * u8::from(random() % 3 > 0));
            let tree = Tree::new(&lengths[..1 + round as usize]);
            for _ in 0..200 {
                let left = random() % 20;
                let bits = u64::from(random()) & ((1 << left) - 1);
                assert_eq!(tree.find(bits, left), tree.find_long(bits, left));
            }
        }
    }
}
