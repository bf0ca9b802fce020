//! Measures what a reader waits for, through the real program in a pseudo-terminal: the first rows and the whole of a file, then
//! for each key the time from when it is sent until the last byte of the screen that it leads to.
//!
//! ```text
//! cargo build --release && cargo run --release --example latency -- target/release/annals /tmp/ged.csv
//! ```
#![expect(clippy::print_stdout, reason = "an example prints")]

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

type Failure = Box<dyn std::error::Error + Send + Sync>;

const ROWS: u16 = 50;
const COLUMNS: u16 = 160;
/// A screen is finished when nothing more has come for so long.
const QUIET: Duration = Duration::from_millis(400);
/// The longest that anything may take.
const PATIENCE: Duration = Duration::from_secs(300);

/// What is pressed, by what it is for; a blank stands between keys.
const KEYS: &[(&str, &str)] = &[
    ("scroll down", "j j j j j j j j j j j j j j j j j j j j"),
    (
        "page down",
        "\x06 \x06 \x06 \x06 \x06 \x06 \x06 \x06 \x06 \x06",
    ),
    ("to the end and the start", "G \x1b[H G \x1b[H"),
    (
        "filter by letters",
        "/ r e b e l s \x7f \x7f \x7f \x7f \x7f \x7f c i v i l i a n s \r \x18",
    ),
    ("filter by field", "/ k i n d : c l a s h \r \x18"),
    (
        "facets",
        "\x1b[Z \x1b[Z j j j \r j \r X j j x X ] j \r X \t",
    ),
    (
        "histogram",
        "b l l l l l l l l l l v l l l l l l l l \r \x18",
    ),
    ("to each view", "2 3 4 5 6 7 8 1 2 3 4 5 6 7 8 1"),
    ("lanes", "2 j j j l l l l ] ] ] S j l + + - 0 [ [ G"),
    ("map", "3 j l j l + + - \x1b[1;2C \x1b[1;2B 0 = \t ."),
    ("actors", "4 j j j \x06 \x06 S j j c j j c G"),
    ("quotes", "5 j j j v j } v j \x06 G"),
    ("accounts", "6 j j j \x06 v S v G"),
    ("sources", "7 j j j \x06 S j S j ] ] ] G"),
    ("problems", "8 j j \x20 \x20 G"),
    ("profile", "1 P j j ] ] ] S j \x1b"),
    ("compare", "C \x15 k i n d : c l a s h \r j ] ] S = v \x1b"),
    (
        "compared maps",
        "3 C \x15 k i n d : c l a s h \r j l j + + - \x1b[1;2C v % v 0 = \x1b",
    ),
    (
        "compared lanes",
        "2 C \x15 k i n d : c l a s h \r j l l ] ] ] + + - v % v = G \x1b",
    ),
];

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [binary, files @ ..] = &args[..] else {
        return Err("latency ANNALS FILE …".into());
    };
    let mut terminal = Terminal::start(binary, files)?;
    println!(
        "first screen after {:?}",
        terminal.until(|screen| screen.contains(" of "))?
    );
    println!("everything after {:?}", terminal.until(is_loaded)?);
    terminal.until_idle();
    let idle = terminal.cpu();
    std::thread::sleep(Duration::from_secs(2));
    println!("CPU in two idle seconds: {:?}", terminal.cpu() - idle);
    for (what, keys) in KEYS {
        let mut times = Vec::new();
        for key in keys.split(' ') {
            times.extend(terminal.press(key)?.map(|time| (time, key)));
        }
        report(what, times);
    }
    terminal.end()
}

/// The first line tells how far reading is while it goes on.
fn is_loaded(screen: &str) -> bool {
    let header = screen.lines().next().unwrap_or_default();
    header.contains(" event") && !header.contains("reading")
}

fn report(what: &str, mut times: Vec<(Duration, &str)>) {
    times.sort();
    if times.is_empty() {
        println!("{what}: nothing was painted");
        return;
    }
    let at = |part: usize| {
        times[(times.len() * part).div_ceil(100).max(1) - 1]
            .0
            .as_secs_f64()
            * 1e3
    };
    let slowest = times.iter().rev().take(3).map(|(time, key)| {
        let key = key.escape_debug();
        format!("{:.1} ms ({key})", time.as_secs_f64() * 1e3)
    });
    println!(
        "{what:>26}: {} keys painted, least {:.1} ms, median {:.1} ms, p99 {:.1} ms, most {}",
        times.len(),
        at(0),
        at(50),
        at(99),
        slowest.collect::<Vec<_>>().join(", ")
    );
}

struct Terminal {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    painted: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
    started: Instant,
}

impl Terminal {
    fn start(binary: &str, files: &[String]) -> Result<Self, Failure> {
        let size = PtySize {
            rows: ROWS,
            cols: COLUMNS,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size)?;
        let mut command = CommandBuilder::new(std::fs::canonicalize(binary)?);
        command.args(["--theme", "dark"]);
        command.args(files);
        command.env("TERM", "xterm-256color");
        command.env("ANNALS_CONFIG", "/nonexistent");
        let started = Instant::now();
        let child = pair.slave.spawn_command(command)?;
        let mut screen = vt100::Parser::default();
        let cells = |count| NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN);
        screen.screen_mut().set_size(cells(ROWS), cells(COLUMNS));
        Ok(Self {
            painted: listen(pair.master.try_clone_reader()?),
            writer: pair.master.take_writer()?,
            master: pair.master,
            child,
            screen,
            started,
        })
    }

    /// How long after the start the screen passes.
    fn until(&mut self, passes: impl Fn(&str) -> bool) -> Result<Duration, Failure> {
        let mut last = self.started;
        while !passes(&self.screen.screen().contents()) {
            let (at, bytes) = self.painted.recv_timeout(PATIENCE)?;
            self.screen.process(&bytes);
            last = at;
        }
        Ok(last - self.started)
    }

    /// Waits until the program has nothing left to do: the index of words is there.
    fn until_idle(&mut self) {
        let mut before = None;
        while before != Some(self.cpu()) {
            before = Some(self.cpu());
            std::thread::sleep(Duration::from_millis(500));
        }
        self.painted
            .try_iter()
            .for_each(|(_, bytes)| self.screen.process(&bytes));
    }

    /// Sends a key and says how long it took until all was painted; `None` when nothing was.
    fn press(&mut self, key: &str) -> Result<Option<Duration>, Failure> {
        let sent = Instant::now();
        self.writer.write_all(key.as_bytes())?;
        self.writer.flush()?;
        let mut last = None;
        while let Ok((at, bytes)) = self.painted.recv_timeout(QUIET) {
            self.screen.process(&bytes);
            last = Some(at - sent);
        }
        Ok(last)
    }

    /// Time of the processor that the program has taken, where the system tells (Linux).
    fn cpu(&self) -> Duration {
        let stat = self
            .child
            .process_id()
            .and_then(|id| std::fs::read_to_string(format!("/proc/{id}/stat")).ok());
        let stat = stat.unwrap_or_default();
        let numbers = stat
            .rsplit(')')
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .skip(11)
            .take(2);
        let ticks: u64 = numbers
            .filter_map(|number| number.parse::<u64>().ok())
            .sum();
        Duration::from_millis(ticks * 10)
    }

    fn end(mut self) -> Result<(), Failure> {
        self.writer.write_all(b"\x1b\x1bq")?;
        self.writer.flush()?;
        while self.painted.recv_timeout(QUIET).is_ok() {}
        drop(self.master);
        if self.child.try_wait()?.is_none() {
            self.child.kill()?;
        }
        Ok(())
    }
}

/// What is painted, with when it was.
fn listen(mut reader: Box<dyn Read + Send>) -> Receiver<(Instant, Vec<u8>)> {
    let (send, painted) = channel();
    std::thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            if send
                .send((Instant::now(), buffer[..count].to_vec()))
                .is_err()
            {
                return;
            }
        }
    });
    painted
}
