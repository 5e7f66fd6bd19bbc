// Products of matrices in panels: B is packed in rows of one tile's width, A in tiles of rows.
#pragma once
#include "kernels.h"
#include "scratch.h"
#include "tile.h"
#include "turning.h"

namespace {

/** Rows of A packed at once where they are long, and how much of a row or column is multiplied at once. */
constexpr long kHeight = 96, kDeep = 256;

/** Squares, or half as many rows, that are fetched ahead: the processor does not foresee jumps from row to row. */
constexpr long kAhead = 8, kLine = 64;

/** Rows [k0, k1) and `count` columns of B from `first` on, side by side; zeros fill them up to `wide`. */
template <typename T>
void packPanel(const ProductSize &s, const T *b, long k0, long k1, long first, long count, long wide, T *to) {
  const T *from = b + first * s.bColumn;
  long k = k0;
  if (s.bRow == 1 && s.bColumn != 1) {
    // Columns of B lie dense: as many of them as a vector has elements are turned at once.
    constexpr long lanes = Lanes<T>::count;
    const long whole = (k1 - k0) / lanes * lanes;
    for (long j = 0; j < wide; j += lanes)
      for (long i = 0; i < whole; i += lanes) {
        const T *columns = from + j * s.bColumn + k0 + i;
        T *square = to + i * wide + j;
        const long here = count - j < lanes ? count - j : lanes;
        for (long c = 0; c < here; c++) __builtin_prefetch(columns + c * s.bColumn + kAhead * lanes);
        if (here == lanes) turnSquare<T, lanes>(columns, s.bColumn, lanes, square, wide);
        else
          for (long c = 0; c < lanes; c++)
            for (long l = 0; l < lanes; l++) square[l * wide + c] = c < here ? columns[c * s.bColumn + l] : T(0);
      }
    k += whole;
    to += whole * wide;
  }
  for (; k < k1; k++, to += wide) {
    const T *row = from + k * s.bRow;
    if (s.bColumn == 1) {
      for (long j = 0; j < count; j += kLine / sizeof(T)) __builtin_prefetch(row + 2 * kAhead * s.bRow + j);
      memcpy(to, row, count * sizeof(T));
    } else
      for (long j = 0; j < count; j++) to[j] = row[j * s.bColumn];
    for (long j = count; j < wide; j++) to[j] = 0;
  }
}

template <typename T>
void packRows(const ProductSize &s, const T *a, const Cut &rows, long from, long k0, long k1, T *to) {
  for (long block = 0; block < rows.parts; block++) {
    const long size = rows.size(block);
    const T *first = a + (from + rows.begin(block)) * s.aRow;
    long k = k0;
    if (s.aColumn == 1) {
      // What a square has beyond `size` rows is overwritten by the next; of the last nothing may be left.
      for (; k + kRows < k1; k += kRows) turnSquare<T, kRows>(first + k, s.aRow, size, to + (k - k0) * size, size);
      for (; k < k1; k++)
        for (long r = 0; r < size; r++) to[(k - k0) * size + r] = first[r * s.aRow + k];
    } else {
      for (; k < k1; k++)
        for (long r = 0; r < size; r++) to[(k - k0) * size + r] = first[r * s.aRow + k * s.aColumn];
    }
    to += size * (k1 - k0);
  }
}

/** A tile of which only `count` columns are wanted: it is made aside, and they are copied. */
template <typename T>
void narrowTile(int size, long count, long wide, Sums<T> work) {
  constexpr long lanes = Lanes<T>::count;
  alignas(64) T sums[kRows * kAcross * lanes];
  const Sums<T> given = work;
  for (long r = 0; r < size && given.from; r++) memcpy(sums + r * wide, given.from + r * given.fromRow, count * sizeof(T));
  if (given.from) work.from = sums;
  work.plus = nullptr;
  work.to = sums;
  work.fromRow = work.toRow = wide;
  runTile<T>(size, wide / lanes, work);
  for (long r = 0; r < size; r++)
    for (long j = 0; j < count; j++) {
      const T sum = sums[r * wide + j];
      given.to[r * given.toRow + j] = given.plus ? given.plus[r * given.plusRow + j] + sum : sum;
    }
}

/** One panel of B, columns [j, j + count), times packed rows of A from row i0 on; [k0, k1) is what of k is packed. */
template <typename T>
void panelTiles(const ProductSize &s, const Cut &rows, long i0, long k0, long k1, const T *packed, const T *panel, long j,
                long count, const T *plus, T *c) {
  constexpr long lanes = Lanes<T>::count;
  const long wide = (count + lanes - 1) / lanes * lanes;
  for (long block = 0; block < rows.parts; block++) {
    const long size = rows.size(block), first = rows.begin(block), at = (i0 + first) * s.n + j;
    const Sums<T> work{k1 - k0, packed + first * (k1 - k0), panel, k0 > 0 ? c + at : nullptr,
                       plus && k1 == s.k ? plus + at : nullptr, c + at, s.n, s.n, s.n};
    if (count == wide) runTile<T>(size, wide / lanes, work);
    else narrowTile(size, count, wide, work);
  }
}

/** The block of rows [m0, m1) and columns [n0, n1) of C = A B, or of plus + A B. */
template <typename T>
void productBlock(const ProductSize &s, const T *a, const T *b, const T *plus, T *c, long m0, long m1, long n0, long n1) {
  constexpr long lanes = Lanes<T>::count, columns = 32 * kAcross * lanes;
  static thread_local Scratch forRows, forPanels;
  T *packed = forRows.of<T>(kHeight * kDeep), *panels = forPanels.of<T>(kDeep * columns);
  const long deep = s.k < kDeep ? s.k : kDeep, height = kHeight * kDeep / deep / kRows * kRows;
  const bool once = m1 - m0 <= height;
  const auto countAt = [&](long j, long end) { return end - j < width<T>() ? end - j : width<T>(); };
  const auto wideOf = [&](long count) { return (count + lanes - 1) / lanes * lanes; };
  if (once) {
    // All rows are packed at once: each panel is used while it is in the nearest cache.
    const Cut rows(m1 - m0, kRows);
    for (long k0 = 0; k0 < s.k; k0 += kDeep) {
      const long k1 = k0 + kDeep < s.k ? k0 + kDeep : s.k;
      packRows(s, a, rows, m0, k0, k1, packed);
      for (long j = n0; j < n1; j += width<T>()) {
        const long count = countAt(j, n1);
        packPanel(s, b, k0, k1, j, count, wideOf(count), panels);
        panelTiles(s, rows, m0, k0, k1, packed, panels, j, count, plus, c);
      }
    }
    return;
  }
  for (long j0 = n0; j0 < n1; j0 += columns) {
    const long j1 = j0 + columns < n1 ? j0 + columns : n1;
    for (long k0 = 0; k0 < s.k; k0 += kDeep) {
      const long k1 = k0 + kDeep < s.k ? k0 + kDeep : s.k;
      T *to = panels;
      for (long j = j0; j < j1; j += width<T>()) {
        const long count = countAt(j, j1), wide = wideOf(count);
        packPanel(s, b, k0, k1, j, count, wide, to);
        to += (k1 - k0) * wide;
      }
      for (long i0 = m0; i0 < m1; i0 += height) {
        const Cut rows(i0 + height < m1 ? height : m1 - i0, kRows);
        packRows(s, a, rows, i0, k0, k1, packed);
        const T *panel = panels;
        for (long j = j0; j < j1; j += width<T>()) {
          const long count = countAt(j, j1);
          panelTiles(s, rows, i0, k0, k1, packed, panel, j, count, plus, c);
          panel += (k1 - k0) * wideOf(count);
        }
      }
    }
  }
}

/** A share of the product: rows where there are more of them, else columns. */
template <typename T>
void product(const ProductSize &s, const T *a, const T *b, const T *plus, T *c, long from, long to) {
  const bool byRows = s.m >= s.n;
  const long m0 = byRows ? from : 0, m1 = byRows ? to : s.m, n0 = byRows ? 0 : from, n1 = byRows ? s.n : to;
  if (plus != c || s.k <= kDeep) return productBlock(s, a, b, plus, c, m0, m1, n0, n1);
  // Sums that are not whole yet may not lie where what they are added to is.
  static thread_local Scratch aside;
  T *made = aside.of<T>(s.m * s.n);
  productBlock<T>(s, a, b, nullptr, made, m0, m1, n0, n1);
  for (long i = m0; i < m1; i++)
    for (long j = n0; j < n1; j++) c[i * s.n + j] += made[i * s.n + j];
}

}  // namespace
