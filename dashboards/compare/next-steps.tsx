import { CHECKS, MOST_CHECKS, OF_WATER, WORKS } from "../../src/domains/checks.ts";
import { belongs } from "../../src/domains/similarity.ts";
import { Folded } from "../shared/bits.tsx";
import { unbroken } from "../shared/dom.ts";
import type { Lang } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { followsCold } from "./cold.ts";
import { statesGap } from "./drawn-figures.ts";
import { asksForHelp } from "./low-figure.ts";
import { NEXT } from "./next-words.ts";
import { heldAgainst } from "./season.ts";
import type { TopicAnswer } from "./topic-answer.ts";

/** Tells whether a home that is lived in is above the middle of its kind beyond the middle's margin, over a year or the same days of it. */
function isAbove(answer: TopicAnswer): boolean {
  const middle = heldAgainst(answer);
  // One month of winter is high beside an average one, of which no gap is stated: that is no reason to heat less.
  return statesGap(answer) && !isAboutMiddle(answer) && middle !== null && (answer.given?.perMonth ?? 0) > middle.upper;
}

const isAboutMiddle = ({ verdict }: TopicAnswer): boolean => verdict?.kind === "side" && verdict.side === "about";

/** Tells whether a home is among the quarter that uses the most: its bill may be hard to pay. */
const isAmongHighest = ({ verdict }: TopicAnswer): boolean => verdict?.kind === "quarter" && verdict.quarter === "high";

/** What a home can look at the same evening. */
const checksOf = ({ ref, household }: TopicAnswer) =>
  (CHECKS[ref.key] ?? []).filter(({ where = {} }) => belongs(where, household)).slice(0, MOST_CHECKS);

/** What a home above the middle can look at the same evening; nothing for any other. */
export const checksFor = (answer: TopicAnswer) => (isAbove(answer) ? checksOf(answer) : []);

/** Tells whether a home that is lived in is in the middle half: what to look at is there for whom wants it, and in the lowest quarter for nobody. */
const isOrdinary = ({ verdict, seldom }: TopicAnswer): boolean =>
  !seldom &&
  ((verdict?.kind === "edge" && verdict.edge === "high") || (verdict?.kind === "quarter" && verdict.quarter === "middle"));

interface ChecksProps {
  readonly answer: TopicAnswer;
  readonly lang: Lang;
  readonly commons: PublicCommons;
  /** on a sheet, which has who helps to pay below, and nothing to tap */
  readonly onPaper?: boolean;
}

/** What to look at at home, as a list below its title; on the page a tap away for an ordinary home. */
export function Checks(list: ChecksProps) {
  const { answer, lang, onPaper = false } = list;
  if (checksFor(answer).length === 0 && (!isOrdinary(answer) || checksOf(answer).length === 0)) return null;
  if (checksFor(answer).length === 0 && !onPaper)
    return (
      <Folded class="no-print" summary={NEXT[lang].checks}>
        {() => <CheckList {...list} />}
      </Folded>
    );
  return (
    <div class="checks">
      <b>{NEXT[lang].checks}</b>
      <CheckList {...list} />
    </div>
  );
}

/** What to look at of each topic that is not low; what two topics have in common stands with the first. */
export function checksOnce({ commons, answers, lang }: HelpToPayProps, onPaper = false) {
  const said = new Set<string>();
  return answers.flatMap((answer) => {
    if (!isAbove(answer) && !isOrdinary(answer)) return [];
    const lines = linesOf(commons, answer, lang, onPaper).filter((line) => !said.has(line));
    for (const line of lines) said.add(line);
    return lines.length === 0 ? [] : [{ topic: topicLabel(answer.ref, lang), lines }];
  });
}

/** What to look at on a sheet: of every topic that is above the middle, a line each where they are several; else of the first topic. */
export function ChecksOnSheet({ commons, answers, lang }: HelpToPayProps) {
  const above = answers.filter((answer) => checksFor(answer).length > 0);
  const [one = answers[0]] = above;
  if (above.length < 2) return one ? <Checks commons={commons} answer={one} lang={lang} onPaper /> : null;
  return (
    <div class="checks">
      <b>{NEXT[lang].checks}</b>
      <ul>
        {checksOnce({ commons, answers: above, lang }, true).map(({ topic, lines }) => (
          <li key={topic}>
            <b>{topic}</b> – {lines.join(" ")}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The same of several topics, a tap away below them all: each card is short. */
export function ChecksTogether(props: HelpToPayProps) {
  const high = checksOnce(props);
  if (props.answers.length < 2 || high.length === 0) return null;
  return (
    <Folded summary={NEXT[props.lang].checks}>
      {() =>
        high.map(({ topic, lines }) => (
          <div class="checks" key={topic}>
            <b>{topic}</b>
            <Lines lines={lines} />
          </div>
        ))
      }
    </Folded>
  );
}

/** What to look at, then whom to ask about works, and of the page whom to ask for help. */
function linesOf(commons: PublicCommons, answer: TopicAnswer, lang: Lang, onPaper: boolean): string[] {
  const works = WORKS[answer.ref.key];
  const isNamedWorks = isNamed(commons) && works !== undefined && belongs(works, answer.household);
  return [
    ...checksOf(answer).map(({ labels }) => labels[lang]),
    ...(isNamedWorks ? [NEXT[lang].works] : []),
    ...(!onPaper && isAmongHighest(answer) ? [NEXT[lang].hard(isNamed(commons))] : []),
  ].map(unbroken);
}

const CheckList = ({ answer, lang, commons, onPaper = false }: ChecksProps) => (
  <Lines lines={linesOf(commons, answer, lang, onPaper)} />
);

const Lines = ({ lines }: { readonly lines: readonly string[] }) => (
  <ul>
    {lines.map((line) => (
      <li key={line}>
        <Linked text={line} />
      </li>
    ))}
  </ul>
);

/** The country whose services have a name here. */
const NAMED = "FR";
const isNamed = ({ catalog }: PublicCommons): boolean => (catalog.commons.country ?? NAMED) === NAMED;

/** Who helps to pay, and for energy and for water where a topic is of it, a line each. */
function helpLines(commons: PublicCommons, answers: readonly TopicAnswer[], lang: Lang): string[] {
  const hasEnergy = answers.some(({ ref }) => followsCold(ref));
  const { people, water } = NEXT[lang];
  const named = isNamed(commons);
  const ofWater = answers.some(({ ref }) => OF_WATER.includes(ref.key));
  return [...people(hasEnergy, named), ...(ofWater ? [water(named && !hasEnergy)] : [])];
}

/** The same as one text. */
export const helpText = (commons: PublicCommons, answers: readonly TopicAnswer[], lang: Lang): string =>
  helpLines(commons, answers, lang).join(" ");

/** Services that help text names, with where they are: a telephone number is called with a tap. */
const SERVICES: Readonly<Record<string, string>> = {
  "France services": "https://www.france-services.gouv.fr",
  "France Rénov’": "https://france-renov.gouv.fr",
  "0\u00a0808\u00a0800\u00a0700": "tel:+33808800700",
  "0\u00a0805\u00a0204\u00a0805": "tel:+33805204805",
  "chèque énergie": "https://chequeenergie.gouv.fr",
  "energy voucher": "https://chequeenergie.gouv.fr",
  "comparateur public": "https://comparateur.energie-info.fr",
  "public comparison": "https://comparateur.energie-info.fr",
  "Fonds de solidarité pour le logement": "https://www.service-public.fr/particuliers/vosdroits/F1334",
};
const NAMES = new RegExp(`(${Object.keys(SERVICES).join("|")})`);

/** A text whose services are links, in tabs of their own but for a telephone's: this page forgets what was typed when it is left. */
const Linked = ({ text }: { readonly text: string }) => (
  <>
    {text.split(NAMES).map((part) => {
      const href = SERVICES[part];
      return href === undefined ? (
        part
      ) : (
        <a key={part} href={href} {...(href.startsWith("tel:") ? {} : { target: "_blank", rel: "noopener noreferrer" })}>
          {part}
        </a>
      );
    })}
  </>
);

/** Who helps to pay, with links. */
export const HelpLinked = ({ commons, answers, lang }: HelpToPayProps) => <Linked text={helpText(commons, answers, lang)} />;

interface HelpToPayProps {
  readonly commons: PublicCommons;
  readonly answers: readonly TopicAnswer[];
  readonly lang: Lang;
}

/** Who helps to pay, a tap away, whatever somebody uses: a bill may be hard to pay in any quarter, and before it is typed. A very low figure has it open above. */
export function HelpToPay({ commons, answers, lang }: HelpToPayProps) {
  const isOpen = answers.some((answer) => asksForHelp(answer) && !answer.seldom);
  if (isOpen) return null;
  return (
    <Folded class="help-to-pay" summary={NEXT[lang].bill}>
      {() => (
        <ul>
          {helpLines(commons, answers, lang).map((line) => (
            <li key={line}>
              <Linked text={line} />
            </li>
          ))}
        </ul>
      )}
    </Folded>
  );
}
