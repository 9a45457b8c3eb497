import type { MeasureRef } from "../../src/domains/index.ts";
import type { AreaTree } from "../shared/areas.ts";
import type { Catalog } from "../shared/data.ts";
import { h } from "../shared/dom.ts";
import { formatPeriod, statisticLabel } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { levelLabel, typeLabel } from "../shared/labels.ts";
import { ALL_PERIODS, type Options, type Selection } from "./selection.ts";
import type { ExploreWords } from "./words.ts";

export interface FilterInput {
  readonly lang: Lang;
  readonly words: ExploreWords;
  readonly catalog: Catalog;
  readonly selection: Selection;
  readonly options: Options;
  readonly refs: readonly MeasureRef[];
  readonly ref: MeasureRef;
  readonly tree: AreaTree;
  /** shows other parameters, and puts them into the address */
  change(parameters: Readonly<Record<string, string | null>>): void;
}

function choice(
  id: string,
  label: string,
  entries: readonly (readonly [string, string])[],
  chosen: string,
  pick: (value: string) => void,
): HTMLElement {
  const select = h(
    "select",
    { id, onChange: () => pick(select.value) },
    ...entries.map(([value, text]) => h("option", { value, selected: value === chosen }, text)),
  );
  return h("div", {}, h("label", { for: id }, label), select);
}

/** One list a dimension; each offers what the choices before it leave. */
export function filters(input: FilterInput): HTMLElement {
  const { lang, words, catalog, selection, options, refs, ref, change } = input;
  const named = (id: string): string =>
    refs.find((one) => one.domain.id === selection.dataset && one.measure.id === id)?.measure.labels[lang] ?? id;
  const pick = (name: string) => (value: string) => change({ [name]: value });
  return h(
    "form",
    { class: "no-print", onSubmit: (event) => event.preventDefault() },
    h(
      "div",
      { class: "fields" },
      choice(
        "dataset",
        words.dataset,
        catalog.datasets.map(({ id, title }) => [id, title[lang]] as const),
        selection.dataset,
        (value) => change({ dataset: value, measure: null, type: null }),
      ),
      choice(
        "measure",
        words.measure,
        options.measures.map((id) => [id, named(id)] as const),
        selection.measure,
        pick("measure"),
      ),
      choice(
        "statistic",
        words.statistic,
        options.statistics.map((one) => [one, statisticLabel(one, lang)] as const),
        selection.statistic,
        pick("statistic"),
      ),
      choice(
        "level",
        words.level,
        options.levels.map((one) => [one, levelLabel(catalog.territory.level_names, one, lang)] as const),
        selection.level,
        (value) => change({ level: value, area: null }),
      ),
      choice(
        "type",
        words.type,
        options.types.map((one) => [one, typeLabel(ref, one, lang)] as const),
        selection.type,
        pick("type"),
      ),
      choice(
        "period",
        words.period,
        [[ALL_PERIODS, words.everyPeriod] as const, ...options.periods.map((one) => [one, formatPeriod(one, lang)] as const)],
        selection.period ?? ALL_PERIODS,
        pick("period"),
      ),
    ),
    areaChoice(input),
  );
}

/** Any number of areas of the level: a list that adds, and a button each that takes away. */
function areaChoice({ words, selection, options, tree, change }: FilterInput): HTMLElement {
  const name = (code: string): string => {
    const area = tree.get(code);
    const parent = area?.parent === null || area?.parent === tree.root.code ? undefined : tree.get(area?.parent ?? "");
    return area ? (parent ? `${area.name}, ${parent.name}` : area.name) : code;
  };
  const put = (codes: readonly string[]): void => change({ area: codes.length === 0 ? null : codes.join(",") });
  const left = options.areas
    .filter((code) => !selection.areas.includes(code))
    .sort((a, b) => name(a).localeCompare(name(b), "fr"));
  const add = h(
    "select",
    { id: "add-area", onChange: () => put([...selection.areas, add.value]) },
    h("option", { value: "" }, selection.areas.length === 0 ? words.everyArea : words.addArea),
    ...left.map((code) => h("option", { value: code }, name(code))),
  );
  const chips = selection.areas.map((code) =>
    h(
      "button",
      {
        type: "button",
        class: "quiet",
        "aria-label": words.remove(name(code)),
        onClick: () => put(selection.areas.filter((one) => one !== code)),
      },
      `${name(code)} ×`,
    ),
  );
  return h(
    "div",
    { class: "areas-field" },
    h("div", {}, h("label", { for: "add-area" }, words.areas), add),
    h("div", { class: "tools" }, ...chips),
  );
}
