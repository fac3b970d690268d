def show(label, make):
    try:
        print(label, "->", repr(make()))
    except Exception as error:
        print(label, "->", type(error).__name__ + ":", error)


def pairs():
    a, *b, c = (1, 2, 3, 4)
    (d, e), f = (1, 2), 3
    return a, b, c, d, e, f


def unpack(values):
    a, b = values
    return a, b


def unpack_more(values):
    a, b, *c = values
    return a, b, c


show('(), (1,), (1, 2), tuple(), tuple("ab"), tuple([1]), tuple({"a": 1}), (1, (2,)), ((),)', lambda: ((), (1,), (1, 2), tuple(), tuple("ab"), tuple([1]), tuple({"a": 1}), (1, (2,)), ((),)))
show('(1, 2, 3)[0], (1, 2, 3)[-1], (1, 2, 3)[1:], (1, 2, 3)[::-1], (1, 2)[5:]', lambda: ((1, 2, 3)[0], (1, 2, 3)[-1], (1, 2, 3)[1:], (1, 2, 3)[::-1], (1, 2)[5:]))
show('(1,)[3]', lambda: ((1,)[3]))
show('(1,)["a"]', lambda: ((1,)["a"]))
show('(1, 2).index(2), (1, 2, 1).count(1), (1, 2, 1).index(1, 1)', lambda: ((1, 2).index(2), (1, 2, 1).count(1), (1, 2, 1).index(1, 1)))
show('(1,).index(5)', lambda: ((1,).index(5)))
show('(1,).index()', lambda: ((1,).index()))
show('(1,).count()', lambda: ((1,).count()))
show('(1,).append(2)', lambda: ((1,).append(2)))
show('(1, 2) + (3,), (1,) * 3, 2 * (1,), () + ()', lambda: ((1, 2) + (3,), (1,) * 3, 2 * (1,), () + ()))
show('(1,) + [2]', lambda: ((1,) + [2]))
show('(1,) * "a"', lambda: ((1,) * "a"))
show('(1, 2) == (1, 2), (1, 2) < (1, 3), (1,) == [1], () < (1,)', lambda: ((1, 2) == (1, 2), (1, 2) < (1, 3), (1,) == [1], () < (1,)))
show('(1,) < ("a",)', lambda: ((1,) < ("a",)))
show('1 in (1, 2), (1,) in ((1,),)', lambda: (1 in (1, 2), (1,) in ((1,),)))
show('hash((1, 2)) == hash((1, 2)), {(1, 2): "x"}[(1, 2)]', lambda: (hash((1, 2)) == hash((1, 2)), {(1, 2): "x"}[(1, 2)]))
show('hash(([],))', lambda: (hash(([],))))
show('tuple(5)', lambda: (tuple(5)))
show('tuple(1, 2)', lambda: (tuple(1, 2)))
show('pairs()', lambda: (pairs()))
show('unpack((1, 2)), unpack("ab"), unpack({"a": 1, "b": 2}), unpack([1, 2]), unpack(range(2))', lambda: (unpack((1, 2)), unpack("ab"), unpack({"a": 1, "b": 2}), unpack([1, 2]), unpack(range(2))))
show('unpack((1,))', lambda: (unpack((1,))))
show('unpack((1, 2, 3))', lambda: (unpack((1, 2, 3))))
show('unpack(())', lambda: (unpack(())))
show('unpack(5)', lambda: (unpack(5)))
show('unpack(None)', lambda: (unpack(None)))
show('unpack("abc")', lambda: (unpack("abc")))
show('unpack({"a": 1})', lambda: (unpack({"a": 1})))
show('unpack(iter([1]))', lambda: (unpack(iter([1]))))
show('unpack(iter([1, 2, 3]))', lambda: (unpack(iter([1, 2, 3]))))
show('unpack_more((1, 2)), unpack_more((1, 2, 3, 4))', lambda: (unpack_more((1, 2)), unpack_more((1, 2, 3, 4))))
show('unpack_more((1,))', lambda: (unpack_more((1,))))
show('unpack_more(5)', lambda: (unpack_more(5)))
show('len((1, 2)), sum((1, 2)), max((1, 2)), sorted((2, 1)), list(reversed((1, 2))), any(()), all(())', lambda: (len((1, 2)), sum((1, 2)), max((1, 2)), sorted((2, 1)), list(reversed((1, 2))), any(()), all(())))
show('range(5), range(1, 5), range(0, 10, 2), range(5, 0, -1), list(range(5, 0, -2)), list(range(0)), list(range(3, 1))', lambda: (range(5), range(1, 5), range(0, 10, 2), range(5, 0, -1), list(range(5, 0, -2)), list(range(0)), list(range(3, 1))))
show('range(1.5)', lambda: (range(1.5)))
show('range("a")', lambda: (range("a")))
show('range()', lambda: (range()))
show('range(1, 2, 3, 4)', lambda: (range(1, 2, 3, 4)))
show('range(1, 2, 0)', lambda: (range(1, 2, 0)))
show('range(5)[2], range(5)[-1], range(10)[2:5], range(10)[::-1], range(0, 10, 3)[1:]', lambda: (range(5)[2], range(5)[-1], range(10)[2:5], range(10)[::-1], range(0, 10, 3)[1:]))
show('range(5)[9]', lambda: (range(5)[9]))
show('range(5)["a"]', lambda: (range(5)["a"]))
show('range(5).index(3), range(0, 10, 2).count(4), range(5).count(9)', lambda: (range(5).index(3), range(0, 10, 2).count(4), range(5).count(9)))
show('range(5).index(9)', lambda: (range(5).index(9)))
show('len(range(5)), 3 in range(5), 5 in range(5), 2.0 in range(5), "a" in range(5), sum(range(101)), max(range(3)), min(range(3))', lambda: (len(range(5)), 3 in range(5), 5 in range(5), 2.0 in range(5), "a" in range(5), sum(range(101)), max(range(3)), min(range(3))))
show('range(3) == range(3), range(0) == range(2, 2), range(0, 3, 2) == range(0, 4, 2), hash(range(3)) == hash(range(3)), range(3) == [0, 1, 2]', lambda: (range(3) == range(3), range(0) == range(2, 2), range(0, 3, 2) == range(0, 4, 2), hash(range(3)) == hash(range(3)), range(3) == [0, 1, 2]))
show('range(5).start, range(5).stop, range(5).step, bool(range(0)), bool(range(1)), list(reversed(range(3)))', lambda: (range(5).start, range(5).stop, range(5).step, bool(range(0)), bool(range(1)), list(reversed(range(3)))))
show('range(3) + range(2)', lambda: (range(3) + range(2)))
show('range(10 ** 18)[5], len(range(10 ** 18)), 10 ** 17 in range(10 ** 18)', lambda: (range(10 ** 18)[5], len(range(10 ** 18)), 10 ** 17 in range(10 ** 18)))
show('slice(1, 2), slice(5), slice(None, None, -1), slice(1, 5, 2).indices(10), slice(None).start, slice(1, 2) == slice(1, 2)', lambda: (slice(1, 2), slice(5), slice(None, None, -1), slice(1, 5, 2).indices(10), slice(None).start, slice(1, 2) == slice(1, 2)))
show('slice()', lambda: (slice()))
show('slice(1, 2, 3, 4)', lambda: (slice(1, 2, 3, 4)))
show('slice(1, 2, 0).indices(5)', lambda: (slice(1, 2, 0).indices(5)))
show('hash(slice(1))', lambda: (hash(slice(1))))
show('[0, 1, 2, 3][slice(1, 3)], "abcd"[slice(None, None, 2)]', lambda: ([0, 1, 2, 3][slice(1, 3)], "abcd"[slice(None, None, 2)]))
