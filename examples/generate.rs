//! Writes published data of any size, for the figures in `docs/performance.md`.
//!
//! ```text
//! cargo run --release --example generate -- ged 385918 /tmp/ged.csv
//! cargo run --release --example generate -- gdelt 10000000 /tmp/gdelt.export.CSV
//! ```
#![expect(clippy::print_stderr, reason = "an example prints")]

#[path = "../benches/support/published.rs"]
mod published;

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let written = match &args[..] {
        [sort, rows, file] => match rows.parse() {
            Ok(rows) => {
                published::write(sort, rows, file.as_ref()).map_err(|error| error.to_string())
            }
            Err(error) => Err(format!("{rows}: {error}")),
        },
        _ => Err("generate ged ROWS FILE (GED 25.1 has 385918) | generate gdelt ROWS FILE".into()),
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
