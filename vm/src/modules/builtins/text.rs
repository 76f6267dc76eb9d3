//! Built-in functions on text: printing, formatting, input.

use alloc::string::String;
use alloc::vec::Vec;

use crate::hal::{Host, Read};
use crate::modules::io::stream::print_to;
use crate::native::{Abrupt, Args, F, Native, Outcome, native};
use crate::ops::print::Style;
use crate::qstr::q;
use crate::types::T;
use crate::types::text::Kind;
use crate::value::Value;
use crate::vm::Vm;

/// The functions.
pub const NATIVES: &[Native] = &[
    native("input", F::H(0, input)),
    native("print", F::H(0, print)),
    native("repr", F::F1(repr)),
];

/// What `input()` keeps while it waits.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct State {
    /// The prompt has been shown.
    prompted: bool,
    /// What has been typed of the line.
    line: Vec<u8>,
}

/// `repr(v)`
fn repr(vm: &mut Vm, v: Value) -> Outcome {
    let mut text = String::new();
    match vm.write_value(&mut text, v, Style::Repr) {
        Ok(()) => Ok(vm.new_str(&text)),
        Err(Abrupt::Python) => Err(vm.call_frozen("repr_value", &[v])),
        Err(e) => Err(e),
    }
}

/// Values that are printed in one go.
const MOST_PRINTED: usize = 1 << 15;

/// `print(*values, sep=' ', end='\n', file=None)`
fn print(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let mut text = Vec::new();
    let values = args.all(vm).to_vec();
    let (mut sep, mut end, mut file) = (None, None, None);
    for (key, value) in args.keywords(vm).collect::<Vec<_>>() {
        match key.as_qstr() {
            Some(q::sep) => sep = Some(value),
            Some(q::end) => end = Some(value),
            Some(q::file) => file = Some(value),
            _ => return Err(vm.type_error("extra keyword arguments given")),
        }
    }
    let sep = separator(vm, sep, " ")?;
    let end = separator(vm, end, "\n")?;
    let file = file.filter(|f| !f.is_none());
    let mut ends = Vec::new();
    let many = values.len() > MOST_PRINTED;
    for (i, &v) in values.iter().enumerate() {
        if i > 0 {
            ends.push(text.len());
            text.extend_from_slice(&sep);
            ends.push(text.len());
        }
        let written = match many {
            true => Err(Abrupt::Python),
            false => vm.write_bytes(&mut text, v, Style::Str),
        };
        match written {
            Ok(()) => {}
            Err(Abrupt::Python) => {
                // Some object shows itself by Python code: that makes texts first.
                let (values, sep, end) = (
                    vm.new_tuple(values),
                    vm.new_text_of(sep),
                    vm.new_text_of(end),
                );
                let file = file.unwrap_or(Value::NONE);
                return Err(vm.call_frozen("print_values", &[values, sep, end, file]));
            }
            Err(e) => return Err(e),
        }
    }
    ends.push(text.len());
    text.extend_from_slice(&end);
    vm.spend_on(text.len());
    print_to(vm, host, file, &text, &ends)
}

/// What is printed between or behind values: text, or bytes as they are.
fn separator(vm: &mut Vm, given: Option<Value>, default: &str) -> Outcome<Vec<u8>> {
    let Some(given) = given else {
        return Ok(default.into());
    };
    match vm.text_kind(given) {
        Some(Kind::Str | Kind::Bytes) => Ok(vm.text_bytes(given).to_vec()),
        _ => Err(vm.not_a_string(given)),
    }
}

/// `input([prompt])`
fn input(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    vm.check_places(args, 0, 1)?;
    if !vm.module_state.console.prompted {
        if let Some(prompt) = args.opt(vm, 0) {
            let mut text = String::new();
            match vm.write_value(&mut text, prompt, Style::Str) {
                Ok(()) => host.write(vm.now(), text.as_bytes()),
                Err(Abrupt::Python) => {
                    return Err(vm.call_frozen("input_with", &[prompt]));
                }
                Err(e) => return Err(e),
            }
        }
        vm.module_state.console.prompted = true;
    }
    match read_line(vm, host) {
        Err(Abrupt::Input) => Err(Abrupt::Input),
        outcome => {
            vm.module_state.console = State::default();
            let line = outcome?;
            match String::from_utf8(line) {
                Ok(text) => Ok(vm.new_str(&text)),
                Err(_) => Err(vm.raise_with(T::UnicodeError, &[])),
            }
        }
    }
}

/// Reads a line, without its end. A board's console is a terminal: what is typed is echoed and
/// can be taken back, Ctrl-C interrupts and Ctrl-D on an empty line ends the input.
fn read_line(vm: &mut Vm, host: &mut dyn Host) -> Outcome<Vec<u8>> {
    let terminal = !vm.profile.is_unix;
    loop {
        let at = vm.now();
        let line = &mut vm.module_state.console.line;
        match host.read(at) {
            Read::Wait => return Err(Abrupt::Input),
            Read::End if line.is_empty() => return Err(vm.raise_with(T::EOFError, &[])),
            Read::End | Read::Byte(b'\n') => break,
            Read::Byte(b'\r') if terminal => break,
            Read::Byte(0x03) if terminal => {
                return Err(vm.raise_with(T::KeyboardInterrupt, &[]));
            }
            Read::Byte(0x04) if terminal => {
                if line.is_empty() {
                    return Err(vm.raise_with(T::EOFError, &[]));
                }
            }
            Read::Byte(0x08 | 0x7f) if terminal => {
                if !line.is_empty() {
                    // Bytes that go on with a character go with it.
                    while line.pop().is_some_and(|b| b & 0xc0 == 0x80) {}
                    host.write(at, b"\x08 \x08");
                }
            }
            Read::Byte(b) => {
                line.push(b);
                if terminal {
                    host.write(at, &[b]);
                }
            }
        }
    }
    let mut line = core::mem::take(&mut vm.module_state.console.line);
    if terminal {
        host.write(vm.now(), b"\n");
    } else if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(line)
}
