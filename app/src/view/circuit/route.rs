//! The path of a wire from the diagram's placement instructions.
//!
//! The language is that of Wokwi's `diagram.json`: `v10` and `h-5` move from the source pin, those
//! after `*` move from the target pin in reverse order, and the rest is joined by straight lines.

use super::geometry::Point;

/// The corners of a wire from `from` to `to`. Instructions that make no sense are passed over.
#[must_use]
pub fn route(from: Point, to: Point, instructions: &[String]) -> Vec<Point> {
    let split = instructions.iter().position(|step| step == "*");
    let (head, tail) = match split {
        Some(at) => (&instructions[..at], &instructions[at + 1..]),
        None => (instructions, &[][..]),
    };
    let mut points = walk(from, head.iter());
    let end = walk(to, tail.iter().rev());

    let here = points[points.len() - 1];
    let there = end[end.len() - 1];
    // Where one corner is needed, keep going the way the last instruction went not: a wire that
    // came down turns sideways first.
    let last_vertical = head.last().is_some_and(|step| step.starts_with('v'));
    if here.x != there.x && here.y != there.y {
        points.push(if last_vertical {
            Point {
                x: there.x,
                y: here.y,
            }
        } else {
            Point {
                x: here.x,
                y: there.y,
            }
        });
    }
    points.extend(end.into_iter().rev());
    points.dedup();
    points
}

fn walk<'a>(start: Point, steps: impl Iterator<Item = &'a String>) -> Vec<Point> {
    let mut at = start;
    let mut points = vec![at];
    for step in steps {
        let mut letters = step.chars();
        let direction = letters.next();
        let Ok(distance) = letters.as_str().parse::<f64>() else {
            continue;
        };
        match direction {
            Some('h') => at.x += distance,
            Some('v') => at.y += distance,
            _ => continue,
        }
        points.push(at);
    }
    points
}

/// An SVG path through `points` with corners rounded by `radius`.
#[must_use]
pub fn path(points: &[Point], radius: f64) -> String {
    use std::fmt::Write as _;
    let mut d = String::new();
    for (index, point) in points.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|i| points.get(i));
        let after = points.get(index + 1);
        // Writing to a String cannot fail.
        let _ = match (before, after) {
            (None, _) => write!(d, "M{:.2} {:.2}", point.x, point.y),
            (Some(_), None) => write!(d, "L{:.2} {:.2}", point.x, point.y),
            (Some(before), Some(after)) => {
                let near = toward(*point, *before, radius);
                let far = toward(*point, *after, radius);
                write!(
                    d,
                    "L{:.2} {:.2}Q{:.2} {:.2} {:.2} {:.2}",
                    near.x, near.y, point.x, point.y, far.x, far.y
                )
            }
        };
    }
    d
}

/// The point `distance` from `from` towards `to`, at most half the way.
fn toward(from: Point, to: Point, distance: f64) -> Point {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = dx.hypot(dy);
    if length == 0.0 {
        return from;
    }
    let share = (distance / length).min(0.5);
    Point {
        x: from.x + dx * share,
        y: from.y + dy * share,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    fn steps(list: &[&str]) -> Vec<String> {
        list.iter().map(|s| (*s).to_owned()).collect()
    }

    #[test]
    fn instructions_after_the_star_start_at_the_target_in_reverse() {
        let corners = route(
            p(0.0, 0.0),
            p(100.0, 100.0),
            &steps(&["v10", "h5", "*", "v-15", "h10"]),
        );
        assert_eq!(
            corners,
            [
                p(0.0, 0.0),
                p(0.0, 10.0),
                p(5.0, 10.0),
                p(5.0, 85.0),
                p(110.0, 85.0),
                p(110.0, 100.0),
                p(100.0, 100.0)
            ]
        );
    }

    #[test]
    fn a_wire_without_instructions_turns_once() {
        let corners = route(p(0.0, 0.0), p(10.0, 20.0), &[]);
        assert_eq!(corners, [p(0.0, 0.0), p(0.0, 20.0), p(10.0, 20.0)]);
    }

    #[test]
    fn nonsense_is_passed_over() {
        let corners = route(p(0.0, 0.0), p(10.0, 0.0), &steps(&["x7", "v", "", "h5"]));
        assert_eq!(corners, [p(0.0, 0.0), p(5.0, 0.0), p(10.0, 0.0)]);
    }

    #[test]
    fn paths_round_their_corners() {
        let d = path(&[p(0.0, 0.0), p(0.0, 20.0), p(20.0, 20.0)], 3.0);
        assert_eq!(d, "M0.00 0.00L0.00 17.00Q0.00 20.00 3.00 20.00L20.00 20.00");
    }
}
