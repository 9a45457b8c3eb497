import { parsePeriod } from "../../src/contract/period.ts";
import { WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { OneTapAway } from "../shared/one-tap-away.tsx";
import { CodeBlock } from "../shared/scrolled.tsx";
import { siteFacts } from "../shared/site.ts";
import { concentratedIn } from "./concentrated.ts";
import type { ViewProps } from "./figure-parts.tsx";
import { onlyRelease } from "./file-facts.ts";
import { rankedKinds } from "./kinds.ts";
import { modelledText } from "./modelled.ts";
import { placeOf } from "./phrases.ts";
import { linkNotes, measuredFiles, scatterData } from "./scatter-data.ts";
import { axesOf, type ExploreView, linesOf, ofRelease, recordsUrls, wholeOf } from "./selection.ts";
import { barsQuery, sqlHref, sqlQuery } from "./sql-query.ts";
import { EXPLORE } from "./words.ts";
import { yardstick } from "./yardstick.ts";

/** Names the part where nearly all homes of the whole are; empty where they are spread. */
function ofWhom({ store: { lang }, shown }: ViewProps): string {
  const { selection, facts } = shown;
  const whole = wholeOf(selection, facts.tree);
  const part = concentratedIn(shown, whole);
  return part === null ? "" : WORDS[lang].stand.near.mostly(placeOf(facts, whole, lang).name, placeOf(facts, part, lang).of);
}

/** The addresses of the rows on sites that answer queries, fixed to their release where it is one, as in the card of files. */
const addressesOf = (shown: ViewProps["shown"]): readonly string[] =>
  siteFacts().files
    ? []
    : recordsUrls(shown.selection, shown.facts.tree, document.baseURI).map((url) => ofRelease(url, onlyRelease(shown)));

/**
 * Text beside the drawing: what it says and does not say, and the same question to the API and in SQL.
 */
export function ExploreAside(props: ViewProps) {
  const { store, shown } = props;
  const { lang } = store;
  const words = EXPLORE[lang].aside;
  const { selection } = shown;
  const urls = addressesOf(shown);
  const modelled = modelledText(shown, lang);
  return (
    <aside class="explore-aside">
      {isDrawn(shown) ? (
        <section>
          <h2>{words.says[selection.view]}</h2>
          <p>
            {saysText(props)} {ofWhom(props)}
          </p>
          {modelled === null ? null : <p>{modelled}</p>}
          {measuredFiles(shown).map(({ release, href }) => (
            <p key={release} class="no-print">
              <a href={href}>{EXPLORE[lang].scatter.measuredFile(release)}</a>
            </p>
          ))}
        </section>
      ) : null}
      {isDrawn(shown) || isBesideYear(shown) ? (
        <section>
          <h2>{words.not}</h2>
          {isDrawn(shown) ? (
            <p>{selection.view === "scatter" ? EXPLORE[lang].scatter.homes : words.notText[saidView(shown)]}</p>
          ) : null}
          {isBesideYear(shown) ? <p>{words.steps}</p> : null}
        </section>
      ) : null}
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
          {selection.view === "distribution" ? (
            <>
              <CodeBlock label={words.sqlBars} text={barsQuery(shown)} />
              <a href={sqlHref(shown, lang, barsQuery(shown))}>{words.askBars}</a>
            </>
          ) : null}
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
        <li>
          <a href={pageHref("docs", lang, { page: "method" })}>{words.method}</a>
        </li>
      </ul>
    </section>
  );
}

/** Tells whether the view has what it needs: a second subject, or a second period of a step. */
function isDrawn(shown: ViewProps["shown"]): boolean {
  const { view, periods } = shown.selection;
  return view === "scatter" ? scatterData(shown) !== null : view !== "time" || linesOf(periods).length > 0;
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

/** The view whose text is true of what is shown: a ranking or map without a whole to compare with says what a table says. */
function saidView(shown: ViewProps["shown"]): Exclude<ExploreView, "scatter"> {
  const { view } = shown.selection;
  const [axis] = axesOf(shown.selection);
  const compares = view === "ranking" || view === "map";
  return view === "scatter" || (compares && axis && yardstick(shown, axis) === null) ? "table" : view;
}

function saysText(props: ViewProps): string {
  const { store, shown } = props;
  const words = EXPLORE[store.lang].aside;
  if (shown.selection.view === "scatter") return scatterSays(props);
  if (shown.selection.view === "ranking" && rankedKinds(shown, store.lang)) return words.saysKinds;
  return words.saysText[saidView(shown)];
}

function scatterSays({ store: { lang }, shown }: ViewProps): string {
  const data = scatterData(shown);
  if (data === null) return EXPLORE[lang].scatter.needs;
  return linkNotes(data, lang).join(" ");
}
