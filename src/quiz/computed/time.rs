//! Questions about `exp`: the number it becomes, and when a token is accepted.

use super::super::fresh;
use super::super::job::Job;
use super::super::mutant::Mutant;
use super::super::pose::{Asking, Chance};
use super::super::posed::Unanswerable;
use super::{Other, Plan, Ran, clock, global, lines_of, nothing, own, shown};
use crate::jose::claims::date_text;
use crate::lesson::{Profile, literal};
use crate::trace::Outcome;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

const ZONES: [&str; 4] = ["America/New_York", "Asia/Tokyo", "Europe/Berlin", "America/Los_Angeles"];

/// The number that `exp` becomes.
pub(super) fn exp_number<'a>(asking: &'a Asking<'a>, chance: &mut Chance) -> Result<Plan<'a>, Unanswerable> {
    let now = fresh::clock(asking.scene.inputs.now, chance).floor();
    let zone = fresh::one(&ZONES, chance);
    let minutes = 5 * (1 + chance.below(24));
    let lines = [
        "from datetime import datetime, timedelta, timezone".to_owned(),
        format!("KEY = {}", literal::string(&fresh::long_secret(chance))),
        "now = datetime.now(timezone.utc)".into(),
        format!("exp = now + timedelta(minutes={minutes})"),
        format!("claims = {{\"sub\": \"{}\", \"exp\": exp}}", fresh::user(chance)),
        "token = jwt.encode(claims, KEY, algorithm=\"HS256\")".into(),
    ];
    let job = Job { zone: zone.into(), ..own(asking, &lines, now) };
    let counted = [
        "import time".to_owned(),
        format!("print(int(time.time()) + {minutes})"),
        format!("print({minutes} * 60)"),
        "print(int(time.time()))".into(),
    ];
    let counted = own(asking, &counted, now);
    let mut exhibit = shown(&job);
    exhibit.push(String::new());
    exhibit.push(format!("the clock stands at {}", clock(now)));
    exhibit.push(format!("local time is that of {zone}"));
    let others = move |_: &[Ran<'_>]| {
        let because = [
            "Those would be seconds instead of minutes.",
            "So long the token lives. exp says when it ends.",
            "At this second it is made.",
        ];
        Ok(lines_of(asking, &counted)?.into_iter().zip(because.map(str::to_owned)).collect())
    };
    Ok(Plan {
        kind: "which number",
        stem: "What stands behind exp in the payload of token?".into(),
        exhibit,
        jobs: vec![job],
        look: Box::new(|ran: &[Ran<'_>]| exp_of(ran[0])),
        others: Box::new(others),
        mutants: &[Mutant::Milliseconds, Mutant::LocalTime, Mutant::ExpText],
        exact: true,
        hint: "exp is a NumericDate. What does that count, and from when?",
        explanation: "A NumericDate counts the seconds since 1970-01-01 UTC, wherever the clock hangs."
            .into(),
        solution: vec![
            "Take the seconds at which the clock stands.".into(),
            format!("Add {minutes} minutes, which are {} seconds.", minutes * 60),
            "The zone makes no difference to an aware time.".into(),
        ],
        inputs: None,
        request: None,
    })
}

/// The `exp` of the run's token, as it stands in the payload.
fn exp_of(ran: Ran<'_>) -> Result<String, Unanswerable> {
    let repr = global(ran, "token")?;
    let text = literal::unquote(&repr).unwrap_or(repr);
    let body = text.split('.').nth(1).and_then(|body| URL_SAFE_NO_PAD.decode(body).ok());
    let json = body.and_then(|body| serde_json::from_slice::<serde_json::Value>(&body).ok());
    let exp = json.as_ref().and_then(|json| json.get("exp"));
    exp.map(ToString::to_string).ok_or_else(|| nothing("the token has no exp"))
}

/// At which of three times a token is accepted.
pub(super) fn valid_at<'a>(asking: &'a Asking<'a>, chance: &mut Chance) -> Result<Plan<'a>, Unanswerable> {
    let exp = fresh::clock(asking.scene.inputs.now, chance) as i64;
    let zone = fresh::one(&ZONES, chance);
    let leeway = if chance.below(2) == 0 { 0 } else { 10 * (1 + chance.below(6)) as i64 };
    let forgiving = match (leeway, asking.scene.inputs.profile) {
        (0, _) => String::new(),
        (_, Profile::PyJwt) => format!(", leeway={leeway}"),
        (_, Profile::PythonJose) => format!(", options={{\"leeway\": {leeway}}}"),
    };
    let mut lines = vec![
        format!("KEY = {}", literal::string(&fresh::long_secret(chance))),
        format!("claims = {{\"sub\": \"{}\", \"exp\": {exp}}}", fresh::user(chance)),
        "token = jwt.encode(claims, KEY, algorithm=\"HS256\")".into(),
    ];
    if leeway == 0 {
        lines.push("claims = jwt.decode(token, KEY, algorithms=[\"HS256\"])".into());
    } else {
        lines.push("claims = jwt.decode(".into());
        lines.push(format!("    token, KEY, algorithms=[\"HS256\"]{forgiving}"));
        lines.push(")".into());
    }
    let times = [exp + leeway - 1, exp + leeway, exp + leeway + 1];
    let at = |now: i64| Job { zone: zone.into(), ..own(asking, &lines, now as f64) };
    let jobs = times.map(at).to_vec();
    let mut exhibit = shown(&jobs[0]);
    exhibit.push(String::new());
    exhibit.push(format!("exp is {}; local time is that of {zone}", date_text(exp).unwrap_or_default()));
    let look = move |ran: &[Ran<'_>]| {
        let accepted = ran.iter().map(|ran| verdict(*ran)).collect::<Result<Vec<bool>, _>>()?;
        Ok(sentence(&accepted, times))
    };
    let others = move |_: &[Ran<'_>]| {
        let patterns = [[true, false, false], [true, true, false], [true, true, true], [false, false, false]];
        let because = [
            "At the second itself the library does something else.",
            "At the second itself the library does something else.",
            "After exp and the leeway it is refused.",
            "Before exp it is accepted.",
        ];
        let other = |(pattern, because): ([bool; 3], &str)| (sentence(&pattern, times), because.to_owned());
        Ok(patterns.into_iter().zip(because).map(other).collect::<Vec<Other>>())
    };
    let edge = if leeway == 0 { "exp".to_owned() } else { format!("exp + {leeway}") };
    Ok(Plan {
        kind: "valid when",
        stem: format!(
            "The program runs at {edge} - 1, at {edge} and at {edge} + 1. When does decode accept the token?"
        ),
        exhibit,
        jobs,
        look: Box::new(look),
        others: Box::new(others),
        mutants: &[Mutant::LocalTime, Mutant::Milliseconds, Mutant::DecodeIsVerify],
        exact: true,
        hint: "Which comparison does this library make at exp itself? And what does leeway add?",
        explanation: format!(
            "{} decides so; leeway is added to exp, and at exp itself PyJWT refuses and python-jose accepts.",
            asking.scene.inputs.profile.title()
        ),
        solution: vec![
            "exp and the clock are both seconds since 1970, UTC.".into(),
            "Add the leeway to exp.".into(),
            "PyJWT wants the clock before it; python-jose lets it be equal.".into(),
        ],
        inputs: None,
        request: None,
    })
}

/// Whether a run accepted its token; anything but an exception for its time is a fault of the question.
fn verdict(ran: Ran<'_>) -> Result<bool, Unanswerable> {
    match &ran.trace.outcome {
        Outcome::Finished => Ok(true),
        Outcome::Raised(raised) if raised.class.contains("Expired") => Ok(false),
        Outcome::Raised(raised) => Err(nothing(&format!("decode raises {}", raised.class))),
        Outcome::Halted { .. } => Err(nothing("decode does not end")),
    }
}

fn sentence(accepted: &[bool], times: [i64; 3]) -> String {
    match accepted {
        [true, false, false] => format!("At {} only", times[0]),
        [true, true, false] => format!("At {} and at {}", times[0], times[1]),
        [true, true, true] => "At all three times".to_owned(),
        [false, false, false] => "At none of them".to_owned(),
        _ => {
            let at = accepted.iter().zip(times).filter(|(yes, _)| **yes).map(|(_, at)| at.to_string());
            format!("At {}", at.collect::<Vec<_>>().join(" and "))
        }
    }
}
