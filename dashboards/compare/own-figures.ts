import { signal } from "@preact/signals";
import type { AttributeName } from "../../src/contract/attributes.ts";
import { monthsOf, newestYears } from "../visit/months-read.ts";
import { NO_ENTRY, newVisitor, type OwnEntry, type Visitor } from "../visit/visitor.ts";

/** A monthly or yearly figure in base units. */
interface OwnFigure {
  readonly domain: string;
  readonly measure: string;
  readonly period: string;
  readonly amount: number;
}

/**
 * A visitor with these figures, to be placed as on the page Me situer: by months where there are any, else by the newest year.
 */
export function visitorWith(
  area: string | null,
  attributes: Readonly<Partial<Record<AttributeName, string>>>,
  figures: readonly OwnFigure[],
): Visitor {
  const entries: Record<string, OwnEntry> = {};
  for (const [key, months] of monthsOf(figures)) entries[key] = { ...NO_ENTRY, months };
  for (const [key, total] of newestYears(figures)) entries[key] ??= { ...NO_ENTRY, kind: "year", amount: String(total) };
  return { ...newVisitor(), area: signal(area), attributes: signal(attributes), entries: signal(entries) };
}
