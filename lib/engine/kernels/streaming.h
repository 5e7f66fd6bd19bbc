// Copies that go past the caches: what is not read again soon should not be fetched before it is overwritten.
#pragma once
#include <cstdint>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace {

/** Copies `bytes` bytes; aligned ones past the caches. */
inline void streamBytes(const void *from, void *to, long bytes) {
#if defined(__x86_64__)
  constexpr long step = VECTOR_BYTES;
  if ((uintptr_t)to % step == 0 && bytes % step == 0) {
    for (long i = 0; i < bytes; i += step) {
      const char *source = (const char *)from + i;
      char *target = (char *)to + i;
#if VECTOR_BYTES == 64
      _mm512_stream_si512((__m512i *)target, _mm512_loadu_si512(source));
#elif VECTOR_BYTES == 32
      _mm256_stream_si256((__m256i *)target, _mm256_loadu_si256((const __m256i *)source));
#else
      _mm_stream_si128((__m128i *)target, _mm_loadu_si128((const __m128i *)source));
#endif
    }
    return;
  }
#endif
  memcpy(to, from, bytes);
}

/** Streamed copies are seen by other threads from here on. */
inline void endStreaming() {
#if defined(__x86_64__)
  _mm_sfence();
#endif
}

}  // namespace
