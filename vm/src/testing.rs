//! What unit tests of natives share: a small world of pins, and a bench to call natives on.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use crate::hal::{
    Adc, AdcSource, Console, FileKind, Files, Flash, Gpio, HalError, I2c, Net, PinConfig, PinMode,
    Pulses, Pwm, PwmConfig, PwmDuty, Read, Spi,
};
use crate::modules::{FIRST_TABLE, MODULES};
use crate::native::{Abrupt, Args, F, Outcome};
use crate::object::Object;
use crate::types::T;
use crate::value::Value;
use crate::vm::{Profile, Vm};

/// A world that remembers what was done to it.
#[derive(Default)]
pub struct World {
    /// What was printed.
    pub output: Vec<u8>,
    /// What is typed; the last word on what comes behind it is `ended`.
    pub input: Vec<u8>,
    /// Whether nothing more will be typed.
    pub ended: bool,
    /// How each pin was set up last.
    pub pins: BTreeMap<u8, PinConfig>,
    /// What each pin drives.
    pub driven: BTreeMap<u8, bool>,
    /// How each PWM was set up, field by field.
    pub pwm: BTreeMap<u8, PwmConfig>,
}

impl Console for World {
    fn write(&mut self, _at: u64, bytes: &[u8]) {
        self.output.extend_from_slice(bytes);
    }

    fn read(&mut self, _at: u64) -> Read {
        match self.input.is_empty() {
            false => Read::Byte(self.input.remove(0)),
            true if self.ended => Read::End,
            true => Read::Wait,
        }
    }
}

impl Files for World {
    fn find(&mut self, _path: &str) -> FileKind {
        FileKind::Missing
    }

    fn load(&mut self, _path: &str) -> Option<Vec<u8>> {
        None
    }
}

impl Gpio for World {
    fn pin_by_name(&mut self, name: &str) -> Option<u8> {
        match name {
            "LED" => Some(25),
            _ => name.strip_prefix("GP")?.parse().ok(),
        }
    }

    fn pin_exists(&mut self, pin: u8) -> bool {
        pin < 30
    }

    fn pin_configure(&mut self, _at: u64, pin: u8, config: PinConfig) -> Result<(), HalError> {
        if let Some(PinMode::Alt(n)) = config.mode
            && n > 9
        {
            return Err(HalError::Value(alloc::format!("invalid pin af: {n}")));
        }
        self.pins.insert(pin, config);
        if let Some(value) = config.value {
            self.driven.insert(pin, value);
        }
        Ok(())
    }

    fn pin_read(&mut self, _at: u64, pin: u8) -> bool {
        self.driven.get(&pin).copied().unwrap_or(false)
    }

    fn pin_write(&mut self, _at: u64, pin: u8, high: bool) {
        self.driven.insert(pin, high);
    }

    fn pin_toggle(&mut self, at: u64, pin: u8) {
        let high = self.pin_read(at, pin);
        self.driven.insert(pin, !high);
    }
}

impl Pwm for World {
    fn pwm_open(&mut self, at: u64, pin: u8, config: PwmConfig) -> Result<(), HalError> {
        self.pwm.insert(pin, PwmConfig::default());
        self.pwm_configure(at, pin, config)
    }

    fn pwm_configure(&mut self, _at: u64, pin: u8, config: PwmConfig) -> Result<(), HalError> {
        if config.freq.is_some_and(|f| f < 8) {
            return Err(HalError::Value("freq too small".into()));
        }
        let now = self.pwm.entry(pin).or_default();
        now.freq = config.freq.or(now.freq);
        now.duty = config.duty.or(now.duty);
        now.invert = config.invert.or(now.invert);
        Ok(())
    }

    fn pwm_freq(&mut self, pin: u8) -> u32 {
        self.pwm.get(&pin).and_then(|p| p.freq).unwrap_or(0)
    }

    fn pwm_duty_u16(&mut self, pin: u8) -> u16 {
        match self.pwm.get(&pin).and_then(|p| p.duty) {
            Some(PwmDuty::U16(n)) => n,
            _ => 0,
        }
    }

    fn pwm_duty_ns(&mut self, pin: u8) -> u64 {
        match self.pwm.get(&pin).and_then(|p| p.duty) {
            Some(PwmDuty::Ns(n)) => n,
            _ => 0,
        }
    }

    fn pwm_deinit(&mut self, _at: u64, pin: u8) {
        self.pwm.remove(&pin);
    }
}

impl Net for World {}

impl I2c for World {}

impl Spi for World {}

impl Pulses for World {}

impl Flash for World {}

impl Adc for World {
    fn adc_open(&mut self, _at: u64, source: AdcSource) -> Result<u8, HalError> {
        match source {
            AdcSource::Channel(n @ 0..=4) => Ok(n),
            AdcSource::Pin(n @ 26..=29) => Ok(n - 26),
            _ => Err(HalError::Value("Pin doesn't have ADC capabilities".into())),
        }
    }

    fn adc_read_u16(&mut self, _at: u64, channel: u8) -> u16 {
        1000 * u16::from(channel)
    }
}

/// A machine in a world.
pub struct Bench {
    /// The machine.
    pub vm: Vm,
    /// Its world.
    pub world: World,
}

impl Bench {
    /// A fresh machine of this kind.
    pub fn new(profile: Profile) -> Bench {
        Bench {
            vm: Vm::new(profile, 0),
            world: World::default(),
        }
    }

    /// Lets virtual time pass.
    pub fn pass(&mut self, nanos: u64) {
        self.vm.slept += nanos;
    }

    /// Calls a module's function.
    pub fn call(&mut self, module: &str, name: &str, args: &[Value]) -> Outcome {
        self.call_kw(module, name, args, &[])
    }

    /// Calls a module's function with keywords.
    pub fn call_kw(
        &mut self,
        module: &str,
        name: &str,
        args: &[Value],
        keywords: &[(&str, Value)],
    ) -> Outcome {
        let native = MODULES
            .iter()
            .filter(|m| m.name == module && (m.present)(&self.vm.profile))
            .flat_map(|m| m.natives)
            .find(|n| n.name == name);
        let f = native.expect("the module has this function").f;
        self.run(f, args, keywords)
    }

    /// Calls a class.
    pub fn make(&mut self, t: T, args: &[Value], keywords: &[(&str, Value)]) -> Outcome {
        let f = t.spec().make.expect("the class can be called");
        let mut all = alloc::vec![Vm::type_value(t)];
        all.extend_from_slice(args);
        self.run(f, &all, keywords)
    }

    /// Calls a method of a built-in type.
    pub fn method(
        &mut self,
        object: Value,
        name: &str,
        args: &[Value],
        keywords: &[(&str, Value)],
    ) -> Outcome {
        let natives = self.vm.kind(object).spec().natives;
        let native = natives.iter().find(|n| n.name == name);
        let mut all = alloc::vec![object];
        all.extend_from_slice(args);
        self.run(native.expect("the type has it").f, &all, keywords)
    }

    fn run(&mut self, f: F, values: &[Value], keywords: &[(&str, Value)]) -> Outcome {
        let vm = &mut self.vm;
        let base = vm.stack.len();
        vm.stack.extend_from_slice(values);
        for &(name, value) in keywords {
            let name = vm.intern(name);
            vm.stack.extend([name, value]);
        }
        let args = Args {
            base,
            n: values.len(),
            nkw: keywords.len(),
        };
        match f {
            F::F0(f) => f(vm),
            F::F1(f) => f(vm, values[0]),
            F::F2(f) => f(vm, values[0], values[1]),
            F::F3(f) => f(vm, values[0], values[1], values[2]),
            F::V(_, _, f) | F::K(_, f) => f(vm, args),
            F::H(_, f) => f(vm, &mut self.world, args),
        }
    }

    /// The exception of an answer, as `Class: message`.
    pub fn error(&mut self, answer: Outcome) -> String {
        let Err(Abrupt::Raise(e)) = answer else {
            panic!("no exception: {answer:?}");
        };
        let class = String::from(self.vm.type_name(e));
        let Some(Object::Exception(e)) = self.vm.heap.object(e) else {
            panic!("not an exception");
        };
        let first = self.vm.items_of(e.args).and_then(|a| a.first().copied());
        let text = match first {
            None => String::new(),
            Some(v) => match self.vm.str_of(v) {
                Some(text) => text.into(),
                None => alloc::format!("{v:?}"),
            },
        };
        alloc::format!("{class}: {text}")
    }

    /// What a module's function raises, as `Class: message`.
    pub fn raises(&mut self, module: &str, name: &str, args: &[Value]) -> String {
        let answer = self.call(module, name, args);
        self.error(answer)
    }

    /// A string.
    pub fn str(&mut self, text: &str) -> Value {
        self.vm.new_str(text)
    }
}

#[test]
fn tables_of_modules_come_behind_those_of_types() {
    assert!(T::ALL.len() < FIRST_TABLE as usize);
}
