import { homePaths } from "../../commons/home.ts";
import { readLog } from "../../commons/home-log.ts";
import { keyOf } from "../../ledger/index.ts";
import { commonsVerb } from "../options.ts";
import { flag, lines, UsageError } from "../verb.ts";

export const log = commonsVerb({
  options: {
    rotateKey: flag("from here on a new key signs, and the one that signed until now vouches for it"),
    lostKey: flag("the signing key is lost: says so in public, for good, and goes on with a new one that nothing vouches for"),
  },
  run: async (commons, { home, rotateKey, lostKey: lost }) => {
    if (rotateKey && lost) throw new UsageError("--rotate-key and --lost-key are different things: one at a time");
    const made = rotateKey || lost ? await commons.rotateKey({ lost }) : null;
    const { entries } = await commons.ledger();
    const known = readLog(homePaths(home).log);
    const keys = entries.filter((entry) => entry.kind === "key");
    const json = {
      commons: entries[0]?.commons ?? null,
      entries: entries.length,
      public_entries: known?.size ?? 0,
      head: entries.at(-1)?.hash ?? null,
      checkpoint: known?.checkpoint ?? null,
      key: keyOf(entries)?.thumbprint ?? null,
      keys: keys.map(({ thumbprint, at, replaces, lost }) => ({ thumbprint, at, replaces, follows_lost: lost })),
      rotated: made?.thumbprint ?? null,
    };
    if (entries.length === 0) return { json, text: "the log is empty: nothing was stated or published" };
    return {
      json,
      text: lines(
        made && `${made.thumbprint} signs from entry ${made.seq} on: tell whoever pinned ${made.replaces}`,
        `commons ${json.commons}, ${json.entries} entries, of which ${json.public_entries} are public; head ${json.head}`,
        keys.map(({ seq, at, thumbprint, replaces, lost }) => {
          const from = replaces === null ? "the first" : lost ? `follows the lost ${replaces}` : `${replaces} vouches for it`;
          return `key ${thumbprint}, entry ${seq}, ${at.slice(0, 10)}: ${from}`;
        }),
        "Others check it with: voisinage verify EXPORT --key THUMBPRINT",
      ),
    };
  },
});
