import { firstOfEach } from "../../src/importers/contributed-reading.ts";
import type { ImportedReading } from "../../src/importers/report.ts";
import { visitorWith } from "../compare/own-figures.ts";
import type { Visitor } from "../visit/visitor.ts";
import { broughtOf, type Flow, offersFor } from "./flow.ts";
import { readingsOf } from "./offers.ts";
import { isBeyond } from "./unusual.ts";
import { unusualAmong } from "./unusual-question.tsx";

/** The readings that are placed, ticked or not: of a measure of which something can be sent that alone, of another all that was brought. */
function placedReadings(flow: Flow): ImportedReading[] {
  const offered = readingsOf(offersFor(flow));
  const isOther = ({ domain, measure }: ImportedReading): boolean =>
    offered.every((one) => one.domain !== domain || one.measure !== measure);
  return firstOfEach([
    ...offered,
    ...broughtOf(flow)
      .flatMap(({ readings }) => readings)
      .filter(isOther),
  ]);
}

/**
 * The visitor as what was brought places it, without measures of which an unusual figure waits for an answer: a place among others would
 * believe it. What was answered is not doubted again, but what is beyond everybody's is still not placed.
 */
export function placedVisitor(flow: Flow): Visitor {
  const placed = placedReadings(flow);
  const { confirmed } = flow.draft.value;
  const open = new Set(
    unusualAmong(placed, flow).flatMap((one) => (confirmed.has(one.key) && !isBeyond(one) ? [] : [one.ref.key])),
  );
  const { area, attributes } = flow.visitor;
  return visitorWith(
    area.value,
    attributes.value,
    placed.filter(({ domain, measure }) => !open.has(`${domain}.${measure}`)),
  );
}
