//! base64url without padding (RFC 7515 section 2), written one way and read in the two ways of the two libraries.

mod zoom;

pub use zoom::{Group, Zoom, zoom};

use super::binascii::{self, BinasciiError};

/// The sixty-four characters, in the order of their values (RFC 4648 section 5).
pub const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// base64url without `=`.
pub fn encode(bytes: &[u8]) -> String {
    binascii::encode(bytes, ALPHABET, false)
}

/// Reads a segment as `PyJWT` 2.15.1 does: only the alphabet, unused bits zero, and padding only if it is the right one.
///
/// `None` is its `Invalid ... padding`.
pub fn decode_strict(segment: &[u8]) -> Option<Vec<u8>> {
    let stripped_len = segment.iter().rposition(|byte| *byte != b'=').map_or(0, |at| at + 1);
    let (stripped, padding) = (&segment[..stripped_len], segment.len() - stripped_len);
    if padding > 2 || (padding > 0 && !segment.len().is_multiple_of(4)) || stripped.len() % 4 == 1 {
        return None;
    }
    let mut out = Vec::with_capacity(stripped.len() * 3 / 4);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in stripped {
        bits = bits << 6 | u32::from(value_of(*byte)?);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    (bits == 0).then_some(out)
}

/// Reads a segment as python-jose 3.5.0 does: `=` up to a multiple of four, then [`urlsafe_b64decode`].
///
/// # Errors
/// The few things that CPython's reader minds.
pub fn decode_lenient(segment: &[u8]) -> Result<Vec<u8>, BinasciiError> {
    let missing = (4 - segment.len() % 4) % 4;
    let padded: Vec<u8> = segment.iter().copied().chain(std::iter::repeat_n(b'=', missing)).collect();
    urlsafe_b64decode(&padded)
}

/// Python's `base64.urlsafe_b64decode` of bytes: `-` and `_` stand for `+` and `/`, which are accepted too, and
/// everything else is skipped.
///
/// # Errors
/// `binascii.Error`: the padding or the number of characters is wrong.
pub fn urlsafe_b64decode(bytes: &[u8]) -> Result<Vec<u8>, BinasciiError> {
    let plain: Vec<u8> = bytes
        .iter()
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => *other,
        })
        .collect();
    binascii::a2b_base64(&plain, false)
}

/// The value of a character of the alphabet, 0 to 63.
pub fn value_of(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    }
}

/// The characters that carry bits of a range of the bytes: character indices into [`encode`]'s text.
pub fn chars_of(bytes: std::ops::Range<usize>) -> std::ops::Range<usize> {
    if bytes.is_empty() {
        return bytes.start * 4 / 3..bytes.start * 4 / 3;
    }
    bytes.start * 8 / 6..(bytes.end * 8).div_ceil(6)
}

/// The bytes that a range of characters carries bits of; `len` is the number of bytes.
pub fn bytes_of(chars: std::ops::Range<usize>, len: usize) -> std::ops::Range<usize> {
    let clamp = |byte: usize| byte.min(len);
    if chars.is_empty() {
        return clamp(chars.start * 6 / 8)..clamp(chars.start * 6 / 8);
    }
    clamp(chars.start * 6 / 8)..clamp((chars.end * 6).div_ceil(8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_read_as_each_library_reads_them() {
        let root = env!("CARGO_MANIFEST_DIR");
        let mut seen = 0;
        for place in ["tests/conformance", "../shared/conformance"] {
            let path = format!("{root}/{place}/units/base64_segments.jsonl");
            for line in std::fs::read_to_string(path).unwrap_or_default().lines() {
                let case: serde_json::Value = serde_json::from_str(line).unwrap();
                let segment = case["seg"].as_str().unwrap().as_bytes();
                let hex = binascii::hexlify;
                let strict = decode_strict(segment).map(|bytes| hex(&bytes));
                assert_eq!(strict.as_deref(), case["pyjwt"].as_str(), "{case}");
                for (got, good, bad) in [
                    (decode_lenient(segment), "jose", "jose_error"),
                    (urlsafe_b64decode(segment), "plain_urlsafe_b64decode", "plain_error"),
                ] {
                    match got {
                        Ok(bytes) => assert_eq!(Some(hex(&bytes).as_str()), case[good].as_str(), "{case}"),
                        Err(error) => {
                            if let Some(want) = case[bad].as_str() {
                                assert!(want.ends_with(&error.to_string()), "{case}: {error}");
                            } else {
                                assert!(case[good].is_null(), "{case}: {error}");
                            }
                        }
                    }
                }
                seen += 1;
            }
        }
        assert!(seen > 600);
    }

    #[test]
    fn ranges_go_over_to_characters_and_back() {
        let text = encode(b"{\"user_id\":123}");
        assert_eq!(text, "eyJ1c2VyX2lkIjoxMjN9");
        assert_eq!(chars_of(0..1), 0..2);
        assert_eq!(chars_of(11..14), 14..19);
        assert_eq!(bytes_of(14..19, 15), 10..15);
        assert_eq!((chars_of(4..4), bytes_of(20..20, 15)), (5..5, 15..15));
    }
}
