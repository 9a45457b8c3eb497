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

/** A home, and what a test does with it to back it up and to restore it. */
export interface BackedUpHome {
  readonly folder: string;
  readonly home: string;
  readonly to: string;
  /** opens the home, does the work and closes the home; gives the warnings of the opening */
  readonly within: (work: (commons: OperatedCommons) => Promise<unknown>) => Promise<string[]>;
  readonly backup: () => ReturnType<typeof backupHome>;
  readonly restore: (o?: { actsLost?: boolean }) => ReturnType<typeof restoreHome>;
  readonly check: (repair?: boolean) => ReturnType<typeof checkHome>;
  readonly setDay: (day: string) => void;
  /** path of the file of contributors' acts */
  readonly acts: () => string;
}

export const withBackedUpHome = (work: (place: BackedUpHome) => Promise<void>) =>
  inFolder(async (folder) => {
    let day = "2026-06-01";
    const clock = () => new Date(`${day}T12:00:00Z`);
    const [home, to] = [join(folder, "home"), join(folder, "backups")];
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const within: BackedUpHome["within"] = async (act) => {
      const notices: string[] = [];
      const commons = await openOperatedCommons({
        home,
        territory,
        settings: SETTINGS,
        clock,
        notice: (line) => notices.push(line),
      });
      try {
        await act(commons);
      } finally {
        await commons.close();
      }
      return notices;
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

/** Contributes a household. @returns its contribution key */
export const give = async (commons: OperatedCommons, amount = 9) => (await commons.donate(donation("m0l0", amount))).receipt;
