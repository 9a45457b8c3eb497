import { execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const shared = join(root, "../shared");
const command = join(root, "dist/cli/main.js");
const hasLyon = existsSync(join(shared, "data/lyon"));
const run = promisify(execFile);

const text = (path: string) => readFileSync(join(root, path), "utf8");
const readme = text("README.md");
/** The pages for readers, to which the README's map links. */
const readers = ["try-it", "start-a-commons", "contribute-data", "use-the-data", "statistics-and-privacy"].map((name) =>
  text(`docs/${name}.md`),
);
const guide = [readme, ...readers].join("\n");
const architecture = text("ARCHITECTURE.md");

/** The code blocks marked `<!-- run: name -->`, by name. */
const blocks = new Map(
  [...guide.matchAll(/<!-- run: (\w+) -->\n```\w+\n([\s\S]*?)^```$/gm)].map((match) => [match[1] ?? "", match[2] ?? ""]),
);

/** The cells of the first column of the first table after a heading or a mark. */
function firstColumn(page: string, after: string): string[] {
  const rows = page.slice(page.indexOf(after)).split("\n");
  const begin = rows.findIndex((row) => /^\|[-| ]+\|$/.test(row)) + 1;
  const end = rows.findIndex((row, i) => i >= begin && !row.startsWith("|"));
  return rows.slice(begin, end).map((row) => row.split("|")[1]?.trim() ?? "");
}

let folder = "";

/** Runs a block in a temporary folder that looks like a clone; `npx voisinage` is the built command. */
async function inShell(script: string): Promise<string> {
  const lines = ["set -euo pipefail", 'npx() { shift; "$NODE" "$VOISINAGE" "$@"; }', script];
  const env = { ...process.env, NODE: process.execPath, VOISINAGE: command };
  return (await run("bash", ["-c", lines.join("\n")], { cwd: join(folder, "main"), env })).stdout;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "voisinage-readme-"));
  mkdirSync(join(folder, "main/node_modules"), { recursive: true });
  symlinkSync(join(root, "sample"), join(folder, "main/sample"));
  symlinkSync(root, join(folder, "main/node_modules/voisinage"));
  if (hasLyon) symlinkSync(shared, join(folder, "shared"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the marked blocks are those that the tests below run", () => {
  expect([...blocks.keys()].sort()).toEqual(["documents", "export", "http", "library", "lyon", "plan", "read", "sample", "sql"]);
});

test("the quick start's two commands are scripts of the package", () => {
  const { scripts } = JSON.parse(text("package.json")) as { scripts: Record<string, string> };
  const begin = readme.indexOf("## Quick start");
  const quick = readme.slice(begin, readme.indexOf("\n## ", begin + 1)).matchAll(/```sh\n([\s\S]*?)```/g);
  expect([...quick].map((block) => block[1]?.trim())).toEqual(["npm run demo", "npm test"]);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(["demo", "test"]));
});

test("in the clone `npx voisinage` is the clone's program, and fetches nothing", async () => {
  // Scripts are left out, because `prepare` would build anew in the middle of the tests what somebody has just edited.
  const args = ["--offline", "--ignore-scripts", "voisinage", "--version"];
  const env = { ...process.env, npm_config_cache: join(folder, "npm"), npm_config_update_notifier: "false" };
  expect((await run("npx", args, { cwd: root, env })).stdout.trim()).toBe(JSON.parse(text("package.json")).version);
});

test("the README is one screen", () => {
  expect(Buffer.byteLength(readme)).toBeLessThan(8000);
});

test("verbs, settings and columns are documented as the built program has them", async () => {
  await run(process.execPath, [join(root, "scripts/reference.mjs"), "--check"]);
});

test("a household contributes to a commons of its own, is withheld, and leaves", async () => {
  const printed = await inShell(blocks.get("sample") ?? "");
  expect(printed).toContain("1 accepted, 0 rejected");
  expect(printed).toMatch(/^secteur +water\.volume +0 +0 +60$/m);
  expect(printed).toContain("town/releases/2024: all is as promised");
});

test("documents are written of a commons of one's own, without its key, and a breach has a form", async () => {
  const printed = await inShell(`rm -f town.key\n${blocks.get("documents") ?? ""}`);
  expect(printed).toContain("papers/public/notice.fr.html");
  expect(printed).toContain('"advice"');
  expect(readFileSync(join(folder, "main/papers/operator/register.en.md"), "utf8")).toContain("not stated by the operator");
});

test("the public side of a commons of one's own is exported as files, and names where it will be", async () => {
  expect(await inShell(blocks.get("export") ?? "")).toMatch(/public: \d+ files, \d+ bytes; \d+ written, 0 unchanged, 0 gone/);
  const catalogue = JSON.parse(readFileSync(join(folder, "main/public/catalog.jsonld"), "utf8")) as { "@id": string };
  expect(catalogue["@id"]).toBe("https://data.example.org/town/catalog.jsonld");
});

test("a release and a commons are asked in SQL", async () => {
  const printed = await inShell(blocks.get("sql") ?? "");
  expect(printed).toMatch(/^secteur +\d+$/m);
  expect(printed).toMatch(/^means\.parquet: \d+ rows, \d+ bytes$/m);
  expect(printed).toContain("Questions to begin with:");
  expect(readFileSync(join(folder, "main/means.parquet")).subarray(0, 4).toString()).toBe("PAR1");
});

test("a plan needs nothing but public numbers, and proposes a calendar for every size", async () => {
  const printed = await inShell(blocks.get("plan") ?? "");
  expect(printed).toMatch(/^each +secteur +_T +year \(1 a year\) +40 +48 +38\.9 of 60/m);
  const json = JSON.parse(printed.slice(printed.indexOf('{"households"'))) as { proposals: { households: number }[] };
  expect(json.proposals.map(({ households }) => households)).toEqual([200, 3000, 100_000, 700_000]);
});

test("a file of one's own is read: its variant, its months, and no meter's number", async () => {
  const printed = await inShell(blocks.get("read") ?? "");
  expect(printed).toContain("enedis-curve, 2 points");
  expect(printed).toContain("electricity.energy 2025-01 is not kept: more than 5 % of it is missing (0 % is there)");
  expect(printed).not.toContain("00000000000000");
});

test("the library's example runs as it stands", async () => {
  const file = join(folder, "main/example.mjs");
  writeFileSync(file, blocks.get("library") ?? "");
  const { stdout } = await run(process.execPath, [file], { cwd: join(folder, "main") });
  // 200 homes use 60 to 109 m3 a year: 7.04 m3 a month on average. σ of the mean is about 0.4, so that ± 4 is ten σ: less than
  // once in 1e9 runs.
  const mean = Number(/^(\S+) m3 a month, between \S+ and \S+\n$/.exec(stdout)?.[1]);
  expect(Math.abs(mean - 7.04)).toBeLessThan(4);
});

/** Skipped, with this name, where the real data are absent: they are not part of the repository. */
describe.skipIf(!hasLyon)("Lyon, from ../shared/data/lyon (skipped where it is absent)", () => {
  test("the commands publish it, and each level has the cells that the README counts", async () => {
    const printed = await inShell(blocks.get("lyon") ?? "");
    const levels = [...printed.matchAll(/^(\w+) +spending\.energy +(\d+) +(\d+) +(\d+)$/gm)].map((match) => ({
      level: match[1],
      cells: Number(match[2]) + Number(match[4]),
      published: Number(match[2]),
    }));
    const table = [...guide.matchAll(/^\| (\w+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$/gm)].map((match) =>
      match.slice(1).map(Number),
    );
    expect(levels.map(({ level }) => level)).toEqual(firstColumn(guide, "<!-- levels: lyon -->"));
    expect(levels.map(({ cells }) => cells)).toEqual(table.map(([, areas]) => areas));
    for (const [, areas, published, unreliable, withheld] of table) {
      expect((published ?? 0) + (withheld ?? 0)).toBe(areas);
      expect(unreliable).toBeLessThanOrEqual(published ?? 0);
    }
    // Each of the larger IRIS has hundreds of donors, while 26 are needed.
    expect(levels.every(({ published }) => published > 0)).toBe(true);
  });

  test("what the README asks over HTTP is answered", async ({ skip }) => {
    skip(!existsSync("/usr/bin/curl"), "there is no curl");
    const server = spawn(process.execPath, [command, "serve", "--home", "lyon", "--only", "portal", "--port", "0"], {
      cwd: join(folder, "main"),
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      let url = "";
      for await (const line of createInterface({ input: server.stdout })) {
        url = /http:\/\/\S+/.exec(line)?.[0] ?? "";
        if (url) break;
      }
      const script = (blocks.get("http") ?? "").replaceAll("http://127.0.0.1:8787", url).replaceAll("curl ", "curl -sS --fail ");
      expect(await inShell(script)).toContain('"openapi":"3.1');
      expect(readFileSync(join(folder, "main/lyon.csv"), "utf8")).toContain("spending;energy;MEAN;iris;");
      expect(readFileSync(join(folder, "main/observations.parquet")).subarray(0, 4).toString()).toBe("PAR1");
    } finally {
      server.kill();
    }
  });
});

/** The anchor of a heading on the forge: lower case, no punctuation, hyphens for spaces. */
const slug = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, "")
    .replaceAll(" ", "-");

const pages = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"].concat(
  readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => `docs/${path}`),
);

test.each(pages)("%s: every relative link and picture leads somewhere", (page) => {
  const prose = text(page).replaceAll(/```[\s\S]*?```/g, "");
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? "").filter((link) => !/^[a-z]+:/.test(link));
  const lost = links.filter((link) => {
    const [path, anchor] = link.split("#");
    const target = path ? join(dirname(page), path) : page;
    if (!existsSync(join(root, target))) return true;
    const headings = anchor ? [...text(target).matchAll(/^#+ (.+)$/gm)].map((match) => slug(match[1] ?? "")) : [];
    return anchor !== undefined && !headings.includes(anchor);
  });
  expect(lost).toEqual([]);
});

test("the code map names every folder of src, and no other", () => {
  const map = firstColumn(architecture, "## Code map").map((cell) => /^`src\/(\w+)\/`$/.exec(cell)?.[1] ?? cell);
  const folders = readdirSync(join(root, "src"), { withFileTypes: true })
    // Git does not keep empty folders.
    .filter((entry) => entry.isDirectory() && readdirSync(join(root, "src", entry.name)).length > 0)
    .map(({ name }) => name);
  expect([...map].sort()).toEqual(folders.sort());
});

test("ARCHITECTURE.md numbers its invariants without a gap", () => {
  const numbers = [...architecture.matchAll(/^(\d+)\. \*\*[^*]+\*\*/gm)].map((match) => Number(match[1]));
  const invariants = numbers.slice(0, numbers.indexOf(1, 1));
  expect(invariants).toEqual(invariants.map((_, i) => i + 1));
  expect(invariants.length).toBeGreaterThanOrEqual(10);
});

/** Files that the reader of "Develop" writes. */
const WRITTEN =
  /^(src\/domains\/waste\.ts|dashboards\/(charts\/gap\.tsx|figures.*|messages\/..\/figures\.ts)|test\/dashboards\/output\/gap\.svg)$/;

// Decisions describe the day on which they were made, and may name files that are gone.
test.each(pages.filter((page) => !page.startsWith("docs/decisions/")))("%s: every file that it names exists", (page) => {
  const named = [...text(page).matchAll(/`((?:src|test|docs|pipelines|scripts|dashboards|sample)\/[\w./-]+)`/g)];
  const paths = named.map((match) => match[1] ?? "").filter((path) => !WRITTEN.test(path));
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
