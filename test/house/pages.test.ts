import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { binOf, copyOfClone, guideBlocks } from "../support/guide.ts";

const run = promisify(execFile);
const blocks = guideBlocks("How to add a page");
const copy = copyOfClone(["src", "dashboards", "tsconfig.json", "package.json"]);
afterAll(copy.close);

/** For each file that the guide adds lines to: where the lines go, and how they are put there. */
const EDITS: Readonly<Record<string, readonly [find: RegExp, put: (added: string) => string]>> = {
  "dashboards/shared/layout.ts": [/type Aside = "home"/, (added) => added.trim()],
  "dashboards/vite.config.ts": [/input: \[/, (added) => added.trim()],
  "dashboards/messages/fr/shared.ts": [/(export const fr = \{)/, (added) => `$1\n${added}`],
  "dashboards/messages/en/shared.ts": [/(export const en: Words = \{)/, (added) => `$1\n${added}`],
};

/** Builds only that page, with the settings of the build. */
const BUILD = `
import { build, loadConfigFromFile } from "vite";
const { config } = await loadConfigFromFile({ command: "build", mode: "production" }, "dashboards/vite.config.ts");
const input = config.build.rollupOptions.input.filter((file) => file.endsWith("figures.html"));
await build({ ...config, configFile: false, logLevel: "error", build: { ...config.build, rollupOptions: { input } } });
`;

test("the guide's page compiles, and is built with header, heading, its words until the program comes, and the program", async () => {
  const { folder } = copy;
  for (const { name, text } of blocks) {
    const [find, put] = EDITS[name] ?? [];
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    if (!find || !put) {
      writeFileSync(file, text);
      continue;
    }
    const before = readFileSync(file, "utf8");
    expect([name, before]).toEqual([name, expect.stringMatching(find)]);
    writeFileSync(file, before.replace(find, put(text)));
  }
  expect(blocks.filter(({ name }) => EDITS[name]).length).toBe(4);
  writeFileSync(join(folder, "build.mjs"), BUILD);
  const settings = JSON.parse(readFileSync(join(folder, "dashboards/tsconfig.json"), "utf8"));
  const [checked, built] = await Promise.allSettled([
    (async () => {
      writeFileSync(join(folder, "dashboards/tsconfig.one.json"), JSON.stringify({ ...settings, include: ["figures/main.tsx"] }));
      await run(process.execPath, [binOf("typescript7/bin/tsc"), "--noEmit", "-p", "dashboards/tsconfig.one.json"], {
        cwd: folder,
      });
    })(),
    run(process.execPath, ["build.mjs"], { cwd: folder }),
  ]);
  const said = (result: PromiseSettledResult<unknown>) => {
    const { stdout = "", stderr = "" } = result.status === "rejected" ? result.reason : {};
    return `${stdout}${stderr}`;
  };
  expect([said(checked), said(built)]).toEqual(["", ""]);
  const page = readFileSync(join(folder, "dist/web/figures.html"), "utf8");
  for (const part of [
    '<header class="site">',
    "<h1>Combien</h1>",
    "<h1>How many</h1>",
    "Si rien ne vient",
    "<style>",
    '<footer class="site">',
  ])
    expect(page).toContain(part);
  expect(page).toMatch(/<script type="module"[^>]*src="\.\/assets\/[^"]+\.js"/);
});
