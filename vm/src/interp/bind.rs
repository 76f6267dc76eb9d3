//! Arguments into parameters: what a call gives, put where a function's code expects it.

use alloc::boxed::Box;
use alloc::format;

use super::frame::Frame;
use crate::cost::Cost;
use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::types::T;
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// Keywords of a call that are set aside without asking for memory.
const FEW: usize = 4;

impl Vm {
    /// Sets up the frame of a Python function whose arguments are on the stack at `args`: `n`
    /// positional ones, then `nkw` pairs. The frame takes their place.
    pub(super) fn push_function(
        &mut self,
        function: Ref,
        args: usize,
        n: usize,
        nkw: usize,
        ret: usize,
    ) -> Outcome<()> {
        let Object::Function(f) = self.heap.get(function) else {
            return Err(self.type_error("object not callable"));
        };
        let (number, globals, n_closed) = (f.code, f.globals, f.closed.len());
        let code = &self.codes[number as usize];
        let (n_pos, n_locals, size) = (
            code.n_pos as usize,
            code.n_locals as usize,
            code.frame_size(),
        );
        let simple = nkw == 0
            && n_closed == 0
            && n == n_pos
            && code.n_kwonly == 0
            && code.flags & !crate::mpy::flags::GENERATOR == 0;
        self.ensure_stack(args + size.max(n_closed + n + 2 * nkw))?;
        if simple {
            self.stack[args + n..args + n_locals].fill(Value::NULL);
        } else {
            self.pay(Cost::Bind, 1);
            self.bind(function, number, args, n, nkw)?;
        }
        let code = &self.codes[number as usize];
        if !code.cells.is_empty() {
            for i in 0..code.cells.len() {
                let at = args + self.codes[number as usize].cells[i] as usize;
                self.stack[at] = self.heap.new_value(Object::Cell(self.stack[at]));
            }
        }
        let handlers = self.handlers.len();
        self.frames
            .push(Frame::of_call(number, globals, args, ret, handlers));
        self.sp = args + n_locals;
        Ok(())
    }

    /// Makes sure that the value stack has room up to `end`.
    #[inline(always)]
    pub(super) fn ensure_stack(&mut self, end: usize) -> Outcome<()> {
        if end + 8 > self.stack.len() {
            if self.frames.len() >= self.profile.max_depth as usize * 2 || end > 1 << 22 {
                return Err(self.recursion_error());
            }
            self.stack
                .resize((end + 8).max(self.stack.len() * 2).max(256), Value::NULL);
        }
        if self.frames.len() >= self.profile.max_depth as usize {
            return Err(self.recursion_error());
        }
        Ok(())
    }

    #[cold]
    fn recursion_error(&mut self) -> Abrupt {
        self.raise(T::RuntimeError, "maximum recursion depth exceeded")
    }

    /// The general case: defaults, keywords, `*args`, `**kwargs`, closures. The arguments are moved
    /// to their places in the frame that begins where they lie.
    fn bind(
        &mut self,
        function: Ref,
        number: u32,
        args: usize,
        n: usize,
        nkw: usize,
    ) -> Outcome<()> {
        let Object::Function(f) = self.heap.get(function) else {
            return Err(self.type_error("object not callable"));
        };
        let (defaults, kw_defaults) = (f.defaults, f.kw_defaults);
        let code = &self.codes[number as usize];
        let (n_pos, n_named) = (code.n_pos as usize, (code.n_pos + code.n_kwonly) as usize);
        let required = n_pos.saturating_sub(code.n_defaults as usize);
        let n_locals = code.n_locals as usize;
        let (varargs, varkw) = (code.has_varargs(), code.has_varkw());
        let has_kw_defaults = code.flags & crate::mpy::flags::DEFKWARGS != 0;

        // Keywords lie where locals will be. A few, which is most, need no memory of their own.
        let keywords = &self.stack[args + n..args + n + 2 * nkw];
        let (mut few, many);
        let keywords: &[Value] = if nkw <= FEW {
            few = [Value::NULL; 2 * FEW];
            few[..2 * nkw].copy_from_slice(keywords);
            &few[..2 * nkw]
        } else {
            many = keywords.to_vec();
            &many
        };
        // What the function closes over comes first.
        let closed = f.closed.len();
        self.stack.copy_within(args..args + n, args + closed);
        self.stack[args..args + closed].copy_from_slice(&f.closed);
        let given = n + closed;
        if given > n_pos && !varargs {
            return Err(self.wrong_places(number, n_pos, given));
        }
        let n = given.min(n_pos);
        let rest: Option<Box<[Value]>> = varargs.then(|| self.stack[args + n..args + given].into());
        self.stack[args + n..args + n_locals].fill(Value::NULL);
        let mut further = args + n_named;
        if let Some(rest) = rest {
            self.stack[further] = self.new_tuple(rest);
            further += 1;
        }
        let dict = varkw.then(|| self.new_dict(nkw));
        if let Some(dict) = dict {
            self.stack[further] = Value::obj(dict);
        }
        if nkw == 0 && !has_kw_defaults {
            if n < required {
                return Err(self.wrong_places(number, required, n));
            }
            self.place_defaults(defaults, args, n..n_pos, required);
            if n_named > n_pos {
                return Err(self.type_error("function missing keyword-only argument"));
            }
            return Ok(());
        }
        for &[key, value] in keywords.as_chunks::<2>().0 {
            let names = &self.codes[number as usize].arg_names;
            let place = names.iter().position(|&q| Value::qstr(q) == key);
            match (place.filter(|&p| p < n_named), dict) {
                (Some(p), _) if self.stack[args + p].is_null() => self.stack[args + p] = value,
                (Some(_), _) => return Err(self.repeated_argument(key)),
                (None, Some(d)) => {
                    if !self.map_add_at_once(d, key, value)? {
                        return Err(self.repeated_argument(key));
                    }
                }
                (None, None) => {
                    let message = format!(
                        "unexpected keyword argument '{}'",
                        self.str_of(key).unwrap_or("")
                    );
                    return Err(self.type_error(&message));
                }
            }
        }
        self.place_defaults(defaults, args, required..n_pos, required);
        // MicroPython looks from the last required one to the first.
        let places = &self.stack[args..args + n_pos];
        if let Some(i) = places.iter().rposition(|v| v.is_null()) {
            let message = format!("function missing required positional argument #{i}");
            return Err(self.type_error(&message));
        }
        for i in n_pos..n_named {
            if !self.stack[args + i].is_null() {
                continue;
            }
            let name = self.codes[number as usize].arg_names[i];
            let default = match kw_defaults.as_ref() {
                Some(d) => self.map_get(d, Value::qstr(name))?,
                None => None,
            };
            let Some(default) = default else {
                let message = format!(
                    "function missing required keyword argument '{}'",
                    self.qstrs.text(name)
                );
                return Err(self.type_error(&message));
            };
            self.stack[args + i] = default;
        }
        Ok(())
    }

    /// Fills those of some parameters that have no argument with their defaults, the first of which
    /// belongs to the parameter `first`.
    fn place_defaults(
        &mut self,
        defaults: Value,
        args: usize,
        parameters: core::ops::Range<usize>,
        first: usize,
    ) {
        let Some(Object::Tuple(defaults)) = self.heap.object(defaults) else {
            return;
        };
        for i in parameters {
            let slot = &mut self.stack[args + i];
            if slot.is_null() {
                *slot = defaults.get(i - first).copied().unwrap_or(Value::NULL);
            }
        }
    }

    /// A function in Python names itself; what it closes over counts on both sides.
    #[cold]
    fn wrong_places(&mut self, number: u32, takes: usize, given: usize) -> Abrupt {
        let name = self.qstrs.text(self.codes[number as usize].name);
        let message = format!("{name}() takes {takes} positional arguments but {given} were given");
        self.type_error(&message)
    }

    #[cold]
    pub(crate) fn wrong_count(&mut self, takes: usize, given: usize) -> Abrupt {
        let message = format!("function takes {takes} positional arguments but {given} were given");
        self.type_error(&message)
    }

    #[cold]
    fn repeated_argument(&mut self, name: Value) -> Abrupt {
        let message = format!(
            "function got multiple values for argument '{}'",
            self.str_of(name).unwrap_or("")
        );
        self.type_error(&message)
    }
}
