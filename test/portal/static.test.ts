import { mkdirSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BreachNotice } from "../../src/contract/breach.ts";
import type { Settings } from "../../src/contract/settings.ts";
import { apiOf, fileOf, ROOT_SITE, type Site } from "../../src/portal/addresses.ts";
import { type PortalOptions, portalApp, siteFiles } from "../../src/portal/index.ts";
import { loadReleases, sha256 } from "../../src/release/index.ts";
import { folderOfTest } from "../support/folder.ts";
import { type SamplePortal, samplePortal } from "../support/portal.ts";

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal();
});
afterAll(() => portal.close());

async function options(site: Partial<Site> = {}): Promise<PortalOptions & { site: Site }> {
  const { releases } = await loadReleases(portal.releases);
  const { commons, territory, clock } = portal;
  const webRoot = `${portal.releases}/../web`;
  return { releases, commons, territory, webRoot, clock, site: { ...ROOT_SITE, files: true, ...site } };
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test("each file is what a portal of the same site answers at its address, byte for byte", async () => {
  const from = await options({ url: "https://data.example.org/a/b/", path: "/a/b/" });
  const app = portalApp(from);
  const files = siteFiles(from);
  expect(files.length).toBeGreaterThan(150);
  for (const { path, bytes } of files.filter(({ path }) => !path.endsWith(".html") && path !== ".nojekyll")) {
    const response = await app.request(`/${path}`);
    expect([path, response.status]).toEqual([path, 200]);
    expect([path, sha256(new Uint8Array(await response.arrayBuffer()))]).toEqual([path, sha256(await bytes())]);
  }
});

test("no path is twice, also a folder, or leads elsewhere; each has the extension of its type", async () => {
  const paths = siteFiles(await options()).map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
  expect([...paths].sort()).toEqual(paths);
  for (const path of paths) {
    expect(path).toMatch(/^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/);
    expect(paths.filter((other) => other.startsWith(`${path}/`))).toEqual([]);
    expect(path).toMatch(/\.[a-z]+$|^\.well-known\/ni\/sha-256\//);
  }
  expect(paths).toEqual(expect.arrayContaining(["index.html", "compare.html", "assets/main-B3x9_aQ1.js", "v1/notice.fr.json"]));
  const brought = ["zones.json", "composition.json", "climate.json", "context.geojson"];
  expect(paths).toEqual(expect.arrayContaining(brought.map((name) => `v1/${name}`)));
  expect(paths.join()).not.toContain("secret");
});

test("the two forms of an address are each other's", async () => {
  for (const { path } of siteFiles(await options())) {
    const api = apiOf(`/${path}`);
    if (api !== null) expect(fileOf(api)).toBe(`/${path}`);
  }
  for (const other of [
    "/v1/datasets/water/exports/gas.csv",
    "/v1/releases/2026/observations.csv",
    "/v1/catalog",
    "/catalog.jsonld",
    "/",
  ])
    expect([other, apiOf(other)]).toEqual([other, null]);
});

/** Every value of a document that names an address on the site. */
function addresses(value: unknown, base: string): string[] {
  if (typeof value === "string") return value.startsWith(base) ? [value] : [];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap((one) => addresses(one, base));
}

test.each([
  ["from a base URL", { url: "https://data.example.org/a/b/", path: "/a/b/" }, "https://data.example.org/a/b/"],
  ["below a path of an unknown host", { url: null, path: "/a/b/" }, "/a/b/"],
])("every address in every document leads to a file of the site, %s", async (_, site, base) => {
  const files = siteFiles(await options(site));
  const paths = new Set(files.map(({ path }) => path));
  let seen = 0;
  for (const { path, bytes } of files.filter(
    ({ path }) => /\.(json|jsonld|atom)$/.test(path) && !path.endsWith("datapackage.json"),
  )) {
    const content = text(await bytes());
    const found = path.endsWith(".atom")
      ? [...content.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? "").filter((href) => href.startsWith(base))
      : [base, "/a/b/"].flatMap((start) => addresses(JSON.parse(content), start));
    for (const address of found) {
      const { pathname } = new URL(address, "https://data.example.org/");
      const file = pathname.slice("/a/b/".length) || "index.html";
      expect([path, address, paths.has(decodeURIComponent(file))]).toEqual([path, address, true]);
      seen++;
    }
    // No address of a portal's is left, but in the description of one.
    if (path === "openapi.json") continue;
    expect([path, content.match(/"\/v1\/|localhost/)]).toEqual([path, null]);
  }
  expect(seen).toBeGreaterThan(400);
});

test("the notice and what happened to data are pages that need no program, in both languages", async () => {
  const both = (fr: string, en = fr) => ({ fr, en });
  const breach: BreachNotice = {
    number: 1,
    known_at: "2027-01-05T08:00:00Z",
    what: both("Un disque a été perdu.", "A disk was lost."),
    data: both("–"),
    consequences: both("–"),
    measures: both("–"),
    advice: both("–"),
  };
  const files = siteFiles({ ...(await options()), breaches: () => [breach] });
  const page = async (path: string) => text(await files.find((file) => file.path === path)!.bytes());
  expect(await page("documents/breaches.fr.html")).toContain("Un disque a été perdu.");
  expect(await page("documents/breaches.en.html")).toContain("A disk was lost.");
  for (const lang of ["fr", "en"]) {
    const html = await page(`documents/notice.${lang}.html`);
    expect(html).toContain(`<html lang="${lang}">`);
    expect(html).not.toMatch(/<script|https?:\/\/[^"]*\.(js|css)/);
  }
});

test("a citation names no address where nobody said where the site is", async () => {
  const files = siteFiles(await options());
  const citation = files.find(({ path }) => path === "v1/releases/2026/citation.fr.bib")!;
  expect(text(await citation.bytes())).not.toContain("url =");
});

test("pages say that they are files, and where contributions go, and hold their policy before anything else", async () => {
  const { webRoot: _, ...rest } = await options({ contribute: 'https://c.example.org/?a="b"&c=<d>' });
  const webRoot = folderOfTest();
  writeFileSync(`${webRoot}/index.html`, "<!doctype html><html><head><title>x</title></head><body></body></html>");
  const [page] = siteFiles({ ...rest, webRoot }).filter(({ path }) => path === "index.html");
  const html = text(await page!.bytes());
  expect(html).toContain('<head>\n<meta http-equiv="Content-Security-Policy" content="default-src \'self\';');
  expect(html).toContain(
    'content="{&quot;files&quot;:true,&quot;contribute&quot;:&quot;https://c.example.org/?a=\\&quot;b\\&quot;&amp;c=&lt;d>&quot;}"',
  );
  const portals = portalApp({ ...rest, webRoot, site: ROOT_SITE });
  expect(await (await portals.request("/")).text()).not.toContain("voisinage-site");
});

test("a page that needs more than the others has its own policy in it, and as a header: the same but for frames", async () => {
  const { webRoot: _, ...rest } = await options();
  const commons = {
    ...rest.commons,
    eligibility: { issuer: "https://tokens.example.org", key: "x" } as unknown as NonNullable<Settings["eligibility"]>,
  };
  const webRoot = folderOfTest();
  const names = ["index", "sql", "contribute", "embed/index"];
  mkdirSync(`${webRoot}/embed`);
  for (const name of names) writeFileSync(`${webRoot}/${name}.html`, "<html><head></head><body></body></html>");
  const from = { ...rest, commons, webRoot };
  const portals = portalApp({ ...from, site: ROOT_SITE });
  const policies = new Set<string>();
  for (const name of names) {
    const html = text(
      await siteFiles(from)
        .find(({ path }) => path === `${name}.html`)!
        .bytes(),
    );
    const held = /Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
    const sent = (await portals.request(`/${name.replace(/index$/, "")}`)).headers.get("content-security-policy") ?? "";
    expect(sent.split("; ").filter((part) => !held.split("; ").includes(part))).toEqual([
      name === "embed/index" ? "frame-ancestors *" : "frame-ancestors 'none'",
    ]);
    expect(held.split("; ").filter((part) => !sent.split("; ").includes(part))).toEqual([]);
    policies.add(held);
  }
  expect(policies.size).toBe(3);
});

test("a name that would end a script block does not", async () => {
  const from = await options();
  const commons = { ...from.commons, name: { fr: "</script><script>alert(1)</script>", en: "x" } };
  const webRoot = folderOfTest();
  writeFileSync(`${webRoot}/index.html`, "<head></head>");
  const [page] = siteFiles({ ...from, commons, webRoot }).filter(({ path }) => path === "index.html");
  const html = text(await page!.bytes());
  // The block of data, and the page's language.
  expect(html.match(/<\/?script/g)).toHaveLength(4);
  expect(JSON.parse(/ld\+json">(.*)<\/script>/.exec(html)?.[1] ?? "").name).toContain("</script><script>alert(1)");
});
