/* The namespaces level: a root of its own, made of read-only binds of the listed paths and a small private /tmp. */
#include "launcher.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#define OLD "/.gradlab-old"

/* Root needs no user namespace: it gives its rights up for good by changing to the sandbox's uid. */
int namespace_flags(const struct options *options) {
  if (options->level != LEVEL_NAMESPACES) return 0;
  int flags = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP;
  return options->uid >= 0 ? flags : flags | CLONE_NEWUSER;
}

static void write_text(const char *path, const char *text) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0 || write(fd, text, strlen(text)) < 0) child_fail(path);
  close(fd);
}

static void map_ids(const struct child_ends *ends) {
  char line[64];
  write_text("/proc/self/setgroups", "deny");
  snprintf(line, sizeof line, "%u %u 1", ends->outer_uid, ends->outer_uid);
  write_text("/proc/self/uid_map", line);
  snprintf(line, sizeof line, "%u %u 1", ends->outer_gid, ends->outer_gid);
  write_text("/proc/self/gid_map", line);
}

static void make_parents(char *path) {
  for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    if (mkdir(path, 0755) != 0 && errno != EEXIST) child_fail(path);
    *slash = '/';
  }
}

static void make_target(const char *target, int is_folder) {
  char path[4096];
  snprintf(path, sizeof path, "%s", target);
  make_parents(path);
  if (is_folder) {
    if (mkdir(path, 0755) != 0 && errno != EEXIST) child_fail(path);
    return;
  }
  int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) child_fail(path);
  close(fd);
}

/* A user namespace may not clear the flags that a mount already has, so they are kept when it is made read-only. */
static unsigned long kept_flags(const char *path) {
  struct statvfs fs;
  if (statvfs(path, &fs) != 0) child_fail("statvfs");
  unsigned long flags = 0;
  if (fs.f_flag & ST_NOEXEC) flags |= MS_NOEXEC;
  if (fs.f_flag & ST_NOATIME) flags |= MS_NOATIME;
  if (fs.f_flag & ST_NODIRATIME) flags |= MS_NODIRATIME;
  if (fs.f_flag & ST_RELATIME) flags |= MS_RELATIME;
  return flags;
}

static void show(const struct view_path *path) {
  char source[4200];
  struct stat info;
  snprintf(source, sizeof source, OLD "%s", path->source);
  if (stat(source, &info) != 0) child_fail(path->source);
  int device = S_ISCHR(info.st_mode);
  make_target(path->target, S_ISDIR(info.st_mode));
  if (mount(source, path->target, NULL, MS_BIND, NULL) != 0) child_fail(path->target);
  unsigned long flags = MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | (device ? 0 : MS_NODEV);
  if (mount(NULL, path->target, NULL, flags | kept_flags(path->target), NULL) != 0) child_fail(path->target);
}

static void make_private_tmp(long megabytes) {
  char data[128];
  snprintf(data, sizeof data, "size=%ldm,nr_inodes=4096,mode=1777", megabytes);
  make_target("/tmp", 1);
  if (mount("tmpfs", "/tmp", "tmpfs", MS_NOEXEC | MS_NOSUID | MS_NODEV, data) != 0) child_fail("tmpfs");
}

/* There is no /proc; libtensorflow asks only where its own program lies, and ends the process without an answer. */
static void show_own_program(const char *program) {
  make_target("/proc/self", 1);
  if (symlink(program, "/proc/self/exe") != 0) child_fail("/proc/self/exe");
}

static void enter_empty_root(void) {
  const char *base = "/tmp";
  if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) child_fail("private mounts");
  if (mount("tmpfs", base, "tmpfs", MS_NOSUID | MS_NODEV, "size=1m,nr_inodes=8192,mode=755") != 0) child_fail("tmpfs");
  if (chdir(base) != 0 || mkdir("." OLD, 0700) != 0) child_fail(base);
  if (syscall(SYS_pivot_root, ".", "." OLD) != 0) child_fail("pivot_root");
  if (chdir("/") != 0) child_fail("chdir");
}

void build_view(const struct options *options, const struct child_ends *ends) {
  if (namespace_flags(options) & CLONE_NEWUSER) map_ids(ends);
  if (sethostname("sandbox", 7) != 0) child_fail("hostname");
  enter_empty_root();
  /* First, since a listed path may lie below /tmp itself. */
  if (options->tmp_mb > 0) make_private_tmp(options->tmp_mb);
  for (int i = 0; i < options->path_count; i++) show(&options->paths[i]);
  show_own_program(options->argv[0]);
  if (umount2(OLD, MNT_DETACH) != 0 || rmdir(OLD) != 0) child_fail("leave the old root");
  if (mount(NULL, "/", NULL, MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV, NULL) != 0) child_fail("read-only root");
}
