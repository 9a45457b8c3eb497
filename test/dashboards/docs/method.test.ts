import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { expect, test, vi } from "vitest";
import { MethodPage } from "../../../dashboards/docs/method-page.tsx";
import { METHOD_STEPS } from "../../../dashboards/docs/method-steps.ts";
import { Z95 } from "../../../dashboards/explore/correlation.ts";
import { WIDEST } from "../../../dashboards/explore/measured-means.ts";
import { en } from "../../../dashboards/messages/en/method.ts";
import { fr } from "../../../dashboards/messages/fr/method.ts";
import { fullestSubject } from "../../../dashboards/shared/subject.ts";
import type { Observation } from "../../../src/contract/observation.ts";
import { isVague, UNRELIABLE, UNRELIABLE_PREDICTED } from "../../../src/pipeline/estimate/margin.ts";
import { MAX_KEPT_ERROR } from "../../../src/pipeline/estimate/model.ts";
import { LEVEL } from "../../../src/pipeline/plan/budget.ts";
import { epsilonOf } from "../../../src/privacy/accounting.ts";
import { COARSE, FINE, HISTOGRAM_SENSITIVITY } from "../../../src/privacy/bins.ts";
import { normalQuantile } from "../../../src/privacy/normal.ts";
import { WITHIN } from "../../../src/privacy/quantiles.ts";
import { rational } from "../../../src/privacy/rational.ts";
import { FARTHEST_MOVE, LITTLE_SAVED, MIN_AREAS, TAILS } from "../../../src/privacy/shrinkage.ts";
import { sampleFacts } from "../explore/shown.ts";

test("what describes a step of the method can be opened", () => {
  const addresses = Object.values(METHOD_STEPS).flatMap(({ sources = [] }) => sources.map(({ address }) => address));
  expect(addresses.length).toBeGreaterThan(5);
  for (const address of addresses) expect(address).toMatch(/^https:\/\/(doi\.org\/10\.\d{4,5}|github\.com)\/\S+$/);
});

test("the method states the constants that the code computes with, and defines every symbol of its formulas", () => {
  const step = (name: keyof typeof fr.steps): string => {
    const [said, { formulas = [] }] = [[fr.steps[name], en.steps[name]], METHOD_STEPS[name]];
    return [...said.flatMap(({ text, where = "" }) => [String(text), where]), ...formulas].join(" ");
  };
  expect([HISTOGRAM_SENSITIVITY, COARSE.sizes.length, FINE.sizes.length]).toEqual([2n, 4, 4]);
  expect(step("noise")).toMatch(/2 pour un histogramme, .* quatre nombres.* 2 for a histogram, .* four numbers/);
  const z = (-normalQuantile((1 - LEVEL) / 2)).toFixed(2);
  for (const name of ["margin", "quantiles"] as const) {
    for (const said of [`z = ${z}`, `z = ${z.replace(".", ",")}`]) expect(step(name)).toContain(said);
  }
  expect(step("quantiles")).toContain(`${WITHIN ** 2} φ`);
  expect([COARSE.sizes, FINE.sizes]).toEqual([
    [1, 2, 4, 8],
    [1, 2, 8, 16],
  ]);
  expect(step("quantiles")).toMatch(/2, 4 et 8 barres \(2, 8 et 16 .*2, 4 and 8 bars \(2, 8 and 16 /);
  // The worked figure is what the accounting makes of it.
  expect(epsilonOf(rational(2961n, 10_000n), rational(5n, 10_000_000n)).toFixed(2)).toBe("4.00");
  expect(step("budget")).toMatch(/ρ = 0,2961 et δ₀ = 0,0000005 font ε = 4,00.*ρ = 0\.2961 and δ₀ = 0\.0000005 make ε = 4\.00/);
  expect([MIN_AREAS, MAX_KEPT_ERROR, LITTLE_SAVED, FARTHEST_MOVE, (1 - LEVEL).toFixed(2)]).toEqual([8, 0.9, 0.5, 0.75, "0.05"]);
  expect(step("model")).toMatch(
    /huit moyennes.*un dixième.*¾ σ.*moitié.*α = 0,05.*[Ee]ight means.*a tenth.*¾ σ.*half.*α = 0\.05/,
  );
  expect([UNRELIABLE, UNRELIABLE_PREDICTED]).toEqual([0.33, 0.25]);
  expect([0.15, 0.1501].map((half) => isVague({ value: 1, half }))).toEqual([false, true]);
  expect(step("precision")).toMatch(/0,33.*un quart.*0,15.*0\.33.*a quarter.*0\.15.*¼.*¼/);
  expect([WIDEST, Z95.toFixed(2)]).toEqual([0.25, z]);
  expect(step("link")).toMatch(/un quart.*a quarter.*¼/);
  // 4/x of the middles of the octiles of χ² with four degrees of freedom, whose distribution function is 1 − exp(−x/2)(1 + x/2).
  for (const [i, tail] of TAILS.entries()) {
    expect(1 - Math.exp(-2 / tail) * (1 + 2 / tail)).toBeCloseTo(1 - (i + 0.5) / TAILS.length, 2);
  }
  expect(step("model")).toMatch(/Student à 4 .*Student’s t with 4 /);
  const symbols = /(?:[a-zA-ZΑ-Ωα-ω][\u0302\u0303]?|ñ)[₀-₉ₐ-ₜ′]?/g;
  let told = "Pr exp min Σ Φ k";
  for (const name of Object.keys(METHOD_STEPS) as (keyof typeof fr.steps)[]) {
    const { formulas = [] } = METHOD_STEPS[name];
    const { text, names = [], where = "" } = fr.steps[name];
    // Of named formulas each has its name, and one that begins with a symbol defines it.
    if (names.length > 0) expect([names.length, en.steps[name].names?.length]).toEqual([formulas.length, formulas.length]);
    told += ` ${String(text)} ${where} ${names.length > 0 ? formulas.flatMap((one) => one.match(/(?<=^|, {2})\S+(?= = )/g) ?? []).join(" ") : ""}`;
    const words = formulas.join(" ").replace(/Pr\[Z = i\] ∝ exp\(−i² |Pr|exp|min|ln|(?:ar)?tanh/g, " ");
    for (const symbol of words.match(symbols) ?? []) {
      expect([name, symbol, new RegExp(`(?<![a-zà-ÿA-Z])${symbol}(?![a-zà-ÿA-Z])`, "u").test(told.normalize("NFC"))]).toEqual([
        name,
        symbol,
        true,
      ]);
    }
  }
});

test("the method says with which column a mean of several places is weighted, and what the noise of that column adds", () => {
  expect(fr.steps.shared.text).toMatch(/se pèse par leurs COUNT nᵢ.*Σ \|mᵢ − M\| dᵢ \/ Σ nᵢ/);
  expect(en.steps.shared.text).toMatch(/weighted by their COUNT nᵢ.*Σ \|mᵢ − M\| dᵢ \/ Σ nᵢ/);
});

test("of figures taken from elsewhere the method says who is in them and that a model may be wrong, and nothing of those who take part", () => {
  vi.stubGlobal("location", { href: "https://commons.example/docs", pathname: "/docs" });
  const { catalog } = sampleFacts();
  const note = { fr: "Coûts modélisés.", en: "Modelled costs." };
  const taken = {
    ...catalog,
    commons: { ...catalog.commons, origin: { fr: "ADEME", en: "ADEME" } },
    measures: catalog.measures.map((one) => ({ ...one, note })),
  };
  const said = (one: typeof catalog) => renderToString(h(MethodPage, { catalog: one, lang: "fr" }));
  expect(said(taken)).toMatch(/Quels logements figurent dans ces données.*du calcul dont elles viennent\. Coûts modélisés\.</);
  expect(said(taken)).not.toContain("Qui a choisi de participer");
  expect(said(catalog)).toContain("Qui a choisi de participer");
  vi.unstubAllGlobals();
});

test("examples ask for the measure and level with most figures of all homes", () => {
  const row = (AREA_LEVEL: string, MEASURE: string, OBS_VALUE: number | null, HOUSEHOLD_TYPE = "_T") =>
    ({
      DOMAIN: "spending",
      MEASURE,
      AREA_LEVEL,
      TIME_PERIOD: "2024",
      STATISTIC: "MEAN",
      HOUSEHOLD_TYPE,
      OBS_VALUE,
    }) as Observation;
  const rows = [row("metropole", "energy", 70), row("commune", "energy", 71), row("commune", "energy", null)];
  const leaves = [row("iris", "water", 80), row("iris", "water", 60), row("commune", "energy", 9, "size=1")];
  expect(fullestSubject([...rows, ...leaves])).toEqual({ domain: "spending", measure: "water", period: "2024", level: "iris" });
  expect(fullestSubject([row("commune", "energy", null)])).toBeNull();
});
