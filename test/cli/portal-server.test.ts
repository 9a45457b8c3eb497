import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { startServer } from "../../src/cli/serve/home-server.ts";
import { readHome } from "../../src/commons/home.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import type { Running } from "../../src/http/index.ts";
import { fromSource, until } from "../support/cli.ts";
import { donation, HTTP_SETTINGS, writeTerritory } from "../support/commons.ts";
import { folderOfFile } from "../support/folder.ts";
import { messageOf } from "../support/log.ts";
import { forger } from "../support/logged.ts";
import { gridTerritory } from "../support/territory.ts";

let home: string;
const root = folderOfFile();

beforeAll(async () => {
  home = join(root, "home");
  const territory = writeTerritory(join(root, "territory"), gridTerritory(2, 2));
  const clock = () => new Date("2026-04-15T00:00:00Z");
  const commons = await openOperatedCommons({
    home,
    territory,
    settings: { ...HTTP_SETTINGS, measures: ["water.volume"] },
    clock,
  });
  await commons.donate(donation("m0l0", 9, { months: [1, 2] }));
  await commons.release("2026-01");
  await commons.release("2026-02");
  await commons.close();
});

/** A portal over the home, what it said while it began, and what is asked of it. */
async function served<T>(
  options: { readRate?: number },
  ask: (running: Running, said: readonly string[]) => Promise<T>,
): Promise<T> {
  const said: string[] = [];
  const progress = (line: string) => void said.push(messageOf(line));
  const running = await startServer({
    home: readHome(home),
    portal: true,
    port: 0,
    host: "127.0.0.1",
    look: 100,
    progress,
    ...options,
  });
  try {
    return await ask(running, said);
  } finally {
    await running.close();
  }
}

test("a client's address is counted as it comes over the wire, and not at all behind a proxy", async () => {
  const statuses = ({ url }: Running) =>
    Promise.all(Array.from({ length: 30 }, async () => (await fetch(`${url}/v1/catalog`)).status));
  // One a minute: the next would come after this test's time.
  const counted = await served({ readRate: 1 }, statuses);
  expect(counted.filter((status) => status === 200)).toHaveLength(1);
  expect(counted.filter((status) => status === 429)).toHaveLength(29);
  expect(new Set(await served({}, statuses))).toEqual(new Set([200]));
});

test("answers arrive over HTTP as they were made: coded, in part, unchanged, or head alone", async () => {
  await served({}, async ({ url }) => {
    const address = `${url}/v1/datasets/water/exports/csv`;
    const plain = await fetch(address, { headers: { "Accept-Encoding": "identity" } });
    const text = await plain.text();
    const etag = plain.headers.get("etag") ?? "";
    for (let again = 0; again < 2; again++) {
      const coded = await fetch(address, { headers: { "Accept-Encoding": "br" } });
      expect([coded.headers.get("content-encoding"), await coded.text()]).toEqual(["br", text]);
      const unchanged = await fetch(address, { headers: { "Accept-Encoding": "identity", "If-None-Match": etag } });
      expect([unchanged.status, await unchanged.text(), unchanged.headers.get("etag")]).toEqual([304, "", etag]);
      const part = await fetch(address, { headers: { Range: "bytes=0-5", "If-Range": etag } });
      expect([part.status, await part.text(), part.headers.get("content-length")]).toEqual([206, "DOMAIN", "6"]);
      const head = await fetch(address, { method: "HEAD", headers: { "Accept-Encoding": "identity" } });
      expect([head.status, head.headers.get("content-length")]).toEqual([200, String(Buffer.byteLength(text))]);
    }
    const nothing = await fetch(`${url}/sdmx/data?c[DOMAIN]=gas`);
    expect([nothing.status, await nothing.text()]).toEqual([204, ""]);
  });
});

test("a term that was written into commons.json by hand is shown by nobody: the portal does not start, and says why", async () => {
  const file = join(home, "commons.json");
  const before = readFileSync(file, "utf8");
  writeFileSync(file, JSON.stringify({ ...JSON.parse(before), k: 12 }));
  try {
    expect(() => readHome(home)).toThrow(
      expect.objectContaining({ code: "invalid-settings", message: expect.stringContaining("voisinage change") }),
    );
  } finally {
    writeFileSync(file, before);
  }
});

test("a release that the log knows is missed by name, and one that is not signed is not served", async () => {
  const state = ({ url }: Running) => fetch(`${url}/healthz`).then((answer) => answer.json());
  const folder = join(home, "releases/2026-02");
  renameSync(folder, `${folder}.away`);
  try {
    await served({}, async (running, said) => {
      expect(await state(running)).toMatchObject({ releases: 1, damaged: ["2026-02"] });
      expect(said.join("\n")).toContain(
        "release 2026-02 is damaged and is not served: the log says that 2026-02 was released, and it is not there",
      );
    });
  } finally {
    renameSync(`${folder}.away`, folder);
  }
  const signature = join(folder, "manifest.jws");
  renameSync(signature, join(home, "away.jws"));
  try {
    await served({}, async (running, said) => {
      expect(await state(running)).toMatchObject({ releases: 1, damaged: ["2026-02"] });
      expect(said.join("\n")).toContain("2026-02 is not signed by its commons: manifest.jws: it is missing");
    });
  } finally {
    renameSync(join(home, "away.jws"), signature);
  }
});

test("a release whose signature is broken, or a stranger's, is not served, with a log or without; it is named, and the others are served", async () => {
  const [folder, log] = [join(home, "releases/2026-02"), join(home, "log/log.json")];
  const signature = join(folder, "manifest.jws");
  const whole = readFileSync(signature, "utf8");
  const manifest = readFileSync(join(folder, "manifest.json"));
  const broken = whole.replace(/\.([^.])([^.]+)$/, (_, first, rest) => `.${first === "A" ? "B" : "A"}${rest}`);
  const stranger = await (await forger()).signDetached("manifest", manifest);
  try {
    for (const [token, why] of [
      [broken, "it does not verify under the key"],
      [stranger, "which the log does not name there"],
      ["", "it is no compact JWS"],
    ] as const) {
      writeFileSync(signature, token);
      for (const logged of [true, false]) {
        if (!logged) renameSync(log, `${log}.away`);
        try {
          await served({}, async ({ url }, said) => {
            expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ releases: 1, damaged: ["2026-02"] });
            expect((await fetch(`${url}/v1/releases/2026-02`)).status).toBe(500);
            expect((await fetch(`${url}/v1/releases/2026-01`)).status).toBe(200);
            expect(await (await fetch(`${url}/v1/datasets/water/exports/csv`)).text()).not.toContain("2026-02");
            expect(said.join("\n")).toMatch(new RegExp(`2026-02 is damaged and is not served: .*${why}`));
          });
        } finally {
          if (!logged) renameSync(`${log}.away`, log);
        }
      }
    }
    const { out } = await fromSource("status", "--home", home, "--key", `${home}.key`);
    expect(out).toContain("not served: 2026-02; release 2026-02 is not signed by its commons");
    const checked = await fromSource("check", "--home", home, "--key", `${home}.key`);
    expect(checked.out).toMatch(/releases\/2026-02\/manifest\.jws: signature: it is no compact JWS/);
  } finally {
    writeFileSync(signature, whole);
  }
});

test("releases that cannot be read leave a running portal as it was, which looks again", { timeout: 60_000 }, () =>
  served({}, async ({ url }, said) => {
    const folder = join(home, "releases");
    renameSync(folder, `${folder}.away`);
    writeFileSync(folder, "no folder");
    try {
      await until(() => said.some((line) => line.includes("cannot be read (ENOTDIR)")), "the portal to say that it cannot read");
      expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ releases: 2, damaged: [] });
    } finally {
      rmSync(folder);
      renameSync(`${folder}.away`, folder);
    }
    await until(() => said.some((line) => line.includes("reads them anew")), "the portal to read its releases anew");
    expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ releases: 2, damaged: [] });
  }),
);

test("a release that is damaged is named when the portal begins, and the others are served", async () => {
  appendFileSync(join(home, "releases", "2026-01", "observations.csv"), "more\n");
  await served({}, async ({ url }, said) => {
    expect(said.filter((line) => line.includes("is damaged"))).toEqual([
      expect.stringMatching(/^release 2026-01 is damaged and is not served: .*observations\.csv/),
    ]);
    expect((await fetch(`${url}/v1/releases/2026-02`)).status).toBe(200);
    expect((await fetch(`${url}/v1/releases/2026-01`)).status).toBe(500);
  });
});
