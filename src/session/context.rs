//! Where a session is, and which commands mean something there.

use super::lab::LabCommand;
use super::{Command, Mode, Overlay, Session, Subject, build};

/// Where a session is, as far as keys are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// The list of lessons.
    Library,
    /// Flow or Trace of a lesson.
    Steps,
    /// Trace of a program of one's own.
    Run,
    /// Trace, with attention on requests and responses.
    Sequence,
    /// Key moments.
    Why,
    /// Questions.
    Quiz,
    /// What came of the questions, and where there is none to ask.
    Report,
    /// The lab.
    Lab,
    /// A field of the lab that is being edited.
    LabField,
    /// The lab's code, of more than one line, that is being edited.
    LabCode,
    /// The list of experiments.
    Experiments,
    /// A question whose answer is written.
    Write,
    /// A question in which a character is pointed at.
    Point,
    /// A project, where keys are commands.
    Build,
    /// A project, where keys go into the program.
    Editor,
    /// The run of a question, stepped.
    Beside,
    /// The summary.
    Summary,
    /// The help.
    Help,
    /// A field that takes text.
    Field,
    /// The question what the next step will do.
    Predict,
}

/// What can be done in the list of lessons.
const IN_LIBRARY: [Command; 10] = [
    Command::Confirm,
    Command::Review,
    Command::Progress,
    Command::Down,
    Command::Up,
    Command::Help,
    Command::Palette,
    Command::Mouse,
    Command::Suspend,
    Command::Quit,
];

impl Session {
    /// Where keys are looked up.
    pub fn context(&self) -> Context {
        match &self.overlay {
            Some(Overlay::Help { .. } | Overlay::Progress { .. }) => Context::Help,
            Some(Overlay::Experiments { .. }) => Context::Experiments,
            Some(Overlay::Predict(_)) => Context::Predict,
            Some(_) => Context::Field,
            None => self.place(),
        }
    }

    /// The context under what is open on top.
    pub fn place(&self) -> Context {
        match &self.study {
            None => Context::Library,
            Some(study) => match (study.mode, &study.subject) {
                (Mode::Trace, _) if study.in_sequence() => Context::Sequence,
                (Mode::Trace, Subject::File { .. }) => Context::Run,
                (Mode::Flow | Mode::Trace, _) => Context::Steps,
                (Mode::Why, _) => Context::Why,
                (Mode::Quiz | Mode::Practice | Mode::Review, _) if study.beside.is_some() => Context::Beside,
                (Mode::Quiz | Mode::Practice | Mode::Review, _) => study.question_context(),
                (Mode::Lab, _) => study.lab.as_ref().map_or(Context::Lab, |lab| lab.context()),
                (Mode::Build, _) if study.build.as_ref().is_some_and(|build| build.typing) => Context::Editor,
                (Mode::Build, _) => Context::Build,
                (Mode::Summary, _) => Context::Summary,
            },
        }
    }

    /// The commands the palette lists, those whose name or meaning holds every word of the query.
    pub fn matches(&self, query: &str) -> Vec<Command> {
        let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
        self.commands()
            .into_iter()
            .filter(|command| {
                let text = format!("{} {}", command.short(), command.about()).to_lowercase();
                words.iter().all(|word| text.contains(word.as_str()))
            })
            .collect()
    }

    /// Every command that means something now, the most useful first.
    pub fn commands(&self) -> Vec<Command> {
        use Command as C;
        let Some(study) = &self.study else { return IN_LIBRARY.to_vec() };
        if self.place() == Context::Beside {
            let steps = [C::Next, C::Previous, C::First, C::Last, C::NextChange, C::PreviousChange];
            let rest = [C::FocusNext, C::Down, C::Up, C::Back, C::Help, C::Palette, C::Mouse, C::Repaint];
            return steps.into_iter().chain(rest).chain([C::Suspend, C::Quit]).collect();
        }
        let mut all = match self.place() {
            Context::Why => vec![C::Down, C::Up, C::Cite],
            Context::Report => vec![C::Answer, C::PreviousQuestion],
            Context::Quiz | Context::Write | Context::Point => vec![
                C::Choose(0),
                C::Answer,
                C::Toggle,
                C::ShiftDown,
                C::ShiftUp,
                C::Write,
                C::Hint,
                C::Solution,
                C::Evidence,
                C::LookAtProgram,
                C::Renew,
                C::NextQuestion,
                C::PreviousQuestion,
            ],
            Context::Summary => vec![C::Down, C::Up, C::PageDown, C::PageUp, C::NextLesson],
            Context::Build | Context::Editor => {
                use build::BuildCommand as B;
                let all = [
                    B::Begin,
                    B::Edit,
                    B::Check,
                    B::Hint,
                    B::Trace,
                    B::Solution,
                    B::NextStep,
                    B::PreviousStep,
                    B::Skip,
                    B::Overview,
                    B::Reset,
                    B::Undo,
                    B::Redo,
                ];
                all.into_iter().map(C::Build).collect()
            }
            Context::Lab | Context::LabField | Context::LabCode => {
                use LabCommand as L;
                let lab = [L::Edit, L::Turn, L::Experiments, L::NextExperiment, L::Reset, L::Undo, L::Open];
                let copies = [L::CopyCommand, L::CopyPython];
                lab.into_iter().chain(copies).map(C::Lab).collect()
            }
            _ => Vec::new(),
        };
        let steps = [C::Next, C::Previous, C::Play, C::Into, C::Out, C::First, C::Last, C::AskStep];
        if matches!(study.mode, Mode::Lab | Mode::Build) {
            all.extend([C::Down, C::Up, C::PageDown, C::PageUp]);
        } else {
            all.extend(steps);
            all.extend([
                C::Refusal,
                C::NextDatum,
                C::PreviousDatum,
                C::NextVariable,
                C::NextChange,
                C::PreviousChange,
                C::Predict,
            ]);
        }
        if matches!(study.subject, Subject::File { .. }) {
            all.extend([C::RunOn, C::MarkDown, C::MarkUp, C::RunToMark, C::Breakpoint]);
        }
        if !study.arrows().is_empty() {
            all.push(C::Requests);
        }
        if study.profiles().len() > 1 || study.mode == Mode::Lab {
            all.push(C::SwitchProfile);
        }
        all.extend(study.modes().into_iter().map(C::Mode));
        if study.modes().len() > 1 {
            all.extend([C::NextMode, C::PreviousMode]);
        }
        all.extend([
            C::Progress,
            C::FocusNext,
            C::Zoom,
            C::Copy,
            C::Share,
            C::Help,
            C::Palette,
            C::Mouse,
            C::Lessons,
        ]);
        all.extend([C::Repaint, C::Suspend, C::Quit]);
        all
    }
}
