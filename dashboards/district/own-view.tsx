import { useMemo, useState } from "preact/hooks";
import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import type { Area } from "../../src/territory/index.ts";
import { Estimates } from "../charts/estimates.tsx";
import { formatNumber, formatPeriod } from "../shared/format.ts";
import { SentenceWord, type WordOption } from "../shared/sentence-controls.tsx";
import { searchPlaces } from "../visit/search.ts";
import { comparableAt, figureAt, isTold } from "./area-figures.ts";
import { kindsOf, MapLegend, PartsMap, paintedParts, useAreaTaps } from "./area-map.tsx";
import { DistrictFigure } from "./district-figure.tsx";
import { gapWords } from "./gap-words.ts";
import { type OwnArea, ownArea, ownGap } from "./own-area.ts";
import {
  axisUnit,
  figureText,
  fileName,
  homesText,
  placeDetail,
  placeWords,
  type Shown,
  searchLabel,
  tickText,
  topicTitle,
} from "./shown.ts";

/** Withheld leaves that are named. */
const MOST_NAMED = 4;

/** The leaves that are picked, or those of the zone. */
export function leavesOf({ atlas, choice }: Pick<Shown, "atlas" | "choice">): readonly string[] {
  return choice.zone === null ? choice.picks : atlas.zones.filter(({ zone }) => zone === choice.zone).map(({ leaf }) => leaf);
}

interface LeavesProps {
  readonly shown: Shown;
  readonly leaves: readonly string[];
  readonly onTap: (code: string) => void;
}

function OwnMap({ shown, leaves, onTap }: LeavesProps) {
  const { atlas, choice, lang, words, mark } = shown;
  const painted = useMemo(() => paintedParts({ atlas, choice }), [atlas, choice]);
  const box = useAreaTaps(onTap, mark);
  const label = words.own.mapLabel(formatNumber(leaves.length, 0, lang));
  return (
    <div ref={box} class="district-map own-map">
      <DistrictFigure
        shown={shown}
        title={words.own.mapTitle}
        subtitle={words.own.mapSubtitle}
        name={fileName("own-map", shown)}
        height={340}
        table={{ columns: [words.map.place], rows: leaves.map((leaf) => [atlas.tree.get(leaf)?.name ?? leaf]) }}
        draw={(width) => (
          <PartsMap
            shown={shown}
            id="own-map"
            width={width}
            label={label}
            painted={painted}
            chosen={shown.marked}
            lettered={Object.fromEntries(leaves.map((leaf) => [leaf, ""]))}
          />
        )}
      >
        <MapLegend shown={shown} kinds={kindsOf(painted)} />
      </DistrictFigure>
    </div>
  );
}

/** What is in the sum and what is not, by name. */
function Inside({ shown, own, onTap }: { shown: Shown; own: OwnArea; onTap: ((code: string) => void) | null }) {
  const { atlas, lang, words } = shown;
  const names = own.withheld.map((leaf) => atlas.tree.get(leaf)?.name ?? leaf);
  return (
    <>
      {own.same === null && own.withheld.length > 0 ? (
        <p class="note">
          {own.withheld.length > MOST_NAMED
            ? words.own.withheldMany(formatNumber(own.withheld.length, 0, lang))
            : words.own.withheld(names.join(", "), names.length)}
        </p>
      ) : null}
      {own.same === null && own.unsure.length * 2 > own.published.length ? <p class="note">{words.own.unsure}</p> : null}
      {onTap && own.leaves.length > 0 ? (
        <ul class="picked no-print" aria-label={words.own.listed}>
          {own.leaves.map((leaf) => {
            const name = atlas.tree.get(leaf)?.name ?? leaf;
            return (
              <li key={leaf}>
                <button type="button" class="quiet" aria-label={words.own.remove(name)} onClick={() => onTap(leaf)}>
                  {name}
                  <span aria-hidden="true"> ×</span>
                </button>
              </li>
            );
          })}
        </ul>
      ) : null}
    </>
  );
}

/** The published leaves from high to low, each with its figure in words. */
function ownParts({ atlas, choice, lang }: Shown, { published }: OwnArea) {
  return published
    .flatMap((leaf) => {
      const mean = comparableAt(atlas, choice, leaf);
      if (!mean) return [];
      const said = figureText(atlas, choice, mean, lang);
      return [{ code: leaf, name: atlas.tree.get(leaf)?.name ?? leaf, interval: mean, text: said.value, said }];
    })
    .sort((a, b) => b.interval.value - a.interval.value);
}

/** What the sum of an area of one's own says. */
function ownTitle({ choice, words }: Shown, name: string | null, value: string, between: string): string {
  const share = choice.statistic === "participation";
  if (name === null) return (share ? words.own.titleShare : words.own.title)(value, between);
  return (share ? words.own.namedShare : words.own.named)(name, value, between);
}

/** The sum beside its parts, and beside the whole. */
function OwnFigure({ shown, own, name }: { shown: Shown; own: OwnArea; name: string | null }) {
  const { atlas, choice, lang, words } = shown;
  const { figure, homes } = own;
  if (!figure || !homes) return null;
  const text = figureText(atlas, choice, figure, lang);
  const whole = comparableAt(atlas, choice, choice.area);
  const wholeText = whole ? figureText(atlas, choice, whole, lang).value : "";
  const parts = ownParts(shown, own);
  const gap = ownGap(atlas, choice, own, choice.area);
  const between = words.from(text.lower, text.upper);
  const ownName = name ?? words.own.mine;
  return (
    <DistrictFigure
      shown={shown}
      title={ownTitle(shown, name, text.value, between)}
      subtitle={words.own.subtitle(
        topicTitle(shown),
        formatPeriod(choice.period, lang),
        formatNumber(own.published.length, 0, lang),
        homesText(homes, lang),
      )}
      name={fileName("own", shown, choice.zone ?? "picks")}
      height={80 + 26 * (parts.length + 1)}
      table={{
        columns: [words.map.place, words.map.value, words.map.between],
        rows: [
          [ownName, text.value, `${text.lower} – ${text.upper}`],
          ...parts.map((part) => [part.name, part.text, `${part.said.lower} – ${part.said.upper}`]),
        ],
      }}
      draw={(width) => (
        <Estimates
          id="own-area"
          width={width}
          label={words.own.label(`${text.value}, ${between}`, parts.map((part) => `${part.name} : ${part.text}.`).join(" "))}
          rows={[{ code: "own", name: ownName, interval: figure, text: text.value }, ...parts]}
          you={null}
          {...(whole
            ? { reference: { ...whole, text: words.ranking.whole(atlas.tree.get(choice.area)?.name ?? "", wholeText) } }
            : {})}
          unit={axisUnit(atlas, choice, lang)}
          format={(value) => tickText(value, lang)}
          pitch={26}
          marked={["own"]}
        />
      )}
    >
      {gap && whole ? <OwnGap shown={shown} gap={gap} value={wholeText} /> : null}
    </DistrictFigure>
  );
}

/** The sum beside the whole. */
function OwnGap({ shown, gap, value }: { shown: Shown; gap: EstimateWithEnds; value: string }) {
  const { atlas, choice, lang, words } = shown;
  if (!isTold(gap)) return <p>{words.own.gapNone(placeWords(atlas, choice.area, lang))}</p>;
  const { amount, text } = gapWords(shown, gap, { code: choice.area, text: value });
  return (
    <p>
      <b>{amount}</b> {text}
    </p>
  );
}

/** Leaves as a list of choices, each with its figure. */
function leafOptions(shown: Shown, areas: readonly Area[]): WordOption[] {
  const { atlas, choice, lang, words } = shown;
  return areas.flatMap((area): WordOption[] => {
    if (area.level !== atlas.leaf) return [];
    const figure = figureAt(atlas, choice, area.code);
    return [
      {
        value: area.code,
        label: area.name,
        detail: placeDetail(shown, area),
        figure: figure ? figureText(atlas, choice, figure, lang).value : words.words.absent,
        absent: figure === null,
      },
    ];
  });
}

/** Leaves that are offered before anything is typed. */
const MOST_NEAR = 60;

/** A leaf by its name, for who does not tap on maps. */
function AddLeaf({ shown, leaves, onTap }: LeavesProps) {
  const { atlas, choice, lang, words } = shown;
  const near = atlas.tree.areas.filter(
    (area) => area.level === atlas.leaf && atlas.tree.lineage(area.code).some(({ code }) => code === choice.area),
  );
  return (
    <p class="own-add no-print">
      <SentenceWord
        lang={lang}
        id="word-add"
        label={words.own.add}
        text={words.own.add}
        chosen={leaves}
        options={leafOptions(shown, near.slice(0, MOST_NEAR))}
        search={{
          label: searchLabel(shown),
          find: (typed) => leafOptions(shown, searchPlaces(atlas.tree, atlas.levels, typed)),
        }}
        onChoose={([code]) => {
          if (code !== undefined) onTap(code);
        }}
      />
    </p>
  );
}

/** What one can do with an area of one's own: print it where it has a figure, keep its address, begin anew. */
function OwnActions({ shown, printable }: { shown: Shown; printable: boolean }) {
  const { words, go, address } = shown;
  const [said, setSaid] = useState("");
  const keep = async (): Promise<void> => {
    const url = address({});
    try {
      await navigator.clipboard.writeText(url);
      setSaid(words.own.kept);
    } catch {
      setSaid(`${words.own.keptFailed} ${url}`);
    }
  };
  return (
    <div class="card-actions no-print">
      {printable ? (
        <button type="button" class="pill" onClick={() => print()}>
          {words.own.print}
        </button>
      ) : null}
      <button type="button" class="quiet" onClick={() => void keep()}>
        {words.own.keep}
      </button>
      <button type="button" class="quiet" onClick={() => go({ pick: null, zone: null, view: "own" })}>
        {words.own.clear}
      </button>
      <span role="status" class="source">
        {said}
      </span>
    </div>
  );
}

/** Several leaves as one: picked on the map, by name, or a zone of the territory. */
export function OwnView({ shown }: { shown: Shown }) {
  const { atlas, choice, words, go } = shown;
  const leaves = leavesOf(shown);
  // The map has the leaves of the area, so that they can be tapped, whatever level the sentence of the map has.
  const leafShown: Shown = { ...shown, choice: { ...choice, level: atlas.leaf } };
  const own = ownArea(atlas, choice, leaves);
  const tap = (code: string): void => {
    const picks = leaves.includes(code) ? leaves.filter((one) => one !== code) : [...leaves, code];
    go({ pick: picks.join(",") || null, zone: null, view: "own" });
  };
  const name = choice.zone === null ? null : (atlas.zones.find(({ zone }) => zone === choice.zone)?.name ?? null);
  return (
    <div class="map-and-ranking">
      <div class="map-side">
        <OwnMap shown={leafShown} leaves={leaves} onTap={tap} />
      </div>
      <section class="card own-card" aria-live="polite">
        <p class="note no-print">{words.own.intro}</p>
        <AddLeaf shown={shown} leaves={leaves} onTap={tap} />
        <Inside shown={shown} own={own} onTap={tap} />
        {own.same === null ? null : <p>{words.own.same(atlas.tree.get(own.same)?.name ?? own.same)}</p>}
        {own.figure ? (
          <OwnFigure shown={shown} own={own} name={name} />
        ) : (
          <p>{choice.statistic === "median" && own.published.length > 1 ? words.own.noMedian : words.own.few}</p>
        )}
        {leaves.length > 0 ? <OwnActions shown={shown} printable={own.figure !== null} /> : null}
      </section>
    </div>
  );
}
