/* The system calls that Node needs (20 to 24, glibc and musl); a number that an architecture lacks is left out. */
#ifndef GRADLAB_SYSCALLS_H
#define GRADLAB_SYSCALLS_H

#include <sys/syscall.h>

/* From 424 on the numbers are the same on every architecture; older headers do not know them all. */
#ifndef SYS_pidfd_send_signal
#define SYS_pidfd_send_signal 424
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif
#ifndef SYS_close_range
#define SYS_close_range 436
#endif
#ifndef SYS_openat2
#define SYS_openat2 437
#endif
#ifndef SYS_faccessat2
#define SYS_faccessat2 439
#endif
#ifndef SYS_epoll_pwait2
#define SYS_epoll_pwait2 441
#endif
#ifndef SYS_fchmodat2
#define SYS_fchmodat2 452
#endif

/* Known and refused: EPERM reads better in an error message than "function not implemented". */
static const int denied[] = {
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev,
    SYS_mount, SYS_umount2, SYS_unshare, SYS_setns, SYS_chroot, SYS_memfd_create, SYS_setpriority, SYS_bpf,
    SYS_perf_event_open, SYS_keyctl, SYS_add_key, SYS_request_key, SYS_userfaultfd, SYS_tkill, SYS_sched_setaffinity,
#ifdef SYS_fork
    SYS_fork, SYS_vfork,
#endif
    SYS_pidfd_open, SYS_pidfd_send_signal,
};

static const int allowed[] = {
    /* files */
    SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_pread64, SYS_pwrite64, SYS_preadv, SYS_pwritev, SYS_openat, SYS_close,
    SYS_fstat, SYS_newfstatat, SYS_statx, SYS_statfs, SYS_fstatfs, SYS_lseek, SYS_faccessat, SYS_getdents64, SYS_readlinkat,
    SYS_mkdirat, SYS_unlinkat, SYS_renameat2, SYS_symlinkat, SYS_linkat, SYS_fchmod, SYS_fchmodat, SYS_utimensat,
    SYS_ftruncate, SYS_truncate, SYS_fallocate, SYS_fsync, SYS_fdatasync, SYS_flock, SYS_sendfile, SYS_copy_file_range,
    SYS_getcwd, SYS_chdir, SYS_fchdir, SYS_umask, SYS_dup, SYS_dup3, SYS_fcntl, SYS_ioctl, SYS_pipe2,
    SYS_inotify_init1, SYS_inotify_add_watch, SYS_inotify_rm_watch,
    /* waiting */
    SYS_ppoll, SYS_pselect6, SYS_epoll_create1, SYS_epoll_ctl, SYS_epoll_pwait, SYS_eventfd2, SYS_timerfd_create,
    SYS_timerfd_settime, SYS_timerfd_gettime, SYS_nanosleep, SYS_clock_nanosleep, SYS_futex, SYS_sched_yield,
    SYS_restart_syscall, SYS_wait4, SYS_waitid,
    /* memory */
    SYS_munmap, SYS_mremap, SYS_mprotect, SYS_madvise, SYS_mincore, SYS_msync, SYS_brk, SYS_membarrier,
    /* time */
    SYS_clock_gettime, SYS_clock_getres, SYS_gettimeofday, SYS_times, SYS_getrusage, SYS_setitimer, SYS_getitimer,
    /* the process itself */
    SYS_execve, SYS_exit, SYS_exit_group, SYS_getpid, SYS_getppid, SYS_gettid, SYS_getuid, SYS_geteuid, SYS_getgid,
    SYS_getegid, SYS_getresuid, SYS_getresgid, SYS_getgroups, SYS_getpgid, SYS_getsid, SYS_uname, SYS_sysinfo,
    SYS_set_tid_address, SYS_set_robust_list, SYS_get_robust_list, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn,
    SYS_rt_sigpending, SYS_rt_sigsuspend, SYS_rt_sigtimedwait, SYS_sigaltstack, SYS_sched_getaffinity, SYS_sched_getparam,
    SYS_sched_getscheduler, SYS_sched_get_priority_max, SYS_sched_get_priority_min, SYS_getpriority, SYS_getcpu,
    SYS_getrandom, SYS_capget, SYS_getrlimit, SYS_setrlimit,
#ifdef SYS_open
    SYS_open, SYS_stat, SYS_lstat, SYS_access, SYS_readlink, SYS_mkdir, SYS_rmdir, SYS_unlink, SYS_rename, SYS_symlink,
    SYS_link, SYS_chmod, SYS_getdents, SYS_dup2, SYS_pipe, SYS_poll, SYS_select, SYS_epoll_create, SYS_epoll_wait,
    SYS_eventfd, SYS_time, SYS_alarm, SYS_pause, SYS_getpgrp, SYS_utimes, SYS_inotify_init, SYS_arch_prctl,
#endif
#ifdef SYS_rseq
    SYS_rseq,
#endif
    SYS_openat2, SYS_faccessat2, SYS_close_range, SYS_epoll_pwait2, SYS_fchmodat2,
#ifdef SYS_pkey_alloc
    SYS_pkey_alloc, SYS_pkey_free, SYS_pkey_mprotect,
#endif
};

#endif
