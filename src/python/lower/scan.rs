//! A look at raw text before the parser sees it, so that hostile nesting never becomes a deep tree.

/// Operators and brackets that one expression may hold; no person's expression comes near it.
const OPERATORS: usize = 4_000;
/// Open brackets; CPython's own limit is 200.
const BRACKETS: usize = 200;
/// Columns of indentation levels; CPython's own limit is 100.
const BLOCKS: usize = 100;

/// The byte at which the text nests deeper than any program needs, if it does.
pub(super) fn too_deep(source: &str) -> Option<usize> {
    let bytes = source.as_bytes();
    let mut open: Vec<usize> = Vec::new();
    let mut indents: Vec<usize> = vec![0];
    let (mut here, mut total, mut at) = (0usize, 0usize, 0usize);
    let mut line_start = true;
    while at < bytes.len() {
        if line_start && open.is_empty() {
            line_start = false;
            let width = bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            if !matches!(bytes.get(at + width), None | Some(b'\n' | b'\r' | b'#')) {
                indents.retain(|indent| *indent < width);
                indents.push(width);
                if indents.len() > BLOCKS {
                    return Some(at);
                }
            }
            at += width;
            continue;
        }
        match bytes[at] {
            b'#' => {
                at += bytes[at..].iter().take_while(|byte| **byte != b'\n').count();
                continue;
            }
            b'"' | b'\'' => {
                let end = after_string(bytes, at);
                if is_formatted(bytes, at) && operators_in_braces(&bytes[at..end]) > OPERATORS {
                    return Some(at);
                }
                at = end;
                continue;
            }
            b'\n' => {
                line_start = true;
                if open.is_empty() {
                    (here, total) = (0, 0);
                }
            }
            b';' | b',' => {
                total -= here;
                here = 0;
            }
            b'(' | b'[' | b'{' => {
                open.push(here);
                here = 1;
                total += 1;
                if open.len() > BRACKETS {
                    return Some(at);
                }
            }
            b')' | b']' | b'}' => {
                total -= here;
                here = open.pop().unwrap_or(0) + 1;
                total += 1;
            }
            b'+' | b'-' | b'*' | b'/' | b'%' | b'@' | b'&' | b'|' | b'^' | b'~' | b'<' | b'>' | b'.'
            | b':' | b'=' => {
                here += 1;
                total += 1;
            }
            b' ' | b'\t' if matches!(bytes.get(at + 1), Some(b'n' | b'l' | b'i' | b'e' | b'a' | b'f')) => {
                here += 1;
                total += 1;
            }
            _ => {}
        }
        if total > OPERATORS {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Whether the quote at `at` belongs to an f-string.
fn is_formatted(bytes: &[u8], at: usize) -> bool {
    bytes[at.saturating_sub(2)..at]
        .iter()
        .rev()
        .take_while(|b| b.is_ascii_alphabetic())
        .any(|b| b"fFtT".contains(b))
}

/// Bytes within the braces of an f-string that could nest an expression.
fn operators_in_braces(text: &[u8]) -> usize {
    let (mut depth, mut count) = (0usize, 0usize);
    for byte in text {
        match byte {
            b'{' => {
                depth += 1;
                count += usize::from(depth > 1);
            }
            b'}' => depth = depth.saturating_sub(1),
            _ if depth > 0 && !byte.is_ascii_alphanumeric() => count += 1,
            _ => {}
        }
    }
    count
}

/// The byte after a string literal that starts at `at`.
fn after_string(bytes: &[u8], at: usize) -> usize {
    let quote = bytes[at];
    let triple = bytes[at..].starts_with(&[quote; 3]);
    let mut at = at + if triple { 3 } else { 1 };
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'\n' if !triple => return at,
            byte if byte == quote && !triple => return at + 1,
            byte if byte == quote && bytes[at..].starts_with(&[quote; 3]) => return at + 3,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::too_deep;

    #[test]
    fn hostile_nesting_is_seen_before_parsing() {
        assert_eq!(too_deep(&"(".repeat(100_000)), Some(200));
        assert!(too_deep(&format!("x = {}1", "-".repeat(100_000))).is_some());
        assert!(too_deep(&format!("x = 1{}", "+1".repeat(100_000))).is_some());
        assert!(too_deep(&format!("x = {}1", "not ".repeat(100_000))).is_some());
        assert!(too_deep(&format!("x = f{}", "()".repeat(100_000))).is_some());
        assert!(too_deep(&(0..300).map(|n| " ".repeat(n) + "if x:\n").collect::<String>()).is_some());
    }

    #[test]
    fn long_flat_programs_pass() {
        assert_eq!(too_deep(&format!("x = [{}]", "-1, ".repeat(100_000))), None);
        assert_eq!(too_deep(&format!("x = '{}'", "(".repeat(100_000))), None);
        assert_eq!(too_deep(&"x = a.b + (c.d - 1)\n".repeat(10_000)), None);
    }
}
