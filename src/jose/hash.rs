//! The hash functions of Python's `hashlib` that tokens and lessons use.

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512, Sha512_224, Sha512_256};

/// A hash function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hash {
    /// MD5 (RFC 1321); broken, and shown only as such.
    Md5,
    /// SHA-1; broken as well.
    Sha1,
    /// SHA-224
    Sha224,
    /// SHA-256
    Sha256,
    /// SHA-384
    Sha384,
    /// SHA-512
    Sha512,
    /// SHA-512/224
    Sha512224,
    /// SHA-512/256
    Sha512256,
}

impl Hash {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Md5,
        Self::Sha1,
        Self::Sha224,
        Self::Sha256,
        Self::Sha384,
        Self::Sha512,
        Self::Sha512224,
        Self::Sha512256,
    ];

    /// `hashlib`'s name: `sha256`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Md5 => "md5",
            Self::Sha1 => "sha1",
            Self::Sha224 => "sha224",
            Self::Sha256 => "sha256",
            Self::Sha384 => "sha384",
            Self::Sha512 => "sha512",
            Self::Sha512224 => "sha512_224",
            Self::Sha512256 => "sha512_256",
        }
    }

    /// The function of that name, written as `hashlib.new` accepts it (`sha256`, `SHA256`, `sha-256`).
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase().replace("sha-", "sha").replace(['-', '/'], "_");
        Self::ALL.into_iter().find(|hash| hash.name() == name)
    }

    /// Bytes of a digest.
    pub fn digest_size(self) -> usize {
        match self {
            Self::Md5 => 16,
            Self::Sha1 => 20,
            Self::Sha224 | Self::Sha512224 => 28,
            Self::Sha256 | Self::Sha512256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }

    /// Bytes of a block: what HMAC pads its key to.
    pub fn block_size(self) -> usize {
        match self {
            Self::Md5 | Self::Sha1 | Self::Sha224 | Self::Sha256 => 64,
            Self::Sha384 | Self::Sha512 | Self::Sha512224 | Self::Sha512256 => 128,
        }
    }

    /// The digest of some bytes.
    pub fn digest(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Md5 => Md5::digest(bytes).to_vec(),
            Self::Sha1 => Sha1::digest(bytes).to_vec(),
            Self::Sha224 => Sha224::digest(bytes).to_vec(),
            Self::Sha256 => Sha256::digest(bytes).to_vec(),
            Self::Sha384 => Sha384::digest(bytes).to_vec(),
            Self::Sha512 => Sha512::digest(bytes).to_vec(),
            Self::Sha512224 => Sha512_224::digest(bytes).to_vec(),
            Self::Sha512256 => Sha512_256::digest(bytes).to_vec(),
        }
    }

    /// PBKDF2 with HMAC of this function (RFC 8018 section 5.2).
    pub fn pbkdf2(self, password: &[u8], salt: &[u8], rounds: u32, length: usize) -> Vec<u8> {
        let mut key =
            if password.len() > self.block_size() { self.digest(password) } else { password.to_vec() };
        key.resize(self.block_size(), 0);
        match self {
            Self::Md5 => derive::<Md5>(&key, salt, rounds, length),
            Self::Sha1 => derive::<Sha1>(&key, salt, rounds, length),
            Self::Sha224 => derive::<Sha224>(&key, salt, rounds, length),
            Self::Sha256 => derive::<Sha256>(&key, salt, rounds, length),
            Self::Sha384 => derive::<Sha384>(&key, salt, rounds, length),
            Self::Sha512 => derive::<Sha512>(&key, salt, rounds, length),
            Self::Sha512224 => derive::<Sha512_224>(&key, salt, rounds, length),
            Self::Sha512256 => derive::<Sha512_256>(&key, salt, rounds, length),
        }
    }
}

/// PBKDF2 with a key that is one block already. The two pads are hashed once, not in each of the many rounds.
fn derive<D: Digest + Clone>(key: &[u8], salt: &[u8], rounds: u32, length: usize) -> Vec<u8> {
    let padded = |with: u8| D::new_with_prefix(key.iter().map(|byte| byte ^ with).collect::<Vec<u8>>());
    let (inner, outer) = (padded(0x36), padded(0x5C));
    let mac = |message: &[u8]| {
        outer.clone().chain_update(inner.clone().chain_update(message).finalize()).finalize()
    };
    let mut out = Vec::with_capacity(length);
    for block in 1_u32.. {
        if out.len() >= length {
            break;
        }
        let mut last = mac(&[salt, &block.to_be_bytes()].concat());
        let mut sum = last.clone();
        for _ in 1..rounds {
            last = mac(&last);
            sum.iter_mut().zip(&last).for_each(|(sum, byte)| *sum ^= byte);
        }
        out.extend_from_slice(&sum);
    }
    out.truncate(length);
    out
}
