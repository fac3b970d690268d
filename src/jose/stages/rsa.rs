//! RSA signatures opened (RFC 8017 sections 8.1, 8.2 and 9): a block as long as the modulus, and one power.

use super::{Job, Stage};
use crate::jose::hash::Hash;
use crate::jose::keys::{Key, RsaKey, fixed};
use num_bigint::BigUint;

pub(super) const PKCS1: &[&str] = &["digest", "DigestInfo", "block", "signature", "check"];
pub(super) const PKCS1_CHECK: &[&str] = &["digest", "DigestInfo", "block", "opened", "compared"];
pub(super) const PSS: &[&str] = &["digest", "salt", "hash", "mask", "block", "signature", "check"];
pub(super) const PSS_CHECK: &[&str] = &["digest", "opened", "hash found", "salt", "hash made", "compared"];

/// The DER that says which hash function made the digest after it (RFC 8017 section 9.2, note 1).
fn digest_info(hash: Hash, digest: &[u8]) -> Vec<u8> {
    let number = match hash {
        Hash::Sha384 => 2,
        Hash::Sha512 => 3,
        _ => 1,
    };
    let size = digest.len() as u8;
    let head = [0x30, 17 + size, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, number, 5, 0, 4, size];
    [&head, digest].concat()
}

/// `00 01 ff … ff 00` and the `DigestInfo`, as long as the modulus.
fn padded(info: &[u8], size: usize) -> Vec<u8> {
    let fill = size.saturating_sub(info.len() + 3);
    [&[0, 1], vec![0xff; fill].as_slice(), &[0], info].concat()
}

/// The signature to the public exponent, modulo n: the block that was signed, if the signature is one.
fn opened(key: &RsaKey, signature: &[u8]) -> Vec<u8> {
    fixed(&BigUint::from_bytes_be(signature).modpow(&key.e, &key.n), size_of_modulus(key))
}

fn size_of_modulus(key: &RsaKey) -> usize {
    (key.n.bits() as usize).div_ceil(8)
}

fn rsa_key<'a>(job: &'a Job<'_>) -> Option<&'a RsaKey> {
    match &job.key {
        // The verifier takes no larger ones either, and the power would take its time.
        Some(Key::Rsa(key)) if (1..=4096).contains(&key.n.bits()) && key.e.bits() <= 33 => Some(key),
        _ => None,
    }
}

pub(super) fn pkcs1(job: &Job<'_>) -> Vec<Stage> {
    let (digest, info, block) = blocks(job);
    let opened = rsa_key(job).map(|key| opened(key, job.signature)).unwrap_or_default();
    let power =
        "the block as a number, to the private exponent d, modulo n: only the private key can do this";
    vec![
        digest,
        info,
        Stage { name: PKCS1[2], ..block.clone() },
        Stage::new(PKCS1[3], power, job.signature),
        Stage::compared(
            PKCS1[4],
            format!("{} gives the block again: anyone can check", back(job)),
            &opened,
            &block.bytes,
        ),
    ]
}

pub(super) fn pkcs1_check(job: &Job<'_>) -> Vec<Stage> {
    let (digest, info, block) = blocks(job);
    let opened = rsa_key(job).map(|key| opened(key, job.signature)).unwrap_or_default();
    vec![
        digest,
        info,
        block.clone(),
        Stage::new(PKCS1_CHECK[3], format!("the token's {}", back(job)), opened.clone()),
        Stage::compared(PKCS1_CHECK[4], "the opened block against the one made here", &opened, &block.bytes),
    ]
}

/// `signature to the public exponent 65537, modulo n`
fn back(job: &Job<'_>) -> String {
    let e = rsa_key(job).map_or_else(String::new, |key| key.e.to_string());
    let e = if e.len() > 12 { "e" } else { &e };
    format!("signature to the public exponent {e}, modulo n")
}

fn digest_stage(job: &Job<'_>) -> Stage {
    Stage::new("digest", format!("{} of the signing input", job.hash_name()), job.digest())
}

fn blocks(job: &Job<'_>) -> (Stage, Stage, Stage) {
    let digest = digest_stage(job);
    let info = digest_info(job.algorithm.hash, &digest.bytes);
    let size = rsa_key(job).map_or(job.signature.len(), size_of_modulus);
    let block = padded(&info, size);
    let name = job.hash_name();
    (
        digest,
        Stage::new("DigestInfo", format!("19 bytes that name {name}, then the digest"), info),
        Stage::new(
            "block",
            format!("00 01, bytes ff, 00, the DigestInfo: {size} bytes, as long as the modulus n"),
            block,
        ),
    )
}

/// What a PSS block holds (RFC 8017 section 9.1): mask, hash and the byte `bc`.
struct Pss {
    block: Vec<u8>,
    masked: Vec<u8>,
    hash: Vec<u8>,
    mask: Vec<u8>,
    /// Nothing when there is no `01` after the zeros: then it is no such block.
    salt: Option<Vec<u8>>,
}

fn taken_apart(job: &Job<'_>) -> Option<Pss> {
    let key = rsa_key(job)?;
    let bits = key.n.bits() as usize - 1;
    let size = bits.div_ceil(8);
    let whole = opened(key, job.signature);
    let block = whole[whole.len() - size.min(whole.len())..].to_vec();
    let length = job.algorithm.hash.digest_size();
    let cut = block.len().checked_sub(length + 1)?;
    let (masked, hash) = (block[..cut].to_vec(), block[cut..cut + length].to_vec());
    let mask = generate_mask(job.algorithm.hash, &hash, cut);
    let mut data: Vec<u8> = masked.iter().zip(&mask).map(|(byte, mask)| byte ^ mask).collect();
    if let Some(first) = data.first_mut() {
        *first &= 0xff >> (8 * size - bits);
    }
    let one = data.iter().position(|byte| *byte != 0);
    let salt = one.filter(|at| data[*at] == 1).map(|at| data[at + 1..].to_vec());
    Some(Pss { block, masked, hash, mask, salt })
}

/// MGF1 (RFC 8017 appendix B.2.1).
fn generate_mask(hash: Hash, seed: &[u8], length: usize) -> Vec<u8> {
    let mut mask = Vec::with_capacity(length);
    for counter in 0_u32.. {
        if mask.len() >= length {
            break;
        }
        mask.extend(hash.digest(&[seed, &counter.to_be_bytes()].concat()));
    }
    mask.truncate(length);
    mask
}

fn salted(job: &Job<'_>, salt: &[u8]) -> Vec<u8> {
    job.algorithm.hash.digest(&[&[0; 8], job.digest().as_slice(), salt].concat())
}

pub(super) fn pss(job: &Job<'_>) -> Vec<Stage> {
    let sha = job.hash_name();
    let digest = digest_stage(job);
    let Some(pss) = taken_apart(job) else { return same_for_all(PSS, job) };
    let salt = pss.salt.unwrap_or_default();
    let made = salted(job, &salt);
    let signed =
        "the block as a number, to the private exponent d, modulo n: only the private key can do this";
    vec![
        digest,
        Stage::new(PSS[1], "random bytes: they make each signature of the same text another one", salt),
        Stage::new(PSS[2], format!("{sha} of eight zero bytes, the digest and the salt"), made.clone()),
        Stage::new(PSS[3], format!("MGF1: {sha} of the hash with a counter, over and over"), pss.mask),
        Stage::new(PSS[4], "zeros, 01 and the salt XOR the mask; then the hash; then bc", pss.block),
        Stage::new(PSS[5], signed, job.signature),
        Stage::compared(
            PSS[6],
            format!("{} gives the block; its hash is the one made above", back(job)),
            &pss.hash,
            &made,
        ),
    ]
}

pub(super) fn pss_check(job: &Job<'_>) -> Vec<Stage> {
    let sha = job.hash_name();
    let digest = digest_stage(job);
    let Some(pss) = taken_apart(job) else { return same_for_all(PSS_CHECK, job) };
    let salt_how = if pss.salt.is_some() {
        format!("the first {} bytes XOR MGF1 of the hash: zeros, 01, and then the salt", pss.masked.len())
    } else {
        "unmasked, there is no 01 after zeros: this block is no PSS block".to_owned()
    };
    let salt = pss.salt.unwrap_or_default();
    let made = salted(job, &salt);
    let how = "the hash found in the block against the one made here";
    vec![
        digest,
        Stage::new(PSS_CHECK[1], format!("the token's {}", back(job)), pss.block),
        Stage::new(PSS_CHECK[2], "the block's last bytes before bc", pss.hash.clone()),
        Stage::new(PSS_CHECK[3], salt_how, salt),
        Stage::new(PSS_CHECK[4], format!("{sha} of eight zero bytes, the digest and the salt"), made.clone()),
        Stage::compared(PSS_CHECK[5], how, &pss.hash, &made),
    ]
}

/// A key too short for its hash, or one that cannot be read: there is nothing between digest and signature to show.
fn same_for_all(names: &'static [&'static str], job: &Job<'_>) -> Vec<Stage> {
    let how = "the key is too short for this hash: there is no such block";
    let mut stages: Vec<Stage> = names.iter().map(|name| Stage::new(name, how, Vec::new())).collect();
    stages[0] = digest_stage(job);
    stages
}
