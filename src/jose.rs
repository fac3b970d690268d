//! JSON Web Tokens by RFC 7515, 7518 and 7519: header, claims set, compact serialisation, signing, verifying and
//! validating, each as a list of [`Operation`]s with their inputs and outputs. No Python and no screen here.
//!
//! The signing input is ours, byte for byte as Python's libraries make it; only signing and verifying it is the
//! work of the `jsonwebtoken` crate, whose own serialisation differs (field order, numbers, escapes).

pub mod algorithm;
pub mod base64url;
pub mod binascii;
pub mod claims;
pub mod decode;
pub mod encode;
pub mod flow;
pub mod hash;
pub mod hmac;
pub mod json;
pub mod jwk;
pub mod key;
pub mod keys;
mod operation;
pub mod prepare;
pub mod profile;
pub mod refusal;
pub mod sign;
pub mod stages;

pub use operation::{Datum, DatumKind, Map, OpKind, Operation, Verdict};

#[cfg(test)]
mod tests;
