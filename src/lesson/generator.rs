//! Generators: kinds of questions whose every value comes from a run with fresh inputs.

/// What a computed question is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// Which kind.
    pub generator: Generator,
    /// The variable or path it is about; chance or the generator's own choice when there is none.
    pub variable: Option<String>,
    /// The given value that is changed; chance when there is none.
    pub change: Option<String>,
}

/// A kind of computed question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Generator {
    /// What a variable is after the step.
    ValueAfter,
    /// After which step a variable has a value for the first time.
    FirstBound,
    /// Which segments differ when a given value is another.
    SegmentsChanged,
    /// What the second segment decodes to.
    DecodedPayload,
    /// What the first segment decodes to.
    DecodedHeader,
    /// The second segment as it stands in the token.
    PayloadSegment,
    /// How many characters the second segment has.
    SegmentLength,
    /// How many characters a signature has.
    SignatureLength,
    /// The algorithm that a first segment names.
    HeaderAlgorithm,
    /// The JSON text of some claims.
    JsonText,
    /// The number that `exp` becomes.
    ExpNumber,
    /// At which times a token is accepted.
    ValidAt,
    /// What `decode` does with a token that something was done to.
    Refusal,
    /// What a line prints.
    Printed,
    /// What a caller's dictionary is after the call.
    CallersDict,
    /// What a request of the lesson is answered with.
    ResponseOf,
}

impl Generator {
    /// Every generator.
    pub const ALL: [Self; 16] = [
        Self::ValueAfter,
        Self::FirstBound,
        Self::SegmentsChanged,
        Self::DecodedPayload,
        Self::DecodedHeader,
        Self::PayloadSegment,
        Self::SegmentLength,
        Self::SignatureLength,
        Self::HeaderAlgorithm,
        Self::JsonText,
        Self::ExpNumber,
        Self::ValidAt,
        Self::Refusal,
        Self::Printed,
        Self::CallersDict,
        Self::ResponseOf,
    ];

    /// Its name in lesson files.
    pub fn name(self) -> &'static str {
        match self {
            Self::ValueAfter => "value-after",
            Self::FirstBound => "first-bound",
            Self::SegmentsChanged => "segments-changed",
            Self::DecodedPayload => "decoded-payload",
            Self::DecodedHeader => "decoded-header",
            Self::PayloadSegment => "payload-segment",
            Self::SegmentLength => "segment-length",
            Self::SignatureLength => "signature-length",
            Self::HeaderAlgorithm => "header-algorithm",
            Self::JsonText => "json-text",
            Self::ExpNumber => "exp-number",
            Self::ValidAt => "valid-at",
            Self::Refusal => "refusal",
            Self::Printed => "printed",
            Self::CallersDict => "callers-dict",
            Self::ResponseOf => "response-of",
        }
    }

    /// The generator with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|generator| generator.name() == name)
    }

    /// Whether it takes `variable`.
    pub fn takes_variable(self) -> bool {
        matches!(
            self,
            Self::ValueAfter
                | Self::FirstBound
                | Self::SegmentsChanged
                | Self::DecodedPayload
                | Self::DecodedHeader
        )
    }

    /// Whether it cannot do without `variable`.
    pub fn needs_variable(self) -> bool {
        self == Self::ValueAfter
    }

    /// Whether it takes `change`.
    pub fn takes_change(self) -> bool {
        self == Self::SegmentsChanged
    }

    /// Whether its answer may be written instead of chosen.
    pub fn can_be_typed(self) -> bool {
        matches!(
            self,
            Self::ValueAfter
                | Self::SegmentLength
                | Self::SignatureLength
                | Self::ExpNumber
                | Self::Printed
                | Self::CallersDict
                | Self::HeaderAlgorithm
        )
    }
}
