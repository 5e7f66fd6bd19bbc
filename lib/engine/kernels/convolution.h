// Convolutions of NCHW pictures as products, without a matrix of windows: a panel of it is packed for each tile.
#pragma once
#include "kernels.h"
#include "padded.h"
#include "turning.h"

namespace {

/** How many steps of the sum are packed at once. */
constexpr long kDepth = 384;

/** One of the places of an output, left in `rowStep` and `columnStep`, and the steps of the sum that lead to it. */
struct Correlation {
  long m, k;
  long outH, outW;
  /** For each step of the sum where its element lies for the first place, from the padded picture's beginning. */
  const long *from;
  /** From one row of places to the next, in the padded picture. */
  long line;
  /** Where places go in the output: from its beginning, from row to row, from column to column, from filter to filter. */
  long start, rowStep, columnStep, plane;
};

/** Places of one row of the output, side by side in a panel. */
struct Segment {
  long at, from, length;
};

/**
 * Rows of a panel: `count` places from `place` on, for the steps [k0, k1) of the sum. Whole vectors are written: what goes
 * beyond a segment is overwritten by the next.
 */
template <typename T>
void pack(const Correlation &c, const T *picture, long k0, long k1, long place, long count, T *panel, long wide) {
  using Vector = typename Lanes<T>::Vector;
  constexpr long lanes = Lanes<T>::count;
  Segment segments[width<T>()];
  long n = 0;
  for (long done = 0; done < count; n++) {
    const long row = (place + done) / c.outW, column = (place + done) % c.outW;
    const long length = c.outW - column < count - done ? c.outW - column : count - done;
    segments[n] = {done, row * c.line + column, length};
    done += length;
  }
  for (long k = k0; k < k1; k++, panel += wide)
    for (long s = 0; s < n; s++) {
      const T *from = picture + c.from[k] + segments[s].from;
      T *to = panel + segments[s].at;
      for (long i = 0; i < segments[s].length; i += lanes) *(Vector *)(to + i) = *(const Vector *)(from + i);
    }
}

/** Weights (m, k) in tiles of rows: for each tile its columns one after the other. */
template <typename T>
void packWeights(const T *w, long m, long k, T *out) {
  const Cut rows(m, kRows);
  for (long block = 0; block < rows.parts; block++)
    for (long i = 0; i < k; i++)
      for (long r = rows.begin(block); r < rows.begin(block + 1); r++) *out++ = w[r * k + i];
}

template <typename T>
void store(const Correlation &c, const T *sums, long rows, long wide, long first, long place, long count, T *out) {
  for (long r = 0; r < rows; r++, sums += wide) {
    T *to = out + (first + r) * c.plane + c.start;
    if (c.columnStep == 1 && c.rowStep == c.outW) {
      memcpy(to + place, sums, count * sizeof(T));
      continue;
    }
    for (long i = 0; i < count; i++) {
      const long row = (place + i) / c.outW, column = (place + i) % c.outW;
      to[row * c.rowStep + column * c.columnStep] = sums[i];
    }
  }
}

/** out = bias + weights (packed) times the windows of one picture. */
template <typename T>
void correlate(const Correlation &c, const T *weights, const T *bias, const T *picture, T *out, Scratch &scratch) {
  constexpr long lanes = Lanes<T>::count;
  const Cut rows(c.m, kRows), depths(c.k, kDepth);
  const long most = (c.k < kDepth ? c.k : kDepth) * width<T>() + 2 * width<T>();
  T *panel = scratch.of<T>(most + (c.m + kRows) * width<T>());
  T *sums = panel + most;
  for (long place = 0; place < c.outH * c.outW; place += width<T>()) {
    const long left = c.outH * c.outW - place, count = left < width<T>() ? left : width<T>();
    const int across = (count + lanes - 1) / lanes;
    const long wide = across * lanes;
    for (long r = 0; r < c.m; r++)
      for (long i = 0; i < wide; i++) sums[r * wide + i] = bias ? bias[r] : T(0);
    for (long d = 0; d < depths.parts; d++) {
      const long k0 = depths.begin(d), k1 = depths.begin(d + 1);
      pack(c, picture, k0, k1, place, count, panel, wide);
      for (long block = 0; block < rows.parts; block++) {
        const long first = rows.begin(block), size = rows.size(block);
        Work<T> work{1, k1 - k0, {}, size, 0, panel, 0};
        for (long r = 0; r < size; r++) work.a[r] = weights + first * c.k + k0 * size + r;
        runTile<T>(size, across, work, sums + first * wide);
      }
    }
    store(c, sums, c.m, wide, 0, place, count, out);
  }
}

/** Part of a row of places: where it lies in the padded picture and in the output, and how many places it has. */
struct Run {
  long from, to, count;
};

/** As above, without packing: each vector covers places of one row, so widths should be whole vectors or nearly so. */
template <typename T>
void correlateInPlace(const Correlation &c, const T *weights, const T *bias, const T *picture, T *out) {
  constexpr long lanes = Lanes<T>::count;
  const Cut rows(c.m, kRows);
  const long perRow = (c.outW + lanes - 1) / lanes, vectors = c.outH * perRow;
  alignas(64) T sums[kRows * kAcross * lanes];
  for (long first = 0; first < vectors; first += kAcross) {
    const int across = vectors - first < kAcross ? vectors - first : kAcross;
    Run runs[kAcross];
    bool whole = c.columnStep == 1;
    for (int v = 0; v < across; v++) {
      const long row = (first + v) / perRow, column = (first + v) % perRow * lanes;
      const long count = c.outW - column < lanes ? c.outW - column : lanes;
      runs[v] = {row * c.line + column, c.start + row * c.rowStep + column * c.columnStep, count};
      whole = whole && count == lanes;
    }
    for (long block = 0; block < rows.parts; block++) {
      const long f0 = rows.begin(block), size = rows.size(block);
      T *to = out + f0 * c.plane;
      Reading<T> work{c.k, weights + f0 * c.k, {}, c.from, bias ? bias + f0 : nullptr, {}, whole ? c.plane : across * lanes};
      for (int v = 0; v < across; v++) {
        work.b[v] = picture + runs[v].from;
        work.to[v] = whole ? to + runs[v].to : sums + v * lanes;
      }
      runTile<T>(size, across, work);
      if (whole) continue;
      for (long r = 0; r < size; r++)
        for (int v = 0; v < across; v++)
          for (long i = 0; i < runs[v].count; i++)
            to[r * c.plane + runs[v].to + i * c.columnStep] = sums[(r * across + v) * lanes + i];
    }
  }
}

/** Widths that fill their vectors so far are read where they lie. */
template <typename T>
bool fitsVectors(long width) {
  const long lanes = Lanes<T>::count;
  return 4 * width >= 3 * ((width + lanes - 1) / lanes * lanes);
}

template <typename T>
void forwardPictures(const ConvSize &s, const T *x, const T *packed, const T *bias, T *out, long from, long to) {
  Scratch forPicture, forPanel, forPlaces;
  const long k = s.c * s.hh * s.ww;
  const long bottom = (s.outH - 1) * s.stride + s.hh - s.pad - s.h, right = (s.outW - 1) * s.stride + s.ww - s.pad - s.w;
  Padded<T> picture(s.c, s.h, s.w, s.stride, s.pad, s.pad, bottom > 0 ? bottom : 0, right > 0 ? right : 0, forPicture);
  long *places = forPlaces.of<long>(k), n = 0;
  for (long c = 0; c < s.c; c++)
    for (long i = 0; i < s.hh; i++)
      for (long j = 0; j < s.ww; j++) places[n++] = c * picture.plane + picture.place(i - s.pad, j - s.pad);
  const long area = s.outH * s.outW;
  const Correlation move{s.f, k, s.outH, s.outW, places, s.stride * s.stride * picture.columns, 0, s.outW, 1, area};
  for (long p = from; p < to; p++) {
    picture.fill(x + p * s.c * s.h * s.w, s.c, s.h, s.w);
    T *places = out + p * s.f * area;
    if (fitsVectors<T>(s.outW)) correlateInPlace(move, packed, bias, picture.memory, places);
    else correlate(move, packed, bias, picture.memory, places, forPanel);
  }
}

/**
 * The steps of the sum for gradients on the pixels whose row and column leave the remainders `a` and `b` modulo the
 * stride: the taps that reach them, with the weights turned to (C, F taps).
 * @returns how many steps
 */
template <typename T>
long tapsOf(const ConvSize &s, const Padded<T> &flow, long a, long b, const T *w, long *places, T *turned) {
  const long i0 = remainder(a + s.pad, s.stride), j0 = remainder(b + s.pad, s.stride);
  long k = 0, at = 0;
  for (long f = 0; f < s.f; f++)
    for (long i = i0; i < s.hh; i += s.stride)
      for (long j = j0; j < s.ww; j += s.stride)
        places[k++] = f * flow.plane + flow.place(quotient(a + s.pad - i, s.stride), quotient(b + s.pad - j, s.stride));
  for (long c = 0; c < s.c; c++)
    for (long f = 0; f < s.f; f++)
      for (long i = i0; i < s.hh; i += s.stride)
        for (long j = j0; j < s.ww; j += s.stride) turned[at++] = w[((f * s.c + c) * s.hh + i) * s.ww + j];
  return k;
}

/** The gradient on pictures: each remainder of a place modulo the stride sees filters of its own, one step apart. */
template <typename T>
void imagePictures(const ConvSize &s, const T *w, const T *dout, T *dx, long from, long to) {
  Scratch forFlow, forPanel, forPlaces, forWeights, forTurned;
  const long bottom = s.h / s.stride + s.pad / s.stride + 2 - s.outH, right = s.w / s.stride + s.pad / s.stride + 2 - s.outW;
  Padded<T> flow(s.f, s.outH, s.outW, 1, s.hh, s.ww, bottom > 0 ? bottom : 0, right > 0 ? right : 0, forFlow);
  const long taps = s.f * s.hh * s.ww, phases = s.stride * s.stride;
  long *places = forPlaces.of<long>(taps + phases), *counts = places + taps, k = 0;
  T *turned = forTurned.of<T>(s.c * taps), *packed = forWeights.of<T>(s.c * taps);
  for (long phase = 0; phase < phases; k += counts[phase++]) {
    counts[phase] = tapsOf(s, flow, phase / s.stride, phase % s.stride, w, places + k, turned);
    packWeights(turned, s.c, counts[phase], packed + s.c * k);
  }
  for (long p = from; p < to; p++) {
    flow.fill(dout + p * s.f * s.outH * s.outW, s.f, s.outH, s.outW);
    T *out = dx + p * s.c * s.h * s.w;
    k = 0;
    for (long phase = 0; phase < phases; k += counts[phase++]) {
      const long a = phase / s.stride, b = phase % s.stride;
      const long rows = (s.h - a + s.stride - 1) / s.stride, columns = (s.w - b + s.stride - 1) / s.stride;
      if (a >= s.h || b >= s.w) continue;
      const Correlation move{s.c,         counts[phase], rows, columns, places + k, flow.columns, a * s.w + b,
                             s.stride * s.w, s.stride,   s.h * s.w};
      const T *none = nullptr;
      if (fitsVectors<T>(columns)) correlateInPlace(move, packed + s.c * k, none, flow.memory, out);
      else correlate(move, packed + s.c * k, none, flow.memory, out, forPanel);
    }
  }
}

/** rows (count, area) turned to (area, wide), with zeros where rows are lacking. */
template <typename T>
void turn(const T *rows, long count, long area, long wide, T *out) {
  constexpr long lanes = Lanes<T>::count;
  for (long i0 = 0; i0 < area; i0 += lanes) {
    const long i1 = i0 + lanes < area ? i0 + lanes : area;
    for (long f = 0; f < wide; f += lanes) {
      if (f + lanes <= count && i1 - i0 == lanes) turnSquare<T, lanes>(rows + f * area + i0, area, lanes, out + i0 * wide + f, wide);
      else
        for (long g = f; g < f + lanes; g++)
          for (long i = i0; i < i1; i++) out[i * wide + g] = g < count ? rows[g * area + i] : T(0);
    }
  }
}

/** Adds to sums (C HH WW, wide) the products of the windows of pictures with their upstream gradients, and to db those alone. */
template <typename T>
void filterPictures(const ConvSize &s, const T *x, const T *dout, T *sums, T *db, long from, long to) {
  constexpr long lanes = Lanes<T>::count;
  Scratch forPicture, forPlaces, forFlow;
  const long k = s.c * s.hh * s.ww, area = s.outH * s.outW;
  const long bottom = (s.outH - 1) * s.stride + s.hh - s.pad - s.h, right = (s.outW - 1) * s.stride + s.ww - s.pad - s.w;
  Padded<T> picture(s.c, s.h, s.w, s.stride, s.pad, s.pad, bottom > 0 ? bottom : 0, right > 0 ? right : 0, forPicture);
  long *places = forPlaces.of<long>(k), n = 0;
  for (long c = 0; c < s.c; c++)
    for (long i = 0; i < s.hh; i++)
      for (long j = 0; j < s.ww; j++) places[n++] = c * picture.plane + picture.place(i - s.pad, j - s.pad);
  const Cut panels((s.f + lanes - 1) / lanes, kAcross), rows(k, kRows);
  T *turned = forFlow.of<T>(area * width<T>());
  for (long p = from; p < to; p++) {
    picture.fill(x + p * s.c * s.h * s.w, s.c, s.h, s.w);
    const T *flow = dout + p * s.f * area;
    T *block = sums;
    for (long panel = 0; panel < panels.parts; panel++) {
      const int across = panels.size(panel);
      const long wide = across * lanes, first = panels.begin(panel) * lanes;
      turn(flow + first * area, s.f - first < wide ? s.f - first : wide, area, wide, turned);
      for (long i = 0; i < area; i++)
        for (long f = 0; f < wide; f++) db[first + f] += turned[i * wide + f];
      for (long part = 0; part < rows.parts; part++) {
        const long r0 = rows.begin(part), size = rows.size(part);
        Work<T> work{s.outH, s.outW, {}, 1, s.stride * s.stride * picture.columns, turned, s.outW * wide};
        for (long r = 0; r < size; r++) work.a[r] = picture.memory + places[r0 + r];
        runTile<T>(size, across, work, block + r0 * wide);
      }
      block += k * wide;
    }
  }
}

}  // namespace
