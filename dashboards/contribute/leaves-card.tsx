import { ATTRIBUTE_NAMES } from "../../src/contract/attributes.ts";
import { UNITS } from "../../src/contract/units.ts";
import { type MeasureRef, measureRef } from "../../src/domains/index.ts";
import type { Bill } from "../../src/importers/bill.ts";
import { IDENTIFIERS } from "../../src/importers/reasons.ts";
import type { ImportedReading } from "../../src/importers/report.ts";
import { placePath } from "../shared/areas.ts";
import { Terms } from "../shared/bits.tsx";
import { amountText, formatDate, formatPeriod, lowerFirst, quoted } from "../shared/format.ts";
import { answerWords, topicLabel } from "../shared/labels.ts";
import { Rich } from "../shared/rich.tsx";
import { ExactText } from "./exact-text.tsx";
import {
  amountWords,
  broughtOf,
  type Flow,
  leafName,
  leavingOf,
  offersFor,
  replacedBy,
  TYPED_SOURCE_ID,
  unitFor,
} from "./flow.ts";
import { isLeaf } from "./home-fields.tsx";
import { firstText, Lack } from "./lack.tsx";
import { LATER_WORDS } from "./later-words.ts";
import { hintsOf, OfferTicks } from "./offer-ticks.tsx";
import { attributesOf, disagreementsOf, type Offer, readingsOf } from "./offers.ts";
import { ownListDecimals } from "./own-decimals.ts";
import { answersIn, type Prepared, preparedOf } from "./prepared.ts";
import { standingConsent } from "./standing-consent.ts";
import { dayBeside } from "./typed-source.ts";
import { againOf, lackedBill, withoutNotes, yearNotes } from "./typed-words.ts";
import { isDoubtOpen } from "./unusual-card.tsx";

/**
 * What is sent: a tick for each measure of each source, by month and by year, none ticked beforehand; and the exact text. `fault`
 * says why it cannot be sent.
 */
export function LeavesCard({ flow, fault }: { flow: Flow; fault: string }) {
  const { draft, lang } = flow;
  const offers = offersFor(flow);
  const sources = broughtOf(flow).filter(({ id }) => offers.some(({ source }) => source.id === id));
  const prepared = preparedOf(flow);
  const { leaves } = LATER_WORDS[lang];
  const isLacking = lackedBill(flow) !== null;
  const answers = prepared.chosen.length > 0 ? answersIn(prepared.donation) : attributesOf(offers.map(({ ref }) => ref)).length;
  return (
    <section class="card leaves" aria-labelledby={offers.length === 0 ? undefined : "leaves-title"}>
      {/* Of nothing to send the page's title says it. */}
      {offers.length === 0 ? null : (
        <h2 id="leaves-title" tabIndex={-1}>
          {leaves.title(prepared.donation.readings.length, leafName(flow), answers)}
        </h2>
      )}
      <Disagreements offers={offers} flow={flow} />
      {sources.map((source) => (
        <OfferTicks key={source.id} source={source} offers={offers} flow={flow} isMissing={fault !== ""} />
      ))}
      {hintsOf(offers, lang).map((text) => (
        <p class="hint" key={text}>
          {text}
        </p>
      ))}
      {(offers.length === 0 ? [] : [...yearNotes(flow), ...withoutNotes(flow)]).map((text) => (
        <p class="hint" key={text}>
          {text}
        </p>
      ))}
      {/* Nobody knows what counts of figures that may be wrong. */}
      {isLacking || isDoubtOpen(flow) ? null : <Counted flow={flow} offers={offers} />}
      {draft.value.unsure || (offers.length === 0 && !isLacking) ? null : <More flow={flow} />}
      {fault === "" ? null : <p class="fault">{fault}</p>}
      <Replaced flow={flow} />
      <BesidesReplaced flow={flow} />
      {prepared.chosen.length > 0 && isLeaf(flow) ? <Sent prepared={prepared} flow={flow} /> : null}
      <Stays flow={flow} />
    </section>
  );
}

/** Of two sources that say different things of the same periods, what the one and the other say, and what becomes of it. */
function Disagreements({ offers, flow }: { offers: readonly Offer[]; flow: Flow }) {
  const { lang } = flow;
  const w = LATER_WORDS[lang].leaves;
  return disagreementsOf(offers).map(({ ref, readings: [first, ...more], sources: [a, b], isRival }) => {
    const said = ({ amount }: ImportedReading): string => amountWords(ref, amount / Number(UNITS[ref.measure.unit].factor), flow);
    const [{ period }] = first;
    const what = `${lowerFirst(topicLabel(ref, lang))}, ${formatPeriod(period, lang)}`;
    const names = [quoted(a.title, lang), quoted(b.title, lang)] as const;
    return (
      <p class="warn unlike" key={`${a.id} ${b.id} ${ref.key}`}>
        {w.unlike(...names, what, said(first[0]), said(first[1]), more.length, period.length === 7)} {isRival ? w.onlyOne : null}
      </p>
    );
  });
}

/** What will count of what leaves; before anything is published, where all of it will, in one line. A topic is named where others are offered too. */
function Counted({ flow, offers }: { readonly flow: Flow; readonly offers: readonly Offer[] }) {
  const leaving = leavingOf(flow);
  return (
    <>
      <Lack flow={flow} offers={leaving} isNamed={new Set(offers.map(({ ref }) => ref)).size > 1} />
      {firstText(flow, leaving).map((text) => (
        <p class="note first-counts" key={text}>
          <Rich text={text} />
        </p>
      ))}
    </>
  );
}

/** The way back to add or correct, after which bill given before is to be typed again: of nothing to send the title says it. */
function More({ flow }: { flow: Flow }) {
  const { more, retype } = flow.words.bring;
  const isLacking = lackedBill(flow) !== null;
  return (
    <>
      {(isLacking ? [] : againOf(flow)).map(({ text }) => (
        <p class="note" key={text}>
          {text}
        </p>
      ))}
      <button type="button" class={isLacking ? "wide" : "plain"} id="back" onClick={() => flow.goTo(0)}>
        {isLacking ? retype : more}
      </button>
    </>
  );
}

/** What of files, and of bills that do not begin and end with a month, never leaves the page. Any other figure that was typed is sent as it is. */
function Stays({ flow }: { flow: Flow }) {
  const { words, lang, visitor, draft } = flow;
  const w = words.stays;
  const files = visitor.files.value;
  const isTyped = offersFor(flow).some(({ source }) => source.id === TYPED_SOURCE_ID);
  const isOfMonths = ({ from, to }: Bill): boolean => from.endsWith("-01") && dayBeside(to, 1).endsWith("-01");
  const bills = isTyped ? draft.value.bills.filter((bill) => !isOfMonths(bill)) : [];
  if (files.length + bills.length === 0) return null;
  const kinds = [...new Set(files.flatMap(({ read }) => read.report.identifiers.map(({ kind }) => kind)))];
  const all = [
    ...(files.length === 0 ? [] : [w.file, ...kinds.map((kind) => IDENTIFIERS[kind][lang])]),
    ...(bills.length === 0 ? [] : [w.bills(bills.length)]),
  ];
  return (
    <p class="note stays">
      <Rich text={w.all(all.join(", "))} />
    </p>
  );
}

/** Which kept figures would be replaced by others, said before anything is ticked too. */
function Replaced({ flow }: { flow: Flow }) {
  const { lang, addTo } = flow;
  const held = addTo?.held ?? [];
  const replaced = replacedBy(readingsOf(leavingOf(flow)), held).flatMap((reading) => {
    const ref = measureRef(reading.domain, reading.measure);
    const former = held.findLast((one) => replacedBy([reading], [one]).length > 0);
    if (ref === undefined || former === undefined || former.amount === reading.amount) return [];
    const words = (amount: number): string => amountWords(ref, amount / Number(UNITS[ref.measure.unit].factor), flow);
    return [
      `${topicLabel(ref, lang)}, ${formatPeriod(reading.period, lang)} (${words(former.amount)} → ${words(reading.amount)})`,
    ];
  });
  return replaced.length === 0 ? null : (
    <p class="replaces">
      <Rich text={LATER_WORDS[lang].leaves.replaces(replaced.join(", "))} />
    </p>
  );
}

/**
 * Which figures a bill or file given again would add beside the kept ones, said before anything is ticked too: a month that was erased comes
 * back so, and nothing that is kept tells that it was.
 */
function BesidesReplaced({ flow }: { flow: Flow }) {
  const { lang, addTo } = flow;
  const w = LATER_WORDS[lang].leaves;
  const added = leavingOf(flow).flatMap(({ ref, readings }) => {
    const again = replacedBy(readings, addTo?.held ?? []);
    const others = again.length === 0 ? [] : readings.filter((one) => !again.includes(one));
    const periods = others.map(({ period }) => formatPeriod(period, lang)).join(", ");
    return periods === "" ? [] : [`${topicLabel(ref, lang)}, ${others.length > 3 ? w.many(others.length) : periods}`];
  });
  return added.length === 0 ? null : <p class="note adds">{w.adds(added.join(", "))}</p>;
}

/** The figures of a measure by period, with as many decimals as the one that needs most. */
function figureRows(ref: MeasureRef, readings: Prepared["donation"]["readings"], flow: Flow): [string, string][] {
  const rows = readings
    .filter(({ domain, measure }) => `${domain}.${measure}` === ref.key)
    .map(({ period, value }) => ({ period, value: value / Number(UNITS[ref.measure.unit].factor) }));
  const decimals = ownListDecimals(
    rows.map(({ value }) => value),
    ref.measure,
  );
  const unit = unitFor(ref, flow);
  return rows.map(({ period, value }) => [formatPeriod(period, flow.lang), amountText(value, decimals, unit, flow.lang)]);
}

/** The figures to be sent in words, by measure. */
function Figures({ readings, flow }: { readings: Prepared["donation"]["readings"]; flow: Flow }) {
  const { lang } = flow;
  const refs = [...new Set(readings.map(({ domain, measure }) => measureRef(domain, measure)))].filter(
    (ref) => ref !== undefined,
  );
  return (
    <>
      {refs.map((ref) => (
        <section key={ref.key}>
          <h3>{topicLabel(ref, lang)}</h3>
          <Terms class="figures-sent" rows={figureRows(ref, readings, flow)} />
        </section>
      ))}
    </>
  );
}

/** When the consent was given and by whom, as the text says it; before it is, that the text's own lines about it follow the ticks. */
function Given({ consent, flow }: { consent: Prepared["donation"]["consent"]; flow: Flow }) {
  const { lang, draft, notice } = flow;
  const { purpose, told } = draft.value;
  const { leaves, consent: w } = LATER_WORDS[lang];
  const isGiven = (consent.adult || consent.guardian === true) && (standingConsent(flow) !== null || (purpose && told));
  if (!isGiven) return <p class="hint">{leaves.notGiven}</p>;
  const hour = new Date(consent.given_at).toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit" });
  const age = notice.facts.minimum_age;
  return <p>{leaves.given(formatDate(consent.given_at, lang), hour, consent.guardian ? w.guardian(age) : w.adult(age))}</p>;
}

/** Folded, the home in words, each figure and the exact text that is sent. */
function Sent({ prepared: { donation, body }, flow }: { prepared: Prepared; flow: Flow }) {
  const { lang, commons } = flow;
  const { consent } = donation;
  const { leaves } = LATER_WORDS[lang];
  const { area, ...attributes } = donation.household;
  const answers = ATTRIBUTE_NAMES.flatMap((name) => {
    const value = attributes[name];
    return value === undefined ? [] : [lowerFirst(answerWords(name, value, lang))];
  });
  return (
    <details>
      <summary>{leaves.text}</summary>
      <p>{leaves.home([placePath(commons.tree, area), ...answers].join(", "))}</p>
      <Given consent={consent} flow={flow} />
      <Figures readings={donation.readings} flow={flow} />
      <ExactText body={body} flow={flow} />
    </details>
  );
}
