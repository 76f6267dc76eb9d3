//! `select`: waiting until one of several streams is ready.

use alloc::vec::Vec;

use super::io::stream;
use super::{Member, ModuleSpec, time};
use crate::hal::{EINVAL, ENOENT, Host};
use crate::native::{Abrupt, Args, F, Outcome, Sleep, native};
use crate::object::Object;
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// A stream can be read.
pub const POLLIN: i64 = 1;
/// A stream can be written to.
pub const POLLOUT: i64 = 4;
/// Something went wrong with a stream.
pub const POLLERR: i64 = 8;
/// The other end of a stream is gone.
pub const POLLHUP: i64 = 16;
/// A socket is closed, so that there is nothing to ask. The module has no name for it.
pub const POLLNVAL: i64 = 32;

/// What the module is made of on a board.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "select",
    natives: &[
        native("poll", F::F0(|vm| Ok(new_poll(vm)))),
        native("select", F::V(3, 4, select)),
    ],
    members: MEMBERS,
    present: |profile| !profile.is_unix,
};

/// What it is made of in a process, which has no `select`.
pub const UNIX_SPEC: ModuleSpec = ModuleSpec {
    name: "select",
    natives: &[native("poll", F::F0(|vm| Ok(new_poll(vm))))],
    members: MEMBERS,
    present: |profile| profile.is_unix,
};

const MEMBERS: &[(&str, Member)] = &[
    ("POLLIN", Member::Int(POLLIN)),
    ("POLLOUT", Member::Int(POLLOUT)),
    ("POLLERR", Member::Int(POLLERR)),
    ("POLLHUP", Member::Int(POLLHUP)),
];

/// What `poll()` gives: its values are the tuple that its iterator gives again and again, and the streams,
/// each with the events that are asked for and those that were found; its data, where its iterator is, how many it still gives, and its flags.
pub const POLL: TypeSpec = TypeSpec {
    name: "poll",
    base: T::Object,
    make: None,
    natives: &[
        native("register", F::V(2, 3, register)),
        native("unregister", F::F2(unregister)),
        native("modify", F::F3(modify)),
        native("poll", F::H(1, poll)),
        native("ipoll", F::H(1, ipoll)),
    ],
    consts: &[],
};

/// Places in a poll's data.
const AT: usize = 0;
const LEFT: usize = 1;
const FLAGS: usize = 2;

/// The flag of `ipoll` that makes it ask for nothing more of a stream that was ready.
const ONE_SHOT: i64 = 1;

/// The place of the iterator's tuple among the values, which is there once somebody iterates.
const SHARED: usize = 0;
/// Where the streams begin.
const FIRST: usize = 1;

/// Values of each stream: itself, the events asked for, and those found.
const STRIDE: usize = 3;
const ASKED: usize = 1;
const FOUND: usize = 2;

fn new_poll(vm: &mut Vm) -> Value {
    vm.new_device(T::Poll, [0; 4], alloc::vec![Value::NONE])
}

fn entries(vm: &mut Vm, poll: Value) -> Outcome<&mut Vec<Value>> {
    if vm.device(poll).is_none_or(|d| d.ty != T::Poll) {
        return Err(vm.wrong_self("poll", poll));
    }
    match vm.device_mut(poll) {
        Some(d) => Ok(&mut d.values),
        None => Err(Abrupt::Python),
    }
}

/// Where a stream's values begin.
fn place(vm: &mut Vm, poll: Value, stream: Value) -> Outcome<Option<usize>> {
    let mut streams = entries(vm, poll)?.iter().skip(FIRST).step_by(STRIDE);
    let n = streams.position(|&v| v == stream);
    Ok(n.map(|n| FIRST + n * STRIDE))
}

/// Adds a stream, or changes what is asked of one that is there: to `events`, or to these also.
fn add(vm: &mut Vm, poll: Value, stream: Value, events: i64, also: bool) -> Outcome<()> {
    if let Some(at) = place(vm, poll, stream)? {
        let asked = &mut entries(vm, poll)?[at + ASKED];
        let before = asked.as_small().filter(|_| also).unwrap_or(0);
        *asked = Value::small(before | events);
        return Ok(());
    }
    stream::check_pollable(vm, stream)?;
    let values = [stream, Value::small(events), Value::small(0)];
    entries(vm, poll)?.extend(values);
    Ok(())
}

/// `register(stream, events=POLLIN | POLLOUT)`
fn register(vm: &mut Vm, args: Args) -> Outcome {
    let (poll, stream) = (args.get(vm, 0), args.get(vm, 1));
    let events = match args.opt(vm, 2) {
        Some(events) => vm.int_arg(events)?,
        None => POLLIN | POLLOUT,
    };
    add(vm, poll, stream, events, false)?;
    Ok(Value::NONE)
}

/// `unregister(stream)`: one that is not there stays away.
fn unregister(vm: &mut Vm, poll: Value, stream: Value) -> Outcome {
    if let Some(at) = place(vm, poll, stream)? {
        entries(vm, poll)?.drain(at..at + STRIDE);
        if let Some(d) = vm.device_mut(poll)
            && d.data[AT] as usize > at
        {
            d.data[AT] -= STRIDE as i64;
        }
    }
    Ok(Value::NONE)
}

/// `modify(stream, events)`
fn modify(vm: &mut Vm, poll: Value, stream: Value, events: Value) -> Outcome {
    let Some(at) = place(vm, poll, stream)? else {
        return Err(vm.os_error(ENOENT));
    };
    let events = vm.int_arg(events)?;
    entries(vm, poll)?[at + ASKED] = Value::small(events);
    Ok(Value::NONE)
}

/// Streams that a process may ask about at once, by its limit of open files.
const MOST_STREAMS: usize = 1024;

/// Looks at each stream once, and tells how many are ready. [`Abrupt::Python`] if one is a user's.
fn look(vm: &mut Vm, host: &mut dyn Host, poll: Value) -> Outcome<usize> {
    let all = entries(vm, poll)?[FIRST..].to_vec();
    if vm.profile.is_unix && all.len() > MOST_STREAMS * STRIDE {
        return Err(vm.os_error(EINVAL));
    }
    let mut ready = 0;
    for (n, entry) in all.chunks_exact(STRIDE).enumerate() {
        let asked = entry[ASKED].as_small().unwrap_or(0);
        let found = stream::ready(vm, host, entry[0], asked)?;
        ready += usize::from(found != 0);
        entries(vm, poll)?[FIRST + n * STRIDE + FOUND] = Value::small(found);
    }
    Ok(ready)
}

/// A time to wait in milliseconds, negative for ever.
fn timeout(vm: &mut Vm, v: Option<Value>) -> Outcome<i64> {
    match v {
        None | Some(Value::NONE) => Ok(-1),
        Some(v) => vm.int_arg(v),
    }
}

/// Waits for some stream to be ready, and answers with how many are; else a frozen function goes on,
/// whose answer is that of `name`.
fn wait(vm: &mut Vm, host: &mut dyn Host, poll: Value, timeout: i64, name: &str) -> Outcome<usize> {
    match look(vm, host, poll) {
        Ok(0) if timeout != 0 => {}
        Ok(ready) => return Ok(ready),
        Err(Abrupt::Python) => {}
        Err(other) => return Err(other),
    }
    let timeout = vm.new_int(timeout);
    Err(vm.call_frozen(name, &[poll, timeout]))
}

/// `poll(timeout=-1)`: a list of the streams that are ready with their events.
fn poll(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 2)?;
    let poll = args.get(vm, 0);
    let timeout = args.opt(vm, 1);
    let timeout = self::timeout(vm, timeout)?;
    let ready = wait(vm, host, poll, timeout, "select_poll")?;
    found(vm, poll, ready)
}

/// This many that are ready, as a list.
fn found(vm: &mut Vm, poll: Value, ready: usize) -> Outcome {
    begin(vm, poll, ready, 0)?;
    let mut items = Vec::with_capacity(ready);
    while let Some(pair) = next_pair(vm, poll) {
        items.push(vm.new_tuple(pair));
    }
    Ok(vm.new_list(items))
}

/// `_poll_list(poll, ready)`: the list that `poll` gives, of this many that are ready.
pub(crate) fn list(vm: &mut Vm, poll: Value, ready: Value) -> Outcome {
    found(vm, poll, ready.as_small().unwrap_or(0) as usize)
}

/// `ipoll(timeout=-1, flags=0)`: the same as an iterator, which is the object itself.
fn ipoll(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 1, 3)?;
    let poll = args.get(vm, 0);
    let (timeout, flags) = (args.opt(vm, 1), args.opt(vm, 2));
    let timeout = self::timeout(vm, timeout)?;
    let flags = flags.map_or(Ok(0), |flags| vm.int_arg(flags))?;
    begin(vm, poll, 0, flags)?;
    let ready = wait(vm, host, poll, timeout, "select_ipoll")?;
    begin(vm, poll, ready, flags)
}

/// The iterator starts over, with this many that are ready.
fn begin(vm: &mut Vm, poll: Value, ready: usize, flags: i64) -> Outcome {
    entries(vm, poll)?;
    if let Some(d) = vm.device_mut(poll) {
        d.data[AT] = FIRST as i64;
        d.data[LEFT] = ready as i64;
        d.data[FLAGS] = flags;
    }
    Ok(poll)
}

/// The next stream that was found ready, with its events, in the tuple that held the one before.
pub(crate) fn next_ready(vm: &mut Vm, poll: Value) -> Outcome<Option<Value>> {
    let Some(pair) = next_pair(vm, poll) else {
        return Ok(None);
    };
    let shared = entries(vm, poll)?[SHARED];
    if let Some(Object::Tuple(items)) = vm.heap.object_mut(shared) {
        items.copy_from_slice(&pair);
        return Ok(Some(shared));
    }
    let shared = vm.new_tuple(pair);
    entries(vm, poll)?[SHARED] = shared;
    Ok(Some(shared))
}

/// The next stream that was found ready, with its events.
fn next_pair(vm: &mut Vm, poll: Value) -> Option<[Value; 2]> {
    let d = vm.device_mut(poll)?;
    if d.data[LEFT] <= 0 {
        return None;
    }
    d.data[LEFT] -= 1;
    while let Some(entry) = d.values.get_mut(d.data[AT] as usize..) {
        let [stream, asked, found] = entry.first_chunk_mut()?;
        d.data[AT] += STRIDE as i64;
        if *found != Value::small(0) {
            if d.data[FLAGS] & ONE_SHOT != 0 {
                *asked = Value::small(0);
            }
            return Some([*stream, *found]);
        }
    }
    None
}

/// `_poll_native(stream, events)`: what is ready of a built-in stream; `None` for a user's.
pub(crate) fn ready_now(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let (stream, asked) = (args.get(vm, 0), args.get(vm, 1));
    let asked = vm.int_arg(asked)?;
    match stream::ready(vm, host, stream, asked) {
        Ok(found) => Ok(Value::small(found)),
        Err(Abrupt::Python) => Ok(Value::NONE),
        Err(other) => Err(other),
    }
}

/// `_poll_rest(entries, end)`: waits until some stream may have become ready, or until that millisecond.
pub(crate) fn rest(vm: &mut Vm, entries: Value, end: Value) -> Outcome {
    if vm.has_served() {
        return Ok(Value::NONE);
    }
    let entries = vm.items_of(entries).unwrap_or_default();
    let streams: Vec<Value> = entries.iter().copied().step_by(2).collect();
    if streams.is_empty()
        || vm.threads.is_many()
        || !streams.iter().all(|&stream| stream::is_quiet(vm, stream))
    {
        return time::delay_ms(vm, 1, Sleep::Nap);
    }
    // Nothing changes until then, for nobody else runs but what is scheduled, which ends the wait.
    match vm.int_of(end) {
        Some(_) => {
            let end = vm.int_arg(end)?;
            time::nap_to_ms(vm, end.max(0) as u64)
        }
        None => Err(Abrupt::Input),
    }
}

/// `_poll_entries(poll)`: its streams and what is asked of each, in one list.
pub(crate) fn asked(vm: &mut Vm, poll: Value) -> Outcome {
    let all = entries(vm, poll)?[FIRST..].to_vec();
    let asked = all
        .chunks_exact(STRIDE)
        .flat_map(|entry| [entry[0], entry[ASKED]]);
    let asked: Vec<Value> = asked.collect();
    Ok(vm.new_list(asked))
}

/// `_poll_found(poll, n, events)`: what was found of the stream number `n`.
pub(crate) fn set_found(vm: &mut Vm, poll: Value, n: Value, events: Value) -> Outcome {
    let n = n.as_small().unwrap_or(0) as usize;
    let events = vm.int_arg(events)?;
    if let Some(slot) = entries(vm, poll)?.get_mut(FIRST + n * STRIDE + FOUND) {
        *slot = Value::small(events);
    }
    Ok(Value::NONE)
}

/// `_poll_done(poll, ready)`: the iterator over this many that are ready.
pub(crate) fn iterate(vm: &mut Vm, poll: Value, ready: Value) -> Outcome {
    let flags = vm.device(poll).map_or(0, |d| d.data[FLAGS]);
    begin(vm, poll, ready.as_small().unwrap_or(0) as usize, flags)
}

/// `select(read, write, error, timeout=None)`: the timeout is in seconds.
fn select(vm: &mut Vm, args: Args) -> Outcome {
    let poll = new_poll(vm);
    for (i, events) in [POLLIN, POLLOUT, POLLERR | POLLHUP].into_iter().enumerate() {
        let streams = args.get(vm, i);
        let Some(streams) = vm.items_of(streams).map(<[Value]>::to_vec) else {
            let message =
                alloc::format!("object '{}' isn't a tuple or list", vm.type_name(streams));
            return Err(vm.type_error(&message));
        };
        for stream in streams {
            add(vm, poll, stream, events, true)?;
        }
    }
    let timeout = match args.opt(vm, 3) {
        None | Some(Value::NONE) => -1,
        Some(v) => match vm.float_arg(v)? {
            // In single precision, on each board.
            seconds if seconds >= 0.0 => (seconds as f32 * 1000.0) as i64,
            _ => -1,
        },
    };
    let timeout = vm.new_int(timeout);
    Err(vm.call_frozen("select_select", &[poll, timeout]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Bench;
    use crate::vm::Profile;

    #[test]
    fn a_console_is_ready_once_a_byte_came_and_keeps_it() {
        let mut bench = Bench::new(Profile::PICO);
        let poll = bench.call("select", "poll", &[]).expect("a poll");
        let stdin = super::super::io::console::text_stream(&mut bench.vm, 0);
        let asked = [stdin, Value::small(POLLIN)];
        bench.method(poll, "register", &asked, &[]).expect("taken");
        let none = bench.method(poll, "poll", &[Value::small(0)], &[]);
        let none = none.expect("a list");
        assert_eq!(bench.vm.items_of(none), Some(&[][..]));
        bench.world.input = b"x\r".to_vec();
        for _ in 0..2 {
            let one = bench.method(poll, "poll", &[Value::small(0)], &[]);
            let one = one.expect("a list");
            assert_eq!(bench.vm.items_of(one).map(<[Value]>::len), Some(1));
        }
        let line = bench.method(stdin, "readline", &[], &[]).expect("a line");
        assert_eq!(bench.vm.str_of(line), Some("x\n"));
    }
}
