//! Scopes: which names a function, class or comprehension has, and where each of them lives.

use super::intern::Qstr;
use super::tree::Node;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use mpy::flags;

/// What a scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum ScopeKind {
    Module,
    Class,
    Lambda,
    ListComp,
    DictComp,
    SetComp,
    GenExpr,
    Function,
}

impl ScopeKind {
    /// Whether names assigned in it are its locals.
    pub fn is_function(self) -> bool {
        self >= Self::Lambda
    }

    /// Whether it is a comprehension.
    pub fn is_comprehension(self) -> bool {
        (Self::ListComp..=Self::GenExpr).contains(&self)
    }

    /// The name of the function that a comprehension is.
    pub(super) fn comprehension_name(self) -> Qstr {
        match self {
            Self::ListComp => Qstr::LISTCOMP,
            Self::DictComp => Qstr::DICTCOMP,
            Self::SetComp => Qstr::SETCOMP,
            _ => Qstr::GENEXPR,
        }
    }
}

/// Where a name lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Not known yet.
    Undecided,
    /// Global because nothing says otherwise.
    GlobalImplicit,
    /// The same, and assigned in a module or class body.
    GlobalAssigned,
    /// Declared `global`.
    GlobalExplicit,
    /// A local of this scope alone.
    Local,
    /// A local that inner scopes use too.
    Cell,
    /// A local of an outer scope.
    Free,
}

/// A name is a parameter.
pub const PARAM: u8 = 1;
/// … the one after `*`.
pub const STAR_PARAM: u8 = 2;
/// … the one after `**`.
pub const DBL_STAR_PARAM: u8 = 4;

/// A name in a scope.
#[derive(Clone, Copy, Debug)]
pub struct Id {
    /// The name.
    pub name: Qstr,
    /// Where it lives.
    pub place: Place,
    /// `PARAM` and the like.
    pub flags: u8,
    /// Its number among the locals.
    pub local: u32,
}

/// Scopes with more names than this find them by a map.
const LINEAR: usize = 12;

/// A scope.
pub struct Scope {
    /// What it is.
    pub kind: ScopeKind,
    /// The scope around it, by number; `None` for the module.
    pub parent: Option<usize>,
    /// The rule it was made from.
    pub node: Node,
    /// Its name in tracebacks.
    pub name: Qstr,
    /// Flags of the function; see [`flags`].
    pub flags: u8,
    /// Positional parameters, variables closed over included in the end.
    pub pos_args: u32,
    /// Keyword-only parameters.
    pub kwonly_args: u32,
    /// Positional parameters with a default.
    pub def_pos_args: u32,
    /// Slots for locals.
    pub locals: u32,
    /// Greatest depth of exception blocks.
    pub exc_stack_size: u32,
    /// The decorator that keeps its body from being compiled: calling it raises.
    pub refused: Option<Qstr>,
    /// Its names.
    pub ids: Vec<Id>,
    index: BTreeMap<Qstr, usize>,
}

impl Scope {
    /// A scope without names.
    pub fn new(kind: ScopeKind, parent: Option<usize>, node: Node, name: Qstr) -> Self {
        Self {
            kind,
            parent,
            node,
            name,
            flags: 0,
            pos_args: 0,
            kwonly_args: 0,
            def_pos_args: 0,
            locals: 0,
            exc_stack_size: 0,
            refused: None,
            ids: Vec::new(),
            index: BTreeMap::new(),
        }
    }

    /// The number of a name in this scope.
    pub fn find(&self, name: Qstr) -> Option<usize> {
        if self.index.is_empty() {
            self.ids.iter().position(|id| id.name == name)
        } else {
            self.index.get(&name).copied()
        }
    }

    /// The number of a name, which is added as `place` if it is new.
    pub fn find_or_add(&mut self, name: Qstr, place: Place) -> usize {
        if let Some(found) = self.find(name) {
            return found;
        }
        let number = self.ids.len();
        self.ids.push(Id {
            name,
            place,
            flags: 0,
            local: 0,
        });
        if self.ids.len() > LINEAR {
            if self.index.is_empty() {
                self.reindex();
            } else {
                self.index.insert(name, number);
            }
        }
        number
    }

    fn reindex(&mut self) {
        if self.ids.len() > LINEAR {
            self.index = self
                .ids
                .iter()
                .enumerate()
                .map(|(i, id)| (id.name, i))
                .collect();
        }
    }

    /// Notes that a name is assigned here; returns its number.
    pub fn assign(&mut self, name: Qstr) -> usize {
        let number = self.find_or_add(name, Place::GlobalImplicit);
        let id = &mut self.ids[number];
        if id.place == Place::GlobalImplicit {
            id.place = if self.kind.is_function() {
                Place::Local
            } else {
                Place::GlobalAssigned
            };
        }
        number
    }

    /// Adds a parameter, `flags` saying which kind; `false` if there is one of that name.
    pub fn add_param(&mut self, name: Qstr, flags: u8) -> bool {
        let number = self.find_or_add(name, Place::Undecided);
        let id = &mut self.ids[number];
        if id.place != Place::Undecided {
            return false;
        }
        id.place = Place::Local;
        id.flags = flags;
        true
    }

    /// Moves the `*args` parameter behind the other parameters.
    fn move_star_last(&mut self) {
        if self.flags & flags::VARARGS == 0 {
            return;
        }
        let mut last_param = None;
        for i in (0..self.ids.len()).rev() {
            if self.ids[i].flags & STAR_PARAM != 0 {
                if let Some(last) = last_param {
                    self.ids.swap(i, last);
                    self.reindex();
                }
                return;
            }
            if last_param.is_none() && self.ids[i].flags == PARAM {
                last_param = Some(i);
            }
        }
    }
}

/// Makes an implicitly global name of `scope` a free one, if a function around it has it.
pub fn close_over(scopes: &mut [Scope], scope: usize, id: usize) {
    let name = scopes[scope].ids[id].name;
    let mut outer = scopes[scope].parent;
    while let Some(number) = outer.filter(|&n| scopes[n].parent.is_some()) {
        if let Some(found) = scopes[number].find(name) {
            if matches!(
                scopes[number].ids[found].place,
                Place::Local | Place::Cell | Place::Free
            ) {
                scopes[scope].ids[id].place = Place::Free;
                close_over_in_parents(scopes, scope, name);
            }
            return;
        }
        outer = scopes[number].parent;
    }
}

fn close_over_in_parents(scopes: &mut [Scope], scope: usize, name: Qstr) {
    let mut outer = scopes[scope].parent;
    while let Some(number) = outer.filter(|&n| scopes[n].parent.is_some()) {
        let found = scopes[number].find_or_add(name, Place::Undecided);
        let id = &mut scopes[number].ids[found];
        match id.place {
            Place::Undecided => id.place = Place::Free,
            Place::Local => {
                id.place = Place::Cell;
                return;
            }
            _ => return,
        }
        outer = scopes[number].parent;
    }
}

/// Declares a name of `scope` global or nonlocal.
///
/// # Errors
/// MicroPython's message.
pub fn declare(
    scopes: &mut [Scope],
    scope: usize,
    id: usize,
    is_global: bool,
) -> Result<(), &'static str> {
    let place = scopes[scope].ids[id].place;
    if is_global {
        if !matches!(place, Place::Undecided | Place::GlobalExplicit) {
            return Err("identifier redefined as global");
        }
        scopes[scope].ids[id].place = Place::GlobalExplicit;
        let name = scopes[scope].ids[id].name;
        if let Some(outer) = scopes[0].find(name) {
            scopes[0].ids[outer].place = Place::GlobalExplicit;
        }
        return Ok(());
    }
    match place {
        Place::Undecided => {
            scopes[scope].ids[id].place = Place::GlobalImplicit;
            close_over(scopes, scope, id);
            if scopes[scope].ids[id].place == Place::GlobalImplicit {
                return Err("no binding for nonlocal found");
            }
            Ok(())
        }
        Place::Free => Ok(()),
        _ => Err("identifier redefined as nonlocal"),
    }
}

/// Gives the name of a `:=` in the comprehension `scope` to the scope around it, as it has to be.
///
/// # Errors
/// As [`declare`].
pub fn assign_around(scopes: &mut [Scope], scope: usize, name: Qstr) -> Result<(), &'static str> {
    let Some(parent) = scopes[scope].parent else {
        return Ok(());
    };
    let outer = scopes[parent].assign(name);
    if scopes[parent].ids[outer].place == Place::GlobalExplicit {
        scopes[scope].find_or_add(name, Place::GlobalExplicit);
        return Ok(());
    }
    let id = scopes[scope].find_or_add(name, Place::Undecided);
    let is_global = scopes[parent].parent.is_none();
    let place = &mut scopes[scope].ids[id].place;
    if !is_global && *place == Place::GlobalImplicit {
        *place = Place::Undecided;
    }
    declare(scopes, scope, id, is_global)
}

/// Numbers the locals: variables closed over first, then parameters and plain locals, then cells.
pub fn number_locals(scopes: &mut [Scope], number: usize) {
    let scope = &mut scopes[number];
    scope.move_star_last();
    let (kind, is_function) = (scope.kind, scope.kind.is_function());
    // In a class `__class__` is no local; it becomes a cell if a method uses it.
    let counted = |id: &Id| kind != ScopeKind::Class || id.name != Qstr::CLASS;
    scope.locals = 0;
    for id in scope.ids.iter_mut().filter(|id| counted(id)) {
        if is_function && id.place == Place::GlobalImplicit {
            id.place = Place::GlobalExplicit;
        }
        if id.place == Place::Local || id.flags & PARAM != 0 {
            id.local = scope.locals;
            scope.locals += 1;
        }
    }
    for id in &mut scope.ids {
        if id.place == Place::Cell && id.flags & PARAM == 0 {
            id.local = scope.locals;
            scope.locals += 1;
        }
    }
    let closed = number_closed(scopes, number);
    let scope = &mut scopes[number];
    if closed > 0 {
        for id in &mut scope.ids {
            if id.place != Place::Free || id.flags & PARAM != 0 {
                id.local += closed;
            }
        }
        scope.pos_args += closed;
        scope.locals += closed;
    }
}

/// Numbers the variables that a scope closes over, in the order that the scope around it has them.
/// Returns how many there are.
fn number_closed(scopes: &mut [Scope], number: usize) -> u32 {
    let Some(parent) = scopes[number].parent else {
        return 0;
    };
    let place = |scope: usize, id: usize| scopes[scope].ids[id].place;
    let mut free: Vec<(usize, usize)> = (0..scopes[number].ids.len())
        .filter(|&id| place(number, id) == Place::Free)
        .filter_map(|id| Some((scopes[parent].find(scopes[number].ids[id].name)?, id)))
        .filter(|&(outer, _)| matches!(place(parent, outer), Place::Cell | Place::Free))
        .collect();
    free.sort_unstable();
    for (closed, &(_, id)) in free.iter().enumerate() {
        scopes[number].ids[id].local = closed as u32;
    }
    free.len() as u32
}
