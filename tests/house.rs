//! The floors and the nevers of the house, held by a test rather than a hope.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it must be")]

use std::fs;
use std::path::{Path, PathBuf};

/// The floor of each top-level module. A file imports only from a lower floor, or inward within its own wing.
const FLOORS: &[(&str, u8)] = &[
    ("wtf8", 0),
    ("number", 0),
    ("span", 0),
    ("packed", 0),
    ("request", 0),
    ("jose", 1),
    ("text", 1),
    ("trace", 2),
    ("lesson", 2),
    ("python", 3),
    ("quiz", 3),
    ("progress", 3),
    ("session", 4),
    ("check", 4),
    ("view", 5),
    ("tui", 6),
    ("plain", 6),
    ("export", 6),
    ("store", 6),
    ("cli", 7),
    ("main", 7),
    ("lib", 7),
];

/// What only some wings may name: the words, and where they may stand.
const NEVERS: &[(&[&str], &[&str])] = &[
    (&["ratatui", "crossterm", "rustix::", "signal_hook", "notify::"], &["tui"]),
    (&["ruff_python"], &["python/lower"]),
    (&["std::env", "env::var", "SystemTime", "Instant::now"], &["cli", "main"]),
    (&["std::fs", "File::open", "File::create"], &["cli", "main", "tui", "store"]),
    (&["thread::spawn", "thread::Builder"], &["python", "tui", "cli", "main"]),
    (&["process::exit", "#[allow("], &[]),
];

/// A file's longest, in lines.
const LONGEST: usize = 500;

struct Source {
    path: PathBuf,
    /// Below `src`, without ending: `tui/pane/token`.
    name: String,
    text: String,
    /// Without comments and without what is compiled for tests only.
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    collect(&root, &root, &mut found);
    assert!(found.len() > 50, "the house is empty");
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let beside = path.with_extension("rs");
            let holds_rust = fs::read_dir(&path)
                .unwrap()
                .any(|entry| entry.unwrap().path().extension().is_some_and(|ending| ending == "rs"));
            assert!(!holds_rust || beside.exists(), "{} has no {}", path.display(), beside.display());
            collect(root, &path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let name =
                path.with_extension("").strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            let code = code(&text);
            found.push(Source { path, name, text, code });
        }
    }
}

fn code(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
    text[..end].lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Test modules may use whatever they like.
fn is_test(name: &str) -> bool {
    name.split('/').any(|part| part == "tests" || part.ends_with("_tests"))
}

fn floor(module: &str) -> Option<u8> {
    FLOORS.iter().find(|(have, _)| *have == module).map(|(_, floor)| *floor)
}

/// The names that follow a prefix: `crate::` or `jwtrace::`.
fn named<'c>(code: &'c str, prefix: &str) -> Vec<&'c str> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        let before = code[..at].chars().next_back();
        if before
            .is_some_and(|before| before.is_alphanumeric() || before == '_' || before == ':' || before == '$')
        {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let group = &group[..group.find('}').unwrap_or(group.len())];
            names.extend(group.split(',').map(|item| item.trim().split("::").next().unwrap_or("")));
        } else {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
            names.push(&rest[..end]);
        }
    }
    names
}

#[test]
fn a_file_imports_only_from_lower_floors() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !is_test(&source.name)) {
        let own = source.name.split('/').next().unwrap();
        let Some(here) = floor(own) else {
            wrong.push(format!("{}: {own} has no floor", source.path.display()));
            continue;
        };
        if own == "lib" {
            continue;
        }
        for name in named(&source.code, "crate::").into_iter().chain(named(&source.code, "jwtrace::")) {
            match floor(name) {
                Some(there) if there >= here && name != own => {
                    wrong.push(format!(
                        "{}: {own} (floor {here}) names {name} (floor {there})",
                        source.path.display()
                    ));
                }
                None if name.starts_with(char::is_lowercase) && here < 7 => {
                    wrong.push(format!("{}: {name} has no floor", source.path.display()));
                }
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn what_only_some_may_name_nobody_else_names() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !is_test(&source.name)) {
        for (words, places) in NEVERS {
            if places
                .iter()
                .any(|place| source.name == *place || source.name.starts_with(&format!("{place}/")))
            {
                continue;
            }
            for word in *words {
                if source.code.contains(word) {
                    wrong.push(format!("{} names {word}", source.path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn files_are_short_and_beside_their_folders() {
    let mut wrong = Vec::new();
    for source in sources() {
        let lines = source.text.lines().count();
        if lines > LONGEST {
            wrong.push(format!("{} has {lines} lines", source.path.display()));
        }
        if source.name.ends_with("mod") && source.name.rsplit('/').next() == Some("mod") {
            wrong.push(format!("{}: name.rs beside name/, not mod.rs", source.path.display()));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_pane_is_drawn_in_its_documentation() {
    let panes = sources();
    let panes = panes.iter().filter(|source| source.name.starts_with("tui/pane/"));
    let without: Vec<&str> = panes
        .filter(|source| !source.text.contains("//! ```text"))
        .map(|source| source.name.as_str())
        .collect();
    assert!(without.is_empty(), "no drawing in {without:?}");
}

#[test]
fn the_rules_catch_what_they_are_for() {
    assert_eq!(named("use crate::view::Screen; crate::{text, tui::run}", "crate::"), ["view", "text", "tui"]);
    assert_eq!(
        code("//! crate::tui\nuse crate::text;\n#[cfg(test)]\nmod tests { crate::tui }"),
        "use crate::text;"
    );
    assert!(is_test("session/tests") && !is_test("session/update"));
}
