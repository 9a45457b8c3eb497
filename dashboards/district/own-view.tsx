import { useMemo, useState } from "preact/hooks";
import { Estimates } from "../charts/estimates.tsx";
import { FigureFrame } from "../shared/figure-frame.tsx";
import { decimalsBorne, formatNumber, formatPeriod } from "../shared/format.ts";
import { SentenceWord } from "../shared/sentence-controls.tsx";
import { searchPlaces } from "../visit/search.ts";
import { comparableAt, figureAt, isTold } from "./area-figures.ts";
import { kindsOf, MapLegend, PartsMap, paintedParts, useAreaTaps } from "./area-map.tsx";
import { type OwnArea, ownArea, ownGap } from "./own-area.ts";
import {
  amountOf,
  axisUnit,
  figureText,
  fileName,
  homesText,
  placeDetail,
  placeWords,
  type Shown,
  searchLabel,
  sourceOf,
  tickText,
  topicTitle,
} from "./shown.ts";

/** Withheld leaves that are named. */
const MOST_NAMED = 4;

/** The leaves that are picked, or those of the zone. */
export function leavesOf({ atlas, choice }: Pick<Shown, "atlas" | "choice">): readonly string[] {
  return choice.zone === null ? choice.picks : atlas.zones.filter(({ zone }) => zone === choice.zone).map(({ leaf }) => leaf);
}

function OwnMap({ shown, leaves, onTap }: { shown: Shown; leaves: readonly string[]; onTap: (code: string) => void }) {
  const { atlas, choice, lang, words, mark } = shown;
  const painted = useMemo(() => paintedParts({ atlas, choice }), [atlas, choice]);
  const box = useAreaTaps(onTap, mark);
  const label = words.own.mapLabel(formatNumber(leaves.length, 0, lang));
  return (
    <div ref={box} class="district-map own-map">
      <FigureFrame
        lang={lang}
        title={words.own.mapTitle}
        subtitle={words.own.mapSubtitle}
        source={sourceOf(shown)}
        address={shown.address({})}
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
      </FigureFrame>
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

/** The sum beside its parts, and beside the whole. */
function OwnFigure({ shown, own, name }: { shown: Shown; own: OwnArea; name: string | null }) {
  const { atlas, choice, lang, words } = shown;
  const { figure, homes } = own;
  if (!figure || !homes) return null;
  const text = figureText(atlas, choice, figure, lang);
  const whole = comparableAt(atlas, choice, choice.area);
  const wholeName = atlas.tree.get(choice.area)?.name ?? "";
  const parts = own.published.flatMap((leaf) => {
    const mean = comparableAt(atlas, choice, leaf);
    if (!mean) return [];
    const said = figureText(atlas, choice, mean, lang);
    return [{ code: leaf, name: atlas.tree.get(leaf)?.name ?? leaf, interval: mean, text: said.value, said }];
  });
  const sorted = parts.sort((a, b) => b.interval.value - a.interval.value);
  const share = choice.statistic === "participation";
  const titles = { own: share ? words.own.titleShare : words.own.title, named: share ? words.own.namedShare : words.own.named };
  const gap = ownGap(atlas, choice, own, choice.area);
  const between = words.from(text.lower, text.upper);
  const wholeText = whole ? figureText(atlas, choice, whole, lang).value : "";
  return (
    <FigureFrame
      lang={lang}
      title={name === null ? titles.own(text.value, between) : titles.named(name, text.value, between)}
      subtitle={words.own.subtitle(
        topicTitle(shown),
        formatPeriod(choice.period, lang),
        formatNumber(own.published.length, 0, lang),
        homesText(homes, lang),
      )}
      source={sourceOf(shown)}
      address={shown.address({})}
      name={fileName("own", shown, choice.zone ?? "picks")}
      height={80 + 26 * (parts.length + 1)}
      table={{
        columns: [words.map.place, words.map.value, words.map.between],
        rows: [
          [name ?? words.own.mine, text.value, `${text.lower} – ${text.upper}`],
          ...sorted.map((part) => [part.name, part.text, `${part.said.lower} – ${part.said.upper}`]),
        ],
      }}
      draw={(width) => (
        <Estimates
          id="own-area"
          width={width}
          label={words.own.label(
            `${text.value}, ${words.from(text.lower, text.upper)}`,
            sorted.map((part) => `${part.name} : ${part.text}.`).join(" "),
          )}
          rows={[{ code: "own", name: name ?? words.own.mine, interval: figure, text: text.value }, ...sorted]}
          you={null}
          {...(whole ? { reference: { ...whole, text: words.ranking.whole(wholeName, wholeText) } } : {})}
          unit={axisUnit(atlas, choice, lang)}
          format={(value) => tickText(value, lang)}
          pitch={26}
          marked={["own"]}
        />
      )}
    >
      {gap && whole ? <GapWords shown={shown} gap={gap} value={wholeText} /> : null}
    </FigureFrame>
  );
}

function GapWords(props: { shown: Shown; gap: { value: number; lower: number; upper: number }; value: string }) {
  const { shown, gap, value } = props;
  const { atlas, choice, lang, words } = shown;
  const place = placeWords(atlas, choice.area, lang);
  if (!isTold(gap)) return <p>{words.own.gapNone(place)}</p>;
  const ends = [Math.abs(gap.lower), Math.abs(gap.upper)].sort((a, b) => a - b);
  const decimals = decimalsBorne(gap.lower, gap.upper, choice.statistic === "participation" ? 1 : choice.ref.measure.decimals);
  const upper = amountOf(atlas, choice, ends[1] ?? 0, decimals, lang);
  return (
    <p>
      <b>{words.card.more(formatNumber(ends[0] ?? 0, decimals, lang), upper)}</b>{" "}
      {gap.value > 0 ? words.card.moreText(place, value) : words.card.lessText(place, value)}
    </p>
  );
}

/** Several leaves as one: picked on the map, by name, or a zone of the territory. */
export function OwnView({ shown }: { shown: Shown }) {
  const { atlas, choice, lang, words, go, address } = shown;
  const [said, setSaid] = useState("");
  const leaves = leavesOf(shown);
  // The map has the leaves of the area, so that they can be tapped, whatever level the sentence of the map has.
  const leafShown: Shown = { ...shown, choice: { ...choice, level: atlas.leaf } };
  const own = ownArea(atlas, choice, leaves);
  const tap = (code: string): void => {
    const picks = leaves.includes(code) ? leaves.filter((one) => one !== code) : [...leaves, code];
    go({ pick: picks.join(",") || null, zone: null, view: "own" });
  };
  const name = choice.zone === null ? null : (atlas.zones.find(({ zone }) => zone === choice.zone)?.name ?? null);
  const keep = async (): Promise<void> => {
    const url = address({});
    try {
      await navigator.clipboard.writeText(url);
      setSaid(words.own.kept);
    } catch {
      setSaid(`${words.own.keptFailed} ${url}`);
    }
  };
  const options = (codes: readonly string[]) =>
    codes.flatMap((code) => {
      const area = atlas.tree.get(code);
      if (!area || area.level !== atlas.leaf) return [];
      const figure = figureAt(atlas, choice, code);
      return [
        {
          value: code,
          label: area.name,
          detail: placeDetail(shown, area),
          figure: figure ? figureText(atlas, choice, figure, lang).value : words.words.absent,
          absent: figure === null,
        },
      ];
    });
  const near = atlas.tree.areas.filter(
    (area) => area.level === atlas.leaf && atlas.tree.lineage(area.code).some(({ code }) => code === choice.area),
  );
  return (
    <div class="map-and-ranking">
      <div class="map-side">
        <OwnMap shown={leafShown} leaves={leaves} onTap={tap} />
      </div>
      <section class="card own-card" aria-live="polite">
        <p class="note no-print">{words.own.intro}</p>
        <p class="own-add no-print">
          <SentenceWord
            lang={lang}
            id="word-add"
            label={words.own.add}
            text={words.own.add}
            chosen={leaves}
            options={options(near.slice(0, 60).map(({ code }) => code))}
            search={{
              label: searchLabel(shown),
              find: (typed) => options(searchPlaces(atlas.tree, atlas.levels, typed).map(({ code }) => code)),
            }}
            onChoose={([code]) => {
              if (code !== undefined) tap(code);
            }}
          />
        </p>
        <Inside shown={shown} own={own} onTap={tap} />
        {own.same === null ? null : <p>{words.own.same(atlas.tree.get(own.same)?.name ?? own.same)}</p>}
        {own.figure ? (
          <OwnFigure shown={shown} own={own} name={name} />
        ) : (
          <p>{choice.statistic === "median" && own.published.length > 1 ? words.own.noMedian : words.own.few}</p>
        )}
        {leaves.length > 0 ? (
          <div class="card-actions no-print">
            {own.figure ? (
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
        ) : null}
      </section>
    </div>
  );
}
