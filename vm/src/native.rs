//! Native functions: how they are declared, how they get their arguments, how they answer.
//!
//! A native runs to its end without running Python. When it needs Python (a key function, a user's
//! `__eq__`), it answers [`Abrupt::Call`], and the interpreter calls that function in its place; the
//! loops that need many calls are Python functions in `frozen/`.

use crate::hal::Host;
use crate::qstr::Qstr;
use crate::types::Bind;
use crate::value::{NativeId, Ref, Value};
use crate::vm::Vm;

/// A native's answer: a value, or why there is none.
pub type Outcome<V = Value> = Result<V, Abrupt>;

/// What becomes of a sleep when something that was scheduled waits to be called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sleep {
    /// It waits until the sleep has ended.
    Sound,
    /// It is called at once, and the sleep goes on until its end.
    Light,
    /// It is called at once, and the sleep is over: whoever waits for something looks again.
    Nap,
}

/// Why an operation gives no value now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[must_use]
pub enum Abrupt {
    /// An exception (an instance) is raised.
    Raise(Value),
    /// The answer is what the call in `Vm::pending` returns.
    Call,
    /// Only Python code can answer: a user's method would have to be called. Natives turn this
    /// into a `Call` of a frozen function; it never reaches the program.
    Python,
    /// This many bytes must be free first; the operation is tried again after a collection.
    Memory(usize),
    /// The program sleeps until this virtual nanosecond; then the answer is `None`.
    Sleep(u64, Sleep),
    /// The program waits for standard input; then the operation is tried again.
    Input,
    /// The thread waits until this lock is its own; then the answer is `True`.
    Lock(Ref),
}

impl Abrupt {
    /// What the operation gives when what it waits for has come, if it is not tried again.
    pub fn answer(self) -> Value {
        match self {
            Abrupt::Lock(_) => Value::TRUE,
            _ => Value::NONE,
        }
    }
}

/// A native function's signature by arity, so that simple ones get their arguments directly.
#[derive(Clone, Copy)]
pub enum F {
    /// No argument.
    F0(fn(&mut Vm) -> Outcome),
    /// One argument.
    F1(fn(&mut Vm, Value) -> Outcome),
    /// Two arguments.
    F2(fn(&mut Vm, Value, Value) -> Outcome),
    /// Three arguments.
    F3(fn(&mut Vm, Value, Value, Value) -> Outcome),
    /// From `.0` to `.1` positional arguments.
    V(u8, u8, fn(&mut Vm, Args) -> Outcome),
    /// At least `.0` positional arguments and any keywords.
    K(u8, fn(&mut Vm, Args) -> Outcome),
    /// Like `K`, with the hardware and the console at hand.
    H(u8, fn(&mut Vm, &mut dyn Host, Args) -> Outcome),
}

/// The `max` of [`F::V`] that means "any number".
pub const ANY: u8 = 255;

/// A native function.
#[derive(Clone, Copy)]
pub struct Native {
    /// Its name in its module or type.
    pub name: &'static str,
    /// What it runs.
    pub f: F,
    /// What goes before its arguments when it is looked up on an instance.
    pub bind: Bind,
}

impl Native {
    /// How many natives these tables hold together.
    pub const fn count(parts: &[&[Native]]) -> usize {
        let mut n = 0;
        let mut part = 0;
        while part < parts.len() {
            n += parts[part].len();
            part += 1;
        }
        n
    }

    /// Several tables as one, for a module whose functions live in several files.
    pub const fn join<const N: usize>(parts: &[&[Native]]) -> [Native; N] {
        join(parts, native("", F::F0(|_| Ok(Value::NONE))))
    }
}

/// Several tables as one, of `N` rows; `blank` stands for those that they do not have.
pub(crate) const fn join<R: Copy, const N: usize>(parts: &[&[R]], blank: R) -> [R; N] {
    let mut all = [blank; N];
    let mut n = 0;
    let mut part = 0;
    while part < parts.len() {
        let mut i = 0;
        while i < parts[part].len() {
            all[n] = parts[part][i];
            n += 1;
            i += 1;
        }
        part += 1;
    }
    all
}

/// Declares a function, or a method that gets its instance first.
pub const fn native(name: &'static str, f: F) -> Native {
    let bind = Bind::Method;
    Native { name, f, bind }
}

/// The place of a native in its table, which must have it.
pub const fn place(natives: &[Native], name: &str) -> u16 {
    let mut i = 0;
    while !same(natives[i].name, name) {
        i += 1;
    }
    i as u16
}

/// Whether two names are the same.
pub const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

/// Declares a method that gets the class first.
pub const fn class_method(name: &'static str, f: F) -> Native {
    let bind = Bind::Class;
    Native { name, f, bind }
}

/// Declares what instances have and their class does not show.
pub const fn slot(name: &'static str, f: F) -> Native {
    let bind = Bind::Slot;
    Native { name, f, bind }
}

/// Declares a method that gets its own arguments only.
pub const fn static_method(name: &'static str, f: F) -> Native {
    let bind = Bind::Static;
    Native { name, f, bind }
}

/// The arguments of a call, on the VM's value stack: positional ones, then keyword pairs.
#[derive(Clone, Copy, Debug)]
pub struct Args {
    /// Where the first one is on the stack.
    pub base: usize,
    /// How many are positional.
    pub n: usize,
    /// How many keyword pairs follow.
    pub nkw: usize,
}

impl Args {
    /// The positional argument `i`, which the signature promised.
    #[inline]
    pub fn get(&self, vm: &Vm, i: usize) -> Value {
        debug_assert!(i < self.n);
        vm.stack[self.base + i]
    }

    /// The positional argument `i`, if given.
    #[inline]
    pub fn opt(&self, vm: &Vm, i: usize) -> Option<Value> {
        (i < self.n).then(|| vm.stack[self.base + i])
    }

    /// All positional arguments.
    pub fn all<'v>(&self, vm: &'v Vm) -> &'v [Value] {
        &vm.stack[self.base..self.base + self.n]
    }

    /// The keyword arguments, in the order of the call.
    pub fn keywords<'v>(&self, vm: &'v Vm) -> impl Iterator<Item = (Value, Value)> + 'v {
        let from = self.base + self.n;
        vm.stack[from..from + 2 * self.nkw]
            .as_chunks::<2>()
            .0
            .iter()
            .map(|&[k, v]| (k, v))
    }

    /// The keyword argument `name`, if given.
    pub fn kw(&self, vm: &Vm, name: Qstr) -> Option<Value> {
        self.keywords(vm)
            .find(|(k, _)| *k == Value::qstr(name))
            .map(|(_, v)| v)
    }

    /// Positional argument `i`, or else keyword `name`.
    pub fn opt_or_kw(&self, vm: &Vm, i: usize, name: Qstr) -> Option<Value> {
        self.opt(vm, i).or_else(|| self.kw(vm, name))
    }

    /// The same call without its first positional argument.
    pub fn skip(&self, n: usize) -> Args {
        Args {
            base: self.base + n,
            n: self.n - n,
            nkw: self.nkw,
        }
    }
}

/// The native that a [`Value::native`] names, if there is one.
#[inline(always)]
pub fn lookup(id: NativeId) -> Option<&'static Native> {
    table(id.table)?.get(id.index as usize)
}

/// A table of natives: those of types come first, then those of modules.
#[inline(always)]
pub fn table(n: u16) -> Option<&'static [Native]> {
    let n = n as usize;
    if n < crate::modules::FIRST_TABLE as usize {
        crate::types::SPECS.get(n).map(|s| s.natives)
    } else {
        crate::modules::MODULES
            .get(n - crate::modules::FIRST_TABLE as usize)
            .map(|m| m.natives)
    }
}
