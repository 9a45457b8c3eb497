import { Bars } from "../charts/bars.tsx";
import { CountedDots } from "../charts/counted-dots.tsx";
import { fitsOneLine } from "../charts/estimates.tsx";
import { FittingEstimates, isStacked } from "../charts/stacked-estimates.tsx";
import { decidingWords, kindName, kindPhrase, placePhrase } from "../compare/phrases.ts";
import { answeredClasses } from "../compare/topic-answer.ts";
import type { Focus } from "../shared/best-measure.ts";
import { countedWords } from "../shared/counted-homes.ts";
import { comparison, listDigits } from "../shared/digits.ts";
import { amountText, axisText, formatNumber, marginDigits, percentText, unitLabel } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { mostShareDigits } from "../shared/percent.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { Rich } from "../shared/rich.tsx";
import { Sized } from "../shared/sized.tsx";
import { sizesText } from "../shared/sizes-text.ts";
import { type PublicCommons, unitOf } from "../visit/commons.ts";
import { countAt } from "../visit/focus.ts";
import { FINDINGS } from "./finding-words.ts";
import type { NamedMean, PublicFinding } from "./findings.ts";
import { amounts } from "./map-figure.tsx";

interface FindingCardProps<Kind extends PublicFinding["kind"] = PublicFinding["kind"]> {
  readonly finding: Extract<PublicFinding, { readonly kind: Kind }>;
  readonly commons: PublicCommons;
  readonly focus: Focus;
  readonly lang: Lang;
}

/** A finding as a sentence, with its description and its drawing, and the way to all that it is of. */
export function FindingCard({ finding, ...props }: FindingCardProps) {
  return (
    <section class="card finding">
      {finding.kind === "share" ? (
        <ShareFinding finding={finding} {...props} />
      ) : finding.kind === "types" ? (
        <TypesFinding finding={finding} {...props} />
      ) : (
        <AreasFinding finding={finding} {...props} />
      )}
      <p class="note more">
        <a href={hrefOf(finding.kind, props)}>{FINDINGS[props.lang].all[finding.kind]}</a>
      </p>
    </section>
  );
}

/** Where all figures are that a finding is made of: kinds of homes on the page Données, places on Quartiers. */
function hrefOf(kind: PublicFinding["kind"], { commons, focus: { ref, area }, lang }: Omit<FindingCardProps, "finding">): string {
  const of = { measure: ref.key, period: commons.main?.period ?? "", area: area.code };
  if (kind === "areas") return pageHref("district", lang, of);
  if (kind === "share") return pageHref("district", lang, { ...of, stat: "participation" });
  const types = answeredClasses(ref).map(({ code }) => code);
  return pageHref("explore", lang, { ...of, view: "ranking", level: area.level, type: types.join(",") });
}

/** The share of all dwellings that take part. */
function ShareFinding({ finding, commons, focus, lang }: FindingCardProps<"share">) {
  const texts = countedWords(FINDINGS[lang], lang, commons.catalog);
  const { of } = placePhrase(commons, focus.area.code, lang);
  const homes = countAt(commons, focus.ref, focus.area.code);
  const percent = 100 * finding.share;
  const full = Math.max(1, Math.round(percent));
  const ofDwellings = (count: number): number => (100 * count) / finding.dwellings;
  const ends = homes ? ([ofDwellings(homes.lower), ofDwellings(homes.upper)] as const) : null;
  const percentDigits = ends ? marginDigits(...ends, mostShareDigits(percent, ...ends)) : 0;
  return (
    <>
      <h3>
        {texts.share(
          finding.oneIn,
          formatNumber(finding.homes, homes ? marginDigits(homes.lower, homes.upper, 0) : 0, lang),
          kindPhrase(focus.ref, "_T", lang).many,
        )}
      </h3>
      <p class="note">
        <Rich text={texts.shareText(percentText(percent, percentDigits, lang), formatNumber(finding.dwellings, 0, lang), of)} />
      </p>
      <Sized height={80}>
        {(width) => (
          <CountedDots id="finding-share" width={width} label={texts.shareNote(full)} count={100} full={full} columns={20} />
        )}
      </Sized>
    </>
  );
}

/** Most kinds that are named as not shown. */
const MOST_LACKING = 3;

/** The kinds of homes that the bars leave out; empty where there are none, or too many to name. */
function lackingKinds(ref: Focus["ref"], all: readonly NamedMean[], lang: Lang): string {
  const lacking = answeredClasses(ref)
    .map(({ code }) => kindName(ref, code, lang))
    .filter((name) => all.every((one) => one.name !== name));
  return lacking.length > MOST_LACKING ? "" : new Intl.ListFormat(lang).format(lacking);
}

/** The kinds of homes with the lowest and the highest mean. */
function TypesFinding({ finding, commons, focus: { ref }, lang }: FindingCardProps<"types">) {
  const texts = FINDINGS[lang];
  // Bars beside each other are written alike.
  const digits = Math.min(...finding.all.map(({ mean }) => marginDigits(mean.lower, mean.upper, ref.measure.decimals)));
  const { amount } = amountsOf(commons, ref, lang, digits);
  return (
    <>
      <h3>{apartText(finding.times, texts.types(decidingWords(ref, lang)), lang)}</h3>
      <p class="note">
        {texts.perMonth}
        {texts.lacking(lackingKinds(ref, finding.all, lang))}
      </p>
      <Sized height={150}>
        {(width) => (
          <Bars
            id="finding-types"
            width={width}
            label={listText(finding.all, amount, lang)}
            bars={finding.all.map(({ name, mean }) => ({ name, ...mean, text: amount(mean) }))}
          />
        )}
      </Sized>
    </>
  );
}

/** Most areas that are drawn, so that each has its name, and where names stand above their rows. */
const MOST_AREAS = { beside: 8, above: 4 };

/** Of more areas than that, as many of the highest as of the lowest. */
function endsOf(sorted: readonly NamedMean[], most: number): readonly NamedMean[] {
  return sorted.length > most ? [...sorted.slice(0, most / 2), ...sorted.slice(-most / 2)] : sorted;
}

/** The areas with the lowest and the highest mean, among all areas. */
function AreasFinding({ finding, commons, focus, lang }: FindingCardProps<"areas">) {
  const texts = FINDINGS[lang];
  const { whole } = finding;
  const { ref, area } = focus;
  // As the map and the ranking write them.
  const means = finding.all.map(({ mean }) => mean);
  const { amount, unit } = amountsOf(commons, ref, lang, listDigits(means, ref.measure.decimals));
  const sorted = [...finding.all].sort((a, b) => b.mean.value - a.mean.value);
  const rowsOf = (shown: readonly NamedMean[]) =>
    shown.map(({ name, mean }) => ({ name, interval: mean, text: amount(mean), against: comparison(mean, whole) }));
  return (
    <>
      <h3>{apartText(finding.times, texts.areas, lang)}</h3>
      <p class="note">
        {texts.perMonth}
        {sizesText(ref, lang, commons.catalog)}
      </p>
      <Sized height={150}>
        {(width) => {
          const beside = endsOf(sorted, MOST_AREAS.beside);
          const shown = isStacked(rowsOf(beside), width) ? endsOf(sorted, MOST_AREAS.above) : beside;
          return (
            <FittingEstimates
              id="finding-areas"
              width={width}
              label={listText(shown, amount, lang)}
              rows={rowsOf(shown)}
              reference={{ value: whole.value, text: texts.whole(area.name, amounts(commons, focus, whole, lang)[0]) }}
              {...axisText(unit, lang)}
              // A name that one line would cut has two.
              pitch={shown.every(({ name }) => fitsOneLine(name, width)) ? 22 : 30}
            />
          );
        }}
      </Sized>
    </>
  );
}

/** What the margins bear out: twice as much, 20 % apart. */
const apartText = (times: number, by: string, lang: Lang): string =>
  FINDINGS[lang].apart(times, percentText(Math.round(100 * (times - 1)), 0, lang), by);

/** Names with their means, for those who do not see the drawing. */
const listText = (all: readonly NamedMean[], amount: (mean: WithMargin) => string, lang: Lang): string =>
  all.map(({ name, mean }) => WORDS[lang].labelled(name, amount(mean))).join(". ");

/** Writes means, with the digits of their own margins or of `shared`. */
function amountsOf(commons: PublicCommons, ref: Focus["ref"], lang: Lang, shared?: number) {
  const unit = unitLabel(unitOf(commons.catalog, ref), lang);
  const amount = ({ value, lower, upper }: WithMargin): string =>
    amountText(value, shared ?? marginDigits(lower, upper, ref.measure.decimals), unit, lang);
  return { unit, amount };
}
