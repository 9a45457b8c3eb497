import { expect, test } from "vitest";
import { likelierTopic } from "../../../dashboards/compare/asked-back.tsx";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { leadOf } from "../../../dashboards/home/home-view.tsx";
import { focusOf, topicsOf } from "../../../dashboards/visit/focus.ts";
import { changeEntry, NO_ENTRY, newVisitor, type OwnEntry } from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { smallCommons } from "../compare/small-commons.ts";
import { row } from "../rows.ts";

/** The lead of a commons of water with these means. */
function leadFor(rows: readonly ReturnType<typeof row>[], lang: "fr" | "en" = "fr"): string {
  return leadOf(smallCommons(rows, {}), lang).replace(/[\u00a0\u202f]/g, " ");
}

test("the lead names the few parts of the whole that have figures", () => {
  expect(leadFor([])).toBe("Comparez-vous, anonymement.");
  expect(leadFor([row("MEAN", 9)])).toBe("Comparez-vous, anonymement.");
  // A small place is named by the part of the whole in which it lies.
  expect(leadFor([row("MEAN", 9), row("MEAN", 9, { REF_AREA: "N1" })])).toBe("Comparez-vous, anonymement. Aujourd’hui : Nord.");
  const both = ["N", "S"].map((REF_AREA) => row("MEAN", 9, { REF_AREA }));
  expect(leadFor(both, "en")).toBe("With your neighbours, anonymously.");
});

test("the topics to choose from are those with a figure, the best published first; the page is about the one that is chosen", () => {
  const power = { DOMAIN: "electricity", MEASURE: "energy" } as const;
  const [water, electricity] = [measureRef("water", "volume"), measureRef("electricity", "energy")] as [MeasureRef, MeasureRef];
  const of = (...rows: readonly ReturnType<typeof row>[]) => ({ ...smallCommons(rows, {}), refs: [water, electricity] });
  expect(topicsOf(of())).toEqual([]);
  expect(topicsOf(of(row("MEAN", 9)))).toEqual([water]);
  const both = of(row("MEAN", 9), ...["N", "S"].map((REF_AREA) => row("MEAN", 300, { ...power, REF_AREA })));
  expect(topicsOf(both)).toEqual([electricity, water]);
  expect(focusOf(both)?.ref).toBe(electricity);
  expect(focusOf(both, water.key)?.ref).toBe(water);
});

test("before the first publication the topics to choose from are those with a public reference, and the one that the page begins with", () => {
  const refs = ["water.volume", "electricity.energy", "gas.energy"].map((key) =>
    measureRef(...(key.split(".") as [string, string])),
  );
  const reference = { measure: "energy", area: "T", household_type: "_T", period: "2021", value: 410, unit: "kWh", source: "S" };
  const topics = (...domains: string[]) => {
    const references = domains.map((domain) => ({ ...reference, domain, licence: "l" }));
    return topicsOf({ ...smallCommons([], {}), main: null, refs: refs as MeasureRef[], references });
  };
  expect(topics("electricity").map(({ key }) => key)).toEqual(["water.volume", "electricity.energy"]);
  expect(topics("gas", "electricity")).toEqual(refs);
});

test("a number far off its topic's scale may be of another, where that one's scale fits: only as an amount of a month", () => {
  const power = { DOMAIN: "electricity", MEASURE: "energy" } as const;
  const [water, electricity] = [measureRef("water", "volume"), measureRef("electricity", "energy")] as [MeasureRef, MeasureRef];
  const commons = { ...smallCommons([row("MEAN", 9), row("MEAN", 300, power)], {}), refs: [water, electricity] };
  const likelier = (amount: string, kind: OwnEntry["kind"] = "month") => {
    const visitor = newVisitor();
    changeEntry(visitor, water.key, { amount, kind });
    return likelierTopic(commons, answerOf(commons, visitor, water, "T", "fr"), visitor.entries.value[water.key] ?? NO_ENTRY);
  };
  expect(likelier("410")).toBe(electricity);
  expect(likelier("410", "year")).toBe(null);
  expect(likelier("95")).toBe(null);
  expect(likelier("910")).toBe(null);
});
