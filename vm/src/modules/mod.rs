//! The built-in modules: one file or folder each, listed here in one table.

use alloc::string::String;
use alloc::vec::Vec;

use crate::memo::Memo;
use crate::native::Native;
use crate::types::T;
use crate::value::{NativeId, Value};
use crate::vm::{Profile, Vm};

pub mod array;
pub mod asyncio;
pub mod binascii;
pub mod builtins;
pub mod cmath;
pub mod codec;
pub mod collections;
pub mod cryptolib;
pub mod deflate;
pub mod errno;
pub mod framebuf;
pub mod frozen;
pub mod gc;
pub mod hashlib;
pub mod heapq;
pub mod io;
pub mod json;
pub mod machine;
pub mod math;
pub mod micropython;
pub mod onewire;
pub mod os;
pub mod platform;
pub mod python;
pub mod random;
pub mod re;
#[cfg(feature = "storage")]
pub mod rp2;
pub mod select;
#[cfg(feature = "net")]
pub mod socket;
pub mod r#struct;
pub mod sys;
pub mod thread;
pub mod time;
pub mod uctypes;
pub mod vfs;

/// What a built-in module is made of.
pub struct ModuleSpec {
    /// Its name.
    pub name: &'static str,
    /// Its functions.
    pub natives: &'static [Native],
    /// Its other members.
    pub members: &'static [(&'static str, Member)],
    /// Whether this board has it.
    pub present: fn(&Profile) -> bool,
}

/// A member of a module that is not a function.
#[derive(Clone, Copy)]
pub enum Member {
    /// An integer.
    Int(i64),
    /// A float.
    Float(f64),
    /// A string.
    Str(&'static str),
    /// A constant such as `Value::NONE`.
    Value(Value),
    /// A built-in type.
    Type(T),
    /// A value that depends on the VM (its profile, its objects); made when the module is imported.
    Make(fn(&mut Vm) -> Value),
}

impl Member {
    /// Several lists of members as one, for what two modules have.
    pub const fn join<const N: usize>(
        parts: &[&[(&'static str, Member)]],
    ) -> [(&'static str, Member); N] {
        crate::native::join(parts, ("", Member::Int(0)))
    }
}

/// The first native table that belongs to a module; those below belong to types.
pub const FIRST_TABLE: u16 = 256;

/// On each board.
pub fn always(_: &Profile) -> bool {
    true
}

/// On boards with pins.
pub fn with_pins(profile: &Profile) -> bool {
    profile.has_pins
}

/// Whether this board's firmware leaves a method out that its type has elsewhere.
pub fn is_left_out(profile: &Profile, ty: T, method: &str) -> bool {
    match ty {
        T::DeflateIo => method == "write" && !deflate::compresses(profile),
        T::Match => !re::match_has(profile, method),
        T::TextIo | T::FileIo => method == "fileno" && !profile.is_unix,
        _ => false,
    }
}

/// All built-in modules. `builtins` comes first; its members are visible everywhere.
pub const MODULES: &[ModuleSpec] = &[
    builtins::SPEC,
    frozen::SPEC,
    asyncio::SPEC,
    array::SPEC,
    binascii::SPEC,
    cmath::SPEC,
    collections::SPEC,
    cryptolib::SPEC,
    deflate::SPEC,
    errno::SPEC,
    framebuf::SPEC,
    gc::SPEC,
    hashlib::SPEC,
    heapq::SPEC,
    io::SPEC,
    json::SPEC,
    machine::SPEC,
    machine::UNIX_SPEC,
    math::SPEC,
    micropython::SPEC,
    micropython::UNIX_SPEC,
    onewire::SPEC,
    os::SPEC,
    os::UNIX_SPEC,
    platform::SPEC,
    random::SPEC,
    re::SPEC,
    #[cfg(feature = "storage")]
    rp2::SPEC,
    select::SPEC,
    select::UNIX_SPEC,
    #[cfg(feature = "net")]
    socket::SPEC,
    r#struct::SPEC,
    sys::SPEC,
    sys::UNIX_SPEC,
    thread::SPEC,
    time::SPEC,
    time::UNIX_SPEC,
    uctypes::SPEC,
    vfs::SPEC,
    vfs::UNIX_SPEC,
];

/// The names of a board's own modules.
pub fn names(profile: &Profile) -> Vec<String> {
    let built_in = MODULES
        .iter()
        .filter(|module| (module.present)(profile))
        .map(|module| module.name);
    let built_in = built_in.filter(|name| *name != frozen::SPEC.name);
    let in_python = python::names(profile).filter(|name| !name.contains('/'));
    built_in.chain(in_python).map(String::from).collect()
}

/// The modules that a file of the same name comes before, so that a program can extend them.
pub const EXTENSIBLE: &[&str] = &[
    "array",
    "binascii",
    "bluetooth",
    "collections",
    "cryptolib",
    "errno",
    "hashlib",
    "heapq",
    "io",
    "json",
    "machine",
    "os",
    "platform",
    "random",
    "re",
    "select",
    "socket",
    "string",
    "struct",
    "time",
    "websocket",
];

/// The native table of a module, which must be built in.
const fn table(name: &str) -> u16 {
    let mut i = 0;
    while !crate::native::same(MODULES[i].name, name) {
        i += 1;
    }
    FIRST_TABLE + i as u16
}

const MATH: u16 = table("math");
const CMATH: u16 = table("cmath");

/// Whether a native table is that of a module whose functions are on floats.
#[inline]
pub fn computes_floats(table: u16) -> bool {
    table == MATH || table == CMATH
}

/// How many of the first arguments of a native are floats where integers would do as well.
pub fn floats_of(id: NativeId) -> u8 {
    match crate::native::lookup(id).map(|native| native.name) {
        _ if !computes_floats(id.table) => 0,
        Some("factorial") => 0,
        Some("ldexp") => 1,
        _ => crate::native::ANY,
    }
}

const fn builtin(name: &str) -> Value {
    crate::object::native(
        table("builtins"),
        crate::native::place(builtins::SPEC.natives, name),
    )
}

/// The function `len`.
pub(crate) const LEN: Value = builtin("len");
/// The function `ord`.
pub(crate) const ORD: Value = builtin("ord");
/// The function `chr`.
pub(crate) const CHR: Value = builtin("chr");
/// The function `next`.
pub(crate) const NEXT: Value = builtin("next");

/// What single modules keep between calls.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct State {
    /// The seed that the machine was made with.
    pub seed: u64,
    pub(crate) asyncio: asyncio::State,
    pub(crate) console: builtins::text::State,
    pub(crate) gc: gc::State,
    pub(crate) io: io::State,
    pub(crate) machine: machine::State,
    pub(crate) micropython: micropython::State,
    pub(crate) os: os::State,
    pub(crate) random: random::State,
    pub(crate) re: Memo<re::Kept>,
    #[cfg(feature = "net")]
    pub(crate) socket: socket::State,
    pub(crate) structs: Memo<r#struct::Formats>,
    pub(crate) sys: sys::State,
    pub(crate) uctypes: uctypes::State,
    pub(crate) vfs: vfs::State,
}

impl State {
    /// The state of a machine that has not run, a process or a board.
    pub fn new(seed: u64, is_unix: bool) -> State {
        State {
            seed,
            asyncio: asyncio::State::default(),
            console: builtins::text::State::default(),
            gc: gc::State::default(),
            io: io::State::default(),
            machine: machine::State::default(),
            micropython: micropython::State::default(),
            os: os::State::default(),
            random: random::State::new(seed),
            re: Memo::default(),
            #[cfg(feature = "net")]
            socket: socket::State::default(),
            structs: Memo::default(),
            sys: sys::State::default(),
            uctypes: uctypes::State::default(),
            vfs: vfs::State::new(is_unix),
        }
    }

    /// Adds the values that modules keep alive.
    pub fn roots(&self, roots: &mut alloc::vec::Vec<Value>) {
        roots.extend(self.asyncio.roots());
        roots.extend(self.machine.roots());
        roots.extend(self.micropython.schedule.roots());
        roots.extend(self.vfs.roots());
        roots.extend([self.sys.registered, self.sys.ended].into_iter().flatten());
    }

    /// Forgets what belongs to objects that were collected just now.
    pub fn swept(&mut self, heap: &crate::heap::Heap) {
        self.io.swept(heap);
        #[cfg(feature = "net")]
        self.socket.swept(heap);
        self.uctypes.swept(heap);
        self.vfs.stored.swept(heap);
    }
}
