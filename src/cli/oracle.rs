//! `jwtrace check --oracle`: the programs of lessons on the machine's own Python, compared with ours.

mod project;

use super::failure::Failure;
use jwtrace::check;
use jwtrace::lesson::{Inputs, Library};
use jwtrace::python::{RequestBody, RequestSpec, World};
use jwtrace::text::Text;
use jwtrace::trace::{Outcome, Response, Trace};
use serde_json::{Map, Value, json};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Runs one program there: the job comes on its standard input, the answer on its standard output.
const DRIVER: &str = include_str!("oracle.py");

/// How long one program may take, in waits of [`WAIT`].
const WAITS: u32 = 3000;
const WAIT: Duration = Duration::from_millis(20);

/// Characters of a value shown where the two differ.
const SHOWN: usize = 200;

/// Runs every program of every good lesson there and here; says what differs and counts it.
pub(crate) fn compare(library: &Library, python: &Path, out: &mut impl Write) -> Result<usize, Failure> {
    let mut different = 0;
    for lesson in library.lessons() {
        for program in &lesson.programs {
            let inputs = Inputs { profile: program.profile, ..lesson.inputs() };
            // What does not run here was told by the proof.
            let Ok(ours) = check::run(lesson, &inputs) else { continue };
            let world = World::of_lesson(lesson, &inputs);
            let theirs = run(&lesson.source(&inputs), &world, python)?;
            let found = differences(&ours, &theirs);
            let verdict = if found.is_empty() { "same as on" } else { "not as on" };
            let under = program.profile.name();
            writeln!(out, "{:<24} {under:<12} {verdict} {}", Text::new(&lesson.id), versions(&theirs))?;
            for line in &found {
                writeln!(out, "  {}", Text::new(line))?;
            }
            different += usize::from(!found.is_empty());
        }
        if let Some(built) = &lesson.project {
            different += project::compare(lesson, built, python, out)?;
        }
    }
    Ok(different)
}

fn run(source: &str, world: &World, python: &Path) -> Result<Value, Failure> {
    let name = python.display();
    let cannot = |why: String| {
        Failure::wrong(format!("{name} cannot run the lessons: {why}"))
            .help("Name a Python that has PyJWT, python-jose, fastapi and httpx: --python PATH.")
    };
    let job = json!({
        "source": source,
        "now": world.now,
        "zone": world.zone,
        "module": world.module_name,
        "requests": world.requests.iter().map(request).collect::<Vec<_>>(),
    });
    let mut child = Command::new(python)
        .args(["-c", DRIVER])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| cannot(error.to_string()))?;
    let (said, complaint) = finish(&mut child, job.to_string()).map_err(&cannot)?;
    let answer: Option<Value> = serde_json::from_str(&said).ok();
    let Some(answer) = answer else {
        let last = complaint.trim().lines().last().unwrap_or("it said nothing");
        return Err(cannot(Text::new(last).as_str().to_owned()));
    };
    match answer["cannot"].as_str() {
        Some(why) => Err(cannot(Text::new(why).as_str().to_owned())),
        None => Ok(answer),
    }
}

/// Gives the child its job and waits for what it writes.
fn finish(child: &mut Child, job: String) -> Result<(String, String), String> {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let reader = |pipe: Option<Box<dyn Read + Send>>| {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            if let Some(mut pipe) = pipe {
                let _ = pipe.read_to_end(&mut bytes);
            }
            String::from_utf8_lossy(&bytes).into_owned()
        })
    };
    let out = reader(stdout.map(|pipe| Box::new(pipe) as Box<dyn Read + Send>));
    let complaints = reader(stderr.map(|pipe| Box::new(pipe) as Box<dyn Read + Send>));
    // A Python that ends before it has read its job says why on stderr.
    if let Some(mut stdin) = stdin {
        let _ = stdin.write_all(job.as_bytes());
    }
    for _ in 0..WAITS {
        if child.try_wait().map_err(|error| error.to_string())?.is_some() {
            return Ok((out.join().unwrap_or_default(), complaints.join().unwrap_or_default()));
        }
        std::thread::sleep(WAIT);
    }
    let _ = child.kill();
    let _ = child.wait();
    Err("a program did not end within a minute".into())
}

/// A request for the driver, its templates still in it.
fn request(spec: &RequestSpec) -> Value {
    let mut request = json!({
        "method": spec.method,
        "path": spec.path,
        "params": spec.params,
        "headers": spec.headers,
        "cookies": spec.cookies,
        "at": spec.at,
    });
    match &spec.body {
        RequestBody::Empty => {}
        RequestBody::Json(value) => request["json"] = value.clone(),
        RequestBody::Text(text) => request["content"] = text.as_str().into(),
        RequestBody::Form(fields) => {
            let mut form = Map::new();
            for (name, value) in fields {
                let values = form.entry(name.as_str()).or_insert_with(|| Value::Array(Vec::new()));
                if let Some(values) = values.as_array_mut() {
                    values.push(value.as_str().into());
                }
            }
            request["data"] = Value::Object(form);
        }
    }
    request
}

/// `CPython 3.11.7, PyJWT 2.15.1`
fn versions(theirs: &Value) -> String {
    let found = theirs["versions"].as_object().into_iter().flatten();
    let words: Vec<String> =
        found.map(|(name, version)| format!("{name} {}", version.as_str().unwrap_or("?"))).collect();
    Text::new(&words.join(", ")).as_str().to_owned()
}

/// What differs, a line each.
fn differences(ours: &Trace, theirs: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut same = |what: &str, ours: &str, theirs: &str| {
        if ours != theirs {
            found.push(format!("{what}: {} here, {} there", short(ours), short(theirs)));
        }
    };
    same("output", &ours.stdout, theirs["stdout"].as_str().unwrap_or_default());
    let ended = match &ours.outcome {
        Outcome::Finished => "it finished".to_owned(),
        Outcome::Raised(raised) => format!("{}: {}", raised.class, raised.message),
        Outcome::Halted { .. } => "stopped by a limit".to_owned(),
    };
    let raised = &theirs["raised"];
    let there = match (raised[0].as_str(), raised[1].as_str()) {
        (Some(class), message) => format!("{class}: {}", message.unwrap_or_default()),
        _ => "it finished".to_owned(),
    };
    same("end", &ended, &there);
    let empty = Map::new();
    let globals = theirs["globals"].as_object().unwrap_or(&empty);
    for global in &ours.globals {
        let there = globals.get(&global.name).and_then(Value::as_str).unwrap_or("(unbound)");
        same(&format!("variable {}", global.name), &global.repr, there);
    }
    for (name, there) in globals {
        if !ours.globals.iter().any(|global| global.name == *name) {
            same(&format!("variable {name}"), "(unbound)", there.as_str().unwrap_or_default());
        }
    }
    let responses = theirs["responses"].as_array().map_or(&[][..], Vec::as_slice);
    for number in 0..ours.responses.len().max(responses.len()) {
        let here = ours.responses.get(number).map_or_else(|| "none".into(), answer);
        let there = responses.get(number).map_or_else(|| "none".into(), answer_there);
        same(&format!("response {number}"), &here, &there);
    }
    found
}

/// Headers that a program decides, not a server.
const HEADERS: [&str; 6] =
    ["www-authenticate", "content-type", "location", "set-cookie", "allow", "content-length"];

fn answer(response: &Response) -> String {
    let mut headers: Vec<String> = response
        .headers
        .iter()
        .filter(|(name, _)| HEADERS.contains(&name.as_str()))
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    headers.sort();
    format!("{} {} {}", response.status, headers.join(", "), String::from_utf8_lossy(&response.body))
}

fn answer_there(response: &Value) -> String {
    let pairs = response["headers"].as_object().into_iter().flatten();
    let mut headers: Vec<String> =
        pairs.map(|(name, value)| format!("{name}: {}", value.as_str().unwrap_or_default())).collect();
    headers.sort();
    let body = response["body"].as_str().unwrap_or_default();
    format!("{} {} {body}", response["status"], headers.join(", "))
}

fn short(text: &str) -> String {
    let cut: String = text.chars().take(SHOWN).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}
