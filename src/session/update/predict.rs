//! The question what the next step will do.

use super::move_by;
use crate::session::predict::grade;
use crate::session::{Command, Effect, Overlay, Prediction, Session};

/// Answered, or passed over; stepping is never in the way.
pub(super) fn in_prediction(
    session: &mut Session,
    mut prediction: Prediction,
    command: Command,
) -> Vec<Effect> {
    use Command as C;
    match command {
        // As in the quiz: a letter points, Enter answers.
        C::Choose(option) => {
            prediction.selected = option.min(prediction.options.len().saturating_sub(1));
            prediction.touched = true;
            session.overlay = Some(Overlay::Predict(prediction));
        }
        C::Answer | C::Confirm => return grade(session, &prediction, prediction.selected),
        C::Next | C::Previous | C::Predict => {
            session.predicting &= command != C::Predict;
            let command = if command == C::Predict { C::Next } else { command };
            session.notice = session.study.as_mut().and_then(|study| study.step(command));
        }
        C::Back => {}
        _ => {
            move_by(&mut prediction.selected, command, prediction.options.len());
            prediction.touched = true;
            session.overlay = Some(Overlay::Predict(prediction));
        }
    }
    Vec::new()
}
