//! Binary operators over all types: the operators themselves, and which type answers them.

use alloc::format;

use crate::native::{Abrupt, Outcome};
use crate::object::Object;
use crate::ops::effort::Effort;
use crate::qstr::{Qstr, q};
use crate::types::T;
use crate::types::text::Kind;
use crate::value::{Ref, Value};
use crate::vm::Vm;

macro_rules! operators {
    ($($name:ident),* $(,)?) => {
        /// The binary operators, in the order of the bytecode; `Divmod` only `divmod()` asks for.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum BinaryOp { $($name),* }

        const ALL: &[BinaryOp] = &[$(BinaryOp::$name),*];
    };
}

operators! {
    Less, More, Equal, LessEqual, MoreEqual, NotEqual, In, Is, ExceptionMatch,
    InplaceOr, InplaceXor, InplaceAnd, InplaceLshift, InplaceRshift, InplaceAdd, InplaceSubtract,
    InplaceMultiply, InplaceMatMultiply, InplaceFloorDivide, InplaceTrueDivide, InplaceModulo,
    InplacePower,
    Or, Xor, And, Lshift, Rshift, Add, Subtract, Multiply, MatMultiply, FloorDivide, TrueDivide,
    Modulo, Power, Divmod,
}

impl BinaryOp {
    /// The operator with this number in the bytecode.
    pub const fn from_index(n: u8) -> BinaryOp {
        if (n as usize) < ALL.len() {
            ALL[n as usize]
        } else {
            BinaryOp::Is
        }
    }

    /// The plain operator of an in-place one.
    #[inline]
    pub const fn plain(self) -> BinaryOp {
        let n = self as u8;
        if n >= BinaryOp::InplaceOr as u8 && n <= BinaryOp::InplacePower as u8 {
            ALL[n as usize + 13]
        } else {
            self
        }
    }

    /// Whether it is one of the operators that a right operand may answer (`__radd__` …).
    pub fn is_arithmetic(self) -> bool {
        let n = self as u8;
        (BinaryOp::Or as u8..=BinaryOp::Power as u8).contains(&n)
    }

    /// Whether it is `<`, `>`, `<=` or `>=`.
    pub(crate) fn is_order(self) -> bool {
        use BinaryOp::*;
        matches!(self, Less | More | LessEqual | MoreEqual)
    }

    /// The order comparison with its operands swapped.
    pub(crate) fn swapped(self) -> BinaryOp {
        match self {
            BinaryOp::Less => BinaryOp::More,
            BinaryOp::More => BinaryOp::Less,
            BinaryOp::LessEqual => BinaryOp::MoreEqual,
            BinaryOp::MoreEqual => BinaryOp::LessEqual,
            other => other,
        }
    }

    /// The method of a class that answers it; empty for `is` and exception matching.
    pub const fn method(self) -> Qstr {
        use BinaryOp::*;
        match self {
            Less => q::__lt__,
            More => q::__gt__,
            Equal => q::__eq__,
            LessEqual => q::__le__,
            MoreEqual => q::__ge__,
            NotEqual => q::__ne__,
            In => q::__contains__,
            Is | ExceptionMatch => q::EMPTY,
            InplaceAdd => q::__iadd__,
            InplaceSubtract => q::__isub__,
            // MicroPython asks classes for no other one: `a *= b` is always `a = a * b`.
            InplaceOr | InplaceXor | InplaceAnd | InplaceLshift | InplaceRshift
            | InplaceMultiply | InplaceMatMultiply | InplaceFloorDivide | InplaceTrueDivide
            | InplaceModulo | InplacePower => q::EMPTY,
            Or => q::__or__,
            Xor => q::__xor__,
            And => q::__and__,
            Lshift => q::__lshift__,
            Rshift => q::__rshift__,
            Add => q::__add__,
            Subtract => q::__sub__,
            Multiply => q::__mul__,
            MatMultiply => q::__matmul__,
            FloorDivide => q::__floordiv__,
            TrueDivide => q::__truediv__,
            Modulo => q::__mod__,
            Power => q::__pow__,
            Divmod => q::__divmod__,
        }
    }

    /// Whether some operator asks this method, of the left operand's class or of the right one's.
    pub fn has_method(name: Qstr) -> bool {
        name != q::EMPTY
            && ALL
                .iter()
                .any(|op| op.method() == name || op.reflected_method() == Some(name))
    }

    /// The method of the right operand's class that answers it when the left one's does not.
    pub const fn reflected_method(self) -> Option<Qstr> {
        use BinaryOp::*;
        Some(match self {
            Or => q::__ror__,
            Xor => q::__rxor__,
            And => q::__rand__,
            Lshift => q::__rlshift__,
            Rshift => q::__rrshift__,
            Add => q::__radd__,
            Subtract => q::__rsub__,
            Multiply => q::__rmul__,
            MatMultiply => q::__rmatmul__,
            FloorDivide => q::__rfloordiv__,
            TrueDivide => q::__rtruediv__,
            Modulo => q::__rmod__,
            Power => q::__rpow__,
            _ => return None,
        })
    }
}

/// The methods of a class that answer arithmetic and order, by the operators' numbers; empty for
/// those that ask in another way.
pub(crate) const OPERATORS: [Qstr; ALL.len()] = {
    let mut methods = [q::EMPTY; ALL.len()];
    let mut i = 0;
    while i < methods.len() {
        use BinaryOp::*;
        methods[i] = match BinaryOp::from_index(i as u8) {
            Equal | NotEqual | In | Is | ExceptionMatch | InplaceAdd | InplaceSubtract => q::EMPTY,
            op => op.plain().method(),
        };
        i += 1;
    }
    methods
};

/// The frequent operators on two small integers; `None` where the general way must decide.
#[inline(always)]
fn small_binary(op: BinaryOp, x: i64, y: i64) -> Option<Value> {
    use BinaryOp::*;
    match op {
        Less => Some(Value::bool(x < y)),
        More => Some(Value::bool(x > y)),
        Equal | Is => Some(Value::bool(x == y)),
        LessEqual => Some(Value::bool(x <= y)),
        MoreEqual => Some(Value::bool(x >= y)),
        NotEqual => Some(Value::bool(x != y)),
        Add | InplaceAdd => Value::try_small(x + y),
        Subtract | InplaceSubtract => Value::try_small(x - y),
        Multiply | InplaceMultiply => x.checked_mul(y).and_then(Value::try_small),
        And | InplaceAnd => Some(Value::small(x & y)),
        Or | InplaceOr => Some(Value::small(x | y)),
        Xor | InplaceXor => Some(Value::small(x ^ y)),
        // 48 bits and 16 more fit a word.
        Lshift | InplaceLshift if (0..=16).contains(&y) => Value::try_small(x << y),
        Rshift | InplaceRshift if y >= 0 => Some(Value::small(x >> y.min(63))),
        FloorDivide | InplaceFloorDivide if y > 0 => Some(Value::small(x.div_euclid(y))),
        Modulo | InplaceModulo if y > 0 => Some(Value::small(x.rem_euclid(y))),
        _ => None,
    }
}

/// The frequent operators on two floats; `None` where the general way must decide.
#[inline(always)]
fn float_binary(vm: &Vm, op: BinaryOp, x: f64, y: f64) -> Option<Value> {
    use BinaryOp::*;
    match op {
        Add | InplaceAdd => Some(vm.new_float(x + y)),
        Subtract | InplaceSubtract => Some(vm.new_float(x - y)),
        Multiply | InplaceMultiply => Some(vm.new_float(x * y)),
        TrueDivide | InplaceTrueDivide if y != 0.0 => Some(vm.new_float(x / y)),
        Less => Some(Value::bool(x < y)),
        More => Some(Value::bool(x > y)),
        Equal => Some(Value::bool(x == y)),
        LessEqual => Some(Value::bool(x <= y)),
        MoreEqual => Some(Value::bool(x >= y)),
        NotEqual => Some(Value::bool(x != y)),
        _ => None,
    }
}

impl Vm {
    /// `a op b`. A user's methods are called through `Abrupt::Call`.
    #[inline]
    pub fn binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Outcome {
        if let Some((x, y)) = Value::both_small(a, b) {
            if let Some(v) = small_binary(op, x, y) {
                return Ok(v);
            }
        } else if let (Some(x), Some(y)) = (a.as_float(), b.as_float())
            && let Some(v) = float_binary(self, op, x, y)
        {
            return Ok(v);
        }
        self.binary_any(op, a, b)
    }

    /// `a == b`, and what it costs.
    fn spent_equal(&mut self, a: Value, b: Value) -> Outcome<bool> {
        let mut effort = Effort::new();
        let same = self.equal_in(a, b, &mut effort);
        self.spend(effort.cycles());
        same
    }

    fn binary_any(&mut self, op: BinaryOp, a: Value, b: Value) -> Outcome {
        use BinaryOp::*;
        match op {
            NotEqual if self.has_user_ne(a) || self.has_user_ne(b) => self.user_compare(op, a, b),
            Equal | NotEqual => match self.spent_equal(a, b) {
                Ok(false) if self.profile.is_unix && self.are_bytes_and_str(a, b) => {
                    Err(self.call_frozen("bytes_and_str", &[Value::bool(op == NotEqual)]))
                }
                Ok(same) => Ok(Value::bool(same == (op == Equal))),
                Err(Abrupt::Python) => self.user_compare(op, a, b),
                Err(e) => Err(e),
            },
            _ if op.is_order() => self.compare(op, a, b),
            In => self.contains(b, a),
            Is => Ok(Value::bool(self.is_same(a, b))),
            ExceptionMatch => self.exception_match(a, b),
            _ => {
                // Whatever is formatted, text before `%` answers alone.
                let formats = op.plain() == Modulo
                    && matches!(self.text_kind(a), Some(Kind::Str | Kind::Bytes));
                if !formats && (self.is_user(a) || self.is_user(b)) {
                    return self.user_binary(op, a, b);
                }
                match self.builtin_binary(op, a, b)? {
                    Some(v) => Ok(v),
                    None => Err(self.unsupported_binary(op, a, b)),
                }
            }
        }
    }

    fn are_bytes_and_str(&self, a: Value, b: Value) -> bool {
        let kinds = (self.kind(a), self.kind(b));
        matches!(kinds, (T::Str, T::Bytes) | (T::Bytes, T::Str))
    }

    /// `a op b` for arithmetic, in place or not, as the built-in types of `a` and `b` answer it,
    /// whatever their classes define; `None` if they have no such operator.
    pub(crate) fn builtin_binary(
        &mut self,
        op: BinaryOp,
        a: Value,
        b: Value,
    ) -> Outcome<Option<Value>> {
        let plain = op.plain();
        let argument = b;
        let (a, b) = (self.native_part(a), self.native_part(b));
        if let Some(v) = self.number_binary(op, a, b)? {
            return Ok(Some(v));
        }
        match self.heap.object(a) {
            Some(Object::Set(_) | Object::FrozenSet(_)) => {
                crate::types::set::binary(self, op, a, b)
            }
            Some(Object::Dict(_)) => crate::types::dict::binary(self, op, a, argument),
            _ if plain == BinaryOp::Modulo && matches!(self.kind(a), T::Str | T::Bytes) => {
                self.percent_format(a, argument).map(Some)
            }
            // `2 * [1]`
            _ if plain == BinaryOp::Multiply
                && self.int_of(a).is_some()
                && !matches!(self.heap.object(b), Some(Object::NamedTuple(..)))
                && matches!(self.kind(b), T::Str | T::Bytes | T::Tuple | T::List) =>
            {
                self.sequence_binary(op, b, a)
            }
            // What is appended may be anything that iterates, and is named as it is.
            _ if op == BinaryOp::InplaceAdd && matches!(self.kind(a), T::ByteArray | T::Array) => {
                self.sequence_binary(op, a, argument)
            }
            _ => self.sequence_binary(op, a, b),
        }
    }

    /// The same, where the right operand was asked last.
    #[cold]
    pub(crate) fn unsupported_reflected(&mut self, op: BinaryOp, a: Value, b: Value) -> Abrupt {
        let message = alloc::format!(
            "unsupported types for {}: '{}', '{}'",
            self.qstrs
                .text(op.reflected_method().unwrap_or(op.method())),
            self.type_name(a),
            self.type_name(b)
        );
        self.type_error(&message)
    }

    /// `TypeError` for operands that have no such operator.
    #[cold]
    pub(crate) fn unsupported_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Abrupt {
        // An integer does not ask again for the plain operator where a float is on the right.
        let method = match op.plain() {
            plain if plain != op && a.is_small() && b.is_float() => match plain {
                BinaryOp::Add | BinaryOp::Subtract => plain.method(),
                _ => q::EMPTY,
            },
            plain => plain.method(),
        };
        let op = op.plain();
        let inexact = a.is_float() || matches!(self.heap.object(a), Some(Object::Complex(..)));
        if inexact && b.as_bool().is_some() && op.is_arithmetic() {
            return self.unsupported_reflected(op, Value::small(1), a);
        }
        // A bool hands its arithmetic on to the integer it stands for.
        let left = match a.as_bool() {
            Some(_) => "int",
            None => self.type_name(a),
        };
        let right = match b.as_bool() {
            Some(_) if op.is_arithmetic() => "int",
            _ => self.type_name(b),
        };
        let method = self.qstrs.text(method);
        let message = format!("unsupported types for {method}: '{left}', '{right}'");
        self.type_error(&message)
    }

    /// `a is b`. What MicroPython has only once is one thing here too: empty tuples and bytes, and
    /// integers that are small on the board.
    fn is_same(&self, a: Value, b: Value) -> bool {
        a == b
            || match (self.heap.object(a), self.heap.object(b)) {
                (Some(Object::Tuple(x)), Some(Object::Tuple(y))) => x.is_empty() && y.is_empty(),
                (Some(Object::Bytes(x)), Some(Object::Bytes(y))) => x.is_empty() && y.is_empty(),
                (Some(Object::Int(x)), Some(Object::Int(y))) => {
                    x == y && x.bits() < u64::from(self.profile.small_int_bits)
                }
                _ => false,
            }
    }

    /// Whether `except b` catches `a`, an exception or its class.
    fn exception_match(&mut self, a: Value, b: Value) -> Outcome {
        let class = match self.as_class(a) {
            Some(_) => a.as_ref().unwrap_or(Ref(T::Object as u32)),
            None => self.type_of(a),
        };
        let catches = |vm: &Vm, base: Value| -> Option<bool> {
            let base = base.as_ref()?;
            vm.is_subclass(base, Ref(T::BaseException as u32))
                .then(|| vm.is_subclass(class, base))
        };
        let bases = match self.heap.object(b) {
            Some(Object::Tuple(bases)) => bases.clone(),
            _ => [b].into(),
        };
        for base in bases {
            match catches(self, base) {
                Some(true) => return Ok(Value::TRUE),
                Some(false) => {}
                None => return Err(self.unsupported_binary(BinaryOp::ExceptionMatch, a, base)),
            }
        }
        Ok(Value::FALSE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::Profile;
    use alloc::string::{String, ToString};

    fn message(vm: &Vm, outcome: Outcome) -> String {
        match outcome {
            Err(Abrupt::Raise(e)) => match vm.heap.object(e) {
                Some(Object::Exception(e)) => {
                    let args = vm.items_of(e.args).unwrap_or_default();
                    let text = args.first().and_then(|v| vm.str_of(*v)).unwrap_or_default();
                    format!("{}: {text}", vm.class_name(e.class))
                }
                _ => "no exception".to_string(),
            },
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn small_operands_agree_with_the_general_way() {
        use BinaryOp::*;
        let mut vm = Vm::new(Profile::UNIX, 0);
        let numbers = [
            0,
            1,
            -1,
            7,
            -7,
            1 << 40,
            crate::value::SMALL_MAX,
            crate::value::SMALL_MIN,
        ];
        for op in [
            Add,
            Subtract,
            Multiply,
            FloorDivide,
            Modulo,
            And,
            Or,
            Xor,
            Lshift,
            Rshift,
        ] {
            for x in numbers {
                for y in numbers {
                    let (a, b) = (Value::small(x), Value::small(y));
                    if let Some(v) = small_binary(op, x, y) {
                        let general = vm.number_binary(op, a, b);
                        assert_eq!(general, Ok(Some(v)), "{x} {op:?} {y}");
                    }
                }
            }
        }
    }

    #[test]
    fn errors_name_the_operator_and_the_types() {
        use BinaryOp::*;
        let mut vm = Vm::new(Profile::UNIX, 0);
        let text = vm.new_str("a");
        let list = vm.new_list([].into());
        let one = Value::small(1);
        for (op, a, b, expected) in [
            (
                Add,
                one,
                text,
                "TypeError: unsupported types for __add__: 'int', 'str'",
            ),
            (
                InplaceAdd,
                Value::TRUE,
                text,
                "TypeError: unsupported types for __add__: 'int', 'str'",
            ),
            (
                Add,
                list,
                Value::TRUE,
                "TypeError: unsupported types for __add__: 'list', 'int'",
            ),
            (
                Less,
                Value::NONE,
                Value::TRUE,
                "TypeError: unsupported types for __lt__: 'NoneType', 'bool'",
            ),
            (
                Less,
                one,
                text,
                "TypeError: unsupported types for __lt__: 'int', 'str'",
            ),
            (
                In,
                one,
                one,
                "TypeError: unsupported types for : 'int', 'int'",
            ),
            (
                In,
                Value::TRUE,
                one,
                "TypeError: unsupported types for __contains__: 'int', 'int'",
            ),
            (
                In,
                one,
                text,
                "TypeError: can't convert 'int' object to str implicitly",
            ),
            (
                Lshift,
                one,
                Value::small(-1),
                "ValueError: negative shift count",
            ),
            (
                Modulo,
                one,
                Value::FALSE,
                "ZeroDivisionError: divide by zero",
            ),
            (
                ExceptionMatch,
                one,
                one,
                "TypeError: unsupported types for : 'int', 'int'",
            ),
        ] {
            let outcome = vm.binary(op, a, b);
            assert_eq!(message(&vm, outcome), expected);
        }
    }

    #[test]
    fn results_that_no_heap_holds_are_refused_at_once() {
        use BinaryOp::*;
        let mut vm = Vm::new(Profile::PICO, 0);
        let ten = Value::small(10);
        let many = Value::small(100_000_000);
        let text = vm.new_str("a");
        for (op, a) in [(Power, ten), (Lshift, ten), (Multiply, text)] {
            let outcome = vm.binary(op, a, many);
            assert!(message(&vm, outcome).starts_with("MemoryError: memory allocation failed"));
        }
    }

    #[test]
    fn singles_round_on_boards() {
        let mut vm = Vm::new(Profile::PICO, 0);
        let third = vm.binary(BinaryOp::TrueDivide, Value::small(1), Value::small(3));
        assert_eq!(third, Ok(Value::float(f64::from(1f32 / 3f32))));
    }
}
