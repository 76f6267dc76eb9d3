//! What MicroPython takes for a space, a letter, a digit: ASCII alone, whatever the string holds.

/// Space, tab, newline, vertical tab, form feed, carriage return.
pub const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | 9..=13)
}
