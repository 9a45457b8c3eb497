import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { folderOfTest } from "../support/folder.ts";
import { donationOf, refusalOf, vaultAt } from "./support.ts";

const CHILD = fileURLToPath(new URL("../support/burning-child.mjs", import.meta.url));

const january = donationOf(["water.volume 2026-01 9000"]);

test("killed while donating: every burnt token has its contribution, every acknowledged one is burnt, none is admitted twice", async () => {
  const path = join(folderOfTest(), "vault.sqlite");
  const acknowledged = new Set<number>();
  // Three runs that go on where the last one was killed; each is killed after a number of answers, wherever it is by then.
  for (const answers of [7, 40, 90]) {
    const child = spawn(process.execPath, [CHILD, path, String(Math.max(-1, ...acknowledged) + 1)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = once(child, "exit");
    let seen = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged.add(Number(line));
      seen += 1;
      if (seen === answers) child.kill("SIGKILL");
    }
    expect((await ended)[1]).toBe("SIGKILL");
  }
  const vault = vaultAt(path);
  const db = new Database(path, { readonly: true });
  const count = (table: string) => (db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
  expect(count("burnt")).toBe(count("donor"));
  expect(count("burnt")).toBeGreaterThanOrEqual(acknowledged.size);
  db.close();
  for (const i of acknowledged) {
    const bytes = new Uint8Array(32);
    new DataView(bytes.buffer).setUint32(0, i);
    expect(refusalOf(() => vault.donate(january, { admit: () => bytes }))).toBe("token-spent");
  }
});
