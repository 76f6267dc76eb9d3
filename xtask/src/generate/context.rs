//! Where in a program something is written, and which names it may use there.

/// What a way of the grammar may ask of its place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// `break` has a loop to leave.
    Loop,
    /// `return` has a function to leave.
    Function,
    /// The function is `async`.
    Async,
    /// The function has parameters and is a class's.
    Method,
    /// Directly in a class's body.
    Class,
    /// In no function or class.
    Module,
    /// In no comprehension, whose `:=` gives names to what is around it.
    Direct,
    /// A function around this one has names to share.
    Outer,
}

impl Condition {
    /// The condition that the grammar's files call so.
    pub fn named(name: &str) -> Self {
        match name {
            "loop" => Self::Loop,
            "function" => Self::Function,
            "async" => Self::Async,
            "method" => Self::Method,
            "class" => Self::Class,
            "module" => Self::Module,
            "direct" => Self::Direct,
            "outer" => Self::Outer,
            other => panic!("no condition `{other}`"),
        }
    }
}

/// How a reference changes the context for what it names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// Into a loop's body.
    Loop,
    /// Into a function: its parameters and its body.
    Function,
    /// Into an `async` function.
    Async,
    /// Into a class's function.
    Method,
    /// Into a lambda.
    Lambda,
    /// Into a comprehension, which has its own names, but neither `return` nor `yield`.
    Comprehension,
    /// Into a class's body.
    Class,
    /// Back to what is around the function or class, for defaults and bases.
    Outside,
    /// Nowhere else, but with a new budget of tokens.
    Fresh,
}

impl Shift {
    /// The shift that the grammar's files call so.
    pub fn named(name: &str) -> Self {
        match name {
            "loop" => Self::Loop,
            "function" => Self::Function,
            "async" => Self::Async,
            "method" => Self::Method,
            "lambda" => Self::Lambda,
            "comprehension" => Self::Comprehension,
            "class" => Self::Class,
            "outside" => Self::Outside,
            "fresh" => Self::Fresh,
            other => panic!("no context `{other}`"),
        }
    }
}

/// The context at one point of the program.
#[derive(Clone, Default)]
struct Place {
    in_loop: bool,
    in_function: bool,
    in_async: bool,
    in_method: bool,
    in_class: bool,
    in_comprehension: bool,
    /// The scope that names are bound in, among all that were opened.
    scope: usize,
}

/// The names of one function, class or module.
#[derive(Default)]
struct Scope {
    is_function: bool,
    parent: Option<usize>,
    bound: Vec<String>,
    /// Names that a `global` or `nonlocal` gave to another scope.
    given_away: Vec<String>,
}

/// The contexts around the point that is being written, the innermost last.
pub struct Contexts {
    places: Vec<Place>,
    scopes: Vec<Scope>,
}

impl Contexts {
    /// The module's.
    pub fn new() -> Self {
        Self {
            places: vec![Place::default()],
            scopes: vec![Scope::default()],
        }
    }

    fn place(&self) -> &Place {
        self.places
            .last()
            .expect("the module's place is never left")
    }

    fn scope(&self) -> &Scope {
        &self.scopes[self.place().scope]
    }

    /// Whether the condition holds here.
    pub fn holds(&self, condition: Condition) -> bool {
        let place = self.place();
        match condition {
            Condition::Loop => place.in_loop,
            Condition::Function => place.in_function,
            Condition::Async => place.in_async,
            Condition::Method => place.in_method,
            Condition::Class => place.in_class,
            Condition::Module => place.scope == 0,
            Condition::Direct => !place.in_comprehension,
            Condition::Outer => !self.shareable().is_empty(),
        }
    }

    /// Enters another context, until [`Self::leave`].
    pub fn enter(&mut self, shift: Shift) {
        let here = self.place().clone();
        let inside = Place {
            scope: self.scopes.len(),
            ..Place::default()
        };
        let there = match shift {
            Shift::Fresh => here.clone(),
            Shift::Loop => Place {
                in_loop: true,
                ..here.clone()
            },
            Shift::Outside => {
                let around = self.places.len().saturating_sub(2);
                self.places[around].clone()
            }
            Shift::Function | Shift::Async | Shift::Method | Shift::Lambda => Place {
                in_function: true,
                in_async: shift == Shift::Async,
                in_method: shift == Shift::Method,
                ..inside
            },
            Shift::Class => Place {
                in_class: true,
                ..inside
            },
            Shift::Comprehension => Place {
                in_comprehension: true,
                ..inside
            },
        };
        if there.scope == self.scopes.len() {
            self.scopes.push(Scope {
                is_function: there.in_function,
                parent: Some(here.scope),
                ..Scope::default()
            });
        }
        self.places.push(there);
    }

    /// Returns to the context before the last [`Self::enter`].
    pub fn leave(&mut self) {
        self.places.pop();
    }

    /// Notes that the innermost scope binds the name.
    pub fn bind(&mut self, name: &str) {
        let scope = self.place().scope;
        let scope = &mut self.scopes[scope];
        if !scope.is_bound(name) {
            scope.bound.push(name.to_owned());
        }
    }

    /// Notes that the innermost scope takes the name from another.
    pub fn give_away(&mut self, name: &str) {
        let scope = self.place().scope;
        self.scopes[scope].given_away.push(name.to_owned());
    }

    /// What the last [`Self::give_away`] of this scope noted.
    pub fn last_given_away(&self) -> String {
        self.scope().given_away.last().cloned().unwrap_or_default()
    }

    /// Whether the innermost scope has a meaning for the name already.
    pub fn is_known(&self, name: &str) -> bool {
        self.scope().is_bound(name)
    }

    /// The names bound here.
    pub fn bound(&self) -> &[String] {
        &self.scope().bound
    }

    /// What a `nonlocal` could take from the functions around.
    pub fn shareable(&self) -> Vec<&str> {
        let mut names = Vec::new();
        let mut at = self.scope().parent;
        while let Some(scope) = at.map(|at| &self.scopes[at]) {
            if scope.is_function {
                let own = scope.bound.iter();
                names.extend(own.filter(|name| !scope.given_away.contains(name)));
            }
            at = scope.parent;
        }
        let free = |name: &&String| !self.is_known(name);
        names.into_iter().filter(free).map(String::as_str).collect()
    }
}

impl Scope {
    fn is_bound(&self, name: &str) -> bool {
        let mut names = self.bound.iter().chain(&self.given_away);
        names.any(|bound| bound == name)
    }
}
