//! Choosing among options.

use crate::quiz::grade::Grade;
use crate::quiz::posed::PosedOption;
use std::collections::BTreeSet;

/// Options, each right or wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// What is offered.
    pub options: Vec<PosedOption>,
}

impl Choice {
    /// Indices of the right ones.
    pub fn right(&self) -> BTreeSet<usize> {
        (0..self.options.len()).filter(|at| self.options[*at].right).collect()
    }

    pub(in crate::quiz) fn one(&self, at: usize) -> Option<Grade> {
        self.options.get(at).map(|option| Grade::of(option, at, option.right))
    }

    /// Right when all the right ones and no other are chosen; else the first that is wrong says why.
    pub(in crate::quiz) fn several(&self, chosen: &BTreeSet<usize>) -> Option<Grade> {
        if chosen.last().is_some_and(|last| *last >= self.options.len()) {
            return None;
        }
        let right = self.right();
        let texts: Vec<&str> = chosen.iter().map(|at| self.options[*at].text.as_str()).collect();
        let text = if texts.is_empty() { "none of them".to_owned() } else { texts.join("; ") };
        if *chosen == right {
            return Some(Grade { right: true, chosen: text, ..Grade::default() });
        }
        let wrong = chosen.difference(&right).next();
        let grade = wrong.map_or_else(Grade::default, |at| Grade::of(&self.options[*at], *at, false));
        let (extra, missing) = (chosen.difference(&right).count(), right.difference(chosen).count());
        let count = match (extra, missing) {
            (0, missing) => {
                format!("{missing} more belong{} to the answer.", if missing == 1 { "s" } else { "" })
            }
            (extra, 0) => format!(
                "{extra} of those marked do{} not belong to the answer.",
                if extra == 1 { "es" } else { "" }
            ),
            (extra, missing) => format!(
                "{extra} of those marked do{} not belong to the answer, and {missing} more do{}.",
                if extra == 1 { "es" } else { "" },
                if missing == 1 { "es" } else { "" }
            ),
        };
        let because = if grade.because.is_empty() { count } else { format!("{count} {}", grade.because) };
        Some(Grade { right: false, chosen: text, because, option: None, ..grade })
    }
}
