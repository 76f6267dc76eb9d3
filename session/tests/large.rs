//! Deep and large sources: compiling, listing and loading them ends in success or in a clear error, on
//! half the stack that the page's worker has, and in time that grows as the source does.
#![allow(clippy::unwrap_used)] // A test that panics has failed, as it should.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use session::compiler::{CompileOptions, Target, compile};
use session::mpy::{Listing, disassemble, read};
use session::{Board, Session, SessionConfig};

/// The worker has what wasm32 programs have by default, 1 MiB.
const STACK: usize = 512 << 10;

/// What quadratic time would exceed by far, and a busy machine without optimisation does not.
const LIMIT: Duration = Duration::from_secs(60);

/// A module loaded, a refusal of the compiler, or one of the loader.
#[derive(Debug, PartialEq)]
enum End {
    Loaded,
    Uncompiled(String),
    Unloaded(String),
}

/// Compiles for both targets, lists and loads on a small stack. A stack that overflows ends the test.
fn on_small_stack(source: String) -> End {
    let work = move || {
        let started = Instant::now();
        let mut options = CompileOptions::default();
        let bytes = match compile(source.as_bytes(), &options) {
            Ok(bytes) => bytes,
            Err(error) => return End::Uncompiled(error.message.into_owned()),
        };
        match read(&bytes) {
            Ok(module) => drop(disassemble(&module, &Listing::default()).unwrap()),
            Err(error) => return End::Unloaded(error.to_string()),
        }
        options.target = Target::Simulator;
        assert_eq!(compile(source.as_bytes(), &options).unwrap(), bytes);
        let files = BTreeMap::from([("main.mpy".to_string(), bytes)]);
        let end = match Session::new(SessionConfig::new(Board::Unix, files, "main.mpy")) {
            Ok(_) => End::Loaded,
            Err(error) => End::Unloaded(error.to_string()),
        };
        let taken = started.elapsed();
        assert!(taken < LIMIT, "{taken:?} for {:.60}", source);
        end
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work);
    thread.unwrap().join().unwrap()
}

/// A source that nests so deeply.
type Shape = fn(usize) -> String;

fn around(open: &str, close: &str, depth: usize) -> String {
    format!("x = {}a{}\n", open.repeat(depth), close.repeat(depth))
}

/// One block in another. Deep ones are cut where the text gets too long to be of interest.
fn blocks(head: &str, depth: usize) -> String {
    let depth = depth.min(1500);
    let mut text = String::new();
    for level in 0..depth {
        text += &format!("{}{head}\n", " ".repeat(level));
    }
    text + &format!("{}pass\n", " ".repeat(depth))
}

const NESTED: &[(&str, Shape)] = &[
    ("parentheses", |n| around("(", ")", n)),
    ("lists", |n| around("[", "]", n)),
    ("dicts", |n| around("{1:", "}", n)),
    ("sets", |n| around("{", "}", n)),
    ("tuples", |n| around("(", ",)", n)),
    ("constant tuples", |n| {
        format!("x = {}1{}\n", "(".repeat(n), ",)".repeat(n))
    }),
    ("calls", |n| around("f(", ")", n)),
    ("keyword calls", |n| around("f(a=", ")", n)),
    ("subscripts", |n| around("a[", "]", n)),
    ("slices", |n| around("a[b:", "]", n)),
    ("operators in parentheses", |n| around("a < b * (", ")", n)),
    ("comprehensions", |n| around("[a for a in ", "]", n)),
    ("stars in lists", |n| around("[*", "]", n)),
    ("stars in calls", |n| around("f(*", ")", n)),
    ("targets", |n| {
        format!("{}a{} = b\n", "[".repeat(n), "]".repeat(n))
    }),
    ("starred targets", |n| {
        format!("for {}a{} in b: c\n", "[*".repeat(n), "]".repeat(n))
    }),
    ("deletion", |n| {
        format!("del {}a{}\n", "(".repeat(n), ",)".repeat(n))
    }),
    ("assignment expressions", |n| around("(a := ", ")", n)),
    ("signs", |n| around("-", "", n)),
    ("negations", |n| around("not ", "", n)),
    ("lambdas", |n| around("lambda: ", "", n)),
    ("lambdas in defaults", |n| around("lambda a=", ": 1", n)),
    ("powers", |n| around("2 ** ", "", n)),
    ("choices", |n| around("a if b else ", "", n)),
    ("f-strings", |n| around("f'{", "}'", n.min(5000))),
    ("yields", |n| {
        format!("def f():\n {}", around("(yield ", ")", n))
    }),
    ("awaits", |n| {
        format!("async def f():\n {}", around("(await ", ")", n))
    }),
    ("loops of a comprehension", |n| {
        format!("[a {}]\n", "for a in b ".repeat(n))
    }),
    ("conditions of a comprehension", |n| {
        format!("[a for a in b {}]\n", "if a ".repeat(n))
    }),
    ("if", |n| blocks("if x:", n)),
    ("while", |n| blocks("while x:", n)),
    ("for", |n| blocks("for x in y:", n)),
    ("with", |n| blocks("with x:", n)),
    ("def", |n| blocks("def f():", n)),
    ("class", |n| blocks("class f:", n)),
    ("open brackets", |n| format!("x = {}", "[(".repeat(n))),
    ("open braces", |n| format!("x = {}", "{".repeat(n))),
    ("tuples by name", |n| {
        let more = (1..n.min(20_000)).map(|i| format!("C{i} = const((C{},))\n", i - 1));
        format!("C0 = const((1,))\n{}", more.collect::<String>())
    }),
];

/// Chains that are long and not deep.
const CHAINS: &[(&str, Shape)] = &[
    ("attributes", |n| format!("x = a{}\n", ".b".repeat(n))),
    ("calls", |n| format!("x = a{}\n", "()".repeat(n))),
    ("subscripts", |n| format!("x = a{}\n", "[b]".repeat(n))),
    ("sums", |n| format!("x = a{}\n", " + a".repeat(n))),
    ("mixed operators", |n| {
        format!("x = a{}\n", " * b + c".repeat(n))
    }),
    ("constant sums", |n| format!("x = 1{}\n", " + 1".repeat(n))),
    ("assignments", |n| format!("{}1\n", "x = ".repeat(n))),
    ("decorators", |n| {
        format!("{}def f(): pass\n", "@a\n".repeat(n.min(16_000)))
    }),
    ("strings", |n| format!("x = ({})\n", "'ab' ".repeat(n))),
    ("imports", |n| {
        format!("import {}\n", vec!["a"; n].join(", "))
    }),
];

/// Chains whose jumps are too long for the format when there are very many.
const JUMPING: &[(&str, Shape)] = &[
    ("comparisons", |n| format!("x = a{}\n", " < a".repeat(n))),
    ("and", |n| format!("x = a{}\n", " and a".repeat(n))),
    ("elif", |n| {
        format!("if a: pass\n{}", "elif b: pass\n".repeat(n))
    }),
    ("except", |n| {
        format!("try: a\n{}", "except b: c\n".repeat(n))
    }),
    ("with", |n| {
        format!("with {}: pass\n", vec!["a"; n].join(", "))
    }),
    ("async with", |n| {
        format!(
            "async def f():\n async with {}: pass\n",
            vec!["a"; n].join(",")
        )
    }),
];

const STARRED: &str = "*x must be assignment target";

#[test]
fn nesting_ends_in_success_or_a_clear_error() {
    for (name, shape) in NESTED {
        let expected = match *name {
            // Open brackets are no Python however few they are.
            _ if name.starts_with("open") => End::Uncompiled("invalid syntax".into()),
            // MicroPython unpacks into calls only.
            "stars in lists" => End::Uncompiled(STARRED.into()),
            _ => End::Loaded,
        };
        assert_eq!(on_small_stack(shape(60)), expected, "{name}, 60 deep");
        for depth in [190, 10_000, 100_000] {
            let end = on_small_stack(shape(depth));
            let clear = match &end {
                End::Loaded => true,
                End::Uncompiled(message) => {
                    message == "maximum recursion depth exceeded"
                        || (*name == "tuples by name" && message == "not a constant")
                        || (*name == "stars in lists" && message == STARRED)
                        || (name.starts_with("open") && depth < 200 && message == "invalid syntax")
                }
                End::Unloaded(message) => message.contains("nested too deeply"),
            };
            assert!(clear, "{name}, {depth} deep: {end:?}");
        }
    }
}

#[test]
fn long_chains_are_not_deep() {
    for (name, shape) in CHAINS {
        for length in [10_000, 100_000] {
            assert_eq!(
                on_small_stack(shape(length)),
                End::Loaded,
                "{name}, {length} long"
            );
        }
    }
    let overflow = End::Uncompiled("bytecode overflow".into());
    for (name, shape) in JUMPING {
        let few = on_small_stack(shape(500));
        // The loader knows no `async with` yet.
        assert!(
            few == End::Loaded || *name == "async with",
            "{name}: {few:?}"
        );
        assert_eq!(on_small_stack(shape(100_000)), overflow, "{name}");
    }
}

/// Sources of about 1 MB, each large in its own way.
#[test]
fn a_megabyte_of_anything_takes_linear_time() {
    const MB: usize = 1 << 20;
    let each = |count: usize, line: fn(usize) -> String| (0..count).map(line).collect::<String>();
    let fits: Vec<(&str, String)> = vec![
        (
            "statements on one line",
            format!("{}\n", "a = 1; ".repeat(MB / 7)),
        ),
        ("100,000 statements", "a = b + c\n".repeat(100_000)),
        ("conditions", "if a: b\n".repeat(MB / 8)),
        ("loops", "while a: b\n".repeat(MB / 11)),
        ("handlers", "try: a\nexcept: b\n".repeat(MB / 17)),
        (
            "50,000 functions",
            each(50_000, |i| format!("def f{i}(): pass\n")),
        ),
        (
            "methods",
            format!(
                "class C:\n{}",
                each(40_000, |i| format!(" def m{i}(self): pass\n"))
            ),
        ),
        (
            "closures",
            format!("def f(a):\n{}", " lambda: a\n".repeat(MB / 11)),
        ),
        ("names", each(100_000, |i| format!("n{i} = 0\n"))),
        ("a string", format!("x = '{}'\n", "a".repeat(MB))),
        (
            "a string of many lines",
            format!("x = '''{}'''\n", "a\n".repeat(MB / 2)),
        ),
        ("a comment", format!("#{}\n", "a".repeat(MB))),
        ("comments", "# a\n".repeat(MB / 4)),
        ("blank lines", "\n".repeat(MB)),
        ("spaces", format!("x = {}1\n", " ".repeat(MB))),
        (
            "deep indentation",
            format!("if x:\n{}pass\n", " ".repeat(MB)),
        ),
        (
            "a constant tuple",
            format!("x = ({})\n", "1,".repeat(MB / 2)),
        ),
        (
            "a tuple of strings",
            format!("x = ({})\n", each(50_000, |i| format!("'string no. {i}',"))),
        ),
        (
            "constants",
            each(50_000, |i| format!("C{i} = const({i})\n")),
        ),
        (
            "one constant",
            format!(
                "C = const('{}')\n{}",
                "a".repeat(MB / 2),
                "x = C\n".repeat(80_000)
            ),
        ),
        ("f-strings", "x = f'{a}{b}'\n".repeat(70_000)),
        (
            "a sum of sums",
            format!("x = 1{}\n", " << 9".repeat(MB / 5)),
        ),
    ];
    for (name, source) in fits {
        assert_eq!(on_small_stack(source), End::Loaded, "{name}");
    }
    // What compiles, and is too large for the VM.
    for (name, source) in [
        ("a list", format!("x = [{}]\n", "1,".repeat(MB / 2))),
        (
            "a dict",
            format!("x = {{{}}}\n", each(90_000, |i| format!("{i}:{i},"))),
        ),
        ("arguments", format!("f({})\n", "a,".repeat(MB / 2))),
        (
            "locals",
            format!("def f():\n{}", each(90_000, |i| format!(" n{i} = 0\n"))),
        ),
    ] {
        let end = on_small_stack(source);
        let clear = matches!(&end, End::Unloaded(why) if why.contains("too large to run here"));
        assert!(clear, "{name}: {end:?}");
    }
}

#[test]
fn constants_cannot_multiply() {
    // Each tuple holds the one before it twice: the last would have 2 ** 60 items.
    let twice = |i: usize| format!("C{i} = const((C{0}, C{0}))\n", i - 1);
    let laughs = format!(
        "C0 = const((1, 2))\n{}",
        (1..60).map(twice).collect::<String>()
    );
    assert_eq!(
        on_small_stack(laughs),
        End::Uncompiled("not a constant".into())
    );
    // A large constant in many others.
    let large = format!("C = const('{}')\n", "a".repeat(1 << 19));
    let many: String = (0..40_000).map(|i| format!("x = (C, {i})\n")).collect();
    assert_eq!(
        on_small_stack(large + &many),
        End::Uncompiled("constants too large".into())
    );
    let huge = "C = const((1 << 2500000) - 1)\n".to_owned();
    assert_eq!(
        on_small_stack(huge + &"x = C\n".repeat(1000)),
        End::Uncompiled("constants too large".into())
    );
    // Large integers are left to run time once there are very many.
    let integers: String = (0..40_000)
        .map(|i| format!("x = 1 << {}\n", 900_000 + i))
        .collect();
    assert_eq!(on_small_stack(integers), End::Loaded);
}
