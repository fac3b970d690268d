def show(label, make):
    try:
        print(label, "->", repr(make()))
    except Exception as error:
        print(label, "->", type(error).__name__ + ":", error)


class Text(str):
    pass


class Loud(str):
    def __repr__(self):
        return "Loud(" + super().__repr__() + ")"

    def __str__(self):
        return super().__str__().upper() + "!"


class Number(int):
    def double(self):
        return Number(self * 2)


class Half(float):
    def __new__(cls, value):
        return super().__new__(cls, value / 2)


class Shown(int):
    def __repr__(self):
        return f"Shown({int(self)})"


class Pair(bytes):
    def __new__(cls, text):
        return super().__new__(cls, text, "ascii")


class Plus(str):
    def __add__(self, other):
        return Plus(super().__add__("+" + other))

    def __eq__(self, other):
        return super().__eq__(other)

    def upper(self):
        return Plus(super().upper())


show("'a'.__add__(5)", lambda: ('a'.__add__(5)))
show("'a'.__add__('b')", lambda: ('a'.__add__('b')))
show("(5).__add__('a')", lambda: ((5).__add__('a')))
show('(5).__add__(1.5)', lambda: ((5).__add__(1.5)))
show('(5).__radd__(6)', lambda: ((5).__radd__(6)))
show('(1.5).__add__(2)', lambda: ((1.5).__add__(2)))
show("'a'.__mul__('b')", lambda: ('a'.__mul__('b')))
show("'a'.__mul__(3)", lambda: ('a'.__mul__(3)))
show("'a'.__contains__(5)", lambda: ('a'.__contains__(5)))
show("'a'.__getitem__(5)", lambda: ('a'.__getitem__(5)))
show("'a'.__eq__(5)", lambda: ('a'.__eq__(5)))
show("'a'.__lt__(5)", lambda: ('a'.__lt__(5)))
show("'a'.__lt__('b')", lambda: ('a'.__lt__('b')))
show('(5).__lt__(1.5)', lambda: ((5).__lt__(1.5)))
show('(1.5).__lt__(5)', lambda: ((1.5).__lt__(5)))
show('(5).__bool__()', lambda: ((5).__bool__()))
show('(5).__index__()', lambda: ((5).__index__()))
show('(5).__float__()', lambda: ((5).__float__()))
show('(1.5).__int__()', lambda: ((1.5).__int__()))
show('(1.5).__round__()', lambda: ((1.5).__round__()))
show('(5).__round__(-1)', lambda: ((5).__round__(-1)))
show('(5).__pow__(2,3)', lambda: ((5).__pow__(2,3)))
show('(5).__divmod__(2)', lambda: ((5).__divmod__(2)))
show('(5).__truediv__(0)', lambda: ((5).__truediv__(0)))
show('(5).__neg__()', lambda: ((5).__neg__()))
show('(5).__abs__()', lambda: ((5).__abs__()))
show("'a'.__format__('5')", lambda: ('a'.__format__('5')))
show("'a'.__format__(5)", lambda: ('a'.__format__(5)))
show("(5).__format__('x')", lambda: ((5).__format__('x')))
show("'a'.__hash__() == hash('a')", lambda: ('a'.__hash__() == hash('a')))
show("'a'.__str__()", lambda: ('a'.__str__()))
show("'a'.__repr__()", lambda: ('a'.__repr__()))
show("'a'.__rmod__('%s')", lambda: ('a'.__rmod__('%s')))
show("'a%s'.__mod__(1)", lambda: ('a%s'.__mod__(1)))
show('(5).__trunc__()', lambda: ((5).__trunc__()))
show('(5).__floor__()', lambda: ((5).__floor__()))
show('(5).__ceil__()', lambda: ((5).__ceil__()))
show('(1.5).__floor__()', lambda: ((1.5).__floor__()))
show('(1.5).__ceil__()', lambda: ((1.5).__ceil__()))
show('(1.5).__trunc__()', lambda: ((1.5).__trunc__()))
show("'a'.__add__()", lambda: ('a'.__add__()))
show("'a'.__add__(1,2)", lambda: ('a'.__add__(1,2)))
show("'abc'.__len__(1)", lambda: ('abc'.__len__(1)))
show('(5).__and__(3)', lambda: ((5).__and__(3)))
show('(5).__and__(3.0)', lambda: ((5).__and__(3.0)))
show('True.__and__(False)', lambda: (True.__and__(False)))
show('True.__and__(1)', lambda: (True.__and__(1)))
show("b'a'.__add__('b')", lambda: (b'a'.__add__('b')))
show("b'abc'.__getitem__(1)", lambda: (b'abc'.__getitem__(1)))
show("b'abc'.__contains__(300)", lambda: (b'abc'.__contains__(300)))
show("b'abc'.__bytes__()", lambda: (b'abc'.__bytes__()))
show('str.upper("a"), str.join("-", ["a", "b"]), list(map(str.strip, [" a", "b "])), list(map(str.upper, "ab")), list(map(int, ["1", "2"]))', lambda: (str.upper("a"), str.join("-", ["a", "b"]), list(map(str.strip, [" a", "b "])), list(map(str.upper, "ab")), list(map(int, ["1", "2"]))))
show('sorted(["b", "A"], key=str.lower), max(["a", "bb"], key=len)', lambda: (sorted(["b", "A"], key=str.lower), max(["a", "bb"], key=len)))
show('int.__add__(1, 2), str.__len__("abc"), int.__eq__(1, 1), int.__eq__(1, "1"), float.__eq__(1.0, 1)', lambda: (int.__add__(1, 2), str.__len__("abc"), int.__eq__(1, 1), int.__eq__(1, "1"), float.__eq__(1.0, 1)))
show('(5).__rsub__(10), (5).__rpow__(2), (5).__lshift__(1), (5).__invert__(), (5).__rdivmod__(11), (2.5).__rsub__(1)', lambda: ((5).__rsub__(10), (5).__rpow__(2), (5).__lshift__(1), (5).__invert__(), (5).__rdivmod__(11), (2.5).__rsub__(1)))
show('(7).__sub__(1.5), (7.5).__sub__(1), (7.5).__sub__("a")', lambda: ((7).__sub__(1.5), (7.5).__sub__(1), (7.5).__sub__("a")))
show('b"abc".__len__(), b"abc".__eq__(b"abc"), b"abc".__eq__("abc"), b"abc".__hash__() == hash(b"abc")', lambda: (b"abc".__len__(), b"abc".__eq__(b"abc"), b"abc".__eq__("abc"), b"abc".__hash__() == hash(b"abc")))
show('"abc".__contains__("b"), "abc".__getitem__(1), "abc".__getitem__(slice(1, 3)), "a".__ne__("b"), "a".__ge__("b")', lambda: ("abc".__contains__("b"), "abc".__getitem__(1), "abc".__getitem__(slice(1, 3)), "a".__ne__("b"), "a".__ge__("b")))
show('list("ab".__iter__()), list(b"ab".__iter__())', lambda: (list("ab".__iter__()), list(b"ab".__iter__())))
show('Text("abc"), str(Text("abc")), Text("abc").upper(), Text("abc") + "d", Text("abc") == "abc", len(Text("abc")), Text("a") * 2, hash(Text("a")) == hash("a")', lambda: (Text("abc"), str(Text("abc")), Text("abc").upper(), Text("abc") + "d", Text("abc") == "abc", len(Text("abc")), Text("a") * 2, hash(Text("a")) == hash("a")))
show('type(Text("abc")).__name__, type(Text("abc").upper()).__name__, isinstance(Text("a"), str), Text("abc")[1:], f"{Text(\'a\'):>3}", "%s" % Text("a")', lambda: (type(Text("abc")).__name__, type(Text("abc").upper()).__name__, isinstance(Text("a"), str), Text("abc")[1:], f"{Text('a'):>3}", "%s" % Text("a")))
show('Loud("abc"), str(Loud("abc")), repr(Loud("abc")), f"{Loud(\'abc\')}", len(Loud("abc")), Loud("a") + "b", ["a", Loud("b")]', lambda: (Loud("abc"), str(Loud("abc")), repr(Loud("abc")), f"{Loud('abc')}", len(Loud("abc")), Loud("a") + "b", ["a", Loud("b")]))
show('{Text("a"): 1}["a"], {"a": 1}[Text("a")], "-".join([Text("a"), "b"]), Text("a,b").split(","), Text("b") in "abc", sorted([Text("b"), "a"])', lambda: ({Text("a"): 1}["a"], {"a": 1}[Text("a")], "-".join([Text("a"), "b"]), Text("a,b").split(","), Text("b") in "abc", sorted([Text("b"), "a"])))
show('Number(5), Number(5) + 1, Number("12"), Number(5) == 5, Number(5).double(), str(Number(5)), f"{Number(5):03d}", [10, 20][Number(1)], type(Number(5) + 1).__name__', lambda: (Number(5), Number(5) + 1, Number("12"), Number(5) == 5, Number(5).double(), str(Number(5)), f"{Number(5):03d}", [10, 20][Number(1)], type(Number(5) + 1).__name__))
show('Number("x")', lambda: (Number("x")))
show('Half(5), Half(5) + 1, int(Half(5)), float(Half(5)), bool(Half(0)), Half(5) > 2', lambda: (Half(5), Half(5) + 1, int(Half(5)), float(Half(5)), bool(Half(0)), Half(5) > 2))
show('Shown(5), str(Shown(5)), f"{Shown(5)}", f"{Shown(5):>4}", Shown(5) + 1, [Shown(5)]', lambda: (Shown(5), str(Shown(5)), f"{Shown(5)}", f"{Shown(5):>4}", Shown(5) + 1, [Shown(5)]))
show('Pair("ab"), Pair("ab")[0], Pair("ab").decode(), Pair("ab") + b"c", type(Pair("ab")).__name__', lambda: (Pair("ab"), Pair("ab")[0], Pair("ab").decode(), Pair("ab") + b"c", type(Pair("ab")).__name__))
show('Text()', lambda: (Text()))
show('Text(b"a", "utf-8")', lambda: (Text(b"a", "utf-8")))
show('Text(1, 2)', lambda: (Text(1, 2)))
show('Plus("a") + "b"', lambda: (Plus("a") + "b"))
show('Plus("a").upper()', lambda: (Plus("a").upper()))
show('Plus("a") == "a"', lambda: (Plus("a") == "a"))
show('[1].__lt__([2]), (1,).__ge__((1,)), {1}.__le__({1, 2}), {1}.__or__({2}), {1}.__or__([2]), {"a": 1}.__or__({"b": 2}), [1].__mul__(2), (1,).__add__((2,))', lambda: ([1].__lt__([2]), (1,).__ge__((1,)), {1}.__le__({1, 2}), {1}.__or__({2}), {1}.__or__([2]), {"a": 1}.__or__({"b": 2}), [1].__mul__(2), (1,).__add__((2,))))
show('[1].__iadd__([2]), [1].__imul__(2), {1}.__ior__({2}), {"a": 1}.__ior__({"b": 2}), {1}.__iand__([1]), {1}.__sub__({1}), {"a": 1}.__lt__({})', lambda: ([1].__iadd__([2]), [1].__imul__(2), {1}.__ior__({2}), {"a": 1}.__ior__({"b": 2}), {1}.__iand__([1]), {1}.__sub__({1}), {"a": 1}.__lt__({})))
