// A few threads that wait for shares of work.
#pragma once
#include <functional>

/** How many threads compute, this one included. */
int threadCount();

/** Runs share(0) ... share(count - 1), each once, on all threads; returns when all are done. */
void parallel(long count, const std::function<void(long)> &share);
