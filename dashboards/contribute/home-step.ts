import { ATTRIBUTES, type AttributeName } from "../../src/contract/attributes.ts";
import { monthOf } from "../../src/contract/period.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { areaField } from "../shared/area-field.ts";
import { h } from "../shared/dom.ts";
import { ATTRIBUTE_LABELS, levelLabel, levelName, measureLabel, VALUE_LABELS } from "../shared/labels.ts";
import { at, type Flow, type StepView } from "./draft.ts";
import { attributesOf, measuresOffered, offersOf } from "./offers.ts";
import { broughtOf } from "./sources-step.ts";

/** One question, with “I'd rather not say” first, and which topics need it. */
function question(name: AttributeName, needing: readonly MeasureRef[], { lang, draft, words }: Flow): HTMLElement {
  const id = `home-${name}`;
  const labels: Readonly<Record<string, string>> = VALUE_LABELS[lang][name];
  const values: readonly string[] = ATTRIBUTES[name];
  const select = h(
    "select",
    {
      id,
      "aria-describedby": `${id}-why`,
      onChange: () => {
        draft.attributes = { ...draft.attributes, [name]: select.value };
      },
    },
    ...["unknown", ...values.filter((value) => value !== "unknown")].map((value) =>
      h("option", { value, selected: value === (draft.attributes[name] ?? "unknown") }, labels[value] ?? value),
    ),
  );
  const why = words.home.why(needing.map((ref) => measureLabel(ref, lang)).join(", "));
  return h(
    "div",
    {},
    h("label", { for: id }, ATTRIBUTE_LABELS[lang][name]),
    select,
    h("p", { class: "hint", id: `${id}-why` }, why),
  );
}

/** Where the home is, and only what the measures brought ask about it. */
export function homeStep(flow: Flow): StepView {
  const { words, lang, draft, tree, levels, catalog } = flow;
  const w = words.home;
  const names = catalog.territory.level_names;
  const month = monthOf(flow.now());
  const measures = measuresOffered(offersOf(broughtOf(flow, draft.typedFrom, month), flow.measures, month));
  const asked = attributesOf(measures);
  const area = areaField(
    tree,
    levels.map((level) => levelLabel(names, level, lang)),
    w,
    w.all,
    draft.area ?? undefined,
  );
  const element = h(
    "div",
    { class: "card" },
    h("p", {}, w.lead),
    h("fieldset", {}, h("legend", { class: "step" }, w.area), area.element),
    ...asked.map((name) =>
      question(
        name,
        measures.filter(({ measure }) => measure.similarity.attributes.some((one) => one === name)),
        flow,
      ),
    ),
    asked.length === 0 ? h("p", { class: "hint" }, w.nothing) : null,
  );
  return {
    element,
    fault: () => {
      const chosen = area.value();
      if (tree.children(chosen).length > 0)
        return at(
          element.querySelector<HTMLElement>("select[id^=area-]:last-of-type, #area-search"),
          w.needLeaf(levelName(names, levels.at(-1) ?? "", lang), catalog.k),
        );
      draft.area = chosen;
      return null;
    },
  };
}
