//! Measures the time from the start of a binary to the first full screen, in a pseudo-terminal: of the shipped data, or of
//! files, which are opened once before so that they come from the cache.
//!
//! ```text
//! cargo build --release && cargo run --release --example first_screen -- target/release/annals
//! cargo run --release --example first_screen -- target/release/annals 1,000,000 /tmp/ged1m.csv
//! ```
#![expect(clippy::print_stdout, reason = "an example prints")]

use std::io::{Read as _, Write as _};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const RUNS: usize = 31;

fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let binary = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "target/release/annals".to_owned());
    let events = std::env::args().nth(2).unwrap_or_else(|| "200".to_owned());
    let files: Vec<String> = std::env::args().skip(3).collect();
    if !files.is_empty() {
        let opened = std::process::Command::new(&binary)
            .args(["query", "id:5"])
            .args(&files)
            .output()?;
        if !opened.status.success() {
            return Err(String::from_utf8_lossy(&opened.stderr).into());
        }
    }
    let full = format!(" of {events}");
    let mut times = (0..RUNS)
        .map(|_| first_screen(&binary, &files, &full))
        .collect::<Result<Vec<Duration>, _>>()?;
    times.sort();
    let (least, median, most) = (times[0], times[RUNS / 2], times[RUNS - 1]);
    println!(
        "first full screen of {RUNS} starts: least {least:?}, median {median:?}, most {most:?}"
    );
    Ok(())
}

/// The screen is full when the list of events says at which one of all it stands.
fn first_screen(
    binary: &str,
    files: &[String],
    full: &str,
) -> Result<Duration, Box<dyn std::error::Error + Send + Sync>> {
    let size = PtySize {
        rows: 50,
        cols: 160,
        ..PtySize::default()
    };
    let pair = native_pty_system().openpty(size)?;
    let mut command = CommandBuilder::new(std::fs::canonicalize(binary)?);
    command.args(["--theme", "dark"]);
    command.args(files);
    command.env("TERM", "xterm-256color");
    command.env("ANNALS_CONFIG", "/nonexistent");
    let mut reader = pair.master.try_clone_reader()?;
    let start = Instant::now();
    let mut child = pair.slave.spawn_command(command)?;
    let mut screen = vt100::Parser::default();
    screen.screen_mut().set_size(
        std::num::NonZeroU16::MIN.saturating_add(49),
        std::num::NonZeroU16::MIN.saturating_add(159),
    );
    let mut buffer = [0; 65_536];
    // The place in the list ("16 of 200", "1 of 1,000,000") stands there together with its rows.
    while !screen.screen().contents().contains(full) {
        let count = reader.read(&mut buffer)?;
        if count == 0 {
            return Err("annals ended before its first screen".into());
        }
        screen.process(&buffer[..count]);
    }
    let time = start.elapsed();
    pair.master.take_writer()?.write_all(b"q")?;
    drop(pair.slave);
    std::thread::spawn(move || std::io::copy(&mut reader, &mut std::io::sink()));
    child.wait()?;
    Ok(time)
}
