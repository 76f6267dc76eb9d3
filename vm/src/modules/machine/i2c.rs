//! `machine.I2C` and `machine.SoftI2C`: what a bus transfers, in the time that it takes on the wires.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt::Write as _;

use super::{
    Reach, length_arg, new_device, only_self, pin, readable, refused, required, set_data, truth_arg,
};
use crate::hal::{EIO, ENODEV, ETIMEDOUT, Host, I2cBus, I2cDone, I2cFault, I2cOp};
use crate::native::{Abrupt, Args, F, Native, Outcome, native};
use crate::object::Object;
use crate::params::{keyword, param};
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What `I2C` is made of.
pub const I2C: TypeSpec = TypeSpec {
    name: "I2C",
    base: T::Object,
    make: Some(F::H(1, make)),
    natives: NATIVES,
    consts: &[],
};

/// What `SoftI2C` is made of.
pub const SOFT_I2C: TypeSpec = TypeSpec {
    name: "SoftI2C",
    base: T::Object,
    make: Some(F::H(1, make_soft)),
    natives: NATIVES,
    consts: &[],
};

const NATIVES: &[Native] = &[
    method("init", init),
    method("deinit", deinit),
    method("scan", scan),
    method("start", start),
    method("stop", stop),
    method("readinto", read_into),
    method("write", write),
    method("readfrom", read_from),
    method("readfrom_into", read_from_into),
    method("writeto", write_to),
    method("writevto", write_vector_to),
    method("readfrom_mem", read_from_memory),
    method("readfrom_mem_into", read_from_memory_into),
    method("writeto_mem", write_to_memory),
];

const fn method(name: &'static str, f: Reach) -> Native {
    native(name, F::H(1, f))
}

/// The pace of a bus unless the program says otherwise.
const HZ: i64 = 400_000;

/// How long a bus waits for its clock, in microseconds, unless the program says otherwise. No target here holds it.
const TIMEOUT: i64 = 50_000;

/// What an object is: its four numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Bus {
    /// The controller's number; none for pins that the firmware moves.
    id: Option<u8>,
    scl: u8,
    sda: u8,
    hz: u32,
    timeout: i64,
}

impl Bus {
    fn data(self) -> [i64; 4] {
        let pins = i64::from(self.scl) | i64::from(self.sda) << 8;
        [
            self.id.map_or(-1, i64::from),
            pins,
            i64::from(self.hz),
            self.timeout,
        ]
    }

    fn from_data([id, pins, hz, timeout]: [i64; 4]) -> Bus {
        Bus {
            id: u8::try_from(id).ok(),
            scl: pins as u8,
            sda: (pins >> 8) as u8,
            hz: hz as u32,
            timeout,
        }
    }

    fn wires(self) -> I2cBus {
        I2cBus {
            scl: self.scl,
            sda: self.sda,
            hz: self.hz,
            soft: self.id.is_none(),
        }
    }
}

/// Appends what printing shows.
pub(super) fn print(out: &mut String, ty: T, data: [i64; 4]) {
    let Bus {
        id,
        scl,
        sda,
        hz,
        timeout,
    } = Bus::from_data(data);
    // Writing to a string does not fail.
    let _ = match id.filter(|_| ty == T::I2c) {
        Some(id) => write!(
            out,
            "I2C({id}, freq={hz}, scl={scl}, sda={sda}, timeout={timeout})"
        ),
        None => write!(out, "SoftI2C(scl={scl}, sda={sda}, freq={hz})"),
    };
}

/// `I2C([id], *, scl, sda, freq, timeout)`: the one object of a controller, set up anew if anything is said.
fn make(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let rest = args.skip(1);
    let params = [
        param("id"),
        param("freq"),
        keyword("scl"),
        keyword("sda"),
        keyword("timeout"),
    ];
    let [id, freq, scl, sda, timeout] = vm.parse_args(rest, &params)?;
    let number = match id {
        Some(id) => vm.int_arg(id)?,
        None => 0,
    };
    let known = u8::try_from(number).ok().and_then(|id| {
        let mut pin = |role: &str| host.default_pin(&format!("I2C{id}_{role}"));
        Some((id, pin("SCL")?, pin("SDA")?))
    });
    let Some((id, default_scl, default_sda)) = known else {
        return Err(vm.value_error(&format!("I2C({number}) doesn't exist")));
    };
    let old = vm.module_state.machine.controller(T::I2c, id);
    let mut bus = match old.and_then(|old| super::data_of(vm, old, T::I2c)) {
        Some(data) => Bus::from_data(data),
        None => Bus {
            id: Some(id),
            scl: default_scl,
            sda: default_sda,
            hz: 0,
            timeout: TIMEOUT,
        },
    };
    for (given, role, place) in [(scl, "SCL", &mut bus.scl), (sda, "SDA", &mut bus.sda)] {
        let Some(given) = given.filter(|&given| given != Value::NONE) else {
            continue;
        };
        let number = pin::find(vm, host, given)?;
        if !host.pin_serves(number, &format!("I2C{id}_{role}")) {
            return Err(vm.value_error(&format!("bad {role} pin")));
        }
        *place = number;
    }
    let said = rest.n > 1 || rest.nkw > 0;
    if said || bus.hz == 0 {
        bus.hz = hz_of(vm, freq)?;
        bus.timeout = match timeout {
            Some(timeout) => vm.int_arg(timeout)?,
            None => TIMEOUT,
        };
        bus.hz = host
            .i2c_open(vm.now(), bus.wires())
            .map_err(|e| refused(vm, e))?;
        pin::given_to(vm, bus.scl, pin::I2C_FUNCTION);
        pin::given_to(vm, bus.sda, pin::I2C_FUNCTION);
    }
    let object = match old {
        Some(old) => old,
        None => {
            let new = new_device(vm, T::I2c, bus.data());
            vm.module_state.machine.keep_controller(T::I2c, id, new);
            new
        }
    };
    set_data(vm, object, bus.data());
    Ok(object)
}

/// A frequency, which is at least one bit in a second.
fn hz_of(vm: &mut Vm, freq: Option<Value>) -> Outcome<u32> {
    let hz = match freq {
        Some(freq) => vm.int_arg(freq)?,
        None => HZ,
    };
    Ok(u32::try_from(hz).unwrap_or(1).max(1))
}

/// `SoftI2C(scl, sda, *, freq, timeout)`
fn make_soft(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let bus = soft(vm, host, args.skip(1))?;
    Ok(new_device(vm, T::SoftI2c, bus.data()))
}

fn soft(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome<Bus> {
    let params = [
        param("scl"),
        param("sda"),
        keyword("freq"),
        keyword("timeout"),
    ];
    let [scl, sda, freq, timeout] = vm.parse_args(args, &params)?;
    let (scl, sda) = (required(vm, "scl", scl)?, required(vm, "sda", sda)?);
    let (scl, sda) = (pin::find(vm, host, scl)?, pin::find(vm, host, sda)?);
    // The firmware waits whole microseconds, twice a bit.
    let half = (500_000 / hz_of(vm, freq)?).max(1);
    let timeout = match timeout {
        Some(timeout) => vm.int_arg(timeout)?,
        None => TIMEOUT,
    };
    let bus = Bus {
        id: None,
        scl,
        sda,
        hz: 500_000 / half,
        timeout,
    };
    host.i2c_open(vm.now(), bus.wires())
        .map_err(|e| refused(vm, e))?;
    for number in [scl, sda] {
        pin::made_open_drain(vm, number);
    }
    Ok(bus)
}

/// The bus of a method's `self`.
fn this(vm: &mut Vm, args: Args) -> Outcome<Bus> {
    let object = args.get(vm, 0);
    let native = vm.native_part(object);
    match vm.device(native) {
        Some(d) if matches!(d.ty, T::I2c | T::SoftI2c) => Ok(Bus::from_data(d.data)),
        _ => Err(vm.type_error("argument has wrong type")),
    }
}

/// `init(…)`: only pins that the firmware moves can be set up anew.
fn init(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let bus = this(vm, args)?;
    if bus.id.is_some() {
        return Err(unsupported(vm));
    }
    let bus = soft(vm, host, args.skip(1))?;
    let object = args.get(vm, 0);
    set_data(vm, object, bus.data());
    Ok(Value::NONE)
}

fn unsupported(vm: &mut Vm) -> Abrupt {
    vm.raise(T::OSError, "I2C operation not supported")
}

fn deinit(vm: &mut Vm, _host: &mut dyn Host, args: Args) -> Outcome {
    only_self(vm, args)?;
    this(vm, args)?;
    Ok(Value::NONE)
}

/// Lets the time pass that something took, and raises what went wrong; gives the acknowledged bytes.
fn finish(vm: &mut Vm, bus: Bus, done: I2cDone) -> Outcome<usize> {
    let mut end = done.end;
    if done.fault == Some(I2cFault::Stuck) {
        end += u64::try_from(bus.timeout).unwrap_or(0) * 1000;
    }
    vm.advance_to(end);
    let errno = match (done.fault, bus.id) {
        (None, _) => return Ok(done.acknowledged),
        // The firmware stops at the byte, and says how many there were before it.
        (Some(I2cFault::NotAcknowledged), None) => return Ok(done.acknowledged),
        (Some(I2cFault::NoTarget), None) => ENODEV,
        (Some(I2cFault::NoTarget | I2cFault::NotAcknowledged), Some(_)) => EIO,
        (Some(I2cFault::Stuck), _) => ETIMEDOUT,
    };
    Err(vm.os_error(errno))
}

fn scan(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    only_self(vm, args)?;
    let bus = this(vm, args)?;
    let mut found = Vec::new();
    // The other addresses are reserved.
    for address in 0x08..0x78 {
        let done = host.i2c_transfer(
            vm.now(),
            bus.wires(),
            address,
            &mut [I2cOp::Write(&[])],
            true,
        );
        vm.advance_to(done.end);
        if done.fault.is_none() {
            found.push(Value::small(i64::from(address)));
        }
    }
    Ok(vm.heap.new_value(Object::List(found)))
}

/// A step of a program that makes its transfers itself, which only pins that the firmware moves can do.
fn primitive(vm: &mut Vm, args: Args) -> Outcome<Bus> {
    let bus = this(vm, args)?;
    match bus.id {
        Some(_) => Err(unsupported(vm)),
        None => Ok(bus),
    }
}

fn start(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    only_self(vm, args)?;
    let bus = primitive(vm, args)?;
    let done = host.i2c_start(vm.now(), bus.wires());
    finish(vm, bus, done)?;
    Ok(Value::NONE)
}

fn stop(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    only_self(vm, args)?;
    let bus = primitive(vm, args)?;
    let done = host.i2c_stop(vm.now(), bus.wires());
    finish(vm, bus, done)?;
    Ok(Value::NONE)
}

/// `readinto(buffer[, nack])`
fn read_into(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 3)?;
    let bus = primitive(vm, args)?;
    let target = args.get(vm, 1);
    let len = vm.writable_len(target)?;
    let nack = match args.opt(vm, 2) {
        Some(nack) => truth_arg(vm, nack)?,
        None => true,
    };
    let mut bytes = vec![0; len];
    let done = host.i2c_read(vm.now(), bus.wires(), &mut bytes, !nack);
    finish(vm, bus, done)?;
    vm.store_bytes(target, 0..len, &bytes);
    Ok(Value::NONE)
}

/// `write(buffer)`
fn write(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 2)?;
    let bus = primitive(vm, args)?;
    let bytes = readable(vm, args.get(vm, 1))?;
    let done = host.i2c_write(vm.now(), bus.wires(), &bytes);
    let count = finish(vm, bus, done)?;
    Ok(Value::small(count as i64))
}

/// An address. Of a number that is none, the bus sees the low bits.
fn address_arg(vm: &mut Vm, v: Value) -> Outcome<u8> {
    Ok((vm.int_arg(v)? & 0x7f) as u8)
}

/// Whether a transfer ends with a stop, by an argument at some place.
fn stop_arg(vm: &mut Vm, args: Args, place: usize) -> Outcome<bool> {
    match args.opt(vm, place) {
        Some(stop) => truth_arg(vm, stop),
        None => Ok(true),
    }
}

fn transfer(
    vm: &mut Vm,
    host: &mut dyn Host,
    bus: Bus,
    address: u8,
    ops: &mut [I2cOp<'_>],
    stop: bool,
) -> Outcome<usize> {
    let done = host.i2c_transfer(vm.now(), bus.wires(), address, ops, stop);
    finish(vm, bus, done)
}

/// `readfrom(addr, nbytes[, stop])`
fn read_from(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 3, 4)?;
    let bus = this(vm, args)?;
    let address = address_arg(vm, args.get(vm, 1))?;
    let mut bytes = vec![0; length_arg(vm, args.get(vm, 2))?];
    let stop = stop_arg(vm, args, 3)?;
    transfer(vm, host, bus, address, &mut [I2cOp::Read(&mut bytes)], stop)?;
    Ok(vm.new_bytes(bytes))
}

/// `readfrom_into(addr, buf[, stop])`
fn read_from_into(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 3, 4)?;
    let bus = this(vm, args)?;
    let address = address_arg(vm, args.get(vm, 1))?;
    let target = args.get(vm, 2);
    let len = vm.writable_len(target)?;
    let stop = stop_arg(vm, args, 3)?;
    let mut bytes = vec![0; len];
    transfer(vm, host, bus, address, &mut [I2cOp::Read(&mut bytes)], stop)?;
    vm.store_bytes(target, 0..len, &bytes);
    Ok(Value::NONE)
}

/// `writeto(addr, buf[, stop])`
fn write_to(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 3, 4)?;
    let bus = this(vm, args)?;
    let address = address_arg(vm, args.get(vm, 1))?;
    let bytes = readable(vm, args.get(vm, 2))?;
    let stop = stop_arg(vm, args, 3)?;
    write_all(vm, host, bus, address, &bytes, stop)
}

/// Writes bytes. A controller cannot send none, so the firmware moves its pins itself for that.
fn write_all(
    vm: &mut Vm,
    host: &mut dyn Host,
    bus: Bus,
    address: u8,
    bytes: &[u8],
    stop: bool,
) -> Outcome {
    let done = host.i2c_transfer(
        vm.now(),
        bus.wires(),
        address,
        &mut [I2cOp::Write(bytes)],
        stop,
    );
    let by = Bus {
        id: bus.id.filter(|_| !bytes.is_empty()),
        ..bus
    };
    let count = finish(vm, by, done)?;
    Ok(Value::small(count as i64))
}

/// `writevto(addr, vector[, stop])`: several buffers as one.
fn write_vector_to(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 3, 4)?;
    let bus = this(vm, args)?;
    let address = address_arg(vm, args.get(vm, 1))?;
    let vector = args.get(vm, 2);
    let items: Vec<Value> = match vm.items_of(vector) {
        Some(items) => items.to_vec(),
        None => {
            let message = format!("object '{}' isn't a tuple or list", vm.type_name(vector));
            return Err(vm.type_error(&message));
        }
    };
    let mut bytes = Vec::new();
    for item in items {
        bytes.extend(readable(vm, item)?);
    }
    let stop = stop_arg(vm, args, 3)?;
    write_all(vm, host, bus, address, &bytes, stop)
}

/// The arguments of the operations on a target's memory: the target, the bytes that name the place, what is third.
fn memory_args(vm: &mut Vm, args: Args) -> Outcome<(u8, Box<[u8]>, Value)> {
    let params = [
        param("addr"),
        param("memaddr"),
        param("arg"),
        keyword("addrsize"),
    ];
    let [address, place, third, size] = vm.parse_args(args.skip(1), &params)?;
    let address = required(vm, "addr", address)?;
    let address = address_arg(vm, address)?;
    let place = required(vm, "memaddr", place)?;
    let place = vm.int_arg(place)? as u32;
    let third = required(vm, "arg", third)?;
    let size = match size {
        Some(size) => vm.int_arg(size)?,
        None => 8,
    };
    if !(0..=32).contains(&size) || size % 8 != 0 {
        return Err(vm.value_error("invalid addrsize"));
    }
    let count = (size / 8) as usize;
    Ok((address, place.to_be_bytes()[4 - count..].into(), third))
}

/// Names the place with one transfer, and reads with the next, which begins with a repeated start.
fn read_memory(
    vm: &mut Vm,
    host: &mut dyn Host,
    bus: Bus,
    address: u8,
    place: &[u8],
    len: usize,
) -> Outcome<Vec<u8>> {
    let mut bytes = vec![0; len];
    transfer(
        vm,
        host,
        bus,
        address,
        &mut [I2cOp::Write(place), I2cOp::Read(&mut bytes)],
        true,
    )?;
    Ok(bytes)
}

/// `readfrom_mem(addr, memaddr, nbytes, *, addrsize=8)`
fn read_from_memory(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let bus = this(vm, args)?;
    let (address, place, len) = memory_args(vm, args)?;
    let len = length_arg(vm, len)?;
    let bytes = read_memory(vm, host, bus, address, &place, len)?;
    Ok(vm.new_bytes(bytes))
}

/// `readfrom_mem_into(addr, memaddr, buf, *, addrsize=8)`
fn read_from_memory_into(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let bus = this(vm, args)?;
    let (address, place, target) = memory_args(vm, args)?;
    let len = vm.writable_len(target)?;
    let bytes = read_memory(vm, host, bus, address, &place, len)?;
    vm.store_bytes(target, 0..len, &bytes);
    Ok(Value::NONE)
}

/// `writeto_mem(addr, memaddr, buf, *, addrsize=8)`
fn write_to_memory(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let bus = this(vm, args)?;
    let (address, place, source) = memory_args(vm, args)?;
    let bytes = readable(vm, source)?;
    transfer(
        vm,
        host,
        bus,
        address,
        &mut [I2cOp::Write(&place), I2cOp::Write(&bytes)],
        true,
    )?;
    Ok(Value::NONE)
}
