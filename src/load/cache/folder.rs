//! The folder of the cache: files that appear whole, and room for new ones.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Most files,
const MOST: usize = 16;
/// and most bytes of all of them.
const MOST_BYTES: u64 = 8 << 30;
/// A file that takes more than half of the room would push out everything else.
pub(super) const LARGEST: u64 = MOST_BYTES / 2;
/// A file that was begun so long ago is of a program that was killed.
const ABANDONED: Duration = Duration::from_secs(60 * 60);

const ENDING: &str = "opened";
const NEW: &str = ".new-";

/// Where the file of a name is.
pub(super) fn path(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.{ENDING}"))
}

/// Writes a file, which takes the place of one with the same name when it is whole and on the disk. Two programs that write one
/// at the same time do not get into each other's way: the later one stays.
pub(super) fn write(
    folder: &Path,
    name: &str,
    fill: impl FnOnce(&File) -> io::Result<()>,
) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    sweep(folder, SystemTime::now());
    // Readable by its owner alone; removed when anything below fails.
    let new = tempfile::Builder::new().prefix(NEW).tempfile_in(folder)?;
    fill(new.as_file())?;
    let bytes = new.as_file().metadata()?.len();
    if bytes > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    new.as_file().sync_all()?;
    let path = path(folder, name);
    make_room(folder, &path, bytes);
    new.persist(path)?;
    File::open(folder)?.sync_all()
}

/// Notes that a file was used: those that were not are removed first.
pub(super) fn touch(file: &File) {
    // Without leave to do so it counts as old.
    let _ = file.set_modified(SystemTime::now());
}

/// Removes the files that were not used for the longest time, as far as another one needs their room.
fn make_room(folder: &Path, new: &Path, bytes: u64) {
    let is_other = |(path, _): &(PathBuf, Metadata)| {
        path != new && path.extension().is_some_and(|ending| ending == ENDING)
    };
    let mut others: Vec<_> = files(folder).filter(is_other).collect();
    others.sort_by_key(|(_, data)| std::cmp::Reverse(data.modified().ok()));
    let mut room = MOST_BYTES.saturating_sub(bytes);
    for (at, (path, data)) in others.into_iter().enumerate() {
        match room.checked_sub(data.len()) {
            Some(left) if at + 1 < MOST => room = left,
            _ => drop(fs::remove_file(path)),
        }
    }
}

/// Removes what killed programs have left.
fn sweep(folder: &Path, now: SystemTime) {
    let is_abandoned = |(path, data): &(PathBuf, Metadata)| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let age = data
            .modified()
            .ok()
            .and_then(|then| now.duration_since(then).ok());
        name.starts_with(NEW) && age.is_some_and(|age| age > ABANDONED)
    };
    for (path, _) in files(folder).filter(is_abandoned) {
        let _ = fs::remove_file(path);
    }
}

fn files(folder: &Path) -> impl Iterator<Item = (PathBuf, Metadata)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| {
        let data = entry.metadata().ok().filter(Metadata::is_file)?;
        Some((entry.path(), data))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file that was used so many minutes ago.
    fn put(folder: &Path, name: &str, bytes: u64, minutes: u64) {
        let file = File::create(folder.join(name)).expect("made");
        file.set_len(bytes).expect("a hole");
        let then = SystemTime::now() - Duration::from_secs(60 * minutes);
        file.set_modified(then).expect("set");
    }

    fn names(folder: &Path) -> Vec<String> {
        let name = |(path, _): (PathBuf, _)| {
            let name = path.file_name().expect("a name");
            name.to_string_lossy().into_owned()
        };
        let mut names: Vec<String> = files(folder).map(name).collect();
        names.sort();
        names
    }

    #[test]
    fn the_files_that_were_used_last_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        for minutes in 10..30 {
            put(folder.path(), &format!("{minutes}.opened"), 10, minutes);
        }
        put(folder.path(), "other", 10, 500);
        write(folder.path(), "new", |_| Ok(())).expect("written");
        let kept = names(folder.path());
        assert_eq!(kept.len(), MOST + 1);
        assert!(kept.contains(&"24.opened".to_owned()) && !kept.contains(&"25.opened".to_owned()));
        assert!(kept.contains(&"other".to_owned()), "not ours");
        write(folder.path(), "new", |_| Ok(())).expect("written again");
        assert_eq!(names(folder.path()), kept);
    }

    #[test]
    fn bytes_count() {
        let folder = tempfile::tempdir().expect("a folder");
        for minutes in 1..5 {
            put(
                folder.path(),
                &format!("{minutes}.opened"),
                MOST_BYTES / 4,
                minutes,
            );
        }
        write(folder.path(), "new", |file| file.set_len(10)).expect("written");
        let kept = ["1.opened", "2.opened", "3.opened", "new.opened"];
        assert_eq!(names(folder.path()), kept);
        assert!(write(folder.path(), "large", |file| file.set_len(LARGEST + 1)).is_err());
        assert_eq!(names(folder.path()), kept);
    }

    #[test]
    fn what_fails_leaves_nothing_and_what_was_left_is_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        put(folder.path(), ".new-old", 10, 70);
        put(folder.path(), ".new-now", 10, 5);
        let full = |_: &File| Err(io::ErrorKind::StorageFull.into());
        assert!(write(folder.path(), "a", full).is_err());
        assert_eq!(names(folder.path()), [".new-now"]);
    }
}
