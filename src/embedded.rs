//! The data set inside the binary, so that the first start shows something real from any directory.

use std::borrow::Cow;

/// The files of one folder as `(path below data/, text)`.
macro_rules! files {
    ($($path:literal),+ $(,)?) => { &[$(($path, include_str!(concat!("../data/", $path)))),+] };
}

/// The files of the shipped data set, in the order of their paths. A test compares the list with the folder.
pub const FILES: &[(&str, &str)] = files![
    "syria-2024/actors.toml",
    "syria-2024/dataset.toml",
    "syria-2024/events/2024-11-27.toml",
    "syria-2024/events/2024-11-28.toml",
    "syria-2024/events/2024-11-29.toml",
    "syria-2024/events/2024-11-30.toml",
    "syria-2024/events/2024-12-01.toml",
    "syria-2024/events/2024-12-02.toml",
    "syria-2024/events/2024-12-03.toml",
    "syria-2024/events/2024-12-04.toml",
    "syria-2024/events/2024-12-05.toml",
    "syria-2024/events/2024-12-06.toml",
    "syria-2024/events/2024-12-07.toml",
    "syria-2024/events/2024-12-08.toml",
    "syria-2024/events/2024-12-09-to-14.toml",
    "syria-2024/events/2024-12-16-to-23.toml",
    "syria-2024/events/background.toml",
    "syria-2024/regions.toml",
    "syria-2024/sources.toml",
];

/// The name that stands for the data set where files have a path.
pub const NAME: &str = "syria-2024";

/// The files as the reader of datasets takes them.
#[must_use]
pub fn texts() -> Vec<(String, Cow<'static, str>)> {
    FILES
        .iter()
        .map(|&(path, text)| (path.to_owned(), Cow::Borrowed(text)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::{Path, PathBuf};

    fn toml_files(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("data is in the repository") {
            let path = entry.expect("entries are readable").path();
            if path.is_dir() {
                toml_files(&path, found);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                found.push(path);
            }
        }
    }

    #[test]
    fn the_list_is_the_folder() {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let mut found = Vec::new();
        toml_files(&data.join(NAME), &mut found);
        let mut found: Vec<String> = found
            .iter()
            .map(|path| {
                path.strip_prefix(&data)
                    .expect("found below data")
                    .display()
                    .to_string()
            })
            .collect();
        found.sort();
        let listed: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
        assert_eq!(listed, found);
    }
}
