import type { Observation } from "../../src/contract/observation.ts";
import { periodsIn, rowsOf } from "../charts/rows.ts";
import { type AreaTree, areaTree } from "../shared/areas.ts";
import { cellIndex } from "../shared/cells.ts";
import { newestReleases, type ShapeCollection, type TerritoryDocument } from "../shared/data.ts";
import { h, put } from "../shared/dom.ts";
import { WORDS } from "../shared/i18n.ts";
import { measuresIn, noteOf } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { type Page, startPage } from "../shared/page.ts";
import { onWidth } from "../shared/resize.ts";
import { readState, withState } from "../shared/url-state.ts";
import { absentSection } from "./absent.ts";
import type { Context } from "./context.ts";
import { breadcrumb, controls } from "./controls.ts";
import { headline } from "./headline.ts";
import { rankingSection, trendSection } from "./lines.ts";
import { maps } from "./maps.ts";
import { fullTable } from "./tables.ts";
import { areasShown, type Choice, cellsShown, choiceOf } from "./view.ts";
import { DISTRICT } from "./words.ts";

void startPage({
  name: "district",
  title: { fr: WORDS.fr.district, en: WORDS.en.district },
  lead: { fr: DISTRICT.fr.lead, en: DISTRICT.en.lead },
  run: async (page) => {
    const newest = newestReleases(page.catalog.releases);
    if (newest.length === 0) {
      page.main.append(h("p", { class: "warn" }, WORDS[page.lang].noRelease));
      return;
    }
    const [territory, shapes, ...parts] = await Promise.all([
      page.source.territory(),
      page.catalog.territory.shapes_url === null ? null : page.source.shapes(),
      ...newest.map((release) => page.source.observations(release.id)),
    ]);
    profile(page, territory, shapes, parts.flat());
  },
});

function profile(page: Page, territory: TerritoryDocument, shapes: ShapeCollection | null, rows: readonly Observation[]): void {
  const tree = areaTree(territory.areas);
  const body = h("div", {});
  page.main.append(body);
  const index = cellIndex(rows);

  function show(): void {
    put(body, ...sections(page, { tree, territory, shapes, rows, index, width: body.clientWidth, go }));
  }
  function go(change: Partial<Choice> & { readonly all?: string }): void {
    const focused = document.activeElement?.id;
    // Another area or level is another ranking: it begins folded again.
    history.pushState(
      null,
      "",
      `${location.pathname}${withState(location.search, { ...(change.area === undefined ? {} : { level: null }), all: null, ...change })}`,
    );
    show();
    const next = change.area === undefined || focused === "area" ? focused : "area-title";
    if (next) document.getElementById(next)?.focus();
  }
  addEventListener("popstate", show);
  onWidth(body, show);
  show();
}

type Loaded = Pick<Context, "tree" | "territory" | "shapes" | "rows" | "index" | "width"> & {
  readonly go: (change: Partial<Choice> & { readonly all?: string }) => void;
};

function sections(page: Page, loaded: Loaded): (HTMLElement | null)[] {
  const { lang, catalog } = page;
  const { tree, territory, rows } = loaded as Loaded & { tree: AreaTree };
  const words = DISTRICT[lang];
  const refs = measuresIn(catalog.measures);
  const choice = choiceOf(
    readState(),
    tree,
    territory.levels,
    refs.map(({ key }) => key),
    rows,
  );
  const ref = refs.find(({ key }) => key === choice.measure);
  const area = tree.get(choice.area);
  if (!ref || !area) return [h("p", { class: "warn" }, WORDS[lang].noData)];
  const areas = areasShown(tree, area.code, choice.level);
  const context: Context = {
    ...loaded,
    lang,
    words,
    choice,
    ref,
    note: noteOf(catalog, ref, lang),
    area,
    areas,
    cells: cellsShown(rows, choice, areas),
  };
  const periods = periodsIn(rowsOf(rows, { domain: ref.domain.id, measure: ref.measure.id }));
  const absent = absentSection(context);
  const leaf = area.level === choice.level && area.parent !== null;
  const topic = { dataset: ref.domain.id, measure: ref.measure.id, level: choice.level, period: choice.period };
  return [
    controls(context, refs, periods),
    breadcrumb(context),
    headline(context),
    leaf ? h("p", { class: "note" }, words.siblings) : null,
    absent ?? maps(context),
    absent ? null : rankingSection(context, readState().get("all") === "1", () => loaded.go({ all: "1" })),
    trendSection(context),
    h("h2", {}, words.all),
    fullTable(context),
    h("p", { class: "no-print" }, h("a", { href: pageHref("explore", lang, topic) }, words.explore)),
  ];
}
