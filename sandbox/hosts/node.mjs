// An example host under Node: `node node.mjs MODULE PROGRAM [OPTION=NUMBER…]`. What it does is told
// in docs/sandbox.md, "The example hosts".

import { readFileSync, writeSync } from "node:fs";
import { basename } from "node:path";

const [modulePath, program, ...words] = process.argv.slice(2);
const options = { board: 1, heap: 0, pages: 1024, fuel: 100_000_000 };
for (const word of words) {
  const [name, number] = word.split("=");
  options[name] = Number(number);
}

const SLICE = 1_000_000;
const PAGE_BYTES = 65536;
const NANOS_PER_MS = 1_000_000n;
const OUTCOMES = ["done", "raised", "out of fuel", "sleep", "wants input", "exit", "stuck"];
const [DONE, RAISED, OUT_OF_FUEL, SLEEP, , , STUCK] = OUTCOMES.keys();
const FILES = { "helper.py": "answer = 42\n" };
const PINS = 30;
const LED = 25;
const BUTTON = 14;
const BUTTON_PRESSED_AT = 1_000_000_000n;
const FIRST_ADC_PIN = 26;
const ADC_CHANNELS = 5;
const LARGEST_ERRNO = 4095;

let output = "";
const log = (at, text) => (output += `${at / NANOS_PER_MS} ms: ${text}\n`);

let vm;
const memory = (at, length) => new Uint8Array(vm.memory.buffer, at, length);
const text = (at, length) => Buffer.from(memory(at, length)).toString();
const file = (at, length) => FILES[text(at, length)];
const refuse = (message) => {
  const bytes = Buffer.from(message);
  memory(vm.message(), bytes.length).set(bytes);
  return -LARGEST_ERRNO - 1 - bytes.length;
};

const input = [..."typed\n"];
const levels = new Map();
const pwms = new Map();
const configurePwm = (at, pin, freq, u16, ns, invert) => {
  log(at, `pwm ${pin} freq ${freq} u16 ${u16} ns ${ns} invert ${invert}`);
  const pwm = pwms.get(pin) ?? { freq: 0, u16: 0, ns: 0n };
  if (freq >= 0n) pwm.freq = Number(freq);
  if (u16 >= 0) pwm.u16 = u16;
  if (ns >= 0n) pwm.ns = ns;
  pwms.set(pin, pwm);
  return 0;
};

const pinwheel = {
  write: (_at, _stream, from, length) => (output += text(from, length)),
  read: () => input.shift()?.charCodeAt(0) ?? -2,
  file_kind: (at, length) => (file(at, length) === undefined ? 0 : 1),
  file_size: (at, length) => file(at, length)?.length ?? -1,
  file_read: (at, length, from, into, room) => {
    const start = Number(from);
    const bytes = Buffer.from(file(at, length) ?? "").subarray(start, start + room);
    memory(into, bytes.length).set(bytes);
    return bytes.length;
  },
  pin_by_name: (at, length) => {
    const name = text(at, length);
    if (name === "LED") return LED;
    const found = /^GP(\d+)$/.exec(name);
    return found && Number(found[1]) < PINS ? Number(found[1]) : -1;
  },
  pin_exists: (pin) => Number(pin < PINS),
  pin_configure: (at, pin, mode, pull, value) => {
    log(at, `pin ${pin} mode ${mode} pull ${pull} value ${value}`);
    if (value >= 0) levels.set(pin, value);
    return 0;
  },
  pin_read: (at, pin) =>
    pin === BUTTON ? Number(at < BUTTON_PRESSED_AT) : (levels.get(pin) ?? 0),
  pin_write: (at, pin, high) => {
    log(at, `pin ${pin} = ${high}`);
    levels.set(pin, high);
  },
  pin_toggle: (at, pin) => pinwheel.pin_write(at, pin, 1 - (levels.get(pin) ?? 0)),
  pwm_open: (at, pin, ...rest) => {
    pwms.delete(pin);
    return configurePwm(at, pin, ...rest);
  },
  pwm_configure: configurePwm,
  pwm_freq: (pin) => pwms.get(pin)?.freq ?? 0,
  pwm_duty_u16: (pin) => pwms.get(pin)?.u16 ?? 0,
  pwm_duty_ns: (pin) => pwms.get(pin)?.ns ?? 0n,
  pwm_deinit: (at, pin) => {
    log(at, `pwm ${pin} off`);
    pwms.delete(pin);
  },
  adc_open: (at, kind, number) => {
    const channel = kind === 0 ? number : number - FIRST_ADC_PIN;
    if (channel < 0 || channel >= ADC_CHANNELS) return refuse(`no analog input ${number}`);
    log(at, `adc ${channel}`);
    return channel;
  },
  adc_read_u16: (_at, channel) => channel * 1000,
};

// Loads the program and runs it to its end, or to the host's: what came of it, in words.
const runProgram = () => {
  vm.create(options.board, options.heap, 0n);
  const name = Buffer.from(basename(program));
  const content = readFileSync(program);
  const at = vm.buffer(name.length + content.length);
  memory(at, name.length).set(name);
  memory(at + name.length, content.length).set(content);
  const load = program.endsWith(".mpy") ? vm.load_mpy : vm.load_source;
  if (load(name.length) !== 0) return "refused";
  for (let spent = 0; spent < options.fuel; spent += SLICE) {
    const outcome = vm.run(BigInt(SLICE));
    // The engine has no limit for a module's own memory, so it is checked between two slices.
    if (vm.memory.buffer.byteLength > options.pages * PAGE_BYTES) return "out of memory";
    if (outcome === SLEEP) vm.advance(vm.wake_at());
    else if (outcome !== OUT_OF_FUEL) {
      return outcome === DONE || outcome === RAISED || outcome === STUCK
        ? OUTCOMES[outcome]
        : `${OUTCOMES[outcome]} ${vm.exit_code()}`;
    }
  }
  return OUTCOMES[OUT_OF_FUEL];
};

const { instance } = await WebAssembly.instantiate(readFileSync(modulePath), { pinwheel });
vm = instance.exports;
let ending;
try {
  ending = runProgram();
} catch (error) {
  if (!(error instanceof WebAssembly.RuntimeError)) throw error;
  ending = "trap";
}
writeSync(1, `${output}${ending}\n`);
