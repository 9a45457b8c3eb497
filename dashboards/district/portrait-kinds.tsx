import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import { Estimates } from "../charts/estimates.tsx";
import { listDigits, valueText } from "../shared/digits.ts";
import { formatNumber, formatPeriod, lowerFirst, semicolon } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { KeptNote } from "../shared/kept-note.tsx";
import { topicLabel } from "../shared/labels.ts";
import { figureAt, hasNoTypes } from "./area-figures.ts";
import { homesOfKind } from "./kind-homes.ts";
import { kindsApart, kindsOfPlace } from "./place-kinds.ts";
import { placeOfPortrait } from "./portrait-place.ts";
import { portraitWords } from "./portrait-words.ts";
import { absentText, amountOf, atLower, axisOf, type DistrictState, endOf, kindName, mostlyIts } from "./shown.ts";

/** Height of a row in px; names take two lines. */
export const PITCH = 30;

/** Why the kinds of a wider place are shown: each reason why those of the place itself are not, once. */
function whyWider(shown: DistrictState, code: string, types: readonly string[], period: string): string {
  const reasons = types.flatMap((type) => (isDrawable(shown, code, type, period) ? [] : [whyMissing(shown, code, type, period)]));
  return [...new Set(reasons)].join(semicolon(shown.lang));
}

/** Tells whether a kind has a figure that can be relied on. */
const isDrawable = ({ atlas, choice: { ref } }: DistrictState, area: string, type: string, period: string): boolean =>
  figureAt(atlas, { ref, statistic: "mean", type, period }, area)?.unsure === false;

/** The kinds of homes of a place or a wider one, with the texts that all their drawings share. */
export function kindWords(shown: DistrictState) {
  const { atlas, choice, lang, words } = shown;
  const { code } = placeOfPortrait(shown);
  const kindsFound = kindsOfPlace(atlas, choice.ref, code, choice.period, homesOfKind);
  if (!kindsFound) return null;
  const { area, period } = kindsFound;
  const subject = { ref: choice.ref, statistic: "mean" } as const;
  const by = WORDS[lang].welcome.by[choice.ref.measure.similarity.attributes[0]];
  const name = atlas.tree.get(area)?.name ?? area;
  // A list that is read from top to bottom has one number of decimals.
  const figures = kindsFound.kinds.flatMap(({ middle, mean }) => middle ?? mean ?? []);
  const digits = listDigits(figures, choice.ref.measure.decimals) ?? 0;
  const amount = (figure: EstimateWithEnds): string =>
    valueText(figure, lang, (value) => amountOf(atlas, subject, value, digits, lang)).value;
  const nameOf = (type: string): string => kindName(choice.ref, type, lang);
  /** The finding: the lowest and the highest kind, where their margins do not touch. A wider place is named. */
  const titleOf = (of: "middle" | "mean"): string => (area === code ? findingOf(of) : awayTitleOf(of));
  const findingOf = (of: "middle" | "mean"): string => {
    const apart = kindsApart(kindsFound.kinds, of);
    const side = (kind: (typeof kindsFound.kinds)[number]) =>
      [kind[of] ? amount(kind[of]) : "", lowerFirst(nameOf(kind.type))] as const;
    if (apart) return portraitWords(shown).byTypeEnds(of, side(apart.low), side(apart.high));
    return of === "mean" ? portraitWords(shown).byTypeAverage(words.portrait.byType(by)) : words.portrait.byType(by);
  };
  const types = [...kindsFound.kinds.map(({ type }) => type), ...kindsFound.missing];
  // The title above names the period of the portrait, which the kinds may not have.
  const other =
    period === choice.period
      ? ""
      : `${portraitWords(shown).byTypeOther(formatPeriod(choice.period, lang), whyWider(shown, code, types, choice.period))} `;
  const awayTitleOf = (of: "middle" | "mean"): string => `${name} – ${findingOf(of)}`;
  return {
    ...kindsFound,
    topic: topicLabel(choice.ref, lang),
    when: formatPeriod(period, lang),
    findingOf,
    awayTitleOf,
    titleOf,
    mostly: `${other}${area === code ? "" : `${mostlyIts({ ...shown, choice: { ...choice, period } }, area)} `.trimStart()}`,
    // Where no such place is published by type, the wider place in the title says enough.
    wider: `${other}${
      area === code || hasNoTypes(atlas, { ...choice, period, type: kindsFound.kinds[0]?.type ?? "_T" }, code)
        ? ""
        : `${portraitWords(shown).byTypeWider(atLower(atlas, code, lang), whyWider(shown, code, types, period))}${mostlyIts({ ...shown, choice: { ...choice, period } }, area)} `
    }`,
    axis: axisOf(atlas, subject, lang),
    amount,
    /** both ends of a figure's margin, with the decimals of the list */
    ends: ({ lower, upper }: EstimateWithEnds): string =>
      [lower, upper].map((end) => endOf(atlas, subject, end, digits, lang)).join("\u00a0–\u00a0"),
    nameOf,
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
export function MissingKinds({
  shown,
  content: { area, period, missing: types, nameOf },
  onPaper = false,
}: {
  shown: DistrictState;
  content: NonNullable<ReturnType<typeof kindWords>>;
  onPaper?: boolean;
}) {
  const { lang } = shown;
  if (types.length === 0) return null;
  const reasons = types.map((type) => whyMissing(shown, area, type, period));
  const countOf = (why: string): string => formatNumber(reasons.filter((one) => one === why).length, 0, lang);
  const texts =
    types.length > MOST_MISSING
      ? [...new Set(reasons)].map((why) => portraitWords(shown).byTypeAbsentMany(countOf(why), why))
      : types.map((type, i) => portraitWords(shown).byTypeAbsent(nameOf(type), reasons[i] ?? ""));
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
      {!onPaper && reasons.includes(WORDS[lang].kept) ? <KeptNote lang={lang} threshold={shown.atlas.catalog.k} /> : null}
    </>
  );
}

/** Kinds of homes as means with margins, one below the other. */
export function KindEstimates({ shown, width, id }: { shown: DistrictState; width: number; id: string }) {
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
      <h3>{content.titleOf("mean")}</h3>
      <p class="note">{`${content.mostly}${portraitWords(shown).byTypeMeans(content.topic, content.when)}`}</p>
      <KindEstimates shown={shown} width={width} id={id} />
      <MissingKinds shown={shown} content={content} onPaper />
    </section>
  );
}
