import { useMemo } from "preact/hooks";
import { heightOfMap } from "../charts/map-layout.ts";
import type { PaintedArea } from "../charts/map-parts.tsx";
import { PlaceMap } from "../charts/place-map.tsx";
import { useRedrawn } from "../shared/in-turns.tsx";
import { givingHref } from "../shared/layout.ts";
import { Rich } from "../shared/rich.tsx";
import { Sized } from "../shared/sized.tsx";
import { AbsentWords } from "./absent-words.tsx";
import { countedElsewhere, figureAt } from "./area-figures.ts";
import { censusWords, LikeTheCensus } from "./like-the-census.tsx";
import { areTiles, neighboursOf, onMap, partsOnMap } from "./map-shapes.ts";
import { compareFrom } from "./open-word.ts";
import { MEAN_OF_ALL, topicsOf, withPortrait } from "./portrait-figures.ts";
import { ByType } from "./portrait-kind-dots.tsx";
import { kindWords } from "./portrait-kinds.tsx";
import { WhoTookPart } from "./portrait-participants.tsx";
import { placeOfPortrait } from "./portrait-place.ts";
import { portraitMostly, portraitTitle, portraitWhere, titleMargin } from "./portrait-title.ts";
import { TopicsFrame } from "./portrait-topics.tsx";
import { trendWords } from "./portrait-trend.tsx";
import { TrendFrame } from "./portrait-trend-frame.tsx";
import { portraitWords } from "./portrait-words.ts";
import { PrintButton } from "./print-button.tsx";
import type { DistrictState } from "./shown.ts";
import { weighedTopics } from "./weighed.ts";

/** Greatest height in px of the map that shows where the place is. */
const TALLEST = 260;

/** A small map that shows where the place is within the one around it. */
function SmallMap({ shown, around }: { shown: DistrictState; around: string }) {
  const { atlas, choice, words } = shown;
  const { code } = placeOfPortrait(shown);
  const level = atlas.tree.get(code)?.level ?? choice.level;
  const inside: DistrictState = { ...shown, choice: { ...choice, area: around, level } };
  const name = atlas.tree.get(code)?.name ?? "";
  const topic = topicsOfPortrait(shown).find(({ ref }) => ref === choice.ref);
  const isWide = topic?.period && figureAt(atlas, { ...MEAN_OF_ALL, ref: topic.ref, period: topic.period }, code)?.unsure;
  const relation = isWide ? ("wide" as const) : (topic?.relation ?? "absent");
  // Only the place itself is painted, and named by the title beside the map; its surroundings are there for orientation.
  const painted = useMemo(
    () =>
      partsOnMap(inside).map(
        (part): PaintedArea =>
          part.code === code
            ? { ...part, against: relation, strength: 1 }
            : { ...part, against: "same", strength: 0, quiet: true },
      ),
    [atlas.tree, choice, relation],
  );
  const neighbours = useMemo(() => neighboursOf(atlas, around), [atlas.tree, around]);
  const shapes = atlas.shapes?.features;
  return (
    <Sized height={240}>
      {(width) =>
        shapes ? (
          <PlaceMap
            id="small-map"
            width={width}
            label={words.detail(name, "")}
            areas={painted}
            shapes={shapes}
            parent={around}
            neighbours={neighbours}
            surroundings={atlas.context}
            chosen={code}
            tallest={TALLEST}
          />
        ) : (
          <div class="map-wait" style={{ height: `${heightOfMap(width, TALLEST)}px` }}>
            {words.map.waiting}
          </div>
        )
      }
    </Sized>
  );
}

/** The topics of the place of a portrait. */
function topicsOfPortrait(shown: DistrictState) {
  const { code, parent } = placeOfPortrait(shown);
  return topicsOf(shown.atlas, code, parent, shown.choice.period);
}

/** The trend of a place, how like those who live there its homes are, and its kinds of homes, each with the place that it is of. */
function partsOfPeople(shown: DistrictState) {
  const { code } = placeOfPortrait(shown);
  const trend = { area: trendWords(shown)?.trend.area, drawing: <TrendFrame key="trend" shown={shown} /> };
  const census = {
    area: censusWords(shown)?.comparison.area,
    drawing: <LikeTheCensus key="census" shown={shown} />,
  };
  const kinds = { area: kindWords(shown)?.area, drawing: <ByType key="kinds" shown={shown} /> };
  const beside = [trend, census].find(({ area }) => area === code);
  const [own = [], wider = []] = [true, false].map((isOwn) =>
    [trend, census, kinds].filter((one) => one !== beside && one.area !== undefined && (one.area === code) === isOwn),
  );
  return { beside, own, wider };
}

/** Who takes part in a place's figures, with its trend where it has one. */
function People({ shown }: { shown: DistrictState }) {
  return (
    <div class="portrait-two">
      {partsOfPeople(shown).beside?.drawing}
      <WhoTookPart shown={shown} topics={topicsOfPortrait(shown)} />
    </div>
  );
}

/** The rest that is known of a place. What is known of a wider one alone comes last, below one sentence that says so. */
function Rest({ shown }: { shown: DistrictState }) {
  const { own, wider } = partsOfPeople(shown);
  return (
    <>
      {own.map(({ drawing }) => drawing)}
      {wider.length > 0 ? (
        <>
          <div class="portrait-wider">
            <p class="lead">{portraitWords(shown).wider}</p>
            {wider[0]?.drawing}
          </div>
          {wider.slice(1).map(({ drawing }) => drawing)}
        </>
      ) : null}
    </>
  );
}

/** The figures of a portrait below its head. They are drawn again only when what they show has come, and not with outlines and surroundings. */
function Figures({ shown, turn }: { shown: DistrictState; turn: number }) {
  const { atlas, choice, lang } = shown;
  const parts = [
    () => <TopicsFrame shown={shown} topics={topicsOfPortrait(shown)} />,
    () => <People shown={shown} />,
    () => <Rest shown={shown} />,
  ];
  // Measurements are only ever added.
  const data = [atlas.rows, atlas.measured.size, atlas.composition, atlas.distributions];
  const drawn = useRedrawn(parts.slice(0, turn - 1), data, [choice, lang]);
  return <>{drawn}</>;
}

/** The way from a place of which nothing is published to the portrait of the one around it, or of the one that is counted. */
function OtherPortrait({ shown, other }: { shown: DistrictState; other: string }) {
  const { atlas, go } = shown;
  return (
    <button type="button" class="quiet" onClick={() => go({ at: other, area: null, level: null })}>
      {portraitWords(shown).widerPortrait(atlas.tree.get(other)?.name ?? "")}
    </button>
  );
}

/**
 * The portrait of a place: all topics compared with its parent, its trend, who takes part, and kinds of homes.
 *
 * @param turn how much of it is drawn: see `DISTRICT_TURNS`
 */
export function Portrait({ shown, turn }: { shown: DistrictState; turn: number }) {
  const { atlas, choice, lang, words } = shown;
  const { code, parent } = placeOfPortrait(shown);
  const area = atlas.tree.get(code);
  if (!area) return null;
  const topics = topicsOfPortrait(shown);
  const none = topics.every(({ period }) => period === null);
  const [margin, mostly, weighed] = [titleMargin(shown, topics), portraitMostly(shown, topics), weighedTopics(shown, topics)];
  const give = givingHref(lang, atlas.catalog.intake, location.href);
  return (
    <div class="portrait">
      <div class="portrait-head">
        <div>
          <p class="note">{portraitWhere(shown, area)}</p>
          <h2 class="portrait-title">
            <Rich text={portraitTitle(shown, topics)} />
          </h2>
          {mostly === "" ? null : <p class="mostly">{mostly}</p>}
          {margin === null ? null : <p class="note">{margin}</p>}
          {weighed === "" ? null : <p class="note">{weighed}</p>}
          {none ? (
            <p>
              <AbsentWords shown={shown} code={code} />
            </p>
          ) : null}
          <div class="portrait-actions no-print">
            {none ? null : <PrintButton shown={shown}>{words.card.report}</PrintButton>}
            {none && give !== null ? (
              <a class="button pill" href={give}>
                {words.card.contribute}
              </a>
            ) : null}
            {none && parent !== null ? (
              <OtherPortrait shown={shown} other={countedElsewhere(atlas, choice, code) ?? withPortrait(shown, code) ?? parent} />
            ) : (
              <button type="button" class="quiet" onClick={() => compareFrom(shown, code)}>
                {words.card.compare}
              </button>
            )}
          </div>
        </div>
        {/* Squares lie nowhere, and the whole lies within nothing: its map would tell nothing. */}
        {areTiles(atlas) || parent === null ? null : (
          <div>
            <SmallMap shown={shown} around={parent} />
            {onMap("", shown) === "" ? null : <p class="source map-credit">{onMap("", shown)}</p>}
          </div>
        )}
      </div>
      {none ? null : <Figures shown={shown} turn={turn} />}
    </div>
  );
}
