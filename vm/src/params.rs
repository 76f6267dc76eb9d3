//! Parameters of natives that take keywords, matched and refused as MicroPython's parser does.

use crate::native::{Args, Outcome};
use crate::value::Value;
use crate::vm::Vm;

/// A parameter.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Its name as a keyword.
    pub name: &'static str,
    /// Whether it may only be given by name.
    pub keyword_only: bool,
}

/// A parameter that may be given by place or by name.
pub const fn param(name: &'static str) -> Param {
    Param {
        name,
        keyword_only: false,
    }
}

/// A parameter that may only be given by name.
pub const fn keyword(name: &'static str) -> Param {
    Param {
        name,
        keyword_only: true,
    }
}

impl Vm {
    /// The value of each parameter, where one was given.
    pub fn parse_args<const N: usize>(
        &mut self,
        args: Args,
        params: &[Param; N],
    ) -> Outcome<[Option<Value>; N]> {
        let mut found = [None; N];
        let mut named = 0;
        let mut placed = 0;
        for (i, param) in params.iter().enumerate() {
            if i < args.n {
                if param.keyword_only {
                    break;
                }
                placed += 1;
                found[i] = args.opt(self, i);
            } else {
                found[i] = args
                    .keywords(self)
                    .find(|&(key, _)| self.str_of(key) == Some(param.name))
                    .map(|(_, value)| value);
                named += usize::from(found[i].is_some());
            }
        }
        if placed < args.n {
            Err(self.type_error("extra positional arguments given"))
        } else if named < args.nkw {
            Err(self.type_error("extra keyword arguments given"))
        } else {
            Ok(found)
        }
    }

    /// Refuses a call whose positional arguments (`self` not counted) or keywords do not fit a
    /// signature that only has places.
    pub fn check_places(&mut self, args: Args, min: usize, max: usize) -> Outcome<()> {
        let n = args.n;
        let message = if args.nkw > 0 {
            "function doesn't take keyword arguments".into()
        } else if min == max && n != min {
            alloc::format!("function takes {min} positional arguments but {n} were given")
        } else if n < min {
            let lacking = min - n;
            alloc::format!("function missing {lacking} required positional arguments")
        } else if n > max {
            alloc::format!("function expected at most {max} arguments, got {n}")
        } else {
            return Ok(());
        };
        Err(self.type_error(&message))
    }
}
