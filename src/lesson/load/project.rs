//! The mini project: steps with ids of their own, and checks with one thing to look at each.

use super::{Reader, span};
use crate::lesson::schema::project as written;
use crate::lesson::{LibraryCall, Look, Project, ProjectCheck, ProjectStep};

/// Steps a project may have: the bar on the screen shows them side by side.
const STEPS: usize = 9;

impl Reader<'_> {
    pub(super) fn project(&mut self, project: Option<&written::Project>) -> Option<Project> {
        let project = project?;
        let texts = [&project.title, &project.scenario, &project.goal, &project.real_world, &project.career];
        for text in texts.into_iter().chain(&project.learn) {
            self.not_blank(text);
        }
        let at = span(&project.title.span);
        if project.step.is_empty() && !project.title.is_missing() {
            self.findings.add(at, "the project has no steps", "Add [[project.step]] tables.");
        }
        if project.step.len() > STEPS {
            let message = format!("the project has {} steps; {STEPS} fit", project.step.len());
            self.findings.add(at, message, "Join some of them.");
        }
        let mut steps: Vec<ProjectStep> = Vec::new();
        for step in &project.step {
            if !step.id.is_missing() && steps.iter().any(|other| other.id == step.id.value) {
                let message = format!("there are two steps `{}` in the project", step.id.value);
                self.findings.add(span(&step.id.span), message, "Work is kept by id; give each its own.");
            }
            steps.push(self.project_step(step));
        }
        Some(Project {
            title: project.title.value.clone(),
            scenario: project.scenario.value.trim().to_owned(),
            goal: project.goal.value.trim().to_owned(),
            learn: project.learn.iter().map(|text| text.value.clone()).collect(),
            real_world: project.real_world.value.trim().to_owned(),
            career: project.career.value.trim().to_owned(),
            starter: code(&project.starter.value),
            steps,
            at,
        })
    }

    fn project_step(&mut self, step: &written::ProjectStep) -> ProjectStep {
        for text in
            [&step.id, &step.title, &step.task, &step.solution].into_iter().chain(step.hints.iter().flatten())
        {
            self.not_blank(text);
        }
        let at = span(&step.id.span);
        if step.check.as_ref().is_some_and(Vec::is_empty) {
            let help = "Add [[project.step.check]] tables: what is looked at when the program has run.";
            self.findings.add(at, "this step has no checks", help);
        }
        if step.hints.as_ref().is_some_and(Vec::is_empty) {
            self.findings.add(at, "this step has no hints", "Give at least one: `hints = [\"...\"]`.");
        }
        ProjectStep {
            id: step.id.value.clone(),
            title: step.title.value.clone(),
            task: step.task.value.trim().to_owned(),
            hints: step.hints.iter().flatten().map(|hint| hint.value.clone()).collect(),
            solution: code(&step.solution.value),
            checks: step.check.iter().flatten().filter_map(|check| self.project_check(check)).collect(),
            at,
            solution_at: span(&step.solution.span),
            hints_at: step.hints.iter().flatten().map(|hint| span(&hint.span)).collect(),
        }
    }

    fn project_check(&mut self, check: &written::ProjectCheck) -> Option<ProjectCheck> {
        let texts = [&check.what, &check.setup, &check.printed];
        for text in texts.into_iter().chain(&check.values) {
            self.not_blank(text);
        }
        let at = span(&check.what.span);
        let ways: Vec<&str> = [
            ("values", !check.values.is_empty()),
            ("printed", !check.printed.is_missing()),
            ("request", !check.request.is_empty()),
            ("calls", !check.calls.is_missing()),
        ]
        .into_iter()
        .filter_map(|(way, there)| there.then_some(way))
        .collect();
        if let [first, second, ..] = ways.as_slice() {
            let message = format!("a check looks at one thing, not at `{first}` and `{second}`");
            self.findings.add(at, message, "Make two checks of it.");
        }
        if !check.setup.is_missing() && ways.first() != Some(&"values") {
            self.findings.add(
                span(&check.setup.span),
                "`setup` belongs to checks with `values`",
                "Leave it out.",
            );
        }
        let look = match ways.first() {
            Some(&"values") => Look::Values {
                of: check.values.iter().map(|text| text.value.clone()).collect(),
                setup: check.setup.value.clone(),
            },
            Some(&"printed") => Look::Printed(check.printed.value.clone()),
            Some(&"request") => Look::Requests(
                self.requests(&check.request).into_iter().map(|request| request.spec).collect(),
            ),
            Some(_) => {
                Look::Calls(LibraryCall::ALL.into_iter().find(|call| call.name() == check.calls.value)?)
            }
            None => {
                let help =
                    "Add `values = [...]`, `printed`, `calls`, or [[project.step.check.request]] tables.";
                self.findings.add(at, "this check looks at nothing", help);
                return None;
            }
        };
        let later: Vec<i64> = check.later.iter().flatten().map(|seconds| *seconds.get_ref()).collect();
        let later = if later.is_empty() { vec![0] } else { later };
        Some(ProjectCheck { what: check.what.value.clone(), look, later, at })
    }
}

/// A program as it stands in the editor: no line breaks of another system, and one at its end.
fn code(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let text = text.trim_end();
    if text.is_empty() { String::new() } else { format!("{text}\n") }
}
