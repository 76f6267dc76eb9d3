//! The `pinwheel` command.
fn main() {}
