import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import { DotMultiples } from "../charts/dot-multiples.tsx";
import { Estimates } from "../charts/estimates.tsx";
import type { KnownQuarters } from "../charts/quarters.ts";
import { formatNumber, formatPeriod } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { KeptNote } from "../shared/kept-note.tsx";
import { topicLabel } from "../shared/labels.ts";
import { figureAt } from "./area-figures.ts";
import { DistrictFigure } from "./district-figure.tsx";
import { kindsOfPlace } from "./portrait-figures.ts";
import { placeOfPortrait } from "./portrait-title.ts";
import { absentText, atLower, axisOf, type DistrictState, type DistrictWords, figureText, homesText, kindName } from "./shown.ts";

/** Height of a row in px; names take two lines. */
const PITCH = 30;
/** Homes that each dot stands for. */
const HOMES_PER_DOT = 2;

/** The kinds of homes of a place or a wider one, with the texts that all their drawings share. */
function kindWords(shown: DistrictState) {
  const { atlas, choice, lang, words } = shown;
  const { code } = placeOfPortrait(shown);
  const kindsFound = kindsOfPlace(atlas, choice.ref, code, choice.period);
  if (!kindsFound) return null;
  const { area, period } = kindsFound;
  const subject = { ref: choice.ref, statistic: "mean" } as const;
  const by = WORDS[lang].welcome.by[choice.ref.measure.similarity.attributes[0]];
  return {
    ...kindsFound,
    topic: topicLabel(choice.ref, lang),
    when: formatPeriod(period, lang),
    title: words.portrait.byType(by, atLower(atlas, area, lang)),
    wider: area === code ? "" : words.portrait.byTypeWider,
    axis: axisOf(atlas, subject, lang),
    amount: (figure: EstimateWithEnds): string => figureText(atlas, subject, figure, lang).value,
    nameOf: (type: string): string => kindName(choice.ref, type, lang),
  };
}

/** Number of missing kinds up to which they are named. */
const MOST_MISSING = 4;

/** Why a kind is not drawn: it has no figure, or one with too wide a margin. */
function whyMissing(shown: DistrictState, area: string, type: string, period: string): string {
  const choice = { ...shown.choice, statistic: "mean" as const, type, period };
  return figureAt(shown.atlas, choice, area) ? shown.words.map.wide : absentText({ ...shown, choice }, area);
}

/** The kinds that are not published, listed beside the others, because they would otherwise seem not to exist. */
function MissingKinds({
  shown,
  content: { area, period, missing: types, nameOf },
}: {
  shown: DistrictState;
  content: NonNullable<ReturnType<typeof kindWords>>;
}) {
  const { lang, words } = shown;
  if (types.length === 0) return null;
  const reasons = types.map((type) => whyMissing(shown, area, type, period));
  const countOf = (why: string): string => formatNumber(reasons.filter((one) => one === why).length, 0, lang);
  const texts =
    types.length > MOST_MISSING
      ? [...new Set(reasons)].map((why) => words.portrait.byTypeAbsentMany(countOf(why), why))
      : types.map((type, i) => words.portrait.byTypeAbsent(nameOf(type), reasons[i] ?? ""));
  return (
    <>
      <ul class="legend">
        {texts.map((text) => (
          <li key={text}>
            <span class="swatch absent" aria-hidden="true" />
            {text}
          </li>
        ))}
      </ul>
      {reasons.includes(WORDS[lang].kept) ? <KeptNote lang={lang} /> : null}
    </>
  );
}

/** Kinds of homes as means with margins, one below the other. */
function KindEstimates({ shown, width, id }: { shown: DistrictState; width: number; id: string }) {
  const { words } = shown;
  const content = kindWords(shown);
  if (!content) return null;
  const rows = content.kinds.flatMap(({ type, mean }) =>
    mean ? [{ code: type, name: content.nameOf(type), interval: mean, text: content.amount(mean) }] : [],
  );
  return (
    <Estimates
      id={id}
      width={width}
      label={rows.map(({ name, text }) => words.portrait.byTypeLabel(name, text)).join(" ")}
      rows={rows}
      you={null}
      {...content.axis}
      pitch={PITCH}
    />
  );
}

/** The means with a title, for paper. */
export function KindMeans({ shown, width, id }: { shown: DistrictState; width: number; id: string }) {
  const content = kindWords(shown);
  if (!content) return null;
  return (
    <section>
      <h3>{content.title}</h3>
      <p class="note">{`${content.wider}${shown.words.portrait.byTypeMeans(content.topic, content.when)}`}</p>
      <KindEstimates shown={shown} width={width} id={id} />
      <MissingKinds shown={shown} content={content} />
    </section>
  );
}

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

/** Kinds of homes: as dots where all have a published histogram, else as means with margins. */
export function ByType({ shown }: { shown: DistrictState }) {
  const { choice, lang, words } = shown;
  const content = kindWords(shown);
  if (!content) return null;
  const dotted = content.kinds.every(({ homes }) => homes.length > 0);
  const subtitle = dotted ? words.portrait.byTypeSubtitle : words.portrait.byTypeMeans;
  return (
    <section class="card">
      <DistrictFigure
        shown={shown}
        brief
        title={content.title}
        subtitle={`${content.wider}${subtitle(content.topic, content.when)}`}
        periods={[content.period]}
        name={`types-${choice.ref.key.replace(".", "-")}-${content.area}`}
        height={dotted ? 200 : PITCH * content.kinds.length + 30}
        table={{
          columns: [words.words.type, words.portrait.byTypeMean("").replace(/\s?:\s*$/, ""), words.map.between],
          rows: content.kinds.map(({ type, mean }) => {
            const text = mean && figureText(shown.atlas, { ref: choice.ref, statistic: "mean" }, mean, lang);
            return [content.nameOf(type), text?.value ?? "", text ? `${text.lower} – ${text.upper}` : ""];
          }),
        }}
        rows={() =>
          content.kinds.flatMap(({ type }) =>
            // The dots show the middle home; the table says the mean too.
            (dotted ? (["median", "mean"] as const) : (["mean"] as const)).map((statistic) => ({
              code: content.area,
              name: content.nameOf(type),
              choice: { statistic, type, period: content.period },
            })),
          )
        }
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
