//! What a program of the question's own does: the exception, the status, what it prints, a variable.

use super::{Asked, Asking, Expected, Form, Legal, Line, Order, Typed, Unanswerable, one, typed};
use crate::lesson::{Profile, given};
use crate::quiz::form::program;
use crate::quiz::job::{Job, sent};
use crate::quiz::seen::Seen;
use crate::trace::{Outcome, Trace};

/// The place of the lines that are put in order.
const LINES: &str = "__lines__";
/// The place of what is to be filled in.
const BLANK: &str = "____";

/// What the program does, chosen or written.
pub(super) fn result(asking: &Asking<'_>, what: &str) -> Result<Asked, Unanswerable> {
    let source = source(asking)?;
    let trace = run(asking, &source)?;
    let (kind, answer) = match what {
        "exception" => ("what exception", raised(&trace)),
        "status" => {
            let last = trace.responses.last();
            let status = last.map(|response| response.status.to_string());
            (
                "what status",
                status.ok_or_else(|| Unanswerable::Rerun("the program sends no response".into()))?,
            )
        }
        "printed" => ("what is printed", trace.stdout.trim_end().to_owned()),
        name => {
            let value = trace.globals.iter().find(|global| global.name == name);
            let missing = || Unanswerable::Rerun(format!("the program has no variable `{name}` at its end"));
            ("what value", value.map(|global| global.repr.clone()).ok_or_else(missing)?)
        }
    };
    let found = seen(&trace)?.told();
    let mut asked = if asking.question.typed {
        typed(asking, kind, answer)
    } else {
        one(kind, asking.options(|_, text| text == answer), &answer)?
    };
    asked.exhibit = shown(&source);
    asked.exhibit.extend(requests(asking));
    asked.found = format!("Run, the program {found}.");
    Ok(asked)
}

/// What belongs in the blank: everything that makes the program do the same.
pub(super) fn blank(asking: &Asking<'_>, with: &str) -> Result<Asked, Unanswerable> {
    let source = source(asking)?;
    let (before, after) =
        source.split_once(BLANK).ok_or_else(|| Unanswerable::Rerun("the code has no blank ____".into()))?;
    let fill = |text: &str| format!("{before}{text}{after}");
    let wanted = seen(&run(asking, &fill(with))?)?;
    let job = job(asking, String::new());
    let kind = "fill the blank";
    let mut asked = if asking.question.typed {
        let known = asking.options(|_, _| false);
        let seen = wanted.clone();
        let expected = Expected::Blank { before: before.into(), after: after.into(), job, seen };
        Asked::new(kind, Form::Text(Typed { expected, known }), with)
    } else {
        let does = |text: &str| run(asking, &fill(text)).ok().and_then(|trace| Seen::of(&trace));
        one(kind, asking.options(|_, text| does(text).as_ref() == Some(&wanted)), with)?
    };
    asked.exhibit = shown(&source);
    asked.exhibit.extend(requests(asking));
    asked.found = format!("With the blank filled, the program {}.", wanted.told());
    Ok(asked)
}

/// Lines in an order in which the program does what it does in the author's.
pub(super) fn order(asking: &Asking<'_>, lines: &[String]) -> Result<Asked, Unanswerable> {
    let source = match &asking.question.code {
        Some(_) => source(asking)?,
        None => format!("{}\n{LINES}\n", import(asking)),
    };
    let line = format!("{LINES}\n");
    let (before, after) = source
        .split_once(line.as_str())
        .ok_or_else(|| Unanswerable::Rerun("the code has no line __lines__".into()))?;
    let lines: Vec<String> = lines.iter().map(|line| given::fill(line, &asking.scene.inputs.given)).collect();
    let whole = program(before, lines.iter().map(String::as_str), after);
    let expected = seen(&run(asking, &whole)?)?;
    let shuffled =
        jumbled(asking, &lines, &expected, &|order: &[&str]| program(before, order.iter().copied(), after));
    let items: Vec<String> = shuffled.iter().map(|at| lines[*at].clone()).collect();
    let model = (0..lines.len()).filter_map(|line| shuffled.iter().position(|at| *at == line)).collect();
    let found = format!("In order, the program {}.", expected.told());
    let legal = Legal::Program {
        before: before.into(),
        after: after.into(),
        job: job(asking, String::new()),
        expected,
    };
    let answer = lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" / ");
    let mut asked = Asked::new("put in order", Form::Order(Order { items, model, legal }), answer);
    asked.exhibit = shown(&source.replace(LINES, "# here the lines below, in a right order"));
    asked.found = found;
    Ok(asked)
}

/// The lines in an order that is not right already, if there is one: whoever moves nothing should not be right.
fn jumbled(
    asking: &Asking<'_>,
    lines: &[String],
    expected: &Seen,
    of: &dyn Fn(&[&str]) -> String,
) -> Vec<usize> {
    let shuffled = asking.shuffle(lines.len());
    let turned = |by: usize| {
        let mut order = shuffled.clone();
        order.rotate_left(by);
        order
    };
    let reversed: Vec<usize> = (0..lines.len()).rev().collect();
    let wrong = |order: &Vec<usize>| {
        let texts: Vec<&str> = order.iter().map(|at| lines[*at].as_str()).collect();
        run(asking, &of(&texts)).ok().and_then(|trace| Seen::of(&trace)).as_ref() != Some(expected)
    };
    let tries = (0..lines.len().max(1)).map(turned).chain([reversed]);
    tries.into_iter().find(wrong).unwrap_or(shuffled.clone())
}

/// The line that is at fault: with another in its place the program does something else.
pub(super) fn faulty(asking: &Asking<'_>, line: usize, fixed: &str) -> Result<Asked, Unanswerable> {
    let source = source(asking)?;
    let lines: Vec<String> = source.lines().map(str::to_owned).collect();
    let at = line.checked_sub(1).filter(|at| *at < lines.len());
    let at = at.ok_or_else(|| Unanswerable::Rerun(format!("the code has no line {line}")))?;
    let mut mended = lines.clone();
    let indent: String = lines[at].chars().take_while(|c| *c == ' ').collect();
    mended[at] = format!("{indent}{}", fixed.trim());
    let (bad, good) = (seen(&run(asking, &source)?)?, seen(&run(asking, &mended.join("\n"))?)?);
    if bad == good {
        return Err(Unanswerable::Rerun("with the line fixed the program does the same".into()));
    }
    let answer = format!("line {line}: {}", lines[at].trim());
    let form = Form::Line(Line { lines, at, fixed: mended[at].clone() });
    let mut asked = Asked::new("find the faulty line", form, answer);
    asked.found = format!("As it stands the program {}; fixed, it {}.", bad.told(), good.told());
    Ok(asked)
}

/// The question's program with values put in.
fn source(asking: &Asking<'_>) -> Result<String, Unanswerable> {
    let code = asking.question.code.as_ref();
    let code = code.ok_or_else(|| Unanswerable::Rerun("the question has no `code`".into()))?;
    let code = asking.fill(code).replace("__import_jwt__", import(asking));
    Ok(given::fill(&code, &asking.scene.inputs.given))
}

pub(in crate::quiz) fn import(asking: &Asking<'_>) -> &'static str {
    match asking.scene.inputs.profile {
        Profile::PyJwt => "import jwt",
        Profile::PythonJose => "from jose import jwt",
    }
}

fn job(asking: &Asking<'_>, source: String) -> Job {
    let requests = asking.question.requests.clone();
    Job { requests, ..Job::new(source, asking.scene.inputs.now) }
}

fn run(asking: &Asking<'_>, source: &str) -> Result<Trace, Unanswerable> {
    (asking.runs)(&job(asking, source.to_owned())).map_err(Unanswerable::Rerun)
}

fn seen(trace: &Trace) -> Result<Seen, Unanswerable> {
    Seen::of(trace).ok_or_else(|| Unanswerable::Rerun("the question's program does not end".into()))
}

fn raised(trace: &Trace) -> String {
    match &trace.outcome {
        Outcome::Raised(raised) => raised.class.clone(),
        _ => "no exception".to_owned(),
    }
}

/// The requests that are sent to the program, after an empty line; nothing when there are none.
fn requests(asking: &Asking<'_>) -> Vec<String> {
    let sent = asking.question.requests.iter().map(|request| format!("sent: {}", sent(request)));
    let sent: Vec<String> = sent.collect();
    if sent.is_empty() { sent } else { [vec![String::new()], sent].concat() }
}

fn shown(source: &str) -> Vec<String> {
    source.trim_end().lines().map(str::to_owned).collect()
}
