import { broughtOf, type Flow, usesFor } from "./flow.ts";
import { leafLack } from "./use-words.ts";

/** What is still missing before what was brought, and was not left out, counts near the home. */
export function Lack({ flow }: { readonly flow: Flow }) {
  const { addTo, commons, lang } = flow;
  const readings = broughtOf(flow).flatMap((one) => one.readings);
  if (readings.length === 0) return null;
  const lack = leafLack(
    usesFor(flow, [...readings, ...(addTo?.held ?? [])]),
    commons.catalog.territory.level_names,
    lang,
    flow.now(),
  );
  return lack === "" ? null : <p class="note too-few">{lack}</p>;
}
