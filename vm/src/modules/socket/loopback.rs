//! The network inside the machine: sockets that reach each other over the loopback, as plain data without a
//! clock. What would have to wait is refused with `EAGAIN`, and tried again by whoever waits.

use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use super::datagram::Datagrams;
use crate::hal::{
    EADDRINUSE, EADDRNOTAVAIL, EAFNOSUPPORT, EAGAIN, EALREADY, EBADF, ECONNREFUSED, ECONNRESET,
    EINPROGRESS, EINVAL, EISCONN, ENETUNREACH, ENOTCONN, EOPNOTSUPP, EPIPE,
};
use crate::heap::Heap;
use crate::value::Ref;

/// Events as `poll` tells them.
pub mod event {
    /// It can be read.
    pub const IN: i64 = 1;
    /// It can be written to.
    pub const OUT: i64 = 4;
    /// An error waits to be told.
    pub const ERR: i64 = 8;
    /// It is not connected, or not any more.
    pub const HUP: i64 = 16;
}

/// The number of the first socket: those before it are the console's.
const FIRST: usize = 3;
/// Bytes that a connection holds for whoever is to read them.
const ROOM: usize = 64 << 10;
/// Where the ports begin that are given to sockets which ask for none.
const FIRST_PORT: u16 = 32768;
const PORTS: u16 = 28232;

/// What is made of bytes that have come, and how many of them it takes.
pub type See<'f> = &'f mut dyn FnMut(&[u8]) -> (Vec<u8>, usize);

/// The number of a socket.
pub type Fd = usize;
/// The place of one end of a connection.
type EndId = usize;

/// What a socket carries.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// A stream of bytes: TCP.
    Stream,
    /// Packets: UDP.
    Datagram,
}

/// A socket.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Socket {
    /// Whether its addresses are those of IPv6.
    pub is_v6: bool,
    /// What it carries.
    pub kind: Kind,
    /// The object whose collection closes it, where there is one.
    pub owner: Option<Ref>,
    /// Whether its operations wait.
    pub blocking: bool,
    /// For how many nanoseconds they wait at most; 0 is without end.
    pub timeout: u64,
    /// Whether it may have an address that others have (`SO_REUSEADDR`).
    pub reuses: bool,
    pub(super) local: Option<SocketAddr>,
    state: State,
}

/// Where a socket stands.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum State {
    /// A stream that is not connected.
    Fresh,
    /// Connections that nobody has accepted yet, and how many there may be.
    Listening {
        room: usize,
        waiting: VecDeque<EndId>,
    },
    /// The one who listens has no room.
    Connecting(SocketAddr),
    /// Connected, and whether `connect` has said so.
    Connected { end: EndId, told: bool },
    /// Connected to what the host knows by this number, and whether `connect` has said so.
    Outside { id: u32, told: bool },
    /// Nobody listens there, and whether it has been said.
    Refused { told: bool },
    /// Packets.
    Datagrams(Datagrams),
}

/// One end of a connection.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct End {
    /// The other one, until it is closed.
    peer: Option<EndId>,
    local: SocketAddr,
    remote: SocketAddr,
    /// What has come.
    inbox: VecDeque<u8>,
    /// What the next operation fails with.
    error: Option<i32>,
    /// Whether nothing can be sent any more.
    is_broken: bool,
}

/// All sockets.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Network {
    sockets: Vec<Option<Socket>>,
    ends: Vec<Option<End>>,
    /// How many ports were given to sockets that asked for none.
    given: u16,
    /// Connections of the host that are not needed any more.
    closed: Vec<u32>,
}

/// The address of all of a family's addresses, or one that reaches this machine.
fn is_here(address: IpAddr) -> bool {
    address.is_loopback() || address.is_unspecified()
}

/// Where a packet for this address goes: to "any", it goes to the machine itself.
fn target(address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => {
            SocketAddr::new(Ipv4Addr::LOCALHOST.into(), address.port())
        }
        IpAddr::V6(ip) if ip.is_unspecified() => {
            SocketAddr::new(Ipv6Addr::LOCALHOST.into(), address.port())
        }
        _ => address,
    }
}

/// Whether what goes to `to` comes to a socket at `local`.
fn reaches(local: SocketAddr, to: SocketAddr) -> bool {
    local.port() == to.port()
        && local.is_ipv6() == to.is_ipv6()
        && (local.ip() == to.ip() || local.ip().is_unspecified())
}

fn overlap(a: SocketAddr, b: SocketAddr) -> bool {
    reaches(a, b) || reaches(b, a)
}

/// Puts something into the first free place of a table.
fn insert<V>(table: &mut Vec<Option<V>>, v: V) -> usize {
    match table.iter().position(Option::is_none) {
        Some(free) => {
            table[free] = Some(v);
            free
        }
        None => {
            table.push(Some(v));
            table.len() - 1
        }
    }
}

impl Network {
    /// A new socket.
    pub fn open(&mut self, is_v6: bool, kind: Kind) -> Fd {
        let state = match kind {
            Kind::Stream => State::Fresh,
            Kind::Datagram => State::Datagrams(Datagrams::default()),
        };
        self.add(is_v6, kind, None, state)
    }

    fn add(&mut self, is_v6: bool, kind: Kind, local: Option<SocketAddr>, state: State) -> Fd {
        let socket = Socket {
            is_v6,
            kind,
            owner: None,
            blocking: true,
            timeout: 0,
            reuses: false,
            local,
            state,
        };
        FIRST + insert(&mut self.sockets, socket)
    }

    /// A socket, if it is open.
    pub fn get(&self, fd: Fd) -> Result<&Socket, i32> {
        let place = fd.checked_sub(FIRST).ok_or(EBADF)?;
        self.sockets
            .get(place)
            .and_then(Option::as_ref)
            .ok_or(EBADF)
    }

    /// The same, to change.
    pub fn get_mut(&mut self, fd: Fd) -> Result<&mut Socket, i32> {
        let place = fd.checked_sub(FIRST).ok_or(EBADF)?;
        self.sockets
            .get_mut(place)
            .and_then(Option::as_mut)
            .ok_or(EBADF)
    }

    /// Closes the sockets whose objects were collected.
    pub fn swept(&mut self, heap: &Heap) {
        for fd in FIRST..FIRST + self.sockets.len() {
            let owner = self.get(fd).ok().and_then(|socket| socket.owner);
            if owner.is_some_and(|owner| !heap.holds(owner)) {
                self.close(fd);
            }
        }
    }

    fn end(&mut self, id: EndId) -> Option<&mut End> {
        self.ends.get_mut(id).and_then(Option::as_mut)
    }

    /// Closes a socket; one that is closed already stays so.
    pub fn close(&mut self, fd: Fd) {
        let place = fd.wrapping_sub(FIRST);
        let Some(socket) = self.sockets.get_mut(place).and_then(Option::take) else {
            return;
        };
        match socket.state {
            State::Listening { waiting, .. } => {
                for end in waiting {
                    self.drop_end(end, true);
                }
                let to = socket.local;
                let local = |s: &Socket| matches!(s.state, State::Connecting(a) if to.is_some_and(|l| reaches(l, a)));
                for other in self.sockets.iter_mut().flatten() {
                    if local(other) {
                        other.state = State::Refused { told: false };
                    }
                }
            }
            State::Connected { end, .. } => self.drop_end(end, false),
            State::Outside { id, .. } => self.closed.push(id),
            _ => {}
        }
    }

    /// One end goes. The other one is told so by force if it had sent what nobody has read.
    fn drop_end(&mut self, id: EndId, by_force: bool) {
        let Some(end) = self.ends.get_mut(id).and_then(Option::take) else {
            return;
        };
        if let Some(peer) = end.peer.and_then(|peer| self.end(peer)) {
            peer.peer = None;
            if by_force || !end.inbox.is_empty() {
                peer.error = Some(ECONNRESET);
                peer.is_broken = true;
            }
        }
    }

    // ---- addresses ----

    /// Gives a socket an address; port 0 asks for any that is free.
    pub fn bind(&mut self, fd: Fd, address: SocketAddr) -> Result<(), i32> {
        let socket = self.get(fd)?;
        let is_bound = socket.local.is_some();
        let is_fresh = matches!(socket.state, State::Fresh | State::Datagrams(_));
        if is_bound || !is_fresh {
            return Err(EINVAL);
        }
        self.check_family(fd, address)?;
        if !is_here(address.ip()) {
            return Err(EADDRNOTAVAIL);
        }
        let address = match address.port() {
            0 => self.any_port(fd, address.ip())?,
            _ if self.is_taken(fd, address)? => return Err(EADDRINUSE),
            _ => address,
        };
        self.get_mut(fd)?.local = Some(address);
        Ok(())
    }

    /// Refuses an address of the other family.
    pub(super) fn check_family(&self, fd: Fd, address: SocketAddr) -> Result<(), i32> {
        match (self.get(fd)?.is_v6, address.is_ipv6()) {
            (false, true) => Err(EAFNOSUPPORT),
            (true, false) => Err(EINVAL),
            _ => Ok(()),
        }
    }

    /// Whether another socket has this address and does not share it.
    fn is_taken(&self, fd: Fd, address: SocketAddr) -> Result<bool, i32> {
        let own = self.get(fd)?;
        let others = self.sockets.iter().flatten();
        let by_socket = others.filter(|s| s.kind == own.kind).any(|s| {
            let shares = s.reuses && own.reuses && !matches!(s.state, State::Listening { .. });
            let is_end = matches!(s.state, State::Connected { .. });
            !shares && !is_end && s.local.is_some_and(|local| overlap(local, address))
        });
        let by_end = own.kind == Kind::Stream
            && !own.reuses
            && self
                .ends
                .iter()
                .flatten()
                .any(|end| overlap(end.local, address));
        Ok(by_socket || by_end)
    }

    /// The next free port that nobody asked for.
    fn any_port(&mut self, fd: Fd, ip: IpAddr) -> Result<SocketAddr, i32> {
        for _ in 0..PORTS {
            let address = SocketAddr::new(ip, FIRST_PORT + self.given);
            self.given = (self.given + 1) % PORTS;
            if !self.is_taken(fd, address)? {
                return Ok(address);
            }
        }
        Err(EADDRINUSE)
    }

    /// The address that a socket sends from, which it gets now if it has none.
    pub(super) fn local_for(&mut self, fd: Fd, to: SocketAddr) -> Result<SocketAddr, i32> {
        let local = match self.get(fd)?.local {
            Some(local) => local,
            None => {
                let local = self.any_port(fd, to.ip())?;
                self.get_mut(fd)?.local = Some(local);
                local
            }
        };
        Ok(match local.ip().is_unspecified() {
            true => SocketAddr::new(to.ip(), local.port()),
            false => local,
        })
    }

    // ---- connections ----

    /// Lets others connect.
    pub fn listen(&mut self, fd: Fd, backlog: usize) -> Result<(), i32> {
        let socket = self.get(fd)?;
        let any: IpAddr = match socket.is_v6 {
            true => Ipv6Addr::UNSPECIFIED.into(),
            false => Ipv4Addr::UNSPECIFIED.into(),
        };
        let room = backlog.saturating_add(1);
        match (&socket.state, socket.local) {
            (State::Datagrams(_), _) => return Err(EOPNOTSUPP),
            (State::Fresh, None) => {
                let address = self.any_port(fd, any)?;
                self.get_mut(fd)?.local = Some(address);
            }
            (State::Fresh, Some(_)) | (State::Listening { .. }, _) => {}
            _ => return Err(EINVAL),
        }
        let state = &mut self.get_mut(fd)?.state;
        match state {
            State::Listening { room: now, .. } => *now = room,
            _ => {
                let waiting = VecDeque::new();
                *state = State::Listening { room, waiting };
            }
        }
        Ok(())
    }

    /// Who listens where a connection goes to.
    fn listener(&self, to: SocketAddr) -> Option<Fd> {
        let listens = |s: &Socket| {
            matches!(s.state, State::Listening { .. }) && s.local.is_some_and(|l| reaches(l, to))
        };
        let mut sockets = self.sockets.iter();
        let place = sockets.position(|s| s.as_ref().is_some_and(listens))?;
        Some(FIRST + place)
    }

    /// Connects. `EINPROGRESS` where there is no answer yet, and always the first time if the socket does not wait.
    pub fn connect(&mut self, fd: Fd, address: SocketAddr) -> Result<(), i32> {
        self.check_family(fd, address)?;
        let to = target(address);
        let socket = self.get_mut(fd)?;
        let blocking = socket.blocking;
        match &mut socket.state {
            State::Datagrams(_) => return self.connect_packets(fd, to),
            State::Listening { .. } | State::Connected { told: true, .. } => return Err(EISCONN),
            State::Outside { told: true, .. } => return Err(EISCONN),
            State::Connected { told, .. } | State::Outside { told, .. } => {
                *told = true;
                return Ok(());
            }
            State::Connecting(_) if blocking => return Err(EINPROGRESS),
            State::Connecting(_) => return Err(EALREADY),
            State::Refused { told: told @ false } => {
                *told = true;
                return Err(ECONNREFUSED);
            }
            State::Fresh | State::Refused { .. } => {}
        }
        if !is_here(to.ip()) {
            return Err(ENETUNREACH);
        }
        let outcome = self.reach(fd, to)?;
        let state = &mut self.get_mut(fd)?.state;
        match (outcome, blocking) {
            (Reached::Nobody, true) => {
                *state = State::Fresh;
                Err(ECONNREFUSED)
            }
            (Reached::Nobody, false) => {
                *state = State::Refused { told: false };
                Err(EINPROGRESS)
            }
            (Reached::Full, _) => {
                *state = State::Connecting(to);
                Err(EINPROGRESS)
            }
            (Reached::Done(end), told) => {
                *state = State::Connected { end, told };
                if told { Ok(()) } else { Err(EINPROGRESS) }
            }
        }
    }

    /// How the connection stands that [`Network::connect`] began: `EINPROGRESS` as long as there is no answer.
    pub fn connected(&mut self, fd: Fd) -> Result<(), i32> {
        match &mut self.get_mut(fd)?.state {
            State::Connecting(_) => Err(EINPROGRESS),
            State::Connected { told, .. } => {
                *told = true;
                Ok(())
            }
            State::Refused { told } => {
                *told = true;
                Err(ECONNREFUSED)
            }
            _ => Err(EINVAL),
        }
    }

    /// Gives up a connection that is being made.
    pub fn give_up(&mut self, fd: Fd) {
        if let Ok(socket) = self.get_mut(fd)
            && matches!(socket.state, State::Connecting(_))
        {
            socket.state = State::Fresh;
        }
    }

    /// Makes a connection, if somebody listens who has room for it.
    fn reach(&mut self, fd: Fd, to: SocketAddr) -> Result<Reached, i32> {
        let Some(listener) = self.listener(to) else {
            return Ok(Reached::Nobody);
        };
        if let State::Listening { room, waiting } = &self.get(listener)?.state
            && waiting.len() >= *room
        {
            return Ok(Reached::Full);
        }
        let from = self.local_for(fd, to)?;
        self.get_mut(fd)?.local = Some(from);
        let end = |local, remote| End {
            peer: None,
            local,
            remote,
            inbox: VecDeque::new(),
            error: None,
            is_broken: false,
        };
        let near = insert(&mut self.ends, end(from, to));
        let far = insert(&mut self.ends, end(to, from));
        for (id, peer) in [(near, far), (far, near)] {
            if let Some(end) = self.end(id) {
                end.peer = Some(peer);
            }
        }
        if let State::Listening { waiting, .. } = &mut self.get_mut(listener)?.state {
            waiting.push_back(far);
        }
        Ok(Reached::Done(near))
    }

    /// Takes the connection that came first: its socket, and who is at the other end.
    pub fn accept(&mut self, fd: Fd) -> Result<(Fd, SocketAddr), i32> {
        let socket = self.get_mut(fd)?;
        let (is_v6, listens_at) = (socket.is_v6, socket.local);
        let id = match &mut socket.state {
            State::Listening { waiting, .. } => waiting.pop_front().ok_or(EAGAIN)?,
            State::Datagrams(_) => return Err(EOPNOTSUPP),
            _ => return Err(EINVAL),
        };
        let end = self.end(id).ok_or(EBADF)?;
        let (local, remote) = (end.local, end.remote);
        let state = State::Connected {
            end: id,
            told: true,
        };
        let accepted = self.add(is_v6, Kind::Stream, Some(local), state);
        // There is room for one more.
        let waits = |s: &Socket| match s.state {
            State::Connecting(to) if listens_at.is_some_and(|l| reaches(l, to)) => Some(to),
            _ => None,
        };
        let mut next = self.sockets.iter().enumerate();
        let next = next.find_map(|(n, s)| Some((FIRST + n, waits(s.as_ref()?)?)));
        if let Some((fd, to)) = next
            && let Reached::Done(end) = self.reach(fd, to)?
        {
            self.get_mut(fd)?.state = State::Connected { end, told: false };
        }
        Ok((accepted, remote))
    }

    // ---- bytes ----

    /// What `see` makes of the bytes that have come, and how many it takes. `EAGAIN` where there are none yet.
    pub fn receive(&mut self, fd: Fd, see: See<'_>) -> Result<Vec<u8>, i32> {
        let id = match &mut self.get_mut(fd)?.state {
            State::Connected { end, .. } => *end,
            State::Datagrams(_) => return Err(EOPNOTSUPP),
            State::Refused { told: told @ false } => {
                *told = true;
                return Err(ECONNREFUSED);
            }
            State::Refused { .. } => return Ok(Vec::new()),
            State::Connecting(_) => return Err(EAGAIN),
            State::Fresh | State::Listening { .. } | State::Outside { .. } => return Err(ENOTCONN),
        };
        let end = self.end(id).ok_or(EBADF)?;
        if end.inbox.is_empty() {
            return match end.error {
                Some(ECONNRESET) => {
                    end.error = None;
                    Err(ECONNRESET)
                }
                _ if end.peer.is_none() => Ok(Vec::new()),
                _ => Err(EAGAIN),
            };
        }
        let (bytes, taken) = see(end.inbox.make_contiguous());
        end.inbox.drain(..taken.min(end.inbox.len()));
        Ok(bytes)
    }

    /// Sends as many bytes as there is room for. `EAGAIN` where there is none.
    pub fn send(&mut self, fd: Fd, bytes: &[u8]) -> Result<usize, i32> {
        let id = match &mut self.get_mut(fd)?.state {
            State::Connected { end, .. } => *end,
            State::Datagrams(_) => return self.send_packet(fd, bytes, None),
            State::Refused { told: told @ false } => {
                *told = true;
                return Err(ECONNREFUSED);
            }
            State::Connecting(_) => return Err(EAGAIN),
            _ => return Err(EPIPE),
        };
        let end = self.end(id).ok_or(EBADF)?;
        if let Some(error) = end.error.take() {
            return Err(error);
        } else if end.is_broken {
            return Err(EPIPE);
        }
        let Some(peer) = end.peer else {
            // It goes out, and what comes back is that nobody is there.
            if !bytes.is_empty() {
                end.is_broken = true;
                end.error = Some(EPIPE);
            }
            return Ok(bytes.len());
        };
        let peer = self.end(peer).ok_or(EBADF)?;
        let n = bytes.len().min(ROOM - peer.inbox.len().min(ROOM));
        if n == 0 && !bytes.is_empty() {
            return Err(EAGAIN);
        }
        peer.inbox.extend(&bytes[..n]);
        Ok(n)
    }

    /// What a socket is ready for, and what has happened to it.
    pub fn events(&self, fd: Fd) -> Result<i64, i32> {
        use event::{ERR, HUP, IN, OUT};
        let on = |condition: bool, events: i64| if condition { events } else { 0 };
        Ok(match &self.get(fd)?.state {
            State::Fresh => OUT | HUP,
            State::Listening { waiting, .. } => on(!waiting.is_empty(), IN),
            State::Connecting(_) | State::Outside { .. } => 0,
            State::Refused { told } => IN | OUT | HUP | on(!told, ERR),
            State::Datagrams(packets) => packets.events(),
            State::Connected { end, .. } => {
                let Some(end) = self.ends.get(*end).and_then(Option::as_ref) else {
                    return Err(EBADF);
                };
                let peer = end.peer.and_then(|peer| self.ends.get(peer)?.as_ref());
                let has_room = peer.is_none_or(|peer| peer.inbox.len() < ROOM);
                on(!end.inbox.is_empty() || end.peer.is_none(), IN)
                    | on(has_room, OUT)
                    | on(end.error.is_some(), ERR)
                    | on(end.is_broken, HUP)
            }
        })
    }

    // ---- beyond the machine ----

    /// Whether a connection may be made by the host: where nobody here listens.
    pub fn may_leave(&self, fd: Fd, to: SocketAddr) -> bool {
        let is_free = |s: &Socket| matches!(s.state, State::Fresh | State::Refused { told: true });
        let fits = self.check_family(fd, to).is_ok() && self.get(fd).is_ok_and(is_free);
        fits && is_here(to.ip()) && self.listener(target(to)).is_none()
    }

    /// The socket is connected to what the host knows by this number.
    pub fn leave(&mut self, fd: Fd, id: u32) -> Result<(), i32> {
        let socket = self.get_mut(fd)?;
        let told = socket.blocking;
        socket.state = State::Outside { id, told };
        if told { Ok(()) } else { Err(EINPROGRESS) }
    }

    /// The number by which the host knows what a socket is connected to.
    pub fn outside(&self, fd: Fd) -> Option<u32> {
        match self.get(fd).ok()?.state {
            State::Outside { id, .. } => Some(id),
            _ => None,
        }
    }

    /// The connections of the host that are not needed any more.
    pub fn take_closed(&mut self) -> Vec<u32> {
        core::mem::take(&mut self.closed)
    }

    // ---- packets ----

    pub(super) fn packets(&mut self, fd: Fd) -> Result<&mut Datagrams, i32> {
        match &mut self.get_mut(fd)?.state {
            State::Datagrams(packets) => Ok(packets),
            _ => Err(EOPNOTSUPP),
        }
    }

    /// Whose packets these are.
    pub(super) fn receiver(&self, to: SocketAddr, from: SocketAddr) -> Option<Fd> {
        let takes = |s: &Socket| match (&s.state, s.local) {
            (State::Datagrams(packets), Some(local)) => {
                reaches(local, to) && packets.peer.is_none_or(|peer| peer == from)
            }
            _ => false,
        };
        // Of several that share an address, the last one has them.
        let mut sockets = self.sockets.iter();
        let place = sockets.rposition(|s| s.as_ref().is_some_and(takes))?;
        Some(FIRST + place)
    }

    /// Sends a packet to an address, or to whom the socket is connected.
    pub fn send_to(&mut self, fd: Fd, bytes: &[u8], to: SocketAddr) -> Result<usize, i32> {
        match self.get(fd)?.kind {
            // A stream has its other end already.
            Kind::Stream => self.send(fd, bytes),
            Kind::Datagram => {
                self.check_family(fd, to)?;
                let to = target(to);
                if !is_here(to.ip()) {
                    return Err(ENETUNREACH);
                }
                self.send_packet(fd, bytes, Some(to))
            }
        }
    }

    /// Whether packets to this address stay on the machine.
    pub(super) fn is_within(to: SocketAddr) -> bool {
        is_here(to.ip())
    }
}

/// What became of a connection.
enum Reached {
    Nobody,
    Full,
    Done(EndId),
}

#[cfg(test)]
mod tests {
    use super::*;

    const PORT: u16 = 80;

    fn listening(backlog: usize) -> (Network, Fd, SocketAddr) {
        let mut network = Network::default();
        let at = SocketAddr::from((Ipv4Addr::LOCALHOST, PORT));
        let listener = network.open(false, Kind::Stream);
        network.bind(listener, at).expect("the port is free");
        network.listen(listener, backlog).expect("it is bound");
        (network, listener, at)
    }

    #[test]
    fn who_finds_no_room_waits_until_somebody_is_accepted() {
        let (mut network, listener, at) = listening(0);
        let [first, second] = [0; 2].map(|_| network.open(false, Kind::Stream));
        assert_eq!(network.connect(first, at), Ok(()));
        assert_eq!(network.connect(second, at), Err(EINPROGRESS));
        assert_eq!(network.connected(second), Err(EINPROGRESS));
        assert!(network.accept(listener).is_ok());
        assert_eq!(network.connected(second), Ok(()));
        assert!(network.accept(listener).is_ok());
        assert_eq!(network.accept(listener), Err(EAGAIN));
    }

    #[test]
    fn closing_tells_the_other_end_and_those_who_wait() {
        let (mut network, listener, at) = listening(0);
        let [first, second] = [0; 2].map(|_| network.open(false, Kind::Stream));
        assert_eq!(network.connect(first, at), Ok(()));
        assert_eq!(network.connect(second, at), Err(EINPROGRESS));
        network.close(listener);
        assert_eq!(network.connected(second), Err(ECONNREFUSED));
        let all = &mut |bytes: &[u8]| (bytes.to_vec(), bytes.len());
        assert_eq!(network.receive(first, all), Err(ECONNRESET));
        assert_eq!(network.receive(first, all), Ok(Vec::new()));
    }

    #[test]
    fn a_connection_holds_so_much() {
        let (mut network, listener, at) = listening(0);
        let near = network.open(false, Kind::Stream);
        assert_eq!(network.connect(near, at), Ok(()));
        let (far, _) = network.accept(listener).expect("a connection");
        assert_eq!(network.send(near, &[7; ROOM + 1]), Ok(ROOM));
        assert_eq!(network.send(near, b"x"), Err(EAGAIN));
        assert_eq!(network.events(near), Ok(0));
        let some = &mut |bytes: &[u8]| (bytes[..5].to_vec(), 5);
        assert_eq!(network.receive(far, some), Ok(Vec::from([7; 5])));
        assert_eq!(network.send(near, b"123456"), Ok(5));
    }
}
