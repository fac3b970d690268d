import jwt
from jose import jwt as jj, jws, jwk, JWTError
from jose.exceptions import JWTClaimsError, ExpiredSignatureError, JWKError
from jose.constants import ALGORITHMS
from jwt import PyJWK, PyJWKSet, InvalidTokenError
from jwt.exceptions import ExpiredSignatureError as E2
def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__module__, type(e).__name__, e, repr(e), repr(e.__cause__), [c.__name__ for c in type(e).__mro__])
k = "0123456789abcdef0123456789abcdef"
tok = jwt.encode({"sub": "a"}, k)
print(tok)
t(jwt.decode, tok, k, ["HS256"])
t(jwt.decode_complete, tok, k, ["HS256"])
t(jwt.decode, tok, k, algorithms=["HS256"], options={"require": ["exp"]})
t(jwt.get_unverified_header, tok)
t(jwt.decode, "x", k, ["HS256"])
t(jwt.decode, tok[:-2], k, ["HS256"])
t(jwt.decode)
t(jwt.encode, {})
t(jwt.encode, {}, k, "HS256", {"kid": "1"}, None, False)
t(jwt.encode, {}, k, foo=1)
j = {"kty": "oct", "k": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY", "kid": "me"}
p = PyJWK(j)
print(p.key_id, p.key_type, p.algorithm_name, p.key, p.public_key_use)
t(jwt.decode, tok, p)
t(jwt.decode, tok, p, algorithms=["HS384"])
t(PyJWK, {})
t(PyJWK, {"kty": "x"})
t(PyJWK, {"kty": "oct", "alg": "nope", "k": "a"})
s = PyJWKSet.from_dict({"keys": [j]})
print(s["me"].key_id, [x.key_id for x in s])
t(s.__getitem__, "you")
t(PyJWKSet, [])
o = jwt.PyJWT({"verify_exp": False})
print(o.options)
t(o.decode, o.encode({"exp": 1}, k), k, ["HS256"])
t(jj.encode, {"a": 1}, "s", headers={"kid": "x"})
t(jj.decode, tok, "s")
t(jj.decode, tok, k, "HS256")
t(jj.get_unverified_header, tok)
t(jj.get_unverified_claims, tok)
t(jj.get_unverified_claims, "x.y")
t(jws.sign, b"raw", "s")
t(jws.verify, jws.sign({"a": 1}, "s"), "s", "HS256")
t(jws.verify, "a.b.c", "s", "HS256")
key = jwk.construct(j, ALGORITHMS.HS256)
print(key.to_dict(), key.verify(b"m", key.sign(b"m")))
t(jwk.construct, "x")
print(ALGORITHMS.HS256, sorted(ALGORITHMS.HMAC))
print(jwt.PyJWTError, JWTError, JWTClaimsError.__mro__)
print(jwt.MissingRequiredClaimError("x"), repr(jwt.MissingRequiredClaimError("x")), jwt.MissingRequiredClaimError("x").claim)
from jwt.algorithms import HMACAlgorithm, RSAAlgorithm
print(HMACAlgorithm.to_jwk("secret"), HMACAlgorithm.from_jwk('{"kty":"oct","k":"c2VjcmV0"}'))
d = {"exp": 5}
t(jj.decode, jj.encode(d, "s"), "s")
try:
    jwt.decode(jwt.encode({"exp": 1}, k), k, algorithms=["HS256"])
except E2 as e:
    print("expired", e, e.args)
print(jwt.__version__, type(jwt.encode).__name__, jwt.api_jwt.decode == jwt.decode)
