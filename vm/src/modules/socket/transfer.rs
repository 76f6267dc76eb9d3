//! What sockets do that may have to wait: each operation as one attempt, which frozen Python repeats.

use alloc::vec::Vec;
use core::net::SocketAddr;

use super::loopback::{Fd, Kind};
use super::object::{again_error, number, raised, wrap};
use super::{MSG_PEEK, address};
use crate::hal::{EAGAIN, EINPROGRESS, Host};
use crate::modules::select::POLLNVAL;
use crate::native::{Abrupt, Args, Outcome, Sleep};
use crate::text::search;
use crate::value::Value;
use crate::vm::Vm;

/// What may have to wait.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Op {
    /// Taking some bytes.
    Receive,
    /// Taking some bytes, of one line only.
    Line,
    /// Giving bytes.
    Send,
    /// Taking a connection.
    Accept,
    /// Making a connection, which has begun.
    Connect,
    /// Taking some bytes, and telling where they came from.
    ReceiveFrom,
}

impl Op {
    const ALL: [Op; 6] = [
        Op::Receive,
        Op::Line,
        Op::Send,
        Op::Accept,
        Op::Connect,
        Op::ReceiveFrom,
    ];

    /// As frozen Python names it.
    pub fn value(self) -> Value {
        Value::small(self as i64)
    }

    fn of(v: Value) -> Option<Op> {
        Op::ALL.get(usize::try_from(v.as_small()?).ok()?).copied()
    }
}

/// The most bytes that are taken in one go.
const MOST: usize = 64 << 10;

/// How long it takes until a connection is given up that nobody answers: Linux sends six times again.
const GIVES_UP: u64 = 127_000_000_000;

/// How long a wait lasts whose end others decide, until it is looked at again.
const NAP: u64 = 1_000_000;

/// One attempt: its answer, or nothing if it has to wait.
fn attempt_once(
    vm: &mut Vm,
    host: &mut dyn Host,
    op: Op,
    socket: Value,
    [a, b]: [Value; 2],
) -> Outcome<Option<Value>> {
    let fd = number(vm, socket)?;
    let answer = match op {
        Op::Receive | Op::Line | Op::ReceiveFrom => {
            let size = a.as_small().unwrap_or(0);
            let most = usize::try_from(size).unwrap_or(MOST);
            let flags = b.as_small().unwrap_or(0);
            receive(vm, host, fd, op, most, flags)
        }
        Op::Send => {
            let at = b.as_small().unwrap_or(0) as usize;
            let data = vm.bytes_of(a).and_then(|bytes| bytes.get(at..));
            let data = data.unwrap_or_default().to_vec();
            vm.spend(data.len() / 4);
            send(vm, host, fd, &data).map(|n| Value::small(n as i64))
        }
        Op::Accept => vm.module_state.socket.network.accept(fd).map(|(fd, from)| {
            let accepted = wrap(vm, fd);
            let from = address::to_value(vm, from, false);
            vm.new_tuple([accepted, from])
        }),
        Op::Connect => {
            let connected = vm.module_state.socket.network.connected(fd);
            connected.map(|()| Value::NONE)
        }
    };
    match answer {
        Ok(v) => Ok(Some(v)),
        Err(EAGAIN) => Ok(None),
        Err(EINPROGRESS) if op == Op::Connect => Ok(None),
        Err(errno) => Err(vm.os_error(errno)),
    }
}

fn receive(
    vm: &mut Vm,
    host: &mut dyn Host,
    fd: Fd,
    op: Op,
    most: usize,
    flags: i64,
) -> Result<Value, i32> {
    let network = &mut vm.module_state.socket.network;
    let peeks = flags & MSG_PEEK != 0;
    let (bytes, from) = if network.get(fd)?.kind == Kind::Datagram {
        let (bytes, from) = network.receive_packet(fd, most, peeks)?;
        (bytes, Some(from))
    } else if let Some(id) = network.outside(fd) {
        let most = if op == Op::Line { 1 } else { most };
        (host.net_receive(id, most.min(MOST), peeks)?, None)
    } else {
        let bytes = network.receive(fd, &mut |bytes| {
            let mut n = bytes.len().min(most);
            if op == Op::Line
                && let Some(at) = search::find(&bytes[..n], b"\n")
            {
                n = at + 1;
            }
            (bytes[..n].to_vec(), if peeks { 0 } else { n })
        })?;
        (bytes, None)
    };
    vm.spend(bytes.len() / 4);
    let bytes = vm.new_bytes(bytes);
    if op != Op::ReceiveFrom {
        return Ok(bytes);
    }
    let from = match from {
        Some(from) => address::to_value(vm, from, true),
        // Who is at the other end of a connection is known.
        None => vm.new_bytes(Vec::new()),
    };
    Ok(vm.new_tuple([bytes, from]))
}

fn send(vm: &mut Vm, host: &mut dyn Host, fd: Fd, data: &[u8]) -> Result<usize, i32> {
    match vm.module_state.socket.network.outside(fd) {
        Some(id) => host.net_send(id, data),
        None => vm.module_state.socket.network.send(fd, data),
    }
}

/// Does what an operation says, or answers with what frozen Python makes of it once it can be done.
pub fn attempt(
    vm: &mut Vm,
    host: &mut dyn Host,
    op: Op,
    socket: Value,
    args: [Value; 2],
    is_patient: bool,
) -> Outcome {
    if let Some(answer) = attempt_once(vm, host, op, socket, args)? {
        return Ok(answer);
    }
    let fd = number(vm, socket)?;
    let blocking = vm.module_state.socket.network.get(fd);
    match blocking.is_ok_and(|s| s.blocking) && is_patient {
        true => Err(vm.call_frozen("socket_again", &[op.value(), socket, args[0], args[1]])),
        false => Err(again_error(vm)),
    }
}

/// `connect(address)`
pub fn connect(vm: &mut Vm, host: &mut dyn Host, socket: Value, fd: Fd, to: SocketAddr) -> Outcome {
    let network = &mut vm.module_state.socket.network;
    let outside = match network.may_leave(fd, to) {
        true => host.net_connect(to).ok(),
        false => None,
    };
    let connected = match outside {
        Some(id) => network.leave(fd, id),
        None => network.connect(fd, to),
    };
    let blocking = network.get(fd).is_ok_and(|socket| socket.blocking);
    match connected {
        Err(EINPROGRESS) if blocking => {
            let args = [Op::Connect.value(), socket, Value::NONE, Value::NONE];
            Err(vm.call_frozen("socket_again", &args))
        }
        connected => raised(vm, connected).map(|()| Value::NONE),
    }
}

/// Tells the host which connections are not needed any more.
pub fn close_outside(vm: &mut Vm, host: &mut dyn Host) {
    for id in vm.module_state.socket.network.take_closed() {
        host.net_close(id);
    }
}

// ---- for frozen Python ----

/// `_socket_try(op, socket, a, b)`: one attempt; `...` if it has to wait.
pub(crate) fn again(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let Some(op) = Op::of(args.get(vm, 0)) else {
        return Err(Abrupt::Python);
    };
    let [socket, a, b] = [1, 2, 3].map(|i| args.get(vm, i));
    let answer = attempt_once(vm, host, op, socket, [a, b])?;
    Ok(answer.unwrap_or(Value::ELLIPSIS))
}

/// `_socket_end(op, socket)`: when an operation that begins now has waited long enough; `None` for never, -1 if it
/// does not wait.
pub(crate) fn end(vm: &mut Vm, op: Value, socket: Value) -> Outcome {
    let fd = number(vm, socket)?;
    let now = vm.now();
    let end = match vm.module_state.socket.network.get(fd) {
        Ok(socket) if !socket.blocking => return Ok(Value::small(-1)),
        Ok(socket) if socket.timeout > 0 => now.saturating_add(socket.timeout),
        _ if Op::of(op) == Some(Op::Connect) => now.saturating_add(GIVES_UP),
        _ => return Ok(Value::NONE),
    };
    Ok(vm.new_int(i64::try_from(end).unwrap_or(i64::MAX)))
}

/// `_socket_wait(socket, end)`: waits until something may have changed; `False` if the time is over.
pub(crate) fn wait(vm: &mut Vm, socket: Value, end: Value) -> Outcome {
    let fd = number(vm, socket)?;
    let end = match vm.int_of(end) {
        Some(_) => Some(vm.int_arg(end)?.max(0) as u64),
        None => None,
    };
    let now = vm.now();
    if end.is_some_and(|end| now >= end) {
        return Ok(Value::FALSE);
    }
    if vm.has_served() {
        return Ok(Value::NONE);
    }
    // Another thread may be at the other end.
    if vm.module_state.socket.network.outside(fd).is_some() || vm.threads.is_many() {
        let nap = now + NAP;
        let until = end.map_or(nap, |end| end.min(nap));
        return Err(Abrupt::Sleep(until, Sleep::Nap));
    }
    match end {
        // Nobody else runs who could change anything until then but what is scheduled, which ends the wait.
        Some(end) => Err(Abrupt::Sleep(end, Sleep::Nap)),
        None => Err(Abrupt::Input),
    }
}

// ---- for other modules ----

/// What a socket is ready for.
pub(crate) fn ready(vm: &mut Vm, host: &mut dyn Host, socket: Value) -> Outcome<i64> {
    let fd = number(vm, socket)?;
    if let Some(id) = vm.module_state.socket.network.outside(fd) {
        return Ok(host.net_ready(id));
    }
    let events = vm.module_state.socket.network.events(fd);
    Ok(events.unwrap_or(POLLNVAL))
}

/// At most `n` bytes as a stream gives them to other modules: those that have come, or what frozen Python gets.
pub(crate) fn receive_now(vm: &mut Vm, host: &mut dyn Host, socket: Value, n: usize) -> Outcome {
    let args = [Value::small(n as i64), Value::small(0)];
    attempt(vm, host, Op::Receive, socket, args, true)
}
