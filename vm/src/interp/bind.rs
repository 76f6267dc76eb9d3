//! Arguments into parameters: what a call gives, put where a function's code expects it.

use alloc::boxed::Box;
use alloc::format;
use alloc::vec::Vec;

use super::frame::{Frame, Kind};
use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::types::T;
use crate::value::{Ref, Value};
use crate::vm::Vm;

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
        self.ensure_stack(args + size.max(n + 2 * nkw))?;
        if simple {
            self.stack[args + n..args + n_locals].fill(Value::NULL);
        } else {
            self.bind(function, number, args, n, nkw)?;
        }
        let code = &self.codes[number as usize];
        if !code.cells.is_empty() {
            for i in 0..code.cells.len() {
                let at = args + self.codes[number as usize].cells[i] as usize;
                self.stack[at] = self.heap.new_value(Object::Cell(self.stack[at]));
            }
        }
        self.frames.push(Frame {
            kind: Kind::Function,
            code: number,
            ip: 0,
            base: args as u32,
            ret: ret as u32,
            handlers: self.handlers.len() as u32,
            globals,
            aux: Value::NULL,
        });
        self.sp = args + n_locals;
        Ok(())
    }

    /// Makes sure that the value stack has room up to `end`.
    #[inline]
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

    /// The general case: defaults, keywords, `*args`, `**kwargs`, closures.
    fn bind(
        &mut self,
        function: Ref,
        number: u32,
        args: usize,
        mut n: usize,
        nkw: usize,
    ) -> Outcome<()> {
        let Object::Function(f) = self.heap.get(function) else {
            return Err(self.type_error("object not callable"));
        };
        let defaults: Box<[Value]> = self.items_of(f.defaults).unwrap_or(&[]).into();
        let kw_defaults = f.kw_defaults;
        let mut given: Vec<Value> = f.closed.to_vec();
        let n_closed = given.len();
        given.extend_from_slice(&self.stack[args..args + n]);
        let keywords = self.stack[args + n..args + n + 2 * nkw].to_vec();
        n += n_closed;
        let code = &self.codes[number as usize];
        let (n_pos, n_kwonly, n_defaults) = (
            code.n_pos as usize,
            code.n_kwonly as usize,
            code.n_defaults as usize,
        );
        let (varargs, varkw) = (code.has_varargs(), code.has_varkw());
        let has_kw_defaults = code.flags & crate::mpy::flags::DEFKWARGS != 0;
        let names = code.arg_names.clone();
        let n_locals = code.n_locals as usize;
        let required = n_pos.saturating_sub(n_defaults);

        let mut locals = alloc::vec![Value::NULL; n_locals];
        let mut rest = n_pos + n_kwonly;
        if n > n_pos && !varargs {
            return Err(self.wrong_places(number, n_pos, n));
        }
        if varargs {
            let extra: Vec<Value> = given.get(n_pos..).unwrap_or(&[]).to_vec();
            locals[rest] = self.new_tuple(extra);
            rest += 1;
            n = n.min(n_pos);
        }
        locals[..n].copy_from_slice(&given[..n]);
        if nkw == 0 && !has_kw_defaults {
            if n < required {
                return Err(self.wrong_places(number, required, n));
            }
            for (i, local) in locals.iter_mut().enumerate().take(n_pos).skip(n) {
                *local = defaults.get(i - required).copied().unwrap_or(Value::NULL);
            }
            if n_kwonly != 0 {
                return Err(self.type_error("function missing keyword-only argument"));
            }
            if varkw {
                locals[rest] = Value::obj(self.new_dict(0));
            }
        } else {
            let dict = varkw.then(|| self.new_dict(nkw));
            if let Some(d) = dict {
                locals[rest] = Value::obj(d);
            }
            for &[key, value] in keywords.as_chunks::<2>().0 {
                let place = names.iter().position(|&q| Value::qstr(q) == key);
                match (place.filter(|&p| p < n_pos + n_kwonly), dict) {
                    (Some(p), _) if locals[p].is_null() => locals[p] = value,
                    (Some(_), _) => return Err(self.repeated_argument(key)),
                    (None, Some(d)) => {
                        if self.map_get(d, key)?.is_some() {
                            return Err(self.repeated_argument(key));
                        }
                        self.map_set(d, key, value)?;
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
            for (i, local) in locals.iter_mut().enumerate().take(n_pos).skip(required) {
                if local.is_null() {
                    *local = defaults.get(i - required).copied().unwrap_or(Value::NULL);
                }
            }
            // MicroPython looks from the last required one to the first.
            if let Some(i) = (0..n_pos).rev().find(|&i| locals[i].is_null()) {
                let message = format!("function missing required positional argument #{}", i);
                return Err(self.type_error(&message));
            }
            for i in n_pos..n_pos + n_kwonly {
                if !locals[i].is_null() {
                    continue;
                }
                let name = Value::qstr(names[i]);
                let default = match kw_defaults.as_ref() {
                    Some(d) => self.map_get(d, name)?,
                    None => None,
                };
                match default {
                    Some(v) => locals[i] = v,
                    None => {
                        let message = format!(
                            "function missing required keyword argument '{}'",
                            self.qstrs.text(names[i])
                        );
                        return Err(self.type_error(&message));
                    }
                }
            }
        }
        self.stack[args..args + n_locals].copy_from_slice(&locals);
        Ok(())
    }

    /// A function in Python names itself; what it closes over counts on both sides.
    #[cold]
    fn wrong_places(&mut self, number: u32, takes: usize, given: usize) -> Abrupt {
        let name = self.qstrs.text(self.codes[number as usize].name);
        let message = format!("{name}() takes {takes} positional arguments but {given} were given");
        self.type_error(&message)
    }

    #[cold]
    pub(super) fn wrong_count(&mut self, takes: usize, given: usize) -> Abrupt {
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
