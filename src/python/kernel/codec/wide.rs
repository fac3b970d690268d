//! UTF-16 and UTF-32.

use super::{Order, Replacement, decode_error, encode_error, handle_undecodable, replace_unencodable};
use crate::python::kernel::Fault;
use crate::wtf8::{Wtf8, Wtf8Builder};

fn name(width: usize, order: Option<Order>) -> &'static str {
    match (width, order) {
        (2, None) => "utf-16",
        (2, Some(Order::Little)) => "utf-16-le",
        (2, Some(Order::Big)) => "utf-16-be",
        (_, None) => "utf-32",
        (_, Some(Order::Little)) => "utf-32-le",
        (_, Some(Order::Big)) => "utf-32-be",
    }
}

/// Without an order in the name: a byte order mark, then little-endian, as on the machines Python mostly runs on.
pub(super) fn encode(
    text: &Wtf8,
    width: usize,
    order: Option<Order>,
    errors: &str,
) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    let mut unit = |value: u32| {
        let bytes = value.to_le_bytes();
        match order {
            Some(Order::Big) => out.extend(bytes[..width].iter().rev()),
            _ => out.extend(&bytes[..width]),
        }
    };
    let mut push = |point: u32| {
        if width == 2 && point > 0xFFFF {
            unit(0xD800 + ((point - 0x1_0000) >> 10));
            unit(0xDC00 + ((point - 0x1_0000) & 0x3FF));
        } else {
            unit(point);
        }
    };
    if order.is_none() {
        push(0xFEFF);
    }
    for (at, point) in text.code_points().enumerate() {
        if !(0xD800..0xE000).contains(&point) {
            push(point);
            continue;
        }
        let fault = || encode_error(name(width, order), text, at, at + 1, "surrogates not allowed");
        match replace_unencodable(point, errors, fault)? {
            Replacement::Text(text) => text.chars().for_each(|c| push(c.into())),
            Replacement::Surrogate => push(point),
            // One byte is no unit.
            Replacement::Byte(_) => return Err(fault()),
        }
    }
    Ok(out)
}

pub(super) fn decode(bytes: &[u8], width: usize, order: Option<Order>, errors: &str) -> Result<Wtf8, Fault> {
    let read = |at: usize, order: Order| {
        let unit = bytes[at..at + width].iter().map(|byte| u32::from(*byte));
        match order {
            Order::Little => unit.rev().fold(0, |value, byte| value << 8 | byte),
            Order::Big => unit.fold(0, |value, byte| value << 8 | byte),
        }
    };
    let marked = |order| order_mark(bytes, width, order, read);
    let (order, mut at) = match order {
        Some(order) => (order, 0),
        None if marked(Order::Little) => (Order::Little, width),
        None if marked(Order::Big) => (Order::Big, width),
        None => (Order::Little, 0),
    };
    let mut out = Wtf8Builder::default();
    while at < bytes.len() {
        let left = bytes.len() - at;
        let (end, reason) = if left < width {
            (bytes.len(), "truncated data")
        } else {
            let unit = read(at, order);
            match (width, unit) {
                (2, 0xD800..0xDC00) if left < 4 => (bytes.len(), "unexpected end of data"),
                (2, 0xD800..0xDC00) => {
                    let low = read(at + 2, order);
                    if (0xDC00..0xE000).contains(&low) {
                        out.push(0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
                        at += 4;
                        continue;
                    }
                    (at + 2, "illegal UTF-16 surrogate")
                }
                (2, 0xDC00..0xE000) => (at + 2, "illegal encoding"),
                (_, 0xD800..0xE000) => (at + 4, "code point in surrogate code point range(0xd800, 0xe000)"),
                (_, 0x11_0000..) => (at + 4, "code point not in range(0x110000)"),
                _ => {
                    out.push(unit);
                    at += width;
                    continue;
                }
            }
        };
        if errors == "surrogatepass" && left >= width && (0xD800..0xE000).contains(&read(at, order)) {
            out.push(read(at, order));
            at += width;
            continue;
        }
        let fault = decode_error(name(width, Some(order)), bytes, at, end, reason);
        at = at + handle_undecodable(&mut out, &bytes[at..end], errors, fault)?;
    }
    Ok(out.finish())
}

fn order_mark(bytes: &[u8], width: usize, order: Order, read: impl Fn(usize, Order) -> u32) -> bool {
    bytes.len() >= width && read(0, order) == 0xFEFF
}
