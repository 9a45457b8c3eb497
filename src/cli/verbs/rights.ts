import { readFileSync } from "node:fs";
import { readNotices } from "../../commons/breaches.ts";
import { contributionNotices } from "../../commons/contribution-notices.ts";
import { documentFacts } from "../../commons/facts.ts";
import { readHome } from "../../commons/home.ts";
import type { OperatedCommons } from "../../commons/types.ts";
import { Refusal } from "../../contract/problem.ts";
import { backupNotice, exportCsv, exportJson, PAST_STANDS, withdrawalNotice } from "../../intake/index.ts";
import { HOME, KEY, RECEIPT, withCommons } from "../options.ts";
import { required, UsageError, type Verb } from "../verb.ts";

// What a contributor may do with the contribution key alone.

const pausing = (name: "pause" | "resume", done: string): Verb => ({
  options: { home: HOME, receipt: RECEIPT, key: KEY },
  run: (input) =>
    withCommons(input, async (commons) => {
      await commons[name](required(input, "receipt"));
      return { text: done, json: { ok: true } };
    }),
});

export const show: Verb = {
  options: {
    home: HOME,
    receipt: RECEIPT,
    csv: { type: "boolean", help: "print a table with one reading a row" },
    key: KEY,
  },
  run: (input) =>
    withCommons(input, async (commons) => {
      const receipt = required(input, "receipt");
      const held = await commons.show(receipt);
      const options = { currency: commons.settings.currency, now: new Date() };
      const { home } = readHome(required(input, "home")).paths;
      const consents = held.donations.map(({ consent }) => consent);
      const { notices, consent_records } = contributionNotices({
        home,
        facts: () => documentFacts(commons),
        breaches: () => readNotices(home),
        clock: commons.context.clock,
      })(receipt, { consent: held.consent, consents });
      const beside = { notices, consent_records: [...consent_records] };
      const text = input.flags.csv ? exportCsv(held, options).trimEnd() : JSON.stringify({ ...held, ...beside }, null, 2);
      return { text, json: { ...exportJson(held, options), ...beside } };
    }),
};

/** `water.volume:2026-01` */
const READING = /^([a-z]+)\.([a-z]+):(\d{4}(?:-\d{2})?)$/;

function readingsOf(list: string) {
  return list.split(",").map((text) => {
    const [, domain, measure, period] = READING.exec(text.trim()) ?? [];
    if (domain === undefined || measure === undefined || period === undefined)
      throw new UsageError(`--remove must be DOMAIN.MEASURE:PERIOD, comma-separated; got ${text}`);
    return { domain, measure, period };
  });
}

export const correct: Verb = {
  words: "[file]",
  options: {
    home: HOME,
    receipt: RECEIPT,
    remove: { type: "string", value: "DOMAIN.MEASURE:PERIOD,…", help: "readings to take out, such as water.volume:2026-01" },
    key: KEY,
  },
  run: async (input) => {
    const { remove } = input.options;
    const [file] = input.words;
    if (file === undefined && remove === undefined) throw new UsageError("FILE or --remove is needed");
    const readings = remove === undefined ? [] : readingsOf(remove);
    return withCommons(input, async (commons) => {
      const receipt = required(input, "receipt");
      const taken = remove === undefined ? { removed: [], not_held: [] } : await commons.correct(receipt, { remove: readings });
      if (file !== undefined) await commons.donate(donationIn(file), { receipt });
      return {
        json: { ok: true, donated: file !== undefined, ...taken },
        text: `corrected from the next publication on: ${taken.removed.length} readings taken out, ${taken.not_held.length} were not held${file === undefined ? "" : ", one donation added"}. ${PAST_STANDS.en}`,
      };
    });
  },
};

/** @throws Refusal `invalid-json`; its message does not repeat the file */
function donationIn(file: string): unknown {
  const text = readFileSync(file, "utf8");
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("invalid-json", `${file} must be one JSON value: a donation`);
  }
}

export const object: Verb = {
  options: {
    home: HOME,
    receipt: RECEIPT,
    domains: { type: "string", value: "DOMAIN,…", help: "topics to take out; by default all" },
    key: KEY,
  },
  run: (input) =>
    withCommons(input, async (commons) => {
      const { domains } = input.options;
      const list = domains?.split(",").map((domain) => domain.trim());
      const objection = await commons.object(required(input, "receipt"), list === undefined ? {} : { domains: list });
      const what = objection.domains?.join(", ") ?? "everything";
      return { json: { objection }, text: `objected to: ${what}. ${PAST_STANDS.en}` };
    }),
};

export const withdraw: Verb = {
  options: { home: HOME, receipt: RECEIPT, key: KEY },
  run: (input) =>
    withCommons(input, async (commons: OperatedCommons) => {
      const { bytes, ...destroyed } = await commons.withdraw(required(input, "receipt"));
      const backups = backupNotice(commons.settings.backup_days, new Date());
      const notice = withdrawalNotice(backups, bytes);
      return { text: notice.en, json: { ok: true, destroyed: { key: true, ...destroyed }, bytes, backups, notice } };
    }),
};

export const pause = pausing("pause", "paused from the next publication on; past ones stand");
export const resume = pausing("resume", "counts again from the next publication on");
