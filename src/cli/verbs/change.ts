import { readSettingsFile } from "../../commons/home.ts";
import type { ChangedSettings } from "../../commons/public.ts";
import type { AnnouncedChange } from "../../contract/log.ts";
import { HOME, KEY, withCommons } from "../options.ts";
import { UsageError, type Verb, wholeNumber } from "../verb.ts";

export const change: Verb = {
  options: {
    home: HOME,
    settings: {
      type: "string",
      value: "FILE",
      help: "the settings that change, as init takes them; one that is left out stands as it is, null takes it away",
    },
    territory: { type: "string", value: "DIR", help: "the new territory, as init takes it" },
    from: {
      type: "string",
      value: "YYYY",
      help: "calendar year of readings from which they are in force: after every year that was opened, in 30 days at the earliest. Left out, at once: before the first contribution and debit, or where the change only protects more",
    },
    "dry-run": { type: "boolean", help: "show what would differ, and whether it can be stated; states nothing" },
    key: KEY,
  },
  run: (input) =>
    withCommons(input, async (commons) => {
      const { settings, territory } = input.options;
      const from = wholeNumber(input, "from", 1900, 9999);
      if (settings === undefined && territory === undefined) throw new UsageError("--settings or --territory is needed");
      const asked = {
        ...(from === undefined ? {} : { from }),
        ...(settings === undefined ? {} : { settings: readSettingsFile(settings) as ChangedSettings }),
        ...(territory === undefined ? {} : { territory }),
      };
      const planned = await commons.planChange(asked);
      const { year, changes, isElsewhere } = planned;
      const lines = [...changes.map(changeLine), ...(isElsewhere ? [`territory: another one, ${planned.territory}`] : [])];
      const json = { year, changes, territory: isElsewhere ? planned.territory : null };
      if (input.flags["dry-run"])
        return { json: { ...json, stated: false }, text: [`for ${year} and later:`, ...lines, "Nothing was stated"].join("\n") };
      const { length } = (await commons.ledger()).entries;
      const { at, seq } = await commons.change(asked);
      const repeated = seq <= length;
      return {
        json: { ...json, at, entry: seq, repeated, stated: true },
        text: [
          `entry ${seq} of the ledger, ${at.slice(0, 10)}: terms for ${year} and later${repeated ? " (stated before; the territory is kept again)" : ""}`,
          ...lines,
          "They are public at once: in the log (/v1/log), and on the page Privacy of a running portal.",
        ].join("\n"),
      };
    }),
};

function changeLine({ setting, was, is }: AnnouncedChange["changes"][number]): string {
  return `${setting}: ${was ?? "not stated"} → ${is ?? "not stated"}`;
}
