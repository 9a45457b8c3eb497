import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startServer } from "../../src/cli/serve/home-server.ts";
import { readHome } from "../../src/commons/home.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import type { Running } from "../../src/http/index.ts";
import { donation, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { messageOf } from "../support/log.ts";
import { gridTerritory } from "../support/territory.ts";

/** Serves the intake of a home with one donation of January 2026, at another moment. */
function served(o: { at: string; rate?: number }, work: (running: Running, told: string[]) => Promise<void>): Promise<void> {
  return inFolder(async (folder) => {
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const home = join(folder, "home");
    let now = "2026-01-20T00:00:00Z";
    const clock = () => new Date(now);
    const commons = await openOperatedCommons({
      home,
      territory,
      settings: { measures: ["water.volume"], retention_months: 2, sample: true },
      clock,
    });
    await commons.donate(donation("m0l0", 9));
    now = o.at;
    const told: string[] = [];
    const rate = o.rate === undefined ? {} : { rate: o.rate };
    const running = await startServer({
      home: readHome(home),
      commons,
      portal: false,
      port: 0,
      host: "127.0.0.1",
      progress: (line) => told.push(messageOf(line)),
      ...rate,
    });
    try {
      await work(running, told);
      expect(commons.vault.status().expired).toBe(0);
    } finally {
      await running.close();
      await commons.close();
    }
  });
}

const ask = async ({ url }: Running) => (await fetch(`${url}/v1/my-contribution`)).status;

test("the service erases what is past retention when it starts", () =>
  served({ at: "2026-03-01T00:00:00Z" }, async (_, told) => {
    expect(told).toEqual(["donations past retention that were erased: 1"]);
  }));

test("the intake limits the address that the connection has", () =>
  served({ at: "2026-01-21T00:00:00Z", rate: 9 }, async (running) => {
    const answers: number[] = [];
    for (let i = 0; i < 5; i += 1) answers.push(await ask(running));
    expect(answers).toEqual([404, 404, 404, 429, 429]);
  }));

test("on a loopback host only a proxy reaches the intake: it limits, unless a rate is given", () =>
  served({ at: "2026-01-21T00:00:00Z" }, async (running) => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask(running)));
    expect(new Set(answers)).toEqual(new Set([404]));
  }));

test("a service that cannot be listened to leaves nothing open: the vault's thread has ended when it is refused", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const commons = await openOperatedCommons({
      home,
      territory: writeTerritory(join(folder, "territory"), gridTerritory(2, 2)),
    });
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const ended: string[] = [];
    const vaultClient = () => {
      const opened = commons.vaultClient();
      return { ...opened, close: () => opened.close().then(() => void ended.push("vaultClient")) };
    };
    try {
      const starting = startServer({
        home: readHome(home),
        commons: { ...commons, vaultClient },
        portal: false,
        port,
        host: "127.0.0.1",
        progress: () => undefined,
      });
      await expect(starting).rejects.toMatchObject({ code: "storage-failed", message: expect.stringContaining("EADDRINUSE") });
      expect(ended).toEqual(["vaultClient"]);
    } finally {
      taken.close();
      await commons.close();
    }
  }));
