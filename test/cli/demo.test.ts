import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { voisinage } from "../support/cli.ts";
import { inFolder } from "../support/folder.ts";

test(
  "the demo states the households that it makes up as its expectation, and says so where that is too small",
  { timeout: 120_000 },
  () =>
    inFolder(async (folder) => {
      const home = join(folder, "demo");
      const { code, err, out } = await voisinage("demo", "--home", home, "--households", "15", "--no-serve");
      expect(code).toBe(0);
      expect(err).toContain("with 15 households no cell is expected: all will be withheld");
      expect(out).toMatch(/^10 publications of \d{4} and \d{4}, of made-up households/);
      expect(JSON.parse(readFileSync(join(home, "log/log.json"), "utf8")).entries[1].terms.expected_households).toBe(15);
      const year = /and (\d{4}),/.exec(out)?.[1] as string;
      // What is there already is returned, whatever is expected.
      expect((await voisinage("release", "--home", home, "--period", year)).code).toBe(0);
    }),
);
