//! What kind of difference two outputs show: the same mistake shows in many programs.

use super::machine::Printed;

/// What has a place by its address, in a set or in a dict: the order of these is nobody's business.
const ADDRESSED: &[&str] = &[
    "None",
    "...",
    "NotImplemented",
    "frozenset",
    "object",
    "class",
    "Error",
    "lambda",
    "def",
    "type",
    "Plain",
    "Attrs",
    "int",
    "str",
    "for",
    "iter",
    "map",
    "filter",
    "zip",
    "echo",
    "count_to",
];

/// Words that all occur in the shortest programs which show a known difference, words of its kind,
/// and its file in `vm/tests/differences`.
const KNOWN: &[(&[&str], &[&str], &str)] = &[
    (&["__new__(cls)"], &[], "super_new"),
    (&["sort", "key"], &[], "sort_keys"),
    (&["(type)"], &[], "subclass_of_type"),
    (&["nan"], &[], "nan_keys"),
    (&["dict"], &["nan"], "nan_keys"),
    (&["y=x", "xisy"], &["0.0 ", " True / "], "float_identity"),
    (&["y=x", "xisy"], &["inf ", " True / "], "float_identity"),
    (
        &["pow(", "bytes("],
        &["'int' object isn't"],
        "results_of_pow",
    ),
    (&["pow(", "**0"], &[], "results_of_pow"),
    (&["pow("], &["divide by zero"], "results_of_pow"),
    (
        &["pow(", "in"],
        &["'int' object isn't iterable"],
        "results_of_pow",
    ),
    (
        &["-4611686018427387904", "bytes("],
        &["'int' object isn't"],
        "results_of_pow",
    ),
    (
        &["OrderedDict({"],
        &["'OrderedDict' object isn't callable"],
        "ordered_dict_of_set",
    ),
    (&["copysign", "inf"], &[], "nan_sign"),
    (&["copysign", "1e400"], &[], "nan_sign"),
    (&["copysign", "nan"], &[], "nan_sign"),
    (
        &["next("],
        &["StopIteration", "(None,)"],
        "end_of_iterators",
    ),
    (
        &["**{", "b'"],
        &["can't convert 'bytes' object to str"],
        "names_in_bytes",
    ),
    (&["namedtuple(", "\\ud"], &[], "names_in_bytes"),
    (
        &["**", "b'"],
        &["can't convert 'bytes' object to str"],
        "names_in_bytes",
    ),
    (&["="], &["unsupported types for : '"], "refusals_in_place"),
    (
        &["eval("],
        &["the source is not UTF-0", "SyntaxError"],
        "sources_in_utf8",
    ),
];

/// The file of a difference of that kind that a program may show.
pub fn known(program: &str, kind: &str) -> Option<&'static str> {
    let program: String = program.chars().filter(|c| !c.is_whitespace()).collect();
    let known = KNOWN.iter().find(|(words, kinds, _)| {
        words.iter().all(|word| program.contains(word))
            && kinds.iter().all(|word| kind.contains(word))
    });
    known.map(|&(.., file)| file)
}

/// Whether a program makes real MicroPython take an object's address for a length, which is more
/// than any memory holds.
pub fn is_wild(program: &str, theirs: &Printed) -> bool {
    let Printed::All(theirs) = theirs else {
        return false;
    };
    let has_length = ["Odd(", "MyInt("].iter().any(|word| program.contains(word));
    has_length && theirs.contains("memory allocation failed,")
}

/// Whether both refuse another argument of a function whose C code leaves open which one is looked at first.
pub fn is_argument_order(program: &str, ours: &Printed, theirs: &Printed) -> bool {
    let refuses = |printed: &Printed, target: &str| match printed {
        Printed::All(text) => text.contains("can't convert ") && text.contains(target),
        _ => false,
    };
    program.contains("ldexp") && refuses(ours, " to float") && refuses(theirs, " to int")
}

/// Whether both came to the end of how deep calls may nest, which is elsewhere on each build.
pub fn is_depth(ours: &Printed, theirs: &Printed) -> bool {
    let ends = |printed: &Printed| match printed {
        Printed::All(text) => text.contains("maximum recursion depth exceeded"),
        _ => false,
    };
    ends(ours) && ends(theirs)
}

/// Whether a program goes on until the memory is full, which takes one longer than it may, or which
/// comes sooner to one than to the other.
pub fn is_endless(ours: &Printed, theirs: &Printed) -> bool {
    let is_full = |printed: &Printed| match printed {
        Printed::All(text) => text.contains("memory allocation failed,"),
        _ => false,
    };
    let goes_on = match ours {
        Printed::Died(why) => why.starts_with("ran for more than"),
        ours => is_full(ours),
    };
    goes_on && is_full(theirs)
}

/// Whether two outputs may differ in nothing but the last digits of what functions on floats give: each
/// build has them from its C library.
pub fn is_last_digit(program: &str, ours: &Printed, theirs: &Printed) -> bool {
    let (Printed::All(ours), Printed::All(theirs)) = (ours, theirs) else {
        return false;
    };
    let is_number = |letter: char| letter.is_ascii_digit() || "+-.e".contains(letter);
    let around = |text: &str| text.replace(is_number, "");
    let numbers = |text: &str| -> Vec<f64> {
        let words = text.split(|letter| !is_number(letter));
        words.filter_map(|word| word.parse().ok()).collect()
    };
    let (some, others) = (numbers(ours), numbers(theirs));
    program.contains("math.")
        && around(ours) == around(theirs)
        && some.len() == others.len()
        && some
            .iter()
            .zip(&others)
            .all(|(one, other)| (one - other).abs() <= 1e-14 * other.abs())
}

/// Whether two outputs may differ in nothing but the order of what is ordered by address.
pub fn is_order(program: &str, ours: &Printed, theirs: &Printed) -> bool {
    let (Printed::All(ours), Printed::All(theirs)) = (ours, theirs) else {
        return false;
    };
    let sorted = |text: &str| {
        let mut bytes = text.as_bytes().to_owned();
        bytes.sort_unstable();
        bytes
    };
    ADDRESSED.iter().any(|word| program.contains(word)) && sorted(ours) == sorted(theirs)
}

/// A name for the first difference, without the numbers and texts of the program; nothing if there
/// is none, or if real MicroPython itself did not come to an end.
pub fn of(ours: &Printed, theirs: &Printed) -> Option<String> {
    if let (Printed::Died(why), Printed::All(_) | Printed::Nothing(_)) = (ours, theirs) {
        return Some(format!("pinwheel {}", outline(why)));
    }
    match (ours, theirs) {
        (_, Printed::Died(_)) => None,
        (Printed::Nothing(one), Printed::Nothing(other)) if one == other => None,
        (Printed::All(ours), Printed::All(theirs)) => {
            let (mut one, mut other) = (ours.lines(), theirs.lines());
            loop {
                match (one.next(), other.next()) {
                    (None, None) => return None,
                    (ours, theirs) if ours == theirs => {}
                    (ours, theirs) => {
                        let shown = |line: Option<&str>| line.map_or("(end)".to_owned(), outline);
                        return Some(format!("{} / {}", shown(ours), shown(theirs)));
                    }
                }
            }
        }
        _ => Some(format!("{} / {}", name(ours), name(theirs))),
    }
}

fn name(printed: &Printed) -> String {
    match printed {
        Printed::All(_) => "runs".to_owned(),
        Printed::Nothing(why) | Printed::Died(why) => outline(why),
    }
}

/// The line with `0` for each number and nothing in quotes, and not too much of it.
fn outline(line: &str) -> String {
    let mut outline = String::new();
    // Messages are quoted as well, and matter.
    let is_exception = line.starts_with("<class ");
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '0'..='9' => {
                while letters.next_if(char::is_ascii_digit).is_some() {}
                outline.push('0');
            }
            '\'' if !is_exception => {
                letters.by_ref().find(|&letter| letter == '\'');
                outline.push_str("''");
            }
            other => outline.push(other),
        }
    }
    outline.chars().take(90).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Printed {
        Printed::All(text.to_owned())
    }

    #[test]
    fn last_digits_are_nobodys_business() {
        let differ = |program, ours, theirs| is_last_digit(program, &all(ours), &all(theirs));
        let (ours, theirs) = ("[1.604117322673144, 2]", "[1.6041173226731438, 2]");
        assert!(differ("show(math.atan2(30, 1), 2)", ours, theirs));
        assert!(!differ("show(30 / 1, 2)", ours, theirs));
        assert!(!differ("math.", "1.6041", "1.6042"));
        assert!(!differ("math.", "1.5 a", "1.5 b"));
        assert!(!differ("math.", "1.5", "1.5 2.5"));
    }

    #[test]
    fn which_argument_is_refused_first_is_open() {
        let program = "math.ldexp('', None)";
        let refused = |what: &str| all(&format!("<class 'TypeError'> (\"can't convert {what}\",)"));
        let (ours, theirs) = (refused("str to float"), refused("NoneType to int"));
        assert!(is_argument_order(program, &ours, &theirs));
        assert!(!is_argument_order("math.pow('', None)", &ours, &theirs));
        assert!(!is_argument_order(program, &all("1.0"), &theirs));
    }

    #[test]
    fn what_fills_the_memory_tells_nothing() {
        let slow = Printed::Died("ran for more than 4 s".to_owned());
        let full = all("<class 'MemoryError'> ('memory allocation failed, ");
        assert!(is_endless(&slow, &full));
        assert!(!is_endless(&slow, &all("1")));
        assert!(is_endless(&all("1\n2\nmemory allocation failed, "), &full));
        assert!(!is_endless(&all("1"), &full));
        assert!(!is_endless(&Printed::Died("panicked".to_owned()), &full));
    }

    #[test]
    fn known_differences_are_told_by_their_words() {
        assert_eq!(known("sorted(x, key = len)", ""), Some("sort_keys"));
        assert_eq!(known("super().__new__( cls )", ""), Some("super_new"));
        assert_eq!(known("sorted(x)", ""), None);
        let same = "y = x\nx += 0\nshow(x is y)";
        let floats = known(same, "0.0 0.0 True / 0.0 0.0 False");
        assert_eq!(floats, Some("float_identity"));
        assert_eq!(known(same, "[0] [0] True / [0] [0] False"), None);
        for (.., file) in KNOWN {
            let path = format!("../vm/tests/differences/{file}.py");
            assert!(std::path::Path::new(&path).exists(), "{path}");
        }
    }

    #[test]
    fn the_first_difference_names_the_kind() {
        assert_eq!(of(&all("1\n2\n"), &all("1\n2\n")), None);
        let kind = of(&all("1\n[12, 'a']\n"), &all("1\n[13]\n"));
        assert_eq!(kind.as_deref(), Some("[0, ''] / [0]"));
        assert_eq!(
            of(&all("1\n"), &all("1\n23\n")).as_deref(),
            Some("(end) / 0")
        );
        let died = Printed::Died("panicked at 3".to_owned());
        assert_eq!(of(&all("1\n"), &died), None);
        assert_eq!(
            of(&died, &all("1\n")).as_deref(),
            Some("pinwheel panicked at 0")
        );
    }
}
