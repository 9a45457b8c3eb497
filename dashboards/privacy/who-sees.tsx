import { formatNumber } from "../shared/format.ts";
import { isClosed } from "../shared/layout.ts";
import { isTaken, type TrustProps } from "./trust.ts";
import { TRUST } from "./words.ts";

/** What somebody sees, from most to least. */
const SEEN = ["readings", "sealed", "published"] as const;
/** The same, where nothing but data published elsewhere is kept. */
const SEEN_TAKEN = ["taken", "published"] as const;

/** Who sees what and until when: contributor, operator, thief, host, and everybody else. */
export function WhoSees({ data: { notice, catalog }, lang }: TrustProps) {
  const words = TRUST[lang].sees;
  const { operator, retention_months, partners, authority } = notice.facts;
  const months = words.months(formatNumber(retention_months, 0, lang));
  const backups = words.backups(operator.backup_days);
  const taken = isTaken(catalog, lang);
  const rows = {
    taken: [[operator.controller?.name ?? words.operator, words.operatorHolds, words.youUntil(months)]],
    readings: [
      // Where nobody can contribute yet, nobody has a key.
      ...(isClosed(catalog) ? [] : [[words.you, words.youSee, words.youUntil(months)] as const]),
      [
        operator.controller?.name ?? words.operator,
        words.operatorSees,
        `${words.operatorUntil(months)} ${backups} ${words.fingerprints}`,
      ],
      [words.burglar, words.burglarSees, words.burglarUntil],
    ],
    sealed: [[words.disk, words.diskSees, words.diskUntil]],
    published: [
      ...(partners === null ? [] : [[words.partner, words.partnerSees, words.partnerUntil]]),
      [words.everybody, words.everybodySees(String(catalog.k)), words.everybodyUntil],
    ],
  };
  return (
    <section class="card who-sees" aria-labelledby="who-sees">
      <h2 id="who-sees">{words.title}</h2>
      {(taken ? SEEN_TAKEN : SEEN).map((seen) => (
        <section key={seen} aria-labelledby={`sees-${seen}`}>
          <h3 id={`sees-${seen}`}>
            <span class={`sees ${seen === "taken" ? "readings" : seen}`} aria-hidden="true" />
            {words.kinds[seen]}
          </h3>
          <dl>
            {rows[seen].map(([who, what, until]) => (
              <div key={who} class="who-row">
                <dt>{who}</dt>
                <dd>{what}</dd>
                <dd class="until">{until}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {taken ? null : <p class="note">{words.afterwards(authority.name)}</p>}
    </section>
  );
}
