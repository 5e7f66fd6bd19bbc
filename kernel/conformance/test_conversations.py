"""Conversations that Jupyter's suite does not hold: order, questions, interrupts, aborts, comms, several clients."""

import os
import time
import unittest
from queue import Empty

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import start_new_kernel
from samples import KERNEL, SAMPLES, TIMEOUT


class Conversations(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.km, cls.kc = start_new_kernel(kernel_name=KERNEL)

    @classmethod
    def tearDownClass(cls):
        cls.kc.stop_channels()
        cls.km.shutdown_kernel(now=True)

    def setUp(self):
        """A kernel that an earlier conversation has killed or left stuck fails that one only."""
        try:
            self.kc.kernel_info(reply=True, timeout=TIMEOUT)
        except (Empty, TimeoutError, RuntimeError):
            type(self).tearDownClass()
            type(self).setUpClass()

    def published(self, msg_id, kc=None):
        """What is published because of a request, up to its idle status."""
        messages = []
        while True:
            message = (kc or self.kc).get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") != msg_id:
                continue
            messages.append(message)
            if message["content"].get("execution_state") == "idle":
                return messages

    def reply(self, msg_id):
        while True:
            message = self.kc.get_shell_msg(timeout=TIMEOUT)
            if message["parent_header"]["msg_id"] == msg_id:
                return message["content"]

    def control(self, msg_type, content):
        message = self.kc.session.msg(msg_type, content)
        self.kc.control_channel.send(message)
        while True:
            answer = self.kc.get_control_msg(timeout=TIMEOUT)
            if answer["parent_header"]["msg_id"] == message["header"]["msg_id"]:
                return answer["content"]

    def run_cell(self, code, **options):
        msg_id = self.kc.execute(code, **options)
        return self.reply(msg_id), self.published(msg_id)

    def value(self, code):
        _, messages = self.run_cell(code)
        return [m["content"]["data"]["text/plain"] for m in messages if m["msg_type"] == "execute_result"]

    def test_order_is_busy_input_outputs_idle(self):
        _, messages = self.run_cell(SAMPLES["order"])
        kinds = [m["msg_type"] for m in messages]
        self.assertEqual(
            kinds,
            ["status", "execute_input", "stream", "stream", "display_data", "stream", "execute_result", "status"],
        )

    def test_silent_says_nothing_and_counts_nothing(self):
        before, _ = self.run_cell("0")
        reply, messages = self.run_cell(SAMPLES["text"], silent=True)
        self.assertEqual(reply["status"], "ok")
        self.assertEqual([m["msg_type"] for m in messages], ["status", "status"])
        after, _ = self.run_cell("0")
        self.assertEqual(after["execution_count"], before["execution_count"] + 1)

    def test_user_expressions_stand_alone(self):
        reply, _ = self.run_cell(
            SAMPLES["six"], user_expressions={"good": SAMPLES["times7"], "bad": SAMPLES["nowhere"]}
        )
        good, bad = reply["user_expressions"]["good"], reply["user_expressions"]["bad"]
        self.assertEqual((good["status"], good["data"]["text/plain"]), ("ok", "42"))
        self.assertEqual((bad["status"], bad["ename"]), ("error", SAMPLES["not_defined"]))

    def test_an_error_aborts_what_is_queued(self):
        ids = [self.kc.execute(SAMPLES[name]) for name in ("fail_later", "define", "read")]
        self.assertEqual([self.reply(i)["status"] for i in ids], ["error", "aborted", "aborted"])
        self.published(ids[-1])
        code, no = SAMPLES["is_defined"]
        self.assertEqual(self.value(code), [no])

    def test_without_stop_on_error_the_queue_goes_on(self):
        first = self.kc.execute(SAMPLES["fail"], stop_on_error=False)
        second = self.kc.execute(SAMPLES["six_times_seven"])
        self.assertEqual([self.reply(first)["status"], self.reply(second)["status"]], ["error", "ok"])
        self.published(second)

    def test_input_and_password(self):
        for question, password in (("input", False), ("password", True)):
            msg_id = self.kc.execute(SAMPLES[question], allow_stdin=True)
            asked = self.kc.get_stdin_msg(timeout=TIMEOUT)
            self.assertEqual(asked["content"], {"prompt": "Who? ", "password": password})
            self.kc.input("me")
            self.assertEqual(self.reply(msg_id)["status"], "ok")
            results = [m for m in self.published(msg_id) if m["msg_type"] == "execute_result"]
            self.assertEqual(results[0]["content"]["data"]["text/plain"], "'me'")

    def test_input_without_stdin_is_an_error(self):
        reply, _ = self.run_cell(SAMPLES["input"], allow_stdin=False)
        self.assertEqual(reply["status"], "error")
        self.assertRegex(reply["evalue"], "allow_stdin|does not support input")

    def test_control_answers_while_a_cell_loops_and_the_interrupt_keeps_state(self):
        self.run_cell(SAMPLES["keep"])
        msg_id = self.kc.execute(SAMPLES["loop"])
        time.sleep(0.2)
        start = time.monotonic()
        self.assertEqual(self.control("kernel_info_request", {})["status"], "ok")
        self.assertLess(time.monotonic() - start, 1)
        self.assertEqual(self.control("interrupt_request", {})["status"], "ok")
        self.assertEqual(self.reply(msg_id)["status"], "error")
        self.published(msg_id)
        code, kept = SAMPLES["kept"]
        self.assertEqual(self.value(code), [kept])

    def test_sigint_interrupts_too(self):
        self.run_cell(SAMPLES["keep"])
        msg_id = self.kc.execute(SAMPLES["never"])
        time.sleep(0.2)
        os.kill(self.km.provisioner.process.pid, 2)
        self.assertEqual(self.reply(msg_id)["status"], "error")
        self.published(msg_id)
        code, kept = SAMPLES["kept"]
        self.assertEqual(self.value(code), [kept])

    def test_update_display(self):
        _, messages = self.run_cell(SAMPLES["update"])
        kinds = [(m["msg_type"], m["content"]["data"]["text/plain"]) for m in messages if "data" in m["content"]]
        self.assertEqual(kinds, [("display_data", "'a'"), ("update_display_data", "'b'"), ("update_display_data", "'c'")])

    def test_comm_round_trip(self):
        self.run_cell(SAMPLES["comm"])
        for msg_type, content in (
            ("comm_open", {"comm_id": "c1", "target_name": "echo", "data": {}}),
            ("comm_msg", {"comm_id": "c1", "data": {"n": 1}}),
        ):
            message = self.kc.session.msg(msg_type, content)
            self.kc.session.send(self.kc.shell_channel.socket, message, buffers=[b"bytes"])
            messages = self.published(message["header"]["msg_id"])
        echoed = [m for m in messages if m["msg_type"] == "comm_msg"]
        self.assertEqual(echoed[0]["content"]["data"], {"back": {"n": 1}})
        self.assertEqual(bytes(echoed[0]["buffers"][0]), b"bytes")
        info = self.reply(self.kc.comm_info())
        self.assertEqual(info["comms"]["c1"]["target_name"], "echo")

    def test_late_output_belongs_to_its_cell(self):
        msg_id = self.kc.execute(SAMPLES["print_later"])
        self.published(msg_id)
        self.reply(msg_id)
        other, _ = self.run_cell(SAMPLES["wait"])
        late = []
        try:
            while True:
                late.append(self.kc.get_iopub_msg(timeout=0.2))
        except Empty:
            pass
        # The cell that ran meanwhile saw the message go by under its own cell's header.
        self.assertFalse([m for m in late if m["msg_type"] == "stream" and m["parent_header"]["msg_id"] != msg_id])
        self.assertEqual(other["status"], "ok")

    def test_two_clients_hear_each_other(self):
        # A session of its own: clients of one session share an identity, and the later takes the earlier one's place.
        second = BlockingKernelClient(connection_file=self.km.connection_file)
        second.load_connection_file()
        second.start_channels()
        second.wait_for_ready(timeout=TIMEOUT)
        msg_id = self.kc.execute(SAMPLES["print"])
        self.assertEqual(self.reply(msg_id)["status"], "ok")
        texts = [m["content"].get("text") for m in self.published(msg_id, second)]
        self.assertIn("for all\n", texts)
        self.published(msg_id)
        second.stop_channels()

    def test_exit_is_told_and_the_kernel_lives(self):
        reply, _ = self.run_cell(SAMPLES["exit"])
        self.assertEqual(reply["status"], "error")
        self.assertEqual(self.value("6 * 7"), ["42"])


if __name__ == "__main__":
    unittest.main()
