import { DotMultiples } from "../charts/dot-multiples.tsx";
import type { KnownQuarters } from "../charts/quarters.ts";
import { comparedParent, figureAt, quartileAt } from "./area-figures.ts";
import { DistrictFigure } from "./district-figure.tsx";
import { type KindOfPlace, kindsOfPlace } from "./place-kinds.ts";
import { MEAN_OF_ALL } from "./portrait-figures.ts";
import { KindEstimates, kindWords, MissingKinds, PITCH } from "./portrait-kinds.tsx";
import { placeOfPortrait } from "./portrait-place.ts";
import { PortraitTopic } from "./portrait-topic-word.tsx";
import { portraitWords } from "./portrait-words.ts";
import { type DistrictState, homesText } from "./shown.ts";

/* The kinds of homes of a portrait, on the page. Paper has them as means, and does not wait for this. */

/** Homes that each dot stands for. */
const HOMES_PER_DOT = 2;

type Content = NonNullable<ReturnType<typeof kindWords>>;
type Words = ReturnType<typeof portraitWords>;

/** Fewest kinds that are worth a drawing of dots. */
const FEWEST_DOTTED = 2;

/**
 * The kinds that are drawn as dots: those of which a histogram and a quartile are published. Dots of a kind without either would be
 * drawn by noise. Empty where they are too few to be compared.
 */
export function dottedKinds({ kinds }: Pick<Content, "kinds">): readonly KindOfPlace[] {
  const dotted = kinds.filter(({ homes, quarters: { low, high } }) => homes.length > 0 && (low !== null || high !== null));
  return dotted.length < FEWEST_DOTTED ? [] : dotted;
}

/** What is said of a quartile that is too imprecise to be published; nothing where both are there. */
function untoldQuarters(words: Words, { low, high }: KnownQuarters): { readonly untold?: string } {
  if (low !== null && high !== null) return {};
  return { untold: low === null ? words.noLow : words.noHigh };
}

/** The middle home of a kind or, where that is not published, its mean, in words. */
function kindValue(words: Words, { amount }: Content, { middle, mean }: KindOfPlace): string {
  if (middle) return words.byTypeMiddle(amount(middle));
  return mean ? words.byTypeMean(amount(mean)) : "";
}

/** The kinds that are not drawn as dots and of which a median is published: it is drawn alone beside them. */
const isAloneIn = (dotted: readonly KindOfPlace[], kind: KindOfPlace): boolean => !dotted.includes(kind) && kind.middle !== null;

/** The kinds of which nothing is drawn, each with its mean, in one line. */
export function undottedText(words: Words, content: Content): string | null {
  const dotted = dottedKinds(content);
  const others = content.kinds.filter((kind) => !dotted.includes(kind) && !isAloneIn(dotted, kind));
  if (dotted.length === 0 || others.length === 0) return null;
  return others.map((kind) => words.undotted(content.nameOf(kind.type), kindValue(words, content, kind))).join(" ");
}

/** The middle home of a kind or, where the place has its mean alone, the mean, in the place around it; null: not published, or too uncertain. */
export function kindBeside({ atlas, choice: { ref }, words }: DistrictState, content: Content, kind: KindOfPlace) {
  const compared = comparedParent(atlas, { ref, ...MEAN_OF_ALL, period: content.period }, content.area);
  const parent = atlas.tree.get(compared ?? "");
  const statistic = kind.middle ? "median" : "mean";
  const figure = parent && figureAt(atlas, { ref, statistic, type: kind.type, period: content.period }, parent.code);
  if (!parent || !figure || figure.unsure) return null;
  return { value: figure.value, text: words.ranking.whole(parent.name, content.amount(figure)) };
}

/** Kinds of homes side by side, as dots on a shared axis. */
function KindDots({ shown, width }: { shown: DistrictState; width: number }) {
  const { atlas, choice, lang, words } = shown;
  const content = kindWords(shown);
  if (!content) return null;
  const middleOfAll = figureAt(atlas, { ref: choice.ref, statistic: "median", type: "_T", period: content.period }, content.area);
  const dotted = dottedKinds(content);
  const panels = content.kinds
    .filter((kind) => dotted.includes(kind) || isAloneIn(dotted, kind))
    .map((kind) => ({ kind, beside: kindBeside(shown, content, kind) }))
    .map(({ kind, beside }) => ({
      ...(beside ? { beside } : {}),
      name: content.nameOf(kind.type),
      note: kind.count ? portraitWords(shown).byTypeHomes(homesText(kind.count, lang)) : "",
      quarters: kind.quarters,
      value: kindValue(portraitWords(shown), content, kind),
      ...(dotted.includes(kind)
        ? { homes: kind.homes.filter((_, i) => i % HOMES_PER_DOT === 0), ...untoldQuarters(portraitWords(shown), kind.quarters) }
        : { homes: [], ...(kind.middle ? { alone: kind.middle } : {}), untold: portraitWords(shown).noSpread }),
    }));
  return (
    <DotMultiples
      id="portrait-dots"
      width={width}
      label={panels.map(({ name, value }) => words.portrait.byTypeLabel(name, value)).join(" ")}
      panels={panels}
      // Beside the same kinds of a wider place a line of all kinds would be a second measure.
      line={
        panels.some(({ beside }) => beside)
          ? null
          : middleOfAll && { value: middleOfAll.value, text: portraitWords(shown).byTypeLine(content.amount(middleOfAll)) }
      }
      {...content.axis}
      beyond={(past) => portraitWords(shown).beyond(HOMES_PER_DOT * past)}
    />
  );
}

/** The parts of the homes that the dots of some kinds tell apart. */
function partsTold(kinds: readonly { readonly quarters: KnownQuarters }[]): ("low" | "half" | "high" | "unknown")[] {
  const [low, high] = (["low", "high"] as const).map((end) => kinds.some(({ quarters }) => quarters[end] !== null));
  const unknown = kinds.some(({ quarters }) => quarters.low === null || quarters.high === null);
  return [
    ...(low ? (["low"] as const) : []),
    ...(low || high ? (["half"] as const) : []),
    ...(high ? (["high"] as const) : []),
    ...(unknown ? (["unknown"] as const) : []),
  ];
}

/** The kinds as programs read them: of what is drawn as dots the quarters, and the middle home, else the mean. */
function kindRows({ atlas, choice: { ref } }: DistrictState, content: Content, dotted: boolean) {
  return content.kinds.flatMap(({ type, middle }) => {
    const row = { code: content.area, name: content.nameOf(type) };
    const choice = { statistic: "mean", type, period: content.period } as const;
    if (!dotted) return [{ ...row, choice }];
    const quarters = (["P25", "P75"] as const)
      .filter((quartile) => quartileAt(atlas, { ...choice, ref }, content.area, quartile))
      .map((quartile) => ({ ...row, choice, quartile }));
    return [{ ...row, choice: { ...choice, statistic: middle ? "median" : "mean" } as const }, ...quarters];
  });
}

/** Kinds of homes: as dots where enough have a published histogram, else as means with margins. */
export function ByType({ shown }: { shown: DistrictState }) {
  const { choice, words } = shown;
  const content = kindWords(shown);
  if (!content) return null;
  const dotted = dottedKinds(content).length > 0;
  const undotted = undottedText(portraitWords(shown), content);
  const subtitle = dotted ? portraitWords(shown).byTypeSubtitle : portraitWords(shown).byTypeMeans;
  return (
    <section class="card">
      <PortraitTopic
        shown={shown}
        id="word-kinds-topic"
        area={content.area}
        has={(ref) => kindsOfPlace(shown.atlas, ref, placeOfPortrait(shown).code, choice.period) !== null}
      />
      <DistrictFigure
        shown={shown}
        brief
        byKind
        title={content.titleOf(dotted ? "middle" : "mean")}
        awayTitle={content.awayTitleOf(dotted ? "middle" : "mean")}
        subtitle={`${content.mostly}${subtitle(content.topic, content.when)}`}
        awaySubtitle={`${content.wider}${subtitle(content.topic, content.when)}`}
        periods={[content.period]}
        name={`types-${choice.ref.key.replace(".", "-")}-${content.area}`}
        height={dotted ? 200 : PITCH * content.kinds.length + 48}
        table={{
          columns: [
            words.words.type,
            (dotted ? portraitWords(shown).byTypeMiddle : portraitWords(shown).byTypeMean)("").replace(/\s?:\s*$/, ""),
            words.map.between,
          ],
          rows: content.kinds.map(({ type, mean, middle }) => {
            const figure = dotted ? (middle ?? mean) : mean;
            const amount = figure && content.amount(figure);
            const value = dotted && !middle && amount ? portraitWords(shown).byTypeMean(amount) : amount;
            return [content.nameOf(type), value ?? "", figure ? content.ends(figure) : ""];
          }),
        }}
        notes={undotted === null ? [] : [undotted]}
        rows={() => kindRows(shown, content, dotted)}
        draw={(width) =>
          dotted ? <KindDots shown={shown} width={width} /> : <KindEstimates shown={shown} width={width} id="portrait-kinds" />
        }
      >
        {dotted ? (
          <ul class="legend">
            {partsTold(dottedKinds(content)).map((part) => (
              <li key={part}>
                <span class={`dot ${part}`} aria-hidden="true" /> {portraitWords(shown)[part]}
              </li>
            ))}
          </ul>
        ) : null}
        {undotted === null ? null : <p class="note">{undotted}</p>}
        <MissingKinds shown={shown} content={content} />
      </DistrictFigure>
    </section>
  );
}
