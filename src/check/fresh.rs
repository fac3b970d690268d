//! Computed questions: whatever the seed, one option is right, three are different, and a mutant answers otherwise.

use super::{fit, leak, run_job};
use crate::lesson::Question;
use crate::lesson::diagnostic::Findings;
use crate::quiz::{Form, Posed, Reply, Scene, Unanswerable, grade, pose};
use crate::text::Text;

/// Seeds that are tried; an unoptimised build is too slow for as many.
const SEEDS: u64 = if cfg!(debug_assertions) { 1 } else { 20 };
/// Columns and rows that are shown of an option.
const SHOWN: usize = 3 * 68;

/// Poses a computed question with some seeds and proves each; the first that is wrong is told, with its seed.
pub(super) fn prove(
    scene: &Scene<'_>,
    question: &Question,
    findings: &mut Findings,
) -> Result<(), (u64, Unanswerable)> {
    for seed in 0..SEEDS {
        let posed = pose(scene, question, &run_job, seed).map_err(|why| (seed, why))?;
        if let Some(wrong) = wrong(&posed) {
            let help = "Another generator, `variable` or `step` may suit the lesson better.";
            findings.add(question.at, format!("with seed {seed} {wrong}"), help);
            return Ok(());
        }
        let before = findings.count();
        leak::look(question, &posed, findings);
        fit::question(question, &posed, findings);
        if findings.count() > before {
            return Ok(());
        }
    }
    Ok(())
}

/// What is wrong with a computed question.
fn wrong(posed: &Posed) -> Option<String> {
    let (options, least) = match &posed.form {
        Form::One(choice) => (&choice.options, 3),
        Form::Text(text) => (&text.known, 0),
        _ => return Some("it is neither chosen nor written".to_owned()),
    };
    if options.len() < least {
        return Some(format!("only {} options come out", options.len()));
    }
    let shown = |text: &str| Text::new(text).cut(SHOWN).as_str().to_owned();
    for (at, option) in options.iter().enumerate() {
        if options[..at].iter().any(|before| shown(&before.text) == shown(&option.text)) {
            return Some(format!("two options look the same: {}", shown(&option.text)));
        }
        let given = match &posed.form {
            Form::One(_) => Reply::Option(at),
            _ => Reply::Text(option.text.clone()),
        };
        let graded = grade(posed, &given, &run_job).is_some_and(|grade| grade.right);
        if graded != option.right {
            return Some(format!("this option is graded wrongly: {}", shown(&option.text)));
        }
        if option.mutant.is_some() && option.right {
            return Some("a mutant answers as the truth does".to_owned());
        }
    }
    let right = options.iter().filter(|option| option.right).count();
    let written = grade(posed, &Reply::Text(posed.answer.clone()), &run_job);
    match &posed.form {
        Form::One(_) if right != 1 => Some(format!("{right} options are right")),
        Form::Text(_) if !written.is_some_and(|grade| grade.right) => {
            Some("the right answer is graded wrong".to_owned())
        }
        _ => None,
    }
}
