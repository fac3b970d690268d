//! base64url seen bit by bit: how three bytes become four characters.

use super::{ALPHABET, value_of};

/// One character of base64url and the six bits it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The character as it is in the text.
    pub character: char,
    /// Its place in the alphabet, 0 to 63.
    pub index: u8,
    /// Its six bits, `0` and `1`; the unused ones too.
    pub bits: String,
    /// How many of the six, counted from the right, belong to no byte (0, 2 or 4; only in the last group).
    pub unused: u8,
    /// The bytes its bits come from: index of the first and of the last.
    pub bytes: (usize, usize),
}

/// Bytes, their bits, and the groups of six.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Zoom {
    /// The bytes in question.
    pub bytes: Vec<u8>,
    /// Their bits, eight each.
    pub bits: Vec<String>,
    /// The groups of six, one for each character.
    pub groups: Vec<Group>,
    /// Whether the unused bits at the end are all zero, as the encoder makes them. A reader that does not care gives
    /// the same bytes for up to sixteen different last characters.
    pub canonical: bool,
}

/// Takes base64url text apart, as it is: a last character with unused bits set stays what it is. Characters outside
/// the alphabet end it.
pub fn zoom(text: &str) -> Zoom {
    let values: Vec<u8> = text.bytes().map_while(value_of).collect();
    let len = values.len() * 6 / 8;
    let all: String = values.iter().map(|value| format!("{value:06b}")).collect::<Vec<_>>().concat();
    let groups = values.iter().enumerate().map(|(at, value)| {
        let unused = ((at + 1) * 6).saturating_sub(len * 8).min(6) as u8;
        let last_bit = (at + 1) * 6 - 1 - usize::from(unused.min(5));
        Group {
            character: ALPHABET[usize::from(*value)] as char,
            index: *value,
            bits: format!("{value:06b}"),
            unused,
            bytes: (at * 6 / 8, last_bit / 8),
        }
    });
    let bits: Vec<String> = (0..len).map(|byte| all[byte * 8..byte * 8 + 8].to_owned()).collect();
    Zoom {
        bytes: bits.iter().map(|bits| u8::from_str_radix(bits, 2).unwrap_or(0)).collect(),
        groups: groups.collect(),
        canonical: !all[len * 8..].contains('1'),
        bits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::base64url::encode;

    #[test]
    fn three_bytes_are_four_groups() {
        let zoom = zoom(&encode(b"JWT"));
        assert_eq!(zoom.bits, ["01001010", "01010111", "01010100"]);
        let groups: Vec<_> =
            zoom.groups.iter().map(|g| (g.bits.as_str(), g.index, g.character, g.bytes)).collect();
        let want = [
            ("010010", 18, 'S', (0, 0)),
            ("100101", 37, 'l', (0, 1)),
            ("011101", 29, 'd', (1, 2)),
            ("010100", 20, 'U', (2, 2)),
        ];
        assert_eq!(groups, want);
        assert!(zoom.canonical);
    }

    #[test]
    fn unused_bits_are_marked_and_need_not_be_zero() {
        for (text, unused, canonical) in
            [("_w", 4, true), ("_x", 4, false), ("__8", 2, true), ("__9", 2, false)]
        {
            let zoom = zoom(text);
            assert_eq!(zoom.groups.last().unwrap().unused, unused, "{text}");
            assert_eq!(zoom.canonical, canonical, "{text}");
            assert!(zoom.bytes.iter().all(|byte| *byte == 0xFF), "{text}");
        }
        assert_eq!(zoom("").groups, []);
        assert!(zoom("A").bytes.is_empty());
    }
}
