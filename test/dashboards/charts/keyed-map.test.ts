import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { KeyedMap } from "../../../dashboards/charts/keyed-map.tsx";
import type { PaintedArea } from "../../../dashboards/charts/map-parts.tsx";
import { square } from "./drawing.ts";

const NAMES = [
  "Port",
  "Val-Échantillon",
  "Saint-Symphorien-des-Monts",
  "Gare",
  "Notre-Dame-de-la-Consolation-lès-Bruyères",
  "Îlot-Essai",
  "Prés-Inventés",
  "Quartier des Grandes Terrasses",
  "Colline",
  "Clos",
  "Plateau-Gabarit",
  "Bourg",
];
const KINDS = ["less", "more", "same", "absent"] as const;
const shapes = NAMES.map((name, i) => square(name, i % 4, Math.floor(i / 4)));

function drawnAt(width: number, chosen: string | null, kind?: PaintedArea["against"], inTurns = false): string {
  const areas = NAMES.map((name, i) => ({ code: name, name, against: kind ?? KINDS[i % 4] ?? "same", strength: 0.5 }));
  const props = { id: "keyed", label: "Essai", width, areas, shapes, parent: "town", neighbours: [], chosen, inTurns };
  return renderToStaticMarkup(h(KeyedMap, props));
}

/** The places that a list under the map names, by their letters. */
const listIn = (html: string): string[] =>
  [...(html.split("</svg>")[1] ?? "").matchAll(/(?<=[>\s])[a-z]\u00a0([^,<]+)/g)].map(([, name]) => name ?? "");
const wordsIn = (html: string): string[] =>
  [...(html.split("</svg>")[0] ?? "").matchAll(/<text[^>]*>([^<]+)</g)].map(([, text]) => text ?? "");

test.each([254, 320, 560, 900])(
  "at %i px each place has its name, or a letter and its name under the map, whatever is tapped",
  (width) => {
    for (const kind of [undefined, "absent"] as const) {
      const html = drawnAt(width, null, kind);
      const list = listIn(html);
      const words = wordsIn(html);
      for (const [i] of list.entries())
        expect(words.filter((text) => text.replace(/[▼▲\s]/g, "") === "abcdefghijkl"[i])).toHaveLength(1);
      const letters = words.join("").replace(/[\s▼▲]/g, "");
      for (const name of NAMES) expect(list.includes(name) || letters.includes(name.replaceAll(" ", ""))).toBe(true);
      // Some letters among names, or else letters alone.
      if (list.length > NAMES.length / 3) expect(list).toEqual(NAMES);
      expect(listIn(drawnAt(width, "Port", kind))).toEqual(list);
    }
  },
);

test("of more places than a list has room for, those without room for their name have letters, and the others their names", () => {
  const areas = Array.from({ length: 24 }, (_, i) => {
    const name = i % 4 === 0 ? `Notre-Dame-de-la-Consolation-lès-Bruyères ${i}` : `Clos ${i}`;
    return { code: name, name, against: "same" as const, strength: 0.5 };
  });
  const props = { id: "many", label: "Essai", width: 620, areas, parent: "town", neighbours: [], chosen: null };
  const html = renderToStaticMarkup(
    h(KeyedMap, { ...props, shapes: areas.map(({ name }, i) => square(name, i % 6, Math.floor(i / 6))) }),
  );
  expect(listIn(html)).not.toEqual([]);
  for (const { name } of areas) expect(listIn(html).includes(name) || wordsIn(html).join(" ").includes(name)).toBe(true);
});

test("a map that is drawn in turns has its own height from the first", () => {
  const height = / height="(\d+)"/.exec(drawnAt(320, null))?.[1];
  const first = drawnAt(320, null, undefined, true);
  expect(first).not.toContain("<svg");
  expect(height).toBeDefined();
  expect(first).toContain(`height:${height}px`);
});
