//! Calls of built-in functions, methods and types straight from the loop: what most instructions are that end it.
//!
//! Nothing is told here that `exec.rs` and `call.rs` would tell in another way: a call that is not plain, or not
//! right, is left to them.

use super::exec::Event;
use crate::code::{Instr, Op};
use crate::hal::Host;
use crate::modules::computes_floats;
use crate::native::{ANY, Abrupt, Args, F, lookup};
use crate::object::Object;
use crate::value::Value;
use crate::vm::Vm;

/// How a call went.
pub(super) enum Direct {
    /// It is done, and the frame goes on.
    Done,
    /// The instruction has not run: it is something else.
    Other,
    Ends(Event),
}

impl Vm {
    /// Runs the instruction of the frame on top, if it calls something built in without keywords.
    #[inline(always)]
    pub(super) fn call_direct(&mut self, host: &mut dyn Host) -> Direct {
        let Some(frame) = self.frames.last() else {
            return Direct::Other;
        };
        let Instr { op, a, b, cost } = self.codes[frame.code as usize].instrs[frame.ip as usize];
        let sp = self.sp;
        let args = sp.wrapping_sub(usize::from(a));
        let (ret, bound) = match op {
            Op::CallFunction if b == 0 => (args - 1, false),
            Op::CallMethod if b == 0 => (args - 2, !self.stack[args - 1].is_null()),
            _ => return Direct::Other,
        };
        let callee = self.stack[ret];
        let (f, base, made) = match callee.as_native().and_then(lookup) {
            Some(native) => match callee.as_native() {
                Some(id) if !computes_floats(id.table) => {
                    (&native.f, args - usize::from(bound), false)
                }
                _ => return Direct::Other,
            },
            // A type goes before its arguments: there it lies, or there is the place of a receiver.
            None => match self.heap.object(callee) {
                Some(Object::Type(t)) if t.builtin && !bound => match &t.layout.spec().make {
                    Some(make @ F::V(..)) => (make, args - 1, true),
                    _ => return Direct::Other,
                },
                _ => return Direct::Other,
            },
        };
        let n = sp - base;
        let fits =
            |min: u8, max: u8| n >= usize::from(min) && (max == ANY || n <= usize::from(max));
        let right = match *f {
            F::F0(_) => n == 0,
            F::F1(_) => n == 1,
            F::F2(_) => n == 2,
            F::F3(_) => n == 3,
            F::V(min, max, _) => fits(min, max),
            F::K(min, _) | F::H(min, _) => fits(min, ANY),
        };
        if !right {
            return Direct::Other;
        }
        self.fuel -= i64::from(cost);
        let args = Args { base, n, nkw: 0 };
        let outcome = match *f {
            F::F0(f) => f(self),
            F::F1(f) => f(self, self.stack[base]),
            F::F2(f) => f(self, self.stack[base], self.stack[base + 1]),
            F::F3(f) => {
                let (x, y) = (self.stack[base], self.stack[base + 1]);
                f(self, x, y, self.stack[base + 2])
            }
            F::V(_, _, f) => {
                if made {
                    self.stack[base] = callee;
                }
                f(self, args)
            }
            F::K(_, f) => f(self, args),
            F::H(_, f) => {
                let outcome = f(self, host, args);
                if host.asks_place() {
                    self.tell_place(host);
                }
                outcome
            }
        };
        match outcome {
            Ok(v) => {
                self.stack[ret] = v;
                self.sp = ret + 1;
                if let Some(frame) = self.frames.last_mut() {
                    frame.ip += 1;
                }
                Direct::Done
            }
            Err(e) => {
                let e = match e {
                    Abrupt::Python => self.with_numbers(callee, args),
                    e => e,
                };
                if made && base != ret {
                    // It may be called again.
                    self.stack[base] = Value::NULL;
                }
                self.sp = sp;
                Direct::Ends(Event::Abrupt(e, ret))
            }
        }
    }
}
