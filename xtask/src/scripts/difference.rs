//! Saying where two outputs part.

use super::run::Output;

/// One message if the output is not the expected one: the first line that differs, both ways.
pub fn between(expected: &[u8], output: &Output, who: &str) -> Option<String> {
    if expected == output.stdout {
        return None;
    }
    let wanted = String::from_utf8_lossy(expected);
    let got = String::from_utf8_lossy(&output.stdout);
    let mut wanted = wanted.split('\n');
    let mut got = got.split('\n');
    let mut line = 1;
    loop {
        match (wanted.next(), got.next()) {
            (Some(one), Some(other)) if one == other => line += 1,
            (one, other) => {
                let shown = |text: Option<&str>| match text {
                    Some(text) => format!("`{text}`"),
                    None => "the end".to_owned(),
                };
                let mut message = format!(
                    "{who}: line {line} of the output is {}, not {}",
                    shown(other),
                    shown(one)
                );
                if let Some(complaint) = output.stderr.trim().lines().last() {
                    message.push_str(&format!(" (stderr: {complaint})"));
                }
                return Some(message);
            }
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
}
