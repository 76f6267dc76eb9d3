//! `pinwheel board`: a board that runs by itself, at the pace of the wall clock, with its serial port on a device of
//! this computer or on this terminal.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant as Clock;

use clap::Args;
use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::pty::openpty;
use nix::sys::termios::{SetArg, Termios, cfmakeraw, tcgetattr, tcsetattr};
use nix::unistd::ttyname;
use session::{Board, FileSource, FlashStart, Instant, Session, SessionConfig, Stop};

use crate::run::{keep_flash, read_flash};

/// What the command takes.
#[derive(Args)]
pub struct BoardArgs {
    /// Offer the serial port as a device, and print its name; without this it is this terminal (Ctrl-X ends).
    #[arg(long)]
    pty: bool,
    /// Offer it under this name too, as a link that goes when the board does.
    #[arg(long, value_name = "PATH", requires = "pty")]
    link: Option<PathBuf>,
    /// The board.
    #[arg(long, default_value = "pico")]
    board: Board,
    /// The circuit, a diagram.json in Wokwi's format.
    #[arg(long, value_name = "FILE")]
    diagram: Option<PathBuf>,
    /// Keep what the board's flash holds in this file.
    #[arg(long, value_name = "IMAGE")]
    flash: Option<PathBuf>,
    /// Where all randomness comes from.
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// The files that are on the board, unless an image is there already.
    folder: Option<PathBuf>,
}

/// Cycles between two looks at the port.
const SLICE: u64 = 2_000_000;

/// How long the command waits for input while the program sleeps.
const NAP_MS: u8 = 1;

/// How long it waits at the prompt before it looks whether the flash is to be kept.
const REST_MS: u8 = 200;

/// The key that ends the command on a terminal.
const CTRL_X: u8 = 24;

/// Output that nobody takes is thrown away beyond this, as a board does whose port is not read.
const BACKLOG: usize = 64 << 10;

/// Runs the command.
pub fn board(args: &BoardArgs) -> ExitCode {
    match try_board(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("pinwheel: {message}");
            ExitCode::from(2)
        }
    }
}

fn try_board(args: &BoardArgs) -> Result<(), String> {
    if args.board == Board::Unix {
        return Err("a process has no serial port; --board pico is a board".into());
    }
    let mut session = start(args)?;
    if session.formatted_flash() {
        eprintln!(
            "pinwheel: there was no file system in the image, or it was damaged; the board has made a new one"
        );
    }
    let mut port = match args.pty {
        true => Port::device(args.link.as_deref())?,
        false => Port::terminal()?,
    };
    let mut kept = session.flash().cloned();
    let begin = Clock::now();
    loop {
        let wall = Instant(u64::try_from(begin.elapsed().as_nanos()).unwrap_or(u64::MAX));
        let stop = session.run(SLICE, wall);
        port.send(&session.take_output())?;
        let wait = match stop {
            Stop::OutOfFuel => 0,
            Stop::ReachedTime => NAP_MS,
            _ => {
                // It waits: for input, or for what cannot come.
                session.pass_time(wall);
                REST_MS
            }
        };
        let mut bytes = [0; 1024];
        let Some(count) = port.receive(&mut bytes, wait)? else {
            break;
        };
        if !args.pty && bytes[..count].contains(&CTRL_X) {
            break;
        }
        session.write_input(&bytes[..count]);
        if count == 0 && wait == REST_MS && args.flash.is_some() && session.flash() != kept.as_ref()
        {
            keep_flash(args.flash.as_deref(), &session)?;
            kept = session.flash().cloned();
        }
    }
    keep_flash(args.flash.as_deref(), &session)
}

fn start(args: &BoardArgs) -> Result<Session, String> {
    let diagram = match &args.diagram {
        Some(path) => Some(
            std::fs::read_to_string(path)
                .map_err(|e| format!("cannot read {}: {e}", path.display()))?,
        ),
        None => None,
    };
    let files = match &args.folder {
        Some(folder) => FileSource::Folder(folder.clone()),
        None => FileSource::Memory(BTreeMap::new()),
    };
    let flash = match &args.flash {
        Some(path) => read_flash(path)?,
        None => FlashStart::Files,
    };
    let mut config = SessionConfig::board(args.board, files);
    config.flash = flash;
    config.diagram = diagram;
    config.seed = args.seed;
    Session::new(config).map_err(|e| e.to_string())
}

/// Where the board's serial port ends.
struct Port {
    input: File,
    output: File,
    /// What could not be written yet.
    backlog: Vec<u8>,
    /// The other end of a device, which is kept open so that it lasts when nobody uses it.
    _other_end: Option<OwnedFd>,
    link: Option<PathBuf>,
    /// What the terminal was like before.
    before: Option<Termios>,
}

impl Port {
    /// A device of its own, whose name is printed.
    fn device(link: Option<&Path>) -> Result<Port, String> {
        let failed = |e: nix::Error| format!("cannot make a serial device: {e}");
        let ends = openpty(None, None).map_err(failed)?;
        let mut settings = tcgetattr(&ends.slave).map_err(failed)?;
        cfmakeraw(&mut settings);
        tcsetattr(&ends.slave, SetArg::TCSANOW, &settings).map_err(failed)?;
        let name = ttyname(&ends.slave).map_err(failed)?;
        if let Some(link) = link {
            // One that is left from before is of no use.
            match std::fs::remove_file(link) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => {
                    return Err(format!("cannot replace {}: {e}", link.display()));
                }
                _ => {}
            }
            std::os::unix::fs::symlink(&name, link)
                .map_err(|e| format!("cannot make {}: {e}", link.display()))?;
        }
        fcntl(&ends.master, FcntlArg::F_SETFL(OFlag::O_NONBLOCK)).map_err(failed)?;
        println!("{}", name.display());
        io::stdout().flush().map_err(|e| e.to_string())?;
        let input = File::from(ends.master);
        let output = input.try_clone().map_err(|e| e.to_string())?;
        Ok(Port {
            input,
            output,
            backlog: Vec::new(),
            _other_end: Some(ends.slave),
            link: link.map(Path::to_path_buf),
            before: None,
        })
    }

    /// This terminal.
    fn terminal() -> Result<Port, String> {
        let duplicate = |fd: io::Result<OwnedFd>| fd.map(File::from).map_err(|e| e.to_string());
        let input = duplicate(io::stdin().as_fd().try_clone_to_owned())?;
        let output = duplicate(io::stdout().as_fd().try_clone_to_owned())?;
        // A pipe is no terminal and needs no settings.
        let before = tcgetattr(&input).ok();
        if let Some(before) = &before {
            let mut settings = before.clone();
            cfmakeraw(&mut settings);
            tcsetattr(&input, SetArg::TCSANOW, &settings).map_err(|e| e.to_string())?;
        }
        Ok(Port {
            input,
            output,
            backlog: Vec::new(),
            _other_end: None,
            link: None,
            before,
        })
    }

    /// Writes what the port takes now, and keeps the rest.
    fn send(&mut self, bytes: &[u8]) -> Result<(), String> {
        self.backlog.extend_from_slice(bytes);
        while !self.backlog.is_empty() {
            match self.output.write(&self.backlog) {
                Ok(0) => break,
                Ok(count) => drop(self.backlog.drain(..count)),
                Err(e) if e.kind() == io::ErrorKind::WouldBlock => break,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(format!("cannot write to the port: {e}")),
            }
        }
        self.backlog.truncate(BACKLOG);
        Ok(())
    }

    /// Waits for bytes, at most so many milliseconds. `None` when no more can come.
    fn receive(&mut self, bytes: &mut [u8], wait_ms: u8) -> Result<Option<usize>, String> {
        let mut watched = [PollFd::new(self.input.as_fd(), PollFlags::POLLIN)];
        match poll(&mut watched, PollTimeout::from(wait_ms)) {
            Ok(0) | Err(nix::Error::EINTR) => return Ok(Some(0)),
            Ok(_) => {}
            Err(e) => return Err(format!("cannot wait for the port: {e}")),
        }
        match self.input.read(bytes) {
            Ok(0) => Ok(None),
            Ok(count) => Ok(Some(count)),
            Err(e)
                if matches!(
                    e.kind(),
                    io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted
                ) =>
            {
                Ok(Some(0))
            }
            Err(e) => Err(format!("cannot read from the port: {e}")),
        }
    }
}

impl Drop for Port {
    fn drop(&mut self) {
        if let Some(before) = &self.before {
            // The terminal may be gone, and then needs nothing.
            let _ = tcsetattr(&self.input, SetArg::TCSANOW, before);
        }
        if let Some(link) = &self.link {
            // Somebody may have taken it away.
            let _ = std::fs::remove_file(link);
        }
    }
}
