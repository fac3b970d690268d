//! `--format text`: labelled lines and plain tables, for a terminal, a pipe or a screen reader.

use super::listing;
use super::report::{Ending, Report};
use crate::text::Text;
use crate::trace::Trace;
use std::io::{self, Write};

/// Widest cell of a table; whole values are in the transcript.
const CELL: usize = 30;

/// Writes a lesson's report.
///
/// # Errors
/// Those of `out`.
pub fn write_lesson(out: &mut impl Write, report: &Report) -> io::Result<()> {
    writeln!(out, "{} ({})", report.title, report.library)?;
    writeln!(out, "{}", report.about)?;
    heading(out, "Program")?;
    write_program_lines(out, &report.program)?;
    heading(out, "Flow")?;
    let boxes: Vec<&Text> = report.flow.iter().collect();
    writeln!(out, "{}", Text::join(&boxes, " -> "))?;
    heading(out, "Execution")?;
    let mut table = vec![["Step", "Action", "Input", "Process", "Output"].map(Text::label).to_vec()];
    table.extend(report.rows.iter().map(|row| {
        [&row.step, &row.action, &row.input, &row.process, &row.output].map(Text::clone).to_vec()
    }));
    write_table(out, &table)?;
    heading(out, "Variables")?;
    let mut table =
        vec![std::iter::once(Text::default()).chain(report.columns.iter().cloned()).collect::<Vec<_>>()];
    table.extend(
        report.variables.iter().map(|(name, cells)| {
            std::iter::once(name.clone()).chain(cells.iter().cloned()).collect::<Vec<_>>()
        }),
    );
    write_table(out, &table)?;
    if !report.segments.is_empty() {
        heading(out, "Token")?;
        for (label, text, decoded) in &report.segments {
            writeln!(out, "{label:<9}  {text}")?;
            writeln!(out, "{:<9}  {decoded}", "")?;
        }
    }
    heading(out, "Transcript")?;
    for row in &report.rows {
        if row.action.is_empty() {
            writeln!(out, "{}: {}", row.step, row.sentence)?;
        } else {
            writeln!(out, "Step {}: {}. {}", row.step, row.action, row.sentence)?;
        }
        for (label, cell) in [("input", &row.input), ("process", &row.process), ("output", &row.output)] {
            if !cell.is_empty() {
                writeln!(out, "  {label:<8} {cell}")?;
            }
        }
    }
    write_ending(out, &report.ending)?;
    if !report.remember.is_empty() {
        heading(out, "What to remember")?;
        for line in &report.remember {
            writeln!(out, "- {line}")?;
        }
    }
    Ok(())
}

/// Writes a program's trace, statement by statement.
///
/// # Errors
/// Those of `out`.
pub fn write_program(out: &mut impl Write, name: &str, source: &str, trace: &Trace) -> io::Result<()> {
    writeln!(out, "{}", Text::new(name))?;
    heading(out, "Statements")?;
    for entry in listing::entries(source, trace) {
        let indent = "  ".repeat(entry.depth.min(20));
        if let Some(function) = &entry.function {
            writeln!(out, "{:>5}  {indent}{function}:", "")?;
        }
        writeln!(out, "{:>5}  {indent}  {}", entry.number(), entry.text)?;
        for (name, value) in &entry.changes {
            match value {
                Some(value) => writeln!(out, "{:>5}  {indent}    {name} = {value}", "")?,
                None => writeln!(out, "{:>5}  {indent}    {name} is deleted", "")?,
            }
        }
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
            heading(out, title)?;
            for line in lines {
                writeln!(out, "{line}")?;
            }
        }
    }
    Ok(())
}

fn heading(out: &mut impl Write, title: &str) -> io::Result<()> {
    writeln!(out, "\n{title}\n{}", "-".repeat(title.len()))
}

fn write_program_lines(out: &mut impl Write, lines: &[Text]) -> io::Result<()> {
    for (index, line) in lines.iter().enumerate() {
        writeln!(out, "{}", format!("{:>3}  {line}", index + 1).trim_end())?;
    }
    Ok(())
}

/// Columns side by side, the first row being their heads.
fn write_table(out: &mut impl Write, rows: &[Vec<Text>]) -> io::Result<()> {
    let columns = rows.first().map_or(0, Vec::len);
    let cut: Vec<Vec<Text>> =
        rows.iter().map(|row| row.iter().map(|cell| cell.cut(CELL)).collect()).collect();
    let widths: Vec<usize> =
        (0..columns).map(|column| cut.iter().map(|row| row[column].width()).max().unwrap_or(0)).collect();
    for row in &cut {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell.as_str());
            line.push_str(&" ".repeat(width - cell.width() + 2));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
