import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, test } from "vitest";
import { openTarget } from "../../../src/portal/export/target.ts";
import { folderOfTest } from "../../support/folder.ts";
import { readTree, writeTree } from "./support.ts";

const CHILD = fileURLToPath(new URL("../../support/export-child.mjs", import.meta.url));

let root: string;
let to: string;
beforeEach(() => {
  root = folderOfTest();
  to = join(root, "site");
});

const WHOLE = { "a.txt": "new a.txt", "b/c.txt": "new b/c.txt", "d.txt": "new d.txt", "e.txt": "new e.txt" };

test("killed while it writes, what was there stands, and the next run leaves nothing beside", async () => {
  await writeTree(to, { "a.txt": "old" });
  expect(spawnSync(process.execPath, [CHILD, to, "filling"]).signal).toBe("SIGKILL");
  expect(readTree(to)).toEqual({ "a.txt": "old" });
  expect(readdirSync(root)).toHaveLength(2);
  await writeTree(to, WHOLE);
  expect([readTree(to), readdirSync(root)]).toEqual([WHOLE, ["site"]]);
});

test("killed between the two renames, the next look puts back what was there", async () => {
  await writeTree(to, { "a.txt": "old" });
  expect(spawnSync(process.execPath, [CHILD, to, "swapping"]).signal).toBe("SIGKILL");
  expect(readdirSync(root)).not.toContain("site");
  await openTarget(to);
  expect([readTree(to), readdirSync(root)]).toEqual([{ "a.txt": "old" }, ["site"]]);
  expect(spawnSync(process.execPath, [CHILD, to, "none"]).status).toBe(0);
  expect([readTree(to), readdirSync(root)]).toEqual([WHOLE, ["site"]]);
});
