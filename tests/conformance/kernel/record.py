"""Records what CPython 3.11.7 answers, for tests/kernel_tables.rs. Usage: record.py FOLDER"""
import json
import random
import struct
import sys

rng = random.Random(20240101)


def encode(value):
    """A value as JSON that keeps its type."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return {"i": str(value)}
    if isinstance(value, float):
        return {"f": struct.pack(">d", value).hex()}
    if isinstance(value, complex):
        return {"c": [encode(value.real), encode(value.imag)]}
    if isinstance(value, str):
        return {"s": [ord(c) for c in value]} if any(0xD800 <= ord(c) < 0xE000 for c in value) else value
    if isinstance(value, (bytes, bytearray)):
        return {"b": bytes(value).hex()}
    if isinstance(value, (list, tuple)):
        return [encode(v) for v in value]
    raise TypeError(type(value))


def answer(call):
    try:
        return {"ok": encode(call())}
    except Exception as error:
        return {"error": [type(error).__name__, str(error)]}


def write(folder, name, rows):
    with open(f"{folder}/{name}.jsonl", "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=True, separators=(",", ":")) + "\n")


INTS = [0, 1, -1, 7, 42, -255, 999, 1000, -1234567, 65, 8364, 1114111, 1114112, 10**20, -(10**25) - 7, 2**64, 10**400]
FLOATS = [0.0, -0.0, 1.0, -1.5, 0.5, 2.5, 0.125, 0.375, 2.675, 1e16, 1e15, 123456789.123, 1e-5, 1.5e-4, 0.0001, 9.5, 99.5,
          999999.5, 1e22, 1e23, 5e-324, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), -0.001,
          1234.5, 3.141592653589793, 100.0, 1e100, 0.1, 1 / 3, -2 / 3, 4.35, 0.00099999]
STRS = ["", "a", "alice", "don't", "é李😀", "line\n", "{}", "%s"]


def format_rows():
    fills = ["", "", "", "<", ">", "^", "=", "*<", "*^", "é>", "0=", "0<", "{^", "x="]
    signs, zs, alts, zeros = ["", "", "", "+", "-", " "], ["", "", "", "", "z"], ["", "", "", "#"], ["", "", "0"]
    widths, groups, precisions = ["", "", "1", "5", "12", "25"], ["", "", "", ",", "_"], ["", "", "", ".0", ".1", ".2", ".3", ".10", ".17", ".30"]
    seen = set()
    for kind, values, codes in [("int", INTS + [True, False], ["", "d", "d", "b", "o", "x", "X", "c", "n", "e", "f", "g", "%", "E", "s", "q"]),
                                ("float", FLOATS, ["", "", "e", "E", "f", "F", "g", "g", "G", "n", "%", "d", "s"]),
                                ("str", STRS, ["", "s", "s", "d", "f"]),
                                ("complex", [1 + 2j, -0.5j, complex(0.0, -0.0), complex(1e20, float("nan"))], ["", "f", "g", "e", "%"])]:
        for _ in range({"int": 900, "float": 1300, "str": 350, "complex": 250}[kind]):
            value = rng.choice(values)
            spec = "".join(map(rng.choice, [fills, signs, zs, alts, zeros, widths, groups, precisions, codes]))
            if (repr(value), spec) not in seen:
                seen.add((repr(value), spec))
                yield {"v": encode(value), "spec": spec, **answer(lambda: format(value, spec))}
    for spec in ["5qq", ".", ",_", "_,", ",,", ",x", ",c", "99999999999999999999", "é", "\x00", "d5", "<<5", "<<<", "5.", "٣", " ", "+", "é"]:
        for value in [1, 1.5, "a", True, 1j]:
            yield {"v": encode(value), "spec": spec, **answer(lambda: format(value, spec))}
    # Ties and near ties, which only exact arithmetic gets right.
    for _ in range(300):
        places = rng.randrange(0, 6)
        value = rng.choice([rng.randrange(10**6) / 2 ** rng.randrange(1, 8), float(f"{rng.random():.{places}f}5"), rng.uniform(-1e3, 1e3) * 10.0 ** rng.randrange(-30, 30)])
        spec = f".{places}{rng.choice('efg')}"
        yield {"v": encode(value), "spec": spec, **answer(lambda: format(value, spec))}


def percent_rows():
    values = [0, 5, -7, 255, 10**20, 1.5, -0.0, 1234.5678, 2.5, 1e100, float("nan"), float("-inf"), "abc", "é'", "", None, True]
    for _ in range(900):
        flags = "".join(rng.sample("-+ #0", rng.choice([0, 0, 1, 1, 2, 3])))
        width = rng.choice(["", "", "1", "6", "12"])
        precision = rng.choice(["", "", "", ".", ".0", ".2", ".5", ".20"])
        size = rng.choice(["", "", "", "l", "h"])
        template = f"<%{flags}{width}{precision}{size}{rng.choice('diouxXeEfFgGcrsa')}>"
        args = (rng.choice(values),)
        yield {"fmt": template, "args": encode(args), **answer(lambda: template % args)}
    for template, args in [("%d %s", (1,)), ("%s", (1, 2)), ("x", (1,)), ("%%", ()), ("%5%", (1,)), ("%", ()), ("%5", (1,)), ("%.", (1,)), ("%y", (1,)), ("%é", (1,)),
                           ("%\x00", (1,)), ("%*d", (5, 2)), ("%-*d|", (-5, 2)), ("%*d|", (-5, 2)), ("%.*f", (2, 1.239)), ("%.*f", (-1, 1.5)), ("%*d", ("a", 1)),
                           ("%c", (65,)), ("%c", (-1,)), ("%c", (0x110000,)), ("%c", (10**20,)), ("%c", ("ab",)), ("%99999999999999999999d", (1,)), ("%.99999999999d", (1,)),
                           ("%s is %d years, %.1f%%", ("alice", 30, 99.95)), ("%s.%s", ("a", "b")), ("%(a)s", (1,))]:
        yield {"fmt": template, "args": encode(args), **answer(lambda: template % args)}


def template_rows():
    args = (7, "text", 2.5, [1, "two"])
    names = ["", "0", "1", "2", "3[0]", "3[1]", "5", "01", "99999999999999999999"]
    for _ in range(300):
        template = "".join(rng.choice(["", "a", "{{", "}}", "é"]) + "{" + rng.choice(names) + rng.choice(["", "", "!r", "!s", "!a"]) + rng.choice(["", "", ":>8", ":{0}", ":^{0}.{0}", ":{}"]) + "}" for _ in range(rng.randrange(1, 4)))
        yield {"fmt": template, "args": encode(args), **answer(lambda: template.format(*args))}
    for template in ["{", "}", "{}}", "}{", "{{}}", "{{{}}}", "{!}", "{!z}", "{!rr}", "{!é}", "{0[}", "{3[]}", "{0.}", "{3[0}", "{3[0]x}", "{:}}", "{0", "{0:", "{0!r", "{0!",
                     "{:{:{}}}", "{:{{}}}", "{0!r:>10}", "{:{}}", "{1:*^{0}}", "{3[1]!r:<{0}}|", "{a{b}}", "{!r:}", "{!r }"]:
        yield {"fmt": template, "args": encode(args), **answer(lambda: template.format(*args))}


SECTIONS = {"format": format_rows, "percent": percent_rows, "template": template_rows}

if __name__ == "__main__":
    for section, rows in SECTIONS.items():
        write(sys.argv[1], section, rows())
