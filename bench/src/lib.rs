//! The compiler behind functions that any WebAssembly host can call: no imports, one buffer.
//!
//! The host asks for [`source`], writes the file's text there, and calls [`compile`] as often as it
//! wants. Nothing is handed over but numbers, so that the module needs no glue.

pub mod calibration;
pub mod clock;

use std::sync::{Mutex, MutexGuard, PoisonError};

use vm::compiler::{self, CompileOptions};

/// What is to be compiled.
static SOURCE: Mutex<Vec<u8>> = Mutex::new(Vec::new());

fn buffer() -> MutexGuard<'static, Vec<u8>> {
    // A vector of bytes is whole at any time, whatever panicked.
    SOURCE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Compiles a source as the benchmark does everywhere: how many bytes came out, if any did.
#[must_use]
pub fn compiled_size(text: &[u8], options: &CompileOptions) -> Option<usize> {
    compiler::compile(text, options)
        .ok()
        .map(|bytes| bytes.len())
}

/// Makes room for a source of `length` bytes and says where. Valid until the next call.
#[expect(
    unsafe_code,
    reason = "an exported name is unsafe only where another symbol has it; this one is the module's own"
)]
#[unsafe(no_mangle)]
pub extern "C" fn source(length: usize) -> *mut u8 {
    let mut buffer = buffer();
    buffer.clear();
    buffer.resize(length, 0);
    buffer.as_mut_ptr()
}

/// Compiles what the host wrote: the size of the `.mpy` file, or -1 if it was refused.
#[expect(
    unsafe_code,
    reason = "an exported name is unsafe only where another symbol has it; this one is the module's own"
)]
#[unsafe(no_mangle)]
pub extern "C" fn compile() -> i32 {
    compiled_size(&buffer(), &CompileOptions::default())
        .and_then(|size| i32::try_from(size).ok())
        .unwrap_or(-1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_or_a_refusal_comes_back() {
        let options = CompileOptions::default();
        assert!(compiled_size(b"print(1)\n", &options).is_some_and(|size| size > 20));
        assert_eq!(compiled_size(b"print(\n", &options), None);
        *buffer() = b"x = 1\n".to_vec();
        assert!(compile() > 0);
    }
}
