import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { VERBS } from "../../src/cli/verbs/index.ts";
import { folderOfTest } from "../support/folder.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const text = (path: string) => readFileSync(join(root, path), "utf8");
const page = text("docs/operate.md");

/** Pages whose commands a test runs in the clone. */
const IN_THE_CLONE = ["docs/try-it.md", "docs/start-a-commons.md", "docs/use-the-data.md", "docs/statistics-and-privacy.md"];

/** The systemd units that the page shows, by name. */
const units = new Map(
  [...page.matchAll(/```ini\n([\s\S]*?)```/g)].flatMap(([, block = ""]) =>
    [...block.matchAll(/# \/etc\/systemd\/system\/(\S+)\n([\s\S]*?)(?=# \/etc\/systemd\/system\/|$(?![\s\S]))/g)].map(
      ([, name = "", unit = ""]) => [name, unit] as const,
    ),
  ),
);
const services = [...units].filter(([name]) => name.endsWith(".service"));

test("no text tells anybody to run npx voisinage where npx would fetch what the public registry has under that name", () => {
  // Two pages say that their commands are to be run in the clone and nowhere else; the pages for other readers link to these.
  for (const name of ["README.md", "docs/try-it.md"]) expect(text(name)).toContain("**Nowhere else:**");
  const said = ["docs", "docs/decisions", "src", "dashboards", "sample", ".ci"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: !folder.startsWith("docs"), withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(md|ts|html|json|mjs)$|^run$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !IN_THE_CLONE.some((page) => file.endsWith(page)))
      .flatMap((file) => readFileSync(file, "utf8").split("\n"))
      .filter((line) => /npx[^`]* voisinage/.test(line)),
  );
  expect(said).toEqual([expect.stringContaining("Never `npx voisinage` outside of the clone")]);
});

test("units run the clone's own file, by node's own path, as the service's user, and can write the home and the key's folder", async () => {
  expect(services.map(([name]) => name)).toEqual(["voisinage.service", "voisinage-erase.service"]);
  for (const [, unit] of services) {
    const [, verb = "", words = ""] =
      /^ExecStart=\/usr\/bin\/node \/opt\/voisinage\/dist\/cli\/main\.js (\w+) (.*)$/m.exec(unit) ?? [];
    const { options } = (await VERBS.find(({ name }) => name === verb)?.load()) ?? { options: {} };
    const given = new Map([...words.matchAll(/--([a-z-]+) (\S+)/g)].map(([, name = "", value = ""]) => [name, value]));
    expect(Object.keys(options)).toEqual(expect.arrayContaining([...given.keys()]));
    const writable = /^ReadWritePaths=(.*)$/m.exec(unit)?.[1]?.split(" ");
    expect(writable).toEqual(expect.arrayContaining([given.get("home"), dirname(String(given.get("key")))]));
    for (const line of [
      "User=voisinage",
      "WorkingDirectory=/opt/voisinage",
      "ProtectSystem=strict",
      "NoNewPrivileges=yes",
      "LimitCORE=0",
    ])
      expect(unit.split("\n")).toContain(line);
  }
});

const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;

test.skipIf(!hasSystemd)("systemd finds no fault in the units", () => {
  const folder = folderOfTest();
  const files = [...units].map(([name, unit]) => {
    const here = unit
      .replaceAll("/usr/bin/node", process.execPath)
      .replaceAll("WorkingDirectory=/opt/voisinage", `WorkingDirectory=${root}`);
    writeFileSync(join(folder, name), here);
    return join(folder, name);
  });
  expect(files).toHaveLength(3);
  const { status, stderr } = spawnSync("systemd-analyze", ["verify", ...files], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
});
