//! The questions of a quiz: one way to the answer each, and options that go with it.

use super::{Reader, span};
use crate::lesson::diagnostic::expected;
use crate::lesson::schema::{Choice, Quiz, Text};
use crate::lesson::{
    Answer, Computed, Evidence, Generator, Given, Level, OptionText, Practice, Question, Segment, literal,
    template,
};
use crate::request::RequestSpec;
use crate::span::Span;

/// Questions that a quiz or practice may have: each may run programs, and all are posed at once.
const MOST: usize = 100;

impl Reader<'_> {
    /// The questions of `[[quiz]]` or `[[practice]]`; ids are unique over both, for answers are kept by id.
    pub(super) fn questions(&mut self, table: &str, items: &[Quiz], given: &[Given]) -> Vec<Question> {
        let mut questions: Vec<Question> = Vec::new();
        if let Some(further) = items.get(MOST) {
            let message =
                format!("there are {} questions here; a lesson may have {MOST} of a kind", items.len());
            self.findings.add(span(&further.id.span), message, "Split it into several lessons.");
        }
        for item in items.iter().take(MOST) {
            let id = &item.id.value;
            if !item.id.is_missing() && self.ids.contains(id) {
                let message = format!("there are two questions `{id}`");
                self.findings.add(span(&item.id.span), message, "Answers are kept by id; give each its own.");
            }
            self.ids.push(id.clone());
            let mut question = self.question(table, item, given);
            if table == "practice" {
                question.practice = Some(self.practice(item));
            }
            questions.push(question);
        }
        questions
    }

    fn practice(&mut self, item: &Quiz) -> Practice {
        if item.solution.as_ref().is_some_and(Vec::is_empty) {
            let help = "Write the way to the answer in steps: `solution = [\"...\", \"...\"]`.";
            self.findings.add(span(&item.id.span), "the solution has no steps", help);
        }
        Practice {
            level: Level::named(&item.level.value).unwrap_or(Level::Medium),
            solution: item.solution.iter().flatten().map(|step| self.text(step)).collect(),
            check: self.text(&item.check),
            mistakes: item.mistakes.iter().map(|mistake| self.text(mistake)).collect(),
        }
    }

    fn question(&mut self, table: &str, item: &Quiz, given: &[Given]) -> Question {
        self.not_blank(&item.id);
        if item.r#gen.is_missing() {
            self.said(item, table);
        }
        let answer = self.answer(item, given);
        self.options_fit(item, &answer);
        let step = self.label(&item.step).unwrap_or(0);
        Question {
            id: item.id.value.clone(),
            at: span(&item.id.span),
            stem: self.text(&item.question),
            options: item.option.iter().map(|choice| self.option(choice)).collect(),
            answer,
            hints: item.hints.iter().map(|hint| self.text(hint)).collect(),
            evidence: Evidence { step, target: self.path(&item.look_at) },
            explanation: self.text(&item.explanation),
            misconceptions: item.misconceptions.iter().map(|tag| tag.value.clone()).collect(),
            typed: is_true(item.typed.as_ref()),
            code: (!item.code.is_missing()).then(|| self.text(&item.code)),
            requests: self.lines(&item.requests),
            practice: None,
        }
    }

    /// What a generator would say, and an author must.
    fn said(&mut self, item: &Quiz, table: &str) {
        let solution = item.solution.is_none() && table == "practice";
        for (missing, key, help) in [
            (item.question.is_missing(), "question", "The question."),
            (item.explanation.is_missing(), "explanation", "Shown after any answer."),
            (solution, "solution", "The way to the answer, in steps that are shown one at a time."),
        ] {
            if missing {
                self.findings.add(span(&item.id.span), format!("`{table}` lacks `{key}`"), help);
            }
        }
    }

    /// A question whose values all come from running with fresh inputs.
    fn computed(&mut self, item: &Quiz, given: &[Given]) -> Answer {
        let at = span(&item.r#gen.span);
        let generator = Generator::named(&item.r#gen.value).unwrap_or(Generator::Printed);
        let name = generator.name();
        let typed = is_true(item.typed.as_ref());
        for (wrong, key) in [
            (!item.variable.is_missing() && !generator.takes_variable(), "variable"),
            (!item.change.is_missing() && !generator.takes_change(), "change"),
            (typed && !generator.can_be_typed(), "typed"),
        ] {
            if wrong {
                let message = format!("the generator `{name}` takes no `{key}`");
                self.findings.add(at, message, "Leave it out.");
            }
        }
        if generator.needs_variable() && item.variable.is_missing() {
            let help = "Add `variable = \"token\"`, the name it is about.";
            self.findings.add(at, format!("the generator `{name}` needs a `variable`"), help);
        }
        if !item.change.is_missing() && !given.iter().any(|given| given.name == item.change.value) {
            let known: Vec<&str> = given.iter().map(|given| given.name.as_str()).collect();
            let message = format!("there is no given value `{}`", item.change.value);
            self.findings.add(span(&item.change.span), message, expected(&item.change.value, &known));
        }
        let some = |text: &Text| (!text.is_missing()).then(|| text.value.clone());
        let variable = some(&item.variable);
        self.path(&item.variable);
        Answer::Computed(Computed { generator, variable, change: some(&item.change) })
    }

    fn answer(&mut self, item: &Quiz, given: &[Given]) -> Answer {
        let none = Text::default();
        let faulty = item
            .faulty_line
            .as_ref()
            .map_or_else(Text::default, |line| Text { value: line.get_ref().to_string(), span: line.span() });
        let ways: Vec<(&str, &Text)> = [
            ("value", &item.value),
            ("first_bound", &item.first_bound),
            ("segments_changed", &item.segments_changed),
            ("predict", &item.predict),
            ("result", &item.result),
            ("blank", &item.blank),
            ("order", item.order.first().unwrap_or(&none)),
            ("faulty_line", &faulty),
            ("tampered", &item.tampered),
            ("valid_at", &item.valid_at),
            ("free", &item.free),
            ("gen", &item.r#gen),
        ]
        .into_iter()
        .filter(|(_, text)| !text.is_missing())
        .collect();
        if let [(first, _), (second, text), ..] = ways.as_slice() {
            let message = format!("a question has one way to its answer, not `{first}` and `{second}`");
            self.findings.add(span(&text.span), message, "Leave one of them out.");
        }
        match ways.first() {
            Some(("value", text)) => Answer::Value(self.path(text)),
            Some(("first_bound", text)) => Answer::FirstBound(text.value.clone()),
            Some(("gen", _)) => self.computed(item, given),
            Some((way, text)) if *way != "segments_changed" => self.other_way(way, text, item),
            Some((_, text)) => {
                if !given.iter().any(|given| given.name == text.value) {
                    let known: Vec<&str> = given.iter().map(|given| given.name.as_str()).collect();
                    let message = format!("there is no given value `{}`", text.value);
                    self.findings.add(span(&text.span), message, expected(&text.value, &known));
                }
                let with = item.replaced_by.as_ref().and_then(|value| literal::from_toml(value.get_ref()));
                if with.is_none() {
                    let help = "Add `replaced_by = \"...\"`, the value to put in its place.";
                    self.findings.add(
                        span(&text.span),
                        "`segments_changed` needs a value to replace it by",
                        help,
                    );
                }
                Answer::SegmentsChanged { given: text.value.clone(), with: with.unwrap_or_default() }
            }
            None => {
                let right = item.option.iter().enumerate().filter(|(_, choice)| is_right(choice));
                let right = right.map(|(index, _)| index).collect();
                if is_true(item.several.as_ref()) { Answer::Several(right) } else { Answer::Written(right) }
            }
        }
    }

    /// The ways that need nothing of the given values.
    fn other_way(&mut self, way: &str, text: &Text, item: &Quiz) -> Answer {
        let mut key = || if item.key.is_missing() { "secret".to_owned() } else { self.path(&item.key) };
        let answer = match way {
            "predict" => Answer::Predict(self.path(text)),
            "result" => Answer::Result(text.value.clone()),
            "blank" => Answer::Blank(text.value.clone()),
            "order" => Answer::Order(item.order.iter().map(|line| line.value.clone()).collect()),
            "faulty_line" => {
                if item.fixed.is_missing() {
                    let help = "Add `fixed = \"...\"`, the line as it should be.";
                    self.findings.add(span(&text.span), "`faulty_line` needs the line that is right", help);
                }
                let line = text.value.parse().unwrap_or_default();
                Answer::FaultyLine { line, fixed: item.fixed.value.clone() }
            }
            "tampered" => {
                let segment = Segment::ALL.into_iter().find(|segment| segment.name() == item.segment.value);
                let key = key();
                Answer::Tampered { token: self.path(text), key, segment }
            }
            "valid_at" => {
                let times = item.times.clone().unwrap_or_else(|| vec![-1, 0, 1]);
                let key = key();
                Answer::ValidAt { token: self.path(text), key, times }
            }
            _ => Answer::Free(self.text(text)),
        };
        let needs = matches!(way, "result" | "blank" | "faulty_line");
        if needs && item.code.is_missing() {
            let help = "Add `code = '''...'''`, the program it is about.";
            self.findings.add(span(&text.span), format!("`{way}` needs a program"), help);
        }
        if way == "order" && item.order.len() < 2 {
            self.findings.add(span(&text.span), "one line has no order", "List at least two.");
        }
        answer
    }

    /// What an option may and must say depends on how the answer is found.
    fn options_fit(&mut self, item: &Quiz, answer: &Answer) {
        let at = span(&item.id.span);
        let offered = matches!(
            answer,
            Answer::Order(_)
                | Answer::FaultyLine { .. }
                | Answer::Tampered { .. }
                | Answer::ValidAt { .. }
                | Answer::Free(_)
                | Answer::Computed(_)
        );
        if let (true, Some(choice)) = (offered, item.option.first()) {
            let place = if choice.because.is_missing() { at } else { span(&choice.because.span) };
            let help = "Leave them out: what is offered follows from the answer.";
            self.findings.add(place, "this question takes no options", help);
            return;
        }
        let may_be_empty = offered || matches!(answer, Answer::FirstBound(_));
        if item.option.len() < 2 && !is_true(item.typed.as_ref()) && !(may_be_empty && item.option.is_empty())
        {
            self.findings.add(at, "a question needs at least two options", "Add [[quiz.option]] tables.");
        }
        if item.option.len() > 9 {
            self.findings.add(at, "a question may have nine options at most", "A digit chooses an option.");
        }
        for choice in &item.option {
            let place = [&choice.text, &choice.because].into_iter().find(|text| !text.is_missing());
            let place = place.map_or(at, |text| span(&text.span));
            let needs = |have: bool, what: &str| (!have).then(|| what.to_owned());
            let lacks = match answer {
                Answer::FirstBound(_) => needs(!choice.step.is_missing(), "step"),
                Answer::SegmentsChanged { .. } => needs(choice.segments.is_some(), "segments"),
                _ => None,
            }
            .or_else(|| match answer {
                Answer::FirstBound(_) => None,
                _ => needs(!choice.text.is_missing(), "text"),
            });
            if let Some(what) = lacks {
                self.findings.add(place, format!("this option lacks `{what}`"), "");
            }
            self.only_for(&choice.step, matches!(answer, Answer::FirstBound(_)), "step", "first_bound");
            if let (Some(segments), false) =
                (&choice.segments, matches!(answer, Answer::SegmentsChanged { .. }))
            {
                self.stray(span(&segments.span()), "segments", "segments_changed");
            }
            if let (Some(right), false) =
                (&choice.right, matches!(answer, Answer::Written(_) | Answer::Several(_)))
            {
                let message = "the answer is computed, so no option says which is right";
                self.findings.add(span(&right.span()), message, "Leave `right` out.");
            }
        }
        if let Answer::Written(right) = answer
            && right.len() != 1
        {
            let message = format!("{} options are marked right; one must be", right.len());
            let help = "Write `right = true` in one option, or let `value`, `first_bound` or `segments_changed` compute it.";
            self.findings.add(at, message, help);
        }
    }

    fn only_for(&mut self, text: &Text, fits: bool, key: &str, way: &str) {
        if !text.is_missing() && !fits {
            self.stray(span(&text.span), key, way);
        }
    }

    fn stray(&mut self, at: Span, key: &str, way: &str) {
        let message = format!("`{key}` belongs to questions with `{way}`");
        self.findings.add(at, message, "Leave it out.");
    }

    fn option(&mut self, choice: &Choice) -> OptionText {
        let segments = choice.segments.as_ref().map(toml::Spanned::get_ref);
        OptionText {
            text: self.text(&choice.text),
            because: self.text(&choice.because),
            misconception: (!choice.misconception.is_missing()).then(|| choice.misconception.value.clone()),
            step: self.label(&choice.step),
            segments: Segment::ALL
                .into_iter()
                .filter(|segment| {
                    segments.is_some_and(|list| list.iter().any(|name| name.value == segment.name()))
                })
                .collect(),
        }
    }

    /// Requests written in a line each.
    fn lines(&mut self, lines: &[Text]) -> Vec<RequestSpec> {
        let mut requests = Vec::new();
        for line in lines {
            match RequestSpec::from_line(&line.value) {
                Ok(request) => requests.push(request),
                Err(what) => {
                    let help = "Write METHOD PATH and then nothing, JSON, a form or a header: GET /me";
                    self.findings.add(span(&line.span), format!("this is not a request: {what}"), help);
                }
            }
        }
        requests
    }

    /// A path written without `${}`.
    fn path(&mut self, text: &Text) -> String {
        if !text.is_missing() {
            let at = span(&text.span);
            match template::path_mistake(&text.value) {
                Some(why) => {
                    let message = format!("`{}` is not a path: {why}", text.value);
                    self.findings.add(at, message, "Write a path without `${}`, like `token.signature`.");
                }
                None => self.path_label(&text.value, at),
            }
        }
        text.value.clone()
    }
}

fn is_true(flag: Option<&toml::Spanned<bool>>) -> bool {
    flag.is_some_and(|flag| *flag.get_ref())
}

fn is_right(choice: &Choice) -> bool {
    choice.right.as_ref().is_some_and(|right| *right.get_ref())
}
