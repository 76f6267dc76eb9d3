//! The object `socket`: its methods, which look at their arguments; what they do is in `transfer`. Its first number
//! is that of the socket, -1 once it is closed.

use alloc::vec::Vec;

use super::loopback::{Fd, Kind, Network};
use super::transfer::{self, Op};
use super::{MSG_DONTWAIT, SO_REUSEADDR, SOCK_DGRAM, SOCK_RAW, SOCK_STREAM, SOL_SOCKET, address};
use crate::hal::{
    EAFNOSUPPORT, EAGAIN, EBADF, EDOM, EINTR, EINVAL, ENODEV, ENOPROTOOPT, EPERM, EPROTONOSUPPORT,
    ESOCKTNOSUPPORT, Host,
};
use crate::modules::io::stream::part;
use crate::native::{Abrupt, Args, F, Outcome, native};
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// `SOCK_NONBLOCK` and `SOCK_CLOEXEC`, which may be added to a kind.
const NONBLOCK: i64 = 0x800;
const CLOEXEC: i64 = 0x80000;

/// The highest number that a kind of socket has.
const MOST_KIND: i64 = 10;

/// How many may wait to be accepted, where a program does not say.
const BACKLOG: i64 = 2;

/// Options of `SOL_SOCKET` that can be set and change nothing here: to broadcast, the sizes of the buffers, to keep
/// alive, to linger.
const IGNORED: &[i64] = &[5, 6, 7, 8, 9, 10, 13, 15];
/// The same of IP and of TCP: a number for the time to live, no delay.
const IPPROTO_IP: i64 = 0;
const IPPROTO_TCP: i64 = 6;
/// To join and to leave a group of receivers, of which this machine has none.
const MEMBERSHIP: core::ops::RangeInclusive<i64> = 35..=36;

/// The type.
pub const SOCKET: TypeSpec = TypeSpec {
    name: "socket",
    base: T::Object,
    make: Some(F::V(1, 4, make)),
    natives: &[
        native("fileno", F::F1(fileno)),
        native("makefile", F::V(1, 3, |vm, args| Ok(args.get(vm, 0)))),
        native("read", F::V(1, 2, read)),
        native("readinto", F::V(2, 3, read_into)),
        native("readline", F::V(1, 2, read_line)),
        native("write", F::V(2, 4, write)),
        native("connect", F::H(2, connect)),
        native("bind", F::F2(bind)),
        native("listen", F::V(1, 2, listen)),
        native("accept", F::H(1, accept)),
        native("recv", F::H(2, recv)),
        native("recvfrom", F::H(2, recv_from)),
        native("send", F::H(2, send)),
        native("sendall", F::H(2, send_all)),
        native("sendto", F::V(3, 4, send_to)),
        native("setsockopt", F::V(4, 4, set_option)),
        native("setblocking", F::F2(set_blocking)),
        native("settimeout", F::F2(set_timeout)),
        native("close", F::H(1, close)),
    ],
    consts: &[],
};

/// The number of a socket; of one that is closed, a number that none has.
pub(super) fn number(vm: &mut Vm, v: Value) -> Outcome<Fd> {
    let native = vm.native_part(v);
    match vm.device(native) {
        Some(d) if d.ty == T::Socket => Ok(usize::try_from(d.data[0]).unwrap_or(usize::MAX)),
        _ => Err(vm.wrong_self("socket", v)),
    }
}

/// An object for a socket.
pub(super) fn wrap(vm: &mut Vm, fd: Fd) -> Value {
    let socket = vm.new_device(T::Socket, [fd as i64, 0, 0, 0], Vec::new());
    // A process keeps what it does not close; a board closes what is collected.
    if !vm.profile.is_unix
        && let Ok(open) = vm.module_state.socket.network.get_mut(fd)
    {
        open.owner = socket.as_ref();
    }
    socket
}

/// What the network answers, its errors raised.
pub(super) fn raised<V>(vm: &mut Vm, answer: Result<V, i32>) -> Outcome<V> {
    answer.map_err(|errno| vm.os_error(errno))
}

fn network(vm: &mut Vm) -> &mut Network {
    &mut vm.module_state.socket.network
}

/// `socket(family=AF_INET, type=SOCK_STREAM, proto=0)`
fn make(vm: &mut Vm, args: Args) -> Outcome {
    let mut numbers = [address::AF_INET, SOCK_STREAM, 0];
    for (i, number) in numbers.iter_mut().enumerate() {
        if let Some(v) = args.opt(vm, 1 + i) {
            *number = vm.int_arg(v)?;
        }
    }
    let [family, kind, proto] = numbers;
    let blocking = kind & NONBLOCK == 0;
    let is_v6 = match family {
        address::AF_INET => false,
        address::AF_INET6 => true,
        _ => return Err(vm.os_error(EAFNOSUPPORT)),
    };
    let kind = match (kind & !(NONBLOCK | CLOEXEC), proto) {
        (SOCK_STREAM, 0 | 6) => Kind::Stream,
        (SOCK_DGRAM, 0 | 17) => Kind::Datagram,
        (SOCK_RAW, 1..) => return Err(vm.os_error(EPERM)),
        (SOCK_STREAM | SOCK_DGRAM | SOCK_RAW, _) => return Err(vm.os_error(EPROTONOSUPPORT)),
        (0..=MOST_KIND, _) => return Err(vm.os_error(ESOCKTNOSUPPORT)),
        _ => return Err(vm.os_error(EINVAL)),
    };
    let fd = network(vm).open(is_v6, kind);
    if let Ok(socket) = network(vm).get_mut(fd) {
        socket.blocking = blocking;
    }
    Ok(wrap(vm, fd))
}

fn fileno(vm: &mut Vm, socket: Value) -> Outcome {
    let fd = number(vm, socket)?;
    Ok(Value::small(i64::try_from(fd).unwrap_or(-1)))
}

fn close(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let socket = args.get(vm, 0);
    close_socket(vm, socket)?;
    transfer::close_outside(vm, host);
    Ok(Value::NONE)
}

/// Closes a socket; one that is closed already stays so.
pub(crate) fn close_socket(vm: &mut Vm, socket: Value) -> Outcome<()> {
    let fd = number(vm, socket)?;
    network(vm).close(fd);
    let native = vm.native_part(socket);
    if let Some(d) = vm.device_mut(native) {
        d.data[0] = -1;
    }
    Ok(())
}

fn bind(vm: &mut Vm, socket: Value, address: Value) -> Outcome {
    let fd = number(vm, socket)?;
    let address = address::from_value(vm, address)?;
    let bound = network(vm).bind(fd, address);
    raised(vm, bound)?;
    Ok(Value::NONE)
}

/// `listen(backlog=2)`
fn listen(vm: &mut Vm, args: Args) -> Outcome {
    let fd = number(vm, args.get(vm, 0))?;
    let backlog = match args.opt(vm, 1) {
        Some(v) => vm.int_arg(v)?,
        None => BACKLOG,
    };
    let listens = network(vm).listen(fd, backlog.max(0) as usize);
    raised(vm, listens)?;
    Ok(Value::NONE)
}

fn connect(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 2)?;
    let (socket, address) = (args.get(vm, 0), args.get(vm, 1));
    let fd = number(vm, socket)?;
    let address = address::from_value(vm, address)?;
    transfer::connect(vm, host, socket, fd, address)
}

fn accept(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 1)?;
    let socket = args.get(vm, 0);
    transfer::attempt(vm, host, Op::Accept, socket, [Value::NONE; 2], true)
}

/// `recv(size, flags=0)`
fn recv(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    receive(vm, host, args, Op::Receive)
}

/// `recvfrom(size, flags=0)`
fn recv_from(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    receive(vm, host, args, Op::ReceiveFrom)
}

fn receive(vm: &mut Vm, host: &mut dyn Host, args: Args, op: Op) -> Outcome {
    vm.check_places(args, 2, 3)?;
    let (socket, size) = (args.get(vm, 0), args.get(vm, 1));
    let size = vm.int_arg(size)?;
    let Some(bytes) = usize::try_from(size).ok().filter(|&n| n <= vm.heap.limit()) else {
        return Err(vm.memory_error(size as usize));
    };
    vm.reserve(bytes)?;
    let flags = flags(vm, args.opt(vm, 2))?;
    let args = [size, flags].map(Value::small);
    transfer::attempt(vm, host, op, socket, args, flags & MSG_DONTWAIT == 0)
}

fn flags(vm: &mut Vm, v: Option<Value>) -> Outcome<i64> {
    v.map_or(Ok(0), |v| vm.int_arg(v))
}

/// An argument's bytes, as an object that nothing changes while they are on their way.
fn fixed(vm: &mut Vm, v: Value, range: Option<(usize, usize)>) -> Outcome {
    let Some(bytes) = vm.buffer_of(v) else {
        return Err(vm.type_error("object with buffer protocol required"));
    };
    let bytes = match range {
        Some((from, len)) => bytes.get(from..from + len).unwrap_or_default(),
        None => bytes,
    };
    let bytes = bytes.to_vec();
    vm.reserve(bytes.len())?;
    Ok(vm.new_bytes(bytes))
}

/// Whether an operation of this socket waits, and sends in parts.
fn waits_in_parts(vm: &mut Vm, socket: Value, flags: i64) -> Outcome<bool> {
    let fd = number(vm, socket)?;
    let socket = network(vm).get(fd);
    Ok(socket.is_ok_and(|s| s.blocking && s.kind == Kind::Stream) && flags & MSG_DONTWAIT == 0)
}

/// `send(data, flags=0)`
fn send(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 3)?;
    let (socket, data) = (args.get(vm, 0), args.get(vm, 1));
    let flags = flags(vm, args.opt(vm, 2))?;
    let data = fixed(vm, data, None)?;
    if waits_in_parts(vm, socket, flags)? {
        return Err(vm.call_frozen("socket_write", &[socket, data, Value::TRUE]));
    }
    let args = [data, Value::small(0)];
    transfer::attempt(vm, host, Op::Send, socket, args, false)
}

/// `sendall(data, flags=0)`
fn send_all(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 2, 3)?;
    let (socket, data) = (args.get(vm, 0), args.get(vm, 1));
    let flags = flags(vm, args.opt(vm, 2))?;
    let data = fixed(vm, data, None)?;
    if waits_in_parts(vm, socket, flags)? {
        return Err(vm.call_frozen("socket_send_all", &[socket, data]));
    }
    let args = [data, Value::small(0)];
    let sent = transfer::attempt(vm, host, Op::Send, socket, args, false)?;
    let len = vm.buffer_of(data).map_or(0, <[u8]>::len);
    match sent.as_small() == Some(len as i64) {
        true => Ok(Value::NONE),
        false => Err(vm.os_error(EINTR)),
    }
}

/// `sendto(data[, flags], address)`
fn send_to(vm: &mut Vm, args: Args) -> Outcome {
    let (socket, data) = (args.get(vm, 0), args.get(vm, 1));
    let (flags_given, to) = match args.opt(vm, 3) {
        Some(to) => (args.opt(vm, 2), to),
        None => (None, args.get(vm, 2)),
    };
    flags(vm, flags_given)?;
    let fd = number(vm, socket)?;
    let Some(bytes) = vm.buffer_of(data).map(<[u8]>::to_vec) else {
        return Err(vm.type_error("object with buffer protocol required"));
    };
    if network(vm).get(fd).is_err() {
        return Err(vm.os_error(EBADF));
    }
    let to = address::from_value(vm, to)?;
    vm.spend(bytes.len() / 4);
    let sent = network(vm).send_to(fd, &bytes, to);
    let sent = raised(vm, sent)?;
    Ok(Value::small(sent as i64))
}

/// `read(size=-1)`
fn read(vm: &mut Vm, args: Args) -> Outcome {
    read_as(vm, args, Op::Receive)
}

/// `readline(size=-1)`
fn read_line(vm: &mut Vm, args: Args) -> Outcome {
    read_as(vm, args, Op::Line)
}

fn read_as(vm: &mut Vm, args: Args, op: Op) -> Outcome {
    let socket = args.get(vm, 0);
    number(vm, socket)?;
    let size = match args.opt(vm, 1) {
        None | Some(Value::NONE) => -1,
        Some(v) => vm.int_arg(v)?,
    };
    if size < -1 || size > vm.heap.limit() as i64 {
        return Err(vm.memory_error(size as usize));
    }
    let (size, op) = (Value::small(size), op.value());
    Err(vm.call_frozen("socket_read", &[socket, size, op]))
}

/// `readinto(buffer[, size])`
fn read_into(vm: &mut Vm, args: Args) -> Outcome {
    let (socket, target) = (args.get(vm, 0), args.get(vm, 1));
    number(vm, socket)?;
    let whole = vm.writable_len(target)?;
    let (_, len) = part(vm, args, whole)?;
    let len = Value::small(len as i64);
    Err(vm.call_frozen("socket_read_into", &[socket, target, len]))
}

/// `write(data[[, offset], size])`
fn write(vm: &mut Vm, args: Args) -> Outcome {
    let (socket, source) = (args.get(vm, 0), args.get(vm, 1));
    number(vm, socket)?;
    let whole = vm.buffer_of(source).map_or(0, <[u8]>::len);
    let range = part(vm, args, whole)?;
    let data = fixed(vm, source, Some(range))?;
    Err(vm.call_frozen("socket_write", &[socket, data, Value::FALSE]))
}

// ---- options ----

/// `setsockopt(level, option, value)`
fn set_option(vm: &mut Vm, args: Args) -> Outcome {
    let fd = number(vm, args.get(vm, 0))?;
    let [level, option, value] = [1, 2, 3].map(|i| args.get(vm, i));
    let (level, option) = (vm.int_arg(level)?, vm.int_arg(option)?);
    let (value, len) = match vm.int_of(value) {
        Some(_) => (vm.int_arg_truncated(value)? as i32, 4),
        None => match vm.buffer_of(value) {
            Some(bytes) => (
                bytes.first_chunk().map_or(0, |b| i32::from_le_bytes(*b)),
                bytes.len(),
            ),
            None => return Err(vm.type_error("object with buffer protocol required")),
        },
    };
    let socket = network(vm).get_mut(fd);
    let set = socket.and_then(|socket| match (level, option) {
        _ if len < 4 => Err(EINVAL),
        (SOL_SOCKET, SO_REUSEADDR) => {
            socket.reuses = value != 0;
            Ok(())
        }
        (SOL_SOCKET, option) if IGNORED.contains(&option) => Ok(()),
        (IPPROTO_IP, option) if MEMBERSHIP.contains(&option) => Err(ENODEV),
        (IPPROTO_IP, 1..=4 | 32..=34) => Ok(()),
        (IPPROTO_TCP, 1..=6) if socket.kind == Kind::Stream => Ok(()),
        _ => Err(ENOPROTOOPT),
    });
    raised(vm, set)?;
    Ok(Value::NONE)
}

fn set_blocking(vm: &mut Vm, socket: Value, flag: Value) -> Outcome {
    let fd = number(vm, socket)?;
    let flag = match vm.truth(flag) {
        Ok(flag) => flag,
        Err(Abrupt::Python) => {
            return Err(vm.call_frozen("socket_set_blocking", &[socket, flag]));
        }
        Err(other) => return Err(other),
    };
    let set = network(vm).get_mut(fd).map(|socket| socket.blocking = flag);
    raised(vm, set)?;
    Ok(Value::NONE)
}

/// `settimeout(seconds)`: 0 is not to wait at all, `None` is to wait without end.
fn set_timeout(vm: &mut Vm, socket: Value, seconds: Value) -> Outcome {
    let fd = number(vm, socket)?;
    let micros = match seconds {
        Value::NONE => None,
        _ => Some(libm::round(vm.float_arg(seconds)? * 1e6)),
    };
    let set = network(vm).get_mut(fd).and_then(|socket| {
        socket.blocking = micros != Some(0.0);
        match micros {
            Some(micros) if micros < 0.0 && micros % 1e6 != 0.0 => return Err(EDOM),
            // A whole negative number of seconds is no time at all to the kernel, which does not say so.
            Some(micros) if micros < 0.0 => socket.timeout = 1,
            Some(0.0) => {}
            Some(micros) => socket.timeout = (micros as u64).saturating_mul(1000),
            None => socket.timeout = 0,
        }
        Ok(())
    });
    raised(vm, set)?;
    Ok(Value::NONE)
}

/// `EAGAIN` as an answer where an operation does not wait.
pub(super) fn again_error(vm: &mut Vm) -> Abrupt {
    vm.os_error(EAGAIN)
}
