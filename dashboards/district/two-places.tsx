import { useMemo } from "preact/hooks";
import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import type { PaintedArea } from "../charts/map-parts.tsx";
import { TwoAreas } from "../charts/two-areas.tsx";
import { placePhrase } from "../compare/phrases.ts";
import { written } from "../shared/digits.ts";
import { colon, formatPeriod, lowerFirst } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { percent } from "../shared/percent.ts";
import { paintedAreas } from "../shared/published-figure.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { AbsentWords, FigureCautions, OfWhom } from "./absent-words.tsx";
import { areTwins, excludesZero, figureAt, gapAt, homesAt, widerOfAlike } from "./area-figures.ts";
import { paintedParts } from "./area-map.tsx";
import { DistrictFigure, marginNotes } from "./district-figure.tsx";
import { type FileRow, gapFile, methodNotes } from "./figure-rows.ts";
import { gapAsWritten, gapEnds } from "./gap-words.ts";
import { MapFrame } from "./map-frame.tsx";
import { partsOnMap } from "./map-shapes.ts";
import { placeText } from "./map-words.ts";
import { pairWords } from "./pair-words.ts";
import { PrintButton } from "./print-button.tsx";
import { ProtectedNote } from "./protected-note.tsx";
import {
  atLower,
  axisOf,
  type DistrictState,
  endOf,
  fileName,
  gapAmount,
  homesText,
  mostlyOfView,
  perWords,
  placeDecimals,
  placeWords,
  textOfPlace,
  topicTitle,
  wholeUntold,
} from "./shown.ts";
import { weighedBeside } from "./weighed.ts";

/** Two places with their difference. */
export interface Pair {
  readonly a: { readonly code: string; readonly name: string; readonly figure: WithMargin };
  readonly b: { readonly code: string; readonly name: string; readonly figure: WithMargin };
  readonly gap: EstimateWithEnds;
}

export function pairOf({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">): Pair | null {
  const { at, other } = choice;
  if (at === null || other === null || widerOfAlike(atlas, choice, at, other) !== null) return null;
  const [a, b, gap] = [figureAt(atlas, choice, at), figureAt(atlas, choice, other), gapAt(atlas, choice, at, other)];
  if (!a || !b || !gap || a.unsure || b.unsure) return null;
  const nameOf = (code: string): string => atlas.tree.get(code)?.name ?? code;
  return { a: { code: at, name: nameOf(at), figure: a }, b: { code: other, name: nameOf(other), figure: b }, gap };
}

/** A less B, of the two as they are written, so that whoever subtracts finds the same. */
export function writtenGap(shown: Pick<DistrictState, "atlas" | "choice">, { a, b }: Pair): { value: number; decimals: number } {
  const [ofA, ofB] = [placeDecimals(shown, a.code, a.figure), placeDecimals(shown, b.code, b.figure)];
  return { value: written(a.figure.value, ofA) - written(b.figure.value, ofB), decimals: Math.max(ofA, ofB) };
}

/** An amount with its sign. */
function signed({ atlas, choice, lang }: DistrictState, value: number, decimals: number): string {
  return `${value < 0 ? "\u2212" : "+"}\u00a0${gapAmount(atlas, choice, Math.abs(value), decimals, lang)}`;
}

/** The difference beside its mark: where it is told as what is written of both leaves, else only how far its margin goes. */
function gapLabel(shown: DistrictState, pair: Pair): string {
  if (!isPairClear(pair)) {
    const { lower, upper, digits } = untoldEnds(shown, pair);
    const signOf = (end: number): string => (end === 0 ? "" : `${end < 0 ? "\u2212" : "+"}\u00a0`);
    const low = endOf(shown.atlas, shown.choice, Math.abs(lower), digits, shown.lang);
    const high = gapAmount(shown.atlas, shown.choice, Math.abs(upper), digits, shown.lang);
    return pairWords(shown).signs(`${signOf(lower)}${low}`, `${signOf(upper)}${high}`);
  }
  const { value, decimals } = writtenGap(shown, pair);
  return signed(shown, value, decimals);
}

/** Tells whether a pair has a finding. */
const isPairClear = ({ gap }: Pair): boolean => excludesZero(gap);

/** A pair's difference as it is written. */
const writtenPair = (shown: Pick<DistrictState, "atlas" | "choice">, { a, b, gap }: Pair) =>
  gapAsWritten(shown, gap, a.code, b.code);

/** The ends of a difference that cannot be told, of what is written as those of one that can: no closer than the margin. */
function untoldEnds(shown: Pick<DistrictState, "atlas" | "choice">, pair: Pair) {
  const { gap, digits } = writtenPair(shown, pair);
  return { lower: Math.min(0, gap.lower), upper: Math.max(0, gap.upper), digits };
}

/** A difference that cannot be told, in words: `de 0,2 m³ de moins à 1,1 m³ de plus`. */
function untoldText(shown: DistrictState, pair: Pair): string {
  const { atlas, choice, lang } = shown;
  const { lower, upper, digits } = untoldEnds(shown, pair);
  const amount = (end: number): string => gapAmount(atlas, choice, Math.abs(end), digits, lang);
  if (lower < 0 && upper > 0) return pairWords(shown).spans(amount(lower), amount(upper));
  const none = endOf(atlas, choice, 0, digits, lang);
  return pairWords(shown).fromNone(none, amount(lower < 0 ? lower : upper), lower < 0);
}

/** The sentence about a pair: more, less, or that it cannot be told. */
export function pairTitle(shown: DistrictState, pair: Pair): string {
  const { atlas, choice, lang } = shown;
  const { a, b, gap } = pair;
  if (!isPairClear(pair)) return pairWords(shown).untold(a.name, untoldText(shown, pair), b.name);
  const { low, high } = gapEnds(atlas, choice, writtenPair(shown, pair), lang);
  const share = choice.statistic === "participation";
  const sentence =
    gap.value > 0
      ? share
        ? pairWords(shown).moreShare
        : pairWords(shown).more
      : share
        ? pairWords(shown).lessShare
        : pairWords(shown).less;
  return sentence(placePhrase(atlas, a.code, lang).at, low, high, lowerFirst(placePhrase(atlas, b.code, lang).at));
}

export function pairSubtitle(shown: DistrictState): string {
  return `${topicTitle(shown)}, ${formatPeriod(shown.choice.period, shown.lang)}. ${pairWords(shown).made}`;
}

/** The same outside the page, which says elsewhere per what the figures are. */
export const pairAwaySubtitle = (shown: DistrictState): string => `${pairSubtitle(shown)} ${perWords(shown)}`;

/** The difference of a pair as a range: `36 à 44 € de plus`, or between which it is where it cannot be told. */
export function pairGapText(shown: DistrictState, pair: Pair): string {
  const { atlas, choice, lang, words } = shown;
  if (!isPairClear(pair)) return untoldText(shown, pair);
  const { low, high } = gapEnds(atlas, choice, writtenPair(shown, pair), lang);
  return `${words.card.more(low, high)} ${pair.gap.value > 0 ? pairWords(shown).moreOf : pairWords(shown).lessOf}`;
}

interface PairDrawingProps {
  readonly shown: DistrictState;
  readonly pair: Pair;
  readonly width: number;
  readonly id?: string;
  /** true: each figure has both ends of its margin beside it */
  readonly withMargins?: boolean;
}

/** The drawing of a pair. */
export function PairDrawing({ shown, pair, width, id = "two-places", withMargins = false }: PairDrawingProps) {
  const { atlas, choice, lang, words } = shown;
  const { a, b, gap } = pair;
  const isClear = isPairClear(pair);
  const label = gapLabel(shown, pair);
  const axis = axisOf(atlas, choice, lang);
  const unit = choice.statistic === "participation" ? pairWords(shown).pointsOnAxis : axis.unit;
  const gapUnit = unit === "" ? "" : `\u00a0${unit}`;
  const textsOf = (letter: string, { code, name, figure }: Pair["a"]) => {
    const text = textOfPlace(shown, code, figure);
    return {
      letter,
      name,
      interval: figure,
      text: withMargins ? `${text.listed} (${text.lower}–${text.upper})` : text.listed,
      said: `${name}${colon(lang)}${text.value}, ${words.from(text.lower, text.upper)}`,
    };
  };
  const [first, second] = [textsOf("A", a), textsOf("B", b)];
  return (
    <TwoAreas
      id={id}
      width={width}
      label={pairWords(shown).label(first.said, second.said, label)}
      a={first}
      b={second}
      difference={{ ...gap, text: label, against: isClear ? (gap.value > 0 ? "more" : "less") : "same" }}
      {...axis}
      signed={(tick) => `${tick < 0 ? "\u2212" : "+"}\u00a0${axis.format(Math.abs(tick))}${gapUnit}`}
      words={{
        gap: pairWords(shown).gap,
        gapNote: pairWords(shown).gapNote,
        equal: pairWords(shown).equal,
        less: pairWords(shown).lower,
        more: pairWords(shown).higher,
      }}
    />
  );
}

/** The reason why there is no difference to show. */
export function NoPair({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words } = shown;
  const { at, other, period } = choice;
  if (at === null && other === null) return <p>{pairWords(shown).chooseBoth}</p>;
  if (at === null || other === null) return <p>{pairWords(shown).choose}</p>;
  const nameOf = (code: string): string => atlas.tree.get(code)?.name ?? code;
  if (at === other) return <p>{pairWords(shown).same2}</p>;
  if (!atlas.measured.has(period) && choice.statistic !== "median") return <p>{pairWords(shown).waiting}</p>;
  const absent = [at, other].filter((code) => figureAt(atlas, choice, code) === null);
  if (absent.length === 0 && areTwins(atlas, period, at, other))
    return <p>{pairWords(shown).twins(nameOf(at), nameOf(other))}</p>;
  const wider = widerOfAlike(atlas, choice, at, other);
  // A place and one around it, whose mean a model made.
  const around = atlas.tree.lineage(at).some(({ code }) => code === other) ? other : at;
  const unsure = wider === null ? [at, other].filter((code) => figureAt(atlas, choice, code)?.unsure) : [];
  const untold = absent.length === 0 && unsure.length === 0 && wider === null ? wholeUntold(shown, around) : null;
  return (
    <>
      {unsure.length === 0 ? null : <h2>{words.compare.wide(unsure.map(nameOf))}</h2>}
      {untold === null ? null : <h2>{untold}.</h2>}
      {absent.length === 0 ? null : <h2>{pairWords(shown).noPair}</h2>}
      {wider === null ? null : (
        <p>{words.portrait.titleOwn(placeWords(atlas, wider, lang), atLower(atlas, wider === at ? other : at, lang))}</p>
      )}
      {[at, other].map((code, i) => (
        <OneAlone key={code} shown={shown} letter={i === 0 ? "A" : "B"} code={code} />
      ))}
    </>
  );
}

/** One of two places that cannot be compared: its figure, or what it needs and what a wider place publishes. */
function OneAlone({ shown, letter, code }: { shown: DistrictState; letter: string; code: string }) {
  const { atlas, choice, words } = shown;
  const figure = figureAt(atlas, choice, code);
  const text = figure && textOfPlace(shown, code, figure);
  return (
    <div class="card-figure alone">
      <p>
        <b>
          {letter}. {atlas.tree.get(code)?.name ?? code}
        </b>
      </p>
      {figure && text ? (
        <>
          <OfWhom shown={shown} code={code} />
          <p class="big">{text.value}</p>
          {figure.unsure ? null : (
            <p class="note">
              {choice.statistic === "participation" ? null : `${words.perMonth}, `}
              {words.from(text.lower, text.upper)}
            </p>
          )}
          {/* That a margin is too wide is the title above both. */}
          <FigureCautions shown={shown} figure={{ ...figure, unsure: false }} />
        </>
      ) : (
        <p>
          <AbsentWords shown={shown} code={code} />
        </p>
      )}
    </div>
  );
}

/** Notes needed to read a pair: that its difference would not stand by dwellings, and whose margin is cut at zero. */
export function pairNotes(shown: DistrictState, pair: Pair): readonly string[] {
  const { lang, words } = shown;
  const cut = [pair.a, pair.b].flatMap(({ name, figure }) =>
    figure.published ? [WORDS[lang].labelled(name, lowerFirst(words.card.cut))] : [],
  );
  const [inner, outer] = nestedOf(shown, pair) ?? [];
  const weighed = inner && outer ? weighedBeside(shown, inner.code, outer.code) : "";
  return weighed === "" ? cut : [weighed, ...cut];
}

/** Of two places of which one holds the other, the one inside and then the other; null: they lie apart. */
function nestedOf({ atlas }: Pick<DistrictState, "atlas">, { a, b }: Pair): readonly [Pair["a"], Pair["a"]] | null {
  const isIn = (one: string, other: string): boolean =>
    one !== other && atlas.tree.lineage(one).some(({ code }) => code === other);
  return isIn(a.code, b.code) ? [a, b] : isIn(b.code, a.code) ? [b, a] : null;
}

/** The numbers of homes that both figures are of, under their letters; empty where none is published. */
function pairHomes(shown: DistrictState, pair: Pair): string {
  const { atlas, choice, lang, words } = shown;
  const texts = [pair.a, pair.b].flatMap(({ code }, i) => {
    const homes = homesAt(atlas, choice, code);
    return homes ? [WORDS[lang].labelled(i === 0 ? "A" : "B", lowerFirst(words.card.homes(homesText(homes, lang))))] : [];
  });
  return [...texts, insideText(shown, pair)].filter(Boolean).join(" ");
}

/** Of two places of which one holds the other, how much of its counted homes that is: they are in both figures; empty of two apart. */
function insideText(shown: DistrictState, pair: Pair): string {
  const { atlas, choice, lang } = shown;
  const nested = nestedOf(shown, pair);
  const [small, wide] = (nested ?? []).map(({ code }) => homesAt(atlas, choice, code)?.value ?? 0);
  if (nested === null || !small || !wide || small > wide) return "";
  const [inner, outer] = nested[0] === pair.a ? ["A", "B"] : ["B", "A"];
  return pairWords(shown).inside(inner, percent((100 * small) / wide, lang), outer);
}

/** The same outside the page, the numbers of homes, and how many of both means are modelled. */
export const pairAwayNotes = (shown: DistrictState, pair: Pair): readonly string[] => [
  ...[pairHomes(shown, pair)].filter(Boolean),
  ...pairNotes(shown, pair),
  ...methodNotes(shown, pairFile(shown, pair)),
];

/** What must be read with a pair, and folded below it how it is protected. */
function PairNotes({ shown, pair }: { shown: DistrictState; pair: Pair }) {
  return (
    <>
      <p class="note">{[pairHomes(shown, pair), ...marginNotes(shown)].join(" ")}</p>
      <PairCautions notes={pairNotes(shown, pair)} />
      <ProtectedNote shown={shown} notes={methodNotes(shown, pairFile(shown, pair))} />
    </>
  );
}

/** Notes of a pair, one below the other. */
export function PairCautions({ notes }: { notes: readonly string[] }) {
  return notes.map((text) => (
    <p key={text} class="note caution">
      {text}
    </p>
  ));
}

/** The pair as programs read it, with its difference. */
export function pairFile(shown: DistrictState, pair: Pair): FileRow[] {
  const { a, b, gap } = pair;
  return [{ code: a.code }, { code: b.code }, gapFile(shown, [a.code, b.code], gap)];
}

function PairFrame({ shown, pair }: { shown: DistrictState; pair: Pair }) {
  const { words } = shown;
  const { a, b } = pair;
  const { lower, upper, digits } = isPairClear(pair)
    ? { ...writtenPair(shown, pair).gap, digits: writtenPair(shown, pair).digits }
    : untoldEnds(shown, pair);
  const row = ({ code, name, figure }: Pair["a"]): string[] => {
    const text = textOfPlace(shown, code, figure);
    return [name, text.value, `${text.lower}\u00a0–\u00a0${text.upper}`];
  };
  return (
    <section class="card two-places">
      <DistrictFigure
        shown={shown}
        title={pairTitle(shown, pair)}
        subtitle={[pairSubtitle(shown), mostlyOfView(shown)].filter(Boolean).join(" ")}
        awaySubtitle={pairAwaySubtitle(shown)}
        embed="compare"
        cited={{ places: [a.code, b.code] }}
        name={fileName("compare", shown, { places: [a.code, b.code] })}
        height={250}
        table={{
          columns: [words.map.place, words.map.value, words.map.between],
          rows: [
            row(a),
            row(b),
            [
              words.compare.gapRow,
              isPairClear(pair) ? gapLabel(shown, pair) : "",
              [lower, upper].map((end) => signed(shown, end, digits)).join("\u00a0–\u00a0"),
            ],
          ],
        }}
        rows={() => pairFile(shown, pair)}
        notes={pairAwayNotes(shown, pair)}
        slide={(width) => <PairDrawing shown={shown} pair={pair} width={width} id="slide-places" withMargins />}
        draw={(width) => <PairDrawing shown={shown} pair={pair} width={width} />}
      >
        <PairNotes shown={shown} pair={pair} />
      </DistrictFigure>
    </section>
  );
}

/** The letters A and B on the map, each on the place itself. */
export function lettersOf({ choice: { at, other } }: Pick<DistrictState, "choice">): Readonly<Record<string, string>> {
  return { ...(other === null ? {} : { [other]: "B" }), ...(at === null ? {} : { [at]: "A" }) };
}

/** The parts on the map with those of the two places that lie within one, which are drawn over it. */
export function pairParts({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">): readonly PaintedArea[] {
  const depth = (level: string): number => atlas.levels.indexOf(level);
  const within = [choice.at, choice.other].flatMap((code) => {
    const area = code === null ? undefined : atlas.tree.get(code);
    const isInside =
      area && depth(area.level) > depth(choice.level) && atlas.tree.lineage(area.code).some((one) => one.code === choice.area);
    return isInside ? [area] : [];
  });
  if (within.length === 0) return paintedParts({ atlas, choice });
  const painted = paintedAreas([...partsOnMap({ atlas, choice }), ...within], figureAt(atlas, choice, choice.area), (code) =>
    figureAt(atlas, choice, code),
  );
  return painted.map((part) => (within.some(({ code }) => code === part.code) ? { ...part, inner: true } : part));
}

/** The lettered places by name and figure. They are for the picture alone: on the page the card beside the map says which is which. */
function LetterNotes({ shown }: { shown: DistrictState }) {
  const inOrder = Object.entries(lettersOf(shown)).sort(([, a], [, b]) => a.localeCompare(b));
  return inOrder.map(([code, letter]) => (
    <p key={code} class="on-picture" hidden>
      {WORDS[shown.lang].labelled(letter, placeText(shown, code))}
    </p>
  ));
}

/** The view of two places: the map to choose them on, and their difference. */
export function TwoPlaces({ shown }: { shown: DistrictState }) {
  const { atlas, choice, words, go } = shown;
  const { at, other } = choice;
  const pair = pairOf(shown);
  const painted = useMemo(() => pairParts({ atlas, choice }), [atlas, choice]);
  // A tap sets the missing place; once there are both, it replaces B.
  const tap = (code: string): void => go(at === null ? { at: code } : { with: code });
  return (
    <div class="map-and-ranking answer-first">
      <div class="beside-map">
        {pair ? (
          <PairFrame shown={shown} pair={pair} />
        ) : (
          <section class="card two-places">
            <NoPair shown={shown} />
          </section>
        )}
        {at !== null && other !== null ? (
          <div class="card-actions no-print">
            {pair ? <PrintButton shown={shown}>{words.card.report}</PrintButton> : null}
            <button type="button" class="quiet" onClick={() => go({ at: other, with: at })}>
              {pairWords(shown).swap}
            </button>
          </div>
        ) : null}
      </div>
      <div class="map-side">
        <MapFrame
          shown={shown}
          painted={painted}
          lettered={lettersOf(shown)}
          onTap={tap}
          slider={shown.choice.period === "" ? null : <LetterNotes shown={shown} />}
        />
      </div>
    </div>
  );
}
