//! `jwtrace export`: the questions of lessons for a learning platform.

use super::args::Global;
use super::failure::{Failure, count};
use super::lessons;
use jwtrace::export::gift;
use jwtrace::lesson::Lesson;
use jwtrace::session::{Mode, Session};
use jwtrace::text::Text;
use std::io::{self, Write};
use std::sync::Arc;

/// Writes the questions of some lessons, or of all; what cannot be written is told on standard error.
pub(crate) fn export(ids: &[String], global: &Global, out: &mut impl Write) -> Result<(), Failure> {
    let library = lessons::library(global)?;
    let wanted: Vec<&Arc<Lesson>> = if ids.is_empty() {
        library.lessons().collect()
    } else {
        ids.iter().map(|id| lessons::find(&library, id)).collect::<Result<_, _>>()?
    };
    let (mut written, mut left) = (0, Vec::new());
    for lesson in wanted {
        write!(out, "{}", gift::category(&lesson.id))?;
        let mut session = Session::new(vec![Lesson::clone(lesson)], Vec::new());
        let opened = session.open(0, None).is_ok();
        let Some(study) = session.study.as_mut().filter(|_| opened) else {
            left.push(format!("{}: its program does not run", lesson.id));
            continue;
        };
        for mode in [Mode::Quiz, Mode::Practice] {
            study.enter(mode);
            study.pose_all();
            for asked in study.sitting().map_or(&[][..], |sitting| &sitting.questions) {
                let made = match &asked.posed {
                    Ok(posed) => gift::question(&lesson.id, posed).map_err(|why| (posed.kind, why)),
                    Err(_) => Err(("", "it cannot be asked")),
                };
                match made {
                    Ok(text) => {
                        written += 1;
                        write!(out, "{text}")?;
                    }
                    Err(("", why)) => left.push(format!("{}/{}: {why}", lesson.id, asked.id)),
                    Err((kind, why)) => left.push(format!("{}/{} ({kind}): {why}", lesson.id, asked.id)),
                }
            }
        }
    }
    let mut err = io::stderr().lock();
    // Whoever closes standard error does not want to know.
    for line in &left {
        let _ = writeln!(err, "left out: {}", Text::new(line));
    }
    let _ = writeln!(err, "{} written, {} left out", count(written, "question"), left.len());
    Ok(())
}
