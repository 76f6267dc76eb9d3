//! Frames that come and go, as the loop does it: where that takes nothing but moving values.
//!
//! All of it becomes part of the loop; see `hot.rs` for why.

use alloc::vec::Vec;

use super::frame::{Frame, Kind, Resumed};
use super::job::Job;
use super::lookup::Lookups;
use super::near;
use super::quick::{self, Attr, Stored};
use crate::code::Code;
use crate::cost::Cost;
use crate::heap::Heap;
use crate::object::{GeneratorState, Handler, Object};
use crate::ops::binary::OPERATORS;
use crate::qstr::{Qstr, Qstrs};
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

    #[inline(always)]
    pub(super) fn attr(&self, object: Value, name: Qstr, hint: u8) -> Attr {
        quick::attr(self.heap, self.qstrs, self.lookups, object, name, hint)
    }

    #[inline(always)]
    pub(super) fn set_own_attr(
        &mut self,
        object: Value,
        name: Qstr,
        v: Value,
        hint: u8,
        fuel: &mut i64,
    ) -> bool {
        let stored =
            quick::set_own_attr(self.heap, self.qstrs, self.lookups, object, name, v, hint);
        if let Some(Stored::New) = stored {
            *fuel -= self.profile.costs.of(Cost::NewAttr);
        }
        stored.is_some()
    }

    #[inline(always)]
    pub(super) fn method(
        &self,
        object: Value,
        name: Qstr,
        hint: u8,
        fuel: &mut i64,
    ) -> Option<(Value, Value)> {
        let found = quick::method(self.heap, self.qstrs, self.lookups, object, name, hint)?;
        // A method in Python is found in the class, behind the instance.
        if found.0.as_ref().is_some() {
            *fuel -= self.profile.costs.of(Cost::UserMethod);
        }
        Some(found)
    }

    /// An operator on more than numbers; `third` is a third operand, if it has one.
    #[inline(always)]
    pub(super) fn near(
        &mut self,
        operator: u8,
        x: Value,
        y: Value,
        third: Value,
        fuel: &mut i64,
    ) -> Option<Value> {
        // What is known of the built-in names would have to be forgotten.
        if x == Value::obj(self.builtins) {
            return None;
        }
        let costs = &self.profile.costs;
        near::binary(self.heap, self.qstrs, operator, [x, y, third], costs, fuel)
    }

    /// Whether the frame on top is in an exception block.
    #[inline(always)]
    pub(super) fn is_in_block(&self) -> bool {
        let top = self.frames.last();
        top.is_some_and(|f| self.handlers.len() > f.handlers as usize)
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

    /// Calls a Python function with the `n` arguments at `args`, and defaults for the others, from the
    /// instruction at `ip`: its frame lies over them.
    #[inline(always)]
    pub(super) fn call(
        &mut self,
        callee: Value,
        [args, n]: [usize; 2],
        ret: usize,
        kind: Kind,
        ip: usize,
        fuel: &mut i64,
    ) -> Option<Place> {
        let Some(Object::Function(f)) = self.heap.object(callee) else {
            return None;
        };
        let (number, globals, defaults) = (f.code, f.globals, f.defaults);
        let code = &self.codes[number as usize];
        let n_closed = f.closed.len();
        if !self.fits(args + code.frame_size()) {
            return None;
        }
        let given = n + n_closed;
        let absent = match usize::from(code.plain) {
            plain if plain == given => 0,
            plain if plain < given || code.plain == u16::MAX => return None,
            plain => plain - given,
        };
        if absent != 0 {
            match self.heap.object(defaults) {
                Some(Object::Tuple(defaults)) if defaults.len() >= absent => {}
                _ => return None,
            }
        }
        let mut frame = Frame::of_call(number, globals, args, ret, self.handlers.len());
        frame.kind = kind;
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
        let mut unset = args + given;
        if absent != 0 {
            *fuel -= self.profile.costs.of(Cost::Bind);
        }
        if absent != 0
            && let Some(Object::Tuple(defaults)) = self.heap.object(defaults)
        {
            // Those of the last parameters are at its end.
            for &default in defaults.iter().skip(defaults.len() - absent) {
                self.stack[unset] = default;
                unset += 1;
            }
        }
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
            Kind::Operator if v != Value::NOT_IMPLEMENTED => v,
            // The instance that `__init__` was given.
            Kind::Init if v.is_none() => top.aux,
            Kind::Generator(mode @ (Resumed::For | Resumed::From)) => return self.end(mode, v),
            _ => return None,
        };
        if !self.is_awaited() {
            return None;
        }
        self.give(v)
    }

    /// The generator on top ends: so does the `for` statement that waits for it, or the `yield from`,
    /// whose value is `v`.
    #[inline(always)]
    fn end(&mut self, mode: Resumed, v: Value) -> Option<Place> {
        let top = self.frames.last()?;
        let (generator, ret) = (top.aux, top.ret as usize);
        // The VM's own generators may be asked again.
        if self.codes[top.code as usize].hidden || !self.is_awaited() {
            return None;
        }
        let Some(Object::Generator(g)) = self.heap.object_mut(generator) else {
            return None;
        };
        g.state = GeneratorState::Finished;
        self.frames.pop();
        let below = self.frames.last()?;
        let mut place = Place {
            code: below.code,
            globals: below.globals,
            base: below.base as usize,
            ip: below.ip as usize + 1,
            sp: ret,
        };
        if mode == Resumed::From {
            self.stack[ret - 1] = v;
        } else {
            let statement = self.codes[below.code as usize].instrs.get(place.ip - 1)?;
            place.ip = statement.b as usize;
            place.sp = ret - 4;
        }
        Some(place)
    }

    /// The call of a user's operator on `x` and `y`, which are on top of the stack, that ends at `sp`.
    #[inline(always)]
    pub(super) fn operator(&mut self, op: u8, x: Value, y: Value, sp: usize) -> Option<Job> {
        let Some(Object::Instance { class, .. }) = self.heap.object(x) else {
            return None;
        };
        let name = *OPERATORS.get(op as usize)?;
        let callee = self.lookups.users(*class, name)?;
        if !self.fits(sp + 2) {
            return None;
        }
        self.stack[sp] = x;
        self.stack[sp + 1] = y;
        Some(Job::Call {
            callee,
            args: sp,
            n: 2,
            ret: sp - 2,
            kind: Kind::Operator,
            extra: self.profile.costs.of(Cost::UserOperator),
        })
    }

    /// The instruction at `ip` goes on with a generator, from `base` on; what it gives goes to `ret`.
    #[inline(always)]
    pub(super) fn resume(
        &mut self,
        generator: Value,
        sent: Value,
        mode: Resumed,
        [base, ret]: [usize; 2],
        ip: usize,
    ) -> Option<Place> {
        let sp = base;
        let Some(Object::Generator(g)) = self.heap.object(generator) else {
            return None;
        };
        let fresh = g.state == GeneratorState::Fresh;
        if !fresh && g.state != GeneratorState::Suspended
            || !g.pending.is_none()
            || !g.handlers.is_empty()
            || fresh && !sent.is_none()
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
            kind: Kind::Generator(mode),
            code,
            ip: start,
            base: sp as u32,
            ret: ret as u32,
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
            self.stack[end - 1] = sent;
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

    /// A generator yields what is on top of its operands, which end at `sp`, to a `for` or to
    /// `next()`; it goes on at `ip`. What waits for it at a `yield from` yields the same, and so on.
    #[inline(always)]
    pub(super) fn suspend(&mut self, base: usize, sp: usize, ip: usize) -> Option<Place> {
        // Nothing changes unless all of them have room for what they keep.
        let (mut from, mut to) = (base, sp);
        let mut n = self.frames.len();
        loop {
            let ([.., below], top) = self.frames.get(..n)?.split_last().map(|(t, r)| (r, t))?
            else {
                return None;
            };
            let Some(Object::Generator(g)) = self.heap.object(top.aux) else {
                return None;
            };
            if g.stack.capacity() < to - from
                || self.handlers.len() > top.handlers as usize
                || !below.is_python()
            {
                return None;
            }
            match top.kind {
                Kind::Generator(Resumed::For | Resumed::Next) => break,
                Kind::Generator(Resumed::From) => {}
                _ => return None,
            }
            (from, to) = (below.base as usize, top.ret as usize + 1);
            n -= 1;
        }
        let v = self.stack[sp - 1];
        let (mut from, mut to, mut ip) = (base, sp, ip);
        loop {
            let top = *self.frames.last()?;
            if let Some(Object::Generator(g)) = self.heap.object_mut(top.aux) {
                for &kept in &self.stack[from..to] {
                    if g.stack.len() < g.stack.capacity() {
                        g.stack.push(kept);
                    }
                }
                g.ip = ip as u32;
                g.state = GeneratorState::Suspended;
            }
            if self.frames.len() == n {
                return self.give(v);
            }
            self.frames.pop();
            let below = self.frames.last()?;
            // It stays at its `yield from`.
            (from, ip) = (below.base as usize, below.ip as usize);
            to = top.ret as usize + 1;
            self.stack[to - 1] = v;
        }
    }
}
