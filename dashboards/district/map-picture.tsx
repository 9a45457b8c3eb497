import { mapLayout, TALLEST } from "../charts/map-layout.ts";
import { isTold, numbered, type PaintedArea } from "../charts/map-parts.tsx";
import { upperFirst } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { PartsMap, paintedParts } from "./area-map.tsx";
import { areTiles, shapesFor } from "./map-shapes.ts";
import { mapLabel } from "./map-words.ts";
import { MOST_LISTED, rankedNames, rankedParts, rankNumbers } from "./ranked-parts.ts";
import type { DistrictState } from "./shown.ts";

/** Tells whether an area of a map has no room for its name. */
function isCrowded({ atlas, choice }: DistrictState, painted: readonly PaintedArea[], width: number): boolean {
  const shapes = shapesFor(atlas, choice.level, new Set(painted.map(({ code }) => code)), width);
  if (shapes === null || areTiles(atlas)) return false;
  const { areas } = mapLayout({ areas: painted, shapes, parent: choice.area, neighbours: [], width, tallest: TALLEST });
  return areas.some(({ mark }) => !mark?.lines.length);
}

/** The places whose margin is too wide to rely on, with that margin: they have no number in the list, and no tap tells their names. */
function UnsureNames({ shown }: { readonly shown: DistrictState }) {
  const { lang, words } = shown;
  const unsure = rankedParts(shown).filter(({ figure }) => figure.unsure);
  if (unsure.length === 0 || unsure.length > MOST_LISTED) return null;
  const margin = (value: string): string => value.replace(WORDS[lang].figure.unsureMark, "").trim();
  const names = unsure.map(({ name, text }) => `${name} ${margin(text.value)}`.replaceAll(" ", "\u00a0"));
  return <p class="on-picture">{upperFirst(WORDS[lang].labelled(words.map.wide, names.join(", ")))}</p>;
}

/**
 * The map as it is saved, where no tap tells a figure: the list below has them with their margins. Where a name has no room on the map, each
 * place has its number there; of more places than a list holds, those that stand out.
 */
export function MapPicture({ shown, width }: { readonly shown: DistrictState; readonly width: number }) {
  const painted = paintedParts(shown);
  const ranked = rankedParts(shown);
  const told = new Set(painted.flatMap((area) => (isTold(area) ? [area.code] : [])));
  const all = [...rankNumbers(ranked)];
  const listed = all.length <= MOST_LISTED ? all : all.filter(([code]) => told.has(code));
  const isListed = listed.length <= MOST_LISTED;
  const isNumbered = isListed && isCrowded(shown, painted, width);
  const numbers = new Map(isNumbered ? listed : []);
  const named = isNumbered ? numbers : new Map(isListed ? listed.map(([code]) => [code, ""]) : []);
  const framed = ranked.map(({ code }) => code);
  return (
    <>
      <PartsMap
        shown={shown}
        id="district-picture"
        width={width}
        label={mapLabel(shown)}
        chosen={shown.choice.at}
        painted={numbered(painted, numbers)}
        framed={framed}
      />
      {named.size > 0 ? (
        <>
          <p class="on-picture">{rankedNames(shown, named, ranked)}</p>
          <UnsureNames shown={shown} />
        </>
      ) : null}
    </>
  );
}
