use super::*;
use proptest::prelude::*;

#[test]
fn control_characters_become_pictures() {
    assert_eq!(Text::new("a\x1b[31m\x07\x7f\u{9b}").as_str(), "a␛[31m␇␡⟨U+009B⟩");
    assert_eq!(Text::new("a\r\nb\rc\n").as_str(), "a↵b↵c↵");
}

#[test]
fn what_hides_or_moves_characters_is_named() {
    assert_eq!(Text::new("ad\u{202e}min").as_str(), "ad⟨U+202E⟩min");
    assert_eq!(Text::new("\u{200b}\u{feff}\u{fe0f}\u{e0041}").as_str(), "⟨U+200B⟩⟨U+FEFF⟩⟨U+FE0F⟩⟨U+E0041⟩");
}

#[test]
fn marks_sit_on_a_character_and_do_not_pile_up() {
    assert_eq!(Text::new("e\u{301}").width(), 1);
    assert_eq!(Text::new("\u{301}e").as_str(), "⟨U+0301⟩e");
    assert_eq!(
        Text::new("e\u{301}\u{301}\u{301}\u{301}\u{301}").as_str(),
        "e\u{301}\u{301}\u{301}\u{301}⟨U+0301⟩"
    );
}

#[test]
fn tabs_reach_the_next_stop() {
    assert_eq!(Text::new("\tx\ty").as_str(), "    x   y");
    assert_eq!(Text::at_column("\ty", 5).as_str(), "   y");
}

#[test]
fn cuts_end_with_an_ellipsis_and_never_split_a_wide_character() {
    assert_eq!(cut("signature", 5), "sign…");
    assert_eq!(cut("漢字漢字", 4), "漢…");
    assert_eq!((cut("abc", 3), cut("abc", 1), cut("abc", 0)), ("abc".into(), "…".into(), "".into()));
}

#[test]
fn wrapping_breaks_at_spaces_and_keeps_long_words() {
    let lines = |text: &str, cells| {
        Text::new(text).wrap(cells).iter().map(|line| line.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(lines("a secret is needed", 9), ["a secret", "is needed"]);
    assert_eq!(lines("eyJhbGciOiJIUzI1NiJ9 ok", 8), ["eyJhbGci", "OiJIUzI1", "NiJ9 ok"]);
    assert_eq!(lines("", 5), [""]);
    assert_eq!(lines("漢字", 1), ["漢", "字"]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_unsafe_is_left(raw in any::<String>()) {
        let text = Text::new(&raw);
        prop_assert!(text.as_str().chars().all(|c| !c.is_control()));
        let moves = |c| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let any = text.as_str().chars().any(moves);
        prop_assert!(!any);
        prop_assert!(text.as_str().graphemes(true).all(|cluster| cluster_width(cluster) > 0));
    }

    #[test]
    fn cleaning_twice_is_cleaning_once(raw in any::<String>()) {
        let once = Text::new(&raw);
        prop_assert_eq!(Text::new(once.as_str()), once);
    }

    #[test]
    fn a_head_is_the_longest_beginning_that_fits(raw in any::<String>(), cells in 0..40_usize) {
        let text = Text::new(&raw);
        let head = head(text.as_str(), cells);
        prop_assert!(text.as_str().starts_with(head) && width(head) <= cells);
        let next = text.as_str()[head.len()..].graphemes(true).next();
        prop_assert!(next.is_none_or(|next| width(head) + cluster_width(next) > cells));
    }

    #[test]
    fn a_cut_fits(raw in any::<String>(), cells in 0..40_usize) {
        let text = Text::new(&raw);
        prop_assert!(text.cut(cells).width() <= cells);
        if text.width() <= cells { prop_assert_eq!(text.cut(cells), text); }
    }

    #[test]
    fn wrapped_lines_fit_and_lose_only_spaces(raw in any::<String>(), cells in 2..40_usize) {
        let text = Text::new(&raw);
        let lines = text.wrap(cells);
        prop_assert!(lines.iter().all(|line| line.width() <= cells || line.as_str().graphemes(true).count() == 1));
        let kept: String = lines.iter().flat_map(|line| line.as_str().chars()).filter(|c| *c != ' ').collect();
        let had: String = text.as_str().chars().filter(|c| *c != ' ').collect();
        prop_assert_eq!(kept, had);
    }
}

#[test]
fn a_name_that_is_cut_keeps_the_number_that_tells_it_apart() {
    let name = Text::new("token (verify_token 2)");
    assert_eq!(name.cut_name(17).as_str(), "token (verify… 2)");
    assert_eq!(name.cut_name(40).as_str(), "token (verify_token 2)");
    assert_eq!(name.cut_name(7), name.cut(7));
    let whole = Text::new("credentials (get_current_user)");
    assert_eq!(whole.cut_name(20), whole.cut(20));
    assert_eq!(Text::new("日本語 (日本語 12)").cut_name(12).as_str(), "日本語 … 12)");
}
