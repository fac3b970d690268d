//! A sentence for each operation: why it is there.

use super::operations::is_pair;
use crate::jose::{OpKind, Operation};

/// Why an operation is done.
pub(super) fn explain(operation: &Operation) -> &'static str {
    use OpKind as K;
    match operation.kind {
        K::Key if is_pair(&operation.algorithm) => {
            "A key pair: the private half signs and stays where it is; the bytes shown are the public half, which \
             verifies and cannot sign."
        }
        K::Verify if is_pair(&operation.algorithm) => {
            "The public key tells whether the private one signed exactly this header and payload."
        }
        K::ConvertClaims => "Times become numbers: seconds since 1970, in UTC.",
        K::PayloadJson => {
            "The claims are written as JSON. What is signed later is these very bytes, written in base64url."
        }
        K::PayloadBase64 => {
            "The bytes of the claims become characters that are safe in a URL. Anyone can turn them back: nothing is \
             hidden."
        }
        K::HeaderJson => {
            "The header says how the token is signed, and is signed itself. JOSE is the name of the standards around \
             tokens; python-jose writes the header's names sorted, PyJWT in its own order."
        }
        K::HeaderBase64 => {
            "The bytes of the header become characters that are safe in a URL. Anyone can turn them back."
        }
        K::SigningInput => {
            "Header and payload, joined by a dot. The signature covers every character of this."
        }
        K::Key => {
            "The secret as bytes, and a check that it is not a public key by mistake. HS256 asks for 32 bytes or more; \
             a shorter one works, but can be guessed."
        }
        K::Sign => {
            "Only someone who has the key can compute this. It hides nothing: it makes changes noticeable."
        }
        K::SignatureBase64 => "The signature's bytes as characters, like the other two segments.",
        K::Join => "Three segments joined by two dots: the token in its compact form. The key is not in it.",
        K::Split => "A token has exactly two dots.",
        K::HeaderDecode => "The header is decoded before anything is verified: nothing in it is proven yet.",
        K::HeaderParse => "The header must be a JSON object.",
        K::HeaderCheck => {
            "A header parameter that must be understood is understood, or the token is refused."
        }
        K::PayloadDecode => "The payload is decoded. Being readable does not make it true.",
        K::SignatureDecode => "The signature's bytes, to be compared.",
        K::AlgorithmAllowed => {
            "The caller says which algorithms are allowed. The token does not get to choose."
        }
        K::KeyCheck => "The key must be of the kind the algorithm needs.",
        K::Verify => "The signature is computed again over header and payload, and compared.",
        K::ClaimsParse => "The payload must be a JSON object: the claims set.",
        K::Required => "Claims the caller insists on are there.",
        K::IssuedAt => "When the token was made.",
        K::NotBefore => "The token is not valid before this time.",
        K::Expiry => "The token is not valid from this time on.",
        K::Issuer => "The token was made by whom the caller expects.",
        K::Audience => "The token is meant for this receiver.",
        K::Subject => "Whom the token is about: a string.",
        K::JwtId => "The token's own name: a string.",
        K::AccessTokenHash => "The access token that came with this one is the one it was made for.",
    }
}
