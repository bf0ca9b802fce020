//! The loop.

use std::io::{self, Write as _};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ratatui::crossterm::event::{Event, KeyEventKind, MouseEvent};
use ratatui::layout::Size;

use super::effects;
use super::fault;
use super::inbox::{GRACE, Inbox, Mail, Wake};
use super::input::{self, Gate};
use super::job;
use super::loading::{self, Reins};
use super::look::Look;
use super::panics::Fault;
use super::settings::{Opening, Settings};
use super::signals::{self, Signal};
use super::terminal::{self, Modes, Terminal, Unfit};
use super::worker::Worker;
use crate::analysis::Engine;
use crate::app::{self, Effect, Message, Notice, State};
use crate::text::BidiMode;

/// Wakes that are taken before a frame is drawn at the latest: held keys must not keep the screen from moving.
const MOST_AT_ONCE: usize = 256;

/// So long whoever quits waits at most for what was read to be kept.
const PATIENCE: Duration = Duration::from_secs(5);

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The reader quit.
    Quit,
    /// By this signal.
    Signal(i32),
    /// The terminal is gone.
    Hangup,
}

/// Why the program ended without being asked to.
#[derive(Debug)]
pub enum Failure {
    /// There is no screen here.
    Unfit(Unfit),
    /// The terminal could not be set, read or written.
    Terminal(io::Error),
    /// A thread panicked.
    Fault(Fault),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Terminal(error)
    }
}

/// Shows the data that `opening` opens, until the reader quits.
///
/// # Errors
///
/// The terminal has been given back then.
pub fn browse(settings: Settings, opening: Opening) -> Result<Exit, Failure> {
    terminal::fit().map_err(Failure::Unfit)?;
    let loader = Arc::new(Reins::default());
    let ended = Session::start(settings, opening, Arc::clone(&loader)).and_then(Session::last);
    let patience = match ended {
        Ok(Exit::Quit) => PATIENCE,
        _ => Duration::ZERO,
    };
    loader.end(patience, || {
        // When standard error is gone, nobody is there to be told.
        let _ = writeln!(
            io::stderr(),
            "annals: keeping what was read, to open it faster the next time"
        );
    });
    match ended {
        // Its other side is gone, and SIGHUP may be on its way still.
        Err(Failure::Terminal(error)) if terminal::is_gone(&error) => Ok(Exit::Hangup),
        ended => ended,
    }
}

struct Session {
    terminal: Terminal,
    state: State,
    look: Look,
    inbox: Inbox,
    mail: Mail,
    worker: Worker,
    /// The number of the question that has no answer yet.
    unanswered: Option<u64>,
    /// The data of which nothing has been prepared yet.
    unprepared: Option<Arc<Engine>>,
    /// Keeps the thread that reads keys from doing so.
    gate: Gate,
    /// Reads the data, again when asked.
    opening: Arc<Opening>,
    /// Whether the data can be read again: what came through a pipe cannot.
    is_rereadable: bool,
    /// When time is to come in next, and how often.
    clock: Option<(Instant, Duration)>,
    /// Tells the loader that enough is read.
    loader: Arc<Reins>,
    started: Instant,
}

impl Session {
    fn start(settings: Settings, opening: Opening, loader: Arc<Reins>) -> Result<Self, Failure> {
        let (inbox, mail) = Inbox::new();
        // Before the terminal is changed: from here on a signal is a wake.
        signals::listen(&inbox)?;
        let worker = Worker::start(&inbox)?;
        let opening = Arc::new(opening);
        loading::start(&opening, &inbox, &loader)?;
        let terminal = Terminal::take(Modes {
            mouse: settings.mouse,
            own_order: settings.look.bidi == BidiMode::Own,
        })?;
        let gate = Gate::default();
        input::listen(&inbox, &gate)?;
        let is_rereadable = settings.is_rereadable;
        let (look, notices) = (settings.look, settings.notices.clone());
        let state = settings.state(terminal.area().as_size());
        let started = Instant::now();
        let mut session = Self {
            terminal,
            state,
            look,
            inbox,
            mail,
            worker,
            unanswered: None,
            unprepared: None,
            gate,
            opening,
            is_rereadable,
            clock: None,
            loader,
            started,
        };
        // Nothing can end the loop before it begins: a fresh state asks for no effect but a question.
        let _ = session.resize()?;
        notices
            .into_iter()
            .for_each(|notice| session.inbox.send(Wake::Notice(notice)));
        session.draw()?;
        Ok(session)
    }

    /// Goes on until the end.
    fn last(mut self) -> Result<Exit, Failure> {
        loop {
            match self.turn()? {
                ControlFlow::Continue(()) => {}
                ControlFlow::Break(Exit::Quit) => {
                    terminal::give_back()?;
                    return Ok(Exit::Quit);
                }
                // The terminal may be gone; what can be given back is given back on dropping it.
                ControlFlow::Break(exit) => return Ok(exit),
            }
        }
    }

    /// Waits for something to happen, takes everything that has, and draws once.
    fn turn(&mut self) -> Result<ControlFlow<Exit>, Failure> {
        let first = self.wait();
        let waiting: Vec<Wake> = std::iter::from_fn(|| self.mail.waiting())
            .take(MOST_AT_ONCE)
            .collect();
        for wake in first.into_iter().chain(waiting) {
            if let ControlFlow::Break(exit) = self.take(wake)? {
                return Ok(ControlFlow::Break(exit));
            }
        }
        if let ControlFlow::Break(exit) = self.tick()? {
            return Ok(ControlFlow::Break(exit));
        }
        if let ControlFlow::Break(exit) = self.await_answer()? {
            return Ok(ControlFlow::Break(exit));
        }
        self.draw()?;
        self.prepare()?;
        Ok(ControlFlow::Continue(()))
    }

    /// The next wake; nothing when the time of the clock comes before it. Without a clock it sleeps until there is one.
    fn wait(&self) -> Option<Wake> {
        match self.clock {
            None => Some(self.mail.wait()),
            Some((next, _)) => self.mail.before(next),
        }
    }

    /// Says that time has passed, when it has. While an answer is awaited the clock stands still: what is shown comes late then,
    /// but nothing is left out.
    fn tick(&mut self) -> Result<ControlFlow<Exit>, Failure> {
        let now = Instant::now();
        let Some((next, every)) = self.clock.filter(|(next, _)| *next <= now) else {
            return Ok(ControlFlow::Continue(()));
        };
        // After a long frame no periods are made up for.
        self.clock = Some(((next + every).max(now), every));
        if self.unanswered.is_some() {
            return Ok(ControlFlow::Continue(()));
        }
        self.send(Message::Tick)
    }

    /// Once the first answer stands on the screen, makes what others will need on a thread of its own: the index of words alone
    /// takes a second for half a million events, and searches find the same without it.
    fn prepare(&mut self) -> io::Result<()> {
        // While more is being read, both cores have better things to do, and these data are soon replaced.
        if self.unanswered.is_some() || self.state.loading.is_some() {
            return Ok(());
        }
        let Some(engine) = self.unprepared.take() else {
            return Ok(());
        };
        self.inbox.spawn("prepare", move |_| {
            engine.prepare();
        })
    }

    /// A fast answer lands in the same frame as the key that asked for it.
    fn await_answer(&mut self) -> Result<ControlFlow<Exit>, Failure> {
        let deadline = Instant::now() + GRACE;
        while self.unanswered.is_some() {
            let Some(wake) = self.mail.before(deadline) else {
                break;
            };
            if let ControlFlow::Break(exit) = self.take(wake)? {
                return Ok(ControlFlow::Break(exit));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn take(&mut self, wake: Wake) -> Result<ControlFlow<Exit>, Failure> {
        match wake {
            Wake::Input(event) => self.input(event),
            Wake::Signal(signal) => self.signal(signal),
            Wake::Closed => Ok(ControlFlow::Break(Exit::Hangup)),
            Wake::Fault(fault) => Err(Failure::Fault(fault)),
            Wake::Notice(notice) => self.send(Message::Notice(notice)),
            Wake::Loading(loading) => self.send(Message::Loading(loading)),
            Wake::Opened(engine, catalog) => {
                self.worker.serve(Arc::clone(&engine));
                self.unprepared = Some(engine);
                self.send(Message::Opened(catalog))
            }
            Wake::Answer(answer) => {
                self.unanswered = self.unanswered.filter(|&number| number != answer.number);
                self.send(Message::Answer(answer))
            }
        }
    }

    fn input(&mut self, event: Event) -> Result<ControlFlow<Exit>, Failure> {
        fault::may_happen("loop");
        match event {
            Event::Key(key) if key.kind == KeyEventKind::Release => Ok(ControlFlow::Continue(())),
            Event::Key(key) => self.send(Message::Key(key)),
            Event::Mouse(mouse) => self.send(Message::Mouse(
                inside(mouse, self.state.size),
                self.started.elapsed(),
            )),
            Event::Paste(text) => self.send(Message::Paste(text)),
            Event::Resize(..) => self.resize(),
            Event::FocusGained | Event::FocusLost => Ok(ControlFlow::Continue(())),
        }
    }

    fn signal(&mut self, signal: Signal) -> Result<ControlFlow<Exit>, Failure> {
        match signal {
            Signal::End(number) => Ok(ControlFlow::Break(Exit::Signal(number))),
            Signal::Resize => self.resize(),
            Signal::Stop => {
                self.suspend()?;
                Ok(ControlFlow::Continue(()))
            }
            Signal::Continue => {
                self.terminal.retake()?;
                let resized = self.resize()?;
                if resized.is_break() {
                    Ok(resized)
                } else {
                    self.send(Message::Resumed)
                }
            }
        }
    }

    fn resize(&mut self) -> Result<ControlFlow<Exit>, Failure> {
        let area = self.terminal.resize()?;
        self.send(Message::Resize(area.width, area.height))
    }

    /// Takes a message in and does what comes of it.
    fn send(&mut self, message: Message) -> Result<ControlFlow<Exit>, Failure> {
        for effect in app::update(&mut self.state, message) {
            if let ControlFlow::Break(exit) = self.act(effect)? {
                return Ok(ControlFlow::Break(exit));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn act(&mut self, effect: Effect) -> Result<ControlFlow<Exit>, Failure> {
        match effect {
            Effect::Ask(question) => {
                self.unanswered = Some(question.number);
                self.worker.ask(question);
            }
            Effect::Copy(text) => {
                self.copy(&text)?;
            }
            Effect::Open(address) => {
                if let Err(notice) = effects::open(&address, &self.inbox) {
                    self.tell(notice);
                }
            }
            Effect::Edit { file, line } => self.edit(&file, line)?,
            Effect::Reload => self.reload()?,
            Effect::Clock(every) => {
                self.clock = every.map(|every| (Instant::now() + every, every));
            }
            Effect::CaptureMouse(on) => self.terminal.set_mouse(on)?,
            Effect::StopLoading => self.loader.stop(),
            Effect::Redraw => self.terminal.forget(),
            Effect::Suspend => self.suspend()?,
            Effect::Quit => return Ok(ControlFlow::Break(Exit::Quit)),
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Gives the terminal to the editor, and reads the data again when it is closed.
    fn edit(&mut self, file: &str, line: usize) -> io::Result<()> {
        if let Err(notice) = effects::editable(file) {
            self.tell(notice);
            return Ok(());
        }
        let gate = self.gate.clone();
        let closed = gate.close();
        terminal::give_back()?;
        let edited = effects::edit(file, line);
        self.terminal.retake()?;
        drop(closed);
        self.inbox.send(Wake::Signal(Signal::Resize));
        match edited {
            Ok(()) => self.reload(),
            Err(notice) => {
                self.tell(notice);
                Ok(())
            }
        }
    }

    fn reload(&mut self) -> io::Result<()> {
        if self.state.loading.is_some() {
            self.tell(Notice::info(
                "The data are still being read; ctrl-s stops that",
            ));
        } else if self.is_rereadable {
            loading::start(&self.opening, &self.inbox, &self.loader)?;
            self.tell(Notice::info("Reading the data again"));
        } else {
            self.tell(Notice::info(
                "What came through a pipe or is inside annals cannot be read again",
            ));
        }
        Ok(())
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        match effects::to_copy(text) {
            Ok(text) => self.terminal.copy(&text),
            Err(notice) => {
                self.tell(notice);
                Ok(())
            }
        }
    }

    fn tell(&self, notice: Notice) {
        self.inbox.send(Wake::Notice(notice));
    }

    /// Gives the terminal back and stops. Going on comes as [`Signal::Continue`], whoever stopped us.
    fn suspend(&mut self) -> io::Result<()> {
        if !job::can_stop() {
            self.tell(Notice::problem(
                "annals was not started from a shell that could continue it, so it goes on",
            ));
            return Ok(());
        }
        terminal::give_back()?;
        job::stop()
    }

    fn draw(&mut self) -> io::Result<()> {
        let (state, look) = (&self.state, &self.look);
        self.terminal.draw(|buffer| look.paint(state, buffer))
    }
}

/// A terminal may say anything; the state gets cells of the screen only.
fn inside(mouse: MouseEvent, size: Size) -> MouseEvent {
    MouseEvent {
        column: mouse.column.min(size.width.saturating_sub(1)),
        row: mouse.row.min(size.height.saturating_sub(1)),
        ..mouse
    }
}
