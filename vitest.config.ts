import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";

/** Files that replace modules, or count what modules call: each has a process of its own. */
const ALONE = "test/**/*.alone.test.ts";

/** Tests of pages come early: they last longest, and one that began last would keep a single worker busy at the end. */
class PagesEarly extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer["sort"]>[0]) {
    const rankOf = ({ project, moduleId }: (typeof files)[number]): number =>
      project.name === "alone" ? 0 : moduleId.includes("browser") ? 1 : 2;
    return (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b));
  }
}

export default defineConfig({
  test: {
    // Workers are processes, and a worker goes from file to file with the modules that it has loaded: loading them for each
    // file took a tenth of the time. No module of the house has a state that a test could leave behind.
    pool: "forks",
    projects: [
      {
        extends: true,
        test: { name: "together", isolate: false, include: ["test/**/*.test.ts"], exclude: [...configDefaults.exclude, ALONE] },
      },
      { extends: true, test: { name: "alone", include: [ALONE] } },
    ],
    // Many tests wait for a process, a page or a disk: with one worker a core, a fifth of the processors' time was left over.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: PagesEarly },
    // Worlds are made by the thousand and thrown away: with Node's 16 MB for what is young, a sixth of the time was collecting it.
    execArgv: ["--max-semi-space-size=64"],
    // A hung test ends; none is timed. What takes ten seconds alone took more than sixty while others used the same two cores.
    testTimeout: 180_000,
    hookTimeout: 360_000,
    // What a test polls for comes, but not always within a second, which is the default.
    expect: { poll: { timeout: 30_000 } },
    // The built program is loaded as Node loads it.
    server: { deps: { external: [/\/dist\//] } },
    // Files share their worker: a test that fails must not leave its clock to the next one, which would wait for ever.
    setupFiles: ["test/support/real-clock.ts"],
    allowOnly: false,
    restoreMocks: true,
  },
});
