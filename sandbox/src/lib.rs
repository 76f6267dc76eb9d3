//! The VM as a WebAssembly module without glue: what it imports and exports is in docs/sandbox.md.
//!
//! There is nothing here for other targets: the imported functions exist in WebAssembly only.
//!
//! It does without `std`, so that nothing of what a panic would print is in the module: it traps.
#![cfg(target_arch = "wasm32")]
#![no_std]

extern crate alloc;

mod abi;
mod host;
mod machine;

/// The allocator that `std` would bring.
#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

/// Nobody would see a message, so none is made; the host sees the trap.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
