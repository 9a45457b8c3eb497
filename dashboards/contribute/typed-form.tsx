import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Bill } from "../../src/importers/bill.ts";
import { askBeforeLeaving } from "../visit/leaving.ts";
import { billId } from "./carried.ts";
import { broughtOf, changeDraft, comingFor, type Flow, measuresOf, offersFor } from "./flow.ts";
import { Lack } from "./lack.tsx";
import { type Removal, Removed } from "./removed.tsx";
import { billLine, TypedBills } from "./typed-bills.tsx";
import { FIELD_OF, KindField, MeasureField, TotalField, WhenFields } from "./typed-fields.tsx";
import { newestOf, nextPeriod, typedKinds, typedPeriods } from "./typed-periods.ts";
import { TypedRefusal } from "./typed-refusal.tsx";
import { datesFault, NO_FIGURE, nextDay, type TypedEntry, type TypedFault, withEntry } from "./typed-source.ts";
import { againOf, doubtOf, givesOf, type MiddleOf, plainEntry, typedTotal } from "./typed-words.ts";

/** Adds what is typed before the step is left; false where it is incomplete, which the form then says. */
export type LeaveForm = () => boolean;

interface TypedFormProps {
  readonly flow: Flow;
  /** values with which the form opens */
  readonly begin: Partial<TypedEntry>;
  readonly middleOf: MiddleOf;
  /** set while the form is open */
  readonly leave: RefObject<LeaveForm | null>;
  /** called when a figure was added or removed */
  readonly onChange: () => void;
  /** goes on to the next step */
  readonly onNext: () => void;
}

/** The bill to be corrected. Reading it clears the request, so that it opens once. */
function editedIn(flow: Flow): Bill | undefined {
  const { bills, editing } = flow.draft.value;
  const bill = bills.find((one) => billId(one) === editing);
  if (bill !== undefined) changeDraft(flow, { editing: null });
  return bill;
}

/** Tells whether a figure was begun that would be lost without being added: dates without an amount are none. */
const isBegun = ({ total }: TypedEntry): boolean => total.trim() !== "";

/** Opens the figure to be corrected, ready to be typed over. It takes the focus after the step's heading has had it. */
function useEdited(flow: Flow, edit: (bill: Bill) => void, amount: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const bill = editedIn(flow);
    if (bill === undefined) return;
    edit(bill);
    requestAnimationFrame(() => {
      amount.current?.focus();
      amount.current?.select();
    });
  }, []);
}

/** Messages about a figure: how it is read, unless it is refused, and whether it looks wrong. */
function Messages({
  entry,
  flow,
  middleOf,
  fault,
}: Pick<TypedFormProps, "flow" | "middleOf"> & { entry: TypedEntry; fault: TypedFault | null }) {
  const doubt = doubtOf(entry, flow, middleOf);
  return (
    <>
      <p class="gives" id="typed-gives" aria-live="polite">
        {fault === "future" || fault === "overlap" ? "" : givesOf(entry, flow, doubt !== "")}
      </p>
      <p class="doubt" id="typed-doubt" role="status">
        {doubt}
      </p>
    </>
  );
}

/** Goes to the field of a fault, with what is said beside it on the screen too. A month or a year has one field for both dates. */
function toField(id: string): void {
  const field = document.getElementById(id) ?? document.querySelector<HTMLElement>("#typed-month, #typed-year");
  field?.focus({ preventScroll: true });
  field?.scrollIntoView({ block: "center" });
}

/** The figure with which the form opens: of the topic that was typed last. A year's, where no year can count, is dated as a bill, whose months may. */
function beginOf(begin: Partial<TypedEntry>, flow: Flow): TypedEntry {
  const measures = measuresOf(flow);
  const last = flow.draft.value.bills.at(-1);
  const lastKey = measures.find(({ key }) => key === `${last?.domain}.${last?.measure}`)?.key;
  const measure = begin.measure ?? lastKey ?? measures[0]?.key ?? "";
  const entry = { ...NO_FIGURE, measure, ...nextDays(flow, measure), ...begin };
  return typedKinds(flow.now(), comingFor(flow)).includes(entry.kind) ? entry : { ...entry, kind: "bill" };
}

/** Has whoever leaves the form ask first whether it may be left; a figure that was begun is added. */
function useLeaving(leave: TypedFormProps["leave"], mayLeave: () => boolean): void {
  useLayoutEffect(() => {
    leave.current = mayLeave;
    return () => {
      leave.current = null;
    };
  });
}

/** The days of a measure's next bill: what is known of one to type again, else that it begins after the last. */
function nextDays(flow: Flow, key: string): Pick<TypedEntry, "from" | "to"> {
  const again = againOf(flow).find(({ measure }) => measure === key);
  return again?.days ?? { from: nextDay(flow.draft.value.bills, key), to: "" };
}

/** The fields for the figure after one that was added. Of a list the next period follows, so that ten months are ten amounts and nothing else. */
function following(bills: readonly Bill[], entry: TypedEntry, flow: Flow): Partial<TypedEntry> {
  const periods = typedPeriods(entry.kind, flow.now(), comingFor(flow));
  const isFree = (period: string): boolean => withEntry(bills, { ...entry, period, total: "1" }, flow.now()) !== "overlap";
  return { total: "", ...nextDays(flow, entry.measure), period: nextPeriod(entry.period, periods, isFree) };
}

/** The form for figures of bills. Long, for its actions share what is typed. */
export function TypedForm({ flow, begin, middleOf, leave, onChange, onNext }: TypedFormProps) {
  const { words, draft } = flow;
  const [typed, setTyped] = useState<TypedEntry>(() => beginOf(begin, flow));
  const [tried, setFault] = useState<TypedFault | null>(null);
  const [removal, setRemoval] = useState<Removal | null>(null);
  // A figure that was given before is typed anew.
  const [isAgain, setAgain] = useState(flow.addTo?.retyped != null);
  const amount = useRef<HTMLInputElement>(null);
  // A fault belongs to the figure that was tried, so a change clears it.
  const set = (next: Partial<TypedEntry>): void => {
    // Bills follow one another, each measure's in its own row.
    const follows = next.measure !== undefined && next.from === undefined ? nextDays(flow, next.measure) : {};
    setTyped({ ...typed, ...follows, ...next });
    setFault(null);
  };
  const periods = typedPeriods(typed.kind, flow.now(), comingFor(flow));
  const entry: TypedEntry = { ...typed, period: typed.period || newestOf(periods) };
  const fault = tried ?? datesFault(draft.value.bills, entry, flow.now());
  const add = (): boolean => {
    const billsOrFault = withEntry(draft.value.bills, plainEntry(entry, flow), flow.now());
    if (typeof billsOrFault === "string") {
      setFault(billsOrFault);
      toField(FIELD_OF[billsOrFault]);
      return false;
    }
    changeDraft(flow, { bills: [...billsOrFault] });
    setRemoval(null);
    setAgain(false);
    set(following(billsOrFault, entry, flow));
    onChange();
    return true;
  };
  const change = (bills: readonly Bill[], next: Removal | null): void => {
    changeDraft(flow, { bills: [...bills] });
    setRemoval(next);
    onChange();
    amount.current?.focus();
  };
  const remove = (bill: Bill, isForGood = false): void => {
    const { bills } = draft.value;
    const putBack = (): void => change(bills, null);
    change(
      bills.filter((one) => one !== bill),
      isForGood ? null : { name: billLine(bill, flow), putBack },
    );
  };
  const edit = (bill: Bill): void => {
    const { domain, measure: id, from, to, total } = bill;
    set({ measure: `${domain}.${id}`, kind: "bill", from, to, total: typedTotal(total, flow) });
    remove(bill, true);
    setAgain(true);
  };
  const giveUp = (): void => {
    setAgain(false);
    set({ total: "", ...nextDays(flow, entry.measure) });
    amount.current?.focus();
  };
  useEdited(flow, edit, amount);
  const isOpen = isBegun(entry);
  // Before the browser can be told to leave.
  useLayoutEffect(() => askBeforeLeaving(() => isOpen), [isOpen]);
  // Of an empty form the field to begin with is told, where nothing else was brought.
  useLeaving(leave, () => (isBegun(entry) || broughtOf(flow).length === 0 ? add() : true));
  const field = { flow, entry, set, fault };
  const refusal = <TypedRefusal {...field} onGiveUp={tried === null || broughtOf(flow).length === 0 ? null : giveUp} />;
  const isOfTotal = fault !== null && FIELD_OF[fault] === "typed-amount";
  return (
    <div class="typed">
      <MeasureField {...field} />
      <KindField {...field} />
      <WhenFields {...field} />
      {isOfTotal ? null : refusal}
      <TotalField {...field} field={amount} onEnter={add} />
      {isOfTotal ? refusal : null}
      <Messages entry={entry} flow={flow} middleOf={middleOf} fault={fault} />
      <button type="button" id="typed-add" class="wide quiet" onClick={add}>
        {isAgain ? words.type.replace : words.type.add}
      </button>
      <TypedBills flow={flow} middleOf={middleOf} onEdit={edit} onRemove={remove} />
      <Lack flow={flow} offers={offersFor(flow)} />
      <Removed removal={removal} flow={flow} />
      <button type="button" id="next" class="wide" onClick={onNext}>
        {words.bring.go}
      </button>
    </div>
  );
}
