//! `wokwi-breadboard` and its smaller kin: holes in rows and rails, which are nothing but wire.

/// A breadboard: how many rows of five holes it has on each side, and how many holes are in each of its rails.
#[derive(Debug)]
pub(crate) struct Breadboard {
    name: &'static str,
    rows: u16,
    rail_holes: u16,
}

/// All breadboards.
const BREADBOARDS: [Breadboard; 3] = [
    Breadboard {
        name: "wokwi-breadboard",
        rows: 63,
        rail_holes: 50,
    },
    Breadboard {
        name: "wokwi-breadboard-half",
        rows: 30,
        rail_holes: 25,
    },
    Breadboard {
        name: "wokwi-breadboard-mini",
        rows: 17,
        rail_holes: 0,
    },
];

/// The rails: at the top and the bottom, plus and minus.
const RAILS: [&str; 4] = ["tp", "tn", "bp", "bn"];

impl Breadboard {
    /// The breadboard with this type in diagrams.
    pub fn find(name: &str) -> Option<&'static Self> {
        BREADBOARDS.iter().find(|board| board.name == name)
    }

    /// The names of all breadboards.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BREADBOARDS.iter().map(|board| board.name)
    }

    /// The strip of metal under a hole: `12t` of `12t.c`, `bn` of `bn.7`. `None` if there is no such hole.
    pub fn strip<'a>(&self, hole: &'a str) -> Option<&'a str> {
        let (strip, place) = hole.split_once('.')?;
        let is_within = |number: &str, most: u16| {
            let canonical = |count: u16| count.to_string() == number;
            number
                .parse()
                .is_ok_and(|count| (1..=most).contains(&count) && canonical(count))
        };
        let found = if RAILS.contains(&strip) {
            is_within(place, self.rail_holes)
        } else if let Some(row) = strip.strip_suffix('t') {
            matches!(place, "a" | "b" | "c" | "d" | "e") && is_within(row, self.rows)
        } else if let Some(row) = strip.strip_suffix('b') {
            matches!(place, "f" | "g" | "h" | "i" | "j") && is_within(row, self.rows)
        } else {
            false
        };
        found.then_some(strip)
    }

    /// What holes there are, for people.
    pub fn holes(&self) -> Vec<String> {
        let rows = self.rows;
        let mut holes = vec![format!("1t.a to {rows}t.e"), format!("1b.f to {rows}b.j")];
        if self.rail_holes > 0 {
            holes.extend(RAILS.map(|rail| format!("{rail}.1 to {rail}.{}", self.rail_holes)));
        }
        holes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_of_a_row_share_a_strip_and_no_others_exist() {
        let half = Breadboard::find("wokwi-breadboard-half").expect("it is one");
        for (hole, strip) in [
            ("1t.a", Some("1t")),
            ("30t.e", Some("30t")),
            ("30b.f", Some("30b")),
            ("bn.25", Some("bn")),
            ("31t.a", None),
            ("0t.a", None),
            ("1t.f", None),
            ("1b.e", None),
            ("tp.26", None),
            ("tp", None),
            ("t.a", None),
            ("+1t.a", None),
            ("01t.a", None),
        ] {
            assert_eq!(half.strip(hole), strip, "{hole}");
        }
    }
}
