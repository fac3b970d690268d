//! The run of a question, and beside it the run of an engine with a misconception: the same stop of both.

use super::piece::value;
use crate::session::Study;
use crate::session::beside::{Beside, Other, Place, Shown, Side, Variable};
use crate::text::Text;

/// Characters kept before the first one that differs, when a value is long.
const KEPT: usize = 24;
/// A value that differs only after so many characters is shown from there on.
const FAR: usize = 60;

/// One run, or two.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BesideView {
    /// `stop 5 of 14`, and what differs.
    pub place: Text,
    /// What really happens; `None` while the other has all the room.
    pub truth: Option<BesideSide>,
    /// What runs beside it.
    pub other: Option<BesideSide>,
}

/// One side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BesideSide {
    /// What the run is: `the truth`.
    pub head: &'static str,
    /// Whose run it is.
    pub title: Text,
    /// The program's lines with their numbers.
    pub lines: Vec<Text>,
    /// The line that runs, by its place among them; none at the start and at the end.
    pub current: Option<usize>,
    /// The line to keep in sight.
    pub look: usize,
    /// What happens besides: a call, an exception, the end.
    pub event: Text,
    /// Whether the other side is at another line, or something else happens there.
    pub parted: bool,
    /// The variables once the line has run.
    pub rows: Vec<BesideRow>,
}

/// A variable of one side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BesideRow {
    /// Its name.
    pub name: Text,
    /// Its value, from a little before the first character that differs when that is far along.
    pub value: Text,
    /// What is different about it: empty when nothing is.
    pub differs: Text,
}

pub(super) fn of(study: &Study) -> Option<BesideView> {
    let beside = study.beside.as_deref()?;
    let title = study.inputs.profile.title();
    let shown = |wanted: Shown| beside.shown == Shown::Both || beside.shown == wanted;
    let [at, there] = beside.places();
    let head = match beside.other {
        Some((Other::Run(_), _)) => "one run",
        _ => "the truth",
    };
    let truth = side(&beside.truth, at, beside.other.as_ref().map(|(_, side)| (side, there)));
    let other = beside.other.as_ref().map(|(other, own)| {
        let mut view = side(own, there, Some((&beside.truth, at)));
        (view.head, view.title) = match other {
            Other::Mutant(mutant) => {
                // A mutant's program differs in its import alone; what is shown is the program as it was asked about.
                view.lines.clone_from(&truth.lines);
                ("your idea", Text::new(mutant.belief()))
            }
            Other::Run(line) => ("the other", Text::from(format!("with another value in line {line}"))),
        };
        view
    });
    Some(BesideView {
        place: Text::from(place(beside)),
        truth: shown(Shown::Truth).then(|| BesideSide { head, title: Text::new(title), ..truth }),
        other: other.filter(|_| shown(Shown::Other)),
    })
}

fn place(beside: &Beside) -> String {
    let last = beside.len() - 1;
    let mut place = match beside.at {
        0 => "start".to_owned(),
        at if at == last => "end".to_owned(),
        at => format!("stop {at} of {}", last - 1),
    };
    if let Some(now) = beside.clock {
        place.push_str(&format!("   clock {}", now as i64));
    }
    if beside.other.is_some() {
        let differ = beside.differences();
        let here = if differ.contains(&beside.at) { "here they differ" } else { "here both are alike" };
        place.push_str(&format!("   {here}   they differ at {} of {} stops", differ.len(), beside.len()));
    }
    place
}

fn side(own: &Side, place: Place, other: Option<(&Side, Place)>) -> BesideSide {
    let at = place.stop;
    let number = own.line(at);
    let lines = own.source.trim_end().lines().enumerate();
    let lines: Vec<Text> = lines.map(|(at, code)| value(&format!("{:>3}  {code}", at + 1))).collect();
    let current = (number as usize).checked_sub(1);
    // What has ended has gone past its last line.
    let look = current.unwrap_or(if at == 0 { 0 } else { lines.len().saturating_sub(1) });
    let theirs = other.map(|(other, there)| other.variables(there.stop)).unwrap_or_default();
    let parted = other.is_some_and(|(other, there)| {
        place.here != there.here
            || other.line(there.stop) != number
            || other.event(there.stop) != own.event(at)
    });
    let event = match (place.here, own.event(at)) {
        (true, event) => event,
        (false, event) if event.is_empty() => {
            "stands still: it does not come to where the other is".to_owned()
        }
        (false, event) => format!("{event}; it does not come to where the other is"),
    };
    let mut rows: Vec<BesideRow> =
        own.variables(at).iter().map(|variable| row(variable, other.map(|_| theirs.as_slice()))).collect();
    // What differs is what is looked for; the rest follows, in its own order.
    rows.sort_by_key(|row| row.differs.is_empty());
    BesideSide { lines, current, look, event: value(&event), parted, rows, ..BesideSide::default() }
}

fn row((name, own): &Variable, theirs: Option<&[Variable]>) -> BesideRow {
    let same = || BesideRow { name: Text::new(name), value: value(own), differs: Text::default() };
    let Some(theirs) = theirs else { return same() };
    let Some((_, other)) = theirs.iter().find(|(have, _)| have == name) else {
        return BesideRow { differs: Text::label("not bound on the other side"), ..same() };
    };
    if own == other {
        return same();
    }
    let first = own.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let shown = if first > FAR {
        let rest: String = own.chars().skip(first - KEPT).collect();
        value(&format!("…{rest}"))
    } else {
        value(own)
    };
    let differs = Text::from(format!("differs from character {} on", first + 1));
    BesideRow { name: Text::new(name), value: shown, differs }
}
