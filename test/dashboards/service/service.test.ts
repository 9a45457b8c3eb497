import { expect, test } from "vitest";
import { siteMap } from "../../../dashboards/service/site-map.ts";
import { linkedParts } from "../../../dashboards/shared/linked.ts";
import { sampleFacts } from "../explore/shown.ts";

const HERE = "https://commons.example/site-map";

test("the site map has every page that the build has, and contributors' where contributions are taken", async () => {
  const { default: config } = await import("../../../dashboards/vite.config.ts");
  const input = config.build?.rollupOptions?.input as string[];
  // An embedded figure, the site map itself and the page of unknown addresses are not pages to go to.
  const pages = input
    .filter((file) => !/\/(embed\/index|site-map|404)\.html$/.test(file))
    .map((file) => file.replace(/^.*\/|\.html$/g, ""));
  const { measures } = sampleFacts().catalog;
  const commons = (intake: { url: string } | null, contact?: string) => ({
    intake,
    measures: measures.filter(({ domain }) => domain === "water"),
    commons: contact === undefined ? {} : { contact },
  });
  const hrefs = (intake: { url: string } | null) =>
    siteMap("fr", commons(intake), HERE).flatMap(({ entries }) => entries.map(({ href }) => (href === "./" ? "index" : href)));
  const documented = ["docs?page=method", "docs?measure=water.volume"];
  const documents = ["register", "impact-assessment"].map((id) => `documents/${id}.fr.html`);
  expect(hrefs({ url: "/" }).sort()).toEqual([...pages, ...documented, ...documents, "feed.fr.atom"].sort());
  expect(hrefs(null)).not.toContain("contribute");
  const giving = (ready: boolean) =>
    siteMap("fr", { ...commons(null), intake: { url: "/", ready } }, HERE)
      .flatMap(({ entries }) => entries)
      .find(({ href }) => href === "contribute")?.purpose;
  expect(giving(false)).toMatch(/^pas encore ouvert/);
  expect(giving(true)).not.toMatch(/pas encore/);
  const about = (contact?: string) =>
    siteMap("fr", commons(null, contact), HERE)
      .at(-1)
      ?.entries.map(({ href }) => href);
  expect(about("bonjour@commun.example")).toContain("mailto:bonjour@commun.example");
  // A contact that is no address has no link.
  expect(about("à la mairie")).toEqual(about());
  expect(
    siteMap("en", commons({ url: "https://intake.example" }), HERE).flatMap(({ entries }) => entries.map(({ href }) => href)),
  ).toContain("https://intake.example/contribute?lang=en");
});

test("the site map names the notice as the foot of every page does: of a copy, for where figures come from", () => {
  const { measures } = sampleFacts().catalog;
  const origin = { fr: "ADEME", en: "ADEME" };
  const named = (commons: { origin?: typeof origin }, url?: string): string | undefined =>
    siteMap("fr", { intake: url === undefined ? null : { url, ready: true }, measures, commons } as never, HERE)
      .flatMap(({ entries }) => entries)
      .find(({ href }) => href === "notice")?.name;
  expect(named({ origin })).toBe("D’où viennent ces chiffres, et vos droits");
  expect(named({ origin }, "/")).toBe("Ce que devient une contribution");
  expect(named({})).toBe("Ce que devient une contribution");
});

test("addresses in an operator's text are links, without the mark that ends the sentence", () => {
  expect(linkedParts("par son formulaire : https://formulaire.example/.")).toEqual([
    { text: "par son formulaire : " },
    { text: "https://formulaire.example/", href: "https://formulaire.example/" },
    { text: "." },
  ]);
  expect(linkedParts("acces@nu.example (contact général)")).toEqual([
    { text: "acces@nu.example", href: "mailto:acces@nu.example" },
    { text: " (contact général)" },
  ]);
  expect(linkedParts("données de Xi : data.example.org.")).toEqual([
    { text: "données de Xi : " },
    { text: "data.example.org", href: "https://data.example.org" },
    { text: "." },
  ]);
  // The name of a file is no site.
  expect(linkedParts("le fichier conso.2025.csv du site")).toEqual([{ text: "le fichier conso.2025.csv du site" }]);
  expect(linkedParts("voir www.example.org/jeux/xi.")[1]).toEqual({
    text: "www.example.org/jeux/xi",
    href: "https://www.example.org/jeux/xi",
  });
  for (const none of ["art. 6, par.ex", "version 2.5.1", "a.b", "Me.situer.Ici"])
    expect(linkedParts(none)).toEqual([{ text: none }]);
  expect(linkedParts("x@mail.example.org").map(({ href }) => href)).toEqual(["mailto:x@mail.example.org"]);
  expect(linkedParts("04 00 00 00 00")).toEqual([{ text: "04 00 00 00 00" }]);
});
