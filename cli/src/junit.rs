//! What became of a scenario, as JUnit's XML, which build servers read.

use std::fmt::Write as _;

use session::Instant;
use session::scenario::{Player, Verdict};

/// One test case for each step; times are virtual seconds.
pub fn report(player: &Player, file: &str, end: Instant) -> String {
    let scenario = player.scenario();
    let steps = scenario.steps.len();
    let count = |wanted: fn(&Verdict) -> bool| {
        let outcomes = player.outcomes().iter();
        outcomes.filter(|one| wanted(&one.verdict)).count()
    };
    let failures = count(|verdict| matches!(verdict, Verdict::Failed(_)));
    let skipped =
        count(|verdict| matches!(verdict, Verdict::Skipped(_))) + steps - player.outcomes().len();
    let name = match scenario.name.as_str() {
        "" => file,
        name => name,
    };
    let (name, class, time) = (escaped(name), escaped(file), seconds(end.0));
    let counts =
        format!("tests=\"{steps}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\"");
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a string cannot fail.
    let _ = writeln!(out, "<testsuites {counts} time=\"{time}\">");
    let _ = writeln!(
        out,
        "  <testsuite name=\"{name}\" {counts} time=\"{time}\">"
    );
    for (index, step) in scenario.steps.iter().enumerate() {
        let outcome = player.outcomes().get(index);
        let took = outcome.map_or(0, |one| one.ended.0 - one.began.0);
        let title = escaped(&format!("{}: {}", index + 1, step.action));
        let _ = write!(
            out,
            "    <testcase classname=\"{class}\" name=\"{title}\" line=\"{}\" time=\"{}\"",
            step.line,
            seconds(took)
        );
        let inner = match outcome.map(|one| &one.verdict) {
            Some(Verdict::Passed) => None,
            Some(Verdict::Skipped(why)) => Some(format!("<skipped message=\"{}\"/>", escaped(why))),
            Some(Verdict::Failed(failure)) => {
                let text = escaped(&failure.to_string());
                let place = escaped(&format!("{file}:{}", step.line));
                Some(format!(
                    "<failure message=\"{text}\">{place}: {text}</failure>"
                ))
            }
            None => Some(String::from(
                "<skipped message=\"it comes after a step that failed\"/>",
            )),
        };
        let _ = match inner {
            Some(inner) => writeln!(out, ">{inner}</testcase>"),
            None => writeln!(out, "/>"),
        };
    }
    out.push_str("  </testsuite>\n</testsuites>\n");
    out
}

/// Nanoseconds as seconds.
fn seconds(nanos: u64) -> String {
    format!("{}.{:09}", nanos / 1_000_000_000, nanos % 1_000_000_000)
}

/// Text as it may stand in XML, in an attribute too. XML 1.0 has no way to write most control characters.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_escaped() {
        assert_eq!(
            escaped("a<b & \"c\">\n\u{1}é"),
            "a&lt;b &amp; &quot;c&quot;&gt;&#10;\u{fffd}é"
        );
    }
}
