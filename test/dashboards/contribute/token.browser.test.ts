import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Epoch } from "../../../src/contract/eligibility.ts";
import { hasBrowser, openBrowser } from "../../support/browser.ts";
import { voisinage } from "../../support/cli.ts";
import { writeTerritory } from "../../support/commons.ts";
import { startProvider } from "../../support/provider.ts";
import { type Served, type StableAddress, served, stableAddress } from "../../support/served.ts";
import { gridTerritory } from "../../support/territory.ts";
import { expectSound } from "../pages.ts";
import { type IntakeSubject, keepKey, SETTINGS, toReview, withContributePage } from "./steps.ts";

/** Fills in the city's sign-on, in the tab that the page opened. */
async function signIn(page: Page, context: BrowserContext, name: string): Promise<void> {
  const [tab] = await Promise.all([context.waitForEvent("page"), page.getByRole("link", { name: /^1\. S’identifier/ }).click()]);
  const done = tab.getByText("Vous êtes identifié. Fermez cet onglet");
  // Name, then leave to tell the issuer; who was here before is asked for the latter alone.
  const submit = tab.locator("button[type=submit]");
  for (;;) {
    await done.or(submit).first().waitFor();
    if (await done.isVisible()) break;
    if ((await tab.locator("[name=login]").count()) > 0) {
      await tab.fill("[name=login]", name);
      await tab.fill("[name=password]", "x");
    }
    const shown = tab.url();
    await submit.click();
    await tab.waitForURL((url) => url.href !== shown);
  }
  expect(new URL(tab.url()).search).toBe("?signed-in");
  await tab.close();
}

/** A provider, an issuer and a commons that asks for its tokens, each a server of its own, and a browser. Skipped where there is no Chromium. */
describe.skipIf(!hasBrowser)("contributing where a proof of residence is asked for, in a browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "voisinage-token-"));
  const running: Served[] = [];
  let address: StableAddress;
  let browser: Browser;
  let issuer: Served;
  const subject = (): IntakeSubject => ({ url: address.url, browser });

  beforeAll(async () => {
    const [key, store, home] = [join(folder, "issuer.json"), join(folder, "issuer.sqlite"), join(folder, "home")];
    const year = new Date().getUTCFullYear();
    const days = ["--from", `${year}-01-01`, "--until", `${year + 2}-01-01`];
    const made = await voisinage("issuer", "--key", key, "--add-epoch", String(year), ...days, "--bits", "2048", "--json");
    const { sha256: _, ...epoch } = JSON.parse(made.out) as Epoch & { sha256: string };
    // Each must be told of the other: the commons is behind an address that is known before it.
    address = await stableAddress();
    running.push(address);
    const provider = await startProvider((stop) => void running.push({ url: "", stop }));
    const sign = ["--oidc-issuer", provider.url, "--client-id", "issuer"];
    issuer = await served("issuer", "--key", key, "--store", store, "--commons", address.url, "--port", "0", ...sign);
    running.push(issuer);
    const settings = join(folder, "settings.json");
    const eligibility = { commons: "grid", issuer: issuer.url, keys: [epoch] };
    writeFileSync(settings, JSON.stringify({ ...SETTINGS, eligibility }));
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const init = await voisinage("init", "--home", home, "--territory", territory, "--settings", settings);
    expect([init.code, init.err]).toEqual([0, ""]);
    const commons = await served("serve", "--home", home, "--port", "0");
    running.push(commons);
    address.to(commons.url);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    for (const one of running.reverse()) await one.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("one signs in beside the page, has a proof signed blindly, and contributes; a second proof is refused", () =>
    withContributePage(subject(), "contribute", async ({ page, context, log, faults }) => {
      await toReview(page);
      await page.click("#send");
      expect(await page.locator("#step-fault").textContent()).toContain("Il manque la preuve d’habitant");
      const get = page.getByRole("button", { name: "2. Demander ma preuve" });
      await get.click();
      await expect.poll(() => page.locator("#token-fault").textContent()).toContain("Vous n’êtes pas identifié");
      await signIn(page, context, "alice");
      await get.click();
      await page.locator(".token .good").waitFor();
      await expectSound(page);
      // The issuer saw a blinded number and no part of the proof; the commons sees the proof and no account.
      await page.click("#send");
      await keepKey(page);
      const [asked, signed, sent] = log.filter((text) => text.startsWith("POST") && /tokens|donations/.test(text)) as [
        string,
        string,
        string,
      ];
      expect(JSON.parse(signed.split("\n")[3] ?? "").blinded).toBe(JSON.parse(asked.split("\n")[3] ?? "").blinded);
      const token = /"eligibility":"(v1\.[^"]+)"/.exec(sent)?.[1] ?? "";
      for (const part of token.split(".").slice(2)) {
        expect(part.length).toBeGreaterThan(40);
        for (const text of log.filter((one) => one.split("\n")[1]?.startsWith(issuer.url))) expect(text).not.toContain(part);
      }
      expect(sent).not.toContain("alice");
      // A refusal is answered 401, which browsers log.
      expect(faults.filter((fault) => !fault.includes("401"))).toEqual([]);

      await page.goto(`${address.url}/contribute`);
      await page.waitForSelector("main[data-ready]");
      await toReview(page);
      // The page signed out of the issuer once it had the proof.
      await get.click();
      await expect.poll(() => page.locator("#token-fault").textContent()).toContain("Vous n’êtes pas identifié");
      await signIn(page, context, "alice");
      await get.click();
      await expect.poll(() => page.locator("#token-fault").textContent()).toContain("a déjà eu sa preuve");
      await page.fill("#token", token);
      await page.getByRole("button", { name: "Utiliser cette preuve" }).click();
      await page.locator(".token .good").waitFor();
      await page.click("#send");
      await page.locator("#send-fault", { hasText: "Ce jeton a déjà servi" }).waitFor();
    }));

  test("a proof that was kept is pasted in another browser, and what is no proof is said to be none", async () => {
    let kept = "";
    await withContributePage(subject(), "contribute", async ({ page, context }) => {
      await toReview(page);
      await signIn(page, context, "bob");
      await page.getByRole("button", { name: "2. Demander ma preuve" }).click();
      await page.locator(".token .good").waitFor();
      expect(await page.locator(".token .hint").first().textContent()).toMatch(/Moment tiré au hasard pour vous/);
      const [saved] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Télécharger la preuve" }).click(),
      ]);
      kept = readFileSync(await saved.path(), "utf8").trim();
    });
    await withContributePage(subject(), "contribute", async ({ page }) => {
      await toReview(page);
      await page.fill("#token", kept.slice(0, -3));
      await page.getByRole("button", { name: "Utiliser cette preuve" }).click();
      await page.fill("#token", "v1.x");
      await page.getByRole("button", { name: "Utiliser cette preuve" }).click();
      expect(await page.locator("#token-fault").textContent()).toContain("n’est pas une preuve entière");
      await page.fill("#token", kept);
      await page.getByRole("button", { name: "Utiliser cette preuve" }).click();
      await page.locator(".token .good").waitFor();
      await page.click("#send");
      await keepKey(page);
    });
  });

  test("only the document that asks for proofs may ask the issuer, at each of its addresses, and no page anybody else", async () => {
    const policy = async (path: string) => (await fetch(`${address.url}/${path}`)).headers.get("Content-Security-Policy") ?? "";
    // One comes to Contribuer by navigation inside, under the policy of the address that was opened first.
    for (const path of ["", "compare", "contribute"]) expect(await policy(path)).toContain(`connect-src 'self' ${issuer.url}`);
    for (const path of ["my-contribution", "privacy", "v1/catalog"]) {
      expect(await policy(path)).toContain("default-src 'self'");
      expect(await policy(path)).not.toContain(issuer.url);
    }
  });
});
