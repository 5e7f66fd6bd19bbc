// exp and tanh, a vector at a time: within 1.0 and 1.3 units in the last place of the exact value, where NumPy's are within
// 0.7 and 1.2 (float64) or 2.2 and 1.4 (float32).
#pragma once
#include <cstdint>
#include <cstring>

#include "kernels.h"
#include "tile.h"

namespace {

template <typename T>
using Vector = typename Lanes<T>::Vector;

/** Whole numbers as wide as T. */
template <typename T>
struct Bits;
template <>
struct Bits<double> {
  typedef int64_t Vector __attribute__((vector_size(kBytes), aligned(8), may_alias));
};
template <>
struct Bits<float> {
  typedef int32_t Vector __attribute__((vector_size(kBytes), aligned(4), may_alias));
};

/** Constants of a type: exponents, and the polynomial (exp(r) - 1 - r) / r^2 from its highest power on. */
template <typename T>
struct Exp;
template <>
struct Exp<double> {
  static constexpr double least = -746, most = 710, log2e = 1.4426950408889634, ln2High = 6.93147180369123816490e-01,
                          ln2Low = 1.90821492927058770002e-10, shift = 0x1.8p52, bias = 1023;
  static constexpr int places = 52;
  static constexpr double powers[] = {1. / 6227020800, 1. / 479001600, 1. / 39916800, 1. / 3628800, 1. / 362880, 1. / 40320,
                                      1. / 5040,       1. / 720,       1. / 120,      1. / 24,      1. / 6,      0.5};
};
template <>
struct Exp<float> {
  static constexpr float least = -104, most = 89, log2e = 1.44269504f, ln2High = 0.693359375f, ln2Low = -2.12194440e-4f,
                         shift = 0x1.8p23f, bias = 127;
  static constexpr int places = 23;
  static constexpr float powers[] = {1.f / 5040, 1.f / 720, 1.f / 120, 1.f / 24, 1.f / 6, 0.5f};
};

/** 2 to a whole number whose power is a normal figure: the number becomes the exponent's bits. */
template <typename T>
Vector<T> powerOfTwo(Vector<T> n) {
  const Vector<T> shifted = n + (Exp<T>::shift + Exp<T>::bias);
  return (Vector<T>)((typename Bits<T>::Vector)shifted << Exp<T>::places);
}

/** e^x = 2^n e^r with r at most half of log 2; not-a-number goes through. */
template <typename T>
Vector<T> exponential(Vector<T> x) {
  using E = Exp<T>;
  x = x < E::least ? E::least - Vector<T>{} : x;
  x = x > E::most ? E::most - Vector<T>{} : x;
  const Vector<T> n = (x * E::log2e + E::shift) - E::shift;
  const Vector<T> r = (x - n * E::ln2High) - n * E::ln2Low;
  Vector<T> sum = E::powers[0] - Vector<T>{};
#pragma GCC unroll 16
  for (unsigned i = 1; i < sizeof(E::powers) / sizeof(T); i++) sum = sum * r + E::powers[i];
  const Vector<T> value = (sum * (r * r) + r) + T(1);
  // In two halves, so that neither leaves the range of normal figures.
  const Vector<T> half = (n * T(0.5) + E::shift) - E::shift;
  return value * powerOfTwo<T>(half) * powerOfTwo<T>(n - half);
}

/** (tanh(x) - x) / x^3 for z = x^2 below 0.625^2, by Moshier's Cephes library (tanh.c, tanhf.c). */
inline Vector<double> tanhNearZero(Vector<double> z) {
  const Vector<double> p = (z * -9.64399179425052238628e-1 - 9.92877231001918586564e1) * z - 1.61468768441708447952e3;
  const Vector<double> q = ((z + 1.12811678491632931402e2) * z + 2.23548839060100448583e3) * z + 4.84406305325125486048e3;
  return p / q;
}

inline Vector<float> tanhNearZero(Vector<float> z) {
  return (((z * -5.70498872745e-3f + 2.06390887954e-2f) * z - 5.37397155531e-2f) * z + 1.33314422036e-1f) * z - 3.33332819422e-1f;
}

/** Of |x|, with the sign put back: 1 - 2 / (e^2x + 1), and a quotient of polynomials near zero. */
template <typename T>
Vector<T> hyperbolicTangent(Vector<T> x) {
  using B = typename Bits<T>::Vector;
  const B sign = (B)x & (B)(-Vector<T>{});
  const Vector<T> size = (Vector<T>)((B)x ^ sign), z = size * size;
  const Vector<T> near = size + size * z * tanhNearZero(z);
  const Vector<T> far = T(1) - T(2) / (exponential<T>(size + size) + T(1));
  return (Vector<T>)((B)(size < T(0.625) ? near : far) | sign);
}

template <typename T>
struct Exponential { static Vector<T> of(Vector<T> x) { return exponential<T>(x); } };
template <typename T>
struct Tangent { static Vector<T> of(Vector<T> x) { return hyperbolicTangent<T>(x); } };

/** n elements, dense; the last ones go through memory of a whole vector. `out` may be x. Hot. */
template <typename T, typename F>
void mapVectors(const T *x, T *out, long n) {
  constexpr long lanes = Lanes<T>::count;
  long i = 0;
  for (; i + lanes <= n; i += lanes) *(Vector<T> *)(out + i) = F::of(*(const Vector<T> *)(x + i));
  if (i == n) return;
  T rest[lanes] = {};
  memcpy(rest, x + i, (n - i) * sizeof(T));
  *(Vector<T> *)rest = F::of(*(const Vector<T> *)rest);
  memcpy(out + i, rest, (n - i) * sizeof(T));
}

/** Rows [from, to) of a function of one argument. */
template <typename T, typename F>
void mapFunction(const MapSize &s, const T *x, T *out, long from, long to) {
  for (long row = from; row < to; row++) {
    T *o = out + row * s.outRow;
    if (s.xColumn) {
      mapVectors<T, F>(x + row * s.xRow, o, s.columns);
      continue;
    }
    mapVectors<T, F>(x + row * s.xRow, o, 1);
    for (long i = 1; i < s.columns; i++) o[i] = o[0];
  }
}

}  // namespace
