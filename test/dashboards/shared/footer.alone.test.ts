import { readFileSync } from "node:fs";
import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test, vi } from "vitest";
import type { Catalog } from "../../../dashboards/shared/data.ts";
import { Footer } from "../../../dashboards/shared/frame.tsx";
import type { PageName } from "../../../dashboards/shared/layout.ts";

// Whether a page is drawn ahead is told by its address, once.
vi.hoisted(() => vi.stubGlobal("location", { href: "https://town.example/", pathname: "/", search: "", hash: "" }));

const catalog = {
  commons: { name: { fr: "Bourg", en: "Town" }, contact: "a@b.example", source_code: "https://code.example" },
  releases: [{}],
  intake: { ready: true, url: "https://town.example/" },
} as unknown as Catalog;

const linksOf = (current: PageName, some: Catalog = catalog): string[] =>
  renderToStaticMarkup(h(Footer, { current, lang: "fr", catalog: some })).match(/<a [^>]*>/g) ?? [];

test("below a contribution that is open every link opens beside it, for its key is forgotten with the page; elsewhere none does", () => {
  const open = linksOf("my-contribution");
  expect(open.length).toBeGreaterThan(8);
  for (const link of open) expect(link).toMatch(/target="_blank" rel="noopener"/);
  // None leads to the page itself, which would forget the key too.
  expect(open.filter((link) => link.includes('href="my-contribution'))).toEqual([]);
  for (const page of ["home", "district", "notice"] as const)
    for (const link of linksOf(page)) expect(link).not.toContain("target");
});

test("each page has the same links in the same order", () => {
  expect(linksOf("district")).toEqual(linksOf("home"));
  expect(linksOf("notice")).toEqual(linksOf("home"));
});

test("where nobody contributes, the notice is named for what the people of a copy look for; elsewhere for a contribution", () => {
  const named = (some: object, lang: "fr" | "en" = "fr"): string =>
    renderToStaticMarkup(h(Footer, { current: "home", lang, catalog: { ...catalog, ...some } as Catalog }));
  const copied = { commons: { ...catalog.commons, origin: { fr: "ADEME", en: "ADEME" } } };
  for (const intake of [undefined, { ready: false, url: "https://town.example/" }]) {
    expect(named({ ...copied, intake })).toContain("D’où viennent ces chiffres, et vos droits");
    expect(named({ ...copied, intake }, "en")).toContain("Where these figures come from, and your rights");
  }
  for (const given of [{}, copied, { intake: undefined }]) expect(named(given)).toContain("Ce que devient une contribution");
});

test("what is drawn of the notice before the commons is known is true of a copy too: its name, title and description", () => {
  const name = "Ce qui est gardé, et vos droits";
  expect(renderToStaticMarkup(h(Footer, { current: "home", lang: "fr", catalog: null }))).toContain(name);
  const page = readFileSync(new URL("../../../dashboards/notice.html", import.meta.url), "utf8");
  expect(page).toContain(`<title>${name} – Voisinage</title>`);
  expect(page).not.toContain("contribution");
});
