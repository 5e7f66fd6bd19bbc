// The arguments of a call from JavaScript, and its work in shares.
#pragma once
#include <node_api.h>

#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "threads.h"

namespace {

/** A typed array of JavaScript. */
struct Memory {
  napi_typedarray_type type;
  size_t length;
  void *data;
};

constexpr size_t kMost = 5;

/** The arguments of a call: typed arrays all, the last of them an Int32Array of sizes. */
struct Arguments {
  size_t count = kMost;
  Memory memory[kMost];
  bool valid = true;

  Arguments(napi_env env, napi_callback_info info) {
    napi_value values[kMost];
    napi_get_cb_info(env, info, &count, values, nullptr, nullptr);
    for (size_t i = 0; i < count && i < kMost; i++) {
      Memory &m = memory[i];
      if (napi_get_typedarray_info(env, values[i], &m.type, &m.length, &m.data, nullptr, nullptr) != napi_ok) valid = false;
    }
    valid = valid && count > 1 && memory[count - 1].type == napi_int32_array;
    for (size_t i = 1; valid && i + 1 < count; i++) valid = memory[i].type == memory[0].type;
    valid = valid && (memory[0].type == napi_float32_array || memory[0].type == napi_float64_array);
    if (!valid) napi_throw_type_error(env, nullptr, "kernels: expected float arrays of one type and an Int32Array of sizes");
  }

  bool isFloat32() const { return memory[0].type == napi_float32_array; }
  const int32_t *sizes() const { return (const int32_t *)memory[count - 1].data; }

  template <typename T>
  T *at(size_t i) const {
    return (T *)memory[i].data;
  }

  /** Throws where the arrays have other lengths than the sizes say. */
  bool have(napi_env env, std::initializer_list<size_t> lengths) const {
    size_t i = 0;
    bool right = lengths.size() + 1 == count;
    for (size_t length : lengths) right = right && memory[i++].length == length;
    if (!right) napi_throw_range_error(env, nullptr, "kernels: the lengths of the arrays do not fit the sizes");
    return right;
  }
};

/** Calls body(from, to) for shares of `count`. */
template <typename F>
void shared(long count, long shares, const F &body) {
  if (shares > count) shares = count;
  parallel(shares, [&](long i) { body(count * i / shares, count * (i + 1) / shares); });
}

}  // namespace
