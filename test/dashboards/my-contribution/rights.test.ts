import { h } from "preact";
import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { Covers } from "../../../dashboards/my-contribution/kept-card.tsx";
import type { OpenContribution } from "../../../dashboards/my-contribution/opened.ts";
import { ofEach, Rights } from "../../../dashboards/my-contribution/rights.tsx";
import { MINE } from "../../../dashboards/my-contribution/words.ts";

const reading = (domain: string, measure: string) => ({ domain, measure, period: "2026-01", amount: 1, source: "table" });

const rightsOf = (held: object, lang: "fr" | "en" = "fr"): string =>
  render(
    h(Rights, {
      opened: {
        words: MINE[lang],
        lang,
        held: { paused: false, covers: [], donations: [], readings: [], unused: [], years: [], ...held },
        notice: { facts: { operator: { backup_days: 35 }, retention_months: 36 } },
        commons: { catalog: { releases: [] } },
        now: () => new Date("2026-12-03"),
        trace: { shared: { value: false } },
      } as unknown as OpenContribution,
    }),
  );

test("among the rights one topic alone is erased too, whether it still counts or not; with no figure left there is none to erase", () => {
  const held = { readings: [reading("electricity", "energy")], unused: [reading("water", "volume")] };
  expect(rightsOf(held)).toMatch(
    /<h3>Effacer un thème<\/h3>.+?<button[^>]*>Électricité<\/button><button[^>]*>Eau<\/button>.+<h3>Tout retirer<\/h3>/s,
  );
  expect(rightsOf(held, "en")).toContain("<h3>Erase a topic</h3>");
  expect(rightsOf({})).not.toContain("Effacer un thème");
  // The list of figures asks too, by an id of its own.
  expect(rightsOf(held)).toContain('id="right-water-volume"');
});

test("of a topic of which no figure is left it is said that its consent holds, and the way to take it back stands beside it", () => {
  const coversOf = (held: object): string =>
    render(
      h(Covers, {
        opened: {
          words: MINE.fr,
          lang: "fr",
          held: { covers: ["electricity", "water"], readings: [reading("electricity", "energy")], unused: [], ...held },
          commons: { refs: [] },
        } as unknown as OpenContribution,
      }),
    ).replaceAll("\u00a0", " ");
  expect(coversOf({})).toMatch(
    /couvrent : Eau, Électricité\.<\/p><div[^>]*>Eau : il n’en reste aucun chiffre, et votre accord tient encore\. <button[^>]*>Retirer cet accord</,
  );
  expect(coversOf({ unused: [reading("water", "volume")] })).not.toContain("Retirer");
});

test("of topics of which some were erased before, an objection speaks of each as it is", () => {
  const held = { readings: [reading("electricity", "energy")], unused: [reading("gas", "energy")] };
  const said = (...topics: string[]) => ofEach(topics, held, (ids, isKept) => `${ids.join()}: ${isKept ? "kept" : "none"}.`);
  expect(said("water", "electricity", "gas")).toBe("electricity,gas: kept. water: none.");
  expect(said("electricity")).toBe("electricity: kept.");
  expect(said("water")).toBe("water: none.");
});
