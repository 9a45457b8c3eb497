import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openPage, registerSound, type Subject } from "../pages.ts";

interface Answers {
  /** which option of every list: 0 is the first */
  readonly choice: number;
  readonly value: string;
}

/** Says what the home is like by the n-th option of each list, and asks where it stands. */
export async function answerAll(page: Page, { choice, value }: Answers): Promise<void> {
  for (const id of await page
    .locator("form select[id^=home-], form select[id=area-0]")
    .evaluateAll((all) => all.map((one) => one.id))) {
    const options = await page.locator(`#${id} option`).count();
    await page.selectOption(`#${id}`, { index: Math.min(choice, options - 1) });
  }
  await page.fill("#amount", value);
  await page.click("button[type=submit]");
  await page.waitForSelector(".answer");
}

/** Registers what `/compare` promises, on any commons that publishes something. */
export function registerCompare(subject: () => Subject): void {
  registerSound(subject, "compare", (page) => answerAll(page, { choice: 1, value: "9,4" }));

  test("a person compares: the sentence, the strip with its table, the group", async () => {
    const { page, context } = await openPage(subject(), "compare");
    try {
      await answerAll(page, { choice: 1, value: "9,4" });
      expect(await page.locator(".sentence").textContent()).toMatch(
        /^Vous\s: [\d,\s]+ \S+ par mois\. Foyers participants comparables, (médiane|moyenne)\s: .+ \(entre .+ et .+\)\.$/,
      );
      expect(await page.locator(".answer svg[role=img]").getAttribute("aria-label")).toMatch(/^Bande de centiles\. Vous\s: /);
      expect(await page.locator(".answer svg [aria-label], .answer svg [role]").count()).toBe(0);
      expect(
        await page
          .getByRole("region", { name: /Les valeurs du graphique/ })
          .getByRole("row")
          .count(),
      ).toBeGreaterThan(2);
      expect(await page.locator(".group .which").textContent()).not.toBe("");
      expect(await page.locator("#result").evaluate((heading) => heading === heading.ownerDocument.activeElement)).toBe(true);
    } finally {
      await context.close();
    }
  });

  test("a bill is brought to a month, and said to be estimated", async () => {
    const { page, context } = await openPage(subject(), "compare?lang=en");
    try {
      await page.getByRole("radio", { name: "a bill" }).check();
      await page.fill("#bill-from", "2025-01-01");
      await page.fill("#bill-to", "2025-12-31");
      await answerAll(page, { choice: 0, value: "120" });
      expect(await page.locator(".notes").textContent()).toContain("estimated: a bill of 365 days");
      expect(await page.locator(".sentence").textContent()).toMatch(/^You: (10|10\.0\d?) /);
    } finally {
      await context.close();
    }
  });

  test("the request log is the same whatever is answered, and the answers are kept nowhere", async () => {
    const logs: string[][] = [];
    for (const answers of [
      { choice: 1, value: "3" },
      { choice: 2, value: "31415" },
    ]) {
      const { page, context } = await openPage(subject(), "compare");
      try {
        const asked: string[] = [];
        context.on("request", (request) => asked.push(request.url()));
        await page.reload();
        await page.waitForSelector("main[data-ready]");
        const before = asked.length;
        await answerAll(page, answers);
        expect(asked.slice(before)).toEqual([]);
        logs.push([...asked].sort());
        expect(page.url()).not.toContain("31415");
        expect(new URL(page.url()).searchParams.size).toBeLessThanOrEqual(1);
        expect(await page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length")).toBe(0);
      } finally {
        await context.close();
      }
    }
    expect(logs[0]?.length).toBeGreaterThan(3);
    expect(logs[1]).toEqual(logs[0]);
  });

  test("it works with the network off, once loaded", async () => {
    const { page, context } = await openPage(subject(), "compare");
    try {
      await context.setOffline(true);
      await answerAll(page, { choice: 1, value: "9" });
      expect(await page.locator(".sentence").count()).toBe(1);
    } finally {
      await context.close();
    }
  });
}
