import { executorEnvironment } from "./executor-environment.ts";

test("what the user has set stays, the rest is there", () => {
  const env = executorEnvironment({ HOME: "/home/me", GLIBC_TUNABLES: "glibc.malloc.check=3" });
  expect(env).toMatchObject({ HOME: "/home/me", GLIBC_TUNABLES: "glibc.malloc.check=3", TF_ENABLE_ONEDNN_OPTS: "1" });
});
