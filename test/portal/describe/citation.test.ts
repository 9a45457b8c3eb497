import { toJSON } from "@orcid/bibtex-parse-js";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CITATION_FORMATS, type CitationSource, citation } from "../../../src/portal/describe/citation.ts";
import { portalApp } from "../../../src/portal/index.ts";
import { hashFile, identifierOf, loadReleases } from "../../../src/release/index.ts";
import { type SamplePortal, samplePortal } from "../../support/portal.ts";

let portal: SamplePortal;
let cited: CitationSource;
beforeAll(async () => {
  portal = await samplePortal();
  const { releases } = await loadReleases(portal.releases);
  const [{ manifest, identifier }] = releases as [(typeof releases)[0]];
  cited = { manifest, identifier, url: "https://data.example.org/explore.html?period=2026" };
});
afterAll(() => portal.close());

test("the identifier of a release is the sha256 of its manifest, as RFC 6920 writes it", async () => {
  // The example of the RFC, section 8.1.
  expect(identifierOf("Hello World!")).toBe("ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk");
  const { sha256 } = await hashFile(`${portal.releases}/2026/manifest.json`);
  expect(cited.identifier).toBe(`ni:///sha-256;${Buffer.from(sha256, "hex").toString("base64url")}`);
});

test("an identifier is answered with the manifest that it is of, and no other is", async () => {
  const path = `/.well-known/ni/sha-256/${cited.identifier.split(";")[1]}`;
  const response = await portal.app.request(path);
  expect(response.status).toBe(200);
  expect(identifierOf(new Uint8Array(await response.arrayBuffer()))).toBe(cited.identifier);
  const other = `/.well-known/ni/sha-256/${identifierOf("another manifest").split(";")[1]}`;
  expect((await portal.app.request(other)).status).toBe(404);
});

test("the catalogue and the release name the identifier that its citation does", async () => {
  const { releases } = (await (await portal.app.request("/v1/catalog")).json()) as {
    releases: { id: string; identifier: string }[];
  };
  expect(releases.find(({ id }) => id === "2026")?.identifier).toBe(cited.identifier);
  expect(await (await portal.app.request("/v1/releases/2026")).json()).toMatchObject({ identifier: cited.identifier });
  for (const format of CITATION_FORMATS) {
    const response = await portal.app.request(`/v1/releases/2026/citation?format=${format}&lang=en`);
    expect([format, response.status, response.headers.get("content-language")]).toEqual([format, 200, "en"]);
    expect(await response.text()).toContain(cited.identifier.replaceAll("_", format === "bibtex" ? "\\_" : "_"));
  }
  expect((await portal.app.request("/v1/releases/2026/citation?format=endnote")).status).toBe(400);
  expect((await portal.app.request("/v1/releases/1999/citation")).status).toBe(404);
});

test("a citation names its release in the address of the page, so that a revision is told of", async () => {
  const site = { url: "https://data.example.org/", path: "/", files: false, contribute: null };
  const { releases } = await loadReleases(portal.releases);
  const { commons, territory, clock } = portal;
  const app = portalApp({ releases, commons, territory, webRoot: null, clock, site });
  const cite = async (id: string) => (await app.request(`/v1/releases/${id}/citation?format=text&lang=en`)).text();
  expect(await cite("2026")).toContain(" https://data.example.org/explore.html?period=2026&release=2026. ");
  expect(await cite("2026-r1")).toContain(" https://data.example.org/explore.html?period=2026&release=2026-r1. ");
});

test("plain text, in both languages: who, when, what, which version, where, and the hash", () => {
  expect(citation(cited, "text", "fr")).toBe(
    `Communs du Bourg (1er février 2027). Statistiques protégées : Bourg, 2026 (version 2026) [Jeu de données]. https://data.example.org/explore.html?period=2026. Empreinte : ${cited.identifier}. Licence : Licence Ouverte 2.0 (etalab-2.0).\n`,
  );
  expect(citation({ ...cited, url: null }, "text", "en")).toBe(
    `Town commons (1 February 2027). Protected statistics: Town, 2026 (version 2026) [Data set]. Hash: ${cited.identifier}. Licence: Licence Ouverte 2.0 (etalab-2.0).\n`,
  );
});

test("no DOI is made up; one that the operator had registered is named everywhere", async () => {
  for (const format of CITATION_FORMATS) {
    expect(citation(cited, format, "en")).not.toMatch(/doi/i);
    expect(citation({ ...cited, doi: "10.5281/zenodo.1234" }, format, "en")).toContain("10.5281/zenodo.1234");
  }
  const commons = { ...portal.commons, dois: { "2026": "10.5281/zenodo.1234" } };
  const { releases } = await loadReleases(portal.releases);
  const app = portalApp({ releases, commons, territory: portal.territory, webRoot: null, clock: portal.clock });
  expect(await (await app.request("/v1/releases/2026")).json()).toMatchObject({ doi: "10.5281/zenodo.1234" });
  expect(await (await app.request("/v1/releases/2026/citation.en.bib")).text()).toContain("doi = {10.5281/zenodo.1234}");
  expect(await (await app.request("/v1/releases/2026-01/citation.en.bib")).text()).not.toContain("doi =");
});

/** Names as operators may have them: TeX's and RIS's own characters among them. */
const name = fc
  .string({ unit: fc.constantFrom(..."abÉ&%$#_{}~^\\ -.,:'\"\r\n\t<>@="), minLength: 1, maxLength: 40 })
  .filter((text) => text.trim() !== "");

function named(controller: string): CitationSource {
  return {
    ...cited,
    manifest: { ...cited.manifest, settings: { ...cited.manifest.settings, controller: { name: controller } } },
  };
}

const plain = (text: string) => text.replace(/\s+/g, " ").trim();

test("whatever the operator is called, an independent reader of BibTeX gets one entry with that name", () => {
  fc.assert(
    fc.property(name, (author) => {
      const entries = toJSON(citation(named(author), "bibtex", "en"));
      expect(entries).toHaveLength(1);
      const [{ citationKey, entryType, entryTags }] = entries as [(typeof entries)[0]];
      expect([citationKey, entryType.toLowerCase()]).toEqual(["voisinage-sample-town-2026", "misc"]);
      const back = entryTags
        .author!.slice(1, -1)
        .replace(
          /\\textbackslash\{\}|\\textasciitilde\{\}|\\textasciicircum\{\}|\\([&%$#_{}])/g,
          (all, one) => one ?? { b: "\\", t: "~", c: "^" }[all.includes("back") ? "b" : all.includes("tilde") ? "t" : "c"]!,
        );
      expect(back).toBe(plain(author));
      expect([entryTags.year, entryTags.month, entryTags.version]).toEqual(["2027", "2", "2026"]);
    }),
    { numRuns: 500 },
  );
});

test("whatever the operator is called, RIS has one line a tag and CSL-JSON is JSON", () => {
  fc.assert(
    fc.property(name, (author) => {
      const lines = citation(named(author), "ris", "fr").split("\r\n");
      expect(lines.at(-1)).toBe("");
      const tags = lines.slice(0, -1).map((line) => /^([A-Z][A-Z0-9]) {2}- (.*)$/.exec(line)?.slice(1, 3));
      expect(tags.map((tag) => tag?.[0])).toEqual(["TY", "AU", "TI", "PY", "DA", "PB", "ET", "UR", "N1", "LA", "ER"]);
      expect(tags[1]?.[1]).toBe(plain(author));
      const [item] = JSON.parse(citation(named(author), "csl", "fr"));
      expect(item).toMatchObject({
        type: "dataset",
        author: [{ literal: plain(author) }],
        issued: { "date-parts": [[2027, 2, 1]] },
      });
    }),
  );
});
