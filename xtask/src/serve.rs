//! `cargo xtask serve`: the page at a printed address, built again whenever a source changes.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, ExitCode};
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
    trunk.args(["--port", &port.to_string(), "--no-autoreload"]);
    let mut server = trunk
        .spawn()
        .map_err(|error| format!("cannot start trunk: {error}"))?;
    wait_for(port, &mut server)?;
    println!("Pinwheel is at http://127.0.0.1:{port}/");
    let status = server
        .wait()
        .map_err(|error| format!("lost trunk: {error}"))?;
    match status.success() {
        true => Ok(ExitCode::SUCCESS),
        false => Err(format!("the server ended ({status})")),
    }
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
fn free_port() -> Result<u16> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    (FIRST_PORT..FIRST_PORT + TRIES)
        .chain([0])
        .find_map(|port| bind(port).ok()?.local_addr().ok())
        .map(|address| address.port())
        .ok_or_else(|| "no port of 127.0.0.1 is free".to_owned())
}

/// Waits until the server answers, which it does once it has built the page again.
fn wait_for(port: u16, server: &mut Child) -> Result<()> {
    loop {
        if let Ok(Some(status)) = server.try_wait() {
            return Err(format!("the server ended before it was ready ({status})"));
        }
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
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
