//! HMAC (RFC 2104) opened: the key brought to a block, two pads, two hashes.

use super::hash::Hash;

/// Everything HMAC makes on its way, real bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The hash function.
    pub hash: Hash,
    /// Whether the key was longer than a block and was hashed first.
    pub key_hashed: bool,
    /// The key (or its hash) filled with zero bytes to one block.
    pub key_block: Vec<u8>,
    /// Each byte of the block XOR `0x36`.
    pub inner_pad: Vec<u8>,
    /// Hash of the inner pad and the message.
    pub inner_hash: Vec<u8>,
    /// Each byte of the block XOR `0x5C`.
    pub outer_pad: Vec<u8>,
    /// Hash of the outer pad and the inner hash: the result.
    pub outer_hash: Vec<u8>,
}

/// HMAC with every intermediate value.
pub fn open(hash: Hash, key: &[u8], message: &[u8]) -> Opened {
    let key_hashed = key.len() > hash.block_size();
    let mut key_block = if key_hashed { hash.digest(key) } else { key.to_vec() };
    key_block.resize(hash.block_size(), 0);
    let pad = |with: u8| key_block.iter().map(|byte| byte ^ with).collect::<Vec<u8>>();
    let joined = |pad: &[u8], rest: &[u8]| hash.digest(&[pad, rest].concat());
    let (inner_pad, outer_pad) = (pad(0x36), pad(0x5C));
    let inner_hash = joined(&inner_pad, message);
    let outer_hash = joined(&outer_pad, &inner_hash);
    Opened { hash, key_hashed, key_block, inner_pad, inner_hash, outer_pad, outer_hash }
}

/// HMAC alone.
pub fn hmac(hash: Hash, key: &[u8], message: &[u8]) -> Vec<u8> {
    open(hash, key, message).outer_hash
}

/// Compares two secrets without ending early at the first difference, as `hmac.compare_digest` does.
pub fn compare_digest(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len() && left.iter().zip(right).fold(0, |sum, (l, r)| sum | (l ^ r)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::base64url;
    use crate::jose::binascii::hexlify;
    use jsonwebtoken::{Algorithm, EncodingKey, crypto};

    #[test]
    fn the_opened_hmac_is_the_crates_hmac() {
        let message = b"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyX2lkIjoxMjN9";
        for (hash, algorithm) in [
            (Hash::Sha256, Algorithm::HS256),
            (Hash::Sha384, Algorithm::HS384),
            (Hash::Sha512, Algorithm::HS512),
        ] {
            for length in [0, 1, 8, 32, 63, 64, 65, 127, 128, 129, 300] {
                let key: Vec<u8> = (0..length).map(|at| (at * 7 + 3) as u8).collect();
                let want = crypto::sign(message, &EncodingKey::from_secret(&key), algorithm).unwrap();
                let opened = open(hash, &key, message);
                assert_eq!(base64url::encode(&opened.outer_hash), want, "{hash:?} {length}");
                assert_eq!(opened.key_hashed, length > hash.block_size());
                assert_eq!(opened.key_block.len(), hash.block_size());
            }
        }
    }

    #[test]
    fn digests_and_derived_keys_are_hashlibs() {
        assert_eq!(hexlify(&Hash::Md5.digest(b"abc")), "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(hexlify(&Hash::Sha1.digest(b"abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
        let derived = Hash::Sha256.pbkdf2(b"password", b"salt", 2, 40);
        assert_eq!(
            hexlify(&derived),
            "ae4d0c95af6b46d32d0adff928f06dd02a303f8ef3c251dfd6e2d85a95474c43830651afcb5c862f"
        );
        assert_eq!(Hash::named("SHA-512/256"), Some(Hash::Sha512256));
    }

    #[test]
    fn comparing_takes_everything_into_account() {
        assert!(compare_digest(b"abc", b"abc"));
        assert!(!compare_digest(b"abc", b"abd") && !compare_digest(b"abc", b"ab"));
    }
}
