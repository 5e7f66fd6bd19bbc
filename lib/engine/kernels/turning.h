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
 * to (lanes x lanes) becomes the square at `from` with rows and columns exchanged. Each round exchanges the parts beside
 * the diagonal of squares of half the size (Eklundh, IEEE Transactions on Computers C-21, 1972).
 */
template <typename T>
void turnSquare(const T *from, long fromRow, T *to, long toRow) {
  constexpr long lanes = Lanes<T>::count;
  using Vector = typename Lanes<T>::Vector;
  typedef typename Whole<T>::type Index __attribute__((vector_size(kBytes)));
  Vector rows[lanes];
#pragma GCC unroll 16
  for (long i = 0; i < lanes; i++) rows[i] = *(const Vector *)(from + i * fromRow);
#pragma GCC unroll 4
  for (long half = lanes / 2; half > 0; half /= 2) {
    Index upper, lower;
#pragma GCC unroll 16
    for (long i = 0; i < lanes; i++) {
      upper[i] = i & half ? lanes + i - half : i;
      lower[i] = i & half ? lanes + i : i + half;
    }
#pragma GCC unroll 16
    for (long i = 0; i < lanes; i++) {
      if (i & half) continue;
      const Vector a = rows[i], b = rows[i + half];
      rows[i] = __builtin_shuffle(a, b, upper);
      rows[i + half] = __builtin_shuffle(a, b, lower);
    }
  }
#pragma GCC unroll 16
  for (long i = 0; i < lanes; i++) *(Vector *)(to + i * toRow) = rows[i];
}

}  // namespace
