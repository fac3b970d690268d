//! Expressions.

use super::super::ast::{
    Arguments, BinOp, CmpOp, CompKind, Comprehension, Conversion, Expr, ExprKind, Param, Params, Piece,
    UnaryOp,
};
use super::{Lowerer, span};
use num_bigint::BigInt;
use ruff_python_ast as ruff;
use ruff_text_size::Ranged;

impl Lowerer<'_> {
    /// One expression; nesting beyond the limit becomes a diagnostic.
    pub(super) fn expr(&mut self, expr: &ruff::Expr) -> Expr {
        self.depth += 1;
        let kind = if self.depth > self.max_depth {
            if self.depth == self.max_depth + 1 {
                let hint = "split the expression over several statements";
                self.refuse(expr, "expression is nested too deeply", hint);
            }
            ExprKind::None
        } else {
            self.expr_kind(expr)
        };
        self.depth -= 1;
        Expr { line: self.line(expr.start().to_u32()), span: span(expr.range()), kind }
    }

    pub(super) fn boxed(&mut self, expr: &ruff::Expr) -> Box<Expr> {
        Box::new(self.expr(expr))
    }

    pub(super) fn exprs(&mut self, exprs: &[ruff::Expr]) -> Vec<Expr> {
        exprs.iter().map(|expr| self.expr(expr)).collect()
    }

    fn optional(&mut self, expr: Option<&ruff::Expr>) -> Option<Box<Expr>> {
        expr.map(|expr| self.boxed(expr))
    }

    fn expr_kind(&mut self, expr: &ruff::Expr) -> ExprKind {
        match expr {
            ruff::Expr::NoneLiteral(_) => ExprKind::None,
            ruff::Expr::BooleanLiteral(e) if e.value => ExprKind::True,
            ruff::Expr::BooleanLiteral(_) => ExprKind::False,
            ruff::Expr::EllipsisLiteral(_) => ExprKind::Ellipsis,
            ruff::Expr::NumberLiteral(e) => self.number(e),
            ruff::Expr::StringLiteral(e) => ExprKind::Str(self.string(&e.value)),
            ruff::Expr::BytesLiteral(e) => ExprKind::Bytes(e.value.bytes().collect()),
            ruff::Expr::FString(e) => self.joined(&e.value),
            ruff::Expr::Name(e) => ExprKind::Name(e.id.as_str().into()),
            ruff::Expr::Tuple(e) => ExprKind::Tuple(self.exprs(&e.elts)),
            ruff::Expr::List(e) => ExprKind::List(self.exprs(&e.elts)),
            ruff::Expr::Set(e) => ExprKind::Set(self.exprs(&e.elts)),
            ruff::Expr::Dict(e) => {
                let items = e.items.iter();
                ExprKind::Dict(
                    items.map(|i| (i.key.as_ref().map(|k| self.expr(k)), self.expr(&i.value))).collect(),
                )
            }
            ruff::Expr::ListComp(e) => self.comp(CompKind::List, &e.elt, None, &e.generators),
            ruff::Expr::SetComp(e) => self.comp(CompKind::Set, &e.elt, None, &e.generators),
            ruff::Expr::Generator(e) => self.comp(CompKind::Generator, &e.elt, None, &e.generators),
            ruff::Expr::DictComp(e) => match &e.key {
                Some(key) => self.comp(CompKind::Dict, key, Some(&e.value), &e.generators),
                None => self.unsupported(expr, "dict unpacking in a comprehension"),
            },
            ruff::Expr::BoolOp(e) => {
                ExprKind::BoolOp { and: e.op == ruff::BoolOp::And, values: self.exprs(&e.values) }
            }
            ruff::Expr::BinOp(e) => {
                ExprKind::BinOp { left: self.boxed(&e.left), op: bin_op(e.op), right: self.boxed(&e.right) }
            }
            ruff::Expr::UnaryOp(e) => {
                ExprKind::UnaryOp { op: unary_op(e.op), operand: self.boxed(&e.operand) }
            }
            ruff::Expr::Compare(e) => {
                let left = self.boxed(&e.left);
                let rest = e.ops.iter().zip(&e.comparators);
                ExprKind::Compare {
                    left,
                    rest: rest.map(|(op, value)| (cmp_op(*op), self.expr(value))).collect(),
                }
            }
            ruff::Expr::If(e) => ExprKind::IfExp {
                test: self.boxed(&e.test),
                body: self.boxed(&e.body),
                orelse: self.boxed(&e.orelse),
            },
            ruff::Expr::Lambda(e) => ExprKind::Lambda {
                params: Box::new(e.parameters.as_ref().map(|params| self.params(params)).unwrap_or_default()),
                body: self.boxed(&e.body),
            },
            ruff::Expr::Call(e) => {
                ExprKind::Call { func: self.boxed(&e.func), args: self.arguments(&e.arguments) }
            }
            ruff::Expr::Attribute(e) => ExprKind::Attribute {
                value: self.boxed(&e.value),
                attr: e.attr.id.as_str().into(),
                attr_line: self.line(e.attr.range.start().to_u32()),
            },
            ruff::Expr::Subscript(e) => {
                ExprKind::Subscript { value: self.boxed(&e.value), index: self.boxed(&e.slice) }
            }
            ruff::Expr::Slice(e) => ExprKind::Slice(
                self.optional(e.lower.as_deref()),
                self.optional(e.upper.as_deref()),
                self.optional(e.step.as_deref()),
            ),
            ruff::Expr::Starred(e) => ExprKind::Starred(self.boxed(&e.value)),
            ruff::Expr::Named(e) => match &*e.target {
                ruff::Expr::Name(name) => {
                    ExprKind::Named { target: name.id.as_str().into(), value: self.boxed(&e.value) }
                }
                _ => self.unsupported(expr, "an assignment expression to anything but a name"),
            },
            ruff::Expr::Yield(e) => ExprKind::Yield(self.optional(e.value.as_deref())),
            ruff::Expr::YieldFrom(e) => ExprKind::YieldFrom(self.boxed(&e.value)),
            ruff::Expr::Await(e) => ExprKind::Await(self.boxed(&e.value)),
            ruff::Expr::TString(_) => self.unsupported(expr, "a t-string"),
            ruff::Expr::IpyEscapeCommand(_) => self.unsupported(expr, "a shell escape"),
        }
    }

    fn unsupported(&mut self, expr: &ruff::Expr, what: &str) -> ExprKind {
        self.refuse(
            expr,
            format!("{what} is outside the Python that runs here"),
            "write it with plain statements",
        );
        ExprKind::None
    }

    fn number(&mut self, e: &ruff::ExprNumberLiteral) -> ExprKind {
        match &e.value {
            ruff::Number::Int(int) => match int.as_i64() {
                Some(small) => ExprKind::Int(small),
                None => self.big_int(e),
            },
            ruff::Number::Float(float) => ExprKind::Float(*float),
            ruff::Number::Complex { .. } => {
                let hint = "tokens need no complex numbers; use a float";
                self.refuse(e, "complex numbers are outside the Python that runs here", hint);
                ExprKind::None
            }
        }
    }

    fn big_int(&mut self, e: &ruff::ExprNumberLiteral) -> ExprKind {
        let text: String = self.source[span(e.range()).range()].chars().filter(|c| *c != '_').collect();
        let lower = text.to_ascii_lowercase();
        let (digits, radix) = match lower.get(..2) {
            Some("0x") => (&lower[2..], 16),
            Some("0o") => (&lower[2..], 8),
            Some("0b") => (&lower[2..], 2),
            _ => (&lower[..], 10),
        };
        if radix == 10 && digits.len() > 4_300 {
            let message = format!(
                "Exceeds the limit (4300 digits) for integer string conversion: value has {} digits; use \
                 sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer \
                 literals to avoid decimal conversion limits.",
                digits.len()
            );
            self.refuse(e, message, "");
            return ExprKind::None;
        }
        BigInt::parse_bytes(digits.as_bytes(), radix).map_or(ExprKind::None, ExprKind::BigInt)
    }

    fn joined(&mut self, value: &ruff::FStringValue) -> ExprKind {
        let mut pieces = Vec::new();
        for part in value {
            match part {
                ruff::FStringPart::Literal(literal) => pieces.push(Piece::Literal(self.string_part(literal))),
                ruff::FStringPart::FString(string) => {
                    let raw = matches!(string.flags.prefix(), ruff::str_prefix::FStringPrefix::Raw { .. });
                    self.pieces(&string.elements, raw, &mut pieces);
                }
            }
        }
        ExprKind::JoinedStr(pieces)
    }

    fn pieces(&mut self, elements: &ruff::InterpolatedStringElements, raw: bool, out: &mut Vec<Piece>) {
        for element in elements {
            match element {
                ruff::InterpolatedStringElement::Literal(literal) => {
                    out.push(Piece::Literal(self.interpolated_literal(literal, raw)));
                }
                ruff::InterpolatedStringElement::Interpolation(field) => {
                    let mut conversion = conversion(field.conversion);
                    if let Some(debug) = &field.debug_text {
                        out.push(Piece::Literal(debug.as_str().into()));
                        if conversion == Conversion::None && field.format_spec.is_none() {
                            conversion = Conversion::Repr;
                        }
                    }
                    let spec = field.format_spec.as_ref().map(|spec| {
                        let mut pieces = Vec::new();
                        self.pieces(&spec.elements, raw, &mut pieces);
                        pieces
                    });
                    out.push(Piece::Value { value: self.boxed(&field.expression), conversion, spec });
                }
            }
        }
    }

    fn comp(
        &mut self,
        kind: CompKind,
        element: &ruff::Expr,
        value: Option<&ruff::Expr>,
        generators: &[ruff::Comprehension],
    ) -> ExprKind {
        let element = self.boxed(element);
        let value = self.optional(value);
        let generators = generators
            .iter()
            .map(|generator| Comprehension {
                target: self.expr(&generator.target),
                iter: self.expr(&generator.iter),
                ifs: self.exprs(&generator.ifs),
                is_async: generator.is_async,
            })
            .collect();
        ExprKind::Comp { kind, element, value, generators }
    }

    pub(super) fn arguments(&mut self, args: &ruff::Arguments) -> Arguments {
        let positional = self.exprs(&args.args);
        let keywords = args.keywords.iter();
        let keywords = keywords
            .map(|k| (k.arg.as_ref().map(|name| name.id.as_str().into()), self.expr(&k.value)))
            .collect();
        Arguments { positional, keywords }
    }

    pub(super) fn params(&mut self, params: &ruff::Parameters) -> Params {
        let with_default = |lowerer: &mut Self, p: &ruff::ParameterWithDefault| Param {
            name: p.parameter.name.id.as_str().into(),
            annotation: p.parameter.annotation.as_ref().map(|a| lowerer.expr(a)),
            default: p.default.as_ref().map(|d| lowerer.expr(d)),
        };
        let positional: Vec<Param> =
            params.posonlyargs.iter().chain(&params.args).map(|p| with_default(self, p)).collect();
        let kwonly = params.kwonlyargs.iter().map(|p| with_default(self, p)).collect();
        let mut single = |p: &ruff::Parameter| Param {
            name: p.name.id.as_str().into(),
            annotation: p.annotation.as_ref().map(|a| self.expr(a)),
            default: None,
        };
        let vararg = params.vararg.as_ref().map(|p| single(p));
        let kwarg = params.kwarg.as_ref().map(|p| single(p));
        Params { positional, posonly: params.posonlyargs.len(), vararg, kwonly, kwarg }
    }
}

fn conversion(flag: ruff::ConversionFlag) -> Conversion {
    match flag {
        ruff::ConversionFlag::None => Conversion::None,
        ruff::ConversionFlag::Str => Conversion::Str,
        ruff::ConversionFlag::Ascii => Conversion::Ascii,
        ruff::ConversionFlag::Repr => Conversion::Repr,
    }
}

pub(super) fn bin_op(op: ruff::Operator) -> BinOp {
    match op {
        ruff::Operator::Add => BinOp::Add,
        ruff::Operator::Sub => BinOp::Sub,
        ruff::Operator::Mult => BinOp::Mult,
        ruff::Operator::MatMult => BinOp::MatMult,
        ruff::Operator::Div => BinOp::Div,
        ruff::Operator::Mod => BinOp::Mod,
        ruff::Operator::Pow => BinOp::Pow,
        ruff::Operator::LShift => BinOp::LShift,
        ruff::Operator::RShift => BinOp::RShift,
        ruff::Operator::BitOr => BinOp::BitOr,
        ruff::Operator::BitXor => BinOp::BitXor,
        ruff::Operator::BitAnd => BinOp::BitAnd,
        ruff::Operator::FloorDiv => BinOp::FloorDiv,
    }
}

fn unary_op(op: ruff::UnaryOp) -> UnaryOp {
    match op {
        ruff::UnaryOp::Invert => UnaryOp::Invert,
        ruff::UnaryOp::Not => UnaryOp::Not,
        ruff::UnaryOp::UAdd => UnaryOp::Plus,
        ruff::UnaryOp::USub => UnaryOp::Minus,
    }
}

fn cmp_op(op: ruff::CmpOp) -> CmpOp {
    match op {
        ruff::CmpOp::Eq => CmpOp::Eq,
        ruff::CmpOp::NotEq => CmpOp::NotEq,
        ruff::CmpOp::Lt => CmpOp::Lt,
        ruff::CmpOp::LtE => CmpOp::LtE,
        ruff::CmpOp::Gt => CmpOp::Gt,
        ruff::CmpOp::GtE => CmpOp::GtE,
        ruff::CmpOp::Is => CmpOp::Is,
        ruff::CmpOp::IsNot => CmpOp::IsNot,
        ruff::CmpOp::In => CmpOp::In,
        ruff::CmpOp::NotIn => CmpOp::NotIn,
    }
}
