//! Lines, ellipses, polygons, texts and copies of pictures, pixel by pixel as boards draw them.
//!
//! What may take long draws a part at a time, and tells where the next part begins.

use alloc::vec::Vec;
use core::ops::Range;

use super::draw::{Canvas, Layout};
use super::font;

/// Pixels that are drawn in one go, roughly.
const MOST: usize = 1 << 20;

/// What a step counts besides the pixels that it draws.
const OVERHEAD: usize = 4;

/// How far from the picture the ends of a line are told apart.
const FAR: i64 = 1 << 40;

/// A point.
pub type Point = (i64, i64);

impl Canvas<'_> {
    /// A line with both its ends; tells how many pixels it took.
    pub fn line(&mut self, from: Point, to: Point, color: u32) -> usize {
        // A board would take hours for one that is longer.
        let near = |(x, y): Point| [x, y].map(|n| i128::from(n.clamp(-FAR, FAR)));
        let ([x1, y1], [x2, y2]) = (near(from), near(to));
        let (dx, dy) = (x2 - x1, y2 - y1);
        let (sx, sy) = (if dx > 0 { 1 } else { -1 }, if dy > 0 { 1 } else { -1 });
        let (dx, dy) = (dx.abs(), dy.abs());
        let steep = dy > dx;
        let (width, height) = (self.layout.width as i128, self.layout.height as i128);
        // Along the longer side, and across.
        let (along, across, start, other, room, step, other_step) = match steep {
            true => (dy, dx, y1, x1, height, sy, sx),
            false => (dx, dy, x1, y1, width, sx, sy),
        };
        // The steps at which the line can be inside.
        let (first, end) = match step {
            1 => (-start, room - start),
            _ => (start - room + 1, start + 1),
        };
        let (first, end) = (first.max(0), end.min(along));
        for i in first..end {
            let a = start + step * i;
            let b = other + other_step * ((2 * across * i - along).div_euclid(2 * along) + 1);
            let (x, y) = if steep { (b, a) } else { (a, b) };
            if (0..width).contains(&x) && (0..height).contains(&y) {
                self.layout.set(self.bytes, x as usize, y as usize, color);
            }
        }
        self.set(to.0, to.1, color);
        (end - first).max(0) as usize + OVERHEAD
    }

    /// A text; tells how many pixels it took.
    pub fn text(&mut self, text: &[u8], x: i64, y: i64, color: u32) -> usize {
        let mut drawn = 0;
        let end = self.layout.width as i64;
        for (i, &byte) in text.iter().enumerate() {
            let left = x.saturating_add(8 * i as i64);
            if left >= end {
                break;
            }
            for (column, &bits) in (left..).zip(font::glyph(byte)) {
                for row in (0..8).filter(|row| bits >> row & 1 != 0) {
                    self.set(column, y.saturating_add(row), color);
                }
            }
            drawn += 64;
        }
        drawn
    }
}

/// An ellipse that is being drawn.
#[derive(Clone, Copy, Debug)]
pub struct Ellipse {
    /// Its middle.
    pub middle: Point,
    /// Its radii.
    pub radii: Point,
    /// Its color.
    pub color: u32,
    /// Which quarters are drawn, a bit each: top right, top left, bottom left, bottom right.
    pub quarters: i64,
    /// Whether they are filled.
    pub filled: bool,
    /// The bits of an integer of C, in which sums wrap.
    pub word_bits: u32,
}

impl Ellipse {
    fn wrap(&self, n: i64) -> i64 {
        let unused = 64 - self.word_bits;
        n << unused >> unused
    }

    /// The points at `(x, y)` from the middle, one in each quarter, or the rows up to them.
    fn points(&self, canvas: &mut Canvas<'_>, x: i64, y: i64) -> usize {
        let (cx, cy) = self.middle;
        let [right, left] = [cx.wrapping_add(x), cx.wrapping_sub(x)];
        let [above, below] = [cy.wrapping_sub(y), cy.wrapping_add(y)];
        let corners = [
            (right, cx, above),
            (left, left, above),
            (left, left, below),
            (right, cx, below),
        ];
        let mut drawn = OVERHEAD;
        for (quarter, (point, row, y)) in corners.into_iter().enumerate() {
            if self.quarters >> quarter & 1 == 0 {
                continue;
            }
            match self.filled {
                true => {
                    drawn += canvas.fill_rect(row, y, x.wrapping_add(1), 1, self.color) + OVERHEAD
                }
                false => canvas.set(point, y, self.color),
            }
        }
        drawn
    }

    /// Draws some of it: `from` is how many points were done. Tells how many then are, or `None` at the
    /// end, and how many pixels that took.
    pub fn draw(&self, canvas: &mut Canvas<'_>, from: usize) -> (Option<usize>, usize) {
        let (a, b) = self.radii;
        if (a, b) == (0, 0) {
            if self.quarters != 0 {
                canvas.set(self.middle.0, self.middle.1, self.color);
            }
            return (None, 1);
        }
        let wrap = |n: i64| self.wrap(n);
        let square = |n: i64| wrap(n.wrapping_mul(n));
        let (aa, bb) = (
            wrap(2i64.wrapping_mul(square(a))),
            wrap(2i64.wrapping_mul(square(b))),
        );
        let flat =
            |n: i64, m: i64| wrap(square(n).wrapping_mul(1i64.wrapping_sub(m.wrapping_mul(2))));
        let mut drawn = 0;
        let mut done = 0;
        // Along the sides first, then along the top and the bottom: the roles are exchanged.
        for upright in [true, false] {
            let (step, turn, begin) = if upright { (aa, bb, a) } else { (bb, aa, b) };
            let (mut along, mut across) = (0i64, begin);
            let mut change = if upright { square(a) } else { square(b) };
            let mut turning = if upright { flat(b, a) } else { flat(a, b) };
            let mut error = 0i64;
            let (mut stop, mut at) = (wrap(turn.wrapping_mul(begin)), 0i64);
            while stop >= at {
                if done >= from {
                    let (x, y) = if upright {
                        (across, along)
                    } else {
                        (along, across)
                    };
                    drawn += self.points(canvas, x, y);
                } else {
                    drawn += usize::from(done & 7 == 0);
                }
                done += 1;
                along = wrap(along.wrapping_add(1));
                at = wrap(at.wrapping_add(step));
                error = wrap(error.wrapping_add(change));
                change = wrap(change.wrapping_add(step));
                if wrap(error.wrapping_mul(2).wrapping_add(turning)) > 0 {
                    across = wrap(across.wrapping_sub(1));
                    stop = wrap(stop.wrapping_sub(turn));
                    error = wrap(error.wrapping_add(turning));
                    turning = wrap(turning.wrapping_add(turn));
                }
                if drawn > MOST && done > from {
                    return (Some(done), drawn);
                }
            }
        }
        (None, drawn)
    }
}

/// The edges of a polygon, each from one point to the one before it, the last first.
fn edges(points: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    let starts = points.first().into_iter().chain(points.iter().rev());
    starts.zip(points.iter().rev()).map(|(&a, &b)| (a, b))
}

/// A polygon that is being drawn.
#[derive(Clone, Copy, Debug)]
pub struct Polygon<'a> {
    /// Its points.
    pub points: &'a [Point],
    /// What is added to each.
    pub at: Point,
    /// Its color.
    pub color: u32,
}

impl Polygon<'_> {
    fn moved(&self, (x, y): Point) -> Point {
        (self.at.0.wrapping_add(x), self.at.1.wrapping_add(y))
    }

    /// Draws some of its edges from the edge `from` on, as [`Ellipse::draw`] does.
    pub fn outline(&self, canvas: &mut Canvas<'_>, from: usize) -> (Option<usize>, usize) {
        let mut drawn = 0;
        for (i, (a, b)) in edges(self.points).enumerate().skip(from) {
            if drawn > MOST {
                return (Some(i), drawn);
            }
            drawn += canvas.line(self.moved(a), self.moved(b), self.color);
        }
        (None, drawn)
    }

    /// Fills some of its rows: `from` counts those of the picture that it may be on.
    pub fn fill(&self, canvas: &mut Canvas<'_>, from: usize) -> (Option<usize>, usize) {
        let heights = || self.points.iter().map(|p| p.1);
        let (Some(top), Some(bottom)) = (heights().min(), heights().max()) else {
            return (None, 0);
        };
        // Nothing is drawn in rows outside of the picture.
        let [y, height] = [self.at.1, canvas.layout.height as i64].map(i128::from);
        let first = i128::from(top).max(-y);
        let end = (i128::from(bottom) + 1).min(height - y);
        let mut drawn = 0;
        for (i, row) in (first..end).enumerate().skip(from) {
            if drawn > MOST {
                return (Some(i), drawn);
            }
            drawn += self.fill_row(canvas, row as i64);
        }
        (None, drawn)
    }

    fn fill_row(&self, canvas: &mut Canvas<'_>, row: i64) -> usize {
        // Where edges cross the row.
        let mut nodes = Vec::new();
        let mut drawn = self.points.len();
        let (x, y) = self.moved((0, row));
        for ((x1, y1), (x2, y2)) in edges(self.points) {
            if (y1 > row) != (y2 > row) {
                // Sums that an integer of C cannot hold wrap.
                let (across, down) = (x2.wrapping_sub(x1), y2.wrapping_sub(y1));
                let slope = across.wrapping_mul(32).wrapping_mul(row.wrapping_sub(y1));
                let node = x1.wrapping_mul(32).wrapping_add(slope.wrapping_div(down));
                nodes.push(node.wrapping_add(16) / 32);
            } else if row == y1.max(y2) {
                // The lowest pixels, which no crossing finds.
                if y1 == y2 {
                    let (left, right) = (x1.min(x2), x1.max(x2));
                    let width = right.saturating_sub(left).saturating_add(1);
                    drawn += self.span(canvas, x.saturating_add(left), y, width);
                } else {
                    let lowest = if y1 < y2 { x2 } else { x1 };
                    canvas.set(x.wrapping_add(lowest), y, self.color);
                }
            }
        }
        nodes.sort_unstable();
        for pair in nodes.as_chunks().0 {
            let [left, right] = *pair;
            let width = right.wrapping_sub(left).wrapping_add(1);
            drawn += canvas.fill_rect(x.wrapping_add(left), y, width, 1, self.color);
        }
        drawn
    }

    /// A row of pixels, which may be longer than an `int` can tell.
    fn span(&self, canvas: &mut Canvas<'_>, x: i64, y: i64, width: i64) -> usize {
        let room = canvas.layout.width as i64;
        let end = x.saturating_add(width).clamp(0, room);
        let x = x.clamp(0, room);
        canvas.fill_rect(x, y, end - x, 1, self.color)
    }
}

/// Where the pixels of a picture are that is only read.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// In bytes of their own.
    Bytes(&'a [u8]),
    /// From this byte on in those that are drawn into.
    Same(usize),
}

impl Source<'_> {
    #[inline(always)]
    fn get(self, layout: Layout, drawn_into: &[u8], x: usize, y: usize) -> u32 {
        let bytes = match self {
            Source::Bytes(bytes) => bytes,
            Source::Same(start) => drawn_into.get(start..).unwrap_or_default(),
        };
        layout.get(bytes, x, y)
    }
}

/// A picture that is copied into another.
#[derive(Clone, Copy, Debug)]
pub struct Blit<'a> {
    /// The picture.
    pub source: (Layout, Source<'a>),
    /// Where its top left pixel goes.
    pub at: Point,
    /// The color of which no pixel is copied.
    pub key: u32,
    /// What gives a pixel's color, by the one that it has.
    pub palette: Option<(Layout, Source<'a>)>,
}

impl Blit<'_> {
    /// Copies some rows into the picture of this layout, which is the `range` of the bytes; `from` is how
    /// many rows were done.
    pub fn copy(
        &self,
        target: Layout,
        bytes: &mut [u8],
        range: Range<usize>,
        from: usize,
    ) -> (Option<usize>, usize) {
        let (layout, source) = self.source;
        let (x, y) = (i128::from(self.at.0), i128::from(self.at.1));
        let columns = x.max(0)..(x + layout.width as i128).min(target.width as i128);
        let rows = y.max(0)..(y + layout.height as i128).min(target.height as i128);
        let mut drawn = 0;
        for (i, row) in rows.enumerate().skip(from) {
            if drawn > MOST {
                return (Some(i), drawn);
            }
            let sy = (row - y) as usize;
            for (n, column) in (columns.start as usize..columns.end.max(0) as usize).enumerate() {
                let sx = n + (columns.start - x) as usize;
                let mut color = source.get(layout, bytes, sx, sy);
                if let Some((layout, palette)) = self.palette {
                    color = palette.get(layout, bytes, color as usize, 0);
                }
                if color != self.key
                    && let Some(own) = bytes.get_mut(range.clone())
                {
                    target.set(own, column, row as usize, color);
                }
            }
            drawn += (columns.end - columns.start).max(0) as usize + OVERHEAD;
        }
        (None, drawn)
    }
}

/// Moves all pixels by `by`; those that nothing moves onto stay. `from` is how many rows were done.
pub fn scroll(canvas: &mut Canvas<'_>, by: Point, from: usize) -> (Option<usize>, usize) {
    let layout = canvas.layout;
    let (width, height) = (layout.width as i64, layout.height as i64);
    if by.0.unsigned_abs() >= width as u64 || by.1.unsigned_abs() >= height as u64 {
        return (None, 0);
    }
    // Each pixel is read before one is stored there.
    let places = |by: i64, end: i64| match by {
        ..0 => (0, 1, end + by),
        _ => (end - 1, -1, end - by),
    };
    let (x0, dx, columns) = places(by.0, width);
    let (y0, dy, rows) = places(by.1, height);
    let mut drawn = 0;
    for i in from as i64..rows {
        if drawn > MOST {
            return (Some(i as usize), drawn);
        }
        let y = y0 + dy * i;
        for x in (0..columns).map(|i| x0 + dx * i) {
            let color = layout.get(canvas.bytes, (x - by.0) as usize, (y - by.1) as usize);
            layout.set(canvas.bytes, x as usize, y as usize, color);
        }
        drawn += columns as usize;
    }
    (None, drawn)
}
