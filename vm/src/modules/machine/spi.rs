//! `machine.SPI` and `machine.SoftSPI`: bytes out and in at once, in the time that they take on the wires.

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt::Write as _;

use super::{Reach, length_arg, new_device, only_self, pin, readable, refused, set_data};
use crate::hal::{Host, SpiBus};
use crate::modules::Member;
use crate::native::{Abrupt, Args, F, Native, Outcome, native};
use crate::params::{Param, keyword, param};
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What `SPI` is made of.
pub const SPI: TypeSpec = TypeSpec {
    name: "SPI",
    base: T::Object,
    make: Some(F::H(1, make)),
    natives: NATIVES,
    consts: CONSTS,
};

/// What `SoftSPI` is made of.
pub const SOFT_SPI: TypeSpec = TypeSpec {
    name: "SoftSPI",
    base: T::Object,
    make: Some(F::H(1, make_soft)),
    natives: NATIVES,
    consts: CONSTS,
};

const NATIVES: &[Native] = &[
    method("init", init),
    method("deinit", deinit),
    method("read", read),
    method("readinto", read_into),
    method("write", write),
    method("write_readinto", write_read_into),
];

const fn method(name: &'static str, f: Reach) -> Native {
    native(name, F::H(1, f))
}

/// The numbers of the two orders of bits, as the rp2 port has them.
const MSB: i64 = 1;
const LSB: i64 = 0;

const CONSTS: &[(&str, Member)] = &[("MSB", Member::Int(MSB)), ("LSB", Member::Int(LSB))];

/// The paces of a bus unless the program says otherwise: a controller's, and that of pins that the firmware moves.
const HZ: u32 = 1_000_000;
const SOFT_HZ: u32 = 500_000;

/// The mark of a pin that is not used.
const NO_PIN: u8 = 255;

/// What an object is: its four numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Bus {
    /// The controller's number; none for pins that the firmware moves.
    id: Option<u8>,
    sck: u8,
    mosi: u8,
    miso: u8,
    hz: u32,
    polarity: bool,
    phase: bool,
    bits: u8,
    lsb_first: bool,
}

impl Bus {
    fn data(self) -> [i64; 4] {
        let pins = [self.sck, self.mosi, self.miso, self.bits].map(i64::from);
        let mode = [self.polarity, self.phase, self.lsb_first].map(i64::from);
        [
            self.id.map_or(-1, i64::from),
            pins[0] | pins[1] << 8 | pins[2] << 16 | pins[3] << 24,
            i64::from(self.hz),
            mode[0] | mode[1] << 1 | mode[2] << 2,
        ]
    }

    fn from_data([id, pins, hz, mode]: [i64; 4]) -> Bus {
        let part = |shift: u32| (pins >> shift) as u8;
        Bus {
            id: u8::try_from(id).ok(),
            sck: part(0),
            mosi: part(8),
            miso: part(16),
            bits: part(24),
            hz: hz as u32,
            polarity: mode & 1 != 0,
            phase: mode & 2 != 0,
            lsb_first: mode & 4 != 0,
        }
    }

    fn wires(self) -> SpiBus {
        let used = |pin: u8| (pin != NO_PIN).then_some(pin);
        SpiBus {
            sck: self.sck,
            mosi: used(self.mosi),
            miso: used(self.miso),
            hz: self.hz,
            polarity: self.polarity,
            phase: self.phase,
            lsb_first: self.lsb_first,
            soft: self.id.is_none(),
        }
    }
}

/// Appends what printing shows.
pub(super) fn print(out: &mut String, ty: T, data: [i64; 4]) {
    let bus = Bus::from_data(data);
    let (polarity, phase) = (u8::from(bus.polarity), u8::from(bus.phase));
    let (hz, sck, mosi, miso) = (bus.hz, bus.sck, bus.mosi, bus.miso);
    // Writing to a string does not fail.
    let _ = match bus.id.filter(|_| ty == T::Spi) {
        Some(id) => {
            let bits = bus.bits;
            let _ = write!(
                out,
                "SPI({id}, baudrate={hz}, polarity={polarity}, phase={phase}, bits={bits}, sck={sck}, mosi={mosi}, miso="
            );
            match miso {
                NO_PIN => write!(out, "None)"),
                _ => write!(out, "{miso})"),
            }
        }
        None => {
            let order = if bus.lsb_first { LSB } else { MSB };
            write!(
                out,
                "SoftSPI(baudrate={hz}, polarity={polarity}, phase={phase}, firstbit={order}, sck={sck}, mosi={mosi}, miso={miso})"
            )
        }
    };
}

/// The arguments of `init` behind the pace, in its order; the pins are left to the caller.
fn set_mode(vm: &mut Vm, bus: &mut Bus, given: [Option<Value>; 4]) -> Outcome<()> {
    let mut numbers = [None; 4];
    for (number, value) in numbers.iter_mut().zip(given) {
        if let Some(value) = value {
            // The firmware's own default is -1, so that is the same as nothing.
            *number = Some(vm.int_arg(value)?).filter(|&n| n != -1);
        }
    }
    let [polarity, phase, bits, order] = numbers;
    bus.polarity = polarity.map_or(bus.polarity, |n| n != 0);
    bus.phase = phase.map_or(bus.phase, |n| n != 0);
    bus.bits = bits.map_or(bus.bits, |n| n as u8);
    bus.lsb_first = order.map_or(bus.lsb_first, |n| n == LSB);
    Ok(())
}

fn hz_arg(vm: &mut Vm, given: Option<Value>, default: u32) -> Outcome<u32> {
    match given {
        Some(value) => match vm.int_arg(value)? {
            -1 => Ok(default),
            n => Ok(u32::try_from(n).unwrap_or(1).max(1)),
        },
        None => Ok(default),
    }
}

/// `SPI([id], baudrate, *, polarity, phase, bits, firstbit, sck, mosi, miso)`: the one object of a controller, set up
/// anew if anything is said.
fn make(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let rest = args.skip(1);
    let params: [Param; 9] = [
        param("id"),
        param("baudrate"),
        keyword("polarity"),
        keyword("phase"),
        keyword("bits"),
        keyword("firstbit"),
        keyword("sck"),
        keyword("mosi"),
        keyword("miso"),
    ];
    let [id, baudrate, polarity, phase, bits, order, sck, mosi, miso] =
        vm.parse_args(rest, &params)?;
    let number = match id {
        Some(id) => vm.int_arg(id)?,
        None => 0,
    };
    let known = u8::try_from(number).ok().and_then(|id| {
        let mut pin = |role: &str| host.default_pin(&format!("SPI{id}_{role}"));
        Some((id, pin("SCK")?, pin("TX")?, pin("RX")?))
    });
    let Some((id, default_sck, default_mosi, default_miso)) = known else {
        return Err(vm.value_error(&format!("SPI({number}) doesn't exist")));
    };
    let old = vm.module_state.machine.controller(T::Spi, id);
    let fresh = Bus {
        id: Some(id),
        sck: default_sck,
        mosi: default_mosi,
        miso: default_miso,
        hz: 0,
        polarity: false,
        phase: false,
        bits: 8,
        lsb_first: false,
    };
    let mut bus = match old.and_then(|old| super::data_of(vm, old, T::Spi)) {
        Some(data) => Bus::from_data(data),
        None => fresh,
    };
    // The data for the controller can be left out; the others cannot.
    if miso == Some(Value::NONE) {
        bus.miso = NO_PIN;
    }
    let miso = miso.filter(|&miso| miso != Value::small(-1));
    let pins = [
        (sck, "SCK", "SCK", &mut bus.sck),
        (mosi, "TX", "MOSI", &mut bus.mosi),
        (miso, "RX", "MISO", &mut bus.miso),
    ];
    for (given, role, name, place) in pins {
        let Some(given) = given.filter(|&given| given != Value::NONE) else {
            continue;
        };
        let number = pin::find(vm, host, given)?;
        if !host.pin_serves(number, &format!("SPI{id}_{role}")) {
            return Err(vm.value_error(&format!("bad {name} pin")));
        }
        *place = number;
    }
    if rest.n > 1 || rest.nkw > 0 || bus.hz == 0 {
        bus = Bus {
            sck: bus.sck,
            mosi: bus.mosi,
            miso: bus.miso,
            ..fresh
        };
        bus.hz = hz_arg(vm, baudrate, HZ)?;
        set_mode(vm, &mut bus, [polarity, phase, bits, order])?;
        if bus.lsb_first {
            return Err(lsb(vm));
        }
        open(vm, host, &mut bus)?;
        for number in [bus.sck, bus.mosi, bus.miso] {
            if number != NO_PIN {
                pin::given_to(vm, number, pin::SPI_FUNCTION);
            }
        }
    }
    let object = match old {
        Some(old) => old,
        None => {
            let new = new_device(vm, T::Spi, bus.data());
            vm.module_state.machine.keep_controller(T::Spi, id, new);
            new
        }
    };
    set_data(vm, object, bus.data());
    Ok(object)
}

/// The controller's refusal of the other order of bits.
fn lsb(vm: &mut Vm) -> Abrupt {
    vm.raise(T::NotImplementedError, "LSB")
}

fn open(vm: &mut Vm, host: &mut dyn Host, bus: &mut Bus) -> Outcome<()> {
    bus.hz = host
        .spi_open(vm.now(), bus.wires())
        .map_err(|e| refused(vm, e))?;
    Ok(())
}

/// The parameters of pins that the firmware moves.
const SOFT_PARAMS: [Param; 8] = [
    param("baudrate"),
    keyword("polarity"),
    keyword("phase"),
    keyword("bits"),
    keyword("firstbit"),
    keyword("sck"),
    keyword("mosi"),
    keyword("miso"),
];

/// `SoftSPI(baudrate, *, polarity, phase, bits, firstbit, sck, mosi, miso)`
fn make_soft(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let [baudrate, polarity, phase, bits, order, sck, mosi, miso] =
        vm.parse_args(args.skip(1), &SOFT_PARAMS)?;
    let mut bus = Bus {
        id: None,
        sck: NO_PIN,
        mosi: NO_PIN,
        miso: NO_PIN,
        hz: hz_arg(vm, baudrate, SOFT_HZ)?,
        polarity: false,
        phase: false,
        bits: 8,
        lsb_first: false,
    };
    set_mode(vm, &mut bus, [polarity, phase, bits, order])?;
    if bus.bits != 8 {
        return Err(vm.value_error("bits must be 8"));
    }
    let (Some(sck), Some(mosi), Some(miso)) = (sck, mosi, miso) else {
        return Err(vm.value_error("must specify all of sck/mosi/miso"));
    };
    bus.sck = pin::find(vm, host, sck)?;
    bus.mosi = pin::find(vm, host, mosi)?;
    bus.miso = pin::find(vm, host, miso)?;
    open_soft(vm, host, &mut bus)?;
    Ok(new_device(vm, T::SoftSpi, bus.data()))
}

fn open_soft(vm: &mut Vm, host: &mut dyn Host, bus: &mut Bus) -> Outcome<()> {
    // The firmware waits whole microseconds, twice a bit, and is not faster than it was asked to be.
    bus.hz = 500_000 / 500_000_u32.div_ceil(bus.hz).max(1);
    open(vm, host, bus)?;
    for number in [bus.sck, bus.mosi] {
        pin::made_output(vm, number);
    }
    pin::made_input(vm, bus.miso);
    Ok(())
}

/// The bus of a method's `self`.
fn this(vm: &mut Vm, args: Args) -> Outcome<Bus> {
    let object = args.get(vm, 0);
    let native = vm.native_part(object);
    match vm.device(native) {
        Some(d) if matches!(d.ty, T::Spi | T::SoftSpi) => Ok(Bus::from_data(d.data)),
        _ => Err(vm.type_error("argument has wrong type")),
    }
}

/// `init(…)`: changes what is said.
fn init(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let mut bus = this(vm, args)?;
    let object = args.get(vm, 0);
    if bus.id.is_some() {
        let params = ["baudrate", "polarity", "phase", "bits", "firstbit"].map(keyword);
        let [baudrate, polarity, phase, bits, order] = vm.parse_args(args.skip(1), &params)?;
        bus.hz = hz_arg(vm, baudrate, bus.hz)?;
        set_mode(vm, &mut bus, [polarity, phase, bits, order])?;
        if bus.lsb_first {
            return Err(lsb(vm));
        }
        open(vm, host, &mut bus)?;
    } else {
        let params: [Param; 7] = [
            param("baudrate"),
            param("polarity"),
            param("phase"),
            keyword("firstbit"),
            keyword("sck"),
            keyword("mosi"),
            keyword("miso"),
        ];
        let [baudrate, polarity, phase, order, sck, mosi, miso] =
            vm.parse_args(args.skip(1), &params)?;
        bus.hz = hz_arg(vm, baudrate, bus.hz)?;
        set_mode(vm, &mut bus, [polarity, phase, None, order])?;
        for (given, place) in [
            (sck, &mut bus.sck),
            (mosi, &mut bus.mosi),
            (miso, &mut bus.miso),
        ] {
            if let Some(given) = given {
                *place = pin::find(vm, host, given)?;
            }
        }
        open_soft(vm, host, &mut bus)?;
    }
    set_data(vm, object, bus.data());
    Ok(Value::NONE)
}

fn deinit(vm: &mut Vm, _host: &mut dyn Host, args: Args) -> Outcome {
    only_self(vm, args)?;
    this(vm, args)?;
    Ok(Value::NONE)
}

/// The byte that is sent while others are read.
fn filler(vm: &mut Vm, args: Args) -> Outcome<u8> {
    match args.opt(vm, 2) {
        Some(byte) => Ok(vm.int_arg(byte)? as u8),
        None => Ok(0),
    }
}

/// Sends bytes, and gives what comes meanwhile.
fn exchange(vm: &mut Vm, host: &mut dyn Host, bus: Bus, bytes: &[u8]) -> Vec<u8> {
    let mut into = vec![0; bytes.len()];
    let end = host.spi_transfer(vm.now(), bus.wires(), bytes, Some(&mut into));
    vm.advance_to(end);
    into
}

/// `read(nbytes[, write])`
fn read(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 3)?;
    let bus = this(vm, args)?;
    let len = length_arg(vm, args.get(vm, 1))?;
    let filler = filler(vm, args)?;
    let bytes = exchange(vm, host, bus, &vec![filler; len]);
    Ok(vm.new_bytes(bytes))
}

/// `readinto(buf[, write])`
fn read_into(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 3)?;
    let bus = this(vm, args)?;
    let target = args.get(vm, 1);
    let len = vm.writable_len(target)?;
    let filler = filler(vm, args)?;
    let bytes = exchange(vm, host, bus, &vec![filler; len]);
    vm.store_bytes(target, 0..len, &bytes);
    Ok(Value::NONE)
}

/// `write(buf)`
fn write(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 2)?;
    let bus = this(vm, args)?;
    let source = args.get(vm, 1);
    let end = match vm.buffer_of(source) {
        Some(bytes) => host.spi_transfer(vm.now(), bus.wires(), bytes, None),
        None => return Err(vm.type_error("object with buffer protocol required")),
    };
    vm.advance_to(end);
    Ok(Value::NONE)
}

/// `write_readinto(write_buf, read_buf)`
fn write_read_into(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 3, 3)?;
    let bus = this(vm, args)?;
    let (source, target) = (args.get(vm, 1), args.get(vm, 2));
    let bytes = readable(vm, source)?;
    let len = vm.writable_len(target)?;
    if bytes.len() != len {
        return Err(vm.value_error("buffers must be the same length"));
    }
    let bytes = exchange(vm, host, bus, &bytes);
    vm.store_bytes(target, 0..len, &bytes);
    Ok(Value::NONE)
}
