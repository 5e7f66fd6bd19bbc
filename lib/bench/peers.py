"""Peers of bench:lib: PyTorch on the CPU (eager) and NumPy, the same work on the same machine.

Reads lines `{"name": ..., "times": k}` on standard input, runs the case k times and prints the milliseconds of each as a JSON list.
"""

import json
import os
import sys
import time

os.environ.pop("OPENBLAS_CORETYPE", None)
THREADS = int(os.environ.get("GRADLAB_BENCH_THREADS", "2"))
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = str(THREADS)

import numpy as np  # noqa: E402
import torch  # noqa: E402
import torch.nn.functional as F  # noqa: E402

torch.set_num_threads(THREADS)
# One thread is measured by the processor time that it uses, which others on the machine disturb less.
clock = time.process_time if THREADS == 1 else time.perf_counter
torch.manual_seed(0)
rng = np.random.RandomState(0)
DTYPES = {"float32": torch.float32, "float64": torch.float64}
CONVS = {"course": ((100, 3, 31, 31), (25, 3, 3, 3), 2, 1), "heavy": ((64, 32, 32, 32), (32, 32, 3, 3), 1, 1)}
CASES = {}


def conv_torch(which, direction, dtype):
    xs, ws, stride, pad = CONVS[which]
    x, w, b = (torch.randn(s, dtype=DTYPES[dtype]) for s in (xs, ws, ws[:1]))
    out = F.conv2d(x, w, b, stride=stride, padding=pad)
    if direction == "forward":
        return lambda: F.conv2d(x, w, b, stride=stride, padding=pad)
    dout = torch.randn_like(out)
    mask = [True, True, True]
    return lambda: torch.ops.aten.convolution_backward(
        dout, x, w, [ws[0]], [stride] * 2, [pad] * 2, [1, 1], False, [0, 0], 1, mask)


def im2col(x, k, stride, pad):
    n, c, h, w = x.shape
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    oh, ow = (h + 2 * pad - k) // stride + 1, (w + 2 * pad - k) // stride + 1
    s = x.strides
    windows = np.lib.stride_tricks.as_strided(
        x, (c, k, k, n, oh, ow), (s[1], s[2], s[3], s[0], stride * s[2], stride * s[3]))
    return np.ascontiguousarray(windows).reshape(c * k * k, n * oh * ow), oh, ow


def col2im(cols, shape, k, stride, pad, oh, ow):
    n, c, h, w = shape
    dx = np.zeros((n, c, h + 2 * pad, w + 2 * pad), cols.dtype)
    cols = cols.reshape(c, k, k, n, oh, ow)
    for i in range(k):
        for j in range(k):
            dx[:, :, i:i + stride * oh:stride, j:j + stride * ow:stride] += cols[:, i, j].transpose(1, 0, 2, 3)
    return dx[:, :, pad:pad + h, pad:pad + w]


def conv_numpy(which, direction, dtype):
    xs, ws, stride, pad = CONVS[which]
    x, w, b = (rng.randn(*s).astype(dtype) for s in (xs, ws, ws[:1]))
    f, k = ws[0], ws[2]

    def forward():
        cols, oh, ow = im2col(x, k, stride, pad)
        out = w.reshape(f, -1).dot(cols) + b.reshape(-1, 1)
        return out.reshape(f, xs[0], oh, ow).transpose(1, 0, 2, 3), cols, oh, ow

    out, cols, oh, ow = forward()
    if direction == "forward":
        return forward
    dout = rng.randn(*out.shape).astype(dtype)

    def backward():
        flow = dout.transpose(1, 0, 2, 3).reshape(f, -1)
        dw = flow.dot(cols.T).reshape(ws)
        return col2im(w.reshape(f, -1).T.dot(flow), xs, k, stride, pad, oh, ow), dw, dout.sum(axis=(0, 2, 3))

    return backward


def matmul_torch(m, k, n, dtype):
    a, b = torch.randn(m, k, dtype=DTYPES[dtype]), torch.randn(k, n, dtype=DTYPES[dtype])
    return lambda: a @ b


def matmul_numpy(m, k, n, dtype):
    a, b = rng.randn(m, k).astype(dtype), rng.randn(k, n).astype(dtype)
    return lambda: a @ b


def conv_net(sizes, dtype):
    c, h, w, filters, size, hidden, classes = sizes
    shapes = [(filters, c, size, size), (filters,), (hidden, filters * h * w // 4), (hidden,), (classes, hidden), (classes,)]
    params = [(torch.randn(s, dtype=DTYPES[dtype]) * (1e-2 if len(s) > 1 else 0)).requires_grad_() for s in shapes]

    def scores(x):
        w1, b1, w2, b2, w3, b3 = params
        out = F.max_pool2d(F.relu(F.conv2d(x, w1, b1, padding=(size - 1) // 2)), 2)
        return F.linear(F.relu(F.linear(out.flatten(1), w2, b2)), w3, b3)

    return params, scores


def conv_net_step(dtype):
    params, scores = conv_net((3, 32, 32, 32, 7, 500, 10), dtype)
    x, y = torch.randn(50, 3, 32, 32, dtype=DTYPES[dtype]), torch.randint(0, 10, (50,))
    optimizer = torch.optim.Adam(params, lr=1e-3)

    def step():
        optimizer.zero_grad()
        squares = sum((p * p).sum() for p in params[::2])
        (F.cross_entropy(scores(x), y) + 0.5 * 1e-3 * squares).backward()
        optimizer.step()

    return step


def fc_step(dtype):
    dims = [3072, 100, 100, 100, 100, 100, 10]
    ws = [(torch.randn(i, o, dtype=DTYPES[dtype]) * 5e-2).requires_grad_() for i, o in zip(dims, dims[1:])]
    bs = [torch.zeros(o, dtype=DTYPES[dtype], requires_grad=True) for o in dims[1:]]
    x, y = torch.randn(100, 3072, dtype=DTYPES[dtype]), torch.randint(0, 10, (100,))
    optimizer = torch.optim.SGD(ws + bs, lr=1e-3)

    def step():
        optimizer.zero_grad()
        out = x
        for i, (w, b) in enumerate(zip(ws, bs)):
            out = out @ w + b
            if i + 1 < len(ws):
                out = F.relu(out)
        F.cross_entropy(out, y).backward()
        optimizer.step()

    return step


def rnn_step(dtype):
    n, t, d, h, v, features = 25, 16, 256, 512, 1004, 512
    shapes = [(features, h), (h,), (v, d), (d, h), (h, h), (h,), (h, v), (v,)]
    params = [(torch.randn(s, dtype=DTYPES[dtype]) * 5e-2).requires_grad_() for s in shapes]
    image = torch.randn(n, features, dtype=DTYPES[dtype])
    words = torch.randint(0, v, (n, t + 1))
    optimizer = torch.optim.Adam(params, lr=1e-3)

    def step():
        optimizer.zero_grad()
        wp, bp, we, wx, wh, b, wv, bv = params
        state = image @ wp + bp
        x = we[words[:, :-1]]
        states = []
        for i in range(t):
            state = torch.tanh(x[:, i] @ wx + state @ wh + b)
            states.append(state)
        out = torch.stack(states, 1) @ wv + bv
        (F.cross_entropy(out.reshape(-1, v), words[:, 1:].reshape(-1), reduction="sum") / n).backward()
        optimizer.step()

    return step


def lstm_step(dtype):
    n, t, d, h, classes = 32, 150, 3, 128, 6
    shapes = [(d, 4 * h), (h, 4 * h), (4 * h,), (h, classes), (classes,)]
    params = [(torch.randn(s, dtype=DTYPES[dtype]) * 5e-2).requires_grad_() for s in shapes]
    x, y = torch.randn(n, t, d, dtype=DTYPES[dtype]), torch.randint(0, classes, (n,))
    optimizer = torch.optim.SGD(params, lr=1e-3)

    def step():
        optimizer.zero_grad()
        wx, wh, b, wo, bo = params
        state, cell = torch.zeros(n, h, dtype=x.dtype), torch.zeros(n, h, dtype=x.dtype)
        for i in range(t):
            a = x[:, i] @ wx + state @ wh + b
            gates = torch.sigmoid(a[:, :3 * h])
            cell = gates[:, h:2 * h] * cell + gates[:, :h] * torch.tanh(a[:, 3 * h:])
            state = gates[:, 2 * h:] * torch.tanh(cell)
        F.cross_entropy(state @ wo + bo, y).backward()
        optimizer.step()

    return step


def gradient_check():
    params, scores = conv_net((3, 16, 16, 3, 3, 7, 10), "float64")
    x, y = torch.randn(2, 3, 16, 16, dtype=torch.float64), torch.randint(0, 10, (2,))
    h = 1e-5

    def check():
        with torch.no_grad():
            for p in params:
                flat = p.view(-1)
                for i in range(flat.numel()):
                    old = flat[i].item()
                    flat[i] = old + h
                    up = F.cross_entropy(scores(x), y).item()
                    flat[i] = old - h
                    down = F.cross_entropy(scores(x), y).item()
                    flat[i] = old
                    (up - down) / (2 * h)

    return check


def naive_conv():
    n, c, h, w, f, k, stride, pad = 4, 3, 31, 31, 5, 3, 2, 1
    x, weight, b = rng.randn(n, c, h, w), rng.randn(f, c, k, k), rng.randn(f)
    oh, ow = (h + 2 * pad - k) // stride + 1, (w + 2 * pad - k) // stride + 1

    def forward():
        padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
        out = np.zeros((n, f, oh, ow))
        for p in range(n):
            for q in range(f):
                for i in range(oh):
                    for j in range(ow):
                        total = b[q]
                        for r in range(c):
                            for u in range(k):
                                for v in range(k):
                                    total += padded[p, r, i * stride + u, j * stride + v] * weight[q, r, u, v]
                        out[p, q, i, j] = total
        return out

    return forward


def build(name):
    peer, work, *rest = name.split()
    if work == "conv":
        return (conv_torch if peer == "torch" else conv_numpy)(*rest)
    if work == "matmul":
        sizes = [int(part) for part in rest[:3]]
        return (matmul_torch if peer == "torch" else matmul_numpy)(*sizes, rest[3])
    return {"convnet": conv_net_step, "fc": fc_step, "rnn": rnn_step, "lstm": lstm_step,
            "gradientcheck": gradient_check, "naive": naive_conv}[work](*rest)


def main():
    for line in sys.stdin:
        request = json.loads(line)
        run = CASES.get(request["name"]) or build(request["name"])
        CASES[request["name"]] = run
        times = []
        for _ in range(request["times"]):
            start = clock()
            run()
            times.append(1e3 * (clock() - start))
        print(json.dumps(times), flush=True)


if __name__ == "__main__":
    print(json.dumps({"torch": torch.__version__, "numpy": np.__version__}), flush=True)
    main()
