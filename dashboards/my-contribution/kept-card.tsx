import { useState } from "preact/hooks";
import { measureRef } from "../../src/domains/index.ts";
import { Scrolled, Terms } from "../shared/bits.tsx";
import { formatNumber, formatPeriod } from "../shared/format.ts";
import { attributeWords, measureLabel } from "../shared/labels.ts";
import type { HeldReading } from "./contribution.ts";
import { CorrectCard } from "./correct.tsx";
import { amountOf, domainNames, nameOf } from "./held-words.ts";
import type { Correcting, Opened } from "./opened.ts";

/** What is kept, in a line each; every figure one tap below, to be put right or erased. */
export function KeptCard({ opened, areaName }: { opened: Opened; areaName: string }) {
  const { held, words, lang } = opened;
  const w = words.kept;
  const [correcting, setCorrecting] = useState<Correcting | null>(null);
  const [said, setSaid] = useState("");
  const correct = (next: Correcting): void => {
    setCorrecting(next);
    setSaid("");
  };
  const close = (done: string): void => {
    setCorrecting(null);
    setSaid(done);
    // The button that was pressed is gone: the focus stays with the figures.
    requestAnimationFrame(() => document.querySelector<HTMLElement>("#figures summary")?.focus({ preventScroll: true }));
  };
  const unused = words.held.unused(formatNumber(held.unused.length, 0, lang));
  return (
    <section class="card held" aria-labelledby="kept-title">
      <h2 id="kept-title">{w.title}</h2>
      <Terms class="home-line" rows={linesOf(opened, areaName)} />
      <p class="note">
        {held.covers.length === 0 ? words.state.coversNothing : words.state.covers(domainNames(held.covers, lang))}
      </p>
      {held.readings.length === 0 ? (
        <p>{words.held.none}</p>
      ) : (
        <details id="figures">
          <summary>{w.all}</summary>
          <Readings
            rows={held.readings}
            caption={words.held.table}
            opened={opened}
            onChange={(reading) => correct({ reading, counts: true })}
          />
        </details>
      )}
      {held.unused.length === 0 ? null : (
        <details>
          <summary>{unused}</summary>
          <p class="hint">{words.held.unusedWhy}</p>
          <Readings
            rows={held.unused}
            caption={unused}
            opened={opened}
            onChange={(reading) => correct({ reading, counts: false })}
          />
        </details>
      )}
      <div role="status" id="corrected">
        {said === "" ? null : <p class="good">{said}</p>}
      </div>
      {correcting === null ? null : (
        <CorrectCard key={nameOf(correcting.reading, lang)} opened={opened} correcting={correcting} onClose={close} />
      )}
    </section>
  );
}

/** The home, the figures and until when they are kept, each in a line. */
function linesOf({ held, words, lang }: Opened, areaName: string): (readonly [string, string])[] {
  const w = words.kept;
  const { area: _named, ...attributes } = held.household;
  const said = Object.entries(attributes).filter(([, value]) => value !== "unknown");
  const years = [...new Set(held.readings.map(({ period }) => period.slice(0, 4)))].sort();
  const domains = [...new Set(held.readings.map(({ domain }) => domain))];
  const erased = held.donations.map(({ erased_from }) => erased_from).sort()[0];
  return [
    [words.held.area, areaName],
    ...said.map(([name, value]) => attributeWords(name, value, lang)),
    ...(domains.length === 0 ? [] : [[domainNames(domains, lang), w.figures(held.readings.length, years.join(", "))] as const]),
    ...(erased === undefined ? [] : [[w.erased, w.erasedAt(formatPeriod(erased.slice(0, 7), lang))] as const]),
  ];
}

interface ReadingsProps {
  readonly rows: readonly HeldReading[];
  readonly caption: string;
  readonly opened: Opened;
  readonly onChange: (row: HeldReading) => void;
}

function Readings({ rows, caption, opened, onChange }: ReadingsProps) {
  const { words, lang, commons } = opened;
  const w = words.held;
  const sorted = [...rows].sort((a, b) => (a.domain + a.measure + a.period).localeCompare(b.domain + b.measure + b.period));
  const name = ({ domain, measure }: HeldReading): string => {
    const ref = measureRef(domain, measure);
    return ref === undefined ? domain : measureLabel(ref, lang);
  };
  return (
    <Scrolled class="table-scroll" label={caption}>
      <table>
        <thead>
          <tr>
            <th scope="col">{w.theme}</th>
            <th scope="col">{w.period}</th>
            <th scope="col" class="num">
              {w.amount}
            </th>
            <th scope="col" class="origin">
              {w.source}
            </th>
            <th scope="col">{w.change}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => {
            const { whole } = amountOf(row, lang, commons.catalog);
            return (
              <tr key={nameOf(row, lang)}>
                <th scope="row">{name(row)}</th>
                <td>{formatPeriod(row.period, lang)}</td>
                <td class="num">{whole}</td>
                <td class="origin">{w.sources[row.source] ?? row.source}</td>
                <td>
                  <button
                    type="button"
                    class="quiet"
                    aria-label={words.correct.title(nameOf(row, lang))}
                    onClick={() => onChange(row)}
                  >
                    {w.change}
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scrolled>
  );
}

/** Opens the figures, and goes there. */
export function openFigures(): void {
  const figures = document.getElementById("figures");
  if (!(figures instanceof HTMLDetailsElement)) return;
  figures.open = true;
  figures.querySelector<HTMLElement>("td button")?.focus();
}
