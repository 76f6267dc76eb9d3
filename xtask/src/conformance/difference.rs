//! Saying where two outputs part.

use super::run::Output;

/// A line of an expected output that stands for any number of lines, as in MicroPython's tests.
const ANY_LINES: &str = "########";

/// One message if the output is not the expected one: the first line that differs, both ways.
pub fn between(expected: &[u8], output: &Output, who: &str) -> Option<String> {
    if expected == output.stdout {
        return None;
    }
    let wanted = String::from_utf8_lossy(expected);
    let got = String::from_utf8_lossy(&output.stdout);
    let wanted: Vec<&str> = wanted.split('\n').collect();
    let got: Vec<&str> = got.split('\n').collect();
    let (one, other) = first(&wanted, &got)?;
    let shown = |text: Option<&&str>| match text {
        Some(text) => format!("`{text}`"),
        None => "the end".to_owned(),
    };
    let mut message = format!(
        "{who}: line {} of the output is {}, not {}",
        other + 1,
        shown(got.get(other)),
        shown(wanted.get(one))
    );
    if let Some(complaint) = output.stderr.trim().lines().last() {
        message.push_str(&format!(" (stderr: {complaint})"));
    }
    Some(message)
}

/// Where the first lines lie that differ: in what is wanted, and in what was got.
fn first(wanted: &[&str], got: &[&str]) -> Option<(usize, usize)> {
    let (mut one, mut other) = (0, 0);
    // After lines that match anything: where to go on when a later line does not match.
    let mut retry = None;
    loop {
        match (wanted.get(one), got.get(other)) {
            (None, None) => return None,
            (Some(&ANY_LINES), _) => {
                one += 1;
                retry = Some((one, other));
            }
            (Some(line), Some(found)) if line == found => {
                one += 1;
                other += 1;
            }
            (_, found) => match retry {
                Some((line, begun)) if found.is_some() => {
                    (one, other) = (line, begun + 1);
                    retry = Some((one, other));
                }
                _ => return Some((one, other)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(text: &str) -> Output {
        Output {
            stdout: text.as_bytes().to_vec(),
            stderr: String::new(),
        }
    }

    #[test]
    fn the_first_line_that_differs_is_named() {
        assert_eq!(between(b"a\nb\n", &output("a\nb\n"), "plain"), None);
        let message = between(b"a\nb\n", &output("a\nc\n"), "plain");
        assert_eq!(
            message.as_deref(),
            Some("plain: line 2 of the output is `c`, not `b`")
        );
        let message = between(b"a\n", &output("a\nb"), "plain");
        assert_eq!(
            message.as_deref(),
            Some("plain: line 2 of the output is `b`, not ``")
        );
    }

    #[test]
    fn a_line_of_signs_stands_for_any_lines() {
        let expected = b"a\n########\nz\n";
        for text in ["a\nz\n", "a\nb\nz\n", "a\nz\nc\nz\n"] {
            assert_eq!(between(expected, &output(text), "plain"), None, "{text}");
        }
        for text in ["a\nb\n", "a\nz\nc\n", "b\nz\n", ""] {
            assert!(
                between(expected, &output(text), "plain").is_some(),
                "{text}"
            );
        }
    }
}
