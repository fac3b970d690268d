//! How things look. Nothing is told by colour alone: every part that means something has a marker, a label or a
//! modifier as well, so that the theme without colour loses nothing.

use crate::view::Role;
use ratatui::style::{Color, Modifier, Style};

/// A theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ThemeName {
    /// For a dark background.
    #[default]
    Dark,
    /// For a light background.
    Light,
    /// Black and white and few strong colours, for projectors and tired eyes.
    HighContrast,
}

/// How many colours there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Depth {
    /// None (`NO_COLOR`).
    Mono,
    /// The terminal's own sixteen.
    #[default]
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// Any.
    True,
}

/// What a part of the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// Text.
    Plain,
    /// Text that matters less.
    Dim,
    /// A title.
    Title,
    /// A frame.
    Border,
    /// The frame of the pane with attention.
    Focus,
    /// A label before a value.
    Label,
    /// The step, line, row or box of this moment.
    Now,
    /// What this moment brought.
    Lit,
    /// The datum picked out.
    Picked,
    /// The character under the cursor of a field.
    Cursor,
    /// A key.
    Key,
    /// A token's header.
    Header,
    /// A token's payload.
    Payload,
    /// A token's signature.
    Signature,
    /// Right, passed.
    Good,
    /// Wrong, refused, raised.
    Bad,
    /// A hint, a warning.
    Warn,
    /// Source text.
    Code(Role),
}

/// A theme made for a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    name: ThemeName,
    depth: Depth,
    /// Only ASCII characters.
    pub ascii: bool,
}

/// A hue of a theme: for true colour, for 256, for sixteen.
type Hue = (u32, u8, Color);

impl Theme {
    /// A theme for a terminal with so many colours.
    pub fn new(name: ThemeName, depth: Depth, ascii: bool) -> Self {
        Self { name, depth, ascii }
    }

    /// The style under everything: only the high contrast theme brings its own background.
    pub(super) fn base(self) -> Style {
        match (self.name, self.depth) {
            (ThemeName::HighContrast, Depth::True | Depth::Indexed | Depth::Sixteen) => {
                Style::new().fg(Color::White).bg(Color::Black)
            }
            _ => Style::new(),
        }
    }

    /// The style of a part.
    pub(super) fn style(self, part: Part) -> Style {
        let style = Style::new().add_modifier(modifier(part));
        match (self.depth, self.hue(part)) {
            (Depth::Mono, _) | (_, None) => style,
            (Depth::Sixteen, Some((_, _, named))) => style.fg(named),
            (Depth::Indexed, Some((_, index, _))) => style.fg(Color::Indexed(index)),
            (Depth::True, Some((rgb, _, _))) => style.fg(Color::from_u32(rgb)),
        }
    }

    fn hue(self, part: Part) -> Option<Hue> {
        match self.name {
            ThemeName::Dark => dark(part),
            ThemeName::Light => light(part),
            ThemeName::HighContrast => high_contrast(part),
        }
    }
}

/// What tells a part from others without colour.
#[expect(clippy::match_same_arms, reason = "a row for each meaning; that some look alike is a coincidence")]
fn modifier(part: Part) -> Modifier {
    match part {
        Part::Title | Part::Key | Part::Now | Part::Focus | Part::Good | Part::Bad => Modifier::BOLD,
        Part::Lit => Modifier::BOLD.union(Modifier::UNDERLINED),
        Part::Picked => Modifier::BOLD.union(Modifier::REVERSED),
        Part::Cursor => Modifier::REVERSED,
        Part::Dim | Part::Code(Role::Comment) => Modifier::DIM,
        Part::Header => Modifier::UNDERLINED,
        Part::Payload | Part::Code(Role::Keyword) => Modifier::BOLD,
        Part::Signature | Part::Warn => Modifier::ITALIC,
        Part::Plain | Part::Border | Part::Label | Part::Code(_) => Modifier::empty(),
    }
}

#[expect(clippy::match_same_arms, reason = "a row for each meaning; that some look alike is a coincidence")]
fn dark(part: Part) -> Option<Hue> {
    Some(match part {
        Part::Plain | Part::Cursor | Part::Code(Role::Plain | Role::Operator) => return None,
        Part::Dim | Part::Code(Role::Comment) => (0x008a_8f98, 245, Color::Gray),
        Part::Border => (0x005c_6370, 240, Color::DarkGray),
        Part::Title => (0x00e6_e6e6, 254, Color::White),
        Part::Focus | Part::Key => (0x0061_afef, 75, Color::LightCyan),
        Part::Label => (0x009d_a5b4, 248, Color::Gray),
        Part::Now => (0x00ff_d866, 221, Color::LightYellow),
        Part::Lit | Part::Picked => (0x00ff_d866, 221, Color::LightYellow),
        Part::Header | Part::Bad => (0x00ff_6b81, 204, Color::LightRed),
        Part::Payload => (0x00c6_92ff, 177, Color::LightMagenta),
        Part::Signature => (0x0056_c8e8, 80, Color::LightCyan),
        Part::Good => (0x0098_d982, 114, Color::LightGreen),
        Part::Warn => (0x00ff_b86c, 215, Color::Yellow),
        Part::Code(Role::Keyword) => (0x00c6_92ff, 177, Color::LightMagenta),
        Part::Code(Role::Constant | Role::Number) => (0x00ff_b86c, 215, Color::Yellow),
        Part::Code(Role::Builtin | Role::Decorator) => (0x0056_c8e8, 80, Color::Cyan),
        Part::Code(Role::Definition) => (0x0061_afef, 75, Color::LightBlue),
        Part::Code(Role::String) => (0x0098_d982, 114, Color::Green),
    })
}

#[expect(clippy::match_same_arms, reason = "a row for each meaning; that some look alike is a coincidence")]
fn light(part: Part) -> Option<Hue> {
    Some(match part {
        Part::Plain | Part::Title | Part::Cursor | Part::Code(Role::Plain | Role::Operator) => return None,
        Part::Dim | Part::Code(Role::Comment) => (0x006a_737d, 242, Color::DarkGray),
        Part::Border => (0x00a0_a7b0, 247, Color::Gray),
        Part::Focus | Part::Key => (0x0000_55a5, 25, Color::Blue),
        Part::Label => (0x0057_606a, 241, Color::DarkGray),
        Part::Now | Part::Lit | Part::Picked => (0x009a_4b00, 130, Color::Magenta),
        Part::Header | Part::Bad => (0x00b6_1e33, 124, Color::Red),
        Part::Payload => (0x0073_2fb5, 91, Color::Magenta),
        Part::Signature => (0x0000_6d85, 24, Color::Cyan),
        Part::Good => (0x001a_7f37, 28, Color::Green),
        Part::Warn => (0x009a_4b00, 130, Color::Red),
        Part::Code(Role::Keyword) => (0x0073_2fb5, 91, Color::Magenta),
        Part::Code(Role::Constant | Role::Number) => (0x009a_4b00, 130, Color::Red),
        Part::Code(Role::Builtin | Role::Decorator) => (0x0000_6d85, 24, Color::Cyan),
        Part::Code(Role::Definition) => (0x0000_55a5, 25, Color::Blue),
        Part::Code(Role::String) => (0x001a_7f37, 28, Color::Green),
    })
}

fn high_contrast(part: Part) -> Option<Hue> {
    Some(match part {
        Part::Now | Part::Lit | Part::Picked => (0x00ff_ff00, 226, Color::LightYellow),
        Part::Focus | Part::Key => (0x0000_ffff, 51, Color::LightCyan),
        Part::Header | Part::Bad => (0x00ff_8080, 210, Color::LightRed),
        Part::Payload => (0x00ff_9fff, 219, Color::LightMagenta),
        Part::Signature => (0x0080_ffff, 123, Color::LightCyan),
        Part::Good => (0x0080_ff80, 120, Color::LightGreen),
        Part::Warn => (0x00ff_d080, 222, Color::LightYellow),
        _ => return None,
    })
}
