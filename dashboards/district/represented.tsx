import { useEffect, useRef } from "preact/hooks";
import { StackedEstimates } from "../charts/stacked-estimates.tsx";
import { axisText, lowerFirst, marginDigits, percentText, semicolon } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { plainText, Rich } from "../shared/rich.tsx";
import { Sized } from "../shared/sized.tsx";
import { censusSource } from "../shared/source-text.ts";
import { homesAt, relationAt } from "./area-figures.ts";
import { CensusDrawing, censusWords, LikeTheCensus } from "./like-the-census.tsx";
import { landOn } from "./open-word.ts";
import { kindsOfPlace } from "./place-kinds.ts";
import { representedWords } from "./represented-words.ts";
import { atLower, type DistrictState, kindName, partsOf, placeWords } from "./shown.ts";

/** A part with a larger share of the counted homes than of the dwellings, both in percent. */
interface Outweighing {
  readonly code: string;
  readonly homes: number;
  readonly dwellings: number;
}

/**
 * The part that most outweighs its size: its share of the counted homes is furthest above its share of the dwellings, and more of its
 * dwellings are counted than of the whole, beyond the margins. Null: none does, or a figure of the whole is missing.
 */
export function outweighing({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">): Outweighing | null {
  const shares = { ...choice, statistic: "participation" as const };
  const [whole, dwellings] = [homesAt(atlas, choice, choice.area)?.value ?? 0, atlas.tree.get(choice.area)?.dwellings ?? 0];
  if (choice.type !== "_T" || whole <= 0 || dwellings <= 0) return null;
  const parts = partsOf({ atlas, choice }).flatMap((part): Outweighing[] => {
    const homes = homesAt(atlas, choice, part.code);
    if (homes === null || relationAt(atlas, shares, part.code, choice.area) !== "more") return [];
    return [{ code: part.code, homes: (100 * homes.value) / whole, dwellings: (100 * part.dwellings) / dwellings }];
  });
  const excess = ({ homes, dwellings: own }: Outweighing): number => homes - own;
  return parts.reduce<Outweighing | null>((most, one) => (most && excess(most) >= excess(one) ? most : one), null);
}

/** The sentence about that part; null: there is none. */
export function outweighingText(shown: DistrictState): string | null {
  const { atlas, choice, lang } = shown;
  const most = outweighing(shown);
  if (most === null) return null;
  const percent = (share: number): string => percentText(share, share < 10 ? 1 : 0, lang);
  const { outweighing: sentence, leans } = representedWords(shown);
  const found = sentence(atLower(atlas, most.code, lang), percent(most.homes), percent(most.dwellings));
  return `${found} ${leans(placeWords(atlas, choice.area, lang))}`;
}

/** By what the kinds of homes of the topic differ first. */
const kindsBy = ({ choice, lang }: DistrictState): string => WORDS[lang].welcome.by[choice.ref.measure.similarity.attributes[0]];

/**
 * The share of each kind among the counted homes, where no census says whether they are like the others and the place itself publishes some
 * kinds; null: it does not. The margin of a share n/N is that of independent counts: √(h² + p²H²)/N.
 */
export function kindShares(shown: DistrictState) {
  const { atlas, choice, lang, words } = shown;
  const found = kindsOfPlace(atlas, choice.ref, choice.area, choice.period);
  const all = homesAt(atlas, { ...choice, type: "_T" }, choice.area);
  if (censusWords(shown) !== null || !all || found?.area !== choice.area || found.period !== choice.period) return null;
  const halfOf = ({ lower, upper }: { lower: number; upper: number }): number => (upper - lower) / 2;
  const rows = found.kinds.flatMap(({ type, count }) => {
    if (!count) return [];
    const p = count.value / all.value;
    const margin = (100 * Math.hypot(halfOf(count), p * halfOf(all))) / all.value;
    const share = { value: 100 * p, lower: Math.max(0, 100 * p - margin), upper: 100 * p + margin };
    const text = percentText(share.value, marginDigits(share.lower, share.upper, 0), lang);
    return [{ name: kindName(choice.ref, type, lang), interval: share, text }];
  });
  const rest = Math.round(100 - rows.reduce((sum, { interval }) => sum + Math.round(interval.value), 0));
  return rows.length === 0
    ? null
    : {
        title: words.portrait.byType(kindsBy(shown)),
        rows,
        rest: rest > 0 ? representedWords(shown).rest(percentText(rest, 0, lang)) : "",
      };
}

/** The same in a sentence, for paper. */
function kindsText(shown: DistrictState): string[] {
  const kinds = kindShares(shown);
  if (kinds === null) return [];
  const { title, rows, rest } = kinds;
  return [
    `${WORDS[shown.lang].labelled(title, rows.map(({ name, text }) => `${lowerFirst(name)}, ${text}`).join(semicolon(shown.lang)))}. ${rest}`,
  ];
}

/** The axis ends at a multiple of so many percent, which always has a label: no point lies beyond the last one. */
const TICK = 20;

/** The same as points with their margins. */
function KindShares({ shown }: { shown: DistrictState }) {
  const { lang, words } = shown;
  const kinds = kindShares(shown);
  if (kinds === null) return null;
  const { title, rows, rest } = kinds;
  return (
    <>
      <h3>{title}</h3>
      <p class="note">{`${representedWords(shown).ofCounted} ${words.ranking.subtitleWithout}`}</p>
      <Sized height={46 * rows.length + 30}>
        {(width) => (
          <StackedEstimates
            id="represented-kinds"
            width={width}
            label={rows.map(({ name, text }) => words.portrait.byTypeLabel(name, text)).join(" ")}
            rows={rows}
            among={[0, TICK * Math.ceil(Math.max(...rows.map(({ interval }) => interval.upper)) / TICK)]}
            {...axisText("%", lang)}
          />
        )}
      </Sized>
      {rest === "" ? null : <p class="note">{rest}</p>}
    </>
  );
}

/** How the homes came to be counted, which most want to know first: of their own accord, or as a source published elsewhere says. */
export function whoTexts(shown: DistrictState): string[] {
  const { origin } = shown.atlas.catalog.commons;
  return [origin === undefined ? WORDS[shown.lang].figure.volunteers : origin.who?.[shown.lang]].filter(
    (text) => text !== undefined,
  );
}

/**
 * Who is counted, in sentences: where no census tells whether they are like the others, that only places do; the part that outweighs its size.
 */
export function countedTexts(shown: DistrictState): string[] {
  const [places, hasCensus] = [outweighingText(shown), censusWords(shown) !== null];
  return [
    hasCensus ? null : places === null ? representedWords(shown).unknown : representedWords(shown).unknownBut(kindsBy(shown)),
    places,
  ].filter((text) => text !== null);
}

/** Whom the figures represent, in sentences, and kinds of homes beside the census. */
export function Represented({ shown }: { shown: DistrictState }) {
  const { catalog } = shown.atlas;
  const texts = [...whoTexts(shown), ...countedTexts(shown)];
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => landOn(box.current), []);
  return (
    <div ref={box} class="represented" tabIndex={-1}>
      {/* Whether they are like the others is what most want to know. */}
      <LikeTheCensus shown={shown} />
      {texts.length === 0 ? null : (
        <section class="card">
          <h2>{shown.words.represented.see}</h2>
          {texts.map((text) => (
            <p key={text}>
              <Rich text={text} />
            </p>
          ))}
          <KindShares shown={shown} />
          {censusSource("", catalog, shown.lang) === "" ? null : <p class="source">{censusSource("", catalog, shown.lang)}</p>}
        </section>
      )}
    </div>
  );
}

/** The same on paper. */
export function RepresentedOnPaper({ shown, width }: { shown: DistrictState; width: number }) {
  const texts = [...countedTexts(shown), ...kindsText(shown)];
  const census = censusWords(shown);
  return (
    <section>
      {census === null ? null : (
        <>
          <h3>{plainText(census.title)}</h3>
          <p class="note">{census.subtitle}</p>
          <CensusDrawing shown={shown} width={width} id="report-census" />
        </>
      )}
      {texts.length === 0 ? null : (
        <>
          <h3>{shown.words.represented.see}</h3>
          <p>{texts.map(plainText).join(" ")}</p>
        </>
      )}
    </section>
  );
}
