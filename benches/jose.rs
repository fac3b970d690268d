//! What tokens cost: signing and verifying against `jsonwebtoken` called directly with the same key and bytes, and making
//! and reading a token with every operation recorded. `cargo bench --bench jose`.
//!
//! Before the measurements it prints the ratios: ours through the crate is the crate's time and what is around it, which
//! is loading the key each time it is used.

#![expect(clippy::print_stdout, reason = "the ratios are part of this bench's output")]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use jsonwebtoken::{Algorithm as Crate, DecodingKey, EncodingKey, crypto};
use jwtrace::jose::algorithm::Algorithm;
use jwtrace::jose::base64url;
use jwtrace::jose::decode::{Options, decode};
use jwtrace::jose::encode::encode;
use jwtrace::jose::json::Json;
use jwtrace::jose::keys::{load_pem_private, load_pem_public};
use jwtrace::jose::profile::Profile;
use jwtrace::jose::sign::{self, Secret};
use jwtrace::python::{Limits, Program, World, run};
use jwtrace::trace::{Outcome, Trace};
use std::time::{Duration, Instant};

const ALGORITHMS: [&str; 12] = [
    "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384",
    "EdDSA",
];

const SECRET: &[u8] = b"a-shared-secret-of-sixty-four-bytes-which-is-enough-for-all-HMAC";

/// Sizes of a payload in bytes, about.
const SIZES: [usize; 2] = [1_000, 100_000];

fn main() {
    print_ratios();
    divan::main();
}

/// Our key and the crate's, of the same recording.
struct Keys {
    algorithm: Algorithm,
    name: Crate,
    private: Secret,
    public: Secret,
    signing: EncodingKey,
    verifying: DecodingKey,
}

impl Keys {
    fn of(name: &str) -> Self {
        let pair = match &name[..2] {
            "HS" => "",
            "RS" | "PS" => "rsa2048",
            "Ed" => "ed25519",
            _ if name == "ES256" => "p256",
            _ => "p384",
        };
        let algorithm = Algorithm::named(name).expect("a registered algorithm");
        let name = name.parse().expect("the crate knows it too");
        if pair.is_empty() {
            let secret = Secret::Bytes(SECRET.to_vec());
            return Self {
                algorithm,
                name,
                private: secret.clone(),
                public: secret,
                signing: EncodingKey::from_secret(SECRET),
                verifying: DecodingKey::from_secret(SECRET),
            };
        }
        let (private, public) = (pem(&format!("{pair}_priv")), pem(&format!("{pair}_pub")));
        let (signing, verifying) = match pair {
            "rsa2048" => (EncodingKey::from_rsa_pem(&private), DecodingKey::from_rsa_pem(&public)),
            "ed25519" => (EncodingKey::from_ed_pem(&private), DecodingKey::from_ed_pem(&public)),
            _ => (EncodingKey::from_ec_pem(&private), DecodingKey::from_ec_pem(&public)),
        };
        Self {
            algorithm,
            name,
            private: Secret::Pair(load_pem_private(&private).expect("a recorded key")),
            public: Secret::Pair(load_pem_public(&public).expect("a recorded key")),
            signing: signing.expect("the crate reads it too"),
            verifying: verifying.expect("the crate reads it too"),
        }
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        // The salt of PSS comes from the caller; any does here.
        let salt = &SECRET[..self.algorithm.hash.digest_size()];
        sign::sign(self.algorithm, &self.private, message, salt).expect("a private key signs")
    }

    fn sign_directly(&self, message: &[u8]) -> String {
        crypto::sign(message, &self.signing, self.name).expect("a private key signs")
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        sign::verify(self.algorithm, &self.public, message, signature)
    }

    fn verify_directly(&self, message: &[u8], signature: &str) -> bool {
        crypto::verify(signature, message, &self.verifying, self.name).unwrap_or(false)
    }
}

/// A recorded key; keys lie beside the tests.
fn pem(name: &str) -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance/keys.json");
    let text = std::fs::read_to_string(path).expect("the recorded keys are there");
    let keys: serde_json::Value = serde_json::from_str(&text).expect("they are JSON");
    keys[name].as_str().expect("a key of this name").as_bytes().to_vec()
}

/// A signing input with a payload of about so many bytes.
fn signing_input(bytes: usize) -> Vec<u8> {
    let payload = base64url::encode(&vec![b'x'; bytes]);
    format!("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.{payload}").into_bytes()
}

/// The shortest time of one call, over a tenth of a second at least.
fn best(mut call: impl FnMut()) -> Duration {
    let (begun, mut best) = (Instant::now(), Duration::MAX);
    while begun.elapsed() < Duration::from_millis(100) {
        let start = Instant::now();
        call();
        best = best.min(start.elapsed());
    }
    best
}

fn print_ratios() {
    let told = |what: &str, name: &str, ours: Duration, theirs: Duration| {
        let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
        println!("{what} {name}: {ours:.1?} here, {theirs:.1?} by the crate directly, ratio {ratio:.2}");
    };
    for name in ALGORITHMS {
        let (keys, message) = (Keys::of(name), signing_input(SIZES[0]));
        let signature = keys.sign(&message);
        let text = base64url::encode(&signature);
        assert!(keys.verify_directly(&message, &text), "the crate takes what is signed here");
        told(
            "sign",
            name,
            best(|| drop(black_box(keys.sign(black_box(&message))))),
            best(|| drop(black_box(keys.sign_directly(black_box(&message))))),
        );
        told(
            "verify",
            name,
            best(|| assert!(keys.verify(black_box(&message), &signature))),
            best(|| assert!(keys.verify_directly(black_box(&message), &text))),
        );
    }
}

#[divan::bench(args = ALGORITHMS)]
fn sign_here(bencher: Bencher<'_, '_>, name: &str) {
    let (keys, message) = (Keys::of(name), signing_input(SIZES[0]));
    bencher.bench_local(|| keys.sign(black_box(&message)));
}

#[divan::bench(args = ALGORITHMS)]
fn sign_directly(bencher: Bencher<'_, '_>, name: &str) {
    let (keys, message) = (Keys::of(name), signing_input(SIZES[0]));
    bencher.bench_local(|| keys.sign_directly(black_box(&message)));
}

#[divan::bench(args = ALGORITHMS)]
fn verify_here(bencher: Bencher<'_, '_>, name: &str) {
    let (keys, message) = (Keys::of(name), signing_input(SIZES[0]));
    let signature = keys.sign(&message);
    bencher.bench_local(|| keys.verify(black_box(&message), &signature));
}

#[divan::bench(args = ALGORITHMS)]
fn verify_directly(bencher: Bencher<'_, '_>, name: &str) {
    let (keys, message) = (Keys::of(name), signing_input(SIZES[0]));
    let signature = keys.sign_directly(&message);
    bencher.bench_local(|| keys.verify_directly(black_box(&message), &signature));
}

/// A claims set of about so many bytes.
fn claims(bytes: usize) -> Json {
    Json::Object(vec![
        ("sub".into(), "alice".into()),
        ("text".into(), Json::from("x".repeat(bytes).as_str())),
    ])
}

/// `encode` with HS256, each of its operations recorded with inputs, output and ranges.
#[divan::bench(args = SIZES)]
fn encode_opened(bencher: Bencher<'_, '_>, bytes: usize) {
    let claims = claims(bytes);
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| encode(Profile::PyJwt, black_box(&claims), &[], "HS256", SECRET));
}

/// `decode` of the same, gate by gate.
#[divan::bench(args = SIZES)]
fn decode_opened(bencher: Bencher<'_, '_>, bytes: usize) {
    let (_, token) = encode(Profile::PyJwt, &claims(bytes), &[], "HS256", SECRET);
    let token = token.expect("it is made").into_bytes();
    let options = Options::default();
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| decode(Profile::PyJwt, black_box(&token), SECRET, &options));
}

/// A program that makes one token, run with its trace: what a learner waits for.
#[divan::bench(args = SIZES)]
fn program_that_encodes(bencher: Bencher<'_, '_>, bytes: usize) {
    let program = program(&format!("token = jwt.encode({{'text': 'x' * {bytes}}}, 's' * 64)\n"));
    bencher.counter(BytesCount::new(bytes)).bench_local(|| traced(&program));
}

/// A program that makes one and reads it again.
#[divan::bench(args = SIZES)]
fn program_that_encodes_and_decodes(bencher: Bencher<'_, '_>, bytes: usize) {
    let program = program(&format!(
        "token = jwt.encode({{'text': 'x' * {bytes}}}, 's' * 64)\nclaims = jwt.decode(token, 's' * 64, ['HS256'])\n"
    ));
    bencher.counter(BytesCount::new(bytes)).bench_local(|| traced(&program));
}

fn program(lines: &str) -> Program {
    Program::parse(&format!("import jwt\n{lines}")).expect("the bench's program is within the subset")
}

fn traced(program: &Program) -> Trace {
    let trace = run(program, &World::default(), &Limits::default());
    assert_eq!(trace.outcome, Outcome::Finished);
    assert!(!trace.operations.is_empty());
    trace
}
