// The kernels for one instruction set: VECTOR_BYTES and VARIANT come from the build.
#include "convolution.h"
#include "mapping.h"
#include "pooling.h"
#include "product.h"
#include "program.h"

namespace {

template <typename T>
long packedSize(const ConvSize &s) {
  return s.f * s.c * s.hh * s.ww;
}

template <typename T>
long sumsSize(const ConvSize &s) {
  const long lanes = Lanes<T>::count;
  return s.c * s.hh * s.ww * ((s.f + lanes - 1) / lanes * lanes);
}

template <typename T>
void packFilters(const ConvSize &s, const T *w, T *packed) {
  packWeights(w, s.f, s.c * s.hh * s.ww, packed);
}

template <typename T>
void addSums(const ConvSize &s, const T *sums, T *dw) {
  const long lanes = Lanes<T>::count, k = s.c * s.hh * s.ww;
  const Cut panels((s.f + lanes - 1) / lanes, kAcross);
  for (long panel = 0; panel < panels.parts; panel++) {
    const long wide = panels.size(panel) * lanes, first = panels.begin(panel) * lanes;
    const long last = first + wide < s.f ? first + wide : s.f;
    for (long f = first; f < last; f++)
      for (long i = 0; i < k; i++) dw[f * k + i] += sums[i * wide + f - first];
    sums += k * wide;
  }
}

template <typename T>
Kernels<T> kernels() {
  return {packedSize<T>,     sumsSize<T>, packFilters<T>, forwardPictures<T>, imagePictures<T>,
          filterPictures<T>, addSums<T>,  poolPlanes<T>,  poolGradient<T>,
          mapStep<T>,     runProgram<T>, sumProgram<T>,  product<T>};
}

}  // namespace

Variant VARIANT() { return {kernels<float>(), kernels<double>()}; }
