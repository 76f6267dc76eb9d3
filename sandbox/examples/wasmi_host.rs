//! An example host on wasmi: `wasmi_host MODULE PROGRAM [OPTION=NUMBER…]`. What it does is told in
//! docs/sandbox.md, "The example hosts".

use std::collections::{BTreeMap, VecDeque};
use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use wasmi::{
    Caller, Engine, Instance, Linker, Memory, Module, Store, StoreLimits, StoreLimitsBuilder,
    WasmParams, WasmResults,
};

const SLICE: i64 = 1_000_000;
const PAGE_BYTES: usize = 65536;
const NANOS_PER_MS: i64 = 1_000_000;
const OUTCOMES: [&str; 7] = [
    "done",
    "raised",
    "out of fuel",
    "sleep",
    "wants input",
    "exit",
    "stuck",
];
const DONE: i32 = 0;
const RAISED: i32 = 1;
const OUT_OF_FUEL: i32 = 2;
const SLEEP: i32 = 3;
const STUCK: i32 = 6;
const PINS: i32 = 30;
const LED: i32 = 25;
const BUTTON: i32 = 14;
const BUTTON_PRESSED_AT: i64 = 1_000_000_000;
const FIRST_ADC_PIN: i32 = 26;
const ADC_CHANNELS: i32 = 5;
const LARGEST_ERRNO: i32 = 4095;

type Answer<T> = Result<T, Box<dyn Error>>;

/// The only file that there is to import.
fn file(path: &str) -> Option<&'static str> {
    (path == "helper.py").then_some("answer = 42\n")
}

/// What the host keeps.
struct Host {
    output: String,
    input: VecDeque<u8>,
    levels: BTreeMap<i32, i32>,
    pwms: BTreeMap<i32, Pwm>,
    limits: StoreLimits,
}

#[derive(Clone, Copy, Default)]
struct Pwm {
    freq: i32,
    u16: i32,
    ns: i64,
}

impl Host {
    fn log(&mut self, at: i64, text: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.output, "{} ms: {text}", at / NANOS_PER_MS);
    }

    fn write_pin(&mut self, at: i64, pin: i32, high: i32) {
        self.log(at, &format!("pin {pin} = {high}"));
        self.levels.insert(pin, high);
    }

    fn level(&self, pin: i32) -> i32 {
        self.levels.get(&pin).copied().unwrap_or(0)
    }

    fn configure_pwm(&mut self, at: i64, pin: i32, freq: i64, u16: i32, ns: i64, invert: i32) {
        self.log(
            at,
            &format!("pwm {pin} freq {freq} u16 {u16} ns {ns} invert {invert}"),
        );
        let pwm = self.pwms.entry(pin).or_default();
        if let Ok(freq @ 0..) = i32::try_from(freq) {
            pwm.freq = freq;
        }
        if u16 >= 0 {
            pwm.u16 = u16;
        }
        if ns >= 0 {
            pwm.ns = ns;
        }
    }

    fn pwm(&self, pin: i32) -> Pwm {
        self.pwms.get(&pin).copied().unwrap_or_default()
    }
}

type Call<'a> = Caller<'a, Host>;

fn memory(call: &Call<'_>) -> Memory {
    let found = call.get_export("memory");
    found
        .and_then(wasmi::Extern::into_memory)
        .expect("the module exports its memory")
}

/// Text in the module's memory; empty where that makes no sense.
fn text(call: &Call<'_>, at: i32, length: i32) -> String {
    let start = at.cast_unsigned() as usize;
    let end = start.saturating_add(length.cast_unsigned() as usize);
    let bytes = memory(call).data(call).get(start..end);
    String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned()
}

fn put(call: &mut Call<'_>, at: i32, bytes: &[u8]) -> Result<(), wasmi::Error> {
    memory(call)
        .write(call, at.cast_unsigned() as usize, bytes)
        .map_err(|error| wasmi::Error::new(error.to_string()))
}

/// Refuses with a message.
fn refuse(call: &mut Call<'_>, message: &str) -> Result<i32, wasmi::Error> {
    let function = call.get_export("message");
    let function = function
        .and_then(wasmi::Extern::into_func)
        .expect("the module exports `message`");
    let at = function.typed::<(), i32>(&*call)?.call(&mut *call, ())?;
    put(call, at, message.as_bytes())?;
    let length = i32::try_from(message.len()).unwrap_or(0);
    Ok(-LARGEST_ERRNO - 1 - length)
}

/// Says what the module imports.
#[rustfmt::skip]
fn define(linker: &mut Linker<Host>) -> Result<(), wasmi::Error> {
    const P: &str = "pinwheel";
    linker
        .func_wrap(P, "write", |mut c: Call<'_>, _at: i64, _stream: i32, from: i32, length: i32| {
            let text = text(&c, from, length);
            c.data_mut().output.push_str(&text);
        })?
        .func_wrap(P, "read", |mut c: Call<'_>, _at: i64| {
            c.data_mut().input.pop_front().map_or(-2, i32::from)
        })?
        .func_wrap(P, "file_kind", |c: Call<'_>, at: i32, length: i32| {
            i32::from(file(&text(&c, at, length)).is_some())
        })?
        .func_wrap(P, "file_size", |c: Call<'_>, at: i32, length: i32| {
            file(&text(&c, at, length)).map_or(-1, |content| content.len() as i32)
        })?
        .func_wrap(P, "file_read", |mut c: Call<'_>, at: i32, length: i32, from: i64, into: i32, room: i32| {
            let content = file(&text(&c, at, length)).unwrap_or_default().as_bytes();
            let from = usize::try_from(from).unwrap_or(usize::MAX).min(content.len());
            let content = &content[from..];
            let content = &content[..content.len().min(room.cast_unsigned() as usize)];
            put(&mut c, into, content)?;
            Ok(content.len() as i32)
        })?
        .func_wrap(P, "pin_by_name", |c: Call<'_>, at: i32, length: i32| {
            let name = text(&c, at, length);
            let number = name.strip_prefix("GP").and_then(|number| number.parse().ok());
            match number {
                Some(pin @ 0..PINS) => pin,
                _ if name == "LED" => LED,
                _ => -1,
            }
        })?
        .func_wrap(P, "pin_exists", |pin: i32| i32::from(pin < PINS))?
        .func_wrap(P, "pin_configure", |mut c: Call<'_>, at: i64, pin: i32, mode: i32, pull: i32, value: i32| {
            let host = c.data_mut();
            host.log(at, &format!("pin {pin} mode {mode} pull {pull} value {value}"));
            if value >= 0 {
                host.levels.insert(pin, value);
            }
            0
        })?
        .func_wrap(P, "pin_read", |c: Call<'_>, at: i64, pin: i32| match pin {
            BUTTON => i32::from(at < BUTTON_PRESSED_AT),
            pin => c.data().level(pin),
        })?
        .func_wrap(P, "pin_write", |mut c: Call<'_>, at: i64, pin: i32, high: i32| {
            c.data_mut().write_pin(at, pin, high);
        })?
        .func_wrap(P, "pin_toggle", |mut c: Call<'_>, at: i64, pin: i32| {
            let high = 1 - c.data().level(pin);
            c.data_mut().write_pin(at, pin, high);
        })?
        .func_wrap(P, "pwm_open", |mut c: Call<'_>, at: i64, pin: i32, freq: i64, u16: i32, ns: i64, invert: i32| {
            c.data_mut().pwms.remove(&pin);
            c.data_mut().configure_pwm(at, pin, freq, u16, ns, invert);
            0
        })?
        .func_wrap(P, "pwm_configure", |mut c: Call<'_>, at: i64, pin: i32, freq: i64, u16: i32, ns: i64, invert: i32| {
            c.data_mut().configure_pwm(at, pin, freq, u16, ns, invert);
            0
        })?
        .func_wrap(P, "pwm_freq", |c: Call<'_>, pin: i32| c.data().pwm(pin).freq)?
        .func_wrap(P, "pwm_duty_u16", |c: Call<'_>, pin: i32| c.data().pwm(pin).u16)?
        .func_wrap(P, "pwm_duty_ns", |c: Call<'_>, pin: i32| c.data().pwm(pin).ns)?
        .func_wrap(P, "pwm_deinit", |mut c: Call<'_>, at: i64, pin: i32| {
            c.data_mut().log(at, &format!("pwm {pin} off"));
            c.data_mut().pwms.remove(&pin);
        })?
        .func_wrap(P, "adc_open", |mut c: Call<'_>, at: i64, kind: i32, number: i32| {
            match if kind == 0 { number } else { number - FIRST_ADC_PIN } {
                channel @ 0..ADC_CHANNELS => {
                    c.data_mut().log(at, &format!("adc {channel}"));
                    Ok(channel)
                }
                _ => refuse(&mut c, &format!("no analog input {number}")),
            }
        })?
        .func_wrap(P, "adc_read_u16", |_: Call<'_>, _at: i64, channel: i32| channel * 1000)?;
    Ok(())
}

/// The module with its host.
struct Sandbox {
    store: Store<Host>,
    instance: Instance,
}

impl Sandbox {
    fn call<P: WasmParams, R: WasmResults>(&mut self, name: &str, p: P) -> Result<R, wasmi::Error> {
        let function = self.instance.get_typed_func::<P, R>(&self.store, name)?;
        function.call(&mut self.store, p)
    }

    /// Loads the program and runs it to its end, or to the host's: what came of it, in words.
    fn run(&mut self, program: &Path, content: &[u8], options: &Options) -> Answer<String> {
        self.call::<_, i32>("create", (options.board, options.heap, 0_i64))?;
        let name = program.file_name().unwrap_or_default().to_string_lossy();
        let file = [name.as_bytes(), content].concat();
        let at: i32 = self.call("buffer", i32::try_from(file.len())?)?;
        let memory = self.instance.get_memory(&self.store, "memory");
        let memory = memory.ok_or("the module exports no memory")?;
        memory.write(&mut self.store, at.cast_unsigned() as usize, &file)?;
        let load = match program.extension().is_some_and(|ending| ending == "mpy") {
            true => "load_mpy",
            false => "load_source",
        };
        if self.call::<_, i32>(load, i32::try_from(name.len())?)? != 0 {
            return Ok("refused".to_owned());
        }
        let mut spent = 0;
        while spent < options.fuel {
            spent += SLICE;
            match self.call::<_, i32>("run", SLICE)? {
                OUT_OF_FUEL => {}
                SLEEP => {
                    let until: i64 = self.call("wake_at", ())?;
                    self.call::<_, i32>("advance", until)?;
                }
                outcome @ (DONE | RAISED | STUCK) => {
                    return Ok(OUTCOMES[outcome as usize].to_owned());
                }
                outcome => {
                    let code: i32 = self.call("exit_code", ())?;
                    let word = OUTCOMES.get(outcome as usize).unwrap_or(&"unknown");
                    return Ok(format!("{word} {code}"));
                }
            }
        }
        Ok(OUTCOMES[OUT_OF_FUEL as usize].to_owned())
    }
}

/// What the command line sets.
struct Options {
    board: i32,
    heap: i32,
    pages: Option<usize>,
    fuel: i64,
}

impl Options {
    fn of(words: impl Iterator<Item = String>) -> Answer<Self> {
        let mut options = Self {
            board: 1,
            heap: 0,
            pages: None,
            fuel: 100_000_000,
        };
        for word in words {
            match word.split_once('=') {
                Some(("board", number)) => options.board = number.parse()?,
                Some(("heap", number)) => options.heap = number.parse()?,
                Some(("pages", number)) => options.pages = Some(number.parse()?),
                Some(("fuel", number)) => options.fuel = number.parse()?,
                _ => return Err(format!("no option `{word}`").into()),
            }
        }
        Ok(options)
    }
}

fn main() -> Answer<()> {
    let mut words = std::env::args().skip(1);
    let usage = "usage: wasmi_host MODULE PROGRAM [OPTION=NUMBER…]";
    let (Some(module), Some(program)) = (words.next(), words.next()) else {
        return Err(usage.into());
    };
    let options = Options::of(words)?;
    let content = std::fs::read(&program)?;

    let engine = Engine::default();
    let module = Module::new(&engine, std::fs::read(module)?)?;
    let pages = options.pages.unwrap_or(1024);
    let host = Host {
        output: String::new(),
        input: b"typed\n".iter().copied().collect(),
        levels: BTreeMap::new(),
        pwms: BTreeMap::new(),
        limits: StoreLimitsBuilder::new()
            .memory_size(pages * PAGE_BYTES)
            .build(),
    };
    let mut store = Store::new(&engine, host);
    store.limiter(|host| &mut host.limits);
    let mut linker = Linker::new(&engine);
    define(&mut linker)?;
    let instance = linker.instantiate_and_start(&mut store, &module)?;
    let mut sandbox = Sandbox { store, instance };
    let ending = match sandbox.run(Path::new(&program), &content, &options) {
        Ok(ending) => ending,
        // A module that is refused memory traps, and nothing says why.
        Err(_) if options.pages.is_some() => "out of memory".to_owned(),
        Err(error) => format!("trap: {error}"),
    };
    let output = &sandbox.store.data().output;
    std::io::stdout().write_all(format!("{output}{ending}\n").as_bytes())?;
    Ok(())
}
