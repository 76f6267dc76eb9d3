//! Functions, classes, lambdas and decorators, where they are defined.

use super::{Compiler, Gen};
use crate::intern::Qstr;
use crate::options::Target;
use crate::scope::{Scope, ScopeKind};
use crate::tree::{Kind, Node, RuleId};
use mpy::{flags, opcode as op};

impl Compiler<'_, '_> {
    fn name_of(&self, rule: RuleId) -> Qstr {
        match self.child(rule, 0) {
            Node::Id(name, _) => name,
            _ => Qstr::EMPTY,
        }
    }

    /// Compiles the defaults of the parameters, and makes the function.
    fn make_with_defaults(&mut self, scope: usize, params: Node, list: Kind) -> Gen<()> {
        // A default may itself hold a lambda.
        let outer = (self.have_star, self.dict_params, self.default_params);
        (self.have_star, self.dict_params, self.default_params) = (false, 0, 0);
        for param in self.elements(params, list) {
            self.default(param)?;
        }
        if self.default_params > 0 && self.dict_params == 0 {
            self.build(op::BUILD_TUPLE, self.default_params as usize);
            self.load_null();
        }
        self.close_over_and_make(scope, self.default_params, self.dict_params);
        (self.have_star, self.dict_params, self.default_params) = outer;
        Ok(())
    }

    /// The default of one parameter, if it has one.
    fn default(&mut self, param: Node) -> Gen<()> {
        let (name, default) = match param {
            Node::Rule(id) => match self.tree.kind(id) {
                Kind::TypedArgStar | Kind::VarArgStar => {
                    self.have_star = true;
                    return Ok(());
                }
                Kind::TypedArgDblStar | Kind::VarArgDblStar => return Ok(()),
                Kind::TypedArgName => (self.child(id, 0), self.child(id, 2)),
                _ => (self.child(id, 0), self.child(id, 1)),
            },
            _ => (param, Node::Null),
        };
        if default == Node::Null {
            if !self.have_star && self.default_params != 0 {
                return self.fail_later(param, "non-default argument follows default argument");
            }
            return Ok(());
        }
        if !self.have_star {
            self.default_params += 1;
            return self.node(default);
        }
        self.dict_params += 1;
        if self.dict_params == 1 {
            // The tuple of positional defaults comes below the dict of the others.
            if self.default_params > 0 {
                self.build(op::BUILD_TUPLE, self.default_params as usize);
            } else {
                self.load_null();
            }
            self.build(op::BUILD_MAP, 0);
        }
        self.node(default)?;
        if let Node::Id(name, _) = name {
            self.load_str(name);
        }
        self.store_map();
        Ok(())
    }

    /// Leaves the function on the stack.
    fn function(&mut self, id: RuleId) -> Gen<Qstr> {
        let name = self.name_of(id);
        let scope = self.scope_for(id, ScopeKind::Function, name);
        self.make_with_defaults(scope, self.child(id, 1), Kind::TypedArgs)?;
        Ok(name)
    }

    pub(super) fn funcdef(&mut self, id: RuleId) -> Gen<()> {
        let name = self.function(id)?;
        self.store_definition(id, name);
        Ok(())
    }

    /// Binds the name of the function or class at `id`.
    fn store_definition(&mut self, id: RuleId, name: Qstr) {
        let outer = self.enter(self.child(id, 0));
        self.store_id(name);
        self.leave(outer);
    }

    pub(super) fn lambda(&mut self, id: RuleId) -> Gen<()> {
        let scope = self.scope_for(id, ScopeKind::Lambda, Qstr::LAMBDA);
        self.make_with_defaults(scope, self.child(id, 0), Kind::VarArgs)
    }

    /// The scope of the function at `id`, which has been made.
    fn scope_at(&mut self, id: RuleId) -> &mut Scope {
        let scope = self.scope_of[id.0 as usize] as usize;
        &mut self.scopes[scope]
    }

    /// Makes the function at `id` a coroutine.
    pub(super) fn mark_async(&mut self, id: RuleId) {
        self.scope_at(id).flags |= flags::GENERATOR;
    }

    /// Leaves the class on the stack.
    fn class(&mut self, id: RuleId) -> Gen<Qstr> {
        let name = self.name_of(id);
        let scope = self.scope_for(id, ScopeKind::Class, name);
        self.simple(1, op::LOAD_BUILD_CLASS);
        self.close_over_and_make(scope, 0, 0);
        self.load_str(name);
        let parents = self.child(id, 1);
        let parents = if self.tree.is(parents, Kind::EmptyParens) {
            Node::Null
        } else {
            parents
        };
        self.call_args(parents, false, 2)?;
        Ok(name)
    }

    pub(super) fn classdef(&mut self, id: RuleId) -> Gen<()> {
        let name = self.class(id)?;
        self.store_definition(id, name);
        Ok(())
    }

    pub(super) fn decorated(&mut self, id: RuleId) -> Gen<()> {
        let decorators = self.elements(self.child(id, 0), Kind::Decorators);
        let mut called = alloc::vec::Vec::new();
        let mut refused = None;
        for decorator in decorators {
            let Node::Rule(decorator) = decorator else {
                continue;
            };
            let path = self.elements(self.child(decorator, 0), Kind::DottedName);
            match self.built_in_decorator(&path) {
                Ok(Decorator::Called) => {}
                Ok(Decorator::Plain) => continue,
                Ok(Decorator::Refused(name)) => {
                    refused = Some(name);
                    continue;
                }
                Err(fail) => {
                    self.later(fail)?;
                    continue;
                }
            }
            called.push(decorator);
            let outer = self.enter(Node::Rule(decorator));
            for (i, &part) in path.iter().enumerate() {
                match (part, self.child(decorator, 0)) {
                    (Node::Id(name, _), Node::Rule(dotted)) if i > 0 => {
                        let outer = self.enter_part(dotted, part);
                        self.load_attr(name);
                        self.leave(outer);
                    }
                    _ => self.node(part)?,
                }
            }
            self.node_within(self.child(decorator, 1))?;
            self.leave(outer);
        }
        let Node::Rule(body) = self.child(id, 1) else {
            return Ok(());
        };
        let outer = self.enter(Node::Rule(body));
        let (defined, name) = match (self.tree.kind(body), self.child(body, 0)) {
            (Kind::Funcdef, _) => (body, self.function(body)?),
            (Kind::AsyncFuncdef, Node::Rule(inner)) => {
                let name = self.function(inner)?;
                self.mark_async(inner);
                (inner, name)
            }
            _ => (body, self.class(body)?),
        };
        if self.tree.kind(defined) == Kind::Funcdef {
            self.scope_at(defined).refused = refused;
        }
        for decorator in called.into_iter().rev() {
            self.enter(Node::Rule(decorator));
            self.call_function(1);
        }
        self.leave(outer);
        self.store_definition(defined, name);
        Ok(())
    }

    /// What a decorator is; those of `micropython.…` choose how to compile.
    fn built_in_decorator(&self, path: &[Node]) -> Gen<Decorator> {
        if !matches!(path.first(), Some(Node::Id(Qstr::MICROPYTHON, _))) {
            return Ok(Decorator::Called);
        }
        let &[_, attr @ Node::Id(name, _)] = path else {
            return self.fail(path[path.len().min(2) - 1], "invalid micropython decorator");
        };
        match (name, self.options.target) {
            (Qstr::BYTECODE, _) | (Qstr::NATIVE, Target::Simulator) => Ok(Decorator::Plain),
            (Qstr::NATIVE | Qstr::VIPER, Target::Mpy) => self.fail(attr, "invalid arch"),
            (Qstr::VIPER, Target::Simulator) => Ok(Decorator::Refused(name)),
            (Qstr::ASM_THUMB | Qstr::ASM_XTENSA | Qstr::ASM_RV32, target) => match target {
                Target::Mpy => self.fail(attr, "invalid arch"),
                Target::Simulator => Ok(Decorator::Refused(name)),
            },
            _ => self.fail(attr, "invalid micropython decorator"),
        }
    }
}

/// What a decorator is.
enum Decorator {
    /// An expression whose value is called with the function.
    Called,
    /// One that leaves the function as it is.
    Plain,
    /// One of this name, under which the body means something that cannot be run.
    Refused(Qstr),
}
