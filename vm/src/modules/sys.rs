//! `sys`: what this Python is, and the ways out of it.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::io::console::{self, STDERR, STDIN, STDOUT};
use super::io::stream::print_to;
use super::{Member, ModuleSpec};
use crate::hal::Host;
use crate::map::Map;
use crate::native::{Args, F, Native, Outcome, native};
use crate::object::{Object, TypeObj};
use crate::qstr::q;
use crate::types::T;
use crate::value::{Ref, Value};
use crate::vm::Vm;

/// What the module is made of on a board.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "sys",
    natives: NATIVES,
    members: MEMBERS,
    present: |profile| !profile.is_unix,
};

/// What it is made of in a process: `exc_info` comes with it.
pub const UNIX_SPEC: ModuleSpec = ModuleSpec {
    name: "sys",
    natives: &UNIX_NATIVES,
    members: &Member::join::<{ MEMBERS.len() + UNIX_MEMBERS.len() }>(&[MEMBERS, UNIX_MEMBERS]),
    present: |profile| profile.is_unix,
};

const NATIVES: &[Native] = &[
    native("exit", F::V(0, 1, exit)),
    native("print_exception", F::H(1, print_exception)),
];

const UNIX_ONLY: &[Native] = &[
    native("exc_info", F::F0(exc_info)),
    native("atexit", F::F1(atexit)),
];
const UNIX_NATIVES: [Native; Native::count(&[NATIVES, UNIX_ONLY])] =
    Native::join(&[NATIVES, UNIX_ONLY]);

/// The release that the behaviour is that of, as `os.uname()` tells it.
pub(super) const RELEASE: &str = "1.29.0";
/// The build of it; the firmware adds the day and its compiler.
pub(crate) const BUILD: &str = "v1.29.0";

const MEMBERS: &[(&str, Member)] = &[
    ("argv", Member::Make(argv)),
    ("version", Member::Str("3.4.0; MicroPython v1.29.0")),
    ("version_info", Member::Make(|vm| tuple(vm, &[3, 4, 0]))),
    ("implementation", Member::Make(implementation)),
    (
        "platform",
        Member::Make(|vm| vm.intern(vm.profile.platform)),
    ),
    ("byteorder", Member::Str("little")),
    ("maxsize", Member::Make(maxsize)),
    ("path", Member::Make(path)),
    ("ps1", Member::Str(">>> ")),
    ("ps2", Member::Str("... ")),
    ("modules", Member::Make(|vm| Value::obj(vm.modules))),
    ("stdin", Member::Make(|vm| console::text_stream(vm, STDIN))),
    (
        "stdout",
        Member::Make(|vm| console::text_stream(vm, STDOUT)),
    ),
    (
        "stderr",
        Member::Make(|vm| console::text_stream(vm, STDERR)),
    ),
];

const UNIX_MEMBERS: &[(&str, Member)] = &[("executable", Member::Make(executable))];

/// What the module keeps between calls.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct State {
    /// The command's arguments, of a process.
    pub argv: Vec<String>,
    /// The path of the interpreter's own program file, of a process; empty if it has none.
    pub executable: String,
    /// The program's folder, where modules are looked for first; empty for the current one.
    pub folder: String,
    /// What `atexit` was given last.
    pub(crate) registered: Option<Value>,
    /// What is called when the program ends.
    pub(crate) at_exit: Option<Value>,
    /// The exception that the program ended with, or `None`, while that runs.
    pub(crate) ended: Option<Value>,
}

fn tuple(vm: &mut Vm, numbers: &[i64]) -> Value {
    let items: Vec<Value> = numbers.iter().map(|&n| Value::small(n)).collect();
    vm.new_tuple(items)
}

fn strings(vm: &mut Vm, texts: &[String]) -> Value {
    let items = texts.iter().map(|s| vm.new_str(s)).collect();
    vm.new_list(items)
}

fn argv(vm: &mut Vm) -> Value {
    let argv = vm.module_state.sys.argv.clone();
    strings(vm, &argv)
}

fn executable(vm: &mut Vm) -> Value {
    let path = vm.module_state.sys.executable.clone();
    vm.new_str(&path)
}

fn path(vm: &mut Vm) -> Value {
    let path = standard_path(vm);
    strings(vm, &path)
}

/// `sys.path` before a program changes it.
pub(crate) fn standard_path(vm: &Vm) -> Vec<String> {
    let mut path = vec![vm.module_state.sys.folder.clone(), ".frozen".into()];
    if !vm.profile.is_unix {
        path.push("/lib".into());
    }
    path
}

fn maxsize(vm: &mut Vm) -> Value {
    // The largest machine word, which is one bit wider than a small integer.
    vm.new_int(i64::MAX >> (63 - vm.profile.small_int_bits))
}

/// `sys.implementation`: a tuple whose items have names.
fn implementation(vm: &mut Vm) -> Value {
    let release = vm.intern("");
    let version = [Value::small(1), Value::small(29), Value::small(0), release];
    let machine = vm.intern(vm.profile.machine);
    let build = vm.intern(vm.profile.build);
    let thread = match vm.profile.threading {
        Some(threading) if threading.gil => "GIL",
        _ => "unsafe",
    };
    let fields = [
        ("name", vm.intern("micropython")),
        ("version", vm.new_tuple(version)),
        ("_machine", machine),
        ("_mpy", Value::small(i64::from(vm.profile.mpy))),
        ("_build", build),
        ("_thread", vm.intern(thread)),
    ];
    named_fields(vm, &fields)
}

/// A tuple whose items have names, as the firmware makes them.
pub(super) fn named_fields(vm: &mut Vm, fields: &[(&str, Value)]) -> Value {
    // Its class has no name, so it prints as its fields alone.
    let class = Ref(T::Tuple as u32);
    let names: Vec<_> = fields
        .iter()
        .map(|(name, _)| vm.qstrs.intern(name))
        .collect();
    let class = vm.heap.alloc(Object::Type(Box::new(TypeObj {
        name: q::EMPTY,
        bases: [class].into(),
        mro: [class, Ref(T::Object as u32)].into(),
        locals: Map::default(),
        layout: T::Tuple,
        builtin: false,
        attr_hooks: false,
        descriptors: false,
        subclassed: false,
        fields: names.into(),
    })));
    let items: Vec<_> = fields.iter().map(|&(_, value)| value).collect();
    vm.heap.new_value(Object::NamedTuple(class, items.into()))
}

/// `exit([code])`
pub(super) fn exit(vm: &mut Vm, args: Args) -> Outcome {
    let given: Vec<Value> = args.opt(vm, 0).into_iter().collect();
    Err(vm.raise_with(T::SystemExit, &given))
}

fn print_exception(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 2)?;
    let exception = args.get(vm, 0);
    if !vm.is_instance(exception, T::BaseException) {
        // Anything else is shown as `repr` shows it.
        let mut text = String::new();
        vm.write_value(&mut text, exception, crate::ops::print::Style::Repr)?;
        text.push('\n');
        return print_to(vm, host, args.opt(vm, 1), text.as_bytes(), &[]);
    }
    let text = vm.traceback(exception);
    print_to(vm, host, args.opt(vm, 1), text.as_bytes(), &[])
}

/// `atexit(function)`: what is called at the end; answers what was to be called before.
fn atexit(vm: &mut Vm, function: Value) -> Outcome {
    let callable = vm.is_callable(function);
    let before = vm.module_state.sys.registered.replace(function);
    vm.module_state.sys.at_exit = callable.then_some(function);
    Ok(before.unwrap_or(Value::NONE))
}

/// The exception being handled, as `(class, exception, None)`.
fn exc_info(vm: &mut Vm) -> Outcome {
    let handled = vm.handlers.iter().rev().map(|h| h.handling);
    let current = handled.into_iter().find(|v| !v.is_null() && !v.is_none());
    let items = match current {
        Some(e) => [Value::obj(vm.type_of(e)), e, Value::NONE],
        None => [Value::NONE; 3],
    };
    Ok(vm.new_tuple(items))
}

impl Vm {
    /// Sets the first entry of `sys.path`, before the program runs.
    pub fn set_program_folder(&mut self, folder: String) {
        self.module_state.sys.folder = folder;
    }

    /// Sets `sys.executable` of a process, before the program runs.
    pub fn set_executable(&mut self, path: String) {
        self.module_state.sys.executable = path;
    }

    /// Sets `sys.argv`, before the program runs.
    pub fn set_argv(&mut self, argv: Vec<String>) {
        self.module_state.sys.argv = argv;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Bench;
    use crate::vm::Profile;

    #[test]
    fn words_are_the_boards() {
        for (profile, size) in [
            (Profile::PICO, i64::from(i32::MAX)),
            (Profile::UNIX, i64::MAX),
        ] {
            let mut vm = Vm::new(profile, 0);
            let n = maxsize(&mut vm);
            let expected = vm.new_int(size);
            assert_eq!(vm.equal(n, expected), Ok(true));
        }
    }

    #[test]
    fn exit_raises_with_its_code() {
        let mut bench = Bench::new(Profile::UNIX);
        assert_eq!(
            bench.raises("sys", "exit", &[Value::small(3)]),
            "SystemExit: 3"
        );
        assert_eq!(bench.raises("sys", "exit", &[]), "SystemExit: ");
    }
}
