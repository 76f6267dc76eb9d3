//! One function of a listing: its signature, its sizes and its instructions.

use super::{Fault, Listing, Texts, text};
use crate::{LineStep, RawCode, decode, flags, line_steps};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write as _;

/// Instructions have up to this many raw bytes before their columns shift.
const RAW_BYTES: usize = 5;

/// A function, and what its instructions may name.
pub struct Function<'a> {
    pub texts: &'a Texts,
    pub code: &'a RawCode,
    pub children: &'a [String],
    pub listing: &'a Listing<'a>,
    pub lines: &'a [&'a [u8]],
}

impl Function<'_> {
    /// Appends the listing.
    pub fn list(&self, out: &mut String, path: &str) -> Result<(), Fault> {
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(out, "\n{path}{}", self.signature());
        let _ = writeln!(out, "  {}", self.sizes());
        let bytecode = &self.code.bytecode;
        let labels = self.labels()?;
        let label = |target| labels.binary_search(&target).ok().map(|index| index + 1);
        let mut lines = Lines::new(line_steps(&self.code.line_info));
        let mut shown_line = 0;
        let mut at = 0;
        while at < bytecode.len() {
            let instr = decode(bytecode, at).map_err(Fault::Decode)?;
            let line = lines.at(at);
            if line != shown_line {
                self.source_line(out, line);
                shown_line = line;
            }
            if let Some(label) = label(at) {
                let _ = writeln!(out, "    L{label}:");
            }
            if self.listing.offsets {
                let raw: Vec<String> = bytecode[at..instr.next]
                    .iter()
                    .map(|byte| format!("{byte:02x}"))
                    .collect();
                let width = RAW_BYTES * 3 - 1;
                let _ = write!(out, "{at:7}  {:width$}  ", raw.join(" "));
            } else {
                out.push_str("        ");
            }
            let operand = self.operand(at, &instr, label)?;
            let _ = match operand.as_str() {
                "" => writeln!(out, "{}", instr.info.name),
                operand => writeln!(out, "{:26} {operand}", instr.info.name),
            };
            at = instr.next;
        }
        Ok(())
    }

    fn source_line(&self, out: &mut String, line: usize) {
        let text = self.lines.get(line - 1).map(|text| text::line(text));
        let _ = match text {
            Some(text) => writeln!(out, "{line:5} | {text}"),
            None => writeln!(out, "{line:5} |"),
        };
    }

    /// Where jumps lead, in order; each is the start of an instruction or the end of the code.
    fn labels(&self) -> Result<Vec<usize>, Fault> {
        let bytecode = &self.code.bytecode;
        let mut jumps = Vec::new();
        let mut starts = alloc::vec![false; bytecode.len()];
        let mut at = 0;
        while at < bytecode.len() {
            starts[at] = true;
            let instr = decode(bytecode, at).map_err(Fault::Decode)?;
            if let Some(target) = instr.target {
                jumps.push((at, target));
            }
            at = instr.next;
        }
        for &(at, target) in &jumps {
            if starts.get(target) != Some(&true) {
                return Err(Fault::Jump { at, target });
            }
        }
        let mut targets: Vec<usize> = jumps.into_iter().map(|(_, target)| target).collect();
        targets.sort_unstable();
        targets.dedup();
        Ok(targets)
    }

    /// The parameters, as far as the file tells them: `(a, b=?, *args, c, **kwargs)`.
    fn signature(&self) -> String {
        let code = self.code;
        let names: Vec<&str> = code
            .arg_names
            .iter()
            .map(|&name| self.texts.name(name))
            .collect();
        let positional = names.len().min(code.n_pos_args as usize);
        let first_default = positional.saturating_sub(code.n_def_pos_args as usize);
        let mut shown = Vec::new();
        for (index, name) in names[..positional].iter().enumerate() {
            match *name {
                "*" => {}
                name if index >= first_default => shown.push(format!("{name}=?")),
                name => shown.push(name.to_string()),
            }
        }
        if code.scope_flags & flags::VARARGS != 0 {
            shown.push("*args".to_string());
        } else if code.n_kwonly_args > 0 {
            shown.push("*".to_string());
        }
        shown.extend(names[positional..].iter().map(ToString::to_string));
        if code.scope_flags & flags::VARKEYWORDS != 0 {
            shown.push("**kwargs".to_string());
        }
        format!("({})", shown.join(", "))
    }

    fn sizes(&self) -> String {
        let code = self.code;
        let mut text = format!(
            "state {}, exception blocks {}",
            code.n_state, code.n_exc_stack
        );
        let names = code.arg_names.iter().map(|&name| self.texts.name(name));
        match names.filter(|name| *name == "*").count() {
            0 => {}
            count => {
                let _ = write!(text, ", closes over {count}");
            }
        }
        if !code.cells.is_empty() {
            let cells: Vec<String> = code
                .cells
                .iter()
                .map(|&cell| self.local(usize::from(cell)))
                .collect();
            let _ = write!(text, ", cells {}", cells.join(" "));
        }
        for (flag, words) in [
            (flags::GENERATOR, ", generator"),
            (flags::DEFKWARGS, ", keyword defaults"),
        ] {
            if code.scope_flags & flag != 0 {
                text.push_str(words);
            }
        }
        text
    }
}

/// The line table, read along with the instructions, so that a long function takes linear time.
struct Lines<I> {
    steps: I,
    next: Option<LineStep>,
    passed: usize,
    line: usize,
}

impl<I: Iterator<Item = LineStep>> Lines<I> {
    fn new(mut steps: I) -> Self {
        let next = steps.next();
        Self {
            steps,
            next,
            passed: 0,
            line: 1,
        }
    }

    /// The line of the instruction at `offset`, which must not be before the last one asked for.
    fn at(&mut self, offset: usize) -> usize {
        while let Some(step) = self.next.filter(|step| self.passed + step.bytes <= offset) {
            self.passed += step.bytes;
            self.line += step.lines;
            self.next = self.steps.next();
        }
        self.line
    }
}
