"""Jupyter's own suite, with every sample defined: nothing of it is skipped."""

import unittest

import jupyter_kernel_test as jkt
from samples import KERNEL, SAMPLES, TIMEOUT

jkt.TIMEOUT = TIMEOUT


class Suite(jkt.KernelTests):
    kernel_name = KERNEL
    language_name = SAMPLES["language"]
    file_extension = SAMPLES["extension"]

    code_hello_world = SAMPLES["hello"]
    code_stderr = SAMPLES["stderr"]
    code_page_something = SAMPLES["page"]
    code_generate_error = SAMPLES["error"]
    code_execute_result = SAMPLES["results"]
    code_display_data = SAMPLES["displays"]
    completion_samples = SAMPLES["completions"]
    complete_code_samples = SAMPLES["complete"]
    incomplete_code_samples = SAMPLES["incomplete"]
    invalid_code_samples = SAMPLES["invalid"]
    code_inspect_sample = SAMPLES["inspect"]
    code_clear_output = SAMPLES["clear"]
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = SAMPLES["history"]


class Welcome(jkt.IopubWelcomeTests):
    kernel_name = KERNEL
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main()
