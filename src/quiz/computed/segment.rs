//! Questions about the characters of a token and what they decode to.

use super::super::fresh;
use super::super::job::Job;
use super::super::mutant::Mutant;
use super::super::pose::{Asking, Chance};
use super::super::posed::Unanswerable;
use super::lesson_run::{fresh_run, in_scene, token};
use super::{Other, Plan, Ran, global, lines_of, nothing, own, shown};
use crate::lesson::{Computed, literal};
use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Any padding, for a mutant may have left some.
const CONFIG: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const URL: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, CONFIG);
const PLAIN: GeneralPurpose = GeneralPurpose::new(&STANDARD, CONFIG);

/// What a segment decodes to: text, or what can be said of bytes that are none.
fn readable(segment: &str) -> Result<String, Unanswerable> {
    let bytes = URL.decode(segment).or_else(|_| PLAIN.decode(segment));
    let bytes = bytes.map_err(|_| nothing("the segment cannot be decoded"))?;
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| {
        let start: Vec<String> = error.as_bytes().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        format!("Unreadable bytes: {} …", start.join(" "))
    }))
}

/// What the second segment of a token decodes to, when a variable's `repr` is that of a token.
pub fn payload_of(repr: &str) -> Option<String> {
    let text = literal::unquote(repr)?;
    let mut parts = text.split('.');
    let (head, body) = (parts.next()?, parts.next()?);
    let three = parts.next().is_some() && parts.next().is_none();
    // A token begins with the header's {" in base64.
    if three && head.starts_with("eyJ") { readable(body).ok() } else { None }
}

/// The text that a variable holds at the end.
fn text_of(ran: Ran<'_>, name: &str) -> Result<String, Unanswerable> {
    let repr = global(ran, name)?;
    Ok(literal::unquote(&repr).unwrap_or(repr))
}

/// A token's three segments.
fn three(ran: Ran<'_>, name: &str) -> Result<[String; 3], Unanswerable> {
    let text = text_of(ran, name)?;
    let mut parts = text.split('.').map(str::to_owned);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(head), Some(body), Some(signature), None) => Ok([head, body, signature]),
        _ => Err(nothing("there is no token of three segments")),
    }
}

/// What the first or second segment of the lesson's token decodes to.
pub(super) fn decoded<'a>(
    asking: &'a Asking<'a>,
    computed: &'a Computed,
    which: usize,
    chance: &mut Chance,
) -> Result<Plan<'a>, Unanswerable> {
    let (inputs, job, exhibit) = fresh_run(asking, chance);
    let path = computed.variable.as_deref().unwrap_or("token");
    let step = asking.question.evidence.step;
    let (of, also) = (inputs.clone(), inputs.clone());
    let look = move |ran: &[Ran<'_>]| {
        let three = in_scene(asking, &of, ran[0], |scene| token(scene, path, step))?;
        readable(&three[which])
    };
    let others = move |ran: &[Ran<'_>]| {
        let three = in_scene(asking, &also, ran[0], |scene| token(scene, path, step))?;
        let other = 1 - which;
        let spaced = readable(&three[which])?.replace("\":", "\": ").replace(",\"", ", \"");
        let own = asking.value(path).ok().and_then(|own| {
            let own = literal::unquote(&own).unwrap_or(own);
            readable(own.split('.').nth(which)?).ok()
        });
        let mut others: Vec<Other> = vec![
            (readable(&three[other])?, format!("That is in the {} segment.", ["first", "second"][other])),
            (spaced.replace('"', "'"), "That is how Python writes a dict. A token holds JSON.".into()),
            (spaced, "The library leaves no space between the members.".into()),
        ];
        others.extend(own.map(|own| (own, "That is it with the lesson's own inputs.".into())));
        Ok(others)
    };
    let name = ["first", "second"][which];
    Ok(Plan {
        kind: "decode a segment",
        stem: format!(
            "The lesson's program runs with these inputs. What does the {name} segment of {} decode to?",
            called(path)
        ),
        exhibit,
        jobs: vec![job],
        look: Box::new(look),
        others: Box::new(others),
        mutants: if which == 1 {
            &[
                Mutant::PayloadEncrypted,
                Mutant::SecretInside,
                Mutant::Milliseconds,
                Mutant::LocalTime,
                Mutant::ExpText,
            ]
        } else {
            &[Mutant::PayloadEncrypted, Mutant::SecretInside]
        },
        exact: true,
        hint: "A segment is base64url of JSON. Which of the inputs goes into which segment?",
        explanation: "base64url is undone without any key, and what comes out is JSON without spaces.".into(),
        solution: vec![
            "The first segment is the header, the second the claims.".into(),
            "Decoding gives the JSON that encode wrote, byte for byte.".into(),
            "json writes double quotes, and the library leaves spaces out.".into(),
        ],
        inputs: Some(inputs),
        request: None,
    })
}

/// A token as people call it: by its variable, where it is one.
pub(super) fn called(path: &str) -> &str {
    if path.contains(['.', '@']) { "the token" } else { path }
}

/// Lines that make a token of some claims.
fn made(claims: &str, key: &str, algorithm: &str) -> Vec<String> {
    vec![
        format!("KEY = {}", literal::string(key)),
        format!("claims = {claims}"),
        format!("token = jwt.encode(claims, KEY, algorithm=\"{algorithm}\")"),
    ]
}

/// The second segment as it stands in the token, of a text whose base64 holds what base64url writes in its own way.
pub(super) fn payload<'a>(asking: &'a Asking<'a>, chance: &mut Chance) -> Result<Plan<'a>, Unanswerable> {
    let now = asking.scene.inputs.now;
    let key = fresh::long_secret(chance);
    let claims =
        format!("{{\"q\": {}, \"id\": {}}}", literal::string(fresh::text(chance)), fresh::number(chance));
    let job = own(asking, &made(&claims, &key, "HS256"), now);
    let mut lines = made(&claims, &key, "HS256");
    lines.push("import json".into());
    lines.push("text = json.dumps(claims, separators=(\",\", \":\"))".into());
    lines.push("print(text.encode().hex())".into());
    lines.push("print(text)".into());
    let also = own(asking, &lines, now);
    let look = |ran: &[Ran<'_>]| Ok(three(ran[0], "token")?[1].clone());
    let others = move |ran: &[Ran<'_>]| {
        let head = three(ran[0], "token")?[0].clone();
        let printed = lines_of(asking, &also)?;
        let line = |at: usize| printed.get(at).cloned().unwrap_or_default();
        Ok(vec![
            (line(0), "Those are the bytes in hexadecimal, two characters each.".to_owned()),
            (head, "That is the first segment, the header.".to_owned()),
            (line(1), "That is the JSON before it is encoded.".to_owned()),
        ])
    };
    Ok(Plan {
        kind: "find the segment",
        stem: "Which of these is the second segment of token?".into(),
        exhibit: shown(&job),
        jobs: vec![job],
        look: Box::new(look),
        others: Box::new(others),
        mutants: &[Mutant::StandardAlphabet, Mutant::PaddingKept, Mutant::SecretInside],
        exact: true,
        hint: "Which 64 characters does base64url have, and what does a token do with the = at the end?",
        explanation: "A segment is base64url, with - and _ in the places of + and /, and without padding."
            .into(),
        solution: vec![
            "The claims become JSON, and the JSON base64url.".into(),
            "base64url has no + and no /.".into(),
            "RFC 7515 section 2 leaves the padding out.".into(),
        ],
        inputs: None,
        request: None,
    })
}

/// How many characters the second segment has.
pub(super) fn length<'a>(asking: &'a Asking<'a>, chance: &mut Chance) -> Result<Plan<'a>, Unanswerable> {
    let now = asking.scene.inputs.now;
    let key = fresh::long_secret(chance);
    // Whole groups of three bytes need no padding, and would not tell whether it is kept.
    let claims = (0..50)
        .map(|_| (fresh::user(chance), fresh::number(chance)))
        .find(|(user, number)| format!("{{\"sub\":\"{user}\",\"n\":{number}}}").len() % 3 != 0);
    let (user, number) = claims.ok_or_else(|| nothing("no claims of this length were found"))?;
    let claims = format!("{{\"sub\": \"{user}\", \"n\": {number}}}");
    let mut lines = made(&claims, &key, "HS256");
    lines.push("segment = token.split(\".\")[1]".into());
    let count = lines_of(asking, &own(asking, &measure(&claims), now))?;
    let number = |at: usize| count.get(at).cloned().unwrap_or_default();
    let others = vec![
        (number(0), "So many bytes has the JSON. Three bytes become four characters.".to_owned()),
        (number(1), "That is the length of the JSON written in hexadecimal.".to_owned()),
        (number(2), "The library writes no spaces into the JSON.".to_owned()),
    ];
    let job = own(asking, &lines, now);
    let look = |ran: &[Ran<'_>]| Ok(text_of(ran[0], "segment")?.chars().count().to_string());
    Ok(Plan {
        kind: "how many characters",
        stem: format!("The JSON of these claims has {} bytes. How many characters does segment have?", number(0)),
        exhibit: shown(&job),
        jobs: vec![job],
        look: Box::new(look),
        others: Box::new(move |_| Ok(others.clone())),
        mutants: &[Mutant::PaddingKept, Mutant::SecretInside],
        exact: true,
        hint: "Six bits make a character, eight bits a byte.",
        explanation: "Eight bits a byte, six bits a character; what is left over takes one character more, and no padding follows."
            .into(),
        solution: vec![
            "Multiply the bytes by 8 for the bits.".into(),
            "Divide by 6 and round up.".into(),
            "Nothing is added: the padding is left out.".into(),
        ],
        inputs: None,
        request: None,
    })
}

fn measure(claims: &str) -> Vec<String> {
    vec![
        "import base64, json".into(),
        format!("text = json.dumps({claims}, separators=(\",\", \":\")).encode()"),
        "print(len(text))".into(),
        "print(len(text.hex()))".into(),
        format!("print(len(base64.urlsafe_b64encode(json.dumps({claims}).encode()).rstrip(b\"=\")))"),
    ]
}

/// The same claims signed with one algorithm, and with each of the others: its name, and a program that ends in a line.
struct Signed {
    algorithm: &'static str,
    job: Job,
    others: Vec<(&'static str, Job)>,
}

impl Signed {
    fn new(asking: &Asking<'_>, last: &str, chance: &mut Chance) -> Self {
        let key = fresh::long_secret(chance);
        let claims = format!("{{\"sub\": \"{}\"}}", fresh::user(chance));
        let algorithm = fresh::algorithm(chance);
        let job = |algorithm: &str| {
            let mut lines = made(&claims, &key, algorithm);
            lines.push(last.into());
            own(asking, &lines, asking.scene.inputs.now)
        };
        let others = fresh::ALGORITHMS.into_iter().filter(|other| *other != algorithm);
        Self { algorithm, job: job(algorithm), others: others.map(|other| (other, job(other))).collect() }
    }
}

/// How many characters a signature has.
pub(super) fn signature_length<'a>(
    asking: &'a Asking<'a>,
    chance: &mut Chance,
) -> Result<Plan<'a>, Unanswerable> {
    let Signed { algorithm, job, others: more } =
        Signed::new(asking, "signature = token.split(\".\")[2]", chance);
    let look = |ran: &[Ran<'_>]| Ok(text_of(ran[0], "signature")?.chars().count().to_string());
    let others = move |ran: &[Ran<'_>]| {
        let signature = three(ran[0], "token")?[2].clone();
        let bytes = URL.decode(&signature).map_err(|_| nothing("the signature cannot be decoded"))?.len();
        let mut others =
            vec![(bytes.to_string(), "So many bytes it has. A byte is more than a character.".to_owned())];
        for (name, job) in &more {
            let trace = (asking.runs)(job).map_err(Unanswerable::Rerun)?;
            let length = look(&[Ran { job, trace: &trace }])?;
            others.push((length, format!("So many it has with {name}.")));
        }
        Ok(others)
    };
    Ok(Plan {
        kind: "how many characters",
        stem: "How many characters does signature have?".into(),
        exhibit: shown(&job),
        jobs: vec![job],
        look: Box::new(look),
        others: Box::new(others),
        mutants: &[Mutant::PaddingKept],
        exact: true,
        hint: "The number in the algorithm's name counts bits.",
        explanation: format!(
            "{algorithm} gives {} bits. Six of them make a character of base64url, and there is no padding.",
            &algorithm[2..]
        ),
        solution: vec![
            "The number in the name is the signature's bits.".into(),
            "Divide by 6 and round up.".into(),
        ],
        inputs: None,
        request: None,
    })
}

/// The algorithm that a first segment names.
pub(super) fn header_algorithm<'a>(
    asking: &'a Asking<'a>,
    chance: &mut Chance,
) -> Result<Plan<'a>, Unanswerable> {
    let Signed { job, others: more, .. } =
        Signed::new(asking, "alg = jwt.get_unverified_header(token)[\"alg\"]", chance);
    let trace = (asking.runs)(&job).map_err(Unanswerable::Rerun)?;
    let head = three(Ran { job: &job, trace: &trace }, "token")?[0].clone();
    let look = |ran: &[Ran<'_>]| text_of(ran[0], "alg");
    let others = move |_: &[Ran<'_>]| {
        let mut others = Vec::new();
        for (_, job) in &more {
            let trace = (asking.runs)(job).map_err(Unanswerable::Rerun)?;
            let ran = Ran { job, trace: &trace };
            let head = three(ran, "token")?[0].clone();
            others.push((look(&[ran])?, format!("With that the segment is {head}.")));
        }
        Ok(others)
    };
    Ok(Plan {
        kind: "read a header",
        stem: format!("A token begins with {head}. Which algorithm does its header name?"),
        exhibit: Vec::new(),
        jobs: vec![job],
        look: Box::new(look),
        others: Box::new(others),
        mutants: &[],
        exact: true,
        hint: "Decode it four characters at a time. The first four, eyJh, are {\"a.",
        explanation:
            "The first segment is base64url of the header; anyone can read which algorithm it names.".into(),
        solution: vec![
            "Four characters are three bytes.".into(),
            "The characters 13 to 18 hold the name's last letters; M is 0b001100.".into(),
            "base64.urlsafe_b64decode gives it at once.".into(),
        ],
        inputs: None,
        request: None,
    })
}

/// The JSON text of some claims.
pub(super) fn json_text<'a>(asking: &'a Asking<'a>, chance: &mut Chance) -> Result<Plan<'a>, Unanswerable> {
    let now = asking.scene.inputs.now;
    let key = fresh::long_secret(chance);
    let value = fresh::one(&["True", "False", "None"], chance);
    let word = fresh::one(&["café", "naïve", "über", "señal", "Zoë"], chance);
    let claims = format!("{{\"sub\": \"{}\", \"on\": {value}, \"at\": \"{word}\"}}", fresh::user(chance));
    let job = own(asking, &made(&claims, &key, "HS256"), now);
    let lines = [
        "import json".to_owned(),
        format!("claims = {claims}"),
        "print(json.dumps(claims))".into(),
        "print(json.dumps(claims, separators=(\",\", \":\"), ensure_ascii=False))".into(),
        "print(claims)".into(),
        "print(str(claims).replace(\"'\", '\"').replace(\", \", \",\").replace(\": \", \":\"))".into(),
    ];
    let also = own(asking, &lines, now);
    let look = |ran: &[Ran<'_>]| readable(&three(ran[0], "token")?[1]);
    let others = move |_: &[Ran<'_>]| {
        let printed = lines_of(asking, &also)?;
        let because = [
            "So json.dumps writes it when nothing else is said: with spaces.",
            "json writes ASCII unless it is told otherwise.",
            "That is how Python writes the dict. JSON has its own words and quotes.",
            "JSON has its own words for True, False and None.",
        ];
        Ok(printed.into_iter().zip(because.map(str::to_owned)).collect())
    };
    Ok(Plan {
        kind: "which JSON",
        stem: "Which JSON text does encode make of the claims?".into(),
        exhibit: shown(&job),
        jobs: vec![job],
        look: Box::new(look),
        others: Box::new(others),
        mutants: &[Mutant::SecretInside, Mutant::PayloadEncrypted],
        exact: true,
        hint: "Look at three things: quotes, spaces, and the letters that are not ASCII.",
        explanation:
            "The library calls json.dumps with separators=(\",\", \":\"); everything else is as json does it."
                .into(),
        solution: vec![
            "JSON has double quotes, true, false and null.".into(),
            "The separators leave no spaces.".into(),
            "Letters outside ASCII become \\u and four digits.".into(),
        ],
        inputs: None,
        request: None,
    })
}
