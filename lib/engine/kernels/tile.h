// Register tiles: the innermost loops of products and convolutions. Included by variant.cc, which is compiled once for
// each instruction set; everything here has internal linkage, so that no variant can be taken for another.
#pragma once
#include <cstring>

namespace {

/** Bytes of a vector register of this variant. */
constexpr long kBytes = VECTOR_BYTES;

template <typename T>
struct Lanes {
  static constexpr long count = kBytes / sizeof(T);
  typedef T Vector __attribute__((vector_size(kBytes), aligned(alignof(T)), may_alias));
};

/** Rows of a tile at most, and vectors across: sized for 32 registers of 64 bytes, or 16 of fewer. */
constexpr int kRows = kBytes == 64 ? 8 : 4;
constexpr int kAcross = kBytes == 64 ? 3 : 2;

template <typename T>
constexpr long width() {
  return kAcross * Lanes<T>::count;
}

/** The work of a tile: C (rows x columns) (+)= the sum over `outer` x `inner` steps of a column of A times a row of B. */
template <typename T>
struct Work {
  long outer, inner;
  /** Each row of A has its own beginning; the steps from one element to the next, inner and outer. */
  const T *a[kRows];
  long aInner, aOuter;
  /** Rows of B lie one after the other, `width` elements each; the step of the outer loop. */
  const T *b;
  long bOuter;
};

/** A tile whose rows of B are read where they lie: vector v of step i begins at b[v] + from[i]. */
template <typename T>
struct Reading {
  long steps;
  /** Rows of A side by side, one step after the other. */
  const T *a;
  const T *b[kAcross];
  const long *from;
  /** What each row begins with; none: zero. */
  const T *bias;
  /** Where each vector of the first row goes, and the step to the next row. */
  T *to[kAcross];
  long rowStep;
};

/** A tile of a product of packed matrices, written where it belongs. */
template <typename T>
struct Sums {
  long steps;
  /** Rows of A side by side, one step after the other; vectors of B likewise. */
  const T *a, *b;
  /** What the sums begin with (none: zero), and what is added to them when they are whole (none: nothing). */
  const T *from, *plus;
  T *to;
  /** From one row to the next, in `from`, `plus` and `to`. */
  long fromRow, plusRow, toRow;
};

/** Computes a tile of R rows and V vectors into `sums` (rows of `V` vectors), which holds what to add to. Hot. */
template <typename T, int R, int V>
void tile(const Work<T> &work, T *sums) {
  using Vector = typename Lanes<T>::Vector;
  constexpr long lanes = Lanes<T>::count;
  Vector acc[R][V];
#pragma GCC unroll 8
  for (int r = 0; r < R; r++)
#pragma GCC unroll 4
    for (int v = 0; v < V; v++) acc[r][v] = *(const Vector *)(sums + (r * V + v) * lanes);
  for (long o = 0; o < work.outer; o++) {
    const T *a[R];
#pragma GCC unroll 8
    for (int r = 0; r < R; r++) a[r] = work.a[r] + o * work.aOuter;
    const T *b = work.b + o * work.bOuter;
    for (long i = 0; i < work.inner; i++, b += V * lanes) {
      Vector row[V];
#pragma GCC unroll 4
      for (int v = 0; v < V; v++) row[v] = *(const Vector *)(b + v * lanes);
#pragma GCC unroll 8
      for (int r = 0; r < R; r++) {
        const T value = a[r][i * work.aInner];
#pragma GCC unroll 4
        for (int v = 0; v < V; v++) acc[r][v] += value * row[v];
      }
    }
  }
#pragma GCC unroll 8
  for (int r = 0; r < R; r++)
#pragma GCC unroll 4
    for (int v = 0; v < V; v++) *(Vector *)(sums + (r * V + v) * lanes) = acc[r][v];
}

/** As above, for a tile that is read where it lies. Hot. */
template <typename T, int R, int V>
void tile(const Reading<T> &work) {
  using Vector = typename Lanes<T>::Vector;
  Vector acc[R][V];
#pragma GCC unroll 8
  for (int r = 0; r < R; r++)
#pragma GCC unroll 4
    for (int v = 0; v < V; v++) acc[r][v] = Vector{} + (work.bias ? work.bias[r] : T(0));
  const T *a = work.a;
  for (long i = 0; i < work.steps; i++, a += R) {
    const long from = work.from[i];
    Vector row[V];
#pragma GCC unroll 4
    for (int v = 0; v < V; v++) row[v] = *(const Vector *)(work.b[v] + from);
#pragma GCC unroll 8
    for (int r = 0; r < R; r++)
#pragma GCC unroll 4
      for (int v = 0; v < V; v++) acc[r][v] += a[r] * row[v];
  }
#pragma GCC unroll 8
  for (int r = 0; r < R; r++)
#pragma GCC unroll 4
    for (int v = 0; v < V; v++) *(Vector *)(work.to[v] + r * work.rowStep) = acc[r][v];
}

/** As above, for a tile of a product. Hot. */
template <typename T, int R, int V>
void tile(const Sums<T> &work) {
  using Vector = typename Lanes<T>::Vector;
  constexpr long lanes = Lanes<T>::count;
  Vector acc[R][V];
#pragma GCC unroll 8
  for (int r = 0; r < R; r++)
#pragma GCC unroll 4
    for (int v = 0; v < V; v++)
      acc[r][v] = work.from ? *(const Vector *)(work.from + r * work.fromRow + v * lanes) : Vector{};
  const T *a = work.a, *b = work.b;
  for (long i = 0; i < work.steps; i++, a += R, b += V * lanes) {
    Vector row[V];
#pragma GCC unroll 4
    for (int v = 0; v < V; v++) row[v] = *(const Vector *)(b + v * lanes);
#pragma GCC unroll 8
    for (int r = 0; r < R; r++)
#pragma GCC unroll 4
      for (int v = 0; v < V; v++) acc[r][v] += a[r] * row[v];
  }
#pragma GCC unroll 8
  for (int r = 0; r < R; r++)
#pragma GCC unroll 4
    for (int v = 0; v < V; v++) {
      if (work.plus) acc[r][v] = *(const Vector *)(work.plus + r * work.plusRow + v * lanes) + acc[r][v];
      *(Vector *)(work.to + r * work.toRow + v * lanes) = acc[r][v];
    }
}

template <typename T, int V, typename... W>
void tileOfRows(int rows, W &&...work) {
  switch (rows) {
    case 1: return tile<T, 1, V>(work...);
    case 2: return tile<T, 2, V>(work...);
    case 3: return tile<T, 3, V>(work...);
    case 4: return tile<T, 4, V>(work...);
#if VECTOR_BYTES == 64
    case 5: return tile<T, 5, V>(work...);
    case 6: return tile<T, 6, V>(work...);
    case 7: return tile<T, 7, V>(work...);
    case 8: return tile<T, 8, V>(work...);
#endif
  }
}

/** A tile of `rows` x `across` vectors, for whichever of the two. */
template <typename T, typename... W>
void runTile(int rows, int across, W &&...work) {
  if (across == 1) return tileOfRows<T, 1>(rows, work...);
  if (across == 2) return tileOfRows<T, 2>(rows, work...);
#if VECTOR_BYTES == 64
  return tileOfRows<T, 3>(rows, work...);
#endif
}

/** Where `count` things are cut into parts of nearly one size, none larger than `most`: the size of part `i`. */
struct Cut {
  long count, parts;
  Cut(long count, long most) : count(count), parts((count + most - 1) / most) {}
  long begin(long i) const { return count * i / parts; }
  long size(long i) const { return begin(i + 1) - begin(i); }
};

}  // namespace
