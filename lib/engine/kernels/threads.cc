#include "threads.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <thread>

namespace {

/** So long a thread looks for new work before it goes to sleep: to wake it takes as long. */
constexpr auto kAwake = std::chrono::microseconds(100);

/** Looks so many times for the others before it lets other processes run. */
constexpr int kSpins = 500;

void pauseShortly() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

/** A thread of the pool, and the processor on which it was last; -1: not known. */
struct Worker {
  std::thread thread;
  std::atomic<int> processor{-1};
};

/** Never destroyed: its threads wait until the process ends. */
class Pool {
 public:
  explicit Pool(int workers) {
    sched_getaffinity(0, sizeof(allowed_), &allowed_);
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    for (int i = 0; i < workers; i++) {
      try {
        Worker &worker = workers_.emplace_back();
        worker.thread = std::thread([this, &worker] { serve(worker); });
        count_++;
      } catch (const std::system_error &) {
        break;
      }
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }

  int workers() const { return count_; }

  void run(long count, const std::function<void(long)> &share) {
    std::unique_lock<std::mutex> turn(turn_, std::try_to_lock);
    if (!turn.owns_lock() || count_ == 0 || count == 1) {
      for (long i = 0; i < count; i++) share(i);
      return;
    }
    {
      std::lock_guard<std::mutex> lock(mutex_);
      share_ = &share;
      next_ = 0;
      end_ = count;
      open_ = true;
      round_++;
    }
    leaveProcessor();
    wake_.notify_all();
    work();
    {
      // Whoever has not come by now is not waited for: on a busy machine that could be long.
      std::lock_guard<std::mutex> lock(mutex_);
      open_ = false;
    }
    for (int spins = 0; active_ > 0; spins++)
      if (spins > kSpins) std::this_thread::yield();
      else pauseShortly();
  }

 private:
  /**
   * Sends workers away that were last on the processor of this thread. Where others keep all processors busy, the system
   * would wake them here, to wait until this thread is done.
   */
  void leaveProcessor() {
    const int here = sched_getcpu();
    for (Worker &worker : workers_) {
      if (worker.processor != here || CPU_COUNT(&allowed_) < 2) continue;
      cpu_set_t others = allowed_;
      CPU_CLR(here, &others);
      pthread_setaffinity_np(worker.thread.native_handle(), sizeof(others), &others);
      worker.processor = -1;
    }
  }

  void work() {
    for (long i = next_++; i < end_; i = next_++) (*share_)(i);
  }

  void serve(Worker &worker) {
    for (unsigned long seen = 0;;) {
      worker.processor = sched_getcpu();
      lookFor([&] { return round_ != seen; });
      {
        std::unique_lock<std::mutex> lock(mutex_);
        wake_.wait(lock, [&] { return round_ != seen; });
        seen = round_;
        if (!open_) continue;
        active_++;
      }
      work();
      active_--;
    }
  }

  /** Looks for a while whether something has come. */
  template <typename F>
  void lookFor(const F &come) const {
    const auto end = std::chrono::steady_clock::now() + kAwake;
    for (int spins = 1; !come(); spins++) {
      pauseShortly();
      if (spins % 32 == 0 && std::chrono::steady_clock::now() > end) return;
    }
  }

  std::deque<Worker> workers_;
  cpu_set_t allowed_{};
  int count_ = 0;
  std::mutex turn_, mutex_;
  std::condition_variable wake_;
  std::atomic<unsigned long> round_{0};
  std::atomic<long> next_{0};
  std::atomic<int> active_{0};
  long end_ = 0;
  bool open_ = false;
  const std::function<void(long)> *share_ = nullptr;
};

/** As many as libtensorflow is told to use. */
int wantedThreads() {
  const char *given = getenv("TF_NUM_INTRAOP_THREADS");
  const int number = given ? atoi(given) : 0;
  const int cores = std::thread::hardware_concurrency();
  const int wanted = number > 0 ? number : cores;
  return wanted < 1 ? 1 : wanted > 64 ? 64 : wanted;
}

Pool &pool() {
  static Pool *one = new Pool(wantedThreads() - 1);
  return *one;
}

}  // namespace

int threadCount() { return pool().workers() + 1; }

void parallel(long count, const std::function<void(long)> &share) { pool().run(count, share); }
