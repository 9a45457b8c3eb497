import { DotMultiples } from "../charts/dot-multiples.tsx";
import type { KnownQuarters } from "../charts/quarters.ts";
import { figureAt, quartileAt } from "./area-figures.ts";
import { DistrictFigure } from "./district-figure.tsx";
import { kindsOfPlace } from "./portrait-figures.ts";
import { KindEstimates, kindWords, MissingKinds, PITCH } from "./portrait-kinds.tsx";
import { placeOfPortrait } from "./portrait-title.ts";
import { PortraitTopic } from "./portrait-topic-word.tsx";
import { type DistrictState, type DistrictWords, figureText, homesText } from "./shown.ts";

/* The kinds of homes of a portrait, on the page. Paper has them as means, and does not wait for this. */

/** Homes that each dot stands for. */
const HOMES_PER_DOT = 2;

/** What is said of quartiles that are too imprecise to be published; nothing where both are there. */
function untoldQuarters({ portrait }: DistrictWords, { low, high }: KnownQuarters): { readonly untold?: string } {
  if (low !== null && high !== null) return {};
  return { untold: low === null && high === null ? portrait.noQuarters : low === null ? portrait.noLow : portrait.noHigh };
}

/** Kinds of homes side by side, as dots on a shared axis. */
function KindDots({ shown, width }: { shown: DistrictState; width: number }) {
  const { atlas, choice, lang, words } = shown;
  const content = kindWords(shown);
  if (!content) return null;
  const middleOfAll = figureAt(atlas, { ref: choice.ref, statistic: "median", type: "_T", period: content.period }, content.area);
  const panels = content.kinds.map(({ type, homes, quarters, middle, mean, count }) => ({
    name: content.nameOf(type),
    note: count ? words.portrait.byTypeHomes(homesText(count, lang)) : "",
    homes: homes.filter((_, i) => i % HOMES_PER_DOT === 0),
    quarters,
    ...untoldQuarters(words, quarters),
    value: middle
      ? words.portrait.byTypeMiddle(content.amount(middle))
      : mean
        ? words.portrait.byTypeMean(content.amount(mean))
        : "",
  }));
  return (
    <DotMultiples
      id="portrait-dots"
      width={width}
      label={panels.map(({ name, value }) => words.portrait.byTypeLabel(name, value)).join(" ")}
      panels={panels}
      line={middleOfAll && { value: middleOfAll.value, text: words.portrait.byTypeLine(content.amount(middleOfAll)) }}
      {...content.axis}
      beyond={(past) => words.portrait.beyond(HOMES_PER_DOT * past)}
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
function kindRows(
  { atlas, choice: { ref } }: DistrictState,
  content: NonNullable<ReturnType<typeof kindWords>>,
  dotted: boolean,
) {
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

/** Kinds of homes: as dots where all have a published histogram, else as means with margins. */
export function ByType({ shown }: { shown: DistrictState }) {
  const { choice, lang, words } = shown;
  const content = kindWords(shown);
  if (!content) return null;
  const dotted = content.kinds.every(({ homes }) => homes.length > 0);
  const subtitle = dotted ? words.portrait.byTypeSubtitle : words.portrait.byTypeMeans;
  return (
    <section class="card">
      <PortraitTopic
        shown={shown}
        id="word-kinds-topic"
        has={(ref) => kindsOfPlace(shown.atlas, ref, placeOfPortrait(shown).code, choice.period) !== null}
      />
      <DistrictFigure
        shown={shown}
        brief
        title={content.title}
        subtitle={`${content.wider}${subtitle(content.topic, content.when)}`}
        periods={[content.period]}
        name={`types-${choice.ref.key.replace(".", "-")}-${content.area}`}
        height={dotted ? 200 : PITCH * content.kinds.length + 30}
        table={{
          columns: [
            words.words.type,
            (dotted ? words.portrait.byTypeMiddle : words.portrait.byTypeMean)("").replace(/\s?:\s*$/, ""),
            words.map.between,
          ],
          rows: content.kinds.map(({ type, mean, middle }) => {
            const figure = dotted ? middle : mean;
            const text = figure && figureText(shown.atlas, { ref: choice.ref, statistic: "mean" }, figure, lang);
            return [content.nameOf(type), text?.value ?? "", text ? `${text.lower}\u00a0–\u00a0${text.upper}` : ""];
          }),
        }}
        rows={() => kindRows(shown, content, dotted)}
        draw={(width) =>
          dotted ? <KindDots shown={shown} width={width} /> : <KindEstimates shown={shown} width={width} id="portrait-kinds" />
        }
      >
        {dotted ? (
          <ul class="legend">
            {partsTold(content.kinds).map((part) => (
              <li key={part}>
                <span class={`dot ${part}`} aria-hidden="true" /> {words.portrait[part]}
              </li>
            ))}
          </ul>
        ) : null}
        <MissingKinds shown={shown} content={content} />
      </DistrictFigure>
    </section>
  );
}
