//! The `jwtrace` program: arguments in, a front end out.

fn main() {}
