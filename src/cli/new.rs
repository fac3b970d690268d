//! `jwtrace new`: a commented lesson file to start from, which passes `check`.

use super::failure::Failure;
use jwtrace::text::Text;
use std::io::Write;
use std::path::{Path, PathBuf};

const STARTER: &str = include_str!("starter.toml");

/// Writes the file and says what to do with it.
pub(crate) fn write(lesson: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let path = if lesson.extension().is_some_and(|ending| ending == "toml") {
        lesson.to_owned()
    } else {
        PathBuf::from(format!("{}.toml", lesson.display()))
    };
    let shown = path.display().to_string();
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let id = match name.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix('-') {
        Some(rest) if !rest.is_empty() => rest,
        _ => name.as_str(),
    };
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || id.starts_with('-') || !id.chars().all(good) {
        return Err(Failure::usage(format!("{id:?} cannot be a lesson's id"))
            .help("Use lower case letters, digits and hyphens: refresh-tokens."));
    }
    let text = STARTER.replace("my-lesson", id);
    let mut options = std::fs::OpenOptions::new();
    let mut file = options.write(true).create_new(true).open(&path).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Failure::wrong(format!("{shown} is there already"))
            .help("Choose another name; nothing was changed."),
        _ => Failure::wrong(format!("{shown} cannot be written: {error}")),
    })?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.map_err(|error| Failure::wrong(format!("{shown} cannot be written: {error}")))?;
    let shown = Text::new(&shown);
    writeln!(out, "Wrote {shown}")?;
    writeln!(out, "Prove it:  jwtrace check {shown}")?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    writeln!(out, "Write it:  jwtrace watch {shown}")?;
    writeln!(out, "Open it:   jwtrace --lessons {} learn {id}", Text::new(&folder.display().to_string()))?;
    Ok(())
}
