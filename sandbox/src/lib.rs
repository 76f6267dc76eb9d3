//! The VM as a WebAssembly module without glue: what it imports and exports is in docs/sandbox.md.
//!
//! There is nothing here for other targets: the imported functions exist in WebAssembly only.
#![cfg(target_arch = "wasm32")]

mod abi;
mod host;
mod machine;
