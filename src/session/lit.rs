//! One datum lit everywhere: what is picked out, and everything that belongs to it, found in one place.
//!
//! A [`Pick`] says what a person means; [`Study::lit`] says where it is: in the operations of the call, in the token's
//! characters, in the program's text, and as texts that values on the screen may hold.

mod code;
mod members;

use super::{Opens, Study};
use crate::jose::flow::{self, Side, Spot, Tied};
use crate::jose::{OpKind, Operation};
use crate::trace::StepIndex;
use members::{Member, members};
use std::ops::Range;

/// What is picked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// A claim, by its name.
    Claim(String),
    /// A member of the header, by its name.
    Header(String),
    /// The key.
    Key,
    /// The signature.
    Signature,
    /// A character of the token, counted from 0.
    Character(usize),
    /// A variable: its frame and name.
    Variable(u32, String),
}

/// Everything that belongs to the datum picked out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lit {
    /// What it is: `claim user_id`.
    pub label: String,
    /// Steps of the trace: the operations of the call in question.
    pub call: Vec<StepIndex>,
    /// Where it is in their data.
    pub tied: Vec<Tied>,
    /// Which characters of the token.
    pub characters: Vec<Range<usize>>,
    /// The token, when it is known, and the bytes at which its segments begin.
    pub token: Option<(String, [usize; 3])>,
    /// Bytes of the JOSE header, the payload and the signature.
    pub bytes: [Vec<Range<usize>>; 3],
    /// Bytes of the program's source.
    pub source: Vec<Range<usize>>,
    /// Texts that belong to it wherever a shown value holds them.
    pub parts: Vec<String>,
    /// Values that belong to it as a whole.
    pub values: Vec<String>,
}

/// A longer payload is not taken apart for lighting.
const LONGEST: usize = 64 * 1024;

/// Most claims that are stepped through.
const MOST: usize = 60;

impl Study {
    /// The operations of the call in question: the one stepped into, else the last that has been seen.
    pub(super) fn call_in_question(&self) -> &[StepIndex] {
        let all = &self.all_operations;
        let at = match self.operation() {
            Some((_, step)) => all.binary_search(&step).ok(),
            None => all[..all.partition_point(|step| *step < self.seen())].len().checked_sub(1),
        };
        let Some(at) = at else { return &[] };
        let kind = |at: usize| self.trace.operation(all[at]).map(|operation| operation.kind);
        // The operations of one call follow each other without a stop between them.
        let apart = |at: usize| {
            all[at - 1] + 1 != all[at]
                || kind(at - 1) == Some(OpKind::Join)
                || kind(at) == Some(OpKind::Split)
        };
        let first = (1..=at).rev().find(|at| apart(*at)).unwrap_or(0);
        let end = (at + 1..all.len()).find(|at| apart(*at)).unwrap_or(all.len());
        &all[first..end]
    }

    /// Everything that can be picked out with a key just now: claims, header members, the key, the signature.
    pub fn picks(&self) -> Vec<Pick> {
        let steps = self.call_in_question();
        let call: Vec<&Operation> = steps.iter().filter_map(|step| self.trace.operation(*step)).collect();
        let mut picks = Vec::new();
        let named = |label: &str, make: fn(String) -> Pick| {
            let found = members(&call, label).map(|(_, found)| found).unwrap_or_default();
            let mut all: Vec<Pick> = Vec::new();
            for member in found.into_iter().take(MOST) {
                let pick = make(member.name);
                if !all.contains(&pick) {
                    all.push(pick);
                }
            }
            all
        };
        picks.extend(named("payload", Pick::Claim));
        picks.extend(named("JOSE header", Pick::Header));
        let has =
            |label: &str| call.iter().any(|one| one.output.label == label && !one.output.bytes.is_empty());
        if has("key") {
            picks.push(Pick::Key);
        }
        if has("signature") {
            picks.push(Pick::Signature);
        }
        picks
    }

    /// Picks the next datum, or the one before; past the last, nothing.
    pub(super) fn pick_next(&mut self, forward: bool) -> Option<String> {
        let picks = self.picks();
        if picks.is_empty() {
            self.pick = None;
            return Some("no token has been made or read here yet: nothing to pick out".into());
        }
        let here = self.pick.as_ref().and_then(|pick| picks.iter().position(|other| other == pick));
        let next = match (here, forward) {
            (None, true) => Some(0),
            (None, false) => Some(picks.len() - 1),
            (Some(at), true) => Some(at + 1).filter(|at| *at < picks.len()),
            (Some(at), false) => at.checked_sub(1),
        };
        self.pick = next.map(|at| picks[at].clone());
        self.pick.is_none().then(|| "nothing is picked out; d picks the first claim again".to_owned())
    }

    /// Picks the chosen variable.
    pub(super) fn pick_variable(&mut self) {
        let rows = self.variables();
        let chosen = rows.get(self.variable.min(rows.len().saturating_sub(1)));
        self.pick = chosen.map(|(frame, name)| Pick::Variable(*frame, (*name).to_owned()));
    }

    /// Picks a character of the token.
    pub(super) fn pick_character(&mut self, at: usize) {
        self.pick = Some(Pick::Character(at));
    }

    /// Picks the member of the header or of the claims set that a byte of its JSON belongs to.
    pub(super) fn pick_member(&mut self, segment: usize, byte: usize) {
        let steps = self.call_in_question();
        let call: Vec<&Operation> = steps.iter().filter_map(|step| self.trace.operation(*step)).collect();
        let label = if segment == 0 { "JOSE header" } else { "payload" };
        let found = members(&call, label).map(|(_, found)| found).unwrap_or_default();
        let member = found.into_iter().find(|member| member.range.contains(&byte));
        self.pick = match (segment, member) {
            (0, Some(member)) => Some(Pick::Header(member.name)),
            (1, Some(member)) => Some(Pick::Claim(member.name)),
            (2, _) => Some(Pick::Signature),
            _ => None,
        };
    }

    /// Everything that belongs to what is picked out; stepped in to a character or byte, that is it.
    pub fn lit(&self) -> Option<Lit> {
        let steps = self.call_in_question();
        let call: Vec<&Operation> = steps.iter().filter_map(|step| self.trace.operation(*step)).collect();
        let mut lit = Lit { call: steps.to_vec(), token: token_of(&call), ..Lit::default() };
        if let Some((spot, range, label)) = self.part_in_question(steps) {
            lit.label = label;
            self.spread(&mut lit, &call, &[(spot, range)]);
            return Some(lit);
        }
        let pick = self.pick.clone()?;
        lit.label = label_of(&pick);
        let pick = match pick {
            Pick::Variable(frame, name) => {
                let shown = self.trace.local(frame, &name, self.seen().min(self.trace.steps.len() - 1))?;
                lit.values.push(shown.repr.to_owned());
                self.meant_by(&call, shown.repr)
            }
            pick => vec![pick],
        };
        let seeds: Vec<(Spot, Range<usize>)> = pick.iter().flat_map(|pick| seeds(&call, pick)).collect();
        self.spread(&mut lit, &call, &seeds);
        Some(lit)
    }

    /// The character or byte that is stepped into.
    fn part_in_question(&self, steps: &[StepIndex]) -> Option<(Spot, Range<usize>, String)> {
        let part = *self.cursor.inside.get(1)?;
        let (_, step) = self.operation()?;
        let operation = self.trace.operation(step)?;
        let index = steps.iter().position(|other| *other == step)?;
        let (side, word) = match Opens::of(operation) {
            Opens::Characters(_) if operation.verdict == crate::jose::Verdict::Made => {
                (Side::Output, "character")
            }
            Opens::Characters(_) => (Side::Input(0), "character"),
            Opens::Bytes(_) => (Side::Output, "byte"),
            _ => return None,
        };
        let label = format!("{word} {} of the {}", part + 1, flow_label(operation, side));
        Some((Spot { operation: index, side }, part..part + 1, label))
    }

    /// Fills in everything that follows from the places a datum starts from.
    fn spread(&self, lit: &mut Lit, call: &[&Operation], seeds: &[(Spot, Range<usize>)]) {
        for (spot, range) in seeds {
            for tied in flow::tie(call, *spot, std::slice::from_ref(range)) {
                match lit.tied.iter_mut().find(|have| have.spot == tied.spot) {
                    Some(have) => have.ranges.extend(tied.ranges),
                    None => lit.tied.push(tied),
                }
            }
        }
        lit.tied.iter_mut().for_each(|tied| tied.ranges = flow::merged(std::mem::take(&mut tied.ranges)));
        lit.characters = flow::token_characters(call, &lit.tied);
        for (at, label) in ["JOSE header", "payload", "signature"].into_iter().enumerate() {
            let of = |tied: &&Tied| flow::datum(call, tied.spot).is_some_and(|datum| datum.label == label);
            lit.bytes[at] = lit.tied.iter().find(of).map(|tied| tied.ranges.clone()).unwrap_or_default();
        }
        let mut names = Vec::new();
        for (at, label) in ["JOSE header", "payload"].into_iter().enumerate() {
            let Some((_, found)) = members(call, label) else { continue };
            let touched = found.into_iter().filter(|member| {
                lit.bytes[at]
                    .iter()
                    .any(|range| range.start < member.range.end && member.range.start < range.end)
            });
            for member in touched.take(MOST) {
                lit.parts.extend(texts_of(call, lit, &member));
                lit.values.push(member.repr.clone());
                names.push((member, at == 0));
            }
        }
        let is_key = seeds.iter().any(|(spot, _)| {
            flow::datum(call, *spot).is_some_and(|datum| matches!(datum.label, "key" | "key as given"))
        });
        if is_key {
            let given = call.iter().flat_map(|one| &one.inputs).find(|datum| datum.label == "key as given");
            if let Some(given) = given {
                let text = String::from_utf8_lossy(&given.bytes).into_owned();
                lit.parts.push(text.clone());
                lit.values.push(text);
            }
        }
        lit.parts.retain(|part| part.len() > 2);
        lit.source = code::ranges(self, lit, &names);
    }

    /// What of a token a variable's value is: the token, the key, the claims set, or one of its claims.
    fn meant_by(&self, call: &[&Operation], repr: &str) -> Vec<Pick> {
        let inside = repr.get(1..repr.len().saturating_sub(1)).unwrap_or("");
        if token_of(call).is_some_and(|(token, _)| token == inside) {
            return [Pick::Signature].into_iter().chain(self.members_of(call)).collect();
        }
        let given = call.iter().flat_map(|one| &one.inputs).find(|datum| datum.label == "key as given");
        if given.is_some_and(|given| given.bytes == repr.as_bytes()) {
            return vec![Pick::Key];
        }
        let found = members(call, "payload").map(|(_, found)| found).unwrap_or_default();
        let whole = |member: &Member| member.repr == repr;
        let within = |member: &Member| repr.starts_with('{') && repr.contains(&member.pair());
        let held = found.iter().filter(|member| whole(member) || within(member));
        held.map(|member| Pick::Claim(member.name.clone())).collect()
    }

    fn members_of(&self, call: &[&Operation]) -> Vec<Pick> {
        let of = |label, make: fn(String) -> Pick| {
            let found = members(call, label).map(|(_, found)| found).unwrap_or_default();
            found.into_iter().map(move |member| make(member.name))
        };
        of("payload", Pick::Claim).chain(of("JOSE header", Pick::Header)).collect()
    }
}

fn flow_label(operation: &Operation, side: Side) -> &'static str {
    match side {
        Side::Output => operation.output.label,
        Side::Input(index) => operation.inputs.get(index).map_or("", |datum| datum.label),
    }
}

fn label_of(pick: &Pick) -> String {
    match pick {
        Pick::Claim(name) => format!("claim {name}"),
        Pick::Header(name) => format!("header member {name}"),
        Pick::Key => "the key".to_owned(),
        Pick::Signature => "the signature".to_owned(),
        Pick::Character(at) => format!("character {} of the token", at + 1),
        Pick::Variable(_, name) => format!("variable {name}"),
    }
}

/// The token of a call and where its segments begin.
fn token_of(call: &[&Operation]) -> Option<(String, [usize; 3])> {
    let token = call.iter().find_map(|operation| match operation.kind {
        OpKind::Join => Some(&operation.output.bytes),
        OpKind::Split => operation.inputs.first().map(|datum| &datum.bytes),
        _ => None,
    })?;
    let token = String::from_utf8(token.clone()).ok()?;
    let first = token.find('.')? + 1;
    let last = token.rfind('.')? + 1;
    Some((token, [0, first, last]))
}

/// Where a datum starts from.
fn seeds(call: &[&Operation], pick: &Pick) -> Vec<(Spot, Range<usize>)> {
    let spots = |label: &'static str| {
        call.iter().enumerate().flat_map(move |(operation, one)| {
            let inputs = one.inputs.iter().enumerate().filter(move |(_, datum)| datum.label == label);
            let inputs = inputs
                .map(move |(at, datum)| (Spot { operation, side: Side::Input(at) }, 0..datum.bytes.len()));
            let output = (one.output.label == label).then_some(0..one.output.bytes.len());
            inputs.chain(output.map(|range| (Spot { operation, side: Side::Output }, range)))
        })
    };
    match pick {
        Pick::Claim(name) => member_seed(call, "payload", name),
        Pick::Header(name) => member_seed(call, "JOSE header", name),
        Pick::Key => spots("key").chain(spots("key as given")).collect(),
        Pick::Signature => spots("signature").take(1).collect(),
        Pick::Character(at) => {
            let whole = call.iter().enumerate().find_map(|(operation, one)| match one.kind {
                OpKind::Join => Some(Spot { operation, side: Side::Output }),
                OpKind::Split => Some(Spot { operation, side: Side::Input(0) }),
                _ => None,
            });
            whole.map(|spot| (spot, *at..at + 1)).into_iter().collect()
        }
        Pick::Variable(..) => Vec::new(),
    }
}

fn member_seed(call: &[&Operation], label: &str, name: &str) -> Vec<(Spot, Range<usize>)> {
    let Some((spot, found)) = members(call, label) else { return Vec::new() };
    found
        .into_iter()
        .rev()
        .find(|member| member.name == name)
        .map(|member| (spot, member.range))
        .into_iter()
        .collect()
}

/// A member as Python and JSON write it, and as the caller gave it.
fn texts_of(call: &[&Operation], lit: &Lit, member: &Member) -> Vec<String> {
    let mut texts = vec![member.pair(), member.json.clone()];
    for tied in &lit.tied {
        let Some(datum) = flow::datum(call, tied.spot) else { continue };
        if datum.kind != crate::jose::DatumKind::Python {
            continue;
        }
        // Key and value lie side by side with `: ` between them.
        for pair in tied.ranges.windows(2) {
            let between = datum.bytes.get(pair[0].end..pair[1].start);
            if between == Some(b": ")
                && let Some(text) = datum.bytes.get(pair[0].start..pair[1].end)
            {
                texts.push(String::from_utf8_lossy(text).into_owned());
            }
        }
    }
    texts.sort();
    texts.dedup();
    texts
}

#[cfg(test)]
mod tests;
