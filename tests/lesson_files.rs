//! Reading lesson files: every kind of mistake is found, at its place, with what to do about it.

use jwtrace::lesson::{Diagnostic, Level, Library, json_schema, parse};

const PATH: &str = "lessons/01-create-token.toml";
const GOOD: &str = include_str!("../lessons/01-create-token.toml");

/// The mistakes of lesson 1 with one text replaced by another.
fn with(from: &str, to: &str) -> (String, Vec<Diagnostic>) {
    assert!(GOOD.contains(from), "{from}");
    let text = GOOD.replacen(from, to, 1);
    let (lesson, found) = parse(PATH, &text);
    assert_eq!(lesson.is_some(), found.is_empty());
    (text, found)
}

/// Exactly one mistake with this message, which covers `place` up to a `|` in it (the rest is there to find it), the
/// n-th time it occurs, and whose advice has `help`.
#[track_caller]
fn one((text, found): (String, Vec<Diagnostic>), message: &str, place: &str, nth: usize, help: &str) {
    let messages: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(messages, [message]);
    let covered = place.split('|').next().unwrap_or("");
    let start = text.match_indices(&place.replace('|', "")).nth(nth).expect("the place is in the text").0;
    let line = text[..start].matches('\n').count() + 1;
    let column = text[..start].chars().rev().take_while(|c| *c != '\n').count() + 1;
    let position = found[0].position();
    assert_eq!((position.line as usize, position.column as usize), (line, column), "{message}");
    assert_eq!(found[0].length(), covered.lines().next().unwrap_or("").chars().count(), "{message}");
    assert!(found[0].help.contains(help), "{}", found[0].help);
    assert_eq!(&*found[0].path, PATH);
}

#[test]
fn the_lesson_itself_has_none() {
    assert_eq!(parse(PATH, GOOD).1, []);
}

#[test]
fn unknown_keys_are_named_with_the_ones_expected() {
    let found = with("action = \"Encode data\"", "action = \"Encode data\"\nnarating = \"x\"");
    one(
        found,
        "`narating` is not a key of `encode`",
        "narating",
        0,
        "Did you mean `narration`? Expected one of: ",
    );
    one(
        with("minutes = 10", "minutes = 10\ncolour = 1"),
        "`colour` is not a key of the lesson",
        "colour",
        0,
        "title",
    );
    let found = with("[program]\n", "[program]\npyjvt = ''\n");
    one(found, "`pyjvt` is not a key of `program`", "pyjvt", 0, "Did you mean `pyjwt`?");
    let found = with("hints = [\n    \"Look at the row", "hint = \"x\"\nhints = [\n    \"Look at the row");
    one(found, "`hint` is not a key of `quiz`", "hint", 0, "Did you mean `hints`?");
}

#[test]
fn missing_keys_are_told_at_their_table() {
    let found = with("action = \"Encode data\"\n", "");
    one(found, "`encode` lacks `action`", "encode|]\nflow", 0, "Column Action");
    one(with("minutes = 10\n", ""), "the lesson lacks `minutes`", "i|d =", 0, "in minutes");
}

#[test]
fn there_is_an_end_to_questions() {
    let question = "[[quiz]]\nid = \"q-{}\"\nquestion = \"Q?\"\nstep = \"encode\"\nfree = \"A.\"\nexplanation = \"E.\"\n";
    let many = |count: usize| {
        let questions: String = (0..count).map(|at| question.replace("{}", &at.to_string())).collect();
        parse("01-create-token.toml", &format!("{GOOD}\n{questions}")).1
    };
    assert_eq!(many(90), []);
    let found = many(2000);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].message.contains("questions here; a lesson may have 100 of a kind"), "{found:#?}");
}

#[test]
fn wrong_types_and_sizes_are_told() {
    one(
        with("minutes = 10", "minutes = \"10\""),
        "`minutes` must be a whole number, not a string",
        "\"10\"",
        0,
        "",
    );
    one(
        with("minutes = 10", "minutes = 999"),
        "`minutes` must be a whole number from 1 to 240",
        "999",
        0,
        "",
    );
    one(
        with("title = \"Creating a token\"", "title = 7"),
        "`title` must be a string, not a whole number",
        "7",
        0,
        "",
    );
    let found = with(
        "misconceptions = [\"encoding-is-encryption\"]",
        "misconceptions = [\"encoding-is-encryptoin\"]",
    );
    one(
        found,
        "`encoding-is-encryptoin` is not known here",
        "\"encoding-is-encryptoin\"",
        0,
        "Did you mean `encoding-is-encryption`?",
    );
    let found = with("segments = [\"signature\"]", "segments = [\"signatur\"]");
    one(found, "`signatur` is not known here", "\"signatur\"", 0, "Did you mean `signature`?");
}

#[test]
fn templates_are_checked_where_they_stand() {
    let found = with(
        "process = \"jwt.encode called with ${given.algorithm.text}\"",
        "process = \"with ${given..x}\"",
    );
    one(found, "`given..x` is not a path: a field is empty", "${given..x}", 0, "token.header.json");
    let found = with("is not in the token.\",", "is not in the token ${oops\",");
    one(found, "`${` is never closed", "${|oops", 0, "$${");
}

#[test]
fn labels_lead_to_steps() {
    let found = with("output = \"${return}\"", "output = \"${token@encod}\"");
    one(found, "there is no step `encod`", "${token@encod}", 0, "Did you mean `encode`?");
    let found = with("step = \"encode\"\n\n[[moment]]", "step = \"encoed\"\n\n[[moment]]");
    one(found, "there is no step `encoed`", "\"encoed\"", 0, "receive, encode, return");
}

#[test]
fn marks_and_steps_belong_together() {
    let found = with("return token  #@ return", "return token  #@ retrun");
    let messages: Vec<_> = found.1.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(
        messages,
        ["the mark `retrun` has no step", "step `return` has no mark in the python-jose program"]
    );
    one(
        with("return token  #@ return", "return token  #@ return\n#@ encode"),
        "the mark `encode` marks no code",
        "#@ encode",
        1,
        "end of the line",
    );
    let found = with("from jose import jwt\n", "from jose import jwt  #@ encode\n");
    one(found, "the mark `encode` is there twice", "#@ encode", 1, "");
    one(
        with("from jose import jwt\n", "from jose import jwt  #@\n"),
        "the mark has no label",
        "#@",
        0,
        "#@ label",
    );
}

#[test]
fn placeholders_and_given_values_belong_together() {
    let found = with("create_token(__claims__", "create_token(__clams__");
    one(
        found,
        "`__clams__` stands for a given value that does not exist",
        "__clams__",
        0,
        "Did you mean `claims`?",
    );
    let found = with("secret = \"mysecret\"", "secret = \"mysecret\"\nspare = 1");
    one(found, "the given value `spare` is not used", "spare", 0, "__spare__");
    let found = with("claims = { user_id = 123 }", "claims = { user_id = 2020-01-01 }");
    one(found, "`claims` holds a date, which has no literal in Python", "{ user_id = 2020-01-01 }", 0, "");
}

#[test]
fn a_question_has_one_way_to_its_answer() {
    let found = with("first_bound = \"token\"", "first_bound = \"token\"\nvalue = \"token\"");
    let message = "a question has one way to its answer, not `value` and `first_bound`";
    assert!(found.1.iter().any(|found| found.message == message), "{:#?}", found.1);
    let found = with("value = \"token\"\n", "");
    one(found, "0 options are marked right; one must be", "\"output-after-encode\"", 0, "right = true");
    let found = with("because = \"Three segments", "right = true\nbecause = \"Three segments");
    one(found, "the answer is computed, so no option says which is right", "true", 0, "Leave `right` out");
    let found = with("segments = [\"signature\"]\n", "");
    one(found, "this option lacks `segments`", "\"Only the signature, the last segment\"", 0, "");
    let found = with("segments_changed = \"secret\"", "segments_changed = \"secrte\"");
    one(found, "there is no given value `secrte`", "\"secrte\"", 0, "Did you mean `secret`?");
    let found = with("replaced_by = \"other\"\n", "");
    one(found, "`segments_changed` needs a value to replace it by", "\"secret\"", 0, "replaced_by");
    let found = with("text = \"${data}\"\n", "text = \"${data}\"\nstep = \"encode\"\n");
    one(
        found,
        "`step` belongs to questions with `first_bound`",
        "\"encode\"|\nbecause = \"That is what",
        0,
        "",
    );
}

const PRACTICE: &str = r#"
[[practice]]
id = "who-can-read"
level = "easy"
question = "Which of these is the token?"
step = "encode"
value = "token"
hints = ["Count the dots."]
explanation = "A token is one string of three segments."
solution = ["jwt.encode gives back a str.", "It has three segments, so two dots."]
check = "token.count('.') gives 2."
mistakes = ["Taking the signing input for the token."]

[[practice.option]]
text = "${token}"
because = "Three segments."

[[practice.option]]
text = "'${token.header}.${token.payload}'"
because = "The signature is missing."
"#;

/// Lesson 1 up to its own practice questions.
fn without_practice() -> &'static str {
    GOOD.split("[[practice]]").next().unwrap_or(GOOD)
}

/// The mistakes of lesson 1 with a practice question, one text of which is replaced by another.
fn practice(from: &str, to: &str) -> (String, Vec<Diagnostic>) {
    assert!(PRACTICE.contains(from), "{from}");
    let text = format!("{}{}", without_practice(), PRACTICE.replacen(from, to, 1));
    let (lesson, found) = parse(PATH, &text);
    assert_eq!(lesson.is_some(), found.is_empty());
    (text, found)
}

#[test]
fn practice_has_what_a_quiz_has_and_a_level_and_a_solution() {
    let text = format!("{}{PRACTICE}", without_practice());
    let lesson = parse(PATH, &text).0.unwrap();
    let question = &lesson.practice[0];
    let more = question.practice.as_ref().unwrap();
    assert_eq!((more.level, more.solution.len(), more.mistakes.len()), (Level::Easy, 2, 1));
    assert_eq!((question.options.len(), lesson.quiz[0].practice.as_ref()), (2, None));

    one(practice_without("level"), "`practice` lacks `level`", "[[practice]]", 0, "How hard");
    one(practice_without("solution"), "`practice` lacks `solution`", "\"who-can-read\"", 0, "one at a time");
    let found = practice("level = \"easy\"", "level = \"eazy\"");
    one(found, "`eazy` is not known here", "\"eazy\"", 0, "Did you mean `easy`?");
    let found = practice("[\"jwt.encode gives back a str.\", \"It has three segments, so two dots.\"]", "[]");
    one(found, "the solution has no steps", "\"who-can-read\"", 0, "solution = [");
    let found = practice("id = \"who-can-read\"", "id = \"token-bound\"");
    one(found, "there are two questions `token-bound`", "\"token-bound\"", 1, "");
    let found = practice("mistakes = [\"Taking", "mistakes = [\"oops ${\", \"Taking");
    one(found, "`${` is never closed", "${|\", \"Tak", 0, "");
    let found = with("id = \"token-bound\"", "id = \"token-bound\"\nlevel = \"easy\"");
    one(found, "`level` is not a key of `quiz`", "level", 0, "Expected one of");
}

/// The practice question without the line of a key.
fn practice_without(key: &str) -> (String, Vec<Diagnostic>) {
    let line = PRACTICE.lines().find(|line| line.starts_with(key)).expect("the key has a line");
    practice(&format!("{line}\n"), "")
}

#[test]
fn ids_are_unique_and_agree_with_the_file() {
    let found = with("id = \"token-bound\"", "id = \"output-after-encode\"");
    one(found, "there are two questions `output-after-encode`", "\"output-after-encode\"", 1, "");
    let found = with("id = \"create-token\"", "id = \"Create Token\"");
    one(found, "`Create Token` cannot be an id", "\"Create Token\"", 0, "lower case");
    let found = with("id = \"create-token\"", "id = \"make-token\"");
    one(
        found,
        "the lesson is `make-token` but its file is named for `create-token`",
        "\"make-token\"",
        0,
        "",
    );
}

#[test]
fn texts_say_something_and_operations_exist() {
    one(
        with("narration = \"The caller gets the finished", "narration = \" \" #"),
        "this text is empty",
        "\" \"",
        0,
        "",
    );
    let found = with("from = \"join\"", "from = \"jion\"");
    one(found, "there is no operation `jion`", "\"jion\"", 0, "Did you mean `join`?");
    let found = with("minutes = 10", "minutes = 10\nnow = \"yesterday\"");
    one(found, "`yesterday` is not a time", "\"yesterday\"", 0, "RFC 3339");
}

#[test]
fn all_mistakes_of_different_kinds_are_told_at_once() {
    let text = GOOD
        .replacen("minutes = 10", "minuts = 10", 1)
        .replacen("action = \"Encode data\"", "action = 5", 1)
        .replacen("${given.secret.length}", "${given.secret.}", 1)
        .replacen("id = \"token-bound\"", "id = \"other-secret\"", 1)
        .replacen("#@ encode", "#@ code", 1);
    let (_, found) = parse(PATH, &text);
    let messages: Vec<_> = found.iter().map(|found| found.message.as_str()).collect();
    for expected in [
        "the lesson lacks `minutes`",
        "`minuts` is not a key of the lesson",
        "`action` must be a string, not a whole number",
        "`given.secret.` is not a path: a field is empty",
        "there are two questions `other-secret`",
        "the mark `code` has no step",
        "step `encode` has no mark in the python-jose program",
    ] {
        assert!(messages.contains(&expected), "{expected}: {messages:#?}");
    }
    assert!(found.is_sorted_by_key(|found| found.span.start));
}

#[test]
fn what_is_not_toml_is_told_without_complaints_that_follow_from_it() {
    let (_, found) = parse(PATH, &GOOD.replacen("minutes = 10", "minutes = ", 1));
    assert_eq!(found.iter().map(|found| found.position().line).collect::<Vec<_>>(), [3]);
    let (_, found) = parse(PATH, "a = 1\na = 2\nb = \n");
    assert_eq!(found.iter().map(|found| found.position().line).collect::<Vec<_>>(), [2, 3]);
    for text in [
        "",
        "\u{0}",
        "[",
        "= = =",
        "[[quiz]]\n[quiz]",
        "a.b.c = 1",
        &"[".repeat(10_000),
        &"a=".repeat(10_000),
    ] {
        let (lesson, found) = parse(PATH, text);
        assert!(lesson.is_none() && !found.is_empty(), "{text:.20}");
    }
    let long = format!("# {}", "x".repeat(2 << 20));
    assert!(parse(PATH, &long).1[0].message.contains("a lesson may have"));
}

#[test]
fn windows_line_ends_and_escaped_strings_keep_their_places() {
    let text = GOOD.replacen("return token  #@ return", "return token  #@ retrun", 1).replace('\n', "\r\n");
    let (_, found) = parse(PATH, &text);
    let mark = found.iter().find(|found| found.message == "the mark `retrun` has no step").unwrap();
    let line = text[..text.find("retrun").unwrap()].matches('\n').count() + 1;
    assert_eq!(mark.position().line as usize, line);
    assert_eq!(mark.length(), "#@ retrun".len());
    assert_eq!(parse(PATH, &GOOD.replace('\n', "\r\n")).1, []);
    let text = GOOD.replacen("input = \"${data}, ${secret}\"", "input = \"\\u00e9 \\\"a\\\" ${da ta}\"", 1);
    let (_, found) = parse(PATH, &text);
    assert_eq!(found[0].position().column, 23);
}

#[test]
fn the_schema_is_made_from_the_same_types() {
    let schema = json_schema();
    assert_eq!(schema["additionalProperties"], false);
    let required: Vec<_> = schema["required"].as_array().unwrap().iter().filter_map(|v| v.as_str()).collect();
    assert_eq!(required, ["id", "title", "minutes", "topic", "about", "program", "step"]);
    let step = &schema["definitions"]["Step"];
    assert_eq!(step["properties"]["narration"]["type"], "string");
    assert!(step["properties"]["narration"]["description"].as_str().unwrap().contains("what happens"));
    // Every key a built-in lesson uses is in it, or the lessons above would not be good.
    assert!(Library::built_in().entries.iter().all(|entry| entry.lesson().is_some()));
}

/// Pieces of other text that land in the wrong place when somebody edits by hand.
const SCRAPS: [&str; 16] = [
    "${",
    "}",
    "'''",
    "\"\"\"",
    "[[",
    "]]",
    "\n[step.x]\n",
    "#@",
    " = ",
    "é\u{202e}",
    "\\u0000",
    "@",
    "__a__",
    "\r",
    "0x",
    "[quiz]\n",
];

#[test]
fn no_edit_of_a_lesson_can_do_worse_than_be_told_where_it_is_wrong() {
    let mut state = 1u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    for _ in 0..1500 {
        let mut text = GOOD.to_owned();
        for _ in 0..=next(3) {
            let mut at = next(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let mut end = (at + next(40)).min(text.len());
            while !text.is_char_boundary(end) {
                end += 1;
            }
            text.replace_range(at..end, SCRAPS[next(SCRAPS.len())]);
        }
        let (lesson, found) = parse(PATH, &text);
        assert_eq!(lesson.is_some(), found.is_empty());
        for one in found {
            assert!(one.span.start as usize <= text.len() && one.length() >= 1);
            assert!(one.position().line as usize <= text.matches('\n').count() + 1);
            assert!(!one.message.is_empty());
        }
    }
}
