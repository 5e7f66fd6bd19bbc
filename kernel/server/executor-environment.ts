/** The environment of the process that runs cells, for what can only be said before a process starts. */

/**
 * The allocator (https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html) keeps up to half a gigabyte of freed arrays of less than
 * 32 MB for the next ones: an array of 16 MB is there after 0.7 instead of 3.4 ms, a training step of a network takes a fifth less. Larger arrays go back to the system.
 */
const ALLOCATOR = {
  "glibc.malloc.mmap_threshold": 32 * 2 ** 20,
  "glibc.malloc.trim_threshold": 512 * 2 ** 20,
  "glibc.malloc.hugetlb": 1,
};

/** The environment with our settings in it; what the user has set stays. */
export function executorEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const tunables = Object.entries(ALLOCATOR).map(([name, value]) => `${name}=${value}`);
  return {
    GLIBC_TUNABLES: tunables.join(":"),
    // oneDNN's float32 kernels, a fifth faster: libtensorflow says in a line on stderr that they are on, which a kernel takes out (see chatter.ts).
    TF_ENABLE_ONEDNN_OPTS: "1",
    TF_CPP_MIN_LOG_LEVEL: "3",
    ...env,
  };
}
