import { tiles } from "../../src/territory/tiles.ts";
import { choropleth } from "../charts/choropleth.ts";
import { marginMap } from "../charts/margin-map.ts";
import { marginTiles, tileMap } from "../charts/tile-map.ts";
import { shares } from "../charts/words.ts";
import { h } from "../shared/dom.ts";
import { figure } from "../shared/figure.ts";
import { WORDS } from "../shared/i18n.ts";
import { levelName } from "../shared/labels.ts";
import { type Context, drawingOf, measureName, periodName } from "./context.ts";
import { foldedTable } from "./tables.ts";

/** from this width on, the two maps stand side by side */
const WIDE = 900;
/** card padding and border on both sides, at its largest */
const PADDING = 60;

function draw(context: Context, kind: "value" | "margin", label: string, width: number): SVGSVGElement {
  const { cells, shapes, territory, choice, lang } = context;
  const level = context.areas[0]?.level ?? choice.level;
  const shown = new Set(cells.map((cell) => cell.code));
  const own = shapes?.features.filter((shape) => shown.has(shape.properties.code)) ?? [];
  const drawing = { ...drawingOf(context, `map-${kind}`, label, width), ...(kind === "margin" ? shares(lang) : {}) };
  if (own.length > 0) {
    const between = territory.levels[territory.levels.indexOf(level) - 1];
    const above = new Set(cells.map((cell) => cell.parent));
    const outlines =
      above.size < 2
        ? []
        : (shapes?.features ?? []).filter((shape) => shape.properties.level === between && above.has(shape.properties.code));
    return (kind === "value" ? choropleth : marginMap)({ ...drawing, cells, shapes: own, outlines });
  }
  const { root, children } = context.tree;
  return (kind === "value" ? tileMap : marginTiles)({
    ...drawing,
    cells,
    tiles: tiles({ levels: territory.levels, root, children }, level),
  });
}

/** A click on an area opens its profile; the tables' links do the same. */
function opensAreas(context: Context, svg: SVGSVGElement): SVGSVGElement {
  svg.addEventListener("click", (event) => {
    const code = (event.target as Element).closest("[data-area]")?.getAttribute("data-area");
    if (code && code !== context.area.code) context.go({ area: code });
  });
  return svg;
}

/** The map of means beside the map of margins. */
export function maps(context: Context): HTMLElement {
  const { words, cells, area, choice, width, lang } = context;
  const count = (kind: string): number => cells.filter((cell) => cell.kind === kind).length;
  const counts = words.counts(count("published"), count("unreliable"), count("withheld"));
  const each = Math.floor((width >= WIDE ? (width - 28) / 2 : width) - (width >= WIDE ? PADDING : 34));
  const label = words.mapLabel(
    measureName(context),
    levelName(context.territory.level_names, choice.level, context.lang),
    area.name,
    periodName(context),
    counts,
  );
  const name = (part: string): string => [part, choice.measure, area.code, choice.level, choice.period].join("-");
  return h(
    "div",
    { class: "two" },
    figure({
      lang,
      title: words.map(levelName(context.territory.level_names, choice.level, context.lang)),
      label,
      svg: opensAreas(context, draw(context, "value", label, each)),
      note: h("span", {}, `${counts}. ${words.mapNote} `, h("span", { class: "no-print" }, words.mapClick)),
      table: foldedTable(context),
      name: name("map"),
    }),
    figure({
      lang,
      title: words.margins,
      label: `${words.margins}. ${WORDS[lang].margin}`,
      svg: opensAreas(context, draw(context, "margin", words.margins, each)),
      note: words.marginsNote,
      table: foldedTable(context),
      name: name("margin"),
    }),
  );
}
