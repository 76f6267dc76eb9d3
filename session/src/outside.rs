//! Connections that leave the machine: a host lends them to a session when its user asks for it.

use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use vm::hal::Net;

use crate::world::World;

/// What a session was lent. It is no plain data: clones share it, and what comes from it is not the same each time. So
/// a session that has it is no snapshot of itself.
#[derive(Clone)]
pub struct Outside(Arc<Mutex<dyn Net + Send>>);

impl Outside {
    /// Lends this.
    pub fn new(net: impl Net + Send + 'static) -> Outside {
        Outside(Arc::new(Mutex::new(net)))
    }

    fn net(&self) -> MutexGuard<'_, dyn Net + Send + 'static> {
        // Connections are no less usable after a panic elsewhere.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Outside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Outside")
    }
}

impl PartialEq for Outside {
    fn eq(&self, other: &Outside) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// A session that was lent nothing.
struct Nothing;

impl Net for Nothing {}

impl World {
    fn with_net<V>(&mut self, f: impl FnOnce(&mut dyn Net) -> V) -> V {
        match &self.outside {
            Some(outside) => f(&mut *outside.net()),
            None => f(&mut Nothing),
        }
    }
}

impl Net for World {
    fn net_connect(&mut self, to: SocketAddr) -> Result<u32, i32> {
        self.with_net(|net| net.net_connect(to))
    }

    fn net_receive(&mut self, id: u32, len: usize, peeks: bool) -> Result<Vec<u8>, i32> {
        self.with_net(|net| net.net_receive(id, len, peeks))
    }

    fn net_send(&mut self, id: u32, bytes: &[u8]) -> Result<usize, i32> {
        self.with_net(|net| net.net_send(id, bytes))
    }

    fn net_ready(&mut self, id: u32) -> i64 {
        self.with_net(|net| net.net_ready(id))
    }

    fn net_close(&mut self, id: u32) {
        self.with_net(|net| net.net_close(id));
    }
}
