import { expect, test } from "vitest";
import { donateLines, donateRows, type ReadingRow } from "../../src/intake/index.ts";
import { vaultAt } from "../vault/support.ts";
import { contextOf, donationJson, fileOf } from "./support.ts";

const readings = [
  { domain: "water", measure: "volume", period: "2026-01", value: 9, unit: "m3", source: "meter" },
  { domain: "electricity", measure: "energy", period: "2026-01", value: 200, unit: "kWh", source: "meter" },
];
const [before, after] = [contextOf(["water.volume"]), contextOf(["water.volume", "electricity.energy"])];

test("a file donated again after the settings changed is a repeat, though another donation is made of its lines", async () => {
  const vault = vaultAt();
  const file = fileOf(`${JSON.stringify(donationJson({ readings }))}\n`.repeat(3));
  expect(await donateLines(file, { vault, context: before })).toMatchObject({ accepted: 3, repeated: 0, dropped: 3 });
  expect(await donateLines(file, { vault, context: after })).toMatchObject({ accepted: 0, repeated: 3, rejected: 0 });
  expect(vault.status().donations).toBe(3);
});

test("so is a table", async () => {
  const vault = vaultAt();
  const file = fileOf("a table");
  async function* rows(): AsyncGenerator<ReadingRow> {
    for (const reading of readings)
      yield { household: "a", area: "m0l0", ...reading, consent_domains: "water;electricity", given_at: "2026-01-05T09:00:00Z" };
  }
  expect(await donateRows(file, rows(), { vault, context: before })).toMatchObject({ accepted: 1, dropped: 1 });
  expect(await donateRows(file, rows(), { vault, context: after })).toMatchObject({ accepted: 0, repeated: 1 });
});

test("a line whose household withdrew is a repeat still: the file does not bring it back", async () => {
  const vault = vaultAt();
  const file = fileOf(JSON.stringify(donationJson()));
  let receipt = "";
  const receipts = {
    add: ([result]: readonly { receipt: string }[]) => {
      receipt = result?.receipt ?? "";
    },
    close: () => undefined,
  };
  await donateLines(file, { vault, context: before, receipts });
  vault.withdraw(receipt);
  expect(await donateLines(file, { vault, context: after })).toMatchObject({ accepted: 0, repeated: 1 });
  expect(vault.status().active).toBe(0);
});
