mod lessons;
mod mouse;

use super::canvas::Hits;
use super::theme::{Depth, Theme, ThemeName};
use super::{draw, layout};
use crate::session::build::BuildCommand as B;
use crate::session::lab::LabCommand as L;
use crate::session::tests::{fixture, message, start};
use crate::session::{Command, Message, Mode, Place, Session, Target, update};
use crate::text::Text;
use crate::view::{Viewer, view};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use std::fmt::Write as _;

fn paint(session: &Session, size: (u16, u16), theme: Theme) -> (Buffer, Hits) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    let mut hits = Hits::default();
    draw::draw(&view(session), &mut buffer, theme, &mut hits);
    (buffer, hits)
}

fn after(mut session: Session, commands: &[Command]) -> Session {
    for command in commands {
        update(&mut session, Message::Do(*command));
    }
    session
}

/// The characters, then which cells have which style.
fn picture(buffer: &Buffer) -> String {
    let mut text = String::new();
    let mut styles: Vec<Style> = vec![Style::reset()];
    let mut map = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        let mut marks = String::new();
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            row.push_str(cell.symbol());
            let style = cell.style();
            // A blank looks the same in every style that neither underlines nor paints behind it.
            let blank = cell.symbol() == " "
                && cell.bg == Color::Reset
                && !cell.modifier.intersects(Modifier::UNDERLINED | Modifier::REVERSED);
            let known = styles.iter().position(|have| *have == style);
            let at = match known {
                _ if blank => 0,
                Some(at) => at,
                None => {
                    styles.push(style);
                    styles.len() - 1
                }
            };
            marks.push(if at == 0 { ' ' } else { char::from(b'a' + (at - 1) as u8) });
        }
        writeln!(text, "{}", row.trim_end()).unwrap();
        writeln!(map, "{}", marks.trim_end()).unwrap();
    }
    let mut out = format!("{text}\n{map}\n");
    for (at, style) in styles.iter().enumerate().skip(1) {
        let (fg, bg) = (style.fg.unwrap_or_default(), style.bg.unwrap_or_default());
        let letter = char::from(b'a' + (at - 1) as u8);
        writeln!(out, "{letter}: {fg:?} on {bg:?} {:?}", style.add_modifier).unwrap();
    }
    out
}

fn typed(mut session: Session, text: &str) -> Session {
    for char in text.chars() {
        update(&mut session, Message::Type(char));
    }
    session
}

/// The first step of lesson 2's project, and on.
fn in_project(more: &[Command]) -> Session {
    let begun = after(fixture::open(1), &[Command::Mode(Mode::Build), Command::Build(B::Begin)]);
    after(begun, more)
}

fn pasted(mut session: Session, text: &str) -> Session {
    update(&mut session, Message::Paste(text.into()));
    session
}

/// A token verified with another key.
const REFUSED: &str = "import jwt\n\ntoken = jwt.encode({\"sub\": \"alice\"}, \"k\" * 32)\n\
                       claims = jwt.decode(token, \"x\" * 32, algorithms=[\"HS256\"])\n";

/// Every screen there is.
fn screens() -> Vec<(&'static str, Session)> {
    use Command as C;
    let lesson = fixture::lesson;
    let trace = |more: &[Command]| after(after(lesson(), &[C::Mode(Mode::Trace)]), more);
    let answered = |beside: usize| {
        let quiz = after(lesson(), &[C::Mode(Mode::Quiz), C::Hint]);
        let question = quiz.study.as_ref().unwrap().question().unwrap();
        let options = question.options();
        let right = options.iter().position(|option| option.right).unwrap();
        let option = (right + beside) % options.len();
        after(quiz, &[C::Choose(option), C::Answer])
    };
    let mistaken = |more: &[Command]| after(fixture::mistaken(), more);
    let lab = |more: &[Command]| after(after(lesson(), &[C::Mode(Mode::Lab)]), more);
    vec![
        ("library", fixture::library()),
        ("library_remembered", fixture::remembered()),
        ("review", after(fixture::remembered(), &[C::Review])),
        ("review_end", after(fixture::remembered(), &[C::Review, C::NextQuestion, C::NextQuestion])),
        ("review_nothing", after(fixture::library(), &[C::Review])),
        ("progress", after(fixture::remembered(), &[C::Progress])),
        ("flow", after(lesson(), &[C::Next, C::Next])),
        ("trace_start", trace(&[])),
        ("trace_encode", trace(&[C::Next, C::Next])),
        ("trace_end", trace(&[C::Last])),
        ("operations", trace(&[C::Next, C::Next, C::Into, C::Next, C::Next, C::Next, C::Next])),
        ("base64", trace(&[C::Next, C::Next, C::Into, C::Next, C::Into, C::Next])),
        (
            "hmac",
            after(
                trace(&[C::Next, C::Next, C::Into]),
                &[C::Next, C::Next, C::Next, C::Next, C::Next, C::Next, C::Into, C::Next],
            ),
        ),
        ("zoomed_token", trace(&[C::Next, C::Next, C::FocusPrevious, C::Zoom])),
        ("why", after(lesson(), &[C::Mode(Mode::Why), C::Down])),
        ("quiz", after(lesson(), &[C::Mode(Mode::Quiz)])),
        ("quiz_wrong", answered(2)),
        ("quiz_right", answered(0)),
        ("computed_wrong", mistaken(&[])),
        ("beside", mistaken(&[C::Evidence])),
        ("beside_one", mistaken(&[C::Evidence, C::NextChange, C::FocusNext, C::FocusNext])),
        ("summary", after(lesson(), &[C::Mode(Mode::Summary)])),
        ("lab", lab(&[])),
        ("lab_last_character", lab(&[C::Lab(L::Run(2))])),
        ("lab_none", lab(&[C::Lab(L::Run(4))])),
        ("lab_experiments", lab(&[C::Lab(L::Experiments)])),
        ("lab_python", lab(&[C::Lab(L::Run(5)), C::FocusNext])),
        ("lab_bad_claims", typed(lab(&[C::Lab(L::Edit)]), ",,")),
        ("build", after(fixture::open(1), &[C::Mode(Mode::Build)])),
        ("build_step", pasted(in_project(&[]), "user_data = {\"user_id\": 101, \"role\": \"admin\"}")),
        (
            "build_failed",
            after(
                pasted(in_project(&[]), "user_data = {\"user_id\": 101, \"role\": \"user\"}"),
                &[C::Build(B::Check), C::Build(B::Hint)],
            ),
        ),
        ("build_running", {
            let mut session = pasted(in_project(&[]), "user_data = {\"user_id\": 101, \"role\": \"user\"}");
            session.aside = true;
            after(session, &[C::Build(B::Check)])
        }),
        ("build_grammar", after(pasted(in_project(&[]), "user_data = = 1\nx = 2"), &[C::Build(B::Check)])),
        (
            "build_passed",
            after(
                pasted(
                    in_project(&[]),
                    "user_data = {\"user_id\": 101, \"username\": \"alice\", \"role\": \"admin\"}",
                ),
                &[C::Build(B::Check)],
            ),
        ),
        ("build_solution", in_project(&[C::Build(B::Check), C::Build(B::Leave), C::Build(B::Solution)])),
        ("help", trace(&[C::Help])),
        ("palette", trace(&[C::Palette])),
        ("ask_step", trace(&[C::AskStep])),
        ("lesson_2", after(fixture::open(1), &[C::Mode(Mode::Trace), C::Next, C::Next, C::Next])),
        (
            "gates",
            after(
                after(fixture::run(REFUSED), &[C::Next, C::Next, C::Next, C::Into, C::Last]),
                &[C::Previous; 9],
            ),
        ),
        ("raised", after(fixture::run(REFUSED), &[C::Last])),
        (
            "requests",
            after(fixture::requests(), &[C::Requests, C::Down, C::Down, C::Confirm, C::Requests, C::Down]),
        ),
        ("answered", after(fixture::requests(), &[C::Last, C::Previous])),
        ("predict", {
            let mut asking = trace(&[C::Next]);
            asking.predicting = true;
            after(asking, &[C::Next])
        }),
        ("run", after(fixture::program(), &[C::Next, C::Next, C::Next, C::Next, C::Next])),
    ]
}

#[test]
fn every_screen_looks_as_it_was_read_and_accepted() {
    for (name, session) in screens() {
        for (width, height) in [(80, 24), (120, 40)] {
            for (colour, depth) in [("colour", Depth::Sixteen), ("mono", Depth::Mono)] {
                let theme = Theme::new(ThemeName::Dark, depth, false);
                let (buffer, _) = paint(&session, (width, height), theme);
                insta::assert_snapshot!(format!("{name}_{width}x{height}_{colour}"), picture(&buffer));
            }
        }
    }
}

#[test]
fn without_colour_nothing_is_lost_but_colour() {
    for (name, session) in screens() {
        let symbols = |depth| {
            let (buffer, _) = paint(&session, (80, 24), Theme::new(ThemeName::Dark, depth, false));
            let coloured =
                buffer.content.iter().any(|cell| cell.fg != Color::Reset || cell.bg != Color::Reset);
            (buffer.content.iter().map(|cell| cell.symbol().to_owned()).collect::<String>(), coloured)
        };
        let (mono, sixteen) = (symbols(Depth::Mono), symbols(Depth::Sixteen));
        assert_eq!((&mono.0, mono.1, sixteen.1), (&sixteen.0, false, true), "{name}");
    }
}

#[test]
fn ascii_means_ascii() {
    for (name, session) in screens() {
        let (buffer, _) = paint(&session, (120, 40), Theme::new(ThemeName::Light, Depth::True, true));
        assert!(buffer.content.iter().all(|cell| cell.symbol().is_ascii()), "{name}");
    }
}

/// The rows of a screen as a person reads them.
fn rows(session: &Session, size: (u16, u16)) -> Vec<String> {
    let (buffer, _) = paint(session, size, Theme::new(ThemeName::Dark, Depth::Mono, false));
    let row = |y: u16| (0..size.0).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..size.1).map(row).collect()
}

#[test]
fn the_tables_columns_stay_where_they_are_from_step_to_step() {
    let mut session = after(fixture::open(1), &[Command::Mode(Mode::Trace)]);
    let mut heads = Vec::new();
    for _ in 0..6 {
        let rows = rows(&session, (120, 40));
        assert!(rows.iter().any(|row| row.contains("Write the claims")), "no action is cut");
        heads.push(rows.into_iter().find(|row| row.contains("action") && row.contains("process")));
        update(&mut session, Message::Do(Command::Next));
    }
    heads.dedup();
    assert_eq!(heads.len(), 1);
}

#[test]
fn no_column_of_the_variables_is_left_out_while_there_is_room() {
    for lesson in 0..2 {
        let session = after(fixture::open(lesson), &[Command::Mode(Mode::Trace), Command::Last]);
        let rows = rows(&session, (120, 40));
        let head = rows.iter().find(|row| row.contains("Final")).unwrap();
        assert!(head.contains("Start") && head.contains("after 1") && head.contains("after 3"), "{head}");
        assert!(!rows.iter().any(|row| row.contains('‹')));
    }
}

#[test]
fn the_current_box_of_the_flow_is_never_cut() {
    let session = after(fixture::lesson(), &[Command::Mode(Mode::Trace), Command::Next, Command::Next]);
    assert!(rows(&session, (120, 40))[1].contains("[Encode with secret and algorithm]"));
}

#[test]
fn a_warning_about_the_key_is_told_where_it_arises_and_only_there() {
    let with_pyjwt = after(fixture::lesson(), &[Command::Mode(Mode::Trace), Command::SwitchProfile]);
    let told = |more: &[Command], size| {
        let rows = rows(&after(with_pyjwt.clone(), more), size);
        let text = rows.iter().map(|row| row.trim_matches([' ', '│'])).collect::<Vec<_>>().join(" ");
        (
            text.contains("! InsecureKeyLengthWarning: The HMAC key is 8 bytes"),
            text.contains("RFC 7518 Section 3.2."),
        )
    };
    for size in [(80, 24), (120, 40)] {
        assert_eq!(told(&[Command::Next], size), (false, false));
        assert!(told(&[Command::Next; 2], size).0);
        assert_eq!(told(&[Command::Next; 3], size), (false, false));
    }
    assert_eq!(told(&[Command::Next; 2], (120, 40)), (true, true));
}

#[test]
fn a_click_on_an_arrow_means_that_arrow() {
    let session = after(fixture::requests(), &[Command::Last]);
    for size in [(80, 24), (120, 40)] {
        let session = after(session.clone(), &[Command::Requests]);
        let (_, hits) = paint(&session, size, Theme::new(ThemeName::Dark, Depth::Mono, false));
        let rows = rows(&session, size);
        let row = rows.iter().rposition(|row| row.contains("401 Unauthorized") && row.contains('◀')).unwrap();
        let kind = MouseEventKind::Down(MouseButton::Left);
        let event = MouseEvent { kind, column: 30, row: row as u16, modifiers: KeyModifiers::NONE };
        assert_eq!(hits.message(event), Some(Message::Click(Target::Arrow(5))));
    }
}

#[test]
fn what_is_said_of_a_lesson_stays_out_of_the_footer() {
    let place = Place { lesson: "create-token".into(), mode: Mode::Trace, stop: 2, question: String::new() };
    for problems in [0, 3] {
        let mut session = Session::new(fixture::lessons(), vec!["broken.toml:1:1: wrong".into(); problems]);
        session.resume(place.clone());
        for size in [(80, 24), (60, 20), (120, 40)] {
            let rows = rows(&session, size);
            assert!(rows.last().unwrap().starts_with(" ↓ down   ↑ up   Enter open"), "{rows:#?}");
            let broken = rows.iter().filter(|row| row.starts_with("  ✗ broken.toml:1:1: wrong")).count();
            assert_eq!(broken, problems, "{rows:#?}");
        }
    }
}

#[test]
fn where_one_is_in_a_long_lesson_is_shown_beside_all_the_modes() {
    let mut screen = view(&after(fixture::lesson(), &[Command::Mode(Mode::Trace)]));
    screen.header.place = Text::from("step 112 of 140".to_owned());
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    let theme = Theme::new(ThemeName::Dark, Depth::Mono, false);
    draw::draw(&screen, &mut buffer, theme, &mut Hits::default());
    let top: String = (0..80).map(|x| buffer[(x, 0)].symbol()).collect();
    assert!(top.contains(" step 112 of 140 "), "{top}");
    assert!(top.contains("[2Trace]") && top.contains("8Rev ") && top.trim_end().ends_with("9Sum"), "{top}");
}

#[test]
fn a_small_window_is_told_so_in_a_line() {
    let (buffer, _) = paint(&fixture::lesson(), (59, 20), Theme::new(ThemeName::Dark, Depth::Mono, false));
    assert!(picture(&buffer).starts_with("jwtrace needs 60x20, this is 59x20"));
}

#[test]
fn panes_cover_the_body_and_do_not_overlap() {
    for (name, session) in screens() {
        let screen = view(&session);
        for (width, height) in [(60, 20), (80, 24), (99, 29), (100, 30), (120, 40), (300, 100)] {
            let area = Rect::new(0, 0, width, height);
            let plan = layout::plan(area, &screen);
            for (at, (pane, rect)) in plan.panes.iter().enumerate() {
                assert_eq!(rect.intersection(area), *rect, "{name} {pane:?} {width}x{height}");
                for (other, taken) in &plan.panes[at + 1..] {
                    assert!(!rect.intersects(*taken), "{name} {pane:?} over {other:?} {width}x{height}");
                }
            }
            let covered: u32 = plan.panes.iter().map(|(_, rect)| rect.area()).sum();
            let strip = u32::from(plan.strip.height) * u32::from(width);
            assert!(plan.trouble.is_empty());
            assert_eq!(covered + strip + 2 * u32::from(width), area.area(), "{name} {width}x{height}");
        }
    }
}

#[test]
fn what_is_kept_between_frames_changes_nothing() {
    let mut viewer = Viewer::default();
    let mut session = fixture::lesson();
    for command in
        [Command::Mode(Mode::Trace), Command::Next, Command::Next, Command::Into, Command::Mode(Mode::Quiz)]
    {
        update(&mut session, Message::Do(command));
        assert_eq!(viewer.view(&session), view(&session));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_message_at_any_size_panics(
        start in start(),
        steps in proptest::collection::vec((message(), 1..200_u16, 1..70_u16), 0..30),
        ascii in any::<bool>(),
    ) {
        let mut session = start.session();
        let mut viewer = Viewer::default();
        for (message, width, height) in steps {
            update(&mut session, message);
            let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
            let theme = Theme::new(ThemeName::HighContrast, Depth::Indexed, ascii);
            draw::draw(&viewer.view(&session), &mut buffer, theme, &mut Hits::default());
        }
    }
}

/// What a lesson says about a step stands whole beside the step, on a small screen and on a large one.
#[test]
fn every_step_of_every_lesson_is_explained_where_it_is_stepped_through() {
    let mut cut = Vec::new();
    for index in 0..fixture::lessons().len() {
        let mut session = after(fixture::open(index), &[Command::Mode(Mode::Trace)]);
        let stops = session.study.as_ref().unwrap().stops.len();
        for stop in 1..stops - 1 {
            session.study.as_mut().unwrap().go_to(stop);
            let sentence = crate::session::narrate(session.study.as_ref().unwrap(), stop).narration;
            let wanted: String = sentence.split_whitespace().collect();
            for size in [(80, 24), (120, 40)] {
                let rows = rows(&session, size);
                let text: String = rows
                    .iter()
                    .flat_map(|row| row.trim_matches(['│', '┃', ' ']).split_whitespace())
                    .collect();
                if !text.contains(&wanted) {
                    cut.push(format!("lesson {} step {stop} at {size:?}: {sentence}", index + 1));
                }
            }
        }
    }
    assert_eq!(cut, [""; 0]);
}

/// Where few rows fit, those are in sight that the step changes, and of a long value that changes the end that did.
#[test]
fn what_a_step_makes_is_in_sight_on_a_small_screen() {
    let mut session = after(fixture::open(3), &[Command::Mode(Mode::Trace)]);
    let row = |session: &Session, name: &str| {
        let rows = rows(session, (80, 24));
        rows.into_iter().find(|row| row.trim_start().starts_with(name)).unwrap_or_default()
    };
    session.study.as_mut().unwrap().go_to(2);
    assert!(row(&session, "expire (").contains("◀ new"), "{}", row(&session, "expire ("));
    session.study.as_mut().unwrap().go_to(3);
    let changed = row(&session, "to_encode (");
    assert!(changed.contains("'exp'") && changed.contains("◀ changed"), "{changed}");
}

#[test]
fn a_zoomed_table_of_variables_shows_the_chosen_one_whole() {
    let commands = [Command::Mode(Mode::Trace), Command::Next, Command::Next, Command::Next];
    let mut session = after(fixture::open(3), &commands);
    let chosen = |session: &Session| {
        let study = session.study.as_ref().unwrap();
        study.variables().get(study.variable).map(|(_, name)| (*name).to_owned())
    };
    while chosen(&session).as_deref() != Some("to_encode") {
        update(&mut session, Message::Do(Command::NextVariable));
    }
    let rows = rows(&after(session, &[Command::Zoom]), (80, 24)).join("\n");
    let whole = "to_encode (create_access_token) = {'sub': 'user123', 'exp': datetime.datetime(";
    let flat = |text: &str| text.split_whitespace().collect::<String>();
    assert!(flat(&rows).contains(&flat(whole)), "{rows}");
}

#[test]
fn a_long_prediction_is_asked_in_two_rows_and_never_cut() {
    let mut session = after(fixture::open(3), &[Command::Mode(Mode::Trace)]);
    session.predicting = true;
    let session = after(session, &[Command::Next]);
    let flat = |text: &str| text.replace(['┃', '│'], " ").split_whitespace().collect::<String>();
    let text = flat(&rows(&session, (80, 24)).join("\n"));
    assert!(text.contains(&flat("what will to_encode (create_access_token) be after it?")), "{text}");
}
