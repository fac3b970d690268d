"""Sends the requests of a lesson to the program's app."""
import json

from starlette.testclient import build_scope, send


ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def filled(value, answers):
    """The value with every `{{0.token}}` replaced by that member of an earlier answer, `{{0.token|alter -1}}` by it
    with its last character altered."""
    if isinstance(value, str):
        return filled_text(value, answers) if "{{" in value else value
    if isinstance(value, dict):
        return {name: filled(item, answers) for name, item in value.items()}
    if isinstance(value, tuple):
        return tuple([filled(item, answers) for item in value])
    if isinstance(value, list):
        return [filled(item, answers) for item in value]
    return value


def filled_text(text, answers):
    parts = text.split("{{")
    out = parts[0]
    for part in parts[1:]:
        inside, closed, rest = part.partition("}}")
        index, dot, path = inside.partition(".")
        if not closed or not dot or not path or not index.isdigit() or "}" in inside:
            out += "{{" + part
            continue
        path, changes, change = path.partition("|")
        found = str(member(answers, int(index), path.strip()))
        out += (altered(found, change) if changes else found) + rest
    return out


def altered(text, change):
    """The text with one character replaced by the next one of the base64url alphabet."""
    word, _, number = change.strip().partition(" ")
    try:
        at = int(number)
    except ValueError:
        word = ""
    if word != "alter":
        raise LookupError(f"after | comes alter and a position, not {change.strip()}")
    if not -len(text) <= at < len(text):
        raise LookupError(f"there is no character at {at}: the text has {len(text)}")
    place = ALPHABET.find(text[at])
    if place < 0:
        raise LookupError(f"the character at {at} is {text[at]!r}, which base64url does not use")
    at %= len(text)
    return text[:at] + ALPHABET[(place + 1) % 64] + text[at + 1:]


def member(answers, index, path):
    if index >= len(answers):
        raise LookupError(f"there is no response {index} yet")
    found = read(answers[index])
    for step in path.split("."):
        try:
            found = found[int(step)] if isinstance(found, list) else found[step]
        except (KeyError, IndexError, TypeError, ValueError):
            raise LookupError(f"response {index} has no member {path}") from None
    return found


def read(body):
    try:
        return json.loads(body)
    except ValueError:
        return None


def prepare(method, path, params, headers, cookies, kind, body, answers):
    """The scope of a request; its body comes as JSON text, form fields, text, or nothing."""
    params, headers, cookies = filled(params, answers), filled(headers, answers), filled(cookies, answers)
    path = filled(path, answers)
    if kind == "json":
        body = json.loads(body)
    body = filled(body, answers)
    return build_scope(
        method.upper(), path, params or None, dict(headers), body if kind == "json" else None,
        body if kind == "form" else None, body if kind == "text" else None, dict(cookies),
    )


def start(app):
    app.run_event("startup")


def stop(app):
    app.run_event("shutdown")


def answer(app, scope):
    """Status, headers as text, body; the exception nobody handled, or nothing."""
    status, headers, body, error = send(app, scope)
    return status, [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers], body, error
