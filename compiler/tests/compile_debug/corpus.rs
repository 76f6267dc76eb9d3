//! What holds for every source, tried on all that the project has.

use compiler::debug::{
    DebugInfo, FunctionInfo, NamePlace, OutlineItem, ParameterKind, Role, SlotKind, Span, SymbolId,
    Symbols, compile_with_debug, symbols,
};
use compiler::{CompileOptions, Target, compile};
use mpy::{RawCode, RawModule, decode, line_at, write};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// The sources of this project's tests, modules and examples.
fn own_sources() -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = ["compiler/tests", "vm/tests", "vm/src/frozen", "assets"];
    let folders = folders.map(|folder| root.join(folder));
    let found = sources_below(folders.to_vec());
    assert!(found.len() > 40, "{}", found.len());
    found
}

/// The same, and those below the folder that `DEBUG_CORPUS` names, if it is set.
fn sources() -> Vec<(PathBuf, Vec<u8>)> {
    let corpus = std::env::var_os("DEBUG_CORPUS").map(PathBuf::from);
    let mut found = own_sources();
    found.extend(sources_below(corpus.into_iter().collect()));
    found
}

fn sources_below(mut folders: Vec<PathBuf>) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "py") {
                let source = std::fs::read(&path).expect("a source");
                found.push((path, source));
            }
        }
    }
    found
}

/// All sources that compile, in every way that makes other trees or code.
fn each_compiled(check: impl Fn(&[u8], &CompileOptions, &RawModule, &DebugInfo)) {
    for (path, source) in sources() {
        for (target, opt_level) in [(Target::Mpy, 0), (Target::Mpy, 3), (Target::Simulator, 0)] {
            let options = CompileOptions {
                target,
                opt_level,
                ..CompileOptions::default()
            };
            if let Ok((module, info)) = compile_with_debug(&source, &options) {
                println!("{} at -O{opt_level} for {target:?}", path.display());
                check(&source, &options, &module, &info);
            }
        }
    }
}

/// Calls `check` for a function and those within.
fn each_function(
    code: &RawCode,
    info: &FunctionInfo,
    check: &mut impl FnMut(&RawCode, &FunctionInfo),
) {
    check(code, info);
    assert_eq!(code.children.len(), info.children.len());
    for (code, info) in code.children.iter().zip(&info.children) {
        each_function(code, info, check);
    }
}

/// The text of a span, which must be one that the source has.
fn text(source: &[u8], span: Span) -> Cow<'_, str> {
    let starts_character = |offset: u32| {
        let byte = source.get(offset as usize);
        byte.is_none_or(|byte| byte & 0xc0 != 0x80)
    };
    let valid = core::str::from_utf8(source).is_err()
        || (starts_character(span.start) && starts_character(span.end));
    assert!(valid, "{span:?} cuts a character");
    let text = source.get(span.range());
    String::from_utf8_lossy(text.unwrap_or_else(|| panic!("{span:?} is no span")))
}

#[test]
fn the_module_is_the_same_and_so_are_the_refusals() {
    for (path, source) in sources() {
        let options = CompileOptions::default();
        let with = compile_with_debug(&source, &options).map(|(module, _)| write(&module));
        assert!(with == compile(&source, &options), "{}", path.display());
    }
}

#[test]
fn every_instruction_comes_from_somewhere() {
    each_compiled(|source, _, module, info| {
        each_function(&module.root, &info.module, &mut |code, info| {
            let mut starts = Vec::new();
            let mut at = 0;
            while at < code.bytecode.len() {
                starts.push(at as u32);
                text(source, info.origins.at(at).expect("an origin"));
                at = decode(&code.bytecode, at).expect("an instruction").next;
            }
            let table: Vec<_> = info.origins.iter().collect();
            let sorted = table
                .windows(2)
                .all(|two| two[0].0 < two[1].0 && two[0].1 != two[1].1);
            assert!(sorted, "{table:?}");
            for (offset, _) in table {
                assert!(starts.binary_search(&offset).is_ok(), "{offset}");
            }
        });
    });
}

fn check_symbols(source: &[u8], symbols: &Symbols) {
    let mut end = 0;
    for found in symbols.occurrences() {
        let name = &symbols.symbol(found.symbol).name;
        assert_eq!(text(source, found.span), *name);
        assert!(found.span.start >= end, "{found:?} overlaps");
        end = found.span.end;
        assert_eq!(symbols.occurrence_at(found.span.start), Some(found));
    }
    let numbers = (0..symbols.symbols().len() as u32).map(SymbolId);
    let of_symbols: usize = numbers
        .map(|symbol| {
            let all = symbols.occurrences_of(symbol);
            all.inspect(|found| assert_eq!(found.symbol, symbol))
                .count()
        })
        .sum();
    assert_eq!(of_symbols, symbols.occurrences().len());
    for (number, scope) in symbols.scopes().iter().enumerate() {
        text(source, scope.span);
        text(source, scope.body);
        let within =
            |inner: Span, outer: Span| outer.start <= inner.start && inner.end <= outer.end;
        assert!(within(scope.body, scope.span), "{scope:?}");
        if let Some(span) = scope.name_span {
            assert_eq!(text(source, span), scope.name);
        }
        for parameter in &scope.parameters {
            assert_eq!(text(source, parameter.span), parameter.name);
        }
        if let Some(parent) = scope.parent {
            assert!((parent.0 as usize) < number);
        }
    }
    check_outline(source, &symbols.outline());
}

/// Names are in the scopes that places are in. It takes lines that are indented as they should be.
fn check_places(symbols: &Symbols) {
    for found in symbols.occurrences() {
        let here = symbols.scope_at(found.span.start);
        let parent = symbols.scope(here).parent;
        let expected = match found.role {
            Role::Parameter => symbols.scope(found.scope).parent,
            _ => Some(found.scope),
        };
        // The first iterable of a comprehension is computed outside of it.
        let iterable = symbols.scope(here).kind.is_comprehension() && parent == expected;
        assert!(expected == Some(here) || iterable, "{found:?} {here:?}");
    }
}

fn check_outline(source: &[u8], items: &[OutlineItem]) {
    for item in items {
        assert_eq!(text(source, item.name_span), item.name);
        assert!(item.span.touches(item.name_span.start) && item.span.touches(item.name_span.end));
        check_outline(source, &item.children);
    }
}

#[test]
fn every_name_is_where_it_is_said_to_be() {
    each_compiled(|source, _, _, info| {
        check_symbols(source, &info.symbols);
        check_places(&info.symbols);
    });
}

#[test]
fn sources_with_mistakes_have_names_too() {
    for (path, source) in sources() {
        let ends = source
            .iter()
            .enumerate()
            .filter(|&(_, &b)| matches!(b, b'(' | b':' | b'{' | b'\n'));
        // Some ends per source, spread over it, are enough of so many.
        let step = source.len() / 400 + 1;
        for (end, _) in ends.step_by(step) {
            let (before, after) = source.split_at(end + 1);
            // Something is missing there, or all that comes behind.
            let hole = [before, after.get(3..).unwrap_or_default()].concat();
            for damaged in [before, &hole] {
                println!("{} without what is at {end}", path.display());
                check_symbols(damaged, &symbols(damaged, &CompileOptions::default()));
            }
        }
    }
}

/// What the code says of a function is what its definition says.
fn check_function(module: &RawModule, code: &RawCode, info: &FunctionInfo, symbols: &Symbols) {
    let scope = symbols.scope(info.scope);
    let name = |qstr: u32| String::from_utf8_lossy(&module.qstrs[qstr as usize]).into_owned();
    assert_eq!(info.name, name(code.simple_name));
    assert_eq!(info.name, scope.name);
    let closed = info
        .slots
        .iter()
        .filter(|slot| slot.kind == SlotKind::Free)
        .count();
    let args: Vec<String> = code
        .arg_names
        .iter()
        .skip(closed)
        .map(|&arg| name(arg))
        .collect();
    if !scope.kind.is_comprehension() {
        let of_kind = |kind| {
            let found = scope.parameters.iter().filter(move |p| p.kind == kind);
            found.map(|p| p.name.clone()).collect::<Vec<String>>()
        };
        let (positional, by_keyword) = args.split_at(code.n_pos_args as usize - closed);
        assert_eq!(positional, of_kind(ParameterKind::Positional));
        // Behind `*args` they are in no order, which they need none of.
        let sorted = |mut names: Vec<String>| {
            names.sort();
            names
        };
        let expected = sorted(of_kind(ParameterKind::KeywordOnly));
        assert_eq!(sorted(by_keyword.to_vec()), expected);
        // Parameters have the first slots behind what is closed over.
        let slots = info.slots.iter().skip(closed).map(|slot| slot.name.clone());
        assert!(slots.take(args.len()).eq(args), "{:?}", info.slots);
    }
    assert!(info.slots.len() <= code.n_state as usize);
    for slot in info.slots.iter().filter(|slot| !slot.name.is_empty()) {
        let found = scope
            .names
            .iter()
            .find(|n| symbols.symbol(n.symbol).name == slot.name);
        let place = match slot.kind {
            SlotKind::Local => NamePlace::Local,
            SlotKind::Cell => NamePlace::Cell,
            SlotKind::Free => NamePlace::Free,
        };
        assert_eq!(found.map(|found| found.place), Some(place), "{slot:?}");
        let is_parameter = scope.parameters.iter().any(|p| p.name == slot.name);
        assert_eq!(slot.parameter, is_parameter, "{slot:?}");
    }
}

#[test]
fn code_and_scopes_agree() {
    each_compiled(|_, options, module, info| {
        // What the compiler drops, as it does with `assert` later on, has names but no code.
        if options.opt_level == 0 {
            each_function(&module.root, &info.module, &mut |code, function| {
                check_function(module, code, function, &info.symbols);
            });
        }
    });
}

/// Whether a line is one or more whole statements without a block, as far as it shows by itself.
fn is_simple(line: &str, before: &str) -> bool {
    const WITH_BLOCK: [&str; 12] = [
        "if", "elif", "else", "for", "while", "try", "except", "finally", "with", "def", "class",
        "async",
    ];
    let line = line.trim();
    let first = line
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .next();
    let before = before.trim_end();
    let goes_on = before.ends_with(['(', '[', '{', ',', '\\', '=']) || before.starts_with('@');
    let options = CompileOptions::default();
    let alone = format!("async def f():\n  while 1:\n    {line}\n");
    !line.is_empty()
        && !goes_on
        && first.is_some_and(|word| !WITH_BLOCK.contains(&word))
        && compile(alone.as_bytes(), &options).is_ok()
}

/// Instructions of a statement that is on one line have that line in the line table.
///
/// Elsewhere the two may differ: the table knows the lines of rules that are read one by one, so a
/// name on a line of its own has the line before it, and so have the clauses of a statement and what
/// decorators stand before; and its lines never decrease, so what is done again, or at the end, behind
/// the code of a block has that block's last line. See `lines_that_differ` among the listings.
#[test]
fn spans_are_on_the_line_of_the_line_table() {
    let mut compared = 0;
    for (path, source) in own_sources() {
        let options = CompileOptions::default();
        let Ok((module, info)) = compile_with_debug(&source, &options) else {
            continue;
        };
        let Ok(source) = core::str::from_utf8(&source) else {
            continue;
        };
        println!("{}", path.display());
        let lines: Vec<&str> = source.lines().collect();
        // A line within a long string may look like a statement.
        let mut quotes = [("\"\"\"", 0), ("'''", 0)];
        let simple: Vec<bool> = (0..lines.len())
            .map(|i| {
                let within = quotes.iter().any(|(_, seen)| seen % 2 == 1);
                for (quote, seen) in &mut quotes {
                    *seen += lines[i].matches(*quote).count();
                }
                !within && is_simple(lines[i], if i > 0 { lines[i - 1] } else { "" })
            })
            .collect();
        each_function(&module.root, &info.module, &mut |code, function| {
            for (offset, span) in function.origins.iter() {
                let line = info.symbols.lines().line(span.start) as usize;
                let text = &source[span.range()];
                if simple[line - 1] && !text.is_empty() && !text.contains('\n') {
                    assert_eq!(line_at(&code.line_info, offset as usize), line, "{text}");
                    compared += 1;
                }
            }
        });
    }
    println!("{compared} instructions compared");
    assert!(compared > 5000, "{compared}");
}
