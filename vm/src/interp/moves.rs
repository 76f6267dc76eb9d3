//! What the loop's instructions are made of: its macros, which work on what the loop keeps in local
//! variables and are therefore given their names.

/// Defines the macros for a loop whose variables have these names. The first argument is a `$`.
macro_rules! define {
    (
        $d:tt $self:ident $host:ident $stack:ident $instrs:ident $frame:ident $me:ident $base:ident
        $ip:ident $sp:ident $fuel:ident $single:ident $costs:ident
    ) => {
        // Writes back what the loop keeps in registers.
        macro_rules! park {
            () => {{
                $self.sp = $sp;
                $self.fuel = $fuel;
                core::mem::swap(&mut $self.stack, &mut $stack);
                $self.codes[$frame.code as usize].instrs = core::mem::take(&mut $instrs);
                if let Some(f) = $self.frames.get_mut($me) {
                    f.ip = $ip as u32;
                }
            }};
        }
        macro_rules! leave {
            ($d event:expr) => {{
                park!();
                return $d event;
            }};
        }
        // Goes on with whatever frame is now on top; everything was parked before.
        macro_rules! enter {
            () => {{
                let Some(&top) = $self.frames.last() else {
                    return Event::Switch;
                };
                if !top.is_python() || $self.heap.wants_collection() {
                    return Event::Switch;
                }
                $me = $self.frames.len() - 1;
                $frame = top;
                $instrs = core::mem::take(&mut $self.codes[$frame.code as usize].instrs);
                $base = $frame.base as usize;
                $ip = $frame.ip as usize;
                $sp = $self.sp;
                $fuel = $self.fuel;
                core::mem::swap(&mut $self.stack, &mut $stack);
                continue;
            }};
        }
        // Takes the instructions of another function.
        macro_rules! swap_code {
            ($d code:expr) => {{
                let code: u32 = $d code;
                if code != $frame.code {
                    let next = core::mem::take(&mut $self.codes[code as usize].instrs);
                    $self.codes[$frame.code as usize].instrs = core::mem::replace(&mut $instrs, next);
                }
            }};
        }
        // Goes on with the frame that an operation put on top of this one.
        macro_rules! descend {
            () => {{
                let Some(&top) = $self.frames.last() else {
                    leave!(Event::Switch);
                };
                if !top.is_python() || $self.heap.wants_collection() {
                    $sp = $self.sp;
                    leave!(Event::Switch);
                }
                $self.frames[$me].ip = $ip as u32;
                $me = $self.frames.len() - 1;
                swap_code!(top.code);
                $frame = top;
                $base = $frame.base as usize;
                $ip = $frame.ip as usize;
                $sp = $self.sp;
                continue;
            }};
        }
        // Goes back to the frame that waits below this one, with what it waits for.
        macro_rules! ascend {
            ($d caller:expr, $d v:expr) => {{
                let caller = $d caller;
                let ret = $frame.ret as usize;
                $self.frames.pop();
                $me -= 1;
                swap_code!(caller.code);
                $stack[ret] = $d v;
                $sp = ret + 1;
                $frame = caller;
                $base = $frame.base as usize;
                $ip = $frame.ip as usize + 1;
                continue;
            }};
        }
        // A fused instruction meets values that it cannot do: only its first part runs.
        macro_rules! unfused {
            ($d op:expr, $d a:expr, $d cost:expr) => {
                $fuel += i64::from($d cost) - i64::from($costs.instruction($d op.first(), $d a, 0))
            };
        }
        // Pushes what a variable holds, if it holds something.
        macro_rules! push_set {
            ($d v:expr) => {{
                let v = $d v;
                if v.is_null() {
                    let e = $self.unset_local();
                    leave!(Event::Abrupt(e, $sp));
                }
                push!(v);
            }};
        }
        // The first part of an instruction that begins with `LoadFast` or `LoadInt`.
        macro_rules! only_load {
            ($d op:expr, $d cost:expr, $d v:expr) => {{
                unfused!($d op, 0, $d cost);
                push_set!($d v);
            }};
        }
        // A jump that was decided, from the conditional jump at `$d at`.
        macro_rules! branch {
            ($d at:expr, $d truth:expr) => {{
                let jump = $instrs[$d at];
                if $d truth == (jump.op == Op::PopJumpIfTrue) {
                    $ip = jump.b as usize;
                    if $self.heap.wants_collection() {
                        leave!(Event::Switch);
                    }
                } else {
                    $ip = $d at + 1;
                }
                continue;
            }};
        }
        // An operator whose `Binary` is `$d at` instructions further on and whose result replaces
        // `$d pops` values; it goes to the stack for `$d plain`, else to the local stored next.
        macro_rules! fused {
            ($d op:expr, $d a:expr, $d plain:path, $d x:expr, $d y:expr, $d at:expr, $d pops:expr, $d otherwise:expr) => {
                match quick::binary($d a, $d x, $d y, $single, $costs, &mut $fuel, &mut $self.heap) {
                    Value::NULL => $d otherwise,
                    v => {
                        $sp -= $d pops;
                        $ip += $d at;
                        if $d op == $d plain {
                            push!(v);
                        } else {
                            $ip += 1;
                            $stack[$base + $instrs[$ip].b as usize] = v;
                        }
                    }
                }
            };
        }
        // An operator that decides the conditional jump `$d at` instructions further on.
        macro_rules! fused_jump {
            ($d a:expr, $d x:expr, $d y:expr, $d at:expr, $d pops:expr, $d otherwise:expr) => {
                match quick::condition($d a, $d x, $d y, $single, $costs, &mut $fuel, &mut $self.heap) {
                    None => $d otherwise,
                    Some(truth) => {
                        $sp -= $d pops;
                        branch!($ip + $d at, truth)
                    }
                }
            };
        }
        // Gives the stack back to the machine for an operation that may look at it.
        macro_rules! lent {
            ($d op:expr) => {{
                core::mem::swap(&mut $self.stack, &mut $stack);
                let result = $d op;
                core::mem::swap(&mut $self.stack, &mut $stack);
                result
            }};
        }
        // Runs an operation that may look at the whole machine; its result goes to `$d ret`.
        macro_rules! attempt {
            ($d ret:expr, $d op:expr) => {{
                $self.sp = $sp;
                $self.fuel = $fuel;
                let outcome = lent!($d op);
                $fuel = $self.fuel;
                match outcome {
                    Ok(v) => v,
                    Err(e) => leave!(Event::Abrupt(e, $d ret)),
                }
            }};
        }
        macro_rules! push {
            ($d v:expr) => {{
                $stack[$sp] = $d v;
                $sp += 1;
            }};
        }
        macro_rules! pop {
            () => {{
                $sp -= 1;
                $stack[$sp]
            }};
        }
        // Truth of the value in slot `$d slot`; a user's `__bool__` takes its place, and the
        // instruction runs again.
        macro_rules! truth {
            ($d slot:expr) => {{
                let v = $stack[$d slot];
                match $self.truth(v) {
                    Ok(t) => t,
                    Err(Abrupt::Python) => {
                        $self.sp = $sp;
                        let e = $self.call_truth(v, Cont::TruthThenRetry);
                        leave!(Event::Abrupt(e, $d slot))
                    }
                    Err(e) => leave!(Event::Abrupt(e, $d slot)),
                }
            }};
        }

        // Calls a Python function that takes exactly these arguments: its frame lies over them.
        macro_rules! call_plain {
            ($d callee:expr, $d args:expr, $d n:expr, $d ret:expr) => {
                if let Some(Object::Function(f)) = $self.heap.object($d callee) {
                    let (number, globals) = (f.code, f.globals);
                    let code = &$self.codes[number as usize];
                    let end = $d args + code.frame_size();
                    let n_closed = f.closed.len();
                    if code.plain as usize == $d n + n_closed
                        && end + 8 <= $stack.len()
                        && $self.frames.len() < $self.profile.max_depth as usize
                        && !$self.heap.wants_collection()
                    {
                        let locals = $d args + code.n_locals as usize;
                        if n_closed != 0 {
                            $stack.copy_within($d args..$d args + $d n, $d args + n_closed);
                            $stack[$d args..$d args + n_closed].copy_from_slice(&f.closed);
                        }
                        $stack[$d args + n_closed + $d n..locals].fill(Value::NULL);
                        $self.frames[$me].ip = $ip as u32;
                        swap_code!(number);
                        $frame = Frame {
                            kind: Kind::Function,
                            code: number,
                            ip: 0,
                            base: $d args as u32,
                            ret: $d ret as u32,
                            handlers: $self.handlers.len() as u32,
                            globals,
                            aux: Value::NULL,
                        };
                        $self.frames.push($frame);
                        $me += 1;
                        $base = $d args;
                        $sp = locals;
                        $ip = 0;
                        continue;
                    }
                }
            };
        }
        // Calls anything; the result belongs at `$d ret`.
        macro_rules! call {
            ($d callee:expr, $d args:expr, $d n:expr, $d nkw:expr, $d ret:expr) => {{
                let callee = $d callee;
                if $d nkw == 0 {
                    call_plain!(callee, $d args, $d n, $d ret);
                }
                match attempt!($d ret, $self.call_at($host, callee, $d args, $d n, $d nkw, $d ret)) {
                    Called::Value(v) => {
                        $stack[$d ret] = v;
                        $sp = $d ret + 1;
                    }
                    Called::Frame => descend!(),
                }
            }};
        }
        // Hands a value to the function that called this one.
        macro_rules! return_value {
            ($d v:expr) => {{
                let v = $d v;
                if $me > 0
                    && let caller = $self.frames[$me - 1]
                    && caller.is_python()
                {
                    match $frame.kind {
                        Kind::Function => ascend!(caller, v),
                        Kind::Init if v.is_none() => ascend!(caller, $frame.aux),
                        _ => {}
                    }
                }
                leave!(Event::Return(v));
            }};
        }
        // A comprehension is given its iterator in the second slot, the first empty.
        macro_rules! for_iterator {
            () => {
                match $stack[$sp - 4] {
                    Value::NULL => $stack[$sp - 3],
                    iter => iter,
                }
            };
        }
        // Goes on with a generator; what it gives belongs at `$d ret`.
        macro_rules! resume {
            ($d generator:expr, $d sent:expr, $d mode:expr, $d ret:expr) => {{
                let ret = $d ret;
                if let Some(top) = $self.resume_quick($d generator, $d sent, $d mode, ret, &mut $stack) {
                    $self.frames[$me].ip = $ip as u32;
                    swap_code!(top.frame.code);
                    $frame = top.frame;
                    $self.frames.push($frame);
                    $me += 1;
                    $base = $frame.base as usize;
                    $ip = $frame.ip as usize;
                    $sp = top.sp;
                    continue;
                }
                park!();
                let result = match $d generator.as_ref() {
                    Some(g) => $self.resume_at(g, $d sent, $d mode, ret),
                    None => Ok(()),
                };
                match result {
                    Ok(()) => enter!(),
                    Err(e) => return Event::Abrupt(e, ret),
                }
            }};
        }
        // The generator's frame yields a value and goes on at `$d next`.
        macro_rules! suspend {
            ($d v:expr, $d next:expr) => {{
                let (v, next) = ($d v, $d next);
                if $me > 0
                    && let caller = $self.frames[$me - 1]
                    && caller.is_python()
                    && $self.suspend_quick(&$frame, next, &$stack[$base..$sp])
                {
                    ascend!(caller, v);
                }
                park!();
                match $self.suspend(v, next) {
                    Ok(()) => enter!(),
                    Err(e) => return Event::Abrupt(e, $self.sp),
                }
            }};
        }
        // The parts of a slice on top of the stack.
        macro_rules! slice {
            ($d n:expr) => {{
                let step = if $d n == 3 { $stack[$sp - 1] } else { Value::NONE };
                [$stack[$sp - $d n], $stack[$sp - $d n + 1], step]
            }};
        }
        // An instruction that the loop leaves to a function of its own.
        macro_rules! rare {
            ($d op:expr, $d a:expr, $d cost:expr, $d b:expr) => {{
                $self.sp = $sp;
                $self.fuel = $fuel;
                let instr = Instr {
                    op: $d op,
                    a: $d a,
                    cost: $d cost,
                    b: $d b,
                };
                let step = lent!($self.rare(&$frame, instr, $ip as u32));
                $sp = $self.sp;
                $fuel = $self.fuel;
                match step {
                    Rare::Next => {}
                    Rare::Jump(to) => {
                        $ip = to as usize;
                        continue;
                    }
                    Rare::Return(v) => return_value!(v),
                    Rare::Abrupt(e, ret) => leave!(Event::Abrupt(e, ret)),
                }
            }};
        }
        // A step of `for` that is more than a look; the loop's end is at `$d end`.
        macro_rules! for_slow {
            ($d iter:expr, $d end:expr) => {{
                if let Some(Object::Generator(_)) = $self.heap.object($d iter) {
                    resume!($d iter, Value::NONE, Resumed::For, $sp);
                }
                match attempt!($sp, $self.for_next($d iter)) {
                    Some(v) => push!(v),
                    None => {
                        $sp -= 4;
                        $ip = $d end as usize;
                        continue;
                    }
                }
            }};
        }
    };
}

pub(super) use define;
