//! Pixels in the formats of `framebuf`, over plain bytes.

/// How pixels lie in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Eight pixels below each other in a byte, the top one in the lowest bit.
    MonoVlsb,
    /// Two bytes for a pixel.
    Rgb565,
    /// Two pixels in a byte, the left one in the higher bits.
    Gs4Hmsb,
    /// Eight pixels beside each other in a byte, the left one in the highest bit.
    MonoHlsb,
    /// Eight pixels beside each other in a byte, the left one in the lowest bit.
    MonoHmsb,
    /// Four pixels in a byte, the left one in the lowest bits.
    Gs2Hmsb,
    /// A byte for a pixel.
    Gs8,
}

impl Format {
    /// All of them, by the numbers that programs give.
    pub const ALL: [Format; 7] = [
        Format::MonoVlsb,
        Format::Rgb565,
        Format::Gs4Hmsb,
        Format::MonoHlsb,
        Format::MonoHmsb,
        Format::Gs2Hmsb,
        Format::Gs8,
    ];

    /// The bits of a pixel.
    const fn bits(self) -> usize {
        match self {
            Format::MonoVlsb | Format::MonoHlsb | Format::MonoHmsb => 1,
            Format::Gs2Hmsb => 2,
            Format::Gs4Hmsb => 4,
            Format::Gs8 => 8,
            Format::Rgb565 => 16,
        }
    }

    /// How many pixels beside each other make up whole bytes.
    const fn across(self) -> usize {
        match self {
            Format::MonoHlsb | Format::MonoHmsb => 8,
            Format::Gs2Hmsb => 4,
            Format::Gs4Hmsb => 2,
            Format::MonoVlsb | Format::Gs8 | Format::Rgb565 => 1,
        }
    }
}

/// The size of a picture, and how its pixels lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Layout {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Pixels from one row to the next.
    pub stride: usize,
    /// How they lie.
    pub format: Format,
}

impl Layout {
    /// A picture with rows of whole bytes, and the bytes that it needs at least.
    pub fn new(width: usize, height: usize, stride: usize, format: Format) -> (Layout, usize) {
        let across = format.across();
        let stride = stride.next_multiple_of(across);
        let last_row = width.next_multiple_of(across);
        let (rows, strides) = match format {
            Format::MonoVlsb => (height.next_multiple_of(8), height.next_multiple_of(8) - 8),
            _ => (height, height - 1),
        };
        let pixels = strides * stride + (rows - strides) * last_row;
        let layout = Layout {
            width,
            height,
            stride,
            format,
        };
        (layout, pixels * format.bits() / 8)
    }

    /// Whether there is such a pixel.
    pub fn has(&self, x: i64, y: i64) -> bool {
        (0..self.width as i64).contains(&x) && (0..self.height as i64).contains(&y)
    }

    /// The byte of a pixel and how far its bits are shifted in it.
    #[inline(always)]
    fn place(&self, x: usize, y: usize) -> (usize, usize) {
        let n = x + y * self.stride;
        match self.format {
            Format::MonoVlsb => ((y >> 3) * self.stride + x, y & 7),
            Format::MonoHlsb => (n >> 3, 7 - (x & 7)),
            Format::MonoHmsb => (n >> 3, x & 7),
            Format::Gs2Hmsb => (n >> 2, 2 * (x & 3)),
            Format::Gs4Hmsb => (n >> 1, 4 * (1 - (x & 1))),
            Format::Gs8 => (n, 0),
            Format::Rgb565 => (2 * n, 0),
        }
    }

    /// A pixel's color; 0 beyond the bytes.
    #[inline(always)]
    pub fn get(&self, bytes: &[u8], x: usize, y: usize) -> u32 {
        let (at, shift) = self.place(x, y);
        let byte = |at| u32::from(bytes.get(at).copied().unwrap_or(0));
        match self.format {
            Format::Rgb565 => byte(at) | byte(at + 1) << 8,
            format => byte(at) >> shift & ((1 << format.bits()) - 1),
        }
    }

    /// The bits that a color has in a pixel.
    #[inline(always)]
    fn ink(&self, color: u32) -> u32 {
        match self.format.bits() {
            1 => u32::from(color != 0),
            bits => color & ((1 << bits) - 1),
        }
    }

    /// Sets a pixel; nothing happens beyond the bytes.
    #[inline(always)]
    pub fn set(&self, bytes: &mut [u8], x: usize, y: usize, color: u32) {
        let (at, shift) = self.place(x, y);
        let ink = self.ink(color);
        if self.format == Format::Rgb565 {
            if let Some(pixel) = bytes.get_mut(at..at + 2) {
                pixel.copy_from_slice(&(ink as u16).to_le_bytes());
            }
        } else if let Some(byte) = bytes.get_mut(at) {
            let mask = ((1u32 << self.format.bits()) - 1) << shift;
            *byte = (u32::from(*byte) & !mask | ink << shift) as u8;
        }
    }
}

/// A picture to draw into.
#[derive(Debug)]
pub struct Canvas<'a> {
    /// Its size.
    pub layout: Layout,
    /// Its pixels.
    pub bytes: &'a mut [u8],
}

impl Canvas<'_> {
    /// Sets a pixel, if there is such a one.
    #[inline]
    pub fn set(&mut self, x: i64, y: i64, color: u32) {
        if self.layout.has(x, y) {
            self.layout.set(self.bytes, x as usize, y as usize, color);
        }
    }

    /// Fills what of a rectangle is inside, and tells how many pixels that was. The numbers are those
    /// of a C `int`.
    pub fn fill_rect(&mut self, x: i64, y: i64, w: i64, h: i64, color: u32) -> usize {
        let [x, y, w, h] = [x, y, w, h].map(|n| i64::from(n as i32));
        let (width, height) = (self.layout.width as i64, self.layout.height as i64);
        if w < 1 || h < 1 || x + w <= 0 || y + h <= 0 || x >= width || y >= height {
            return 0;
        }
        let columns = x.max(0) as usize..(x + w).min(width) as usize;
        let rows = y.max(0) as usize..(y + h).min(height) as usize;
        let filled = columns.len() * rows.len();
        match self.layout.format {
            Format::MonoVlsb => self.fill_pages(columns, rows, color),
            _ => rows.for_each(|y| self.fill_row(columns.clone(), y, color)),
        }
        filled
    }

    /// Fills where eight rows share their bytes.
    fn fill_pages(
        &mut self,
        columns: core::ops::Range<usize>,
        rows: core::ops::Range<usize>,
        color: u32,
    ) {
        let ink = if color == 0 { 0 } else { 0xff };
        for page in rows.start / 8..rows.end.div_ceil(8) {
            let top = rows.start.max(8 * page) - 8 * page;
            let bottom = rows.end.min(8 * page + 8) - 8 * page;
            let mask = (0xffu16 << top) as u8 & (0xffu16 >> (8 - bottom)) as u8;
            let start = page * self.layout.stride;
            let bytes = self
                .bytes
                .get_mut(start + columns.start..start + columns.end);
            for byte in bytes.unwrap_or_default() {
                *byte = *byte & !mask | ink & mask;
            }
        }
    }

    /// Fills a part of a row: whole bytes at once, and pixels at the ends.
    fn fill_row(&mut self, columns: core::ops::Range<usize>, y: usize, color: u32) {
        let layout = self.layout;
        let ink = layout.ink(color);
        if layout.format == Format::Rgb565 {
            let start = 2 * y * layout.stride;
            let row = start + 2 * columns.start..start + 2 * columns.end;
            for pixel in self
                .bytes
                .get_mut(row)
                .unwrap_or_default()
                .as_chunks_mut()
                .0
            {
                *pixel = (ink as u16).to_le_bytes();
            }
            return;
        }
        let across = layout.format.across();
        let whole = columns.start.next_multiple_of(across)..columns.end / across * across;
        if whole.is_empty() {
            columns.for_each(|x| layout.set(self.bytes, x, y, color));
            return;
        }
        for x in (columns.start..whole.start).chain(whole.end..columns.end) {
            layout.set(self.bytes, x, y, color);
        }
        // The byte that holds the color in each of its pixels.
        let byte = ink * (0xff / ((1 << layout.format.bits()) - 1));
        let start = y * layout.stride / across;
        let bytes = self
            .bytes
            .get_mut(start + whole.start / across..start + whole.end / across);
        bytes.unwrap_or_default().fill(byte as u8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn rectangles_are_their_pixels() {
        for format in Format::ALL {
            let (layout, len) = Layout::new(19, 21, 23, format);
            for (x, y, w, h) in [
                (0, 0, 19, 21),
                (3, 5, 9, 8),
                (-2, 6, 5, 40),
                (8, 8, 1, 1),
                (5, 1, 2, 19),
            ] {
                let (mut filled, mut set) = (vec![0x5a; len], vec![0x5a; len]);
                for color in [0xffff, 0, 0x1b5] {
                    let mut canvas = Canvas {
                        layout,
                        bytes: &mut filled,
                    };
                    canvas.fill_rect(x, y, w, h, color);
                    let mut canvas = Canvas {
                        layout,
                        bytes: &mut set,
                    };
                    for (x, y) in (x..x + w).flat_map(|x| (y..y + h).map(move |y| (x, y))) {
                        canvas.set(x, y, color);
                    }
                    assert_eq!(filled, set, "{format:?}");
                }
            }
        }
    }

    #[test]
    fn pixels_read_as_they_were_set() {
        for format in Format::ALL {
            let (layout, len) = Layout::new(9, 9, 9, format);
            let mut bytes = vec![0; len];
            for (x, y) in (0..9).flat_map(|x| (0..9).map(move |y| (x, y))) {
                layout.set(&mut bytes, x, y, (x * y) as u32);
                let ink = layout.ink((x * y) as u32);
                assert_eq!(layout.get(&bytes, x, y), ink, "{format:?}");
            }
        }
    }
}
