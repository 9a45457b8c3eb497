import type { ColumnarTable } from "../../release/index.ts";
import { invalid, notPossible, shortened, shown } from "../refusals.ts";
import { COMPONENTS, type ComponentId, isCoded, isComponent, TIME } from "./components.ts";
import { sdmxId } from "./ids.ts";
import { daysOf } from "./time.ts";

/** Keys of an address, and conditions on a component: each is tried on each row, and an address is long enough for thousands. */
export const MOST = 100;

type Comparable = string | number;

const OPERATORS = {
  eq: (value, bound) => value === bound,
  ne: (value, bound) => value !== bound,
  lt: (value, bound) => value < bound,
  le: (value, bound) => value <= bound,
  gt: (value, bound) => value > bound,
  ge: (value, bound) => value >= bound,
  co: (value, bound) => String(value).includes(String(bound)),
  nc: (value, bound) => !String(value).includes(String(bound)),
  sw: (value, bound) => String(value).startsWith(String(bound)),
  ew: (value, bound) => String(value).endsWith(String(bound)),
} satisfies Record<string, (value: Comparable, bound: Comparable) => boolean>;
type Operator = keyof typeof OPERATORS;

/** From a period on means beginning with it or later, up to a period means ending with it or earlier. */
const ENDS_COMPARED = { lt: ["last", "first"], le: ["last", "last"], gt: ["first", "last"], ge: ["first", "first"] } as const;

/** A decimal number as messages have it: JavaScript reads 0x10 and a space before as numbers too. */
const DECIMAL = /^-?\d+(\.\d+)?(e-?\d+)?$/i;

interface Condition {
  readonly operator: Operator;
  readonly bound: Comparable;
}

/** A component, and what its value must be: one of several, each of conditions that hold together. */
export interface Filter {
  readonly component: ComponentId;
  readonly any: readonly (readonly Condition[])[];
}

/**
 * Reads `c[COMPONENT]=ge:A+le:B,C`: `,` is or, `+` is and.
 *
 * @throws Refusal `invalid-parameter`; `query-not-possible` for a component that the structure does not have
 */
export function parseFilter(name: string, text: string): Filter {
  const parameter = `c[${shortened(name)}]`;
  if (!/^[A-Za-z][A-Za-z\d_-]*$/.test(name)) throw invalid(parameter, "must name a component, as in c[REF_AREA]");
  if (!isComponent(name)) throw notPossible(parameter, `must name components (${COMPONENTS.join(", ")}); got ${shown(name)}`);
  const any = text.split(",").map((group) => group.split("+").map((part) => condition(name, parameter, part)));
  const count = any.flat().length;
  if (count > MOST) throw invalid(parameter, `must have at most ${MOST} conditions; got ${count}`);
  return { component: name, any };
}

function condition(component: ComponentId, parameter: string, part: string): Condition {
  const [, operator = "eq", value = part] = /^([a-z]{2}):(.*)$/s.exec(part) ?? [];
  if (!Object.hasOwn(OPERATORS, operator))
    throw invalid(parameter, `takes the operators ${Object.keys(OPERATORS).join(", ")}; got ${shown(operator)}`);
  if (value === "") throw invalid(parameter, `has an empty value in ${shown(part)}`);
  const isOrdered = !/^(co|nc|sw|ew)$/.test(operator);
  if (component === TIME && isOrdered && daysOf(value) === null)
    throw invalid(parameter, `must be YYYY, YYYY-MM, YYYY-Qn, a day or an instant; got ${shown(value)}`);
  const isNumber = component !== TIME && !isCoded(component);
  if (isNumber && !(DECIMAL.test(value) && Number.isFinite(Number(value))))
    throw invalid(parameter, `must be a number in decimal digits, such as 12.5; got ${shown(value)}`);
  return { operator: operator as Operator, bound: isNumber ? Number(value) : value };
}

function holds(value: Comparable, { operator, bound }: Condition, isTime = false): boolean {
  const [own, given] = isTime ? [daysOf(String(value)), daysOf(String(bound))] : [];
  if (!own || !given || !Object.hasOwn(ENDS_COMPARED, operator)) return OPERATORS[operator](value, bound);
  const [ours, theirs] = ENDS_COMPARED[operator as keyof typeof ENDS_COMPARED];
  return OPERATORS[operator](own[ours], given[theirs]);
}

export type RowTest = (row: number) => boolean;

/** The test of a table's rows. Each distinct text is judged once; a cell without a value passes no condition. */
export function filterTest(table: ColumnarTable, { component, any }: Filter): RowTest {
  const passes = (value: Comparable) => any.some((group) => group.every((one) => holds(value, one, component === TIME)));
  const column = table.text[component];
  if (!column) {
    const numbers = table.numbers[component] ?? new Float64Array();
    return (row) => !Number.isNaN(numbers[row]) && passes(numbers[row] as number);
  }
  const allowed = column.values.map((code) => passes(isCoded(component) ? sdmxId(code) : code));
  return (row) => allowed[column.codes[row] as number] === true;
}
