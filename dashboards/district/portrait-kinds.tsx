import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import { Estimates } from "../charts/estimates.tsx";
import { formatNumber, formatPeriod } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { KeptNote } from "../shared/kept-note.tsx";
import { topicLabel } from "../shared/labels.ts";
import { figureAt } from "./area-figures.ts";
import { kindsOfPlace } from "./portrait-figures.ts";
import { placeOfPortrait } from "./portrait-title.ts";
import { absentText, atLower, axisOf, type DistrictState, figureText, kindName, mostlyIts } from "./shown.ts";

/** Height of a row in px; names take two lines. */
export const PITCH = 30;

/** The kinds of homes of a place or a wider one, with the texts that all their drawings share. */
export function kindWords(shown: DistrictState) {
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
    wider: area === code ? "" : `${words.portrait.byTypeWider}${mostlyIts({ ...shown, choice: { ...choice, period } }, area)} `,
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
export function MissingKinds({
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
      <h3>{shown.words.portrait.byTypeAverage(content.title)}</h3>
      <p class="note">{`${content.wider}${shown.words.portrait.byTypeMeans(content.topic, content.when)}`}</p>
      <KindEstimates shown={shown} width={width} id={id} />
      <MissingKinds shown={shown} content={content} />
    </section>
  );
}
