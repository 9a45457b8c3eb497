import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { binOf, copyOfClone, guideBlocks } from "../support/guide.ts";

const run = promisify(execFile);
const [chart, line, entry] = guideBlocks("How to add a chart");
const copy = copyOfClone([
  "src",
  "dashboards",
  "test/dashboards/charts",
  "tsconfig.json",
  "package.json",
  "test/dashboards/tsconfig.json",
]);
afterAll(copy.close);

test("the guide's chart compiles, and its golden drawing keeps the promises of every drawing", async () => {
  expect([chart?.name, line?.name, entry?.name]).toEqual([
    "dashboards/charts/gap.tsx",
    "test/dashboards/charts/visit-drawings.test.ts",
    "DRAWINGS",
  ]);
  const { folder } = copy;
  writeFileSync(join(folder, chart?.name ?? ""), chart?.text ?? "");
  const drawings = join(folder, line?.name ?? "");
  const before = readFileSync(drawings, "utf8");
  const after = `${line?.text}${before.replace(/(const DRAWINGS[^{]*\{)/, `$1\n${entry?.text}`)}`;
  expect(after).toContain(`{\n${entry?.text}`);
  writeFileSync(drawings, after);
  writeFileSync(join(folder, "vitest.config.mjs"), "export default { test: { pool: 'threads' } };\n");
  const settings = JSON.parse(readFileSync(join(folder, "dashboards/tsconfig.json"), "utf8"));
  writeFileSync(join(folder, "dashboards/tsconfig.one.json"), JSON.stringify({ ...settings, include: ["charts/gap.tsx"] }));
  const [checked, drawn] = await Promise.allSettled([
    run(process.execPath, [binOf("typescript7/bin/tsc"), "--noEmit", "-p", "dashboards/tsconfig.one.json"], { cwd: folder }),
    run(process.execPath, [binOf("vitest/vitest.mjs"), "run", "-u", "-t", "^gap is", line?.name ?? ""], { cwd: folder }),
  ]);
  for (const result of [checked, drawn])
    expect(result.status === "rejected" ? Object.values(result.reason).join("\n") : "").toBe("");
  expect(readFileSync(join(folder, "test/dashboards/output/gap.svg"), "utf8")).toContain('aria-label="Essai gap"');
});
