// Expressions over large arrays in one pass: step after step over a block that stays in the first cache, then the next block.
// Every step rounds to the element type, so that the figures are those of the steps one by one.
#pragma once
#include "mapping.h"
#include "scratch.h"
#include "streaming.h"

namespace {

/** Bytes of a block: a handful of them, and the arrays' own, fit into the first cache. */
constexpr long kBlockBytes = 4096;

template <typename T>
constexpr long kBlock = kBlockBytes / sizeof(T);

/** Bytes of a bool array to numbers, and back. */
template <typename T>
void fromBytes(const uint8_t *x, T *out, long n) {
  for (long i = 0; i < n; i++) out[i] = x[i];
}

template <typename T>
void toBytes(const T *x, uint8_t *out, long n) {
  for (long i = 0; i < n; i++) out[i] = x[i] != 0;
}

/** Where the slots of a program lie for the present block. */
template <typename T>
struct Frame {
  const Program &program;
  const T *constants;
  T *registers, *staged;
  long row, column, at;

  /** A slot's memory; `step` becomes 1, or 0 where one value stands for all of the block. */
  void *find(int32_t slot, long *step) const {
    const long index = slot & 255;
    *step = 1;
    switch (slot >> 8) {
      case 0: {
        const ProgramInput &input = program.inputs[index];
        *step = input.columnStep;
        const long place = row * input.rowStep + column * input.columnStep;
        return input.bytes ? (void *)((uint8_t *)input.memory + place) : (void *)((T *)input.memory + place);
      }
      case 1: *step = 0; return (void *)(constants + index);
      case 2:
        if (program.outputs[index].bytes) return (uint8_t *)program.outputs[index].memory + at;
        return program.streams ? staged + index * kBlock<T> : (T *)program.outputs[index].memory + at;
      default: return registers + index * kBlock<T>;
    }
  }

  void run(long n) const {
    for (const ProgramStep *s = program.steps, *end = s + program.stepCount; s < end; s++) {
      long xStep, yStep, outStep;
      const void *x = find(s->x, &xStep), *y = find(s->y, &yStep);
      void *out = find(s->out, &outStep);
      if (s->step == kFromBytes) fromBytes((const uint8_t *)x, (T *)out, n);
      else if (s->step == kToBytes) toBytes((const T *)x, (uint8_t *)out, n);
      else mapStep(MapSize{s->step, 1, n, 0, 0, xStep, 0, yStep}, (const T *)x, (const T *)y, (T *)out, 0, 1);
    }
    for (long i = 0; program.streams && i < program.outputCount; i++)
      if (!program.outputs[i].bytes) streamBytes(staged + i * kBlock<T>, (T *)program.outputs[i].memory + at, n * sizeof(T));
  }
};

/** Calls body(frame, n) for blocks of the elements [from, to); no block goes beyond a row. */
template <typename T, typename F>
void overBlocks(const Program &program, long from, long to, const F &body) {
  static thread_local Scratch scratch;
  const long registers = program.registerCount * kBlock<T>, staged = program.streams ? program.outputCount * kBlock<T> : 0;
  T *memory = scratch.of<T>(registers + staged + program.constantCount);
  T *constants = memory + registers + staged;
  for (long i = 0; i < program.constantCount; i++) constants[i] = (T)program.constants[i];
  Frame<T> frame{program, constants, memory, memory + registers, 0, 0, from};
  for (long n; frame.at < to; frame.at += n) {
    frame.row = frame.at / program.columns;
    frame.column = frame.at % program.columns;
    n = program.columns - frame.column;
    if (n > kBlock<T>) n = kBlock<T>;
    if (n > to - frame.at) n = to - frame.at;
    body(frame, n);
  }
  if (program.streams) endStreaming();
}

template <typename T>
void runProgram(const Program &program, long from, long to) {
  overBlocks<T>(program, from, to, [](const Frame<T> &frame, long n) { frame.run(n); });
}

/** The sum of up to 128 dense elements, with eight running sums, as NumPy adds them. */
template <typename T>
T sumLeaf(const T *x, long n) {
  typedef T Eight __attribute__((vector_size(8 * sizeof(T)), aligned(alignof(T)), may_alias));
  long i = 0;
  T sum = T(-0.0);
  if (n >= 8) {
    Eight r = *(const Eight *)x;
    for (i = 8; i + 8 <= n; i += 8) r += *(const Eight *)(x + i);
    sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
  }
  for (; i < n; i++) sum += x[i];
  return sum;
}

/** The elements of the left half of a pairwise sum. */
inline long leftHalf(long n) { return n / 2 - n / 2 % 8; }

template <typename T>
T sumDense(const T *x, long n) {
  if (n <= 128) return sumLeaf(x, n);
  const long half = leftHalf(n);
  const T left = sumDense(x, half);
  return left + sumDense(x + half, n - half);
}

/**
 * The sum of n elements of the slot `result`, from `from` on, in the order of NumPy's pairwise sum.
 * @see https://github.com/numpy/numpy/blob/main/numpy/_core/src/umath/loops_utils.h.src (pairwise_sum)
 */
template <typename T>
T sumProgram(const Program &program, long from, long n) {
  if (n > kBlock<T>) {
    const long half = leftHalf(n);
    const T left = sumProgram<T>(program, from, half);
    return left + sumProgram<T>(program, from + half, n - half);
  }
  T values[kBlock<T>];
  overBlocks<T>(program, from, from + n, [&](const Frame<T> &frame, long count) {
    frame.run(count);
    long step;
    const T *result = (const T *)frame.find(program.result, &step);
    for (long i = 0; i < count; i++) values[frame.at - from + i] = result[i * step];
  });
  return sumDense(values, n);
}

}  // namespace
