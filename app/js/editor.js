// The code editor: CodeMirror 6 with one state (text, undo history, marks) per file.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState } from "@codemirror/state";
import {
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

// Colours come from the page's tokens, so that a change of theme needs no change here.
const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.operatorKeyword, tags.moduleKeyword, tags.definitionKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null, tags.self], color: "var(--code-number)" },
  { tag: [tags.comment], color: "var(--code-comment)" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.function(tags.definition(tags.variableName))], color: "var(--code-function)" },
  { tag: [tags.definition(tags.className), tags.className, tags.propertyName], color: "var(--code-property)" },
  { tag: [tags.meta], color: "var(--code-comment)" },
  { tag: [tags.invalid], color: "var(--danger-text)" },
]);

// CodeMirror injects its own unlayered styles, so its colours are set here, through the page's tokens.
const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--surface)", fontSize: "var(--code-size)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-code)", lineHeight: "1.55" },
  ".cm-content": { padding: "10px 0", caretColor: "var(--accent)" },
  ".cm-line": { padding: "0 16px 0 4px" },
  ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--text-faint)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "32px", padding: "0 6px 0 4px" },
  ".cm-gutter-lint": { width: "16px" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0 2px" },
  ".cm-activeLine": { backgroundColor: "var(--code-line)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--code-line)", color: "var(--text)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--code-selection)" },
  ".cm-selectionMatch": { backgroundColor: "var(--code-match)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--code-match)", color: "inherit" },
  ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--text)", borderBottom: "1px solid var(--line)", fontFamily: "var(--font)" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-textfield": { backgroundColor: "var(--surface)", color: "var(--text)", border: "1px solid var(--line-strong)", borderRadius: "5px", padding: "4px 8px" },
  ".cm-button": { backgroundImage: "none", backgroundColor: "var(--surface)", color: "var(--text)", border: "1px solid var(--line-strong)", borderRadius: "5px", padding: "4px 10px" },
  ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--text)", border: "1px solid var(--line-strong)", borderRadius: "6px" },
  ".cm-diagnostic": { fontFamily: "var(--font)", padding: "6px 10px" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--danger)" },
});

const language = new Compartment();
const searching = new Compartment();

/** The grammar for a file, by its name; JSON's is fetched when a JSON file is first opened. */
async function grammarOf(path) {
  if (path.endsWith(".json")) {
    const { json } = await import("@codemirror/lang-json");
    return json();
  }
  return path.endsWith(".py") ? python() : [];
}

/** Find and replace, fetched when it is first asked for in a file. */
function find(view) {
  import("@codemirror/search").then((module) => {
    const ready = [module.search({ top: true }), module.highlightSelectionMatches(), keymap.of(module.searchKeymap)];
    view.dispatch({ effects: searching.reconfigure(ready) });
    module.openSearchPanel(view);
  });
  return true;
}

/** Creates the editor inside `parent`. `onChange(path, text)` is called at each change that a person makes. */
export function create(parent, label, onChange) {
  const states = new Map();
  let current = null;

  const extensions = (path) => [
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    dropCursor(),
    EditorState.allowMultipleSelections.of(true),
    indentOnInput(),
    indentUnit.of(path.endsWith(".json") ? "  " : "    "),
    EditorState.tabSize.of(4),
    theme,
    syntaxHighlighting(highlighting),
    bracketMatching(),
    closeBrackets(),
    rectangularSelection(),
    highlightActiveLine(),
    searching.of(keymap.of([{ key: "Mod-f", run: find }])),
    lintGutter(),
    language.of(path.endsWith(".py") ? python() : []),
    // Tab indents; Escape and then Tab leaves the editor (CodeMirror's own rule).
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
    EditorView.contentAttributes.of({ "aria-label": `${label}: ${path}`, spellcheck: "false", autocapitalize: "off", autocorrect: "off" }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && current !== null && !update.transactions.some((t) => t.isUserEvent("load"))) {
        onChange(current, update.state.doc.toString());
      }
    }),
  ];

  const view = new EditorView({ parent });

  const place = (doc, line, column) => {
    const at = doc.line(Math.max(1, Math.min(line || 1, doc.lines)));
    return Math.min(at.to, at.from + Math.max(0, (column || 1) - 1));
  };

  return {
    /** Shows `path`; `text` is taken where it differs from what the editor holds of that file. */
    open(path, text) {
      if (current !== null) states.set(current, view.state);
      current = path;
      const known = states.get(path);
      const fresh = known === undefined || known.doc.toString() !== text;
      view.setState(fresh ? EditorState.create({ doc: text, extensions: extensions(path) }) : known);
      if (!path.endsWith(".py")) {
        grammarOf(path).then((grammar) => {
          if (current === path) view.dispatch({ effects: language.reconfigure(grammar), userEvent: "load" });
        });
      }
    },
    /** Forgets a file that was deleted or whose text was replaced. */
    forget(path) {
      states.delete(path);
    },
    /** Marks lines with messages: `marks` is `[{line, column, message}]`, lines and columns from 1, column 0 for the whole line. */
    mark(marks) {
      const { doc } = view.state;
      view.dispatch(
        setDiagnostics(
          view.state,
          marks.map(({ line, column, message }) => {
            const whole = doc.line(Math.max(1, Math.min(line, doc.lines)));
            const from = column > 0 ? place(doc, line, column) : whole.from + (whole.text.length - whole.text.trimStart().length);
            return { from: Math.min(from, whole.to), to: whole.to, severity: "error", message };
          }),
        ),
      );
    },
    /** Puts the cursor at a place (from 1), scrolls it to the middle and takes the focus. */
    reveal(line, column) {
      const at = place(view.state.doc, line, column);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
      view.focus();
    },
  };
}
