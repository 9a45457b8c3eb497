import { readSettingsFile } from "../../commons/home.ts";
import type { ChangedSettings } from "../../commons/public.ts";
import { commonsVerb } from "../options.ts";
import { flag, lines, text, UsageError, wholeOption } from "../verb.ts";

export const change = commonsVerb({
  options: {
    settings: text(
      "FILE",
      "the settings that change, as init takes them; one that is left out stands as it is, null takes it away",
    ),
    territory: text("DIR", "the new territory, as init takes it"),
    from: wholeOption(
      "YYYY",
      "calendar year of readings from which they are in force: after every year that was opened, in 30 days at the earliest. Left out, at once: before the first contribution and debit, or where the change only protects more",
      1900,
      9999,
    ),
    dryRun: flag("show what would differ, and whether it can be stated; states nothing"),
  },
  run: async (commons, { settings, territory, from, dryRun }) => {
    if (settings === undefined && territory === undefined) throw new UsageError("--settings or --territory is needed");
    const wanted = {
      ...(from === undefined ? {} : { from }),
      ...(settings === undefined ? {} : { settings: readSettingsFile(settings) as ChangedSettings }),
      ...(territory === undefined ? {} : { territory }),
    };
    const planned = await commons.planChange(wanted);
    const { year, changes, isElsewhere } = planned;
    const differences = [
      ...changes.map(({ setting, was, is }) => `${setting}: ${was ?? "not stated"} → ${is ?? "not stated"}`),
      ...(isElsewhere ? [`territory: another one, ${planned.territory}`] : []),
    ];
    const json = { year, changes, territory: isElsewhere ? planned.territory : null };
    if (dryRun)
      return { json: { ...json, stated: false }, text: lines(`for ${year} and later:`, differences, "Nothing was stated") };
    const { length } = (await commons.ledger()).entries;
    const { at, seq } = await commons.change(wanted);
    const repeated = seq <= length;
    return {
      json: { ...json, at, entry: seq, repeated, stated: true },
      text: lines(
        `entry ${seq} of the ledger, ${at.slice(0, 10)}: terms for ${year} and later${repeated ? " (stated before; the territory is kept again)" : ""}`,
        differences,
        "They are public at once: in the log (/v1/log), and on the page Trust of a running portal.",
      ),
    };
  },
});
