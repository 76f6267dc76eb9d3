//! `pinwheel run`: stdout is what the program prints, tracebacks go to stderr, and the exit code is
//! the program's.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use session::scenario::{Player, Progress};
use session::{
    Board, Circuit, FileSource, FlashStart, Instant, Outside, Session, SessionConfig, SessionError,
    Stop,
};

use crate::circuit;
use crate::network::Loopback;
use crate::scenario::{self, Watch};

/// Level changes kept for a VCD file.
const TRACE_LIMIT: usize = 10_000_000;

/// The exit code of a program that could not be started.
const CANNOT_START: u8 = 1;
/// The exit code of a program whose threads wait for each other for ever.
const STUCK: u8 = 1;
/// The exit code of a scenario that failed, or of a program that printed what it should not, or not what it should.
const FAILED: u8 = 1;
/// The exit code of what takes longer than --timeout, as that of Wokwi's command.
const TIMED_OUT: u8 = 42;

#[derive(Args)]
pub struct RunArgs {
    /// The board: pico with a diagram, otherwise unix (no pins).
    #[arg(long)]
    board: Option<Board>,
    /// The circuit, a diagram.json in Wokwi's format.
    #[arg(long, value_name = "FILE")]
    diagram: Option<PathBuf>,
    /// Stop after this much virtual time, such as 5s, 250ms or 10us.
    #[arg(long, value_name = "TIME", value_parser = duration)]
    until: Option<Instant>,
    /// Write what the pins did as a value change dump.
    #[arg(long, value_name = "FILE")]
    vcd: Option<PathBuf>,
    /// Carry out a scenario in Wokwi's YAML instead of running to the end; each step is told on stderr.
    #[arg(long, value_name = "FILE")]
    scenario: Option<PathBuf>,
    /// Write what became of the scenario's steps as JUnit's XML.
    #[arg(long, value_name = "FILE", requires = "scenario")]
    junit: Option<PathBuf>,
    /// Give up after this much virtual time, with exit code 42.
    #[arg(long, value_name = "TIME", value_parser = duration)]
    timeout: Option<Instant>,
    /// End with success as soon as the program has printed this.
    #[arg(long, value_name = "TEXT", value_parser = some_text)]
    expect_text: Option<String>,
    /// End with exit code 1 as soon as the program has printed this.
    #[arg(long, value_name = "TEXT", value_parser = some_text)]
    fail_text: Option<String>,
    /// What all randomness comes from.
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Run in slices of this many cycles (1: stop between any two bytecodes).
    #[arg(long, default_value_t = u64::MAX)]
    fuel: u64,
    /// Collect garbage at each instruction that allocates (slow; for tests).
    #[arg(long)]
    gc_stress: bool,
    /// Keep what the board's flash holds in this file: the run begins with it, or where it is not there with the program's
    /// folder, and what the flash holds at the end is written to it. FILE itself is run from this computer.
    #[arg(long, value_name = "IMAGE")]
    flash: Option<PathBuf>,
    /// Put this file or folder on the board, beside FILE, rather than all of FILE's folder; may be given more than once.
    #[arg(long, value_name = "PATH")]
    put: Vec<PathBuf>,
    /// Let the program connect to servers on this computer (127.0.0.1, ::1, localhost). What they answer, and when, is
    /// not the same in each run.
    #[arg(long)]
    network: bool,
    /// The program, .py or .mpy; its folder is where it imports from. On a board that is a copy of it, without what
    /// begins with a dot.
    file: PathBuf,
}

/// A duration with its unit, as an instant after power-on; a number alone is seconds.
fn duration(text: &str) -> Result<Instant, String> {
    session::duration(text, Some("s")).map(|time| Instant(time.0))
}

/// A text that is looked for.
fn some_text(text: &str) -> Result<String, String> {
    match text {
        "" => Err("an empty text is always there; name one that is not".into()),
        text => Ok(text.into()),
    }
}

/// Runs the command.
pub fn run(args: &RunArgs) -> ExitCode {
    match try_run(args) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("pinwheel: {message}");
            ExitCode::from(CANNOT_START)
        }
    }
}

fn try_run(args: &RunArgs) -> Result<ExitCode, String> {
    let mut session = match start(args)? {
        Ok(session) => session,
        Err(e) => return Ok(refuse(&e)),
    };
    for warning in session.circuit().map_or(&[][..], Circuit::warnings) {
        eprintln!("pinwheel: {warning}");
    }
    session.set_argv(vec![args.file.to_string_lossy().into_owned()]);
    if let Ok(path) = std::env::current_exe() {
        session.set_executable(path.to_string_lossy().into_owned());
    }
    if args.network {
        session.set_outside(Outside::new(Loopback::default()));
    }
    let mut player = match &args.scenario {
        Some(path) => Some(scenario::read(path, &mut session)?),
        None => None,
    };
    if session.formatted_flash() {
        eprintln!("pinwheel: {}", made_anew(args));
    }
    let ran = match &mut player {
        Some(player) => play(args, &mut session, player),
        None => run_to_end(args, &mut session),
    };
    // Whatever became of the program, and of those who read what it printed.
    let kept = keep_flash(args.flash.as_deref(), &session);
    let end = ran?;
    kept?;
    if let Some(path) = &args.vcd {
        std::fs::write(path, session.vcd())
            .map_err(|e| format!("cannot write {}: {e}", path.display()))?;
    }
    if let (Some(to), Some(player), Some(from)) = (&args.junit, &player, &args.scenario) {
        scenario::write_junit(to, player, from, session.now())?;
    }
    Ok(tell_end(end))
}

/// Why nothing runs any more.
enum End {
    /// The program stopped, or the time that it was given is over.
    Stopped(Stop),
    /// All steps of the scenario have passed.
    Passed,
    /// A step of the scenario has failed, which has been told. What the program raised, if that ended it.
    Failed(Option<String>),
    /// The time of --timeout is over.
    TimedOut,
    /// The text was printed that was to be.
    Expected,
    /// The text was printed that was not to be.
    Unwanted(String),
}

/// Says why a run has ended, and gives the exit code.
fn tell_end(end: End) -> ExitCode {
    match end {
        End::Stopped(Stop::Raised { traceback }) => {
            eprint!("{traceback}");
            ExitCode::from(1)
        }
        End::Stopped(Stop::Stuck) => {
            eprintln!("pinwheel: each thread waits for a lock that none will release");
            ExitCode::from(STUCK)
        }
        End::Stopped(Stop::Exit(code)) => ExitCode::from((code & 0xff) as u8),
        End::Stopped(_) | End::Passed | End::Expected => ExitCode::SUCCESS,
        End::Failed(traceback) => {
            eprint!("{}", traceback.unwrap_or_default());
            ExitCode::from(FAILED)
        }
        End::TimedOut => {
            eprintln!("pinwheel: the time of --timeout is over");
            ExitCode::from(TIMED_OUT)
        }
        End::Unwanted(text) => {
            eprintln!("pinwheel: the program has printed {text:?}");
            ExitCode::from(FAILED)
        }
    }
}

/// Where a program's output goes.
struct Output<'a> {
    out: io::StdoutLock<'static>,
    expect: Option<Watch>,
    /// How many findings about the circuit have been told.
    told: usize,
    fail: Option<(Watch, &'a str)>,
}

impl Output<'_> {
    fn new(args: &RunArgs) -> Output<'_> {
        Output {
            out: io::stdout().lock(),
            expect: args.expect_text.as_deref().map(Watch::new),
            told: 0,
            fail: args
                .fail_text
                .as_deref()
                .map(|text| (Watch::new(text), text)),
        }
    }

    /// Takes what the session has printed; says so if that is a reason to end.
    fn take(&mut self, session: &mut Session) -> Result<Option<End>, String> {
        let mut end = None;
        circuit::tell(session, &mut self.told);
        for (error, bytes) in session.take_streams() {
            if error {
                // What cannot be written to standard error has nowhere else to be said.
                let _ = io::stderr().write_all(&bytes);
            } else if let Err(e) = self.out.write_all(&bytes).and_then(|()| self.out.flush()) {
                // Whoever read the output has gone: so does the program, as a pipe's writer would.
                if e.kind() == io::ErrorKind::BrokenPipe {
                    return Ok(Some(End::Stopped(Stop::Done)));
                }
                return Err(format!("cannot write the program's output: {e}"));
            }
            if let Some((watch, text)) = &mut self.fail
                && watch.hears(&bytes)
            {
                end.get_or_insert(End::Unwanted(String::from(*text)));
            }
            if let Some(watch) = &mut self.expect
                && watch.hears(&bytes)
            {
                end.get_or_insert(End::Expected);
            }
        }
        Ok(end)
    }
}

/// How far virtual time may go, and what it means when it is there.
fn limit(args: &RunArgs) -> (Instant, bool) {
    let until = args.until.unwrap_or(Instant(u64::MAX));
    match args.timeout {
        Some(timeout) if timeout <= until => (timeout, true),
        _ => (until, false),
    }
}

/// Runs the program until it ends by itself or time is over.
fn run_to_end(args: &RunArgs, session: &mut Session) -> Result<End, String> {
    let (limit, is_timeout) = limit(args);
    let mut output = Output::new(args);
    let mut input_ended = false;
    let stop = loop {
        let stop = session.run(args.fuel, limit);
        if let Some(end) = output.take(session)? {
            return Ok(end);
        }
        match stop {
            Stop::OutOfFuel => {}
            Stop::WaitInput if input_ended => {
                return Err("the program waits for what can never happen".into());
            }
            Stop::WaitInput => input_ended = !feed(session)?,
            Stop::ReachedTime if is_timeout => return Ok(End::TimedOut),
            other => break other,
        }
    };
    if let Some(text) = &args.expect_text
        && matches!(stop, Stop::Done | Stop::Exit(0))
    {
        return Err(format!("the program has ended and did not print {text:?}"));
    }
    Ok(End::Stopped(stop))
}

/// Carries a scenario out.
fn play(args: &RunArgs, session: &mut Session, player: &mut Player) -> Result<End, String> {
    let (limit, is_timeout) = limit(args);
    let mut output = Output::new(args);
    let path = args.scenario.as_deref().unwrap_or(Path::new(""));
    let mut told = 0;
    loop {
        let progress = player.play(session, args.fuel, limit);
        if progress == Progress::ReachedTime {
            player.give_up(session);
        }
        let end = output.take(session)?;
        scenario::tell(path, player, &mut told);
        if let Some(end @ (End::Unwanted(_) | End::Stopped(_))) = end {
            return Ok(end);
        }
        match progress {
            Progress::Working => {}
            Progress::ReachedTime if is_timeout => return Ok(End::TimedOut),
            _ if player.failed() => {
                let traceback = match session.ended() {
                    Some(Stop::Raised { traceback }) => Some(traceback.clone()),
                    _ => None,
                };
                return Ok(End::Failed(traceback));
            }
            _ => return Ok(End::Passed),
        }
    }
}

/// Says that a board has made a new file system.
fn made_anew(args: &RunArgs) -> String {
    let name = args.flash.as_deref().unwrap_or(Path::new("the image"));
    format!(
        "there is no file system in {}, or it is damaged; the board has made a new one, as its firmware does at start",
        name.display()
    )
}

/// The image in a file, or none yet.
pub(crate) fn read_flash(path: &Path) -> Result<FlashStart, String> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(FlashStart::Image(bytes)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(FlashStart::Files),
        Err(e) => Err(format!("cannot read {}: {e}", path.display())),
    }
}

/// Writes what the flash holds to its file: to a new one first, so that no moment is without a whole one.
pub(crate) fn keep_flash(path: Option<&Path>, session: &Session) -> Result<(), String> {
    let (Some(path), Some(flash)) = (path, session.flash()) else {
        return Ok(());
    };
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.tmp", std::process::id()));
    let new = path.with_file_name(name);
    let write = || -> io::Result<()> {
        let mut file = std::fs::File::create(&new)?;
        file.write_all(&flash.to_bytes())?;
        file.sync_all()?;
        std::fs::rename(&new, path)
    };
    write().map_err(|e| {
        // It may not have been made; if it was, it is of no use.
        let _ = std::fs::remove_file(&new);
        format!("cannot write {}: {e}", path.display())
    })
}

/// Reads the arguments into a session; the outer error is the command's, the inner the program's.
fn start(args: &RunArgs) -> Result<Result<Session, SessionError>, String> {
    let name = args
        .file
        .file_name()
        .ok_or_else(|| format!("{} is no file", args.file.display()))?
        .to_string_lossy()
        .into_owned();
    let folder = args
        .file
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let diagram = match &args.diagram {
        Some(path) => Some(
            std::fs::read_to_string(path)
                .map_err(|e| format!("cannot read {}: {e}", path.display()))?,
        ),
        None => None,
    };
    let board = args.board.unwrap_or(if diagram.is_some() {
        Board::Pico
    } else {
        Board::Unix
    });
    if args.vcd.is_some() && board == Board::Unix {
        return Err("--vcd needs a board with pins; add --board pico or --diagram FILE".into());
    }
    if board == Board::Unix && (args.flash.is_some() || !args.put.is_empty()) {
        return Err("--flash and --put need a board with flash; add --board pico".into());
    }
    let flash = match &args.flash {
        None => FlashStart::Files,
        Some(path) => read_flash(path)?,
    };
    let files = match args.put.is_empty() {
        true => FileSource::Folder(folder.to_path_buf()),
        false => match chosen(args, board, &name)? {
            Ok(files) => FileSource::Memory(files),
            Err(e) => return Ok(Err(e)),
        },
    };
    Ok(Session::new(SessionConfig {
        board,
        files,
        flash,
        main: name,
        on_its_own: false,
        diagram,
        seed: args.seed,
        trace: if args.vcd.is_some() { TRACE_LIMIT } else { 0 },
        gc_stress: args.gc_stress,
    }))
}

/// The program and what is to be put beside it, each by the name that it has on the board.
fn chosen(
    args: &RunArgs,
    board: Board,
    main: &str,
) -> Result<Result<BTreeMap<String, Vec<u8>>, SessionError>, String> {
    let read = |path: &Path| {
        std::fs::read(path).map_err(|e| format!("cannot read {}: {e}", path.display()))
    };
    let mut files = BTreeMap::from([(main.to_owned(), read(&args.file)?)]);
    for path in &args.put {
        let name = path.file_name().map(|name| name.to_string_lossy());
        let Some(name) = name else {
            return Err(format!("{} has no name on the board", path.display()));
        };
        if !path.is_dir() {
            files.insert(name.into_owned(), read(path)?);
            continue;
        }
        match FileSource::Folder(path.clone()).collect(board) {
            Ok(inside) => {
                files.insert(format!("{name}/"), Vec::new());
                files.extend(
                    inside
                        .into_iter()
                        .map(|(p, bytes)| (format!("{name}/{p}"), bytes)),
                );
            }
            Err(e) => return Ok(Err(e)),
        }
    }
    Ok(Ok(files))
}

/// Says why a program cannot start. A file that does not compile looks as it does on a board.
fn refuse(e: &SessionError) -> ExitCode {
    match e.traceback() {
        Some(traceback) => eprint!("{traceback}"),
        None => eprintln!("pinwheel: {e}"),
    }
    if let SessionError::FlashFull { .. } = e {
        eprintln!(
            "pinwheel: --put PATH names what goes on the board, rather than the whole folder"
        );
    }
    ExitCode::from(CANNOT_START)
}

/// Hands the program the next line of this process's standard input; says whether there was one.
fn feed(session: &mut Session) -> Result<bool, String> {
    let mut line = Vec::new();
    let n = io::stdin()
        .lock()
        .read_until(b'\n', &mut line)
        .map_err(|e| format!("cannot read standard input: {e}"))?;
    if n == 0 {
        session.close_input();
    } else {
        session.write_input(&line);
    }
    Ok(n > 0)
}
