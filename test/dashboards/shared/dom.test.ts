import { parseHTML } from "linkedom";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { h, put } from "../../../dashboards/shared/dom.ts";

beforeAll(() => {
  const { document, Node } = parseHTML("<html><body></body></html>");
  vi.stubGlobal("document", document);
  vi.stubGlobal("Node", Node);
});
afterAll(() => vi.unstubAllGlobals());

const PROGRAM = "curl -H 'a: b' ; c ? d : e % f « g »";

test("French spaces do not break a line of text; what is copied as code keeps plain spaces", () => {
  expect(h("p", {}, "Combien ? « Peu » : 5 %").textContent).toBe("Combien\u00a0? «\u00a0Peu\u00a0»\u00a0: 5\u00a0%");
  expect(h("p", {}, "2 228 kWh par an, en 2024 et 2025, 12 345 678").textContent).toBe(
    "2\u00a0228 kWh par an, en 2024 et 2025, 12\u00a0345\u00a0678",
  );
  for (const tag of ["code", "pre", "kbd", "samp", "textarea"] as const) {
    const element = h(tag, {}, PROGRAM);
    expect([tag, element.textContent]).toEqual([tag, PROGRAM]);
    put(element, PROGRAM);
    expect([tag, element.textContent]).toEqual([tag, PROGRAM]);
  }
  expect(h("pre", {}, h("code", {}, PROGRAM)).textContent).toBe(PROGRAM);
});
