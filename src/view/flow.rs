//! The concept flow: boxes from Start to End.

use super::{Source, SourceLine};
use crate::jose::OpKind;
use crate::lesson::FlowBox;
use crate::session::{At, Study, narrate};
use crate::text::Text;

/// The concept flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// The boxes, Start and End included.
    pub items: Vec<FlowItem>,
    /// What happens at this moment, in a sentence or two.
    pub sentence: Text,
    /// The lines of the program that run at this moment, with their numbers; none where the program is shown beside it.
    pub code: Vec<(u32, SourceLine)>,
}

/// Lines of code at most.
const CODE: usize = 4;

/// The lines in question of a program.
pub(super) fn code(source: &Source) -> Vec<(u32, SourceLine)> {
    let Some(first) = source.current else { return Vec::new() };
    let last = source.current_end.unwrap_or(first).max(first);
    let line = |number: u32| Some((number, source.lines.get(number.checked_sub(1)? as usize)?.clone()));
    (first..=last).take(CODE).filter_map(line).collect()
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowItem {
    /// Its text.
    pub text: Text,
    /// The stop it stands for.
    pub stop: usize,
    /// `step 2`; nothing for Start and End.
    pub step: Text,
    /// Passed, lit or ahead.
    pub lit: Lit,
}

/// How far the trace is, seen from a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lit {
    /// Behind.
    Passed,
    /// Here.
    Now,
    /// To come.
    Ahead,
    /// The program never got here.
    Unreached,
}

pub(super) fn of(study: &Study) -> Flow {
    let last = study.stops.last();
    let here = study.cursor.stop;
    let mut items = vec![FlowItem {
        text: Text::label("Start"),
        stop: 0,
        step: Text::default(),
        lit: lit(here == 0, here > 0),
    }];
    let boxes = study.lesson().map_or(&[][..], |lesson| &lesson.flow[..]);
    for flow_box in boxes {
        let stop = flow_box.step + 1;
        let reached = study.stops.get(stop, &study.trace).reached;
        let state = if !reached && here >= stop {
            Lit::Unreached
        } else {
            within(study, flow_box).unwrap_or(lit(here == stop, here > stop))
        };
        items.push(FlowItem {
            text: Text::new(&flow_box.text),
            stop,
            step: Text::from(format!("step {stop}")),
            lit: state,
        });
    }
    items.push(FlowItem {
        text: Text::label("End"),
        stop: last,
        step: Text::default(),
        lit: lit(here == last, false),
    });
    let words = narrate(study, here);
    Flow { items, sentence: Text::new(&words.narration), code: Vec::new() }
}

fn lit(now: bool, passed: bool) -> Lit {
    match (now, passed) {
        (true, _) => Lit::Now,
        (_, true) => Lit::Passed,
        _ => Lit::Ahead,
    }
}

/// Stepped in, a step with several boxes lights the one whose operation is reached.
fn within(study: &Study, flow_box: &FlowBox) -> Option<Lit> {
    let stop = study.stop();
    if stop.at != At::Teaching(flow_box.step) {
        return None;
    }
    let (at, _) = study.operation()?;
    let position = |kind: OpKind| {
        study
            .operations()
            .iter()
            .position(|step| study.trace.operation(*step).is_some_and(|operation| operation.kind == kind))
    };
    if let Some(kind) = flow_box.from_operation {
        return Some(lit(position(kind).is_some_and(|from| from <= at), false));
    }
    let lesson = study.lesson()?;
    let later = lesson.flow.iter().filter(|other| other.step == flow_box.step);
    let passed = later.filter_map(|other| other.from_operation).filter_map(position).any(|from| from <= at);
    Some(lit(!passed, passed))
}
