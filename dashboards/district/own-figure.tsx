import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import { pitchFor, ROW_WITH_MARGIN } from "../charts/estimates.tsx";
import { NamedEstimates } from "../charts/stacked-estimates.tsx";
import { countedWords } from "../shared/counted-homes.ts";
import { fromHigh, outwards } from "../shared/digits.ts";
import { colon, formatNumber, formatPeriod, marginDigits, upperFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { onPaper } from "../shared/on-paper.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { excludesZero, figureAt, homesAt, meanOfPublished, methodAt } from "./area-figures.ts";
import { DistrictFigure } from "./district-figure.tsx";
import { type FileRow, filed } from "./figure-rows.ts";
import { gapWords, type WrittenGap } from "./gap-words.ts";
import { type OwnArea, ownArea, ownGap } from "./own-area.ts";
import { leafNames, ownAwayName, ownName } from "./own-places.ts";
import { OWN } from "./own-words.ts";
import { rankNumbers, withNumbers } from "./ranked-parts.ts";
import {
  amountOf,
  axisOf,
  type DistrictState,
  decimalsOf,
  fileName,
  homesText,
  levelMany,
  listedText,
  ownText,
  partsOf,
  placeDecimals,
  placeWords,
  textOfPlace,
  topicTitle,
  wholeUntold,
} from "./shown.ts";

/** Most leaves that are named of those withheld, and of those too uncertain to rely on. */
const MOST_NAMED = 3;

interface OwnProps {
  readonly shown: DistrictState;
  readonly own: OwnArea;
}

/** The own area as programs read it. */
export function ownRow(shown: DistrictState, own: OwnArea) {
  const gap = ownGap(shown.atlas, shown.choice, own);
  const told = ownTold(shown, own)?.gap;
  return {
    code: "",
    name: ownAwayName(shown),
    figure: filed(own.figure),
    homes: filed(own.homes, 0),
    ...(gap ? { remark: shown.words.map.relations[told ? (told.value > 0 ? "more" : "less") : "same"] } : {}),
    method: own.same === null ? ("measured" as const) : methodAt(shown.atlas, shown.choice, own.same),
  };
}

/**
 * The own area, its parts and the whole as programs read them, with the difference. The parts have their published homes, which agree with
 * every wider place: those of the own area are the sum of the measurements, which may differ from theirs by a few.
 */
export function ownFile(shown: DistrictState, own: OwnArea): FileRow[] {
  const { atlas, choice, words } = shown;
  const whole = figureAt(atlas, choice, choice.area);
  const gap = ownGap(atlas, choice, own);
  return [
    ownRow(shown, own),
    ...ownParts(shown, own).map(({ code }) => ({ code, beside: choice.area })),
    ...(whole ? [{ code: choice.area }] : []),
    ...(gap ? [{ code: "", name: words.compare.gapRow, figure: filed(gap), homes: null, isGap: true }] : []),
  ];
}

/** The reason why there is no sum. */
export function whyNoSum({ choice, lang, words }: DistrictState, { published }: OwnArea): string {
  return choice.statistic === "median" && published.length > 1 ? words.own.noMedian : OWN[lang].few;
}

/**
 * Tells whether a reader who weighs the published means by their published homes finds another figure: a model may have drawn each of
 * them towards the whole, and the sum is as measured.
 */
function isUnlikeParts(shown: DistrictState, { figure, same, published }: OwnArea): boolean {
  const { atlas, choice } = shown;
  if (figure === null || same !== null || choice.statistic !== "mean") return false;
  const value = meanOfPublished(atlas, choice, published, (leaf) => homesAt(atlas, choice, leaf)?.value ?? 0);
  return Number.isFinite(value) && ownText(shown, { ...figure, value }).value !== ownText(shown, figure).value;
}

/** What own area and whole would be if each place weighed by its dwellings. */
function byDwellingsText(shown: DistrictState, { own, whole }: NonNullable<OwnArea["byDwellings"]>): string {
  return OWN[shown.lang].byDwellings(ownText(shown, own).value, ownText(shown, whole).value);
}

/** What must be known of the own area: leaves left out, how reliable the sum is, and whether it is an area of its own. */
export function ownNotes(shown: DistrictState, own: OwnArea): { text: string; of: "note" | "note caution" }[] {
  const { atlas, lang } = shown;
  const nameOf = (leaf: string): string => atlas.tree.get(leaf)?.name ?? leaf;
  const namesOf = (leaves: readonly string[]): string => leafNames(shown, MOST_NAMED, leaves);
  const { same, withheld, unsure, byDwellings } = own;
  if (same !== null) return [{ text: OWN[lang].same(nameOf(same)), of: "note" }];
  const caution = OWN[lang].unsure(namesOf(unsure), unsure.length);
  return [
    ...(withheld.length > 0 ? [{ text: OWN[lang].withheld(namesOf(withheld), withheld.length), of: "note" as const }] : []),
    ...(isUnlikeParts(shown, own) ? [{ text: OWN[lang].unlikeParts, of: "note" as const }] : []),
    ...(byDwellings ? [{ text: byDwellingsText(shown, byDwellings), of: "note caution" as const }] : []),
    ...(own.modelled ? [{ text: OWN[lang].modelled, of: "note" as const }] : []),
    ...(own.figure && unsure.length > 0 ? [{ text: caution, of: "note caution" as const }] : []),
  ];
}

/** Its notes on the page, where what would not stand by dwellings is said beside the difference itself. */
export function OwnNotes({ shown, own }: OwnProps) {
  return ownNotes(shown, own.same === null ? { ...own, byDwellings: null } : own).map(({ text, of }) => (
    <p key={text} class={of}>
      {text}
    </p>
  ));
}

/** The published leaves from high to low, then those too uncertain to rely on, each with its figure in words. */
export function ownParts({ atlas, choice, lang }: DistrictState, own: OwnArea) {
  return own.published
    .flatMap((leaf) => {
      const figure = figureAt(atlas, choice, leaf);
      if (!figure) return [];
      const said = textOfPlace({ atlas, choice, lang }, leaf, figure);
      const text = listedText({ atlas, choice, lang }, leaf, figure, said);
      const { value, unsure } = figure;
      const name = atlas.tree.get(leaf)?.name ?? leaf;
      return [{ code: leaf, name, value, unsure, interval: figure, text, said, ...(unsure ? { against: "same" as const } : {}) }];
    })
    .sort((a, b) => Number(a.unsure) - Number(b.unsure) || fromHigh(a, b));
}

/** The sentence about the sum. */
export function ownTitle(shown: DistrictState, figure: WithMargin, name = ownName(shown)): string {
  const { choice, lang, words } = shown;
  const { value, lower, upper } = ownText(shown, figure);
  const between = words.from(lower, upper);
  const share = choice.statistic === "participation";
  return (share ? OWN[lang].namedShare : OWN[lang].named)(name, value, between);
}

/** The number of homes of the own area: as published, or summed, to the nearest ten. More would be taken for a published count. */
export const ownHomesText = ({ same }: OwnArea, homes: EstimateWithEnds, lang: Lang): string =>
  same === null
    ? formatNumber(homes.value, Math.min(-1, marginDigits(homes.lower, homes.upper, 0)), lang)
    : homesText(homes, lang);

/** Topic, period and number of leaves and homes of the sum. */
export function ownSubtitle({ choice, lang, words, ...shown }: DistrictState, own: OwnArea): string {
  const counted = own.homes ? ownHomesText(own, own.homes, lang) : "";
  const topic = topicTitle({ ...shown, choice, lang, words });
  return countedWords(OWN[lang], lang, shown.atlas.catalog).subtitle(
    topic,
    formatPeriod(choice.period, lang),
    formatNumber(own.published.length, 0, lang),
    counted,
  );
}

/** The share of the dwellings of its published leaves that is counted in the own area; null where the figure is one, or of one kind. */
export function ownShare(shown: DistrictState, own: OwnArea): { readonly value: string; readonly text: string } | null {
  const { atlas, choice, lang, words } = shown;
  const subject = { ...choice, statistic: "participation" } as const;
  const share = choice.statistic === "participation" || choice.type !== "_T" ? null : ownArea(atlas, subject, own.leaves).figure;
  if (share === null) return null;
  // A published area counts the homes of its places that are not published too, and the share is of all its dwellings.
  const places = own.same === null ? own.published : [own.same];
  const dwellings = places.reduce((all, place) => all + (atlas.tree.get(place)?.dwellings ?? 0), 0);
  return { value: ownText({ ...shown, choice: subject }, share).value, text: words.card.share(formatNumber(dwellings, 0, lang)) };
}

interface OwnDrawingProps extends OwnProps {
  readonly figure: WithMargin;
  readonly width: number;
  readonly id: string;
  /** number of parts drawn, from the highest */
  readonly most?: number;
  readonly pitch?: number;
  /** absent: as the page calls the area */
  readonly name?: string;
  /** true: each part has its rank, as on the map beside it */
  readonly numbered?: boolean;
  /** true: each figure has its margin in words beside it, and not below */
  readonly withMargins?: boolean;
}

/** What the numbers on the map of an own area are: this page has no list of all places. */
export function ownRanks(shown: DistrictState): string {
  const { atlas, choice, lang } = shown;
  return OWN[lang].ranks(levelMany(atlas, atlas.leaf, lang), placeWords(atlas, choice.area, lang));
}

/** The places of the leaves in the ranking of all leaves of the page's area, by code, from high to low: those that it does not rank have none. */
export function ownNumbers({ atlas, choice }: DistrictState, { leaves }: OwnArea): ReadonlyMap<string, string> {
  const all = partsOf({ atlas, choice: { ...choice, level: atlas.leaf } }).flatMap(({ code }) => {
    const figure = figureAt(atlas, choice, code);
    return figure ? [{ code, figure }] : [];
  });
  const ranks = rankNumbers(all.sort((a, b) => fromHigh(a.figure, b.figure)));
  return new Map([...ranks].filter(([code]) => leaves.includes(code)));
}

/** Parts up to which rows are high enough for margins below the figures, and the width in px from which they are: a phone has no room. */
const [MOST_BELOW, LEAST_BELOW] = [12, 400];

/** The sum above its parts, with the whole as a line. */
export function OwnDrawing({
  shown,
  own,
  figure,
  width,
  id,
  most,
  pitch,
  name: called = ownName(shown),
  numbered,
  // Paper has the width for a column of them, and no height to spare.
  withMargins = onPaper(),
}: OwnDrawingProps) {
  const { atlas, choice, lang, words } = shown;
  const text = ownText(shown, figure);
  const whole = wholeUntold(shown) === null ? figureAt(atlas, choice, choice.area) : null;
  const parts = withNumbers(ownParts(shown, own).slice(0, most), numbered ? ownNumbers(shown, own) : new Map());
  const name = atlas.tree.get(choice.area)?.name ?? "";
  // A column of their own would leave a narrow panel no axis: there they stand below, where rows are high enough.
  const isBelow = !withMargins && pitch === undefined && width >= LEAST_BELOW && parts.length < MOST_BELOW;
  const endsOf = ({ lower, upper }: typeof text) => {
    const ends = `${lower}\u00a0–\u00a0${upper}`;
    return withMargins ? { margin: ends } : isBelow ? { below: ends } : {};
  };
  const rows = [
    { code: "own", name: called, interval: figure, text: text.listed, ...endsOf(text) },
    // One too uncertain to rely on has its margin in the place of its figure.
    ...parts.map((part) => ({ ...part, ...(part.unsure ? {} : endsOf(part.said)) })),
  ];
  return (
    <NamedEstimates
      id={id}
      width={width}
      label={OWN[lang].label(
        `${text.value}, ${words.from(text.lower, text.upper)}`,
        parts.map((part) => `${part.name}${colon(lang)}${part.text}.`).join(" "),
      )}
      rows={rows}
      {...(whole
        ? { reference: { ...whole, text: words.ranking.whole(name, textOfPlace(shown, choice.area, whole).value) } }
        : {})}
      {...axisOf(atlas, choice, lang)}
      pitch={pitch ?? Math.max(pitchFor(rows, width), isBelow ? ROW_WITH_MARGIN : 0)}
      marked={["own"]}
    />
  );
}

/** The sum with its parts and the whole, in a frame. */
export function OwnFigure({ shown, own, numbered }: OwnProps & { readonly numbered: boolean }) {
  const { words } = shown;
  const { figure } = own;
  if (!figure) return null;
  const share = ownShare(shown, own);
  const text = ownText(shown, figure);
  const parts = ownParts(shown, own);
  // Elsewhere nobody knows whose own area it is, and the title names its places.
  const awayName = ownName(shown) === words.own.mine ? OWN[shown.lang].sum : ownName(shown);
  return (
    <DistrictFigure
      shown={shown}
      title={ownTitle(shown, figure)}
      awayTitle={ownTitle(shown, figure, ownAwayName(shown))}
      subtitle={ownSubtitle(shown, own)}
      embed="own"
      cited={{ places: own.leaves }}
      brief
      name={fileName("own", shown, { places: [ownAwayName(shown)] })}
      height={80 + 26 * (parts.length + 1)}
      table={{
        columns: [words.map.place, words.map.value, words.map.between],
        rows: [
          [ownName(shown), text.value, `${text.lower}\u00a0–\u00a0${text.upper}`],
          ...parts.map((part) => [part.name, part.text, `${part.said.lower}\u00a0–\u00a0${part.said.upper}`]),
        ],
      }}
      rows={() => ownFile(shown, own)}
      notes={ownNotes(shown, own).map(({ text }) => text)}
      draw={(width) => <OwnDrawing shown={shown} own={own} figure={figure} width={width} id="own-area" numbered={numbered} />}
      picture={(width) => (
        <OwnDrawing shown={shown} own={own} figure={figure} width={width} id="own-area-alone" name={awayName} />
      )}
      slide={(width) => (
        <OwnDrawing shown={shown} own={own} figure={figure} width={width} id="own-area-slide" name={awayName} withMargins />
      )}
    >
      <OwnGap shown={shown} own={own} />
      {own.total ? <p class="on-picture">{totalText(shown, own.total)}</p> : null}
      {share ? (
        <p class="no-print">
          <b>{share.value}</b> {share.text}.
        </p>
      ) : null}
    </DistrictFigure>
  );
}

/** The difference between the own area and the whole; null where none can be told: its margin in the file has 0. */
export function ownTold(shown: DistrictState, own: OwnArea): WrittenGap | null {
  const { atlas, choice } = shown;
  const gap = filed(ownGap(atlas, choice, own));
  const whole = figureAt(atlas, choice, choice.area);
  if (!gap || !whole || !own.figure || !excludesZero(gap)) return null;
  const digits = own.same === null ? decimalsOf(choice, own.figure) : placeDecimals(shown, own.same, own.figure);
  return { gap, digits: Math.min(digits, placeDecimals(shown, choice.area, whole)) };
}

/** The total of the homes counted, from one end of its margin to the other. */
export function totalText({ atlas, choice, lang }: DistrictState, total: EstimateWithEnds): string {
  const decimals = marginDigits(total.lower, total.upper, 0);
  const { lower, upper } = outwards(total, decimals);
  const written = (end: number): string => amountOf(atlas, choice, end, decimals, lang);
  return countedWords(OWN[lang], lang, atlas.catalog).total(written(lower), written(upper));
}

/** The sum compared with the whole in words: the difference, or that none can be told; null where no whole is published. */
export function ownGapWords(
  shown: DistrictState,
  own: OwnArea,
): { readonly amount: string | null; readonly text: string } | null {
  const { atlas, choice, lang, words } = shown;
  const whole = figureAt(atlas, choice, choice.area);
  if (!own.figure || !whole || own.same === choice.area) return null;
  const untold = wholeUntold(shown);
  if (untold !== null) return { amount: null, text: `${untold}.` };
  const { value } = textOfPlace(shown, choice.area, whole);
  const told = ownTold(shown, own);
  if (told === null) return { amount: null, text: words.card.same(placeWords(atlas, choice.area, lang), value) };
  return gapWords(shown, told, { code: choice.area, text: value });
}

function OwnGap({ shown, own }: OwnProps) {
  const gapText = ownGapWords(shown, own);
  if (!gapText) return null;
  return (
    <>
      <p class="on-picture">
        {gapText.amount === null ? null : <b>{upperFirst(gapText.amount)} </b>}
        {gapText.text}
      </p>
      {own.byDwellings ? <p>{byDwellingsText(shown, own.byDwellings)}</p> : null}
    </>
  );
}
