"""Conversations that Jupyter's suite does not hold: order, questions, interrupts, aborts, comms, several clients."""

import os
import time
import unittest
from queue import Empty

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import start_new_kernel

KERNEL = os.environ.get("GRADLAB_TEST_KERNEL", "gradlab")
TIMEOUT = 15


class Conversations(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.km, cls.kc = start_new_kernel(kernel_name=KERNEL)

    @classmethod
    def tearDownClass(cls):
        cls.kc.stop_channels()
        cls.km.shutdown_kernel()

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
        _, messages = self.run_cell("console.log(1); console.error(2); display(3); console.log(4); 5")
        kinds = [m["msg_type"] for m in messages]
        self.assertEqual(
            kinds,
            ["status", "execute_input", "stream", "stream", "display_data", "stream", "execute_result", "status"],
        )

    def test_silent_says_nothing_and_counts_nothing(self):
        before, _ = self.run_cell("0")
        reply, messages = self.run_cell("'nothing'", silent=True)
        self.assertEqual(reply["status"], "ok")
        self.assertEqual([m["msg_type"] for m in messages], ["status", "status"])
        after, _ = self.run_cell("0")
        self.assertEqual(after["execution_count"], before["execution_count"] + 1)

    def test_user_expressions_stand_alone(self):
        reply, _ = self.run_cell("var u = 6", user_expressions={"good": "u * 7", "bad": "nowhere.at"})
        good, bad = reply["user_expressions"]["good"], reply["user_expressions"]["bad"]
        self.assertEqual((good["status"], good["data"]["text/plain"]), ("ok", "42"))
        self.assertEqual((bad["status"], bad["ename"]), ("error", "ReferenceError"))

    def test_an_error_aborts_what_is_queued(self):
        ids = [self.kc.execute(code) for code in ("await new Promise((r) => setTimeout(r, 100)); throw new Error('stop')", "var ran = 1", "ran")]
        self.assertEqual([self.reply(i)["status"] for i in ids], ["error", "aborted", "aborted"])
        self.published(ids[-1])
        self.assertEqual(self.value("'ran' in globalThis"), ["false"])

    def test_without_stop_on_error_the_queue_goes_on(self):
        first = self.kc.execute("throw new Error('go on')", stop_on_error=False)
        second = self.kc.execute("1")
        self.assertEqual([self.reply(first)["status"], self.reply(second)["status"]], ["error", "ok"])
        self.published(second)

    def test_input_and_password(self):
        for question, password in (("input", False), ("input.password", True)):
            msg_id = self.kc.execute(f"await {question}('Who? ')", allow_stdin=True)
            asked = self.kc.get_stdin_msg(timeout=TIMEOUT)
            self.assertEqual(asked["content"], {"prompt": "Who? ", "password": password})
            self.kc.input("me")
            self.assertEqual(self.reply(msg_id)["status"], "ok")
            results = [m for m in self.published(msg_id) if m["msg_type"] == "execute_result"]
            self.assertEqual(results[0]["content"]["data"]["text/plain"], "'me'")

    def test_input_without_stdin_is_an_error(self):
        reply, _ = self.run_cell("await input('Who? ')", allow_stdin=False)
        self.assertEqual(reply["status"], "error")
        self.assertIn("allow_stdin", reply["evalue"])

    def test_control_answers_while_a_cell_loops_and_the_interrupt_keeps_state(self):
        self.run_cell("var state = 'kept'")
        msg_id = self.kc.execute("while (true) {}")
        time.sleep(0.2)
        start = time.monotonic()
        self.assertEqual(self.control("kernel_info_request", {})["status"], "ok")
        self.assertLess(time.monotonic() - start, 1)
        self.assertEqual(self.control("interrupt_request", {})["status"], "ok")
        self.assertEqual(self.reply(msg_id)["status"], "error")
        self.published(msg_id)
        self.assertEqual(self.value("state"), ["'kept'"])

    def test_sigint_interrupts_too(self):
        self.run_cell("var state = 'kept'")
        msg_id = self.kc.execute("await new Promise(() => {})")
        time.sleep(0.2)
        os.kill(self.km.provisioner.process.pid, 2)
        self.assertEqual(self.reply(msg_id)["ename"], "Interrupted")
        self.published(msg_id)
        self.assertEqual(self.value("state"), ["'kept'"])

    def test_update_display(self):
        _, messages = self.run_cell("const shown = display('a', { id: 'x' }); shown.update('b'); display.update('x', 'c')")
        kinds = [(m["msg_type"], m["content"]["data"]["text/plain"]) for m in messages if "data" in m["content"]]
        self.assertEqual(kinds, [("display_data", "'a'"), ("update_display_data", "'b'"), ("update_display_data", "'c'")])

    def test_comm_round_trip(self):
        self.run_cell(
            "import { comms } from 'gradlab/kernel';\n"
            "comms.register('echo', (comm) => comm.onMessage(({ data, buffers }) => comm.send({ back: data }, { buffers })));"
        )
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
        msg_id = self.kc.execute("setTimeout(() => console.log('late'), 200)")
        self.published(msg_id)
        self.reply(msg_id)
        other, _ = self.run_cell("await new Promise((r) => setTimeout(r, 300))")
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
        msg_id = self.kc.execute("console.log('for all')")
        self.assertEqual(self.reply(msg_id)["status"], "ok")
        texts = [m["content"].get("text") for m in self.published(msg_id, second)]
        self.assertIn("for all\n", texts)
        self.published(msg_id)
        second.stop_channels()

    def test_exit_is_told_and_the_kernel_lives(self):
        reply, _ = self.run_cell("process.exit(3)")
        self.assertEqual((reply["status"], reply["ename"]), ("error", "ExecutorExited"))
        self.assertEqual(self.value("6 * 7"), ["42"])


if __name__ == "__main__":
    unittest.main()
