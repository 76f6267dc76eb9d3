//! `platform`: what the firmware was built with, and for.

use alloc::format;

use super::sys::RELEASE;
use super::{ModuleSpec, always};
use crate::native::{F, Outcome, native};
use crate::vm::{Profile, Vm};

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "platform",
    natives: &[
        native("platform", F::K(0, |vm, _| platform(vm))),
        native("python_compiler", F::F0(python_compiler)),
        native("libc_ver", F::K(0, |vm, _| libc_ver(vm))),
    ],
    members: &[],
    present: always,
};

/// A firmware's surroundings.
struct Built {
    system: &'static str,
    arch: &'static str,
    /// The vendor's library and its version.
    sdk: &'static str,
    compiler: &'static str,
    libc: [&'static str; 2],
}

fn built(profile: &Profile) -> Built {
    match profile.platform {
        // Built with Arm's toolchain 14.2.
        "rp2" => Built {
            system: "MicroPython",
            arch: "arm",
            sdk: "",
            compiler: "GCC 14.2.0",
            libc: ["newlib", "4.4.0"],
        },
        // Built with ESP-IDF, of the version that the port recommends.
        "esp32" => Built {
            system: "MicroPython",
            arch: "xtensa",
            sdk: "IDFv5.5.2",
            compiler: "GCC 14.2.0",
            libc: ["newlib", "4.3.0"],
        },
        // A process for no processor and with no library that MicroPython knows the name of.
        _ => Built {
            system: "Linux",
            arch: "",
            sdk: "",
            compiler: "Pinwheel",
            libc: ["", ""],
        },
    }
}

/// `platform(…)`: any arguments are passed over.
fn platform(vm: &mut Vm) -> Outcome {
    let of = built(&vm.profile);
    let Built {
        system, arch, sdk, ..
    } = of;
    let [lib, release] = of.libc;
    let text = format!("{system}-{RELEASE}-{arch}-{sdk}-with-{lib}{release}");
    Ok(vm.new_str(&text))
}

fn python_compiler(vm: &mut Vm) -> Outcome {
    let compiler = built(&vm.profile).compiler;
    Ok(vm.new_str(compiler))
}

/// `libc_ver(…)`: the library of C and its version; any arguments are passed over.
fn libc_ver(vm: &mut Vm) -> Outcome {
    let parts = built(&vm.profile).libc.map(|part| vm.new_str(part));
    Ok(vm.new_tuple(parts))
}
