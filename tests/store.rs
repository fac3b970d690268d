//! The log of answers survives whatever happens to the program, the disk and the folder.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it must be")]

use jwtrace::progress::{Answer, Reading, Record};
use jwtrace::store::{Left, State, Store};
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const NOW: f64 = 1_700_000_000.0;

fn record(lesson: &str, question: &str) -> Record {
    let answer = Answer {
        lesson: lesson.into(),
        question: question.into(),
        kind: "choose one".into(),
        right: true,
        first: true,
        chosen: "'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyX2lkIjoxMjN9…'".into(),
        ..Answer::default()
    };
    Record::new(answer, NOW, "")
}

/// The questions answered, in the order of the log, and the rest.
fn read(store: &Store) -> (Vec<String>, Reading) {
    let mut questions = Vec::new();
    let reading = Reading::of(&store.read().unwrap(), |record| questions.push(record.question));
    (questions, reading)
}

fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path().join("jwtrace"));
    (folder, store)
}

fn names(store: &Store) -> Vec<String> {
    let entries = fs::read_dir(store.folder()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn nothing_is_created_before_something_is_kept() {
    let (_folder, store) = store();
    assert!(store.read().unwrap().is_empty());
    assert_eq!(store.state(), State::default());
    assert!(store.forget(None, "now").unwrap().aside.is_none());
    assert!(!store.folder().exists());
    store.append(&record("l", "a").line()).unwrap();
    store.append(&(record("l", "b").line() + &record("l", "c").line())).unwrap();
    assert_eq!(read(&store).0, ["a", "b", "c"]);
}

#[test]
fn a_torn_line_harms_neither_the_lines_before_nor_those_after() {
    let (_folder, store) = store();
    let last = record("l", "torn").line();
    for end in 0..last.len() {
        let _ = fs::remove_dir_all(store.folder());
        store.append(&(record("l", "a").line() + &record("l", "b").line())).unwrap();
        let mut bytes = store.read().unwrap();
        bytes.extend_from_slice(&last.as_bytes()[..end]);
        fs::write(store.log(), &bytes).unwrap();
        store.append(&record("l", "after").line()).unwrap();
        let (questions, reading) = read(&store);
        let whole =
            if end + 1 == last.len() { vec!["a", "b", "torn", "after"] } else { vec!["a", "b", "after"] };
        assert_eq!(questions, whole, "cut at {end}");
        assert!(reading.bad <= 1, "cut at {end}");
        assert!(store.read().unwrap().starts_with(&bytes), "nothing that was there is touched");
    }
}

#[test]
fn what_a_reset_takes_out_is_kept_and_everything_else_stays() {
    let (_folder, store) = store();
    let newer = "{\"v\":9,\"lesson\":\"a\"}\n";
    let lines = [
        record("a", "1").line(),
        "no answer\n".into(),
        record("b", "2").line(),
        newer.into(),
        record("a", "3").line(),
        "{\"v\":1,\"torn".into(),
    ];
    store.append(&lines.concat()).unwrap();
    let before = store.read().unwrap();
    assert_eq!(store.forget(Some("c"), "x").unwrap().aside, None);
    let done = store.forget(Some("a"), "2026-01-31T09-30-00Z").unwrap();
    assert_eq!(done.answers, 2);
    let aside = done.aside.unwrap();
    assert!(aside.ends_with("answers-before-reset-2026-01-31T09-30-00Z.jsonl"));
    assert_eq!(fs::read(&aside).unwrap(), before);
    let rest = [lines[1].as_str(), &lines[2], newer, &lines[5]].concat();
    assert_eq!(String::from_utf8(store.read().unwrap()).unwrap(), rest);
    // A second one at the same time finds a name of its own.
    let again = store.forget(Some("b"), "2026-01-31T09-30-00Z").unwrap().aside.unwrap();
    assert!(again.ends_with("answers-before-reset-2026-01-31T09-30-00Z-2.jsonl"));
    let all = store.forget(None, "all").unwrap();
    assert_eq!(all.answers, 0);
    assert!(all.aside.unwrap().exists() && !store.log().exists());
    store.append(&record("l", "new").line()).unwrap();
    assert_eq!(read(&store).0, ["new"]);
}

#[test]
fn what_is_no_log_is_kept_under_another_name() {
    let (_folder, store) = store();
    fs::create_dir_all(store.folder()).unwrap();
    fs::write(store.log(), b"\x7fELF\n\0\0\n").unwrap();
    assert!(read(&store).1.unreadable());
    let aside = store.set_aside("unreadable", "then").unwrap();
    assert_eq!(fs::read(aside).unwrap(), b"\x7fELF\n\0\0\n");
    store.append(&record("l", "a").line()).unwrap();
    assert_eq!(read(&store).0, ["a"]);
    assert_eq!(names(&store), ["answers-unreadable-then.jsonl", "answers.jsonl", "lock"]);
}

#[test]
fn a_folder_that_takes_nothing_is_told_in_words() {
    let (_folder, store) = store();
    let words = |store: &Store| store.append("x\n").unwrap_err().to_string();
    fs::write(store.folder(), "a file").unwrap();
    assert!(words(&store).contains("a file is where the folder should be"), "{}", words(&store));
    fs::remove_file(store.folder()).unwrap();
    fs::create_dir_all(store.log()).unwrap();
    assert!(words(&store).starts_with("a folder, not a file ("), "{}", words(&store));
    assert!(store.read().unwrap_err().to_string().starts_with("a folder, not a file ("));
}

#[cfg(unix)]
#[test]
fn a_pipe_or_a_device_in_the_logs_place_is_not_waited_for() {
    let (_folder, store) = store();
    fs::create_dir_all(store.folder()).unwrap();
    std::os::unix::fs::symlink("/dev/zero", store.log()).unwrap();
    assert!(store.read().unwrap_err().to_string().starts_with("not an ordinary file ("));
    assert!(store.append("x\n").unwrap_err().to_string().starts_with("not an ordinary file ("));
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, store) = store();
    store.append(&record("l", "a").line()).unwrap();
    let mode = |mode| fs::set_permissions(store.folder(), fs::Permissions::from_mode(mode)).unwrap();
    fs::remove_file(store.folder().join("lock")).unwrap();
    mode(0o500);
    let privileged = fs::write(store.folder().join("probe"), "").is_ok();
    let refused = store.append(&record("l", "b").line());
    let read = read(&store).0;
    mode(0o700);
    if privileged {
        return; // who may write everywhere cannot see this
    }
    assert_eq!(read, ["a"]);
    assert!(refused.unwrap_err().to_string().starts_with("permission denied ("));
}

#[test]
fn every_lesson_keeps_its_place_and_the_last_one_comes_last() {
    let (_folder, store) = store();
    // What an earlier version of the program has written.
    fs::create_dir_all(store.folder()).unwrap();
    fs::write(store.folder().join("state.json"), r#"{"v":1,"lesson":"expiry","mode":"quiz","step":3}"#)
        .unwrap();
    let left =
        |lesson: &str, step| Left { lesson: lesson.into(), mode: "trace".into(), step, question: "q".into() };
    for (lesson, step) in [("claims", 1), ("lifetimes", 2), ("claims", 4)] {
        store.change_state(|state| state.leave(left(lesson, step))).unwrap();
    }
    let places = store.state().left();
    let places: Vec<_> = places.iter().map(|place| (place.lesson.as_str(), place.step)).collect();
    assert_eq!(places, [("expiry", 3), ("lifetimes", 2), ("claims", 4)]);
    for number in 0..300 {
        store.change_state(|state| state.leave(left(&format!("lesson-{number}"), 1))).unwrap();
    }
    assert_eq!(store.state().left().len(), 101, "a folder of lessons without end does not fill the file");
}

#[test]
fn the_state_is_changed_as_a_whole_and_a_newer_one_is_left_alone() {
    let (_folder, store) = store();
    store.change_state(|state| state.student = "Zoë".into()).unwrap();
    store.change_state(|state| state.lesson = "create-token".into()).unwrap();
    let state = store.state();
    assert_eq!((state.student.as_str(), state.lesson.as_str()), ("Zoë", "create-token"));
    let path = store.folder().join("state.json");
    fs::write(&path, "{\"v\":1,\"stud").unwrap();
    assert_eq!(store.state(), State::default());
    store.change_state(|state| state.step = 2).unwrap();
    assert_eq!(fs::read_to_string(store.folder().join("state-unreadable.json")).unwrap(), "{\"v\":1,\"stud");
    assert_eq!(store.state().step, 2);
    let newer = "{\"v\":2,\"student\":{\"first\":\"Zoë\"}}";
    fs::write(&path, newer).unwrap();
    let refused = store.change_state(|state| state.step = 3).unwrap_err();
    assert!(refused.to_string().starts_with("a newer jwtrace wrote it, and it is left alone"));
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
}

/// Not a test by itself: what the tests below start, and kill. It adds answers for ever, and says which is kept.
#[test]
#[ignore = "started by the tests that kill it"]
fn child() {
    let Ok(folder) = std::env::var("STORE_TEST_FOLDER") else { return };
    let name = std::env::var("STORE_TEST_NAME").unwrap();
    let store = Store::new(folder);
    for at in 0_u32.. {
        let question = format!("{name}.{at}");
        store.append(&record("l", &question).line()).unwrap();
        println!("kept {question}");
    }
}

fn start(folder: &Path, name: &str) -> std::process::Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--ignored", "--nocapture"])
        .env("STORE_TEST_FOLDER", folder)
        .env("STORE_TEST_NAME", name)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills a program that answers at random moments; what it was told is kept must be kept. Two at a time when asked.
/// How many answers were acknowledged, how many were kept besides, how many lines were torn.
fn kill(times: u32, writers: u32) -> (usize, usize, usize) {
    let (_folder, store) = store();
    let mut told = BTreeSet::new();
    let mut chance = 0x2545_f491_4f6c_dd1d_u64;
    for time in 0..times {
        let children: Vec<_> =
            (0..writers).map(|writer| start(store.folder(), &format!("{time}.{writer}"))).collect();
        for mut child in children {
            chance ^= chance << 13;
            chance ^= chance >> 7;
            chance ^= chance << 17;
            let mut out = BufReader::new(child.stdout.take().unwrap());
            // From before the first answer to some dozen answers later.
            let mut line = String::new();
            if !chance.is_multiple_of(8) {
                while !line.contains("kept") && out.read_line(&mut line).unwrap() > 0 {}
                std::thread::sleep(Duration::from_micros(chance >> 8 & 0x3fff));
            }
            child.kill().unwrap();
            child.wait().unwrap();
            let rest = out.lines().map_while(Result::ok);
            // The line that was cut by the kill may say less than was kept, never more.
            let all = line.lines().map(str::to_owned).chain(rest);
            let whole = all.filter_map(|line| Some(line.split_once("kept ")?.1.to_owned()));
            told.extend(whole);
        }
    }
    let (kept, reading) = read(&store);
    let unique: BTreeSet<String> = kept.iter().cloned().collect();
    assert_eq!(unique.len(), kept.len(), "no answer is there twice");
    let lost: Vec<_> = told.difference(&unique).collect();
    // A line of the output may be cut in its number: that of another answer, which is kept as well.
    assert!(lost.is_empty(), "{lost:?}");
    (told.len(), unique.len() - told.len(), reading.bad + usize::from(reading.torn))
}

#[test]
fn no_acknowledged_answer_is_lost_by_a_kill() {
    let (told, ..) = kill(36, 1);
    assert!(told > 36, "{told} answers were acknowledged");
}

#[test]
fn two_programs_at_once_lose_nothing_and_a_killed_one_does_not_stop_the_other() {
    let (told, ..) = kill(8, 2);
    assert!(told > 16, "{told} answers were acknowledged");
}

/// `STORE_TEST_KILLS=1000 cargo test --test store -- --ignored --nocapture many_kills`
#[test]
#[ignore = "takes a minute for a thousand"]
fn many_kills() {
    let times = std::env::var("STORE_TEST_KILLS").map_or(1000, |times| times.parse().unwrap());
    let (told, more, torn) = kill(times, 1);
    println!(
        "{times} kills: {told} answers acknowledged, all kept; {more} kept unacknowledged; {torn} torn lines"
    );
    let (told, more, torn) = kill(times / 10, 2);
    println!("{} kills of two at once: {told} acknowledged, all kept; {more} more; {torn} torn", times / 10);
}

#[test]
fn work_on_projects_is_kept_whole_and_what_cannot_be_read_is_put_aside() {
    use jwtrace::session::build::{Done, VERSION, Work};
    let (_folder, store) = store();
    assert_eq!(store.works("1").unwrap().works, []);
    let done = Done { id: "claims".into(), began: Some("# é\n".into()), tries: 2, ..Done::default() };
    let work = Work {
        v: VERSION,
        lesson: "token-structure".into(),
        step: "claims".into(),
        program: "a = '\u{202e}\\n'\n".into(),
        steps: vec![done],
    };
    store.keep_work(&work).unwrap();
    store.keep_work(&work).unwrap();
    assert_eq!(store.works("1").unwrap().works, std::slice::from_ref(&work));
    // A newer version is neither read nor written over; what is no work gets another name and stays.
    let folder = store.folder().join("build");
    fs::write(folder.join("expiry.json"), format!("{{\"v\": {}, \"new\": true}}", VERSION + 1)).unwrap();
    fs::write(folder.join("attacks.json"), "{\"v\": 1, \"les").unwrap();
    fs::write(folder.join("claims.json"), serde_json::to_string(&work).unwrap()).unwrap();
    let found = store.works("7").unwrap();
    assert_eq!((found.works, found.aside.len()), (vec![work.clone()], 2));
    let newer = Work { lesson: "expiry".into(), ..work.clone() };
    let refused = store.keep_work(&newer).unwrap_err().to_string();
    assert!(refused.contains("newer jwtrace"), "{refused}");
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let aside =
        ["attacks-unreadable-7.txt", "claims-unreadable-7.txt", "expiry.json", "token-structure.json"];
    assert_eq!(names, aside);
    let other = Work { lesson: "attacks".into(), ..work };
    store.keep_work(&other).unwrap();
    assert_eq!(store.works("8").unwrap().works.len(), 2);
}
