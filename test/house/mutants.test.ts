import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const check = (folder: string) => promisify(execFile)(process.execPath, [join(folder, "scripts/mutants.mjs"), "--check"]);

test("every mutant's text is in its file exactly once, so that none is planted in vain", async () => {
  const { stdout } = await check(root);
  expect(Number(/^(\d+) mutants have their places$/m.exec(stdout)?.[1])).toBeGreaterThan(60);
});

test("a text that has moved is said to be missing, by name", async () => {
  const folder = mkdtempSync(join(tmpdir(), "voisinage-places-"));
  try {
    for (const place of ["scripts", "src", "pipelines", "test"])
      cpSync(join(root, place), join(folder, place), { recursive: true });
    const gate = join(folder, "src/privacy/gate.ts");
    writeFileSync(gate, readFileSync(gate, "utf8").replace("gate.n >= gate.k &&", "gate.k <= gate.n &&"));
    await expect(check(folder)).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining(
        'k − 1 households are enough: src/privacy/gate.ts must have "gate.n >= gate.k &&" exactly once',
      ),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
