"""Jupyter's own suite, with every sample defined: nothing of it is skipped."""

import os
import unittest

import jupyter_kernel_test as jkt

KERNEL = os.environ.get("GRADLAB_TEST_KERNEL", "gradlab")


class Suite(jkt.KernelTests):
    kernel_name = KERNEL
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oops')"
    code_page_something = "display.page('a page')"
    code_generate_error = "throw new RangeError('too far')"
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": "const numbers: number[] = [1, 2, 3]; numbers.map((n) => n * n)", "result": "[ 1, 4, 9 ]"},
        {"code": "await Promise.resolve('later')", "result": "'later'"},
        {"code": "10n ** 20n", "result": "100000000000000000000n"},
        {"code": "1 + 2", "result": "3"},
        {"code": "1 + 2", "result": "3"},
    ]
    code_display_data = [
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
    ]
    completion_samples = [
        {"text": "Math.hyp", "matches": {"hypot"}},
        {"text": "consol", "matches": {"console"}},
        {"text": "display.ht", "matches": {"html"}},
    ]
    complete_code_samples = ["1", "const x = 1;", "function f() {\n  return 1;\n}\n", "console.log('a')"]
    incomplete_code_samples = ["function f() {", "const x = [1,", "`template", "/* comment"]
    invalid_code_samples = ["const = 1", "1 2", "x = )"]
    code_inspect_sample = "parseInt"
    code_clear_output = "clearOutput()"
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "1 ? 2"


class Welcome(jkt.IopubWelcomeTests):
    kernel_name = KERNEL
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main()
