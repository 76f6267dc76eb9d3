//! What single instructions of the loop do beyond a line: building, stepping iterators, leaving
//! exception blocks.

use alloc::boxed::Box;

use super::conts::Cont;
use super::frame::{Frame, Kind};
use crate::map::Map;
use crate::native::{Abrupt, Outcome};
use crate::object::{FunctionObj, Object, blocks};
use crate::ops::binary::BinaryOp;
use crate::qstr::q;
use crate::types::{T, list};
use crate::value::Value;
use crate::vm::Vm;

/// What a function takes on a board, and the closure around it.
fn function_bytes(n_defaults: usize, kw_defaults: bool, closed: usize) -> usize {
    let extra = n_defaults + usize::from(kw_defaults);
    // The defaults are part of it; the tuple that holds them here is counted itself.
    let tuple = match n_defaults {
        0 => 0,
        n => blocks(8 + 4 * n),
    };
    let closure = match closed {
        0 => 0,
        n => blocks(12 + 4 * n),
    };
    (blocks(16 + 4 * extra) + closure).saturating_sub(tuple)
}

impl Vm {
    #[cold]
    pub(super) fn unset_local(&mut self) -> Abrupt {
        self.raise(T::NameError, "local variable referenced before assignment")
    }

    pub(super) fn cell(&self, v: Value) -> Value {
        match self.heap.object(v) {
            Some(Object::Cell(v)) => *v,
            _ => Value::NULL,
        }
    }

    /// Runs an operation that gives nothing: the result of a call that it asks for is dropped.
    pub(super) fn discard(&mut self, f: impl FnOnce(&mut Vm) -> Outcome<()>) -> Outcome<()> {
        let outcome = f(self);
        if outcome == Err(Abrupt::Call) {
            match &mut self.pending.then {
                None => self.pending.then = Some((Cont::Discard, alloc::vec::Vec::new())),
                Some((cont, _)) if *cont == Cont::Truth => *cont = Cont::Discard,
                Some(_) => {}
            }
        }
        outcome
    }

    pub(super) fn new_function(
        &mut self,
        frame: &Frame,
        child: u32,
        defaults: Value,
        kw_defaults: Value,
        closed: Box<[Value]>,
    ) -> Value {
        let code = self.codes[frame.code as usize].children[child as usize];
        let n_defaults = self.items_of(defaults).map_or(0, <[Value]>::len);
        let bytes = match self.codes[code as usize].hidden {
            true => 0,
            false => function_bytes(n_defaults, !kw_defaults.is_null(), closed.len()),
        };
        self.heap.new_value(Object::Function(Box::new(FunctionObj {
            code,
            globals: frame.globals,
            defaults,
            kw_defaults,
            closed,
            bytes: bytes.min(u16::MAX.into()) as u16,
        })))
    }

    pub(super) fn build_set(&mut self, items: &[Value]) -> Outcome {
        let set = self.heap.alloc(Object::Set(Map::with_room(items.len())));
        for &item in items {
            match self.map_set(set, item, Value::NONE) {
                Ok(()) => {}
                Err(Abrupt::Python) => {
                    let items = self.new_tuple(items);
                    return Err(self.call_frozen("set_from", &[items]));
                }
                Err(e) => return Err(e),
            }
        }
        Ok(Value::obj(set))
    }

    /// Adds an item to the list or set that a comprehension builds.
    pub(super) fn store_comp(&mut self, collection: Value, item: Value) -> Outcome<()> {
        let Some(r) = collection.as_ref() else {
            return Ok(());
        };
        match self.heap.get_mut(r) {
            Object::List(items) => {
                let room = items.capacity();
                if items.len() == room && 8 * room >= self.heap.big {
                    self.room_to_grow(room)?;
                }
                if let Object::List(items) = self.heap.get_mut(r) {
                    let grown = list::push(items, item);
                    self.heap.charge(grown);
                }
                self.heap.charge_item(item);
                Ok(())
            }
            Object::Set(_) => match self.map_set(r, item, Value::NONE) {
                Err(Abrupt::Python) => Err(self.call_frozen("set_add", &[collection, item])),
                other => other,
            },
            _ => Ok(()),
        }
    }

    /// The next item for a `for` statement, from anything but a generator.
    pub(super) fn for_next(&mut self, iter: Value) -> Outcome<Option<Value>> {
        match self.iter_next(iter) {
            Err(Abrupt::Python) => match self.user_method(iter, q::__next__) {
                Some(next) => Err(self.call(next, &[iter])),
                None if self.next_is_asked_for(iter) => Err(self.call_frozen("next_of", &[iter])),
                None => {
                    let message =
                        alloc::format!("'{}' object isn't an iterator", self.type_name(iter));
                    Err(self.type_error(&message))
                }
            },
            other => other,
        }
    }

    /// `__exit__` and `__enter__` of a context manager, each with what it is bound to. Where Python
    /// code gives them, they take the manager's place, and the instruction runs again.
    pub(super) fn manager_methods(
        &mut self,
        manager: Value,
        slot: usize,
    ) -> Outcome<[(Value, Value); 2]> {
        if let Some(&Object::Cell(pair)) = self.heap.object(manager)
            && let Some(&[exit, enter]) = self.items_of(pair)
        {
            return Ok([(exit, Value::NULL), (enter, Value::NULL)]);
        }
        let mut method = |name| match self.load_method(manager, name) {
            Err(Abrupt::Call) => Err(self.replace(slot, "manager_methods", &[manager])),
            answer => answer,
        };
        Ok([method(q::__exit__)?, method(q::__enter__)?])
    }

    /// One step of `yield from` over what is no generator. A pending call's result is yielded.
    pub(super) fn delegate_next(&mut self, iter: Value, sent: Value) -> Outcome<Option<Value>> {
        if !sent.is_none() {
            let (send, receiver) = self.load_method(iter, q::send)?;
            let args = if receiver.is_null() {
                alloc::vec![sent]
            } else {
                alloc::vec![receiver, sent]
            };
            return Err(self.call_then(send, &args, Cont::YieldResult, &[]));
        }
        match self.for_next(iter) {
            Err(Abrupt::Call) => {
                self.pending.then = Some((Cont::YieldResult, alloc::vec::Vec::new()));
                Err(Abrupt::Call)
            }
            other => other,
        }
    }

    pub(super) fn pop_handler(&mut self, frame: &Frame) {
        if self.handlers.len() > frame.handlers as usize {
            self.handlers.pop();
        }
    }

    /// Leaves `count` exception blocks on the way to `target`: gives the next instruction, which
    /// may be a `finally` block, and the top of the stack there.
    pub(super) fn unwind_jump(
        &mut self,
        frame: &Frame,
        target: u32,
        count: u8,
        ip: u32,
    ) -> (u32, usize) {
        let mut left = count;
        while left > 0 && self.handlers.len() > frame.handlers as usize {
            left -= 1;
            let Some(handler) = self.handlers.last() else {
                break;
            };
            if handler.is_finally && handler.target > ip {
                let to = handler.target;
                let top = self.depth_at(frame, to);
                self.stack[top - 1] = Value::jump(target, left);
                return (to, top);
            }
            self.handlers.pop();
        }
        (target, self.depth_at(frame, target))
    }

    /// Returns through the `finally` blocks around: the next one, if there is one.
    pub(super) fn return_through(
        &mut self,
        frame: &Frame,
        value: Value,
        ip: u32,
    ) -> Option<(u32, usize)> {
        while self.handlers.len() > frame.handlers as usize {
            let handler = self.handlers.last()?;
            if handler.is_finally && handler.target > ip {
                let to = handler.target;
                let top = self.depth_at(frame, to);
                self.stack[top - 1] = self.returning(value);
                return Some((to, top));
            }
            self.handlers.pop();
        }
        None
    }

    /// What a finished frame leaves to the one below.
    pub(super) fn finish_frame(&mut self, value: Value) -> Outcome<()> {
        let Some(frame) = self.frames.pop() else {
            return Ok(());
        };
        self.handlers.truncate(frame.handlers as usize);
        let ret = frame.ret as usize;
        self.sp = frame.base as usize;
        match frame.kind {
            Kind::Generator(mode) => self.finish_generator(&frame, mode, value, ret),
            Kind::Init if !value.is_none() => Err(self.init_returned(value)),
            Kind::Init => {
                self.deliver(ret, frame.aux);
                Ok(())
            }
            Kind::Operator if value == Value::NOT_IMPLEMENTED => self.operator_gave_up(ret),
            _ => {
                self.deliver(ret, value);
                Ok(())
            }
        }
    }

    /// A user's operator on the operands at `ret` does not know how.
    fn operator_gave_up(&mut self, ret: usize) -> Outcome<()> {
        let (a, b) = (self.stack[ret], self.stack[ret + 1]);
        let asked = self.frames.last().and_then(|f| {
            let instrs = &self.codes.get(f.code as usize)?.instrs;
            Some(BinaryOp::from_index(instrs.get(f.ip as usize)?.a))
        });
        let answer = match asked {
            Some(op) => self.user_reflected(op.plain(), a, b),
            None => Ok(Value::NOT_IMPLEMENTED),
        };
        self.sp = ret;
        self.deliver(ret, answer?);
        Ok(())
    }

    /// `__init__` gave something.
    #[cold]
    pub(super) fn init_returned(&mut self, value: Value) -> Abrupt {
        let message = alloc::format!(
            "__init__() should return None, not '{}'",
            self.type_name(value)
        );
        self.type_error(&message)
    }
}
