//! Packs the Python modules and the lessons into the program, and asks the linker for a small one.
//!
//! Text is compressed a file at a time, so that a run unpacks only the modules it imports.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The best compression: this runs once, and what it saves is shipped.
const LEVEL: u8 = 10;

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut table = String::new();
    let modules = files(&root.join("src/python/modules/py"), "py")?;
    pack(&out, "MODULES", &modules, module_name, &mut table)?;
    let lessons = files(&root.join("lessons"), "toml")?;
    pack(&out, "LESSONS", &lessons, ToOwned::to_owned, &mut table)?;
    fs::write(out.join("packed.rs"), table)?;
    if env::var("CARGO_CFG_TARGET_ENV").is_ok_and(|env| env == "gnu") {
        // A third of a megabyte of relocations becomes a few kilobytes; older linkers ignore the option.
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
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
