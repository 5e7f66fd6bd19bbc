/* The child: takes its descriptors, its view, its limits and its filters, and becomes the program. */
#include "launcher.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { ERROR_FD = 5, FIRST_FREE_FD = 6 };
static int error_fd = -1;

void child_fail(const char *step) {
  char text[400];
  int length = snprintf(text, sizeof text, "%s: %s", step, strerror(errno));
  if (write(error_fd, text, (size_t)length) < 0) _exit(126);
  _exit(127);
}

/* 0 /dev/null, 1 and 2 the captured output, 3 requests, 4 replies, 5 (closed on exec) errors; nothing else. */
static void take_descriptors(const struct child_ends *ends) {
  int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  int wanted[6] = {null, ends->output, ends->output, ends->request, ends->reply, ends->error};
  int parked[6];
  for (int i = 0; i < 6; i++) parked[i] = fcntl(wanted[i], F_DUPFD_CLOEXEC, 32);
  for (int i = 0; i < 6; i++) {
    if (parked[i] < 0 || dup3(parked[i], i, i == ERROR_FD ? O_CLOEXEC : 0) < 0) child_fail("descriptors");
  }
  error_fd = ERROR_FD;
  if (syscall(SYS_close_range, FIRST_FREE_FD, ~0U, 0) != 0) {
    for (int fd = FIRST_FREE_FD; fd < 4096; fd++) close(fd);
  }
}

static void limit(int resource, long value) {
  if (value < 0) return;
  struct rlimit both = {(rlim_t)value, (rlim_t)value};
  if (setrlimit(resource, &both) != 0) child_fail("setrlimit");
}

static void set_limits(const struct options *options) {
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, options->cpu_s > 0 ? options->cpu_s : -1);
  /* Not RLIMIT_AS: V8 reserves more address space than it uses and would not start. */
  limit(RLIMIT_DATA, options->data_mb > 0 ? options->data_mb << 20 : -1);
  limit(RLIMIT_FSIZE, options->file_mb >= 0 ? options->file_mb << 20 : -1);
  limit(RLIMIT_NOFILE, 256);
  limit(RLIMIT_MSGQUEUE, 0);
  limit(RLIMIT_MEMLOCK, 0);
}

/* RLIMIT_NPROC counts per uid (per user namespace), so it is set only where the sandbox has a count of its own. */
static void limit_tasks(const struct options *options) {
  int own_count = options->uid >= 0 || namespace_flags(options) & 0x10000000 /* CLONE_NEWUSER */;
  if (own_count && options->tasks > 0) limit(RLIMIT_NPROC, options->tasks);
}

static void change_user(const struct options *options) {
  if (options->uid < 0) return;
  uid_t id = (uid_t)options->uid;
  if (setgroups(0, NULL) != 0 || setresgid(id, id, id) != 0 || setresuid(id, id, id) != 0) child_fail("change user");
  if (setuid(0) == 0) child_fail("change user (still root)");
}

void run_child(const struct options *options, const struct child_ends *ends) {
  error_fd = ends->error;
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  signal(SIGPIPE, SIG_DFL);
  if (setsid() < 0) child_fail("setsid");
  take_descriptors(ends);
  if (options->level == LEVEL_NAMESPACES) build_view(options, ends);
  set_limits(options);
  change_user(options);
  limit_tasks(options);
  /* After the change of user, which clears it. */
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (chdir(options->cwd) != 0) child_fail("chdir");
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) child_fail("no_new_privs");
  if (options->level <= LEVEL_LANDLOCK) {
    restrict_files(options);
    restrict_syscalls();
  }
  execv(options->argv[0], options->argv);
  child_fail("exec");
}
