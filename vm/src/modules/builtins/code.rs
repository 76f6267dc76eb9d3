//! Built-in functions that make code at run time, and run it: what they are given is compiled to
//! `.mpy` bytes in memory, and those are loaded like any file.

use alloc::string::String;

use crate::compiler::Input;
use crate::hal::{ENOENT, Host};
use crate::load::Keep;
use crate::modules::vfs::Target;
use crate::native::{Abrupt, Args, F, Native, Outcome, native};
use crate::object::Object;
use crate::qstr::q;
use crate::types::T;
use crate::types::text::Kind;
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// The functions.
pub const NATIVES: &[Native] = &[
    native("__import__", F::V(1, 5, import)),
    native("__repl_print__", F::F1(repl_print)),
    native("compile", F::V(3, 6, compile)),
    native("eval", F::V(1, 3, eval)),
    native("exec", F::V(1, 3, exec)),
    native("execfile", F::H(1, execfile)),
    native("help", F::V(0, 1, help)),
];

/// The file that code from a string belongs to.
const STRING: &str = "<string>";

/// `compile(source, filename, mode)`; further arguments are ignored.
fn compile(vm: &mut Vm, args: Args) -> Outcome {
    let (source, file, mode) = (args.get(vm, 0), args.get(vm, 1), args.get(vm, 2));
    let source = match vm.text_kind(source) {
        Some(Kind::Str | Kind::Bytes) => vm.text_bytes(source).to_vec(),
        _ => return Err(vm.not_a_string(source)),
    };
    let (file, mode): (String, String) = (vm.str_arg(file)?, vm.str_arg(mode)?);
    let input = match mode.as_str() {
        "exec" => Input::File,
        "eval" => Input::Eval,
        "single" => Input::Single,
        _ => return Err(vm.value_error("bad compile mode")),
    };
    let code = vm.compile_transient(&source, &file, input)?;
    Ok(vm.heap.new_value(Object::Code(code)))
}

fn eval(vm: &mut Vm, args: Args) -> Outcome {
    run(vm, args, Input::Eval)
}

fn exec(vm: &mut Vm, args: Args) -> Outcome {
    run(vm, args, Input::File)
}

fn run(vm: &mut Vm, args: Args, input: Input) -> Outcome {
    let (globals, locals) = namespaces(vm, args)?;
    let source = args.get(vm, 0);
    if let Some(&Object::Code(code)) = vm.heap.object(source) {
        return Err(vm.run_body(code, globals, locals));
    }
    let Some(source) = vm.buffer_of(source).map(<[u8]>::to_vec) else {
        return Err(vm.type_error("object with buffer protocol required"));
    };
    let code = vm.compile_transient(&source, STRING, input)?;
    Err(vm.run_body(code, globals, locals))
}

/// `execfile(path, globals, locals)`
fn execfile(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 3)?;
    let (globals, locals) = namespaces(vm, args)?;
    let path = args.get(vm, 0);
    let path: String = vm.str_arg(path)?;
    let full = match vm.target_of(&path) {
        Ok(Target::Host(full, _)) => full,
        // Only Python can read it.
        Ok(Target::Object(..)) => {
            let path = vm.new_str(&path);
            let namespaces = [globals, locals].map(Value::obj);
            return Err(vm.call_frozen("exec_file", &[path, namespaces[0], namespaces[1]]));
        }
        Err(errno) => return Err(vm.os_error(errno)),
    };
    let Some(source) = host.load(&full) else {
        return Err(vm.os_error(ENOENT));
    };
    let code = vm.compile_transient(&source, &path, Input::File)?;
    Err(vm.run_body(code, globals, locals))
}

/// The namespaces that code is to run in: those of the caller, unless they are given.
fn namespaces(vm: &mut Vm, args: Args) -> Outcome<(Ref, Ref)> {
    let (mut globals, mut locals) = vm.current_namespaces();
    for i in 1..args.n {
        let given = args.get(vm, i);
        if given.is_none() {
            continue;
        }
        let dict = Ref(T::Dict as u32);
        let Some(given) = given.as_ref().filter(|_| vm.type_of(given) == dict) else {
            return Err(vm.raise_with(T::TypeError, &[]));
        };
        locals = given;
        if i == 1 {
            globals = given;
        }
    }
    Ok((globals, locals))
}

/// `__import__(name, globals, locals, fromlist, level)`; the local namespace is ignored.
fn import(vm: &mut Vm, args: Args) -> Outcome {
    let name = args.get(vm, 0);
    let name: String = vm.str_arg(name)?;
    let fromlist = args.opt(vm, 3).unwrap_or(Value::NONE);
    let level = match args.opt(vm, 4) {
        Some(level) => vm.int_arg(level)?,
        None => 0,
    };
    if level < 0 {
        return Err(vm.raise_with(T::ValueError, &[]));
    }
    let mut globals = vm.current_namespaces().0;
    if let Some(given) = args.opt(vm, 1).filter(|v| !v.is_none() && level > 0) {
        globals = match given.as_ref().filter(|_| vm.kind(given) == T::Dict) {
            Some(given) => given,
            None => return Err(vm.raise_with(T::TypeError, &[])),
        };
    }
    let name = vm.intern_name(&name)?;
    vm.import_name(globals, name, fromlist, Value::small(level))
}

/// `help()`, `help(object)`, `help('modules')`
fn help(vm: &mut Vm, args: Args) -> Outcome {
    let args = args.all(vm).to_vec();
    Err(vm.call_frozen("help_on", &args))
}

/// Shows what an expression at the prompt gave, and keeps it as `_`.
fn repl_print(vm: &mut Vm, v: Value) -> Outcome {
    if v.is_none() {
        return Ok(v);
    }
    vm.store_builtin(q::_underscore, v);
    Err(vm.call_frozen("repl_print", &[v]))
}

/// The code of a source that was typed at a prompt or lies in a board's files.
pub(crate) fn repl_code(vm: &mut Vm, source: &[u8], file: &str, input: Input) -> Outcome<u32> {
    vm.compile_transient(source, file, input)
}

impl Vm {
    /// Compiles source to code that is given up when nothing refers to it any more.
    fn compile_transient(&mut self, source: &[u8], file: &str, input: Input) -> Outcome<u32> {
        self.spend(source.len() * CYCLES_PER_BYTE);
        self.compile_source(source, file, input, Keep::Transient)
    }

    /// Answers with what a module's body returns, run in these namespaces.
    fn run_body(&mut self, code: u32, globals: Ref, locals: Ref) -> Abrupt {
        let abrupt = self.call(Value::obj(globals), &[Value::obj(locals)]);
        self.pending.body = Some(code);
        abrupt
    }
}

/// What compiling takes per byte of source, roughly.
const CYCLES_PER_BYTE: usize = 500;
