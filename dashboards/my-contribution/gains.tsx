import { measureRef } from "../../src/domains/index.ts";
import { PlaceTopics } from "../contribute/place-topics.tsx";
import { formatPeriod } from "../shared/format.ts";
import { sourceText } from "../shared/source-text.ts";
import type { OpenContribution } from "./opened.ts";

interface GainsProps {
  readonly opened: OpenContribution;
  readonly areaName: string;
}

/** The contributor's own area: which of the given topics have a figure there, and how many homes the others take. By public files only. */
export function Gains({ opened, areaName }: GainsProps) {
  const { held, words, commons, lang } = opened;
  const keys = new Set(held.readings.map(({ domain, measure }) => measureRef(domain, measure)?.key));
  const refs = commons.refs.filter(({ key }) => keys.has(key));
  if (refs.length === 0) return null;
  return (
    <section class="card gains" aria-labelledby="gains-title">
      <h2 id="gains-title">{words.gains(areaName)}</h2>
      <PlaceTopics flow={opened} area={held.household.area ?? ""} refs={refs} />
      {commons.main === null ? null : (
        <p class="source">{sourceText(commons.catalog, [commons.main.period], formatPeriod(commons.main.period, lang), lang)}</p>
      )}
    </section>
  );
}
