import { Folded } from "../shared/bits.tsx";
import { formatNumber } from "../shared/format.ts";
import { isTaken } from "../shared/layout.ts";
import { linkedParts } from "../shared/linked.ts";
import { Scrolled } from "../shared/scrolled.tsx";
import { checkInPython } from "./check-in-python.ts";
import { Printed } from "./further.tsx";
import { printedWhenForged, printedWhenWell } from "./printed.ts";
import { takeAll } from "./take-all.ts";
import type { TrustProps } from "./trust.ts";
import { TRUST } from "./words.ts";

/** How anybody checks everything offline, and what no check can tell. Paper keeps the key and no program, which nobody types off. */
export function CheckOffline(props: TrustProps) {
  const words = TRUST[props.lang].verify;
  const kid = props.data.log.keys[0]?.kid ?? null;
  return (
    <div>
      <p>{words.text}</p>
      <Folded summary={words.steps} id="commands" class="no-print">
        {() => <Steps {...props} />}
      </Folded>
      {kid === null ? null : (
        <p class="only-print">
          {words.key} <code>{kid}</code>
        </p>
      )}
      <p class="tools">
        <a class="button quiet" href="v1/log.json" download>
          {words.whole}
        </a>
      </p>
      <Printed summary={words.limits}>{() => <Limits {...props} />}</Printed>
    </div>
  );
}

/** The files, the key and a check with what anybody has; then the program, which computes everything again. */
export function Steps(props: TrustProps) {
  const {
    data: { log, catalog },
    lang,
  } = props;
  const words = TRUST[lang].verify;
  const signedBy = log.keys[0]?.kid ?? null;
  const { contact = null, source_code: source = null, thumbprint_at: elsewhere = null } = catalog.commons;
  return (
    <ol class="steps-to-verify">
      <li>
        <p>{words.files}</p>
        <Command label={words.take} text={takeAll(document.baseURI, catalog.releases, signedBy !== null)} id="take-all" />
      </li>
      {signedBy === null ? null : (
        <>
          <li>
            <p>
              {words.key} <code>{signedBy}</code>
            </p>
            <p>
              <Linked text={elsewhere === null ? words.keyAsked(contact) : words.keyAt(elsewhere)} />
            </p>
          </li>
          <li>
            <p>{words.python}</p>
            <Command label={words.runPython} text={checkInPython(signedBy)} id="check-in-python" />
            <p>{words.pythonSays}</p>
          </li>
        </>
      )}
      {source === null ? null : (
        <li>
          <Program {...props} source={source} kid={signedBy} />
        </li>
      )}
    </ol>
  );
}

/** The program that also computes budget, noise and thresholds again, and what it prints. */
function Program({ data: { log, catalog }, lang, source, kid }: TrustProps & { source: string; kid: string | null }) {
  const words = TRUST[lang].verify;
  const [newest] = catalog.releases.map(({ id }) => id);
  const commands = [
    "cd voisinage && npm ci && cd ..",
    `node voisinage/dist/cli/main.js verify ./releases log.json --key ${kid ?? "THUMBPRINT"}`,
  ];
  return (
    <>
      <p>
        <Linked text={words.program(source)} />
      </p>
      <Command label={words.run} text={commands.join("\n")} />
      {newest === undefined ? null : (
        <>
          <p>{words.well}</p>
          <Command label={words.well} text={printedWhenWell([newest], log).join("\n")} />
          <p>{words.forged}</p>
          <Command label={words.forged} text={printedWhenForged(newest)} />
        </>
      )}
    </>
  );
}

function Linked({ text }: { text: string }) {
  return <>{linkedParts(text).map(({ text: part, href }) => (href === undefined ? part : <a href={href}>{part}</a>))}</>;
}

function Command({ label, text, id }: { label: string; text: string; id?: string }) {
  return (
    <Scrolled class="command" label={label}>
      <pre id={id} lang="en">
        <code>{text}</code>
      </pre>
    </Scrolled>
  );
}

/** What no check can tell; of a vault only where one is in use, and what several contributions or rows of one home cost it. */
export function Limits({ data: { catalog, report }, lang }: TrustProps) {
  const { limitsOfVault, limitsOfCopy, limitsList, worse, worseRow, worseBy } = TRUST[lang].verify;
  const costs = new Map(
    report?.several.costs.map(({ contributions, epsilon }) => [contributions, formatNumber(epsilon, 1, lang)]),
  );
  const [one, two] = [costs.get(1), costs.get(2)];
  const byHowMuch = (words: string): string => (one && two ? worseBy(words, two, one) : words);
  const own = isTaken(catalog, lang, location.href) ? [limitsOfCopy(byHowMuch(worseRow))] : limitsOfVault(byHowMuch(worse));
  return (
    <ul>
      {[...own, ...limitsList].map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
