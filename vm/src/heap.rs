//! The arena that holds all objects, and its precise mark-and-sweep collector.
//!
//! Nothing is collected while an operation runs: the interpreter collects between two instructions,
//! when [`Heap::wants_collection`] says so, and then every live value is in a frame, on the value
//! stack, or reachable from the VM's own tables. Natives may therefore hold values in Rust locals.

use alloc::vec;
use alloc::vec::Vec;

use crate::object::Object;
use crate::value::{Ref, Value};

const NO_FREE: u32 = u32::MAX;
/// Allocations of this many bytes are asked for before anything is changed.
const BIG: usize = 4096;

/// A heap that could be larger than any board's is collected when this much is in use, and later
/// when twice as much is as was alive.
const OFTEN: usize = 1 << 18;

/// The most that may stay in use beyond the limit.
const OVERDRAFT: usize = 4096;

/// Bytes of an object that is no object here: a boxed float.
const BOXED_FLOAT: usize = 16;

/// Bytes of a tuple of two.
const PAIR: usize = 16;
/// The same of an integer beyond a board's small ones but not beyond ours: the object, its digits.
const BOXED_INT: usize = 32;

/// All objects of one VM.
#[derive(PartialEq, Eq, Hash, Debug)]
pub struct Heap {
    objects: Vec<Object>,
    free: u32,
    /// Bytes in use as the board would count them.
    used: usize,
    /// The board's heap.
    limit: usize,
    /// Bytes that are in use beyond the limit although a `MemoryError` told so: the object that
    /// did not fit is there all the same, where a board would never have made it.
    overdraft: usize,
    /// `used` at which the interpreter looks here before it goes on; see [`Heap::arm`].
    threshold: usize,
    /// `used` at which the next collection is due.
    due: usize,
    /// How many `heap_lock()` are open.
    locks: u32,
    /// Something waits for the interpreter to look between two instructions.
    attention: bool,
    /// Bytes that collections freed so far.
    freed: usize,
    /// The most bytes in use before any collection.
    peak: usize,
    /// Allocations below this many bytes are not asked for in advance.
    pub(crate) big: usize,
    /// Whether Python asked for no automatic collection.
    pub disabled: bool,
    /// Allocations since the last collection, for tests that collect at each one.
    pub fresh: u32,
    /// The largest integer that the board keeps in a word; floats never are. `None` where words
    /// are as wide as ours, and such values are not counted.
    small_max: Option<i64>,
    /// Bytes that are no objects here: loaded code.
    held: usize,
    /// An object that a board has no counterpart of.
    exempt: Option<Ref>,
}

impl Clone for Heap {
    /// The copy has the same room to grow in, since that is counted.
    fn clone(&self) -> Heap {
        Heap {
            objects: self.objects.iter().map(Object::twin).collect(),
            ..*self
        }
    }
}

impl Heap {
    /// An empty heap that may hold `limit` bytes as the board counts them.
    pub fn new(limit: usize) -> Heap {
        Heap {
            objects: Vec::new(),
            free: NO_FREE,
            used: 0,
            limit,
            overdraft: 0,
            threshold: limit.min(OFTEN),
            due: limit.min(OFTEN),
            locks: 0,
            attention: false,
            freed: 0,
            peak: 0,
            big: BIG,
            disabled: false,
            fresh: 0,
            small_max: None,
            held: 0,
            exempt: None,
        }
    }

    /// Counts this object no more: it is the VM's own.
    pub fn exempt(&mut self, r: Ref) {
        self.used = self.used.saturating_sub(self.get(r).board_bytes());
        self.exempt = Some(r);
    }

    /// Makes floats, and integers of more than `bits` bits, take the memory that a board boxes
    /// them in.
    pub fn box_beyond(&mut self, bits: u8) {
        self.small_max = Some((1 << (bits - 1)) - 1);
    }

    /// Accounts for code: `bytes` is all that there is of it now.
    pub fn hold(&mut self, bytes: usize) {
        self.used = (self.used + bytes).saturating_sub(self.held);
        self.held = bytes;
    }

    /// Bytes of code.
    pub fn held(&self) -> usize {
        self.held
    }

    /// Counts the box of a float that an operator gave, on a board that has them.
    #[inline(always)]
    pub fn charge_float(&mut self) {
        self.used += BOXED_FLOAT;
    }

    /// Counts a tuple of two that nobody keeps.
    #[inline(always)]
    pub fn charge_pair(&mut self) {
        self.used += PAIR;
    }

    /// Counts the box of a value that was just made, if the board has one.
    #[inline]
    pub fn charge_box(&mut self, v: Value) {
        if let Some(max) = self.small_max {
            self.used += boxed(v, max);
        }
    }

    /// Counts the box of an integer that just went into a container, if the board has one: there
    /// are too many places that make them, and most are small.
    #[inline]
    pub fn charge_item(&mut self, v: Value) {
        if v.is_small() {
            self.charge_box(v);
        }
    }

    /// Places an object.
    #[inline]
    pub fn alloc(&mut self, object: Object) -> Ref {
        self.used += object.board_bytes();
        self.fresh = self.fresh.wrapping_add(1);
        if self.free != NO_FREE {
            let at = self.free;
            if let Some(place) = self.objects.get_mut(at as usize)
                && let Object::Free(next) = *place
            {
                self.free = next;
                *place = object;
                return Ref(at);
            }
        }
        self.objects.push(object);
        Ref(self.objects.len() as u32 - 1)
    }

    /// Places an object and refers to it.
    #[inline]
    pub fn new_value(&mut self, object: Object) -> Value {
        Value::obj(self.alloc(object))
    }

    /// Counts bytes that an object grew by.
    #[inline]
    pub fn charge(&mut self, bytes: usize) {
        self.used += bytes;
    }

    /// The object at `r`. A reference lives as long as its object, so it is always there.
    #[inline(always)]
    pub fn get(&self, r: Ref) -> &Object {
        &self.objects[r.0 as usize]
    }

    /// The object at `r`, to change.
    #[inline(always)]
    pub fn get_mut(&mut self, r: Ref) -> &mut Object {
        &mut self.objects[r.0 as usize]
    }

    /// The object that `v` refers to, if it refers to one.
    #[inline(always)]
    pub fn object(&self, v: Value) -> Option<&Object> {
        v.as_ref().map(|r| self.get(r))
    }

    /// The object that `v` refers to, to change.
    #[inline(always)]
    pub fn object_mut(&mut self, v: Value) -> Option<&mut Object> {
        v.as_ref().map(|r| self.get_mut(r))
    }

    /// Whether there is an object at `r`.
    pub fn holds(&self, r: Ref) -> bool {
        let place = self.objects.get(r.0 as usize);
        place.is_some_and(|o| !matches!(o, Object::Free(_)))
    }

    /// Bytes in use, as the board counts them; garbage not yet collected included.
    pub fn used(&self) -> usize {
        self.used
    }

    /// The board's heap size.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// All objects; after a collection, those that are alive.
    pub fn objects(&self) -> impl Iterator<Item = &Object> {
        self.objects.iter()
    }

    /// The sizes of all objects as the board counts them; those that its firmware holds are 0.
    pub fn sizes(&self) -> impl Iterator<Item = usize> {
        self.objects.iter().map(Object::board_bytes)
    }

    /// Whether a collection, or something else that waits for a safe point, is due at the next one.
    #[inline(always)]
    pub fn wants_collection(&self) -> bool {
        self.used >= self.threshold
    }

    /// Whether it is really a collection.
    pub fn is_due(&self) -> bool {
        self.used >= self.due && self.locks == 0
    }

    /// Sets when the interpreter is to look: at once, at the next allocation while the heap is
    /// locked, or else when a collection is due. One comparison serves for all three.
    fn arm(&mut self) {
        self.threshold = match (self.locks, self.attention) {
            (0, true) => 0,
            (0, false) => self.due,
            _ => self.used + 1,
        };
    }

    /// Makes the interpreter look at what waits, before its next instruction.
    pub fn call_attention(&mut self, on: bool) {
        self.attention = on;
        self.arm();
    }

    /// Whether something waits for that.
    pub fn wants_attention(&self) -> bool {
        self.attention && self.locks == 0
    }

    /// Refuses allocations until as many calls of [`Heap::unlock`].
    pub fn lock(&mut self) {
        self.locks += 1;
        self.big = 1;
        self.arm();
    }

    /// Says how many locks are left.
    pub fn unlock(&mut self) -> u32 {
        self.locks = self.locks.saturating_sub(1);
        if self.locks == 0 {
            self.big = BIG;
        }
        self.arm();
        self.locks
    }

    /// Sets how many locks there are, which is each thread's own; says how many there were.
    pub fn set_locks(&mut self, locks: u32) -> u32 {
        let before = core::mem::replace(&mut self.locks, locks);
        self.big = if locks == 0 { BIG } else { 1 };
        self.arm();
        before
    }

    /// Whether allocations are refused.
    #[inline]
    pub fn is_locked(&self) -> bool {
        self.locks > 0
    }

    /// Whether something was allocated while that was refused; it is taken back.
    pub fn take_refused(&mut self) -> bool {
        let refused = self.is_locked() && self.used >= self.threshold;
        if refused {
            self.used = self.threshold - 1;
        }
        refused
    }

    /// Lets what was allocated since `used` pass in a locked or full heap: what a board keeps outside
    /// of it.
    #[inline]
    pub fn forgive(&mut self, used: usize) {
        if self.is_locked() {
            self.used = used;
        } else if self.used >= self.limit {
            let kept = self.used.saturating_sub(used);
            self.overdraft = (self.overdraft + kept).min(self.overdraft.max(OVERDRAFT));
            self.used = used;
        }
    }

    /// Bytes allocated so far in all, and the most that were in use.
    pub fn totals(&self) -> (usize, usize) {
        (self.freed + self.used, self.peak.max(self.used))
    }

    /// Whether `bytes` more would not fit now.
    #[inline]
    pub fn would_overflow(&self, bytes: usize) -> bool {
        self.used.saturating_add(bytes) > self.limit + self.overdraft
    }

    /// Whether more is in use than there is, and the next look will say so.
    pub fn is_overdrawn(&self) -> bool {
        self.locks == 0 && self.would_overflow(0)
    }

    /// Lets what is in use beyond the limit be, since a `MemoryError` has told of it.
    pub fn overdraw(&mut self) {
        let excess = self.used.saturating_sub(self.limit);
        // What a collection found that was not counted before is there all the same, but only once.
        self.overdraft = match self.overdraft {
            0 => excess.min(self.limit / 4),
            before => excess.min(before.max(OVERDRAFT)),
        };
        self.due = self.limit + self.overdraft + 1;
        self.arm();
    }

    /// Frees all that is not reachable from `roots`, and says how many bytes were freed.
    pub fn collect(&mut self, roots: impl Iterator<Item = Value>) -> usize {
        let before = self.used;
        let mut marks = vec![0u64; self.objects.len().div_ceil(64)];
        let mut todo: Vec<u32> = Vec::new();
        // Equal neighbours are most likely one object: `[0.0] * 100`.
        let (mut boxes, mut last) = (0, Value::NULL);
        let small_max = self.small_max;
        let mut mark = |v: Value, todo: &mut Vec<u32>| {
            if let Some(Ref(i)) = v.as_ref() {
                let (word, bit) = (i as usize / 64, 1u64 << (i % 64));
                if let Some(w) = marks.get_mut(word)
                    && *w & bit == 0
                {
                    *w |= bit;
                    todo.push(i);
                }
            } else if let Some(max) = small_max
                && v != last
            {
                boxes += boxed(v, max);
                last = v;
            }
        };
        for v in roots {
            mark(v, &mut todo);
        }
        while let Some(i) = todo.pop() {
            // Bytes that a program put into an array of objects may refer to none.
            if let Some(object) = self.objects.get(i as usize) {
                object.trace(&mut |v| mark(v, &mut todo));
            }
        }
        self.used = boxes + self.held;
        self.free = NO_FREE;
        for i in (0..self.objects.len()).rev() {
            if marks[i / 64] >> (i % 64) & 1 == 1 {
                self.used += self.objects[i].board_bytes();
            } else {
                match &mut self.objects[i] {
                    // Nothing to drop.
                    Object::Free(next) => *next = self.free,
                    place => *place = Object::Free(self.free),
                }
                self.free = i as u32;
            }
        }
        if let Some(r) = self.exempt {
            self.used = self.used.saturating_sub(self.get(r).board_bytes());
        }
        self.fresh = 0;
        if self.used <= self.limit {
            self.overdraft = 0;
        }
        let most = self.limit + self.overdraft + usize::from(self.overdraft > 0);
        // A heap that is full to the last byte is no reason to look again before something is added.
        self.due = (self.used * 2).max(OFTEN).min(most).max(self.used + 1);
        self.peak = self.peak.max(before);
        let freed = before.saturating_sub(self.used);
        self.freed += freed;
        self.arm();
        freed
    }
}

/// The bytes of the box that a board keeps this value in, whose small integers end at `max`.
fn boxed(v: Value, max: i64) -> usize {
    match v.as_small() {
        Some(n) if n > max || n < !max => BOXED_INT,
        Some(_) => 0,
        None if v.is_float() => BOXED_FLOAT,
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_root_reaches_is_freed_and_used_again() {
        let mut heap = Heap::new(1 << 20);
        let a = heap.new_value(Object::Tuple([Value::NONE].into()));
        let list = heap.new_value(Object::List(vec![a]));
        let lost = heap.alloc(Object::Plain);
        heap.collect([list].into_iter());
        assert!(matches!(heap.object(a), Some(Object::Tuple(_))));
        assert_eq!(heap.alloc(Object::Plain), lost);
    }

    #[test]
    fn what_a_full_heap_was_forgiven_is_no_reason_to_refuse_more() {
        let mut heap = Heap::new(64);
        let list = heap.new_value(Object::List(vec![Value::NONE; 12]));
        let used = heap.used();
        assert!(used == 64 && !heap.is_overdrawn());
        let exception = heap.new_value(Object::Tuple([Value::NONE].into()));
        heap.forgive(used);
        heap.collect([list, exception].into_iter());
        assert!(!heap.is_overdrawn());
        heap.new_value(Object::Plain);
        assert!(heap.is_overdrawn());
    }

    #[test]
    fn references_that_lead_nowhere_are_passed_over() {
        let mut heap = Heap::new(1 << 20);
        let list = heap.new_value(Object::List(vec![
            Value::obj(Ref(1)),
            Value::obj(Ref(1 << 30)),
        ]));
        heap.collect([list].into_iter());
        assert!(heap.holds(list.as_ref().unwrap()));
    }

    #[test]
    fn a_board_boxes_floats_and_wide_integers() {
        let mut heap = Heap::new(1 << 20);
        heap.box_beyond(31);
        let items = [0.5, 0.5, 0.25].map(Value::float);
        let mut items = items.to_vec();
        items.extend([(1 << 30) - 1, 1 << 30, -(1 << 30), !(1 << 30)].map(Value::small));
        let list = heap.new_value(Object::List(items));
        let object = heap.get(list.as_ref().unwrap()).board_bytes();
        heap.collect([list].into_iter());
        assert_eq!(heap.used(), object + 2 * BOXED_FLOAT + 2 * BOXED_INT);
    }

    #[test]
    fn a_copy_has_the_same_room() {
        let mut heap = Heap::new(1 << 20);
        let mut items = Vec::with_capacity(40);
        items.push(Value::NONE);
        let list = heap.alloc(Object::List(items));
        let bytes = heap.get(list).board_bytes();
        assert_eq!(bytes, 16 + 160);
        assert_eq!(heap.clone().get(list).board_bytes(), bytes);
    }

    #[test]
    fn cycles_are_freed() {
        let mut heap = Heap::new(1 << 20);
        let a = heap.new_value(Object::List(vec![]));
        let b = heap.new_value(Object::List(vec![a]));
        if let Some(Object::List(items)) = heap.object_mut(a) {
            items.push(b);
        }
        heap.collect(core::iter::empty());
        assert_eq!(heap.used(), 0);
    }
}
