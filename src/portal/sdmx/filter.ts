import { Refusal } from "../../contract/problem.ts";
import type { ColumnarTable } from "../../release/index.ts";
import { invalid, shortened } from "../refusals.ts";
import { COMPONENTS, type ComponentId, isCoded, isComponent, KEY_DIMENSIONS, TIME } from "./components.ts";
import { sdmxId } from "./ids.ts";
import { daysOf } from "./time.ts";

const OPERATORS = ["eq", "ne", "lt", "le", "gt", "ge", "co", "nc", "sw", "ew"] as const;
type Operator = (typeof OPERATORS)[number];

/** As messages have them: JavaScript reads 0x10 and a space before as numbers too. */
const DECIMAL = /^-?\d+(\.\d+)?(e-?\d+)?$/i;

/** Keys of an address, and conditions on a component: each is tried on each row, and an address is long enough for thousands. */
export const MOST = 100;

interface Condition {
  readonly operator: Operator;
  readonly value: string;
}

/** A component, and what its value must be: one of several, each of conditions that hold together. */
export interface Filter {
  readonly component: ComponentId;
  readonly any: readonly (readonly Condition[])[];
}

export type RowTest = (row: number) => boolean;

/**
 * Reads `c[COMPONENT]=ge:A+le:B,C`: `,` is or, `+` is and.
 *
 * @throws Refusal `invalid-parameter`; `query-not-possible` for a component that the structure does not have
 */
export function parseFilter(name: string, text: string): Filter {
  const parameter = `c[${shortened(name)}]`;
  if (!/^[A-Za-z][A-Za-z\d_-]*$/.test(name)) throw invalid(parameter, "must name a component, as in c[REF_AREA]");
  if (!isComponent(name)) throw notAComponent(parameter, name);
  const any = text.split(",").map((group) => group.split("+").map((part) => condition(name, parameter, part)));
  atMost(parameter, "conditions", any.flat().length);
  return { component: name, any };
}

/** @throws Refusal `invalid-parameter` */
function atMost(parameter: string, what: string, count: number): void {
  if (count > MOST) throw invalid(parameter, `must have at most ${MOST} ${what}; got ${count}`);
}

export function notAComponent(parameter: string, name: string): Refusal {
  const detail = `${parameter} must name components (${COMPONENTS.join(", ")}); got ${JSON.stringify(shortened(name))}`;
  return new Refusal("query-not-possible", detail, [{ parameter, detail }]);
}

function condition(component: ComponentId, parameter: string, part: string): Condition {
  const found = /^([a-z]{2}):(.*)$/s.exec(part);
  const [operator, value] = found ? [found[1] as string, found[2] as string] : ["eq", part];
  if (!(OPERATORS as readonly string[]).includes(operator))
    throw invalid(parameter, `takes the operators ${OPERATORS.join(", ")}; got ${JSON.stringify(operator)}`);
  if (value === "") throw invalid(parameter, `has an empty value in ${JSON.stringify(shortened(part))}`);
  const compares = !["co", "nc", "sw", "ew"].includes(operator);
  if (component === TIME && compares && daysOf(value) === null)
    throw invalid(parameter, `must be YYYY, YYYY-MM, YYYY-Qn, a day or an instant; got ${JSON.stringify(shortened(value))}`);
  if (component !== TIME && !isCoded(component) && !(DECIMAL.test(value) && Number.isFinite(Number(value))))
    throw invalid(parameter, `must be a number in decimal digits, such as 12.5; got ${JSON.stringify(shortened(value))}`);
  return { operator: operator as Operator, value };
}

/** The test of a table's rows. Each distinct text is judged once; a cell without a value passes no condition. */
export function filterTest(table: ColumnarTable, { component, any }: Filter): RowTest {
  const column = table.text[component];
  if (!column) {
    const numbers = table.numbers[component] ?? new Float64Array();
    const bounded = any.map((group) => group.map((one) => ({ ...one, bound: Number(one.value) })));
    return (row) => {
      const value = numbers[row] ?? Number.NaN;
      return !Number.isNaN(value) && bounded.some((group) => group.every((one) => holdsOfNumber(value, one)));
    };
  }
  const holds = component === TIME ? holdsOfTime : holdsOfText;
  const allowed = column.values.map((code) => {
    const value = component === TIME ? code : sdmxId(code);
    return any.some((group) => group.every((one) => holds(value, one)));
  });
  return (row) => allowed[column.codes[row] as number] === true;
}

function holdsOfText(text: string, { operator, value }: Condition): boolean {
  switch (operator) {
    case "eq":
      return text === value;
    case "ne":
      return text !== value;
    case "lt":
      return text < value;
    case "le":
      return text <= value;
    case "gt":
      return text > value;
    case "ge":
      return text >= value;
    case "co":
      return text.includes(value);
    case "nc":
      return !text.includes(value);
    case "sw":
      return text.startsWith(value);
    case "ew":
      return text.endsWith(value);
  }
}

function holdsOfNumber(number: number, { operator, value, bound }: Condition & { readonly bound: number }): boolean {
  switch (operator) {
    case "eq":
      return number === bound;
    case "ne":
      return number !== bound;
    case "lt":
      return number < bound;
    case "le":
      return number <= bound;
    case "gt":
      return number > bound;
    case "ge":
      return number >= bound;
    default:
      return holdsOfText(String(number), { operator, value });
  }
}

/** Of periods: from a bound on means beginning with it or later, up to a bound means ending with it or earlier. */
function holdsOfTime(text: string, { operator, value }: Condition): boolean {
  const [own, bound] = [daysOf(text), daysOf(value)];
  if (!own || !bound) return holdsOfText(text, { operator, value });
  switch (operator) {
    case "lt":
      return own.last < bound.first;
    case "le":
      return own.last <= bound.last;
    case "gt":
      return own.first > bound.last;
    case "ge":
      return own.first >= bound.first;
    default:
      return holdsOfText(text, { operator, value });
  }
}

/**
 * The keys of an address: `water.volume.MEAN.*._T`, several with commas; what is left out at the end is `*`.
 *
 * @returns codes by position, null for any; an empty list: every key
 * @throws Refusal `invalid-parameter`; `query-not-possible` for a key of more dimensions than there are
 */
export function parseKeys(text: string | undefined): readonly (readonly (string | null)[])[] {
  if (text === undefined || text === "*") return [];
  const given = text.split(",");
  atMost("key", "keys", given.length);
  const keys = given.map((key) => {
    const parts = key.split(".");
    const shown = JSON.stringify(shortened(key));
    if (parts.length > KEY_DIMENSIONS.length) {
      const detail = `key must have at most ${KEY_DIMENSIONS.length} dimensions (${KEY_DIMENSIONS.join(".")}); got ${shown}`;
      throw new Refusal("query-not-possible", detail, [{ parameter: "key", detail }]);
    }
    if (parts.some((part) => !/^(\*|[A-Za-z0-9_@$-]+)$/.test(part)))
      throw invalid("key", `must be codes joined by ., with * for any; got ${shown}`);
    return parts.map((part) => (part === "*" ? null : part));
  });
  return keys;
}

/** Codes are numbers of a table's own by the time that rows are looked at; a key with a code that it does not have is none. */
export function keyTest(table: ColumnarTable, keys: ReturnType<typeof parseKeys>): RowTest {
  if (keys.length === 0) return () => true;
  const numbers = KEY_DIMENSIONS.map((id) => new Map(table.text[id]?.values.map((code, at) => [sdmxId(code), at])));
  const columns = KEY_DIMENSIONS.map((id) => table.text[id]?.codes ?? new Int32Array());
  const wanted = keys.flatMap((key) => {
    const parts = key.flatMap((code, i) =>
      code === null ? [] : [{ column: columns[i] as Int32Array, at: numbers[i]?.get(code) }],
    );
    return parts.every((part): part is { column: Int32Array; at: number } => part.at !== undefined) ? [parts] : [];
  });
  return (row) => wanted.some((key) => key.every(({ column, at }) => column[row] === at));
}
