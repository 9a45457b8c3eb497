import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test, vi } from "vitest";
import { InMoney } from "../../../dashboards/compare/in-money.tsx";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import type { Visit } from "../../../dashboards/visit/visit.ts";
import { NO_ENTRY, newVisitor } from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

test("an amount of money that was typed for water is offered to the topic in money, where one is published, and another unit is not", () => {
  const ref = measureRef("water", "volume") as MeasureRef;
  const alone = smallCommons([row("MEAN", 9)], { "2025": [] });
  const both = { ...alone, refs: [ref, measureRef("spending", "energy") as MeasureRef] };
  const offer = (amount: string, commons: typeof alone): string => {
    const visitor = newVisitor();
    visitor.entries.value = { [ref.key]: { ...NO_ENTRY, amount } };
    const visit = { visitor, lang: { value: "fr" } } as unknown as Visit;
    return renderToStaticMarkup(h(InMoney, { visit, commons, answer: answerOf(commons, visitor, ref, "T", "fr") }));
  };
  expect(offer("1 250,50 €", both)).toMatch(/^<button .*>Énergie du logement, en\s€<\/button>$/);
  expect([offer("1 250,50 €", alone), offer("45 litres", both), offer("45", both)]).toEqual(["", "", ""]);
  // The first page then asks for that topic, with the number.
  const visitor = newVisitor();
  visitor.entries.value = { [ref.key]: { ...NO_ENTRY, amount: "45 €", amounts: { year: "500" } } };
  const visit = { visitor, lang: { value: "fr" } } as unknown as Visit;
  vi.stubGlobal("requestAnimationFrame", () => 0);
  InMoney({ visit, commons: both, answer: answerOf(both, visitor, ref, "T", "fr") })?.props.onClick();
  vi.unstubAllGlobals();
  expect(visitor.topic.value).toBe("spending.energy");
  expect(visitor.entries.value).toMatchObject({ "spending.energy": { amount: "45", amounts: {} }, [ref.key]: { amount: "" } });
});
