//! The lab: its fields, and what differs between the two sides.

mod code;
mod pairs;

pub use code::CodeView;
pub use pairs::{Pair, Side, Tone};

use super::Source;
use super::piece::value;
use crate::session::lab::{FieldId, Guess, Lab, Making, clock, replaces};
use crate::text::Text;
use std::sync::Arc;

/// The lab.
#[derive(Debug, Clone, PartialEq)]
pub struct LabView {
    /// The fields.
    pub fields: Vec<FieldView>,
    /// Index of the one with attention.
    pub focus: usize,
    /// What is compared: the experiment's name, or the lesson's run and what was made of it.
    pub title: Text,
    /// What changed and why, then for each library what came of it.
    pub words: Vec<(Tone, Text)>,
    /// The sides, row by row.
    pub pairs: Vec<Pair>,
    /// The program that says the same.
    pub python: Source,
    /// The code, while it is edited or cannot be used.
    pub code: Option<CodeView>,
    /// Whether the code is the field with attention, which wants it to be seen.
    pub code_wanted: bool,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldView {
    /// Its label.
    pub label: &'static str,
    /// Its text; when it is edited, up to the cursor.
    pub text: Text,
    /// When it is edited: the character under the cursor and the text after it.
    pub rest: Option<(Text, Text)>,
    /// What it stands for, when that is not the text itself: a date, the algorithms of the key.
    pub meaning: Text,
    /// What is wrong, and where.
    pub problem: Option<Text>,
    /// What was noticed.
    pub note: Option<Text>,
    /// What it takes.
    pub about: Text,
    /// Whether the sides differ in it.
    pub changed: bool,
}

/// Characters shown on either side of the cursor; more is never on the screen.
const AROUND: usize = 400;

pub(super) fn of(lab: &Lab) -> LabView {
    LabView {
        fields: FieldId::ALL.into_iter().map(|id| field(lab, id)).collect(),
        focus: lab.focus,
        title: title(lab),
        words: words(lab),
        pairs: pairs::of(lab),
        python: super::source::alone(&lab.after.chosen().program),
        code: code::of(lab),
        code_wanted: lab.field() == FieldId::Code,
    }
}

fn title(lab: &Lab) -> Text {
    match lab.experiment {
        Some(experiment) => Text::from(format!("experiment: {}", experiment.title())),
        None if lab.after.setup.unverified() => {
            Text::label("not verified: nobody knows whether to believe it")
        }
        None if Arc::ptr_eq(&lab.before, &lab.after) => Text::label("before and after are the same so far"),
        None => Text::label("left as it was opened, right as you changed it"),
    }
}

fn field(lab: &Lab, id: FieldId) -> FieldView {
    let held = lab.holds(id);
    let editing = lab.edit.as_ref().filter(|_| lab.field() == id);
    let (text, rest) = match editing {
        // It has more lines than one: see `LabView::code`.
        _ if id == FieldId::Code => (code::size(&held.text), None),
        Some(edit) => {
            let cursor =
                (0..=edit.cursor.min(held.text.len())).rev().find(|at| held.text.is_char_boundary(*at));
            let (before, after) = held.text.split_at(cursor.unwrap_or(0));
            let skipped = before.chars().count().saturating_sub(AROUND);
            let before: String = before.chars().skip(skipped).collect();
            let mut after = after.chars();
            let under: String = after.next().into_iter().collect();
            let after: String = after.take(AROUND).collect();
            (Text::new(&before), Some((Text::new(&under), Text::new(&after))))
        }
        None => (value(&held.text), None),
    };
    FieldView {
        label: id.label(),
        text,
        rest,
        meaning: meaning(lab, id),
        problem: held.problem.as_deref().map(Text::new),
        note: held.note.as_deref().map(Text::new),
        about: Text::label(id.about()),
        changed: changed(lab, id),
    }
}

/// What a field stands for, where its text alone does not say it.
fn meaning(lab: &Lab, id: FieldId) -> Text {
    let setup = &lab.after.setup;
    let by_hand = setup.code.is_some();
    match id {
        FieldId::Code if by_hand => Text::label("written by hand"),
        FieldId::Code => Text::label("made of the fields"),
        FieldId::Token if by_hand && lab.after.token().is_some() => Text::label("as the code has it"),
        _ if by_hand && replaces(id) => Text::label("not used: the code is what runs"),
        FieldId::Clock => clock::date(setup.now, &setup.zone).map_or_else(Text::default, Text::from),
        FieldId::Allowed if setup.allowed.is_none() && !setup.unverified() => {
            Text::from(format!("by the key: {}", setup.allows().join(", ")))
        }
        FieldId::Allowed if setup.allowed.is_none() => Text::label("the key will say"),
        FieldId::VerifyKey if setup.verify.is_none() && setup.unverified() => {
            Text::label("no key: not verified")
        }
        FieldId::VerifyKey if setup.verify.is_none() => {
            if crate::session::lab::keys::public_half(&setup.key).is_some() {
                Text::label("the public half of the key")
            } else {
                Text::label("the same key")
            }
        }
        FieldId::Key if setup.key.is_empty() && setup.unverified() => Text::label("none: not verified"),
        FieldId::Key if setup.key.is_empty() => Text::label("the empty text"),
        FieldId::Audience if setup.audience.is_empty() => Text::label("none expected"),
        FieldId::Issuer if setup.issuer.is_empty() => Text::label("none expected"),
        FieldId::Headers if setup.headers.is_empty() => Text::label("alg and typ alone"),
        FieldId::Leeway => Text::label("s"),
        FieldId::Token if lab.after.token().is_none() => Text::label("none was made"),
        FieldId::Token => Text::label(match setup.making {
            Making::Encode => "made by jwt.encode",
            Making::Given(_) => "as it is",
            Making::ByHand => "put together by hand",
        }),
        _ => Text::default(),
    }
}

fn changed(lab: &Lab, id: FieldId) -> bool {
    let (before, after) = (&lab.before.setup, &lab.after.setup);
    match id {
        FieldId::Claims => before.claims != after.claims,
        FieldId::Key => before.key != after.key,
        FieldId::Algorithm => before.algorithm != after.algorithm,
        FieldId::Token => lab.before.token() != lab.after.token(),
        FieldId::Clock => before.now.total_cmp(&after.now).is_ne(),
        FieldId::Allowed => before.allows() != after.allows(),
        FieldId::VerifyKey => before.verify != after.verify,
        FieldId::Audience => before.audience != after.audience,
        FieldId::Issuer => before.issuer != after.issuer,
        FieldId::Leeway => before.leeway.total_cmp(&after.leeway).is_ne(),
        FieldId::Zone => before.zone != after.zone,
        FieldId::Library => before.profile != after.profile,
        FieldId::Headers => before.headers != after.headers,
        FieldId::Code => before.code != after.code,
    }
}

fn words(lab: &Lab) -> Vec<(Tone, Text)> {
    let mut words = vec![(Tone::Plain, Text::new(&lab.words.sentence))];
    if let Some(prelude) = lab.prelude.as_ref().filter(|_| lab.experiment.is_some()) {
        words.insert(0, (Tone::Plain, Text::new(prelude)));
    }
    words.extend(lab.guess.as_ref().map(|guess| (Tone::Plain, guessed(guess))));
    for (profile, outcome) in &lab.words.outcomes {
        let tone = pairs::tone(&lab.after.run(*profile).reading.end);
        words.push((tone, Text::new(&format!("{} {outcome}", profile.title()))));
    }
    let naive = lab.words.naive.as_ref().zip(lab.after.naive.as_ref());
    words.extend(
        naive.map(|(naive, end)| (pairs::tone(end), Text::new(&format!("A naive verifier {naive}")))),
    );
    words
}

fn guessed(guess: &Guess) -> Text {
    let count = format!("guess {} of {}: ", guess.shown, guess.of);
    if guess.shown < guess.tried {
        return Text::new(&format!("{count}\"{}\" does not fit", guess.word()));
    }
    match &guess.found {
        Some(found) => {
            Text::new(&format!("{count}\"{found}\" fits. With it the attacker signs a token of his own."))
        }
        None => Text::from(format!("{count}none fits")),
    }
}
