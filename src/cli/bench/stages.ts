import { systemRandom } from "../../commons/commons.ts";
import { ledgerAuthenticator } from "../../commons/key.ts";
import type { Period } from "../../contract/period.ts";
import { openLedger } from "../../ledger/index.ts";
import { type Plan, publish, type Steps } from "../../pipeline/index.ts";
import { writeRelease } from "../../release/index.ts";
import type { Duck } from "../../storage/duckdb/index.ts";
import { clock } from "./bench.ts";
import { seconds } from "./measure.ts";

interface StagedInput {
  readonly plan: Plan;
  readonly period: Period;
  readonly steps: Steps;
  /** a connection that already has `households`, `given` and `donated`, and keeps them */
  readonly duck: Duck;
  readonly random: (n: number) => Uint8Array;
  /** folder for the release */
  readonly releases: string;
}

/**
 * Makes a whole publication with the real `publish`, on a new ledger in memory. Times are taken where `publish` calls what it was
 * given (ledger, snapshot, database), so that nothing is measured separately or left out.
 *
 * @returns the seconds of each stage
 */
export async function publishStaged({ plan, period, steps, duck, random, releases }: StagedInput) {
  const at = { begun: seconds(), debited: 0, exact: 0, stored: 0 };
  const watched = watch(duck, steps);
  const ledger = openLedger({ path: ":memory:", clock, authenticate: ledgerAuthenticator(systemRandom(32), "") });
  try {
    const publication = await publish(
      {
        plan,
        ledger: {
          ...ledger,
          store: (...stored) => {
            at.stored = seconds();
            return ledger.store(...stored);
          },
        },
        // The tables exist, so the snapshot adds nothing.
        snapshot: () => {
          at.debited = seconds();
          return [];
        },
        duck: async () => ({
          ...watched.duck,
          close: () => {
            at.exact = seconds();
          },
        }),
        steps,
        random,
        codeVersion: "bench",
        territorySha256: "0".repeat(64),
      },
      period,
    );
    const assembled = seconds();
    const { id, tables, head, report } = publication;
    await writeRelease({ folder: releases, id, tables, manifest: head, report });
    const written = seconds();
    return {
      total_s: written - at.begun,
      /** public tables, SQL steps, and reading the exact cells */
      steps_s: at.exact - at.debited - watched.checking(),
      checks_s: watched.checking(),
      /** noise, gates and complementary suppression */
      noise_s: at.stored - at.exact,
      estimates_s: assembled - at.stored,
      writing_s: written - assembled,
      /** plan of the publication, cube, debit */
      other_s: at.debited - at.begun,
    };
  } finally {
    ledger.close();
    await watched.clear();
  }
}

/** Wraps a connection to measure the time of checks and to note the tables that a publication made. */
function watch(duck: Duck, { checks }: Steps) {
  const made: string[] = [];
  let checking = 0;
  return {
    checking: () => checking,
    duck: {
      ...duck,
      run: async (sql, params) => {
        for (const [, kind, table] of sql.matchAll(/^CREATE OR REPLACE TEMP (VIEW|TABLE) (\w+)/gm)) made.push(`${kind} ${table}`);
        await duck.run(sql, params);
      },
      rows: async <T>(sql: string, params?: Parameters<Duck["rows"]>[1]) => {
        const begun = seconds();
        const rows = await duck.rows<T>(sql, params);
        if (checks.some((check) => sql.includes(check.sql))) checking += seconds() - begun;
        return rows;
      },
      loaders: (tables) => {
        for (const { table } of tables) if (table !== "households" && table !== "given") made.push(`TABLE ${table}`);
        return duck.loaders(tables);
      },
    } satisfies Duck,
    clear: async () => {
      for (const one of made.reverse()) await duck.run(`DROP ${one}`);
    },
  };
}
