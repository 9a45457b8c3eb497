import { afterAll, beforeAll, expect, test } from "vitest";
import { curlOf, fieldsOf, groups, type OpenApi, typeOf } from "../../../dashboards/docs/openapi.ts";
import { intakeDescription } from "../../intake/support.ts";
import { type SamplePortal, samplePortal } from "../../support/portal.ts";

const KNOWN = {
  dataset: "electricity",
  release: "2026-01",
  codes: { MEASURE: "energy", STATISTIC: "MEAN", TIME_PERIOD: "2026" },
};

let portal: SamplePortal;
let described: OpenApi;
beforeAll(async () => {
  portal = await samplePortal(["2026-01", "2026"]);
  described = (await (await portal.app.request("/openapi.json")).json()) as OpenApi;
});
afterAll(() => portal.close());

test("every address of the portal and of the intake is in a group, once", async () => {
  for (const document of [described, (await intakeDescription()) as OpenApi]) {
    const listed = groups(document).flatMap(([, entries]) => entries.map(({ method, path }) => `${method} ${path}`));
    const all = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect([...listed].sort()).toEqual([...all].sort());
    expect(listed.length).toBeGreaterThan(5);
  }
});

test("the commands that the reference shows are answered, or with what the description says where there is nothing", async () => {
  const asked = groups(described).flatMap(([, entries]) =>
    entries.flatMap((entry) => {
      const command = curlOf(entry, "http://portal/", KNOWN);
      return command === null ? [] : [{ url: new URL(/'(.+)'/.exec(command)?.[1] ?? ""), entry }];
    }),
  );
  expect(asked.length).toBeGreaterThan(8);
  let answered = 0;
  for (const { url, entry } of asked) {
    const { status } = await portal.app.request(url.pathname + url.search);
    // A commons without a log has no checkpoint, and says so.
    const nothing = [404, 501].includes(status) && String(status) in (entry.operation.responses ?? {});
    expect([url.pathname, status < 300 || nothing]).toEqual([url.pathname, true]);
    if (status < 300) answered++;
  }
  expect(answered).toBeGreaterThan(asked.length / 2);
  expect(asked.map(({ url }) => url.pathname)).toEqual(
    expect.arrayContaining(["/v1/datasets/electricity/areas", "/v1/releases/2026-01"]),
  );
});

test("fields of an answer have a path, a type, and end where a schema is within itself", () => {
  const catalog = described.paths["/v1/catalog"]?.get;
  const schema = catalog?.responses?.["200"]?.content?.["application/json"]?.schema;
  const paths = fieldsOf(schema, described).map(({ path }) => path);
  expect(paths).toContain("commons.name.fr");
  expect(paths).toContain("releases[].files[].sha256");
  const within: OpenApi = {
    info: { title: "" },
    paths: {},
    components: { schemas: { Node: { properties: { id: { type: "string" }, next: { $ref: "#/components/schemas/Node" } } } } },
  };
  expect(fieldsOf({ $ref: "#/components/schemas/Node" }, within).map(({ path }) => path)).toEqual(["id", "next"]);
});

test.each([
  [{ enum: ["fr", "en"] }, "fr | en"],
  [{ type: "integer", minimum: 1, maximum: 10 }, "integer 1 – 10"],
  [{ type: "array", items: { type: "string" } }, "string[]"],
  [{ anyOf: [{ type: "string" }, { type: "null" }] }, "string | null"],
  [{ type: "string", format: "binary" }, "string (binary)"],
  [{ $ref: "#/components/schemas/Donation" }, "Donation"],
  [undefined, ""],
])("%j is said as %s", (schema, said) => {
  expect(typeOf(schema)).toBe(said);
});
