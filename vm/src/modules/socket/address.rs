//! Addresses as a program has them: in a process the bytes of a `sockaddr`, on a board a tuple of text and port.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6};

use crate::hal::{EAFNOSUPPORT, EINVAL};
use crate::native::Outcome;
use crate::object::Object;
use crate::value::Value;
use crate::vm::Vm;

/// `AF_UNIX`
pub const AF_UNIX: i64 = 1;
/// `AF_INET`
pub const AF_INET: i64 = 2;
/// `AF_INET6`, by the number of Linux.
pub const AF_INET6: i64 = 10;

/// Bytes of a `sockaddr_in`.
const V4_LEN: usize = 16;
/// The least bytes that are taken for a `sockaddr_in6`: all but the last number.
const V6_LEAST: usize = 24;

/// The bytes of a `sockaddr`: the family in the machine's order, all else in the network's.
pub fn to_bytes(address: SocketAddr) -> Vec<u8> {
    let mut bytes = Vec::new();
    let family = if address.is_ipv6() { AF_INET6 } else { AF_INET };
    bytes.extend((family as u16).to_le_bytes());
    bytes.extend(address.port().to_be_bytes());
    match address {
        SocketAddr::V4(v4) => {
            bytes.extend(v4.ip().octets());
            bytes.resize(V4_LEN, 0);
        }
        SocketAddr::V6(v6) => {
            bytes.extend(v6.flowinfo().to_be_bytes());
            bytes.extend(v6.ip().octets());
            bytes.extend(v6.scope_id().to_le_bytes());
        }
    }
    bytes
}

/// The address that such bytes name.
fn from_bytes(bytes: &[u8]) -> Result<SocketAddr, i32> {
    let family = bytes.first_chunk().map_or(0, |b| u16::from_le_bytes(*b));
    match i64::from(family) {
        AF_INET if bytes.len() >= V4_LEN => {
            let ip: [u8; 4] = part(bytes, 4);
            Ok(SocketAddr::new(
                ip.into(),
                u16::from_be_bytes(part(bytes, 2)),
            ))
        }
        AF_INET6 if bytes.len() >= V6_LEAST => {
            let ip: [u8; 16] = part(bytes, 8);
            let port = u16::from_be_bytes(part(bytes, 2));
            Ok(SocketAddr::new(ip.into(), port))
        }
        AF_INET | AF_INET6 => Err(EINVAL),
        _ if bytes.len() < V4_LEN => Err(EINVAL),
        _ => Err(EAFNOSUPPORT),
    }
}

/// Some bytes from a place on; those that are not there are 0.
fn part<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    core::array::from_fn(|i| bytes.get(at + i).copied().unwrap_or(0))
}

/// An address as an argument.
pub fn from_value(vm: &mut Vm, v: Value) -> Outcome<SocketAddr> {
    if !vm.profile.is_unix {
        return from_tuple(vm, v);
    }
    let Some(bytes) = vm.buffer_of(v) else {
        return Err(vm.type_error("object with buffer protocol required"));
    };
    from_bytes(bytes).map_err(|errno| vm.os_error(errno))
}

fn from_tuple(vm: &mut Vm, v: Value) -> Outcome<SocketAddr> {
    let Some(&[host, port]) = vm.items_of(v) else {
        return Err(vm.type_error("need a tuple of host and port"));
    };
    let (host, port) = (vm.str_arg(host)?, vm.int_arg(port)?);
    let ip = match host.as_str() {
        "" => Some(IpAddr::V4(Ipv4Addr::UNSPECIFIED)),
        host => super::names::numeric(host),
    };
    match ip {
        Some(ip) => Ok(SocketAddr::new(ip, port as u16)),
        None => Err(vm.value_error("invalid arguments")),
    }
}

/// An address as an answer. A process gets those of packets as `bytes` and others as `bytearray`.
pub fn to_value(vm: &mut Vm, address: SocketAddr, is_fixed: bool) -> Value {
    if !vm.profile.is_unix {
        let host = vm.new_str(&address.ip().to_string());
        let port = Value::small(i64::from(address.port()));
        return vm.new_tuple([host, port]);
    }
    let bytes = to_bytes(address);
    match is_fixed {
        true => vm.new_bytes(bytes),
        false => vm.heap.new_value(Object::ByteArray(bytes)),
    }
}

/// `inet_pton(family, text)`
pub fn pton(vm: &mut Vm, family: Value, text: Value) -> Outcome {
    let (family, text) = (vm.int_arg(family)?, vm.str_arg(text)?);
    let bytes = match family {
        AF_INET => text.parse().ok().map(|ip: Ipv4Addr| ip.octets().to_vec()),
        AF_INET6 => text.parse().ok().map(|ip: Ipv6Addr| ip.octets().to_vec()),
        _ => return Err(vm.os_error(EAFNOSUPPORT)),
    };
    match bytes {
        Some(bytes) => Ok(vm.new_bytes(bytes)),
        None => Err(vm.os_error(EINVAL)),
    }
}

/// `inet_ntop(family, bytes)`
pub fn ntop(vm: &mut Vm, family: Value, bytes: Value) -> Outcome {
    let family = vm.int_arg(family)?;
    let Some(bytes) = vm.buffer_of(bytes) else {
        return Err(vm.type_error("object with buffer protocol required"));
    };
    let text: String = match family {
        AF_INET => Ipv4Addr::from(part(bytes, 0)).to_string(),
        AF_INET6 => Ipv6Addr::from(part::<16>(bytes, 0)).to_string(),
        _ => return Err(vm.os_error(EAFNOSUPPORT)),
    };
    Ok(vm.new_str(&text))
}

/// `sockaddr(bytes)`: what the bytes of an address say, as a tuple.
pub fn sockaddr(vm: &mut Vm, v: Value) -> Outcome {
    let Some(bytes) = vm.buffer_of(v).map(<[u8]>::to_vec) else {
        return Err(vm.type_error("object with buffer protocol required"));
    };
    let family = i64::from(u16::from_le_bytes(part(&bytes, 0)));
    let port = Value::small(i64::from(u16::from_be_bytes(part(&bytes, 2))));
    let head = Value::small(family);
    let items = match family {
        AF_INET => {
            let ip = vm.new_bytes(part::<4>(&bytes, 4));
            Vec::from([head, ip, port])
        }
        AF_INET6 => {
            let v6 = SocketAddrV6::new(
                part::<16>(&bytes, 8).into(),
                0,
                u32::from_be_bytes(part(&bytes, 4)),
                u32::from_be_bytes(part(&bytes, 24)),
            );
            let ip = vm.new_bytes(v6.ip().octets());
            let (flow, scope) = (v6.flowinfo(), v6.scope_id());
            let rest = [flow, scope].map(|n| Value::small(i64::from(n)));
            Vec::from([head, ip, port, rest[0], rest[1]])
        }
        _ => {
            let rest = vm.new_bytes(bytes.get(2..).unwrap_or_default());
            Vec::from([head, rest])
        }
    };
    Ok(vm.new_tuple(items))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_name_the_address_they_were_made_from() {
        for text in ["127.0.0.1:80", "[::1]:65535"] {
            let address: SocketAddr = text.parse().expect("an address");
            assert_eq!(from_bytes(&to_bytes(address)), Ok(address));
        }
        assert_eq!(from_bytes(b"\x02\0"), Err(EINVAL));
        assert_eq!(from_bytes(&[7; 16]), Err(EAFNOSUPPORT));
        assert_eq!(
            to_bytes(SocketAddr::from(([127, 0, 0, 1], 80))).len(),
            V4_LEN
        );
        assert_eq!(
            to_bytes(SocketAddr::from(([0; 16], 80))).len(),
            V6_LEAST + 4
        );
    }
}
