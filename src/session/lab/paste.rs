//! A token as it comes from somewhere else: what stands round it is taken away and said, and what it is is told.

use crate::jose::base64url;
use crate::jose::json::Json;

/// A token with what was taken away around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// The token itself.
    pub token: String,
    /// What was taken away, for people; nothing when it was clean.
    pub note: Option<String>,
}

/// Takes a token out of what was pasted: line breaks and spaces, quotes, `Bearer ` and `Authorization: ` before it.
///
/// # Errors
/// It is not a signed token in compact form: what it is instead, or what is missing and where.
pub fn token(text: &str) -> Result<Pasted, String> {
    let (token, taken) = bare(text);
    check(&token)?;
    let mut notes = Vec::new();
    if !taken.is_empty() {
        notes.push(format!("taken away: {}", taken.join(", ")));
    }
    notes.extend(odd(&token));
    Ok(Pasted { token, note: (!notes.is_empty()).then(|| notes.join("; ")) })
}

/// Whether somebody who pastes this means a token, good or not: it begins as the base64url of `{"` does.
pub fn looks_like_one(text: &str) -> bool {
    let (token, _) = bare(text);
    token.starts_with("ey") && token.contains('.')
}

/// The text without what stands round it, and what that was.
fn bare(text: &str) -> (String, Vec<String>) {
    let mut taken = Vec::new();
    let mut rest = text.trim();
    loop {
        let before = rest;
        for prefix in ["authorization:", "bearer ", "bearer\t", "token:", "access_token="] {
            if rest.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix)) {
                taken.push(format!("\"{}\" before it", rest[..prefix.len()].trim_end()));
                rest = rest[prefix.len()..].trim_start();
            }
        }
        for quote in ['"', '\'', '`'] {
            let open = rest.strip_prefix(quote);
            if let Some(inside) = open.map(|inside| inside.strip_suffix(quote).unwrap_or(inside)) {
                taken.push(format!("{quote} around it"));
                rest = inside.trim();
            }
        }
        if rest == before {
            break;
        }
    }
    let token: String = rest.chars().filter(|c| !c.is_whitespace()).collect();
    let breaks = rest.matches('\n').count();
    let spaces = rest.chars().filter(|c| c.is_whitespace() && *c != '\n' && *c != '\r').count();
    for (count, what) in [(breaks, "line break"), (spaces, "space")] {
        if count > 0 {
            taken.push(format!("{count} {what}{}", if count == 1 { "" } else { "s" }));
        }
    }
    (token, taken)
}

/// What it must have to be a signed token at all.
fn check(token: &str) -> Result<(), String> {
    let parts: Vec<&str> = token.split('.').collect();
    match parts.len() {
        3 => Ok(()),
        _ if token.is_empty() => {
            Err("there is no token here: paste one, three parts with dots between them".into())
        }
        1 if token.starts_with('{') => {
            Err("this is JSON, not a token: it belongs into the field claims".into())
        }
        1 => Err(format!(
            "no dots in these {} characters: a signed token has three parts, header.payload.signature",
            token.chars().count()
        )),
        2 => {
            let dot = token.find('.').unwrap_or(0) + 1;
            Err(format!(
                "2 parts, one dot at character {dot}: a signed token has 3, header.payload.signature; the end may be cut off"
            ))
        }
        5 => Err(five(parts[0])),
        many => Err(format!("{many} parts: a signed token has 3, header.payload.signature")),
    }
}

/// Five parts are an encrypted token.
fn five(header: &str) -> String {
    let bytes = base64url::decode_lenient(header.as_bytes()).ok();
    let header = bytes.and_then(|bytes| super::side::object(&bytes));
    let text = |name: &str| header.as_ref().and_then(|header| header.get(name)).and_then(Json::as_str);
    match (text("alg"), text("enc")) {
        (Some(alg), Some(enc)) => format!(
            "5 parts: this is an encrypted token (JWE, RFC 7516; alg {alg}, enc {enc}). Only who has the key can read it; the lab reads signed ones, with 3 parts"
        ),
        _ => "5 parts: an encrypted token (JWE, RFC 7516) has five, but this header does not say so; a signed one has 3"
            .to_owned(),
    }
}

/// The first character that does not belong into a token.
fn odd(token: &str) -> Option<String> {
    let fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '=');
    let (at, odd) = token.chars().enumerate().find(|(_, c)| !fine(*c))?;
    Some(match odd {
        '+' | '/' => format!("character {} is {odd}: base64url has - and _ instead", at + 1),
        odd => format!("character {} is U+{:04X}, which base64url does not have", at + 1, odd as u32),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyX2lkIjoxMjN9.u-rx84yPaU_8Yjivd6GH83bmaUJd7Uy_hQp5mIMaMKU";

    #[test]
    fn what_stands_round_a_token_is_taken_away_and_said() {
        let cut = TOKEN.len() / 2;
        let broken = format!("  {}\r\n  {}\n", &TOKEN[..cut], &TOKEN[cut..]);
        for (text, said) in [
            (TOKEN.to_owned(), None),
            (format!("Bearer {TOKEN}"), Some("\"Bearer\" before it")),
            (
                format!("Authorization: Bearer {TOKEN}\n"),
                Some("\"Authorization:\" before it, \"Bearer\" before it"),
            ),
            (format!("\"{TOKEN}\""), Some("\" around it")),
            (format!("'Bearer {TOKEN}'"), Some("' around it, \"Bearer\" before it")),
            (broken, Some("1 line break, 2 spaces")),
        ] {
            let pasted = token(&text).unwrap();
            assert_eq!(pasted.token, TOKEN);
            assert_eq!(pasted.note, said.map(|said| format!("taken away: {said}")), "{text}");
        }
        let odd = token(&TOKEN.replacen('u', "\u{202e}", 1)).unwrap().note.unwrap();
        assert!(odd.contains("U+202E"), "{odd}");
    }

    #[test]
    fn what_is_not_a_signed_token_is_told_what_it_is() {
        let two = &TOKEN[..TOKEN.rfind('.').unwrap()];
        let jwe = "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d";
        for (text, said) in [
            ("", "there is no token"),
            ("hello", "no dots"),
            ("{\"sub\": 1}", "this is JSON"),
            (two, "2 parts, one dot at character 37"),
            (jwe, "JWE, RFC 7516; alg RSA-OAEP, enc A256GCM"),
            ("a.b.c.d.e", "5 parts"),
            ("a.b.c.d", "4 parts"),
        ] {
            assert!(token(text).is_err_and(|error| error.contains(said)), "{text}: {:?}", token(text));
        }
    }
}
