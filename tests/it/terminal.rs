//! The real binary in a pseudo-terminal: whatever happens, the terminal is given back.
//!
//! Tests wait for what the screen shows now, with a deadline; nothing is assumed to happen within a time.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{
    Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system,
};
use rustix::process::{Pid, Signal, kill_process};

/// Long enough for a busy machine; only a failing test takes it.
const PATIENCE: Duration = Duration::from_secs(30);
/// What the first screen shows of the shipped data set.
const TITLE: &str = "HTS-led offensive";

/// What the terminal has been told so far.
struct Seen {
    screen: vt100::Parser,
    bytes: Vec<u8>,
    closed: bool,
}

struct Terminal {
    master: Box<dyn MasterPty + Send>,
    slave: Option<Box<dyn SlavePty + Send>>,
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    before: String,
    _config: tempfile::TempDir,
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN)
}

fn annals() -> PathBuf {
    env!("CARGO_BIN_EXE_annals").into()
}

impl Terminal {
    fn annals(args: &[&str], env: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new(annals());
        command.args(args);
        Self::start(command, env)
    }

    fn start(mut command: CommandBuilder, env: &[(&str, &str)]) -> Self {
        let pair = native_pty_system()
            .openpty(size(100, 30))
            .expect("a pseudo-terminal");
        let config = tempfile::tempdir().expect("a folder");
        command.env("TERM", "xterm-256color");
        command.env("ANNALS_CONFIG", config.path());
        command.env("ANNALS_CACHE", "/dev/null/none");
        command.env("RUST_BACKTRACE", "0");
        command.cwd(config.path());
        env.iter()
            .for_each(|(name, value)| command.env(name, value));
        let before = format!("{:?}", pair.master.get_termios());
        let child = pair.slave.spawn_command(command).expect("annals starts");
        let seen = Seen {
            screen: vt100::Parser::new(cells(30), cells(100), 0),
            bytes: Vec::new(),
            closed: false,
        };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        watch(
            pair.master.try_clone_reader().expect("a reader"),
            seen.clone(),
        );
        let writer = pair.master.take_writer().expect("a writer");
        Self {
            master: pair.master,
            slave: Some(pair.slave),
            child,
            writer,
            seen,
            before,
            _config: config,
        }
    }

    fn press(&mut self, keys: &str) {
        self.writer
            .write_all(keys.as_bytes())
            .expect("keys are taken");
        self.writer.flush().expect("keys are taken");
    }

    fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).expect("annals runs");
    }

    fn pid(&self) -> Pid {
        let number = self.child.process_id().expect("annals runs");
        Pid::from_raw(i32::try_from(number).expect("a small number")).expect("not 0")
    }

    fn resize(&self, cols: u16, rows: u16) {
        self.seen
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .screen
            .screen_mut()
            .set_size(cells(rows), cells(cols));
        self.master
            .resize(size(cols, rows))
            .expect("the size is taken");
    }

    /// Waits until what has been seen is as wanted.
    fn wait(&self, what: &str, wanted: impl Fn(&Seen) -> bool) {
        let (seen, changed) = &*self.seen;
        let seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        let (seen, time) = changed
            .wait_timeout_while(seen, PATIENCE, |seen| !wanted(seen))
            .unwrap_or_else(PoisonError::into_inner);
        assert!(
            !time.timed_out(),
            "{what} did not come; the screen is\n{}",
            seen.screen.screen().contents()
        );
    }

    fn wait_for(&self, text: &str) {
        self.wait(text, |seen| seen.screen.screen().contents().contains(text));
    }

    fn exit(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status;
            }
            assert!(Instant::now() < deadline, "annals goes on");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits for the end and checks that the terminal is as it was. Gives what was written at last.
    fn ends_well(mut self, code: u32) -> String {
        let status = self.exit();
        let after = format!("{:?}", self.master.get_termios());
        drop(self.slave.take());
        self.wait("the end of the output", |seen| seen.closed);
        let seen = self.seen.0.lock().unwrap_or_else(PoisonError::into_inner);
        let said = String::from_utf8_lossy(&seen.bytes).into_owned();
        assert_eq!(
            status.exit_code(),
            code,
            "{}",
            seen.screen.screen().contents()
        );
        assert_eq!(after, self.before, "the line is set as before");
        at_rest(&said);
        seen.screen.screen().contents()
    }
}

/// Feeds what annals writes to a terminal in memory.
fn watch(mut reader: Box<dyn Read + Send>, seen: Arc<(Mutex<Seen>, Condvar)>) {
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        loop {
            let count = reader.read(&mut buffer).unwrap_or(0);
            let mut state = seen.0.lock().unwrap_or_else(PoisonError::into_inner);
            state.screen.process(&buffer[..count]);
            state.bytes.extend_from_slice(&buffer[..count]);
            state.closed = count == 0;
            seen.1.notify_all();
            if count == 0 {
                return;
            }
        }
    });
}

/// The last word on every mode is the one for a terminal at rest.
fn at_rest(said: &str) {
    for (mode, rest) in [
        ("?1049", 'l'),
        ("?25", 'h'),
        ("?1000", 'l'),
        ("?1002", 'l'),
        ("?1003", 'l'),
        ("?1006", 'l'),
        ("?2004", 'l'),
        ("?2026", 'l'),
        ("8", 'h'),
    ] {
        let (on, off) = (format!("\x1b[{mode}h"), format!("\x1b[{mode}l"));
        let last = match (said.rfind(&on), said.rfind(&off)) {
            (None, None) => rest,
            (on, off) if on > off => 'h',
            _ => 'l',
        };
        assert_eq!(last, rest, "mode {mode}");
    }
}

fn shown(args: &[&str]) -> Terminal {
    let terminal = Terminal::annals(&[&["--theme", "dark"], args].concat(), &[]);
    terminal.wait_for(TITLE);
    terminal
}

#[test]
fn q_and_ctrl_c_end_it() {
    for key in ["q", "\x03"] {
        let mut terminal = shown(&[]);
        terminal.press(key);
        terminal.ends_well(0);
    }
}

#[test]
fn signals_end_it_with_their_number() {
    for (signal, number) in [
        (Signal::TERM, 15),
        (Signal::HUP, 1),
        (Signal::INT, 2),
        (Signal::QUIT, 3),
    ] {
        let terminal = shown(&[]);
        terminal.signal(signal);
        terminal.ends_well(128 + number);
    }
}

#[test]
fn a_mute_terminal_is_not_waited_for() {
    let mut terminal = Terminal::annals(&[], &[]);
    terminal.wait_for(TITLE);
    terminal.press("q");
    terminal.ends_well(0);
}

#[test]
fn no_mouse_no_order_when_not_asked_for() {
    let mut terminal = shown(&["--no-mouse"]);
    terminal.press("q");
    let bytes = terminal.seen.clone();
    terminal.ends_well(0);
    let seen = bytes.0.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(!String::from_utf8_lossy(&seen.bytes).contains("\x1b[?1000h"));
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_gives_the_terminal_back_and_says_so() {
    let mut terminal = Terminal::annals(&["--theme", "dark"], &[("ANNALS_TEST_PANIC", "loop")]);
    terminal.wait_for(TITLE);
    terminal.press("j");
    let said = terminal.ends_well(101);
    assert!(said.contains("a fault in loop, on purpose"), "{said}");
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_of_another_thread_too() {
    let terminal = Terminal::annals(&["--theme", "dark"], &[("ANNALS_TEST_PANIC", "loader")]);
    let said = terminal.ends_well(101);
    assert!(said.contains("a fault in loader, on purpose"), "{said}");
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_in_a_query_is_told_and_survived() {
    let mut terminal = Terminal::annals(&["--theme", "dark"], &[("ANNALS_TEST_PANIC", "query")]);
    terminal.wait_for("a fault in query");
    terminal.press("q");
    terminal.ends_well(0);
}

#[test]
fn stop_and_continue_under_a_shell() {
    let mut command = CommandBuilder::new("sh");
    let script =
        "set -m; \"$ANNALS\" --theme dark; echo STOPPED; read line; fg >/dev/null; echo CODE=$?";
    command.args(["-c", script]);
    let mut terminal = Terminal::start(
        command,
        &[("ANNALS", annals().to_str().expect("a plain path"))],
    );
    terminal.wait_for(TITLE);
    terminal.press("\x1a");
    terminal.wait_for("STOPPED");
    assert_eq!(
        format!("{:?}", terminal.master.get_termios()),
        terminal.before,
        "the shell gets its line back"
    );
    at_rest(&String::from_utf8_lossy(
        &terminal
            .seen
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .bytes,
    ));
    terminal.press("\n");
    terminal.wait_for(TITLE);
    terminal.press("q");
    terminal.wait_for("CODE=0");
    terminal.ends_well(0);
}

/// Data come through standard input, keys from the controlling terminal.
#[test]
fn keys_come_from_the_terminal_when_data_come_from_a_pipe() {
    let mut command = CommandBuilder::new("sh");
    command.args([
        "-c",
        "printf '[dataset]\nschema = 1\ntitle = \"From a pipe\"\n' | \"$ANNALS\" --theme dark -",
    ]);
    let mut terminal = Terminal::start(
        command,
        &[("ANNALS", annals().to_str().expect("a plain path"))],
    );
    terminal.wait_for("From a pipe");
    terminal.press("q");
    terminal.ends_well(0);
}

/// The days of the shipped data, as the header says the day that a replay shows.
fn days() -> impl Iterator<Item = String> {
    let first = annals::model::Day::from_ymd(2024, 11, 27).expect("the calendar has it");
    (0..30).map(move |day| annals::content::date::heading(first.plus(day)))
}

/// The number of the day that a replay shows, paused or not.
fn replayed(seen: &Seen, state: &str) -> Option<usize> {
    let screen = seen.screen.screen().contents();
    days().position(|day| screen.contains(&format!(" {state} {day},")))
}

impl Terminal {
    /// The number of the day that a replay in this state shows, once it is one that is wanted.
    fn day(&self, state: &str, wanted: impl Fn(usize) -> bool) -> usize {
        let what = format!("the day of `{state}`");
        self.wait(&what, |seen| replayed(seen, state).is_some_and(&wanted));
        let seen = self.seen.0.lock().unwrap_or_else(PoisonError::into_inner);
        // It may have gone on since: then it is a later one that is wanted, too.
        replayed(&seen, state).unwrap_or_default()
    }
}

/// Days go by while nothing is pressed. How many of them are seen is up to the machine, so only their order is looked at.
#[test]
fn a_replay_goes_on_by_itself_and_stops_with_the_key() {
    let mut terminal = shown(&[]);
    terminal.press("p]");
    let first = terminal.day("replay", |_| true);
    let second = terminal.day("replay", |day| day > first);
    let third = terminal.day("replay", |day| day > second);
    terminal.press(" ");
    let paused = terminal.day("replay paused", |day| day >= third);
    // The next day is the one after the pause: none has gone by.
    terminal.press("\x1b[C");
    assert_eq!(
        terminal.day("replay paused", |day| day > paused),
        paused + 1
    );
    terminal.press(" ");
    terminal.day("replay", |day| day > paused + 1);
    terminal.press("p");
    terminal.wait("the end of the replay", |seen| {
        let shown = replayed(seen, "replay").or(replayed(seen, "replay paused"));
        shown.is_none() && seen.screen.screen().contents().contains("200 events")
    });
    terminal.press("q");
    terminal.ends_well(0);
}

/// On the last day it stops by itself.
#[test]
fn a_replay_stops_on_its_last_day() {
    let mut terminal = shown(&[]);
    terminal.press("/date!:2024-11-29..2024-12-01\r");
    terminal.wait_for(" of 200 events");
    terminal.press("p]]");
    let last = terminal.day("replay paused", |_| true);
    assert_eq!(days().nth(last).as_deref(), Some("Sun 1 Dec 2024"));
    terminal.press("q");
    terminal.ends_well(0);
}

/// A file of UCDP GED with made-up rows, large enough that reading it takes a while.
fn large_file(folder: &tempfile::TempDir) -> PathBuf {
    let path = folder.path().join("large.csv");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).expect("a file"));
    let header = "id,type_of_violence,dyad_name,side_a,side_b,source_headline,country,adm_1,date_start,date_end,best,low,high";
    writeln!(file, "{header}").expect("written");
    for id in 0..180_000 {
        let day = id % 28 + 1;
        writeln!(
            file,
            "{id},1,Government of Vale - Hill Brigade,Government of Vale,Hill Brigade,\"Shots, and number {id}, at the mill of Orsa; \
             nobody says who fired first or why\",Vale,Upper Vale,2016-03-{day:02},2016-03-{day:02},1,1,2"
        )
        .expect("written");
    }
    file.flush().expect("written");
    assert!(std::fs::metadata(&path).is_ok_and(|data| data.len() > 28 << 20));
    path
}

/// What the header says while a file is read.
const READING: &str = "reading";

#[test]
fn a_large_file_shows_its_first_rows_while_it_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = large_file(&folder);
    let path = path.to_str().expect("a plain path");
    let mut terminal = Terminal::annals(&["--theme", "dark", path], &[]);
    terminal.wait("the first rows while it is read", |seen| {
        let screen = seen.screen.screen().contents();
        screen.contains(READING) && screen.contains("State-based violence")
    });
    // Reading goes on until ctrl-s is pressed; what was read stays, and the header says that it is not all.
    terminal.press("\x13");
    terminal.wait("the end of reading", |seen| {
        let screen = seen.screen.screen().contents();
        !screen.contains(READING) && screen.contains(" in the data")
    });
    terminal.press("q");
    terminal.ends_well(0);
}

#[test]
fn quitting_does_not_wait_for_a_large_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = large_file(&folder);
    let path = path.to_str().expect("a plain path");
    let mut terminal = Terminal::annals(&["--theme", "dark", path], &[]);
    terminal.wait_for(READING);
    terminal.press("q");
    terminal.ends_well(0);
}

/// Published data come through a pipe, keys from the controlling terminal.
#[test]
fn published_data_come_from_a_pipe() {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", "cat \"$DATA\" | \"$ANNALS\" --theme dark -"]);
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/derived/ged41.csv");
    let annals = annals();
    let annals = annals.to_str().expect("a plain path");
    let mut terminal = Terminal::start(command, &[("ANNALS", annals), ("DATA", data)]);
    terminal.wait_for("10 events");
    terminal.press("/is:uncertain\r");
    terminal.wait_for("1 of 10 events");
    terminal.press("q");
    terminal.ends_well(0);
}

#[test]
fn a_faulty_settings_file_is_told_and_survived() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("config.toml"), "mouse = 3\n").expect("written");
    let name = folder.path().to_str().expect("a plain path");
    let mut terminal = Terminal::annals(&["--theme", "dark"], &[("ANNALS_CONFIG", name)]);
    terminal.wait_for("config.toml:1:9");
    terminal.press("q");
    let left = terminal.ends_well(0);
    assert!(left.contains("`mouse` is true or false"), "{left}");
}

#[test]
fn a_dumb_terminal_is_told_so() {
    let terminal = Terminal::annals(&[], &[("TERM", "dumb")]);
    let said = terminal.ends_well(2);
    assert!(said.contains("TERM=dumb"), "{said}");
}

#[test]
fn nobody_could_continue_it_so_it_does_not_stop() {
    let mut terminal = shown(&[]);
    terminal.signal(Signal::TSTP);
    terminal.wait_for("could continue");
    terminal.press("q");
    terminal.ends_well(0);
}

#[test]
fn a_stop_from_outside_is_mended_on_continuing() {
    let mut terminal = shown(&[]);
    terminal.signal(Signal::STOP);
    terminal.signal(Signal::CONT);
    terminal.wait("the modes again", |seen| {
        String::from_utf8_lossy(&seen.bytes)
            .matches("\x1b[?1049h")
            .count()
            == 2
            && seen.screen.screen().contents().contains(TITLE)
    });
    terminal.press("q");
    terminal.ends_well(0);
}

#[test]
fn a_storm_of_sizes_and_keys() {
    let mut terminal = shown(&[]);
    let mut dice: u32 = 20_241_127;
    let mut roll = |most: u32| {
        dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u16::try_from((dice >> 8) % most).expect("small")
    };
    for round in 0..300 {
        terminal.resize(roll(300), roll(120));
        if round % 3 == 0 {
            terminal.press("j");
        }
    }
    terminal.resize(2000, 1000);
    terminal.resize(100, 30);
    terminal.press("k");
    terminal.wait_for(TITLE);
    terminal.press("q");
    terminal.ends_well(0);
}

/// A terminal whose other side goes away without a word (a lost connection).
#[test]
fn a_closed_terminal_ends_it() {
    for ignored in [false, true] {
        let pair = native_pty_system()
            .openpty(size(80, 24))
            .expect("a pseudo-terminal");
        let mut command = CommandBuilder::new("sh");
        let trap = if ignored { "trap '' HUP; " } else { "" };
        command.args(["-c", &format!("{trap}exec \"$ANNALS\" --theme dark")]);
        command.env("ANNALS", annals());
        command.env("TERM", "xterm");
        let mut child = pair.slave.spawn_command(command).expect("annals starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
        while !String::from_utf8_lossy(&bytes).contains("annals") {
            let count = reader.read(&mut buffer).expect("output");
            bytes.extend_from_slice(&buffer[..count]);
        }
        drop(reader);
        drop(pair.master);
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = child.try_wait().expect("a child") {
                break status;
            }
            assert!(
                Instant::now() < deadline,
                "annals goes on without a terminal"
            );
            std::thread::sleep(Duration::from_millis(5));
        };
        assert_eq!(status.exit_code(), 129, "ignored: {ignored}");
    }
}

/// Nobody reads what annals writes any more. Whether its write blocks depends on what the pseudo-terminal holds; it ends either way.
#[test]
fn a_terminal_that_nobody_reads_does_not_keep_it() {
    let pair = native_pty_system()
        .openpty(size(80, 24))
        .expect("a pseudo-terminal");
    let mut command = CommandBuilder::new(annals());
    command.args(["--theme", "dark"]);
    command.env("TERM", "xterm");
    command.env("ANNALS_CONFIG", "/nonexistent");
    command.env("ANNALS_CACHE", "/dev/null/none");
    let mut child = pair.slave.spawn_command(command).expect("annals starts");
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
    while !String::from_utf8_lossy(&bytes).contains("200 events") {
        let count = reader.read(&mut buffer).expect("output");
        bytes.extend_from_slice(&buffer[..count]);
    }
    // From here on nobody reads.
    pair.master.resize(size(300, 100)).expect("resized");
    let pid = child.process_id().expect("annals runs");
    let pid = Pid::from_raw(i32::try_from(pid).expect("a small number")).expect("not 0");
    kill_process(pid, Signal::TERM).expect("annals runs");
    let deadline = Instant::now() + PATIENCE;
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child") {
            break status;
        }
        assert!(Instant::now() < deadline, "annals waits for the terminal");
        std::thread::sleep(Duration::from_millis(5));
    };
    assert_eq!(status.exit_code(), 128 + 15);
    assert_eq!(
        format!("{:?}", pair.master.get_termios()),
        format!(
            "{:?}",
            native_pty_system()
                .openpty(size(80, 24))
                .expect("another")
                .master
                .get_termios()
        ),
        "the line is set as on a fresh terminal"
    );
}

/// Threads that sleep are not woken: nothing ticks. The one test that lets time pass, because idleness has no other sign.
#[test]
#[cfg(target_os = "linux")]
fn nothing_happens_while_nothing_happens() {
    let mut terminal = shown(&[]);
    let switches = || -> u64 {
        let tasks = std::fs::read_dir(format!(
            "/proc/{}/task",
            terminal.child.process_id().unwrap_or_default()
        ))
        .expect("a process");
        tasks
            .map(|task| {
                std::fs::read_to_string(task.expect("a task").path().join("status"))
                    .unwrap_or_default()
            })
            .flat_map(|status| {
                status
                    .lines()
                    .filter(|line| line.contains("ctxt_switches"))
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .filter_map(|line| {
                line.split_whitespace()
                    .last()
                    .and_then(|count| count.parse::<u64>().ok())
            })
            .sum()
    };
    // It may still be busy with its start; then the next second is quiet.
    let window = Duration::from_secs(1);
    let mut last = switches();
    let quiet = (0..10).any(|_| {
        std::thread::sleep(window);
        std::mem::replace(&mut last, switches()) == last
    });
    assert!(quiet, "threads wake up without a reason");
    terminal.press("q");
    terminal.ends_well(0);
}

/// A data set of one file, and an editor that notes what it was called with, takes a key, and adds an event.
fn edited() -> (tempfile::TempDir, PathBuf, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data.toml");
    let head = "[dataset]\nschema = 1\ntitle = \"Edited\"\n\n[[region]]\nid = \"hama\"\nname = \"Hama\"\nlevel = \"country\"\n\n[[source]]\nid = \"s\"\npublisher = \"Monitor\"\n";
    let event = |id: &str, day: u8| {
        format!(
            "\n[[event]]\nid = \"{id}\"\ntitle = \"Event {id}\"\ndate = 2024-12-{day:02}\nkind = \"clash\"\nregion = \"hama\"\n\
             sources = [\"s\"]\n"
        )
    };
    std::fs::write(&data, format!("{head}{}", event("second", 8))).expect("data");
    std::fs::write(folder.path().join("more"), event("first", 1)).expect("data");
    let script = folder.path().join("editor.sh");
    let text = "printf '%s ' \"$@\" > \"$0.args\"; printf 'EDITOR HAS THE TERMINAL'; read -r word; \
                printf '%s' \"$word\" >> \"$0.args\"; { head -n 12 \"$2\"; cat \"$(dirname \"$0\")/more\"; tail -n +13 \"$2\"; } > \"$2.new\"; mv \"$2.new\" \"$2\"\n";
    std::fs::write(&script, text).expect("a script");
    let editor = format!("sh '{}'", script.display());
    (folder, data, editor)
}

#[test]
fn the_editor_gets_the_terminal_and_the_data_are_read_again() {
    let (folder, data, editor) = edited();
    let mut annals = Terminal::annals(
        &[&data.display().to_string()],
        &[("VISUAL", ""), ("EDITOR", &editor)],
    );
    annals.wait_for("1 event ");
    annals.press("e");
    annals.wait_for("EDITOR HAS THE TERMINAL");
    annals.press("qwq\r");
    annals.wait_for("2 events");
    // The event that was selected is so still, though it is the second one now.
    annals.wait_for("2 of 2");
    let args = std::fs::read_to_string(folder.path().join("editor.sh.args")).expect("arguments");
    assert_eq!(args, format!("+14 {} qwq", data.display()));
    annals.press("q");
    annals.ends_well(0);
}

#[test]
fn rows_of_an_open_pipe_are_on_the_screen_before_it_is_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(made.expect("mkfifo runs").success());
    let mut annals = Terminal::annals(&[path.to_str().expect("a plain path")], &[]);
    let mut pipe = std::fs::File::options()
        .write(true)
        .open(&path)
        .expect("annals reads it");
    let head = "id,type_of_violence,dyad_name,dyad_new_id,side_a,side_a_new_id,side_b,side_b_new_id,source_office,\
        source_date,source_headline,country,adm_1,where_coordinates,where_prec,date_start,date_end,best,low,high\n";
    let row = |id: usize| {
        format!(
            "{id},1,A - B,1,A,1,B,2,Reuters,2016-01-02,Shells hit town,Syria,Aleppo,Azaz,1,2016-01-0{id},2016-01-0{id},3,3,3\n"
        )
    };
    pipe.write_all((head.to_owned() + &row(1) + &row(2)).as_bytes())
        .expect("written");
    annals.wait_for("2 events");
    pipe.write_all(row(3).as_bytes()).expect("written");
    annals.wait_for("3 events");
    drop(pipe);
    annals.wait("the end of reading", |seen| {
        let screen = seen.screen.screen().contents();
        screen.contains("3 events") && !screen.contains("records")
    });
    annals.press("q");
    annals.ends_well(0);
}
