import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startServer } from "../../src/cli/serve/home-server.ts";
import { readHome } from "../../src/commons/home.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { donation, HTTP_SETTINGS, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { postOf, raw } from "../support/raw.ts";
import { gridTerritory } from "../support/territory.ts";

const run = (command: string, ...args: string[]): boolean => {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

test("a disk that is full under a running intake, or read-only, refuses what must be written, and all goes on after", (ctx) =>
  inFolder(async (folder) => {
    const disk = join(folder, "disk");
    mkdirSync(disk);
    if (!run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk)) return ctx.skip("mounting a small disk needs root");
    try {
      const home = join(disk, "home");
      const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
      const settings = { ...HTTP_SETTINGS, measures: ["water.volume"] };
      const commons = await openOperatedCommons({ home, key: join(folder, "key"), territory, settings });
      const running = await startServer({
        home: readHome(home),
        commons,
        portal: false,
        port: 0,
        host: "127.0.0.1",
        progress: () => undefined,
      });
      try {
        const donate = () => raw(running.url, postOf(JSON.stringify(donation("m0l0", 9))));
        const mine = (method: string, key: string) =>
          raw(running.url, `${method} /v1/my-contribution HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\n\r\n`);
        const first = await donate();
        expect(first?.status).toBe(201);
        const { receipt } = JSON.parse(first?.body ?? "") as { receipt: string };
        const held = (await mine("GET", receipt))?.body;

        run("dd", "if=/dev/zero", `of=${join(disk, "ballast")}`, "bs=4096"); // ends when the disk does
        const answers = [];
        // The log has some room of its own before the disk is asked for more.
        for (let i = 0; i < 400 && answers.at(-1)?.status !== 507; i += 1) answers.push(await donate());
        expect(JSON.parse(answers.at(-1)?.body ?? "").type).toBe("/problems/storage-full");
        expect((await mine("GET", receipt))?.body).toBe(held);
        const acknowledged = answers.filter((answer) => answer?.status === 201).length;
        expect(run("rm", join(disk, "ballast"))).toBe(true);
        expect((await donate())?.status).toBe(201);
        expect(commons.vault.status().donations).toBe(1 + acknowledged + 1);
        expect((await mine("DELETE", receipt))?.status).toBe(200);
      } finally {
        await running.close();
        await commons.close();
      }
      expect(run("mount", "-o", "remount,ro", disk)).toBe(true);
      await expect(openOperatedCommons({ home, key: join(folder, "key") })).rejects.toMatchObject({ code: "storage-failed" });
      expect(run("mount", "-o", "remount,rw", disk)).toBe(true);
      const again = await openOperatedCommons({ home, key: join(folder, "key") });
      await again.donate(donation("m0l0", 9));
      await again.close();
    } finally {
      run("umount", "-l", disk);
    }
  }));
