"""The same conversations in the words of each kernel: ours, and those that `npm run bench:kernel` measures beside it."""

import os

KERNEL = os.environ.get("GRADLAB_TEST_KERNEL", "gradlab")
# How long (s) a message may be underway.
TIMEOUT = float(os.environ.get("GRADLAB_TEST_TIMEOUT", "15"))

_TYPESCRIPT = {
    "language": "typescript",
    "extension": ".ts",
    "hello": "console.log('hello, world')",
    "stderr": "console.error('oops')",
    "page": "",
    "error": "throw new RangeError('too far')",
    "results": [
        {"code": "1 + 2", "result": "3"},
        {"code": "const numbers: number[] = [1, 2, 3]; numbers.map((n) => n * n)", "result": "[ 1, 4, 9 ]"},
        {"code": "await Promise.resolve('later')", "result": "'later'"},
        {"code": "10n ** 20n", "result": "100000000000000000000n"},
        {"code": "1 + 2", "result": "3"},
        {"code": "1 + 2", "result": "3"},
    ],
    "displays": [],
    "completions": [
        {"text": "Math.hyp", "matches": {"hypot"}},
        {"text": "consol", "matches": {"console"}},
    ],
    "complete": ["1", "const x = 1;", "function f() {\n  return 1;\n}\n", "console.log('a')"],
    "incomplete": ["function f() {", "const x = [1,", "`template", "/* comment"],
    "invalid": ["const = 1", "1 2", "x = )"],
    "inspect": "parseInt",
    "clear": "",
    "history": "1 ? 2",
    "order": "",
    "text": "'nothing'",
    "six": "var u = 6",
    "times7": "u * 7",
    "nowhere": "nowhere.at",
    "not_defined": "ReferenceError",
    "fail_later": "await new Promise((r) => setTimeout(r, 100)); throw new Error('stop')",
    "fail": "throw new Error('go on')",
    "define": "var ran = 1",
    "read": "ran",
    "is_defined": ("'ran' in globalThis", "false"),
    "input": "",
    "password": "",
    "loop": "while (true) {}",
    "never": "await new Promise(() => {})",
    "keep": "var state = 'kept'",
    "kept": ("state", "'kept'"),
    "update": "",
    "comm": "",
    "print_later": "setTimeout(() => console.log('late'), 200)",
    "wait": "await new Promise((r) => setTimeout(r, 300))",
    "exit": "process.exit(3)",
    "six_times_seven": "6 * 7",
    "print": "console.log('for all')",
}

_GRADLAB = {
    **_TYPESCRIPT,
    "page": "display.page('a page')",
    "displays": [
        {"code": "display.html('<b>bold</b>')", "mime": "text/html"},
        {"code": "display.markdown('**bold**')", "mime": "text/markdown"},
        {"code": "display.latex('$x^2$')", "mime": "text/latex"},
        {"code": "display.svg('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')", "mime": "image/svg+xml"},
        {"code": "display.png(new Uint8Array([137, 80, 78, 71]))", "mime": "image/png"},
        {"code": "display.jpeg(new Uint8Array([255, 216, 255]))", "mime": "image/jpeg"},
        {"code": "display.json({ a: [1, 2] })", "mime": "application/json"},
        {"code": "display.vegaLite({ mark: 'bar' })", "mime": "application/vnd.vegalite.v5+json"},
        {"code": "display([{ a: 1 }, { a: 2 }])", "mime": "text/html"},
        {"code": "display(42)", "mime": "text/plain"},
    ],
    "completions": [*_TYPESCRIPT["completions"], {"text": "display.ht", "matches": {"html"}}],
    "clear": "clearOutput()",
    "order": "console.log(1); console.error(2); display(3); console.log(4); 5",
    "input": "await input('Who? ')",
    "password": "await input.password('Who? ')",
    "update": "const shown = display('a', { id: 'x' }); shown.update('b'); display.update('x', 'c')",
    "comm": "import { comms } from 'gradlab/kernel';\n"
    "comms.register('echo', (comm) => comm.onMessage(({ data, buffers }) => comm.send({ back: data }, { buffers })));",
}

_TSLAB = {
    **_TYPESCRIPT,
    "displays": [
        {"code": "import * as tslab from 'tslab'; tslab.display.html('<b>bold</b>')", "mime": "text/html"},
        {"code": "import * as tslab from 'tslab'; tslab.display.markdown('**bold**')", "mime": "text/markdown"},
    ],
    "completions": _TYPESCRIPT["completions"],
    "order": "import * as tslab from 'tslab'; console.log(1); console.error(2); tslab.display.text('3'); console.log(4); 5",
    "update": "import * as tslab from 'tslab'; const d = tslab.newDisplay(); d.text('a'); d.text('b'); d.text('c')",
}

_DENO = {
    **_TYPESCRIPT,
    "results": [
        {"code": "1 + 2", "result": "3"},
        {"code": "const numbers: number[] = [1, 2, 3]; numbers.map((n) => n * n)", "result": "[ 1, 4, 9 ]"},
        {"code": "await Promise.resolve('later')", "result": '"later"'},
        {"code": "10n ** 20n", "result": "100000000000000000000n"},
        {"code": "1 + 2", "result": "3"},
        {"code": "1 + 2", "result": "3"},
    ],
    "displays": [
        {"code": "await Deno.jupyter.display(Deno.jupyter.html`<b>bold</b>`)", "mime": "text/html"},
        {"code": "await Deno.jupyter.display(Deno.jupyter.md`**bold**`)", "mime": "text/markdown"},
        {"code": "await Deno.jupyter.display(Deno.jupyter.svg`<svg/>`)", "mime": "image/svg+xml"},
    ],
    "clear": "await Deno.jupyter.broadcast('clear_output', { wait: false })",
    "order": "console.log(1); console.error(2); await Deno.jupyter.display({'text/plain': '3'}, { raw: true }); console.log(4); 5",
    "input": "prompt('Who?')",
    "update": "for (const [type, text] of [['display_data', \"'a'\"], ['update_display_data', \"'b'\"], ['update_display_data', \"'c'\"]]) "
    "await Deno.jupyter.broadcast(type, { data: { 'text/plain': text }, metadata: {}, transient: { display_id: 'x' } })",
    "text": '"nothing"',
    "kept": ("state", '"kept"'),
}

_IPYKERNEL = {
    "language": "python",
    "extension": ".py",
    "hello": "print('hello, world')",
    "stderr": "import sys; print('oops', file=sys.stderr)",
    "page": "zip?",
    "error": "raise ValueError('too far')",
    "results": [
        {"code": "1 + 2", "result": "3"},
        {"code": "[n * n for n in (1, 2, 3)]", "result": "[1, 4, 9]"},
        {"code": "import asyncio; await asyncio.sleep(0, 'later')", "result": "'later'"},
        {"code": "10 ** 20", "result": "100000000000000000000"},
        {"code": "1 + 2", "result": "3"},
        {"code": "1 + 2", "result": "3"},
    ],
    "displays": [
        {"code": "from IPython.display import HTML, display; display(HTML('<b>bold</b>'))", "mime": "text/html"},
        {"code": "from IPython.display import Markdown; display(Markdown('**bold**'))", "mime": "text/markdown"},
        {"code": "from IPython.display import Latex; display(Latex('$x^2$'))", "mime": "text/latex"},
        {"code": "from IPython.display import JSON; display(JSON({'a': [1, 2]}))", "mime": "application/json"},
        {"code": "display(42)", "mime": "text/plain"},
    ],
    "completions": [{"text": "zi", "matches": {"zip"}}, {"text": "str.upp", "matches": {"upper"}}],
    "complete": ["1", "x = 1", "def f():\n    return 1\n\n", "print('a')"],
    "incomplete": ["def f():", "x = [1,", "'''text", "if True:"],
    "invalid": ["import = 7q", "1 2", "x = )"],
    "inspect": "zip",
    "clear": "from IPython.display import clear_output; clear_output()",
    "history": "1 ? 2*",
    "order": "import sys\nfrom IPython.display import display\n"
    "print(1, flush=True); print(2, file=sys.stderr, flush=True); display(3); print(4, flush=True); 5",
    "text": "'nothing'",
    "six": "u = 6",
    "times7": "u * 7",
    "nowhere": "nowhere.at",
    "not_defined": "NameError",
    "fail_later": "import time; time.sleep(0.1); raise Exception('stop')",
    "fail": "raise Exception('go on')",
    "define": "ran = 1",
    "read": "ran",
    "is_defined": ("'ran' in globals()", "False"),
    "input": "input('Who? ')",
    "password": "import getpass; getpass.getpass('Who? ')",
    "loop": "while True: pass",
    "never": "import time; time.sleep(1000)",
    "keep": "state = 'kept'",
    "kept": ("state", "'kept'"),
    "update": "shown = display('a', display_id='x'); shown.update('b'); from IPython.display import update_display; update_display('c', display_id='x')",
    "comm": "def opened(comm, message):\n"
    "    comm.on_msg(lambda m: comm.send({'back': m['content']['data']}, buffers=m['buffers']))\n"
    "get_ipython().kernel.comm_manager.register_target('echo', opened)",
    "print_later": "import threading; threading.Timer(0.2, lambda: print('late')).start()",
    "wait": "import asyncio; await asyncio.sleep(0.3)",
    "exit": "import os; os._exit(3)",
    "six_times_seven": "6 * 7",
    "print": "print('for all')",
}

SAMPLES = {"ours": _GRADLAB, "tslab": _TSLAB, "deno": _DENO, "ipykernel": _IPYKERNEL}.get(KERNEL, _GRADLAB)
