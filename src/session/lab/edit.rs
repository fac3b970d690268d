//! Editing the field with attention.

use super::field::{self, Edit, Field, FieldId, LONGEST, Move};
use super::{Lab, code, paste};
use crate::jose::base64url::{ALPHABET, value_of};

impl Lab {
    /// Begins to edit the field with attention.
    pub(in crate::session) fn begin(&mut self) {
        let text = self.holds(self.field()).text.clone();
        self.typing = None;
        // A token is edited at its end, where the interesting character is; the rest from behind as well.
        let cursor = if self.field() == FieldId::Code { 0 } else { text.len() };
        self.edit = Some(Edit { cursor, before: text, code: self.after.setup.code.clone() });
    }

    /// Ends editing; `keep` or take back.
    pub(in crate::session) fn end(&mut self, keep: bool) {
        let Some(edit) = self.edit.take() else { return };
        self.typing = None;
        let id = self.field();
        if !keep && self.holds(id).text != edit.before {
            self.put(id, edit.before);
            if let Some(code) = edit.code.filter(|_| self.after.setup.code.is_none()) {
                self.put(FieldId::Code, code);
            }
        } else if self.holds(id).problem.is_none() && id == FieldId::Token {
            // What was taken away round a token is no longer shown once it is taken.
            let note = self.holds(id).note.clone();
            let token = self.after.token().unwrap_or_default().to_owned();
            self.fields[id.index()] = Field { text: token, problem: None, note };
        }
    }

    /// Puts text in at the cursor.
    ///
    /// # Errors
    /// It does not fit: a field is not longer than [`LONGEST`].
    pub(in crate::session) fn insert(&mut self, text: &str) -> Result<(), String> {
        let id = self.field();
        let Some(edit) = &self.edit else { return Ok(()) };
        let old = &self.holds(id).text;
        if old.len() + text.len() > LONGEST {
            return Err(too_long(text));
        }
        let cursor = field::boundary(old, edit.cursor);
        let new = format!("{}{text}{}", &old[..cursor], &old[cursor..]);
        self.remember(Some(id));
        self.put(id, new);
        self.place(cursor + text.len());
        Ok(())
    }

    /// Replaces the field's whole text, or the token's or the code when the text looks like one.
    ///
    /// # Errors
    /// It does not fit.
    pub(in crate::session) fn paste(&mut self, text: &str) -> Result<(), String> {
        if text.len() > LONGEST {
            return Err(too_long(text));
        }
        if paste::looks_like_one(text) {
            self.focus = FieldId::Token.index();
        } else if code::looks_like_it(text) {
            self.focus = FieldId::Code.index();
        }
        let id = self.field();
        self.remember(None);
        self.put(id, text.to_owned());
        self.begin();
        self.end(true);
        Ok(())
    }

    /// Begins a new line of code.
    ///
    /// # Errors
    /// It does not fit.
    pub(in crate::session) fn break_line(&mut self) -> Result<(), String> {
        let Some(edit) = &self.edit else { return Ok(()) };
        let text = &self.holds(self.field()).text;
        let added = code::line_break(text, field::boundary(text, edit.cursor));
        self.insert(&added)
    }

    /// Deletes the character before the cursor, or under it.
    pub(in crate::session) fn delete(&mut self, before: bool) {
        let id = self.field();
        let Some(edit) = &self.edit else { return };
        let old = self.holds(id).text.clone();
        let cursor = field::boundary(&old, edit.cursor);
        let other = field::moved(&old, cursor, if before { Move::Left } else { Move::Right });
        let (from, to) = (cursor.min(other), cursor.max(other));
        if from == to {
            return;
        }
        self.remember(Some(id));
        self.put(id, format!("{}{}", &old[..from], &old[to..]));
        self.place(from);
    }

    /// Empties the field.
    pub(in crate::session) fn clear(&mut self) {
        if self.edit.is_some() {
            self.remember(None);
            self.put(self.field(), String::new());
            self.place(0);
        }
    }

    pub(super) fn place(&mut self, cursor: usize) {
        let cursor = field::boundary(&self.holds(self.field()).text, cursor);
        if let Some(edit) = &mut self.edit {
            edit.cursor = cursor;
        }
    }

    /// Moves the cursor.
    pub(in crate::session) fn go(&mut self, by: Move) {
        if let Some(edit) = &self.edit {
            let text = &self.holds(self.field()).text;
            let cursor = field::boundary(text, edit.cursor);
            let cursor = match by {
                Move::Home if self.field() == FieldId::Code => code::line_of(text, cursor).0,
                Move::End if self.field() == FieldId::Code => code::line_of(text, cursor).1,
                _ => field::moved(text, cursor, by),
            };
            self.place(cursor);
            self.typing = None;
        }
    }

    /// The character at the cursor becomes the next of base64url's alphabet, or the one before; at the end of the text
    /// the last one does.
    pub(in crate::session) fn turn_character(&mut self, on: bool) {
        let Some(edit) = &self.edit else { return };
        let text = self.holds(FieldId::Token).text.clone();
        let at = field::boundary(&text, edit.cursor);
        let at = if at == text.len() { field::moved(&text, at, Move::Left) } else { at };
        let Some(value) = text.as_bytes().get(at).copied().and_then(value_of) else { return };
        let next = if on { value + 1 } else { value + 63 } % 64;
        let new = char::from(ALPHABET[usize::from(next)]);
        self.remember(Some(FieldId::Token));
        self.put(FieldId::Token, format!("{}{new}{}", &text[..at], &text[at + 1..]));
        self.place(at);
    }
}

fn too_long(text: &str) -> String {
    format!(
        "this text has {} characters, and a field holds {LONGEST}: nothing was changed",
        text.chars().count()
    )
}
