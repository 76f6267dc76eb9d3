//! What is wrong with a circuit, as text: for `pinwheel check` and `pinwheel run`.

use std::fmt::Write as _;

use session::{BoardId, Circuit, Diagram, Finding, Session};

use crate::check::quoted;

/// Looks at the circuit in a file; says whether there are mistakes (1) or it cannot be used at all (2).
pub fn check(name: &str, text: &[u8], json: bool, out: &mut String) -> u8 {
    let text = String::from_utf8_lossy(text);
    let circuit =
        Diagram::parse(&text).and_then(|diagram| Circuit::new(&diagram, BoardId::Pico, 0));
    let circuit = match circuit {
        Ok(circuit) => circuit,
        Err(error) => {
            eprintln!("pinwheel check: {name}: {error}");
            return 2;
        }
    };
    for finding in circuit.findings() {
        if json {
            object(name, finding, out);
        } else {
            let _ = writeln!(out, "{name}: {}", said(finding));
        }
    }
    u8::from(!circuit.findings().is_empty())
}

/// For people: what is wrong, why it matters, and what to do.
fn said(finding: &Finding) -> String {
    format!(
        "warning[{}]: {}\n  {}\n  {}\n",
        finding.kind.code(),
        finding.message(),
        finding.why(),
        finding.remedy()
    )
}

/// For programs: one object on one line.
fn object(name: &str, finding: &Finding, out: &mut String) {
    let pins: Vec<String> = finding.pins.iter().map(|pin| quoted(pin)).collect();
    let arguments = finding.arguments.iter();
    let arguments: Vec<String> = arguments
        .map(|(name, value)| format!("{}:{}", quoted(name), quoted(value)))
        .collect();
    let _ = writeln!(
        out,
        r#"{{"file":{},"code":"{}","severity":"warning","message":{},"why":{},"remedy":{},"pins":[{}],"arguments":{{{}}}}}"#,
        quoted(name),
        finding.kind.code(),
        quoted(&finding.message()),
        quoted(&finding.why()),
        quoted(&finding.remedy()),
        pins.join(","),
        arguments.join(",")
    );
}

/// Tells on standard error what has been found in a session's circuit since `told` findings were told.
pub fn tell(session: &Session, told: &mut usize) {
    let Some(circuit) = session.circuit() else {
        return;
    };
    let findings = circuit.findings();
    for finding in findings.iter().skip(*told) {
        let place = match session.place_of(finding.cause) {
            Some((file, line)) => format!(" ({file}:{line})"),
            None => String::new(),
        };
        eprint!(
            "pinwheel: at {} ms{place}: {}",
            finding.at.0 as f64 / 1e6,
            said(finding)
        );
    }
    *told = findings.len();
}
