// Max pools of NCHW pictures, plane by plane.
#pragma once
#include <cstring>

#include "kernels.h"

namespace {

/** The steps of a window that moves by `Step` columns; 0: by as many as the sizes say. */
template <int Step>
long stepOf(const PoolSize &s) {
  return Step ? Step : s.stride;
}

/** One row of places: the largest value under each window; not-a-number where there is one. */
template <typename T, int Step>
void poolRow(const PoolSize &s, const T *x, T *out) {
  const long step = stepOf<Step>(s);
  for (long place = 0; place < s.outW; place++) out[place] = x[place * step];
  for (long i = 0; i < s.poolHeight; i++)
    for (long j = 0; j < s.poolWidth; j++) {
      const T *from = x + i * s.w + j;
      for (long place = 0; place < s.outW; place++) {
        const T value = from[place * step];
        out[place] = value > out[place] || value != value ? value : out[place];
      }
    }
}

/** Planes [from, to). */
template <typename T>
void poolPlanes(const PoolSize &s, const T *x, T *out, long from, long to) {
  const auto row = s.stride == 2 ? poolRow<T, 2> : s.stride == 1 ? poolRow<T, 1> : poolRow<T, 0>;
  for (long plane = from; plane < to; plane++)
    for (long r = 0; r < s.outH; r++)
      row(s, x + (plane * s.h + r * s.stride) * s.w, out + (plane * s.outH + r) * s.outW);
}

/** The gradient of each place goes to the first element of its window that holds the largest value. */
template <typename T>
void poolGradient(const PoolSize &s, const T *x, const T *out, const T *dout, T *dx, long from, long to) {
  for (long plane = from; plane < to; plane++) {
    memset(dx + plane * s.h * s.w, 0, s.h * s.w * sizeof(T));
    for (long r = 0; r < s.outH; r++) {
      const long line = (plane * s.h + r * s.stride) * s.w, places = (plane * s.outH + r) * s.outW;
      for (long c = 0; c < s.outW; c++) {
        const T largest = out[places + c];
        bool open = true;
        for (long i = 0; i < s.poolHeight && open; i++)
          for (long j = 0; j < s.poolWidth && open; j++) {
            const long at = line + i * s.w + c * s.stride + j;
            if (x[at] != largest) continue;
            dx[at] += dout[places + c];
            open = false;
          }
      }
    }
  }
}

}  // namespace
