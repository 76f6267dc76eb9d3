//! The standard streams: the console behind the first three file numbers.

use alloc::vec::Vec;

use super::stream::line_len;
use crate::hal::{Host, Read};
use crate::native::{Abrupt, Outcome};
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// The number of standard input.
pub const STDIN: i64 = 0;
/// The number of standard output.
pub const STDOUT: i64 = 1;
/// The number of standard error.
pub const STDERR: i64 = 2;

/// What the streams keep between calls.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct State {
    /// Bytes that came, for an operation that waits for more.
    pending: Vec<u8>,
}

/// `sys.stdin` and its kin.
pub fn text_stream(vm: &mut Vm, fd: i64) -> Value {
    super::new_stream(vm, T::TextIo, fd)
}

/// Takes bytes from the console once `enough` finds how many of them make the answer, or once
/// nothing more will come. While it waits, what came is kept, so that it can be tried again.
pub(super) fn take(
    vm: &mut Vm,
    host: &mut dyn Host,
    text: bool,
    enough: &mut dyn FnMut(&[u8]) -> Option<usize>,
) -> Outcome<Vec<u8>> {
    loop {
        if let Some(n) = enough(&vm.module_state.io.console.pending) {
            return Ok(vm.module_state.io.console.pending.drain(..n).collect());
        }
        match fetch(vm, host, text) {
            Read::Byte(_) => {}
            Read::Wait => return Err(Abrupt::Input),
            Read::End => return Ok(core::mem::take(&mut vm.module_state.io.console.pending)),
        }
    }
}

/// Takes the next byte that has come, if there is one, and keeps it.
fn fetch(vm: &mut Vm, host: &mut dyn Host, text: bool) -> Read {
    let read = host.read(vm.now());
    if let Read::Byte(byte) = read {
        // A terminal's Enter key sends a carriage return.
        let byte = match byte {
            b'\r' if text && !vm.profile.is_unix => b'\n',
            byte => byte,
        };
        vm.module_state.io.console.pending.push(byte);
    }
    read
}

/// Whether reading a byte would not wait.
pub(super) fn is_ready(vm: &mut Vm, host: &mut dyn Host, text: bool) -> bool {
    !vm.module_state.io.console.pending.is_empty() || fetch(vm, host, text) != Read::Wait
}

/// A line from the console, its end included; shorter or empty only where input ends. For
/// `input()`, too.
pub fn read_line(vm: &mut Vm, host: &mut dyn Host) -> Outcome<Vec<u8>> {
    take(vm, host, true, &mut |bytes| line_len(bytes, None))
}

/// Prints bytes to standard output or standard error. The `buffer` of standard input is the same
/// console, and takes output too.
pub(super) fn write(vm: &Vm, host: &mut dyn Host, fd: i64, bytes: &[u8]) {
    match fd {
        STDERR => host.write_error(vm.now(), bytes),
        _ => host.write(vm.now(), bytes),
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;
    use crate::testing::Bench;
    use crate::vm::Profile;

    fn text(bench: &Bench, v: Outcome) -> String {
        let v = v.expect("an answer");
        bench.vm.str_of(v).expect("a string").into()
    }

    #[test]
    fn a_read_that_waits_loses_nothing() {
        let mut bench = Bench::new(Profile::PICO);
        let stdin = text_stream(&mut bench.vm, STDIN);
        bench.world.input = b"hel".to_vec();
        let wait = bench.method(stdin, "readline", &[], &[]);
        assert_eq!(wait, Err(Abrupt::Input));
        bench.world.input = b"lo\rrest".to_vec();
        let line = bench.method(stdin, "readline", &[], &[]);
        assert_eq!(text(&bench, line), "hello\n");
        let two = bench.method(stdin, "read", &[Value::small(2)], &[]);
        assert_eq!(text(&bench, two), "re");
        bench.world.ended = true;
        let rest = bench.method(stdin, "read", &[], &[]);
        assert_eq!(text(&bench, rest), "st");
    }

    #[test]
    fn characters_are_read_whole() {
        let mut bench = Bench::new(Profile::UNIX);
        let stdin = text_stream(&mut bench.vm, STDIN);
        bench.world.input = "é€".as_bytes()[..3].to_vec();
        let one = bench.method(stdin, "read", &[Value::small(1)], &[]);
        assert_eq!(text(&bench, one), "é");
        let wait = bench.method(stdin, "read", &[Value::small(1)], &[]);
        assert_eq!(wait, Err(Abrupt::Input));
        bench.world.input = "€".as_bytes()[1..].to_vec();
        let one = bench.method(stdin, "read", &[Value::small(1)], &[]);
        assert_eq!(text(&bench, one), "€");
    }

    #[test]
    fn writing_counts_bytes() {
        let mut bench = Bench::new(Profile::PICO);
        let stdout = text_stream(&mut bench.vm, STDOUT);
        let hello = bench.str("héllo");
        let n = bench.method(stdout, "write", &[hello], &[]);
        assert_eq!(n, Ok(Value::small(6)));
        assert_eq!(bench.world.output, "héllo".as_bytes());
        let stdin = text_stream(&mut bench.vm, STDIN);
        let refused = bench.method(stdin, "write", &[hello], &[]);
        assert_eq!(bench.error(refused), "OSError: 1");
    }
}
