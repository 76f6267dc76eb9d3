//! The names that cross the border, and all the unsafe code that takes: numbers only, in and out.
#![allow(
    unsafe_code,
    reason = "exported names and imported functions cannot be had without; each is argued below"
)]

use alloc::string::String;
use alloc::vec::Vec;
use core::cell::{RefCell, RefMut, UnsafeCell};

use crate::machine::Machine;

/// Bytes of an error's message; what is longer, the host cuts.
pub const MESSAGE_BYTES: usize = 256;

// The functions are `safe`: a pointer is only handed over as a number, and what a host does with the
// module's memory is the host's right anyway. The two that write get memory that is lent to them
// mutably for the duration of the call.
#[link(wasm_import_module = "pinwheel")]
unsafe extern "C" {
    safe fn write(at: i64, stream: i32, bytes: *const u8, length: usize);
    pub safe fn read(at: i64) -> i32;
    safe fn file_kind(path: *const u8, length: usize) -> i32;
    safe fn file_size(path: *const u8, length: usize) -> i32;
    safe fn file_read(path: *const u8, length: usize, from: i64, into: *mut u8, room: usize)
    -> i32;
    safe fn pin_by_name(name: *const u8, length: usize) -> i32;
    pub safe fn pin_exists(pin: i32) -> i32;
    pub safe fn pin_configure(at: i64, pin: i32, mode: i32, pull: i32, value: i32) -> i32;
    pub safe fn pin_read(at: i64, pin: i32) -> i32;
    pub safe fn pin_write(at: i64, pin: i32, high: i32);
    pub safe fn pin_toggle(at: i64, pin: i32);
    pub safe fn pwm_open(at: i64, pin: i32, freq: i64, u16: i32, ns: i64, invert: i32) -> i32;
    pub safe fn pwm_configure(at: i64, pin: i32, freq: i64, u16: i32, ns: i64, invert: i32) -> i32;
    pub safe fn pwm_freq(pin: i32) -> i32;
    pub safe fn pwm_duty_u16(pin: i32) -> i32;
    pub safe fn pwm_duty_ns(pin: i32) -> i64;
    pub safe fn pwm_deinit(at: i64, pin: i32);
    pub safe fn adc_open(at: i64, kind: i32, number: i32) -> i32;
    pub safe fn adc_read_u16(at: i64, channel: i32) -> i32;
}

/// Gives bytes to a stream: 1 for output, 2 for errors.
pub fn write_bytes(at: u64, stream: i32, bytes: &[u8]) {
    write(at.cast_signed(), stream, bytes.as_ptr(), bytes.len());
}

/// What a path names.
pub fn kind_of_file(path: &str) -> i32 {
    file_kind(path.as_ptr(), path.len())
}

/// How many bytes a file has.
pub fn size_of_file(path: &str) -> Option<usize> {
    usize::try_from(file_size(path.as_ptr(), path.len())).ok()
}

/// At most `room` bytes of a file from `at` on.
pub fn bytes_of_file(path: &str, at: u64, room: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(room).ok()?;
    bytes.resize(room, 0);
    let into = bytes.as_mut_ptr();
    let read = file_read(path.as_ptr(), path.len(), at.cast_signed(), into, room);
    bytes.truncate(usize::try_from(read).ok()?);
    Some(bytes)
}

/// The number of a pin with that name.
pub fn pin_of_name(name: &str) -> Option<u8> {
    u8::try_from(pin_by_name(name.as_ptr(), name.len())).ok()
}

/// Bytes that the host may write at any time.
struct Shared(UnsafeCell<[u8; MESSAGE_BYTES]>);

// SAFETY: the module has one thread.
unsafe impl Sync for Shared {}

static MESSAGE: Shared = Shared(UnsafeCell::new([0; MESSAGE_BYTES]));

/// The first bytes of the message that the host left.
pub fn message_text(length: usize) -> String {
    // SAFETY: the host writes only while it runs, and it does not run now: the bytes are copied
    // out before anything is called, so that no reference to them lives while it might.
    let bytes: [u8; MESSAGE_BYTES] = unsafe { *MESSAGE.0.get() };
    String::from_utf8_lossy(&bytes[..length.min(MESSAGE_BYTES)]).into_owned()
}

/// What only one thread reaches.
struct Single(RefCell<Machine>);

// SAFETY: the module has one thread.
unsafe impl Sync for Single {}

static MACHINE: Single = Single(RefCell::new(Machine::new()));

/// The machine, or nothing while it runs: a function that it imports has called back.
fn machine() -> Option<RefMut<'static, Machine>> {
    MACHINE.0.try_borrow_mut().ok()
}

/// What a call answers while the machine runs.
const BUSY: i32 = -1;

// `no_mangle` is unsafe because two symbols of one name would be confused. These are the module's
// only ones, and the linker refuses a second.

/// The version of this interface.
#[unsafe(no_mangle)]
pub extern "C" fn abi_version() -> i32 {
    1
}

/// Makes room for `length` bytes of input, and says where; 0 if there is none.
#[unsafe(no_mangle)]
pub extern "C" fn buffer(length: usize) -> *mut u8 {
    machine().map_or(core::ptr::null_mut(), |mut machine| machine.buffer(length))
}

/// Where the host leaves the message of an error.
#[unsafe(no_mangle)]
pub extern "C" fn message() -> *mut u8 {
    MESSAGE.0.get().cast()
}

/// A new machine: its board, its heap's bytes, and what its randomness comes from.
#[unsafe(no_mangle)]
pub extern "C" fn create(board: i32, heap: usize, seed: i64) -> i32 {
    machine().map_or(BUSY, |mut machine| machine.create(board, heap, seed))
}

/// Loads the file whose name and source are in the buffer, one after the other.
#[unsafe(no_mangle)]
pub extern "C" fn load_source(name_length: usize) -> i32 {
    machine().map_or(BUSY, |mut machine| machine.load_source(name_length))
}

/// Loads the `.mpy` file whose name and bytes are in the buffer.
#[unsafe(no_mangle)]
pub extern "C" fn load_mpy(name_length: usize) -> i32 {
    machine().map_or(BUSY, |mut machine| machine.load_mpy(name_length))
}

/// Runs for about `fuel` cycles.
#[unsafe(no_mangle)]
pub extern "C" fn run(fuel: i64) -> i32 {
    machine().map_or(BUSY, |mut machine| machine.run(fuel.cast_unsigned()))
}

/// Raises `KeyboardInterrupt` in the program when it runs next.
#[unsafe(no_mangle)]
pub extern "C" fn interrupt() -> i32 {
    machine().map_or(BUSY, |mut machine| machine.interrupt())
}

/// Ends the program and gives its memory back.
#[unsafe(no_mangle)]
pub extern "C" fn stop() -> i32 {
    machine().map_or(BUSY, |mut machine| machine.stop())
}

/// Virtual nanoseconds since power-on.
#[unsafe(no_mangle)]
pub extern "C" fn now() -> i64 {
    machine().map_or(-1, |machine| machine.now())
}

/// When the program that sleeps wants to go on.
#[unsafe(no_mangle)]
pub extern "C" fn wake_at() -> i64 {
    machine().map_or(-1, |machine| machine.wake_at())
}

/// Lets virtual time pass.
#[unsafe(no_mangle)]
pub extern "C" fn advance(to: i64) -> i32 {
    machine().map_or(BUSY, |mut machine| machine.advance(to.cast_unsigned()))
}

/// The code that a program left with.
#[unsafe(no_mangle)]
pub extern "C" fn exit_code() -> i32 {
    machine().map_or(0, |machine| machine.exit_code())
}

/// Bytes of the heap in use, as the board counts them.
#[unsafe(no_mangle)]
pub extern "C" fn heap_used() -> i32 {
    machine().map_or(BUSY, |machine| machine.heap_used())
}
