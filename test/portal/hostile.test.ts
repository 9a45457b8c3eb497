import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PORTAL_ROUTES } from "../../src/portal/routes.ts";
import { samplePortal } from "../support/portal.ts";

let portal: Awaited<ReturnType<typeof samplePortal>>;
beforeAll(async () => {
  portal = await samplePortal(["2026"]);
});
afterAll(() => portal.close());

/** Documents under the addresses of files. */
const FILES = [
  "/v1/catalog.json",
  "/catalog/{page}.jsonld",
  "/v1/datasets/{id}.json",
  "/v1/datasets/{id}.fr.json",
  "/v1/datasets/{id}/codes/{dimension}.en.json",
  "/v1/datasets/{id}/exports/{id}.{format}",
  "/v1/releases/{id}.json",
  "/v1/releases/{id}/citation.fr.{format}",
];
const PATHS = [...Object.values(PORTAL_ROUTES).map(({ route }): string => route.path), ...FILES];
const NAMES = [
  "page",
  "format",
  "REF_AREA",
  "HOUSEHOLD_TYPE",
  "select",
  "sort",
  "limit",
  "cursor",
  "release",
  "lang",
  "dialect",
  "__proto__",
  "constructor",
];
const word = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.constantFrom("water", "2026", "N", "REF_AREA", "csv", "-1", "1e9", "NaN", "%", "\u0000", ",", "..", "__proto__"),
);

test("no query, path or header makes the portal fail: it answers or refuses with a problem", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...PATHS),
      fc.array(word, { minLength: 3, maxLength: 3 }),
      fc.array(fc.tuple(fc.oneof(fc.constantFrom(...NAMES), word), word), { maxLength: 4 }),
      fc.option(fc.constantFrom("bytes=0-", "bytes=-", "bytes=9999999999999999-", ",;q=2", "text/*;q=x", "fr;q=-1,,en"), {
        nil: undefined,
      }),
      async (path, parts, query, header) => {
        let i = 0;
        const filled = path.replace(/\{\w+\}/g, () => encodeURIComponent(parts[i++ % parts.length] || "x"));
        const search = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
        const headers: Record<string, string> = header
          ? { Range: header, Accept: header, "Accept-Language": header, "If-None-Match": header, "If-Match": header }
          : {};
        const response = await portal.app.request(`${filled}?${search}`, { headers });
        const type = response.headers.get("content-type");
        expect([200, 206, 304, 308, 400, 404, 406, 412, 416]).toContain(response.status);
        if (response.status >= 400) expect(type).toBe("application/problem+json");
      },
    ),
    { numRuns: 400 },
  );
});

test("a raw, malformed query is refused or answered, never a failure", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme-ascii", maxLength: 60 }), async (text) => {
      const response = await portal.app.request(`/v1/datasets/water/records?${text.replaceAll("#", "")}`);
      expect([200, 400]).toContain(response.status);
    }),
    { numRuns: 300 },
  );
});
