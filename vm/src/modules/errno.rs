//! `errno`: the names of error numbers, which are the same on all boards.

use super::{Member, ModuleSpec, always};
use crate::map::Map;
use crate::object::Object;
use crate::value::Value;
use crate::vm::Vm;

macro_rules! errnos {
    ($($name:literal = $number:literal),* $(,)?) => {
        /// Each number and its name.
        const NAMES: &[(i64, &str)] = &[$(($number, $name)),*];

        /// What the module is made of.
        pub const SPEC: ModuleSpec = ModuleSpec {
            name: "errno",
            natives: &[],
            members: &[
                ("errorcode", Member::Make(errorcode)),
                $(($name, Member::Int($number))),*
            ],
            present: always,
        };
    };
}

errnos! {
    "EPERM" = 1, "ENOENT" = 2, "EIO" = 5, "EBADF" = 9, "EAGAIN" = 11, "ENOMEM" = 12,
    "EACCES" = 13, "EEXIST" = 17, "ENODEV" = 19, "EISDIR" = 21, "EINVAL" = 22,
    "EOPNOTSUPP" = 95, "EADDRINUSE" = 98, "ECONNABORTED" = 103, "ECONNRESET" = 104,
    "ENOBUFS" = 105, "ENOTCONN" = 107, "ETIMEDOUT" = 110, "ECONNREFUSED" = 111,
    "EHOSTUNREACH" = 113, "EALREADY" = 114, "EINPROGRESS" = 115,
}

/// The name of an error number, as messages show it.
pub fn name(errno: i64) -> Option<&'static str> {
    NAMES.iter().find(|&&(n, _)| n == errno).map(|&(_, s)| s)
}

fn errorcode(vm: &mut Vm) -> Value {
    let mut map = Map::ordered();
    for (i, &(number, name)) in NAMES.iter().enumerate() {
        let name = vm.intern(name);
        map.grow(|_| 0.into());
        map.fill(i, None, Value::small(number), name);
    }
    map.fix();
    vm.heap.new_value(Object::Dict(map))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_number_has_its_name() {
        assert_eq!(super::name(110), Some("ETIMEDOUT"));
        assert_eq!(super::name(3), None);
    }
}
