/** A sentence in both languages. */
export interface Words {
  readonly fr: string;
  readonly en: string;
}

/** What every answer about a contribution says of publications. */
export const PAST_STANDS: Words = {
  fr: "Les publications déjà parues restent : leurs chiffres, protégés par un flou aléatoire, ne peuvent pas être rappelés et continuent d’éclairer les estimations suivantes. Ce qui change ici vaut dès la prochaine publication.",
  en: "Publications that are out stand: their figures, protected by random noise, cannot be recalled, and go on informing later estimates. What changes here counts from the next publication on.",
};

const DAY = 86_400_000;

/** What backups still hold of a contribution that was withdrawn at that moment. */
export interface BackupNotice {
  /** null: not stated by the operator */
  readonly days: number | null;
  /** day, `YYYY-MM-DD` UTC, by which the last of them is gone; null: not stated, or there are none */
  readonly until: string | null;
}

/** @param days for which the operator keeps backups; undefined: not stated */
export function backupNotice(days: number | undefined, now: Date): BackupNotice {
  if (days === undefined) return { days: null, until: null };
  return { days, until: days === 0 ? null : new Date(now.getTime() + days * DAY).toISOString().slice(0, 10) };
}

function backupWords({ days, until }: BackupNotice): Words {
  if (days === null)
    return {
      fr: "Les sauvegardes déjà faites contiennent encore ces données, chiffrées ; l’opérateur n’a pas indiqué combien de temps il les garde : demandez-le-lui.",
      en: "Backups that were made before still hold these data, encrypted; the operator has not stated how long they are kept: ask.",
    };
  if (until === null)
    return { fr: "L’opérateur déclare ne garder aucune sauvegarde.", en: "The operator states that no backups are kept." };
  return {
    fr: `Les sauvegardes déjà faites contiennent encore ces données, chiffrées, jusqu’au ${until} au plus tard ; si l’une d’elles est restaurée, ces données en sont de nouveau effacées.`,
    en: `Backups that were made before still hold these data, encrypted, until ${until} at the latest; if one of them is restored, these data are erased from it again.`,
  };
}

/** What a contributor is told who has just withdrawn. */
export function withdrawalNotice(backups: BackupNotice, bytes: "erased" | "owed"): Words {
  const gone =
    bytes === "erased"
      ? {
          fr: "Contribution retirée : la clé qui ouvrait ces données est détruite et leurs lignes sont effacées.",
          en: "Withdrawn: the key that opened these data is destroyed and their rows are erased.",
        }
      : {
          fr: "Contribution retirée : la clé qui ouvrait ces données est détruite ; les derniers octets sont effacés dans les 24 heures.",
          en: "Withdrawn: the key that opened these data is destroyed; their last bytes are erased within 24 hours.",
        };
  const kept = backupWords(backups);
  return { fr: `${gone.fr} ${kept.fr} ${PAST_STANDS.fr}`, en: `${gone.en} ${kept.en} ${PAST_STANDS.en}` };
}
