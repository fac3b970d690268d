def show(label, make):
    try:
        print(label, "->", repr(make()))
    except Exception as error:
        print(label, "->", type(error).__name__ + ":", error)


def change(method, *args, **kw):
    data = [3, 1, 2]
    result = getattr(data, method)(*args, **kw)
    return result, data


def assign(key, value):
    data = [0, 1, 2, 3]
    data[key] = value
    return data


def remove(key):
    data = [0, 1, 2, 3, 4]
    del data[key]
    return data


def add(value):
    data = [1]
    same = data
    data += value
    return data, same is data


def itself():
    data = [1]
    data.append(data)
    return repr(data)


class Weird:
    def __eq__(self, other):
        return True


show('[], [1], [1, "a", None, 2.5, [2], (3,), {"k": 1}], list(), list("ab"), list((1, 2)), list({"a": 1}), list(range(3))', lambda: ([], [1], [1, "a", None, 2.5, [2], (3,), {"k": 1}], list(), list("ab"), list((1, 2)), list({"a": 1}), list(range(3))))
show('change("append", 4)', lambda: (change("append", 4)))
show('change("append")', lambda: (change("append")))
show('change("append", 1, 2)', lambda: (change("append", 1, 2)))
show('change("append", x=1)', lambda: (change("append", x=1)))
show('change("extend", [4, 5])', lambda: (change("extend", [4, 5])))
show('change("extend", "ab")', lambda: (change("extend", "ab")))
show('change("extend", 5)', lambda: (change("extend", 5)))
show('change("extend", None)', lambda: (change("extend", None)))
show('change("insert", 0, 9)', lambda: (change("insert", 0, 9)))
show('change("insert", -1, 9)', lambda: (change("insert", -1, 9)))
show('change("insert", 100, 9)', lambda: (change("insert", 100, 9)))
show('change("insert", "a", 9)', lambda: (change("insert", "a", 9)))
show('change("insert", 1)', lambda: (change("insert", 1)))
show('change("pop")', lambda: (change("pop")))
show('change("pop", 0)', lambda: (change("pop", 0)))
show('change("pop", -2)', lambda: (change("pop", -2)))
show('change("pop", 9)', lambda: (change("pop", 9)))
show('change("pop", "a")', lambda: (change("pop", "a")))
show('change("pop", 1, 2)', lambda: (change("pop", 1, 2)))
show('[].pop()', lambda: ([].pop()))
show('change("remove", 1)', lambda: (change("remove", 1)))
show('change("remove", 7)', lambda: (change("remove", 7)))
show('change("remove")', lambda: (change("remove")))
show('change("clear")', lambda: (change("clear")))
show('change("copy")', lambda: (change("copy")))
show('change("reverse")', lambda: (change("reverse")))
show('change("sort")', lambda: (change("sort")))
show('change("sort", reverse=True)', lambda: (change("sort", reverse=True)))
show('change("sort", key=lambda x: -x)', lambda: (change("sort", key=lambda x: -x)))
show('change("sort", key=None, reverse=0)', lambda: (change("sort", key=None, reverse=0)))
show('change("sort", lambda x: x)', lambda: (change("sort", lambda x: x)))
show('change("sort", cmp=1)', lambda: (change("sort", cmp=1)))
show('[1, "a"].sort()', lambda: ([1, "a"].sort()))
show('[None, 1].sort()', lambda: ([None, 1].sort()))
show('["b", "A", "c"].sort(key=str.lower)', lambda: (["b", "A", "c"].sort(key=str.lower)))
show('change("index", 2)', lambda: (change("index", 2)))
show('change("index", 7)', lambda: (change("index", 7)))
show('change("index", 3, 1)', lambda: (change("index", 3, 1)))
show('change("index", 2, -1)', lambda: (change("index", 2, -1)))
show('change("count", 1)', lambda: (change("count", 1)))
show('change("count", 9)', lambda: (change("count", 9)))
show('change("nope")', lambda: (change("nope")))
show('[1, 2, 1, True, 1.0].count(1)', lambda: ([1, 2, 1, True, 1.0].count(1)))
show('[1, 2, 3].index(3, 0, 2)', lambda: ([1, 2, 3].index(3, 0, 2)))
show('assign(0, "x")', lambda: (assign(0, "x")))
show('assign(-1, "x")', lambda: (assign(-1, "x")))
show('assign(9, "x")', lambda: (assign(9, "x")))
show('assign("a", "x")', lambda: (assign("a", "x")))
show('assign(1.0, "x")', lambda: (assign(1.0, "x")))
show('assign(slice(1, 3), ["a", "b", "c"])', lambda: (assign(slice(1, 3), ["a", "b", "c"])))
show('assign(slice(1, 1), "xy")', lambda: (assign(slice(1, 1), "xy")))
show('assign(slice(None, None, 2), [8, 9])', lambda: (assign(slice(None, None, 2), [8, 9])))
show('assign(slice(None, None, 2), [8])', lambda: (assign(slice(None, None, 2), [8])))
show('assign(slice(0, 2), 5)', lambda: (assign(slice(0, 2), 5)))
show('assign(slice(3, 1), [7])', lambda: (assign(slice(3, 1), [7])))
show('remove(0)', lambda: (remove(0)))
show('remove(-1)', lambda: (remove(-1)))
show('remove(9)', lambda: (remove(9)))
show('remove("a")', lambda: (remove("a")))
show('remove(slice(1, 3))', lambda: (remove(slice(1, 3))))
show('remove(slice(None, None, 2))', lambda: (remove(slice(None, None, 2))))
show('remove(slice(None, None, -1))', lambda: (remove(slice(None, None, -1))))
show('[1, 2, 3][0], [1, 2, 3][-1], [1, 2, 3][1:], [1, 2, 3][::-1], [1, 2, 3][:2], [1, 2, 3][5:], [1, 2, 3, 4][::2], [1, 2, 3][-2:]', lambda: ([1, 2, 3][0], [1, 2, 3][-1], [1, 2, 3][1:], [1, 2, 3][::-1], [1, 2, 3][:2], [1, 2, 3][5:], [1, 2, 3, 4][::2], [1, 2, 3][-2:]))
show('[1][5]', lambda: ([1][5]))
show('[1]["a"]', lambda: ([1]["a"]))
show('[1][None]', lambda: ([1][None]))
show('[1][::0]', lambda: ([1][::0]))
show('[1][1.5:]', lambda: ([1][1.5:]))
show('[1, 2] + [3], [0] * 3, 2 * [1], [1] * 0, [1] * -1', lambda: ([1, 2] + [3], [0] * 3, 2 * [1], [1] * 0, [1] * -1))
show('[1] + (2,)', lambda: ([1] + (2,)))
show('[1] + "a"', lambda: ([1] + "a"))
show('[1] * "a"', lambda: ([1] * "a"))
show('[1] * 1.5', lambda: ([1] * 1.5))
show('[1] - [1]', lambda: ([1] - [1]))
show('add([2])', lambda: (add([2])))
show('add("ab")', lambda: (add("ab")))
show('add(5)', lambda: (add(5)))
show('[1, 2] == [1, 2], [1] == (1,), [1, 2] < [1, 3], [1] < [1, 0], [] < [1], [1, 2] != [1]', lambda: ([1, 2] == [1, 2], [1] == (1,), [1, 2] < [1, 3], [1] < [1, 0], [] < [1], [1, 2] != [1]))
show('[1] < ["a"]', lambda: ([1] < ["a"]))
show('[1] < 5', lambda: ([1] < 5))
show('1 in [1, 2], 3 not in [1], [1] in [[1]], Weird() in [1]', lambda: (1 in [1, 2], 3 not in [1], [1] in [[1]], Weird() in [1]))
show('len([1, 2]), sum([1, 2]), max([3, 1]), min([3, 1]), sorted([3, 1, 2]), sorted([3, 1], reverse=True), list(reversed([1, 2, 3])), any([0, 1]), all([0, 1])', lambda: (len([1, 2]), sum([1, 2]), max([3, 1]), min([3, 1]), sorted([3, 1, 2]), sorted([3, 1], reverse=True), list(reversed([1, 2, 3])), any([0, 1]), all([0, 1])))
show('max([])', lambda: (max([])))
show('min([])', lambda: (min([])))
show('max([], default=5), max(1, 2, 3), max([1, -3], key=abs), min("b", "a")', lambda: (max([], default=5), max(1, 2, 3), max([1, -3], key=abs), min("b", "a")))
show('max(1)', lambda: (max(1)))
show('max()', lambda: (max()))
show('max([1], [2], default=3)', lambda: (max([1], [2], default=3)))
show('max([1, "a"])', lambda: (max([1, "a"])))
show('sum(["a"])', lambda: (sum(["a"])))
show('sum([1], 2, 3)', lambda: (sum([1], 2, 3)))
show('sum([[1], [2]], [])', lambda: (sum([[1], [2]], [])))
show('sum("ab")', lambda: (sum("ab")))
show('sum(["a"], "")', lambda: (sum(["a"], "")))
show('sorted(5)', lambda: (sorted(5)))
show('sorted([1], [2])', lambda: (sorted([1], [2])))
show('sorted([3, "a"])', lambda: (sorted([3, "a"])))
show('len(5)', lambda: (len(5)))
show('len()', lambda: (len()))
show('len([], [])', lambda: (len([], [])))
show('reversed(5)', lambda: (reversed(5)))
show('list(5)', lambda: (list(5)))
show('list(1, 2)', lambda: (list(1, 2)))
show('list(x=1)', lambda: (list(x=1)))
show('hash([])', lambda: (hash([])))
show('{[]: 1}', lambda: ({[]: 1}))
show('set([[]])', lambda: (set([[]])))
show('itself()', lambda: (itself()))
show('list(enumerate("ab")), list(enumerate("ab", 5)), list(zip("ab", [1, 2, 3])), list(map(str, [1, 2])), list(filter(None, [0, 1])), list(filter(lambda x: x > 1, [1, 2]))', lambda: (list(enumerate("ab")), list(enumerate("ab", 5)), list(zip("ab", [1, 2, 3])), list(map(str, [1, 2])), list(filter(None, [0, 1])), list(filter(lambda x: x > 1, [1, 2]))))
show('list(zip("ab", [1], strict=True))', lambda: (list(zip("ab", [1], strict=True))))
show('list(zip([1], "ab", strict=True))', lambda: (list(zip([1], "ab", strict=True))))
show('list(zip()), list(zip("ab")), list(map(lambda a, b: a + b, [1, 2], [3, 4]))', lambda: (list(zip()), list(zip("ab")), list(map(lambda a, b: a + b, [1, 2], [3, 4]))))
show('enumerate()', lambda: (enumerate()))
show('enumerate(5)', lambda: (enumerate(5)))
show('zip(5)', lambda: (zip(5)))
show('zip([1], 5)', lambda: (zip([1], 5)))
show('map(str)', lambda: (map(str)))
show('map()', lambda: (map()))
show('filter(None)', lambda: (filter(None)))
show('filter(None, 5)', lambda: (filter(None, 5)))
show('next(iter([1])), next(iter([]), "end")', lambda: (next(iter([1])), next(iter([]), "end")))
show('next(iter([]))', lambda: (next(iter([]))))
show('next([])', lambda: (next([])))
show('iter(5)', lambda: (iter(5)))
show('iter(5, 6)', lambda: (iter(5, 6)))
show('any(5)', lambda: (any(5)))
show('[x * y for x in range(3) for y in range(2) if x != y], [[i] * 2 for i in range(2)]', lambda: ([x * y for x in range(3) for y in range(2) if x != y], [[i] * 2 for i in range(2)]))
show('[a, *b] if (a := 1) and (b := [2, 3]) else None', lambda: ([a, *b] if (a := 1) and (b := [2, 3]) else None))
show('[*"ab", *[1], *{}]', lambda: ([*"ab", *[1], *{}]))
show('[1, [2, [3, []]]], [[]], [[], []]', lambda: ([1, [2, [3, []]]], [[]], [[], []]))
show('[1.0, -0.0, 1e20, True, None, ..., NotImplemented, int, len] [:8]', lambda: ([1.0, -0.0, 1e20, True, None, ..., NotImplemented, int, len] [:8]))
show('list.append, [].append.__name__', lambda: (list.append, [].append.__name__))
show('bool([]), bool([0]), not []', lambda: (bool([]), bool([0]), not []))
show('[1, 2, 3].__len__(), [1].__contains__(1), [1, 2].__getitem__(0), [1].__eq__([1]), [1].__eq__(1), [1].__add__([2]), list.__len__([1])', lambda: ([1, 2, 3].__len__(), [1].__contains__(1), [1, 2].__getitem__(0), [1].__eq__([1]), [1].__eq__(1), [1].__add__([2]), list.__len__([1])))
