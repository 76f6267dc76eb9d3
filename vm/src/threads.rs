//! Threads as plain data: which there are, what each waits for, whose turn it is.
//!
//! A machine runs one thread at a time; the stacks of the others lie here. Turns are counted in the
//! machine's own cycles, so that who runs when depends on the program alone, however it is sliced.
//! While there is only the main thread there is nothing here, and nothing is looked at.

use alloc::vec::Vec;
use core::mem;

use crate::interp::frame::Frame;
use crate::object::Handler;
use crate::value::{Ref, Value};

/// What `_thread` is like on a board.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Threading {
    /// Processors that run Python at once: 1 or 2. With two of them, each cycle that is spent while two
    /// threads run takes half of its time.
    pub cores: u8,
    /// Whether one thread at a time may use the interpreter (`sys.implementation._thread` tells). Where
    /// none has to wait, only the main thread runs what was scheduled.
    pub gil: bool,
    /// How many threads there may be, the main one included.
    pub most: usize,
    /// What one more gets.
    pub refusal: Refusal,
    /// Whether the other threads go on when the main one has ended.
    pub outlive_main: bool,
    /// What `get_ident()` gives in the main thread, and how much more in each other.
    pub ident: (u64, u64),
    /// Cycles of a turn, after which the next thread has its own.
    pub turn: i64,
    /// Bytes of the stacks, which bound how deep calls can nest.
    pub stack: StackSizes,
}

/// The `OSError` of one thread too many.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Refusal {
    /// With an errno.
    Errno(i32),
    /// With a message.
    Message(&'static str),
}

/// The bytes of threads' stacks.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct StackSizes {
    /// What the main thread may use, which is as deep as the profile says.
    pub main: usize,
    /// A thread's, unless `stack_size()` was called.
    pub usual: usize,
    /// At least so many.
    pub least: usize,
    /// So many of them stay free, to tell of an overflow.
    pub margin: usize,
    /// Whether they are on Python's heap.
    pub on_heap: bool,
}

impl Threading {
    /// A process: one processor that all threads share. Its main thread takes the others with it.
    pub const UNIX: Threading = Threading {
        cores: 1,
        gil: false,
        // There it is what the operating system allows.
        most: 1024,
        // EAGAIN, as the C library says it.
        refusal: Refusal::Errno(11),
        outlive_main: false,
        ident: (0x7f00_7000_0700, 0x1_1000),
        turn: 100_000,
        stack: StackSizes {
            main: 80_000,
            usual: 65_536,
            least: 16_384,
            margin: 8_192,
            on_heap: false,
        },
    };

    /// RP2: a second thread, on the second core. After the main program the board's prompt is back, and
    /// the second core goes on.
    pub const RP2: Threading = Threading {
        cores: 2,
        gil: false,
        most: 2,
        refusal: Refusal::Message("core1 in use"),
        outlive_main: true,
        ident: (1, 1),
        // 10 µs at 125 MHz.
        turn: 1_250,
        stack: StackSizes {
            main: 0x2000 - 256,
            usual: 4_096,
            least: 2_048,
            margin: 512,
            on_heap: true,
        },
    };

    /// The bytes that a thread's stack gets when `asked` were asked for; 0 for the usual.
    pub fn stack_bytes(&self, asked: usize) -> usize {
        match asked {
            0 => self.stack.usual,
            // No board has more; it would only be refused.
            n => n.clamp(self.stack.least, 1 << 30) & !3,
        }
    }

    /// How deep calls nest on a stack of `bytes`, if it is `main` on that of the main thread.
    pub fn depth(&self, bytes: usize, main: u32) -> u32 {
        let usable = bytes.saturating_sub(self.stack.margin) as u64;
        let depth = u64::from(main) * usable / self.stack.main.max(1) as u64;
        // More than the main thread has would be more of the host's memory than anybody expects.
        depth.clamp(1, u64::from(main)) as u32
    }
}

/// What a thread waits for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Wait {
    /// For its turn only.
    Turn,
    /// For this virtual nanosecond.
    Time(u64),
    /// For this lock, since the thread with the ticket came; who gives the lock back hands it over.
    Lock(Ref, u64),
    /// For standard input.
    Input,
}

/// A thread. What is below `wait` is the machine's while it runs.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Thread {
    /// Which it is among those that there are; the main one is 0.
    pub slot: usize,
    /// What it was started with.
    pub function: Value,
    /// What the board's heap holds for it.
    pub held: [Value; 2],
    /// Whether it has ended with an exception, which it tells.
    pub failed: bool,
    pub wait: Wait,
    pub stack: Vec<Value>,
    pub sp: usize,
    pub frames: Vec<Frame>,
    pub handlers: Vec<Handler>,
    /// How deep calls nest, and the steps of regular expressions.
    pub depths: [u32; 2],
    /// How many `heap_lock()` are open.
    pub heap_locks: u32,
}

/// All threads of a machine.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub(crate) struct Threads {
    /// In the order of their turns; none while there is the main one alone.
    all: Vec<Thread>,
    /// The one that runs; its stacks are the machine's.
    at: Option<usize>,
    /// Cycles that are left of its turn.
    pub left: i64,
    /// Whether two processors are at work.
    pub both: bool,
    /// Whether half a cycle's time has not been counted yet.
    pub half: bool,
    /// Tickets given so far.
    tickets: u64,
    /// The lock that the thread that runs has to wait for, from when it asked until its slice ends.
    pub awaited: Option<Ref>,
    /// How the main thread ended that others have outlived: an exception, or `None`.
    pub outlived: Option<Value>,
    /// What `stack_size()` was given.
    pub stack_size: usize,
}

impl Threads {
    /// Whether there are more than the main one.
    #[inline]
    pub fn is_many(&self) -> bool {
        !self.all.is_empty()
    }

    /// How many there are; a main one that has ended still has its processor.
    pub fn count(&self) -> usize {
        self.all.len().max(1) + usize::from(self.outlived.is_some())
    }

    /// The one that runs.
    pub fn current(&mut self) -> Option<&mut Thread> {
        self.at.and_then(|at| self.all.get_mut(at))
    }

    /// The slot of the one that runs.
    pub fn slot(&self) -> usize {
        let current = self.at.and_then(|at| self.all.get(at));
        current.map_or(0, |t| t.slot)
    }

    /// Whether the main one runs.
    #[inline]
    pub fn is_main(&self) -> bool {
        self.all.is_empty() || self.at.is_some_and(|at| self.all[at].slot == 0)
    }

    /// Whether the one that runs can go on.
    pub fn goes_on(&self) -> bool {
        self.at.is_some_and(|at| self.all[at].wait == Wait::Turn)
    }

    /// Whether there is the main one alone, whatever it waits for.
    pub fn is_over(&self) -> bool {
        matches!(self.all.as_slice(), [] | [Thread { slot: 0, .. }])
    }

    /// Adds one, whose turn comes last.
    pub fn add(&mut self, thread: Thread) {
        if thread.slot == 0 {
            self.at = Some(self.all.len());
        }
        self.all.push(thread);
    }

    /// The lowest number that no thread has.
    pub fn free_slot(&self) -> usize {
        let taken = |slot: &usize| self.all.iter().any(|t| t.slot == *slot);
        (1..).find(|slot| !taken(slot)).unwrap_or(1)
    }

    /// Where the main one is, if it has not ended.
    pub fn main_place(&self) -> Option<usize> {
        self.all.iter().position(|t| t.slot == 0)
    }

    /// The thread at a place.
    pub fn get(&mut self, place: usize) -> Option<&mut Thread> {
        self.all.get_mut(place)
    }

    /// Lets the one at `place` be the one that runs; says which was.
    pub fn set_current(&mut self, place: usize) -> Option<usize> {
        self.at.replace(place)
    }

    /// Takes the one that runs away.
    pub fn remove_current(&mut self) {
        if let Some(at) = self.at.take() {
            self.all.remove(at);
            // The next one has the next turn.
            self.all.rotate_left(at);
        }
    }

    /// Forgets all but the main one, whose stacks the machine has.
    pub fn clear(&mut self) {
        self.all.clear();
        self.at = None;
        self.both = false;
    }

    /// How many can go on.
    pub fn ready(&self) -> usize {
        self.all.iter().filter(|t| t.wait == Wait::Turn).count()
    }

    /// The next one that can go on, in the order of the turns.
    pub fn next_ready(&self) -> Option<usize> {
        let n = self.all.len();
        let from = self.at.map_or(0, |at| at + 1);
        let places = (from..from + n).map(|i| i % n);
        places.into_iter().find(|&i| self.all[i].wait == Wait::Turn)
    }

    /// Wakes those whose time has come.
    pub fn wake(&mut self, now: u64) {
        for thread in &mut self.all {
            if matches!(thread.wait, Wait::Time(until) if until <= now) {
                thread.wait = Wait::Turn;
            }
        }
    }

    /// When the next one wakes.
    pub fn wakes_at(&self) -> Option<u64> {
        let times = self.all.iter().filter_map(|t| match t.wait {
            Wait::Time(until) => Some(until),
            _ => None,
        });
        times.min()
    }

    /// Whether one waits for input.
    pub fn awaits_input(&self) -> bool {
        self.all.iter().any(|t| t.wait == Wait::Input)
    }

    /// Lets those that wait for input try again.
    pub fn try_input(&mut self) {
        for thread in &mut self.all {
            if thread.wait == Wait::Input {
                thread.wait = Wait::Turn;
            }
        }
    }

    /// The number of the next one that has to wait for a lock.
    pub fn ticket(&mut self) -> u64 {
        self.tickets += 1;
        self.tickets
    }

    /// Gives a lock to the thread that has waited for it longest, if one does.
    pub fn hand_over(&mut self, lock: Ref) -> bool {
        let waits = |t: &Thread| match t.wait {
            Wait::Lock(l, ticket) if l == lock => Some(ticket),
            _ => None,
        };
        let first = self.all.iter_mut().filter(|t| waits(t).is_some());
        match first.min_by_key(|t| waits(t)) {
            Some(thread) => {
                thread.wait = Wait::Turn;
                true
            }
            None => false,
        }
    }

    /// Adds the values that are kept alive.
    pub fn roots(&self, roots: &mut Vec<Value>) {
        for thread in &self.all {
            roots.extend(thread.stack.iter().take(thread.sp));
            for frame in &thread.frames {
                roots.extend([Value::obj(frame.globals), frame.aux]);
            }
            roots.extend(thread.handlers.iter().map(|h| h.handling));
            roots.push(thread.function);
            roots.extend(thread.held);
            if let Wait::Lock(lock, _) = thread.wait {
                roots.push(Value::obj(lock));
            }
        }
        roots.extend(self.awaited.map(Value::obj));
        roots.extend(self.outlived);
    }

    /// The code that those run which do not have the machine.
    pub fn codes(&self) -> impl Iterator<Item = u32> + '_ {
        self.all.iter().flat_map(|t| &t.frames).map(|f| f.code)
    }

    /// Counts cycles of the turn.
    pub fn spend(&mut self, cycles: i64) {
        self.left -= cycles;
    }

    /// How many cycles of time pass when so many are spent.
    #[inline]
    pub fn passed(&self, spent: u64) -> u64 {
        match self.both {
            true => (spent + u64::from(self.half)) / 2,
            false => spent,
        }
    }

    /// Counts them.
    #[inline]
    pub fn pass(&mut self, spent: u64) -> u64 {
        let passed = self.passed(spent);
        if self.both {
            self.half = (spent + u64::from(self.half)) % 2 == 1;
        }
        passed
    }
}

/// What the machine exchanges with the thread whose turn it is.
pub(crate) struct Parts<'a> {
    pub stack: &'a mut Vec<Value>,
    pub sp: &'a mut usize,
    pub frames: &'a mut Vec<Frame>,
    pub handlers: &'a mut Vec<Handler>,
    pub depths: [&'a mut u32; 2],
}

impl Thread {
    /// Exchanges the stacks.
    pub fn exchange(&mut self, parts: Parts<'_>) {
        mem::swap(&mut self.stack, parts.stack);
        mem::swap(&mut self.sp, parts.sp);
        mem::swap(&mut self.frames, parts.frames);
        mem::swap(&mut self.handlers, parts.handlers);
        for (own, depth) in self.depths.iter_mut().zip(parts.depths) {
            mem::swap(own, depth);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn threads(waits: &[Wait]) -> Threads {
        let mut threads = Threads::default();
        for (slot, &wait) in waits.iter().enumerate() {
            threads.add(Thread {
                slot,
                function: Value::NONE,
                held: [Value::NONE; 2],
                failed: false,
                wait,
                stack: vec![],
                sp: 0,
                frames: vec![],
                handlers: vec![],
                depths: [0; 2],
                heap_locks: 0,
            });
        }
        threads
    }

    #[test]
    fn turns_go_round() {
        let mut threads = threads(&[Wait::Turn, Wait::Time(5), Wait::Turn]);
        assert_eq!(threads.next_ready(), Some(2));
        threads.set_current(2);
        assert_eq!(threads.next_ready(), Some(0));
        threads.wake(5);
        threads.set_current(0);
        assert_eq!(threads.next_ready(), Some(1));
        threads.set_current(1);
        threads.remove_current();
        // The one behind it, which has moved to the front.
        assert_eq!(threads.next_ready(), Some(0));
        assert_eq!(threads.get(0).map(|t| t.slot), Some(2));
        assert_eq!(threads.free_slot(), 1);
    }

    #[test]
    fn a_lock_goes_to_who_waits_longest() {
        let lock = Ref(9);
        let waits = [Wait::Turn, Wait::Lock(lock, 2), Wait::Lock(lock, 1)];
        let mut threads = threads(&waits);
        assert!(threads.hand_over(lock));
        assert_eq!(threads.next_ready(), Some(2));
        assert!(!threads.hand_over(Ref(8)));
    }

    #[test]
    fn two_cores_take_half_of_the_time() {
        let mut threads = Threads {
            both: true,
            ..Threads::default()
        };
        let passed: u64 = [3, 1, 5].into_iter().map(|n| threads.pass(n)).sum();
        assert_eq!((passed, threads.half), (4, true));
    }

    #[test]
    fn a_second_core_has_less_stack() {
        let rp2 = Threading::RP2;
        assert_eq!(rp2.stack_bytes(0), 4_096);
        assert_eq!(rp2.stack_bytes(10), 2_048);
        assert_eq!(rp2.depth(4_096, 100), 45);
        assert_eq!(Threading::UNIX.depth(1 << 30, 2_000), 2_000);
    }
}
