/* The supervisor: captures what the child prints, holds its time and output limits, and ends it with all its children. */
#include "launcher.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { KILL_FACTOR = 256 }; /* output beyond this many times what is kept ends the child */

struct watch {
  const struct options *options;
  pid_t child;
  int output, status, signals;
  char *kept;
  size_t kept_size, kept_used;
  unsigned long long printed;
  const char *reason;
  int wait_status, ended;
  struct rusage usage;
  long long started;
};

static long long now_ms(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (long long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void write_all(int fd, const char *data, size_t size) {
  while (size > 0) {
    ssize_t done = write(fd, data, size);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return; /* T is gone: so shall we be */
    data += done;
    size -= (size_t)done;
  }
}

static void say(int fd, const char *line) { write_all(fd, line, strlen(line)); }

static int watch_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigprocmask(SIG_BLOCK, &set, NULL);
  signal(SIGPIPE, SIG_IGN);
  return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void stop(struct watch *watch, const char *reason) {
  if (!watch->reason) watch->reason = reason;
  kill_tree(watch->options, watch->child);
}

/* Reads what the child printed; keeps the head of it. Returns 0 at its end. */
static int read_output(struct watch *watch) {
  char block[65536];
  ssize_t got = read(watch->output, block, sizeof block);
  if (got < 0) return errno == EAGAIN || errno == EINTR;
  watch->printed += (unsigned long long)got;
  size_t room = watch->kept_size - watch->kept_used;
  size_t keep = (size_t)got < room ? (size_t)got : room;
  memcpy(watch->kept + watch->kept_used, block, keep);
  watch->kept_used += keep;
  if (watch->printed > (unsigned long long)watch->kept_size * KILL_FACTOR) stop(watch, "output");
  return got > 0;
}

static void read_signals(struct watch *watch) {
  struct signalfd_siginfo info;
  while (read(watch->signals, &info, sizeof info) == sizeof info) {
    if (info.ssi_signo != SIGCHLD) stop(watch, "stopped");
  }
  int status;
  struct rusage usage;
  for (pid_t pid; (pid = wait4(-1, &status, WNOHANG, &usage)) > 0;) {
    if (pid != watch->child) continue;
    watch->ended = 1;
    watch->wait_status = status;
    watch->usage = usage;
  }
}

static void watch_until_end(struct watch *watch) {
  struct pollfd fds[2] = {{watch->signals, POLLIN, 0}, {watch->output, POLLIN, 0}};
  while (!watch->ended) {
    long long left = watch->started + watch->options->wall_ms - now_ms();
    if (left <= 0) {
      stop(watch, "wall");
      left = 1000;
    }
    if (poll(fds, 2, (int)left) < 0 && errno != EINTR) break;
    if (fds[1].revents && !read_output(watch)) fds[1].fd = -1;
    if (fds[0].revents) read_signals(watch);
  }
}

static long milliseconds(struct timeval time) { return (long)(time.tv_sec * 1000 + time.tv_usec / 1000); }

/* The first process of a namespace ignores SIGXCPU, so the limit may come as SIGKILL; usage is counted a little low. */
static int ended_by_cpu(int signal, long cpu, const struct options *options) {
  return signal == SIGXCPU || (signal == SIGKILL && options->cpu_s > 0 && cpu >= options->cpu_s * 850);
}

static void report(struct watch *watch) {
  char line[400];
  int status = watch->wait_status;
  int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  long cpu = milliseconds(watch->usage.ru_utime) + milliseconds(watch->usage.ru_stime);
  int asked_to_stop = watch->reason && strcmp(watch->reason, "stopped") == 0;
  if (!watch->reason || asked_to_stop) {
    /* T asks us to stop as soon as the child's pipe closes, which is before the child's end can be waited for. */
    if (ended_by_cpu(signal, cpu, watch->options)) watch->reason = "cpu";
    else if (!asked_to_stop || signal != SIGKILL) watch->reason = "ended";
  }
  snprintf(line, sizeof line, "end reason=%s exit=%d signal=%d wall=%lld cpu=%ld peak=%ld printed=%llu\noutput %zu\n",
           watch->reason, WIFEXITED(status) ? WEXITSTATUS(status) : -1, signal, now_ms() - watch->started, cpu,
           watch->usage.ru_maxrss, watch->printed, watch->kept_used);
  say(watch->status, line);
  write_all(watch->status, watch->kept, watch->kept_used);
}

int supervise(const struct options *options, pid_t child, int output, int status, const char *setup_error) {
  char line[600];
  struct watch watch = {.options = options, .child = child, .output = output, .status = status, .started = now_ms()};
  watch.signals = watch_signals();
  watch.kept_size = (size_t)(options->output_kb > 0 ? options->output_kb : 64) << 10;
  watch.kept = malloc(watch.kept_size);
  if (!watch.kept || watch.signals < 0) setup_error = "no memory";
  if (*setup_error) {
    snprintf(line, sizeof line, "error %s\n", setup_error);
    say(status, line);
    if (child > 0) kill_tree(options, child);
    return 3;
  }
  fcntl(output, F_SETFL, O_NONBLOCK);
  snprintf(line, sizeof line, "pid %d supervisor %d\n", child, getpid());
  say(status, line);
  kill(getpid(), SIGCHLD); /* the child may have ended before the signals were watched */
  watch_until_end(&watch);
  kill_tree(options, child);
  for (int i = 0; i < 64 && read_output(&watch); i++) continue;
  report(&watch);
  return 0;
}
