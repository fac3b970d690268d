def show(label, make):
    try:
        print(label, "->", repr(make()))
    except Exception as error:
        print(label, "->", type(error).__name__ + ":", error)


def change(method, *args):
    data = bytearray(b"abc")
    result = getattr(data, method)(*args)
    return result, data


def assign(key, value):
    data = bytearray(b"abc")
    data[key] = value
    return data


def remove(key):
    data = bytearray(b"abc")
    del data[key]
    return data


show("bytearray(b'abc').pop(5)", lambda: (bytearray(b'abc').pop(5)))
show("bytearray(b'').pop()", lambda: (bytearray(b'').pop()))
show("bytearray(b'abc').remove(1)", lambda: (bytearray(b'abc').remove(1)))
show("bytearray(b'abc').remove(300)", lambda: (bytearray(b'abc').remove(300)))
show("bytearray(b'abc').append(300)", lambda: (bytearray(b'abc').append(300)))
show("bytearray(b'abc').append('a')", lambda: (bytearray(b'abc').append('a')))
show("bytearray(b'abc').extend([300])", lambda: (bytearray(b'abc').extend([300])))
show("bytearray(b'abc').extend('abc')", lambda: (bytearray(b'abc').extend('abc')))
show("bytearray(b'abc').extend(['a'])", lambda: (bytearray(b'abc').extend(['a'])))
show("bytearray(b'abc').extend(5)", lambda: (bytearray(b'abc').extend(5)))
show("bytearray(b'abc').insert(1,300)", lambda: (bytearray(b'abc').insert(1,300)))
show("bytearray(b'abc').insert('a',1)", lambda: (bytearray(b'abc').insert('a',1)))
show('bytearray(b"abc"), bytearray(b"it\'s"), str(bytearray(b"a")), len(bytearray(5)), list(bytearray(b"ab"))', lambda: (bytearray(b"abc"), bytearray(b"it's"), str(bytearray(b"a")), len(bytearray(5)), list(bytearray(b"ab"))))
show('bytearray(b"abc").upper(), bytearray(b"a b").split(), bytearray(b"abc").replace(b"b", b"x"), bytearray(b"abc").hex(), bytearray(b"abc").decode()', lambda: (bytearray(b"abc").upper(), bytearray(b"a b").split(), bytearray(b"abc").replace(b"b", b"x"), bytearray(b"abc").hex(), bytearray(b"abc").decode()))
show('bytearray.fromhex("6162"), bytearray(b"abc")[1], bytearray(b"abc")[1:], bytearray(b"abc") + b"d", b"d" + bytearray(b"abc"), bytearray(b"ab") * 2', lambda: (bytearray.fromhex("6162"), bytearray(b"abc")[1], bytearray(b"abc")[1:], bytearray(b"abc") + b"d", b"d" + bytearray(b"abc"), bytearray(b"ab") * 2))
show('bytearray(b"abc") == b"abc", b"b" in bytearray(b"abc"), 97 in bytearray(b"abc")', lambda: (bytearray(b"abc") == b"abc", b"b" in bytearray(b"abc"), 97 in bytearray(b"abc")))
show('bytearray(b"abc")[5]', lambda: (bytearray(b"abc")[5]))
show('bytearray(b"abc")["a"]', lambda: (bytearray(b"abc")["a"]))
show('hash(bytearray(b"a"))', lambda: (hash(bytearray(b"a"))))
show('{bytearray(b"a"): 1}', lambda: ({bytearray(b"a"): 1}))
show('change("append", 100)', lambda: (change("append", 100)))
show('change("append", 256)', lambda: (change("append", 256)))
show('change("append", -1)', lambda: (change("append", -1)))
show('change("append", "a")', lambda: (change("append", "a")))
show('change("extend", b"de")', lambda: (change("extend", b"de")))
show('change("extend", [100, 101])', lambda: (change("extend", [100, 101])))
show('change("extend", (x for x in b"de"))', lambda: (change("extend", (x for x in b"de"))))
show('change("extend", "de")', lambda: (change("extend", "de")))
show('change("extend", "")', lambda: (change("extend", "")))
show('change("extend", 5)', lambda: (change("extend", 5)))
show('change("insert", 0, 122)', lambda: (change("insert", 0, 122)))
show('change("insert", -1, 122)', lambda: (change("insert", -1, 122)))
show('change("insert", 100, 122)', lambda: (change("insert", 100, 122)))
show('change("pop")', lambda: (change("pop")))
show('change("pop", 0)', lambda: (change("pop", 0)))
show('change("pop", 5)', lambda: (change("pop", 5)))
show('change("pop", "a")', lambda: (change("pop", "a")))
show('change("remove", 98)', lambda: (change("remove", 98)))
show('change("remove", 122)', lambda: (change("remove", 122)))
show('change("remove", "a")', lambda: (change("remove", "a")))
show('change("reverse")', lambda: (change("reverse")))
show('change("clear")', lambda: (change("clear")))
show('change("copy")', lambda: (change("copy")))
show('change("copy", 1)', lambda: (change("copy", 1)))
show('change("insert", 0)', lambda: (change("insert", 0)))
show('assign(0, 120)', lambda: (assign(0, 120)))
show('assign(-1, 120)', lambda: (assign(-1, 120)))
show('assign(5, 120)', lambda: (assign(5, 120)))
show('assign(0, 256)', lambda: (assign(0, 256)))
show('assign(0, "a")', lambda: (assign(0, "a")))
show('assign("a", 0)', lambda: (assign("a", 0)))
show('assign(slice(0, 2), b"xyz")', lambda: (assign(slice(0, 2), b"xyz")))
show('assign(slice(0, 2), [1, 2, 3])', lambda: (assign(slice(0, 2), [1, 2, 3])))
show('assign(slice(None, None, 2), b"xy")', lambda: (assign(slice(None, None, 2), b"xy")))
show('assign(slice(None, None, 2), b"xyz")', lambda: (assign(slice(None, None, 2), b"xyz")))
show('assign(slice(1, 1), b"--")', lambda: (assign(slice(1, 1), b"--")))
show('assign(slice(0, 1), "a")', lambda: (assign(slice(0, 1), "a")))
show('assign(slice(0, 1), 5)', lambda: (assign(slice(0, 1), 5)))
show('remove(0)', lambda: (remove(0)))
show('remove(-1)', lambda: (remove(-1)))
show('remove(9)', lambda: (remove(9)))
show('remove(slice(0, 2))', lambda: (remove(slice(0, 2))))
show('remove(slice(None, None, 2))', lambda: (remove(slice(None, None, 2))))
show('remove("a")', lambda: (remove("a")))
