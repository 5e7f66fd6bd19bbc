// The door to JavaScript: convolutions and products on typed arrays, and what keeps libtensorflow safe and silent.
#include <fcntl.h>
#include <node_api.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "arguments.h"
#include "dispatch.h"
#include "expressions.h"

namespace {

ConvSize convSize(const Arguments &given) {
  const int32_t *s = given.sizes();
  return {s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9], s[10]};
}

size_t pictures(const ConvSize &s) { return (size_t)s.n * s.c * s.h * s.w; }
size_t weights(const ConvSize &s) { return (size_t)s.f * s.c * s.hh * s.ww; }
size_t places(const ConvSize &s) { return (size_t)s.n * s.f * s.outH * s.outW; }

/** (x, w, b, out, sizes): out becomes the convolution of x with w, plus b. */
template <typename T>
void forward(const Arguments &given, const ConvSize &size) {
  const Kernels<T> &k = kernels<T>();
  std::vector<T> packed(k.packedSize(size));
  k.packFilters(size, given.at<T>(1), packed.data());
  shared(size.n, 4 * threadCount(), [&](long from, long to) {
    k.forward(size, given.at<T>(0), packed.data(), given.at<T>(2), given.at<T>(3), from, to);
  });
}

napi_value Forward(napi_env env, napi_callback_info info) {
  const Arguments given(env, info);
  if (!given.valid || given.count != 5) return nullptr;
  const ConvSize size = convSize(given);
  if (!given.have(env, {pictures(size), weights(size), (size_t)size.f, places(size)})) return nullptr;
  given.isFloat32() ? forward<float>(given, size) : forward<double>(given, size);
  return nullptr;
}

/** (w, dout, dx, sizes): dx becomes the gradient on the pictures. */
template <typename T>
void images(const Arguments &given, const ConvSize &size) {
  shared(size.n, 4 * threadCount(), [&](long from, long to) {
    kernels<T>().images(size, given.at<T>(0), given.at<T>(1), given.at<T>(2), from, to);
  });
}

napi_value Images(napi_env env, napi_callback_info info) {
  const Arguments given(env, info);
  if (!given.valid || given.count != 4) return nullptr;
  const ConvSize size = convSize(given);
  if (!given.have(env, {weights(size), places(size), pictures(size)})) return nullptr;
  given.isFloat32() ? images<float>(given, size) : images<double>(given, size);
  return nullptr;
}

/** (x, dout, dw, db, sizes): dw and db, zero before, become the gradients on filters and biases. */
template <typename T>
void filters(const Arguments &given, const ConvSize &size) {
  const Kernels<T> &k = kernels<T>();
  const long most = 4 * threadCount(), shares = size.n < most ? size.n : most, length = k.sumsSize(size) + 64;
  std::vector<T> sums(shares * length), biases(shares * (size.f + 64));
  parallel(shares, [&](long i) {
    k.filters(size, given.at<T>(0), given.at<T>(1), sums.data() + i * length, biases.data() + i * (size.f + 64),
              size.n * i / shares, size.n * (i + 1) / shares);
  });
  for (long i = 0; i < shares; i++) {
    k.addSums(size, sums.data() + i * length, given.at<T>(2));
    for (long f = 0; f < size.f; f++) given.at<T>(3)[f] += biases[i * (size.f + 64) + f];
  }
}

napi_value Filters(napi_env env, napi_callback_info info) {
  const Arguments given(env, info);
  if (!given.valid || given.count != 5) return nullptr;
  const ConvSize size = convSize(given);
  if (!given.have(env, {pictures(size), places(size), weights(size), (size_t)size.f})) return nullptr;
  given.isFloat32() ? filters<float>(given, size) : filters<double>(given, size);
  return nullptr;
}

PoolSize poolSize(const Arguments &given) {
  const int32_t *s = given.sizes();
  return {s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7]};
}

/** (x, out, sizes): out becomes the largest values under the windows. */
template <typename T>
void pool(const Arguments &given, const PoolSize &size) {
  shared(size.planes, 4 * threadCount(), [&](long from, long to) {
    kernels<T>().pool(size, given.at<T>(0), given.at<T>(1), from, to);
  });
}

napi_value Pool(napi_env env, napi_callback_info info) {
  const Arguments given(env, info);
  if (!given.valid || given.count != 3) return nullptr;
  const PoolSize s = poolSize(given);
  if (!given.have(env, {(size_t)(s.planes * s.h * s.w), (size_t)(s.planes * s.outH * s.outW)})) return nullptr;
  given.isFloat32() ? pool<float>(given, s) : pool<double>(given, s);
  return nullptr;
}

/** (x, out, dout, dx, sizes): dx becomes the gradient on x. */
template <typename T>
void poolGradient(const Arguments &given, const PoolSize &size) {
  shared(size.planes, 4 * threadCount(), [&](long from, long to) {
    kernels<T>().poolGradient(size, given.at<T>(0), given.at<T>(1), given.at<T>(2), given.at<T>(3), from, to);
  });
}

napi_value PoolGradient(napi_env env, napi_callback_info info) {
  const Arguments given(env, info);
  if (!given.valid || given.count != 5) return nullptr;
  const PoolSize s = poolSize(given);
  const size_t x = s.planes * s.h * s.w, out = s.planes * s.outH * s.outW;
  if (!given.have(env, {x, out, out, x})) return nullptr;
  given.isFloat32() ? poolGradient<float>(given, s) : poolGradient<double>(given, s);
  return nullptr;
}

/** The elements that an operand of (rows, columns) reaches over. */
size_t reach(long rows, long row, long columns, long column) {
  return (size_t)((rows - 1) * row + (columns - 1) * column + 1);
}

/** (x, y, out, [step, rows, columns, outAt, outRow, xAt, xRow, xColumn, yAt, yRow, yColumn]): out becomes the step of x and y. */
template <typename T>
void map(const Arguments &given, const MapSize &size) {
  const int32_t *s = given.sizes();
  kernels<T>().map(size, given.at<T>(0) + s[5], given.at<T>(1) + s[8], given.at<T>(2) + s[3], 0, size.rows);
}

napi_value Map(napi_env env, napi_callback_info info) {
  const Arguments given(env, info);
  if (!given.valid || given.count != 4 || given.memory[3].length != 11) return nullptr;
  const int32_t *s = given.sizes();
  const MapSize size{s[0], s[1], s[2], s[4], s[6], s[7], s[9], s[10]};
  const size_t x = s[5] + reach(size.rows, size.xRow, size.columns, size.xColumn);
  const size_t y = s[8] + reach(size.rows, size.yRow, size.columns, size.yColumn);
  const size_t out = s[3] + reach(size.rows, size.outRow, size.columns, 1);
  if (x > given.memory[0].length || y > given.memory[1].length || out > given.memory[2].length) {
    napi_throw_range_error(env, nullptr, "kernels: the lengths of the arrays do not fit the sizes");
    return nullptr;
  }
  given.isFloat32() ? map<float>(given, size) : map<double>(given, size);
  return nullptr;
}

/** Products of fewer multiplications run on one thread. */
constexpr double kWorthThreads = 3e6;

/**
 * (a, b, c, [m, k, n, aRow, aColumn, bRow, bColumn]): c (m, n) becomes the product of a (m, k) and b (k, n).
 * (plus, a, b, c, sizes): c becomes plus + the product, rounded as if the product were made first; c may be plus.
 */
template <typename T>
void product(const Arguments &given, const ProductSize &size) {
  const size_t first = given.count - 4;
  const T *a = given.at<T>(first), *b = given.at<T>(first + 1), *plus = first ? given.at<T>(0) : nullptr;
  const long length = size.m >= size.n ? size.m : size.n;
  const bool small = (double)size.m * size.k * size.n < kWorthThreads;
  const long shares = small ? 1 : threadCount();
  shared(length, shares, [&](long from, long to) {
    kernels<T>().product(size, a, b, plus, given.at<T>(first + 2), from, to);
  });
}

napi_value Product(napi_env env, napi_callback_info info) {
  const Arguments given(env, info);
  if (!given.valid || given.count < 4) return nullptr;
  const int32_t *s = given.sizes();
  const ProductSize size{s[0], s[1], s[2], s[3], s[4], s[5], s[6]};
  const size_t a = reach(size.m, size.aRow, size.k, size.aColumn), b = reach(size.k, size.bRow, size.n, size.bColumn);
  const size_t c = (size_t)(size.m * size.n);
  if (given.count == 4 ? !given.have(env, {a, b, c}) : !given.have(env, {c, a, b, c})) return nullptr;
  given.isFloat32() ? product<float>(given, size) : product<double>(given, size);
  return nullptr;
}

napi_value number(napi_env env, int value) {
  napi_value result;
  napi_create_int32(env, value, &result);
  return result;
}

/**
 * Holds signals back from this thread (true) or lets them through again: libtensorflow's float32 products keep the stack
 * pointer on the heap, where a signal handler would write. @see https://github.com/uxlfoundation/oneDNN/issues/4845
 */
napi_value HoldSignals(napi_env env, napi_callback_info info) {
  static thread_local sigset_t before;
  static thread_local bool held = false;
  size_t count = 1;
  napi_value value;
  bool hold = false;
  napi_get_cb_info(env, info, &count, &value, nullptr, nullptr);
  napi_get_value_bool(env, value, &hold);
  if (hold == held) return nullptr;
  held = hold;
  if (!hold) {
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return nullptr;
  }
  sigset_t all;
  sigfillset(&all);
  for (int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT}) sigdelset(&all, fault);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  return nullptr;
}

/** Leads the error stream to nowhere (no argument: returns a copy of it), or back to that copy. */
napi_value Silence(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value value;
  napi_get_cb_info(env, info, &count, &value, nullptr, nullptr);
  if (count == 0) {
    const int copy = dup(2), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    dup2(nowhere, 2);
    close(nowhere);
    return number(env, copy);
  }
  int32_t copy = -1;
  napi_get_value_int32(env, value, &copy);
  dup2(copy, 2);
  close(copy);
  return nullptr;
}

/** (buffer): how many bytes from the beginning of an ArrayBuffer to the next cache line. */
napi_value BytesToLine(napi_env env, napi_callback_info info) {
  size_t count = 1, length;
  napi_value value;
  void *data = nullptr;
  napi_get_cb_info(env, info, &count, &value, nullptr, nullptr);
  napi_get_arraybuffer_info(env, value, &data, &length);
  return number(env, (int)(-(uintptr_t)data & 63));
}

napi_value Init(napi_env env, napi_value exports) {
  const struct {
    const char *name;
    napi_callback call;
  } functions[] = {{"convForward", Forward}, {"convImages", Images}, {"convFilters", Filters},
                   {"pool", Pool},           {"poolGradient", PoolGradient}, {"map", Map}, {"product", Product},
                   {"addProduct", Product},
                   {"run", RunProgram},       {"sum", SumProgram},
                   {"bytesToLine", BytesToLine}, {"holdSignals", HoldSignals}, {"silence", Silence}};
  for (const auto &f : functions) {
    napi_value value;
    napi_create_function(env, f.name, NAPI_AUTO_LENGTH, f.call, nullptr, &value);
    napi_set_named_property(env, exports, f.name, value);
  }
  return exports;
}

}  // namespace

NAPI_MODULE(NODE_GYP_MODULE_NAME, Init)
