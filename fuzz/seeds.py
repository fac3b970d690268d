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
