import { readHome } from "../../commons/home.ts";
import { readLog } from "../../commons/home-log.ts";
import type { EntryOf } from "../../contract/chain.ts";
import { keyOf } from "../../ledger/index.ts";
import { HOME, KEY, withCommons } from "../options.ts";
import { required, UsageError, type Verb } from "../verb.ts";

export const log: Verb = {
  options: {
    home: HOME,
    "rotate-key": { type: "boolean", help: "from here on a new key signs, and the one that signed until now vouches for it" },
    "lost-key": {
      type: "boolean",
      help: "the signing key is lost: says so in public, for good, and goes on with a new one that nothing vouches for",
    },
    key: KEY,
  },
  run: (input) =>
    withCommons(input, async (commons) => {
      const [rotate, lost] = [input.flags["rotate-key"] === true, input.flags["lost-key"] === true];
      if (rotate && lost) throw new UsageError("--rotate-key and --lost-key are different things: one at a time");
      const made = rotate || lost ? await commons.rotateKey({ lost }) : null;
      const { entries } = await commons.ledger();
      const known = readLog(readHome(required(input, "home")).paths.log);
      const keys = entries.filter((entry) => entry.kind === "key");
      const json = {
        commons: entries[0]?.commons ?? null,
        entries: entries.length,
        public_entries: known?.size ?? 0,
        head: entries.at(-1)?.hash ?? null,
        checkpoint: known?.checkpoint ?? null,
        key: keyOf(entries)?.thumbprint ?? null,
        keys: keys.map(({ thumbprint, at, replaces, lost: wasLost }) => ({ thumbprint, at, replaces, follows_lost: wasLost })),
        rotated: made?.thumbprint ?? null,
      };
      if (entries.length === 0) return { json, text: "the log is empty: nothing was stated or published" };
      return {
        json,
        text: [
          ...(made === null ? [] : [`${made.thumbprint} signs from entry ${made.seq} on: tell whoever pinned ${made.replaces}`]),
          `commons ${json.commons}, ${json.entries} entries, of which ${json.public_entries} are public; head ${json.head}`,
          ...keys.map(keyLine),
          "Others check it with: voisinage verify EXPORT --key THUMBPRINT",
        ].join("\n"),
      };
    }),
};

function keyLine({ seq, at, thumbprint, replaces, lost }: EntryOf<"key">): string {
  const from = replaces === null ? "the first" : lost ? `follows the lost ${replaces}` : `${replaces} vouches for it`;
  return `key ${thumbprint}, entry ${seq}, ${at.slice(0, 10)}: ${from}`;
}
