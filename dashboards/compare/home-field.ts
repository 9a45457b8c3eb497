import { ATTRIBUTES, type AttributeName, type Household, unknownHousehold } from "../../src/contract/attributes.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { h, put } from "../shared/dom.ts";
import type { Lang } from "../shared/i18n.ts";
import { ATTRIBUTE_LABELS, VALUE_LABELS } from "../shared/labels.ts";

export interface HomeField {
  readonly element: HTMLElement;
  /** asks what the measure's partition needs, and nothing more */
  ask(ref: MeasureRef): void;
  household(area: string): Household;
}

/** The attributes of the home. What was said for another topic is kept while the page is open. */
export function homeField(lang: Lang): HomeField {
  const said = new Map<AttributeName, string>();
  const element = h("div", { class: "fields" });
  const field = (name: AttributeName): HTMLElement => {
    const id = `home-${name}`;
    const labels: Readonly<Record<string, string>> = VALUE_LABELS[lang][name];
    const values: readonly string[] = ATTRIBUTES[name];
    const select = h(
      "select",
      { id, onChange: () => said.set(name, select.value) },
      ...["unknown", ...values.filter((value) => value !== "unknown")].map((value) =>
        h("option", { value, selected: value === (said.get(name) ?? "unknown") }, labels[value] ?? value),
      ),
    );
    return h("div", {}, h("label", { for: id }, ATTRIBUTE_LABELS[lang][name]), select);
  };
  let asked: readonly AttributeName[] = [];
  return {
    element,
    ask: (ref) => {
      asked = ref.measure.similarity.attributes;
      put(element, ...asked.map(field));
    },
    household: (area) => ({
      ...unknownHousehold(area),
      ...Object.fromEntries(asked.map((name) => [name, said.get(name) ?? "unknown"])),
    }),
  };
}
