//! Before and after, row by row, with what differs marked.

use crate::jose::base64url::zoom;
use crate::jose::{OpKind, Verdict};
use crate::lesson::Profile;
use crate::session::lab::{End, Lab, LabRun, SegmentChange, clock, stretches};
use crate::text::Text;
use crate::view::piece::LONGEST;
use std::fmt::Write as _;

/// What a text is, for the theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Plain,
    /// Matters less.
    Dim,
    /// The header segment.
    Header,
    /// The payload segment.
    Payload,
    /// The signature segment.
    Signature,
    /// Accepted, passed.
    Good,
    /// Refused.
    Bad,
    /// Not verified, not checked.
    Warn,
}

/// One side of a row: its text in pieces, each with whether it differs from the other side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Side {
    /// The pieces.
    pub pieces: Vec<(Text, bool)>,
    /// What it is.
    pub tone: Tone,
}

/// A row: a label, before, after.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pair {
    /// Its label; a row with no sides is a heading.
    pub label: Text,
    /// The left side.
    pub before: Side,
    /// The right side.
    pub after: Side,
    /// Whether they differ.
    pub changed: bool,
    /// Long texts: while the sides do not differ, one of them is enough.
    pub long: bool,
    /// A claim that is a time.
    pub time: bool,
}

/// Characters of hex bytes shown: more than a screen's worth is never read.
const HEX: usize = 64;

pub(super) fn of(lab: &Lab) -> Vec<Pair> {
    let mut rows = Vec::new();
    for profile in Profile::ALL {
        let (before, after) = (lab.before.run(profile), lab.after.run(profile));
        rows.push(ends(Text::label(short(profile)), &before.reading.end, &after.reading.end));
    }
    if let (Some(before), Some(after)) = (&lab.before.naive, &lab.after.naive) {
        rows.push(ends(Text::label("naive"), before, after));
    }
    let chosen = lab.after.setup.profile;
    let made = |profile: &Profile| {
        [&lab.before, &lab.after].into_iter().all(|side| side.run(*profile).reading.token.is_some())
    };
    let shown = std::iter::once(chosen).chain(Profile::ALL).find(made).unwrap_or(chosen);
    segments(&mut rows, lab.before.run(shown), lab.after.run(shown));
    dates(&mut rows, lab, lab.before.run(shown), lab.after.run(shown));
    gates(&mut rows, lab.before.run(chosen), lab.after.run(chosen), chosen);
    warnings(&mut rows, lab);
    rows
}

fn short(profile: Profile) -> &'static str {
    match profile {
        Profile::PyJwt => "PyJWT",
        Profile::PythonJose => "python-jose",
    }
}

/// How an end looks.
pub(super) fn tone(end: &End) -> Tone {
    match end {
        End::Accepted => Tone::Good,
        End::NotVerified => Tone::Warn,
        End::Refused(..) | End::NotMade(_) | End::Halted => Tone::Bad,
    }
}

fn ends(label: Text, before: &End, after: &End) -> Pair {
    let side = |end: &End| {
        let text = match end {
            End::Accepted => "✓ accepted".to_owned(),
            End::NotVerified => "○ not verified".to_owned(),
            End::Refused(raised, _) => format!("✗ {}", raised.class),
            End::NotMade(raised) => format!("✗ no token: {}", raised.class),
            End::Halted => "✗ does not end".to_owned(),
        };
        (text, tone(end))
    };
    plain(label, side(before), side(after))
}

/// A row whose sides differ as a whole or not at all.
fn plain(label: Text, before: (String, Tone), after: (String, Tone)) -> Pair {
    let changed = before.0 != after.0;
    let side = |(text, tone): (String, Tone), changed: bool| Side {
        pieces: vec![(Text::new(&text), changed)],
        tone,
    };
    Pair { label, before: side(before, false), after: side(after, changed), changed, ..Pair::default() }
}

/// A row whose sides are compared character by character.
fn compared(label: &'static str, before: &str, after: &str, tone: Tone) -> Pair {
    let (before, after) = (cut(before), cut(after));
    let (b, a) = stretches(before, after);
    let side = |text: &str, stretches: Vec<(std::ops::Range<usize>, bool)>| Side {
        pieces: stretches.into_iter().map(|(range, changed)| (Text::new(&text[range]), changed)).collect(),
        tone,
    };
    Pair {
        label: Text::label(label),
        before: side(before, b),
        after: side(after, a),
        changed: before != after,
        long: true,
        time: false,
    }
}

fn cut(text: &str) -> &str {
    text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end])
}

fn segments(rows: &mut Vec<Pair>, before: &LabRun, after: &LabRun) {
    let (old, new) = (&before.reading.segments, &after.reading.segments);
    let tones = [Tone::Header, Tone::Payload, Tone::Signature];
    for (at, label) in ["header", "payload", "signature"].into_iter().enumerate() {
        rows.push(compared(label, &old[at].text, &new[at].text, tones[at]));
        let read = |bytes: &Option<Vec<u8>>| match bytes {
            Some(bytes) if at < 2 => crate::view::piece::bytes(bytes).as_str().to_owned(),
            Some(bytes) => hex(bytes),
            None => "not base64url".to_owned(),
        };
        rows.push(compared(
            if at < 2 { "  is" } else { "  bytes" },
            &read(&old[at].bytes),
            &read(&new[at].bytes),
            Tone::Plain,
        ));
    }
    let change = crate::session::lab::Comparison::of(before, after).segments[2];
    if matches!(change, SegmentChange::Characters { bytes: false, .. }) {
        rows.push(compared("  last bits", &bits(&old[2].text), &bits(&new[2].text), Tone::Plain));
    }
}

fn hex(bytes: &[u8]) -> String {
    let mut out = String::new();
    for byte in bytes.iter().take(HEX) {
        let _ = write!(out, "{byte:02x} ");
    }
    let more = if bytes.len() > HEX { "…" } else { "" };
    format!("{}{more}", out.trim_end())
}

/// The last character's six bits, those that belong to no byte behind a bar.
fn bits(segment: &str) -> String {
    let zoom = zoom(segment);
    let Some(group) = zoom.groups.last() else { return String::new() };
    let (used, unused) = group.bits.split_at(6 - usize::from(group.unused.min(6)));
    let padding = &segment[zoom.groups.len().min(segment.len())..];
    format!("{} = {used}|{unused} {padding}", group.character).trim_end().to_owned()
}

/// The claims that are times, as dates.
fn dates(rows: &mut Vec<Pair>, lab: &Lab, before: &LabRun, after: &LabRun) {
    for name in clock::TIMES {
        let text = |side: &crate::session::lab::Side, run: &LabRun| {
            let claim = run.reading.claims.as_ref()?.get(name)?;
            let said = clock::describe(claim, &side.setup.zone, side.setup.now)?;
            Some(match clock::number(claim) {
                Some(number) => format!("{number}: {said}"),
                None => said,
            })
        };
        let (old, new) = (text(&lab.before, before), text(&lab.after, after));
        if old.is_some() || new.is_some() {
            let side = |text: Option<String>| (text.unwrap_or_else(|| "not there".to_owned()), Tone::Plain);
            rows.push(Pair { time: true, ..plain(Text::label(name), side(old), side(new)) });
        }
    }
}

fn gates(rows: &mut Vec<Pair>, before: &LabRun, after: &LabRun, profile: Profile) {
    rows.push(Pair { label: Text::from(format!("gates of {}", profile.title())), ..Pair::default() });
    for gate in &after.reading.gates {
        let Some(old) = before.reading.gate(gate.kind) else { continue };
        rows.push(plain(Text::label(gate_label(gate.kind)), verdict(&old.verdict), verdict(&gate.verdict)));
    }
}

/// What a library warns about and does all the same: short keys.
fn warnings(rows: &mut Vec<Pair>, lab: &Lab) {
    for profile in Profile::ALL {
        let all = |run: &LabRun| {
            let mut all: Vec<String> = Vec::new();
            for warning in &run.trace.warnings {
                let text = format!("{}: {}", warning.category, warning.message);
                if !all.contains(&text) {
                    all.push(text);
                }
            }
            if all.is_empty() { "none".to_owned() } else { all.join("; ") }
        };
        let (before, after) = (all(lab.before.run(profile)), all(lab.after.run(profile)));
        if before != "none" || after != "none" {
            rows.push(Pair { label: Text::from(format!("{} warns", short(profile))), ..Pair::default() });
            rows.push(Pair {
                long: true,
                ..plain(Text::default(), (before, Tone::Warn), (after, Tone::Warn))
            });
        }
    }
}

fn verdict(verdict: &Verdict) -> (String, Tone) {
    match verdict {
        Verdict::Made | Verdict::Passed => ("✓ passed".to_owned(), Tone::Good),
        Verdict::Refused { exception, .. } => (format!("✗ {exception}"), Tone::Bad),
        Verdict::NotChecked { reason } => (format!("○ not checked: {reason}"), Tone::Warn),
        Verdict::NotReached => ("- not reached".to_owned(), Tone::Dim),
    }
}

/// A gate in a word or two, for a narrow column.
fn gate_label(kind: OpKind) -> &'static str {
    match kind {
        OpKind::Split => "segments",
        OpKind::HeaderDecode => "header text",
        OpKind::HeaderParse => "header JSON",
        OpKind::HeaderCheck => "parameters",
        OpKind::PayloadDecode => "payload text",
        OpKind::SignatureDecode => "sign. text",
        OpKind::AlgorithmAllowed => "alg allowed",
        OpKind::KeyCheck => "key fits",
        OpKind::Verify => "signature",
        OpKind::ClaimsParse => "claims JSON",
        OpKind::Required => "required",
        OpKind::IssuedAt => "iat",
        OpKind::NotBefore => "nbf",
        OpKind::Expiry => "exp",
        OpKind::Issuer => "iss",
        OpKind::Audience => "aud",
        OpKind::Subject => "sub",
        OpKind::JwtId => "jti",
        OpKind::AccessTokenHash => "at_hash",
        _ => "",
    }
}
