//! One side of the lab: a setup and what the engine makes of it, under both libraries.

use super::code;
use super::setup::{Making, Setup};
use crate::jose::json::{self, Json, ReadOptions};
use crate::jose::{OpKind, Operation, Verdict, base64url};
use crate::lesson::{Profile, literal};
use crate::python::{self, Diagnostic, Limits, Program};
use crate::trace::{Outcome, Raised, Trace};
use crate::wtf8::Wtf8;

/// A setup that has run.
#[derive(Debug, Clone)]
pub struct Side {
    /// What it ran with.
    pub setup: Setup,
    /// A run for each library, in the order of [`Profile::ALL`].
    pub runs: Vec<LabRun>,
    /// How a verifier that believes the token's `alg` ends, when it is asked.
    pub naive: Option<End>,
}

/// One run.
#[derive(Debug, Clone)]
pub struct LabRun {
    /// The library.
    pub profile: Profile,
    /// The program.
    pub program: Program,
    /// The run itself.
    pub trace: Trace,
    /// The clock it ran at.
    pub now: f64,
    /// What can be read from it.
    pub reading: Reading,
}

/// How verifying ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// The claims were given back.
    Accepted,
    /// Nothing was verified; the claims were only read.
    NotVerified,
    /// An exception from reading the token, and the gate that raised it, when one did.
    Refused(Raised, Option<OpKind>),
    /// An exception from making the token: there is none.
    NotMade(Raised),
    /// A limit stopped the program.
    Halted,
}

/// A gate and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// Which.
    pub kind: OpKind,
    /// Its name.
    pub name: &'static str,
    /// What came of it.
    pub verdict: Verdict,
}

/// A segment: characters and the bytes they stand for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Segment {
    /// Its characters.
    pub text: String,
    /// The bytes, as far as they can be had at all.
    pub bytes: Option<Vec<u8>>,
}

/// What a run says about the token.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The token.
    pub token: Option<String>,
    /// Header, payload, signature.
    pub segments: [Segment; 3],
    /// The gates in the library's order.
    pub gates: Vec<Gate>,
    /// How it ended.
    pub end: End,
    /// The claims, when the payload is a JSON object.
    pub claims: Option<Json>,
}

impl Side {
    /// Runs a setup under both libraries.
    ///
    /// # Errors
    /// The programs cannot run: what is wrong with one of them.
    pub fn of(setup: Setup) -> Result<Self, Vec<Diagnostic>> {
        let runs =
            Profile::ALL.iter().map(|profile| LabRun::of(&setup, *profile)).collect::<Result<_, _>>()?;
        let naive = if setup.naive { Some(naive(&setup)?) } else { None };
        Ok(Self { setup, runs, naive })
    }

    /// The run under a library.
    pub fn run(&self, profile: Profile) -> &LabRun {
        self.runs.iter().find(|run| run.profile == profile).unwrap_or(&self.runs[0])
    }

    /// The run under the library that is chosen.
    pub fn chosen(&self) -> &LabRun {
        self.run(self.setup.profile)
    }

    /// The token, from whichever library made one.
    pub fn token(&self) -> Option<&str> {
        let chosen = self.chosen().reading.token.as_deref();
        chosen.or_else(|| self.runs.iter().find_map(|run| run.reading.token.as_deref()))
    }
}

fn run(source: &str, setup: &Setup) -> Result<(Program, Trace), Vec<Diagnostic>> {
    let program = Program::parse(source)?;
    let limits = if setup.code.is_some() { code::limits() } else { Limits::default() };
    let trace = python::run(&program, &setup.world(), &limits);
    Ok((program, trace))
}

fn naive(setup: &Setup) -> Result<End, Vec<Diagnostic>> {
    let (_, trace) = run(&setup.naive_source(), setup)?;
    Ok(match trace.outcome {
        Outcome::Finished => End::Accepted,
        Outcome::Raised(raised) => End::Refused(raised, None),
        Outcome::Halted { .. } => End::Halted,
    })
}

impl LabRun {
    fn of(setup: &Setup, profile: Profile) -> Result<Self, Vec<Diagnostic>> {
        let (program, trace) = run(&setup.source(profile), setup)?;
        let reading = Reading::of(setup, profile, &trace);
        Ok(Self { profile, program, trace, now: setup.now, reading })
    }
}

/// The text bound to a name when the program ended.
pub(super) fn global(trace: &Trace, name: &str) -> Option<String> {
    let global = trace.globals.iter().find(|global| global.name == name)?;
    literal::unquote(&global.repr)
}

impl Reading {
    fn of(setup: &Setup, profile: Profile, trace: &Trace) -> Self {
        let token = match (&setup.code, &setup.making) {
            (Some(_), _) => code::token(trace),
            (None, Making::Given(token)) => Some(token.clone()),
            _ => global(trace, "token"),
        };
        let segments = segments(token.as_deref().unwrap_or_default());
        let gates: Vec<Gate> = profile.gates().iter().map(|kind| gate(trace, *kind, setup)).collect();
        let refused = gates.iter().find(|gate| matches!(gate.verdict, Verdict::Refused { .. }));
        let refused = refused.map(|gate| gate.kind);
        let end = match &trace.outcome {
            Outcome::Finished if setup.unverified() => End::NotVerified,
            Outcome::Finished if setup.code.is_some() && !code::verifies(trace) => End::NotVerified,
            Outcome::Finished => End::Accepted,
            Outcome::Raised(raised) if token.is_none() => End::NotMade(raised.clone()),
            Outcome::Raised(raised) => End::Refused(raised.clone(), refused),
            Outcome::Halted { .. } => End::Halted,
        };
        let claims = segments[1].bytes.as_deref().and_then(object);
        Self { token, segments, gates, end, claims }
    }

    /// A gate of this reading.
    pub fn gate(&self, kind: OpKind) -> Option<&Gate> {
        self.gates.iter().find(|gate| gate.kind == kind)
    }
}

/// A JSON object from bytes.
pub(super) fn object(bytes: &[u8]) -> Option<Json> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (value, _) = json::read_json(&Wtf8::from(text), ReadOptions::default()).ok()?;
    matches!(value, Json::Object(_)).then_some(value)
}

/// The parts between the dots; a third dot belongs to the third part. Bytes as the lenient reader has them, which
/// reads all that the strict one does.
fn segments(token: &str) -> [Segment; 3] {
    let mut parts = token.splitn(3, '.');
    [(); 3].map(|()| match parts.next() {
        Some(text) => {
            let bytes = base64url::decode_lenient(text.as_bytes()).ok();
            Segment { text: text.to_owned(), bytes }
        }
        None => Segment::default(),
    })
}

/// What came of a gate: the last operation of its kind; one that no operation stands for was not asked.
fn gate(trace: &Trace, kind: OpKind, setup: &Setup) -> Gate {
    let found: Option<&Operation> = trace.operations.iter().rev().find(|operation| operation.kind == kind);
    let name = crate::jose::decode::gate_name(kind);
    let verdict = match found {
        Some(operation) => operation.verdict.clone(),
        None if setup.unverified() && trace.outcome == Outcome::Finished => {
            Verdict::NotChecked { reason: "nothing is verified without a key".to_owned() }
        }
        None if setup.code.is_some() && trace.outcome == Outcome::Finished => {
            Verdict::NotChecked { reason: "the code does not ask".to_owned() }
        }
        None => Verdict::NotReached,
    };
    Gate { kind, name, verdict }
}
