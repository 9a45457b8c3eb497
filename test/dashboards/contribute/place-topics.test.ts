import { h } from "preact";
import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { usesOf } from "../../../dashboards/contribute/coming.ts";
import { PlaceTopics, topicAt } from "../../../dashboards/contribute/place-topics.tsx";
import type { Lang } from "../../../dashboards/shared/i18n.ts";
import type { PublicCommons } from "../../../dashboards/visit/commons.ts";
import type { Observation } from "../../../src/contract/observation.ts";
import { periodsOf } from "../../../src/contract/period.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { smallCommons } from "../compare/small-commons.ts";
import { row } from "../rows.ts";

const water = measureRef("water", "volume") as MeasureRef;

/** The commons with these rows and, for each level, the homes that its public plan asks for. */
function planned(rows: readonly Observation[]): PublicCommons {
  const commons = smallCommons(rows, {});
  const needed = commons.levels.map((level, i) => ({ level, step: "year" as const, households: 100 + i }));
  const measures = commons.catalog.measures.map((one) => ({ ...one, needed }));
  return { ...commons, catalog: { ...commons.catalog, k: 11, measures } };
}

const notice = (streams: number) =>
  ({ facts: { protection: { streams } } }) as unknown as Parameters<typeof PlaceTopics>[0]["flow"]["notice"];

const at = (rows: readonly Observation[], area = "N1") => topicAt(planned(rows), water, area);

test("a topic at a place is published, published but imprecise, kept back or still without enough homes, never by another place's figure", () => {
  const own = { REF_AREA: "N1" };
  expect(at([row("MEAN", 8, own)])).toMatchObject({ kind: "published", mean: { value: 8, unsure: false } });
  expect(at([row("MEAN", 8, { ...own, OBS_STATUS: "U", CI_LOWER: -80, CI_UPPER: 96 })])).toMatchObject({
    kind: "published",
    mean: { value: 8, lower: 0, upper: 96, unsure: true },
  });
  expect(at([row("MEAN", null, { ...own, CONF_STATUS: "D" })])).toEqual({ kind: "kept" });
  const leaf = planned([]).tree.get("N1")?.level;
  const homes = 100 + planned([]).levels.indexOf(leaf ?? "");
  expect(at([row("MEAN", null, own)])).toEqual({ kind: "few", homes });
  // A figure of the town says nothing of its neighbourhoods.
  expect(at([row("MEAN", 8)])).toEqual({ kind: "few", homes });
});

test("a place without a figure is told that of the nearest place around it and, of months that will count there, for which year", () => {
  const commons = planned([
    row("MEAN", null, { REF_AREA: "N2", CONF_STATUS: "D" }),
    row("MEAN", 9.12, { REF_AREA: "N", CI_LOWER: 8.6, CI_UPPER: 9.6 }),
  ]);
  const months = Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, "0")}`);
  const usesUpTo = (count: number) =>
    usesOf(
      months.slice(0, count).map((period) => ({ domain: "water", measure: "volume", period })),
      [water],
      periodsOf(2026, "year"),
      commons.levels.map((level) => ({ level, name: { fr: "", en: "" }, frequency: "year" as const })),
    );
  const said = (count: number, more = {}, streams = 1): string =>
    render(
      h(PlaceTopics, {
        flow: { commons, notice: notice(streams), lang: "fr", now: () => new Date("2026-11-30") },
        area: "N1",
        refs: [water],
        uses: usesUpTo(count),
        ...more,
      }),
    )
      .replace(/<[^>]+>/g, "|")
      .replace(/[\u00a0\u202f]/g, " ");
  expect(said(12)).toMatch(/Eau\|+pourrait paraître d’ici au 20 janvier 2027, s’il y a assez de foyers\|/);
  expect(said(12)).toContain(", 2025 : 9,1 m³ par mois en moyenne, entre 8,6 et 9,6 m³.");
  expect(said(12)).toMatch(
    /Il faut environ 102 foyers pour que la moyenne de votre secteur ait une chance sur deux de paraître\. On ne dit pas combien y sont déjà pour l’année en cours : ce nombre parlerait de vos voisins\.\|$/,
  );
  expect(said(12)).toContain("vous y compterez pour 2026");
  // A home with more topics than count is told so.
  expect([said(12).includes("Au plus"), said(12, {}, 0).includes("Au plus")]).toEqual([false, true]);
  // One that is withheld to protect another says so, and what would change it: that one condition, and no other.
  expect(said(12, { area: "N2" })).toMatch(
    /pas encore pour 2025\|+Son chiffre n’est pas publié, .+ quand plus de foyers contribueront/,
  );
  // Of months that will not count there nothing is to be expected; where they count all the same is said.
  expect(said(3)).toMatch(/Eau\|+pas encore pour 2025\|/);
  expect(said(3)).toMatch(/3\smois sur 10 pour 2026\|/);
  const byQuarter = commons.levels.map((level, i) => ({
    level,
    name: { fr: "", en: "" },
    frequency: i === 0 ? ("quarter" as const) : ("year" as const),
  }));
  const wider = usesOf(
    months.slice(0, 3).map((period) => ({ domain: "water", measure: "volume", period })),
    [water],
    [...periodsOf(2026, "quarter"), ...periodsOf(2026, "year")],
    byQuarter,
  );
  expect(said(3, { uses: wider })).toMatch(/sur 10 pour 2026\s; janvier à mars compteront pour votre .+\|/);
  // Bills from the middle of January: which months count, and what the others wait for, as it was said before sending.
  const usesIn = (...given: readonly number[]) =>
    usesOf(
      given.map((month) => ({ domain: "water", measure: "volume", period: months[month - 1] ?? "" })),
      [water],
      [...periodsOf(2026, "quarter"), ...periodsOf(2026, "year")],
      byQuarter,
    );
  expect(said(0, { uses: usesIn(2, 3, 4, 5, 6) })).toMatch(
    /◇\| 5\smois sur 10 pour 2026 ; avril à juin compteront pour votre .+? ; février et mars attendent janvier\|/,
  );
  // Where none counts anywhere, what they wait for is named with the place.
  expect(said(0, { uses: usesIn(2) })).toMatch(/pour 2026 ; février attend janvier et mars pour votre .+\|/);
});

test("every topic has the whole territory as its comparator, whatever place around is told apart from it", () => {
  const rows = [row("MEAN", 10.5, { REF_AREA: "N1" }), row("MEAN", 8.2, { REF_AREA: "N" }), row("MEAN", 10.4)];
  const flow = { commons: planned(rows), notice: notice(1), lang: "fr" as const, now: () => new Date("2026-11-30") };
  const said = render(h(PlaceTopics, { flow, area: "N1", refs: [water], uses: [] }));
  expect(said).toContain("Ici, ");
  expect(said).not.toMatch(/c’est (plus|moins)/);
});

test("a mean says that it is of the place itself, and of all homes", () => {
  const known = [row("MEAN", 10.5, { REF_AREA: "N1" }), row("MEAN", 8.2)];
  const said = (area: string, rows = known, lang: Lang = "fr"): string =>
    render(
      h(PlaceTopics, {
        flow: { commons: planned(rows), notice: notice(1), lang, now: () => new Date("2026-11-30") },
        area,
        refs: [water],
        uses: [],
      }),
    )
      .replace(/<[^>]+>/g, "|")
      .replace(/[\u00a0\u202f]/g, " ");
  // Beside it stands a mean around that margins tell apart from it.
  expect(said("N1")).toMatch(
    /\|Ici, 11 m³ par mois en moyenne, entre 9 et 12 m³ \(tous foyers\) ; c’est plus (qu’à|que dans) .+? \(8 m³\)\.\|/,
  );
  // Whose means these are is said once, so that nobody holds a home against all kinds of them.
  expect(said("N1").split("ne vous y comparez pas")).toHaveLength(2);
  expect(said("T")).toMatch(/\|Ici, 8 m³ par mois en moyenne, entre 7 et 10 m³ \(/);
  // One too uncertain to rely on has no value that would be taken for known, as in Quartiers.
  const unsure = row("MEAN", 10.8, { REF_AREA: "N1", OBS_STATUS: "U", CI_LOWER: -2, CI_UPPER: 17 });
  for (const [lang, text] of [
    ["fr", /\|Ici, entre 0 et 17 m³ par mois en moyenne \(tous foyers\) : marge trop large pour un chiffre sûr\.\|/],
    ["en", /\|Here, between 0 and 17 m³ a month on average \(all homes\): the margin is too wide for a figure to rely on\.\|/],
  ] as const) {
    const whose = said("N1", [unsure], lang);
    expect(whose).toMatch(text);
    expect(whose).not.toMatch(/10[,.]8|\b11\b/);
  }
});
