//! Packs the Python modules and the lessons into the program, with an index of the lessons, and asks the linker for a
//! small program.
//!
//! Text is compressed a file at a time, so that a run unpacks only the modules it imports.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The best compression: this runs once, and what it saves is shipped.
const LEVEL: u8 = 10;

/// Adds to the linker's own script instead of taking its place.
const DISCARD: &str =
    "SECTIONS { /DISCARD/ : { *(.eh_frame .eh_frame_hdr .gcc_except_table .gcc_except_table.*) } }
INSERT AFTER .text;
";

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut table = String::new();
    let modules = files(&root.join("src/python/modules/py"), "py")?;
    pack(&out, "MODULES", &modules, module_name, &mut table)?;
    let lessons = files(&root.join("lessons"), "toml")?;
    pack(&out, "LESSONS", &lessons, ToOwned::to_owned, &mut table)?;
    cards(&lessons, &mut table)?;
    fs::write(out.join("packed.rs"), table)?;
    if env::var("CARGO_CFG_TARGET_ENV").is_ok_and(|env| env == "gnu") {
        // A third of a megabyte of relocations becomes a few kilobytes; older linkers ignore the option.
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
        if env::var("PROFILE").is_ok_and(|profile| profile == "release") {
            // A tenth of the program would be tables for unwinding, which a build that ends on a panic never does.
            let script = out.join("discard.ld");
            fs::write(&script, DISCARD)?;
            println!("cargo::rustc-link-arg-bins=-Wl,-T,{}", script.display());
        }
    }
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}

/// Every file below a folder with an ending: its path there with `/`, and its path here; sorted.
fn files(folder: &Path, ending: &str) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        println!("cargo::rerun-if-changed={}", next.display());
        for entry in fs::read_dir(&next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|have| have == ending) {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                println!("cargo::rerun-if-changed={}", path.display());
                found.push((name, path));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// `pkg/__init__.py` is the module `pkg`, `pkg/part.py` is `pkg.part`.
fn module_name(path: &str) -> String {
    let name = path.trim_end_matches(".py").replace('/', ".");
    name.strip_suffix(".__init__").map(ToOwned::to_owned).unwrap_or(name)
}

/// Compresses files and adds their table: name, and the deflated bytes.
fn pack(
    out: &Path,
    table_name: &str,
    files: &[(String, PathBuf)],
    name: impl Fn(&str) -> String,
    table: &mut String,
) -> io::Result<()> {
    let mut entries: Vec<(String, PathBuf)> =
        files.iter().map(|(path, file)| (name(path), file.clone())).collect();
    entries.sort();
    let _ = writeln!(table, "static {table_name}: &[(&str, &[u8])] = &[");
    for (at, (name, file)) in entries.iter().enumerate() {
        let packed = miniz_oxide::deflate::compress_to_vec(&fs::read(file)?, LEVEL);
        let target = out.join(format!("{}-{at}.deflate", table_name.to_lowercase()));
        fs::write(&target, packed)?;
        let _ = writeln!(table, "    ({name:?}, include_bytes!({:?})),", target.display().to_string());
    }
    table.push_str("];\n");
    Ok(())
}

/// Adds what the list of lessons says of each, so that a start reads none of them.
fn cards(lessons: &[(String, PathBuf)], table: &mut String) -> io::Result<()> {
    table.push_str("static CARDS: &[Card] = &[\n");
    for (_, file) in lessons {
        // A lesson that is no TOML has a card without a title; the tests, which read every lesson, say what is wrong.
        let lesson: toml::Table = fs::read_to_string(file)?.parse().unwrap_or_default();
        let text = |key: &str| lesson.get(key).and_then(toml::Value::as_str).unwrap_or_default();
        let number = |key: &str| lesson.get(key).and_then(toml::Value::as_integer);
        let count = |key: &str| match lesson.get(key) {
            Some(toml::Value::Array(items)) => items.len(),
            Some(toml::Value::Table(items)) => items.len(),
            _ => 0,
        };
        let programs = lesson.get("program").and_then(toml::Value::as_table);
        let project = lesson.get("project").and_then(toml::Value::as_table);
        let profiles: Vec<&String> = programs.map(|programs| programs.keys().collect()).unwrap_or_default();
        let _ = writeln!(
            table,
            "    Card {{ id: {:?}, title: {:?}, minutes: {}, order: {:?}, topic: {:?}, about: {:?}, steps: {}, moments: {}, \
             questions: {}, practice: {}, project: {}, profiles: &{profiles:?} }},",
            text("id"),
            text("title"),
            number("minutes").unwrap_or_default(),
            number("order"),
            text("topic"),
            text("about"),
            count("step"),
            count("moment"),
            count("quiz") + count("practice"),
            count("practice"),
            project
                .and_then(|project| project.get("step"))
                .and_then(toml::Value::as_array)
                .map_or(0, Vec::len),
        );
    }
    table.push_str("];\n");
    Ok(())
}
