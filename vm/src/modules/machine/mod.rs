//! `machine`: the processor and its peripherals, as the rp2 port offers them.

mod adc;
mod clock;
mod i2c;
mod irq;
mod memory;
mod pin;
mod print;
mod pulses;
mod pwm;
mod signal;
mod spi;
mod timer;

pub use adc::SPEC as ADC;
pub use i2c::{I2C, SOFT_I2C};
pub use irq::SPEC as IRQ;
pub use memory::MEMORY;
pub(crate) use memory::{load as load_memory, store as store_memory};
pub use pin::SPEC as PIN;
pub(super) use pin::find as find_pin;
pub use print::print_device;
pub use pwm::SPEC as PWM;
pub use signal::{PIN_BASE, SIGNAL, UNIX_SPEC};
pub use spi::{SOFT_SPI, SPI};
pub use timer::SPEC as TIMER;

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::{Member, ModuleSpec, time, with_pins};
use crate::hal::{HalError, Host};
use crate::native::{Abrupt, Args, F, Native, Outcome, Sleep, native};
use crate::object::{DeviceObj, Object};
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "machine",
    natives: NATIVES,
    members: &[
        ("Pin", Member::Type(T::Pin)),
        ("PWM", Member::Type(T::Pwm)),
        ("ADC", Member::Type(T::Adc)),
        ("I2C", Member::Type(T::I2c)),
        ("SoftI2C", Member::Type(T::SoftI2c)),
        ("SPI", Member::Type(T::Spi)),
        ("SoftSPI", Member::Type(T::SoftSpi)),
        ("Timer", Member::Type(T::Timer)),
        ("Signal", Member::Type(T::Signal)),
        ("PWRON_RESET", Member::Int(PWRON_RESET)),
        ("WDT_RESET", Member::Int(3)),
    ],
    present: with_pins,
};

const NATIVES: &[Native] = &[
    native("unique_id", F::F0(unique_id)),
    SOFT_RESET,
    native("reset_cause", F::F0(|_| Ok(Value::small(PWRON_RESET)))),
    native(
        "idle",
        F::F0(|vm| Err(Abrupt::Sleep(vm.now() + IDLE, Sleep::Nap))),
    ),
    native("freq", F::V(0, 2, clock::freq)),
    native("lightsleep", F::V(0, 1, lightsleep)),
    native("disable_irq", F::F0(disable_irq)),
    native("enable_irq", F::F1(enable_irq)),
    native("bitstream", F::H(0, pulses::bitstream)),
    native("time_pulse_us", F::H(0, pulses::time_pulse)),
    native("dht_readinto", F::H(0, pulses::dht_read_into)),
];

const SOFT_RESET: Native = native("soft_reset", F::V(0, 1, super::sys::exit));

/// What `reset_cause()` says: nothing else can start the machine yet.
const PWRON_RESET: i64 = 1;

/// How long `idle()` waits at most for an event, in nanoseconds.
const IDLE: u64 = 1_000_000;

/// What the module keeps between calls.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct State {
    /// The one object of each pin, by its number; `NULL` until it is first asked for.
    pins: Vec<Value>,
    /// The one object of each PWM channel.
    pwms: Vec<Value>,
    /// The one object of each controller of a bus, by its type and number.
    controllers: Vec<(T, u8, Value)>,
    /// The one interrupt of each pin, by its number; `NULL` until it is first asked for.
    irqs: Vec<Value>,
    /// Whether the program was ever to hear of a pin.
    listens: bool,
    /// The timers that run.
    timers: Vec<Value>,
    /// Whether interrupts are held back.
    irqs_disabled: bool,
}

impl State {
    /// The values that live as long as the machine.
    pub fn roots(&self) -> impl Iterator<Item = Value> {
        let controllers = self.controllers.iter().map(|(_, _, object)| object);
        self.pins
            .iter()
            .chain(&self.pwms)
            .chain(controllers)
            .copied()
    }

    /// The one object of a controller, once there is one.
    fn controller(&self, ty: T, id: u8) -> Option<Value> {
        let this = |&&(t, n, _): &&(T, u8, Value)| (t, n) == (ty, id);
        self.controllers
            .iter()
            .find(this)
            .map(|&(_, _, object)| object)
    }

    /// Keeps the object of a controller that had none.
    fn keep_controller(&mut self, ty: T, id: u8, object: Value) {
        self.controllers.push((ty, id, object));
    }
}

/// The exception that a refusal of the hardware is.
fn refused(vm: &mut Vm, error: HalError) -> Abrupt {
    match error {
        HalError::Value(message) => vm.value_error(&message),
        HalError::Type(message) => vm.type_error(&message),
        HalError::Os(errno) => vm.os_error(errno),
    }
}

/// A new object of one of this module's types.
fn new_device(vm: &mut Vm, ty: T, data: [i64; 4]) -> Value {
    vm.heap.new_value(Object::Device(Box::new(DeviceObj {
        ty,
        data,
        values: Vec::new(),
    })))
}

/// The data of an object, if it is of this type.
fn data_of(vm: &Vm, v: Value, ty: T) -> Option<[i64; 4]> {
    match vm.heap.object(vm.native_part(v)) {
        Some(Object::Device(d)) if d.ty == ty => Some(d.data),
        _ => None,
    }
}

/// The data of a method's `self`.
fn self_data(vm: &mut Vm, args: Args, ty: T) -> Outcome<[i64; 4]> {
    match data_of(vm, args.get(vm, 0), ty) {
        Some(data) => Ok(data),
        None => Err(vm.type_error("argument has wrong type")),
    }
}

/// Changes the data of an object of this module.
fn set_data(vm: &mut Vm, v: Value, data: [i64; 4]) {
    let v = vm.native_part(v);
    if let Some(Object::Device(d)) = vm.heap.object_mut(v) {
        d.data = data;
    }
}

/// The truth of an argument; a user's `__bool__` cannot be asked here.
fn truth_arg(vm: &mut Vm, v: Value) -> Outcome<bool> {
    match vm.truth(v) {
        Err(Abrupt::Python) => {
            let message = alloc::format!("can't convert {} to bool", vm.type_name(v));
            Err(vm.type_error(&message))
        }
        answer => answer,
    }
}

/// An argument that must be given.
fn required(vm: &mut Vm, name: &str, given: Option<Value>) -> Outcome {
    match given {
        Some(value) => Ok(value),
        None => Err(vm.type_error(&alloc::format!("'{name}' argument required"))),
    }
}

/// A copy of a buffer's bytes.
fn readable(vm: &mut Vm, v: Value) -> Outcome<Vec<u8>> {
    match vm.buffer_of(v).map(<[u8]>::to_vec) {
        Some(bytes) => Ok(bytes),
        None => Err(vm.type_error("object with buffer protocol required")),
    }
}

/// How many bytes are to be read.
fn length_arg(vm: &mut Vm, v: Value) -> Outcome<usize> {
    let n = vm.int_arg(v)?;
    let len = usize::try_from(n).map_err(|_| vm.memory_error(usize::MAX))?;
    vm.reserve(len)?;
    Ok(len)
}

fn unique_id(vm: &mut Vm) -> Outcome {
    // Flash chips of real Picos begin with these two bytes; the rest is the machine's own.
    let mut id = [0xe6, 0x61, 0, 0, 0, 0, 0, 0];
    let mut source = super::random::State::new(!vm.module_state.seed);
    for byte in &mut id[2..] {
        *byte = source.draw_entropy() as u8;
    }
    Ok(vm.new_bytes(id))
}

fn lightsleep(vm: &mut Vm, args: Args) -> Outcome {
    let Some(ms) = args.opt(vm, 0) else {
        // Without a time the board sleeps until a pin wakes it, which nothing here can do yet.
        let message = "lightsleep() without a time is not simulated";
        return Err(vm.raise(T::NotImplementedError, message));
    };
    let ms = vm.int_arg(ms)?.max(0) as u64;
    if ms >= (1 << 32) / 1000 {
        return Err(vm.value_error("sleep too long"));
    }
    // Whatever wakes the processor ends it.
    time::delay_ms(vm, ms, Sleep::Nap)
}

fn disable_irq(vm: &mut Vm) -> Outcome {
    let was = core::mem::replace(&mut vm.module_state.machine.irqs_disabled, true);
    Ok(Value::small(i64::from(was)))
}

fn enable_irq(vm: &mut Vm, state: Value) -> Outcome {
    let state = vm.int_arg(state)?;
    vm.module_state.machine.irqs_disabled = state != 0;
    // What has happened meanwhile is heard now.
    vm.break_slice();
    Ok(Value::NONE)
}

/// A method that takes `self` alone and reaches the hardware.
fn only_self(vm: &mut Vm, args: Args) -> Outcome<()> {
    vm.check_places(args, 1, 1)
}

/// The signature of natives that reach the hardware.
type Reach = fn(&mut Vm, &mut dyn Host, Args) -> Outcome;

/// A method that reaches the hardware.
const fn method(name: &'static str, f: Reach) -> Native {
    native(name, F::H(1, f))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Bench;
    use crate::vm::Profile;

    #[test]
    fn the_id_is_the_machines_own() {
        let mut bench = Bench::new(Profile::PICO);
        let id = bench.call("machine", "unique_id", &[]).expect("an id");
        let again = bench.call("machine", "unique_id", &[]).expect("an id");
        assert_eq!(bench.vm.bytes_of(id), bench.vm.bytes_of(again));
        assert_eq!(bench.vm.bytes_of(id).map(<[u8]>::len), Some(8));
    }

    #[test]
    fn nested_sections_restore_what_was() {
        let mut bench = Bench::new(Profile::PICO);
        let outer = bench.call("machine", "disable_irq", &[]).expect("a state");
        let inner = bench.call("machine", "disable_irq", &[]).expect("a state");
        assert_eq!((outer, inner), (Value::small(0), Value::small(1)));
        assert!(bench.call("machine", "enable_irq", &[outer]).is_ok());
        let fresh = bench.call("machine", "disable_irq", &[]);
        assert_eq!(fresh, Ok(Value::small(0)));
    }
}
