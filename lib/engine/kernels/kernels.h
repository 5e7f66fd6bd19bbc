// What the variants offer: the same functions, compiled for several instruction sets.
#pragma once
#include <cstdint>

/** The sizes of a convolution: pictures (N, C, H, W), filters (F, C, HH, WW), places (outH, outW). */
struct ConvSize {
  long n, c, h, w, f, hh, ww, outH, outW, stride, pad;
};

/** The sizes of a pool over planes (h, w): places (outH, outW) of a window (poolHeight, poolWidth). */
struct PoolSize {
  long planes, h, w, outH, outW, poolHeight, poolWidth, stride;
};

/** An elementwise step over (rows, columns): the numbers of steps are those of lib/nd/map-kernels.ts. */
struct MapSize {
  long step, rows, columns, outRow, xRow, xColumn, yRow, yColumn;
};

/** An input of a program over (rows, columns): dense, or repeated along rows or columns where a step is 0. */
struct ProgramInput {
  void *memory;
  /** A bool array: bytes of 0 and 1. */
  bool bytes;
  long rowStep, columnStep;
};

struct ProgramOutput {
  void *memory;
  bool bytes;
};

/** The numbers of steps are those of mapping.h; slots are numbered 256 * kind + index, kinds being those of Frame::find. */
struct ProgramStep {
  int32_t step, x, y, out;
};

/** Steps beside those of mapping.h: bytes to numbers, numbers to bytes. */
constexpr int32_t kFromBytes = 32, kToBytes = 33;

/** An elementwise expression over large arrays. */
struct Program {
  long columns;
  const ProgramInput *inputs;
  const ProgramOutput *outputs;
  const double *constants;
  const ProgramStep *steps;
  long constantCount, registerCount, stepCount, outputCount;
  /** Whether outputs, too large for the caches, are written past them. */
  bool streams;
  /** The slot that is added up. */
  int32_t result;
};

/** How the matrices of a product lie: element (i, j) of A at i * aRow + j * aColumn; B likewise; C is dense. */
struct ProductSize {
  long m, k, n, aRow, aColumn, bRow, bColumn;
};

/** Functions for one element type. Each does the part [from, to) of the work, so that threads can share it. */
template <typename T>
struct Kernels {
  /** Elements of the packed filters, and of the sums of a filter gradient. */
  long (*packedSize)(const ConvSize &);
  long (*sumsSize)(const ConvSize &);
  void (*packFilters)(const ConvSize &, const T *w, T *packed);
  /** Pictures [from, to). */
  void (*forward)(const ConvSize &, const T *x, const T *packed, const T *bias, T *out, long from, long to);
  void (*images)(const ConvSize &, const T *w, const T *dout, T *dx, long from, long to);
  void (*filters)(const ConvSize &, const T *x, const T *dout, T *sums, T *db, long from, long to);
  /** dw (F, C, HH, WW) += sums. */
  void (*addSums)(const ConvSize &, const T *sums, T *dw);
  /** Planes [from, to). */
  void (*pool)(const PoolSize &, const T *x, T *out, long from, long to);
  void (*poolGradient)(const PoolSize &, const T *x, const T *out, const T *dout, T *dx, long from, long to);
  /** Rows [from, to); steps of one argument do not look at y. */
  void (*map)(const MapSize &, const T *x, const T *y, T *out, long from, long to);
  /** Elements [from, to) of an expression. */
  void (*run)(const Program &, long from, long to);
  /** The sum of n elements from `from` on, as NumPy adds them. */
  T (*sum)(const Program &, long from, long n);
  /** Rows (m >= n) or columns [from, to) of c = a b, or of plus + a b where there is a plus, of which c may be the same. */
  void (*product)(const ProductSize &, const T *a, const T *b, const T *plus, T *c, long from, long to);
};

struct Variant {
  Kernels<float> float32;
  Kernels<double> float64;
};

Variant baseVariant();
#if defined(__x86_64__)
Variant avx2Variant();
Variant avx512Variant();
#endif
