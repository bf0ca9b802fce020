//! The `annals` binary: see [`annals`].

fn main() {}
