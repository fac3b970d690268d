//! The two libraries whose behaviour is followed.

use super::operation::OpKind;

/// A Python library for tokens, in the version whose behaviour was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Profile {
    /// `PyJWT` 2.15.1
    PyJwt,
    /// python-jose 3.5.0
    PythonJose,
}

impl Profile {
    /// The gates of `decode` in the order in which this library asks them.
    pub fn gates(self) -> &'static [OpKind] {
        match self {
            Self::PyJwt => &[
                OpKind::Split,
                OpKind::HeaderDecode,
                OpKind::HeaderParse,
                OpKind::PayloadDecode,
                OpKind::SignatureDecode,
                OpKind::HeaderCheck,
                OpKind::AlgorithmAllowed,
                OpKind::KeyCheck,
                OpKind::Verify,
                OpKind::ClaimsParse,
                OpKind::Required,
                OpKind::IssuedAt,
                OpKind::NotBefore,
                OpKind::Expiry,
                OpKind::Issuer,
                OpKind::Audience,
                OpKind::Subject,
                OpKind::JwtId,
            ],
            Self::PythonJose => &[
                OpKind::Split,
                OpKind::HeaderDecode,
                OpKind::HeaderParse,
                OpKind::PayloadDecode,
                OpKind::SignatureDecode,
                OpKind::HeaderCheck,
                OpKind::AlgorithmAllowed,
                OpKind::KeyCheck,
                OpKind::Verify,
                OpKind::ClaimsParse,
                OpKind::Required,
                OpKind::IssuedAt,
                OpKind::NotBefore,
                OpKind::Expiry,
                OpKind::Audience,
                OpKind::Issuer,
                OpKind::Subject,
                OpKind::JwtId,
                OpKind::AccessTokenHash,
            ],
        }
    }

    /// The exception with which it refuses a token that it cannot take apart.
    pub fn broken_token(self) -> &'static str {
        match self {
            Self::PyJwt => "DecodeError",
            Self::PythonJose => "JWSError",
        }
    }
}
