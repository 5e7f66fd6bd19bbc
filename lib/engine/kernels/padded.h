// Pictures with zeros around, laid out for filters that move by more than one pixel.
#pragma once
#include "scratch.h"
#include "tile.h"

namespace {

inline long remainder(long x, long by) { return ((x % by) + by) % by; }
inline long quotient(long x, long by) { return (x - remainder(x, by)) / by; }

/**
 * A picture (C, H, W) with zeros around, its columns sorted by their remainder modulo `step`: what a filter that moves
 * by `step` reads then lies side by side.
 */
template <typename T>
struct Padded {
  long step, top, left, rows, columns, plane;
  T *memory;

  Padded(long c, long h, long w, long step, long top, long left, long bottom, long right, Scratch &scratch)
      : step(step), top(top), left(left) {
    rows = top + h + bottom;
    columns = (left + w + right + step - 1) / step;
    plane = rows * step * columns;
    memory = scratch.of<T>(c * plane + 4 * kBytes);
    memset(memory, 0, (c * plane + 4 * kBytes) * sizeof(T));
  }

  /** Where row y, column x lie from the beginning of a channel; from the edge of the picture without its zeros. */
  long place(long y, long x) const {
    const long at = x + left;
    return ((y + top) * step + at % step) * columns + at / step;
  }

  void fill(const T *x, long c, long h, long w) {
    for (long k = 0; k < c; k++)
      for (long y = 0; y < h; y++, x += w) {
        if (step == 1) {
          memcpy(memory + k * plane + place(y, 0), x, w * sizeof(T));
          continue;
        }
        for (long phase = 0; phase < step && phase < w; phase++) {
          T *to = memory + k * plane + place(y, phase);
          for (long i = phase, j = 0; i < w; i += step, j++) to[j] = x[i];
        }
      }
  }
};

}  // namespace
