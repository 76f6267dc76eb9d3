//! One run after another: obeys commands, runs slices, and tells the page what came of them.

use std::collections::BTreeMap;

use super::engine::{Engine, Failure, Stop};
use super::pacing::{Fuel, Pace, SLICE_MS};
use crate::traffic::{Command, Event, News, PartLook, Phase, Start};

/// When the runner wants its next step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Next {
    /// As the very next task.
    Now,
    /// In so many milliseconds.
    In(u32),
    /// Not before a command.
    OnCommand,
}

/// The page shows at most so many frames: one each this many milliseconds.
const FRAME_MS: f64 = 16.0;
/// The program waits when so many bytes of output are not on the screen yet.
const OUTPUT_WINDOW: usize = 64 * 1024;
/// How long a program that sleeps or waits is left alone; short enough for smooth light.
const NAP_MS: u32 = 8;

/// The state of the present run, if there is one, and what the page has not heard yet.
pub struct Runner {
    run: Option<Run>,
    news: Vec<Event>,
}

struct Run {
    number: u32,
    engine: Engine,
    phase: Phase,
    pace: Pace,
    fuel: Fuel,
    /// What the page knows of the parts.
    shown: BTreeMap<String, PartLook>,
    last_frame_ms: f64,
    /// Output that the page has not been told of.
    output: Vec<u8>,
    /// Bytes that the page was told of and has not put on the screen.
    unshown: usize,
}

fn wall_ms() -> f64 {
    use wasm_bindgen::JsCast;
    let scope: web_sys::DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    scope
        .performance()
        .map_or_else(js_sys::Date::now, |performance| performance.now())
}

impl Runner {
    /// A runner with nothing to run.
    pub fn new() -> Self {
        Self {
            run: None,
            news: Vec::new(),
        }
    }

    /// Carries out a command; what it changes is told with the next step.
    pub fn obey(&mut self, command: Command) {
        match command {
            Command::Start(start) => self.start(*start),
            Command::Pause => self.change(|run| {
                if matches!(run.phase, Phase::Running | Phase::WaitingForInput) {
                    run.phase = Phase::Paused;
                }
            }),
            Command::Resume => self.change(|run| {
                if run.phase == Phase::Paused {
                    run.phase = Phase::Running;
                    run.pace = Pace::new(wall_ms(), run.engine.now());
                }
            }),
            Command::Stop => self.change(|run| {
                if run.phase.is_live() {
                    run.phase = Phase::Stopped;
                }
            }),
            Command::Input(bytes) => self.change(|run| {
                run.engine.input(&bytes);
                run.go_on();
            }),
            Command::Interrupt => self.change(|run| {
                run.engine.interrupt();
                run.go_on();
            }),
            Command::Control(control) => self.change(|run| run.engine.operate(&control)),
            Command::OutputShown(bytes) => self.change(|run| {
                run.unshown = run.unshown.saturating_sub(bytes as usize);
            }),
        }
        // A run that was ended leaves nothing behind but its last frame.
        if self.run.as_ref().is_some_and(|run| !run.phase.is_live()) {
            self.last_words();
        }
    }

    /// Runs for one slice and gives `tell` everything the page should hear.
    pub fn step(&mut self, tell: &mut dyn FnMut(Event)) -> Next {
        let next = match &mut self.run {
            Some(run) if run.phase == Phase::Running || run.phase == Phase::WaitingForInput => {
                run.slice(&mut self.news)
            }
            _ => Next::OnCommand,
        };
        if self.run.as_ref().is_some_and(|run| !run.phase.is_live()) {
            self.last_words();
        }
        for event in self.news.drain(..) {
            tell(event);
        }
        next
    }

    fn start(&mut self, start: Start) {
        self.run = None;
        let number = start.run;
        match Engine::start(start) {
            Ok(engine) => {
                self.run = Some(Run {
                    number,
                    engine,
                    phase: Phase::Running,
                    pace: Pace::new(wall_ms(), 0),
                    fuel: Fuel::new(),
                    shown: BTreeMap::new(),
                    last_frame_ms: f64::NEG_INFINITY,
                    output: Vec::new(),
                    unshown: 0,
                });
                self.tell(number, News::Phase(Phase::Running));
            }
            Err(Failure { problem, text }) => {
                self.tell(number, News::Output(text.into_bytes()));
                self.tell(number, News::Problem(problem));
                self.tell(number, News::Phase(Phase::Error));
            }
        }
    }

    /// Changes the run, and tells the page if it came to another phase.
    fn change(&mut self, change: impl FnOnce(&mut Run)) {
        let Some(run) = &mut self.run else { return };
        let before = run.phase;
        change(run);
        let (number, phase) = (run.number, run.phase);
        if phase != before && phase.is_live() {
            self.tell(number, News::Phase(phase));
        }
    }

    /// The end of a run: its last output and time, then its phase.
    fn last_words(&mut self) {
        if let Some(mut run) = self.run.take() {
            run.flush(&mut self.news);
            self.tell(run.number, News::Phase(run.phase));
        }
    }

    fn tell(&mut self, run: u32, news: News) {
        self.news.push(Event::Run { run, news });
    }
}

impl Run {
    /// Whether the page is too far behind for more output.
    fn is_held_back(&self) -> bool {
        self.unshown + self.output.len() >= OUTPUT_WINDOW
    }

    /// After input: a program that waited tries again.
    fn go_on(&mut self) {
        if self.phase == Phase::WaitingForInput {
            self.phase = Phase::Running;
        }
    }

    fn slice(&mut self, news: &mut Vec<Event>) -> Next {
        let started = wall_ms();
        if self.is_held_back() {
            // Virtual time stands still with the program.
            self.pace = Pace::new(started, self.engine.now());
            return Next::OnCommand;
        }
        self.pace.forgive(started, self.engine.now());
        let next = loop {
            let before = wall_ms();
            let stop = self
                .engine
                .run(self.fuel.amount(), self.pace.target(before));
            let after = wall_ms();
            self.output.append(&mut self.engine.take_output());
            match stop {
                Stop::OutOfFuel if self.is_held_back() => {
                    self.flush(news);
                    break Next::OnCommand;
                }
                Stop::OutOfFuel => {
                    self.fuel.learn(after - before);
                    if after - started >= SLICE_MS {
                        break Next::Now;
                    }
                }
                Stop::ReachedTime => {
                    self.come_to(Phase::Running, news);
                    break Next::In(NAP_MS);
                }
                Stop::WaitInput => {
                    self.come_to(Phase::WaitingForInput, news);
                    break Next::In(NAP_MS);
                }
                Stop::Done => {
                    self.phase = Phase::Finished;
                    break Next::OnCommand;
                }
                Stop::Raised(Failure { problem, text }) => {
                    self.phase = Phase::Error;
                    self.output.extend_from_slice(text.as_bytes());
                    self.say(news, News::Problem(problem));
                    break Next::OnCommand;
                }
            }
        };
        if wall_ms() - self.last_frame_ms >= FRAME_MS {
            self.flush(news);
        }
        next
    }

    fn come_to(&mut self, phase: Phase, news: &mut Vec<Event>) {
        if self.phase != phase {
            self.phase = phase;
            // What was printed before waiting (a prompt) shows before the status says so.
            self.flush(news);
            self.say(news, News::Phase(phase));
        }
    }

    /// Tells the page the output, the time and the changed parts.
    fn flush(&mut self, news: &mut Vec<Event>) {
        self.last_frame_ms = wall_ms();
        self.output.append(&mut self.engine.take_output());
        if !self.output.is_empty() {
            let output = std::mem::take(&mut self.output);
            self.unshown += output.len();
            self.say(news, News::Output(output));
        }
        let mut parts = Vec::new();
        for (id, look) in self.engine.looks() {
            if self.shown.get(&id) != Some(&look) {
                self.shown.insert(id.clone(), look);
                parts.push((id, look));
            }
        }
        self.say(
            news,
            News::Frame {
                now: self.engine.now(),
                parts,
            },
        );
    }

    fn say(&self, news: &mut Vec<Event>, what: News) {
        news.push(Event::Run {
            run: self.number,
            news: what,
        });
    }
}
