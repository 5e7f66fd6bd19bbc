// The door for expressions over large arrays.
#pragma once
#include <node_api.h>

#include <vector>

#include "arguments.h"
#include "dispatch.h"

namespace {

/** Elements below which one thread computes an expression, and those of a thread's share at a time. */
constexpr long kWorthSharing = 65536, kShare = 16384;

/** Bytes of outputs from which on they are written past the caches. */
constexpr long kStreams = 24L << 20;

/** An expression as JavaScript gives it; throws and is not valid where it would reach beyond its arrays. */
struct Expression {
  bool valid = false, isFloat32 = false;
  long size = 0;
  std::vector<ProgramInput> inputs;
  std::vector<ProgramOutput> outputs;
  Program program{};

  /** (inputs, outputs, constants, sizes): see lib/engine/kernels.ts. */
  Expression(napi_env env, napi_callback_info info) {
    size_t count = 4;
    napi_value values[4];
    napi_get_cb_info(env, info, &count, values, nullptr, nullptr);
    Memory constants, sizes;
    if (count == 4 && memoryOf(env, values[2], &constants) && memoryOf(env, values[3], &sizes) &&
        constants.type == napi_float64_array && sizes.type == napi_int32_array && sizes.length >= kHead)
      read(env, values[0], values[1], constants, sizes);
    if (!valid) napi_throw_range_error(env, nullptr, "kernels: the arrays do not fit the expression");
  }

 private:
  /** rows, columns, 1 for float32, registers, result. */
  static constexpr size_t kHead = 5;

  static bool memoryOf(napi_env env, napi_value value, Memory *m) {
    return napi_get_typedarray_info(env, value, &m->type, &m->length, &m->data, nullptr, nullptr) == napi_ok;
  }

  void read(napi_env env, napi_value in, napi_value out, const Memory &constants, const Memory &sizes) {
    const int32_t *s = (const int32_t *)sizes.data;
    const long rows = s[0], columns = s[1];
    isFloat32 = s[2] != 0;
    size = rows * columns;
    uint32_t inputCount = 0, outputCount = 0;
    napi_get_array_length(env, in, &inputCount);
    napi_get_array_length(env, out, &outputCount);
    const size_t steps = kHead + 2 * inputCount;
    if (rows < 1 || columns < 1 || steps > sizes.length || (sizes.length - steps) % 4 != 0) return;
    for (uint32_t i = 0; i < inputCount; i++) {
      const long rowStep = s[kHead + 2 * i], columnStep = s[kHead + 2 * i + 1];
      Memory m;
      if (!elementOf(env, in, i, &m) || rowStep < 0 || columnStep < 0) return;
      if ((long)m.length < (rows - 1) * rowStep + (columns - 1) * columnStep + 1) return;
      inputs.push_back({m.data, m.type == napi_uint8_array, rowStep, columnStep});
    }
    for (uint32_t i = 0; i < outputCount; i++) {
      Memory m;
      if (!elementOf(env, out, i, &m) || (long)m.length < size) return;
      outputs.push_back({m.data, m.type == napi_uint8_array});
    }
    program = {columns, inputs.data(), outputs.data(), (const double *)constants.data, (const ProgramStep *)(s + steps),
               (long)constants.length, s[3], (long)(sizes.length - steps) / 4, (long)outputCount, false, s[4]};
    program.streams = size * (long)outputCount * (isFloat32 ? 4 : 8) >= kStreams;
    valid = true;
    for (long i = 0; i < program.stepCount; i++) {
      const ProgramStep &step = program.steps[i];
      valid = valid && exists(step.x) && exists(step.y) && exists(step.out) && step.out >> 8 >= 2;
    }
    valid = valid && exists(program.result);
  }

  bool elementOf(napi_env env, napi_value list, uint32_t i, Memory *m) const {
    napi_value value;
    if (napi_get_element(env, list, i, &value) != napi_ok || !memoryOf(env, value, m)) return false;
    return m->type == napi_uint8_array || m->type == (isFloat32 ? napi_float32_array : napi_float64_array);
  }

  bool exists(int32_t slot) const {
    const long counts[] = {(long)inputs.size(), program.constantCount, (long)outputs.size(), program.registerCount};
    return slot >= 0 && slot >> 8 < 4 && (slot & 255) < counts[slot >> 8];
  }
};

template <typename T>
void runShared(const Expression &e) {
  if (e.size < kWorthSharing) return kernels<T>().run(e.program, 0, e.size);
  const long shares = (e.size + kShare - 1) / kShare;
  parallel(shares, [&](long i) {
    const long from = i * kShare, to = from + kShare;
    kernels<T>().run(e.program, from, to < e.size ? to : e.size);
  });
}

/** Runs an expression: its outputs are written. */
napi_value RunProgram(napi_env env, napi_callback_info info) {
  const Expression e(env, info);
  if (e.valid) e.isFloat32 ? runShared<float>(e) : runShared<double>(e);
  return nullptr;
}

/** Sums the parts of a pairwise sum on all threads: the parts and their order are those of one thread. */
template <typename T>
T sumShared(const Expression &e) {
  if (e.size < kWorthSharing) return kernels<T>().sum(e.program, 0, e.size);
  const auto left = [](long n) { return n / 2 - n / 2 % 8; };
  const long half = left(e.size), ends[] = {left(half), half, half + left(e.size - half), e.size};
  T sums[4];
  parallel(4, [&](long i) {
    const long from = i == 0 ? 0 : ends[i - 1];
    sums[i] = kernels<T>().sum(e.program, from, ends[i] - from);
  });
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/** The sum of the slot that an expression ends in; its outputs are written. */
napi_value SumProgram(napi_env env, napi_callback_info info) {
  const Expression e(env, info);
  if (!e.valid) return nullptr;
  napi_value result;
  napi_create_double(env, e.isFloat32 ? (double)sumShared<float>(e) : sumShared<double>(e), &result);
  return result;
}

}  // namespace
