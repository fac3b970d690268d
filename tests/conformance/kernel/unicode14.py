"""Prints src/python/kernel/unicode14.txt, with CPython 3.11: for each property the lengths of alternating runs (not in,
in, not in, ...) in base 36; then the case mappings that upper() and lower() do not give, in hexadecimal."""
import unicodedata as u
D="0123456789abcdefghijklmnopqrstuvwxyz"
def b36(n):
    s=""
    while True:
        s=D[n%36]+s; n//=36
        if not n: return s
def runs(f):
    out=[]; cur=False; n=0
    for c in range(0x110000):
        v=bool(f(chr(c)))
        if v!=cur: out.append(n); n=0; cur=v
        n+=1
    if cur: out.append(n)
    return " ".join(map(b36,out))
props={
 "printable": str.isprintable,
 "alpha": str.isalpha, "decimal": str.isdecimal, "digit": str.isdigit, "numeric": str.isnumeric,
 "lower": lambda c: c.islower(), "upper": lambda c: c.isupper(),
 "title": lambda c: u.category(c)=="Lt",
 "space": str.isspace,
 # a following letter becomes lowercase in title()
 "cased": lambda c: (c+"a").title().endswith("a"),
 "xid_start": str.isidentifier, "xid_continue": lambda c: ("a"+c).isidentifier(),
 # a character between a cased letter and sigma that is skipped over
 "case_ignorable": lambda c: ("A"+c+"\u03a3").lower().endswith("\u03c2") and not (c+"\u03a3").lower().endswith("\u03c2"),
}
for k,f in props.items(): print(k, runs(f))
def mapped(name, f, known):
    entries = []
    for c in range(0x110000):
        ch = chr(c)
        if not 0xD800 <= c < 0xE000 and f(ch) != known(ch):
            entries.append(f"{c:x}=" + "+".join(f"{ord(x):x}" for x in f(ch)))
    print(name, " ".join(entries))
mapped("to_title", str.title, str.upper)
mapped("to_folded", str.casefold, str.lower)
