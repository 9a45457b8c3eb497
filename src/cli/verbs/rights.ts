import { besideContribution } from "../../commons/beside.ts";
import { readNotices } from "../../commons/breaches.ts";
import { readHome } from "../../commons/home.ts";
import { statedFacts } from "../../commons/papers.ts";
import type { Commons } from "../../index.ts";
import { HOME, KEY, RECEIPT, withCommons } from "../options.ts";
import { required, type Verb } from "../verb.ts";

const right = (
  name: string,
  summary: string,
  work: (commons: Commons, receipt: string) => Promise<void>,
  done: string,
): Verb => ({
  name,
  summary,
  options: { home: HOME, receipt: RECEIPT, key: KEY },
  run: (input) =>
    withCommons(input, async (commons) => {
      await work(commons, required(input, "receipt"));
      return { text: done, json: { ok: true } };
    }),
});

/** What a contributor may do with the contribution key alone. */
export const RIGHTS: readonly Verb[] = [
  {
    name: "show",
    summary: "shows all that is held under a contribution key",
    options: { home: HOME, receipt: RECEIPT, key: KEY },
    run: (input) =>
      withCommons(input, async (commons) => {
        const key = required(input, "receipt");
        const contribution = await commons.show(key);
        const { home } = readHome(required(input, "home")).paths;
        const beside = besideContribution({
          home,
          facts: () => statedFacts(commons),
          breaches: () => readNotices(home),
          clock: commons.context.clock,
        });
        const json = { ...contribution, ...beside(key, contribution) };
        return { text: JSON.stringify(json, null, 2), json };
      }),
  },
  right(
    "pause",
    "keeps a contribution out of publications until it is resumed",
    (commons, receipt) => commons.pause(receipt),
    "paused from the next publication on",
  ),
  right(
    "resume",
    "lets a paused contribution count again",
    (commons, receipt) => commons.resume(receipt),
    "counts again from the next publication on",
  ),
  right(
    "withdraw",
    "destroys the key of a contribution and its rows",
    (commons, receipt) => commons.withdraw(receipt),
    "withdrawn: its key is destroyed. It is in no later publication; past ones stand, and cannot be traced back to it",
  ),
];
