/* Seccomp: Node's own system calls are allowed, all others answer as if the kernel did not have them. No sockets, no new
 * processes (threads only), no signals to and no limits of other processes, no shared anonymous memory (it would escape
 * RLIMIT_DATA). clone3 must answer ENOSYS, since its flags cannot be read by a filter; libc then uses clone. */
#include "launcher.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define OUR_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_ARCH AUDIT_ARCH_AARCH64
#else
#define OUR_ARCH 0
#endif

#include "syscalls.h"

enum { MAX_FILTER = 1024 };
static struct sock_filter filter[MAX_FILTER];
static unsigned short used;

static void emit(uint16_t code, uint32_t k, uint8_t yes, uint8_t no) {
  if (used == MAX_FILTER) child_fail("seccomp filter too long");
  filter[used++] = (struct sock_filter){code, yes, no, k};
}

static void answer(uint32_t action) { emit(BPF_RET | BPF_K, action, 0, 0); }
static void load(uint32_t offset) { emit(BPF_LD | BPF_W | BPF_ABS, offset, 0, 0); }
static uint32_t argument(int i) { return (uint32_t)(offsetof(struct seccomp_data, args) + 8 * (size_t)i); }

static void on_call(uint32_t number, uint32_t action) {
  emit(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1);
  answer(action);
}

/* Call `number` is allowed where (argument & mask) equals value, and else answers EPERM. */
static void on_argument(uint32_t number, int index, uint32_t mask, uint32_t value, int equal) {
  emit(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 5);
  load(argument(index));
  emit(BPF_ALU | BPF_AND | BPF_K, mask, 0, 0);
  emit(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
  answer(equal ? SECCOMP_RET_ALLOW : SECCOMP_RET_ERRNO | EPERM);
  answer(equal ? SECCOMP_RET_ERRNO | EPERM : SECCOMP_RET_ALLOW);
}

static void check_architecture(void) {
  load(offsetof(struct seccomp_data, arch));
  emit(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCH, 1, 0);
  answer(SECCOMP_RET_KILL_PROCESS);
  load(offsetof(struct seccomp_data, nr));
#if defined(__x86_64__)
  emit(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1); /* the x32 calls */
  answer(SECCOMP_RET_ERRNO | EPERM);
#endif
}

static void calls_with_conditions(void) {
  uint32_t self = (uint32_t)getpid();
  on_argument(SYS_clone, 0, CLONE_THREAD, CLONE_THREAD, 1);
  on_argument(SYS_mmap, 3, MAP_SHARED | MAP_ANONYMOUS, MAP_SHARED | MAP_ANONYMOUS, 0);
  on_argument(SYS_kill, 0, ~0U, self, 1);
  on_argument(SYS_tgkill, 0, ~0U, self, 1);
  /* It may not outlive the supervisor. */
  on_argument(SYS_prctl, 0, ~0U, PR_SET_PDEATHSIG, 0);
  /* prlimit64 of the own process, named by 0. */
  on_argument(SYS_prlimit64, 0, ~0U, 0, 1);
}

void restrict_syscalls(void) {
  if (OUR_ARCH == 0) {
    errno = ENOTSUP;
    child_fail("seccomp: unknown architecture");
  }
  check_architecture();
  calls_with_conditions();
  for (size_t i = 0; i < sizeof denied / sizeof *denied; i++) on_call((uint32_t)denied[i], SECCOMP_RET_ERRNO | EPERM);
  for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) on_call((uint32_t)allowed[i], SECCOMP_RET_ALLOW);
  answer(SECCOMP_RET_ERRNO | ENOSYS);
  struct sock_fprog program = {used, filter};
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) != 0) child_fail("seccomp");
}
