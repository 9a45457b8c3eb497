import { readdirSync } from "node:fs";
import { join } from "node:path";
import { backupHome } from "../../src/commons/backup.ts";
import { checkHome } from "../../src/commons/check.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { restoreHome } from "../../src/commons/restore.ts";
import type { OperatedCommons } from "../../src/commons/types.ts";
import { donation, writeTerritory } from "./commons.ts";
import { inFolder } from "./folder.ts";
import { gridTerritory } from "./territory.ts";

export const SETTINGS = { measures: ["water.volume"], backup_days: 30 };

/** A home that is backed up and put back. */
export interface BackedUpHome {
  readonly folder: string;
  readonly home: string;
  readonly to: string;
  /** opens the home, does the work, and closes it; what it had to say */
  readonly within: (work: (commons: OperatedCommons) => Promise<unknown>) => Promise<string[]>;
  readonly backup: () => ReturnType<typeof backupHome>;
  readonly restore: (o?: { actsLost?: boolean }) => ReturnType<typeof restoreHome>;
  readonly check: (repair?: boolean) => ReturnType<typeof checkHome>;
  readonly setDay: (day: string) => void;
  /** the file of contributors' acts */
  readonly acts: () => string;
}

export const withBackedUpHome = (work: (place: BackedUpHome) => Promise<void>) =>
  inFolder(async (folder) => {
    let day = "2026-06-01";
    const clock = () => new Date(`${day}T12:00:00Z`);
    const [home, to] = [join(folder, "home"), join(folder, "backups")];
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const within: BackedUpHome["within"] = async (act) => {
      const said: string[] = [];
      const commons = await openOperatedCommons({
        home,
        territory,
        settings: SETTINGS,
        clock,
        notice: (line) => said.push(line),
      });
      try {
        await act(commons);
      } finally {
        await commons.close();
      }
      return said;
    };
    await within(async () => undefined);
    await work({
      folder,
      home,
      to,
      within,
      backup: () => backupHome({ home, to, clock }),
      restore: ({ actsLost = false } = {}) => restoreHome({ home, from: to, actsLost, clock, notice: () => undefined }),
      check: (repair = false) => checkHome({ home, repair, clock }),
      setDay: (next) => {
        day = next;
      },
      acts: () => join(folder, readdirSync(folder).find((name) => name.endsWith(".rights")) as string),
    });
  });

/** @returns the contribution's key */
export const give = async (commons: OperatedCommons, amount = 9) => (await commons.donate(donation("m0l0", amount))).receipt;
