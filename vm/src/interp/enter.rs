//! Frames that come and go, as the loop does it: where that takes nothing but moving values.
//!
//! All of it becomes part of the loop; see `hot.rs` for why.

use alloc::vec::Vec;

use super::frame::{Frame, Kind, Resumed};
use super::lookup::Lookups;
use crate::code::Code;
use crate::heap::Heap;
use crate::object::{GeneratorState, Handler, Object};
use crate::qstr::Qstrs;
use crate::value::{Ref, Value};
use crate::vm::{Profile, Vm};

/// The parts of a machine that the loop works with.
pub(super) struct Machine<'a> {
    pub profile: &'a Profile,
    pub codes: &'a [Code],
    pub frames: &'a mut Vec<Frame>,
    pub handlers: &'a mut Vec<Handler>,
    pub heap: &'a mut Heap,
    pub qstrs: &'a Qstrs,
    pub lookups: &'a Lookups,
    pub stack: &'a mut [Value],
    /// The namespace of the built-in names.
    pub builtins: Ref,
}

/// Where a frame goes on.
pub(super) struct Place {
    pub code: u32,
    pub globals: Ref,
    pub base: usize,
    pub ip: usize,
    pub sp: usize,
}

impl Machine<'_> {
    /// The machine's parts.
    #[inline(always)]
    pub(super) fn of(vm: &mut Vm) -> Machine<'_> {
        Machine {
            profile: &vm.profile,
            codes: &vm.codes,
            frames: &mut vm.frames,
            handlers: &mut vm.handlers,
            heap: &mut vm.heap,
            qstrs: &vm.qstrs,
            lookups: &vm.lookups,
            stack: &mut vm.stack,
            builtins: vm.builtins,
        }
    }

    /// Whether the frame on top runs a module's body: its names are the module's.
    #[inline(always)]
    pub(super) fn at_module_level(&self, globals: Ref) -> bool {
        self.frames
            .last()
            .is_some_and(|f| f.kind == Kind::Body && f.aux == Value::obj(globals))
    }

    /// Pushes a frame while the one on top is at `ip`. Nothing comes between asking for room and taking
    /// it: so the compiler sees that there is nothing to grow.
    #[inline(always)]
    fn push(&mut self, frame: Frame, ip: usize) -> Option<()> {
        if let Some(caller) = self.frames.last_mut() {
            caller.ip = ip as u32;
        }
        if self.frames.len() == self.frames.capacity() {
            return None;
        }
        self.frames.push(frame);
        Some(())
    }

    /// Whether one more frame with this end of its part of the stack fits.
    #[inline(always)]
    fn fits(&self, end: usize) -> bool {
        end + 8 <= self.stack.len()
            && self.frames.len() < self.profile.max_depth as usize
            && !self.heap.wants_collection()
    }

    /// Calls a Python function that takes exactly the `n` arguments at `args`, from the instruction at
    /// `ip`: its frame lies over them.
    #[inline(always)]
    pub(super) fn call(
        &mut self,
        callee: Value,
        args: usize,
        n: usize,
        ret: usize,
        ip: usize,
    ) -> Option<Place> {
        let Some(Object::Function(f)) = self.heap.object(callee) else {
            return None;
        };
        let (number, globals) = (f.code, f.globals);
        let code = &self.codes[number as usize];
        let n_closed = f.closed.len();
        if code.plain as usize != n + n_closed || !self.fits(args + code.frame_size()) {
            return None;
        }
        let frame = Frame {
            kind: Kind::Function,
            code: number,
            ip: 0,
            base: args as u32,
            ret: ret as u32,
            handlers: self.handlers.len() as u32,
            globals,
            aux: Value::NULL,
        };
        self.push(frame, ip)?;
        if n_closed != 0 {
            for i in (0..n).rev() {
                self.stack[args + n_closed + i] = self.stack[args + i];
            }
            if let Some(Object::Function(f)) = self.heap.object(callee) {
                for (i, &cell) in f.closed.iter().enumerate() {
                    self.stack[args + i] = cell;
                }
            }
        }
        let sp = args + code.n_locals as usize;
        let mut unset = args + n_closed + n;
        while unset < sp {
            self.stack[unset] = Value::NULL;
            unset += 1;
        }
        Some(Place {
            code: number,
            globals,
            base: args,
            ip: 0,
            sp,
        })
    }

    /// The frame on top gives `v` to the one below, which called it or waits for its next value.
    #[inline(always)]
    fn give(&mut self, v: Value) -> Option<Place> {
        let ([.., caller], top) = self.frames.split_last().map(|(top, rest)| (rest, top))? else {
            return None;
        };
        let ret = top.ret as usize;
        let place = Place {
            code: caller.code,
            globals: caller.globals,
            base: caller.base as usize,
            ip: caller.ip as usize + 1,
            sp: ret + 1,
        };
        self.frames.pop();
        self.stack[ret] = v;
        Some(place)
    }

    /// Whether the frame on top is in no exception block, and the one below waits for what it gives.
    #[inline(always)]
    fn is_awaited(&self) -> bool {
        match self.frames.as_slice() {
            [.., caller, top] => caller.is_python() && self.handlers.len() <= top.handlers as usize,
            _ => false,
        }
    }

    /// A function returns.
    #[inline(always)]
    pub(super) fn leave(&mut self, v: Value) -> Option<Place> {
        let top = self.frames.last()?;
        let v = match top.kind {
            Kind::Function => v,
            // The instance that `__init__` was given.
            Kind::Init if v.is_none() => top.aux,
            _ => return None,
        };
        if !self.is_awaited() {
            return None;
        }
        self.give(v)
    }

    /// A `for` statement at `ip`, whose operands end at `sp`, goes on with a generator.
    #[inline(always)]
    pub(super) fn resume(&mut self, generator: Value, sp: usize, ip: usize) -> Option<Place> {
        let Some(Object::Generator(g)) = self.heap.object(generator) else {
            return None;
        };
        let fresh = g.state == GeneratorState::Fresh;
        if !fresh && g.state != GeneratorState::Suspended
            || !g.pending.is_none()
            || !g.handlers.is_empty()
        {
            return None;
        }
        let Object::Function(f) = self.heap.get(g.function) else {
            return None;
        };
        let (code, globals, start) = (f.code, f.globals, g.ip);
        if !self.fits(sp + self.codes[code as usize].frame_size()) {
            return None;
        }
        let frame = Frame {
            kind: Kind::Generator(Resumed::For),
            code,
            ip: start,
            base: sp as u32,
            ret: sp as u32,
            handlers: self.handlers.len() as u32,
            globals,
            aux: generator,
        };
        self.push(frame, ip)?;
        let Some(Object::Generator(g)) = self.heap.object_mut(generator) else {
            return None;
        };
        let mut end = sp;
        for &v in &g.stack {
            self.stack[end] = v;
            end += 1;
        }
        if !fresh {
            // What `yield` gives.
            self.stack[end - 1] = Value::NONE;
        }
        g.stack.clear();
        g.state = GeneratorState::Running;
        Some(Place {
            code,
            globals,
            base: sp,
            ip: start as usize,
            sp: end,
        })
    }

    /// A generator at `ip` yields what is on top of its operands, which end at `sp`, to a `for` or
    /// to `next()`.
    #[inline(always)]
    pub(super) fn suspend(&mut self, base: usize, sp: usize, ip: usize) -> Option<Place> {
        let top = self.frames.last()?;
        let Kind::Generator(Resumed::For | Resumed::Next) = top.kind else {
            return None;
        };
        if !self.is_awaited() {
            return None;
        }
        let Some(Object::Generator(g)) = self.heap.object_mut(top.aux) else {
            return None;
        };
        for i in base..sp {
            if g.stack.len() == g.stack.capacity() {
                g.stack.clear();
                return None;
            }
            g.stack.push(self.stack[i]);
        }
        g.ip = ip as u32 + 1;
        g.state = GeneratorState::Suspended;
        self.give(self.stack[sp - 1])
    }
}
