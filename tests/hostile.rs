//! Programs that want to take the machine down: each must end by itself, with an outcome, in bounded memory.
//!
//! Nothing here asserts wall-clock time; the budgets in `Limits` do the bounding, and a program that escaped them would
//! hang or abort the test.

use jwtrace::python::{Cancel, Limits, Program, World, run, run_cancellable};
use jwtrace::trace::{HaltReason, Outcome, Trace};

fn limits() -> Limits {
    Limits { ticks: 1_000_000, steps: 20_000, ..Limits::default() }
}

fn trace(source: &str) -> Trace {
    let program = Program::parse(source).unwrap_or_else(|d| panic!("{source}: {d:?}"));
    run(&program, &World::default(), &limits())
}

fn halted(source: &str) -> HaltReason {
    match trace(source).outcome {
        Outcome::Halted { reason, .. } => reason,
        other => panic!("{source}: {other:?}"),
    }
}

fn raised(source: &str) -> (String, String) {
    match trace(source).outcome {
        Outcome::Raised(raised) => (raised.class, raised.message),
        other => panic!("{source}: {other:?}"),
    }
}

fn finished(source: &str) -> String {
    let trace = trace(source);
    assert_eq!(trace.outcome, Outcome::Finished, "{source}");
    trace.stdout
}

#[test]
fn endless_work_is_halted() {
    for source in [
        "while True:\n    pass",
        "x = 0\nwhile True: x += 1",
        "def f():\n    while True:\n        try:\n            1/0\n        except BaseException:\n            pass\nf()",
        "while True:\n    try:\n        while True: pass\n    except BaseException:\n        print('never')\n    finally:\n        continue",
        "sum(range(10**12))",
        "list(iter(int, 1))",
        "for _ in iter(int, 1): pass",
        "max(range(10**15))",
        "(x for x in iter(int, 1)).__next__() or [0 for _ in iter(int, 1)]",
        "10**9 in iter(int, 1)",
        "sorted([3, 2, 1], key=lambda x: [0 for _ in iter(int, 1)])",
        "class A:\n    def __eq__(self, other):\n        while True: pass\n[A()] == [A()]",
        "class A:\n    def __exit__(self, *a): pass\n    def __enter__(self):\n        while True: pass\nwith A(): pass",
        "def g():\n    try:\n        while True: yield 1\n    finally:\n        while True: pass\nfor _ in g(): pass",
        "' '.join(str(i) for i in iter(int, 1))",
        "a, *b = iter(int, 1)",
        "dict.fromkeys(iter(int, 1))",
        "set(iter(int, 1)) and any(iter(int, 1))",
        "all(x == 0 for x in iter(int, 1))",
        "A = object\nwhile True:\n    A = type('A', (A,), {})",
        "class X: pass\nclass A(X): pass\nwhile True:\n    A = type('A', (A, X), {})",
    ] {
        let reason = halted(source);
        let bounded = [HaltReason::Work, HaltReason::Steps, HaltReason::Memory];
        assert!(bounded.contains(&reason), "{source}: {reason:?}");
    }
}

#[test]
fn a_halt_cannot_be_caught() {
    let trace = trace(
        "try:\n    while True: pass\nexcept BaseException as e:\n    print('caught')\nfinally:\n    print('finally')\n",
    );
    assert!(matches!(trace.outcome, Outcome::Halted { line: 2, .. }), "{:?}", trace.outcome);
    assert_eq!(trace.stdout, "");
}

#[test]
fn too_much_memory_is_halted() {
    for source in [
        "'x' * 10**12",
        "b'x' * 10**12",
        "[0] * 10**12",
        "(0,) * 10**10",
        "bytearray(10**12)",
        "bytes(10**11)",
        "s = 'x'\nwhile True: s = s + s",
        "s = 'x'\nwhile True: s += s",
        "l = [1]\nwhile True: l = l + l",
        "l = [1]\nwhile True: l.extend(l)",
        "l = [1]\nwhile True: l += l",
        "t = (1,)\nwhile True: t += t",
        "list(range(10**9))",
        "7 ** 10**8",
        "2 ** 10**10",
        "1 << 10**12",
        "f'{1:1000000000}'",
        "'%1000000000d' % 1",
        "'{:>{w}}'.format(1, w=10**10)",
        "'a'.ljust(10**11)",
        "'a'.center(10**11, 'x')",
        "'a'.zfill(10**11)",
        "'\\t'.expandtabs(10**9)",
        "('x' * 10**6).replace('x', 'y' * 10**6)",
        "('x' * 10**6).join(['a'] * 10**6)",
        "(10).to_bytes(10**11, 'big')",
        "x = 3\nwhile True: x = x * x",
        "d = {}\ni = 0\nwhile True:\n    d[i] = 'x' * 100000 + str(i)\n    i += 1",
        "l = []\nwhile True: l.append('y' * 100000 + str(len(l)))",
        "print('x' * 10**7 * 10)",
        "def f(n):\n    s = 'x' * 10**7 + str(n)\n    return f(n + 1)\nf(0)",
    ] {
        let reason = halted(source);
        assert!(matches!(reason, HaltReason::Memory | HaltReason::Work), "{source}: {reason:?}");
    }
}

/// What grows without end, in every kind of container, shown at every stop.
#[test]
fn growing_data_is_halted() {
    for source in [
        "l = []\nwhile True:\n    l.append('x' * 1000)",
        "l = []\ni = 0\nwhile True:\n    l.append(i)\n    i += 1",
        "l = []\nwhile True:\n    l += [1]",
        "l = []\nwhile True:\n    l.insert(0, 1)",
        "l = []\nwhile True:\n    l.append(l)",
        "l = [[] for _ in range(500)]\nwhile True:\n    l[0].append(1)",
        "l = list(range(2000))\ni = 0\nwhile True:\n    l[0] = i\n    i += 1",
        "l = []\nwhile True:\n    l.append(1)\n    if len(l) > 800: l.clear()",
        "d = {}\ni = 0\nwhile True:\n    d[i] = 'v' * 50\n    i += 1",
        "d = {}\ni = 0\nwhile True:\n    d.setdefault(i % 100, []).append(i)\n    i += 1",
        "s = set()\ni = 0\nwhile True:\n    s.add(i)\n    i += 1",
        "b = bytearray()\nwhile True:\n    b.append(1)",
        "x = []\nwhile True:\n    x = [x]",
        "x = []\nwhile True:\n    x = [x, x]",
        "x = ()\nwhile True:\n    x = (x, x)",
        "x = {}\nwhile True:\n    x = {'k': x}",
        "s = ''\nwhile True:\n    s += 'x'",
        "x = 1\nl = []\nwhile True:\n    x <<= 64\n    l.append(x)",
        "from collections import deque\nd = deque()\nwhile True:\n    d.append('x' * 100)",
        "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\nl = []\nwhile True:\n    l.append(P(len(l)))",
        "class A: pass\na = A()\ni = 0\nwhile True:\n    setattr(a, f'x{i}', i)\n    i += 1",
        "class N:\n    def __init__(self, n): self.n = n\n    def __repr__(self): return f'N({self.n!r})'\nx = None\nwhile True:\n    x = N(x)",
        "class A:\n    def __repr__(self): return 'A' * 10**6\na = A()\nl = []\nwhile True:\n    l.append(a)",
        "i = 0\nwhile True:\n    globals()[f'v{i}'] = i\n    i += 1",
        "A = object\nwhile True:\n    A = type('A', (A,), {})",
        "f = lambda: 1\nwhile True:\n    f = (lambda g: lambda: g())(f)",
        "e = None\nwhile True:\n    try:\n        raise ValueError('x') from e\n    except ValueError as caught:\n        e = caught",
        "i = 0\nwhile True:\n    i += 1\n    try:\n        raise ValueError('x' * 100000 + str(i))\n    except ValueError:\n        pass",
        "def f():\n    try:\n        f()\n    except BaseException:\n        f()\nf()",
        "class A:\n    def __hash__(self): return 1\n    def __eq__(self, other): return False\nd = {}\nwhile True:\n    d[A()] = 1",
        "import jwt\nwhile True:\n    jwt.decode(jwt.encode({'a': 1}, 'k' * 32), 'k' * 32, algorithms=['HS256'])",
        "import re\nre.match('(a+)+$', 'a' * 40 + 'b')",
        "import json\nl = [1] * 100000\nwhile True:\n    json.dumps(l)",
        "import hashlib\nhashlib.pbkdf2_hmac('sha256', b'p', b's', 10**10)",
    ] {
        let program = Program::parse(source).unwrap_or_else(|d| panic!("{source}: {d:?}"));
        let limits = Limits { ticks: 300_000, steps: 6_000, total_bytes: 32 << 20, ..Limits::default() };
        let trace = run(&program, &World::default(), &limits);
        let reason = match &trace.outcome {
            Outcome::Halted { reason, .. } => *reason,
            other => panic!("{source}: {other:?}"),
        };
        assert!(matches!(reason, HaltReason::Work | HaltReason::Steps | HaltReason::Memory), "{source}");
        assert!(trace.bytes() < 8 << 20, "{source}: {} bytes", trace.bytes());
        let read: usize = (0..trace.steps.len())
            .flat_map(|step| trace.changes(step))
            .map(|change| change.value.map_or(0, |value| value.repr.len()))
            .sum();
        assert!(read < 24 << 20, "{source}: {read} bytes to read");
    }
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn handling_much_at_once_is_work_even_in_one_instruction() {
    // Were the body free of charge, the number of steps would end these, after twenty thousand times the work.
    for (setup, body) in [
        ("def f(**k): pass\nd = {str(i): i for i in range(20000)}", "f(**d)"),
        ("d = {i: i for i in range(20000)}", "{**d}"),
        ("d = {i: i for i in range(20000)}", "d | {}"),
        ("d = {i: i for i in range(20000)}", "(-1, 1) in d.items() or list(d.values())"),
        ("s = set(range(20000))", "s | {1}"),
        ("s = set(range(20000))", "s.copy()"),
        ("s = 'x' * 1000000\nt = 'x' * 999999\nt += 'x'", "s == t"),
        ("s = 'x' * 1000000\nt = 'x' * 999999\nt += 'x'", "s < t"),
        ("s = b'x' * 1000000\nt = b'x' * 999999\nt += b'x'", "s == t"),
        ("s = b'x' * 1000000", "hash(s)"),
        ("s = 'x' * 300000", "s.upper()"),
        ("import math\nx = (1 << 100000) - 1\ny = (1 << 99999) - 7", "math.gcd(x, y)"),
        ("x = 10 ** 4000\ny = 10 ** 2000 + 1", "divmod(x, y)"),
        ("x = (1 << 4000000) - 1", "x & 1"),
        ("class C: pass\nc = C()\nfor i in range(3000): setattr(c, f'a{i}', i)", "dir(c)"),
        ("C = object\nfor i in range(200): C = type('C', (C,), {})\nc = C()", "hasattr(c, 'no')"),
        (&lines(300, |i| format!("v{i} = [{i}]")), "v0.append(1); v0.pop()"),
    ] {
        let source = format!("{setup}\nwhile True:\n    {body}");
        assert_eq!(halted(&source), HaltReason::Work, "{body}");
    }
    let first_out = "d = {i: i for i in range(20000)}\nwhile d:\n    del d[next(iter(d))]";
    assert_eq!(halted(first_out), HaltReason::Work);
    let many_names = lines(8000, |i| format!("def f{i}(): pass"));
    assert_eq!(halted(&many_names), HaltReason::Work);
    let wide = "import json\njson.dumps([[1] * 10] * 1000, indent=10 ** 8)";
    assert_eq!(halted(wide), HaltReason::Memory);
}

#[test]
fn a_loop_of_a_million_steps_has_the_work_it_needs() {
    // A hundredth of it with a hundredth of the budget: what a step costs does not grow with their number.
    let defaults = Limits::default();
    let limits = Limits { ticks: defaults.ticks / 100, steps: defaults.steps / 100, ..defaults };
    for source in [
        "total = 0\nfor i in range(4990):\n    total = total + i",
        "l = []\nfor i in range(4990):\n    l.append(i)",
        "d = {}\nfor i in range(4990):\n    d[i] = i * i",
    ] {
        let trace = run(&Program::parse(source).unwrap(), &World::default(), &limits);
        assert_eq!(trace.outcome, Outcome::Finished, "{source}");
        assert!(trace.steps.len() > 9_900, "{source}");
    }
}

#[test]
fn what_only_grows_is_shown_whole_and_stored_once() {
    for (name, source) in [
        ("l", "l = []\nfor i in range(5000):\n    l.append(i)\n"),
        ("d", "d = {}\nfor i in range(5000):\n    d[i] = i * i\n"),
    ] {
        let program = Program::parse(source).expect("parses");
        let trace = run(&program, &World::default(), &Limits::default());
        assert_eq!(trace.outcome, Outcome::Finished);
        assert!(
            trace.bytes() <= 100 * trace.steps.len(),
            "{source}: {} a step",
            trace.bytes() / trace.steps.len()
        );
        for turn in [0, 1, 17, 50, 200] {
            let shown = trace.local(0, name, 5 + 2 * turn).expect("bound");
            let expected = match name {
                "l" => format!("{:?}", (0..=turn).collect::<Vec<_>>()),
                _ => format!(
                    "{:?}",
                    (0..=turn).map(|i| (i, i * i)).collect::<std::collections::BTreeMap<_, _>>()
                ),
            };
            assert_eq!((shown.repr, shown.truncated), (expected.as_str(), false));
        }
        let last = trace.local(0, name, trace.steps.len() - 1).expect("bound");
        assert!(last.truncated && last.repr.len() == 4_096);
    }
}

/// Changes that are not additions at the end, after additions that were.
#[test]
fn what_does_not_only_grow_is_shown_anew() {
    let source = "l = []\nd = {}\nb = bytearray()\nl.append(1)\nl.append('two')\nl[0] = 5\nl.append([])\nl[2].append(7)\nl += (8, 9)\nl.pop()\nl.append(l)\nd['a'] = 1\nd['b'] = 2\nd['a'] = 3\ndel d['b']\nd['c'] = 4\nd['e'] = []\nd['e'].append(6)\nb.append(65)\nb[0] = 66\n";
    let trace = trace(source);
    let mut states: Vec<&str> = Vec::new();
    for step in 0..trace.steps.len() {
        states.extend(trace.changes(step).filter_map(|change| change.value.map(|value| value.repr)));
    }
    assert_eq!(
        states,
        [
            "[]",
            "{}",
            "bytearray(b'')",
            "[1]",
            "[1, 'two']",
            "[5, 'two']",
            "[5, 'two', []]",
            "[5, 'two', [7]]",
            "[5, 'two', [7], 8, 9]",
            "[5, 'two', [7], 8]",
            "[5, 'two', [7], 8, [...]]",
            "{'a': 1}",
            "{'a': 1, 'b': 2}",
            "{'a': 3, 'b': 2}",
            "{'a': 3}",
            "{'a': 3, 'c': 4}",
            "{'a': 3, 'c': 4, 'e': []}",
            "{'a': 3, 'c': 4, 'e': [6]}",
            "bytearray(b'A')",
            "bytearray(b'B')",
        ]
    );
}

#[test]
fn deep_recursion_is_an_exception_as_in_cpython() {
    let endless = [
        "def f(): return f()\nf()",
        "def f(n): return 1 + f(n + 1)\nf(0)",
        "class A:\n    def __repr__(self): return repr(self)\nrepr(A())",
        "class A:\n    def __str__(self): return str(self)\nstr(A())",
        "class A:\n    def __getattr__(self, n): return self.missing\nA().x",
        "class A:\n    @property\n    def p(self): return self.p\nA().p",
        "class A:\n    def __eq__(self, o): return self == o\nA() == 1",
        "class A:\n    def __add__(self, o): return self + o\nA() + 1",
        "class A:\n    def __bool__(self): return not self\nbool(A())",
        "class A:\n    def __len__(self): return len(self)\nlen(A())",
        "class A:\n    def __iter__(self): return iter(self)\niter(A())",
        "class A:\n    def __init__(self): A()\nA()",
        "class A:\n    def __hash__(self): return hash(self)\nhash(A())",
        "class A:\n    def __call__(self): return self()\nA()()",
        "class A:\n    def __format__(self, s): return format(self)\nf'{A()}'",
        "def g():\n    yield from g()\nlist(g())",
        "async def f():\n    await f()\nf().send(None)",
        "f = lambda: sorted([1, 2], key=lambda x: f())\nf()",
        "l = []\nfor _ in range(5000): l = [l]\nrepr(l)",
        "a = []\nb = []\nfor _ in range(1500):\n    a, b = [a], [b]\na == b",
        "t = ()\nfor _ in range(5000): t = (t,)\nhash(t)",
        "a = []\na.append(a)\nb = []\nb.append(b)\na == b",
        "a = {}\na['x'] = a\nb = {}\nb['x'] = b\na == b",
        "m = map(int, [])\nfor _ in range(5000): m = map(int, m)\nnext(m)",
    ];
    for source in endless {
        let (class, message) = raised(source);
        assert_eq!(class, "RecursionError", "{source}");
        assert!(message.starts_with("maximum recursion depth exceeded"), "{source}: {message}");
    }
    let caught =
        "def f(n):\n    return f(n + 1)\ntry:\n    f(0)\nexcept RecursionError as e:\n    print('ok', e)";
    assert_eq!(finished(caught), "ok maximum recursion depth exceeded\n");
}

#[test]
fn long_chains_are_dropped_without_a_deep_stack() {
    for source in [
        "x = None\nfor _ in range(9000): x = [x]\nx = 1\nprint('ok')",
        "x = None\nfor _ in range(9000): x = (x,)\nx = 1\nprint('ok')",
        "x = None\nfor _ in range(9000): x = {'k': x}\nx = 1\nprint('ok')",
        "class N:\n    pass\nx = None\nfor _ in range(5000):\n    n = N()\n    n.next = x\n    x = n\nx = n = 1\nprint('ok')",
        "x = None\nfor _ in range(5000): x = lambda x=x: x\nx = 1\nprint('ok')",
        "def g(x):\n    yield x\nx = None\nfor _ in range(3000):\n    x = g(x)\nx = 1\nprint('ok')",
        "e = None\nfor _ in range(1000):\n    n = ValueError(e)\n    e = n\ne = n = 1\nprint('ok')",
        "x = iter([])\nfor _ in range(5000): x = enumerate(x)\nx = 1\nprint('ok')",
    ] {
        let program = Program::parse(source).expect("parses");
        let limits = Limits { ticks: 30_000_000, ..Limits::default() };
        assert_eq!(run(&program, &World::default(), &limits).stdout, "ok\n", "{source}");
    }
}

#[test]
fn data_that_contains_itself_is_printed() {
    let source = "a = [1]\na.append(a)\nprint(a)\nd = {}\nd['me'] = d\nprint(d)\nt = ([],)\nt[0].append(t)\nprint(t)\nprint(a == a)";
    assert_eq!(finished(source), "[1, [...]]\n{'me': {...}}\n([(...)],)\nTrue\n");
}

#[test]
fn misuse_is_an_exception_never_a_panic() {
    for (source, class) in [
        ("len()", "TypeError"),
        ("int('9' * 5000)", "ValueError"),
        ("str(10 ** 5000)", "ValueError"),
        ("print(10 ** 5000)", "ValueError"),
        ("'abc'[10**30]", "IndexError"),
        ("[1][10**30]", "IndexError"),
        ("[1, 2, 3][::0]", "ValueError"),
        ("range(1, 2, 0)", "ValueError"),
        ("chr(-1)", "ValueError"),
        ("chr(10**10)", "ValueError"),
        ("1 // 0", "ZeroDivisionError"),
        ("1 % 0", "ZeroDivisionError"),
        ("0.0 ** -1", "ZeroDivisionError"),
        ("1 << -1", "ValueError"),
        ("(-9223372036854775807 - 1) // -1 and [][0]", "IndexError"),
        ("10.0 ** 400", "OverflowError"),
        ("float('1' * 400) and int(float('inf'))", "OverflowError"),
        ("object.__new__(int)", "TypeError"),
        ("type('X', (int, str), {})", "TypeError"),
        ("type.__new__(5)", "TypeError"),
        ("super()", "RuntimeError"),
        ("raise", "RuntimeError"),
        ("next(iter([]))", "StopIteration"),
        ("{}.popitem()", "KeyError"),
        ("set().pop()", "KeyError"),
        ("list.append(5, 1)", "TypeError"),
        ("str.upper(5)", "TypeError"),
        ("dict.get({}, [])", "TypeError"),
        ("''.join([1])", "TypeError"),
        ("'{}{}'.format(1)", "IndexError"),
        ("'{0.a}'.format(1)", "AttributeError"),
        ("'%d' % 'x'", "TypeError"),
        ("f'{1:zz}'", "ValueError"),
        ("open('/etc/passwd')", "PermissionError"),
        ("eval('1')", "NotImplementedError"),
        ("input()", "EOFError"),
        ("import nosuchmodule", "ModuleNotFoundError"),
        ("from jwt import nosuch_name_at_all", "ImportError"),
        ("exit(3)", "SystemExit"),
        ("[].sort(key=5) or [2, 1].sort(key=5)", "TypeError"),
        ("x = [1]\ndef k(v):\n    x.append(1)\n    return v\nx.sort(key=k)", "ValueError"),
        ("d = {1: 1}\nfor k in d: d[k + 1] = 1", "RuntimeError"),
        ("s = {1}\nfor k in s: s.add(k + 1)", "RuntimeError"),
        ("def g():\n    yield g1.send(None)\ng1 = g()\nnext(g1)", "ValueError"),
        ("class A(A): pass", "NameError"),
        ("class A:\n    x = 1 / 0", "ZeroDivisionError"),
        ("del x", "NameError"),
        ("hash([])", "TypeError"),
        ("1 if [] < 1 else 2", "TypeError"),
        ("match 1:\n    case int(a, b): pass", "TypeError"),
        ("async def f(): pass\nfor x in f(): pass", "TypeError"),
        ("with 5: pass", "TypeError"),
        ("a, b = 1", "TypeError"),
        ("print(**{1: 2})", "TypeError"),
        ("(lambda x: x)(**{'x': 1}, x=2)", "TypeError"),
    ] {
        assert_eq!(raised(source).0, class, "{source}: {}", raised(source).1);
    }
}

#[test]
fn a_run_can_be_cancelled() {
    let program = Program::parse("while True: pass").expect("parses");
    let cancel = Cancel::default();
    cancel.store(true, std::sync::atomic::Ordering::Relaxed);
    let trace = run_cancellable(&program, &World::default(), &Limits::default(), &cancel);
    assert!(matches!(trace.outcome, Outcome::Halted { reason: HaltReason::Cancelled, .. }));
}

#[test]
fn steps_are_limited() {
    let program = Program::parse("x = 0\nfor i in range(1000):\n    x += i\n").expect("parses");
    let trace = run(&program, &World::default(), &Limits { steps: 100, ..Limits::default() });
    assert!(matches!(trace.outcome, Outcome::Halted { reason: HaltReason::Steps, .. }));
    assert!((100..=101).contains(&trace.steps.len()));
    assert!(trace.globals.iter().any(|global| global.name == "x"));
}

#[test]
fn runs_are_deterministic_and_leave_nothing_behind() {
    let source = "class A: pass\na = A()\nprint(a, id(a), hash('x'), {1, 'a', None}, A, object())\n";
    let program = Program::parse(source).expect("parses");
    let first = run(&program, &World::default(), &limits());
    let second = run(&program, &World::default(), &limits());
    assert_eq!(first, second);
}
