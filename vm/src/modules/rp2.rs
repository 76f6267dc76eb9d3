//! `_rp2`: what the boards with an RP2 chip have beside `machine`; the module `rp2` is Python over it.

use super::vfs::stored::flash;
use super::{Member, ModuleSpec};
use crate::hal::{FlashGeometry, Host};
use crate::native::{Args, Outcome};
use crate::params::keyword;
use crate::types::T;
use crate::value::Value;
use crate::vm::{Profile, Vm};

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "_rp2",
    natives: &[],
    members: &[("Flash", Member::Type(T::Flash))],
    present: on_rp2,
};

/// On boards with such a chip.
pub fn on_rp2(profile: &Profile) -> bool {
    profile.platform == "rp2"
}

/// `Flash(*, start=-1, len=-1)`: all of the flash that is there for files, or a part of it.
pub(super) fn make_flash(vm: &mut Vm, host: &mut dyn Host, args: Args) -> Outcome {
    let [start, len] = vm.parse_args(args.skip(1), &[keyword("start"), keyword("len")])?;
    let mut size = |given: Option<Value>| given.map_or(Ok(-1), |v| vm.int_arg(v));
    let (start, len) = (size(start)?, size(len)?);
    if (start, len) == (-1, -1) {
        return Ok(flash::whole(vm, host));
    }
    let FlashGeometry { block_size, blocks } = host.flash_geometry();
    let block = i64::from(block_size.max(1));
    let whole = block * i64::from(blocks);
    let start = if start == -1 { 0 } else { start };
    let len = if len == -1 { whole - start } else { len };
    let fits = (0..whole).contains(&start)
        && len > 0
        && len <= whole - start
        && start % block == 0
        && len % block == 0;
    if !fits {
        return Err(vm.raise_with(T::ValueError, &[]));
    }
    let part = FlashGeometry {
        block_size,
        blocks: (len / block) as u32,
    };
    Ok(flash::new(vm, (start / block) as u32, part))
}
