//! The lab used by somebody who types, pastes, runs and goes back in any order: what the bytes of the input mean is in
//! [`act`]. Nothing panics, a text that cannot be used leaves the last good run standing, and secrets leave only when
//! they are asked for twice.

#![no_main]

use jwtrace::lesson::Profile;
use jwtrace::session::lab::{Experiment, FieldId, LONGEST, Lab, LabCommand, Move, Setup};
use jwtrace::session::{Command, Effect, Message, Mode, Session, update};
use jwtrace::view::Viewer;
use libfuzzer_sys::fuzz_target;

/// Actions in one input: each may run the program under both libraries.
const MOST: usize = 24;

/// Texts that people paste, beside what the fuzzer comes up with.
const PASTES: [&str; 12] = [
    "",
    "{\"sub\": \"bob\", \"exp\": 1700000600}",
    "{\"a\": 1, \"a\": 2}",
    "{\"exp\": 1e400, \"nbf\": \"x\"}",
    "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbGljZSJ9.AAAA",
    "eyJhbGciOiJub25lIn0.e30.",
    "a.b.c.d.e",
    "-----BEGIN PRIVATE KEY-----\nMIGH",
    "exp+1",
    "2026-01-31T09:30:00+02:00",
    "import jwt\nwhile True:\n    token = 'a.b.c'\n",
    "from jose import jwt\ntoken = jwt.encode({'a': 1}, 'k' * 32)\nprint(jwt.decode(token, 'k' * 32, ['HS256']))\n",
];

struct Input<'a>(&'a [u8]);

impl Input<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    /// A text: its length comes first; bytes that are no UTF-8 become the sign for that.
    fn text(&mut self) -> String {
        let length = usize::from(self.byte()).min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }
}

fn lab(session: &Session) -> Option<&Lab> {
    session.study.as_ref()?.lab.as_deref()
}

/// One action. A command may do nothing where it means nothing.
fn act(session: &mut Session, input: &mut Input<'_>) -> Vec<Effect> {
    let kind = input.byte();
    let choice = usize::from(input.byte());
    let lab_command = |command: LabCommand| Message::Do(Command::Lab(command));
    let message = match kind % 20 {
        0 | 1 => Message::Paste(input.text()),
        2 => Message::Paste(PASTES[choice % PASTES.len()].to_owned()),
        3 => Message::Type(char::from_u32(u32::from(input.byte()) << 8 | choice as u32).unwrap_or('x')),
        4 => Message::Erase,
        5 => lab_command(LabCommand::Run(choice % Experiment::ALL.len())),
        6 => lab_command(LabCommand::Edit),
        7 => lab_command([LabCommand::Done, LabCommand::TakeBack][choice % 2]),
        8 => lab_command([LabCommand::Turn, LabCommand::TurnBack][choice % 2]),
        9 => lab_command([LabCommand::Undo, LabCommand::Reset, LabCommand::NextExperiment][choice % 3]),
        10 => lab_command([LabCommand::Down, LabCommand::Up][choice % 2]),
        11 => {
            let moves = [Move::Left, Move::Right, Move::Home, Move::End, Move::Up, Move::Down];
            lab_command(LabCommand::Cursor(moves[choice % moves.len()]))
        }
        12 => lab_command([LabCommand::Delete, LabCommand::Clear, LabCommand::Break][choice % 3]),
        13 => Message::Do(Command::SwitchProfile),
        14 => lab_command([LabCommand::CopyCommand, LabCommand::CopyPython][choice % 2]),
        15 => Message::Do([Command::Copy, Command::FocusNext, Command::PageDown][choice % 3]),
        16 => lab_command([LabCommand::Open, LabCommand::Experiments][choice % 2]),
        17 => Message::Do([Command::Back, Command::Lessons, Command::Mode(Mode::Lab)][choice % 3]),
        18 => Message::Tick,
        _ => {
            if let Some(lab) =
                session.study.as_mut().and_then(|study| study.lab.as_mut()).filter(|lab| lab.edit.is_none())
            {
                lab.focus = choice % FieldId::ALL.len();
            }
            Message::Do(Command::Confirm)
        }
    };
    update(session, message)
}

/// What holds after every action.
fn check(lab: &Lab) {
    assert_eq!(lab.fields.len(), FieldId::ALL.len());
    for field in &lab.fields {
        assert!(field.text.len() <= LONGEST, "a field is longer than it may be");
        assert!(field.problem.as_deref() != Some(""), "a problem without words");
    }
    for side in [&lab.origin, &lab.before, &lab.after] {
        assert_eq!(side.runs.len(), Profile::ALL.len(), "a side that did not run");
    }
    if let Some(edit) = &lab.edit {
        let text = &lab.holds(lab.field()).text;
        assert!(text.is_char_boundary(edit.cursor.min(text.len())), "the cursor is inside a character");
    }
}

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    let first = input.byte();
    let profile = Profile::ALL[usize::from(first) % Profile::ALL.len()];
    let setup = match first & 2 {
        0 => Setup::of_its_own(profile, 1_700_000_000.0),
        _ => Setup::of_token(input.text(), profile, 1_700_000_000.0),
    };
    // A token from outside may make a program that cannot run; the command line says so then.
    let Ok(lab_of_setup) = Lab::new(setup) else { return };
    let mut session = Session::new(Vec::new(), Vec::new());
    session.motion = first & 4 == 0;
    session.open_lab(lab_of_setup);
    let mut viewer = Viewer::default();
    for _ in 0..MOST {
        if input.0.is_empty() {
            break;
        }
        let token = lab(&session).and_then(|lab| lab.after.token().map(str::to_owned));
        let asked = session.notice.as_deref().is_some_and(|notice| notice.contains("press again"));
        // What is typed, pasted or deleted; taking back and experiments change the result whatever the text is.
        let writes = matches!(input.0.first().map(|kind| kind % 20), Some(0..=4 | 11 | 12));
        let effects = act(&mut session, &mut input);
        if let Some(lab) = lab(&session) {
            check(lab);
            let broken = lab.fields.iter().any(|field| field.problem.is_some());
            if writes && broken && lab.edit.is_some() && lab.holds(lab.field()).problem.is_some() {
                assert_eq!(lab.after.token().map(str::to_owned), token, "a bad text changed the result");
            }
        }
        for effect in effects {
            if let Effect::Copy(text) = effect {
                assert!(asked || !text.contains("PRIVATE KEY-----\nMII"), "a private key was copied at once");
            }
        }
        let screen = viewer.view(&session);
        assert!(screen.lab.is_some() || session.study.is_some());
    }
});
