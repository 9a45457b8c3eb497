import { expect, test } from "vitest";
import { donation, memoryCommons } from "../support/commons.ts";

const RESERVE = {
  k: 2,
  budget: { epsilon: 10, shares: { counts: 0.2, sums: 0.4, histograms: 0.15, revision: 0.25 } },
  calendar: { whole: "never", middle: "never", leaf: "year" },
} as const;

test("a revision has what came late, what was corrected, and nothing of who withdrew; the publication stands", async () => {
  // The noise is the same in both commons, so that the difference of the counts is what happened in between.
  const counts: number[][] = [];
  for (const happens of [false, true]) {
    const commons = await memoryCommons("revised", RESERVE);
    const receipts: string[] = [];
    for (let i = 0; i < 240; i++) receipts.push((await commons.donate(donation(`m${i % 2}l0`, 9))).receipt);
    const first = await commons.release("2025");
    if (happens) {
      for (const receipt of receipts.slice(0, 5)) await commons.withdraw(receipt); // three of m0, two of m1
      await commons.pause(receipts[6] as string);
      for (let i = 0; i < 2; i++) await commons.donate(donation("m1l0", 9));
    }
    const revised = await commons.revise(2025);
    expect(revised.manifest).toMatchObject({ id: "2025-r1", period: "2025", step: "year", revision: 1 });
    expect(revised.observations.every((row) => row.TIME_PERIOD === "2025")).toBe(true);
    expect(await commons.release("2025")).toEqual(first);
    expect(await commons.releases()).toEqual(["2025", "2025-r1"]);
    counts.push(
      ["m0l0", "m1l0"].map(
        (area) => revised.observations.find((row) => row.REF_AREA === area && row.STATISTIC === "COUNT")?.OBS_VALUE as number,
      ),
    );
    await commons.close();
  }
  const [without, with_] = counts as [number[], number[]];
  expect(with_.map((n, i) => n - (without[i] as number))).toEqual([-4, 0]);
});

test("a revision asked for again, or twice at once, is the same and costs nothing more", async () => {
  const commons = await memoryCommons("revised again", RESERVE);
  await commons.release("2025");
  const [one, two] = await Promise.all([commons.revise(2025), commons.revise(2025)]);
  const spent = await commons.ledger();
  expect(two).toEqual(one);
  expect(await commons.revise(2025)).toEqual(one);
  expect(await commons.ledger()).toEqual(spent);
  expect(spent.entries.filter((entry) => entry.kind === "debit").length).toBe(2);
  await commons.close();
});

test.each([
  ["a year that was not published", 2024, "not-published", /2024 must be published .* got no release 2024/],
  ["a year that has not begun", 2027, "future-period", /2027 has not begun/],
  ["what is no year", 20.5, "invalid-period", /got "20.5"/],
])("%s is not revised, and nothing is paid", async (_, year, code, message) => {
  const commons = await memoryCommons("not revised", RESERVE);
  await commons.release("2025");
  const before = await commons.ledger();
  await expect(commons.revise(year)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  expect(await commons.ledger()).toEqual(before);
  await commons.close();
});

test("without a reserve a revision is refused, and nothing is paid", async () => {
  const commons = await memoryCommons("no reserve");
  await commons.release("2025");
  const before = await commons.ledger();
  await expect(commons.revise(2025)).rejects.toMatchObject({ code: "no-reserve" });
  expect(await commons.ledger()).toEqual(before);
  await commons.close();
});
