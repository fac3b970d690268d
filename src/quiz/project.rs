//! Whether a learner's program does what a step of a project asks for.
//!
//! A check runs the learner's program and the author's solution in the same world, and compares what is seen of both.
//! Nothing is compared with text that an author typed. Nothing here runs a program; whoever grades hands in a [`Runs`].

mod alike;

pub use alike::{Keys, alike};

use super::job::{Job, Runs, without_fills};
use crate::jose::OpKind;
use crate::jose::claims::date_text;
use crate::lesson::{LibraryCall, Look, Project, ProjectCheck};
use crate::request::{RequestBody, RequestSpec};
use crate::trace::{HaltReason, Outcome, Raised, Trace};

/// The name that holds the value of a check's expression. Names in double underscores are no globals to a trace.
pub const SEEN: &str = "value_of_check";

/// What one check found, for one input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckResult {
    /// What should be true, in a sentence.
    pub what: String,
    /// On which input: an expression, a request, how far the clock was moved. Empty when there is only the program.
    pub input: String,
    /// What the solution gives.
    pub expected: String,
    /// What the learner's program gives.
    pub seen: String,
    /// How it ended.
    pub verdict: CheckVerdict,
    /// Index of an earlier step it belongs to: passed before, and broken now.
    pub earlier: Option<usize>,
}

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckVerdict {
    /// As in the solution.
    Passed,
    /// Otherwise.
    Failed,
    /// Not tried, for the program does not come to its end.
    NotTried,
}

/// What grading a program gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Graded {
    /// Every check of the step, in order; then what was true after earlier steps and is no more.
    pub results: Vec<CheckResult>,
    /// The run of the program by itself.
    pub trace: Option<Trace>,
    /// Line of the program, from 1, at which it stopped before its end.
    pub stopped_at: Option<u32>,
}

impl Graded {
    /// Whether the step is done.
    pub fn passed(&self) -> bool {
        !self.results.is_empty() && self.results.iter().all(|result| result.verdict == CheckVerdict::Passed)
    }
}

/// The world a project's programs run in.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The clock, in seconds since 1970.
    pub now: f64,
    /// The zone of local time.
    pub zone: String,
}

/// Grades a program, which must be one that can be run, against a step of a project.
pub fn grade(project: &Project, step: usize, source: &str, setting: &Setting, runs: &Runs<'_>) -> Graded {
    let grader = Grader { source, setting, runs };
    let trace = match runs(&grader.job(source, Vec::new(), 0)) {
        Ok(trace) => trace,
        Err(why) => return Graded { results: vec![unrun(why)], trace: None, stopped_at: None },
    };
    let Some(asked) = project.steps.get(step) else {
        return Graded { results: Vec::new(), trace: Some(trace), stopped_at: None };
    };
    if let Some((line, seen)) = stopped(&trace, source) {
        let mut results = vec![CheckResult {
            what: "the program runs to its end".into(),
            input: String::new(),
            expected: "it comes to its end".into(),
            seen,
            verdict: CheckVerdict::Failed,
            earlier: None,
        }];
        results.extend(asked.checks.iter().map(not_tried));
        return Graded { results, trace: Some(trace), stopped_at: (line > 0).then_some(line) };
    }
    let mut results: Vec<CheckResult> =
        asked.checks.iter().flat_map(|check| grader.check(check, &asked.solution, &trace)).collect();
    if results.iter().all(|result| result.verdict == CheckVerdict::Passed) {
        for (number, earlier) in project.steps[..step].iter().enumerate() {
            let again =
                earlier.checks.iter().flat_map(|check| grader.check(check, &earlier.solution, &trace));
            let broken = again.filter(|result| result.verdict != CheckVerdict::Passed);
            results.extend(broken.map(|result| CheckResult { earlier: Some(number), ..result }));
        }
    }
    Graded { results, trace: Some(trace), stopped_at: None }
}

fn unrun(why: String) -> CheckResult {
    CheckResult {
        what: "the program can be run".into(),
        input: String::new(),
        expected: "a program without mistakes in its grammar".into(),
        seen: why,
        verdict: CheckVerdict::Failed,
        earlier: None,
    }
}

fn not_tried(check: &ProjectCheck) -> CheckResult {
    CheckResult {
        what: check.what.clone(),
        input: String::new(),
        expected: String::new(),
        seen: "not tried: the program stops before its end".into(),
        verdict: CheckVerdict::NotTried,
        earlier: None,
    }
}

/// What a run shows at the place a check looks at.
#[derive(Debug, Clone, PartialEq)]
enum Sight {
    /// A value, as `repr` has it.
    Value(String),
    /// An exception: its class, and the rest that is said about it.
    Raised(String, String),
    /// An answer to a request, and the exception behind it when it says 500.
    Answer(u16, Vec<u8>, Option<String>),
    /// Nothing that can be compared; what there is instead.
    Nothing(String),
}

impl Sight {
    fn told(&self) -> String {
        match self {
            Self::Value(repr) => repr.clone(),
            Self::Raised(class, message) if message.is_empty() => class.clone(),
            Self::Raised(class, message) => format!("{class}: {message}"),
            Self::Answer(status, body, cause) => {
                let cause = cause.as_ref().map_or(String::new(), |cause| format!(", because of {cause}"));
                format!("{status} {}{cause}", String::from_utf8_lossy(body))
            }
            Self::Nothing(what) => what.clone(),
        }
    }

    /// Whether both mean the same; of exceptions the class counts, for their words are the learner's own.
    fn means(&self, other: &Self, keys: Keys) -> bool {
        match (self, other) {
            (Self::Value(one), Self::Value(other)) => alike(one, other, keys),
            (Self::Raised(one, _), Self::Raised(other, _)) => one == other,
            (Self::Answer(status, one, _), Self::Answer(other_status, other, _)) => {
                status == other_status && alike::bodies(one, other, keys)
            }
            _ => false,
        }
    }
}

struct Grader<'a> {
    source: &'a str,
    setting: &'a Setting,
    runs: &'a Runs<'a>,
}

impl Grader<'_> {
    fn job(&self, source: &str, requests: Vec<RequestSpec>, later: i64) -> Job {
        let now = self.setting.now + later as f64;
        Job { source: source.to_owned(), now, zone: self.setting.zone.clone(), requests }
    }

    fn check(&self, check: &ProjectCheck, solution: &str, trace: &Trace) -> Vec<CheckResult> {
        let mut results = Vec::new();
        for later in &check.later {
            match &check.look {
                Look::Values { of, setup } => {
                    for expression in of {
                        let sights =
                            self.both(solution, |source| self.value(source, setup, expression, *later));
                        results.push(result(check, expression.clone(), *later, &sights, Keys::of(solution)));
                    }
                }
                Look::Printed(expression) => results.push(self.printed(check, expression, solution, *later)),
                Look::Requests(requests) => {
                    results.extend(self.answers(check, requests, solution, *later));
                }
                Look::Calls(call) => results.push(called(check, *call, trace)),
            }
        }
        results
    }

    /// The same of the solution and of the learner's program; once when they are the same.
    fn both<T: Clone>(&self, solution: &str, look: impl Fn(&str) -> T) -> [T; 2] {
        let wanted = look(solution);
        let seen = if solution == self.source { wanted.clone() } else { look(self.source) };
        [wanted, seen]
    }

    /// The value of an expression after a program has run.
    fn value(&self, source: &str, setup: &str, expression: &str, later: i64) -> Sight {
        let own = source.matches('\n').count() as u32 + 1;
        let whole = format!("{source}\n{setup}\n{SEEN} = ({expression}\n)\n");
        let trace = match (self.runs)(&self.job(&whole, Vec::new(), later)) {
            Ok(trace) => trace,
            Err(why) => return Sight::Nothing(format!("cannot be looked at: {why}")),
        };
        match &trace.outcome {
            Outcome::Finished => {
                let value = trace.globals.iter().find(|global| global.name == SEEN);
                value.map_or_else(
                    || Sight::Nothing("no value".into()),
                    |value| Sight::Value(value.repr.clone()),
                )
            }
            Outcome::Raised(raised) => {
                let line = line_within(raised, own).map_or(String::new(), |line| format!(" (line {line})"));
                Sight::Raised(raised.class.clone(), format!("{}{line}", raised.message))
            }
            Outcome::Halted { .. } => {
                Sight::Nothing(stopped(&trace, source).map_or_else(String::new, |(_, seen)| seen))
            }
        }
    }

    /// Whether the program prints a value of its own: what it is comes from the program, that it must be printed from
    /// the check.
    fn printed(&self, check: &ProjectCheck, expression: &str, solution: &str, later: i64) -> CheckResult {
        let text = |source: &str| match self.value(source, "", &format!("str({expression})"), later) {
            Sight::Value(repr) => Ok(crate::lesson::literal::unquote(&repr).unwrap_or(repr)),
            other => Err(other.told()),
        };
        let run = (self.runs)(&self.job(self.source, Vec::new(), later));
        let printed = run.map(|trace| trace.stdout).unwrap_or_default();
        let (own, wanted) = (text(self.source), text(solution));
        let passes = own.as_ref().is_ok_and(|own| holds_lines(&printed, own));
        let seen = match &own {
            Err(why) => why.clone(),
            Ok(_) if printed.trim().is_empty() => "nothing is printed".into(),
            Ok(_) => printed.trim_end().to_owned(),
        };
        // What it should have printed is its own value, where it has one.
        let expected = own.or(wanted).unwrap_or_default();
        CheckResult {
            what: check.what.clone(),
            input: input(&format!("print of {expression}"), later),
            expected,
            seen,
            verdict: verdict(passes),
            earlier: None,
        }
    }

    fn answers(
        &self,
        check: &ProjectCheck,
        requests: &[RequestSpec],
        solution: &str,
        later: i64,
    ) -> Vec<CheckResult> {
        let moved = |request: &RequestSpec| RequestSpec {
            at: request.at.map(|at| at + later as f64),
            ..request.clone()
        };
        let requests: Vec<RequestSpec> = requests.iter().map(moved).collect();
        let look = |source: &str| (self.runs)(&self.job(source, requests.clone(), later));
        let [wanted, seen] = self.both(solution, look);
        let sight = |run: &Result<Trace, String>, at: usize, source: &str| match run {
            Ok(trace) => match trace.responses.get(at) {
                Some(response) => {
                    let own = source.lines().count() as u32;
                    let cause = trace.cause(at).map(|raised| {
                        let line = line_within(raised, own);
                        let line = line.map_or(String::new(), |line| format!(" (line {line})"));
                        format!("{}: {}{line}", raised.class, raised.message)
                    });
                    Sight::Answer(response.status, response.body.clone(), cause)
                }
                None => Sight::Nothing(unanswered(trace, source)),
            },
            Err(why) => Sight::Nothing(format!("cannot be looked at: {why}")),
        };
        let results = requests.iter().enumerate().map(|(at, request)| {
            let sights = [sight(&wanted, at, solution), sight(&seen, at, self.source)];
            result(check, line_of(request), later, &sights, Keys::of(solution))
        });
        results.collect()
    }
}

fn result(
    check: &ProjectCheck,
    what: String,
    later: i64,
    [wanted, seen]: &[Sight; 2],
    keys: Keys,
) -> CheckResult {
    let (expected, told) = alike::opened(wanted.told(), seen.told());
    CheckResult {
        what: check.what.clone(),
        input: input(&what, later),
        expected,
        seen: told,
        verdict: verdict(wanted.means(seen, keys)),
        earlier: None,
    }
}

fn verdict(passed: bool) -> CheckVerdict {
    if passed { CheckVerdict::Passed } else { CheckVerdict::Failed }
}

fn input(what: &str, later: i64) -> String {
    if later == 0 { what.to_owned() } else { format!("{what}, {later} seconds later") }
}

/// Whether the program called a function of the library: `encode` joins a token, `decode` splits one.
fn called(check: &ProjectCheck, call: LibraryCall, trace: &Trace) -> CheckResult {
    let kind = match call {
        LibraryCall::Encode => OpKind::Join,
        LibraryCall::Decode => OpKind::Split,
    };
    let count = trace.operations.iter().filter(|operation| operation.kind == kind).count();
    let name = call.name();
    CheckResult {
        what: check.what.clone(),
        input: String::new(),
        expected: format!("{name} is called while the program runs"),
        seen: if count == 0 { format!("{name} is never called") } else { format!("called {count} times") },
        verdict: verdict(count > 0),
        earlier: None,
    }
}

/// Whether the lines of a text stand one after another in what was printed.
fn holds_lines(printed: &str, text: &str) -> bool {
    let (printed, wanted): (Vec<&str>, Vec<&str>) = (lines(printed), lines(text));
    !wanted.is_empty() && printed.windows(wanted.len()).any(|part| part == wanted)
}

fn lines(text: &str) -> Vec<&str> {
    text.trim_end().lines().map(str::trim_end).collect()
}

/// A request in one line.
pub fn line_of(request: &RequestSpec) -> String {
    let mut line = format!("{} {}", request.method, request.path);
    for (name, value) in &request.headers {
        line.push_str(&format!(" {name}: {value}"));
    }
    match &request.body {
        RequestBody::Empty => {}
        RequestBody::Json(value) => line.push_str(&format!(" {value}")),
        RequestBody::Form(fields) => {
            let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
            line.push_str(&format!(" {}", fields.join("&")));
        }
        RequestBody::Text(text) => line.push_str(&format!(" {text}")),
    }
    // Two requests that are the same but for the time are told apart by it.
    if let Some(at) = request.at.and_then(|at| date_text(at as i64)) {
        line.push_str(&format!(" at {}", &at[11..19]));
    }
    without_fills(line)
}

/// Why a request has no answer.
fn unanswered(trace: &Trace, source: &str) -> String {
    if let Some((_, told)) = stopped(trace, source) {
        return told;
    }
    "no answer".into()
}

/// The line at which a program stopped before its end, and how, in words for the learner.
fn stopped(trace: &Trace, source: &str) -> Option<(u32, String)> {
    match &trace.outcome {
        Outcome::Finished => None,
        Outcome::Raised(raised) => {
            let own = source.matches('\n').count() as u32 + 1;
            let line = line_within(raised, own).unwrap_or(raised.line);
            let place = if line > 0 { format!(" (line {line})") } else { String::new() };
            let message =
                if raised.message.is_empty() { String::new() } else { format!(": {}", raised.message) };
            Some((line, format!("{}{message}{place}", raised.class)))
        }
        Outcome::Halted { reason, line } => Some((*line, halted(*reason, *line))),
    }
}

fn halted(reason: HaltReason, line: u32) -> String {
    let why = match reason {
        HaltReason::Steps | HaltReason::Work => {
            "it was still running and was stopped: does a loop never end?"
        }
        HaltReason::Memory => {
            "it was stopped because its values became too large: does something grow for ever?"
        }
        HaltReason::Depth => {
            "it was stopped because calls went too deep: does a function call itself for ever?"
        }
        HaltReason::Cancelled => "it was stopped",
    };
    if line > 0 { format!("{why} (line {line})") } else { why.to_owned() }
}

/// The innermost line of the learner's own program in a traceback; what a check adds stands below it.
fn line_within(raised: &Raised, last: u32) -> Option<u32> {
    let lines = raised.traceback.lines().filter_map(|line| {
        let rest = line.trim_start().strip_prefix("File ")?.split_once(", line ")?.1;
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u32>().ok()
    });
    lines.rev().find(|line| (1..=last).contains(line))
}
