//! The learner's files: the log of answers, and where they stopped.
//!
//! ```text
//! answers.jsonl                       every answer, a line each, only ever added to
//! answers-before-reset-….jsonl        what a reset took out of use
//! answers-unreadable-….jsonl          what stood in the log's place and was no log
//! state.json                          the learner's name, and where they stopped
//! build/LESSON.json                   the learner's program in a lesson's project
//! build/LESSON-….json.bak              what a reset took out of use of that
//! lock                                held by whoever writes; empty
//! ```
//!
//! An answer is on the disk when [`Store::append`] returns. Several programs may write: each holds the lock for as long
//! as it takes to add its lines. Reading needs no lock, for a log is only added to or replaced as a whole.

mod state;
mod trouble;
mod works;

pub use state::{Left, State};
pub use trouble::Trouble;
pub use works::Works;

use crate::progress::{Line, log};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// Largest log that is read, in bytes: two million answers.
const LARGEST: u64 = 512 << 20;

/// How often the lock is asked for, and how long is waited in between. Whoever holds it needs it for one write.
const TRIES: (u32, Duration) = (300, Duration::from_millis(10));

/// A folder with a learner's files. Nothing is created before something is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store {
    folder: PathBuf,
}

/// What a reset did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forgotten {
    /// How many answers no longer count.
    pub answers: usize,
    /// Where the log is as it was before; nothing when there was nothing to forget.
    pub aside: Option<PathBuf>,
}

impl Store {
    /// The files in a folder, which need not exist.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The log.
    pub fn log(&self) -> PathBuf {
        self.folder.join("answers.jsonl")
    }

    /// The bytes of the log; none when there is no log yet.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn read(&self) -> Result<Vec<u8>, Trouble> {
        read(&self.log())
    }

    /// The bytes of somebody's log.
    ///
    /// # Errors
    /// It is not there or cannot be read.
    pub fn read_log(path: &Path) -> Result<Vec<u8>, Trouble> {
        if !path.exists() {
            return Err(Trouble::missing(path));
        }
        read(path)
    }

    /// Adds whole lines to the log, and returns when they are on the disk. When that does not work, none of them is
    /// in the log.
    ///
    /// # Errors
    /// Why not.
    pub fn append(&self, lines: &str) -> Result<(), Trouble> {
        let _lock = self.lock()?;
        let path = self.log();
        if path.exists() {
            plain_file(&path)?;
        }
        let trouble = |error| Trouble::at(&path, &error);
        let mut file =
            OpenOptions::new().read(true).append(true).create(true).open(&path).map_err(trouble)?;
        let before = file.metadata().map_err(trouble)?.len();
        let mut text = String::with_capacity(lines.len() + 1);
        if before > 0 && last_byte(&mut file).map_err(trouble)? != b'\n' {
            // Whoever wrote last was stopped halfway: their line ends here, and this one is whole.
            text.push('\n');
        }
        text.push_str(lines);
        if let Err(error) = file.write_all(text.as_bytes()).and_then(|()| file.sync_data()) {
            // A disk that is full has taken a part.
            let _ = file.set_len(before);
            return Err(trouble(error));
        }
        if before == 0 {
            sync_folder(&self.folder);
        }
        Ok(())
    }

    /// Gives what stands in the log's place another name, so that a new log can be begun. `stamp` goes into the name.
    ///
    /// # Errors
    /// It cannot be renamed.
    pub fn set_aside(&self, why: &str, stamp: &str) -> Result<PathBuf, Trouble> {
        let _lock = self.lock()?;
        self.rename(why, stamp)
    }

    fn rename(&self, why: &str, stamp: &str) -> Result<PathBuf, Trouble> {
        let aside = self.free_name(why, stamp);
        fs::rename(self.log(), &aside).map_err(|error| Trouble::at(&self.log(), &error))?;
        sync_folder(&self.folder);
        Ok(aside)
    }

    /// Takes the answers of a lesson, or all of them, out of the log; the log as it was is kept under another name.
    ///
    /// # Errors
    /// A file cannot be read or written; the log is as it was then.
    pub fn forget(&self, lesson: Option<&str>, stamp: &str) -> Result<Forgotten, Trouble> {
        // Nothing is created in order to forget.
        if !self.log().exists() {
            return Ok(Forgotten { answers: 0, aside: None });
        }
        let _lock = self.lock()?;
        let bytes = self.read()?;
        let gone = |line: &Line| match line {
            Line::Answer(record) => lesson.is_none_or(|lesson| record.lesson == lesson),
            _ => false,
        };
        let answers = log::lines(&bytes).filter(|(_, line)| gone(line)).count();
        if answers == 0 && (lesson.is_some() || bytes.is_empty()) {
            return Ok(Forgotten { answers, aside: None });
        }
        if lesson.is_none() {
            return Ok(Forgotten { answers, aside: Some(self.rename("before-reset", stamp)?) });
        }
        let log = self.log();
        let aside = self.free_name("before-reset", stamp);
        replace(&aside, &bytes)?;
        let numbers: Vec<usize> =
            log::lines(&bytes).filter(|(_, line)| gone(line)).map(|(number, _)| number).collect();
        let kept = bytes.split_inclusive(|byte| *byte == b'\n').enumerate();
        let kept = kept.filter(|(at, _)| numbers.binary_search(&(at + 1)).is_err());
        let kept: Vec<u8> = kept.flat_map(|(_, line)| line.iter().copied()).collect();
        replace(&log, &kept)?;
        sync_folder(&self.folder);
        Ok(Forgotten { answers, aside: Some(aside) })
    }

    /// A name beside the log that nothing has.
    fn free_name(&self, why: &str, stamp: &str) -> PathBuf {
        let name = |more: &str| self.folder.join(format!("answers-{why}-{stamp}{more}.jsonl"));
        let first = name("");
        if first.exists() {
            (2..=u32::MAX).map(|n| name(&format!("-{n}"))).find(|path| !path.exists()).unwrap_or(first)
        } else {
            first
        }
    }

    /// Waits for the lock; it is given back when what is returned is dropped, and by the system when we are killed.
    fn lock(&self) -> Result<File, Trouble> {
        create_folder(&self.folder).map_err(|error| Trouble::at(&self.folder, &error))?;
        let path = self.folder.join("lock");
        let trouble = |error| Trouble::at(&path, &error);
        let file =
            OpenOptions::new().write(true).create(true).truncate(false).open(&path).map_err(trouble)?;
        for _ in 0..TRIES.0 {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(TryLockError::WouldBlock) => thread::sleep(TRIES.1),
                // A file system without locks: adding a line in one write is all the order there is.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Ok(file);
                }
                Err(TryLockError::Error(error)) => return Err(trouble(error)),
            }
        }
        Err(Trouble::busy(&path))
    }
}

/// The bytes of a file; none when it is not there.
fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Trouble::at(path, &error)),
        Ok(data) if data.len() > LARGEST => return Err(Trouble::large(path, data.len())),
        Ok(_) => plain_file(path)?,
    }
    fs::read(path).map_err(|error| Trouble::at(path, &error))
}

/// A pipe or a device would make us wait or take everything without keeping it.
fn plain_file(path: &Path) -> Result<(), Trouble> {
    match fs::metadata(path) {
        Ok(data) if !data.is_file() => Err(Trouble::no_file(path, data.is_dir())),
        Ok(_) => Ok(()),
        Err(error) => Err(Trouble::at(path, &error)),
    }
}

/// Puts a whole file in a place, or leaves what is there.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let written = tempfile::NamedTempFile::new_in(folder).and_then(|mut file| {
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)
    });
    written.map(|_| ()).map_err(|error| Trouble::at(path, &error))
}

fn last_byte(file: &mut File) -> io::Result<u8> {
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last[0])
}

#[cfg(unix)]
fn create_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    // As the XDG specification wants it: what one learns is one's own business.
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn create_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// Makes a new name in a folder last. Where that cannot be asked for, the system does it in its own time.
fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}
