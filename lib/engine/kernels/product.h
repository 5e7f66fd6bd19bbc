// Products of matrices in panels: B is packed in rows of one tile's width, A in tiles of rows.
#pragma once
#include "kernels.h"
#include "scratch.h"
#include "tile.h"

namespace {

/** Rows of A packed at once. */
constexpr long kHeight = 96;

template <typename T>
void packPanel(const ProductSize &s, const T *b, long k0, long k1, long first, long count, long wide, T *to) {
  for (long k = k0; k < k1; k++, to += wide) {
    const T *row = b + k * s.bRow + first * s.bColumn;
    if (s.bColumn == 1) memcpy(to, row, count * sizeof(T));
    else
      for (long j = 0; j < count; j++) to[j] = row[j * s.bColumn];
    for (long j = count; j < wide; j++) to[j] = 0;
  }
}

template <typename T>
void packRows(const ProductSize &s, const T *a, const Cut &rows, long from, long k0, long k1, T *to) {
  for (long block = 0; block < rows.parts; block++) {
    const long size = rows.size(block);
    const T *first = a + (from + rows.begin(block)) * s.aRow;
    if (s.aColumn == 1) {
      for (long r = 0; r < size; r++)
        for (long k = k0; k < k1; k++) to[(k - k0) * size + r] = first[r * s.aRow + k];
    } else {
      for (long k = k0; k < k1; k++)
        for (long r = 0; r < size; r++) to[(k - k0) * size + r] = first[r * s.aRow + k * s.aColumn];
    }
    to += size * (k1 - k0);
  }
}

template <typename T>
void tileInto(int size, long count, long wide, const Work<T> &work, bool adds, T *c, long n) {
  constexpr long lanes = Lanes<T>::count;
  alignas(64) T sums[kRows * kAcross * lanes];
  for (long r = 0; r < size; r++) {
    if (!adds) memset(sums + r * wide, 0, wide * sizeof(T));
    else memcpy(sums + r * wide, c + r * n, count * sizeof(T));
  }
  runTile<T>(size, wide / lanes, work, sums);
  for (long r = 0; r < size; r++) memcpy(c + r * n, sums + r * wide, count * sizeof(T));
}

/** The block of rows [m0, m1) and columns [n0, n1) of C = A B. */
template <typename T>
void productBlock(const ProductSize &s, const T *a, const T *b, T *c, long m0, long m1, long n0, long n1) {
  constexpr long lanes = Lanes<T>::count, depth = 256, columns = 32 * kAcross * lanes;
  static thread_local Scratch forRows, forPanels;
  T *rowsPacked = forRows.of<T>(kHeight * depth), *panels = forPanels.of<T>(depth * columns);
  for (long j0 = n0; j0 < n1; j0 += columns) {
    const long j1 = j0 + columns < n1 ? j0 + columns : n1;
    for (long k0 = 0; k0 < s.k; k0 += depth) {
      const long k1 = k0 + depth < s.k ? k0 + depth : s.k;
      T *to = panels;
      for (long j = j0; j < j1; j += width<T>()) {
        const long count = j1 - j < width<T>() ? j1 - j : width<T>(), wide = (count + lanes - 1) / lanes * lanes;
        packPanel(s, b, k0, k1, j, count, wide, to);
        to += (k1 - k0) * wide;
      }
      for (long i0 = m0; i0 < m1; i0 += kHeight) {
        const Cut rows(i0 + kHeight < m1 ? kHeight : m1 - i0, kRows);
        packRows(s, a, rows, i0, k0, k1, rowsPacked);
        const T *panel = panels;
        for (long j = j0; j < j1; j += width<T>()) {
          const long count = j1 - j < width<T>() ? j1 - j : width<T>(), wide = (count + lanes - 1) / lanes * lanes;
          for (long block = 0; block < rows.parts; block++) {
            const long size = rows.size(block), first = rows.begin(block);
            Work<T> work{1, k1 - k0, {}, size, 0, panel, 0};
            for (long r = 0; r < size; r++) work.a[r] = rowsPacked + first * (k1 - k0) + r;
            tileInto(size, count, wide, work, k0 > 0, c + (i0 + first) * s.n + j, s.n);
          }
          panel += (k1 - k0) * wide;
        }
      }
    }
  }
}

/** A share of the product: rows where there are more of them, else columns. */
template <typename T>
void product(const ProductSize &s, const T *a, const T *b, T *c, long from, long to) {
  if (s.m >= s.n) productBlock(s, a, b, c, from, to, 0L, s.n);
  else productBlock(s, a, b, c, 0L, s.m, from, to);
}

}  // namespace
