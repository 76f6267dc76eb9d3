//! `pinwheel run --network`: connections to servers on this computer, for a program that asks for them.
//!
//! Whoever finds nothing there waits for a millisecond of real time, as long as the program's clock then goes on.
//! So a time to wait is as long for the program as for the server.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use session::Net;

/// How long a connection may take to be made.
const CONNECTING: Duration = Duration::from_secs(5);
/// How long is waited for bytes before the program goes on.
const WAITING: Duration = Duration::from_millis(1);

const EIO: i32 = 5;
const EBADF: i32 = 9;
const EAGAIN: i32 = 11;
const EPIPE: i32 = 32;
const ENETUNREACH: i32 = 101;
const ECONNRESET: i32 = 104;
const ETIMEDOUT: i32 = 110;
const ECONNREFUSED: i32 = 111;

/// Events as `select` counts them.
const READABLE: i64 = 1;
const WRITABLE: i64 = 4;

/// The connections, by their numbers.
#[derive(Default)]
pub struct Loopback {
    streams: Vec<Option<TcpStream>>,
}

/// An error by the number that the program's platform has for it.
fn errno(error: &io::Error) -> i32 {
    match error.kind() {
        ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted => EAGAIN,
        ErrorKind::ConnectionRefused => ECONNREFUSED,
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => ECONNRESET,
        ErrorKind::BrokenPipe => EPIPE,
        _ => EIO,
    }
}

impl Loopback {
    fn stream(&mut self, id: u32) -> Result<&mut TcpStream, i32> {
        let stream = self.streams.get_mut(id as usize);
        stream.and_then(Option::as_mut).ok_or(EBADF)
    }
}

impl Net for Loopback {
    fn net_connect(&mut self, to: SocketAddr) -> Result<u32, i32> {
        if !to.ip().is_loopback() {
            return Err(ENETUNREACH);
        }
        let stream = TcpStream::connect_timeout(&to, CONNECTING).map_err(|e| match e.kind() {
            ErrorKind::TimedOut => ETIMEDOUT,
            _ => errno(&e),
        })?;
        let set = stream.set_read_timeout(Some(WAITING));
        set.and_then(|()| stream.set_write_timeout(Some(WAITING)))
            .map_err(|e| errno(&e))?;
        self.streams.push(Some(stream));
        Ok(self.streams.len() as u32 - 1)
    }

    fn net_receive(&mut self, id: u32, len: usize, peeks: bool) -> Result<Vec<u8>, i32> {
        let stream = self.stream(id)?;
        let mut bytes = vec![0; len];
        let n = match peeks {
            true => stream.peek(&mut bytes),
            false => stream.read(&mut bytes),
        };
        bytes.truncate(n.map_err(|e| errno(&e))?);
        Ok(bytes)
    }

    fn net_send(&mut self, id: u32, bytes: &[u8]) -> Result<usize, i32> {
        self.stream(id)?.write(bytes).map_err(|e| errno(&e))
    }

    fn net_ready(&mut self, id: u32) -> i64 {
        let Ok(stream) = self.stream(id) else {
            return 0;
        };
        match stream.peek(&mut [0]) {
            Err(e) if errno(&e) == EAGAIN => WRITABLE,
            // The end and an error can be read, too.
            _ => READABLE | WRITABLE,
        }
    }

    fn net_close(&mut self, id: u32) {
        if let Some(stream) = self.streams.get_mut(id as usize) {
            *stream = None;
        }
    }
}
