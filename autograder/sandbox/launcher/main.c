/* gradlab-sandbox: starts programs shut in, and supervises them.
 *
 *   gradlab-sandbox fifo PATH...          makes named pipes
 *   gradlab-sandbox landlock              prints the version of Landlock, 0 for none
 *   gradlab-sandbox serve                 starts a supervisor for every message that asks for one (see serve.c)
 *
 * A supervisor has three pipes to T: 3 requests (reading), 4 replies (writing), 5 status (writing). On status it writes
 * `open`, then `error STEP` or `pid N supervisor N`, and at the end `end KEY=VALUE...`, `output BYTES` and that many bytes of
 * what the program printed. The program finds requests on descriptor 3 and writes replies to descriptor 4. */
#include "launcher.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* An inherited pipe: made large, and not left open in what we start. */
static int inherited(int fd) {
  if (fcntl(fd, F_SETFD, FD_CLOEXEC) != 0) {
    fprintf(stderr, "gradlab-sandbox: expected a pipe on descriptor %d: %s\n", fd, strerror(errno));
    _exit(3);
  }
  fcntl(fd, F_SETPIPE_SZ, 1 << 20);
  return fd;
}

/* A child in new namespaces, like fork: the raw call, since glibc's clone wants a stack of its own. */
static pid_t fork_with(int flags) { return (pid_t)syscall(SYS_clone, flags | SIGCHLD, 0, 0, 0, 0); }

/* Reads what the child says went wrong while it shut itself in; empty once the program runs. */
static void read_setup_error(int fd, char *text, size_t size) {
  size_t used = 0;
  for (;;) {
    ssize_t got = read(fd, text + used, size - 1 - used);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    used += (size_t)got;
  }
  text[used] = 0;
  close(fd);
}

static void die_with(pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (parent > 0 && getppid() != parent) _exit(3);
}

int run(const struct options *options) {
  die_with((pid_t)options->parent);
  struct child_ends ends = {.outer_uid = geteuid(), .outer_gid = getegid()};
  ends.request = inherited(3);
  ends.reply = inherited(4);
  int status = inherited(5);

  int output[2], error[2];
  if (pipe2(output, O_CLOEXEC) != 0 || pipe2(error, O_CLOEXEC) != 0) return supervise(options, -1, -1, status, "pipe");
  ends.output = output[1];
  ends.error = error[1];
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);

  pid_t child = fork_with(namespace_flags(options));
  if (child == 0) run_child(options, &ends);
  int fork_errno = errno;
  close(ends.request);
  close(ends.reply);
  close(output[1]);
  close(error[1]);

  char setup_error[512] = "";
  if (child < 0) snprintf(setup_error, sizeof setup_error, "clone: %s", strerror(fork_errno));
  else read_setup_error(error[0], setup_error, sizeof setup_error);
  return supervise(options, child, output[0], status, setup_error);
}

int main(int argc, char **argv) {
  if (argc >= 3 && strcmp(argv[1], "fifo") == 0) return make_fifos(argc - 2, argv + 2);
  if (argc == 2 && strcmp(argv[1], "landlock") == 0) {
    printf("%d\n", landlock_available());
    return 0;
  }
  if (argc == 2 && strcmp(argv[1], "serve") == 0) return serve();
  fprintf(stderr, "gradlab-sandbox: expected `fifo PATH...`, `landlock` or `serve`\n");
  return 2;
}
