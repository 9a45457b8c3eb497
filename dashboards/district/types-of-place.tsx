import type { Estimate } from "../charts/estimate-frame.tsx";
import { pitchFor } from "../charts/estimates.tsx";
import { NamedEstimates } from "../charts/stacked-estimates.tsx";
import { UNSURE } from "../shared/unsure-words.ts";
import { DistrictFigure } from "./district-figure.tsx";
import { typesOnMap } from "./periods-on-map.ts";
import { rankedRow } from "./ranked-parts.ts";
import { estimatesOf, withEnds } from "./ranking.tsx";
import { repeatWords } from "./repeat-words.ts";
import { awayText, axisOf, type DistrictState, fileName, kindName } from "./shown.ts";

/** Width in px from which each margin stands in words too. */
const WIDE = 400;

/** The figures of a place, of each type of homes on the maps. */
export const figuresOfTypes = (shown: DistrictState, code: string) =>
  typesOnMap(shown).flatMap((type) => {
    const { choice, lang } = shown;
    const rows = rankedRow({ ...shown, choice: { ...choice, type } }, { code, name: kindName(choice.ref, type, lang) });
    return rows.map((row) => ({ ...row, type }));
  });

/** A place on all the maps of types: its figure of each type, in the colour that it has there. */
export function TypesOfPlace({ shown, code }: { readonly shown: DistrictState; readonly code: string }) {
  const { atlas, choice, lang, words } = shown;
  const found = figuresOfTypes(shown, code);
  if (found.length === 0) return null;
  const rowsFrom = (rows: readonly Estimate[]) => rows.map((row, i) => ({ ...row, code: found[i]?.type ?? "" }));
  const unsure = found.some(({ figure }) => figure.unsure) ? [UNSURE[lang].unsureMeans] : [];
  return (
    <DistrictFigure
      shown={shown}
      brief
      title={repeatWords(shown).typesOf(atlas.tree.get(code)?.name ?? code)}
      subtitle={words.ranking.subtitle}
      awaySubtitle={`${awayText(shown)} ${words.ranking.subtitle}`}
      name={fileName("types-of", shown)}
      height={pitchFor(estimatesOf(found), WIDE) * found.length + 28}
      table={{
        columns: [words.words.type, words.map.value, words.map.between, words.map.said],
        rows: found.map(({ name, text, said }) => [name, text.value, `${text.lower}\u00a0–\u00a0${text.upper}`, said]),
      }}
      rows={() => found.map(({ type }) => ({ code, beside: choice.area, choice: { type } }))}
      notes={unsure}
      draw={(width) => (
        <NamedEstimates
          id="types-of-place"
          width={width}
          label={found.map(({ name, text, said }) => words.ranking.row(name, text.said, said)).join(" ")}
          // On a phone both ends in words would leave the margins no room.
          rows={rowsFrom(width < WIDE ? estimatesOf(found) : withEnds(found))}
          {...axisOf(atlas, choice, lang)}
          pitch={pitchFor(estimatesOf(found), width)}
        />
      )}
    >
      {unsure.map((text) => (
        <p key={text} class="note">
          {text}
        </p>
      ))}
    </DistrictFigure>
  );
}
