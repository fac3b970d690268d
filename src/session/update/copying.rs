//! Copying to the clipboard.

use super::{build, lab};
use crate::session::{Effect, Mode, Overlay, Session, Share};

/// Copies what has attention.
pub(super) fn copy(session: &mut Session) -> Vec<Effect> {
    let Some(study) = &session.study else { return Vec::new() };
    match study.mode {
        Mode::Lab => return lab::copy_token(session),
        Mode::Build => return build::copy(session),
        _ => {}
    }
    match study.focused() {
        Some(share) => copied(session, share),
        None => {
            session.notice = Some("there is nothing to copy here yet".into());
            Vec::new()
        }
    }
}

/// Copies something that was chosen; a secret only when it is asked for once more, for the clipboard is open to every
/// program.
pub(super) fn copied(session: &mut Session, share: Share) -> Vec<Effect> {
    let asked = session.copying.take();
    if share.secret && asked.as_ref() != Some(&share.text) {
        session.notice =
            Some(format!("{} holds the secret: press again to copy it all the same", share.name));
        session.copying = Some(share.text);
        return Vec::new();
    }
    session.notice = Some(format!("{} sent to the terminal's clipboard", share.name));
    vec![Effect::Copy(share.text)]
}

/// Opens the list of what can be copied.
pub(super) fn share(session: &mut Session) {
    if session.study.as_ref().is_some_and(|study| !study.shares().is_empty()) {
        session.overlay = Some(Overlay::Share { selected: 0 });
    } else {
        session.notice = Some("there is nothing to copy here yet".into());
    }
}
