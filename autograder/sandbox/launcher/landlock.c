/* Landlock: the listed paths are readable, the private /tmp is writable, everything else is denied; no TCP, and (where
 * the kernel knows scopes) no signals to and no abstract sockets of processes outside. */
#include "launcher.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

/* Declared here, since the system's headers may be older than its kernel. */
struct ruleset_attr { uint64_t fs, net, scoped; };
struct path_attr { uint64_t access; int32_t parent; } __attribute__((packed));

enum { EXECUTE = 1, WRITE_FILE = 2, READ_FILE = 4, READ_DIR = 8, TRUNCATE = 1 << 14, IOCTL_DEV = 1 << 15 };

int landlock_available(void) {
  long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, 1);
  return abi < 0 ? 0 : (int)abi;
}

static uint64_t known_rights(int abi) {
  if (abi >= 5) return 0xffff;
  if (abi >= 3) return 0x7fff;
  return abi >= 2 ? 0x3fff : 0x1fff;
}

static void allow(int ruleset, const char *path, uint64_t rights) {
  struct stat info;
  int fd = open(path, O_PATH | O_CLOEXEC);
  if (fd < 0) child_fail(path);
  if (fstat(fd, &info) != 0) child_fail(path);
  if (!S_ISDIR(info.st_mode)) rights &= EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV;
  struct path_attr attr = {rights, fd};
  if (syscall(SYS_landlock_add_rule, ruleset, 1, &attr, 0) != 0) child_fail("landlock rule");
  close(fd);
}

void restrict_files(const struct options *options) {
  int abi = landlock_available();
  if (abi < 1) {
    errno = ENOSYS;
    child_fail("landlock");
  }
  uint64_t fs = known_rights(abi);
  struct ruleset_attr attr = {fs, 3, 3};
  size_t size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
  int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attr, size, 0);
  if (ruleset < 0) child_fail("landlock ruleset");
  for (int i = 0; i < options->path_count; i++) {
    struct stat info;
    int device = stat(options->paths[i].target, &info) == 0 && S_ISCHR(info.st_mode);
    allow(ruleset, options->paths[i].target, device ? READ_FILE | WRITE_FILE : EXECUTE | READ_FILE | READ_DIR);
  }
  if (options->level == LEVEL_NAMESPACES && options->tmp_mb > 0) allow(ruleset, "/tmp", fs & ~(uint64_t)EXECUTE);
  if (syscall(SYS_landlock_restrict_self, ruleset, 0) != 0) child_fail("landlock restrict");
  close(ruleset);
}
