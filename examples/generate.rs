//! Writes published data of any size, for the figures in `docs/performance.md`.
//!
//! ```text
//! cargo run --release --example generate -- ged 385918 /tmp/ged.csv
//! cargo run --release --example generate -- drawn 1000000 7 /tmp/a.csv    # 7: a seed; four years only
//! cargo run --release --example generate -- gdelt 10000000 /tmp/gdelt.export.CSV
//! ```
#![expect(clippy::print_stderr, reason = "an example prints")]

#[path = "../benches/support/drawn.rs"]
mod drawn;
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
        [sort, rows, seed, file] if sort == "drawn" => match (rows.parse(), seed.parse()) {
            (Ok(rows), Ok(seed)) => {
                drawn::write(rows, seed, file.as_ref()).map_err(|error| error.to_string())
            }
            _ => Err(format!("{rows} and {seed} are not both whole numbers")),
        },
        _ => Err("generate ged ROWS FILE (GED 25.1 has 385918) | generate gdelt ROWS FILE | generate drawn ROWS SEED FILE".into()),
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
