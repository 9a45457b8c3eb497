import { firstOfEach } from "../../src/importers/contributed-reading.ts";
import type { ImportedReading } from "../../src/importers/report.ts";
import { visitorWith } from "../compare/own-figures.ts";
import type { Visitor } from "../visit/visitor.ts";
import type { ReadingSlot } from "./coming.ts";
import { broughtOf, type Flow, leavingOf, leftOf, offersFor, replacedBy } from "./flow.ts";
import { readingsOf } from "./offers.ts";
import { beyondAmong, unusualAmong } from "./unusual-question.tsx";

/** What is placed: what would be sent and, of a measure of which nothing can be, all that was brought. */
function placedReadings(flow: Flow): ImportedReading[] {
  const offers = offersFor(flow);
  const isOther = (one: ImportedReading): boolean => offers.every(({ ref }) => ref.key !== keyOf(one));
  return firstOfEach([
    ...readingsOf(leavingOf(flow)),
    ...broughtOf(flow)
      .flatMap(({ readings }) => readings)
      .filter(isOther),
  ]);
}

/**
 * The visitor as what was brought places it beside what the contribution holds of the same measures, so that the place is the same before
 * it is sent as after. Left out are measures of which an unusual figure waits for an answer: a place among others would believe it. What
 * was answered is not doubted again, but what is beyond everybody's is still not placed.
 */
export function placedVisitor(flow: Flow): Visitor {
  const { draft, addTo, visitor } = flow;
  const brought = placedReadings(flow);
  const held = addTo?.held ?? [];
  const replaced = replacedBy(held, brought);
  const keys = new Set(brought.map(keyOf));
  const beside = held.filter((one) => keys.has(keyOf(one)) && !replaced.includes(one));
  const placed = [...brought, ...beside].sort((a, b) => a.period.localeCompare(b.period));
  const { confirmed } = draft.value;
  const open = new Set([
    ...unusualAmong(brought, flow, leftOf(flow)).flatMap(({ key, ref }) => (confirmed.has(key) ? [] : [ref.key])),
    ...beyondAmong(placed, flow).map(({ ref }) => ref.key),
  ]);
  return visitorWith(
    visitor.area.value,
    visitor.attributes.value,
    placed.filter((one) => !open.has(keyOf(one))),
  );
}

const keyOf = ({ domain, measure }: ReadingSlot): string => `${domain}.${measure}`;
