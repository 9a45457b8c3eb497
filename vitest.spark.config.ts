import { defineConfig } from "vitest/config";

/** The tests against Apache Spark itself, by `npm run test:spark`: one at a time, for each has virtual machines of Java. */
export default defineConfig({
  test: {
    pool: "forks",
    include: ["test/**/*.spark.ts"],
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    server: { deps: { external: [/\/dist\//] } },
    allowOnly: false,
  },
});
