//! `%` on `str` and `bytes`.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::cost::Cost;
use crate::native::{Abrupt, Args, Outcome};
use crate::object::Object;
use crate::text::error::TextError;
use crate::text::int::{Digits, IntRef};
use crate::text::pad::Padding;
use crate::text::percent::{self, Conversion, Key, Piece, Size};
use crate::text::{spec, utf8};
use crate::types::T;
use crate::types::text::Kind;
use crate::value::{Ref, Value};
use crate::vm::Vm;

use super::format::{Answers, Ask, MOST_PIECES, Progress, int_text};
use super::print::Style;

/// A formatting in progress.
struct Run<'a> {
    is_bytes: bool,
    args: Box<[Value]>,
    /// How many arguments are used up.
    used: usize,
    dict: Option<Ref>,
    answers: &'a mut Answers,
}

/// `_percent(pattern, argument, state, answers)` of frozen Python
pub(crate) fn resume(vm: &mut Vm, args: Args) -> Outcome {
    let [pattern, arg, state, answers] = [0, 1, 2, 3].map(|i| args.get(vm, i));
    Progress::resume(vm, state, answers, |vm, progress, answers| {
        vm.percent_text(pattern, arg, progress, answers)
    })
}

impl Vm {
    /// `pattern % arg`
    pub fn percent_format(&mut self, pattern: Value, arg: Value) -> Outcome {
        let (mut progress, mut answers) = (Progress::default(), Answers::default());
        match self.percent_text(pattern, arg, &mut progress, &mut answers) {
            Err(Abrupt::Python) => Err(self.call_frozen("percent_text", &[pattern, arg])),
            answer => answer,
        }
    }

    fn percent_text(
        &mut self,
        pattern: Value,
        arg: Value,
        progress: &mut Progress,
        answers: &mut Answers,
    ) -> Outcome {
        self.pay(Cost::Format, usize::from(progress.at == 0));
        let kind = self.text_kind(pattern).unwrap_or(Kind::Str);
        let (args, dict) = match self.heap.object(arg) {
            Some(Object::Tuple(items) | Object::NamedTuple(_, items)) => (items.clone(), None),
            Some(Object::Dict(m)) if !m.is_ordered() => ([arg].into(), arg.as_ref()),
            _ => ([arg].into(), None),
        };
        let mut run = Run {
            is_bytes: kind == Kind::Bytes,
            args,
            used: progress.next as usize,
            dict,
            answers,
        };
        let text: Box<[u8]> = self.text_bytes(pattern).into();
        let mut pieces = 0;
        let ended = loop {
            if pieces == MOST_PIECES {
                break Err(Abrupt::Python);
            }
            let mut at = progress.at;
            let written = progress.out.len();
            let done = match percent::next_piece(&text, &mut at) {
                None => break Ok(()),
                Some(Piece::Literal(literal)) => {
                    progress.out.extend_from_slice(literal);
                    Ok(())
                }
                Some(Piece::Conversion(conversion)) => {
                    self.convert(&conversion, &mut run, &mut progress.out)
                }
            };
            if done.is_err() {
                progress.out.truncate(written);
                break done;
            }
            progress.at = at;
            progress.next = run.used as i64;
            run.answers.forget();
            pieces += 1;
        };
        Progress::spend(self, pieces, text.len(), run.args.len());
        ended?;
        if run.dict.is_none() && run.used != run.args.len() {
            return Err(self.text_error(percent::too_many()));
        }
        self.new_unchecked_text(kind, core::mem::take(&mut progress.out))
    }

    fn convert(
        &mut self,
        conversion: &Conversion<'_>,
        run: &mut Run<'_>,
        out: &mut Vec<u8>,
    ) -> Outcome<()> {
        let keyed = self.keyed(conversion.key, run)?;
        let width = self.size(conversion.width, 0, run)?;
        let precision = self.size(conversion.precision, -1, run)?;
        let Some(letter) = conversion.letter else {
            return Err(self.text_error(percent::incomplete()));
        };
        let v = match keyed {
            Some(v) => v,
            None => self.next_argument(run)?,
        };
        let mut padding = Padding {
            width,
            ..conversion.padding
        };
        match letter {
            b'c' => {
                padding.fill = b' ';
                let mut text = Vec::new();
                self.character(v, &mut text)?;
                self.room_for_width(width, out)?;
                padding.text(&text, out);
            }
            b's' | b'r' => {
                padding.fill = b' ';
                let mut text = Vec::new();
                if letter == b's' && run.is_bytes && self.text_kind(v) == Some(Kind::Bytes) {
                    text.extend_from_slice(self.text_bytes(v));
                } else {
                    let style = match letter {
                        b's' => Style::Str,
                        _ => Style::Repr,
                    };
                    self.show(v, style, run.answers, &mut text)?;
                }
                if let Ok(most) = usize::try_from(precision) {
                    text.truncate(most);
                }
                self.room_for_width(width, out)?;
                padding.text(&text, out);
            }
            b'd' | b'i' | b'u' | b'o' | b'x' | b'X' => {
                padding.prefix = conversion.alternate && !matches!(letter, b'd' | b'i' | b'u');
                padding.octal_letter = conversion.alternate && letter == b'o';
                let base = match letter {
                    b'o' => 8,
                    b'x' | b'X' => 16,
                    _ => 10,
                };
                let v = match v.as_float() {
                    // Only decimal conversions cut floats.
                    Some(f) if base == 10 => self.int_from_float(f)?,
                    _ => self.whole(v, run)?,
                };
                self.room_for_width(width.max(precision), out)?;
                let digits = Digits {
                    base,
                    upper: letter == b'X',
                    group: 0,
                };
                if base == 10 && self.is_long_int(v) {
                    let shown = run.answers.ask(v, Ask::Str)?;
                    let shown = IntRef::Shown(self.text_bytes(shown));
                    padding.int(shown, digits, precision, out);
                } else if let Some(n) = self.int_of(v) {
                    padding.int(int_text(n), digits, precision, out);
                }
            }
            b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {
                let f = match self.float_arg(v) {
                    Err(Abrupt::Python) => {
                        let answer = run.answers.ask(v, Ask::Float)?;
                        self.float_arg(answer)?
                    }
                    f => f?,
                };
                self.room_for_width(width, out)?;
                let bits = self.profile.float;
                padding.float(f, bits, char::from(letter), precision, out);
            }
            _ => {
                let e = percent::unsupported(letter, conversion.offset);
                return Err(self.text_error(e));
            }
        }
        Ok(())
    }

    /// The value of a key in parentheses.
    fn keyed(&mut self, key: Key<'_>, run: &mut Run<'_>) -> Outcome<Option<Value>> {
        if key == Key::None {
            return Ok(None);
        }
        let Some(dict) = run.dict else {
            return Err(self.text_error(percent::needs_dict()));
        };
        // The dict is the only argument.
        run.used = 1;
        let Key::Name(name) = key else {
            return Err(self.text_error(percent::incomplete_key()));
        };
        let name = match core::str::from_utf8(name) {
            Ok(name) => Value::qstr(self.intern_name(name)?),
            Err(_) => self.new_text_of(name.to_vec()),
        };
        match self.map_get(dict, name)? {
            Some(v) => Ok(Some(v)),
            None => Err(self.raise_with(T::KeyError, &[name])),
        }
    }

    fn next_argument(&mut self, run: &mut Run<'_>) -> Outcome {
        match run.args.get(run.used) {
            Some(&v) => {
                run.used += 1;
                Ok(v)
            }
            None => Err(self.text_error(percent::too_few())),
        }
    }

    /// A width or precision, in 32 bits as MicroPython has them.
    fn size(&mut self, size: Size, none: i32, run: &mut Run<'_>) -> Outcome<i32> {
        match size {
            Size::None => Ok(none),
            Size::Fixed(n) => Ok(n),
            Size::Argument => {
                let v = self.next_argument(run)?;
                let v = self.whole(v, run)?;
                Ok(self.int_arg(v)? as i32)
            }
        }
    }

    /// The integer that an argument is or converts to.
    fn whole(&mut self, v: Value, run: &mut Run<'_>) -> Outcome {
        if self.int_of(v).is_some() {
            return Ok(v);
        }
        match self.int_arg(v) {
            Ok(n) => Ok(self.new_int(n)),
            Err(Abrupt::Python) => run.answers.ask(v, Ask::Int),
            Err(e) => Err(e),
        }
    }

    /// What `%c` shows.
    fn character(&mut self, v: Value, text: &mut Vec<u8>) -> Outcome<()> {
        let shown: Result<(), TextError> = match (self.text_kind(v), self.int_of(v)) {
            (Some(Kind::Str), _) => match self.text_bytes(v) {
                &[byte] => {
                    text.push(byte);
                    Ok(())
                }
                _ => Err(percent::needs_char()),
            },
            (_, Some(n)) => spec::code_point(int_text(n)).map(|code| utf8::encode(code, text)),
            _ => Err(percent::needs_int()),
        };
        shown.map_err(|e| self.text_error(e))
    }
}
