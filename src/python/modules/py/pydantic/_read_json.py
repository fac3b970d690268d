"""JSON text for `model_validate_json`, with the messages of pydantic's own reader."""
import json

from pydantic_core._pydantic_core import bad


def read(data):
    if isinstance(data, (bytes, bytearray)):
        try:
            text = bytes(data).decode()
        except UnicodeDecodeError:
            raise bad("json_invalid", data, {"error": "invalid unicode code point at line 1 column 1"}) from None
    elif isinstance(data, str):
        text = data
    else:
        raise bad("json_type", data)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise bad("json_invalid", data, {"error": fault(text, error)}) from None


def fault(text, error):
    """The fault in the words of a reader that looks at one character at a time."""
    at = error.pos
    said = error.msg
    if said.startswith(("Unterminated string", "Invalid control", "Invalid \\")):
        if said.startswith("Unterminated"):
            return place("EOF while parsing a string", text, len(text))
        what = "control character (\\u0000-\\u001F) found while parsing a string"
        if said.startswith("Invalid \\"):
            return place("invalid escape", text, at + 2)
        return place(what, text, at + 1)
    number = number_fault(text, at)
    if number is not None:
        return place(number[0], text, number[1])
    if said == "Extra data":
        return place("trailing characters", text, at + 1)
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    if at >= len(text):
        return place(unfinished(text), text, len(text))
    if said.startswith("Expecting property name"):
        if text[at] == "}":
            return place("trailing comma", text, at + 1)
        return place("key must be a string", text, at + 1)
    if said.startswith("Illegal trailing comma"):
        return place("trailing comma", text, at + 1)
    if said.startswith("Expecting ':'"):
        return place("expected `:`", text, at + 1)
    if said.startswith("Expecting ','"):
        inner = enclosing(text[:at])
        return place("expected `,` or `" + ("]" if inner == "[" else "}") + "`", text, at + 1)
    if text[at] == "]" and text[:at].rstrip()[-1:] == ",":
        return place("trailing comma", text, at + 1)
    if text[at] in "tfn":
        word = {"t": "true", "f": "false", "n": "null"}[text[at]]
        same = 0
        while same < len(word) and text[at + same : at + same + 1] == word[same]:
            same += 1
        if at + same >= len(text):
            return place("EOF while parsing a value", text, len(text))
        return place("expected ident", text, at + same + 1)
    return place("expected value", text, at + 1)


def number_fault(text, at):
    """A number that stops too early or begins with a needless zero."""
    if text[at : at + 1] == "-":
        if at + 1 >= len(text):
            return "EOF while parsing a value", len(text)
        return "invalid number", at + 2
    before = text[at - 1 : at]
    if not before.isdigit():
        return None
    rest = text[at : at + 1]
    if rest.isdigit() and before == "0":
        return "invalid number", at + 1
    if rest in (".", "e", "E"):
        if at + 1 >= len(text):
            return "EOF while parsing a value", len(text)
        return "invalid number", at + 2
    return None


def unfinished(text):
    inner = enclosing(text)
    last = text.rstrip()[-1:]
    if inner == "" or last in (":",):
        return "EOF while parsing a value"
    if inner == "[":
        return "EOF while parsing a value" if last == "," else "EOF while parsing a list"
    return "EOF while parsing a value" if last == "," else "EOF while parsing an object"


def enclosing(text):
    """The bracket that is open at the end of a text, or nothing."""
    stack, quoted, skip = [], False, False
    for c in text:
        if skip:
            skip = False
        elif quoted:
            skip = c == "\\"
            quoted = c != '"'
        elif c == '"':
            quoted = True
        elif c in "[{":
            stack.append(c)
        elif c in "]}" and stack:
            stack.pop()
    return stack[-1] if stack else ""


def place(what, text, count):
    """The line and column of the `count`-th character."""
    before = text[:count]
    line = before.count("\n") + 1
    column = len(before[before.rfind("\n") + 1 :].encode())
    return f"{what} at line {line} column {column}"
