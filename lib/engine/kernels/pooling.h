// Max pools of NCHW pictures, plane by plane.
#pragma once
#include <cstring>

#include "kernels.h"
#include "scratch.h"

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

/**
 * One row of places whose windows do not overlap: the gradient of each goes to the first element of its window that holds
 * the largest value, zero to the others. Without branches, which random pictures would mislead.
 */
template <typename T, int Width>
void poolGradientRow(const PoolSize &s, const T *x, const T *out, const T *dout, T *dx, T *open) {
  const long width = Width ? Width : s.poolWidth, step = Width ? Width : s.stride;
  for (long c = 0; c < s.outW; c++) open[c] = dout[c];
  for (long i = 0; i < s.poolHeight; i++) {
    const T *from = x + i * s.w;
    T *to = dx + i * s.w;
#pragma GCC ivdep
    for (long c = 0; c < s.outW; c++) {
      T left = open[c];
#pragma GCC unroll 4
      for (long j = 0; j < width; j++) {
        const bool here = from[c * step + j] == out[c];
        to[c * step + j] = here ? left : T(0);
        left = here ? T(0) : left;
      }
      open[c] = left;
    }
  }
}

/** One place where windows overlap: the gradient is added to what is there. */
template <typename T>
void poolGradientPlace(const PoolSize &s, const T *x, T largest, T flow, T *dx) {
  for (long i = 0; i < s.poolHeight; i++)
    for (long j = 0; j < s.poolWidth; j++)
      if (x[i * s.w + j] == largest) {
        dx[i * s.w + j] += flow;
        return;
      }
}

/** Planes [from, to). */
template <typename T>
void poolGradient(const PoolSize &s, const T *x, const T *out, const T *dout, T *dx, long from, long to) {
  const bool apart = s.stride >= s.poolWidth && s.stride >= s.poolHeight;
  const auto row = s.stride == 2 && s.poolWidth == 2 ? poolGradientRow<T, 2> : poolGradientRow<T, 0>;
  static thread_local Scratch scratch;
  T *open = scratch.of<T>(s.outW);
  for (long plane = from; plane < to; plane++) {
    memset(dx + plane * s.h * s.w, 0, s.h * s.w * sizeof(T));
    for (long r = 0; r < s.outH; r++) {
      const long line = (plane * s.h + r * s.stride) * s.w, places = (plane * s.outH + r) * s.outW;
      if (apart) row(s, x + line, out + places, dout + places, dx + line, open);
      else
        for (long c = 0; c < s.outW; c++)
          poolGradientPlace(s, x + line + c * s.stride, out[places + c], dout[places + c], dx + line + c * s.stride);
    }
  }
}

}  // namespace
