import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { expect, test, vi } from "vitest";
import { DrawRows } from "../../../dashboards/charts/draw-rows.tsx";
import { LATER_WORDS } from "../../../dashboards/contribute/later-words.ts";
import { betsOf, betsWon, plainBets, yearBudget } from "../../../dashboards/privacy/bet.ts";
import { alikeYears, spentYears, unopenedYears } from "../../../dashboards/privacy/budget-card.tsx";
import { Limits, Steps } from "../../../dashboards/privacy/check-offline.tsx";
import { wholeBets } from "../../../dashboards/privacy/forecast-text.ts";
import { kindText } from "../../../dashboards/privacy/ledger.ts";
import { gaussian } from "../../../dashboards/privacy/noise.ts";
import { takeAll } from "../../../dashboards/privacy/take-all.ts";
import {
  meanOf,
  noiseOf,
  plannedNoise,
  publishOnce,
  streetLength,
  streetOf,
  type ToyNoise,
} from "../../../dashboards/privacy/toy.ts";
import { Readings } from "../../../dashboards/privacy/toy-card.tsx";
import { type Example, exampleOf, type TrustData } from "../../../dashboards/privacy/trust.ts";
import { copyRows, Questions, seenText } from "../../../dashboards/privacy/trust-view.tsx";
import { WhoSees } from "../../../dashboards/privacy/who-sees.tsx";
import { PRIVACY, TRUST } from "../../../dashboards/privacy/words.ts";
import type { LedgerEntry } from "../../../src/contract/chain.ts";
import type { PrivacyReport } from "../../../src/contract/manifest.ts";
import type { Observation } from "../../../src/contract/observation.ts";
import { spendOf } from "../../../src/ledger/spend.ts";
import { shownAt } from "../explore/shown.ts";

test("a draw is centred and never infinite", () => {
  const draw = (a: number, b: number) => gaussian(() => Uint32Array.of(a, b));
  expect(draw(2 ** 32 - 1, 0)).toBe(0);
  expect(draw(0, 0)).toBeCloseTo(6.66, 2);
  expect(draw(0, 2 ** 31)).toBeCloseTo(-6.66, 2);
});

test("bets won are those that a release states, in hundredths; of an older one they follow from its ρ and δ", () => {
  const spend = { rho: "2278/10000", epsilon: 3.46, delta: 1e-6 };
  expect(betsWon({ ...spend, odds: 63.21, odds_changed: 74.4 })).toEqual({ there: 63.21, changed: 74.4 });
  // Φ(√(2·0.2278)/2) is 63.21: without the terms of the year one draw may have had all of it.
  expect(betsWon(spend)).toEqual({ there: 63.5, changed: 75.59 });
  expect(betsWon({ rho: "0/1", epsilon: 0, delta: 0 })).toEqual({ there: 50, changed: 50 });
  expect(betsWon({ ...spend, rho: "50/1" })).toEqual({ there: 100, changed: 100 });
});

test("bets are said in whole numbers, rounded up and never to certainty", () => {
  expect([50, 63.21, 89, 89.01, 99, 99.01, 100].map((odds) => wholeBets(odds, "fr"))).toEqual([
    "50",
    "64",
    "89",
    "90",
    "99",
    "presque 100",
    "presque 100",
  ]);
});

test("bets of a release that states none are those that the ledger and verify come to from its entries, to the hundredth", () => {
  const budget = { shares: { counts: 0.3, sums: 0.5, histograms: 0.1, revision: 0.1 } };
  const chain = [
    { ...link, seq: 1, year: 2025, kind: "terms", terms: { budget, clamps: {} }, territory: "" },
    { ...opened, seq: 2, streams: 2 },
    {
      ...debit("2025", "1/9"),
      seq: 3,
      charges: { "a.b": { rho: "1/9", delta: "1/10000000" }, "a.c": { rho: "1/8", delta: "1/9000000" } },
    },
    { ...debit("2025-01", "1/40"), seq: 4 },
  ] as unknown as LedgerEntry[];
  const stated = spendOf(chain, { num: 1n, den: 10n ** 7n }, chain);
  const { odds: _odds, odds_changed: _changed, ...older } = stated;
  const report = {
    release: "2025",
    ledger: chain,
    year: { ...older, year: 2025 },
    lifetime: older,
    this_release: spendOf(chain.slice(2, 3), { num: 1n, den: 10n ** 7n }, chain),
  } as unknown as PrivacyReport;
  const bets = betsOf(report, chain);
  expect(bets.year).toEqual({ there: stated.odds, changed: stated.odds_changed });
  expect(bets.lifetime).toEqual(bets.year);
  expect(bets.release).toEqual({ there: report.this_release.odds, changed: report.this_release.odds_changed });
  // Without entries all of ρ counts as one draw, which is more.
  expect(betsWon(older).there).toBeGreaterThan(bets.year.there);
});

test("the plain part of the bets is Φ(√(2ρ)/2)", () => {
  expect([0, 0.2278, 2, 50].map(plainBets)).toEqual([50, 63.21, 84.13, 100]);
});

const link = { commons: "0".repeat(32), at: "2026-01-01T00:00:00.000Z", previous: "0".repeat(64), hash: "0".repeat(64) };
const opened = { ...link, seq: 1, year: 2025, kind: "opened", epsilon: 4, rho: "1/4", conversion: "1/2", gates: "1/2" } as const;
const debit = (publication: string, rho: string) =>
  ({
    ...link,
    seq: 2,
    year: 2025,
    kind: "debit",
    publication,
    charges: { "a.b": { rho, delta: "0/1" } },
    streams: 1,
    digest: null,
  }) as const;

test("a year's budget is told by what it was spent for, as shares of what its opening allowed", () => {
  const entries = [
    { ...opened, streams: 1, k: 11, terms: "0".repeat(64) },
    debit("2025-01", "1/40"),
    debit("2025-02", "1/40"),
    debit("2025", "1/10"),
  ];
  const budget = yearBudget(entries, 2025);
  expect(budget?.parts.map(({ spentFor, share }) => [spentFor, Number(share.toFixed(6))])).toEqual([
    ["year", 0.4],
    ["month", 0.2],
  ]);
  expect(budget?.spent).toBeCloseTo(0.6, 6);
  expect(yearBudget(entries, 2024)).toBe(null);
  // Each year that was spent from has a bar, newest first; one that was only opened has none.
  const earlier = entries.map((entry) => ({ ...entry, year: 2024 }));
  const next = { ...opened, year: 2026, streams: 1, k: 11, terms: "0".repeat(64) } as const;
  const years = spentYears([...earlier, ...entries, next], budget!);
  expect(years.map(({ year }) => year)).toEqual([2025, 2024]);
  // Two years that say the same have one bar, whose legend then has the shares.
  expect(alikeYears(years, "fr").map((group) => group.map(({ year }) => year))).toEqual([[2025, 2024]]);
  const less = spentYears([...earlier.slice(0, -1), ...entries], budget!);
  expect(alikeYears(less, "fr").map((group) => group.map(({ year }) => year))).toEqual([[2025], [2024]]);
});

const PLAN = {
  k: 11,
  measures: [
    {
      domain: "water",
      measure: "volume",
      clamp: { upper: 40, source: "" },
      unit: "m3",
      note: null,
      needed: [
        { level: "town", households: 300, step: "month" as const, sigma_count: 50, sigma_sum: 60 },
        { level: "leaf", households: 35, step: "year" as const, sigma_count: 4, sigma_sum: 4 },
      ],
    },
  ],
};
const NOISE = plannedNoise(PLAN) as ToyNoise;
/** Always the same bits: a draw of 0, or of the largest there is. */
const still = () => Uint32Array.of(2 ** 32 - 1, 0);

test("the toy's street is the same each time, below the clamp, and as long as makes a figure appear almost surely, with a margin to rely on", () => {
  expect(streetLength(NOISE)).toBe(70);
  const far = { ...NOISE, half: 100 };
  expect([streetLength(far), streetLength(far, true)]).toEqual([120, 110]);
  // Without noise in the draw the margin is the expected one.
  const widest = ({ value, lower, upper }: { value: number; lower: number; upper: number }) => (upper - lower) / 2 / value;
  const figure = publishOnce(streetOf(70, 40), NOISE, still);
  expect(figure && widest(figure)).toBeLessThan(0.26);
  expect(streetOf(50, 40)).toEqual(streetOf(50, 40));
  expect(Math.max(...streetOf(120, 40))).toBeLessThanOrEqual(40);
  expect(meanOf(streetOf(50, 40))).toBeGreaterThan(5);
});

test("the toy publishes nothing of fewer than k homes, whatever the noise, and without noise the mean", () => {
  const loud = () => Uint32Array.of(0, 0);
  expect(publishOnce(streetOf(10, 40), NOISE, loud)).toBe(null);
  const street = streetOf(50, 40);
  const figure = publishOnce(street, NOISE, still);
  expect(figure?.value).toBeCloseTo(meanOf(street), 9);
  // 95 %: 1.96 standard deviations, a little more for the noise of the count.
  expect((figure?.upper ?? 0) - (figure?.value ?? 0)).toBeGreaterThan((1.96 * 80) / 50);
});

test("the toy strikes no number to write the same again, and says where the published one has not changed", () => {
  const props = { noise: NOISE, unit: "m³", lang: "fr" as const, onRedraw: () => undefined };
  const read = (amounts: readonly number[], removed: number) => {
    const street = { amounts, removed, without: amounts.filter((_, i) => i !== removed) };
    const [withIt, withoutIt] = [amounts, street.without].map((some) => publishOnce(some, NOISE, still));
    return renderToString(h(Readings, { ...props, street, withIt: withIt ?? null, withoutIt: withoutIt ?? null })).replaceAll(
      /[\u00a0\u202f]/g,
      " ",
    );
  };
  const alike = read(
    Array.from({ length: 70 }, () => 9),
    3,
  );
  expect(alike).toContain("avec ou sans elle, une fois arrondie");
  expect(alike).toContain("Une fois arrondi, le chiffre publié n’a pas changé");
  expect(alike).not.toContain("<s>");
  const apart = read([40, ...Array.from({ length: 69 }, () => 9)], 0);
  expect(apart).toContain("<s>9,4 m³</s> 9,0 m³");
  expect(apart).toContain("vient surtout du flou");
});

test("the toy says of a margin that misses the true mean that some five in a hundred do, and which, and rings its hollow dot", () => {
  const amounts = Array.from({ length: 70 }, () => 9);
  const part = { noise: NOISE, unit: "m³", lang: "fr" as const };
  const held = { value: 9.5, lower: 8, upper: 11 };
  const missed = { value: 12, lower: 10.5, upper: 13.5 };
  const said = (removed: number | null, withIt: typeof held, withoutIt: typeof held) => {
    const street = { amounts, removed, without: amounts.slice(1) };
    return renderToString(h(Readings, { ...part, street, withIt, withoutIt, onRedraw: () => undefined }));
  };
  expect(said(null, held, missed)).not.toContain("manque la vraie moyenne");
  expect(said(null, missed, held)).toMatch(/Cette fois la marge manque la vraie moyenne.+5 fois sur 100/);
  expect(said(0, missed, held)).toContain("Cette fois, avec elle, la marge manque");
  expect(said(0, held, missed)).toContain("Cette fois, sans elle, la marge manque");
  expect(said(0, missed, missed)).toContain("Cette fois, avec elle comme sans elle, la marge manque");
  expect(said(0, missed, missed).match(/la marge manque/g)).toHaveLength(1);
  const row = { name: "", mean: 9, meanText: "", hasRead: true, draws: [missed, held, held] };
  const drawn = renderToString(
    h(DrawRows, { id: "toy", width: 400, label: "", rows: [row], from: 5, to: 13, unit: "m³", format: String }),
  );
  const [read, ...others] = drawn.match(/<circle[^>]+>/g) ?? [];
  expect(read).toMatch(/fill="var\(--card\)" stroke="var\(--ink\)"/);
  for (const other of others) expect(other).toMatch(/fill="var\(--n2\)" stroke="var\(--n2\)"/);
});

test("before the first release the toy draws with the plan's noise; without a plan there is none", () => {
  expect(NOISE).toMatchObject({
    measure: "water.volume",
    level: "leaf",
    sigmaCount: 4,
    sigmaSum: 80,
    tau: 25,
    half: 35,
  });
  const measures = PLAN.measures.map(({ needed, ...measure }) => measure);
  expect(plannedNoise({ ...PLAN, measures })).toBe(null);
});

test("the toy draws with the noise of the report's finest table of all homes, in the display unit", () => {
  const mechanism = (level: string, quantity: "count" | "sum", sigma: number, sensitivity: string, needed: number | null) => ({
    measure: "water.volume",
    level,
    table: "_T" as const,
    quantity,
    sensitivity,
    rho: "1/100",
    variance: "1/1",
    sigma,
    gate: needed === null ? null : { delta: "1/1000000", tau: String(needed - 10), households_needed: needed },
  });
  const report = {
    k: 11,
    mechanisms: [
      mechanism("town", "count", 50, "1", 300),
      mechanism("town", "sum", 5e9, "13200000", null),
      mechanism("leaf", "count", 4, "1", 35),
      mechanism("leaf", "sum", 26_400_000, "13200000", null),
    ],
  } as unknown as PrivacyReport;
  expect(noiseOf(report, () => 40)).toMatchObject({
    sigmaCount: 4,
    sigmaSum: 40,
    // Noise of two half clamps in the sum, and of four homes in the count, each half a clamp.
    level: "leaf",
    half: 35,
    tau: 25,
  });
  expect(noiseOf({ ...report, mechanisms: [] }, () => 40)).toBe(null);
});

test.skipIf(!existsSync("/usr/bin/curl"))(
  "the command on the page takes every file of every release, and the log, where verify looks for them",
  async () => {
    const server = createServer((request, response) => response.end(request.url));
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const folder = mkdtempSync(join(tmpdir(), "voisinage-take-"));
    try {
      const files = (...names: string[]) => names.map((name) => ({ name, url: "", media_type: "" }));
      const releases = [
        { id: "2025", files: files("a.parquet", "manifest.json") },
        { id: "2026-01", files: files("a.parquet", "manifest.json") },
        { id: "2025-r1", files: files("manifest.json") },
      ];
      const command = takeAll(`http://127.0.0.1:${(server.address() as AddressInfo).port}/town/privacy?lang=en`, releases, true);
      await promisify(execFile)("bash", ["-c", command], { cwd: folder });
      for (const { id, files: own } of releases) {
        const names = [...own.map(({ name }) => name), "manifest.jws"].sort();
        expect(readdirSync(join(folder, "releases", id)).sort()).toEqual(names);
        for (const name of names)
          expect(readFileSync(join(folder, "releases", id, name), "utf8")).toBe(`/town/v1/releases/${id}/${name}`);
      }
      expect(readFileSync(join(folder, "log.json"), "utf8")).toBe("/town/v1/log.json");
    } finally {
      rmSync(folder, { recursive: true, force: true });
      server.close();
    }
  },
);

test("who checks is told where program and thumbprint are, whom to ask for the thumbprint, and nothing of a program that nobody names", () => {
  const keys = [{ kid: "k".repeat(43) }];
  const steps = (about: object) => {
    const data = { log: { keys, entries: [], size: 0 }, catalog: { commons: about, releases: [] } } as unknown as TrustData;
    return renderToString(h(Steps, { data, lang: "en" }));
  };
  vi.stubGlobal("document", { baseURI: "https://commons.example/privacy" });
  const stated = steps({ contact: "a@b.example", source_code: "https://forge.example/p", thumbprint_at: "Gazette of 3 March" });
  expect(stated).toContain('again: <a href="https://forge.example/p">https://forge.example/p</a>. Put');
  expect(stated).toContain("publishes elsewhere: Gazette of 3 March.");
  const asked = steps({ contact: "a@b.example" });
  expect(asked).toMatch(/A site cannot vouch for its own key.*ask <a href="mailto:a@b.example">.*as signed/s);
  expect([stated, asked].map((one) => one.match(/<li>/g)?.length)).toEqual([4, 3]);
  expect(steps({})).toContain("ask whoever runs this site");
  vi.unstubAllGlobals();
});

test("the consent and Confiance say alike what readings are read for: that they are read is not what the law forbids", () => {
  const said = (lang: "fr" | "en"): string => LATER_WORDS[lang].consent.purposeTick(null, "2028");
  expect([said("fr"), said("en")]).toEqual([
    expect.stringMatching(/lise au chiffre près.*pour en publier des statistiques/),
    expect.stringMatching(/reading what I have ticked.*to publish protected statistics of it/),
  ]);
  expect(TRUST.fr.officer.rows.reader).toContain("pour les statistiques seulement, selon la loi et son engagement");
  expect(TRUST.en.officer.rows.reader).toContain("for the statistics only, by law and by their undertaking");
  expect(`${TRUST.fr.verify.limitsOfVault("")} ${TRUST.en.verify.limitsOfVault("")}`).not.toMatch(/ne lise pas|does not read/);
});

test("what a neighbour sees is written as the table of its level writes it", () => {
  const {
    facts: { catalog, territory },
    rows,
  } = shownAt("level=quarter");
  const of = (area: string, statistic: "MEAN" | "COUNT", value: number, half: number): Observation[] =>
    rows
      .filter((row) => row.REF_AREA === "N1" && row.STATISTIC === statistic && row.HOUSEHOLD_TYPE === "_T")
      .map((row) => ({ ...row, REF_AREA: area, OBS_VALUE: value, CI_LOWER: value - half, CI_UPPER: value + half }));
  const level = [...of("N1", "MEAN", 9.5, 0.2), ...of("N1", "COUNT", 400, 20), ...of("S1", "MEAN", 7.2, 2.2)];
  const example = exampleOf(catalog, territory, [...level, ...of("S1", "COUNT", 150, 40)], "2025", "water.volume");
  expect(seenText(example as Example, "fr").replace(/\u00a0/g, " ")).toContain("« 7,2 m³ en moyenne, entre 5,0 et 9,4 m³");
});

test("where nobody can contribute yet, Confiance speaks to no contributor; where nothing is published, of what will be", () => {
  vi.stubGlobal("location", { href: "https://commons.example/privacy", pathname: "/privacy" });
  vi.stubGlobal("addEventListener", () => undefined);
  const costs = [3.71, 8.12].map((epsilon, i) => ({ contributions: i + 1, epsilon }));
  const several = { costs };
  const said = (ready: boolean, report: object | null, commons: object = {}, quarters = 3, isServed = true): string => {
    const data = {
      catalog: {
        k: 11,
        ...(isServed ? { intake: { ready, url: "/" } } : {}),
        commons,
        measures: [],
        territory: { levels: ["town", "quarter"] },
      },
      notice: {
        facts: {
          operator: { controller: null, contact: "a@b.example", backup_days: 35 },
          retention_months: 15,
          acts_days: 35,
          partners: null,
          authority: { name: "CNIL" },
          attributes: ["size", "heating"],
        },
      },
      example: null,
      report: report && { several, ...report },
      full: report && { report: { cells: { quarter: { published: quarters, unreliable: 0, withheld: 3 } } } },
    } as unknown as TrustData;
    return `${renderToString(h(Questions, { data, lang: "fr" }))} ${renderToString(h(WhoSees, { data, lang: "fr" }))} ${renderToString(h(Limits, { data, lang: "fr" }))}`;
  };
  // A break-in has a row for each thing that may be taken, and says of keys where they are.
  expect(said(true, {})).toMatch(
    /le programme ne met jamais la clé dans le coffre.*à part.*15.mois au plus\. Dans les sauvegardes, 35 jours de plus/s,
  );
  // The file of requests lies beside the key, and is told of like the rest.
  expect(said(true, {})).toMatch(/Le fichier des demandes.*Ni relevé ni secteur.*35.jours/s);
  // What each is comes after the sentence, a tap below it.
  expect(said(true, {})).toMatch(/Sans la clé du coffre.*Avec elle, il les lit.*<details>.*Une copie des fichiers du site/s);
  // Who changes the pages takes what is typed there from then on, which the impact assessment names among the risks that stay.
  expect(said(true, {})).toMatch(/Les pages, qu’il modifie.*tapé ou déposé à partir de là, clés des contributeurs comprises/s);
  // What nothing that is published can prove is said to be the operator's word.
  expect(said(true, {})).toMatch(/efface à temps.*tire vraiment le flou au hasard.*sa parole/s);
  // Who has the key reads all that the notice says is kept.
  expect(said(true, {})).toMatch(
    /relevés et d’où ils viennent, leur secteur, l’accord avec sa date.*âge, le mois de réception, les suspensions et oppositions.*; si c’est dit, le nombre de personnes, le chauffage\./,
  );
  // No word tells how much one learns: that depends on the budget, and the figures say it.
  expect(said(true, {})).not.toMatch(/presque rien|ne suffit pas|peu en une année/i);
  const toContributors = /\b(votre|vos) (clé|relevés|appareil)\b/i;
  // Who lives with a contributor finds what to ask, where there are contributors.
  const livesWith = /href="notice#notice-others">Vous vivez avec quelqu’un/;
  expect(said(true, {})).toMatch(livesWith);
  expect(said(false, {})).not.toMatch(livesWith);
  expect(said(true, {})).toMatch(toContributors);
  expect(said(false, {})).not.toMatch(toContributors);
  expect(said(false, {})).toContain("L’opérateur");
  expect(said(true, {})).toContain("Il voit des moyennes");
  expect(said(true, {}, {}, 0)).toMatch(/Rien n’a encore paru pour un secteur/);
  expect(said(true, {}, {}, 0)).not.toContain("Il voit des moyennes");
  expect(said(true, null)).toMatch(/Rien n’est encore publié.*il verra des moyennes/);
  // What the operator could do with another file is said first, where there is a vault, open or not yet; the noise is no help.
  for (const ready of [true, false])
    expect(said(ready, {})).toMatch(
      /^<div class="questions"><section.*L’opérateur du commun.\?.*relevés exacts, leur secteur.*fichier de factures.*reconnaître un foyer.*Le flou n’y peut rien.*peut rester vide.*Un voisin/s,
    );
  // A bet gets better with years, as the worst case below says.
  expect(said(true, {})).toMatch(/ne peut que parier sur le vôtre, avec plus de chances chaque année/);
  // What a withdrawal leaves behind is said here as in the notice.
  // As the notice says: a key and the file that was sent tell what was sent.
  expect(said(true, {})).toMatch(/Restent, sans limite, des empreintes.*avec la clé du coffre et le fichier d’origine/);
  // Where all was taken from what is published elsewhere, and nobody can contribute, there is no vault to speak of.
  const origin = { origin: { fr: "ADEME", en: "ADEME" } };
  expect(said(false, {}, origin)).toMatch(/une copie de données publiées ailleurs.: ses lignes exactes, lisibles avec la clé/);
  expect(said(false, {}, origin)).not.toMatch(/coffre|effraction est déclarée|fichier de factures/);
  expect(said(true, {}, origin)).toMatch(/coffre/);
  // So it is where a copy is published without any intake.
  const withoutIntake = said(false, {}, origin, 3, false);
  expect(withoutIntake).not.toMatch(/coffre|fichier de factures|Votre clé|qui a contribué/);
  expect(withoutIntake).toMatch(/Votre logement est dans cette copie/);
  // A budget is that of one contribution, or of one row: what a second costs the same home is said, in the ledger's own figures.
  expect(said(true, {})).toMatch(/contribuer deux fois affaiblit la protection de plus de moitié \(ε.=.8,1 au lieu de 3,7\)/);
  expect(said(false, {}, origin)).toMatch(
    /deux lignes.*affaiblie de plus de moitié \(ε.=.8,1 au lieu de 3,7\)\. Le budget est celui d’une ligne/,
  );
  expect(said(true, null)).toMatch(/contribuer deux fois affaiblit la protection de plus de moitié\./);
  // Who is in the copy never gave anything: what they may ask, whom, and where it is written comes first and is not folded.
  expect(said(false, {}, origin)).toMatch(
    /^<div class="questions"><section[^>]*><h2>Votre logement est dans cette copie.\?<.*voir.*corriger ou effacer, vous opposer.*href="mailto:a@b\.example".*href="notice#notice-rights"/s,
  );
  expect(said(false, {}, origin)).not.toMatch(/<details|changez d’avis/);
  // Where people contribute beside it, both are told.
  expect(said(true, {}, origin)).toMatch(/dans cette copie.*changez d’avis/s);
  expect(said(true, {})).not.toContain("dans cette copie");
  // Its source has each row, and stays; only the copy has an end.
  expect(said(false, {}, origin)).toMatch(/D’après ces chiffres.*leur source, elle, peut en dire plus.*La copie.: 15.mois/s);
  expect(said(true, {})).not.toContain("leur source");
  // Before the first publication no figure stays behind.
  expect(said(true, {})).toContain("les chiffres déjà publiés");
  expect(said(true, null)).not.toContain("les chiffres déjà publiés");
  vi.unstubAllGlobals();
});

test("a year that contributions are asked for and whose budget is not opened is named; none is of figures taken from elsewhere", () => {
  const data = (commons: object, years: readonly number[]) =>
    ({
      catalog: { commons, releases: [{ period: "2024", step: "year", revision: 0 }] },
      log: { entries: years.map((year) => ({ kind: "opened", year })) },
      notice: { facts: { retention_months: 15, protection: { levels: [{ frequency: "year" }], revised: false } } },
    }) as unknown as TrustData;
  expect(unopenedYears(data({}, [2024]), "2026-11")).toEqual(["2025", "2026"]);
  expect(unopenedYears(data({}, [2024, 2025]), "2026-11")).toEqual(["2026"]);
  // A report tells of its own year where there is no log.
  const report = { ledger: [{ kind: "opened", year: 2026 }] } as unknown as TrustData["report"];
  expect(unopenedYears({ ...data({}, [2024, 2025]), report }, "2026-11")).toEqual([]);
  expect(unopenedYears(data({ origin: { fr: "ADEME", en: "ADEME" } }, [2024]), "2026-11")).toEqual([]);
});

test("the first terms of a chain are those of earlier years too; later ones are of their year on", () => {
  const terms = (seq: number, year: number) => ({ ...link, seq, year, kind: "terms" }) as unknown as LedgerEntry;
  const chain = [terms(1, 2026), { ...opened, seq: 2 } as unknown as LedgerEntry, terms(3, 2027)];
  expect(chain.map((entry) => kindText(entry, chain, PRIVACY.fr))).toEqual([
    "premières conditions\u00a0: celles de cette année et des précédentes",
    "année ouverte",
    "conditions valables à partir de cette année",
  ]);
});

test("an officer reads what the people in a copy may ask, of whom, and that informing them is not known to be done; no copy has no such row", () => {
  const origin = { fr: "Registre Xi", en: "Register Xi" };
  const said = (lang: "fr" | "en") =>
    copyRows(origin, "contact@alpha.example", lang)
      .map((row) => row.join(": "))
      .join("\n");
  expect(said("fr")).toMatch(/rectification, effacement.*articles 15 à 18 et 21.*contact@alpha\.example.*article 11/);
  expect(said("en")).toMatch(/rectification, erasure.*articles 15 to 18 and 21.*contact@alpha\.example/);
  expect(said("fr")).toMatch(/article 14\).*à faire par l’opérateur/);
  expect(said("en")).toMatch(/article 14\).*to be done by the operator/);
  expect(copyRows(undefined, "contact@alpha.example", "fr")).toEqual([]);
});
