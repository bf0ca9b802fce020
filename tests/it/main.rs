//! All integration tests in one binary: it links once.

mod broken;
mod cli;
mod comparison;
mod directories;
mod edtf;
mod engine;
mod imports;
mod journeys;
mod known;
mod lanes;
mod large;
mod loading;
mod loss;
mod manual;
mod matching;
mod panes;
mod problem_table;
mod published;
mod terminal;
mod versions;

/// A file that is not named above would not be compiled, and its tests would seem to pass.
#[test]
fn no_file_is_forgotten() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let named = include_str!("main.rs");
    for entry in std::fs::read_dir(here).expect("the tests are in the repository") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_stem()
            .and_then(|name| name.to_str())
            .expect("a plain name");
        let test = path.extension().is_some_and(|extension| extension == "rs") && name != "main";
        assert!(
            !test || named.contains(&format!("\nmod {name};\n")),
            "mod {name}; is missing in tests/it/main.rs"
        );
    }
}
