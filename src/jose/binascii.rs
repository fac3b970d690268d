//! The text encodings of bytes in Python's `base64` and `binascii`, with their exact errors.

use std::fmt;

/// The plain alphabet (RFC 4648 section 4).
pub const PLAIN: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/// The alphabet of base32 (RFC 4648 section 6).
pub const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// The alphabet of base32hex (RFC 4648 section 7).
pub const BASE32_HEX: &[u8; 32] = b"0123456789ABCDEFGHIJKLMNOPQRSTUV";

/// A `binascii.Error`; displays as its message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BinasciiError {
    /// One character more than a multiple of four: this many data characters.
    OneMore(usize),
    /// `=` missing, or too many.
    Padding,
    /// `=` before anything else (`validate=True`).
    LeadingPadding,
    /// Something after the padding (`validate=True`).
    ExcessData,
    /// Something between two `=` (`validate=True`).
    Discontinuous,
    /// A character outside the alphabet (`validate=True`).
    NotBase64,
    /// A character outside the alphabet of base32.
    NotBase32,
    /// A character outside the alphabet of base16.
    NotBase16,
    /// Hexadecimal digits come in pairs.
    OddLength,
    /// Not a hexadecimal digit.
    NotHex,
}

impl fmt::Display for BinasciiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OneMore(count) => {
                return write!(
                    f,
                    "Invalid base64-encoded string: number of data characters ({count}) \
                     cannot be 1 more than a multiple of 4"
                );
            }
            Self::Padding => "Incorrect padding",
            Self::LeadingPadding => "Leading padding not allowed",
            Self::ExcessData => "Excess data after padding",
            Self::Discontinuous => "Discontinuous padding not allowed",
            Self::NotBase64 => "Only base64 data is allowed",
            Self::NotBase32 => "Non-base32 digit found",
            Self::NotBase16 => "Non-base16 digit found",
            Self::OddLength => "Odd-length string",
            Self::NotHex => "Non-hexadecimal digit found",
        })
    }
}

/// base64 with an alphabet, with or without `=`.
pub fn encode(bytes: &[u8], alphabet: &[u8; 64], pad: bool) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let three = [chunk[0], chunk.get(1).copied().unwrap_or(0), chunk.get(2).copied().unwrap_or(0)];
        let number = u32::from(three[0]) << 16 | u32::from(three[1]) << 8 | u32::from(three[2]);
        for place in 0..4 {
            if place <= chunk.len() {
                out.push(alphabet[(number >> (18 - 6 * place)) as usize & 63] as char);
            } else if pad {
                out.push('=');
            }
        }
    }
    out
}

/// CPython 3.11's `binascii.a2b_base64`. Unless `strict`, everything outside the alphabet is skipped, and reading
/// ends at the padding.
///
/// # Errors
/// `binascii.Error`.
pub fn a2b_base64(bytes: &[u8], strict: bool) -> Result<Vec<u8>, BinasciiError> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut place, mut left, mut pads, mut padding_started) = (0, 0_u8, 0, false);
    if strict && bytes.first() == Some(&b'=') {
        return Err(BinasciiError::LeadingPadding);
    }
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == b'=' {
            padding_started = true;
            if place >= 2 {
                pads += 1;
                if place + pads >= 4 {
                    if strict && at + 1 < bytes.len() {
                        return Err(BinasciiError::ExcessData);
                    }
                    return Ok(out);
                }
            }
            continue;
        }
        let value = match byte {
            b'+' => 62,
            b'/' => 63,
            b'-' | b'_' => 64,
            other => super::base64url::value_of(*other).unwrap_or(64),
        };
        if value >= 64 {
            if strict {
                return Err(BinasciiError::NotBase64);
            }
            continue;
        }
        if strict && padding_started {
            return Err(BinasciiError::Discontinuous);
        }
        pads = 0;
        match place {
            0 => left = value,
            1 => {
                out.push(left << 2 | value >> 4);
                left = value & 0x0F;
            }
            2 => {
                out.push(left << 4 | value >> 2);
                left = value & 0x03;
            }
            _ => {
                out.push(left << 6 | value);
                left = 0;
            }
        }
        place = (place + 1) % 4;
    }
    match place {
        0 => Ok(out),
        1 => Err(BinasciiError::OneMore(out.len() / 3 * 4 + 1)),
        _ => Err(BinasciiError::Padding),
    }
}

/// `base64.b32encode` and `b32hexencode`.
pub fn b32encode(bytes: &[u8], alphabet: &[u8; 32]) -> String {
    let mut out = String::new();
    for chunk in bytes.chunks(5) {
        let number = (0..5).fold(0_u64, |sum, at| sum << 8 | u64::from(chunk.get(at).copied().unwrap_or(0)));
        let used = (chunk.len() * 8).div_ceil(5);
        for place in 0..8 {
            out.push(if place < used {
                alphabet[(number >> (35 - 5 * place)) as usize & 31] as char
            } else {
                '='
            });
        }
    }
    out
}

/// `base64.b32decode` and `b32hexdecode`, without `map01`.
///
/// # Errors
/// `binascii.Error`.
pub fn b32decode(text: &[u8], alphabet: &[u8; 32], fold_case: bool) -> Result<Vec<u8>, BinasciiError> {
    if !text.len().is_multiple_of(8) {
        return Err(BinasciiError::Padding);
    }
    let data_len = text.iter().rposition(|byte| *byte != b'=').map_or(0, |at| at + 1);
    let padding = text.len() - data_len;
    let mut out = Vec::new();
    for chunk in text[..data_len].chunks(8) {
        let mut number = 0_u64;
        for place in 0..8 {
            let byte = chunk.get(place).copied().unwrap_or(alphabet[0]);
            let byte = if fold_case { byte.to_ascii_uppercase() } else { byte };
            let value = alphabet.iter().position(|c| *c == byte).ok_or(BinasciiError::NotBase32)?;
            number = number << 5 | value as u64;
        }
        out.extend_from_slice(&number.to_be_bytes()[3..]);
    }
    if !matches!(padding, 0 | 1 | 3 | 4 | 6) {
        return Err(BinasciiError::Padding);
    }
    if padding > 0 && !out.is_empty() {
        out.truncate(out.len() - 5 + (43 - 5 * padding) / 8);
    }
    Ok(out)
}

/// `binascii.unhexlify`: pairs of hexadecimal digits.
///
/// # Errors
/// `binascii.Error`.
pub fn unhexlify(text: &[u8]) -> Result<Vec<u8>, BinasciiError> {
    if !text.len().is_multiple_of(2) {
        return Err(BinasciiError::OddLength);
    }
    let digit = |byte: u8| (byte as char).to_digit(16).ok_or(BinasciiError::NotHex);
    text.chunks(2).map(|two| Ok((digit(two[0])? << 4 | digit(two[1])?) as u8)).collect()
}

/// Lowercase hexadecimal digits.
pub fn hexlify(bytes: &[u8]) -> String {
    // A megabyte is not rare: two characters a byte, without a text for each.
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |at: u8| char::from(DIGITS[usize::from(at)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expectations recorded from CPython 3.11.
    #[test]
    fn each_encoding_goes_both_ways() {
        assert_eq!(encode(b"hello?>", PLAIN, true), "aGVsbG8/Pg==");
        assert_eq!(b32encode(b"hello?>", BASE32), "NBSWY3DPH47A====");
        assert_eq!(b32decode(b"NBSWY3DPH47A====", BASE32, false).unwrap(), b"hello?>");
        assert_eq!(b32encode(b"a", BASE32_HEX), "C4======");
        assert_eq!(b32decode(b"me======", BASE32, false), Err(BinasciiError::NotBase32));
        assert_eq!(b32decode(b"me======", BASE32, true).unwrap(), b"a");
        assert_eq!(b32decode(b"ME=", BASE32, false), Err(BinasciiError::Padding));
        assert_eq!(unhexlify(b"0aFf").unwrap(), [0x0A, 0xFF]);
        assert_eq!(unhexlify(b"0"), Err(BinasciiError::OddLength));
        assert_eq!(unhexlify(b"0g"), Err(BinasciiError::NotHex));
    }

    #[test]
    fn validation_names_what_is_wrong() {
        for (text, error) in [
            ("ab!c", BinasciiError::NotBase64),
            ("=abc", BinasciiError::LeadingPadding),
            ("ab==cd", BinasciiError::ExcessData),
            ("ab=c", BinasciiError::Discontinuous),
            ("abc", BinasciiError::Padding),
            ("abcde", BinasciiError::OneMore(5)),
        ] {
            assert_eq!(a2b_base64(text.as_bytes(), true), Err(error), "{text}");
        }
        assert_eq!(a2b_base64(b"ab!c", false).unwrap_err().to_string(), "Incorrect padding");
    }
}
