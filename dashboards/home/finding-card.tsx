import { Bars } from "../charts/bars.tsx";
import { CountedDots, LARGE_DOTS } from "../charts/counted-dots.tsx";
import { fitsOneLine } from "../charts/estimates.tsx";
import { FittingEstimates, isStacked } from "../charts/stacked-estimates.tsx";
import { decidingWords, kindName, kindPhrase, placePhrase } from "../compare/phrases.ts";
import { answeredClasses } from "../compare/topic-answer.ts";
import { figureAddress } from "../district/embed-address.ts";
import type { Focus } from "../shared/best-measure.ts";
import { countedWords } from "../shared/counted-homes.ts";
import { comparison, listDigits, outwards } from "../shared/digits.ts";
import { figureFile } from "../shared/figure-file.ts";
import { FigureFrame, type FigureFrameProps, figureCodeLater } from "../shared/figure-frame.tsx";
import {
  amountText,
  axisText,
  formatNumber,
  formatPeriod,
  lowerFirst,
  marginDigits,
  percentText,
  unitLabel,
} from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { mostShareDigits } from "../shared/percent.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { plainText } from "../shared/rich.tsx";
import { sizesText } from "../shared/sizes-text.ts";
import { cellAt, type PublicCommons, unitOf } from "../visit/commons.ts";
import { FINDINGS } from "./finding-words.ts";
import type { NamedMean, PublicFinding } from "./findings.ts";
import { amounts, fileOf, noteTexts, placesOf, textsOf } from "./map-figure.tsx";
import { WELCOME } from "./welcome-words.ts";

type Kind = PublicFinding["kind"];

interface FindingCardProps<Of extends Kind = Kind> {
  readonly finding: Extract<PublicFinding, { readonly kind: Of }>;
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
    </section>
  );
}

/** The page where all figures are that a finding is made of, its parameters there, and the name with which it may be embedded: kinds of homes on the page Données, places on Quartiers. */
function wholeOf(kind: Kind, { commons, focus }: Omit<FindingCardProps, "finding">) {
  const { ref, area } = focus;
  const places = placesOf(commons, focus);
  if (kind === "areas") return { page: "district", figure: "ranking", params: places } as const;
  if (kind === "share") return { page: "district", figure: "ranking", params: { ...places, stat: "participation" } } as const;
  const type = answeredClasses(ref)
    .map(({ code }) => code)
    .join(",");
  return { page: "explore", figure: "data", params: { ...places, level: area.level, view: "ranking", type } } as const;
}

/** Height in px of an embedded figure's axis and head, and of each of its rows. */
const FRAMED = { beside: 112, row: 30 };

interface FindingFigureProps
  extends FindingCardProps,
    Pick<FigureFrameProps, "title" | "subtitle" | "draw" | "file" | "height" | "notes"> {
  /** who, when and margin, which the page says above all findings */
  readonly awaySubtitle: string;
  /** number of rows of the embedded figure */
  readonly rows: number;
}

/** The frame of a finding. The source is that of all, below them; in its place is the way to the page that has the rest. */
function FindingFigure({ finding, commons, focus, lang, rows, ...texts }: FindingFigureProps) {
  const { kind } = finding;
  const { page, figure, params } = wholeOf(kind, { commons, focus, lang });
  const href = pageHref(page, lang, params);
  const { source } = textsOf(commons, focus, "", lang);
  const title = WORDS[lang].labelled(topicLabel(focus.ref, lang), lowerFirst(texts.title));
  const framed = { ...texts, title, subtitle: plainText(texts.awaySubtitle), source, notes: texts.notes ?? [] };
  return (
    <FigureFrame
      {...texts}
      lang={lang}
      heading="h3"
      awayTitle={title}
      source={source}
      sourceHere={<a href={href}>{page === "explore" ? FINDINGS[lang].data : WELCOME[lang].map.district}</a>}
      address={new URL(href, document.baseURI).href}
      embed={(drawing) =>
        figureCodeLater(
          figureAddress(figure, lang, params),
          { ...framed, framedHeight: () => FRAMED.beside + FRAMED.row * rows },
          drawing,
        )
      }
      name={`${kind}-${focus.ref.key.replace(".", "-")}-${focus.area.code}-${commons.main?.period ?? ""}`}
      table={null}
    />
  );
}

/** The period of the figures, in words. */
const periodOf = ({ main }: PublicCommons, lang: Lang): string => formatPeriod(main?.period ?? "", lang);

/** The share of all dwellings that take part. */
function ShareFinding({ finding, commons, focus, lang }: FindingCardProps<"share">) {
  const texts = countedWords(FINDINGS[lang], lang, commons.catalog);
  const { of } = placePhrase(commons, focus.area.code, lang);
  const { homes, percent } = finding;
  const full = Math.max(1, Math.round(percent.value));
  const ends = [percent.lower, percent.upper] as const;
  const percentDigits = marginDigits(...ends, mostShareDigits(percent.value, ...ends));
  const kind = kindPhrase(focus.ref, "_T", lang).many;
  const countDigits = marginDigits(homes.lower, homes.upper, 0);
  const countText = (count: number): string => formatNumber(count, countDigits, lang);
  const known = outwards(homes, countDigits);
  const between = WORDS[lang].between(countText(known.lower), countText(known.upper));
  const subtitle = texts.shareText(percentText(percent.value, percentDigits, lang), formatNumber(finding.dwellings, 0, lang), of);
  return (
    <FindingFigure
      finding={finding}
      {...{ commons, focus, lang, subtitle }}
      title={texts.share(finding.oneIn, countText(homes.value), kind)}
      awaySubtitle={`${subtitle}${texts.awayShare(periodOf(commons, lang), between, kind)}`}
      height={242}
      draw={(width) => (
        <CountedDots id="finding-share" width={width} label={texts.shareNote(full)} count={100} full={full} {...LARGE_DOTS} />
      )}
      file={() => shareFile(finding, commons, focus)}
      rows={focus.children.length}
    />
  );
}

/** The share as programs read it, in percent of the dwellings. */
export function shareFile({ homes, percent }: FindingCardProps<"share">["finding"], commons: PublicCommons, focus: Focus) {
  const { code, name } = focus.area;
  const period = commons.main?.period ?? "";
  const status = cellAt(commons, focus.ref, code, "_T", period)?.get("COUNT");
  const about = { code, name, ref: focus.ref, statistic: "PARTICIPATION", type: "_T", period, unit: "%", remark: "" };
  return figureFile([{ ...about, figure: percent, homes, status, method: status?.METHOD }]);
}

/** Most kinds that are named as not shown. */
const MOST_LACKING = 3;

/** The kinds of homes that the bars leave out; empty where there are none, or too many to name. */
function lackingKinds(ref: Focus["ref"], all: readonly NamedMean[], lang: Lang): string {
  const lacking = answeredClasses(ref)
    .map(({ code }) => kindName(ref, code, lang))
    .filter((name) => all.every((one) => one.name !== name));
  // Creating a list's format takes a slow phone some 40 ms, and most drawings lack none.
  return lacking.length === 0 || lacking.length > MOST_LACKING ? "" : new Intl.ListFormat(lang).format(lacking);
}

/** The kinds of homes with the lowest and the highest mean. */
function TypesFinding({ finding, commons, focus, lang }: FindingCardProps<"types">) {
  const texts = FINDINGS[lang];
  const { ref, area } = focus;
  // Bars beside each other are written alike.
  const digits = Math.min(...finding.all.map(({ mean }) => marginDigits(mean.lower, mean.upper, ref.measure.decimals)));
  const { amount } = amountsOf(commons, ref, lang, digits);
  const lacking = texts.lacking(lackingKinds(ref, finding.all, lang));
  const away = texts.awayTypes(
    kindPhrase(ref, "_T", lang).many,
    placePhrase(commons, area.code, lang).of,
    periodOf(commons, lang),
  );
  const means = finding.all.map(({ code, name }) => ({ code: area.code, name, type: code }));
  return (
    <FindingFigure
      finding={finding}
      {...{ commons, focus, lang }}
      title={apartText(finding.times, texts.types(decidingWords(ref, lang)), lang)}
      subtitle={`${texts.perMonth}${lacking}`}
      awaySubtitle={`${away} ${texts.line}${lacking}`}
      notes={noteTexts(commons, ref, means, lang)}
      height={150}
      draw={(width) => (
        <Bars
          id="finding-types"
          width={width}
          label={listText(finding.all, amount, lang)}
          bars={finding.all.map(({ name, mean }) => ({ name, ...mean, text: amount(mean) }))}
        />
      )}
      file={() => fileOf(commons, ref, means, lang)}
      rows={finding.all.length}
    />
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
  const sizes = sizesText(ref, lang, commons.catalog);
  const { subtitle } = textsOf(commons, focus, placePhrase(commons, area.code, lang).of, lang);
  return (
    <FindingFigure
      finding={finding}
      {...{ commons, focus, lang }}
      title={apartText(finding.times, texts.areas, lang)}
      subtitle={`${texts.perMonth}${sizes}`}
      awaySubtitle={`${subtitle}. ${texts.line}${sizes}`}
      notes={noteTexts(commons, ref, focus.children, lang)}
      height={150}
      draw={(width) => {
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
      file={() => fileOf(commons, ref, [area, ...focus.children], lang)}
      rows={finding.all.length}
    />
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
