//! The session: its run loop, its inputs, what it shows.

use sim_boards::board::BoardId;
use sim_boards::{
    Cause, Circuit, ControlDesc, ControlError, Diagram, Instant, Level, Nanos, PartState,
};
use vm::compiler::{CompileOptions, Target, compile};
use vm::hal::ENODEV;
use vm::types::T;
use vm::{Outcome, Profile, Vm};

use crate::config::{Board, FlashStart, SessionConfig};
use crate::error::SessionError;
use crate::files::FileSource;
use crate::flash::{self, BoardFlash, FlashEntry, FlashFiles, FlashImage};
use crate::hearing::Hearing;
use crate::outside::Outside;
use crate::port::Port;
use crate::state::hash_of;
use crate::world::{OUTPUT_LIMIT, World};

/// Cycles run between two looks at the output, some milliseconds of real time. Who has to look at
/// something else in between (at a button that says Stop) gives no more than that at once.
pub const CHUNK: u64 = 500_000;

/// Why [`Session::run`] came back.
#[derive(Clone, Debug, PartialEq)]
pub enum Stop {
    /// The fuel is spent, or output waits to be taken.
    OutOfFuel,
    /// Virtual time has reached the limit; the program may be asleep.
    ReachedTime,
    /// The program waits for standard input. Time stands still until somebody lets it pass.
    WaitInput,
    /// Each thread of the program waits for a lock that none will give back. Time stands still until
    /// somebody lets it pass; nothing but an interrupt changes that.
    Stuck,
    /// The program ended.
    Done,
    /// The program ended with `sys.exit()`.
    Exit(i32),
    /// The program ended with an exception.
    Raised {
        /// The traceback as MicroPython prints it.
        traceback: String,
    },
}

/// A place in the program's source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The function, or `<module>`.
    pub function: String,
}

/// What an interpreter is made from.
#[derive(Clone, Debug, PartialEq)]
struct Machine {
    profile: Profile,
    seed: u64,
    gc_stress: bool,
}

impl Machine {
    fn start(&self) -> Vm {
        let mut vm = Vm::new(self.profile.clone(), self.seed);
        vm.set_gc_stress(self.gc_stress);
        vm
    }
}

/// A program on a board.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    pub(crate) board: Board,
    /// What its interpreter is made from, each time that it starts anew.
    machine: Machine,
    pub(crate) vm: Vm,
    pub(crate) world: World,
    /// What it does by itself, if nothing else is asked of it.
    pub(crate) port: Option<Port>,
    /// Whether the board made a new file system when its power came on.
    formatted: bool,
    ended: Option<Stop>,
}

impl Session {
    /// Builds the circuit, puts the files on the board, compiles the program, and stops before its first instruction.
    ///
    /// # Errors
    /// [`SessionError`] names the file and the place of what is wrong.
    pub fn new(config: SessionConfig) -> Result<Session, SessionError> {
        let circuit = build_circuit(&config)?;
        let program = match config.on_its_own {
            true => None,
            false => Some(read_program(&config)?),
        };
        let machine = Machine {
            profile: match config.board {
                Board::Unix => Profile::UNIX,
                Board::Pico => Profile::PICO,
            },
            seed: config.seed,
            gc_stress: config.gc_stress,
        };
        let mut vm = machine.start();
        if !config.on_its_own {
            vm.set_argv(vec![config.main.clone()]);
        }
        if let (Board::Unix, FileSource::Folder(root)) = (config.board, &config.files)
            && root.is_absolute()
        {
            vm.set_program_folder(root.to_string_lossy().into_owned());
        }
        let code = match &program {
            None => None,
            Some(mpy) => Some(vm.load(mpy).map_err(|e| SessionError::Mpy {
                file: config.main.clone(),
                message: e.to_string(),
            })?),
        };
        let (flash, is_lost) = match config.board.id() {
            Some(id) => {
                let spec = &id.spec().flash;
                let now = vm::modules::time::since_1970(&vm);
                let (image, is_lost) = flash::at_power_on(&config, spec, now)?;
                (Some(BoardFlash::new(spec, image)), is_lost)
            }
            None if config.flash == FlashStart::Files => (None, false),
            None => {
                return Err(SessionError::NoFlash {
                    board: config.board.name().into(),
                });
            }
        };
        let files = match flash {
            Some(_) => FileSource::Memory(Default::default()),
            None => config.files,
        };
        if let Some(code) = code {
            vm.start(code);
        }
        let port = config.on_its_own.then(|| Port::new(&vm.banner()));
        let mut session = Session {
            board: config.board,
            machine,
            vm,
            port,
            world: World {
                files,
                flash,
                circuit,
                output: Vec::new(),
                errors: Vec::new(),
                order: Vec::new(),
                separate_errors: config.board == Board::Unix,
                is_terminal: config.on_its_own,
                input: Default::default(),
                input_closed: false,
                hearing: None,
                places: Vec::new(),
                outside: None,
            },
            formatted: is_lost,
            ended: None,
        };
        session.mount()?;
        Ok(session)
    }

    /// Mounts the file system on the board's flash, as its firmware does before any program runs.
    fn mount(&mut self) -> Result<(), SessionError> {
        let Some(id) = self.board.id() else {
            return Ok(());
        };
        let options = flash::options(&id.spec().flash);
        let mounted = self.vm.mount_flash(&mut self.world, options);
        self.formatted |= mounted.map_err(|errno| SessionError::NotOnFlash {
            file: String::new(),
            why: format!("the board's flash cannot be mounted: OSError {errno}"),
        })?;
        self.sync();
        Ok(())
    }

    /// Runs until `fuel` cycles are spent, virtual time is `until`, or the program stops by itself.
    /// Sleeps take no real time: the clock jumps.
    pub fn run(&mut self, fuel: u64, until: Instant) -> Stop {
        if let Some(stop) = &self.ended {
            return stop.clone();
        }
        let mut left = fuel.max(1);
        loop {
            let now = self.vm.now();
            self.sync();
            if now >= until.0 {
                return Stop::ReachedTime;
            }
            if left == 0 || self.world.output.len() + self.world.errors.len() >= OUTPUT_LIMIT {
                return Stop::OutOfFuel;
            }
            if self.port.is_some() && self.vm.is_at_rest() {
                left -= 1;
                if self.step_port() {
                    continue;
                }
                if !self.vm.has_events() {
                    return Stop::WaitInput;
                }
                // The prompt waits, but not what the program has left behind.
                let next = self.vm.next_event(&self.world).unwrap_or(until.0);
                self.pass_time(Instant(next.min(until.0)));
            }
            let to_limit = self.vm.fuel_until(until.0);
            // A text that is waited for ends the run at the very instruction that prints it.
            let listens = self.world.hearing.as_ref().is_some_and(Hearing::is_waiting);
            let chunk = if listens { 1 } else { CHUNK };
            let slice = left.min(chunk).min(to_limit);
            let outcome = self.vm.run(slice, &mut self.world);
            let goes_on = matches!(outcome, Outcome::OutOfFuel | Outcome::Sleep { .. });
            if listens && goes_on && self.has_heard() {
                self.sync();
                return Stop::OutOfFuel;
            }
            match outcome {
                Outcome::OutOfFuel => left -= slice,
                Outcome::Sleep { until: wake } => {
                    let to = wake.min(until.0);
                    self.pass_time(Instant(to));
                    if to < wake {
                        return Stop::ReachedTime;
                    }
                    left = left.saturating_sub(1);
                }
                Outcome::WaitInput => {
                    self.sync();
                    return Stop::WaitInput;
                }
                Outcome::Stuck => {
                    self.sync();
                    return Stop::Stuck;
                }
                Outcome::Done if self.port.is_some() => self.source_ended(Stop::Done),
                Outcome::Done => return self.end(Stop::Done),
                Outcome::Raised(exc) => {
                    let stop = match self.vm.exit_code(exc) {
                        Some(code) => Stop::Exit(code),
                        None => Stop::Raised {
                            traceback: self.vm.traceback(exc),
                        },
                    };
                    if self.port.is_none() {
                        return self.end(stop);
                    }
                    self.source_ended(stop);
                }
            }
        }
    }

    fn end(&mut self, stop: Stop) -> Stop {
        self.sync();
        self.ended = Some(stop.clone());
        stop
    }

    /// A new interpreter on the same board at the same instant, with what lies on the flash.
    pub(crate) fn renew_machine(&mut self) {
        let now = self.now();
        self.vm = self.machine.start();
        self.vm.advance_to(now.0);
        // What could be mounted once can be again; where it cannot, the board has no files.
        let _ = self.mount();
    }

    /// Lets the circuit catch up with the VM.
    pub(crate) fn sync(&mut self) {
        let now = Instant(self.vm.now());
        if let Some(circuit) = &mut self.world.circuit {
            circuit.advance_to(now);
        }
    }

    /// Lets virtual time pass without running the program, as while it waits for input.
    pub fn pass_time(&mut self, to: Instant) {
        self.vm.advance_to(to.0);
        self.sync();
    }

    /// Virtual time since power-on.
    pub fn now(&self) -> Instant {
        Instant(self.vm.now())
    }

    /// The board.
    pub fn board(&self) -> Board {
        self.board
    }

    /// Why the program ended, if it has.
    pub fn ended(&self) -> Option<&Stop> {
        self.ended.as_ref()
    }

    /// Types into the program's standard input.
    pub fn write_input(&mut self, bytes: &[u8]) {
        if self.port.is_some() {
            self.write_to_port(bytes);
        } else {
            self.world.input.extend(bytes);
        }
    }

    /// Waits for a text in what the program prints from now on, or has printed since the last text that was waited for:
    /// [`Session::run`] then comes back as soon as it is there.
    pub fn listen(&mut self, text: &[u8]) {
        self.world
            .hearing
            .get_or_insert_with(Hearing::default)
            .listen(text);
    }

    /// Waits for a text no more.
    pub fn stop_listening(&mut self) {
        if let Some(hearing) = &mut self.world.hearing {
            hearing.stop();
        }
    }

    /// Whether the text that was last waited for has been printed.
    pub fn has_heard(&self) -> bool {
        self.world.hearing.as_ref().is_some_and(Hearing::has_heard)
    }

    /// Keeps what is printed from now on for texts that will be waited for.
    pub fn keep_printed(&mut self) {
        self.world.hearing.get_or_insert_with(Hearing::default);
    }

    /// What a pin of a part is now: its level, what an input there reads, its voltage. None if there is no such pin.
    pub fn probe(&mut self, part: &str, pin: &str) -> Option<(Level, bool, f64)> {
        self.sync();
        let now = self.now();
        self.world.circuit.as_mut()?.probe(now, part, pin)
    }

    /// Says that nothing more will be typed.
    pub fn close_input(&mut self) {
        self.world.input_closed = true;
    }

    /// Lets the program reach what a host lends it. The session is no plain data any more: its clones share it, and
    /// what comes from it is not the same each time.
    pub fn set_outside(&mut self, outside: Outside) {
        self.world.outside = Some(outside);
    }

    /// Sets `sys.argv`, before the program runs.
    pub fn set_argv(&mut self, argv: Vec<String>) {
        self.vm.set_argv(argv);
    }

    /// Sets `sys.executable` of a process, before the program runs; else it is empty.
    pub fn set_executable(&mut self, path: String) {
        self.vm.set_executable(path);
    }

    /// Raises `KeyboardInterrupt` in the program, as Ctrl-C does.
    pub fn interrupt(&mut self) {
        self.vm.inject(T::KeyboardInterrupt);
    }

    /// Turns a control of the circuit, now.
    ///
    /// # Errors
    /// Where the circuit has no such control, or the value is out of its range.
    pub fn set_control(
        &mut self,
        part: &str,
        control: &str,
        value: f64,
    ) -> Result<(), ControlError> {
        self.sync();
        let now = self.now();
        match &mut self.world.circuit {
            Some(circuit) => {
                let done = circuit.set_control(now, part, control, value);
                // That was a person, not the program.
                circuit.give_cause(None);
                done
            }
            None => Err(ControlError::UnknownPart { part: part.into() }),
        }
    }

    /// The circuit's controls with their values.
    pub fn controls(&self) -> Vec<ControlDesc> {
        self.world
            .circuit
            .as_ref()
            .map(Circuit::controls)
            .unwrap_or_default()
    }

    /// What the parts show: lights, positions.
    pub fn part_states(&self) -> Vec<(String, PartState)> {
        self.world
            .circuit
            .as_ref()
            .map(Circuit::part_states)
            .unwrap_or_default()
    }

    /// The file and the line of the program that made something happen, if the program did.
    pub fn place_of(&self, cause: Cause) -> Option<(&str, u32)> {
        let Cause::Place(place) = cause else {
            return None;
        };
        let (file, line) = self.world.places.get(place as usize)?;
        Some((file, *line))
    }

    /// The circuit around the board, if the board has pins.
    pub fn circuit(&self) -> Option<&Circuit> {
        self.world.circuit.as_ref()
    }

    /// Takes what the program has printed.
    pub fn take_output(&mut self) -> Vec<u8> {
        self.world.order.clear();
        core::mem::take(&mut self.world.output)
    }

    /// Takes both in the order in which they were written, each part with whether it goes to
    /// standard error.
    pub fn take_streams(&mut self) -> Vec<(bool, Vec<u8>)> {
        let order = core::mem::take(&mut self.world.order);
        let (output, errors) = (self.take_output(), self.take_errors());
        let mut parts = Vec::new();
        let (mut written, mut told) = (0, 0);
        let ends = order.iter().skip(1).map(|&(_, e)| e).chain([errors.len()]);
        for (&(at, from), to) in order.iter().zip(ends) {
            parts.push((false, output[written..at].to_vec()));
            parts.push((true, errors[from..to].to_vec()));
            (written, told) = (at, to);
        }
        parts.push((false, output[written..].to_vec()));
        parts.push((true, errors[told..].to_vec()));
        parts.retain(|(_, bytes)| !bytes.is_empty());
        parts
    }

    /// Takes what the program has written to standard error; on a board, which has one console,
    /// that is part of what it printed.
    pub fn take_errors(&mut self) -> Vec<u8> {
        self.world.order.clear();
        core::mem::take(&mut self.world.errors)
    }

    /// The trace of the pins as a value change dump; empty without a trace.
    pub fn vcd(&self) -> String {
        self.world
            .circuit
            .as_ref()
            .map(Circuit::vcd)
            .unwrap_or_default()
    }

    /// Bytes of heap in use and in all, as the board counts them.
    pub fn heap(&self) -> (usize, usize) {
        (self.vm.heap.used(), self.vm.heap.limit())
    }

    /// Where the program is.
    pub fn place(&self) -> Option<Place> {
        let (file, line, function) = self.vm.place()?;
        Some(Place {
            file,
            line,
            function,
        })
    }

    /// A hash of the whole state: equal sessions have equal hashes, on every machine.
    pub fn state_hash(&self) -> u64 {
        let w = &self.world;
        let circuit = w.circuit.as_ref().map(Circuit::state_hash);
        hash_of(&[
            &self.vm,
            &w.files,
            &w.flash,
            &self.formatted,
            &w.output,
            &w.errors,
            &w.input,
            &w.input_closed,
            &self.port,
            &w.hearing,
            &circuit,
        ])
    }

    /// How long a virtual duration of cycles takes, for whoever paces the session.
    pub fn nanos_per_cycle(&self) -> f64 {
        1e9 / self.vm.profile.cpu_hz as f64
    }

    /// What the board's flash holds now, of the part that is there for files; nothing where there is no flash. What a
    /// program has written to a file that it has neither closed nor flushed is not all there yet.
    pub fn flash(&self) -> Option<&FlashImage> {
        self.world.flash.as_ref().map(|flash| &flash.image)
    }

    /// Whether there was no file system in the image that the session began with, or a damaged one, so that the board made a
    /// new one when its power came on.
    pub fn formatted_flash(&self) -> bool {
        self.formatted
    }

    /// The files and folders on the board's flash now, in the order of their paths.
    ///
    /// # Errors
    /// An errno where there is no file system, or a damaged one.
    pub fn flash_files(&self) -> Result<Vec<FlashEntry>, i32> {
        self.mounted()?.entries()
    }

    /// The bytes of a file on the board's flash.
    ///
    /// # Errors
    /// An errno where there is no such file, or it cannot be read.
    pub fn read_flash_file(&self, path: &str) -> Result<Vec<u8>, i32> {
        self.mounted()?.read(path)
    }

    /// The file system on a copy of the flash, so that looking at it changes nothing.
    fn mounted(&self) -> Result<FlashFiles, i32> {
        match (self.board.id(), &self.world.flash) {
            (Some(id), Some(flash)) => FlashFiles::mount(flash.image.clone(), &id.spec().flash),
            _ => Err(ENODEV),
        }
    }

    /// Lets the flash lose its power at the change that comes after so many others: that one is left half made, and
    /// whatever is asked of it afterwards fails with `EIO`.
    pub fn fail_flash_after(&mut self, changes: u32) {
        if let Some(flash) = &mut self.world.flash {
            flash.fail_after(changes);
        }
    }

    /// Whether it has lost it.
    pub fn flash_has_failed(&self) -> bool {
        self.world
            .flash
            .as_ref()
            .is_some_and(BoardFlash::has_failed)
    }

    /// Virtual time from `then` to now.
    pub fn since(&self, then: Instant) -> Nanos {
        Nanos(self.now().0.saturating_sub(then.0))
    }
}

/// The program's file: of the program's own files, or else from the flash that the board begins with.
fn read_main(config: &SessionConfig) -> Result<Vec<u8>, SessionError> {
    let missing = |why| SessionError::Missing {
        file: config.main.clone(),
        why,
    };
    let why = match config.files.read(&config.main) {
        Ok(bytes) => return Ok(bytes),
        Err(why) => why,
    };
    let (Some(id), FlashStart::Image(bytes) | FlashStart::ImageAndFiles(bytes)) =
        (config.board.id(), &config.flash)
    else {
        return Err(missing(why));
    };
    flash::read_from(bytes, &id.spec().flash, &config.main).ok_or_else(|| missing(why))
}

fn build_circuit(config: &SessionConfig) -> Result<Option<Circuit>, SessionError> {
    let mut circuit = match (config.board, &config.diagram) {
        (Board::Unix, None) => return Ok(None),
        (Board::Unix, Some(_)) => {
            return Err(SessionError::NoPins {
                board: config.board.name().into(),
            });
        }
        (Board::Pico, None) => Circuit::bare(BoardId::Pico),
        (Board::Pico, Some(json)) => {
            Circuit::new(&Diagram::parse(json)?, BoardId::Pico, config.seed)?
        }
    };
    if config.trace > 0 {
        circuit.trace_start(Instant(0), config.trace);
    }
    Ok(Some(circuit))
}

/// The program's bytecode, compiled unless it is.
fn read_program(config: &SessionConfig) -> Result<Vec<u8>, SessionError> {
    let bytes = read_main(config)?;
    match config.main.ends_with(".mpy") {
        true => Ok(bytes),
        false => compile_file(&config.main, &bytes),
    }
}

/// Compiles a source file to `.mpy` bytes.
fn compile_file(file: &str, source: &[u8]) -> Result<Vec<u8>, SessionError> {
    if let Err(e) = core::str::from_utf8(source) {
        let offset = e.valid_up_to();
        let line = source[..offset].iter().filter(|&&b| b == b'\n').count() as u32 + 1;
        return Err(SessionError::NotUtf8 {
            file: file.into(),
            line,
            offset,
        });
    }
    let options = CompileOptions {
        file_name: file.into(),
        target: Target::Simulator,
        ..CompileOptions::default()
    };
    compile(source, &options).map_err(|e| SessionError::Compile {
        file: file.into(),
        kind: format!("{:?}", e.kind),
        message: e.message.into_owned(),
        line: e.line,
        column: e.column,
        block: e.block,
    })
}
