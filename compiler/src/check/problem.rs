//! What can be wrong with a source: one variant per mistake, with its code, its words and its remedy.
//!
//! A problem is data. The English here is only the first rendering of it; others start from
//! [`Problem::code`] and [`Problem::arguments`]. Codes never change their meaning: `PW1xx` is about
//! text and tokens, `PW2xx` about grammar, `PW3xx` about meaning, and `PW4xx` about limits and about
//! what MicroPython leaves out of Python.

use super::words::{Expected, Found, Word};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

macro_rules! problems {
    ($(
        $(#[$doc:meta])*
        $code:literal $name:ident { $($field:ident: $type:ty),* }
        $message:literal
        $remedy:literal
    )*) => {
        /// A mistake, with the names and characters it is about.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Problem {
            $($(#[$doc])* $name { $($field: $type),* },)*
        }

        impl Problem {
            /// Everything that can be told, in order: code, message and remedy, with the names of
            /// arguments in braces.
            pub const ALL: &'static [(&'static str, &'static str, &'static str)] =
                &[$(($code, $message, $remedy)),*];

            /// The stable code, such as `PW204`.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$name { .. } => $code,)*
                }
            }

            /// One sentence that says what is wrong.
            #[must_use]
            #[allow(unused_variables)]
            pub fn message(&self) -> String {
                match self {
                    $(Self::$name { $($field),* } => format!($message),)*
                }
            }

            /// One sentence that says what to do.
            #[must_use]
            #[allow(unused_variables)]
            pub fn remedy(&self) -> String {
                match self {
                    $(Self::$name { $($field),* } => format!($remedy),)*
                }
            }

            /// What the sentences are filled in with, by name.
            #[must_use]
            pub fn arguments(&self) -> Vec<(&'static str, String)> {
                match self {
                    $(Self::$name { $($field),* } => vec![
                        $((stringify!($field), $field.to_string())),*
                    ],)*
                }
            }
        }
    };
}

problems! {
    // Text.

    /// The file is not UTF-8.
    "PW101" NotUtf8 { byte: String }
        "the byte {byte} is not part of any UTF-8 character"
        "Save the file with the encoding UTF-8."

    /// A character that no token can start with.
    "PW102" StrangeCharacter { character: char }
        "the character {character} means nothing in Python"
        "Remove it, or put it in quotes if it belongs to a text."

    /// A character that looks like one that Python knows.
    "PW103" LookAlike { character: char, name: &'static str, instead: &'static str }
        "`{character}` is {name}, which Python does not understand"
        "Replace it by {instead}; word processors and web pages often put in the other one."

    /// A backslash with something after it.
    "PW104" BackslashInLine { }
        "a backslash outside of quotes must be the last character of its line"
        "Remove what follows the backslash, spaces and comments too, or remove the backslash."

    // Strings.

    /// A string that its line does not close.
    "PW110" UnclosedString { quote: char }
        "this text starts with {quote} but does not end on its line"
        "Put {quote} where the text ends."

    /// A triple-quoted string that the file does not close.
    "PW111" UnclosedTripleString { quote: char }
        "this text starts with {quote}{quote}{quote} and goes on until the end of the file"
        "Put {quote}{quote}{quote} where the text ends."

    /// An escape with too few digits.
    "PW112" BadEscape { escape: String, digits: u8 }
        "`{escape}` in this text needs {digits} hexadecimal digits"
        "Write all {digits} digits, or double the backslash if a backslash is meant."

    /// An escape that is no character.
    "PW113" EscapeTooLarge { escape: String }
        "`{escape}` is too large for what it stands in"
        "Use a smaller number: at most \\xff in bytes, at most \\U0010ffff in a text."

    /// Text and bytes side by side.
    "PW114" MixedStrings { }
        "text and bytes stand side by side, which cannot be joined"
        "Put a b before both or before neither."

    // f-strings.

    /// `{}` in an f-string.
    "PW120" EmptyReplacement { }
        "the braces in this f-string hold nothing"
        "Put an expression between them, or write {{{{ and }}}} for braces that are to be shown."

    /// A `{` without `}` in an f-string.
    "PW121" UnclosedReplacement { }
        "a {{ in this f-string has no }}"
        "Close it with }}, or write {{{{ if the brace is to be shown."

    /// An expression in an f-string that is none.
    "PW122" BadReplacement { text: String }
        "`{text}` in this f-string is not an expression"
        "Correct what is between the braces, or work the value out in a line of its own first."

    /// A `!x` that is not `!r` or `!s`.
    "PW123" BadConversion { conversion: String }
        "`{conversion}` is no conversion that an f-string of MicroPython knows"
        "Use !r or !s, or remove it."

    // Numbers.

    /// `0777`
    "PW130" LeadingZero { number: String, plain: String }
        "the number {number} starts with a zero"
        "Write {plain}, or 0o{plain} if the digits are octal."

    /// `0b12`
    "PW131" BadDigit { digit: char, number: String, kind: &'static str }
        "`{digit}` is no digit of the {kind} number {number}"
        "Use the digits of a {kind} number only."

    /// `0x`
    "PW132" NoDigits { prefix: String }
        "no digits follow {prefix}"
        "Write the digits after {prefix}."

    /// `12abc`
    "PW133" NumberThenName { text: String }
        "`{text}` starts with a digit but is not a number"
        "Start names with a letter, and put an operator such as * between a number and a name."

    /// `3.4.5`
    "PW134" SecondPoint { number: String }
        "the number {number} has more than one point"
        "Keep one decimal point, or put the text in quotes."

    /// `1e`
    "PW135" NoExponent { number: String }
        "the number {number} stops after its e"
        "Write the exponent after the e, as in 1e3, or remove the e."

    // Indentation.

    /// A line further to the right for no reason.
    "PW140" UnexpectedIndent { }
        "this line is indented, though no block starts here"
        "Move the line to the left, under the line before it."

    /// A line between two levels.
    "PW141" UnmatchedDedent { }
        "no line above is indented just as far as this one"
        "Give it as many spaces as another line of the block it belongs to."

    /// Tabs here, spaces there.
    "PW142" MixedTabs { }
        "this line is indented with other characters, tabs or spaces, than the lines around it"
        "Use spaces only, four for each level."

    /// A header without its block.
    "PW143" NoIndentedBlock { header: Word, line: u32 }
        "nothing is indented below the `{header}` of line {line}"
        "Indent the lines that belong to `{header}`, or write pass there if it is to do nothing."

    // Grammar.

    /// Whatever no other problem names.
    "PW201" Unexpected { found: Found, expected: Expected }
        "{found} cannot stand here, where {expected} should be"
        "Look for a missing, doubled or mistyped character just before this place."

    /// A header without its colon.
    "PW202" MissingColon { header: Word }
        "`{header}` needs a colon at its end"
        "Put : there."

    /// `if x = 3:`
    "PW203" AssignInCondition { header: Word }
        "`=` assigns a value; it does not compare in the condition of `{header}`"
        "Write == to ask whether two values are equal."

    /// `(`
    "PW204" UnclosedBracket { bracket: char, closer: char }
        "this {bracket} is never closed"
        "Put {closer} where its contents end."

    /// `(]`
    "PW205" MismatchedBracket { opener: char, closer: char, instead: char }
        "{closer} cannot close {opener}"
        "Write {instead} here, or look for a bracket that is missing in between."

    /// `)`
    "PW206" ExtraCloser { bracket: char, opener: char }
        "this {bracket} closes nothing"
        "Remove it, or put the missing {opener} before it."

    /// `print "x"`
    "PW207" PrintStatement { word: String }
        "`{word}` is a function and needs parentheses around what it is given"
        "Write {word}( before and ) after it."

    /// `else if`
    "PW208" ElseIf { }
        "`else if` is written as one word in Python"
        "Write elif."

    /// `x++`
    "PW209" IncrementOperator { operator: &'static str, instead: &'static str }
        "Python has no operator `{operator}`"
        "Write {instead} 1 to change the value by one."

    /// `&&` and the like
    "PW210" ForeignOperator { operator: String, instead: &'static str }
        "`{operator}` is not an operator of Python"
        "Write {instead}."

    /// `a ? b : c`
    "PW211" Ternary { }
        "the choice `condition ? one : other` is not Python"
        "Write one if condition else other."

    /// `class = 3`
    "PW212" KeywordAsName { keyword: Word }
        "`{keyword}` is a word of the language and cannot be a name"
        "Choose another name, such as {keyword}_."

    /// `def f:`
    "PW213" NoParameterList { name: String }
        "the definition of `{name}` has no parentheses"
        "Write {name}(), with the parameters, if there are any, between the parentheses."

    /// `def f(1):`
    "PW214" BadParameter { text: String }
        "`{text}` cannot be a parameter; only a name can"
        "Put a name here; the value comes with the call, or after = as the default."

    /// `for x y:`
    "PW215" MissingIn { }
        "`for` needs `in` between its name and what it goes through"
        "Write for name in values."

    /// `else:` alone
    "PW216" ClauseWithoutOpener { clause: Word, openers: &'static str }
        "this `{clause}` belongs to no {openers}"
        "Indent it as far as the {openers} it belongs to, with no other line at that level in between."

    /// `try:` alone
    "PW217" TryWithoutHandler { line: u32 }
        "the `try` of line {line} has neither `except` nor `finally`"
        "Add except: with what to do when something goes wrong."

    /// `[1 2]`
    "PW218" MissingComma { left: String, right: String }
        "a comma is missing between `{left}` and `{right}`"
        "Put a comma there, or an operator."

    /// `1 +`
    "PW219" MissingOperand { operator: String }
        "nothing that `{operator}` could use follows it"
        "Write a value after {operator}, or remove it."

    /// `/ 3`
    "PW220" MissingLeft { operator: String }
        "there is no value before `{operator}`"
        "Write a value before {operator}, or remove it."

    /// `{1: }`
    "PW221" MissingDictValue { key: String }
        "the key `{key}` of this dict has no value"
        "Write a colon and the value after the key."

    /// `@a` and no function
    "PW222" DecoratorAlone { }
        "a decorator must stand right above a function or a class"
        "Put a def or class below it, or remove it."

    /// `from x import`
    "PW223" ImportNothing { }
        "this import does not say what to import"
        "Write the names after import, or * for all of them."

    /// `import x from y`
    "PW224" ImportOrder { }
        "`from` comes before `import`"
        "Write from module import name."

    /// `if :`, `x =`
    "PW225" MissingValue { after: String }
        "a value is missing after `{after}`"
        "Write an expression after {after}."

    /// `x = 1 if y`
    "PW226" MissingElse { }
        "a choice with `if` inside an expression needs `else` too"
        "Add else and the other value; in a comprehension, a lone if goes behind the for."

    /// `def (x):`, `import a as`
    "PW227" MissingName { after: String }
        "a name is missing after `{after}`"
        "Write a name there."

    /// `x = return 1`
    "PW228" StatementInExpression { keyword: Word }
        "`{keyword}` starts a statement and cannot be part of an expression"
        "Move it to a line of its own."

    /// `x = 1 y = 2`
    "PW229" MissingOperator { left: String, right: String }
        "something is missing between `{left}` and `{right}`"
        "Put an operator, a comma or a new line between them, or quotes around a text."

    /// `whlie x:`
    "PW230" MisspelledKeyword { word: String, keyword: &'static str }
        "`{word}` is not a word that Python knows here"
        "Write {keyword}."

    /// `(1,,2)`
    "PW231" ExtraComma { }
        "this comma has nothing before it"
        "Remove the comma, or write the missing value before it."

    /// `[x = 1]`
    "PW232" AssignInExpression { }
        "`=` cannot stand inside an expression"
        "Write == to compare, or assign in a line of its own before this one."

    /// `except E, e:`
    "PW233" ExceptComma { }
        "`except` does not take a list with commas"
        "Write except Error as name, or put several errors in parentheses."

    /// `raise E, "x"`
    "PW234" RaiseComma { }
        "`raise` takes one exception and no comma"
        "Put the text in parentheses after the exception: raise Error(text)."

    /// `x := 1`
    "PW235" WalrusStatement { }
        "`:=` needs parentheses around it here"
        "Write = to assign."

    /// `x[]`
    "PW236" EmptyIndex { }
        "the brackets hold no index"
        "Write which item is meant between the brackets."

    /// `a;;b`
    "PW237" ExtraSemicolon { }
        "this semicolon has no statement before it"
        "Remove it; Python needs no semicolon at the end of a line."

    /// `if x {`
    "PW238" BraceBlock { header: Word }
        "blocks have no braces in Python"
        "Put a colon after the line with `{header}`, indent its lines, and remove the braces."

    /// `async x`
    "PW239" AsyncAlone { }
        "`async` must be followed by def, for or with"
        "Write async def before a function that waits."

    /// `int x = 3`
    "PW240" DeclarationWord { word: String, name: String }
        "Python declares no variables with `{word}`"
        "Write {name} without {word} before it; a name is made when a value is assigned to it."

    /// `x == 3:`
    "PW241" ColonWithoutHeader { }
        "this line ends with a colon, but starts with none of the words that need one"
        "Write if, while, for or another such word at the start of the line, or remove the colon."

    /// `if x: for y in z: pass`
    "PW242" BlockOnHeaderLine { keyword: Word }
        "`{keyword}` cannot start behind the colon of another line"
        "Put it on a line of its own and indent it."

    // Meaning.

    /// `1 = x`
    "PW301" AssignToLiteral { text: String }
        "`{text}` is a fixed value and cannot be given another one"
        "Put a name on the left of =, or write == to compare."

    /// `f() = 1`
    "PW302" AssignToCall { text: String }
        "`{text}` calls a function; nothing can be assigned to a call"
        "Put a name on the left of =, or write == to compare."

    /// `a + b = c`
    "PW303" AssignToOperation { text: String }
        "`{text}` computes something; nothing can be assigned to it"
        "Put a single name on the left of =, or write == to compare."

    /// `None = 1`
    "PW304" AssignToConstant { word: Word }
        "`{word}` always means the same and cannot be given another value"
        "Choose another name."

    /// Any other target that is none.
    "PW305" AssignToExpression { text: String }
        "nothing can be assigned to `{text}`"
        "Put a name, an attribute or an item on the left of =."

    /// `a, b += 1`
    "PW306" AugmentedTarget { text: String }
        "`{text}` cannot be changed by an operator such as +=, which takes one name"
        "Write one line for each name."

    /// `*a, *b = c`
    "PW307" SeveralStars { }
        "only one name with * can stand on the left of ="
        "Keep the * at one name."

    /// `del f()`
    "PW308" DeleteTarget { text: String }
        "`{text}` cannot be deleted; only names, attributes and items can"
        "Write the name of what is to be deleted after del."

    /// `return` at the top
    "PW309" ReturnOutside { }
        "`return` only works inside a function"
        "Indent it into the function it belongs to, or remove it."

    /// `yield` at the top
    "PW310" YieldOutside { }
        "`yield` only works inside a function"
        "Indent it into the function it belongs to, or remove it."

    /// `await` at the top
    "PW311" AwaitOutside { }
        "`await` only works inside a function"
        "Put it into an async def function; in MicroPython it cannot stand in a comprehension either."

    /// `break` at the top
    "PW312" OutsideLoop { word: Word }
        "`{word}` only works inside a loop"
        "Indent it into the for or while loop it belongs to, or remove it."

    /// `async with` in a plain function
    "PW313" AsyncOutside { word: Word }
        "`async {word}` only works inside an async def function"
        "Write async before the def of the function around it, or remove async here."

    /// `nonlocal` at the top
    "PW314" NonlocalAtTop { }
        "`nonlocal` only works in a function inside another function"
        "Remove it, or write global if the name belongs to the file."

    /// `nonlocal` of nothing
    "PW315" NonlocalUnbound { name: String }
        "no function around this one has a variable `{name}`"
        "Give the variable a value in the outer function, or write global if it belongs to the file."

    /// `global` too late
    "PW316" GlobalAfterUse { name: String }
        "`{name}` is used in this function before it is declared global"
        "Move the global line to the top of the function; a parameter cannot be global."

    /// `nonlocal` too late
    "PW317" NonlocalAfterUse { name: String }
        "`{name}` is used in this function before it is declared nonlocal"
        "Move the nonlocal line to the top of the function; a parameter cannot be nonlocal."

    /// `def f(a, a):`
    "PW318" DuplicateParameter { name: String }
        "two parameters have the name `{name}`"
        "Give each parameter a name of its own."

    /// `def f(a=1, b):`
    "PW319" DefaultThenPlain { name: String }
        "the parameter `{name}` has no default, though the one before it has"
        "Give `{name}` a default too, or move it before those that have one."

    /// `def f(**a, b):`
    "PW320" ParameterOrder { text: String }
        "the parameter `{text}` cannot stand here"
        "Use * at most once, and put ** last."

    /// `f(a=1, 2)`
    "PW321" PositionalAfterKeyword { text: String }
        "the plain argument `{text}` comes after one with a name"
        "Move it before the arguments with names, or give it a name too."

    /// `f(**a, b)`
    "PW322" PositionalAfterDoubleStar { text: String }
        "the plain argument `{text}` comes after one with **"
        "Move it before the argument with **."

    /// `f(a=1, *b)` and `f(**a, *b)`
    "PW323" StarArgumentOrder { text: String }
        "the argument `{text}` comes after one with a name or with **"
        "Move it before those arguments."

    /// `f(1=2)`
    "PW324" KeywordNotName { text: String }
        "`{text}` before the = of an argument is not a name"
        "Write a parameter's name there, or == to compare."

    /// `except:` before others
    "PW325" BareExceptFirst { }
        "an `except` without the name of an error catches all, so it must come last"
        "Move it below the others."

    /// `{1, 2: 3}`
    "PW326" ColonInSet { }
        "some items of these braces have a colon and some have none"
        "Give all items a colon and a value for a dict, or none for a set."

    /// `from a import *` in a function
    "PW327" ImportStarInside { }
        "`import *` only works outside of functions and classes"
        "Move it to the top of the file, or name what is to be imported."

    /// `super()` without `self`
    "PW328" SuperWithoutSelf { }
        "`super()` needs a method with self as its first parameter"
        "Add self to the parameters of the function."

    /// `X = const(f())`
    "PW329" NotConstant { }
        "`const` only takes what is known before the program runs"
        "Use numbers, texts and other constants in it, or leave const out."

    // What MicroPython leaves out, and limits.

    /// `"\N{DASH}"`
    "PW401" NamedEscape { }
        "MicroPython does not know characters by their names, as in \\N{{DASH}}"
        "Write the character itself, or its number as in \\u2014."

    /// `match x:`
    "PW402" MatchStatement { }
        "MicroPython has no `match` statement"
        "Use if and elif."

    /// `type X = int`
    "PW403" TypeAlias { }
        "MicroPython has no `type` statement"
        "Write the name, = and the type."

    /// `except* E:`
    "PW404" ExceptStar { }
        "MicroPython has no `except*`"
        "Use except without the star."

    /// `[x async for x in y]`
    "PW405" AsyncComprehension { }
        "MicroPython has no `async for` in comprehensions"
        "Use an async for loop that appends to a list."

    /// `[*a]`
    "PW406" StarInDisplay { stars: &'static str }
        "MicroPython does not unpack with `{stars}` here"
        "Put the parts together with +, list() or update(); unpacking works in calls and left of =."

    /// `def f[T]():`
    "PW407" TypeParameters { name: String }
        "MicroPython has no type parameters, as in `{name}[…]`"
        "Remove the brackets after the name."

    /// `def f(a, /):`
    "PW408" PositionalOnly { }
        "MicroPython has no `/` in a list of parameters"
        "Remove it."

    /// `with (a as b, c as d):`
    "PW409" ParenthesizedWith { }
        "MicroPython does not take parentheses around the parts of `with`"
        "Remove the parentheses."

    /// `@a[0]`
    "PW410" DecoratorExpression { }
        "a decorator in MicroPython is a name, with dots and one call at most"
        "Give the expression a name in the line above, and use that name."

    /// Too many levels.
    "PW420" TooDeep { }
        "this is nested too deeply"
        "Take parts of it out into lines or functions of their own."

    /// Too many local variables.
    "PW421" TooManyLocals { name: String }
        "`{name}` has too many variables that inner functions use"
        "Split the function, or keep the values in a list or dict."

    /// Too much code between a jump and its target.
    "PW422" JumpTooLong { name: String }
        "`{name}` holds a block that is too long for a jump over it"
        "Move parts of the block into functions of their own."

    /// `f(…, *a)` far to the right
    "PW423" TooManyArguments { }
        "an argument with * has too many arguments before it"
        "Put the arguments into one list first."

    /// A name of more than 255 bytes.
    "PW424" NameTooLong { }
        "this name is too long"
        "Use a name of at most 255 letters, the dots of an import counted."

    /// Many large constants.
    "PW425" ConstantsTooLarge { name: String }
        "the fixed values up to `{name}` are too large together"
        "Keep large texts and numbers in files of their own, and read them when they are needed."

    /// `@micropython.viper`
    "PW430" NativeCode { decorator: String }
        "`{decorator}` makes machine code, and no kind of processor was chosen"
        "Remove the decorator; the function then runs as bytecode."

    /// `@micropython.unknown`
    "PW431" UnknownDecorator { decorator: String }
        "`{decorator}` is no decorator that MicroPython has"
        "Remove it, or correct its name."
}
