"""The token libraries as people with a misconception have them in mind: each class holds one belief, and everything
else is done by the real library. `from _believed import padding_kept as jwt` stands in for `import jwt`."""
import base64
import hashlib
import hmac
import json
from datetime import datetime, timezone

import jwt
from jose import jwt as jose

_HASHES = {"HS256": hashlib.sha256, "HS384": hashlib.sha384, "HS512": hashlib.sha512}


def _segment(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(segment):
    return base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4))


def _key(key):
    return key if isinstance(key, bytes) else key.encode()


def _signature(text, key, algorithm):
    return _segment(hmac.new(_key(key), text.encode(), _HASHES[algorithm]).digest())


def _algorithm(token):
    """The algorithm of a token that can be signed here, else None."""
    try:
        name = json.loads(_bytes(token.split(".")[0]))["alg"]
    except Exception:
        return None
    return name if name in _HASHES else None


def _numeric(when):
    return int(when.timestamp()) if when.tzinfo else int(when.replace(tzinfo=timezone.utc).timestamp())


class _Belief:
    def __init__(self, real):
        self._real = real

    def __getattr__(self, name):
        return getattr(self._real, name)

    def claims(self, claims, key):
        """The claims as they are written."""
        return claims

    def written(self, head, body, key, algorithm):
        """The token made of two segments."""
        text = head + "." + body
        return text + "." + _signature(text, key, algorithm)

    def read(self, head, body, signature, key, algorithm):
        """Three segments as the real library must get them for it to do what is believed."""
        return head, body, signature

    def encode(self, claims, key, algorithm="HS256", headers=None, **rest):
        token = self._real.encode(self.claims(claims, key), key, algorithm, headers=headers, **rest)
        if algorithm not in _HASHES:
            return token
        head, body, _ = token.split(".")
        return self.written(head, body, key, algorithm)

    def decode(self, token, key="", algorithms=None, **rest):
        if isinstance(token, bytes):
            token = token.decode()
        algorithm = _algorithm(token)
        if algorithm and token.count(".") == 2:
            token = ".".join(self.read(*token.split("."), key, algorithm))
        return self._real.decode(token, key, algorithms=algorithms, **rest)

    def is_signed(self, text, signature, key, algorithm):
        """Whether the signature fits, as strictly as the real library reads its characters."""
        wanted = _signature(text, key, algorithm)
        if self._real is not jose:
            return signature == wanted
        try:
            return _bytes(signature) == _bytes(wanted)
        except Exception:
            return False

    def signed_again(self, head, body, signature, key, algorithm, other):
        """With another body, signed as well or as badly as it was."""
        if self.is_signed(head + "." + body, signature, key, algorithm):
            return head, other, _signature(head + "." + other, key, algorithm)
        return head, body, signature

    def exp_read(self, head, body, signature, key, algorithm, change):
        try:
            claims = json.loads(_bytes(body))
            claims["exp"] = change(claims["exp"])
        except Exception:
            return head, body, signature
        other = _segment(json.dumps(claims, separators=(",", ":")).encode())
        return self.signed_again(head, body, signature, key, algorithm, other)


class _PaddingKept(_Belief):
    def written(self, head, body, key, algorithm):
        parts = super().written(head, body, key, algorithm).split(".")
        return ".".join([part + "=" * (-len(part) % 4) for part in parts])

    def read(self, head, body, signature, key, algorithm):
        return [part.rstrip("=") for part in (head, body, signature)]


class _StandardAlphabet(_Belief):
    def written(self, head, body, key, algorithm):
        return super().written(head, body, key, algorithm).replace("-", "+").replace("_", "/")

    def read(self, head, body, signature, key, algorithm):
        return [part.replace("+", "-").replace("/", "_") for part in (head, body, signature)]


class _HeaderUnsigned(_Belief):
    def written(self, head, body, key, algorithm):
        return head + "." + body + "." + _signature(body, key, algorithm)

    def read(self, head, body, signature, key, algorithm):
        if self.is_signed(body, signature, key, algorithm):
            signature = _signature(head + "." + body, key, algorithm)
        return head, body, signature


class _PayloadEncrypted(_Belief):
    def stream(self, data, key):
        mask = b""
        while len(mask) < len(data):
            mask += hashlib.sha256(_key(key) + bytes([len(mask) % 251])).digest()
        return bytes([one ^ other for one, other in zip(data, mask)])

    def written(self, head, body, key, algorithm):
        return super().written(head, _segment(self.stream(_bytes(body), key)), key, algorithm)

    def read(self, head, body, signature, key, algorithm):
        try:
            plain = _segment(self.stream(_bytes(body), key))
        except Exception:
            return head, body, signature
        return self.signed_again(head, body, signature, key, algorithm, plain)


class _SecretInside(_Belief):
    def claims(self, claims, key):
        key = key.decode() if isinstance(key, bytes) else key
        return {**claims, "secret": key}


class _Milliseconds(_Belief):
    def claims(self, claims, key):
        exp = claims.get("exp")
        return {**claims, "exp": _numeric(exp) * 1000} if isinstance(exp, datetime) else claims

    def read(self, *parts):
        return self.exp_read(*parts, lambda exp: exp // 1000)


class _LocalTime(_Belief):
    def claims(self, claims, key):
        exp = claims.get("exp")
        if not isinstance(exp, datetime):
            return claims
        if exp.tzinfo:
            exp = exp.astimezone().replace(tzinfo=timezone.utc)
        return {**claims, "exp": int(exp.timestamp())}

    def read(self, *parts):
        def meant(exp):
            wall = datetime.fromtimestamp(exp, timezone.utc).replace(tzinfo=None)
            return int(wall.timestamp())

        return self.exp_read(*parts, meant)


class _ExpText(_Belief):
    def claims(self, claims, key):
        exp = claims.get("exp")
        return {**claims, "exp": exp.isoformat()} if isinstance(exp, datetime) else claims

    def read(self, *parts):
        return self.exp_read(*parts, lambda exp: _numeric(datetime.fromisoformat(exp)))


class _AnyChange(_Belief):
    def read(self, head, body, signature, key, algorithm):
        if signature != _signature(head + "." + body, key, algorithm):
            signature = _signature(signature, "no", algorithm)
        return head, body, signature


class _AnySecret(_Belief):
    def written(self, head, body, key, algorithm):
        return super().written(head, body, "", algorithm)

    def read(self, head, body, signature, key, algorithm):
        text = head + "." + body
        if self.is_signed(text, signature, "", algorithm):
            signature = _signature(text, key, algorithm)
        return head, body, signature


class _DecodeIsVerify(_Belief):
    def decode(self, token, key="", algorithms=None, **rest):
        if self._real is jose:
            return jose.get_unverified_claims(token)
        return jwt.decode(token, options={"verify_signature": False})


class _AlgorithmTrusted(_Belief):
    def decode(self, token, key="", algorithms=None, **rest):
        algorithm = self._real.get_unverified_header(token).get("alg")
        if algorithm == "none":
            return _DecodeIsVerify(self._real).decode(token)
        return self._real.decode(token, key, algorithms=[algorithm], **rest)


padding_kept, jose_padding_kept = _PaddingKept(jwt), _PaddingKept(jose)
standard_alphabet, jose_standard_alphabet = _StandardAlphabet(jwt), _StandardAlphabet(jose)
header_unsigned, jose_header_unsigned = _HeaderUnsigned(jwt), _HeaderUnsigned(jose)
payload_encrypted, jose_payload_encrypted = _PayloadEncrypted(jwt), _PayloadEncrypted(jose)
secret_inside, jose_secret_inside = _SecretInside(jwt), _SecretInside(jose)
milliseconds, jose_milliseconds = _Milliseconds(jwt), _Milliseconds(jose)
local_time, jose_local_time = _LocalTime(jwt), _LocalTime(jose)
exp_text, jose_exp_text = _ExpText(jwt), _ExpText(jose)
any_change, jose_any_change = _AnyChange(jwt), _AnyChange(jose)
any_secret, jose_any_secret = _AnySecret(jwt), _AnySecret(jose)
decode_is_verify, jose_decode_is_verify = _DecodeIsVerify(jwt), _DecodeIsVerify(jose)
algorithm_trusted, jose_algorithm_trusted = _AlgorithmTrusted(jwt), _AlgorithmTrusted(jose)
