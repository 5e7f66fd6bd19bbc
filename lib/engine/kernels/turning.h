// Squares of a matrix turned in registers: rows become columns.
#pragma once
#include "tile.h"

namespace {

template <typename T>
struct Whole;
template <>
struct Whole<float> { typedef int32_t type; };
template <>
struct Whole<double> { typedef int64_t type; };

/**
 * A square of N x N elements turned: rows at `from`, of which there are `count` (the rest of the square is not said),
 * become columns at `to`. Each round exchanges the parts beside the diagonal of squares of half the size (Eklundh, IEEE
 * Transactions on Computers C-21, 1972).
 */
template <typename T, long N>
inline __attribute__((always_inline)) void turnSquare(const T *from, long fromRow, long count, T *to, long toRow) {
  typedef T Vector __attribute__((vector_size(N * sizeof(T)), aligned(alignof(T)), may_alias));
  typedef typename Whole<T>::type Index __attribute__((vector_size(N * sizeof(T))));
  Vector rows[N];
#pragma GCC unroll 16
  for (long i = 0; i < N; i++) rows[i] = *(const Vector *)(from + (i < count ? i : 0) * fromRow);
#pragma GCC unroll 4
  for (long half = N / 2; half > 0; half /= 2) {
    Index upper, lower;
#pragma GCC unroll 16
    for (long i = 0; i < N; i++) {
      upper[i] = i & half ? N + i - half : i;
      lower[i] = i & half ? N + i : i + half;
    }
#pragma GCC unroll 16
    for (long i = 0; i < N; i++) {
      if (i & half) continue;
      const Vector a = rows[i], b = rows[i + half];
      rows[i] = __builtin_shuffle(a, b, upper);
      rows[i + half] = __builtin_shuffle(a, b, lower);
    }
  }
#pragma GCC unroll 16
  for (long i = 0; i < N; i++) *(Vector *)(to + i * toRow) = rows[i];
}

}  // namespace
