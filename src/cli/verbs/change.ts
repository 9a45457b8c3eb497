import { readSettingsFile } from "../../commons/home.ts";
import type { ChangedSettings } from "../../commons/public.ts";
import { HOME, KEY, withCommons } from "../options.ts";
import { UsageError, type Verb, wholeNumber } from "../verb.ts";

export const change: Verb = {
  options: {
    home: HOME,
    settings: {
      type: "string",
      value: "FILE",
      help: "all of the new settings, as init takes them; eligibility left out stands as it is, null asks for no tokens any more",
    },
    territory: { type: "string", value: "DIR", help: "the new territory, as init takes it" },
    from: {
      type: "string",
      value: "YYYY",
      help: "calendar year of readings from which they are in force: after every year that was opened, in 30 days at the earliest",
      required: true,
    },
    key: KEY,
  },
  run: (input) =>
    withCommons(input, async (commons) => {
      const { settings, territory } = input.options;
      const from = wholeNumber(input, "from", 1900, 9999) as number;
      if (settings === undefined && territory === undefined) throw new UsageError("--settings or --territory is needed");
      const { length } = (await commons.ledger()).entries;
      const entry = await commons.change({
        from,
        ...(settings === undefined ? {} : { settings: readSettingsFile(settings) as ChangedSettings }),
        ...(territory === undefined ? {} : { territory }),
      });
      const what = [entry.settings ? "settings" : "", entry.territory ? "territory" : ""].filter(Boolean).join(" and ");
      const { year, at, seq } = entry;
      const repeated = seq <= length;
      return {
        json: { year, settings: entry.settings, territory: entry.territory, at, entry: seq, repeated },
        text: [
          `announced on ${at.slice(0, 10)}, entry ${seq} of the ledger: other ${what} for publications of ${year} and later${repeated ? " (said before; the files are kept again)" : ""}`,
          "It is public at once: in the log (/v1/log), and on the page Privacy of a running portal.",
        ].join("\n"),
      };
    }),
};
