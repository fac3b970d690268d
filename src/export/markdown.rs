//! `--format markdown`: the same, for a page.

use super::listing;
use super::report::{Ending, Report};
use crate::text::Text;
use crate::trace::Trace;
use std::io::{self, Write};

/// Writes a lesson's report.
///
/// # Errors
/// Those of `out`.
pub fn write_lesson(out: &mut impl Write, report: &Report) -> io::Result<()> {
    writeln!(out, "# {}\n", prose(&report.title))?;
    writeln!(out, "{}\n\nRun with {}.", prose(&report.about), report.library)?;
    writeln!(out, "\n## Program\n")?;
    fenced(out, "python", &report.program)?;
    let boxes: Vec<String> = report.flow.iter().map(|text| format!("**{}**", prose(text))).collect();
    writeln!(out, "\n## Flow\n\n{}", boxes.join(" → "))?;
    writeln!(out, "\n## Execution\n\n| Step | Action | Input | Process | Output |\n|---|---|---|---|---|")?;
    for row in &report.rows {
        let cells = [code(&row.input), prose(&row.process), code(&row.output)];
        writeln!(out, "| {} | {} | {} |", prose(&row.step), prose(&row.action), cells.join(" | "))?;
    }
    let heads: Vec<String> = report.columns.iter().map(prose).collect();
    writeln!(out, "\n## Variables\n\n| | {} |", heads.join(" | "))?;
    writeln!(out, "|---|{}", "---|".repeat(heads.len()))?;
    for (name, cells) in &report.variables {
        let cells: Vec<String> = cells.iter().map(code).collect();
        writeln!(out, "| {} | {} |", code(name), cells.join(" | "))?;
    }
    if !report.segments.is_empty() {
        writeln!(out, "\n## Token\n\n| Segment | Characters | Stands for |\n|---|---|---|")?;
        for (label, text, decoded) in &report.segments {
            writeln!(out, "| {label} | {} | {} |", code(text), code(decoded))?;
        }
    }
    writeln!(out, "\n## Transcript\n")?;
    for row in &report.rows {
        let name = if row.action.is_empty() {
            prose(&row.step)
        } else {
            format!("{}. {}", row.step, prose(&row.action))
        };
        writeln!(out, "- **{name}** {}", prose(&row.sentence))?;
    }
    write_ending(out, &report.ending)?;
    if !report.remember.is_empty() {
        writeln!(out, "\n## What to remember\n")?;
        for line in &report.remember {
            writeln!(out, "- {}", prose(line))?;
        }
    }
    Ok(())
}

/// Writes a program's trace, statement by statement.
///
/// # Errors
/// Those of `out`.
pub fn write_program(out: &mut impl Write, name: &str, source: &str, trace: &Trace) -> io::Result<()> {
    writeln!(out, "# {}\n", prose(&Text::new(name)))?;
    fenced(out, "python", &Text::lines(source.trim_end()))?;
    writeln!(out, "\n## Statements\n\n| Line | Function | Statement | Changes |\n|---|---|---|---|")?;
    for entry in listing::entries(source, trace) {
        let changes = entry.changes.iter().map(|(name, value)| match value {
            Some(value) => code(&Text::join(&[name, value], " = ")),
            None => format!("{} is deleted", code(name)),
        });
        let changes: Vec<String> = changes.collect();
        let function = entry.function.as_ref().map(code).unwrap_or_default();
        writeln!(
            out,
            "| {} | {function} | {} | {} |",
            entry.number(),
            code(&entry.text),
            changes.join("<br>")
        )?;
    }
    write_ending(out, &Ending::of(trace))
}

fn write_ending(out: &mut impl Write, ending: &Ending) -> io::Result<()> {
    let parts = [
        ("Printed", &ending.printed),
        ("Warnings", &ending.warnings),
        ("Requests and responses", &ending.exchange),
        ("The program failed", &ending.failed),
    ];
    for (title, lines) in parts {
        if !lines.is_empty() {
            writeln!(out, "\n## {title}\n")?;
            fenced(out, "text", lines)?;
        }
    }
    Ok(())
}

/// Lines as they are, in a fence longer than any in them.
fn fenced(out: &mut impl Write, language: &str, lines: &[Text]) -> io::Result<()> {
    let longest = lines.iter().map(|line| ticks(line.as_str())).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    writeln!(out, "{fence}{language}")?;
    for line in lines {
        writeln!(out, "{}", line.as_str().trim_end())?;
    }
    writeln!(out, "{fence}")
}

/// Text in which nothing is Markdown.
fn prose(text: &Text) -> String {
    let mut out = String::new();
    for c in text.as_str().chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A value as code inside a table; words about a value (`(unbound)`) and nothing stay as they are.
fn code(text: &Text) -> String {
    let raw = text.as_str();
    if raw.is_empty() || matches!(raw, "(unbound)" | "(same)" | "(deleted)") {
        return raw.to_owned();
    }
    let fence = "`".repeat(ticks(raw) + 1);
    let pad = if raw.starts_with('`') || raw.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{}{pad}{fence}", raw.replace('|', "\\|"))
}

/// The longest run of backticks.
fn ticks(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_value_can_leave_its_cell() {
        assert_eq!(code(&Text::new("a|b")), "`a\\|b`");
        assert_eq!(code(&Text::new("`x``")), "``` `x`` ```");
        assert_eq!(code(&Text::label("(unbound)")), "(unbound)");
        assert_eq!(prose(&Text::new("<b>*_|")), "\\<b\\>\\*\\_\\|");
        let mut out = Vec::new();
        fenced(&mut out, "text", &[Text::new("```")]).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "````text\n```\n````\n");
    }
}
