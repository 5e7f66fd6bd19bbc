"""How many cells of a notebook come back from nbclient with anything but exactly their outputs: `nbclient_cells.py KERNEL LANGUAGE`."""

import sys

import nbformat
from nbclient import NotebookClient

CELLS = 300

kernel, language = sys.argv[1:]
form = "print('line', {0})\n{0} * 2" if language == "python" else "console.log('line', {0});\n{0} * 2"
cells = [nbformat.v4.new_code_cell(form.format(n)) for n in range(CELLS)]
notebook = nbformat.v4.new_notebook(cells=cells)
NotebookClient(notebook, kernel_name=kernel, timeout=60, allow_errors=True).execute()


def texts(cell):
    """What a cell shows. A kernel without execute_result may show its value as a display."""
    streams = "".join(o["text"] for o in cell.outputs if o["output_type"] == "stream")
    values = [o["data"].get("text/plain") for o in cell.outputs if "data" in o]
    return streams, values


print(sum(texts(cell) != (f"line {n}\n", [str(2 * n)]) for n, cell in enumerate(notebook.cells)))
