//! Time and peak memory of opening a dataset: `load FILE`, or with `tree FILE` of one TOML tree of the whole file.
//! `load generate EVENTS FILE` writes the dataset that the benchmark uses.
#![expect(clippy::print_stdout, reason = "an example prints")]

#[path = "../benches/support/curated.rs"]
mod curated;

use std::time::Instant;

fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let start = Instant::now();
    let found = match args[..] {
        ["generate", events, file] => {
            return std::fs::write(file, curated::text(events.parse().unwrap_or(1_000)));
        }
        ["tree", file] => {
            let text = std::fs::read_to_string(file)?;
            let tree = toml::de::DeTable::parse(&text).map_err(std::io::Error::other)?;
            format!("{} keys", tree.get_ref().len())
        }
        [file] => {
            let opened = annals::dataset::open(&[file.into()]).remove(0);
            format!(
                "{} events, {} problems",
                opened.dataset.events.len(),
                opened.diagnostics.len()
            )
        }
        _ => "load FILE | load tree FILE | load generate EVENTS FILE".to_owned(),
    };
    println!("{found}, {:?}, peak {} MB", start.elapsed(), peak());
    Ok(())
}

/// Peak memory of this process in MB, where the system tells (Linux).
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok())
        .unwrap_or_default()
        / 1_000
}
