import type { ColumnarTable } from "../../release/index.ts";
import { invalid, shortened, shown } from "../refusals.ts";
import { COMPONENTS, type ComponentId, isCoded, isComponent, KEY_DIMENSIONS, TIME } from "./components.ts";
import { sdmxId } from "./ids.ts";
import { type AtObservation, type DataQuery, MOST, notPossible, type parseKeys, seriesDimensions } from "./query.ts";
import { byTime, daysOf } from "./time.ts";

type Comparable = string | number;

const OPERATORS = {
  eq: (value: Comparable, bound: Comparable) => value === bound,
  ne: (value: Comparable, bound: Comparable) => value !== bound,
  lt: (value: Comparable, bound: Comparable) => value < bound,
  le: (value: Comparable, bound: Comparable) => value <= bound,
  gt: (value: Comparable, bound: Comparable) => value > bound,
  ge: (value: Comparable, bound: Comparable) => value >= bound,
  co: (value: Comparable, bound: Comparable) => String(value).includes(String(bound)),
  nc: (value: Comparable, bound: Comparable) => !String(value).includes(String(bound)),
  sw: (value: Comparable, bound: Comparable) => String(value).startsWith(String(bound)),
  ew: (value: Comparable, bound: Comparable) => String(value).endsWith(String(bound)),
};
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

type RowTest = (row: number) => boolean;

/** The test of a table's rows. Each distinct text is judged once; a cell without a value passes no condition. */
function filterTest(table: ColumnarTable, { component, any }: Filter): RowTest {
  const passes = (value: Comparable) => any.some((group) => group.every((one) => holds(value, one, component === TIME)));
  const column = table.text[component];
  if (!column) {
    const numbers = table.numbers[component] ?? new Float64Array();
    return (row) => !Number.isNaN(numbers[row]) && passes(numbers[row] as number);
  }
  const allowed = column.values.map((code) => passes(isCoded(component) ? sdmxId(code) : code));
  return (row) => allowed[column.codes[row] as number] === true;
}

/** Keys are compared as the table's own numbers of codes; a key with a code that the table does not have is none. */
function keyTest(table: ColumnarTable, keys: ReturnType<typeof parseKeys>): RowTest {
  const columns = KEY_DIMENSIONS.map((id) => {
    const { values, codes } = table.text[id] as ColumnarTable["text"][string];
    return { codes, places: new Map(values.map((code, place) => [sdmxId(code), place])) };
  });
  const wanted = keys
    .map((key) => key.map((code, i) => (code === null ? null : (columns[i]?.places.get(code) ?? -1))))
    .filter((key) => !key.includes(-1));
  return (row) => wanted.some((key) => key.every((place, i) => place === null || columns[i]?.codes[row] === place));
}

/** The rows of a table that are asked for, in their order, before `offset` and `limit`. */
export function findRows(table: ColumnarTable, keys: ReturnType<typeof parseKeys>, query: DataQuery): number[] {
  const tests = [keyTest(table, keys), ...query.filters.map((filter) => filterTest(table, filter))];
  const found: number[] = [];
  for (let row = 0; row < table.length; row++) if (tests.every((test) => test(row))) found.push(row);
  const { first = 0, last = 0, at } = query;
  if (first === 0 && last === 0) return found;
  const times = table.text[TIME] as ColumnarTable["text"][string];
  const sorted = [...times.values].sort(byTime);
  const ranks = times.values.map((period) => sorted.indexOf(period));
  const rank = (row: number) => ranks[times.codes[row] as number] as number;
  const kept = new Set(
    groupRows(found, seriesKey(table, at)).flatMap((series) => {
      const inTime = [...series].sort((a, b) => rank(a) - rank(b) || a - b);
      return [...inTime.slice(0, first), ...inTime.slice(Math.max(0, inTime.length - last))];
    }),
  );
  return found.filter((row) => kept.has(row));
}

/** A name for each row's series, equal where the codes are. */
function seriesKey(table: ColumnarTable, at: AtObservation): (row: number) => string {
  const columns = seriesDimensions(at).map((id) => table.text[id]?.codes);
  return (row) => columns.map((codes) => codes?.[row]).join(":");
}

/** Rows of the same key together, in the order in which keys and rows come. */
export function groupRows(rows: readonly number[], keyOf: (row: number) => string): number[][] {
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}
