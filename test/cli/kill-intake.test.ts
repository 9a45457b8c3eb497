import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { openOperatedCommons } from "../../src/commons/open.ts";
import type { DonationInput } from "../../src/index.ts";
import { start } from "../support/cli.ts";
import { donation, HTTP_SETTINGS, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { postOf, raw } from "../support/raw.ts";
import { gridTerritory } from "../support/territory.ts";

/** All hundred with VOISINAGE_FULL=1; the fast form in every run. */
const KILLS = process.env.VOISINAGE_FULL === "1" ? 100 : 6;
const CONNECTIONS = 16;
const MONTHS = 12;

/** Starts the intake of a home, and waits until it listens. */
async function serve(home: string) {
  const child = start("serve", "--home", home, "--only", "intake", "--port", "0");
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\S+/.exec(line)?.[0];
    if (url !== undefined) return { child, url, ended: once(child, "exit") };
  }
  throw new Error("the intake ended before it listened");
}

/** Donation number i says i litres in each of twelve months: what is there of it can be told. */
const numbered = (i: number): DonationInput => donation("m0l0", i / 1000);
const keyOf = (i: number) => `a-key-that-nobody-can-guess-${String(i).padStart(8, "0")}`;
const requestOf = (i: number) => postOf(JSON.stringify(numbered(i)), [`Idempotency-Key: ${keyOf(i)}`, "Connection: close"]);

test(
  `killed ${KILLS} times under load: no receipt without its donation, none twice, none half`,
  { timeout: KILLS * 30_000 },
  () =>
    inFolder(async (folder) => {
      const home = join(folder, "home");
      const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
      await (await openOperatedCommons({ home, territory, settings: { ...HTTP_SETTINGS, measures: ["water.volume"] } })).close();

      /** by number: the receipts that came for it */
      const receipts = new Map<number, Set<string>>();
      const waiting: number[] = [];
      let next = 1;
      let url = "";
      /** Sends one donation, a former one that got no answer before any new one. */
      const sendOne = async (): Promise<boolean> => {
        const i = waiting.shift() ?? next++;
        const answer = await raw(url, requestOf(i));
        if (answer?.status !== 201) {
          // Cut off on its way, or with its answer: nobody knows. It is sent again.
          expect(answer === null || answer.body === "" || !answer.body.endsWith("}"), answer?.body).toBe(true);
          waiting.push(i);
          return false;
        }
        const { receipt } = JSON.parse(answer.body) as { receipt: string };
        receipts.set(i, (receipts.get(i) ?? new Set()).add(receipt));
        return true;
      };

      for (let kill = 0; kill < KILLS; kill += 1) {
        const served = await serve(home);
        url = served.url;
        let answers = 0;
        // Kills from the first answers to well into the load: before, in and after a commit.
        const enough = 3 + ((kill * 41) % 170);
        const client = async () => {
          while (await sendOne()) {
            answers += 1;
            if (answers === enough) served.child.kill("SIGKILL");
          }
        };
        await Promise.all(Array.from({ length: CONNECTIONS }, client));
        expect((await served.ended)[1]).toBe("SIGKILL");
      }
      const last = await serve(home);
      url = last.url;
      while (waiting.length > 0) await sendOne();
      // An answered donation that is sent once more has the same receipt, and is not stored again.
      const answered = [...receipts.keys()];
      for (let i = 0; i < answered.length; i += 50) {
        waiting.push(answered[i] as number);
        await sendOne();
      }
      last.child.kill("SIGTERM");
      await last.ended;

      const sent = next - 1;
      expect(answered.length).toBe(sent);
      expect(sent).toBeGreaterThan(KILLS * 3);
      const commons = await openOperatedCommons({ home });
      try {
        expect(commons.vault.status()).toMatchObject({ active: sent, donations: sent });
        for (const [i, given] of receipts) {
          expect(given.size).toBe(1);
          const { donations } = commons.vault.show([...given][0] as string);
          expect(donations.map(({ readings }) => readings.map(({ amount }) => amount))).toEqual([new Array(MONTHS).fill(i)]);
        }
      } finally {
        await commons.close();
      }
    }),
);
