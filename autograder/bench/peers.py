"""The three questions for the Python graders: `peers.py FOLDER N` makes an nbgrader course and an otter assignment with N submissions."""
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

GIVEN = """import numpy as np
def rel_error(x, y):
    assert np.shape(x) == np.shape(y)
    return np.max(np.abs(x - y) / np.maximum(1e-8, np.abs(x) + np.abs(y)))
def numeric(f, x, df, h=1e-5):
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        i, old = it.multi_index, x[it.multi_index]
        x[i] = old + h; pos = f(x).copy()
        x[i] = old - h; neg = f(x).copy()
        x[i] = old
        grad[i] = np.sum((pos - neg) * df) / (2 * h)
        it.iternext()
    return grad"""

QUESTIONS = {
    "affine_forward": (
        2,
        "def affine_forward(x, w, b):\n    out = x.reshape(x.shape[0], -1).dot(w) + b\n    return out, (x, w, b)",
        """x = np.linspace(-0.1, 0.5, num=240).reshape(2, 4, 5, 6)
w = np.linspace(-0.2, 0.3, num=360).reshape(120, 3)
out, _ = affine_forward(x, w, np.linspace(-0.3, 0.1, num=3))
assert rel_error(out, np.array([[1.49834967, 1.70660132, 1.91485297], [3.25553199, 3.5141327, 3.77273342]])) <= 1e-8""",
    ),
    "affine_backward": (
        3,
        """def affine_backward(dout, cache):
    x, w, b = cache
    return dout.dot(w.T).reshape(x.shape), x.reshape(x.shape[0], -1).T.dot(dout), dout.sum(axis=0)""",
        """np.random.seed(231)
x, w, b, dout = np.random.randn(10, 2, 3), np.random.randn(6, 5), np.random.randn(5), np.random.randn(10, 5)
dx, dw, db = affine_backward(dout, (x, w, b))
assert rel_error(dx, numeric(lambda v: v.reshape(10, 6).dot(w) + b, x, dout)) <= 1e-7
assert rel_error(dw, numeric(lambda v: x.reshape(10, 6).dot(v) + b, w, dout)) <= 1e-7
assert rel_error(db, numeric(lambda v: x.reshape(10, 6).dot(w) + v, b, dout)) <= 1e-7""",
    ),
    "relu": (
        1,
        "def relu(x):\n    return np.maximum(x, 0)",
        """out = relu(np.linspace(-0.5, 0.5, num=12).reshape(3, 4))
assert rel_error(out, np.array([[0, 0, 0, 0], [0, 0, 0.04545455, 0.13636364], [0.22727273, 0.31818182, 0.40909091, 0.5]])) <= 5e-8""",
    ),
}
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def graded(source, **flags):
    info = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False, **flags}
    return new_code_cell(source, metadata={"nbgrader": info})


def nbgrader_course(folder, count):
    cells = [new_code_cell(GIVEN)]
    for name, (points, solution, test) in QUESTIONS.items():
        cells.append(graded(f"### BEGIN SOLUTION\n{solution}\n### END SOLUTION", grade_id=name, solution=True))
        cells.append(graded(test, grade_id=f"{name}-check", grade=True, locked=True, points=points))
    source = folder / "source" / "ps1" / "ps1.ipynb"
    source.parent.mkdir(parents=True)
    nbformat.write(new_notebook(cells=cells, metadata=KERNEL), source)
    (folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'bench'\n")
    subprocess.run([sys.executable, "-m", "nbgrader", "generate_assignment", "ps1", "--create"], cwd=folder, check=True)
    released = nbformat.read(folder / "release" / "ps1" / "ps1.ipynb", as_version=4)
    for cell in released.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in QUESTIONS:
            cell.source = QUESTIONS[name][1]
    for index in range(count):
        path = folder / "submitted" / f"student{index}" / "ps1" / "ps1.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(released, path)


def otter_assignment(folder, count):
    config = "# ASSIGNMENT CONFIG\ninit_cell: false\nexport_cell: false\ncheck_all_cell: false\ngenerate: true\nfiles: []"
    cells = [new_raw_cell(config), new_code_cell(GIVEN)]
    for name, (points, solution, test) in QUESTIONS.items():
        cells += [
            new_raw_cell(f"# BEGIN QUESTION\nname: {name}\npoints: {points}"),
            new_markdown_cell(name),
            new_raw_cell("# BEGIN SOLUTION"),
            new_code_cell(solution.replace("\n", " # SOLUTION\n") + " # SOLUTION"),
            new_raw_cell("# END SOLUTION"),
            new_raw_cell("# BEGIN TESTS"),
            new_code_cell(f'""" # BEGIN TEST CONFIG\nhidden: false\n""" # END TEST CONFIG\n{test}'),
            new_raw_cell("# END TESTS"),
            new_raw_cell("# END QUESTION"),
        ]
    folder.mkdir(parents=True)
    nbformat.write(new_notebook(cells=cells, metadata=KERNEL), folder / "ps1.ipynb")
    command = [sys.executable, "-m", "otter", "assign", "ps1.ipynb", "dist", "--no-run-tests"]
    subprocess.run(command, cwd=folder, check=True)
    submission = nbformat.read(folder / "dist" / "autograder" / "ps1.ipynb", as_version=4)
    (folder / "submitted").mkdir()
    for index in range(count):
        nbformat.write(submission, folder / "submitted" / f"student{index}.ipynb")


if __name__ == "__main__":
    root, number = Path(sys.argv[1]), int(sys.argv[2])
    nbgrader_course(root / "nbgrader", number)
    otter_assignment(root / "otter", number)
