//! What the lab is set to, and the Python program that says the same.

use super::code;
use super::keys::{self, KeyKind};
use crate::lesson::{Profile, literal};
use crate::python::World;
use std::fmt::Write as _;

/// How the token comes about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Making {
    /// The library's own `encode` makes it of claims, key and algorithm.
    Encode,
    /// It is there already, as text: pasted, or changed by a character.
    Given(String),
    /// Put together from `json`, `base64` and `hmac`, as somebody does whom no library holds back.
    ByHand,
}

/// Everything that can be changed in the lab.
#[derive(Debug, Clone, PartialEq)]
pub struct Setup {
    /// The library whose gates are shown.
    pub profile: Profile,
    /// How the token comes about.
    pub making: Making,
    /// The claims set as JSON.
    pub claims: String,
    /// Header parameters beyond `alg` and `typ`, as JSON; may be empty.
    pub headers: String,
    /// The secret, or a key in PEM. Empty with a given token: nothing is verified.
    pub key: String,
    /// The key that verifies, when it is another than the one that signs.
    pub verify: Option<String>,
    /// The algorithm that signs.
    pub algorithm: String,
    /// The algorithms that verifying allows; `None`: those the key is for.
    pub allowed: Option<Vec<String>>,
    /// The clock as it was written: `1700000000`, `2026-01-31T09:30:00Z`, `exp+1`.
    pub clock: String,
    /// The clock in seconds since 1970.
    pub now: f64,
    /// The zone in which dates are shown, and of the program's local time.
    pub zone: String,
    /// The audience that verifying expects; empty: none is given.
    pub audience: String,
    /// The issuer that verifying expects; empty: none is given.
    pub issuer: String,
    /// Seconds by which clocks may differ.
    pub leeway: f64,
    /// Whether a verifier that believes the token's own `alg` is shown beside the libraries.
    pub naive: bool,
    /// The program written by hand; it runs instead of what the fields say, save for clock, zone and library.
    pub code: Option<String>,
}

impl Setup {
    /// Whether nothing is verified: a token without a key.
    pub fn unverified(&self) -> bool {
        self.code.is_none() && matches!(self.making, Making::Given(_)) && self.verifier().is_empty()
    }

    /// The key that verifies. Of a private key that would be its public half; see [`keys::public_half`].
    pub fn verifier(&self) -> &str {
        self.verify.as_deref().unwrap_or(&self.key)
    }

    /// The algorithms that verifying allows. When nobody says, the key decides and never the token.
    pub fn allows(&self) -> Vec<String> {
        match &self.allowed {
            Some(list) => list.clone(),
            None => KeyKind::of(self.verifier()).algorithms().iter().map(|&name| name.to_owned()).collect(),
        }
    }

    /// The world the program runs in.
    pub fn world(&self) -> World {
        World { now: self.now, zone: self.zone.clone(), ..World::default() }
    }

    /// The program for a library.
    pub fn source(&self, profile: Profile) -> String {
        if let Some(code) = &self.code {
            return code::for_library(code, profile);
        }
        let mut out = match (&self.making, profile) {
            (Making::ByHand, _) => "import base64, hashlib, hmac, json\n".to_owned(),
            _ => String::new(),
        };
        out.push_str(import(profile));
        self.token_lines(&mut out);
        if self.unverified() {
            out.push_str("\n# No key is given, so nothing is verified: this only reads.\n");
            out.push_str("header = jwt.get_unverified_header(token)\n");
            out.push_str(match profile {
                Profile::PyJwt => "claims = jwt.decode(token, options={\"verify_signature\": False})\n",
                Profile::PythonJose => "claims = jwt.get_unverified_claims(token)\n",
            });
            out.push_str("print(header, claims)\n");
            return out;
        }
        out.push('\n');
        let verifier = self.verifier_name(&mut out);
        let allowed: Vec<String> = self.allows().iter().map(|name| literal::string(name)).collect();
        let _ = write!(out, "payload = jwt.decode(token, {verifier}, algorithms=[{}]", allowed.join(", "));
        if !self.audience.is_empty() {
            let _ = write!(out, ", audience={}", literal::string(&self.audience));
        }
        if !self.issuer.is_empty() {
            let _ = write!(out, ", issuer={}", literal::string(&self.issuer));
        }
        if self.leeway != 0.0 {
            let _ = match profile {
                Profile::PyJwt => write!(out, ", leeway={}", self.leeway),
                Profile::PythonJose => write!(out, ", options={{\"leeway\": {}}}", self.leeway),
            };
        }
        out.push_str(")\nprint(payload)\n");
        out
    }

    /// The program of a verifier that lets the token choose its algorithm.
    pub fn naive_source(&self) -> String {
        let mut out = "import base64, hashlib, hmac, json\n".to_owned();
        out.push_str(import(self.profile));
        out.push_str(NAIVE);
        self.token_lines(&mut out);
        out.push('\n');
        let verifier = self.verifier_name(&mut out);
        let _ = writeln!(out, "payload = naive_decode(token, {verifier})\nprint(payload)");
        out
    }

    /// The lines that end with `token` bound.
    fn token_lines(&self, out: &mut String) {
        if let Making::Given(token) = &self.making {
            let _ = writeln!(out, "token = {}", literal::string(token));
            return;
        }
        let claims = literal::from_json(&self.claims).unwrap_or_default();
        let headers = literal::from_json(&self.headers).unwrap_or_default();
        let by_hand = self.making == Making::ByHand;
        let unsigned = by_hand && self.algorithm == "none";
        if !unsigned {
            let _ = writeln!(out, "key = {}", keys::python(&self.key));
        }
        let _ = writeln!(out, "claims = {claims}");
        if !by_hand {
            let _ =
                write!(out, "token = jwt.encode(claims, key, algorithm={}", literal::string(&self.algorithm));
            if !headers.is_empty() {
                let _ = write!(out, ", headers={headers}");
            }
            out.push_str(")\n");
            return;
        }
        let _ = writeln!(out, "header = {{\"alg\": {}, \"typ\": \"JWT\"}}", literal::string(&self.algorithm));
        out.push_str(BY_HAND);
        out.push_str(if unsigned { NO_SIGNATURE } else { HAND_SIGNATURE });
    }

    /// The name of the key that verifies; binds it when it is another than `key`.
    fn verifier_name(&self, out: &mut String) -> &'static str {
        let bound = match &self.making {
            Making::Given(_) => false,
            Making::ByHand => self.algorithm != "none",
            Making::Encode => true,
        };
        let public = keys::public_half(self.verifier());
        let key = public.as_deref().unwrap_or(self.verifier());
        if bound && key == self.key {
            return "key";
        }
        let name = if KeyKind::of(key) == KeyKind::Secret { "expected_key" } else { "public_key" };
        let _ = writeln!(out, "{name} = {}", keys::python(key));
        name
    }
}

fn import(profile: Profile) -> &'static str {
    match profile {
        Profile::PyJwt => "import jwt\n\n",
        Profile::PythonJose => "from jose import jwt\n\n",
    }
}

/// A token by hand: what `encode` does, without its checks.
const BY_HAND: &str = r#"
def b64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

parts = [b64url(json.dumps(part, separators=(",", ":")).encode()) for part in (header, claims)]
signing_input = ".".join(parts)
"#;

const NO_SIGNATURE: &str = "token = signing_input + \".\"\n";

const HAND_SIGNATURE: &str = "mac = hmac.new(key.encode(), signing_input.encode(), hashlib.sha256)\ntoken = signing_input + \".\" + b64url(mac.digest())\n";

/// The faulty verifier: it asks the token how the token wants to be checked, and uses whatever key it has.
const NAIVE: &str = r#"def unb64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

def naive_decode(token, key):
    head, body, signature = token.split(".")
    alg = json.loads(unb64url(head))["alg"]  # the mistake: the token chooses
    if alg == "HS256":
        mac = hmac.new(key.encode(), f"{head}.{body}".encode(), hashlib.sha256)
        if not hmac.compare_digest(mac.digest(), unb64url(signature)):
            raise ValueError("wrong signature")
    elif alg == "RS256":
        jwt.decode(token, key, algorithms=["RS256"])
    elif alg != "none":
        raise ValueError(f"alg {alg} is not known here")
    return json.loads(unb64url(body))

"#;
