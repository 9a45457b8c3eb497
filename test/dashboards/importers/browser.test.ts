import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readHouseholdFile } from "../../../src/importers/index.ts";

/** This folder is checked with the types of a browser: importing the readers here holds all of them to it. */
test("the readers need nothing that a browser does not have", async () => {
  const text = "debut;kW\n2024-03-01T00:00:00+01:00;0,3\n2024-03-01T00:30:00+01:00;0,4\n";
  const report = await readHouseholdFile({ name: "a", bytes: new TextEncoder().encode(text) });
  expect(report).toMatchObject({ variant: "conso-downloader", points: 2 });
  const folder = fileURLToPath(new URL("../../../src/importers/", import.meta.url));
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(30);
  const node = files.filter((name) =>
    /\b(Buffer|process|require|globalThis|setImmediate|__dirname)\b|node:/.test(readFileSync(folder + name, "utf8")),
  );
  expect(node).toEqual([]);
});
