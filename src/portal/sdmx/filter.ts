import type { ColumnarTable } from "../../release/index.ts";
import { invalid, notPossible, shortened, shown } from "../refusals.ts";
import { type RowTest, textTest } from "../view.ts";
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

/** From a period on means beginning with it or later, up to a period means ending with it or earlier. */
const ENDS: Readonly<Record<string, readonly ["first" | "last", "first" | "last"]>> = {
  lt: ["last", "first"],
  le: ["last", "last"],
  gt: ["first", "last"],
  ge: ["first", "first"],
};

/** A decimal number as messages have it: JavaScript reads 0x10 and a space before as numbers too. */
const DECIMAL = /^-?\d+(\.\d+)?(e-?\d+)?$/i;

/** A component, and what its value must be. */
export interface Filter {
  readonly component: ComponentId;
  readonly passes: Condition;
}

type Condition = (value: Comparable) => boolean;

/**
 * Reads `c[COMPONENT]=ge:A+le:B,C`: `,` is or, `+` is and.
 *
 * @throws Refusal `invalid-parameter`; `query-not-possible` for a component that the structure does not have
 */
export function parseFilter(name: string, text: string): Filter {
  const parameter = `c[${shortened(name)}]`;
  if (!/^[A-Za-z][A-Za-z\d_-]*$/.test(name)) throw invalid(parameter, "must name a component, as in c[REF_AREA]");
  if (!isComponent(name)) throw notPossible(parameter, `must name components (${COMPONENTS.join(", ")}); got ${shown(name)}`);
  const any = text.split(",").map((group) => group.split("+").map((part) => parseCondition(name, parameter, part)));
  const count = any.flat().length;
  if (count > MOST) throw invalid(parameter, `must have at most ${MOST} conditions; got ${count}`);
  return { component: name, passes: (value) => any.some((group) => group.every((holds) => holds(value))) };
}

function parseCondition(component: ComponentId, parameter: string, part: string): Condition {
  const [, operator = "eq", text = part] = /^([a-z]{2}):(.*)$/s.exec(part) ?? [];
  if (!Object.hasOwn(OPERATORS, operator))
    throw invalid(parameter, `takes the operators ${Object.keys(OPERATORS).join(", ")}; got ${shown(operator)}`);
  if (text === "") throw invalid(parameter, `has an empty value in ${shown(part)}`);
  const compare = OPERATORS[operator as keyof typeof OPERATORS];
  if (isCoded(component)) return (value) => compare(value, text);
  if (component !== TIME) {
    if (!DECIMAL.test(text) || !Number.isFinite(Number(text)))
      throw invalid(parameter, `must be a number in decimal digits, such as 12.5; got ${shown(text)}`);
    return (value) => compare(value, Number(text));
  }
  const bound = daysOf(text);
  if (bound === null && !/^(co|nc|sw|ew)$/.test(operator))
    throw invalid(parameter, `must be YYYY, YYYY-MM, YYYY-Qn, a day or an instant; got ${shown(text)}`);
  const ends = ENDS[operator];
  return (value) => {
    const own = ends && bound && daysOf(String(value));
    return own ? compare(own[ends[0]], bound[ends[1]]) : compare(value, text);
  };
}

/** The test of a table's rows; a cell without a value passes no condition. */
export function filterTest(table: ColumnarTable, { component, passes }: Filter): RowTest {
  if (table.text[component]) return textTest(table, component, (code) => passes(isCoded(component) ? sdmxId(code) : code));
  const numbers = table.numbers[component] ?? new Float64Array();
  return (row) => !Number.isNaN(numbers[row]) && passes(numbers[row] as number);
}
