import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // One worker a file: native modules and homes in use are not shared.
    pool: "forks",
    // Many tests wait for a process or a disk: one worker a core, where vitest would leave one core alone.
    maxWorkers: availableParallelism(),
    // A hung test ends; none is timed. Chromium and a release of thousands of households are slow on two busy cores.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // The built program is loaded as Node loads it.
    server: { deps: { external: [/\/dist\//] } },
    allowOnly: false,
    restoreMocks: true,
  },
});
