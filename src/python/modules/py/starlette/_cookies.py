"""Cookies, read as browsers read them and written as Python's `http.cookies` writes them."""
import time
from datetime import datetime, timezone

from starlette._text import http_date

LEGAL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~:"
BARE = LEGAL + " ()/<=>?@[]{}"


class CookieError(Exception):
    pass


def quoted(value):
    if value and not value.strip(LEGAL):
        return value
    out = []
    for c in value:
        if c in '"\\':
            out.append("\\" + c)
        elif c in BARE:
            out.append(c)
        else:
            out.append(f"\\{ord(c):03o}" if ord(c) < 256 else c)
    return '"' + "".join(out) + '"'


def unquoted(text):
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return text
    text = text[1:-1]
    if "\\" not in text:
        return text
    out, place = [], 0
    while place < len(text):
        c = text[place]
        if c == "\\" and place + 1 < len(text):
            digits = text[place + 1 : place + 4]
            if len(digits) == 3 and digits[0] in "0123" and not digits.strip("01234567"):
                out.append(chr(int(digits, 8)))
                place += 4
                continue
            out.append(text[place + 1])
            place += 2
            continue
        out.append(c)
        place += 1
    return "".join(out)


def read_cookies(header):
    found = {}
    for chunk in header.split(";"):
        name, equals, value = chunk.partition("=")
        if not equals:
            name, value = "", chunk
        name, value = name.strip(), value.strip()
        if name or value:
            found[name] = unquoted(value)
    return found


def write_cookie(key, value, max_age, expires, path, domain, secure, httponly, samesite):
    if not key or key.strip(LEGAL):
        raise CookieError(f"Illegal key {key!r}")
    if key.lower() in ("expires", "path", "comment", "domain", "max-age", "secure", "httponly", "version", "samesite"):
        raise CookieError(f"Attempt to set a reserved key {key!r}")
    parts = [f"{key}={quoted(str(value))}"]
    if domain:
        parts.append(f"Domain={domain}")
    if expires is not None and expires != "":
        if isinstance(expires, datetime):
            expires = http_date(expires.astimezone(timezone.utc))
        elif isinstance(expires, int):
            expires = http_date(datetime.fromtimestamp(int(time.time()) + expires, timezone.utc))
        parts.append(f"expires={expires}")
    if httponly:
        parts.append("HttpOnly")
    if max_age is not None and max_age != "":
        parts.append(f"Max-Age={max_age}")
    if path:
        parts.append(f"Path={path}")
    if samesite is not None:
        assert samesite.lower() in ("strict", "lax", "none"), "samesite must be either 'strict', 'lax' or 'none'"
        parts.append(f"SameSite={samesite}")
    if secure:
        parts.append("Secure")
    return "; ".join(parts)
