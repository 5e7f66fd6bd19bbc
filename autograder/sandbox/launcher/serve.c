/* The launcher as a service: one small process that starts all sandboxes of a grading process. The grading process itself
 * would pay for each with a copy of its page tables, which are large.
 *
 * It inherits two pipes from T: 3 messages (reading), 4 answers (writing). A message is its size (4 bytes, this machine's
 * order) and words that end in NUL:
 *   fifo PATH...                              makes named pipes; answers with one byte, 0 where all were made
 *   run REQUESTS REPLIES STATUS OPTIONS...    starts a supervisor on three of these pipes; it takes their names away
 *   stop PID                                  ends that supervisor, if it still runs
 * When T is gone, so are the pipes, the supervisors and this process. */
#include "launcher.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MESSAGES = 3, ANSWERS = 4, MAX_MESSAGE = 1 << 20, MAX_WORDS = 2048, MAX_NAMES = 64 };

/* Names of pipes that were made and not taken: removed when T is gone without having done so. */
static char names[MAX_NAMES][256];

static int read_fully(void *to, size_t size) {
  for (size_t used = 0; used < size;) {
    ssize_t got = read(MESSAGES, (char *)to + used, size - used);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return -1;
    used += (size_t)got;
  }
  return 0;
}

int make_fifos(int count, char **paths) {
  for (int i = 0; i < count; i++) {
    if (mkfifo(paths[i], 0600) == 0) continue;
    fprintf(stderr, "gradlab-sandbox: mkfifo %s: %s\n", paths[i], strerror(errno));
    return 3;
  }
  return 0;
}

static void remember(int count, char **paths) {
  for (int i = 0; i < count && i < MAX_NAMES; i++) snprintf(names[i], sizeof names[i], "%s", paths[i]);
}

static void remove_names(void) {
  for (int i = 0; i < MAX_NAMES && names[i][0]; i++) unlink(names[i]);
  char *slash = strrchr(names[0], '/');
  if (slash) *slash = 0;
  if (slash) rmdir(names[0]);
}

static void fifo(int count, char **paths) {
  char failed = make_fifos(count, paths) != 0;
  remember(count, paths);
  if (write(ANSWERS, &failed, 1) < 0) _exit(3);
}

/* In the supervisor-to-be: the pipes take the numbers 3, 4 and 5, which are the lowest that are free. */
static void take_pipes(char **paths) {
  close(MESSAGES);
  close(ANSWERS);
  int flags[3] = {O_RDONLY, O_WRONLY, O_WRONLY};
  for (int i = 0; i < 3; i++) {
    if (open(paths[i], flags[i] | O_CLOEXEC) != 3 + i) _exit(3);
    unlink(paths[i]);
  }
  if (write(5, "open\n", 5) < 0) _exit(3);
}

static void start(int count, char **words) {
  static struct options options;
  pid_t server = getpid();
  if (fork() != 0) return;
  take_pipes(words);
  if (parse_options(count - 3, words + 3, &options) != 0) {
    const char *error = "error options that are none\n";
    _exit(write(5, error, strlen(error)) < 0 ? 3 : 2);
  }
  options.parent = server;
  _exit(run(&options));
}

/* A supervisor's number is its own until it was waited for, which happens here alone: no other process can be hit. */
static void stop_supervisor(pid_t pid) {
  if (pid > 0 && waitpid(pid, NULL, WNOHANG) == 0) kill(pid, SIGTERM);
}

static void obey(char *message, size_t size) {
  static char *words[MAX_WORDS + 1];
  int count = 0;
  for (char *word = message; word < message + size && count < MAX_WORDS; word += strlen(word) + 1) words[count++] = word;
  words[count] = NULL;
  if (count > 1 && strcmp(words[0], "fifo") == 0) fifo(count - 1, words + 1);
  else if (count > 4 && strcmp(words[0], "run") == 0) start(count - 1, words + 1);
  else if (count == 2 && strcmp(words[0], "stop") == 0) stop_supervisor((pid_t)atol(words[1]));
}

int serve(void) {
  static char message[MAX_MESSAGE + 1];
  uint32_t size;
  signal(SIGPIPE, SIG_IGN);
  fcntl(MESSAGES, F_SETFD, FD_CLOEXEC);
  fcntl(ANSWERS, F_SETFD, FD_CLOEXEC);
  while (read_fully(&size, sizeof size) == 0 && size <= MAX_MESSAGE && read_fully(message, size) == 0) {
    message[size] = 0;
    while (waitpid(-1, NULL, WNOHANG) > 0) continue;
    obey(message, size);
  }
  remove_names();
  return 0;
}
