//! What a refusal leads to, and how the gates of the other library ended.

use super::Study;
use crate::jose::{OpKind, Verdict};
use crate::trace::{Event, Raised, Response, StepIndex};

/// How a gate ended, in the fewest words: what two libraries are compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// Which gate.
    pub kind: OpKind,
    /// How.
    pub verdict: Verdict,
}

/// The gates of the run with the other library, for the same lesson and the same inputs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Compared {
    /// The other library's name.
    pub library: String,
    /// For each token that was read, its gates.
    pub tokens: Vec<Vec<Ended>>,
}

impl Study {
    /// The exception that a refusing gate at a step of the trace raised, as the program met it.
    pub fn raised_by(&self, step: StepIndex) -> Option<&Raised> {
        let operation = self.trace.operation(step)?;
        let Verdict::Refused { exception, .. } = &operation.verdict else { return None };
        let frame = self.trace.steps[step].frame;
        let own = |at: &StepIndex| {
            let next = &self.trace.steps[*at];
            next.event == Event::Exception && next.frame == frame
        };
        let raised =
            (step + 1..self.trace.after(step).saturating_add(1).min(self.trace.steps.len())).find(own);
        let raised = self.trace.exception(raised?)?;
        exception.starts_with(raised.class.as_str()).then_some(raised)
    }

    /// The answer to the request during which a step of the trace happened.
    pub fn answer_to(&self, step: StepIndex) -> Option<&Response> {
        let steps = &self.trace.steps;
        let asked =
            steps[..step].iter().rposition(|step| matches!(step.event, Event::Request | Event::Response))?;
        if steps[asked].event != Event::Request {
            return None;
        }
        let answered = (step..steps.len()).find(|at| steps[*at].event == Event::Response)?;
        self.trace.response(answered)
    }

    /// How every gate of this run ended, token by token.
    pub fn gates(&self) -> Compared {
        let mut tokens: Vec<Vec<Ended>> = Vec::new();
        for step in &self.all_operations {
            let Some(operation) = self.trace.operation(*step) else { continue };
            if operation.verdict == Verdict::Made {
                continue;
            }
            if operation.kind == OpKind::Split || tokens.is_empty() {
                tokens.push(Vec::new());
            }
            if let Some(token) = tokens.last_mut() {
                token.push(Ended { kind: operation.kind, verdict: operation.verdict.clone() });
            }
        }
        Compared { library: self.inputs.profile.title().to_owned(), tokens }
    }

    /// How the other library's same gate ended, once both have been seen.
    pub fn elsewhere(&self, step: StepIndex) -> Option<(&str, &Verdict)> {
        let compared = self.compared.as_ref()?;
        let operation = self.trace.operation(step)?;
        let begun = self.all_operations[..=self.all_operations.partition_point(|at| *at < step)]
            .iter()
            .filter(|at| self.trace.operation(**at).is_some_and(|one| one.kind == OpKind::Split))
            .count();
        let gates = compared.tokens.get(begun.checked_sub(1)?)?;
        let gate = gates.iter().find(|gate| gate.kind == operation.kind)?;
        Some((&compared.library, &gate.verdict))
    }
}

/// Whether two verdicts are of another kind: passed here, refused there.
pub fn differ(one: &Verdict, other: &Verdict) -> bool {
    std::mem::discriminant(one) != std::mem::discriminant(other)
}

impl Compared {
    /// The first gate at which this run and another went apart, in a sentence.
    pub fn first_difference(&self, other: &Self) -> Option<String> {
        let pairs = self.tokens.iter().zip(&other.tokens);
        let gates = pairs.flat_map(|(mine, theirs)| {
            mine.iter().filter_map(|gate| Some((gate, theirs.iter().find(|other| other.kind == gate.kind)?)))
        });
        let tells = |verdict: &Verdict| !matches!(verdict, Verdict::NotReached);
        let mut apart = gates.filter(|(mine, theirs)| {
            differ(&mine.verdict, &theirs.verdict) && tells(&mine.verdict) && tells(&theirs.verdict)
        });
        // A refusal matters more than a check that the other library does not make.
        let refused = |verdict: &Verdict| matches!(verdict, Verdict::Refused { .. });
        let all: Vec<_> = apart.by_ref().collect();
        let telling = all.iter().find(|(mine, theirs)| refused(&mine.verdict) || refused(&theirs.verdict));
        let (mine, theirs) = telling.or(all.first())?;
        let name = crate::jose::decode::gate_name(mine.kind);
        Some(format!("\u{201c}{name}\u{201d}: {} before, {} now", word(&theirs.verdict), word(&mine.verdict)))
    }
}

/// A verdict in a word or two.
pub fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Made => "made",
        Verdict::Passed => "passed",
        Verdict::Refused { .. } => "refused",
        Verdict::NotChecked { .. } => "not checked",
        Verdict::NotReached => "not reached",
    }
}
