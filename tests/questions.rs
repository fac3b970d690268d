//! Every kind of question, written in a lesson file, proved by `check`, answered right and wrong through a session.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it must be")]

use jwtrace::check;
use jwtrace::lesson::{Lesson, Library};
use jwtrace::quiz::Form;
use jwtrace::session::{Asked, Command, Effect, Message, Mode, Session, update};

const LESSON: &str = include_str!("../lessons/01-create-token.toml");
const KINDS: &str = include_str!("questions/kinds.toml");

fn diagnosed(text: &str) -> (Option<Lesson>, Vec<String>) {
    let mut library = Library::default();
    library.add("01-create-token.toml", text);
    let entry = library.get("create-token").unwrap();
    let found = check::lesson(entry).into_iter().map(|found| found.message).collect();
    (entry.lesson().map(|lesson| Lesson::clone(lesson)), found)
}

fn with_kinds() -> String {
    format!("{LESSON}\n{KINDS}")
}

fn practice() -> Session {
    let mut library = Library::default();
    library.add("01-create-token.toml", &with_kinds());
    let lesson = library.get("create-token").unwrap().lesson().map(|lesson| Lesson::clone(lesson)).unwrap();
    let mut session = Session::new(vec![lesson], Vec::new());
    session.open(0, None).unwrap();
    update(&mut session, Message::Do(Command::Mode(Mode::Practice)));
    session
}

fn asked<'s>(session: &'s Session, id: &str) -> &'s Asked {
    let sitting = session.study.as_ref().unwrap().sitting().unwrap();
    sitting.questions.iter().find(|asked| asked.id == id).unwrap()
}

fn go_to(session: &mut Session, id: &str) {
    let sitting = session.study.as_ref().unwrap().sitting().unwrap();
    let (to, at) = (sitting.questions.iter().position(|asked| asked.id == id).unwrap(), sitting.at);
    for _ in 0..at {
        update(session, Message::Do(Command::PreviousQuestion));
    }
    for _ in 0..to {
        update(session, Message::Do(Command::NextQuestion));
    }
}

/// Does what a learner would, answers, and says whether that was right, and what was said about it.
#[track_caller]
fn answer(id: &str, messages: &[Message]) -> (bool, String) {
    let mut session = practice();
    go_to(&mut session, id);
    for message in messages {
        update(&mut session, message.clone());
    }
    let effects = update(&mut session, Message::Do(Command::Answer));
    let [Effect::Answered(record)] = effects.as_slice() else {
        panic!("{id}: {effects:?} {:?}", session.notice);
    };
    let given = asked(&session, id).attempt.last().unwrap();
    assert_eq!((record.right, record.question.as_str()), (given.grade.right, id));
    assert_eq!((record.level.as_str(), record.first), ("easy", true));
    (given.grade.right, given.grade.because.clone())
}

fn written(text: &str) -> Vec<Message> {
    vec![Message::Paste(text.into())]
}

fn choose(options: &[usize]) -> Vec<Message> {
    options.iter().map(|option| Message::Do(Command::Choose(*option))).collect()
}

#[test]
fn a_lesson_with_every_kind_passes_check() {
    assert_eq!(diagnosed(&with_kinds()).1, [""; 0]);
}

#[test]
fn several_options_are_right_together_or_not() {
    assert!(answer("several", &choose(&[0, 2])).0);
    let (right, said) = answer("several", &choose(&[0]));
    assert!(!right && said.starts_with("1 more belongs to the answer."), "{said}");
    assert!(!answer("several", &choose(&[0, 1, 2])).0);
    assert!(!answer("several", &choose(&[0, 0])).0, "marked and unmarked: none of them");
}

#[test]
fn a_value_is_compared_by_what_it_means() {
    assert!(answer("typed", &written("{\"user_id\":123}")).0);
    let (right, said) = answer("typed", &written("{'user_id': '123'}"));
    assert!(!right && said == "The keys are right; 1 of the values differ.", "{said}");
    assert!(!answer("typed", &written("nonsense \u{202e}\n")).0);
    let (right, said) = answer("predict", &written("'eyJHbGciOi"));
    assert!(!right && said.contains("character"), "{said}");
}

#[test]
fn what_a_program_does_is_computed() {
    // PyJWT and python-jose both refuse this token as expired; so CPython says.
    assert!(answer("exception", &written("ExpiredSignatureError")).0);
    assert!(!answer("exception", &written("InvalidSignatureError")).0);
    assert!(answer("status", &written("401")).0);
    assert!(!answer("status", &written("403")).0);
}

#[test]
fn a_blank_is_run_and_not_matched() {
    assert!(answer("blank", &written("encode")).0);
    assert!(answer("blank", &written("encode  ")).0);
    let (right, said) = answer("blank", &written("decode"));
    assert!(!right && said.starts_with("Run with this, the program raises"), "{said}");
    let (right, said) = answer("blank", &written("enc ode(("));
    assert!(!right && said.contains("it is no program"), "{said}");
}

#[test]
fn every_order_that_does_the_same_is_right() {
    let orders = |wanted: &[&str]| {
        let mut session = practice();
        go_to(&mut session, "order");
        for (place, line) in wanted.iter().enumerate() {
            let at = |session: &Session| {
                let asked = asked(session, "order");
                let Form::Order(order) = &asked.posed.as_ref().unwrap().form else { panic!() };
                let here = |item: &usize| order.items[*item].starts_with(line);
                asked.attempt.draft.order.iter().position(here).unwrap()
            };
            let from = at(&session);
            update(&mut session, Message::Do(Command::Choose(from)));
            for _ in place..from {
                update(&mut session, Message::Do(Command::ShiftUp));
            }
            assert_eq!(at(&session), place);
        }
        update(&mut session, Message::Do(Command::Answer));
        asked(&session, "order").attempt.last().unwrap().grade.right
    };
    assert!(orders(&["claims", "key", "token", "print"]));
    assert!(orders(&["key", "claims", "token", "print"]), "claims and key do not need one another");
    assert!(!orders(&["token", "claims", "key", "print"]));
}

#[test]
fn a_faulty_line_is_pointed_at() {
    assert!(answer("faulty", &choose(&[2])).0);
    assert!(!answer("faulty", &choose(&[0])).0);
}

#[test]
fn a_changed_character_is_found_by_pointing() {
    let session = practice();
    let Form::Character(character) = &asked(&session, "tampered").posed.as_ref().unwrap().form else {
        panic!()
    };
    let right = character.at;
    assert!(answer("tampered", &choose(&[right])).0);
    assert!(!answer("tampered", &choose(&[right.saturating_sub(1)])).0);
    assert_ne!(character.before, character.after);
}

#[test]
fn a_free_answer_is_rated_after_the_model_was_seen() {
    let mut rate = written("It signs the token.");
    rate.push(Message::Do(Command::Answer));
    let with = |rating: usize| [rate.clone(), choose(&[rating])].concat();
    assert!(answer("free", &with(0)).0);
    assert!(!answer("free", &with(2)).0);
}

/// One mistake of each kind, planted; each is caught.
#[test]
fn every_planted_mistake_is_caught() {
    let planted = |from: &str, to: &str, message: &str| {
        assert!(KINDS.contains(from), "{from}");
        let found = diagnosed(&format!("{LESSON}\n{}", KINDS.replacen(from, to, 1))).1;
        assert!(found.iter().any(|found| found.contains(message)), "{from} -> {to}: {found:#?}");
    };
    planted("several = true", "severl = true", "`severl` is not a key of `practice`");
    planted("value = \"data\"", "value = \"dta\"", "there is no variable `dta`");
    planted("predict = \"token\"", "predict = \"tokn\"", "there is no variable `tokn`");
    planted("result = \"exception\"", "result = \"nobody\"", "has no variable `nobody` at its end");
    planted("requests = [\"GET /me\"]", "requests = [\"me\"]", "the path must start with /");
    planted("____", "encode", "the code has no blank ____");
    planted("fixed = ", "fxed = ", "`fxed` is not a key");
    planted("faulty_line = 3", "faulty_line = 30", "the code has no line 30");
    planted(
        "token = jwt.encode(key, claims, algorithm=\"HS256\")",
        "token = jwt.encode(key, claims, algorithm=\"HS256\", headers={\"kid\": \"k-7\"})",
        "line 3 of the question's code is wider than 70 columns",
    );
    planted("tampered = \"token\"", "tampered = \"secret\"", "not a token");
    planted("free = \"", "free = \"${tokn} ", "there is no variable `tokn`");
    planted(
        "hints = [\"Look at what is printed.\"]",
        "hints = [\"It is ExpiredSignatureError.\"]",
        "gives the answer away",
    );
    planted("id = \"blank\"", "id = \"token-bound\"", "there are two questions `token-bound`");
}

#[test]
fn a_token_is_accepted_until_the_library_says_it_is_expired() {
    let question = r#"
[[practice]]
id = "valid"
level = "easy"
question = "When is the token accepted?"
step = "encode"
valid_at = "token"
explanation = "exp is where it ends."
solution = ["Compare exp with the clock."]
"#;
    let claims = "claims = { user_id = 123, exp = 1767607200 }";
    let text = format!("{}{question}", LESSON.replacen("claims = { user_id = 123 }", claims, 1));
    let (lesson, found) = diagnosed(&text);
    assert_eq!(found, [""; 0]);
    let lesson = lesson.unwrap();
    // PyJWT 2.15.1 refuses at exp itself, python-jose 3.5.0 accepts there.
    for (profile, right) in [("python-jose", vec![true, true, false]), ("pyjwt", vec![true, false, false])] {
        let mut inputs = lesson.inputs();
        inputs.profile = jwtrace::lesson::Profile::named(profile).unwrap();
        let mut session = Session::new(vec![lesson.clone()], Vec::new());
        session.open(0, Some(inputs)).unwrap();
        update(&mut session, Message::Do(Command::Mode(Mode::Practice)));
        let posed = asked(&session, "valid").posed.as_ref().unwrap();
        let has: Vec<bool> = posed.options().iter().map(|option| option.right).collect();
        assert_eq!(has, right, "{profile}");
    }
}

#[test]
fn what_running_shows_is_not_told_before_it_is_known() {
    let found = |session: &Session| {
        let verdict = jwtrace::view::view(session).quiz.unwrap().verdict.unwrap();
        verdict.found.as_str().to_owned()
    };
    let mut session = practice();
    go_to(&mut session, "exception");
    update(&mut session, Message::Paste("InvalidSignatureError".into()));
    update(&mut session, Message::Do(Command::Answer));
    assert_eq!(found(&session), "", "a second try would be none");
    for _ in 0..40 {
        update(&mut session, Message::Do(Command::Solution));
    }
    assert!(found(&session).contains("ExpiredSignatureError"), "the solution has told it");
    let mut session = practice();
    go_to(&mut session, "exception");
    update(&mut session, Message::Paste("ExpiredSignatureError".into()));
    update(&mut session, Message::Do(Command::Answer));
    assert!(found(&session).contains("ExpiredSignatureError"));
}

#[test]
fn the_report_counts_first_tries_and_does_not_call_a_wrong_answer_right() {
    let mut session = practice();
    go_to(&mut session, "typed");
    update(&mut session, Message::Paste("{'user_id': 1}".into()));
    update(&mut session, Message::Do(Command::Answer));
    let questions = session.study.as_ref().unwrap().practice.questions.len();
    for _ in 0..questions {
        update(&mut session, Message::Do(Command::NextQuestion));
    }
    let report = jwtrace::view::view(&session).quiz.unwrap().report.unwrap();
    assert_eq!(
        report.all.unwrap().words.as_str(),
        format!("0 of 1 right at the first try, {} open", questions - 1)
    );
    assert!(report.advice.as_str().contains("first that is not solved"), "{}", report.advice);
}

#[test]
fn what_a_program_does_is_told_as_one_sentence() {
    let session = practice();
    let posed = asked(&session, "tampered").posed.as_ref().unwrap();
    assert!(posed.found.ends_with("Signature verification failed."), "{}", posed.found);
}
