//! The drawing of `framebuf` that may take long: what fits in one go, and the rest in steps.

use alloc::vec::Vec;

use super::draw::Layout;
use super::shapes::{self, Blit, Ellipse, Point, Polygon, Source};
use super::{CYCLES, canvas, flag, layout, parts, readable_len};
use crate::native::{Args, Outcome};
use crate::ops::packed;
use crate::types::T;
use crate::value::Value;
use crate::vm::Vm;

/// What may take long, so that frozen Python asks for one part after the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Job {
    Ellipse,
    Poly,
    Blit,
    Scroll,
}

impl Job {
    const ALL: [Job; 4] = [Job::Ellipse, Job::Poly, Job::Blit, Job::Scroll];
}

/// Draws what can be drawn in one go, and lets Python ask for the rest.
pub(super) fn begin(vm: &mut Vm, job: Job, args: Args) -> Outcome {
    let args = args.all(vm).to_vec();
    match draw(vm, job, &args, 0)? {
        None => Ok(Value::NONE),
        Some(done) => {
            let args = vm.new_tuple(args);
            let [job, done] = [job as i64, done as i64].map(Value::small);
            Err(vm.call_frozen("framebuf_draw", &[job, args, done]))
        }
    }
}

/// `_framebuf_draw(job, arguments, done)`: how much is done then, or `None`.
pub(crate) fn go_on(vm: &mut Vm, job: Value, args: Value, done: Value) -> Outcome {
    let number = |v: Value| v.as_small().and_then(|n| usize::try_from(n).ok());
    let job = number(job).and_then(|n| Job::ALL.get(n)).copied();
    let args = vm.items_of(args).unwrap_or_default().to_vec();
    let (Some(job), Some(done)) = (job, number(done)) else {
        return Ok(Value::NONE);
    };
    let done = draw(vm, job, &args, done)?;
    Ok(done.map_or(Value::NONE, |done| Value::small(done as i64)))
}

/// Draws some more; tells how much is done then, or `None` at the end.
fn draw(vm: &mut Vm, job: Job, args: &[Value], from: usize) -> Outcome<Option<usize>> {
    let (done, drawn) = match job {
        Job::Ellipse => ellipse(vm, args, from)?,
        Job::Poly => poly(vm, args, from)?,
        Job::Blit => blit(vm, args, from)?,
        Job::Scroll => {
            let by = (vm.int_arg(args[1])?, vm.int_arg(args[2])?);
            shapes::scroll(&mut canvas(vm, args[0])?, by, from)
        }
    };
    vm.spend(drawn * CYCLES);
    Ok(done)
}

/// `ellipse(x, y, x_radius, y_radius, color, fill=False, quarters=15)`
fn ellipse(vm: &mut Vm, args: &[Value], from: usize) -> Outcome<(Option<usize>, usize)> {
    let mut numbers = [0; 5];
    for (n, &v) in numbers.iter_mut().zip(&args[1..]) {
        *n = vm.int_arg(v)?;
    }
    let [x, y, a, b, color] = numbers;
    let filled = flag(vm, args.get(6).copied())?;
    let quarters = match args.get(7) {
        Some(&quarters) => vm.int_arg(quarters)? & 15,
        None => 15,
    };
    let ellipse = Ellipse {
        middle: (x, y),
        radii: (a, b),
        color: color as u32,
        quarters,
        filled,
        word_bits: vm.word_bits(),
    };
    Ok(ellipse.draw(&mut canvas(vm, args[0])?, from))
}

/// `poly(x, y, points, color, fill=False)`: the points are in an array.
fn poly(vm: &mut Vm, args: &[Value], from: usize) -> Outcome<(Option<usize>, usize)> {
    let at = (vm.int_arg(args[1])?, vm.int_arg(args[2])?);
    readable_len(vm, args[3])?;
    let typecode = vm.buffer_typecode(args[3]);
    let len = vm.buffer_of(args[3]).map_or(0, <[u8]>::len);
    let n = len / (packed::item_size(vm, typecode).unwrap_or(1) * 2);
    if n == 0 {
        return Ok((None, 0));
    }
    let color = vm.int_arg(args[4])? as u32;
    let filled = flag(vm, args.get(5).copied())?;
    vm.reserve(n * size_of::<Point>())?;
    let mut points = Vec::with_capacity(n);
    for i in 0..n {
        points.push((
            coordinate(vm, typecode, args[3], 2 * i)?,
            coordinate(vm, typecode, args[3], 2 * i + 1)?,
        ));
    }
    let polygon = Polygon {
        points: &points,
        at,
        color,
    };
    let mut canvas = canvas(vm, args[0])?;
    Ok(match filled {
        true => polygon.fill(&mut canvas, from),
        false => polygon.outline(&mut canvas, from),
    })
}

fn coordinate(vm: &mut Vm, typecode: u8, buffer: Value, i: usize) -> Outcome<i64> {
    let value = match packed::load(vm, typecode, buffer, i) {
        Some(value) => value,
        // The bytes of a `str`.
        None => {
            let byte = vm.buffer_of(buffer).and_then(|bytes| bytes.get(i));
            Value::small(byte.copied().unwrap_or(0).into())
        }
    };
    vm.int_arg(value)
}

/// A picture that is only read: a frame buffer, or a tuple or list of what one is made of.
fn picture(vm: &mut Vm, v: Value) -> Outcome<(Layout, Value)> {
    if let Some(parts) = parts(vm, v) {
        return Ok(parts);
    }
    let items = vm.array_arg(v)?;
    if !(4..=5).contains(&items.len()) {
        return Err(vm.raise_with(T::ValueError, &[]));
    }
    Ok((layout(vm, &items, false)?, items[0]))
}

/// `blit(source, x, y, key=-1, palette=None)`
fn blit(vm: &mut Vm, args: &[Value], from: usize) -> Outcome<(Option<usize>, usize)> {
    let this = args[0];
    let Some((layout, buffer)) = parts(vm, this) else {
        return Err(vm.wrong_self("FrameBuffer", this));
    };
    let source = picture(vm, args[1])?;
    let at = (vm.int_arg(args[2])?, vm.int_arg(args[3])?);
    let key = args.get(4).map_or(Ok(-1), |&key| vm.int_arg(key))? as u32;
    let palette = match args.get(5) {
        None | Some(&Value::NONE) => None,
        Some(&palette) => Some(picture(vm, palette)?),
    };
    let Some((owner, range)) = vm.storage(buffer) else {
        return Ok((None, 0));
    };
    // The bytes are out of the heap meanwhile, so that others can be read.
    let mut bytes = vm.take_bytes(owner);
    let read = |(layout, buffer): (Layout, Value)| {
        let source = match vm.storage(buffer) {
            Some((of, range)) if of == owner => Source::Same(range.start),
            _ => Source::Bytes(vm.buffer_of(buffer).unwrap_or_default()),
        };
        (layout, source)
    };
    let blit = Blit {
        source: read(source),
        at,
        key,
        palette: palette.map(read),
    };
    let drawn = blit.copy(layout, &mut bytes, range, from);
    vm.put_bytes(owner, bytes);
    Ok(drawn)
}
