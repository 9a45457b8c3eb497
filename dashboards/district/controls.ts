import type { MeasureRef } from "../../src/domains/index.ts";
import { h } from "../shared/dom.ts";
import { formatPeriod } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { levelLabel, measureLabel } from "../shared/labels.ts";
import type { Context } from "./context.ts";
import { areaLink } from "./tables.ts";
import { levelsBelow } from "./view.ts";

/** The sentence of where the area lies: links up to the whole. */
export function breadcrumb(context: Context): HTMLElement {
  const path = [...context.tree.lineage(context.area.code)].reverse();
  return h(
    "nav",
    { class: "path", "aria-label": context.words.up },
    h("ol", {}, ...path.map((area) => h("li", {}, areaLink(context, area.code, area.name)))),
  );
}

function field(id: string, label: string, control: HTMLElement): HTMLElement {
  return h("div", {}, h("label", { for: id }, label), control);
}

/** Which area, measure, period and level; a change shows at once and goes into the address. */
export function controls(context: Context, refs: readonly MeasureRef[], periods: readonly string[]): HTMLElement {
  const { lang, words, tree, territory, choice } = context;
  const option = (value: string, label: string, chosen: string) => h("option", { value, selected: value === chosen }, label);
  const area = h("select", { id: "area", onChange: () => context.go({ area: area.value }) });
  for (const level of territory.levels) {
    const members = tree.areas.filter((one) => one.level === level).sort((a, b) => a.name.localeCompare(b.name, "fr"));
    const named = members.map((one) => {
      const parent = one.parent === null || one.parent === tree.root.code ? undefined : tree.get(one.parent);
      return option(one.code, parent ? `${one.name}, ${parent.name}` : one.name, choice.area);
    });
    area.append(h("optgroup", { label: levelLabel(territory.level_names, level, lang) }, ...named));
  }
  const measure = h(
    "select",
    { id: "measure", onChange: () => context.go({ measure: measure.value }) },
    ...refs.map((ref) => option(ref.key, measureLabel(ref, lang), choice.measure)),
  );
  const period = h(
    "select",
    { id: "period", onChange: () => context.go({ period: period.value }) },
    ...periods.map((id) => option(id, formatPeriod(id, lang), choice.period)),
  );
  const below = levelsBelow(tree, territory.levels, choice.area);
  const level = h(
    "select",
    { id: "level", onChange: () => context.go({ level: level.value }) },
    ...below.map((one) => option(one, levelLabel(territory.level_names, one, lang), choice.level)),
  );
  return h(
    "form",
    { class: "fields no-print", onSubmit: (event) => event.preventDefault() },
    field("area", words.area, area),
    field("measure", words.measure, measure),
    field("period", words.period, period),
    below.length > 1 ? field("level", words.level, level) : null,
    h("div", {}, h("button", { type: "button", onClick: () => print() }, WORDS[lang].print)),
  );
}
