import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { type Subject, withPage } from "./pages.ts";

const PNG_SIGNATURE = "89504e470d0a1a0a";

async function download(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).first().click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** Registers: a map is taken away as SVG and as PNG. */
export function registerDownloads(subject: () => Subject): void {
  test("a map is downloaded as well-formed SVG with a title and no page needed, and as PNG of twice its size", () =>
    withPage(subject(), "district?period=2025", async (page) => {
      const svg = await download(page, "Télécharger en SVG");
      expect(svg.name).toMatch(/^map-water\.volume-T-.+-2025\.svg$/);
      const read = await page.evaluate((text) => {
        const { documentElement: root } = new DOMParser().parseFromString(text, "image/svg+xml");
        const first = root.firstElementChild;
        return {
          root: root.nodeName,
          faults: root.getElementsByTagName("parsererror").length,
          first: first?.nodeName,
          title: first?.textContent,
        };
      }, svg.bytes.toString("utf8"));
      expect(read).toEqual({ root: "svg", faults: 0, first: "title", title: expect.stringMatching(/^Carte de Eau, par /) });
      // What a style sheet gave on the page is written out.
      expect(svg.bytes.toString("utf8")).not.toMatch(/style="[^"]*var\(/);

      const size = await page.locator("#map-value").evaluate((map) => {
        const { width, height } = map.getBoundingClientRect();
        return [Math.round(2 * width), Math.round(2 * height)];
      });
      const png = await download(page, "Télécharger en PNG");
      expect(png.name).toMatch(/\.png$/);
      expect(png.bytes.subarray(0, 8).toString("hex")).toBe(PNG_SIGNATURE);
      expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual(size);
    }));
}
