// The kernels of the processor's best instruction set.
#pragma once
#include "kernels.h"

namespace {

const Variant &variant() {
  static const Variant chosen = [] {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
      return avx512Variant();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return avx2Variant();
#endif
    return baseVariant();
  }();
  return chosen;
}

template <typename T>
const Kernels<T> &kernels();
template <>
const Kernels<float> &kernels<float>() {
  return variant().float32;
}
template <>
const Kernels<double> &kernels<double>() {
  return variant().float64;
}

}  // namespace
