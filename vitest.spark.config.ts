import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The tests against Apache Spark itself, by `npm run test:spark`: one at a time, for each has virtual machines of Java. */
export default defineConfig({
  test: {
    pool: "forks",
    include: ["test/**/*.spark.ts"],
    maxWorkers: 1,
    fileParallelism: false,
    // A hung test ends; none is timed. On cores that others use a virtual machine takes minutes to begin.
    testTimeout: 3_600_000,
    server: { deps: { external: [/\/dist\//] } },
    allowOnly: false,
    env: { SPARK_CONF_DIR: fileURLToPath(new URL("test/support/spark", import.meta.url)), SPARK_LOCAL_IP: "127.0.0.1" },
  },
});
