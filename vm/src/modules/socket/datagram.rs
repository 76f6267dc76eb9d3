//! Packets: what UDP sockets send each other over the loopback.

use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::net::SocketAddr;

use super::loopback::{Fd, Network, event};
use crate::hal::{EAGAIN, ECONNREFUSED, EDESTADDRREQ, EMSGSIZE, ENETUNREACH};

/// The most bytes of a packet: what IPv4 leaves of 64 kB.
const LONGEST: usize = 65507;
/// Bytes that a socket holds; packets that come when there is no room are lost.
const ROOM: usize = 208 << 10;

/// The packets of a socket.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Datagrams {
    /// Whom it is connected to.
    pub peer: Option<SocketAddr>,
    /// What has come, and from where.
    inbox: VecDeque<(SocketAddr, Vec<u8>)>,
    /// Whether a packet came back, since nobody was there.
    is_refused: bool,
}

impl Datagrams {
    /// What the socket is ready for.
    pub fn events(&self) -> i64 {
        let mut events = event::OUT;
        if !self.inbox.is_empty() {
            events |= event::IN;
        }
        if self.is_refused {
            events |= event::ERR;
        }
        events
    }

    fn takes(&self, len: usize) -> bool {
        let held: usize = self.inbox.iter().map(|(_, bytes)| bytes.len()).sum();
        held + len <= ROOM
    }

    fn check(&mut self) -> Result<(), i32> {
        match core::mem::take(&mut self.is_refused) {
            true => Err(ECONNREFUSED),
            false => Ok(()),
        }
    }
}

impl Network {
    /// Sets whom packets go to and come from.
    pub(super) fn connect_packets(&mut self, fd: Fd, to: SocketAddr) -> Result<(), i32> {
        if !Network::is_within(to) {
            return Err(ENETUNREACH);
        }
        let local = self.local_for(fd, to)?;
        self.get_mut(fd)?.local = Some(local);
        self.packets(fd)?.peer = Some(to);
        Ok(())
    }

    pub(super) fn send_packet(
        &mut self,
        fd: Fd,
        bytes: &[u8],
        to: Option<SocketAddr>,
    ) -> Result<usize, i32> {
        let packets = self.packets(fd)?;
        let Some(to) = to.or(packets.peer) else {
            return Err(EDESTADDRREQ);
        };
        if bytes.len() > LONGEST {
            return Err(EMSGSIZE);
        }
        packets.check()?;
        // What comes back of a packet to somebody else is for no socket.
        let is_told = packets.peer == Some(to);
        let from = self.local_for(fd, to)?;
        match self.receiver(to, from) {
            Some(receiver) => {
                let packets = self.packets(receiver)?;
                if packets.takes(bytes.len()) {
                    packets.inbox.push_back((from, bytes.to_vec()));
                }
            }
            None => self.packets(fd)?.is_refused = is_told,
        }
        Ok(bytes.len())
    }

    /// The next packet, cut to `len` bytes, and where it came from. It stays if it is only looked at.
    pub fn receive_packet(
        &mut self,
        fd: Fd,
        len: usize,
        peeks: bool,
    ) -> Result<(Vec<u8>, SocketAddr), i32> {
        let packets = self.packets(fd)?;
        packets.check()?;
        let (from, mut bytes) = match peeks {
            true => packets.inbox.front().cloned(),
            false => packets.inbox.pop_front(),
        }
        .ok_or(EAGAIN)?;
        bytes.truncate(len);
        Ok((bytes, from))
    }
}
