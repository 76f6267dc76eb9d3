//! `getaddrinfo`: names and services to addresses, as a machine does that has no network: it knows itself alone.

use alloc::string::String;
use alloc::vec::Vec;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use super::address::{self, AF_INET, AF_INET6};
use super::{SOCK_DGRAM, SOCK_RAW, SOCK_STREAM};
use crate::native::{Args, Outcome};
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// The name of the machine itself.
const OWN_NAME: &str = "pinwheel";

/// What `getaddrinfo` of the C library gives: a name that nobody knows, a family, a kind of socket and a service that
/// it has not, and a name that has no address in the family.
const EAI_NONAME: i32 = -2;
const EAI_FAMILY: i32 = -6;
const EAI_SOCKTYPE: i32 = -7;
const EAI_SERVICE: i32 = -8;
const EAI_ADDRFAMILY: i32 = -9;

/// `AI_CANONNAME`
const CANONICAL: i64 = 2;

/// A kind of socket, and its protocol.
type Carrier = (i64, i64);

/// All of them.
const KINDS: [Carrier; 3] = [(SOCK_STREAM, 6), (SOCK_DGRAM, 17), (SOCK_RAW, 0)];

/// Services of TCP and UDP by their names, which IANA keeps; those that programs on boards ask for.
const SERVICES: &[(&str, u16, bool)] = &[
    ("http", 80, false),
    ("https", 443, false),
    ("ftp", 21, false),
    ("ssh", 22, false),
    ("telnet", 23, false),
    ("smtp", 25, false),
    ("domain", 53, true),
    ("ntp", 123, true),
];

/// A number of an address in C's notation.
fn number(text: &str) -> Option<u32> {
    let (digits, radix) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (&text[2..], 16),
        [b'0', _, ..] => (&text[1..], 8),
        _ => (text, 10),
    };
    let is_number = digits.bytes().all(|b| b.is_ascii_alphanumeric());
    u32::from_str_radix(digits, radix)
        .ok()
        .filter(|_| is_number)
}

/// An address in numbers. One of IPv4 may have fewer than four, of which the last fills the rest.
pub fn numeric(host: &str) -> Option<IpAddr> {
    if let Ok(v6) = host.parse::<Ipv6Addr>() {
        return Some(v6.into());
    }
    let parts: Vec<u32> = host.split('.').map(number).collect::<Option<_>>()?;
    let (&last, first) = parts.split_last()?;
    if first.len() > 3 || first.iter().any(|&n| n > 255) {
        return None;
    }
    let bits = 8 * (4 - first.len() as u32);
    if bits < 32 && last >> bits != 0 {
        return None;
    }
    let high = first.iter().enumerate();
    let high = high.fold(0, |ip, (i, n)| ip | n << (24 - 8 * i));
    Some(Ipv4Addr::from(high | last).into())
}

fn find(host: &str, family: i64) -> Result<IpAddr, i32> {
    let fits = |ip: IpAddr| match family {
        AF_INET => ip.is_ipv4(),
        AF_INET6 => ip.is_ipv6(),
        _ => true,
    };
    if let Some(ip) = numeric(host) {
        return if fits(ip) {
            Ok(ip)
        } else {
            Err(EAI_ADDRFAMILY)
        };
    }
    match (host, family) {
        ("localhost" | OWN_NAME, AF_INET6) => Ok(Ipv6Addr::LOCALHOST.into()),
        ("localhost" | OWN_NAME, _) => Ok(Ipv4Addr::LOCALHOST.into()),
        _ => Err(EAI_NONAME),
    }
}

/// A port by its number or its service, and the kinds that have it.
fn port(text: &str, kind: i64) -> Result<(u16, &'static [Carrier]), i32> {
    let is_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if is_number {
        // Raw packets have no ports.
        return match (kind, text.parse::<u64>()) {
            (SOCK_RAW, _) | (_, Err(_)) => Err(EAI_SERVICE),
            (_, Ok(n)) => Ok((n as u16, &KINDS)),
        };
    }
    match SERVICES.iter().find(|(name, ..)| *name == text) {
        Some(&(_, port, true)) => Ok((port, &KINDS[..2])),
        Some(&(_, port, false)) => Ok((port, &KINDS[..1])),
        None => Err(EAI_SERVICE),
    }
}

/// `getaddrinfo(host, port, family=0, type=0, proto=0, flags=0)`
pub fn getaddrinfo(vm: &mut Vm, args: Args) -> Outcome {
    let host = args.get(vm, 0);
    let host = vm.str_arg(host)?;
    let service = args.get(vm, 1);
    let service: String = match vm.int_of(service) {
        Some(_) => alloc::format!("{}", vm.int_arg_truncated(service)? as u16),
        None => vm.str_arg(service)?,
    };
    let mut wants = [0; 4];
    for (i, want) in wants.iter_mut().enumerate() {
        if let Some(v) = args.opt(vm, 2 + i) {
            *want = vm.int_arg(v)?;
        }
    }
    match look_up(&host, &service, wants) {
        Ok((address, kinds)) => {
            let canonical = wants[3] & CANONICAL != 0;
            let entries = kinds.iter().enumerate().map(|(i, &(kind, proto))| {
                let name = match canonical && i == 0 {
                    true => vm.new_str(&host),
                    false => Value::NONE,
                };
                let family = if address.is_ipv6() { AF_INET6 } else { AF_INET };
                let [family, kind, proto] = [family, kind, proto].map(Value::small);
                let address = address::to_value(vm, address, false);
                vm.new_tuple([family, kind, proto, name, address])
            });
            let entries: Vec<Value> = entries.collect();
            Ok(vm.new_list(entries))
        }
        Err(_) if !vm.profile.is_unix => Err(vm.os_error(EAI_NONAME)),
        Err(code) => {
            let message = alloc::format!("[addrinfo error {code}]");
            Err(vm.raise(T::OSError, &message))
        }
    }
}

/// The address, and the kinds of sockets that reach it.
fn look_up(
    host: &str,
    service: &str,
    [family, kind, proto, _]: [i64; 4],
) -> Result<(SocketAddr, Vec<Carrier>), i32> {
    if ![0, AF_INET, AF_INET6].contains(&family) {
        return Err(EAI_FAMILY);
    }
    let fits = |&(k, p): &Carrier| (kind == 0 || kind == k) && (proto == 0 || proto == p || p == 0);
    if !KINDS.iter().any(fits) {
        return Err(EAI_SOCKTYPE);
    }
    let (port, kinds) = port(service, kind)?;
    let kinds: Vec<Carrier> = kinds.iter().copied().filter(fits).collect();
    if kinds.is_empty() {
        return Err(EAI_SERVICE);
    }
    // Any protocol goes with raw packets, but it is not asked for by its kind alone.
    let kinds = kinds
        .into_iter()
        .filter(|&(k, _)| kind == k || k != SOCK_RAW || proto == 0);
    Ok((SocketAddr::new(find(host, family)?, port), kinds.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_numbers() {
        assert_eq!(numeric("127.1"), Some(Ipv4Addr::LOCALHOST.into()));
        assert_eq!(numeric("0x7f000001"), Some(Ipv4Addr::LOCALHOST.into()));
        assert_eq!(numeric("::1"), Some(Ipv6Addr::LOCALHOST.into()));
        for text in [
            "",
            "1.2.3.4.5",
            "256.1.1.1",
            "1..2",
            "a.b",
            "1.2.3.256",
            "+1",
        ] {
            assert_eq!(numeric(text), None, "{text}");
        }
    }

    #[test]
    fn kinds_and_services() {
        let kinds = |service, wants| look_up("localhost", service, wants).map(|(_, k)| k);
        assert_eq!(kinds("80", [0; 4]).map(|k| k.len()), Ok(3));
        assert_eq!(
            kinds("80", [AF_INET, SOCK_STREAM, 17, 0]),
            Err(EAI_SOCKTYPE)
        );
        assert_eq!(
            kinds("80", [0, 0, 17, 0]),
            Ok(Vec::from([(SOCK_DGRAM, 17)]))
        );
        assert_eq!(kinds("nope", [0; 4]), Err(EAI_SERVICE));
        assert_eq!(kinds("http", [0; 4]), Ok(Vec::from([(SOCK_STREAM, 6)])));
    }
}
