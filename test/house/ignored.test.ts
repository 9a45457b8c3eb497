import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { inFolder } from "../support/folder.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MAIN = join(ROOT, "dist/cli/main.js");

/** The demo and the guide's commands leave files in a clone, keys among them. */
test("git add . takes nothing that the demo makes", () =>
  inFolder(async (folder) => {
    copyFileSync(join(ROOT, ".gitignore"), join(folder, ".gitignore"));
    execFileSync("git", ["init", "-q"], { cwd: folder });
    const demo = spawnSync(process.execPath, [MAIN, "demo", "--households", "1", "--no-serve"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(demo.status, demo.stderr).toBe(0);
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining([".voisinage", ".voisinage.key", ".voisinage.key.ledger", ".voisinage.key.signing"]),
    );
    const status = execFileSync("git", ["status", "--porcelain", "--untracked-files=all"], { cwd: folder, encoding: "utf8" });
    expect(status).toBe("?? .gitignore\n");
  }));

/** Options of the guide's commands that name what is written. */
const WRITTEN = /--(?:home|receipts|rejects|to|output|key|store) ([\w.-]+)(?=[\s`])/g;

test("nothing that the guide's commands write into a clone would be added: homes, keys beside them, contribution keys", () =>
  inFolder(async (folder) => {
    copyFileSync(join(ROOT, ".gitignore"), join(folder, ".gitignore"));
    execFileSync("git", ["init", "-q"], { cwd: folder });
    const pages = ["README.md", "docs/try-it.md", "docs/start-a-commons.md", "docs/use-the-data.md"];
    const guide = pages.map((page) => readFileSync(join(ROOT, page), "utf8")).join("\n");
    const shell = [...guide.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block).join("\n");
    const written = new Set(
      [...shell.matchAll(WRITTEN)].map(([, name]) => name as string).filter((name) => !/^[A-Z]+$/.test(name)),
    );
    expect([...written]).toEqual(expect.arrayContaining(["town", "lyon", "keys.txt", "refused.ndjson", "issuer.json"]));
    const beside = (name: string) =>
      ["", ".signing", ".signing.next", ".ledger", ".0123abcd.rights"].map((end) => `${name}.key${end}`);
    const files = [...written].flatMap((name) => (name.includes(".") ? [name] : [`${name}/vault.sqlite`, ...beside(name)]));
    const taken = files.filter((file) => spawnSync("git", ["check-ignore", "-q", file], { cwd: folder }).status !== 0);
    expect(taken).toEqual([]);
  }));
