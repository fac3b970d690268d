//! Signatures on curves opened: ECDSA (FIPS 186-5 section 6.4) and Ed25519 (RFC 8032 section 5.1).

use super::{Job, Stage};
use crate::jose::hash::Hash;
use crate::jose::keys::{Key, ec, fixed};
use crate::jose::sign::{self, Secret};

pub(super) const EC: &[&str] = &["digest", "point R", "r", "s", "signature", "check"];
pub(super) const EC_CHECK: &[&str] = &["digest", "r", "s", "u1", "u2", "point R", "compared"];
pub(super) const ED: &[&str] = &["point R", "public key", "hash", "S", "signature"];
pub(super) const ED_CHECK: &[&str] = &["point R", "S", "public key", "hash", "checked"];

fn digest_stage(job: &Job<'_>) -> Stage {
    Stage::new(
        "digest",
        format!("{} of the signing input, taken as a number z", job.hash_name()),
        job.digest(),
    )
}

/// The two halves of a signature, as wide as the curve each.
fn halves<'a>(job: &Job<'a>) -> (&'a [u8], &'a [u8]) {
    job.signature.split_at(job.signature.len() / 2)
}

struct Point {
    u1: Vec<u8>,
    u2: Vec<u8>,
    x: Vec<u8>,
    /// `x` modulo the order: what `r` is compared with.
    reduced: Vec<u8>,
    xy: Vec<u8>,
}

fn point(job: &Job<'_>) -> Option<Point> {
    let Some(Key::Ec(key)) = &job.key else { return None };
    let size = key.curve.bytes();
    let found = ec::recovered(key, job.algorithm.hash, job.message, job.signature)?;
    let (x, y) = (fixed(&found.point.0, size), fixed(&found.point.1, size));
    Some(Point {
        u1: fixed(&found.u1, size),
        u2: fixed(&found.u2, size),
        reduced: fixed(&found.x, size),
        xy: [x.as_slice(), &y].concat(),
        x,
    })
}

pub(super) fn ec(job: &Job<'_>) -> Vec<Stage> {
    let (r, s) = halves(job);
    let found = point(job);
    let (xy, x) = found.map(|found| (found.xy, found.reduced)).unwrap_or_default();
    let nonce = "k times the base point G, as x and y; k is a secret number used once, here made of key and digest \
                 (RFC 6979), in Python random";
    vec![
        digest_stage(job),
        Stage::new(EC[1], nonce, xy),
        Stage::new(EC[2], "the x of R, modulo the order n of the curve", r),
        Stage::new(
            EC[3],
            "(z + r times the private key) divided by k, modulo n: only the private key can",
            s,
        ),
        Stage::new(
            EC[4],
            "r and then s, each as wide as the curve; not the DER that other programs use",
            job.signature,
        ),
        Stage::compared(EC[5], "z/s times G + r/s times the public key is R again: its x is r", &x, r),
    ]
}

pub(super) fn ec_check(job: &Job<'_>) -> Vec<Stage> {
    let (r, s) = halves(job);
    let found = point(job);
    let none = found.is_none();
    let found = found.unwrap_or(Point { u1: vec![], u2: vec![], x: vec![], reduced: vec![], xy: vec![] });
    let how = if none {
        "r or s is out of range, or there is no such point: refused"
    } else if found.x == found.reduced {
        "the x of R against r"
    } else {
        "the x of R, modulo n, against r"
    };
    vec![
        digest_stage(job),
        Stage::new(EC_CHECK[1], "the first half of the token's signature", r),
        Stage::new(EC_CHECK[2], "the second half", s),
        Stage::new(EC_CHECK[3], "z divided by s, modulo the order n of the curve", found.u1),
        Stage::new(EC_CHECK[4], "r divided by s, modulo n", found.u2),
        Stage::new(EC_CHECK[5], "u1 times the base point G + u2 times the public key: x and y", found.xy),
        Stage::compared(EC_CHECK[6], how, r, &found.reduced),
    ]
}

fn ed_parts(job: &Job<'_>) -> (Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>) {
    let (r, s) = halves(job);
    let public = if let Some(Key::Ed(key)) = &job.key { key.public.to_vec() } else { Vec::new() };
    let hash = Hash::Sha512.digest(&[r, &public, job.message].concat());
    (r.to_vec(), s.to_vec(), public, hash)
}

pub(super) fn ed(job: &Job<'_>) -> Vec<Stage> {
    let (r, s, public, hash) = ed_parts(job);
    vec![
        Stage::new(
            ED[0],
            "r times the base point; r is SHA-512 of half the hashed private key and the signing input: not random",
            r,
        ),
        Stage::new(ED[1], "the point A that belongs to the private key", public),
        Stage::new(ED[2], "SHA-512 of R, the public key and the signing input, taken as a number h", hash),
        Stage::new(
            ED[3],
            "r + h times the private number, modulo the group order: only the private key can",
            s,
        ),
        Stage::new(ED[4], "R and then S, 32 bytes each", job.signature),
    ]
}

pub(super) fn ed_check(job: &Job<'_>) -> Vec<Stage> {
    let (r, s, public, hash) = ed_parts(job);
    let holds = job.key.as_ref().is_some_and(|key| {
        sign::verify(job.algorithm, &Secret::Pair(key.clone()), job.message, job.signature)
    });
    let checked = if holds { "it is" } else { "it is not, and the signature is refused" };
    vec![
        Stage::new(ED_CHECK[0], "the first half of the token's signature", r),
        Stage::new(ED_CHECK[1], "the second half, a number", s),
        Stage::new(ED_CHECK[2], "the point A", public),
        Stage::new(
            ED_CHECK[3],
            "SHA-512 of R, the public key and the signing input, taken as a number h",
            hash,
        ),
        Stage::new(
            ED_CHECK[4],
            format!("S times the base point must be R + h times A: {checked}"),
            job.signature,
        ),
    ]
}
