"""seeds.py TARGET FOLDER: what a fuzz target starts from, taken from the recordings in tests/conformance."""
import glob
import hashlib
import json
import os
import sys

target, folder = sys.argv[1:]


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def keep(text):
    data = text.encode("utf-8", "surrogatepass")
    if len(data) <= 6000:
        with open(os.path.join(folder, hashlib.sha1(data).hexdigest()), "wb") as file:
            file.write(data)


if target == "python_source":
    for path in glob.glob("tests/conformance/*/*.json"):
        for text in strings(json.load(open(path))):
            if "\n" in text and ("=" in text or "(" in text):
                keep(text)
elif target == "lab":
    def action(kind, choice, text=None):
        data = text.encode("utf-8", "surrogatepass")[:255] if text is not None else b""
        return bytes([kind, choice]) + (bytes([len(data)]) + data if text is not None else b"")

    def keep_bytes(data):
        with open(os.path.join(folder, hashlib.sha1(data).hexdigest()), "wb") as file:
            file.write(data)

    # Every experiment under both libraries, and after it a change back.
    for at in range(11):
        keep_bytes(b"\0" + action(5, at) + action(13, 0) + action(9, 0) + action(9, 1))
    # Each field with what is in the recordings: claims, keys, tokens, programs.
    texts = [text for line in list(open("tests/conformance/vectors/public.jsonl"))[::20] for text in strings(json.loads(line))]
    texts += list(strings(json.load(open("tests/conformance/keys.json"))))
    for at, text in enumerate(texts):
        field = at % 14
        keep_bytes(b"\0" + action(19, field) + action(0, 0, text) + action(6, 0) + action(12, 2) + action(7, 1))
        keep_bytes(b"\2" + bytes([min(255, len(text.encode("utf-8", "surrogatepass")))]) +
                   text.encode("utf-8", "surrogatepass")[:255] + action(19, 1) + action(0, 0, "secret"))
elif target == "lesson":
    for path in glob.glob("lessons/*.toml"):
        keep(open(path).read())
elif target == "keys":
    for text in strings(json.load(open("tests/conformance/keys.json"))):
        keep(text)
elif target in ("token", "text"):
    for line in open("tests/conformance/vectors/public.jsonl"):
        for text in strings(json.loads(line)):
            if text.count(".") >= 2 or target == "text":
                keep("\0" + text + "\nsecret" if target == "token" else text)
