use super::*;

fn press(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

#[test]
fn the_place_decides_what_a_key_means() {
    let down = press(KeyCode::Down);
    assert_eq!(meaning(&down, Context::Steps), Some(Meaning::Command(C::Into)));
    assert_eq!(meaning(&down, Context::Why), Some(Meaning::Command(C::Down)));
    let h = press(KeyCode::Char('h'));
    assert_eq!(meaning(&h, Context::Steps), Some(Meaning::Command(C::Previous)));
    assert_eq!(meaning(&h, Context::Quiz), Some(Meaning::Command(C::Hint)));
    assert_eq!(meaning(&h, Context::Field), Some(Meaning::Type('h')));
    assert_eq!(meaning(&press(KeyCode::Char('q')), Context::Field), Some(Meaning::Type('q')));
    assert_eq!(meaning(&press(KeyCode::Char('4')), Context::Quiz), Some(Meaning::Digit(4)));
}

#[test]
fn leaving_is_possible_everywhere() {
    let ctrl_c = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
    let contexts = [
        Context::Library,
        Context::Steps,
        Context::Run,
        Context::Sequence,
        Context::Why,
        Context::Quiz,
        Context::Lab,
        Context::LabField,
        Context::LabCode,
        Context::Build,
        Context::Editor,
        Context::Experiments,
        Context::Write,
        Context::Point,
        Context::Beside,
        Context::Summary,
        Context::Help,
        Context::Field,
        Context::Predict,
    ];
    for context in contexts {
        assert_eq!(meaning(&ctrl_c, context), Some(Meaning::Command(C::Quit)));
        let esc = meaning(&press(KeyCode::Esc), context);
        let back = [C::Back, C::Lessons, C::Lab(L::TakeBack), C::Lab(L::Done), C::Build(B::Leave)];
        assert!(matches!(esc, Some(Meaning::Command(command)) if back.contains(&command)));
    }
}

#[test]
fn no_key_has_two_meanings_in_one_place() {
    for context in [
        Context::Library,
        Context::Steps,
        Context::Run,
        Context::Sequence,
        Context::Predict,
        Context::Why,
        Context::Quiz,
        Context::Write,
        Context::Point,
        Context::Beside,
        Context::Lab,
        Context::LabField,
        Context::LabCode,
        Context::Build,
        Context::Editor,
        Context::Experiments,
    ] {
        let mut seen: Vec<(Key, Command)> = Vec::new();
        let holds = |binding: &&Binding| binding.place.holds(context) && binding.place != Where::Everywhere;
        for binding in KEYS.iter().filter(holds) {
            for key in binding.keys {
                let other = seen.iter().find(|(have, _)| have == key);
                assert!(other.is_none(), "{key:?} in {context:?}: {other:?} and {:?}", binding.command);
                seen.push((*key, binding.command));
            }
        }
    }
}
