//! Programs made of values, operators, methods and builtins: they always parse, so every input reaches the machine.

#![no_main]

use jwtrace::python::{Limits, Program, World, run};
use libfuzzer_sys::fuzz_target;
use std::fmt::Write;

const VALUES: &[&str] = &[
    "0",
    "1",
    "-1",
    "True",
    "None",
    "2**63",
    "-2**63",
    "2**64+1",
    "10**40",
    "7**300",
    "0.0",
    "-0.0",
    "1.5",
    "1e308",
    "float('nan')",
    "float('inf')",
    "-float('inf')",
    "5e-324",
    "''",
    "'a'",
    "'abc' * 5",
    "'\\ud800'",
    "'\\x00'",
    "'é😀'",
    "' 12 '",
    "'{}'",
    "'{0!r:>{1}}'",
    "'%s %d'",
    "'%(a)s'",
    "b''",
    "b'abc'",
    "bytes(range(256))",
    "bytearray(b'xyz')",
    "memoryview(b'abc')",
    "[]",
    "[1, 2, 3]",
    "[[1], [2]]",
    "[3, 'a', None]",
    "()",
    "(1,)",
    "(1, 'b', 2.0)",
    "{}",
    "{'a': 1}",
    "{1: [2], None: {}}",
    "set()",
    "{1, 2}",
    "frozenset({'a'})",
    "range(0)",
    "range(10)",
    "range(10, -10, -3)",
    "range(2**70)",
    "slice(None)",
    "slice(-2, 99, -1)",
    "slice(2**70, None, -2**70)",
    "iter([1, 2])",
    "(n for n in range(3))",
    "lambda *a, **k: a",
    "len",
    "int",
    "str",
    "dict",
    "type",
    "object()",
    "Box(3)",
    "Box",
    "Box(3).get",
    "ValueError('x')",
    "ValueError",
    "Color.RED",
    "Color",
    "Point(1, 2)",
    "datetime.datetime(2024, 2, 29, 12, tzinfo=datetime.timezone.utc)",
    "datetime.datetime.max",
    "datetime.datetime.min",
    "datetime.timedelta.max",
    "datetime.timedelta(days=-1, microseconds=1)",
    "datetime.date(1, 1, 1)",
    "datetime.timezone.utc",
    "datetime.time(23, 59)",
    "Decimal('1.10')",
    "Decimal('NaN')",
    "Decimal('1E+999')",
    "uuid.UUID(int=5)",
    "jwt.encode({'a': 1}, 'k' * 32, 'HS256')",
    "json",
    "NotImplemented",
    "...",
    "itertools.count()",
    "itertools.repeat(1)",
    "collections.deque([1, 2], 3)",
    "collections.Counter('abca')",
    "collections.OrderedDict(a=1)",
    "re.compile('(a|b)*c')",
    "'a' * 3000",
];

const SHAPES: &[&str] = &[
    "A + B",
    "A - B",
    "A * B",
    "A / B",
    "A // B",
    "A % B",
    "A ** B",
    "A << B",
    "A >> B",
    "A & B",
    "A | B",
    "A ^ B",
    "A @ B",
    "A == B",
    "A < B",
    "A <= B",
    "A != B",
    "A is B",
    "A in B",
    "A and B",
    "A or B",
    "not A",
    "-A",
    "+A",
    "~A",
    "A[B]",
    "A[B:C]",
    "A[A:B:C]",
    "A[B, C]",
    "A(B)",
    "A(B, C)",
    "A(*B)",
    "A(**B)",
    "A(key=B)",
    "str(A)",
    "repr(A)",
    "int(A)",
    "int(A, B)",
    "float(A)",
    "bool(A)",
    "list(A)",
    "tuple(A)",
    "set(A)",
    "dict(A)",
    "dict(A, **B)",
    "bytes(A)",
    "bytes(A, B)",
    "bytearray(A)",
    "len(A)",
    "hash(A)",
    "abs(A)",
    "round(A, B)",
    "divmod(A, B)",
    "pow(A, B)",
    "pow(A, B, C)",
    "sum(A, B)",
    "min(A, B)",
    "max(A)",
    "sorted(A)",
    "sorted(A, key=B, reverse=C)",
    "list(reversed(A))",
    "list(zip(A, B))",
    "list(map(A, B))",
    "list(filter(A, B))",
    "list(enumerate(A, B))",
    "any(A)",
    "all(A)",
    "chr(A)",
    "ord(A)",
    "hex(A)",
    "bin(A)",
    "oct(A)",
    "ascii(A)",
    "format(A, B)",
    "f'{A!r:>12}'",
    "f'{A:{B}}'",
    "A.format(B, C)",
    "A % (B, C)",
    "isinstance(A, B)",
    "issubclass(A, B)",
    "getattr(A, B, C)",
    "setattr(A, B, C)",
    "vars(A)",
    "dir(A)",
    "callable(A)",
    "type(A)",
    "type(A, B, C)",
    "iter(A)",
    "next(A)",
    "next(A, B)",
    "slice(A, B, C)",
    "range(A, B, C)",
    "memoryview(A)",
    "print(A, sep=B)",
    "A.split(B, C)",
    "A.rsplit(B)",
    "A.replace(B, C)",
    "A.join(B)",
    "A.strip(B)",
    "A.find(B, C)",
    "A.rindex(B)",
    "A.count(B)",
    "A.encode(B)",
    "A.decode(B)",
    "A.startswith(B)",
    "A.zfill(B)",
    "A.center(B, C)",
    "A.ljust(B)",
    "A.expandtabs(B)",
    "A.partition(B)",
    "A.translate(B)",
    "str.maketrans(A, B)",
    "A.title()",
    "A.casefold()",
    "A.isidentifier()",
    "A.splitlines(B)",
    "A.append(B)",
    "A.extend(B)",
    "A.insert(B, C)",
    "A.pop(B)",
    "A.remove(B)",
    "A.index(B)",
    "A.sort(key=B)",
    "A.reverse()",
    "A.copy()",
    "A.clear()",
    "A.update(B)",
    "A.get(B, C)",
    "A.setdefault(B, C)",
    "A.items()",
    "A.keys() & B",
    "A.popitem()",
    "A.union(B)",
    "A.intersection(B)",
    "A.symmetric_difference(B)",
    "A.add(B)",
    "A.discard(B)",
    "A.fromkeys(B, C)",
    "A.to_bytes(B, C)",
    "int.from_bytes(A, B)",
    "A.bit_length()",
    "A.as_integer_ratio()",
    "A.hex()",
    "float.fromhex(A)",
    "bytes.fromhex(A)",
    "A.is_integer()",
    "A.conjugate()",
    "json.dumps(A)",
    "json.dumps(A, indent=B, sort_keys=C)",
    "json.loads(A)",
    "base64.b64encode(A)",
    "base64.b64decode(A, B)",
    "base64.urlsafe_b64decode(A)",
    "base64.b32decode(A)",
    "base64.b85encode(A)",
    "binascii.unhexlify(A)",
    "hmac.new(A, B, 'sha256')",
    "hmac.compare_digest(A, B)",
    "hashlib.sha256(A).hexdigest()",
    "hashlib.new(A, B)",
    "hashlib.pbkdf2_hmac('sha256', A, B, 2)",
    "jwt.encode(A, B)",
    "jwt.encode(A, B, algorithm=C)",
    "jwt.encode(A, 'k' * 32, headers=B)",
    "jwt.decode(A, B, algorithms=C)",
    "jwt.decode(A, 'k' * 32, algorithms=['HS256'], audience=B, leeway=C)",
    "jwt.decode(A, options={'verify_signature': False})",
    "jwt.get_unverified_header(A)",
    "jose_jwt.encode(A, B)",
    "jose_jwt.encode(A, 'k', headers=B, access_token=C)",
    "jose_jwt.decode(A, B)",
    "jose_jwt.decode(A, 'k', options=B, audience=C)",
    "jose_jwt.get_unverified_claims(A)",
    "datetime.datetime(A, B, C)",
    "datetime.datetime.fromtimestamp(A, B)",
    "datetime.datetime.fromisoformat(A)",
    "datetime.datetime.strptime(A, B)",
    "A.strftime(B)",
    "A.isoformat(B)",
    "A.astimezone(B)",
    "A.replace(year=B)",
    "datetime.timedelta(days=A, seconds=B)",
    "datetime.timezone(A, B)",
    "A.total_seconds()",
    "A.timestamp()",
    "datetime.datetime.combine(A, B)",
    "zoneinfo.ZoneInfo(A)",
    "Decimal(A)",
    "A.quantize(B)",
    "uuid.UUID(A)",
    "math.factorial(A)",
    "math.gcd(A, B)",
    "math.isqrt(A)",
    "math.log(A, B)",
    "math.floor(A)",
    "math.comb(A, B)",
    "math.fsum(A)",
    "re.match(A, B)",
    "re.sub(A, B, C)",
    "re.findall(A, B)",
    "re.split(A, B)",
    "collections.Counter(A)",
    "collections.namedtuple(A, B)",
    "collections.ChainMap(A, B)",
    "list(itertools.islice(A, B))",
    "list(itertools.product(A, repeat=B))",
    "list(itertools.permutations(A, B))",
    "list(itertools.zip_longest(A, B))",
    "functools.reduce(A, B)",
    "functools.partial(A, B)(C)",
    "dataclasses.replace(A, x=B)",
    "dataclasses.asdict(A)",
    "Color(A)",
    "Color[A]",
    "copy.deepcopy(A)",
    "secrets.token_urlsafe(A)",
    "time.strftime(A)",
    "A.__class__.__mro__",
    "A.__dict__",
    "A.__getattribute__(B)",
    "A.__eq__(B)",
    "A.__add__(B)",
    "A.__getitem__(B)",
    "A.__reduce__()",
    "(A := B)",
    "[x for x in A if x == B]",
    "{x: B for x in A}",
    "A if B else C",
    "exec_match(A)",
    "raise_it(A, B)",
];

/// Modules, each imported only by programs that name it: loading them all takes longer than most programs run.
const MODULES: &[&str] = &[
    "base64",
    "binascii",
    "collections",
    "copy",
    "functools",
    "hashlib",
    "hmac",
    "itertools",
    "json",
    "jwt",
    "math",
    "re",
    "secrets",
    "time",
    "uuid",
    "zoneinfo",
    "datetime",
    "dataclasses",
];

const ENUM: &str = "from enum import Enum
class Color(Enum):
    RED = 1
    BLUE = 'b'
";

const HEAD: &str = "
class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y=0):
        self.x, self.y = x, y

class Box:
    def __init__(self, x):
        self.x = x
    def get(self, *a):
        return self.x
    def __getattr__(self, name):
        return name
    def __eq__(self, other):
        return self.x == other

def exec_match(v):
    match v:
        case [a, *b]: return b
        case {'a': a, **r}: return r
        case Point(x=1) | Box(): return 1
        case str(s) | bytes(s): return s
        case None | True: return 2
        case -1 | 1.5: return 3
        case _: return v

def raise_it(a, b):
    try:
        raise a from b
    finally:
        a = b

";

fuzz_target!(|data: &[u8]| {
    let mut source = HEAD.to_owned();
    let mut bytes = data.iter().map(|byte| usize::from(*byte));
    let mut next = || bytes.next().unwrap_or(0);
    let mut known = 0;
    for line in 0..(data.len() / 5).min(12) {
        let mut operand = |pick: usize, choice: usize| {
            if known > 0 && pick % 3 == 0 {
                format!("v{}", choice % known)
            } else {
                VALUES[choice % VALUES.len()].to_owned()
            }
        };
        let shape = SHAPES[(next() | next() << 8) % SHAPES.len()];
        let pick = next();
        let operands = [operand(pick, next()), operand(pick / 3, next()), operand(pick / 9, next())];
        let mut text = String::new();
        let words: Vec<char> = shape.chars().collect();
        for (at, char) in words.iter().enumerate() {
            let joined = |at: Option<&char>| at.is_some_and(|c| c.is_alphanumeric() || *c == '_');
            let alone = !joined(at.checked_sub(1).and_then(|at| words.get(at))) && !joined(words.get(at + 1));
            match char {
                'A'..='C' if alone => {
                    let _ = write!(text, "({})", operands[(*char as usize) - ('A' as usize)]);
                }
                char => text.push(*char),
            }
        }
        // Inside an f-string quotes and backslashes would end it; those shapes keep to names.
        if shape.starts_with("f'") {
            let _ = writeln!(source, "a = {}\nb = {}", operands[0], operands[1]);
            text = shape.replace('A', "a").replace('B', "b");
        }
        let _ =
            writeln!(source, "try:\n    v{line} = {text}\nexcept BaseException as e:\n    v{line} = str(e)");
        known = line + 1;
    }
    let mut imports = String::new();
    for module in MODULES.iter().filter(|module| source.contains(&format!("{module}."))) {
        let _ = writeln!(imports, "import {module}");
    }
    for (word, import) in [
        ("Decimal", "from decimal import Decimal"),
        ("jose_jwt", "from jose import jwt as jose_jwt"),
        ("Color", ENUM),
    ] {
        if source.contains(word) {
            let _ = writeln!(imports, "{import}");
        }
    }
    source.insert_str(0, &imports);
    let limits = Limits { steps: 5_000, ticks: 1_000_000, total_bytes: 64 << 20, ..Limits::default() };
    match Program::parse_within(&source, &limits) {
        Ok(program) => {
            let trace = run(&program, &World::default(), &limits);
            let last = trace.steps.len().saturating_sub(1);
            let _ = trace.locals(0, last).map(|(name, value)| (name.len(), value.is_some())).count();
        }
        // An operand on the left of `:=` is a mistake as soon as it is no name.
        Err(_) if source.contains(":=") => {}
        Err(diagnostics) => panic!("refused {diagnostics:?}\n{source}"),
    }
});
