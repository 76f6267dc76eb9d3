//! What the compiled bytes depend on besides the source.

use alloc::string::String;

/// How deeply expressions and blocks may nest on a stack of 512 KiB, even without optimisation.
///
/// CPython's own parser refuses more than this.
pub const MAX_NESTING: usize = mpy::MAX_DEPTH;

/// What a source is, as the third argument of `compile()` tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file: statements.
    File,
    /// One expression, whose value the code returns.
    Eval,
    /// One statement as it is typed at a prompt: what an expression gives is shown.
    Single,
}

/// What the bytes are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A file: the bytes, and the refusals, of mpy-cross.
    Mpy,
    /// The VM of this crate. It runs native functions as bytecode, since they mean the same.
    /// Functions that mean something else, viper's and assemblers', become functions that raise.
    /// `OrderedDict({…})` keeps the order of the literal, as it does for compilers on boards.
    /// Its strings are UTF-8, so sources must be too.
    Simulator,
}

/// What the bytes depend on besides the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileOptions {
    /// The file's name, as tracebacks will give it.
    pub file_name: String,
    /// What the source is; mpy-cross knows files only.
    pub input: Input,
    /// What the bytes are for.
    pub target: Target,
    /// 0 keeps everything; 1 and up drop `assert` and make `__debug__` false; 3 drops line numbers.
    pub opt_level: u8,
    /// Bits of the target's small integers: 31 on 32-bit boards.
    pub small_int_bits: u8,
    /// Whether the code knows its source lines.
    pub source_lines: bool,
    /// How deeply expressions and blocks may nest. Each level takes up to 2 KiB of the caller's
    /// stack; [`MAX_NESTING`] unless there is a large one.
    pub max_nesting: usize,
    /// How long an integer literal may be. Reading and writing one takes more than linear time.
    pub max_digits: usize,
}

impl Default for CompileOptions {
    fn default() -> Self {
        Self {
            file_name: String::from("main.py"),
            input: Input::File,
            target: Target::Mpy,
            opt_level: 0,
            small_int_bits: 31,
            source_lines: true,
            max_nesting: MAX_NESTING,
            max_digits: usize::MAX,
        }
    }
}
