"""Runs a command and prints, as JSON, its seconds of CPU and of wall time and the peak memory of all its processes together."""
import ctypes
import json
import os
import resource
import subprocess
import sys
import threading
import time


def tree(root):
    """The process and all its descendants."""
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as stat:
                    parent = int(stat.read().rsplit(")", 1)[1].split()[1])
                children.setdefault(parent, []).append(int(name))
            except (OSError, IndexError, ValueError):
                pass
    found, left = [], [root]
    while left:
        pid = left.pop()
        found.append(pid)
        left.extend(children.get(pid, []))
    return found


def memory(pid):
    """Proportional set size in kB: pages shared by several processes count once."""
    try:
        with open(f"/proc/{pid}/smaps_rollup") as rollup:
            return next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


def watch(process, peak):
    while process.poll() is None:
        peak[0] = max(peak[0], sum(memory(pid) for pid in tree(process.pid)))
        time.sleep(0.1)


def reap_all():
    """Waits for everything that was started, orphans too, so that their CPU time counts."""
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass


PR_SET_CHILD_SUBREAPER = 36
ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
started = time.monotonic()
with open(os.environ.get("MEASURE_LOG", os.devnull), "a") as log:
    process = subprocess.Popen(sys.argv[1:], stdout=log, stderr=log)
    peak = [0]
    watcher = threading.Thread(target=watch, args=(process, peak))
    watcher.start()
    code = process.wait()
    wall = time.monotonic() - started
    watcher.join()
    reap_all()
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"code": code, "cpu": used.ru_utime + used.ru_stime, "wall": wall, "megabytes": peak[0] / 1024}))
