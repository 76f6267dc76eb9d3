// The terminal: xterm.js, fitted to its pane, with links on the lines of a traceback.

import { FitAddon } from "@xterm/addon-fit";
import { Terminal } from "@xterm/xterm";

const traceLine = /File "([^"]+)", line (\d+)/g;

/** Colours from the page's tokens, read anew at each change of theme. */
function themeOf(element) {
  // A token may be a light-dark() pair; as the colour of an element it is one of the two.
  const probe = element.appendChild(document.createElement("span"));
  const token = (name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const theme = {
    background: token("--terminal-surface"),
    foreground: token("--terminal-text"),
    cursor: token("--terminal-text"),
    cursorAccent: token("--terminal-surface"),
    selectionBackground: token("--terminal-selection"),
  };
  for (const name of ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]) {
    theme[name] = theme[`bright${name[0].toUpperCase()}${name.slice(1)}`] = token(`--terminal-${name}`);
  }
  probe.remove();
  return theme;
}

/** Creates the terminal inside `parent`. `onData(text)` gets what is typed, `onLink(file, line)` the traceback line that was clicked. */
export function create(parent, onData, onLink) {
  const terminal = new Terminal({
    allowTransparency: false,
    convertEol: true,
    cursorBlink: false,
    cursorInactiveStyle: "outline",
    fontFamily: getComputedStyle(parent).getPropertyValue("--font-code"),
    fontSize: 13,
    lineHeight: 1.25,
    scrollback: 5000,
    theme: themeOf(parent),
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(parent);
  terminal.textarea?.setAttribute("aria-label", "Terminal input");

  terminal.onData(onData);
  terminal.registerLinkProvider({
    provideLinks(row, give) {
      const line = terminal.buffer.active.getLine(row - 1)?.translateToString(true) ?? "";
      const links = [...line.matchAll(traceLine)].map((match) => ({
        text: match[0],
        range: { start: { x: match.index + 1, y: row }, end: { x: match.index + match[0].length, y: row } },
        activate: () => onLink(match[1], Number(match[2])),
      }));
      give(links.length > 0 ? links : undefined);
    },
  });

  // Nobody is trapped: Shift+Tab, or Escape and then Tab, leaves the terminal.
  let leaveUntil = 0;
  terminal.attachCustomKeyEventHandler((event) => {
    if (event.type !== "keydown") return true;
    if (event.key === "Escape") leaveUntil = Date.now() + 2000;
    if (event.key === "Tab" && (event.shiftKey || Date.now() < leaveUntil)) return false;
    // With a selection, Ctrl+C copies, as everywhere else.
    if (event.key === "c" && (event.ctrlKey || event.metaKey) && terminal.hasSelection()) return false;
    if (event.key === "v" && (event.ctrlKey || event.metaKey)) return false;
    return true;
  });

  const refit = () => {
    if (parent.clientWidth > 0 && parent.clientHeight > 0) fit.fit();
  };
  new ResizeObserver(refit).observe(parent);
  refit();

  return {
    /** Writes bytes; `done` is called when they are on the screen. */
    write: (bytes, done) => terminal.write(bytes, done),
    clear: () => terminal.reset(),
    focus: () => terminal.focus(),
    restyle: () => {
      terminal.options.theme = themeOf(parent);
    },
  };
}
