//! What `decode` does with a token that something was done to.

use super::super::fresh;
use super::super::job::Job;
use super::super::mutant::Mutant;
use super::super::pose::{Asking, Chance};
use super::super::posed::Unanswerable;
use super::{Other, Plan, Ran, nothing, own, shown};
use crate::lesson::literal;
use crate::trace::Outcome;

/// Exceptions besides the right one, so that as many again can be mutants'.
const SIBLINGS: usize = 3;

/// What was done to the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    OtherKey,
    OtherPayload,
    OtherHeader,
    LastCharacter,
    NoSignature,
    TwoSegments,
    OtherAlgorithm,
    Expired,
    Audience,
    Nothing,
}

impl Deed {
    const ALL: [Self; 10] = [
        Self::OtherKey,
        Self::OtherPayload,
        Self::OtherHeader,
        Self::LastCharacter,
        Self::NoSignature,
        Self::TwoSegments,
        Self::OtherAlgorithm,
        Self::Expired,
        Self::Audience,
        Self::Nothing,
    ];

    fn words(self) -> &'static str {
        match self {
            Self::OtherKey => "is verified with another key",
            Self::OtherPayload => "has the payload of another token",
            Self::OtherHeader => "has the header of another token",
            Self::LastCharacter => "has another last character",
            Self::NoSignature => "has an empty signature",
            Self::TwoSegments => "has two segments",
            Self::OtherAlgorithm => "is signed with an algorithm that is not allowed",
            Self::Expired => "has expired",
            Self::Audience => "has an audience that nobody asked for",
            Self::Nothing => "is as it was made",
        }
    }
}

/// What goes into the program whatever is done.
struct Parts {
    key: String,
    other: String,
    user: &'static str,
    exp: i64,
    now: f64,
}

impl Parts {
    fn job(&self, asking: &Asking<'_>, deed: Deed) -> Job {
        let Self { key, other, user, exp, .. } = self;
        let (key, other) = (literal::string(key), literal::string(other));
        let exp = if deed == Deed::Expired { exp - 7200 } else { *exp };
        let audience = if deed == Deed::Audience { ", \"aud\": \"shop\"" } else { "" };
        let signed = if deed == Deed::OtherAlgorithm { "HS512" } else { "HS256" };
        let mut lines = vec![
            format!("KEY = {key}"),
            format!("claims = {{\"sub\": \"{user}\", \"exp\": {exp}{audience}}}"),
            format!("token = jwt.encode(claims, KEY, algorithm=\"{signed}\")"),
        ];
        lines.extend(match deed {
            Deed::OtherKey => vec![format!("KEY = {other}")],
            Deed::OtherPayload => vec![
                "claims[\"sub\"] = \"root\"".to_owned(),
                format!("OTHER = {other}"),
                "forged = jwt.encode(claims, OTHER, algorithm=\"HS256\")".into(),
                "a, b = token.split(\".\"), forged.split(\".\")".into(),
                "token = \".\".join([a[0], b[1], a[2]])".into(),
            ],
            Deed::OtherHeader => vec![
                format!("OTHER = {other}"),
                "forged = jwt.encode(claims, OTHER, \"HS256\", {\"kid\": \"k-7\"})".to_owned(),
                "a, b = token.split(\".\"), forged.split(\".\")".into(),
                "token = \".\".join([b[0], a[1], a[2]])".into(),
            ],
            Deed::LastCharacter => vec![
                "import string".to_owned(),
                "A = string.ascii_uppercase + string.ascii_lowercase + string.digits".into(),
                "A += \"-_\"".into(),
                "token = token[:-1] + A[A.index(token[-1]) ^ 1]".into(),
            ],
            Deed::NoSignature => vec!["token = token[:token.rindex(\".\") + 1]".to_owned()],
            Deed::TwoSegments => vec!["token = token[:token.rindex(\".\")]".to_owned()],
            Deed::OtherAlgorithm | Deed::Expired | Deed::Audience | Deed::Nothing => Vec::new(),
        });
        lines.push("claims = jwt.decode(token, KEY, algorithms=[\"HS256\"])".into());
        own(asking, &lines, self.now)
    }
}

pub(super) fn ask<'a>(asking: &'a Asking<'a>, chance: &mut Chance) -> Result<Plan<'a>, Unanswerable> {
    let now = fresh::clock(asking.scene.inputs.now, chance).floor();
    let parts = Parts {
        key: fresh::long_secret(chance),
        other: fresh::long_secret(chance),
        user: fresh::user(chance),
        exp: now as i64 + 60 * (1 + chance.below(60)) as i64,
        now,
    };
    let mut deeds = Deed::ALL.to_vec();
    for at in (1..deeds.len()).rev() {
        deeds.swap(at, chance.below(at + 1));
    }
    // A token that nothing was done to is no question, but something to compare with.
    let deed = deeds.iter().copied().find(|deed| *deed != Deed::Nothing).unwrap_or(Deed::OtherKey);
    let job = parts.job(asking, deed);
    let mut exhibit = shown(&job);
    exhibit.push(String::new());
    exhibit.push(format!("the clock stands at {} seconds", now as i64));
    let others = move |ran: &[Ran<'_>]| {
        let answer = ended(ran[0])?;
        let mut others: Vec<Other> = Vec::new();
        for deed in deeds.iter().filter(|other| **other != deed) {
            if others.len() == SIBLINGS {
                break;
            }
            let job = parts.job(asking, *deed);
            let trace = (asking.runs)(&job).map_err(Unanswerable::Rerun)?;
            let text = ended(Ran { job: &job, trace: &trace })?;
            if text != answer && others.iter().all(|(have, _)| *have != text) {
                others.push((text, format!("That is what it does when a token {}.", deed.words())));
            }
        }
        Ok(others)
    };
    Ok(Plan {
        kind: "what does decode do",
        stem: "How does the last line of this program end?".into(),
        exhibit,
        jobs: vec![job],
        look: Box::new(|ran: &[Ran<'_>]| ended(ran[0])),
        others: Box::new(others),
        mutants: &[
            Mutant::DecodeIsVerify,
            Mutant::HeaderUnsigned,
            Mutant::AnySecret,
            Mutant::AlgorithmTrusted,
            Mutant::AnyChange,
        ],
        exact: true,
        hint: "Go through the gates in order: segments, algorithm, signature, then the claims.",
        explanation: format!(
            "Here the token {}, and this is what {} does then.",
            deed.words(),
            asking.scene.inputs.profile.title()
        ),
        solution: vec![
            "See what stands in token and in KEY when decode is called.".into(),
            "Compute what the signature should be, and over what.".into(),
            "Only when that fits are the claims looked at.".into(),
        ],
        inputs: None,
        request: None,
    })
}

fn ended(ran: Ran<'_>) -> Result<String, Unanswerable> {
    match &ran.trace.outcome {
        Outcome::Finished => Ok("No exception: the claims come back".to_owned()),
        Outcome::Raised(raised) => Ok(raised.class.clone()),
        Outcome::Halted { .. } => Err(nothing("the program does not end")),
    }
}
