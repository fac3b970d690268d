def show(label, make):
    try:
        print(label, "->", repr(make()))
    except Exception as error:
        print(label, "->", type(error).__name__ + ":", error)


def change(method, *args):
    data = {1, 2, 3}
    result = getattr(data, method)(*args)
    return result, sorted(data)


def augment(op):
    data = {1, 2, 3}
    same = data
    if op == "|":
        data |= {4}
    elif op == "&":
        data &= {1, 2}
    elif op == "-":
        data -= {1}
    else:
        data ^= {1, 9}
    return sorted(data), same is data


def frozen():
    data = frozenset([1])
    data |= {2}
    return type(data).__name__, sorted(data)


def grow():
    data = {1}
    for item in data:
        data.add(item + 1)


show('set(), {1}, {1, 2, 3}, set([3, 1, 2]), frozenset(), frozenset([1, 2]), set("a"), {1, 1.0, True}, {"a"}, {None}, {(1, 2)}', lambda: (set(), {1}, {1, 2, 3}, set([3, 1, 2]), frozenset(), frozenset([1, 2]), set("a"), {1, 1.0, True}, {"a"}, {None}, {(1, 2)}))
show('set(5)', lambda: (set(5)))
show('set(1, 2)', lambda: (set(1, 2)))
show('set([[]])', lambda: (set([[]])))
show('{[]}', lambda: ({[]}))
show('{{}}', lambda: ({{}}))
show('{{1}}', lambda: ({{1}}))
show('{frozenset([1])}', lambda: ({frozenset([1])}))
show('change("add", 4)', lambda: (change("add", 4)))
show('change("add", 1)', lambda: (change("add", 1)))
show('change("add", [])', lambda: (change("add", [])))
show('change("add")', lambda: (change("add")))
show('change("remove", 1)', lambda: (change("remove", 1)))
show('change("remove", 9)', lambda: (change("remove", 9)))
show('change("remove", "x")', lambda: (change("remove", "x")))
show('change("remove", [])', lambda: (change("remove", [])))
show('change("remove", {9}), change("discard", {9})', lambda: (change("remove", {9}), change("discard", {9})))
show('change("discard", 1)', lambda: (change("discard", 1)))
show('change("discard", 9)', lambda: (change("discard", 9)))
show('change("pop")[1]', lambda: (change("pop")[1]))
show('set().pop()', lambda: (set().pop()))
show('change("clear")', lambda: (change("clear")))
show('change("copy")[0] == {1, 2, 3}', lambda: (change("copy")[0] == {1, 2, 3}))
show('change("update", [4], (5,))', lambda: (change("update", [4], (5,))))
show('change("update")', lambda: (change("update")))
show('change("update", 5)', lambda: (change("update", 5)))
show('change("union", [4], [5])', lambda: (change("union", [4], [5])))
show('change("intersection", [1, 9])', lambda: (change("intersection", [1, 9])))
show('change("difference", [1], [2])', lambda: (change("difference", [1], [2])))
show('change("symmetric_difference", [1, 9])', lambda: (change("symmetric_difference", [1, 9])))
show('change("intersection_update", [1, 2])', lambda: (change("intersection_update", [1, 2])))
show('change("difference_update", [1])', lambda: (change("difference_update", [1])))
show('change("symmetric_difference_update", [1, 9])', lambda: (change("symmetric_difference_update", [1, 9])))
show('change("isdisjoint", [4]), change("isdisjoint", [1])', lambda: (change("isdisjoint", [4]), change("isdisjoint", [1])))
show('change("issubset", [1, 2, 3, 4]), change("issuperset", [1]), change("issubset", [1])', lambda: (change("issubset", [1, 2, 3, 4]), change("issuperset", [1]), change("issubset", [1])))
show('change("issubset", 5)', lambda: (change("issubset", 5)))
show('change("nope")', lambda: (change("nope")))
show('{1, 2} | {3}, {1, 2} & {2, 3}, {1, 2} - {2}, {1, 2} ^ {2, 3}', lambda: ({1, 2} | {3}, {1, 2} & {2, 3}, {1, 2} - {2}, {1, 2} ^ {2, 3}))
show('{1} | [2]', lambda: ({1} | [2]))
show('{1} & 5', lambda: ({1} & 5))
show('{1} + {2}', lambda: ({1} + {2}))
show('augment("|"), augment("&"), augment("-"), augment("^"), frozen()', lambda: (augment("|"), augment("&"), augment("-"), augment("^"), frozen()))
show('{1, 2} == {2, 1}, {1} < {1, 2}, {1} <= {1}, {1, 2} > {1}, {1} >= {2}, {1} == frozenset([1]), {1} != {2}, {1} == [1]', lambda: ({1, 2} == {2, 1}, {1} < {1, 2}, {1} <= {1}, {1, 2} > {1}, {1} >= {2}, {1} == frozenset([1]), {1} != {2}, {1} == [1]))
show('{1} < [1]', lambda: ({1} < [1]))
show('1 in {1}, 5 not in {1}, {1} in [{1}], {1} in {frozenset([1])}', lambda: (1 in {1}, 5 not in {1}, {1} in [{1}], {1} in {frozenset([1])}))
show('[] in {1}', lambda: ([] in {1}))
show('{1, frozenset([2])}.__contains__({2})', lambda: ({1, frozenset([2])}.__contains__({2})))
show('len({1, 1, 2}), sorted({3, 1, 2}), sum({1, 2}), max({1, 5}), bool(set()), bool({0})', lambda: (len({1, 1, 2}), sorted({3, 1, 2}), sum({1, 2}), max({1, 5}), bool(set()), bool({0})))
show('hash(frozenset([1, 2])) == hash(frozenset([2, 1]))', lambda: (hash(frozenset([1, 2])) == hash(frozenset([2, 1]))))
show('hash({1})', lambda: (hash({1})))
show('frozenset([1]).add(2)', lambda: (frozenset([1]).add(2)))
show('frozenset([1]) | {2}, type(frozenset([1]) | {2}).__name__, type({1} | frozenset([2])).__name__', lambda: (frozenset([1]) | {2}, type(frozenset([1]) | {2}).__name__, type({1} | frozenset([2])).__name__))
show('{x % 3 for x in range(10)}, {c for c in "aab" if c != "b"}', lambda: ({x % 3 for x in range(10)}, {c for c in "aab" if c != "b"}))
show('{1, 2}[0]', lambda: ({1, 2}[0]))
show('grow()', lambda: (grow()))
show('set.union({1}, [2]), {1}.union(), set().union([1], {2}, "a") == {1, 2, "a"}', lambda: (set.union({1}, [2]), {1}.union(), set().union([1], {2}, "a") == {1, 2, "a"}))
show('repr(set()), repr(frozenset()), str({1}), f"{ {1} }"', lambda: (repr(set()), repr(frozenset()), str({1}), f"{ {1} }"))
show('{*[1, 2], *(2, 3)}, set(range(3)) == {0, 1, 2}, {1: 2}.keys() == {1}', lambda: ({*[1, 2], *(2, 3)}, set(range(3)) == {0, 1, 2}, {1: 2}.keys() == {1}))
