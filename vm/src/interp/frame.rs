//! A frame: one Python function at work, or one continuation waiting for a result.

use super::conts::Cont;
use crate::value::{Ref, Value};

/// Who waits for what a generator gives.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Resumed {
    /// A `for` statement: the end of the generator ends the loop.
    For,
    /// `next()`, `send()`: the end raises `StopIteration`.
    Next,
    /// `yield from`: what comes is handed on, the end gives the expression's value.
    From,
    /// `yield from`, `GeneratorExit` having been thrown: the end raises it again.
    FromExit,
    /// `close()`: a further `yield` is an error.
    Close,
}

/// What kind of frame it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// A function.
    Function,
    /// A user's operator: its operands are where the result goes, and another is asked if it gives
    /// `NotImplemented`.
    Operator,
    /// `__init__` of the new instance `aux`, which the call gives in place of `None`.
    Init,
    /// A module's or class's body: names are stored into the dict `aux`.
    Body,
    /// A generator; `aux` is the generator object.
    Generator(Resumed),
    /// A continuation; `aux` is the result that came, once `ip` is 1.
    Cont(Cont),
}

/// A frame. Its locals and operands are on the VM's value stack from `base`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Frame {
    /// What kind it is.
    pub kind: Kind,
    /// Its code.
    pub code: u32,
    /// The instruction that runs, or that runs next.
    pub ip: u32,
    /// Where its part of the stack begins.
    pub base: u32,
    /// Where its result goes on the stack.
    pub ret: u32,
    /// Where its exception handlers begin.
    pub handlers: u32,
    /// The module's namespace.
    pub globals: Ref,
    /// See [`Kind`].
    pub aux: Value,
}

impl Frame {
    /// A function's, at its first instruction, over its arguments at `base`.
    #[inline(always)]
    pub fn of_call(code: u32, globals: Ref, base: usize, ret: usize, handlers: usize) -> Frame {
        Frame {
            kind: Kind::Function,
            code,
            ip: 0,
            base: base as u32,
            ret: ret as u32,
            handlers: handlers as u32,
            globals,
            aux: Value::NULL,
        }
    }

    /// Whether Python code runs in it.
    pub fn is_python(&self) -> bool {
        !matches!(self.kind, Kind::Cont(_))
    }
}
