import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { plainText, Rich } from "../../../dashboards/shared/rich.tsx";

test("emphasis is marked, and no line ends within « au-dessus »", () => {
  const text = "Eau : *2 secteurs* au-dessus de Bourg, 10 au-dessous";
  const html = renderToStaticMarkup(h(Rich, { text }));
  expect(html).toContain("<mark>2 secteurs</mark>");
  expect([...html.matchAll(/<span style="white-space:\s*nowrap;?">(.*?)<\/span>/g)].map(([, word]) => word)).toEqual([
    "au-dessus",
    "au-dessous",
  ]);
  expect(html.replace(/<[^>]*>/g, "")).toBe(plainText(text));
});
