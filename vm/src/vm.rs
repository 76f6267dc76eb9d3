//! The machine as a whole: plain data that can be cloned at any instruction.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::code::Code;
use crate::cost::{self, Cost, Costs};
use crate::heap::Heap;
use crate::interp::frame::Frame;
use crate::map::Map;
use crate::modules;
use crate::native::Abrupt;
use crate::object::{ExceptionObj, Handler, Object, StrObj, TypeObj};
use crate::qstr::{Qstr, Qstrs};
use crate::text::float::FloatBits;
use crate::threads::{Threading, Threads};
use crate::types::T;
use crate::value::{NativeId, Ref, Unpacked, Value};

/// Bytes that the length of an interned string has room for on a board.
const LONGEST_NAME: usize = 255;

/// What a board's MicroPython is like.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Profile {
    /// `sys.platform`
    pub platform: &'static str,
    /// `sys.implementation._machine`
    pub machine: &'static str,
    /// `sys.implementation._build`
    pub build: &'static str,
    /// `sys.implementation._mpy`: the version of `.mpy` files, and which native code they may hold.
    pub mpy: u16,
    /// Width of a float.
    pub float: FloatBits,
    /// Bits of a small integer, as `sys.maxsize` tells them.
    pub small_int_bits: u8,
    /// Bits of the hash of a text, which the order of a dict and a set depends on: 8 on rp2, 16 on
    /// esp32 and unix.
    pub hash_bits: u8,
    /// Bytes of heap.
    pub heap: usize,
    /// Nested Python calls before `RuntimeError`.
    pub max_depth: u32,
    /// Nested steps of a regular expression before `RuntimeError`: how often the search, which recurses
    /// there, fits on the C stack.
    pub regex_depth: u32,
    /// Clock of the processor in Hz.
    pub cpu_hz: u64,
    /// What takes how many of its cycles.
    pub costs: &'static Costs,
    /// What `_thread` is like, if there is one.
    pub threading: Option<&'static Threading>,
    /// Whether `machine` and its kin exist.
    pub has_pins: bool,
    /// Whether it has `socket` and what is built on it.
    pub has_network: bool,
    /// Whether the program has files and streams of a process.
    pub is_unix: bool,
}

impl Profile {
    /// A desktop process: double-precision floats, 64 MiB, no pins.
    pub const UNIX: Profile = Profile {
        platform: "linux",
        machine: "linux [Pinwheel] version",
        build: "standard",
        // Version 6.3, no native code.
        mpy: 0x0306,
        float: FloatBits::Double,
        small_int_bits: 63,
        hash_bits: 16,
        heap: 64 << 20,
        max_depth: 2000,
        regex_depth: 985,
        cpu_hz: 1_000_000_000,
        // A desktop's processor takes about as many cycles as any; its clock is what differs.
        costs: &cost::RP2040,
        threading: Some(&Threading::UNIX),
        has_pins: false,
        has_network: true,
        is_unix: true,
    };

    /// A Raspberry Pi Pico: RP2040 at 125 MHz, single-precision floats. The heap is what stock
    /// firmware reports free at its start (`gc.mem_free() + gc.mem_alloc()`).
    pub const PICO: Profile = Profile {
        platform: "rp2",
        machine: "Raspberry Pi Pico with RP2040",
        build: "RPI_PICO",
        // Version 6.3, native code of ARMv6-M.
        mpy: 0x1306,
        float: FloatBits::Single,
        small_int_bits: 31,
        hash_bits: 8,
        heap: 245_888,
        max_depth: 100,
        // 8 kB of stack less what is kept free and what is in use, by 56 bytes for a call.
        regex_depth: 130,
        cpu_hz: 125_000_000,
        costs: &cost::RP2040,
        threading: Some(&Threading::RP2),
        has_pins: true,
        // A Pico W has; this one has no radio.
        has_network: false,
        is_unix: false,
    };
}

/// A call that an operation asks the interpreter to make in its place.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub(crate) struct Pending {
    pub callee: Value,
    pub args: Vec<Value>,
    pub nkw: usize,
    /// What happens to the answer: a continuation (see `interp::conts`) and its state.
    pub then: Option<(crate::interp::conts::Cont, Vec<Value>)>,
    /// `callee` is a generator to go on with: `args` holds what is sent.
    pub resume: Option<crate::interp::frame::Resumed>,
    /// `callee` is the global namespace of this code, a body, and `args` holds the local one.
    pub body: Option<u32>,
    /// `callee` is a generator to throw this into.
    pub throw: Option<Value>,
}

/// A Python machine.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Vm {
    /// What board it is.
    pub profile: Profile,
    /// Its objects.
    pub heap: Heap,
    /// Its interned strings.
    pub qstrs: Qstrs,
    /// Locals and operands of all frames.
    pub(crate) stack: Vec<Value>,
    /// The first unused place of `stack`.
    pub(crate) sp: usize,
    pub(crate) frames: Vec<Frame>,
    pub(crate) handlers: Vec<Handler>,
    pub(crate) codes: Vec<Code>,
    /// Places in `codes` that are free again.
    pub(crate) free_codes: Vec<u32>,
    /// Whether `codes` holds any that can be given up.
    pub(crate) has_transient: bool,
    pub(crate) pending: Pending,
    /// Cycles run so far, up to the start of the current slice.
    pub(crate) cycles: u64,
    /// What is left of the current slice; cycles spent are counted down here.
    pub(crate) fuel: i64,
    /// The fuel that the current slice began with.
    pub(crate) slice: i64,
    /// Nanoseconds slept so far.
    pub(crate) slept: u64,
    pub(crate) run_state: RunState,
    /// Whether the program has come no further than its first instructions; see `interp/cold.rs`.
    pub(crate) begins: bool,
    /// The threads beside the one whose stacks are above.
    pub(crate) threads: Threads,
    /// An exception that the outside wants raised at the next instruction.
    pub(crate) injected: Value,
    /// `sys.modules` (a dict).
    pub(crate) modules: Ref,
    /// The namespace of `__main__` (a dict).
    pub(crate) main: Ref,
    /// The namespace of the frozen helpers (a dict), or `NULL` until first used.
    pub(crate) frozen: Value,
    /// The namespace of the built-in names (a dict).
    pub(crate) builtins: Ref,
    /// Built-in modules that were imported, in the order of `modules::MODULES`.
    pub(crate) builtin_modules: Vec<Value>,
    /// Collects at each instruction that allocated.
    pub(crate) gc_stress: bool,
    /// What single modules keep.
    pub(crate) module_state: modules::State,
    /// What classes were asked.
    pub(crate) lookups: crate::interp::lookup::Lookups,
}

/// What the machine is doing between two slices.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum RunState {
    Idle,
    Running,
    Sleeping(u64),
    WaitingInput,
    Stuck,
    Ended,
}

impl Vm {
    /// A machine that has not run anything.
    pub fn new(profile: Profile, seed: u64) -> Vm {
        let module_state = modules::State::new(seed, profile.is_unix);
        let mut heap = Heap::new(profile.heap);
        if profile.small_int_bits < 32 {
            heap.box_beyond(profile.small_int_bits);
        }
        let mut qstrs = Qstrs::new(profile.hash_bits);
        for &t in T::ALL {
            let spec = t.spec();
            let name = qstrs.intern(spec.name);
            let mut mro = Vec::from([Ref(t as u32)]);
            let mut at = t;
            while at != T::Object {
                at = at.spec().base;
                mro.push(Ref(at as u32));
            }
            let bases: Box<[Ref]> = if t == T::Object {
                Box::default()
            } else {
                [Ref(spec.base as u32)].into()
            };
            heap.alloc(Object::Type(Box::new(TypeObj {
                name,
                bases,
                mro: mro.into(),
                locals: Map::ordered(),
                layout: t,
                builtin: true,
                attr_hooks: false,
                descriptors: false,
                subclassed: false,
                fields: Box::default(),
            })));
        }
        let modules = heap.alloc(Object::Dict(Map::default()));
        let main = heap.alloc(Object::Dict(Map::default()));
        let mut vm = Vm {
            profile,
            heap,
            qstrs,
            stack: Vec::new(),
            sp: 0,
            frames: Vec::new(),
            handlers: Vec::new(),
            codes: Vec::new(),
            free_codes: Vec::new(),
            has_transient: false,
            pending: Pending::default(),
            cycles: 0,
            fuel: 0,
            slice: 0,
            slept: 0,
            run_state: RunState::Idle,
            begins: true,
            threads: Threads::default(),
            injected: Value::NULL,
            modules,
            main,
            frozen: Value::NULL,
            builtins: main,
            builtin_modules: Vec::new(),
            gc_stress: false,
            module_state,
            lookups: Default::default(),
        };
        for &t in T::ALL {
            vm.fill_class(t);
        }
        vm.install_builtins();
        vm
    }

    /// Puts a built-in type's methods and constants into its class.
    fn fill_class(&mut self, t: T) {
        let spec = t.spec();
        let mut locals = Map::ordered();
        let mut count = 0;
        let mut add = |vm: &mut Vm, name, value| {
            let key = vm.intern(name);
            locals.grow(|_| 0.into());
            locals.fill(count, None, key, value);
            count += 1;
        };
        for (i, native) in spec.natives.iter().enumerate() {
            let id = Value::native(NativeId {
                table: t as u16,
                index: i as u16,
            });
            if !modules::is_left_out(&self.profile, t, native.name) {
                add(self, native.name, id);
            }
        }
        for &(name, member) in spec.consts {
            let value = self.member_value(member);
            add(self, name, value);
        }
        locals.fix();
        if let Object::Type(class) = self.heap.get_mut(Ref(t as u32)) {
            class.locals = locals;
        }
    }

    /// The value of a member that a built-in module or class declares.
    pub(crate) fn member_value(&mut self, member: modules::Member) -> Value {
        match member {
            modules::Member::Int(n) => self.new_int(n),
            modules::Member::Float(f) => self.new_float(f),
            modules::Member::Str(text) => self.intern(text),
            modules::Member::Value(v) => v,
            modules::Member::Type(t) => Vm::type_value(t),
            modules::Member::Make(make) => make(self),
        }
    }

    /// Collects at every instruction that allocated something: slow, for tests.
    pub fn set_gc_stress(&mut self, on: bool) {
        self.gc_stress = on;
    }

    // ---- making values ----

    /// A string; one that is interned already is not made again.
    pub fn new_str(&mut self, text: &str) -> Value {
        let found = StrObj::find(text, &self.qstrs);
        self.found_str(found)
    }

    /// The string that [`StrObj::find`] gave.
    pub(crate) fn found_str(&mut self, found: Result<Value, StrObj>) -> Value {
        self.pay(Cost::FindStr, 1);
        match found {
            Ok(name) => name,
            Err(text) => {
                self.pay(Cost::NewStr, 1);
                self.pay_bytes(text.text.len());
                self.heap.new_value(Object::Str(text))
            }
        }
    }

    /// A string that is not looked up among the interned ones.
    pub fn new_heap_str(&mut self, text: Box<str>) -> Value {
        self.pay(Cost::NewStr, 1);
        self.pay_bytes(text.len());
        self.heap
            .new_value(Object::Str(StrObj::new(text, &self.qstrs)))
    }

    /// An interned string.
    pub fn intern(&mut self, text: &str) -> Value {
        Value::qstr(self.qstrs.intern(text))
    }

    /// An interned string that the program made, which may be too long for that.
    pub fn intern_name(&mut self, text: &str) -> Result<Qstr, Abrupt> {
        if text.len() > LONGEST_NAME {
            return Err(self.raise(T::RuntimeError, "name too long"));
        }
        Ok(self.qstrs.intern(text))
    }

    /// `bytes`
    pub fn new_bytes(&mut self, bytes: impl Into<Box<[u8]>>) -> Value {
        self.heap.new_value(Object::Bytes(bytes.into()))
    }

    /// `tuple`
    pub fn new_tuple(&mut self, items: impl Into<Box<[Value]>>) -> Value {
        self.heap.new_value(Object::Tuple(items.into()))
    }

    /// `list`
    pub fn new_list(&mut self, mut items: Vec<Value>) -> Value {
        // Its room is counted, so no more than what MicroPython would give it.
        if items.capacity() > 4 {
            items.shrink_to_fit();
        }
        self.heap.new_value(Object::List(items))
    }

    /// An empty `dict` with room for exactly `n` keys.
    pub fn new_dict(&mut self, n: usize) -> Ref {
        self.heap.alloc(Object::Dict(Map::with_room(n)))
    }

    /// An integer of any size that fits 64 bits.
    #[inline]
    pub fn new_int(&mut self, n: i64) -> Value {
        match Value::try_small(n) {
            Some(v) => v,
            None => self.heap.new_value(Object::Int(Box::new(n.into()))),
        }
    }

    /// An integer of any size.
    pub fn new_big(&mut self, n: BigInt) -> Value {
        match n.to_i64().and_then(Value::try_small) {
            Some(v) => v,
            None => self.heap.new_value(Object::Int(Box::new(n))),
        }
    }

    /// A float, rounded to the board's width.
    #[inline]
    pub fn new_float(&self, f: f64) -> Value {
        match self.profile.float {
            FloatBits::Double => Value::float(f),
            FloatBits::Single => Value::float(f as f32 as f64),
        }
    }

    /// A built-in type's class object.
    #[inline]
    pub const fn type_value(t: T) -> Value {
        Value::obj(Ref(t as u32))
    }

    // ---- looking at values ----

    /// The text of a `str` (a subclass's too); none where it is not valid UTF-8.
    #[inline]
    pub fn str_of(&self, v: Value) -> Option<&str> {
        match (v.as_qstr(), self.heap.object(v)) {
            (Some(q), _) => Some(self.qstrs.text(q)),
            (_, Some(Object::Str(s))) => Some(&s.text),
            (_, Some(Object::Derived(d))) => self.derived_str(d.native),
            _ => None,
        }
    }

    #[cold]
    fn derived_str(&self, native: Value) -> Option<&str> {
        self.str_of(native)
    }

    /// The bytes of a `bytes`, `bytearray`, `array` or `memoryview`.
    pub fn bytes_of(&self, v: Value) -> Option<&[u8]> {
        match self.heap.object(v)? {
            Object::Bytes(b) => Some(b),
            Object::ByteArray(b) => Some(b),
            Object::Array(a) => Some(&a.bytes),
            Object::MemoryView(view) => self
                .buffer_of(view.target)?
                .get(view.start..view.start.checked_add(view.len)?),
            Object::Device(d) if d.ty == T::Struct => modules::uctypes::bytes_of(self, d),
            _ => self.bytes_of(self.buffer_below(v)?),
        }
    }

    /// The bytes of anything with the buffer protocol, `str` included.
    pub fn buffer_of(&self, v: Value) -> Option<&[u8]> {
        self.text_of(v).or_else(|| self.bytes_of(v))
    }

    /// The bytes of any `str` (a subclass's too).
    #[inline]
    pub fn text_of(&self, v: Value) -> Option<&[u8]> {
        match self.heap.object(v) {
            None => v.as_qstr().map(|q| self.qstrs.text(q).as_bytes()),
            Some(Object::Str(s)) => Some(s.text.as_bytes()),
            Some(Object::LooseStr(text)) => Some(text),
            Some(Object::Derived(d)) => self.text_of(d.native),
            _ => None,
        }
    }

    /// The items of a tuple or list (subclasses and namedtuples too).
    pub fn items_of(&self, v: Value) -> Option<&[Value]> {
        match self.heap.object(v)? {
            Object::Tuple(items) | Object::NamedTuple(_, items) => Some(items),
            Object::List(items) => Some(items),
            Object::Derived(d) => self.items_of(d.native),
            _ => None,
        }
    }

    /// The value that a built-in type's method works on: a subclass instance's native part.
    #[inline]
    pub fn native_part(&self, v: Value) -> Value {
        match self.heap.object(v) {
            Some(Object::Derived(d)) => d.native,
            _ => v,
        }
    }

    /// The class object of `v`.
    pub fn type_of(&self, v: Value) -> Ref {
        match v.unpack() {
            Unpacked::Ref(r) => match self.heap.get(r) {
                Object::Instance { class, .. } => *class,
                Object::Derived(d) => d.class,
                Object::NamedTuple(class, _) => *class,
                Object::Exception(e) => e.class,
                _ => Ref(self.kind(v) as u32),
            },
            _ => Ref(self.kind(v) as u32),
        }
    }

    /// The built-in type that gives `v` its layout and its operators. For instances of Python
    /// classes that is `Object`, or the built-in base that they derive from.
    pub fn kind(&self, v: Value) -> T {
        match v.unpack() {
            Unpacked::Float(_) => T::Float,
            Unpacked::Int(_) => T::Int,
            Unpacked::Qstr(_) => T::Str,
            Unpacked::Native(_) => T::Function,
            Unpacked::Special(v) => match v {
                Value::TRUE | Value::FALSE => T::Bool,
                Value::NONE => T::NoneType,
                Value::ELLIPSIS => T::Ellipsis,
                Value::NOT_IMPLEMENTED => T::NotImplemented,
                Value::BUILD_CLASS => T::Function,
                _ => T::Object,
            },
            Unpacked::Ref(r) => match self.heap.get(r) {
                Object::Int(_) => T::Int,
                Object::Complex(..) => T::Complex,
                Object::Str(_) | Object::LooseStr(_) => T::Str,
                Object::Bytes(_) => T::Bytes,
                Object::ByteArray(_) => T::ByteArray,
                Object::Array(_) => T::Array,
                Object::MemoryView(view) if view.is_bytearray => T::ByteArray,
                Object::MemoryView(_) => T::MemoryView,
                Object::Tuple(_) | Object::NamedTuple(..) => T::Tuple,
                Object::List(_) => T::List,
                // The tables of built-in modules and classes are dicts to a program.
                Object::Dict(m) if m.is_ordered() && !m.is_fixed() => T::OrderedDict,
                Object::Dict(_) => T::Dict,
                Object::Set(_) => T::Set,
                Object::FrozenSet(_) => T::FrozenSet,
                Object::Range(_) => T::Range,
                Object::Slice(_) => T::Slice,
                Object::Function(f) => {
                    let code = &self.codes[f.code as usize];
                    if code.is_generator() {
                        T::GeneratorFunction
                    } else if f.closed.is_empty() {
                        T::Function
                    } else {
                        T::Closure
                    }
                }
                Object::BoundMethod { .. } => T::BoundMethod,
                Object::Generator(g) => self.generator_kind(g.function),
                Object::Cell(_) => T::Cell,
                Object::Code(_) => T::Code,
                Object::Type(_) => T::Type,
                Object::Instance { .. } | Object::Plain => T::Object,
                Object::Derived(d) => match self.heap.get(d.class) {
                    Object::Type(t) => t.layout,
                    _ => T::Object,
                },
                Object::Module { .. } => T::Module,
                Object::Exception(e) => T::from_index(e.class.0).unwrap_or(T::BaseException),
                Object::Iterator(it) => match &**it {
                    crate::object::IteratorObj::Enumerate(..) => T::Enumerate,
                    crate::object::IteratorObj::Zip(..) => T::Zip,
                    crate::object::IteratorObj::Reversed(..) => T::Reversed,
                    _ => T::Iterator,
                },
                Object::DictView(..) => T::DictView,
                Object::Property(_) => T::Property,
                Object::StaticMethod(_) => T::StaticMethod,
                Object::ClassMethod(_) => T::ClassMethod,
                Object::CheckedMethod { .. } => T::Function,
                Object::Super { .. } => T::Super,
                Object::Device(d) => d.ty,
                Object::Codec(codec) => codec.ty(),
                Object::Free(_) | Object::Returning(_) => T::Object,
            },
        }
    }

    /// What a generator of this function is to a program: the VM's own ones stand for iterators.
    fn generator_kind(&self, function: Ref) -> T {
        let Object::Function(f) = self.heap.get(function) else {
            return T::Generator;
        };
        let code = &self.codes[f.code as usize];
        if !code.hidden {
            return T::Generator;
        }
        match self.qstrs.text(code.name) {
            "map_steps" | "map_zipped" => T::Map,
            "filter_steps" => T::Filter,
            "enumerate_steps" => T::Enumerate,
            "zip_steps" => T::Zip,
            "reversed_steps" => T::Reversed,
            _ => T::Iterator,
        }
    }

    /// A class's data.
    pub fn class(&self, r: Ref) -> Option<&TypeObj> {
        match self.heap.get(r) {
            Object::Type(t) => Some(t),
            _ => None,
        }
    }

    /// A class's data, if `v` is a class.
    pub fn as_class(&self, v: Value) -> Option<&TypeObj> {
        v.as_ref().and_then(|r| self.class(r))
    }

    /// The nearest built-in class of a class: itself, or the one its layout comes from.
    pub fn builtin_base(&self, class: Value) -> Ref {
        match self.as_class(class) {
            Some(t) if !t.builtin => Ref(t.layout as u32),
            _ => class.as_ref().unwrap_or(Ref(T::Object as u32)),
        }
    }

    /// The name of a class.
    pub fn class_name(&self, r: Ref) -> &str {
        self.class(r).map_or("object", |t| self.qstrs.text(t.name))
    }

    /// The name of the class of `v`, as messages show it.
    pub fn type_name(&self, v: Value) -> &str {
        self.class_name(self.type_of(v))
    }

    /// Whether `class` is `base` or derives from it.
    pub fn is_subclass(&self, class: Ref, base: Ref) -> bool {
        self.class(class).is_some_and(|t| t.mro.contains(&base))
    }

    /// Whether `v` is an instance of the built-in class `t` or of a class that derives from it.
    pub fn is_instance(&self, v: Value, t: T) -> bool {
        self.is_subclass(self.type_of(v), Ref(t as u32))
    }

    /// The address that an object pretends to have, as `id()` and `repr()` show it.
    pub fn address(&self, r: Ref) -> u64 {
        let base: u64 = if self.profile.is_unix {
            0x7f00_8000_0000
        } else {
            0x2000_4000
        };
        base + u64::from(r.0) * 16
    }

    // ---- raising ----

    /// An exception of a built-in class with these arguments.
    pub fn new_exception(&mut self, class: T, args: &[Value]) -> Value {
        self.new_exception_of(Ref(class as u32), args)
    }

    /// An exception of a built-in class, by its class object.
    pub(crate) fn new_exception_of(&mut self, class: Ref, args: &[Value]) -> Value {
        let used = self.heap.used();
        let fits = !self.heap.is_locked() || self.fits_emergency(args.len());
        let args = self.new_tuple(if fits { args } else { &[] });
        let exception = self
            .heap
            .new_value(Object::Exception(Box::new(ExceptionObj {
                class,
                args,
                traceback: Vec::new(),
            })));
        // A locked heap has room for exceptions elsewhere.
        self.heap.forgive(used);
        exception
    }

    /// Raises a built-in exception with a message.
    #[cold]
    pub fn raise(&mut self, class: T, message: &str) -> Abrupt {
        let used = self.heap.used();
        let text = self.new_str(message);
        self.heap.forgive(used);
        Abrupt::Raise(self.new_exception(class, &[text]))
    }

    /// Raises a built-in exception with arguments.
    #[cold]
    pub fn raise_with(&mut self, class: T, args: &[Value]) -> Abrupt {
        Abrupt::Raise(self.new_exception(class, args))
    }

    /// `TypeError`
    #[cold]
    pub fn type_error(&mut self, message: &str) -> Abrupt {
        self.raise(T::TypeError, message)
    }

    /// `ValueError`
    #[cold]
    pub fn value_error(&mut self, message: &str) -> Abrupt {
        self.raise(T::ValueError, message)
    }

    /// `OSError(errno)`
    #[cold]
    pub fn os_error(&mut self, errno: i32) -> Abrupt {
        self.raise_with(T::OSError, &[Value::small(errno as i64)])
    }

    // ---- asking the interpreter for calls ----

    /// Answers with what `callee(*args)` returns. A method as its class holds it may be static or
    /// the class's: then the first argument is left out, or its class takes its place.
    pub fn call(&mut self, mut callee: Value, args: &[Value]) -> Abrupt {
        if callee.is_null() {
            // Only a file that no compiler wrote calls an empty place.
            return self.type_error("object not callable");
        }
        let mut args = args.to_vec();
        match self.heap.object(callee) {
            Some(Object::StaticMethod(f)) if !args.is_empty() => {
                callee = *f;
                args.remove(0);
            }
            Some(Object::ClassMethod(f)) if !args.is_empty() => {
                callee = *f;
                args[0] = Value::obj(self.type_of(args[0]));
            }
            _ => {}
        }
        self.pending = Pending {
            callee,
            args,
            ..Pending::default()
        };
        Abrupt::Call
    }

    /// Answers with what the frozen function `name` returns (see `frozen/`).
    pub fn call_frozen(&mut self, name: &str, args: &[Value]) -> Abrupt {
        match self.frozen_function(name) {
            Ok(f) => self.call(f, args),
            Err(e) => e,
        }
    }

    /// Refuses early what cannot fit the board's heap: asks for a collection first, then raises
    /// `MemoryError`. Natives call it before they make anything large.
    #[inline]
    pub fn reserve(&mut self, bytes: usize) -> Result<(), Abrupt> {
        if bytes < self.heap.big {
            Ok(())
        } else if self.heap.is_locked() {
            Err(self.locked_error())
        } else if self.heap.would_overflow(bytes) {
            Err(Abrupt::Memory(bytes))
        } else {
            // It will be written, most likely copied.
            self.spend(bytes / 8);
            Ok(())
        }
    }

    /// The same for an object that moves to where it has so many bytes: a board needs room for it twice.
    #[inline]
    pub(crate) fn reserve_move(&mut self, bytes: usize) -> Result<(), Abrupt> {
        match bytes >= self.heap.big && self.heap.would_overflow(bytes) {
            true => Err(Abrupt::Memory(bytes)),
            false => Ok(()),
        }
    }

    /// `MemoryError` of a locked heap.
    #[cold]
    pub fn locked_error(&mut self) -> Abrupt {
        self.raise(T::MemoryError, "memory allocation failed, heap is locked")
    }

    /// `MemoryError`, as the board words it.
    #[cold]
    pub fn memory_error(&mut self, bytes: usize) -> Abrupt {
        let message = alloc::format!("memory allocation failed, allocating {bytes} bytes");
        self.raise(T::MemoryError, &message)
    }

    /// The frame's place in the source that runs now: file, line, function.
    pub fn place(&self) -> Option<(String, u32, String)> {
        let frame = self.frames.iter().rev().find(|f| f.is_python())?;
        let line = self.trace_line(frame);
        let text = |name| self.qstrs.text(name).into();
        Some((text(line.file), line.line, text(line.block)))
    }

    /// The namespace that `__main__` runs in.
    pub fn main_namespace(&self) -> Value {
        Value::obj(self.main)
    }

    /// The map of a dict or set.
    #[inline(always)]
    pub fn map_of(&self, r: Ref) -> Option<&Map> {
        match self.heap.get(r) {
            Object::Dict(m) | Object::Set(m) | Object::FrozenSet(m) => Some(m),
            _ => self.derived_map(r),
        }
    }
}
