//! `socket`: TCP and UDP over the loopback of the machine, which has no other network.

pub mod address;
mod datagram;
pub mod loopback;
mod names;
mod object;
mod transfer;

pub use object::SOCKET;
pub(crate) use object::close_socket;
pub(crate) use transfer::{again, end, ready, receive_now, wait};

use super::{Member, ModuleSpec};
use crate::heap::Heap;
use crate::native::{F, native};
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

use address::{AF_INET, AF_INET6, AF_UNIX};
use loopback::Network;

/// `SOCK_STREAM`, by the numbers of Linux, as all here.
pub const SOCK_STREAM: i64 = 1;
/// `SOCK_DGRAM`
pub const SOCK_DGRAM: i64 = 2;
/// `SOCK_RAW`
pub const SOCK_RAW: i64 = 3;

/// `MSG_PEEK`
pub const MSG_PEEK: i64 = 2;
/// `MSG_DONTWAIT`
pub const MSG_DONTWAIT: i64 = 0x40;

/// `SOL_SOCKET` and its options.
pub const SOL_SOCKET: i64 = 1;
/// `SO_REUSEADDR`
pub const SO_REUSEADDR: i64 = 2;

/// What the module is made of in a process.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "socket",
    natives: &[
        native("getaddrinfo", F::V(2, 6, names::getaddrinfo)),
        native("inet_pton", F::F2(address::pton)),
        native("inet_ntop", F::F2(address::ntop)),
        native("sockaddr", F::F1(address::sockaddr)),
    ],
    members: &[
        ("socket", Member::Type(T::Socket)),
        ("AF_UNIX", Member::Int(AF_UNIX)),
        ("AF_INET", Member::Int(AF_INET)),
        ("AF_INET6", Member::Int(AF_INET6)),
        ("SOCK_STREAM", Member::Int(SOCK_STREAM)),
        ("SOCK_DGRAM", Member::Int(SOCK_DGRAM)),
        ("SOCK_RAW", Member::Int(SOCK_RAW)),
        ("MSG_DONTROUTE", Member::Int(4)),
        ("MSG_DONTWAIT", Member::Int(MSG_DONTWAIT)),
        ("MSG_PEEK", Member::Int(MSG_PEEK)),
        ("SOL_SOCKET", Member::Int(SOL_SOCKET)),
        ("SO_BROADCAST", Member::Int(6)),
        ("SO_ERROR", Member::Int(4)),
        ("SO_KEEPALIVE", Member::Int(9)),
        ("SO_LINGER", Member::Int(13)),
        ("SO_REUSEADDR", Member::Int(SO_REUSEADDR)),
        ("IP_ADD_MEMBERSHIP", Member::Int(35)),
        ("IP_DROP_MEMBERSHIP", Member::Int(36)),
    ],
    present: |profile| profile.has_network,
};

/// What the module keeps between calls.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct State {
    /// The sockets.
    pub network: Network,
}

impl State {
    /// Closes the sockets whose objects were collected.
    pub fn swept(&mut self, heap: &Heap) {
        self.network.swept(heap);
    }
}

/// Whether a socket is connected to something beyond the machine.
pub fn is_outside(vm: &Vm, v: Value) -> bool {
    let fd = vm.device(vm.native_part(v)).map_or(-1, |d| d.data[0]);
    let fd = usize::try_from(fd).unwrap_or(usize::MAX);
    vm.module_state.socket.network.outside(fd).is_some()
}
