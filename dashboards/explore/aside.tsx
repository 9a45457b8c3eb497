import type { Observation } from "../../src/contract/observation.ts";
import { parsePeriod } from "../../src/contract/period.ts";
import { absenceOf } from "../shared/absence.ts";
import { formatNumber } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { levelName, topicLabel } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { OneTapAway } from "../shared/one-tap-away.tsx";
import { CodeBlock } from "../shared/scrolled.tsx";
import { siteFacts } from "../shared/site.ts";
import { homesFor } from "../visit/commons.ts";
import { concentratedIn } from "./concentrated.ts";
import type { ViewProps } from "./figure-parts.tsx";
import { rowIndex } from "./figures.ts";
import { rankedKinds } from "./kinds.ts";
import { placeOf } from "./phrases.ts";
import { kindOfCorrelation, linkText, scatterData } from "./scatter-data.ts";
import { areasOf, axesOf, recordsUrls, selected, wholeOf } from "./selection.ts";
import { sqlHref, sqlQuery } from "./sql-query.ts";
import { absence } from "./table-rows.ts";
import { EXPLORE } from "./words.ts";

/** Names the part where nearly all homes of the whole are; empty where they are spread. */
function ofWhom({ store: { lang }, shown }: ViewProps): string {
  const { selection, facts } = shown;
  const whole = wholeOf(selection, facts.tree);
  const part = concentratedIn(shown, whole);
  return part === null ? "" : WORDS[lang].stand.near.mostly(placeOf(facts, whole, lang).name, placeOf(facts, part, lang).of);
}

/** Number of missing places that are named; the others are counted. */
const MOST_NAMED = 5;

/**
 * Text beside the drawing: what it says and does not say, which places are missing, and the same question to the API and in SQL.
 */
export function ExploreAside(props: ViewProps) {
  const { store, shown } = props;
  const { lang } = store;
  const words = EXPLORE[lang].aside;
  const { selection, facts } = shown;
  const urls = siteFacts().files ? [] : recordsUrls(selection, facts.tree, document.baseURI);
  const published = selected(shown.rows, selection, facts.tree).filter(
    ({ OBS_VALUE, STATISTIC }) => OBS_VALUE !== null && STATISTIC === selection.statistic,
  );
  const modelled = published.filter(({ METHOD }) => METHOD === "modelled");
  return (
    <aside class="explore-aside">
      {isDrawn(shown) ? (
        <section>
          <h2>{words.says[selection.view]}</h2>
          <p>
            {saysText(props)} {ofWhom(props)}
          </p>
          {modelled.length === 0 ? null : (
            <p>
              {words.modelled(modelled.length, published.length)}
              {modelled.some(isAtEdge) ? ` ${words.atEdge}` : ""}
            </p>
          )}
        </section>
      ) : null}
      {isDrawn(shown) || isBesideYear(shown) ? (
        <section>
          <h2>{words.not}</h2>
          {isDrawn(shown) ? (
            <p>{selection.view === "scatter" ? EXPLORE[lang].scatter.homes : words.notText[selection.view]}</p>
          ) : null}
          {isBesideYear(shown) ? <p>{words.steps}</p> : null}
        </section>
      ) : null}
      <Missing {...props} />
      <MeasureLinks {...props} />
      {urls.length === 0 ? null : (
        <section class="no-print">
          <OneTapAway heading="h2" title={words.address}>
            {urls.map((url) => (
              <a key={url} class="code-block" href={url}>
                <code>{addressLines(url)}</code>
              </a>
            ))}
          </OneTapAway>
        </section>
      )}
      <section class="no-print">
        <OneTapAway heading="h2" title={words.sql}>
          <CodeBlock label={words.sql} text={sqlQuery(shown)} />
          <a href={sqlHref(shown, lang)}>{words.ask}</a>
        </OneTapAway>
      </section>
    </aside>
  );
}

/** Tells whether periods stand beside the year that they are parts of, or over time in its place. */
export function isBesideYear({ selection: { periods, view }, facts: { released } }: ViewProps["shown"]): boolean {
  const parts = periods.filter((period) => parsePeriod(period).step !== "year");
  const beside = view === "time" ? released : periods;
  return parts.some((period) => beside.includes(period.slice(0, 4)));
}

/** Links to the pages of what is measured. */
function MeasureLinks({ store: { lang }, shown: { selection, facts } }: ViewProps) {
  const words = EXPLORE[lang].aside;
  const refs = selection.measures.flatMap((key) => facts.refs.find((ref) => ref.key === key) ?? []);
  return (
    <section class="no-print">
      <h2>{words.measure}</h2>
      <ul>
        {refs.map((ref) => (
          <li key={ref.key}>
            <a href={pageHref("docs", lang, { measure: ref.key })}>{words.measureLink(topicLabel(ref, lang))}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Tells whether a figure stands in an outer quarter of its margin, as one does that was drawn towards the whole. */
function isAtEdge({ OBS_VALUE: value, CI_LOWER: lower, CI_UPPER: upper }: Observation): boolean {
  if (value === null || lower === null || upper === null || upper <= lower) return false;
  const place = (value - lower) / (upper - lower);
  return place < 0.25 || place > 0.75;
}

/** Tells whether the view has what it needs: a second subject, or a second period. */
function isDrawn(shown: ViewProps["shown"]): boolean {
  const { view, periods } = shown.selection;
  return view === "scatter" ? scatterData(shown) !== null : view !== "time" || periods.length > 1;
}

/** A list of codes, cut after the first where it is long. */
function shortened(codes: string): string {
  const [first, ...rest] = codes.split(",");
  return rest.length > 4 ? `${first},… (${rest.length + 1})` : codes;
}

/** Letters of a path that fit on a line of the narrow box. */
const PATH = 30;

/** An address broken into lines: the path, then one parameter per line, not encoded. */
function addressLines(url: string): string {
  const { pathname, searchParams } = new URL(url);
  const [first, ...rest] = [...searchParams].map(([name, value]) => `${name}=${shortened(value)}`);
  const path = pathname.length > PATH ? pathname.replace(/\/(?=[^/]*$)/, "\n  /") : pathname;
  return [path, `  ?${first}`, ...rest.map((one) => `  &${one}`)].join("\n");
}

function saysText(props: ViewProps): string {
  const { store, shown } = props;
  const { view } = shown.selection;
  const words = EXPLORE[store.lang].aside;
  if (view === "scatter") return scatterSays(props);
  return view === "ranking" && rankedKinds(shown, store.lang) ? words.saysKinds : words.saysText[view];
}

function scatterSays({ store: { lang }, shown }: ViewProps): string {
  const words = EXPLORE[lang].scatter;
  const data = scatterData(shown);
  if (data === null) return words.needs;
  const { link, left, modelled, points } = data;
  const linkSentence = link ? words.links[kindOfCorrelation(link)](linkText(link, points.length, lang)) : words.few;
  return [
    linkSentence,
    left.length === 0 ? "" : words.left(left),
    modelled.length === 0 ? words.noise : words.noiseAndModel,
    words.home,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/**
 * The selected places that lack a figure of one of the subjects, by the reason in words; and the first of them that may lack homes.
 * A figure that is kept back for another says nothing of how many homes there are.
 */
export function missingPlaces({ selection, facts, rows }: ViewProps["shown"], lang: Lang) {
  const index = rowIndex(rows);
  const axes = axesOf(selection).filter((axis) => index.has(axis));
  const reasons = new Map<string, string[]>();
  let few: string | undefined;
  for (const code of areasOf(selection, facts.tree)) {
    const lacking = axes
      .map((axis) => ({ row: index.at(axis, code, selection.statistic) }))
      .find(({ row }) => row?.OBS_VALUE == null);
    if (!lacking) continue;
    if (absenceOf(lacking.row) !== "other") few ??= code;
    const why = absence(lacking.row, lang);
    reasons.set(why, [...(reasons.get(why) ?? []), code]);
  }
  return { reasons, few };
}

/** Number of homes with which a figure of a level is published every other time; null for percentiles, which need more than a mean. */
export function neededAt({ selection, facts, report }: ViewProps["shown"], level: string): number | null {
  if (/^P\d/.test(selection.statistic)) return null;
  return homesFor({ report, catalog: facts.catalog }, selection.measures[0] ?? "", level);
}

/** Lists the selected places that lack a figure of one of the subjects. */
function Missing({ store, shown }: ViewProps) {
  const { lang } = store;
  const words = EXPLORE[lang].aside;
  const { selection, facts, rows } = shown;
  const index = rowIndex(rows);
  const axes = axesOf(selection).filter((axis) => index.has(axis));
  const { statistic } = selection;
  const { reasons, few } = missingPlaces(shown, lang);
  const missing = [...reasons.values()].flat();
  // Unreliable figures are in the table, but not in the drawing.
  const unreliable = areasOf(selection, facts.tree).filter(
    (code) =>
      selection.view !== "table" &&
      !missing.includes(code) &&
      axes.some((axis) => index.at(axis, code, statistic)?.OBS_STATUS === "U"),
  );
  if (missing.length + unreliable.length === 0 || axes.length === 0 || selection.view === "distribution") return null;
  const named = (codes: readonly string[]): string => {
    const cut = codes.length > MOST_NAMED + 1 ? codes.slice(0, MOST_NAMED) : codes;
    const others = cut.length < codes.length ? [words.others(codes.length - cut.length)] : [];
    return EXPLORE[lang].words.and([...cut.map((code) => facts.tree.get(code)?.name ?? code), ...others]);
  };
  const level = facts.tree.get(few ?? "")?.level ?? "";
  const needed = neededAt(shown, level);
  return (
    <>
      {missing.length === 0 ? null : (
        <section class="missing">
          <h2>{words.missing}</h2>
          <p>
            {[...reasons].map(([why, codes]) => `${words.missingText(named(codes), why, axes.length > 1)} `)}
            {needed === null
              ? ""
              : words.needed(formatNumber(needed, 0, lang), levelName(facts.territory.level_names, level, lang))}
          </p>
        </section>
      )}
      {unreliable.length === 0 ? null : (
        <section class="missing">
          <h2>{words.careful}</h2>
          <p>{words.carefulText(named(unreliable))}</p>
        </section>
      )}
    </>
  );
}
