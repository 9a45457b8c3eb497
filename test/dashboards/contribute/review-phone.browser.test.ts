import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hasBrowser, openBrowser } from "../../support/browser.ts";

const css = readFileSync("dashboards/contribute/contribute.css", "utf8");

/** A public reference, as it stands below a drawing. */
const REFERENCE = `<section class="card reference"><h2>heading</h2><p>of which homes</p><div class="source">source</div></section>`;

/** Which of these parts of a standing are seen in the step where one reads again, at a width. */
async function seenAt(width: number, ...notes: readonly string[]): Promise<string[]> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    await page.setContent(
      `<style>${css}</style><div class="review"><section class="standing"><div class="of-topic"><figure class="framed">${notes
        .map((name) => `<p class="${name}">${name}</p>`)
        .join("")}<dl class="gap"><dt>gap</dt></dl></figure>${REFERENCE}</div></section></div>`,
    );
    return await page.locator(":is(.framed, .reference) > :visible").allTextContents();
  } finally {
    await browser.close();
  }
}

test.skipIf(!hasBrowser)(
  "on a phone the first note beside one's months is seen, which says what the middle of the others is, and of which homes a reference is",
  async () => {
    expect(await seenAt(390, "note", "note other")).toEqual(["note", "of which homes"]);
    // What lacks, and why there is no place, are both said.
    expect(await seenAt(390, "note untold", "note why")).toEqual(["note untold", "note why", "of which homes"]);
    expect(await seenAt(1280, "note", "note other")).toEqual([
      "note",
      "note other",
      "gap",
      "heading",
      "of which homes",
      "source",
    ]);
  },
);
