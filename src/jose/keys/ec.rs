//! Points on the short Weierstrass curves of RFC 7518 and RFC 8812, for what the signing crate does not do: checking
//! points, the two curves it lacks, and a hash of another length than the curve.
//!
//! Plain big-integer arithmetic whose time depends on the secret. That is fine for verifying, and for a program that
//! teaches with throw-away keys on the learner's own machine; it is not fine for a server.

#![expect(clippy::many_single_char_names, reason = "the names that SEC 1 and FIPS 186-5 use")]

use super::EcKey;
use super::write::fixed;
use crate::jose::algorithm::Curve;
use crate::jose::hash::Hash;
use crate::jose::hmac::hmac;
use num_bigint::BigUint;
use num_traits::{One, Zero};

struct Parameters {
    p: BigUint,
    a: BigUint,
    b: BigUint,
    n: BigUint,
    g: (BigUint, BigUint),
}

fn parameters(curve: Curve) -> Parameters {
    let [p, a, b, x, y, n] = match curve {
        Curve::P256 => [
            "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
            "ffffffff00000001000000000000000000000000fffffffffffffffffffffffc",
            "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
            "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
            "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
            "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
        ],
        Curve::P384 => [
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000fffffffc",
            "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
            "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
            "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f",
            "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
        ],
        Curve::P521 => [
            "1ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc",
            "51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
            "c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66",
            "11839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650",
            "1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
        ],
        Curve::K256 => [
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f",
            "0",
            "7",
            "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
            "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8",
            "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
        ],
    }
    .map(|hex| BigUint::parse_bytes(hex.as_bytes(), 16).unwrap_or_default());
    Parameters { p, a, b, n, g: (x, y) }
}

/// A point in Jacobian coordinates; `z` zero is the point at infinity.
#[derive(Clone)]
struct Point {
    x: BigUint,
    y: BigUint,
    z: BigUint,
}

impl Parameters {
    fn infinity() -> Point {
        Point { x: BigUint::one(), y: BigUint::one(), z: BigUint::zero() }
    }

    fn sub(&self, left: &BigUint, right: &BigUint) -> BigUint {
        (left + &self.p - right % &self.p) % &self.p
    }

    fn double(&self, point: &Point) -> Point {
        if point.z.is_zero() || point.y.is_zero() {
            return Self::infinity();
        }
        let p = &self.p;
        let y2 = &point.y * &point.y % p;
        let s = &point.x * &y2 * 4_u8 % p;
        let z2 = &point.z * &point.z % p;
        let m = (&point.x * &point.x * 3_u8 + &self.a * (&z2 * &z2 % p)) % p;
        let x = self.sub(&(&m * &m % p), &(&s * 2_u8));
        let y = self.sub(&(&m * self.sub(&s, &x) % p), &(&y2 * &y2 * 8_u8));
        let z = &point.y * &point.z * 2_u8 % p;
        Point { x, y, z }
    }

    fn add(&self, left: &Point, right: &Point) -> Point {
        if left.z.is_zero() {
            return right.clone();
        }
        if right.z.is_zero() {
            return left.clone();
        }
        let p = &self.p;
        let (z1, z2) = (&left.z * &left.z % p, &right.z * &right.z % p);
        let (u1, u2) = (&left.x * &z2 % p, &right.x * &z1 % p);
        let s1 = &left.y * &z2 * &right.z % p;
        let s2 = &right.y * &z1 * &left.z % p;
        if u1 == u2 {
            return if s1 == s2 { self.double(left) } else { Self::infinity() };
        }
        let h = self.sub(&u2, &u1);
        let r = self.sub(&s2, &s1);
        let h2 = &h * &h % p;
        let h3 = &h * &h2 % p;
        let v = &u1 * &h2 % p;
        let x = self.sub(&self.sub(&(&r * &r % p), &h3), &(&v * 2_u8));
        let y = self.sub(&(&r * self.sub(&v, &x) % p), &(&s1 * &h3));
        let z = &h * &left.z * &right.z % p;
        Point { x, y, z }
    }

    fn multiply(&self, (x, y): &(BigUint, BigUint), by: &BigUint) -> Point {
        let base = Point { x: x.clone(), y: y.clone(), z: BigUint::one() };
        let mut sum = Self::infinity();
        for bit in (0..by.bits()).rev() {
            sum = self.double(&sum);
            if by.bit(bit) {
                sum = self.add(&sum, &base);
            }
        }
        sum
    }

    fn affine(&self, point: &Point) -> Option<(BigUint, BigUint)> {
        if point.z.is_zero() {
            return None;
        }
        let inverse = point.z.modpow(&(&self.p - 2_u8), &self.p);
        let square = &inverse * &inverse % &self.p;
        Some((&point.x * &square % &self.p, &point.y * &square * &inverse % &self.p))
    }

    fn right_side(&self, x: &BigUint) -> BigUint {
        (x * x * x + &self.a * x + &self.b) % &self.p
    }
}

/// Whether two coordinates are a point of the curve.
pub fn is_on_curve(curve: Curve, x: &BigUint, y: &BigUint) -> bool {
    let parameters = parameters(curve);
    *x < parameters.p && *y < parameters.p && y * y % &parameters.p == parameters.right_side(x)
}

/// The second coordinate of a compressed point.
pub fn second_coordinate(curve: Curve, x: &BigUint, odd: bool) -> Option<BigUint> {
    let parameters = parameters(curve);
    // Each of the four primes is 3 modulo 4, so this power is a square root if there is one.
    let y = parameters.right_side(x).modpow(&((&parameters.p + 1_u8) >> 2), &parameters.p);
    let y = if y.bit(0) == odd { y } else { &parameters.p - y };
    is_on_curve(curve, x, &y).then_some(y)
}

/// The point that belongs to a private number.
pub fn public_point(curve: Curve, d: &BigUint) -> Option<(BigUint, BigUint)> {
    let parameters = parameters(curve);
    if d.is_zero() || *d >= parameters.n {
        return None;
    }
    parameters.affine(&parameters.multiply(&parameters.g, d))
}

/// The leftmost bits of a digest, as many as the order has (FIPS 186-5 section 6.4.1).
fn truncated(curve_order: &BigUint, digest: &[u8]) -> BigUint {
    let excess = (digest.len() as u64 * 8).saturating_sub(curve_order.bits());
    BigUint::from_bytes_be(digest) >> excess
}

/// What checking a signature comes to: two multipliers and the point they lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// The digest divided by `s`.
    pub u1: BigUint,
    /// `r` divided by `s`.
    pub u2: BigUint,
    /// `u1` times the base point and `u2` times the public point.
    pub point: (BigUint, BigUint),
    /// The point's first coordinate modulo the order: `r`, if the signature is right.
    pub x: BigUint,
}

/// Whether `signature` (both halves, each as wide as the curve) is one of the message by the key.
pub fn verify(key: &EcKey, hash: Hash, message: &[u8], signature: &[u8]) -> bool {
    let r = BigUint::from_bytes_be(&signature[..key.curve.bytes().min(signature.len())]);
    recovered(key, hash, message, signature).is_some_and(|found| found.x == r)
}

/// The point that a signature leads to; nothing when it has another length or a half out of range.
pub fn recovered(key: &EcKey, hash: Hash, message: &[u8], signature: &[u8]) -> Option<Recovered> {
    let size = key.curve.bytes();
    if signature.len() != 2 * size {
        return None;
    }
    let curve = parameters(key.curve);
    let (r, s) = (BigUint::from_bytes_be(&signature[..size]), BigUint::from_bytes_be(&signature[size..]));
    if r.is_zero() || s.is_zero() || r >= curve.n || s >= curve.n {
        return None;
    }
    let inverse = s.modpow(&(&curve.n - 2_u8), &curve.n);
    let u1 = truncated(&curve.n, &hash.digest(message)) * &inverse % &curve.n;
    let u2 = &r * &inverse % &curve.n;
    let point = (key.x.clone(), key.y.clone());
    let sum = curve.add(&curve.multiply(&curve.g, &u1), &curve.multiply(&point, &u2));
    let point = curve.affine(&sum)?;
    let x = &point.0 % &curve.n;
    Some(Recovered { u1, u2, point, x })
}

/// A signature whose secret number comes from the key and the message (RFC 6979), so that a trace repeats.
pub fn sign(key: &EcKey, hash: Hash, message: &[u8]) -> Option<Vec<u8>> {
    let curve = parameters(key.curve);
    let d = key.d.as_ref()?;
    let order_size = (curve.n.bits() as usize).div_ceil(8);
    let z = truncated(&curve.n, &hash.digest(message));
    let seed = [fixed(d, order_size), fixed(&(&z % &curve.n), order_size)].concat();
    let mut v = vec![1; hash.digest_size()];
    let mut k = vec![0; hash.digest_size()];
    for mark in [0_u8, 1] {
        k = hmac(hash, &k, &[v.as_slice(), &[mark], &seed].concat());
        v = hmac(hash, &k, &v);
    }
    loop {
        let mut stream = Vec::new();
        while stream.len() < order_size {
            v = hmac(hash, &k, &v);
            stream.extend_from_slice(&v);
        }
        stream.truncate(order_size);
        let nonce = truncated(&curve.n, &stream);
        if !nonce.is_zero() && nonce < curve.n {
            let (x, _) = curve.affine(&curve.multiply(&curve.g, &nonce))?;
            let r = x % &curve.n;
            let inverse = nonce.modpow(&(&curve.n - 2_u8), &curve.n);
            let s = inverse * (&z + &r * d) % &curve.n;
            if !r.is_zero() && !s.is_zero() {
                let size = key.curve.bytes();
                return Some([fixed(&r, size), fixed(&s, size)].concat());
            }
        }
        k = hmac(hash, &k, &[v.as_slice(), &[0]].concat());
        v = hmac(hash, &k, &v);
    }
}
