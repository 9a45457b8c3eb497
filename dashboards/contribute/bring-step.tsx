import { Fragment, type RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import { minimumMonths } from "../../src/domains/index.ts";
import type { FileReport } from "../../src/importers/report.ts";
import { readAmount } from "../../src/importers/typed-amount.ts";
import type { MonthsToCount } from "../messages/fr/contribute.ts";
import { BuiltElements, Folded, Terms } from "../shared/bits.tsx";
import { formatNumber, formatPeriod, lowerFirst } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { measuresIn, topicLabel } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { noticePoints } from "../shared/notice-view.ts";
import { Rich } from "../shared/rich.tsx";
import { billId, carriedOf } from "./carried.ts";
import { isOfUse, yearsOf } from "./coming.ts";
import { emptyDays } from "./empty-days.ts";
import { FileField } from "./file-field.tsx";
import { FileName } from "./file-name.tsx";
import {
  amountWords,
  besideOf,
  broughtOf,
  comingFor,
  type Flow,
  hasTyped,
  leafMeanText,
  leafName,
  measuresOf,
  offersFor,
  type ReadSource,
  rangeOf,
  removeSource,
  TYPED_SOURCE_ID,
  takenBy,
} from "./flow.ts";
import { Lack } from "./lack.tsx";
import type { LaterSteps } from "./later-steps.tsx";
import { type Removal, RemoveButton, Removed } from "./removed.tsx";
import { SharedDevice } from "./shared-device.tsx";
import { BillNote, billLine, byMeasureAndDay, FEW_FIGURES } from "./typed-bills.tsx";
import { type LeaveForm, TypedForm } from "./typed-form.tsx";
import { typedKinds } from "./typed-periods.ts";
import type { TypedEntry } from "./typed-source.ts";
import { type MiddleOf, noWholeOf } from "./typed-words.ts";
import { plainLevel } from "./use-words.ts";
import { CONTRIBUTE_WORDS } from "./words.ts";

type Panel = "typed" | "holders" | null;

/**
 * The first step: to bring a file, to type a bill's figures, or to ask whoever holds them. Long, for its parts share what is open, wrong
 * or was removed.
 */
export function BringStep({ flow, later }: { flow: Flow; later: LaterSteps | null }) {
  const { words, addTo } = flow;
  const brought = broughtOf(flow);
  // A figure to be corrected opens where it was typed. Figures from Me situer are listed above the form.
  const retyped = addTo?.retyped ?? null;
  const isTypedFirst = retyped !== null || hasTyped(flow) || isBillEdited(flow);
  const [panel, setPanel] = useState<Panel>(isTypedFirst ? "typed" : null);
  const [begin, setBegin] = useState<Partial<TypedEntry>>(retyped ?? {});
  const [fault, setFault] = useState("");
  const [removal, setRemoval] = useState<Removal | null>(null);
  const leaveForm = useRef<LeaveForm | null>(null);
  const openForm = (entry: Partial<TypedEntry>): void => {
    setBegin(entry);
    setPanel("typed");
    // The form has to be drawn first. Of a topic that is known the period is what it still lacks.
    const lacked = entry.measure === undefined ? "#typed-measure" : "#typed-month, #typed-year, #typed-from";
    requestAnimationFrame(() => document.querySelector<HTMLElement>(lacked)?.focus());
  };
  // What was said of a file goes with it.
  const onRemoved = (removed: Removal | null): void => {
    setFault("");
    setRemoval(removed);
  };
  const ask = (): void => {
    setPanel("holders");
    document.getElementById("holders-way")?.focus();
  };
  const go = (): void => {
    const stop = stopOf(flow, leaveForm.current);
    setFault(stop ?? "");
    if (stop === null) flow.goTo(1);
  };
  // What was removed before is not put back over what came since.
  const onRead = (): void => {
    setRemoval(null);
    go();
  };
  // The open form lists the typed figures, and has the button that goes on.
  const isTyping = panel === "typed";
  const middleOf: MiddleOf = (ref, period) =>
    later?.publicMiddle(flow.commons, flow.visitor, ref, flow.lang, period) ?? NO_MIDDLE;
  const listed = brought.filter(({ id }) => !isTyping || id !== TYPED_SOURCE_ID);
  // Above the ways that lead on from it or, where a bill is typed, at the button that was pressed.
  const stepFault = (
    <p class="fault" id="step-fault" role="alert">
      {fault}
    </p>
  );
  return (
    <div class="steps-body bring">
      <div class="brought-ways">
        {addTo === null ? (
          <p class="note given">
            {words.bring.given[0]} <a href={pageHref("my-contribution", flow.lang)}>{words.bring.given[1]}</a>
          </p>
        ) : null}
        {addTo === null && flow.notice.breaches.length > 0 ? (
          <p class="warn">
            <a {...noticeLink(flow)}>{words.start.breaches}</a>
          </p>
        ) : null}
        {listed.length === 0 ? null : <Sources flow={flow} middleOf={middleOf} brought={listed} onRemoved={onRemoved} />}
        {isTyping ? null : <Lack flow={flow} offers={offersFor(flow)} />}
        <Removed removal={removal} flow={flow} />
        {addTo === null ? <UndatedFigures flow={flow} onDate={openForm} /> : null}
        {isTyping ? null : stepFault}
        <section class="card">
          {addTo === null ? <SharedDevice flow={flow} /> : null}
          {retyped === null ? (
            <FileField
              flow={flow}
              first={brought.length === 0 && !isTyping}
              onRead={onRead}
              removal={removal}
              onAsk={ask}
              onType={() => openForm({})}
            />
          ) : null}
          <OtherWays
            flow={flow}
            later={later}
            middleOf={middleOf}
            panel={panel}
            onPanel={setPanel}
            begin={begin}
            leave={leaveForm}
            onType={openForm}
            onChange={() => {
              setFault("");
              setRemoval(null);
            }}
            onNext={go}
          />
        </section>
        {isTyping ? stepFault : null}
        {isTyping || missingOf(flow, brought) !== null ? null : (
          <button type="button" id="next" class="wide" onClick={go}>
            {words.bring.go}
          </button>
        )}
      </div>
      {/* After the ways, which are what one came for: on a phone they would be a screen away. */}
      {addTo === null ? <Glance flow={flow} /> : null}
    </div>
  );
}

interface OtherWaysProps {
  readonly flow: Flow;
  readonly later: LaterSteps | null;
  readonly middleOf: MiddleOf;
  /** the open one */
  readonly panel: Panel;
  readonly onPanel: (panel: Panel) => void;
  readonly begin: Partial<TypedEntry>;
  readonly leave: RefObject<LeaveForm | null>;
  readonly onType: (entry: Partial<TypedEntry>) => void;
  readonly onChange: () => void;
  readonly onNext: () => void;
}

/** Stands for the public middle until the code that looks it up is here. */
const NO_MIDDLE = { value: null, isOfSeason: false };

/** Ways without a file: a bill's figures, or asking whoever holds them. */
function OtherWays({ flow, later, middleOf, panel, onPanel, begin, leave, onType, onChange, onNext }: OtherWaysProps) {
  const { words } = flow;
  const toggle = (target: NonNullable<Panel>) => (): void => onPanel(panel === target ? null : target);
  const form = (
    <TypedForm
      key={`${begin.measure} ${begin.kind} ${begin.from} ${begin.to}`}
      flow={flow}
      begin={begin}
      middleOf={middleOf}
      leave={leave}
      onChange={onChange}
      onNext={onNext}
    />
  );
  // A bill that is typed again needs no other way.
  if (flow.addTo?.retyped != null) return form;
  return (
    <>
      <Way
        id="typed"
        icon="M4 18l1-4L16 3l3 3L8 17z"
        title={words.bring.type}
        text={words.bring.typeText}
        open={panel === "typed"}
        onToggle={toggle("typed")}
      >
        {form}
        {/* What is added to a contribution has its figures kept already. */}
        {later === null || flow.addTo !== null ? null : <later.DraftFile flow={flow} />}
      </Way>
      <Way
        id="holders"
        icon="M3 11h11M10 6l5 5-5 5M14 3h5v16h-5"
        title={words.bring.ask}
        text={words.bring.askText}
        open={panel === "holders"}
        onToggle={toggle("holders")}
      >
        {later === null ? (
          <p class="wait">{words.bring.waiting}</p>
        ) : (
          <later.HolderList flow={flow} onType={(measure) => onType({ measure })} />
        )}
      </Way>
    </>
  );
}

/** Tells whether the figure to be corrected was typed. */
function isBillEdited({ draft }: Flow): boolean {
  const { bills, editing } = draft.value;
  return bills.some((bill) => billId(bill) === editing);
}

/** The reason why one cannot go on; empty where it is said beside the field, null where there is none. */
function stopOf(flow: Flow, leaveForm: LeaveForm | null): string | null {
  // A table that waits for an answer would otherwise be left behind silently.
  const openQuestion = document.querySelector<HTMLElement>(".bring .unnamed button");
  if (openQuestion !== null) {
    openQuestion.focus();
    return flow.words.sources.answerFirst;
  }
  if (leaveForm?.() === false) return "";
  // Computed again, because a file may have arrived since this was drawn.
  return missingOf(flow, broughtOf(flow));
}

/** The reason why the step cannot be left yet; null where it can. */
function missingOf(flow: Flow, brought: readonly ReadSource[]): string | null {
  const used = new Set(measuresOf(flow).map(({ key }) => key));
  const usable = brought.some(({ readings }) => readings.some(({ domain, measure }) => used.has(`${domain}.${measure}`)));
  if (usable) return null;
  const isPartial = brought.some(({ read }) =>
    read?.report.partial.some(({ domain, measure }) => used.has(`${domain}.${measure}`)),
  );
  if (isPartial) return flow.words.sources.nothingWhole;
  const isTyped = brought.some(({ read }) => read === null);
  const unused = [...new Set(brought.map((one) => unusedIn(one, flow)))].filter(Boolean).join(", ");
  return isTyped ? noWholeOf(flow.draft.value.bills, flow) : flow.words.sources.nothingUsable(takenBy(flow), unused);
}

/** Names of the measures in a source that the commons does not use; may be empty. */
function unusedIn({ readings, read }: ReadSource, flow: Flow): string {
  const used = measuresOf(flow);
  return measuresIn([...readings, ...(read?.report.partial ?? [])])
    .filter((ref) => !used.includes(ref))
    .map((ref) => lowerFirst(topicLabel(ref, flow.lang)))
    .join(", ");
}

/** Tells whether a source has readings, and no publication to come uses any of them. */
function isIdle({ readings }: ReadSource, flow: Flow): boolean {
  const coming = comingFor(flow);
  return readings.length > 0 && readings.every(({ period }) => !isOfUse(period, coming));
}

function Way(props: {
  id: string;
  icon: string;
  title: string;
  text: string;
  open: boolean;
  onToggle: () => void;
  children: preact.ComponentChildren;
}) {
  const { id, icon, title, text, open, onToggle, children } = props;
  return (
    <div class="way">
      <button type="button" id={`${id}-way`} aria-expanded={open} aria-controls={id} onClick={onToggle}>
        <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
          <path d={icon} fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" stroke-linecap="round" />
        </svg>
        <span>
          <b>{title}</b>
          <small>{text}</small>
        </span>
      </button>
      <div id={id} hidden={!open} class="way-body">
        {open ? children : null}
      </div>
    </div>
  );
}

interface SourcesProps {
  readonly flow: Flow;
  readonly middleOf: MiddleOf;
  readonly brought: readonly ReadSource[];
  /** called with what was removed; null once it is put back */
  readonly onRemoved: (removal: Removal | null) => void;
}

/** Everything brought here or in Me situer, each with a button that removes it. */
function Sources({ flow, middleOf, brought, onRemoved }: SourcesProps) {
  const { words, lang } = flow;
  const remove = ({ id, title }: ReadSource): void => {
    const putBack = removeSource(flow, id);
    onRemoved({
      name: title,
      putBack: () => {
        putBack();
        onRemoved(null);
      },
    });
    document.getElementById("choose")?.focus();
  };
  return (
    <section class="card brought" aria-labelledby="brought-title">
      <h2 id="brought-title" tabIndex={-1}>
        {words.bring.brought}
      </h2>
      <ul>
        {brought.map((one) => {
          const months = [...new Set(one.readings.map(({ period }) => period).filter((period) => period.length === 7))].sort();
          const empty = emptyDays(one.readings, lang);
          const at = (period: string | undefined): string => (period === undefined ? "" : formatPeriod(period, lang));
          return (
            <li key={one.id} class="source" data-source={one.id}>
              <div>
                <FileName text={one.title} />
                <small>
                  {one.read
                    ? `${countIn(one.read.report, flow)}, ${words.bring.wholeMonths(months.length, at(months[0]), at(months.at(-1)), empty.length === 0)}`
                    : words.bring.figures(flow.draft.value.bills.length)}
                </small>
                {empty.length === 0 ? null : <small>{words.report.emptyDays(empty)}</small>}
                {one.read ? null : <TypedLines flow={flow} middleOf={middleOf} />}
                {one.read && isIdle(one, flow) ? <small>{words.report.idle[one.left.length > 0 ? "rest" : "none"]}</small> : null}
                {unusedIn(one, flow) === "" ? null : <small>{words.report.notUsed(unusedIn(one, flow))}</small>}
              </div>
              <RemoveButton source={one} flow={flow} onRemove={() => remove(one)} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** How many points a file has or, of a meter, how many readings. */
function countIn({ points, meterReadings }: FileReport, { words, lang }: Flow): string {
  return meterReadings === undefined
    ? words.bring.points(formatNumber(points, 0, lang))
    : words.bring.meterReadings(formatNumber(meterReadings, 0, lang));
}

/** The typed figures, one a line. */
function TypedLines({ flow, middleOf }: Pick<SourcesProps, "flow" | "middleOf">) {
  const { bills } = flow.draft.value;
  const lines = () =>
    [...bills].sort(byMeasureAndDay).map((bill) => (
      <Fragment key={billId(bill)}>
        <small>{billLine(bill, flow)}</small>
        <BillNote bill={bill} flow={flow} middleOf={middleOf} />
      </Fragment>
    ));
  return bills.length > FEW_FIGURES ? <Folded summary={flow.words.bring.each}>{lines}</Folded> : <div>{lines()}</div>;
}

/** Figures from Me situer without a month or a year, which can be contributed once the person gives it. */
function UndatedFigures({ flow, onDate }: { flow: Flow; onDate: (entry: TypedEntry) => void }) {
  const { words, lang, visitor, commons, draft } = flow;
  const w = words.bring.undated;
  const used = measuresOf(flow);
  const kinds = typedKinds(flow.now(), comingFor(flow));
  const dateText = ({ kind }: TypedEntry): string =>
    kind === "month" ? w.dateMonth : kinds.includes("year") ? w.dateYear : w.dateDays;
  const figures = carriedOf(visitor, commons, flow.now(), lang).undated.flatMap((entry) => {
    const ref = used.find(({ key }) => key === entry.measure);
    const given = draft.value.bills.some(({ domain, measure }) => `${domain}.${measure}` === entry.measure);
    const total = readAmount(entry.total, lang);
    return ref && !given && total.ok ? [{ entry, name: topicLabel(ref, lang), amount: amountWords(ref, total.value, flow) }] : [];
  });
  if (figures.length === 0) return null;
  return (
    <section class="card brought undated" aria-labelledby="undated-title">
      <h2 id="undated-title">{w.title}</h2>
      <p class="note">{w.text}</p>
      <ul>
        {figures.map(({ entry, name, amount }) => (
          <li key={entry.measure}>
            <span>
              <b>{name}</b>
              <small>{entry.kind === "year" ? w.year(amount) : w.month(amount)}</small>
            </span>
            <button
              type="button"
              class="quiet"
              aria-label={WORDS[lang].labelled(dateText(entry), name)}
              onClick={() => onDate(entry)}
            >
              {dateText(entry)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The fewest and the most months that a topic needs to count at the smallest published level; null where one month is enough. */
function monthsToCount(flow: Flow): MonthsToCount | null {
  const levels = flow.notice.facts.protection.levels.flatMap(({ level, frequency }) => {
    if (frequency === "never") return [];
    const months = rangeOf(measuresOf(flow).map(({ measure }) => minimumMonths(measure, frequency)));
    const name = plainLevel(flow.commons.catalog.territory.level_names, level, flow.lang);
    return { months, most: Math.max(...months), step: frequency, level: name };
  });
  const leaf = levels.at(-1);
  if (leaf === undefined || leaf.most <= 1) return null;
  return { ...leaf, wider: levels.findLast(({ most }) => most < leaf.most) ?? null };
}

const noticeLink = ({ lang }: Pick<Flow, "lang">) => ({ href: pageHref("notice", lang), target: "_blank", rel: "noopener" });

/** What is given, who can read it and how it is taken back, before anything is sent; who asks and why is a tap away. */
function Glance({ flow }: { flow: Flow }) {
  const { words, lang, notice, commons } = flow;
  const w = words.start;
  const [leaf, count] = [leafName(flow), monthsToCount(flow)];
  return (
    <aside class="glance">
      <section class="card">
        <h2 class="visually-hidden">{words.bring.happens}</h2>
        <Terms
          class="glance-rows"
          rows={[
            w.gives(yearsOf(comingFor(flow)), leaf),
            w.serves(leafMeanText(commons, lang)),
            ...(count === null ? [] : [w.counts(count)]),
            w.never,
            w.gets(besideOf(flow)),
            w.reads(commons.catalog.commons.operator ?? null),
          ]}
        />
        <Folded summary={w.notice}>{() => <WhoAndWhy notice={notice} lang={lang} />}</Folded>
      </section>
    </aside>
  );
}

/** Who asks, why, the main risk and the rights: the risk is read where one decides, and not only in Confiance. */
export function WhoAndWhy({ notice, lang }: Pick<Flow, "notice" | "lang">) {
  const w = CONTRIBUTE_WORDS[lang].start;
  const out = noticeLink({ lang });
  return (
    <>
      <BuiltElements key={lang} make={() => [noticePoints(notice, out.href)]} />
      <p class="note">
        <Rich text={w.matches} />
      </p>
      <p>
        <a {...out}>{w.whole}</a>
      </p>
    </>
  );
}
