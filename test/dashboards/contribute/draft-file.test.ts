import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import { EMPTY_DRAFT } from "../../../dashboards/contribute/draft.ts";
import { draftOf, takeDraft } from "../../../dashboards/contribute/draft-file.tsx";
import type { Flow } from "../../../dashboards/contribute/flow.ts";
import { CONTRIBUTE_WORDS } from "../../../dashboards/contribute/words.ts";
import { writeAnswers } from "../../../dashboards/visit/answers-file.ts";
import { newVisitor } from "../../../dashboards/visit/visitor.ts";
import type { Bill } from "../../../src/importers/bill.ts";
import { smallCommons } from "../compare/small-commons.ts";

const bill = (from: string, to: string, total: string): Bill => ({ domain: "water", measure: "volume", from, to, total });
const WINTER = bill("2026-01-01", "2026-03-31", "15.5");
const SPRING = bill("2026-04-01", "2026-06-30", "12");

function flowOf(bills: readonly Bill[], measures = ["water.volume"]): Flow {
  const small = smallCommons([], {});
  const { territory, commons: about } = small.catalog;
  const catalog = {
    ...small.catalog,
    territory: { ...territory, id: "town" },
    commons: { ...about, name: { fr: "Ville", en: "Town" } },
  };
  return {
    lang: "fr",
    words: CONTRIBUTE_WORDS.fr,
    commons: { ...small, catalog },
    visitor: newVisitor(),
    draft: signal({ ...EMPTY_DRAFT, bills }),
    notice: { facts: { measures: measures.map((key) => ({ key })) } },
    now: () => new Date("2026-11-30T12:00:00Z"),
  } as unknown as Flow;
}

test("typed bills that were kept come back with the home; of a contribution nothing else is kept", () => {
  const flow = flowOf([WINTER, SPRING]);
  flow.visitor.attributes.value = { size: "3" };
  flow.draft.value = { ...flow.draft.value, purpose: true, told: true, who: "adult", token: "secret", receipt: "secret" };
  const text = writeAnswers(draftOf(flow));
  expect(text).not.toMatch(/secret|adult|purpose|told/);
  const next = flowOf([]);
  expect(takeDraft(next, text)).toBeNull();
  expect(next.draft.value.bills).toEqual([WINTER, SPRING]);
  expect(next.visitor.attributes.value).toEqual({ size: "3" });
  expect(next.draft.value).toMatchObject({ purpose: false, told: false, who: null, ticked: new Set() });
});

test("what was typed since stands, and neither what overlaps it, lies ahead or is not asked for comes back; another file takes nothing", () => {
  const ahead = bill("2026-11-01", "2026-12-31", "9");
  const text = writeAnswers(draftOf(flowOf([WINTER, SPRING, ahead])));
  const typed = bill("2026-03-01", "2026-03-31", "6");
  const flow = flowOf([typed]);
  expect(takeDraft(flow, text)).toBeNull();
  expect(flow.draft.value.bills).toEqual([typed, SPRING]);
  const notAsked = flowOf([], ["electricity.energy"]);
  expect(takeDraft(notAsked, text)).toBeNull();
  expect(notAsked.draft.value.bills).toEqual([]);
  const spoilt = text.replace('"total": 12', '"total": "12"');
  expect([takeDraft(flow, "mois;m³"), takeDraft(flow, spoilt)]).toEqual(["none", "broken"]);
  expect(flow.draft.value.bills).toEqual([typed, SPRING]);
});
