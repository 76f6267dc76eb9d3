//! `framebuf`: pictures in memory, for displays.

mod draw;
mod font;
mod jobs;
mod shapes;

use alloc::vec;

use self::draw::{Canvas, Format, Layout};
pub(crate) use self::jobs::go_on;
use self::jobs::{Job, begin};
use super::{Member, ModuleSpec, always};
use crate::native::{Args, F, Outcome, native};
use crate::object::{Object, ViewObj};
use crate::types::text::Kind;
use crate::types::{T, TypeSpec};
use crate::value::Value;
use crate::vm::Vm;

/// What the module is made of.
pub const SPEC: ModuleSpec = ModuleSpec {
    name: "framebuf",
    natives: &[native("FrameBuffer1", F::V(3, 4, make_mono))],
    members: &[
        ("FrameBuffer", Member::Type(T::FrameBuffer)),
        ("MVLSB", Member::Int(Format::MonoVlsb as i64)),
        ("MONO_VLSB", Member::Int(Format::MonoVlsb as i64)),
        ("RGB565", Member::Int(Format::Rgb565 as i64)),
        ("GS2_HMSB", Member::Int(Format::Gs2Hmsb as i64)),
        ("GS4_HMSB", Member::Int(Format::Gs4Hmsb as i64)),
        ("GS8", Member::Int(Format::Gs8 as i64)),
        ("MONO_HLSB", Member::Int(Format::MonoHlsb as i64)),
        ("MONO_HMSB", Member::Int(Format::MonoHmsb as i64)),
    ],
    present: always,
};

/// `FrameBuffer`: its value is the buffer; its data are its width, height, stride and format.
pub const FRAME_BUFFER: TypeSpec = TypeSpec {
    name: "FrameBuffer",
    base: T::Object,
    make: Some(F::K(1, make)),
    natives: &[
        native("fill", F::F2(fill)),
        native("fill_rect", F::V(6, 6, fill_rect)),
        native("pixel", F::V(3, 4, pixel)),
        native("hline", F::V(5, 5, |vm, args| straight(vm, args, false))),
        native("vline", F::V(5, 5, |vm, args| straight(vm, args, true))),
        native("rect", F::V(6, 7, rect)),
        native("line", F::V(6, 6, line)),
        native(
            "ellipse",
            F::V(6, 8, |vm, args| begin(vm, Job::Ellipse, args)),
        ),
        native("poly", F::V(5, 6, |vm, args| begin(vm, Job::Poly, args))),
        native("blit", F::V(4, 6, |vm, args| begin(vm, Job::Blit, args))),
        native(
            "scroll",
            F::V(3, 3, |vm, args| begin(vm, Job::Scroll, args)),
        ),
        native("text", F::V(4, 5, text)),
    ],
    consts: &[],
};

/// The largest size.
const MOST: i64 = 0xffff;

/// Cycles for a pixel that is drawn alone, roughly; filled ones take less.
const CYCLES: usize = 16;

/// `FrameBuffer(buffer, width, height, format, stride=width)`
fn make(vm: &mut Vm, args: Args) -> Outcome {
    let args = args.skip(1);
    vm.check_places(args, 4, 5)?;
    let args = args.all(vm).to_vec();
    new(vm, &args)
}

/// `FrameBuffer1(buffer, width, height, stride=width)`
fn make_mono(vm: &mut Vm, args: Args) -> Outcome {
    let stride = args.opt(vm, 3).unwrap_or_else(|| args.get(vm, 1));
    let format = Value::small(Format::MonoVlsb as i64);
    let args = [
        args.get(vm, 0),
        args.get(vm, 1),
        args.get(vm, 2),
        format,
        stride,
    ];
    new(vm, &args)
}

fn new(vm: &mut Vm, args: &[Value]) -> Outcome {
    let layout = layout(vm, args, true)?;
    let Layout {
        width,
        height,
        stride,
        format,
    } = layout;
    let data = [width as i64, height as i64, stride as i64, format as i64];
    let buffer = lowest(vm, args[0]);
    Ok(vm.new_device(T::FrameBuffer, data, vec![buffer]))
}

/// What holds the bytes of a buffer, or a view of that: however many pictures and views lie over each
/// other, a picture has at most one below it.
fn lowest(vm: &mut Vm, buffer: Value) -> Value {
    let Some((owner, range)) = vm.storage(buffer) else {
        return buffer;
    };
    if Some(range.len()) == vm.bytes_of(owner).map(<[u8]>::len) {
        return owner;
    }
    let view = ViewObj {
        target: owner,
        typecode: vm.buffer_typecode(buffer),
        start: range.start,
        len: range.len(),
        readonly: false,
        is_bytearray: false,
    };
    vm.heap.new_value(Object::MemoryView(view.into()))
}

/// Checks what a picture is made of.
fn layout(vm: &mut Vm, args: &[Value], writable: bool) -> Outcome<Layout> {
    let [width, height, format] = [
        vm.int_arg(args[1])?,
        vm.int_arg(args[2])?,
        vm.int_arg(args[3])?,
    ];
    let stride = args
        .get(4)
        .map_or(Ok(width), |&stride| vm.int_arg(stride))?;
    if width < 1 || height < 1 || width > MOST || height > MOST || stride > MOST || stride < width {
        return Err(vm.raise_with(T::ValueError, &[]));
    }
    let format = usize::try_from(format)
        .ok()
        .and_then(|n| Format::ALL.get(n));
    let Some(&format) = format else {
        return Err(vm.value_error("invalid format"));
    };
    let len = match writable {
        true => vm.writable_len(args[0])?,
        false => readable_len(vm, args[0])?,
    };
    let (layout, needed) = Layout::new(width as usize, height as usize, stride as usize, format);
    if needed > len {
        return Err(vm.raise_with(T::ValueError, &[]));
    }
    Ok(layout)
}

fn readable_len(vm: &mut Vm, buffer: Value) -> Outcome<usize> {
    match vm.buffer_of(buffer) {
        Some(bytes) => Ok(bytes.len()),
        None => Err(vm.type_error("object with buffer protocol required")),
    }
}

/// How a frame buffer's pixels lie, and its buffer; `None` of what is none.
fn parts(vm: &Vm, v: Value) -> Option<(Layout, Value)> {
    let d = vm
        .device(vm.native_part(v))
        .filter(|d| d.ty == T::FrameBuffer)?;
    let [width, height, stride, format] = d.data.map(|n| n as usize);
    let format = *Format::ALL.get(format)?;
    let layout = Layout {
        width,
        height,
        stride,
        format,
    };
    Some((layout, *d.values.first()?))
}

/// A frame buffer's pixels.
fn canvas(vm: &mut Vm, v: Value) -> Outcome<Canvas<'_>> {
    let Some((layout, buffer)) = parts(vm, v) else {
        return Err(vm.wrong_self("FrameBuffer", v));
    };
    let bytes = vm.bytes_mut(buffer).unwrap_or_default();
    Ok(Canvas { layout, bytes })
}

/// The integers behind the first argument.
fn numbers<const N: usize>(vm: &mut Vm, args: Args) -> Outcome<[i64; N]> {
    let mut numbers = [0; N];
    for (i, n) in numbers.iter_mut().enumerate() {
        *n = vm.int_arg(args.get(vm, i + 1))?;
    }
    Ok(numbers)
}

fn fill(vm: &mut Vm, this: Value, color: Value) -> Outcome {
    let color = vm.int_arg(color)?;
    fill_all(vm, this, &[[0, 0, MOST, MOST]], color)
}

/// Fills rectangles: x, y, width, height.
fn fill_all(vm: &mut Vm, this: Value, rects: &[[i64; 4]], color: i64) -> Outcome {
    let mut canvas = canvas(vm, this)?;
    let fill = |&[x, y, w, h]: &[i64; 4]| canvas.fill_rect(x, y, w, h, color as u32);
    let filled: usize = rects.iter().map(fill).sum();
    vm.spend(filled * 2);
    Ok(Value::NONE)
}

fn fill_rect(vm: &mut Vm, args: Args) -> Outcome {
    let [x, y, w, h, color] = numbers(vm, args)?;
    fill_all(vm, args.get(vm, 0), &[[x, y, w, h]], color)
}

/// `hline(x, y, width, color)`, `vline(x, y, height, color)`
fn straight(vm: &mut Vm, args: Args, down: bool) -> Outcome {
    let [x, y, len, color] = numbers(vm, args)?;
    let (w, h) = if down { (1, len) } else { (len, 1) };
    fill_all(vm, args.get(vm, 0), &[[x, y, w, h]], color)
}

/// `rect(x, y, width, height, color, fill=False)`
fn rect(vm: &mut Vm, args: Args) -> Outcome {
    let [x, y, w, h, color] = numbers(vm, args)?;
    let this = args.get(vm, 0);
    if flag(vm, args.opt(vm, 6))? {
        return fill_all(vm, this, &[[x, y, w, h]], color);
    }
    let bottom = y.wrapping_add(h).wrapping_sub(1);
    let right = x.wrapping_add(w).wrapping_sub(1);
    let sides = [
        [x, y, w, 1],
        [x, bottom, w, 1],
        [x, y, 1, h],
        [right, y, 1, h],
    ];
    fill_all(vm, this, &sides, color)
}

fn flag(vm: &mut Vm, v: Option<Value>) -> Outcome<bool> {
    v.map_or(Ok(false), |v| vm.truth(v))
}

/// `pixel(x, y)`, `pixel(x, y, color)`
fn pixel(vm: &mut Vm, args: Args) -> Outcome {
    let [x, y] = numbers(vm, args)?;
    let this = args.get(vm, 0);
    if !canvas(vm, this)?.layout.has(x, y) {
        return Ok(Value::NONE);
    }
    let Some(color) = args.opt(vm, 3) else {
        let canvas = canvas(vm, this)?;
        let color = canvas.layout.get(canvas.bytes, x as usize, y as usize);
        return Ok(Value::small(color.into()));
    };
    let color = vm.int_arg(color)?;
    canvas(vm, this)?.set(x, y, color as u32);
    Ok(Value::NONE)
}

fn line(vm: &mut Vm, args: Args) -> Outcome {
    let [x1, y1, x2, y2, color] = numbers(vm, args)?;
    let this = args.get(vm, 0);
    let drawn = canvas(vm, this)?.line((x1, y1), (x2, y2), color as u32);
    vm.spend(drawn * CYCLES);
    Ok(Value::NONE)
}

/// `text(text, x, y, color=1)`
fn text(vm: &mut Vm, args: Args) -> Outcome {
    let (this, text) = (args.get(vm, 0), args.get(vm, 1));
    let Some(bytes) = vm.text_kind(text).filter(|_| !vm.is_user(text)) else {
        return Err(vm.not_a_string(text));
    };
    if bytes == Kind::ByteArray {
        return Err(vm.not_a_string(text));
    }
    let (x, y) = (vm.int_arg(args.get(vm, 2))?, vm.int_arg(args.get(vm, 3))?);
    let color = args.opt(vm, 4).map_or(Ok(1), |color| vm.int_arg(color))?;
    let width = canvas(vm, this)?.layout.width;
    // Characters to the left of the picture, and to the right.
    let all = vm.text_bytes(text);
    let hidden = usize::try_from(x.saturating_neg().max(0) / 8).unwrap_or(usize::MAX);
    let begin = hidden.min(all.len());
    let end = begin.saturating_add(width / 8 + 2).min(all.len());
    let ended = all[..end].iter().position(|&b| b == 0).unwrap_or(end);
    let shown = all[begin.min(ended)..ended].to_vec();
    let x = x.saturating_add(8 * begin as i64);
    let drawn = canvas(vm, this)?.text(&shown, x, y, color as u32);
    vm.spend(drawn * CYCLES / 2);
    Ok(Value::NONE)
}
