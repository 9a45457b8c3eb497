import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { appOf, contextOf } from "../intake/support.ts";
import { samplePortal } from "../support/portal.ts";
import { vaultAt } from "../vault/support.ts";

const DOCUMENT = z.looseObject({
  servers: z.array(z.object({ url: z.string() })).min(1),
  paths: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ operationId: z.string(), tags: z.array(z.string()).length(1) })),
  ),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
});

const ASKED = {
  portal: async () => {
    const portal = await samplePortal(["2026-01"]);
    onTestFinished(portal.close);
    return portal.app.request("/openapi.json");
  },
  intake: async () => appOf({ vault: vaultAt(), context: contextOf() }).request("/intake/openapi.json"),
};

test.each(["portal", "intake"] as const)(
  "the description of the %s has no error by Redocly's recommended rules",
  async (name) => {
    const source = await (await ASKED[name]()).text();
    const found = await lintFromString({ source, config: await createConfig({ extends: ["recommended"] }) });
    expect(
      found.filter(({ severity }) => severity === "error").map(({ message, location }) => [message, location[0]?.pointer]),
    ).toEqual([]);
    // What is left out of SDMX has no success; the data has a licence, a contribution none.
    const warnings = new Set(found.map(({ ruleId }) => ruleId));
    expect([...warnings]).toEqual([name === "portal" ? "operation-2xx-response" : "info-license"]);
  },
);

test.each(["portal", "intake"] as const)("the %s names its server, operations, tags and schemas", async (name) => {
  const { paths, components, tags } = DOCUMENT.parse(await (await ASKED[name]()).json());
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const used = operations.flatMap((operation) => operation.tags);
  expect(new Set(used)).toEqual(new Set(tags.map((tag) => tag.name)));
  expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining(["Problem"]));
  expect(Object.keys(components.schemas).length).toBeGreaterThan(10);
});
