import { writeFileSync } from "node:fs";

/**
 * A vitest reporter that writes counts to the file named in VOISINAGE_COUNTS. A file that did not load, a failed hook and an
 * error outside every test count as failures, although no test reports them.
 */
// biome's noDefaultExport is off here: vitest takes a reporter as a module's default export.
export default class VitestCount {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) {
      let failed = 0;
      for (const test of module.children.allTests()) {
        const { state, note } = test.result();
        if (state === "passed") counts.passed += 1;
        else if (state === "failed") failed += 1;
        else counts.skipped.push({ name: `${module.relativeModuleId} > ${test.fullName}`, why: note ?? null });
      }
      // A failed hook makes the file a failure even where all its tests passed.
      counts.failed += failed === 0 && !module.ok() ? 1 : failed;
    }
    writeFileSync(process.env.VOISINAGE_COUNTS, JSON.stringify(counts));
  }
}
