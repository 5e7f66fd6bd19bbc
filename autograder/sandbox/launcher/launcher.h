/* The sandbox launcher: starts one program shut in, watches it, and says how it ended.
 * T (the trusted process) talks to it through pipes; see serve.c and main.c for the conversations. */
#ifndef GRADLAB_LAUNCHER_H
#define GRADLAB_LAUNCHER_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <stddef.h>
#include <sys/syscall.h>
#include <sys/types.h>

#ifndef SYS_close_range
#define SYS_close_range 436
#endif

enum level { LEVEL_NAMESPACES, LEVEL_LANDLOCK, LEVEL_UID, LEVEL_NONE };
enum { MAX_PATHS = 256 };

struct view_path {
  const char *source; /* on this machine, symbolic links resolved */
  const char *target; /* where the sandbox sees it */
};

struct options {
  enum level level;
  long parent;                          /* process id of T */
  long wall_ms, cpu_s, data_mb, file_mb, tasks, tmp_mb, output_kb;
  long uid; /* the sandbox's own uid, or -1 to keep ours */
  struct view_path paths[MAX_PATHS];
  int path_count;
  const char *cwd;
  char **argv;
};

/* What the child inherits from the supervisor. */
struct child_ends {
  int request, reply, output, error;
  uid_t outer_uid;
  gid_t outer_gid;
};

/* Serves T until it is gone; returns the launcher's exit code. */
int serve(void);
/* Makes named pipes; 0 where all were made. */
int make_fifos(int count, char **paths);

int parse_options(int argc, char **argv, struct options *options);

/* The supervisor: starts the child on the pipes 3, 4 and 5 and watches it; returns the exit code. */
int run(const struct options *options);

/* Runs in the child: shuts it in as asked and becomes the program; never returns. */
void run_child(const struct options *options, const struct child_ends *ends);
/* Says on the error pipe which step failed (with errno) and ends the child. */
void child_fail(const char *step);

int namespace_flags(const struct options *options);
void build_view(const struct options *options, const struct child_ends *ends);
int landlock_available(void);
void restrict_files(const struct options *options);
void restrict_syscalls(void);

/* Runs in the parent until the child is gone; returns the launcher's exit code. */
int supervise(const struct options *options, pid_t child, int output, int status, const char *setup_error);
void kill_tree(const struct options *options, pid_t child);

#endif
