//! From collected names to symbols: what each name means, by the same rules as the compiler's.

use super::collect::{Collector, Event, Found, FoundScope, Meaning};
use super::extents::Extents;
use super::function::text;
use super::span::{LineIndex, Original};
use super::symbols::{
    NamePlace, Occurrence, Parameter, ScopeId, ScopeInfo, ScopeName, Symbol, SymbolId, Symbols,
    Tail,
};
use crate::intern::{Interner, Qstr};
use crate::scope::{Place, Scope, ScopeKind, assign_around, close_over, declare};
use crate::tree::{Node, Tree};
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

/// A parsed text, in whatever state it is.
#[derive(Clone, Copy)]
pub struct View<'t> {
    pub tree: &'t Tree,
    pub root: Node,
    pub names: &'t Interner,
    /// The text as the lexer has it.
    pub lexed: &'t [u8],
    pub original: &'t [u8],
}

/// Scopes by the start of their rule, in the lexer's offsets, and their kind: one tree's scopes in
/// terms of another's.
pub(crate) type ScopeIndex = BTreeMap<(u32, ScopeKind), ScopeId>;

/// The scopes and names of a tree.
pub fn symbols(view: View<'_>, extents: &Extents) -> (Symbols, ScopeIndex) {
    let mut collector = Collector::new(view.tree, view.root, view.names, extents, view.lexed);
    let found = core::mem::take(&mut collector.found);
    let mut scopes = core::mem::take(&mut collector.scopes);
    for (number, found) in collector.found_scopes.iter().enumerate() {
        place_names(&mut scopes, number, &found.events);
    }
    let mut table = Table {
        scopes: &scopes,
        names: view.names,
        symbols: Vec::new(),
        ids: BTreeMap::new(),
    };
    let original = Original::new(view.original);
    let occurrences = table.occurrences(found, &original);
    for (&name, &scope) in &collector.constants {
        let id = table.symbol(scope, name);
        table.symbols[id.0 as usize].constant = true;
    }
    let lines = LineIndex::new(view.original);
    let starts = collector.found_scopes.iter().map(|found| found.start);
    let keys = starts.zip(scopes.iter().map(|scope| scope.kind));
    let index = keys.zip((0..).map(ScopeId)).collect();
    let infos = collector.found_scopes.into_iter().enumerate();
    let infos = infos.map(|(number, found)| {
        let tail = found.block.map(|block| Tail {
            end: extents
                .start_after(found.span.end)
                .map_or(view.original.len() as u32, |end| original.offset(end)),
            indent: indent(&lines, &original, found.span.start, found.body.start, block),
        });
        table.scope(number, found, &original, tail)
    });
    let infos = infos.collect();
    let symbols = Symbols {
        scopes: infos,
        symbols: table.symbols,
        occurrences,
        lines,
    };
    (symbols, index)
}

/// How far a definition is indented whose block starts at `block`, on a line of its own, or is missing.
fn indent(
    lines: &LineIndex,
    original: &Original,
    start: u32,
    colon: u32,
    block: Option<u32>,
) -> Option<u32> {
    let start = original.offset(start);
    let line = lines.line(start);
    let line_of = |at| lines.line(original.offset(at));
    let below = block.is_none_or(|block| line_of(block) > line_of(colon));
    below.then(|| start - lines.line_span(line).start)
}

/// Gives the names of one scope their places; those of the scopes around it have theirs.
fn place_names(scopes: &mut [Scope], number: usize, events: &[(Event, Qstr)]) {
    for &(event, name) in events {
        let scope = &mut scopes[number];
        // What cannot be declared so is refused by the compiler, and keeps here what it was.
        let _refused = match event {
            Event::Load => {
                scope.find_or_add(name, Place::GlobalImplicit);
                Ok(())
            }
            Event::OwnClass => {
                scope.find_or_add(name, Place::Local);
                Ok(())
            }
            Event::Param(flags) => {
                scope.add_param(name, flags);
                Ok(())
            }
            Event::Assign => {
                scope.assign(name);
                Ok(())
            }
            Event::Walrus => {
                let around = if scope.kind.is_comprehension() {
                    assign_around(scopes, number, name)
                } else {
                    Ok(())
                };
                scopes[number].assign(name);
                around
            }
            Event::Global | Event::Nonlocal => {
                let id = scope.find_or_add(name, Place::Undecided);
                declare(scopes, number, id, matches!(event, Event::Global))
            }
        };
    }
    for id in 0..scopes[number].ids.len() {
        if scopes[number].ids[id].place == Place::GlobalImplicit {
            close_over(scopes, number, id);
        }
    }
}

/// The symbols as they are found.
struct Table<'t> {
    scopes: &'t [Scope],
    names: &'t Interner,
    symbols: Vec<Symbol>,
    ids: BTreeMap<(usize, Qstr), SymbolId>,
}

impl Table<'_> {
    /// The scope whose variable `name` is where `scope` uses it.
    fn owner(&self, scope: usize, name: Qstr) -> usize {
        let mut next = Some(scope);
        while let Some(number) = next {
            let here = &self.scopes[number];
            next = here.parent;
            // A class's names are not seen from the functions within.
            if number != scope && here.kind == ScopeKind::Class && name != Qstr::CLASS {
                continue;
            }
            match here.find(name).map(|id| here.ids[id].place) {
                Some(Place::Local | Place::Cell) => return number,
                Some(Place::GlobalAssigned) if here.kind == ScopeKind::Class => return number,
                Some(Place::Free | Place::Undecided) | None => {}
                Some(_) => return 0,
            }
        }
        0
    }

    fn symbol(&mut self, owner: usize, name: Qstr) -> SymbolId {
        let next = SymbolId(self.symbols.len() as u32);
        let id = *self.ids.entry((owner, name)).or_insert(next);
        if id == next {
            self.symbols.push(Symbol {
                name: text(self.names, name),
                scope: ScopeId(owner as u32),
                constant: false,
                occurrences: Vec::new(),
            });
        }
        id
    }

    fn occurrences(&mut self, mut found: Vec<Found>, original: &Original) -> Vec<Occurrence> {
        found.sort_by_key(|found| found.span.start);
        let mut occurrences = Vec::with_capacity(found.len());
        for Found {
            span,
            name,
            scope,
            role,
            meaning,
        } in found
        {
            let owner = match meaning {
                Meaning::Constant(owner) => owner,
                Meaning::Scope | Meaning::Annotation => self.owner(scope, name),
            };
            let symbol = self.symbol(owner, name);
            let number = occurrences.len() as u32;
            self.symbols[symbol.0 as usize].occurrences.push(number);
            occurrences.push(Occurrence {
                span: original.span(span),
                symbol,
                scope: ScopeId(scope as u32),
                role,
            });
        }
        occurrences
    }

    fn scope(
        &mut self,
        number: usize,
        found: FoundScope,
        original: &Original,
        tail: Option<Tail>,
    ) -> ScopeInfo {
        let scopes = self.scopes;
        let scope = &scopes[number];
        let ids = scope.ids.iter();
        let names = ids.map(|id| (id.name, place(id.place, scope.kind)));
        let names: Vec<(Qstr, NamePlace)> = names.collect();
        let names = names.into_iter().map(|(name, place)| ScopeName {
            symbol: self.symbol(self.owner(number, name), name),
            place,
        });
        let names = names.collect();
        let parameters = found.parameters.into_iter().map(|parameter| Parameter {
            name: text(self.names, parameter.name),
            span: original.span(parameter.span),
            kind: parameter.kind,
            has_default: parameter.has_default,
        });
        ScopeInfo {
            kind: scope.kind,
            name: text(self.names, scope.name),
            parent: scope.parent.map(|parent| ScopeId(parent as u32)),
            span: original.span(found.span),
            name_span: found.name.map(|name| original.span(name)),
            body: original.span(found.body),
            parameters: parameters.collect(),
            names,
            tail,
        }
    }
}

fn place(place: Place, kind: ScopeKind) -> NamePlace {
    match place {
        Place::Local => NamePlace::Local,
        Place::Cell => NamePlace::Cell,
        Place::Free => NamePlace::Free,
        Place::GlobalAssigned if kind == ScopeKind::Class => NamePlace::Class,
        _ => NamePlace::Global,
    }
}
