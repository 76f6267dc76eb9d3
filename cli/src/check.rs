//! `pinwheel check`: all mistakes in programs and circuits, with their places and what to do about them.

use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;

use session::check::{self, Diagnostic, Severity};
use session::compiler::CompileOptions;
use session::compiler::debug::{LineIndex, Position, Span};

/// What to look at, and how to tell.
#[derive(clap::Args)]
#[command(after_help = JSON_HELP)]
pub struct CheckArgs {
    /// Python files, or - for standard input; and circuits, whose names end in .json.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Show what MicroPython says of each place, too.
    #[arg(long)]
    micropython: bool,
    /// One JSON object per mistake and line, for editors and scripts.
    #[arg(long)]
    json: bool,
}

const JSON_HELP: &str = "\
The exit code is 1 if there are mistakes, 2 if a file cannot be read.

With --json, each line is an object with these members:
  file                 as given
  code, severity       such as PW204, and error
  message, remedy      English sentences
  arguments            what the sentences are filled in with, by name
  start, end           objects with offset (bytes from 0), line and column (from 1, in characters)
  related              an array of objects with note, start and end
  micropython          what MicroPython says there, if this were the first mistake

Of a circuit each object has file, code, severity, message, why, remedy, pins and arguments.";

/// Columns between the stops of a tab, where source lines are shown.
const TAB: usize = 4;

/// Runs the command.
pub fn check(args: &CheckArgs) -> ExitCode {
    let mut exit = 0;
    let mut out = String::new();
    for path in &args.files {
        let name = path.display().to_string();
        let source = match read(path) {
            Ok(source) => source,
            Err(error) => {
                eprintln!("pinwheel check: cannot read {name}: {error}");
                exit = 2;
                continue;
            }
        };
        if path.extension().is_some_and(|ending| ending == "json") {
            exit = exit.max(crate::circuit::check(&name, &source, args.json, &mut out));
            continue;
        }
        let options = CompileOptions {
            file_name: name.clone(),
            ..CompileOptions::default()
        };
        let file = File {
            name: &name,
            source: &source,
            lines: LineIndex::new(&source),
        };
        for diagnostic in &check::check(&source, &options).diagnostics {
            exit = exit.max(1);
            if args.json {
                file.json(diagnostic, &mut out);
            } else {
                file.text(diagnostic, args.micropython, &mut out);
            }
        }
    }
    print!("{out}");
    ExitCode::from(exit)
}

fn read(path: &PathBuf) -> std::io::Result<Vec<u8>> {
    if path.as_os_str() == "-" {
        let mut source = Vec::new();
        std::io::stdin().read_to_end(&mut source)?;
        return Ok(source);
    }
    fs::read(path)
}

/// A file, its name, and where its lines are.
struct File<'a> {
    name: &'a str,
    source: &'a [u8],
    lines: LineIndex,
}

impl File<'_> {
    /// For people: place, message, line and remedy.
    fn text(&self, diagnostic: &Diagnostic, micropython: bool, out: &mut String) {
        let problem = &diagnostic.problem;
        let Position { line, column, .. } = self.lines.position(diagnostic.span.start);
        let severity = severity(diagnostic);
        let (code, message) = (problem.code(), problem.message());
        let _ = writeln!(
            out,
            "{}:{line}:{column}: {severity}[{code}]: {message}",
            self.name
        );
        self.excerpt(diagnostic.span, '^', "", out);
        for &(span, note) in &diagnostic.related {
            if self.lines.line(span.start) != line {
                self.excerpt(span, '-', note.text(), out);
            }
        }
        let _ = writeln!(out, "  {}", problem.remedy());
        if let Some(error) = diagnostic.micropython.as_ref().filter(|_| micropython) {
            let _ = writeln!(out, "  MicroPython: {error}");
        }
        out.push('\n');
    }

    /// A line with marks under a part of it.
    fn excerpt(&self, span: Span, mark: char, note: &str, out: &mut String) {
        let number = self.lines.line(span.start);
        let line = self.lines.line_span(number);
        let text = String::from_utf8_lossy(&self.source[line.range()]);
        let mut shown = String::new();
        let mut marks = String::new();
        let mut column = 0;
        let mut offset = line.start as usize;
        for c in text.chars() {
            let width = match c {
                '\t' => TAB - column % TAB,
                c => width(c),
            };
            match c {
                '\t' => shown.extend((0..width).map(|_| ' ')),
                c if width == 0 || c.is_control() => shown.push('\u{b7}'),
                c => shown.push(c),
            }
            let width = width.max(1);
            let marked = span.range().contains(&offset);
            marks.extend((0..width).map(|_| if marked { mark } else { ' ' }));
            column += width;
            offset += c.len_utf8();
        }
        if !marks.contains(mark) {
            marks.push(mark);
        }
        let _ = writeln!(out, "{number:>5} | {shown}");
        let _ = writeln!(out, "      | {} {note}", marks.trim_end());
        while out.ends_with([' ', '\n']) {
            out.pop();
        }
        out.push('\n');
    }

    /// For programs: one object on one line.
    fn json(&self, diagnostic: &Diagnostic, out: &mut String) {
        let problem = &diagnostic.problem;
        let place = |offset: u32| {
            let Position { line, column, .. } = self.lines.position(offset);
            format!(r#"{{"offset":{offset},"line":{line},"column":{column}}}"#)
        };
        let span =
            |span: Span| format!(r#""start":{},"end":{}"#, place(span.start), place(span.end));
        let arguments = problem.arguments();
        let arguments = arguments
            .iter()
            .map(|(name, value)| format!("{}:{}", quoted(name), quoted(value)));
        let related = diagnostic
            .related
            .iter()
            .map(|&(at, note)| format!(r#"{{"note":{},{}}}"#, quoted(note.text()), span(at)));
        let micropython = diagnostic.micropython.as_ref();
        let _ = writeln!(
            out,
            r#"{{"file":{},"code":"{}","severity":"{}","message":{},"remedy":{},"arguments":{{{}}},{},"related":[{}],"micropython":{}}}"#,
            quoted(self.name),
            problem.code(),
            severity(diagnostic),
            quoted(&problem.message()),
            quoted(&problem.remedy()),
            arguments.collect::<Vec<_>>().join(","),
            span(diagnostic.span),
            related.collect::<Vec<_>>().join(","),
            micropython.map_or("null".to_owned(), |error| quoted(&error.to_string())),
        );
    }
}

fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity() {
        Severity::Error => "error",
    }
}

/// A JSON string.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// How many cells of a terminal a character takes, as far as the large blocks of Unicode tell.
fn width(c: char) -> usize {
    match u32::from(c) {
        0x300..=0x36f | 0x200b..=0x200f | 0xfe00..=0xfe0f | 0xfeff => 0,
        0x1100..=0x115f
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1f64f
        | 0x1f680..=0x1f6ff
        | 0x1f900..=0x1f9ff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str, tell: impl Fn(&File<'_>, &Diagnostic, &mut String)) -> String {
        let found = check::check(source.as_bytes(), &CompileOptions::default());
        let file = File {
            name: "a.py",
            source: source.as_bytes(),
            lines: LineIndex::new(source.as_bytes()),
        };
        let mut out = String::new();
        for diagnostic in &found.diagnostics {
            tell(&file, diagnostic, &mut out);
        }
        out
    }

    #[test]
    fn marks_stand_below_what_they_mark() {
        let source = "if x:\n\ty = '日本' 3 # é\n";
        let text = told(source, |file, one, out| file.text(one, true, out));
        let expected = "\
a.py:2:11: error[PW229]: something is missing between `'日本'` and `3`
    2 |     y = '日本' 3 # é
      |                ^
  Put an operator, a comma or a new line between them, or quotes around a text.
  MicroPython: line 2: SyntaxError: invalid syntax

";
        assert_eq!(text, expected);
    }

    #[test]
    fn objects_are_json() {
        let source = "x = \"a\\q\" y\n";
        let text = told(source, |file, one, out| file.json(one, out));
        assert!(
            text.contains(r#""arguments":{"left":"\"a\\q\"","right":"y"}"#),
            "{text}"
        );
        assert!(
            text.contains(r#""start":{"offset":10,"line":1,"column":11}"#),
            "{text}"
        );
        assert_eq!(text.lines().count(), 1);
    }
}
