//! Interrupts: `Pin.irq`, what it gives, and the events that the machine hears of between two slices.

use alloc::boxed::Box;
use alloc::vec;

use super::{only_self, pin, self_data, set_data, timer};
use crate::hal::Host;
use crate::native::{Args, F, Native, Outcome, native, slot};
use crate::object::{DeviceObj, Object};
use crate::params::param;
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What the type of an interrupt is made of.
pub const SPEC: TypeSpec = TypeSpec {
    name: "irq",
    base: T::Object,
    make: None,
    natives: NATIVES,
    consts: &[],
};

const NATIVES: &[Native] = &[
    native("flags", F::H(1, flags)),
    native("trigger", F::H(1, trigger)),
    slot("__call__", F::H(1, call)),
];

/// Edges, as the chip numbers its events.
pub(super) const FALLING: i64 = 4;
pub(super) const RISING: i64 = 8;

/// Places of an object's numbers.
const PIN: usize = 0;
const TRIGGER: usize = 1;
const FLAGS: usize = 2;
const HARD: usize = 3;

/// The one interrupt of a pin, once there is one.
fn of_pin(vm: &Vm, number: u8) -> Option<Value> {
    let irqs = &vm.module_state.machine.irqs;
    irqs.get(usize::from(number))
        .copied()
        .filter(|irq| !irq.is_null())
}

fn handler_of(vm: &Vm, irq: Value) -> Value {
    let device = vm.device(irq);
    device
        .and_then(|d| d.values.first().copied())
        .unwrap_or(Value::NONE)
}

/// `Pin.irq([handler, trigger, hard])`: sets the interrupt of a pin, if anything is said, and gives it.
pub(super) fn pin_irq(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let [number, ..] = self_data(vm, args, T::Pin)?;
    let number = number as u8;
    let rest = args.skip(1);
    let params = [param("handler"), param("trigger"), param("hard")];
    let [handler, trigger, hard] = vm.parse_args(rest, &params)?;
    let trigger = match trigger {
        Some(trigger) => vm.int_arg(trigger)?,
        None => FALLING | RISING,
    };
    let hard = match hard {
        Some(hard) => super::truth_arg(vm, hard)?,
        None => false,
    };
    let irq = match of_pin(vm, number) {
        Some(irq) => irq,
        None => {
            let irq = vm.heap.new_value(Object::Device(Box::new(DeviceObj {
                ty: T::Irq,
                data: [i64::from(number), 0, 0, 0],
                values: vec![Value::NONE],
            })));
            let irqs = &mut vm.module_state.machine.irqs;
            if irqs.len() <= usize::from(number) {
                irqs.resize(usize::from(number) + 1, Value::NULL);
            }
            irqs[usize::from(number)] = irq;
            irq
        }
    };
    if rest.n > 0 || rest.nkw > 0 {
        let handler = handler.unwrap_or(Value::NONE);
        let armed = if handler.is_none() { 0 } else { trigger };
        if let Some(Object::Device(d)) = vm.heap.object_mut(irq) {
            d.data = [i64::from(number), trigger, 0, i64::from(hard)];
            d.values[0] = handler;
        }
        arm(vm, host, number, armed);
    }
    Ok(irq)
}

/// Tells the hardware which edges the program wants to hear of.
fn arm(vm: &mut Vm, host: &mut dyn Host, number: u8, trigger: i64) {
    host.pin_listen(
        vm.now(),
        number,
        trigger & RISING != 0,
        trigger & FALLING != 0,
    );
    if trigger != 0 {
        vm.module_state.machine.listens = true;
        vm.break_slice();
    }
}

/// `flags()`: what the handler was called for.
fn flags(vm: &mut Vm, _host: &mut dyn Host, args: Args) -> Outcome {
    only_self(vm, args)?;
    let data = self_data(vm, args, T::Irq)?;
    Ok(Value::small(data[FLAGS]))
}

/// `trigger([edges])`: the edges so far.
fn trigger(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 2)?;
    let mut data = self_data(vm, args, T::Irq)?;
    let before = data[TRIGGER];
    if let Some(edges) = args.opt(vm, 1) {
        data[TRIGGER] = vm.int_arg(edges)?;
        data[FLAGS] = 0;
        let irq = args.get(vm, 0);
        set_data(vm, irq, data);
        arm(vm, host, data[PIN] as u8, data[TRIGGER]);
    }
    Ok(Value::small(before))
}

/// Calling an interrupt calls its handler.
fn call(vm: &mut Vm, _host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args.skip(1), 0, 0)?;
    let [number, ..] = self_data(vm, args, T::Irq)?;
    let handler = handler_of(vm, args.get(vm, 0));
    if handler.is_none() {
        return Ok(Value::NONE);
    }
    let pin = pin::object(vm, number as u8);
    Err(vm.call(handler, &[pin]))
}

/// An edge that the program listens for has come to a pin.
fn happened(vm: &mut Vm, number: u8, edges: i64) {
    let Some(irq) = of_pin(vm, number) else {
        return;
    };
    let Some(mut data) = super::data_of(vm, irq, T::Irq) else {
        return;
    };
    let wanted = edges & data[TRIGGER];
    let handler = handler_of(vm, irq);
    if wanted == 0 || handler.is_none() {
        return;
    }
    data[FLAGS] = wanted;
    set_data(vm, irq, data);
    let pin = pin::object(vm, number);
    vm.dispatch(handler, pin, data[HARD] != 0);
}

impl Vm {
    /// Calls a handler as the program has asked for it: at once, or with what is scheduled; where that is full, not at all.
    pub(super) fn dispatch(&mut self, handler: Value, argument: Value, hard: bool) {
        if hard {
            self.post_hard(handler, argument);
        } else {
            self.post(handler, argument);
        }
    }

    /// Whether anything can happen by itself that the program is to be told of.
    pub fn has_events(&self) -> bool {
        let state = &self.module_state.machine;
        state.listens || !state.timers.is_empty()
    }

    /// When the next such thing happens, or may.
    pub fn next_event(&self, host: &dyn Host) -> Option<u64> {
        let state = &self.module_state.machine;
        let edge = if state.listens {
            host.next_event()
        } else {
            None
        };
        let timer = timer::next(self);
        [edge, timer].into_iter().flatten().min()
    }

    /// Hears of what has happened until now. A section without interrupts hears of it at its end.
    pub(crate) fn hear(&mut self, host: &mut dyn Host) {
        if self.module_state.machine.irqs_disabled {
            return;
        }
        while let Some((pin, rising, falling)) = host.take_edges(self.now()) {
            let edges = if rising { RISING } else { 0 } | if falling { FALLING } else { 0 };
            happened(self, pin, edges);
        }
        timer::fire(self);
    }

    /// A hard handler raised: it is not called again.
    pub(crate) fn handler_failed(&mut self, host: &mut dyn Host, argument: Value) {
        if let Some([number, ..]) = super::data_of(self, argument, T::Pin) {
            if let Some(irq) = of_pin(self, number as u8)
                && let Some(Object::Device(d)) = self.heap.object_mut(irq)
            {
                d.data[TRIGGER] = 0;
                d.values[0] = Value::NONE;
            }
            arm(self, host, number as u8, 0);
        } else {
            timer::stop(self, argument);
        }
    }
}
