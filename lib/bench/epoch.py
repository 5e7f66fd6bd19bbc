"""`python epoch.py IMAGES STEPS`: the work of epoch.ts in PyTorch; prints the peak memory in MB."""

import resource
import sys

import torch

from peers import F, conv_net

images, steps = (int(value) for value in sys.argv[1:])
data = torch.empty(images, 3, 32, 32).uniform_(0, 256)
labels = torch.randint(0, 10, (images,))
params, scores = conv_net((3, 32, 32, 32, 7, 500, 10), "float32")
optimizer = torch.optim.Adam(params, lr=1e-3)
for _ in range(steps):
    batch = torch.randint(0, images, (50,))
    optimizer.zero_grad()
    squares = sum((p * p).sum() for p in params[::2])
    (F.cross_entropy(scores(data[batch]), labels[batch]) + 0.5 * 1e-3 * squares).backward()
    optimizer.step()
print(round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3))
