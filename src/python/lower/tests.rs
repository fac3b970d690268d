use super::super::{Program, TokenKind};

fn complaint(source: &str) -> (String, u32, u32) {
    let diagnostics = Program::parse(source).expect_err(source);
    let first = &diagnostics[0];
    (first.message.clone(), first.position.line, first.position.column)
}

/// Message, line and column as CPython 3.11 gives them (its columns too, wherever ours agree).
#[test]
fn mistakes_are_named_as_cpython_names_them() {
    let cases: &[(&str, &str, u32)] = &[
        ("x = = 1", "invalid syntax", 1),
        ("print(1", "'(' was never closed", 1),
        ("f(a, b=\"c\nprint(\"x\")2\")", "unterminated string literal (detected at line 1)", 1),
        ("print((x)2\")", "unterminated string literal (detected at line 1)", 1),
        ("f(\n'abc\n", "unterminated string literal (detected at line 2)", 2),
        ("d = {'a': 1, 'b'}", "':' expected after dictionary key", 1),
        ("d = {'a': 1, 'b'\nx = 1", "'{' was never closed", 1),
        ("x = \"abc", "unterminated string literal (detected at line 1)", 1),
        ("x = '''abc\n\nd", "unterminated triple-quoted string literal (detected at line 3)", 1),
        ("if x\n  pass", "expected ':'", 1),
        ("for i in range(3)\n  pass", "expected ':'", 1),
        ("class A\n  pass", "expected ':'", 1),
        ("return 1", "'return' outside function", 1),
        ("break", "'break' outside loop", 1),
        ("continue", "'continue' not properly in loop", 1),
        ("1 = x", "cannot assign to literal here. Maybe you meant '==' instead of '='?", 1),
        ("f(x)=1", "cannot assign to function call here. Maybe you meant '==' instead of '='?", 1),
        ("x + 1 = 2", "cannot assign to expression here. Maybe you meant '==' instead of '='?", 1),
        ("(1 := x)", "cannot use assignment expressions with literal", 1),
        ("(f() := x)", "cannot use assignment expressions with function call", 1),
        ("(a.b := x)", "cannot use assignment expressions with attribute", 1),
        ("(a[0] := x)", "cannot use assignment expressions with subscript", 1),
        ("(None := x)", "cannot use assignment expressions with None", 1),
        ("((a) := x)", "cannot use assignment expressions with name", 1),
        ("(a + b := x)", "cannot use assignment expressions with expression", 1),
        ("None = 1", "cannot assign to None", 1),
        ("f(a=1, 2)", "positional argument follows keyword argument", 1),
        ("f(a=1,a=2)", "keyword argument repeated: a", 1),
        (" x=1", "unexpected indent", 1),
        ("if 1:\nx=1", "expected an indented block after 'if' statement on line 1", 2),
        ("if 1:\n    x=1\n  y=2", "unindent does not match any outer indentation level", 3),
        ("x = )", "unmatched ')'", 1),
        ("x = (1]", "closing parenthesis ']' does not match opening parenthesis '('", 1),
        ("def f(a=1,b): pass", "non-default argument follows default argument", 1),
        ("def f(a,a): pass", "duplicate argument 'a' in function definition", 1),
        ("del f()", "cannot delete function call", 1),
        ("print \"x\"", "Missing parentheses in call to 'print'. Did you mean print(...)?", 1),
        ("nonlocal x", "nonlocal declaration not allowed at module level", 1),
        ("def f():\n  nonlocal x", "no binding for nonlocal 'x' found", 2),
        ("def f():\n  x = 1\n  global x", "name 'x' is assigned to before global declaration", 3),
        ("def f():\n  print(x)\n  global x", "name 'x' is used prior to global declaration", 3),
        ("def f(x):\n  global x", "name 'x' is parameter and global", 2),
        ("await x", "'await' outside function", 1),
        ("def f():\n  await x", "'await' outside async function", 2),
        ("yield 1", "'yield' outside function", 1),
        ("*a = 1", "starred assignment target must be in a list or tuple", 1),
        ("*a, *b = 1", "multiple starred expressions in assignment", 1),
        ("x = *a", "can't use starred expression here", 1),
        ("b'é'", "bytes can only contain ASCII literal characters", 1),
        ("f(x for x in y, 1)", "Generator expression must be parenthesized", 1),
        ("f(**a, *b)", "iterable argument unpacking follows keyword argument unpacking", 1),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(source, message, line)| {
            (complaint(source).0.as_str(), complaint(source).1) != (message, *line)
        })
        .map(|(source, message, _)| format!("{source:?}: want {message:?} got {:?}", complaint(source)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_unsupported_construct_is_reported_at_once_with_its_place() {
    let source = "x = 2j\ny = 1\ntry:\n    pass\nexcept* ValueError:\n    é = 'é' + 3j\n";
    let diagnostics = Program::parse(source).expect_err("refused");
    let places: Vec<_> = diagnostics.iter().map(|d| (d.position.line, d.position.column)).collect();
    assert_eq!(places, [(1, 5), (3, 1), (6, 15)]);
    assert!(diagnostics.iter().all(|d| !d.hint.is_empty()));
}

#[test]
fn deep_source_is_refused_not_suffered() {
    for source in [
        "(".repeat(100_000),
        format!("x = {}1", "-".repeat(100_000)),
        format!("x = 1{}", "+1".repeat(100_000)),
        format!("x = f\"{{{}1}}\"", "-".repeat(100_000)),
        format!("x = {}1", "-".repeat(3_000)),
        format!("x = {}1{}", "[".repeat(200), "]".repeat(200)),
        format!("x = {}", "lambda: ".repeat(3_000)),
    ] {
        assert!(Program::parse(&source).is_err(), "{}", &source[..20]);
    }
}

#[test]
fn tokens_have_roles() {
    let source =
        "@app.get('/')\ndef main(x):\n    return f'{x!r} é' if None else print(1)  # no\nmatch = 1\n";
    let tokens = Program::parse(source).expect("parses").tokens().to_vec();
    let of = |text: &str| {
        let found = tokens.iter().find(|token| source[token.span.range()] == *text);
        found.map(|token| token.kind)
    };
    assert_eq!(of("app"), Some(TokenKind::Decorator));
    assert_eq!(of("'/'"), Some(TokenKind::String));
    assert_eq!(of("main"), Some(TokenKind::Definition));
    assert_eq!(of("return"), Some(TokenKind::Keyword));
    assert_eq!(of("None"), Some(TokenKind::Constant));
    assert_eq!(of("print"), Some(TokenKind::Builtin));
    assert_eq!(of("# no"), Some(TokenKind::Comment));
    assert_eq!(of("match"), Some(TokenKind::Name));
    assert!(tokens.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
}

#[test]
fn statements_are_headers() {
    let source = "@d\ndef f(\n    a,\n):  # c\n    # body\n    if a:\n        pass\n    elif b: x = 1\n    else:\n        pass\n";
    let program = Program::parse(source).expect("parses");
    let headers: Vec<_> =
        program.statements().iter().map(|(line, span)| (*line, &source[span.range()])).collect();
    let want =
        [(2, "def f(\n    a,\n):"), (6, "if a:"), (7, "pass"), (8, "elif b:"), (8, "x = 1"), (10, "pass")];
    assert_eq!(headers, want);
}
