//! The system's packages, where the system is Debian and we may install.

use std::process::Command;

use crate::shell::{self, Result};

/// Installs a Debian package, or says in one line why it cannot.
pub fn install(package: &str) -> Result<()> {
    let by_hand = format!("install {package} from your system's packages");
    if shell::find("apt-get").is_none() {
        return Err(by_hand);
    }
    let Some(root) = root_prefix() else {
        return Err(format!("{by_hand}: sudo apt-get install {package}"));
    };
    let apt = |arguments: &[&str]| {
        let mut command = match root {
            Root::Already => shell::command("apt-get"),
            Root::Sudo => {
                let mut sudo = shell::command("sudo");
                sudo.args(["-n", "apt-get"]);
                sudo
            }
        };
        command
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    let step =
        |command: &mut Command| shell::run(command).map_err(|error| format!("{error}; {by_hand}"));
    step(&mut apt(&["-q", "update"]))?;
    step(&mut apt(&[
        "-q",
        "install",
        "-y",
        "--no-install-recommends",
        package,
    ]))
}

#[derive(Clone, Copy)]
enum Root {
    Already,
    Sudo,
}

/// How to act as root without asking anybody, if there is a way.
fn root_prefix() -> Option<Root> {
    let id = shell::output(shell::command("id").arg("-u")).ok()?;
    if id.trim() == "0" {
        return Some(Root::Already);
    }
    shell::find("sudo")?;
    shell::output(shell::command("sudo").args(["-n", "true"])).ok()?;
    Some(Root::Sudo)
}
