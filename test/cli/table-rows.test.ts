import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tableRows } from "../../src/cli/table-rows.ts";
import { inFolder } from "../support/folder.ts";

test("a file is read by its own name: no pattern finds its neighbours, no folder adds a column", () =>
  inFolder(async (root) => {
    const folder = join(root, "area=x");
    mkdirSync(folder);
    const files = { "data[1].csv": "own", "data1.csv": "another's", "data*.csv": "own" };
    for (const [name, value] of Object.entries(files)) writeFileSync(join(folder, name), `household,value\na,${value}\n`);
    for (const name of ["data[1].csv", "data*.csv"]) {
      const rows = [];
      for await (const row of tableRows(join(folder, name))) rows.push(row);
      expect(rows).toEqual([{ household: "a", value: "own" }]);
    }
  }));
