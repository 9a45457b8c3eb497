import { parsePeriod } from "../../src/contract/period.ts";
import { formatNumber } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import type { ViewProps } from "./figure-parts.tsx";
import { rankedKinds } from "./kinds.ts";
import { modelledText } from "./modelled.ts";
import { rankedPlaces } from "./ranked.ts";
import { linkNotes, scatterData } from "./scatter-data.ts";
import { axesOf, type ExploreView, isAmount, linesOf } from "./selection.ts";
import { EXPLORE } from "./words.ts";
import { yardstick } from "./yardstick.ts";

/** Text beside the drawing: how it is read, and what is measured. What is withheld, and why, stands with the figures (`coverage-bar.tsx`). */
export function ExploreAside(props: ViewProps) {
  const { store, shown } = props;
  const { lang } = store;
  const words = EXPLORE[lang].aside;
  const { selection } = shown;
  const texts = isDrawn(shown)
    ? [
        saysText(props),
        modelledText(shown, lang) ?? "",
        selection.view === "scatter" ? EXPLORE[lang].scatter.homes : notText(shown, lang),
        chanceText(shown, lang) ?? "",
      ].filter((text) => text !== "")
    : [];
  const said = [...texts, ...(isBesideYear(shown) ? [words.steps] : [])];
  return (
    <aside class="explore-aside">
      {said.length === 0 ? null : (
        <section>
          <h2>{words.says}</h2>
          {said.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </section>
      )}
      <MeasureLinks {...props} />
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

/** The view whose text is true of what is shown: a ranking or map without a whole to compare with says what a table says. */
function saidView(shown: ViewProps["shown"]): Exclude<ExploreView, "scatter"> {
  const { view } = shown.selection;
  const [axis] = axesOf(shown.selection);
  const compares = view === "ranking" || view === "map";
  return view === "scatter" || (compares && axis && yardstick(shown, axis) === null) ? "table" : view;
}

/** What the figures do not tell, which is how they are read too: of numbers of homes and totals, how many others there are. */
export function notText(shown: ViewProps["shown"], lang: Lang): string {
  const { notText: ofViews, notAmount } = EXPLORE[lang].aside;
  const [view, { statistic }] = [saidView(shown), shown.selection];
  return view === "table" && isAmount(statistic) ? notAmount[statistic] : ofViews[view];
}

/** Number of comparisons above which it is said that some may stand out by noise alone: more than one is then expected at worst. */
const MANY_COMPARED = 20;

/**
 * How many of many places stand out by noise alone, on average at most; null where fewer are compared. A place stands out where its margin
 * of 95 % and that of the whole do not touch. By noise alone that happens to about 0.6 % of places where both margins are as wide, and to
 * 5 % where that of the whole is nearly nothing, which is the worst case; hence a bound, rounded up.
 */
export function chanceText(shown: ViewProps["shown"], lang: Lang): string | null {
  const view = saidView(shown);
  if (view !== "ranking" && view !== "map") return null;
  const compared = axesOf(shown.selection).flatMap((axis) => rankedPlaces(shown, axis).places.filter(({ against }) => against));
  const n = compared.length;
  if (n <= MANY_COMPARED) return null;
  return EXPLORE[lang].aside.chance(formatNumber(n, 0, lang), formatNumber(Math.ceil(0.05 * n), 0, lang));
}

/** What its subtitle does not say of a drawing already. */
function saysText(props: ViewProps): string {
  const { store, shown } = props;
  const words = EXPLORE[store.lang].aside;
  if (shown.selection.view === "scatter") return scatterSays(props);
  if (shown.selection.view === "ranking" && rankedKinds(shown, store.lang)) return words.saysKinds;
  const said: Partial<Record<ExploreView, string>> = words.saysText;
  return said[saidView(shown)] ?? "";
}

function scatterSays({ store: { lang }, shown }: ViewProps): string {
  const data = scatterData(shown);
  if (data === null) return EXPLORE[lang].scatter.needs;
  return linkNotes(data, lang).join(" ");
}
