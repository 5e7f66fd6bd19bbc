// Elementwise steps over two loops, as lib/nd/kernels.ts has them: any strides outside, dense or repeated inside.
#pragma once
#include "functions.h"
#include "kernels.h"

namespace {

template <typename T>
struct Add { static T of(T x, T y) { return x + y; } };
template <typename T>
struct Subtract { static T of(T x, T y) { return x - y; } };
template <typename T>
struct Multiply { static T of(T x, T y) { return x * y; } };
template <typename T>
struct Divide { static T of(T x, T y) { return x / y; } };
/** NumPy's: not-a-number where either is. */
template <typename T>
struct Larger { static T of(T x, T y) { return x > y || x != x ? x : y; } };
template <typename T>
struct Smaller { static T of(T x, T y) { return x < y || x != x ? x : y; } };
template <typename T>
struct Negative { static T of(T x, T) { return -x; } };
template <typename T>
struct Absolute { static T of(T x, T) { return x < 0 ? -x : x == 0 ? T(0) : x; } };
template <typename T>
struct Square { static T of(T x, T) { return x * x; } };
template <typename T>
struct Root { static T of(T x, T) { return __builtin_sqrt(x); } };
template <typename T>
struct Same { static T of(T x, T) { return x; } };
template <typename T>
struct Greater { static T of(T x, T y) { return x > y; } };
template <typename T>
struct GreaterEqual { static T of(T x, T y) { return x >= y; } };
template <typename T>
struct Less { static T of(T x, T y) { return x < y; } };
template <typename T>
struct LessEqual { static T of(T x, T y) { return x <= y; } };
template <typename T>
struct Equal { static T of(T x, T y) { return x == y; } };
template <typename T>
struct NotEqual { static T of(T x, T y) { return x != y; } };
template <>
float Root<float>::of(float x, float) { return __builtin_sqrtf(x); }

/** Rows [from, to); inside a row x and y are dense (1), or one value for all (0). `out` may be x or y itself. Hot. */
template <typename T, typename F>
void mapRows(const MapSize &s, const T *x, const T *y, T *out, long from, long to) {
  for (long row = from; row < to; row++) {
    const T *a = x + row * s.xRow, *b = y + row * s.yRow;
    T *o = out + row * s.outRow;
    if (s.xColumn && s.yColumn)
#pragma GCC ivdep
      for (long i = 0; i < s.columns; i++) o[i] = F::of(a[i], b[i]);
    else if (s.xColumn) {
      const T v = *b;
#pragma GCC ivdep
      for (long i = 0; i < s.columns; i++) o[i] = F::of(a[i], v);
    } else {
      const T v = *a;
#pragma GCC ivdep
      for (long i = 0; i < s.columns; i++) o[i] = F::of(v, b[i * s.yColumn]);
    }
  }
}

template <typename T>
void mapStep(const MapSize &s, const T *x, const T *y, T *out, long from, long to) {
  switch (s.step) {
    case 0: return mapRows<T, Add<T>>(s, x, y, out, from, to);
    case 1: return mapRows<T, Subtract<T>>(s, x, y, out, from, to);
    case 2: return mapRows<T, Multiply<T>>(s, x, y, out, from, to);
    case 3: return mapRows<T, Divide<T>>(s, x, y, out, from, to);
    case 4: return mapRows<T, Larger<T>>(s, x, y, out, from, to);
    case 5: return mapRows<T, Smaller<T>>(s, x, y, out, from, to);
    case 6: return mapRows<T, Negative<T>>(s, x, y, out, from, to);
    case 7: return mapRows<T, Absolute<T>>(s, x, y, out, from, to);
    case 8: return mapRows<T, Square<T>>(s, x, y, out, from, to);
    case 9: return mapRows<T, Root<T>>(s, x, y, out, from, to);
    case 10: return mapRows<T, Same<T>>(s, x, y, out, from, to);
    case 11: return mapRows<T, Greater<T>>(s, x, y, out, from, to);
    case 12: return mapRows<T, GreaterEqual<T>>(s, x, y, out, from, to);
    case 13: return mapRows<T, Less<T>>(s, x, y, out, from, to);
    case 14: return mapRows<T, LessEqual<T>>(s, x, y, out, from, to);
    case 15: return mapRows<T, Equal<T>>(s, x, y, out, from, to);
    case 16: return mapRows<T, NotEqual<T>>(s, x, y, out, from, to);
    case 20: return mapFunction<T, Exponential<T>>(s, x, out, from, to);
    case 21: return mapFunction<T, Tangent<T>>(s, x, out, from, to);
  }
}

}  // namespace
