import { formatNumber } from "./format.ts";
import type { Lang, Translated } from "./i18n.ts";
import type { IntakeRefusal } from "./intake.ts";

const fr = {
  network:
    "Le service ne répond pas. Vérifiez votre connexion, puis réessayez : rien n’est perdu tant que cette page reste ouverte.",
  notReady:
    "Ce commun ne prend pas encore de contributions : son opérateur doit d’abord dire qui protège vos données et combien de temps elles sont gardées. Rien n’a été gardé. Revenez plus tard.",
  orWrite: (contact: string) => `Pour savoir quand : ${contact}.`,
  wait: (seconds: string) => `Trop de demandes depuis votre réseau en ce moment. Attendez ${seconds} secondes, puis réessayez.`,
  conflict:
    "Cette demande a déjà servi pour une autre contribution. Revenez à l’étape précédente, puis renvoyez : la page en préparera une nouvelle.",
  full: "Cette contribution contient déjà autant qu’elle peut. Retirez-la et recommencez, ou laissez-la telle quelle.",
  disk: "Le service n’a plus de place et n’a rien gardé. Réessayez plus tard.",
  keyNotKnown:
    "Aucune contribution sous cette clé : elle est mal tapée ou d’un autre commun, ou la contribution a été retirée ou s’est effacée.",
  tokenNeeded: "Ce commun demande une preuve d’habitant : identifiez-vous, ou collez un jeton.",
  tokenInvalid: "Ce jeton n’est pas valable pour ce commun. Identifiez-vous à nouveau, ou collez-en un autre en entier.",
  tokenDate: "Ce jeton est d’une autre période. Identifiez-vous pour en avoir un de la période en cours.",
  tokenSpent:
    "Ce jeton a déjà servi. Une preuve sert à une seule contribution : pour la compléter, utilisez votre clé de contribution.",
  field: (at: string) =>
    `Le service n’accepte pas cette contribution (${at}). Revenez en arrière et vérifiez ; si tout semble juste, rechargez la page : les réglages du commun ont pu changer.`,
  area: "Ce secteur n’est pas, ou plus, de ce territoire : choisissez-le à nouveau.",
  minor: "La contribution d’un mineur demande l’accord d’un parent ou tuteur.",
  failed: "Le service a échoué et n’a rien gardé. Réessayez dans un moment.",
};

const en: typeof fr = {
  network: "The service does not answer. Check your connection, then try again: nothing is lost while this page stays open.",
  notReady:
    "This commons takes no contributions yet: its operator must first say who protects your data and how long they are kept. Nothing was kept. Come back later.",
  orWrite: (contact) => `To know when: ${contact}.`,
  wait: (seconds) => `Too many requests from your network just now. Wait ${seconds} seconds, then try again.`,
  conflict: "This request was used for another contribution. Go back one step, then send again: the page will prepare a new one.",
  full: "This contribution holds as much as it may. Withdraw it and begin anew, or leave it as it is.",
  disk: "The service has no room left and kept nothing. Try again later.",
  keyNotKnown:
    "No contribution under this key: it is mistyped or of another commons, or the contribution was withdrawn or has expired.",
  tokenNeeded: "This commons asks for a proof of residence: sign in, or paste a token.",
  tokenInvalid: "This token is not good for this commons. Sign in again, or paste another one, whole.",
  tokenDate: "This token is of another period. Sign in for one of the period that is open.",
  tokenSpent: "This token was used. A proof is good for one contribution: to add to it, use your contribution key.",
  field: (at) =>
    `The service does not accept this contribution (${at}). Go back and check; if all seems right, reload the page: the commons’ settings may have changed.`,
  area: "This neighbourhood is not, or no longer, of this territory: choose it again.",
  minor: "A minor’s contribution needs the consent of a parent or guardian.",
  failed: "The service failed and kept nothing. Try again in a moment.",
};

const WORDS: Translated<typeof fr> = { fr, en };

/** Codes with a text of their own; any other code is reported as a field at fault. */
const BY_CODE: Readonly<Record<string, Exclude<keyof typeof fr, "wait" | "field" | "orWrite">>> = {
  network: "network",
  "not-ready": "notReady",
  "idempotency-conflict": "conflict",
  "too-many-amendments": "full",
  "storage-full": "disk",
  "key-not-known": "keyNotKnown",
  "token-needed": "tokenNeeded",
  "token-invalid": "tokenInvalid",
  "token-out-of-date": "tokenDate",
  "token-spent": "tokenSpent",
  "unknown-area": "area",
  minor: "minor",
  internal: "failed",
  "storage-failed": "failed",
};

/** A refusal of the intake in words: what it means, and what to do about it. `contact` is the operator's, where it is stated. */
export function sayRefusal({ code, at, wait }: IntakeRefusal, lang: Lang, contact?: string | null): string {
  const words = WORDS[lang];
  if (code === "not-ready" && contact) return `${words.notReady} ${words.orWrite(contact)}`;
  if (code === "too-many-requests") return words.wait(formatNumber(Math.max(1, wait ?? 60), 0, lang));
  const own = BY_CODE[code];
  return own === undefined ? words.field(at ?? code) : words[own];
}
