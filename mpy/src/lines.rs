//! The line table: which source line each stretch of bytecode came from.

/// One entry: so many bytes of code, then so many lines further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineStep {
    /// Bytes of bytecode before the step.
    pub bytes: usize,
    /// Lines stepped.
    pub lines: usize,
}

/// Decodes a line table. An entry cut off at the end is left out.
///
/// An entry is one byte `0LLBBBBB`, or two, `1LLLBBBB LLLLLLLL`, the second holding the low bits.
pub fn line_steps(table: &[u8]) -> impl Iterator<Item = LineStep> {
    let mut rest = table;
    core::iter::from_fn(move || {
        let (&first, after) = rest.split_first()?;
        let first = usize::from(first);
        if first & 0x80 == 0 {
            rest = after;
            return Some(LineStep {
                bytes: first & 0x1f,
                lines: first >> 5,
            });
        }
        let (&second, after) = after.split_first()?;
        rest = after;
        Some(LineStep {
            bytes: first & 0xf,
            lines: ((first << 4) & 0x700) | usize::from(second),
        })
    })
}

/// The source line of the instruction at `offset`, counted from 1.
#[must_use]
pub fn line_at(table: &[u8], offset: usize) -> usize {
    let mut line = 1;
    let mut left = offset;
    for step in line_steps(table) {
        let Some(after) = left.checked_sub(step.bytes) else {
            break;
        };
        left = after;
        line += step.lines;
    }
    line
}
