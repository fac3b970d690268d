//! Watching one file: whoever shows it is told when it was saved, and when it is gone or back.
//!
//! Editors save by writing another file and renaming it, so the folder is watched and the name looked for. When the
//! folder itself goes (another branch is checked out, a folder is made anew), the nearest one above it that is still
//! there is watched until it is back. A save is several events; they are waited out and told once, and only when the file is really another one than before. The
//! kernel says when something happens: while nothing does, nothing runs.

use crate::session::Message;
use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::Duration;

/// How long nothing may happen before a save counts as done, and how often that is waited for at most.
const QUIET: (Duration, usize) = (Duration::from_millis(40), 10);

/// How often folders are looked for at most, while they come and go.
const LOOKS: usize = 8;

/// How long a file may be away while it is replaced.
const AWAY: Duration = Duration::from_millis(200);

/// What has become of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// It was saved, or is there again.
    Changed,
    /// It is not there any more.
    Gone,
}

/// What tells one state of a file from another: when it was changed, its length, and which file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp(Option<(i64, i64, u64, u64)>);

impl Stamp {
    /// Of a file as it is now. Taken before the file is read, nothing that happens later is missed.
    pub fn of(path: &Path) -> Self {
        let data = std::fs::metadata(path).ok();
        Self(data.map(|data| (data.mtime(), data.mtime_nsec(), data.len(), data.ino())))
    }
}

/// A file whose changes a session is told about while it is shown.
pub struct Watched<'w> {
    /// The file.
    pub path: PathBuf,
    /// How it was before it was read.
    pub stamp: Stamp,
    /// What the session is told; whoever answers has read the file again.
    pub read: Box<dyn FnMut(Seen) -> Option<Message> + 'w>,
}

/// A file that is watched until this is dropped.
#[derive(Debug)]
pub struct Watch {
    _watcher: Arc<Mutex<RecommendedWatcher>>,
}

impl Watch {
    /// Watches a file, which need not exist. `tell` is called on a thread of its own each time the file has become
    /// another than `before`; once it says `false` it is not called again.
    ///
    /// # Errors
    /// The folder is not there, or the system watches no further file; in words.
    pub fn start(
        path: &Path,
        before: Stamp,
        tell: impl Fn(Seen) -> bool + Send + 'static,
    ) -> Result<Self, String> {
        let path = std::path::absolute(path).map_err(|error| error.to_string())?;
        let names = names(&path);
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(handler(names.clone(), sender)).map_err(words)?;
        let mut folders = Folders { names, watched: Vec::new() };
        for folder in folders.names.iter().filter_map(|name| name.parent()) {
            watcher.watch(folder, RecursiveMode::NonRecursive).map_err(words)?;
            folders.watched.push(folder.to_owned());
        }
        let watcher = Arc::new(Mutex::new(watcher));
        let weak = Arc::downgrade(&watcher);
        let work = move || watch(&path, before, &events, tell, || folders.follow(&weak));
        let thread = thread::Builder::new().name("watch".into()).spawn(work);
        thread.map_err(|error| error.to_string())?;
        Ok(Self { _watcher: watcher })
    }
}

/// The path, and what it leads to when it is a link.
fn names(path: &Path) -> Vec<PathBuf> {
    let mut names = vec![path.to_owned()];
    let real = path.canonicalize().ok();
    names.extend(real.filter(|real| real != path));
    names
}

/// The folders that are watched for some names.
struct Folders {
    names: Vec<PathBuf>,
    watched: Vec<PathBuf>,
}

impl Folders {
    /// Watches the folders of the names as they are now, or what is nearest above them. One that was made anew is another
    /// one for the kernel, though it has the same name, so it is asked for each time.
    fn follow(&mut self, watcher: &Weak<Mutex<RecommendedWatcher>>) {
        let Some(watcher) = watcher.upgrade() else { return };
        let mut watcher = watcher.lock().unwrap_or_else(PoisonError::into_inner);
        // What is made while this looks is seen by looking once more.
        for _ in 0..LOOKS {
            let mut wanted: Vec<PathBuf> = self.names.iter().filter_map(|name| nearest(name)).collect();
            wanted.dedup();
            for gone in self.watched.iter().filter(|folder| !wanted.contains(folder)) {
                let _ = watcher.unwatch(gone);
            }
            for folder in &wanted {
                let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
            }
            let same = wanted == self.watched;
            self.watched = wanted;
            if same {
                return;
            }
        }
    }
}

/// The nearest folder above a name that is there.
fn nearest(name: &Path) -> Option<PathBuf> {
    name.ancestors().skip(1).find(|above| above.is_dir()).map(Path::to_owned)
}

/// Passes on that something happened to the file, or to a folder it is in.
fn handler(names: Vec<PathBuf>, sender: Sender<()>) -> impl FnMut(notify::Result<notify::Event>) + Send {
    move |event| {
        let about = match event {
            Ok(event) => {
                // Reading changes nothing; closing after writing may.
                let read = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
                !read
                    && (event.need_rescan()
                        || event.paths.iter().any(|path| names.iter().any(|name| name.starts_with(path))))
            }
            // Events were lost: look.
            Err(_) => true,
        };
        if about {
            let _ = sender.send(());
        }
    }
}

fn watch(
    path: &Path,
    before: Stamp,
    events: &Receiver<()>,
    tell: impl Fn(Seen) -> bool,
    mut follow: impl FnMut(),
) {
    let mut known = before;
    loop {
        follow();
        let mut now = Stamp::of(path);
        if now == Stamp(None) && known != now {
            let _ = events.recv_timeout(AWAY);
            settle(events);
            // What was waited for may have been its folder going.
            follow();
            now = Stamp::of(path);
        }
        if now != known {
            known = now;
            let seen = if now == Stamp(None) { Seen::Gone } else { Seen::Changed };
            if !tell(seen) {
                return;
            }
        }
        if events.recv().is_err() {
            return;
        }
        settle(events);
    }
}

/// Waits until nothing has happened for a while.
fn settle(events: &Receiver<()>) {
    for _ in 0..QUIET.1 {
        if events.recv_timeout(QUIET.0).is_err() {
            return;
        }
    }
}

fn words(error: notify::Error) -> String {
    match error.kind {
        notify::ErrorKind::PathNotFound => "its folder is not there".into(),
        notify::ErrorKind::MaxFilesWatch => "the system watches no further file".into(),
        notify::ErrorKind::Io(error) if error.kind() == io::ErrorKind::NotFound => {
            "its folder is not there".into()
        }
        notify::ErrorKind::Io(error) => error.to_string(),
        kind => notify::Error::new(kind).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Far longer than anything takes; what comes sooner is not waited for.
    const LONG: Duration = Duration::from_secs(20);

    struct Desk {
        folder: tempfile::TempDir,
        seen: Receiver<Seen>,
        _watch: Watch,
    }

    impl Desk {
        fn new(text: &str) -> Self {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("lesson.toml");
            fs::write(&path, text).unwrap();
            let (sender, seen) = channel();
            let tell = move |it| sender.send(it).is_ok();
            let watch = Watch::start(&path, Stamp::of(&path), tell).unwrap();
            Self { folder, seen, _watch: watch }
        }

        fn path(&self, name: &str) -> PathBuf {
            self.folder.path().join(name)
        }

        fn next(&self) -> Seen {
            self.seen.recv_timeout(LONG).unwrap()
        }
    }

    #[test]
    fn a_save_in_place_or_by_renaming_is_told() {
        let desk = Desk::new("a");
        fs::write(desk.path("lesson.toml"), "ab").unwrap();
        assert_eq!(desk.next(), Seen::Changed);
        fs::write(desk.path(".lesson.toml.swp"), "abc").unwrap();
        fs::rename(desk.path(".lesson.toml.swp"), desk.path("lesson.toml")).unwrap();
        assert_eq!(desk.next(), Seen::Changed);
    }

    #[test]
    fn a_deleted_file_is_told_and_picked_up_when_it_comes_back() {
        let desk = Desk::new("a");
        fs::remove_file(desk.path("lesson.toml")).unwrap();
        assert_eq!(desk.next(), Seen::Gone);
        fs::write(desk.path("lesson.toml"), "b").unwrap();
        assert_eq!(desk.next(), Seen::Changed);
    }

    #[test]
    fn a_folder_that_is_deleted_and_made_again_is_watched_again() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("course/lessons");
        let path = folder.join("lesson.toml");
        fs::create_dir_all(&folder).unwrap();
        fs::write(&path, "a").unwrap();
        let (sender, seen) = channel();
        let _watch = Watch::start(&path, Stamp::of(&path), move |it| sender.send(it).is_ok()).unwrap();
        let next = || seen.recv_timeout(LONG).unwrap();
        for (round, top) in [&folder, &above.path().join("course"), &folder].into_iter().enumerate() {
            fs::remove_dir_all(top).unwrap();
            assert_eq!(next(), Seen::Gone, "round {round}");
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, format!("back {round}")).unwrap();
            assert_eq!(next(), Seen::Changed, "round {round}");
            // Each save is told as before.
            fs::write(&path, format!("saved in round {round}")).unwrap();
            assert_eq!(next(), Seen::Changed, "round {round}");
        }
        // Moved away and another put in its place.
        fs::rename(&folder, above.path().join("old")).unwrap();
        assert_eq!(next(), Seen::Gone);
        fs::create_dir(&folder).unwrap();
        fs::write(&path, "another").unwrap();
        assert_eq!(next(), Seen::Changed);
        fs::write(&path, "another one").unwrap();
        assert_eq!(next(), Seen::Changed);
    }

    #[test]
    fn other_files_and_reading_are_not_told() {
        let desk = Desk::new("a");
        fs::write(desk.path("other.toml"), "x").unwrap();
        fs::read(desk.path("lesson.toml")).unwrap();
        fs::write(desk.path("lesson.toml"), "ab").unwrap();
        assert_eq!(desk.next(), Seen::Changed);
        // Had the others been told, there would be more than this one.
        assert!(desk.seen.try_recv().is_err());
    }

    #[test]
    fn what_happened_before_the_watch_began_is_told_and_a_link_leads_to_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real/lesson.toml"), folder.path().join("link.toml"));
        fs::create_dir(folder.path().join("real")).unwrap();
        fs::write(&real, "a").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        let before = Stamp::of(&link);
        fs::write(&real, "ab").unwrap();
        let (sender, seen) = channel();
        let _watch = Watch::start(&link, before, move |it| sender.send(it).is_ok()).unwrap();
        assert_eq!(seen.recv_timeout(LONG).unwrap(), Seen::Changed);
        fs::write(&real, "abc").unwrap();
        assert_eq!(seen.recv_timeout(LONG).unwrap(), Seen::Changed);
    }

    #[test]
    fn a_folder_that_is_not_there_is_said() {
        let path = Path::new("/nowhere/at/all/lesson.toml");
        assert_eq!(Watch::start(path, Stamp::of(path), |_| true).unwrap_err(), "its folder is not there");
    }
}
