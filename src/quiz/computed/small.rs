//! Questions about small programs: what is printed, and what a call does to its caller's dictionary.

use super::super::fresh;
use super::super::mutant::Mutant;
use super::super::pose::{Asking, Chance};
use super::super::posed::Unanswerable;
use super::{Other, Plan, Ran, global, lines_of, own, shown};
use crate::lesson::literal;

/// Lines that print something about a token.
const PRINTED: [&str; 9] = [
    "print(token.count(\".\"))",
    "print(len(token.split(\".\")))",
    "print(type(token).__name__)",
    "print(jwt.get_unverified_header(token)[\"alg\"])",
    "print(jwt.get_unverified_header(token)[\"typ\"])",
    "print(len(token.split(\".\")[2]))",
    "print(token[:2])",
    "print(claims[\"role\"])",
    "print(sorted(claims))",
];

/// What a line prints.
pub(super) fn printed<'a>(asking: &'a Asking<'a>, chance: &mut Chance) -> Result<Plan<'a>, Unanswerable> {
    let now = asking.scene.inputs.now;
    let lines = vec![
        format!("KEY = {}", literal::string(&fresh::long_secret(chance))),
        format!("claims = {{\"sub\": \"{}\", \"role\": \"{}\"}}", fresh::user(chance), fresh::role(chance)),
        format!("token = jwt.encode(claims, KEY, algorithm=\"{}\")", fresh::algorithm(chance)),
    ];
    let mut last = PRINTED.to_vec();
    for at in (1..last.len()).rev() {
        last.swap(at, chance.below(at + 1));
    }
    let job = own(asking, &[lines.clone(), vec![last[0].to_owned()]].concat(), now);
    let all: Vec<String> = last[1..].iter().map(|line| (*line).to_owned()).collect();
    let also = own(asking, &[lines, all].concat(), now);
    let others = move |_: &[Ran<'_>]| {
        let because = last[1..].iter().map(|line| format!("That is what {line} prints."));
        Ok(lines_of(asking, &also)?.into_iter().zip(because).collect::<Vec<Other>>())
    };
    Ok(Plan {
        kind: "what is printed",
        stem: "What does this program print?".into(),
        exhibit: shown(&job),
        jobs: vec![job],
        look: Box::new(|ran: &[Ran<'_>]| Ok(ran[0].trace.stdout.trim_end().to_owned())),
        others: Box::new(others),
        mutants: &[Mutant::PaddingKept],
        exact: true,
        hint: "Say first what token is: its type, its segments, what each of them holds.",
        explanation:
            "A token is a str of three segments with two dots; the header can be read without a key.".into(),
        solution: vec![
            "Work out the innermost call first.".into(),
            "print writes what str makes of the result.".into(),
        ],
        inputs: None,
        request: None,
    })
}

/// How a function comes by the dictionary that it adds to.
const TAKEN: [&str; 4] = ["data.copy()", "data", "dict(data)", "{**data}"];

/// What a caller's dictionary is after the call.
pub(super) fn callers_dict<'a>(
    asking: &'a Asking<'a>,
    chance: &mut Chance,
) -> Result<Plan<'a>, Unanswerable> {
    let now = asking.scene.inputs.now;
    let key = fresh::long_secret(chance);
    let user = fresh::user(chance);
    let (name, value) = fresh::one(
        &[("iss", "\"login\""), ("aud", "\"shop\""), ("exp", "1900000000"), ("jti", "\"t-1\"")],
        chance,
    );
    // The one that keeps the name is as likely as the three that copy.
    let taken = if chance.below(2) == 0 { "data" } else { TAKEN[[0, 2, 3][chance.below(3)]] };
    let called = |taken: &str, then: &str| {
        let lines = [
            format!("KEY = {}", literal::string(&key)),
            "def make(data):".into(),
            format!("    claims = {taken}"),
            format!("    claims[\"{name}\"] = {value}"),
            "    return jwt.encode(claims, KEY, algorithm=\"HS256\")".into(),
            format!("user = {{\"sub\": \"{user}\"}}"),
            then.to_owned(),
        ];
        own(asking, &lines, now)
    };
    let job = called(taken, "token = make(user)");
    let other = if taken == "data" { "data.copy()" } else { "data" };
    let siblings = [
        (called(other, "token = make(user)"), format!("So it would be with claims = {other}.")),
        (called("data", "user.clear(); token = make(user)"), "The call takes nothing away.".to_owned()),
        (
            called(taken, "user = make(user)"),
            "The token is what make gives back; user is another name.".to_owned(),
        ),
    ];
    let others = move |_: &[Ran<'_>]| {
        let mut others: Vec<Other> = Vec::new();
        for (job, because) in &siblings {
            let trace = (asking.runs)(job).map_err(Unanswerable::Rerun)?;
            others.push((global(Ran { job, trace: &trace }, "user")?, because.clone()));
        }
        Ok(others)
    };
    Ok(Plan {
        kind: "what value",
        stem: "What is user when this program has run?".into(),
        exhibit: shown(&job),
        jobs: vec![job],
        look: Box::new(|ran: &[Ran<'_>]| global(ran[0], "user")),
        others: Box::new(others),
        mutants: &[],
        exact: false,
        hint: "Do claims and user name one dictionary, or two?",
        explanation: "data.copy(), dict(data) and {**data} make a dictionary of their own; claims = data only gives the same one another name."
            .into(),
        solution: vec![
            "See which dictionary claims names.".into(),
            "The line after it changes that one.".into(),
        ],
        inputs: None,
        request: None,
    })
}
