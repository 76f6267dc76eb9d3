//! The loader: `.mpy` bytes, whatever they hold, to internal code that cannot misbehave.
//!
//! It is the only way in. [`translate`] makes instructions, [`verify`] proves that the stack never
//! under- or overflows and that each jump lands on an instruction; [`fuse`] then joins common sequences.

mod fuse;
mod translate;
mod verify;

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::code::{Code, Instr, Op};
use crate::cost::Cost;
use crate::mpy::{self, RawCode, RawConst};
use crate::object::{Object, blocks};
use crate::qstr::Qstr;
use crate::text::repr;
use crate::text::utf8::is_utf8_with_surrogates;
use crate::value::Value;
use crate::vm::Vm;

/// More instructions than any board could hold.
const MAX_CODE: usize = 1 << 22;

/// Why a file was refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoadError(pub String);

impl core::fmt::Display for LoadError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Vm {
    /// Loads a `.mpy` file and gives the number of its module body's code.
    pub fn load(&mut self, bytes: &[u8]) -> Result<u32, LoadError> {
        self.load_as(bytes, Keep::Loaded)
    }

    pub(crate) fn load_as(&mut self, bytes: &[u8], keep: Keep) -> Result<u32, LoadError> {
        let raw = mpy::read(bytes).map_err(|e| LoadError(e.to_string()))?;
        for text in &raw.qstrs {
            check_text(text)?;
        }
        for constant in &raw.constants {
            check_texts(constant)?;
        }
        let mut names = Vec::with_capacity(raw.qstrs.len());
        // A board's table of names and objects, the names that it did not know, the module.
        let mut tables = blocks(2 * raw.qstrs.len()) + blocks(4 * raw.constants.len()) + 16;
        for name in &raw.qstrs {
            let known = self.qstrs.len();
            names.push(self.qstrs.intern(&String::from_utf8_lossy(name)));
            if self.qstrs.len() > known {
                tables += name.len() + NAME_BYTES;
            }
        }
        let mut consts: Vec<Value> = raw.constants.iter().map(|c| self.constant(c)).collect();
        let mut loose = Vec::new();
        for (n, name) in raw.qstrs.iter().enumerate() {
            if core::str::from_utf8(name).is_err() {
                loose.push((n, consts.len()));
                consts.push(self.new_text_of(name.clone()));
            }
        }
        let mut codes = Vec::new();
        let scope = Scope {
            names: &names,
            consts: &consts,
            loose: &loose,
            keep,
        };
        let loaded = self.load_code(&raw.root, &scope, 0, &mut codes);
        if loaded.is_err() {
            codes.iter().for_each(|&n| self.free_code(n));
            return loaded;
        }
        self.has_transient |= keep == Keep::Transient;
        if matches!(keep, Keep::Loaded | Keep::Transient)
            && let Ok(root) = loaded
        {
            // They go with the outermost function, though a board's names stay for ever.
            self.codes[root as usize].bytes[0] += blocks(tables) as u32;
            let all = codes.iter().map(|&n| self.codes[n as usize].bytes[0]);
            let all: u32 = all.sum();
            self.heap.hold(self.heap.held() + all as usize);
        }
        loaded
    }

    fn free_code(&mut self, n: u32) {
        self.codes[n as usize].clear();
        self.free_codes.push(n);
    }

    fn place_code(&mut self, code: Code) -> u32 {
        match self.free_codes.pop() {
            Some(n) => {
                self.codes[n as usize] = code;
                n
            }
            None => {
                self.codes.push(code);
                self.codes.len() as u32 - 1
            }
        }
    }

    /// Gives up transient code that no frame, function or code object refers to.
    /// Says whether there was any.
    pub(crate) fn collect_codes(&mut self) -> bool {
        if !self.has_transient {
            return false;
        }
        let mut alive = alloc::vec![false; self.codes.len()];
        let mut todo: Vec<u32> = self.frames.iter().map(|f| f.code).collect();
        todo.extend(self.threads.codes());
        todo.extend(self.heap.objects().filter_map(|object| match object {
            Object::Function(f) => Some(f.code),
            Object::Code(n) => Some(*n),
            _ => None,
        }));
        todo.extend(self.pending.body);
        while let Some(n) = todo.pop() {
            if let Some(seen) = alive.get_mut(n as usize)
                && !core::mem::replace(seen, true)
            {
                todo.extend_from_slice(&self.codes[n as usize].children);
            }
        }
        self.has_transient = false;
        let mut freed = 0;
        for (n, alive) in alive.into_iter().enumerate() {
            if !self.codes[n].transient {
                continue;
            }
            if alive {
                self.has_transient = true;
            } else {
                freed += self.codes[n].bytes[0] as usize;
                self.free_code(n as u32);
            }
        }
        self.heap.hold(self.heap.held().saturating_sub(freed));
        freed > 0
    }

    fn load_code(
        &mut self,
        raw: &RawCode,
        scope: &Scope<'_>,
        depth: usize,
        loaded: &mut Vec<u32>,
    ) -> Result<u32, LoadError> {
        if depth > mpy::MAX_DEPTH || raw.bytecode.len() > MAX_CODE {
            let what = "functions are nested too deeply, or too long, to run here; split them";
            return Err(LoadError(what.into()));
        }
        let mut children = Vec::with_capacity(raw.children.len());
        for child in &raw.children {
            children.push(self.load_code(child, scope, depth + 1, loaded)?);
        }
        let name = scope.name(raw.simple_name)?;
        let mut draft =
            translate::translate(raw, scope).map_err(|refused| self.refused(name, refused))?;
        self.cost(&mut draft.instrs, raw, scope.keep);
        for &(place, n) in &draft.wide {
            draft.consts[place] = self.new_big(n.into());
        }
        let mut arg_names = Vec::with_capacity(raw.arg_names.len());
        for &n in &raw.arg_names {
            arg_names.push(scope.name(n)?);
        }
        let small = |n: u32| u16::try_from(n).map_err(|_| LoadError("too many parameters".into()));
        let mut code = Code {
            instrs: draft.instrs.into(),
            depths: Box::default(),
            offsets: draft.offsets.into(),
            consts: draft.consts.into(),
            children: children.into(),
            arg_names: arg_names.into(),
            cells: raw.cells.as_slice().into(),
            line_info: raw.line_info.as_slice().into(),
            n_pos: small(raw.n_pos_args)?,
            n_kwonly: small(raw.n_kwonly_args)?,
            n_defaults: small(raw.n_def_pos_args)?,
            plain: u16::MAX,
            n_locals: draft.n_locals,
            max_stack: 0,
            flags: raw.scope_flags,
            bytes: [code_bytes(raw) as u32, generator_bytes(raw) as u32],
            hidden: scope.keep == Keep::Hidden,
            transient: scope.keep == Keep::Transient,
            name,
            file: scope.names.first().copied().unwrap_or(name),
        };
        verify::verify(&mut code).map_err(|refused| self.refused(name, refused))?;
        if code.flags == 0 && code.n_kwonly == 0 && code.cells.is_empty() {
            code.plain = code.n_pos;
        }
        fuse::fuse(&mut code);
        let n = self.place_code(code);
        loaded.push(n);
        Ok(n)
    }

    /// Writes into each instruction what it costs.
    fn cost(&self, instrs: &mut [Instr], raw: &RawCode, keep: Keep) {
        let costs = self.profile.costs;
        let state = 4 * u64::from(raw.n_state) + 12 * u64::from(raw.n_exc_stack);
        for instr in instrs {
            instr.cost = costs.instruction(instr.op, instr.a, instr.b);
            if instr.op == Op::ReturnValue && state > STATE_ON_STACK {
                let more = costs.of(Cost::HeapFrame).clamp(0, u16::MAX.into());
                instr.cost = instr.cost.saturating_add(more as u16);
            }
            if keep == Keep::Hidden {
                let cost = i64::from(instr.cost) * costs.of(Cost::Frozen) / 16;
                instr.cost = cost.clamp(1, u16::MAX.into()) as u16;
            }
        }
    }

    fn refused(&self, name: Qstr, refused: Refused) -> LoadError {
        let name = self.qstrs.text(name);
        LoadError(match refused {
            Refused::Corrupt(what) => {
                format!("the .mpy file is corrupt: function {name:?}: {what}")
            }
            Refused::Large(what) => {
                format!("function {name:?} is too large to run here: {what}; split it")
            }
        })
    }

    fn constant(&mut self, c: &RawConst) -> Value {
        match c {
            RawConst::None => Value::NONE,
            RawConst::False => Value::FALSE,
            RawConst::True => Value::TRUE,
            RawConst::Ellipsis => Value::ELLIPSIS,
            RawConst::Str(s) => match core::str::from_utf8(s) {
                Ok(s) => self.new_heap_str(s.into()),
                Err(_) => self.new_text_of(s.clone()),
            },
            RawConst::Bytes(b) => self.new_bytes(b.as_slice()),
            RawConst::Int(n) => self.new_big(n.clone()),
            RawConst::Float(f) => self.new_float(self.profile.float.constant(*f)),
            RawConst::Complex(re, im) => {
                let [re, im] = [re, im].map(|part| self.profile.float.constant(*part).to_bits());
                self.heap.new_value(Object::Complex(re, im))
            }
            RawConst::Tuple(items) => {
                let items: Vec<Value> = items.iter().map(|c| self.constant(c)).collect();
                self.new_tuple(items)
            }
        }
    }
}

/// The bytes of a function's state that a board still keeps on the C stack.
const STATE_ON_STACK: u64 = 44;

/// What a name takes on a board beside its letters: their end, and its place in the pool.
const NAME_BYTES: usize = 1 + 6;

/// What a function's code takes on a board: the raw code, its bytes, the list of those it makes.
fn code_bytes(raw: &RawCode) -> usize {
    let parts = [
        raw.bytecode.len(),
        raw.line_info.len(),
        raw.arg_names.len(),
        raw.cells.len(),
    ];
    // Two bytes of sizes at least, and the name, come before them.
    16 + blocks(3 + parts.iter().sum::<usize>()) + blocks(4 * raw.children.len())
}

/// What a generator takes on a board: 28 bytes before its state, 12 for each exception block.
fn generator_bytes(raw: &RawCode) -> usize {
    blocks(28 + 4 * raw.n_state as usize + 12 * raw.n_exc_stack as usize)
}

/// Whose code it is.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Keep {
    /// A file's: it stays.
    Loaded,
    /// The VM's own: it stays, and tracebacks leave it out.
    Hidden,
    /// A module's that a board has in its firmware: it stays, and takes nothing of the heap.
    Firmware,
    /// The program made it: it goes when nothing refers to it.
    Transient,
}

/// Why a function was refused.
pub enum Refused {
    /// No compiler writes this.
    Corrupt(String),
    /// A compiler may have written it, but there is a limit.
    Large(String),
}

impl From<String> for Refused {
    fn from(what: String) -> Self {
        Self::Corrupt(what)
    }
}

/// The VM's strings are UTF-8, while a source may be anything.
fn check_text(text: &[u8]) -> Result<(), LoadError> {
    if is_utf8_with_surrogates(text) {
        return Ok(());
    }
    let mut shown = Vec::new();
    repr::quote(&text[..text.len().min(SHOWN)], true, &mut shown);
    Err(LoadError(format!(
        "the .mpy file holds text that is not UTF-8, {}; save its source as UTF-8 and compile it again",
        String::from_utf8_lossy(&shown)
    )))
}

/// How many bytes of a bad text are shown.
const SHOWN: usize = 40;

fn check_texts(constant: &RawConst) -> Result<(), LoadError> {
    match constant {
        RawConst::Str(text) => check_text(text),
        RawConst::Tuple(items) => items.iter().try_for_each(check_texts),
        _ => Ok(()),
    }
}

/// What the functions of one file share.
struct Scope<'a> {
    names: &'a [Qstr],
    consts: &'a [Value],
    /// The names that are not valid UTF-8, and the constants that they are as strings.
    loose: &'a [(usize, usize)],
    keep: Keep,
}

impl Scope<'_> {
    fn name(&self, n: u32) -> Result<Qstr, LoadError> {
        self.names
            .get(n as usize)
            .copied()
            .ok_or_else(|| LoadError(format!("corrupt .mpy file: there is no name {n}")))
    }
}
