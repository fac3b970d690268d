//! What a click means.

use super::*;

#[test]
fn a_click_does_what_is_under_it() {
    let session = after(fixture::lesson(), &[Command::Mode(Mode::Trace)]);
    let (buffer, hits) = paint(&session, (120, 40), Theme::new(ThemeName::Dark, Depth::Mono, false));
    let text = |y: u16| (0..120).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    let find = |what: &str| {
        let y = (0..40).find(|y| text(*y).contains(what)).unwrap();
        let column = text(y).split(what).next().unwrap().chars().count() as u16;
        (column, y)
    };
    let click = |(column, row): (u16, u16)| {
        let kind = MouseEventKind::Down(MouseButton::Left);
        hits.message(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
    };
    assert_eq!(click(find("4 Quiz")), Some(Message::Click(Target::Mode(Mode::Quiz))));
    assert_eq!(click(find("jwt.encode(data")), Some(Message::Click(Target::Stop(2))));
    assert_eq!(click(find("(Return token)")), Some(Message::Click(Target::Stop(3))));
    let scrolled = hits.message(MouseEvent {
        kind: MouseEventKind::ScrollDown,
        column: 60,
        row: 39,
        modifiers: KeyModifiers::NONE,
    });
    assert_eq!(scrolled, Some(Message::Wheel(1, None)));
}

#[test]
fn a_click_into_the_learners_program_means_the_character_that_is_shown_there() {
    let long = format!("x = 1\n{} = 2", "name_".repeat(30));
    let session = pasted(in_project(&[]), &long);
    for size in [(80, 24), (120, 40)] {
        let (buffer, hits) = paint(&session, size, Theme::new(ThemeName::Dark, Depth::Mono, false));
        let text = |y: u16| (0..size.0).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        let click = |column: u16, row: u16| {
            let kind = MouseEventKind::Down(MouseButton::Left);
            let message = hits.message(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
            let mut session = session.clone();
            update(&mut session, message.unwrap());
            session.study.unwrap().build.unwrap().editor.cursor()
        };
        let lines = session.study.as_ref().unwrap().build.as_ref().unwrap().editor.lines().to_vec();
        // The cursor is at the end of the long line, so that its first characters are out of sight.
        let row = (0..size.1).find(|y| text(*y).contains("ame_ = 2")).unwrap();
        let column = text(row).split("e_ = 2").next().unwrap().chars().count() as u16;
        let last = lines.len() - 1;
        assert_eq!(click(column, row), (last, lines[last].find("e_ = 2").unwrap()), "{size:?}");
        assert_eq!(click(size.0 - 2, row), (last, lines[last].len()), "after the end {size:?}");
        let number = format!(" {} ", last + 1);
        let column = text(row).split(&number).next().unwrap().chars().count() as u16;
        assert_eq!(click(column + 1, row), (last, 0), "on its number {size:?}");
    }
}
