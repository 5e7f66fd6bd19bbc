// Working memory of one thread, kept from call to call.
#pragma once
#include <cstdlib>

namespace {

struct Scratch {
  void *memory = nullptr;
  size_t size = 0;

  ~Scratch() { free(memory); }

  /** At least so many elements, aligned to a cache line; their content is whatever was there. */
  template <typename T>
  T *of(long count) {
    const size_t bytes = (count * sizeof(T) + 255) / 64 * 64;
    if (bytes > size) {
      free(memory);
      memory = aligned_alloc(64, bytes);
      size = memory ? bytes : 0;
      if (!memory) abort();
    }
    return (T *)memory;
  }
};

}  // namespace
