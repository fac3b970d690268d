//! Values, questions and grades over traces of lesson 1, written down by hand.

use super::*;
use crate::lesson::{Answer, Lesson, Library, Segment, Template, TemplatePart};
use crate::span::Span;
use crate::trace::{Event, Kind, Outcome, Raised, Recorder, Trace};

// What python-jose 3.5.0 gives for {"user_id": 123} and these secrets.
const MYSECRET: &str =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyX2lkIjoxMjN9.u-rx84yPaU_8Yjivd6GH83bmaUJd7Uy_hQp5mIMaMKU";
const OTHER: &str =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyX2lkIjoxMjN9.l2YMRaD7zwbkwkbRJf7qv_egO9GCznRuMV6KiD9nlUA";

fn lesson() -> Lesson {
    let library = Library::built_in();
    Lesson::clone(library.get("create-token").unwrap().lesson().unwrap())
}

/// The trace of lesson 1: lines 1, 3 and 7 of the module, 3 to 5 of the function.
fn trace(token: Option<&str>) -> Trace {
    let mut record = Recorder::new();
    let span = Span::default();
    let module = record.enter("<module>", None);
    for line in [1, 3, 7] {
        record.stop(Event::Line, module, line, span);
    }
    let frame = record.enter("create_token", Some(module));
    for (name, repr) in [("data", "{'user_id': 123}"), ("secret", "'mysecret'")] {
        let shown = record.show(repr, Kind::Str, None, false);
        let binding = record.binding(frame, name);
        record.set(binding, shown);
    }
    let binding = record.binding(frame, "token");
    record.stop(Event::Call, frame, 3, span);
    record.stop(Event::Line, frame, 4, span);
    let Some(token) = token else {
        let raised = Raised { class: "JWSError".into(), message: "no".into(), ..Raised::default() };
        record.stop_exception(frame, 4, span, raised.clone());
        return record.finish(Vec::new(), Outcome::Raised(raised));
    };
    let shown = record.show(&format!("'{token}'"), Kind::Str, None, false);
    record.set(binding, shown);
    record.warn("InsecureKeyLengthWarning", "too short");
    record.stop(Event::Line, frame, 5, span);
    record.stop_return(frame, 5, span, shown);
    record.print(&format!("{token}\n"));
    record.finish(Vec::new(), Outcome::Finished)
}

fn with_scene<T>(trace: &Trace, look: impl FnOnce(&Scene<'_>) -> T) -> T {
    let lesson = lesson();
    let inputs = lesson.inputs();
    let places = lesson.steps.iter().map(|step| &step.place);
    let program = lesson.program(inputs.profile).unwrap();
    let timeline = Timeline::of(places, program, &lesson.source(&inputs), trace);
    look(&Scene { lesson: &lesson, inputs: &inputs, trace, timeline: &timeline })
}

#[test]
fn paths_lead_to_values_of_the_trace() {
    let trace = trace(Some(MYSECRET));
    with_scene(&trace, |scene| {
        let at_encode = |path: &str| scene.value(path, Some(1)).unwrap();
        assert_eq!(at_encode("token"), format!("'{MYSECRET}'"));
        assert_eq!(at_encode("token.text"), MYSECRET);
        assert_eq!(at_encode("token.header"), "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9");
        assert_eq!(at_encode("token.header.json"), r#"{"alg":"HS256","typ":"JWT"}"#);
        assert_eq!(at_encode("token.header.json.alg.text"), "HS256");
        assert_eq!(at_encode("token.payload.json.user_id"), "123");
        assert_eq!(at_encode("token.signature.bytes"), "32");
        assert!(at_encode("token.signature.hex").starts_with("bbeaf1f38c8f"));
        assert_eq!(at_encode("token.length"), "101");
        assert_eq!(at_encode("secret.length"), "8");
        assert_eq!(at_encode("given.claims"), "{\"user_id\": 123}");
        assert_eq!(at_encode("given.algorithm.text"), "HS256");
        assert_eq!(at_encode("warning"), "too short");
        assert_eq!(scene.value("return", Some(2)).unwrap(), format!("'{MYSECRET}'"));
        assert_eq!(scene.value("stdout", None).unwrap(), MYSECRET);
        assert_eq!(scene.value("stdout", Some(1)).unwrap(), "");
        assert_eq!(scene.value("token@encode", Some(0)).unwrap(), format!("'{MYSECRET}'"));
    });
}

#[test]
fn what_is_not_there_is_told_apart_from_what_cannot_be() {
    let done = trace(Some(MYSECRET));
    with_scene(&done, |scene| {
        assert_eq!(scene.value("token", Some(0)), Err(Unresolved::Absent("unbound")));
        assert_eq!(scene.value("exception", None), Err(Unresolved::Absent("no exception")));
        assert!(scene.value("data.header", Some(1)).is_err());
        for path in
            ["tokn", "token.sig", "token.header.jsn", "token.payload.json.name", "given.x", "op.x", "token@x"]
        {
            assert!(matches!(scene.value(path, Some(1)), Err(Unresolved::Unknown { .. })), "{path}");
        }
        let parts = vec![
            TemplatePart::Text("token: ".into()),
            TemplatePart::Value { path: "token".into(), at: Span::default() },
        ];
        assert_eq!(scene.fill(&Template { parts, at: Span::default() }, Some(0)), "token: (unbound)");
    });
    with_scene(&trace(None), |scene| {
        assert_eq!(scene.value("token", Some(2)), Err(Unresolved::Absent("not reached")));
        assert_eq!(scene.value("token", Some(1)), Err(Unresolved::Absent("unbound")));
        assert_eq!(scene.value("exception", None).unwrap(), "JWSError: no");
    });
}

fn posed(trace: &Trace, index: usize, other: &str) -> Result<Posed, Unanswerable> {
    let runs = |job: &Job| {
        assert!(job.source.contains("\"other\""), "the secret is replaced");
        Ok(self::trace(Some(other)))
    };
    with_scene(trace, |scene| pose(scene, &scene.lesson.quiz[index], &runs, 0))
}

fn answered(posed: &Posed, option: usize) -> Option<Grade> {
    grade(posed, &Reply::Option(option), &|_| Err("nothing runs".into()))
}

#[test]
fn the_quiz_of_lesson_one_is_answered_by_its_trace() {
    let trace = trace(Some(MYSECRET));
    let output = posed(&trace, 0, OTHER).unwrap();
    assert_eq!(output.answer, format!("'{MYSECRET}'"));
    assert_eq!((output.evidence.step, output.evidence.target.as_str()), (1, "token"));
    let bound = posed(&trace, 1, OTHER).unwrap();
    assert_eq!(bound.answer, "After step 2: Encode data");
    let secret = posed(&trace, 2, OTHER).unwrap();
    assert_eq!(secret.answer, "Only the signature, the last segment");
    // Were the secret without effect, the answer would be another.
    let same = posed(&trace, 2, MYSECRET).unwrap();
    assert_eq!(same.answer, "Nothing, the token stays the same");
}

#[test]
fn an_answer_is_graded_with_its_reason() {
    let posed = posed(&trace(Some(MYSECRET)), 2, OTHER).unwrap();
    let wrong = answered(&posed, 2).unwrap();
    assert!(!wrong.right);
    assert_eq!(wrong.misconception.unwrap().0, "encoding-is-encryption");
    assert_eq!((wrong.chosen.as_str(), wrong.option), ("All three segments", Some(2)));
    let right = answered(&posed, 1).unwrap();
    assert!(right.right && right.misconception.is_none());
    assert_eq!(answered(&posed, 4), None);
    assert_eq!(grade(&posed, &Reply::Text("x".into()), &|_| Err("nothing runs".into())), None);
}

#[test]
fn a_question_without_exactly_one_right_option_cannot_be_asked() {
    let done = trace(Some(MYSECRET));
    let ask = |change: fn(&mut crate::lesson::Question)| {
        with_scene(&done, |scene| {
            let mut question = scene.lesson.quiz[0].clone();
            change(&mut question);
            pose(scene, &question, &|_| Err("no".into()), 0)
        })
    };
    assert!(matches!(
        ask(|q| q.answer = Answer::Value("secret.text".into())),
        Err(Unanswerable::RightOptions { count: 0, .. })
    ));
    assert_eq!(ask(|q| q.options[1].text = q.options[0].text.clone()), Err(Unanswerable::SameOptions(0, 1)));
    assert!(matches!(
        ask(|q| q.answer = Answer::Written(vec![0, 1])),
        Err(Unanswerable::RightOptions { count: 2, .. })
    ));
    assert!(matches!(
        ask(|q| q.answer = Answer::FirstBound("nothing".into())),
        Err(Unanswerable::NoValue(_))
    ));
    let with = || Answer::SegmentsChanged { given: "secret".into(), with: "1".into() };
    let failed = with_scene(&done, |scene| {
        let question = crate::lesson::Question { answer: with(), ..scene.lesson.quiz[2].clone() };
        pose(scene, &question, &|_| Err("no".into()), 0)
    });
    assert_eq!(failed, Err(Unanswerable::Rerun("no".into())));
    let raised = trace(None);
    assert_eq!(posed(&raised, 0, OTHER), Err(Unanswerable::NoValue(Unresolved::Absent("unbound"))));
    // Steps stand in for options that are left out.
    let steps = ask(|q| {
        q.answer = Answer::FirstBound("data".into());
        q.options.clear();
    });
    let steps = steps.unwrap();
    assert!(steps.options()[0].right && steps.options().len() == 3);
    assert_eq!(Segment::ALL.map(Segment::name), ["header", "payload", "signature"]);
}
