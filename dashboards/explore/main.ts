import type { Observation } from "../../src/contract/observation.ts";
import { type AreaTree, areaTree } from "../shared/areas.ts";
import { newestReleases, type TerritoryDocument } from "../shared/data.ts";
import { h, put } from "../shared/dom.ts";
import { figure } from "../shared/figure.ts";
import { formatNumber, lowerFirst, statisticLabel } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { measureLabel, measuresIn, noteOf } from "../shared/labels.ts";
import { type Page, startPage } from "../shared/page.ts";
import { onWidth } from "../shared/resize.ts";
import { readState, withState } from "../shared/url-state.ts";
import { charts } from "./chart.ts";
import { citeSection } from "./cite.ts";
import { filters } from "./filters.ts";
import { MOST_ROWS, reachesBelowZero, rowsTable } from "./rows-table.ts";
import { selected, selectionOf } from "./selection.ts";
import { takeSection } from "./take.ts";
import { EXPLORE } from "./words.ts";

void startPage({
  name: "explore",
  title: { fr: WORDS.fr.explore, en: WORDS.en.explore },
  lead: { fr: EXPLORE.fr.lead, en: EXPLORE.en.lead },
  run: async (page) => {
    const newest = newestReleases(page.catalog.releases);
    if (newest.length === 0) {
      page.main.append(h("p", { class: "warn" }, WORDS[page.lang].noRelease));
      return;
    }
    const [territory, ...parts] = await Promise.all([
      page.source.territory(),
      ...newest.map((release) => page.source.observations(release.id)),
    ]);
    explore(page, territory, parts.flat());
  },
});

function explore(page: Page, territory: TerritoryDocument, rows: readonly Observation[]): void {
  const tree = areaTree(territory.areas);
  const body = h("div", {});
  page.main.append(body);
  const show = (): void => {
    put(body, ...sections(page, territory.levels, tree, rows, body.clientWidth, change));
  };
  function change(parameters: Readonly<Record<string, string | null>>): void {
    const focused = document.activeElement?.id;
    history.pushState(null, "", `${location.pathname}${withState(location.search, parameters)}`);
    show();
    document.getElementById(focused || "add-area")?.focus();
  }
  addEventListener("popstate", show);
  onWidth(body, show);
  show();
}

function sections(
  page: Page,
  levels: readonly string[],
  tree: AreaTree,
  all: readonly Observation[],
  width: number,
  change: (parameters: Readonly<Record<string, string | null>>) => void,
): (HTMLElement | null)[] {
  const { lang, catalog } = page;
  const words = EXPLORE[lang];
  const refs = measuresIn(catalog.measures);
  const { selection, options } = selectionOf(
    readState(),
    all,
    catalog.datasets.map(({ id }) => id),
    levels,
  );
  const ref = refs.find((one) => one.domain.id === selection.dataset && one.measure.id === selection.measure);
  if (!ref) return [h("p", { class: "warn" }, WORDS[lang].noData)];
  const note = noteOf(catalog, ref, lang);
  const rows = selected(all, selection);
  const caption = `${measureLabel(ref, lang)}, ${lowerFirst(statisticLabel(selection.statistic, lang))}`;
  const withheld = rows.filter((row) => row.CONF_STATUS !== "F").length;
  const counts = [
    words.result(formatNumber(rows.length, 0, lang)),
    ...(withheld > 0 ? [words.withheldCount(formatNumber(withheld, 0, lang))] : []),
  ].join(", ");
  const table = rowsTable(rows, caption, ref, tree, lang);
  const drawn = charts({ lang, words, selection, ref, rows, all, tree, width: Math.min(width - 34, 1000) });
  const name = [selection.dataset, selection.measure, selection.statistic, selection.level, selection.period ?? "all"].join("-");
  return [
    filters({ lang, words, catalog, selection, options, refs, ref, tree, change }),
    h("h2", {}, caption),
    note ? h("p", { class: "note measure-note" }, note) : null,
    h("p", { role: "status" }, rows.length === 0 ? words.none : counts),
    ...drawn.map(({ title, label, svg }, i) =>
      figure({ lang, title, label, svg, note: words.chartNote, table: h("span"), name: `${name}-${i + 1}` }),
    ),
    rows.length === 0 ? null : table,
    reachesBelowZero(rows) ? h("p", { class: "note below-zero" }, WORDS[lang].belowZero) : null,
    rows.length > MOST_ROWS ? h("p", { class: "note" }, words.more(rows.length)) : null,
    takeSection(selection, words, document.baseURI, lang, catalog.territory.shapes_url !== null),
    citeSection(page, newestReleases(catalog.releases), selection, words),
  ];
}
