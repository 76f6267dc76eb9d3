//! `cargo xtask serve`: the page at a printed address, built again whenever a source changes.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Command, ExitCode};
use std::time::Duration;

use crate::page;
use crate::setup;
use crate::shell::{self, Result};

const FIRST_PORT: u16 = 8080;

/// How many ports are tried after the first, before the system chooses one.
const TRIES: u16 = 20;

/// `cargo xtask serve [--dev] [--port N]`.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    let options = Options::parse(arguments)?;
    let ready = setup::ensure(&page::NEEDS)?;
    if ready.failed > 0 {
        return Ok(ready.exit_code());
    }
    // Building first keeps a page that does not compile from being announced.
    shell::run(&mut page::trunk("build", options.release)?)?;

    let port = match options.port {
        Some(port) => port,
        None => free_port()?,
    };
    let mut trunk = page::trunk("serve", options.release)?;
    trunk.args(["--port", &port.to_string()]);
    if options.release {
        // What is served is then the page that people get, without Trunk's script in it.
        trunk.arg("--no-autoreload");
    }
    let own = std::env::current_exe().map_err(|error| format!("cannot find itself: {error}"))?;
    Command::new(own)
        .args(["announce", &port.to_string()])
        .spawn()
        .map_err(|error| format!("cannot start itself: {error}"))?;
    become_server(trunk)
}

/// Turns this process into the server, so that whoever stops this process stops the server.
#[cfg(unix)]
fn become_server(mut server: Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(format!("cannot start trunk: {}", server.exec()))
}

#[cfg(not(unix))]
fn become_server(mut server: Command) -> Result<ExitCode> {
    shell::run(&mut server).map(|()| ExitCode::SUCCESS)
}

/// `cargo xtask announce PORT`, which `serve` starts: prints the page's address as soon as the
/// server answers, or nothing if the server ends before.
pub fn announce(arguments: &[String]) -> Result<ExitCode> {
    let port = arguments.first().and_then(|text| text.parse::<u16>().ok());
    let port = port.ok_or("announce takes a port")?;
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        if is_orphan() {
            return Ok(ExitCode::FAILURE);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    println!("Pinwheel is at http://127.0.0.1:{port}/");
    Ok(ExitCode::SUCCESS)
}

/// Whether the process that started this one is gone: process 1 then takes its place.
#[cfg(unix)]
fn is_orphan() -> bool {
    std::os::unix::process::parent_id() == 1
}

#[cfg(not(unix))]
fn is_orphan() -> bool {
    false
}

struct Options {
    release: bool,
    port: Option<u16>,
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self {
            release: true,
            port: None,
        };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--dev" => options.release = false,
                "--port" => {
                    let port = words.next().and_then(|text| text.parse().ok());
                    options.port = Some(port.ok_or("--port takes a number")?);
                }
                other => return Err(format!("serve does not know `{other}`")),
            }
        }
        Ok(options)
    }
}

/// The first port that nothing listens on.
pub fn free_port() -> Result<u16> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    (FIRST_PORT..FIRST_PORT + TRIES)
        .chain([0])
        .find_map(|port| bind(port).ok()?.local_addr().ok())
        .map(|address| address.port())
        .ok_or_else(|| "no port of 127.0.0.1 is free".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_passed_over() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_err());
        assert_ne!(free_port().unwrap(), port);
    }
}
