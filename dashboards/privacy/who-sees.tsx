import { formatNumber } from "../shared/format.ts";
import { isClosed, isTaken } from "../shared/layout.ts";
import type { TrustProps } from "./trust.ts";
import { TRUST } from "./words.ts";

/** Who sees what and until when: contributor, operator, partners, and everybody else; a thief is told of above. */
export function WhoSees({ data: { notice, catalog }, lang }: TrustProps) {
  const words = TRUST[lang].sees;
  const { operator, retention_months, partners } = notice.facts;
  const months = words.months(formatNumber(retention_months, 0, lang));
  const name = operator.controller?.name ?? words.operator;
  const everybody = [words.everybody, words.everybodySees(String(catalog.k)), words.everybodyUntil];
  const rows = isTaken(catalog, lang, location.href)
    ? [[name, words.operatorHolds, words.operatorKeeps(months)], everybody]
    : [
        // Where nobody can contribute yet, nobody has a key.
        ...(isClosed(catalog) ? [] : [[words.you, words.youSee, words.youUntil(months)]]),
        [name, words.operatorSees, `${words.operatorUntil(months)} ${words.backups(operator.backup_days)} ${words.fingerprints}`],
        ...(partners === null ? [] : [[words.partner, words.partnerSees, words.partnerUntil]]),
        everybody,
      ];
  return (
    <section class="card who-sees" aria-labelledby="who-sees">
      <h2 id="who-sees">{words.title}</h2>
      <dl>
        {rows.map(([who, what, until]) => (
          <div key={who} class="who-row">
            <dt>{who}</dt>
            <dd>{what}</dd>
            <dd class="until">{until}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
