/**
 * Makes the README's pictures in `docs/pictures/`. It publishes the real Lyon set where it is available (`../shared/data`),
 * otherwise the made-up sample, serves the portal on a free port and photographs its pages in Chromium; the contributors' pages
 * are of the sample with an intake, and a made-up file. It needs a built `dist/`.
 *
 *     node scripts/pictures.mjs [FOLDER]
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lyon = join(root, "../shared/data/lyon");
const command = join(root, "dist/cli/main.js");
const CHROMIUM = "/usr/bin/chromium";
/** Largest size of a picture, because pictures are part of the repository. */
const MOST_BYTES = 300_000;

/** What is shown of a commons: an area with published and withheld neighbours, and the answers of one visitor. */
const LYON = {
  district: "district?area=69388&level=iris&at=693880702",
  answers: { place: "laennec", chips: ["55-74"], amount: "86" },
  explore: "explore",
};
/** Note beside every figure of the set, which is modelled and not metered. */
const NOTE = {
  fr: "Coûts annuels modélisés par les certificats énergétiques (DPE), ramenés au mois, non mesurés : chauffage, eau chaude, climatisation, éclairage, auxiliaires, sans cuisson ni appareils.",
  en: "Yearly costs as modelled by energy certificates, divided by twelve, not metered: heating, hot water, cooling, lighting, pumps, without cooking or appliances.",
};
/** Whom the pages name where they say whom to ask. */
const CONTACT = "bonjour@voisinage.example";
/** Where the set was published first: its figures count dwellings, not households. */
const ORIGIN = {
  fr: "ADEME, certificats énergétiques (DPE) de logements existants, Licence Ouverte",
  en: "ADEME, energy certificates (DPE) of existing dwellings, Licence Ouverte",
};
/** What outlines and background of its maps were taken from. */
const MAPS = {
  outlines: { fr: "IRIS, IGN et Insee, Licence Ouverte", en: "IRIS, IGN and Insee, Licence Ouverte" },
  background: { fr: "d’après les mêmes contours", en: "from the same outlines" },
};
const SAMPLE = {
  district: "district?level=secteur",
  answers: { place: "colline", chips: ["electric", "2"], amount: "410" },
  explore: "explore",
};

function voisinage(...args) {
  const { status } = spawnSync(process.execPath, [command, ...args], { stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error(`voisinage ${args[0]} failed`);
}

function publish(home) {
  if (!existsSync(lyon)) {
    voisinage("demo", "--home", home, "--no-serve");
    return SAMPLE;
  }
  const settings = `${home}.json`;
  const own = JSON.parse(readFileSync(join(lyon, "settings.json"), "utf8"));
  writeFileSync(
    settings,
    JSON.stringify({ ...own, contact: CONTACT, origin: ORIGIN, maps: MAPS, notes: { "spending.energy": NOTE } }),
  );
  voisinage("init", "--home", home, "--territory", join(lyon, "territory"), "--settings", settings);
  voisinage("donate", "--home", home, join(lyon, "donations.ndjson"));
  voisinage("release", "--home", home, "--period", "2024", "--households", "12500");
  return LYON;
}

/** A made-up load curve: half-hours since last year's January, higher in winter and in the evening. */
function madeUpCurve() {
  const rows = [];
  const first = Date.UTC(new Date().getUTCFullYear() - 1, 0, 1) - 3_600_000;
  const last = Math.floor((Date.now() - first) / 1_800_000);
  for (let i = 1; i <= last; i += 1) {
    const end = new Date(first + i * 1_800_000 + 3_600_000);
    const [season, hour] = [Math.cos((i / 48 / 365) * 2 * Math.PI), end.getUTCHours()];
    const watts = Math.round(260 + 140 * season + (hour >= 18 && hour < 23 ? 320 : 0));
    rows.push(`${end.toISOString().slice(0, 19)}+01:00;${watts}`);
  }
  const names =
    "Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite;Pas en minutes";
  return [
    names,
    "00000000000000;Courbe de charge;;;Energie active;Consommation;Comptage Brut;W;",
    "Horodate;Valeur",
    ...rows,
  ].join("\n");
}

/** Drops a file on the sample town, and goes to what it says. A file that is read leads to the second step by itself. */
async function toReport(page) {
  await page.setInputFiles("#files", { name: "courbe.csv", mimeType: "text/csv", buffer: Buffer.from(madeUpCurve()) });
  await page.locator(".source-box .says summary").click();
  await page.locator(".source-box").evaluate((element) => element.scrollIntoView());
}

async function toText(page) {
  await toReport(page);
  await page.fill(".home-card [role=combobox]", "Gare-Maquette Centre");
  await page.keyboard.press("Enter");
  for (const row of await page.locator(".home-card fieldset.chips").all()) await row.locator("button").nth(1).click();
  await page.locator('.offers input:not([id$="-none"])').last().check();
  for (const box of ["#purpose", "#told", "[name=who]"]) await page.check(box);
  await page.locator(".leaves").evaluate((element) => element.scrollIntoView());
}

async function toKey(page) {
  await toText(page);
  await page.click("#send");
  await page.waitForSelector("#key");
  await page.locator(".key-sheet").evaluate((element) => element.scrollIntoView());
}

/** @returns {Promise<{ url: string, stop: () => void }>} */
async function serve(home, ...options) {
  const server = spawn(process.execPath, [command, "serve", "--home", home, "--port", "0", ...options], {
    stdio: ["ignore", "pipe", 2],
  });
  for await (const line of createInterface({ input: server.stdout })) {
    const url = /http:\/\/\S+/.exec(line)?.[0];
    if (url) return { url, stop: () => server.kill() };
  }
  throw new Error("the service did not start");
}

/** Enters a visitor's answers, on Accueil or on Me situer. */
async function answer(page, { place, chips, amount }) {
  for (const chip of chips) await page.locator(`.chip[data-value="${chip}"]`).first().click();
  await page.locator("[role=combobox]").fill(place);
  await page.keyboard.press("Enter");
  await page.locator("[data-amount]").first().fill(amount);
  await page.waitForSelector(".reply .sentence:not(.quiet)");
  await page.evaluate("document.activeElement.blur(), scrollTo(0, 0)");
}

/** @param {{ name: string, path: string, width: number, height: number, prepare?: (page: import("playwright-core").Page) => Promise<void> }} shot */
async function photograph(browser, url, folder, { name, path, width, height, prepare }) {
  const page = await browser.newPage({ viewport: { width, height }, locale: "fr-FR", reducedMotion: "reduce" });
  const file = join(folder, `${name}.png`);
  try {
    await page.goto(`${url}/${path}`);
    await page.waitForSelector("main[data-ready]");
    await prepare?.(page);
    await page.screenshot({ path: file });
  } finally {
    await page.close();
  }
  const { size } = statSync(file);
  if (size > MOST_BYTES) throw new Error(`${name}.png has ${size} bytes; at most ${MOST_BYTES} are kept`);
  console.log(`${name}.png ${Math.round(size / 1000)} kB`);
}

async function main(folder) {
  if (!existsSync(command)) throw new Error("dist/ is not built; npm run build makes it");
  if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is not there; on Debian: apt-get install chromium`);
  mkdirSync(folder, { recursive: true });
  const place = mkdtempSync(join(tmpdir(), "voisinage-pictures-"));
  try {
    const home = join(place, "home");
    const shown = publish(home);
    const portal = await serve(home, "--only", "portal");
    const town = join(place, "town");
    voisinage("init", "--home", town, "--settings", join(root, "sample/settings.json"));
    const commons = await serve(town);
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
    const onFirst = async (page) => {
      await answer(page, shown.answers);
      await page.waitForSelector("[data-area]");
    };
    const toAnswer = async (page) => {
      await answer(page, shown.answers);
      await page.locator(".home button[type=submit]").click();
      await page.evaluate("document.activeElement.blur(), scrollTo(0, 0)");
    };
    const toMap = (page) => page.waitForSelector("#district-map [data-area]");
    const desktop = { width: 1280, height: 900 };
    try {
      for (const shot of [
        { name: "district", path: shown.district, width: 1280, height: 1120, prepare: toMap },
        { name: "home", path: "", width: 1280, height: 1040, prepare: onFirst },
        { name: "compare", path: "compare", width: 1280, height: 1240, prepare: toAnswer },
        { name: "explore", path: shown.explore, width: 1280, height: 1100 },
        { name: "privacy", path: "privacy", ...desktop },
        { name: "phone", path: "compare", width: 390, height: 844, prepare: toAnswer },
      ]) {
        await photograph(browser, portal.url, folder, shot);
      }
      const phone = { width: 390, height: 844 };
      for (const shot of [
        { name: "contribute", path: "contribute", ...phone, prepare: toReport },
        { name: "contribute-text", path: "contribute", ...phone, prepare: toText },
        { name: "contribute-key", path: "contribute", ...phone, prepare: toKey },
      ]) {
        await photograph(browser, commons.url, folder, shot);
      }
    } finally {
      await browser.close();
      portal.stop();
      commons.stop();
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

try {
  await main(process.argv[2] ?? join(root, "docs/pictures"));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
