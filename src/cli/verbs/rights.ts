import { readFileSync } from "node:fs";
import { readNotices } from "../../commons/breaches.ts";
import { contributionNotices } from "../../commons/contribution-notices.ts";
import { documentFacts } from "../../commons/facts.ts";
import { homePaths } from "../../commons/home.ts";
import type { OperatedCommons } from "../../commons/types.ts";
import { Refusal } from "../../contract/problem.ts";
import { backupNotice, exportCsv, exportJson, PAST_STANDS, parseObjection, withdrawalNotice } from "../../intake/index.ts";
import type { ContributionRef } from "../../vault/index.ts";
import { commonsVerb, RECEIPT } from "../options.ts";
import { flag, listOf, option, UsageError, type VerbResult } from "../verb.ts";

// The verbs for what contributors may ask for with their contribution key alone, and what `find` does for who lost it.

type Exercise = (commons: OperatedCommons, of: ContributionRef) => VerbResult;

function objectTo(commons: OperatedCommons, of: ContributionRef, domains?: readonly string[]): VerbResult {
  const objection = commons.vault.object(of, parseObjection(domains === undefined ? {} : { domains }));
  const what = objection.domains?.join(", ") ?? "everything";
  return { json: { objection }, text: `objected to: ${what}. ${PAST_STANDS.en}` };
}

/** What is done to a contribution, whether its key names it or the operator found it. */
export const EXERCISES: Readonly<Record<"show" | "pause" | "resume" | "object" | "withdraw", Exercise>> = {
  show: (commons, of) => {
    const held = commons.vault.show(of);
    const options = { currency: commons.settings.currency, now: new Date() };
    return { text: JSON.stringify(held, null, 2), json: exportJson(held, options) };
  },
  pause: (commons, of) => {
    commons.vault.pause(of);
    return { text: "paused from the next publication on; past ones stand", json: { ok: true } };
  },
  resume: (commons, of) => {
    commons.vault.resume(of);
    return { text: "counts again from the next publication on", json: { ok: true } };
  },
  object: (commons, of) => objectTo(commons, of),
  withdraw: (commons, of) => {
    const destroyed = commons.vault.withdraw(of);
    const backups = backupNotice(commons.settings.backup_days, new Date());
    const notice = withdrawalNotice(backups, destroyed);
    return { text: notice.en, json: { ok: true, destroyed: { key: true, ...destroyed }, backups, notice } };
  },
};

export const show = commonsVerb({
  options: { receipt: RECEIPT, csv: flag("print a table with one reading a row") },
  run: async (commons, { home: folder, receipt, csv }) => {
    const held = await commons.show(receipt);
    const options = { currency: commons.settings.currency, now: new Date() };
    const { home } = homePaths(folder);
    const consents = held.donations.map(({ consent }) => consent);
    const { notices, consent_records } = contributionNotices({
      home,
      facts: () => documentFacts(commons),
      breaches: () => readNotices(home),
      clock: commons.context.clock,
    })(receipt, { consent: held.consent, consents });
    const beside = { notices, consent_records: [...consent_records] };
    return {
      text: csv ? exportCsv(held, options).trimEnd() : JSON.stringify({ ...held, ...beside }, null, 2),
      json: { ...exportJson(held, options), ...beside },
    };
  },
});

/** A reading on the command line: `water.volume:2026-01` */
const READING = /^([a-z]+)\.([a-z]+):(\d{4}(?:-\d{2})?)$/;

export const correct = commonsVerb({
  words: "[file]",
  options: {
    receipt: RECEIPT,
    remove: option("DOMAIN.MEASURE:PERIOD,…", "readings to take out, such as water.volume:2026-01", (list) =>
      listOf(list).map((text) => {
        const [, domain, measure, period] = READING.exec(text) ?? [];
        if (domain === undefined || measure === undefined || period === undefined)
          throw new UsageError(`--remove must be DOMAIN.MEASURE:PERIOD, comma-separated; got ${text}`);
        return { domain, measure, period };
      }),
    ),
  },
  run: async (commons, { receipt, remove, words: [file] }) => {
    if (file === undefined && remove === undefined) throw new UsageError("FILE or --remove is needed");
    const taken = remove === undefined ? { removed: [], not_held: [] } : await commons.correct(receipt, { remove });
    if (file !== undefined) await commons.donate(donationIn(file), { receipt });
    return {
      json: { ok: true, donated: file !== undefined, ...taken },
      text: `corrected from the next publication on: ${taken.removed.length} readings taken out, ${taken.not_held.length} were not held${file === undefined ? "" : ", one donation added"}. ${PAST_STANDS.en}`,
    };
  },
});

/** @throws Refusal `invalid-json`, whose message does not quote the file */
function donationIn(file: string): unknown {
  const text = readFileSync(file, "utf8");
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("invalid-json", `${file} must be one JSON value: a donation`);
  }
}

export const object = commonsVerb({
  options: { receipt: RECEIPT, domains: option("DOMAIN,…", "topics to take out; by default all", listOf) },
  run: async (commons, { receipt, domains }) => objectTo(commons, receipt, domains),
});

const byKey = (exercise: Exercise) =>
  commonsVerb({ options: { receipt: RECEIPT }, run: async (commons, { receipt }) => exercise(commons, receipt) });

export const withdraw = byKey(EXERCISES.withdraw);
export const pause = byKey(EXERCISES.pause);
export const resume = byKey(EXERCISES.resume);
