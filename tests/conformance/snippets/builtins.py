def show(label, make):
    try:
        print(label, "->", repr(make()))
    except Exception as error:
        print(label, "->", type(error).__name__ + ":", error)


class Empty:
    pass


class Point:
    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

    def __eq__(self, other):
        if not isinstance(other, Point):
            return NotImplemented
        return (self.x, self.y) == (other.x, other.y)

    def __lt__(self, other):
        return self.x < other.x

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __len__(self):
        return 2

    def __getitem__(self, index):
        return (self.x, self.y)[index]

    def __bool__(self):
        return bool(self.x)

    def __call__(self, scale):
        return Point(self.x * scale, self.y * scale)

    def __contains__(self, item):
        return item in (self.x, self.y)


class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.start <= 0:
            raise StopIteration
        self.start -= 1
        return self.start + 1


class Bad:
    def __repr__(self):
        return 5

    def __len__(self):
        return -1

    def __bool__(self):
        return 1

    def __iter__(self):
        return 5

    def __str__(self):
        return None

    def __hash__(self):
        return "x"

    def __index__(self):
        return "x"


class Slots:
    __slots__ = ("a",)


class Prop:
    @property
    def value(self):
        return 5

    @staticmethod
    def static(x):
        return x

    @classmethod
    def make(cls):
        return cls.__name__


def function(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw


def positional(a, b, /, c):
    return a, b, c


def generator():
    received = yield 1
    yield received
    return "done"


def store(target, name, value):
    setattr(target, name, value)
    return getattr(target, name)


def drop(target, name):
    delattr(target, name)


def missing():
    return undefined_name


def unbound():
    print(later)
    later = 1


def for_each(items):
    for item in items:
        return item


def raise_it(what):
    raise what


show('Point(1, 2), [Point(1)], Point(1) == Point(1), Point(1) == 1, Point(1) != Point(2), Point(1) < Point(2), sorted([Point(2), Point(1)]), Point(1) + Point(2, 3)', lambda: (Point(1, 2), [Point(1)], Point(1) == Point(1), Point(1) == 1, Point(1) != Point(2), Point(1) < Point(2), sorted([Point(2), Point(1)]), Point(1) + Point(2, 3)))
show('len(Point(1)), Point(1, 5)[1], list(Point(1, 2)), bool(Point(0)), Point(1, 2)(3), 2 in Point(1, 2), str(Point(1)), f"{Point(1)!r:>12}"', lambda: (len(Point(1)), Point(1, 5)[1], list(Point(1, 2)), bool(Point(0)), Point(1, 2)(3), 2 in Point(1, 2), str(Point(1)), f"{Point(1)!r:>12}"))
show('Point()', lambda: (Point()))
show('Point(1, 2, 3)', lambda: (Point(1, 2, 3)))
show('Point(z=1)', lambda: (Point(z=1)))
show('Point(1, x=2)', lambda: (Point(1, x=2)))
show('Point(1) < 5', lambda: (Point(1) < 5))
show('Point(1) + 5', lambda: (Point(1) + 5))
show('5 + Point(1)', lambda: (5 + Point(1)))
show('Point(1) - Point(2)', lambda: (Point(1) - Point(2)))
show('-Point(1)', lambda: (-Point(1)))
show('Point(1)[5]', lambda: (Point(1)[5]))
show('Point(1).z', lambda: (Point(1).z))
show('Point.z', lambda: (Point.z))
show('hash(Point(1))', lambda: (hash(Point(1))))
show('{Point(1): 1}', lambda: ({Point(1): 1}))
show('Point(1) in [Point(1)], [Point(1)].index(Point(1)), [Point(1)].count(Point(1))', lambda: (Point(1) in [Point(1)], [Point(1)].index(Point(1)), [Point(1)].count(Point(1))))
show('list(Countdown(3)), sum(Countdown(4)), max(Countdown(2)), dict(zip(Countdown(2), "ab")), [*Countdown(2)], 2 in Countdown(3), tuple(map(str, Countdown(2)))', lambda: (list(Countdown(3)), sum(Countdown(4)), max(Countdown(2)), dict(zip(Countdown(2), "ab")), [*Countdown(2)], 2 in Countdown(3), tuple(map(str, Countdown(2)))))
show('len(Empty())', lambda: (len(Empty())))
show('Empty()[0]', lambda: (Empty()[0]))
show('Empty()()', lambda: (Empty()()))
show('iter(Empty())', lambda: (iter(Empty())))
show('next(Empty())', lambda: (next(Empty())))
show('Empty() < Empty()', lambda: (Empty() < Empty()))
show('Empty() + 1', lambda: (Empty() + 1))
show('Empty().nope', lambda: (Empty().nope))
show('Empty(1)', lambda: (Empty(1)))
show('Empty(x=1)', lambda: (Empty(x=1)))
show('-Empty()', lambda: (-Empty()))
show('[0][Empty()]', lambda: ([0][Empty()]))
show('int(Empty())', lambda: (int(Empty())))
show('float(Empty())', lambda: (float(Empty())))
show('abs(Empty())', lambda: (abs(Empty())))
show('round(Empty())', lambda: (round(Empty())))
show('for_each(Empty())', lambda: (for_each(Empty())))
show('"a" in Empty()', lambda: ("a" in Empty()))
show('store(Empty(), "x", 5)', lambda: (store(Empty(), "x", 5)))
show('drop(Empty(), "x")', lambda: (drop(Empty(), "x")))
show('store(5, "x", 5)', lambda: (store(5, "x", 5)))
show('store("a", "x", 5)', lambda: (store("a", "x", 5)))
show('store(Slots(), "a", 5)', lambda: (store(Slots(), "a", 5)))
show('store(Slots(), "b", 5)', lambda: (store(Slots(), "b", 5)))
show('Slots().a', lambda: (Slots().a))
show('store(Prop(), "value", 6)', lambda: (store(Prop(), "value", 6)))
show('Prop().value, Prop.static(5), Prop().static(6), Prop.make(), Prop().make()', lambda: (Prop().value, Prop.static(5), Prop().static(6), Prop.make(), Prop().make()))
show('drop(Prop(), "value")', lambda: (drop(Prop(), "value")))
show('repr(Bad())', lambda: (repr(Bad())))
show('len(Bad())', lambda: (len(Bad())))
show('bool(Bad())', lambda: (bool(Bad())))
show('iter(Bad())', lambda: (iter(Bad())))
show('str(Bad())', lambda: (str(Bad())))
show('hash(Bad())', lambda: (hash(Bad())))
show('[1][Bad()]', lambda: ([1][Bad()]))
show('f"{Bad()}"', lambda: (f"{Bad()}"))
show('function(1, c=3), function(1, 5, 6, 7, c=3, e=9), function(*[1, 2], **{"c": 3})', lambda: (function(1, c=3), function(1, 5, 6, 7, c=3, e=9), function(*[1, 2], **{"c": 3})))
show('function()', lambda: (function()))
show('function(1)', lambda: (function(1)))
show('function(c=1)', lambda: (function(c=1)))
show('function(1, c=1, a=2)', lambda: (function(1, c=1, a=2)))
show('function(1, 2, 3)', lambda: (function(1, 2, 3)))
show('function(1, c=1, **{"c": 2})', lambda: (function(1, c=1, **{"c": 2})))
show('positional(1, 2, c=3), positional(1, 2, 3)', lambda: (positional(1, 2, c=3), positional(1, 2, 3)))
show('positional(1, b=2, c=3)', lambda: (positional(1, b=2, c=3)))
show('positional(1)', lambda: (positional(1)))
show('positional()', lambda: (positional()))
show('positional(1, 2, 3, 4)', lambda: (positional(1, 2, 3, 4)))
show('positional(1, 2, 3, x=4)', lambda: (positional(1, 2, 3, x=4)))
show('(lambda x: x)()', lambda: ((lambda x: x)()))
show('(lambda: 1)(2)', lambda: ((lambda: 1)(2)))
show('(lambda *, a: a)(1)', lambda: ((lambda *, a: a)(1)))
show('(lambda *, a: a)()', lambda: ((lambda *, a: a)()))
show('(lambda a, b, c: 1)()', lambda: ((lambda a, b, c: 1)()))
show('(lambda a, b=1: 1)(1, 2, 3)', lambda: ((lambda a, b=1: 1)(1, 2, 3)))
show('missing()', lambda: (missing()))
show('unbound()', lambda: (unbound()))
show('5()', lambda: (5()))
show('"a"()', lambda: ("a"()))
show('None()', lambda: (None()))
show('[]()', lambda: ([]()))
show('None.x', lambda: (None.x))
show('None[0]', lambda: (None[0]))
show('None + 1', lambda: (None + 1))
show('None < 1', lambda: (None < 1))
show('for_each(None)', lambda: (for_each(None)))
show('len(None)', lambda: (len(None)))
show('abs("a")', lambda: (abs("a")))
show('chr("a")', lambda: (chr("a")))
show('ord("")', lambda: (ord("")))
show('divmod(5, 0)', lambda: (divmod(5, 0)))
show('divmod("a", 1)', lambda: (divmod("a", 1)))
show('round(1.5, "a")', lambda: (round(1.5, "a")))
show('round(2.5), round(1.005, 2), round(-1.5), round(10, -1)', lambda: (round(2.5), round(1.005, 2), round(-1.5), round(10, -1)))
show('isinstance(1, "int")', lambda: (isinstance(1, "int")))
show('isinstance(1)', lambda: (isinstance(1)))
show('isinstance(1, (int, str)), isinstance("a", (int, (str,))), issubclass(int, object), issubclass(bool, (str, int)), isinstance(None, type(None)), isinstance(1, int | str)', lambda: (isinstance(1, (int, str)), isinstance("a", (int, (str,))), issubclass(int, object), issubclass(bool, (str, int)), isinstance(None, type(None)), isinstance(1, int | str)))
show('issubclass(1, int)', lambda: (issubclass(1, int)))
show('issubclass(int, 1)', lambda: (issubclass(int, 1)))
show('callable(len), callable(Point), callable(Point(1)), callable(5), callable(lambda: 1), callable(Empty())', lambda: (callable(len), callable(Point), callable(Point(1)), callable(5), callable(lambda: 1), callable(Empty())))
show('type(5), type("a").__name__, type(None), type([]), type(Point(1)).__name__, type(type), type(len).__name__, type(lambda: 1).__name__', lambda: (type(5), type("a").__name__, type(None), type([]), type(Point(1)).__name__, type(type), type(len).__name__, type(lambda: 1).__name__))
show('type(function), type(Point.make) if hasattr(Point, "make") else None, type(generator()).__name__, type(range(1)), type(...), type(NotImplemented)', lambda: (type(function), type(Point.make) if hasattr(Point, "make") else None, type(generator()).__name__, type(range(1)), type(...), type(NotImplemented)))
show('type(1, 2)', lambda: (type(1, 2)))
show('type()', lambda: (type()))
show('hasattr(Point(1), "x"), hasattr(Point, "x"), getattr(Point(1), "z", "default"), getattr("abc", "upper")()', lambda: (hasattr(Point(1), "x"), hasattr(Point, "x"), getattr(Point(1), "z", "default"), getattr("abc", "upper")()))
show('getattr(Point(1), "z")', lambda: (getattr(Point(1), "z")))
show('getattr(Point(1))', lambda: (getattr(Point(1))))
show('getattr(Point(1), 5)', lambda: (getattr(Point(1), 5)))
show('hasattr(1)', lambda: (hasattr(1)))
show('id(None) == id(None), hash("a") == hash("a"), hash(1) == hash(1.0)', lambda: (id(None) == id(None), hash("a") == hash("a"), hash(1) == hash(1.0)))
show('any([]), all([]), any([0, "", None]), all([1, "a"]), any(x > 1 for x in [1, 2])', lambda: (any([]), all([]), any([0, "", None]), all([1, "a"]), any(x > 1 for x in [1, 2])))
show('list(generator()), next(generator())', lambda: (list(generator()), next(generator())))
show('generator().send(5)', lambda: (generator().send(5)))
show('next(iter([]))', lambda: (next(iter([]))))
show('print(), print("a", "b", sep="-", end="!\\n"), print(1, None, [2])', lambda: (print(), print("a", "b", sep="-", end="!\n"), print(1, None, [2])))
show('print(sep=5)', lambda: (print(sep=5)))
show('print(end=5)', lambda: (print(end=5)))
show('print(x=1)', lambda: (print(x=1)))
show('input', lambda: (input))
show('repr("a"), ascii("é"), format(3, "03"), bin(5), oct(5), hex(5)', lambda: (repr("a"), ascii("é"), format(3, "03"), bin(5), oct(5), hex(5)))
show('vars(Point(1, 2)), Point(1).__dict__, Point.__name__, Point(1).__class__.__name__, Point.__init__.__name__', lambda: (vars(Point(1, 2)), Point(1).__dict__, Point.__name__, Point(1).__class__.__name__, Point.__init__.__name__))
show('vars(5)', lambda: (vars(5)))
show('sorted(name for name in dir(Point(1)) if not name.startswith("_"))', lambda: (sorted(name for name in dir(Point(1)) if not name.startswith("_"))))
show('function.__name__, function.__defaults__, function.__kwdefaults__, function.__qualname__, Prop.make.__name__, (lambda: 1).__name__', lambda: (function.__name__, function.__defaults__, function.__kwdefaults__, function.__qualname__, Prop.make.__name__, (lambda: 1).__name__))
show('object() == object(), isinstance(object(), object), type(object())', lambda: (object() == object(), isinstance(object(), object), type(object())))
show('iter([1, 2]).__next__(), iter("ab").__next__(), list(iter(lambda: 5, 5))', lambda: (iter([1, 2]).__next__(), iter("ab").__next__(), list(iter(lambda: 5, 5))))
show('reversed([1, 2]).__next__(), enumerate("a").__next__(), zip("a", "b").__next__(), map(str, [1]).__next__()', lambda: (reversed([1, 2]).__next__(), enumerate("a").__next__(), zip("a", "b").__next__(), map(str, [1]).__next__()))
show('sorted([3, 1, 2], key=lambda x: -x), sorted("bca"), sorted({"b": 1, "a": 2}), sorted([(1, "b"), (1, "a")]), sorted([1, 2, 3], reverse=True)', lambda: (sorted([3, 1, 2], key=lambda x: -x), sorted("bca"), sorted({"b": 1, "a": 2}), sorted([(1, "b"), (1, "a")]), sorted([1, 2, 3], reverse=True)))
show('sorted([1], key=5)', lambda: (sorted([1], key=5)))
show('min([1, 2], key=lambda x: -x), max("a", "bb", key=len), min([], default=None)', lambda: (min([1, 2], key=lambda x: -x), max("a", "bb", key=len), min([], default=None)))
show('sum([1.5, 2.5]), sum(range(5), 10), sum([True, True])', lambda: (sum([1.5, 2.5]), sum(range(5), 10), sum([True, True])))
show('pow(2, 3), pow(2, 3, 5), pow(2, -1)', lambda: (pow(2, 3), pow(2, 3, 5), pow(2, -1)))
show('__name__ in ("__main__", "main")', lambda: (__name__ in ("__main__", "main")))
show('ValueError("x"), ValueError("x", 1), KeyError("a"), Exception(), str(KeyError("a")), str(ValueError("a", "b")), ValueError("a").args, repr(OSError(2, "no"))', lambda: (ValueError("x"), ValueError("x", 1), KeyError("a"), Exception(), str(KeyError("a")), str(ValueError("a", "b")), ValueError("a").args, repr(OSError(2, "no"))))
show('str(OSError(2, "no such")), OSError(2, "x").errno, StopIteration(5).value, ValueError("a") == ValueError("a"), isinstance(KeyError(), LookupError)', lambda: (str(OSError(2, "no such")), OSError(2, "x").errno, StopIteration(5).value, ValueError("a") == ValueError("a"), isinstance(KeyError(), LookupError)))
show('UnicodeDecodeError("utf-8", b"\\xff", 0, 1, "bad").reason', lambda: (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad").reason))
show('ValueError(x=1)', lambda: (ValueError(x=1)))
show('raise_it(ValueError)', lambda: (raise_it(ValueError)))
show('raise_it(ValueError("a"))', lambda: (raise_it(ValueError("a"))))
show('raise_it(5)', lambda: (raise_it(5)))
show('raise_it("text")', lambda: (raise_it("text")))
show('raise_it(None)', lambda: (raise_it(None)))
show('raise_it(int)', lambda: (raise_it(int)))
