/* Ends the child and everything it started, daemons too. */
#include "launcher.h"

#include <ctype.h>
#include <dirent.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* The parent of a process that still runs; -1 for a dead one. */
static int running_parent_of(const char *name) {
  char path[300], text[512], state;
  int parent;
  snprintf(path, sizeof path, "/proc/%s/stat", name);
  FILE *file = fopen(path, "r");
  if (!file) return -1;
  size_t got = fread(text, 1, sizeof text - 1, file);
  fclose(file);
  text[got] = 0;
  /* The command's name, in brackets, may hold brackets itself: the last one ends it. */
  char *end = strrchr(text, ')');
  return end && sscanf(end, ") %c %d", &state, &parent) == 2 && state != 'Z' ? parent : -1;
}

/* As a subreaper we inherit every orphan below us, so killing our children until none is left ends the whole tree. */
static int kill_children_once(void) {
  int killed = 0;
  DIR *proc = opendir("/proc");
  if (!proc) return 0;
  for (struct dirent *entry; (entry = readdir(proc));) {
    if (!isdigit((unsigned char)entry->d_name[0]) || running_parent_of(entry->d_name) != getpid()) continue;
    if (kill((pid_t)atoi(entry->d_name), SIGKILL) == 0) killed++;
  }
  closedir(proc);
  return killed;
}

/* As root, a process of the sandbox's own uid may kill all of that uid in one call, faster than any fork bomb. */
static void kill_uid(uid_t uid) {
  pid_t killer = fork();
  if (killer == 0) {
    if (setgroups(0, NULL) == 0 && setresgid(uid, uid, uid) == 0 && setresuid(uid, uid, uid) == 0) kill(-1, SIGKILL);
    _exit(0);
  }
  if (killer > 0) waitpid(killer, NULL, 0);
}

void kill_tree(const struct options *options, pid_t child) {
  kill(child, SIGKILL); /* with a process namespace, its first process takes all others along */
  if (options->level <= LEVEL_LANDLOCK) return; /* no other processes there: seccomp forbids them */
  if (options->uid >= 0) kill_uid((uid_t)options->uid);
  for (int i = 0; i < 1000 && kill_children_once() > 0; i++) {
    struct timespec pause = {0, 1000000};
    nanosleep(&pause, NULL);
  }
}
