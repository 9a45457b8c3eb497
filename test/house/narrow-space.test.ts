import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const SCRIPT = join(import.meta.dirname, "../../scripts/narrow-space.mjs");

test("the type of the narrow space is what its script makes", async () => {
  const { FILE, narrowSpace } = (await import(SCRIPT)) as { FILE: string; narrowSpace: () => Buffer };
  expect(readFileSync(FILE).equals(narrowSpace())).toBe(true);
});
