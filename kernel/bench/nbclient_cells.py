"""How many cells of a notebook come back from nbclient with anything but exactly their outputs: `nbclient_cells.py KERNEL LANGUAGE`."""

import re
import sys

import nbformat
from nbclient import NotebookClient

CELLS = 300

kernel, language = sys.argv[1:]
form = "print('line', {0})\n{0} * 2" if language == "python" else "console.log('line', {0});\n{0} * 2"
cells = [nbformat.v4.new_code_cell(form.format(n)) for n in range(CELLS)]
notebook = nbformat.v4.new_notebook(cells=cells)
NotebookClient(notebook, kernel_name=kernel, timeout=60, allow_errors=True).execute()


def lines(cell):
    """What a cell shows, whatever the kind of output and without colours: some kernels print a cell's value."""
    texts = [o.get("text") or o.get("data", {}).get("text/plain", "") for o in cell.outputs]
    return re.sub(r"\x1b\[[\d;]*m", "", "\n".join(texts)).split()


print(sum(lines(cell) != ["line", str(n), str(2 * n)] for n, cell in enumerate(notebook.cells)))
