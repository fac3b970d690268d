def show(label, make):
    try:
        print(label, "->", repr(make()))
    except Exception as error:
        print(label, "->", type(error).__name__ + ":", error)


def change(method, *args, **kw):
    data = {"a": 1, "b": 2}
    result = getattr(data, method)(*args, **kw)
    return result, data


def grow():
    data = {"a": 1}
    for key in data:
        data[key + "x"] = 2


def shrink():
    data = {"a": 1, "b": 2}
    for key in data:
        del data[key]


def order():
    data = {"a": 1, "b": 2, "c": 3}
    del data["b"]
    data["b"] = 4
    data["a"] = 5
    return list(data.items())


def delete(key):
    data = {"a": 1}
    del data[key]
    return data


def views():
    data = {"a": 1}
    keys, values, items = data.keys(), data.values(), data.items()
    data["b"] = 2
    return keys, values, items, len(keys)


def merge():
    a = {"x": 1}
    b = a
    a |= {"y": 2}
    return a, a is b


class Default(dict):
    def __missing__(self, key):
        return "no " + key


class Counting(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value * 2)


def counting():
    data = Counting(a=1)
    data["b"] = 2
    data.update(c=3)
    return data, type(data).__name__


def itself():
    data = {}
    data["me"] = data
    return repr(data)


def call(**kw):
    return kw


show('{}, {"a": 1}, dict(), dict(a=1), dict([("a", 1), ("b", 2)]), dict({"a": 1}, b=2), dict(zip("ab", [1, 2])), {1: "a", "b": [1], (1,): {}, None: True}', lambda: ({}, {"a": 1}, dict(), dict(a=1), dict([("a", 1), ("b", 2)]), dict({"a": 1}, b=2), dict(zip("ab", [1, 2])), {1: "a", "b": [1], (1,): {}, None: True}))
show('{"a": 1, "a": 2}, {1: "a", True: "b", 1.0: "c"}, {**{"a": 1}, "b": 2, **{"a": 3}}', lambda: ({"a": 1, "a": 2}, {1: "a", True: "b", 1.0: "c"}, {**{"a": 1}, "b": 2, **{"a": 3}}))
show('dict(5)', lambda: (dict(5)))
show('dict([1])', lambda: (dict([1])))
show('dict(["ab"])', lambda: (dict(["ab"])))
show('dict(["abc"])', lambda: (dict(["abc"])))
show('dict([("a", 1, 2)])', lambda: (dict([("a", 1, 2)])))
show('dict([("a",)])', lambda: (dict([("a",)])))
show('dict({}, {})', lambda: (dict({}, {})))
show('dict(**{1: 2})', lambda: (dict(**{1: 2})))
show('{"a": 1}["a"]', lambda: ({"a": 1}["a"]))
show('{"a": 1}["b"]', lambda: ({"a": 1}["b"]))
show('{"a": 1}[1]', lambda: ({"a": 1}[1]))
show('{"a": 1}[None]', lambda: ({"a": 1}[None]))
show('{"a": 1}[("x", 1)]', lambda: ({"a": 1}[("x", 1)]))
show('{"a": 1}[[]]', lambda: ({"a": 1}[[]]))
show('{"a": 1}[{}]', lambda: ({"a": 1}[{}]))
show('{[1]: 2}', lambda: ({[1]: 2}))
show('{{}: 1}', lambda: ({{}: 1}))
show('change("get", "a")', lambda: (change("get", "a")))
show('change("get", "z")', lambda: (change("get", "z")))
show('change("get", "z", 5)', lambda: (change("get", "z", 5)))
show('change("get")', lambda: (change("get")))
show('change("get", "a", 1, 2)', lambda: (change("get", "a", 1, 2)))
show('change("get", key="a")', lambda: (change("get", key="a")))
show('change("get", [])', lambda: (change("get", [])))
show('change("pop", "a")', lambda: (change("pop", "a")))
show('change("pop", "z")', lambda: (change("pop", "z")))
show('change("pop", "z", None)', lambda: (change("pop", "z", None)))
show('change("pop")', lambda: (change("pop")))
show('change("pop", "a", 1, 2)', lambda: (change("pop", "a", 1, 2)))
show('change("popitem")', lambda: (change("popitem")))
show('{}.popitem()', lambda: ({}.popitem()))
show('change("setdefault", "a", 9)', lambda: (change("setdefault", "a", 9)))
show('change("setdefault", "c", 9)', lambda: (change("setdefault", "c", 9)))
show('change("setdefault", "d")', lambda: (change("setdefault", "d")))
show('change("setdefault")', lambda: (change("setdefault")))
show('change("update", {"b": 3, "c": 4})', lambda: (change("update", {"b": 3, "c": 4})))
show('change("update", [("x", 1)])', lambda: (change("update", [("x", 1)])))
show('change("update", a=5, z=6)', lambda: (change("update", a=5, z=6)))
show('change("update", {"q": 1}, r=2)', lambda: (change("update", {"q": 1}, r=2)))
show('change("update", 5)', lambda: (change("update", 5)))
show('change("update", [1])', lambda: (change("update", [1])))
show('change("update", ["abc"])', lambda: (change("update", ["abc"])))
show('change("update", {}, {})', lambda: (change("update", {}, {})))
show('change("update")', lambda: (change("update")))
show('change("clear")', lambda: (change("clear")))
show('change("copy")', lambda: (change("copy")))
show('change("keys")', lambda: (change("keys")))
show('change("values")', lambda: (change("values")))
show('change("items")', lambda: (change("items")))
show('change("keys", 1)', lambda: (change("keys", 1)))
show('change("fromkeys", ["x", "y"])', lambda: (change("fromkeys", ["x", "y"])))
show('dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), dict.fromkeys("aab", [])', lambda: (dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), dict.fromkeys("aab", [])))
show('dict.fromkeys(5)', lambda: (dict.fromkeys(5)))
show('dict.fromkeys()', lambda: (dict.fromkeys()))
show('change("nope")', lambda: (change("nope")))
show('change("has_key", "a")', lambda: (change("has_key", "a")))
show('grow()', lambda: (grow()))
show('shrink()', lambda: (shrink()))
show('order()', lambda: (order()))
show('delete("a")', lambda: (delete("a")))
show('delete("z")', lambda: (delete("z")))
show('delete([])', lambda: (delete([])))
show('views()', lambda: (views()))
show('list({"a": 1}), list({"a": 1}.values()), list({"a": 1}.items()), sorted({"b": 1, "a": 2}), max({"a": 1, "b": 2}), "a" in {"a": 1}, "z" not in {}', lambda: (list({"a": 1}), list({"a": 1}.values()), list({"a": 1}.items()), sorted({"b": 1, "a": 2}), max({"a": 1, "b": 2}), "a" in {"a": 1}, "z" not in {}))
show('[] in {}', lambda: ([] in {}))
show('{"a": 1} | {"b": 2}, {"a": 1} | {"a": 2}, merge()', lambda: ({"a": 1} | {"b": 2}, {"a": 1} | {"a": 2}, merge()))
show('{"a": 1} | [1]', lambda: ({"a": 1} | [1]))
show('{"a": 1} + {"b": 2}', lambda: ({"a": 1} + {"b": 2}))
show('{"a": 1} == {"a": 1.0}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {} == [], {"a": 1} != {"a": 2}', lambda: ({"a": 1} == {"a": 1.0}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {} == [], {"a": 1} != {"a": 2}))
show('{} < {}', lambda: ({} < {}))
show('len({"a": 1}), bool({}), str({"a": "b"}), list(reversed({"a": 1, "b": 2}))', lambda: (len({"a": 1}), bool({}), str({"a": "b"}), list(reversed({"a": 1, "b": 2}))))
show('hash({})', lambda: (hash({})))
show('{"a": 1}.keys() & {"a", "b"}, {"a": 1}.keys() | {"b"} == {"a", "b"}, {"a": 1}.keys() - {"a"}, {"a": 1}.items() & {("a", 1)}, {"a": 1}.keys() == {"a"}', lambda: ({"a": 1}.keys() & {"a", "b"}, {"a": 1}.keys() | {"b"} == {"a", "b"}, {"a": 1}.keys() - {"a"}, {"a": 1}.items() & {("a", 1)}, {"a": 1}.keys() == {"a"}))
show('{"a": 1}.values() == {"a": 1}.values()', lambda: ({"a": 1}.values() == {"a": 1}.values()))
show('"a" in {"a": 1}.keys(), 1 in {"a": 1}.values(), ("a", 1) in {"a": 1}.items(), len({"a": 1}.items()), list({"a": 1, "b": 2}.keys())[1]', lambda: ("a" in {"a": 1}.keys(), 1 in {"a": 1}.values(), ("a", 1) in {"a": 1}.items(), len({"a": 1}.items()), list({"a": 1, "b": 2}.keys())[1]))
show('{"a": 1}.keys()[0]', lambda: ({"a": 1}.keys()[0]))
show('{"a": 1}.items()[0]', lambda: ({"a": 1}.items()[0]))
show('Default()["x"], Default(a=1)["a"], Default().get("x"), "x" in Default(), Default(a=1)', lambda: (Default()["x"], Default(a=1)["a"], Default().get("x"), "x" in Default(), Default(a=1)))
show('counting()', lambda: (counting()))
show('itself()', lambda: (itself()))
show('{k: v for k, v in zip("ab", range(2))}, {v: k for k, v in {"a": 1}.items()}, {x: x * x for x in range(3) if x}', lambda: ({k: v for k, v in zip("ab", range(2))}, {v: k for k, v in {"a": 1}.items()}, {x: x * x for x in range(3) if x}))
show('{"a": {"b": [1, {"c": 2}]}}["a"]["b"][1]["c"]', lambda: ({"a": {"b": [1, {"c": 2}]}}["a"]["b"][1]["c"]))
show('{"a": {"b": 1}}["a"]["c"]', lambda: ({"a": {"b": 1}}["a"]["c"]))
show('{"a": None}["a"]["b"]', lambda: ({"a": None}["a"]["b"]))
show('call(**{"a": 1}), call(**{}), call(**dict(x=1), y=2)', lambda: (call(**{"a": 1}), call(**{}), call(**dict(x=1), y=2)))
show('call(**{"a": 1}, a=2)', lambda: (call(**{"a": 1}, a=2)))
show('call(**{1: 2})', lambda: (call(**{1: 2})))
show('call(**5)', lambda: (call(**5)))
show('dict.get({"a": 1}, "a"), dict(a=1).__len__(), {"a": 1}.__contains__("a"), {"a": 1}.__getitem__("a"), {}.__eq__({})', lambda: (dict.get({"a": 1}, "a"), dict(a=1).__len__(), {"a": 1}.__contains__("a"), {"a": 1}.__getitem__("a"), {}.__eq__({})))
show('sorted({"b": 2, "a": 1}.items(), key=lambda kv: kv[1]), dict(sorted({"b": 2, "a": 1}.items()))', lambda: (sorted({"b": 2, "a": 1}.items(), key=lambda kv: kv[1]), dict(sorted({"b": 2, "a": 1}.items()))))
show('{1: 1, 2: 2}.get(3, {}).get("x"), {"x": {}}.get("x", {}).get("y", "none")', lambda: ({1: 1, 2: 2}.get(3, {}).get("x"), {"x": {}}.get("x", {}).get("y", "none")))
