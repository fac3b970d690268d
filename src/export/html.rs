//! `--format html`: one page that needs nothing else and runs nothing.

use super::listing;
use super::report::{Ending, Report};
use crate::text::Text;
use crate::trace::Trace;
use std::io::{self, Write};

const STYLE: &str = include_str!("page.css");

/// Writes a lesson's report.
///
/// # Errors
/// Those of `out`.
pub fn write_lesson(out: &mut impl Write, report: &Report) -> io::Result<()> {
    head(out, &report.title)?;
    writeln!(out, "<p>{}</p>\n<p>Run with {}.</p>", escape(&report.about), escape(&report.library))?;
    section(out, "Program")?;
    lines(out, &report.program)?;
    section(out, "Flow")?;
    list(out, "ol class=\"flow\"", "ol", &report.flow)?;
    section(out, "Execution")?;
    let rows = report.rows.iter().map(|row| {
        let cells = [&row.input, &row.process, &row.output].map(code);
        let [input, process, output] = cells;
        vec![escape(&row.step), escape(&row.action), input, process, output]
    });
    table(out, &["Step", "Action", "Input", "Process", "Output"].map(str::to_owned), rows)?;
    section(out, "Variables")?;
    let heads: Vec<String> =
        std::iter::once(String::new()).chain(report.columns.iter().map(escape)).collect();
    let rows = report
        .variables
        .iter()
        .map(|(name, cells)| std::iter::once(code(name)).chain(cells.iter().map(code)).collect());
    table(out, &heads, rows)?;
    if !report.segments.is_empty() {
        section(out, "Token")?;
        let rows = report.segments.iter().map(|(label, text, decoded)| {
            let class = label.to_lowercase();
            vec![
                (*label).to_owned(),
                format!("<code class=\"{class}\">{}</code>", escape(text)),
                code(decoded),
            ]
        });
        table(out, &["Segment", "Characters", "Stands for"].map(str::to_owned), rows)?;
    }
    section(out, "Transcript")?;
    writeln!(out, "<ul>")?;
    for row in &report.rows {
        let name = if row.action.is_empty() {
            escape(&row.step)
        } else {
            format!("{}. {}", row.step, escape(&row.action))
        };
        writeln!(out, "<li><b>{name}</b> {}</li>", escape(&row.sentence))?;
    }
    writeln!(out, "</ul>")?;
    ending(out, &report.ending)?;
    if !report.remember.is_empty() {
        section(out, "What to remember")?;
        list(out, "ul", "ul", &report.remember)?;
    }
    writeln!(out, "</body>\n</html>")
}

/// Writes a program's trace, statement by statement.
///
/// # Errors
/// Those of `out`.
pub fn write_program(out: &mut impl Write, name: &str, source: &str, trace: &Trace) -> io::Result<()> {
    head(out, &Text::new(name))?;
    section(out, "Program")?;
    lines(out, &Text::lines(source.trim_end()))?;
    section(out, "Statements")?;
    let rows = listing::entries(source, trace).map(|entry| {
        let changes: Vec<String> = entry
            .changes
            .iter()
            .map(|(name, value)| match value {
                Some(value) => code(&Text::join(&[name, value], " = ")),
                None => format!("{} is deleted", code(name)),
            })
            .collect();
        let function = entry.function.as_ref().map(code).unwrap_or_default();
        vec![entry.number(), function, code(&entry.text), changes.join("<br>")]
    });
    table(out, &["Line", "Function", "Statement", "Changes"].map(str::to_owned), rows)?;
    ending(out, &Ending::of(trace))?;
    writeln!(out, "</body>\n</html>")
}

fn head(out: &mut impl Write, title: &Text) -> io::Result<()> {
    let title = escape(title);
    writeln!(out, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>")?;
    writeln!(out, "<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>")
}

fn section(out: &mut impl Write, title: &str) -> io::Result<()> {
    writeln!(out, "<h2>{title}</h2>")
}

fn table(out: &mut impl Write, heads: &[String], rows: impl Iterator<Item = Vec<String>>) -> io::Result<()> {
    write!(out, "<table>\n<tr>")?;
    for head in heads {
        write!(out, "<th scope=\"col\">{head}</th>")?;
    }
    writeln!(out, "</tr>")?;
    for row in rows {
        write!(out, "<tr>")?;
        for cell in row {
            write!(out, "<td>{cell}</td>")?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</table>")
}

fn list(out: &mut impl Write, open: &str, close: &str, items: &[Text]) -> io::Result<()> {
    writeln!(out, "<{open}>")?;
    for item in items {
        writeln!(out, "<li>{}</li>", escape(item))?;
    }
    writeln!(out, "</{close}>")
}

fn ending(out: &mut impl Write, ending: &Ending) -> io::Result<()> {
    let parts = [
        ("Printed", &ending.printed),
        ("Warnings", &ending.warnings),
        ("Requests and responses", &ending.exchange),
        ("The program failed", &ending.failed),
    ];
    for (title, text) in parts {
        if !text.is_empty() {
            section(out, title)?;
            lines(out, text)?;
        }
    }
    Ok(())
}

fn lines(out: &mut impl Write, lines: &[Text]) -> io::Result<()> {
    write!(out, "<pre>")?;
    for line in lines {
        writeln!(out, "{}", escape(line))?;
    }
    writeln!(out, "</pre>")
}

fn code(text: &Text) -> String {
    if text.is_empty() { String::new() } else { format!("<code>{}</code>", escape(text)) }
}

/// Text in which nothing is markup.
fn escape(text: &Text) -> String {
    let mut out = String::new();
    for c in text.as_str().chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::{Outcome, Recorder};

    #[test]
    fn a_program_cannot_write_markup() {
        let mut record = Recorder::new();
        record.enter("<module>", None);
        record.print("<script>alert('x')</script>\n");
        let trace = record.finish(Vec::new(), Outcome::Finished);
        let mut out = Vec::new();
        write_program(&mut out, "<b>.py", "print('<script>')", &trace).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(page.contains("&lt;script&gt;alert(&#39;x&#39;)") && page.contains("<h1>&lt;b&gt;.py</h1>"));
        assert!(!page.contains("<script") && !page.contains("<b>.py"));
    }
}
