//! `str.format`, which f-strings are made of, and what it shares with `%`: conversions that Python
//! may have to do.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::native::{Abrupt, Args, Outcome};
use crate::object::Object;
use crate::text::int::IntRef;
use crate::text::spec::{self, FormatSpec};
use crate::text::template::{self, Argument, Field, Numbering, Piece};
use crate::types::T;
use crate::types::text::{Kind, steps};
use crate::value::Value;
use crate::vm::Vm;

use super::number::Number;
use super::number::int::{Int, ONE_GO_BITS};
use super::print::Style;

/// Specifications within specifications followed before giving up, as the board's stack check
/// would.
const MAX_DEPTH: u32 = 20;

/// What is asked of Python for one value. The numbers are those of `frozen/text.py`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ask {
    /// `str(v)`
    Str = 0,
    /// `repr(v)`
    Repr = 1,
    /// `int(v)`
    Int = 2,
    /// `float(v)`
    Float = 3,
}

/// Pieces of a template that are worked through in one go.
pub(crate) const MOST_PIECES: usize = 1 << 14;

/// Cycles for each.
const CYCLES_PER_PIECE: usize = 16;

/// The conversions that Python did for one piece of a template, in their order, and the one that is
/// missing.
///
/// A piece begins anew with each answer, and stops with [`Abrupt::Python`] where the next one is
/// needed.
#[derive(Default)]
pub(crate) struct Answers {
    given: Vec<Value>,
    used: usize,
    wanted: Option<(Value, Ask)>,
}

/// How far a formatting is, between two pieces.
#[derive(Default)]
pub(crate) struct Progress {
    /// The text so far.
    pub(crate) out: Vec<u8>,
    /// Where the rest of the template begins.
    pub(crate) at: usize,
    /// What tells which argument is next, as a number.
    pub(crate) next: i64,
}

impl Progress {
    /// Goes on from what the frozen function holds: `[bytes, at, next]`; gives the text once it is
    /// done, a tuple that asks for a conversion, or `None` if there is more to do.
    pub(crate) fn resume(
        vm: &mut Vm,
        state: Value,
        answers: Value,
        f: impl FnOnce(&mut Vm, &mut Progress, &mut Answers) -> Outcome,
    ) -> Outcome {
        let given = vm.items_of(answers).map(Vec::from).unwrap_or_default();
        let mut asked = Answers {
            given,
            ..Answers::default()
        };
        let at = steps::number(vm, state, 1).unwrap_or(0);
        let next = vm
            .items_of(state)
            .and_then(|items| items.get(2)?.as_small());
        let mut progress = Progress {
            out: steps::with_bytes(vm, state, |_, out| core::mem::take(out)),
            at,
            next: next.unwrap_or(0),
        };
        let text = f(vm, &mut progress, &mut asked);
        if progress.at != at {
            // The answers were for a piece that is done.
            if let Some(Object::List(items)) = vm.heap.object_mut(answers) {
                items.clear();
            }
        }
        steps::set(vm, state, 1, Value::small(progress.at as i64));
        steps::set(vm, state, 2, Value::small(progress.next));
        steps::with_bytes(vm, state, |_, out| *out = progress.out);
        match (text, asked.wanted) {
            (Err(Abrupt::Python), Some((v, ask))) => {
                Ok(vm.new_tuple([v, Value::small(ask as i64)]))
            }
            (Err(Abrupt::Python), None) => Ok(Value::NONE),
            (text, _) => text,
        }
    }

    /// Counts what formatting the pieces so far cost, of a template and arguments that were copied.
    pub(crate) fn spend(vm: &mut Vm, pieces: usize, template: usize, args: usize) {
        if pieces > MOST_PIECES / 64 {
            vm.spend(pieces * CYCLES_PER_PIECE);
        }
        vm.spend_on(template / 8 + args);
    }
}

impl Answers {
    /// The answer for `v`, or else the wish for one.
    pub(crate) fn ask(&mut self, v: Value, ask: Ask) -> Outcome {
        match self.given.get(self.used) {
            Some(&answer) => {
                self.used += 1;
                Ok(answer)
            }
            None => {
                self.wanted = Some((v, ask));
                Err(Abrupt::Python)
            }
        }
    }

    /// Forgets the answers for a piece that is done.
    pub(crate) fn forget(&mut self) {
        self.given.clear();
        self.used = 0;
    }
}

/// `str.format` and its kin
pub(crate) fn method(vm: &mut Vm, args: Args) -> Outcome {
    let (text, _) = vm.self_text(args.get(vm, 0))?;
    let args = args.skip(1);
    let call = Call {
        args: args.all(vm).into(),
        keywords: args.keywords(vm).collect(),
    };
    match vm.format_text(
        text,
        &call,
        &mut Progress::default(),
        &mut Answers::default(),
    ) {
        Err(Abrupt::Python) => {
            let args = vm.new_tuple(call.args);
            let flat: Vec<Value> = call.keywords.iter().flat_map(|&(k, v)| [k, v]).collect();
            let keywords = vm.new_tuple(flat);
            Err(vm.call_frozen("format_text", &[text, args, keywords]))
        }
        answer => answer,
    }
}

/// `_format(template, args, keywords, state, answers)` of frozen Python
pub(crate) fn resume(vm: &mut Vm, args: Args) -> Outcome {
    let keywords = args.get(vm, 2);
    let keywords = vm.items_of(keywords).unwrap_or_default();
    let keywords = keywords.as_chunks::<2>().0.iter().map(|&[k, v]| (k, v));
    let call = Call {
        keywords: keywords.collect(),
        args: vm.items_of(args.get(vm, 1)).unwrap_or_default().into(),
    };
    let [template, state, answers] = [0, 3, 4].map(|i| args.get(vm, i));
    Progress::resume(vm, state, answers, |vm, progress, answers| {
        vm.format_text(template, &call, progress, answers)
    })
}

/// The values to format.
struct Call {
    args: Box<[Value]>,
    keywords: Vec<(Value, Value)>,
}

/// A formatting in progress.
struct Run<'a> {
    call: &'a Call,
    answers: &'a mut Answers,
    numbering: Numbering,
    depth: u32,
}

impl Vm {
    fn format_text(
        &mut self,
        template: Value,
        call: &Call,
        progress: &mut Progress,
        answers: &mut Answers,
    ) -> Outcome {
        let kind = self.text_kind(template).unwrap_or(Kind::Str);
        let text: Box<[u8]> = self.text_bytes(template).into();
        let mut run = Run {
            call,
            answers,
            numbering: Numbering::from_number(progress.next),
            depth: 0,
        };
        let mut pieces = 0;
        let mut step = |vm: &mut Vm, progress: &mut Progress, run: &mut Run<'_>| {
            let mut at = progress.at;
            let written = progress.out.len();
            let more = vm.format_piece(&text, &mut at, run, &mut progress.out);
            if more.is_err() {
                progress.out.truncate(written);
                return more;
            }
            progress.at = at;
            progress.next = run.numbering.as_number();
            run.answers.forget();
            pieces += 1;
            match pieces {
                MOST_PIECES => Err(Abrupt::Python),
                _ => more,
            }
        };
        let ended = loop {
            match step(self, progress, &mut run) {
                Ok(true) => {}
                Ok(false) => break Ok(()),
                Err(e) => break Err(e),
            }
        };
        Progress::spend(self, pieces, text.len(), call.args.len());
        ended?;
        self.new_unchecked_text(kind, core::mem::take(&mut progress.out))
    }

    fn format_pieces(&mut self, text: &[u8], run: &mut Run<'_>, out: &mut Vec<u8>) -> Outcome<()> {
        let mut at = 0;
        while self.format_piece(text, &mut at, run, out)? {}
        Ok(())
    }

    /// Formats the piece at `at`; says whether there was one.
    fn format_piece(
        &mut self,
        text: &[u8],
        at: &mut usize,
        run: &mut Run<'_>,
        out: &mut Vec<u8>,
    ) -> Outcome<bool> {
        match template::next_piece(text, at, self.reporting()) {
            Ok(None) => return Ok(false),
            Ok(Some(Piece::Literal(literal))) => out.extend_from_slice(literal),
            Ok(Some(Piece::Field(field))) => self.format_field(&field, run, out)?,
            Err(e) => return Err(self.text_error(e)),
        }
        Ok(true)
    }

    fn format_field(
        &mut self,
        field: &Field<'_>,
        run: &mut Run<'_>,
        out: &mut Vec<u8>,
    ) -> Outcome<()> {
        let v = self.field_value(field, run)?;
        let style = match field.conversion {
            Some(b'r') => Some(Style::Repr),
            Some(_) => Some(Style::Str),
            None => None,
        };
        let Some(text) = field.spec else {
            return self.show(v, style.unwrap_or(Style::Str), run.answers, out);
        };
        let converted = match style {
            Some(style) => {
                let mut text = Vec::new();
                self.show(v, style, run.answers, &mut text)?;
                Some(text)
            }
            None => None,
        };
        let mut nested = Vec::new();
        let mut text = text;
        if text.contains(&b'{') {
            if run.depth == MAX_DEPTH {
                return Err(self.raise(T::RuntimeError, "maximum recursion depth exceeded"));
            }
            run.depth += 1;
            self.format_pieces(text, run, &mut nested)?;
            run.depth -= 1;
            text = &nested;
        }
        let spec = FormatSpec::parse(text).map_err(|e| self.text_error(e))?;
        if let Err(full) = self.room_for_width(spec.width(), out) {
            // What is wrong with the value is told first.
            self.write_formatted(
                &spec.without_width(),
                v,
                converted.as_deref(),
                &mut Vec::new(),
            )?;
            return Err(full);
        }
        let bits = self.profile.float;
        if converted.is_none() && spec.is_decimal() && self.is_long_int(v) {
            let digits = run.answers.ask(v, Ask::Str)?;
            let digits = IntRef::Shown(self.text_bytes(digits));
            let written = spec.write(spec::Value::Int(digits), "int", bits, out);
            return written.map_err(|e| self.text_error(e));
        }
        self.write_formatted(&spec, v, converted.as_deref(), out)
    }

    /// Appends `v`, or the text that it was converted to, as the specification says.
    fn write_formatted(
        &mut self,
        spec: &FormatSpec,
        v: Value,
        converted: Option<&[u8]>,
        out: &mut Vec<u8>,
    ) -> Outcome<()> {
        let bits = self.profile.float;
        let written = match converted {
            Some(text) => spec.write(spec::Value::Text(text), "str", bits, out),
            None => spec.write(self.format_value(v), self.type_name(v), bits, out),
        };
        written.map_err(|e| self.text_error(e))
    }

    /// The value that a field asks for.
    fn field_value(&mut self, field: &Field<'_>, run: &mut Run<'_>) -> Outcome {
        let argument = run.numbering.argument(field.name, run.call.args.len());
        match argument.map_err(|e| self.text_error(e))? {
            Argument::Position(i) => Ok(run.call.args[i]),
            Argument::Keyword { name, more } => {
                self.intern_name(&String::from_utf8_lossy(name))?;
                let named = |&&(key, _): &&(Value, Value)| {
                    self.str_of(key).is_some_and(|key| key.as_bytes() == name)
                };
                match run.call.keywords.iter().find(named) {
                    Some(_) if more => Err(self.text_error(template::no_attributes())),
                    Some(&(_, v)) => Ok(v),
                    None => {
                        let name = self.new_text_of(name.to_vec());
                        Err(self.raise_with(T::KeyError, &[name]))
                    }
                }
            }
        }
    }

    /// Whether this is an int whose decimal digits Python code makes, in steps.
    pub(crate) fn is_long_int(&self, v: Value) -> bool {
        matches!(self.int_of(v), Some(Int::Big(n)) if n.bits() > ONE_GO_BITS)
    }

    /// A value as specifications see it: instances of users' classes have no format of their own,
    /// whatever they derive from.
    fn format_value(&self, v: Value) -> spec::Value<'_> {
        match self.number(v) {
            Some(Number::Int(n)) => spec::Value::Int(int_text(n)),
            Some(Number::Float(f)) => spec::Value::Float(f),
            _ => match self.text_kind(v) {
                Some(Kind::Str | Kind::Bytes) => spec::Value::Text(self.text_bytes(v)),
                _ => spec::Value::Other,
            },
        }
    }

    /// Appends `v` as `str()` or `repr()` show it.
    pub(crate) fn show(
        &mut self,
        v: Value,
        style: Style,
        answers: &mut Answers,
        out: &mut Vec<u8>,
    ) -> Outcome<()> {
        match self.write_bytes(out, v, style) {
            Ok(()) => {}
            Err(Abrupt::Python) => {
                let ask = match style {
                    Style::Str => Ask::Str,
                    Style::Repr => Ask::Repr,
                };
                let answer = answers.ask(v, ask)?;
                out.extend_from_slice(self.text_bytes(answer));
            }
            Err(e) => return Err(e),
        }
        Ok(())
    }

    /// Makes sure that this many bytes can still be appended.
    pub(crate) fn room_for_width(&mut self, width: i32, out: &[u8]) -> Outcome<()> {
        match usize::try_from(width) {
            Ok(width) => self.room_for_text(out.len().saturating_add(width)),
            Err(_) => Ok(()),
        }
    }
}

/// An integer as text handling takes it.
pub(crate) fn int_text(n: Int<'_>) -> IntRef<'_> {
    match n {
        Int::Small(n) => IntRef::Small(n),
        Int::Big(n) => IntRef::Big(n),
    }
}
