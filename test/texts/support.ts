import { createHash } from "node:crypto";
import { parseSettings, type SettingsInput } from "../../src/contract/settings.ts";
import { epsilonFromRho } from "../../src/release/epsilon.ts";
import { buildTerritory } from "../../src/territory/index.ts";
import { TEXTS } from "../../src/texts/files.ts";
import {
  dataAltruism,
  type Facts,
  factsOf,
  type History,
  impactAssessment,
  type Language,
  notice,
  register,
  type TextPage,
  toMarkdown,
} from "../../src/texts/index.ts";
import { gridTerritory } from "../support/territory.ts";

/** Every setting that documents state, each with a value that stands nowhere else. */
export const COMPLETE = {
  name: { fr: "Commun d’essai", en: "Trial commons" },
  controller: {
    name: "Association Alpha",
    address: "1 rue du Bêta, 69000 Lyon",
    contact: "contact@alpha.example",
    registration: "SIREN 000 000 001",
    legal_form: "association loi Lambda",
    website: "https://alpha.example/",
    not_for_profit: true,
  },
  dpo: "dpo@alpha.example",
  processors: ["Gamma Hébergement", "Delta Courriel"],
  hosting: { name: "Salle Epsilon", country: "FR" },
  transfers: ["Zêta Inc., clauses types"],
  purposes: [{ fr: "économiser l’eau du quartier", en: "to save the neighbourhood’s water" }],
  impact_assessment: { approved_at: "2026-01-31", by: "Mme Êta" },
  authority: { name: "Autorité Thêta", address: "2 place Iota", url: "https://theta.example/" },
  retention_months: 17,
  backup_days: 41,
  next_backup_days: { days: 67, from: "2027-03-09" },
  minimum_age: 16,
  country: "BE",
  k: 13,
  budget: { epsilon: 2.75 },
  measures: ["water.volume", "spending.energy"],
} as const satisfies SettingsInput;

/** A commons whose rows are a copy of data published elsewhere, with all that can be stated of it. */
export const COPIED = {
  ...COMPLETE,
  origin: {
    fr: "Producteur Xi, registre Omicron",
    en: "Producer Xi, register Omicron",
    licence: { fr: "Licence Pi", en: "Licence Pi" },
    dated: { fr: "édition de février Tau", en: "edition of February Tau" },
    holds: { fr: "coût et secteur", en: "cost and area" },
    identifiers: { fr: "aucune adresse", en: "no address" },
    basis: { fr: "intérêt public, texte Rho", en: "public interest, law Rho" },
    taken: { fr: "Service Sigma, le 3 mars", en: "Service Sigma, on 3 March" },
    period: { fr: "l’année de la facture", en: "the year of the bill" },
    who: { fr: "logements vendus", en: "homes sold" },
    informed: { fr: "affiche en mairie", en: "a notice at the town hall" },
    balance: { at: "2026-03-04", fr: "l’intérêt Phi l’emporte", en: "interest Phi prevails" },
  },
} as const satisfies SettingsInput;

/** The day on which documents are made. */
export const TODAY = "2026-11-26";

/** Organisations that send water for people, and read spending of a year. */
export const PARTNERS = {
  partners: {
    organisations: ["Coopérative Mu, mu@mu.example"],
    measures: {
      "water-monthly": { measure: "water.volume" },
      "spending-yearly": { measure: "spending.energy", period: "year" },
      "gas-monthly": { measure: "gas.energy" },
    },
  },
} as const satisfies SettingsInput;

/** What a public service states of its pages. */
export const PUBLIC_SERVICE = {
  controller: { name: "Ville de Nu", address: "1 place, 69000 Nu", legal_form: "commune", registration: "21690000000000" },
  contact: "bonjour@nu.example",
  dpo: "dpo@nu.example",
  impact_assessment: { approved_at: "2026-11-01", by: "Conseil de Nu" },
  hosting: { name: "Hébergeur Nu", country: "FR" },
  backup_days: 30,
  source_code: "https://forge.nu.example/voisinage",
  thumbprint_at: "https://nu.example/empreinte",
  maps: { outlines: { fr: "IGN, IRIS", en: "IGN, IRIS" }, background: { fr: "OSM, ODbL", en: "OSM, ODbL" } },
  publication: {
    director: "Camille Martin, maire",
    telephone: "04 00 00 00 00",
    host: { name: "Hébergeur Nu", address: "2 rue, 69000 Nu", telephone: "04 00 00 00 01" },
  },
  accessibility: {
    audit: { at: "2026-11-20", by: "Cabinet Nu", rate: 87.45, pages: ["Accueil"], tools: ["Firefox et NVDA"] },
    not_conform: [{ fr: "La carte au clavier", en: "The map by keyboard" }],
    disproportionate: [{ fr: "Un plan ancien", en: "An old plan" }],
    exempt: [{ fr: "Un fond de carte", en: "A map’s ground" }],
    contact: "acces@nu.example",
    plan: "https://nu.example/schema",
    established_at: "2026-11-25",
  },
} as const satisfies SettingsInput;

/** A commons that asks for tokens. */
export const TOKENS = {
  eligibility: {
    commons: "trial",
    issuer: "https://tokens.nu.example",
    run_by: "Ville de Nu, dpo@nu.example",
    keys: [{ epoch: "2026", from: "2026-01-01", until: "2027-01-01", jwk: { kty: "RSA", n: `s${"A".repeat(340)}Q`, e: "AQAB" } }],
  },
} as const satisfies SettingsInput;

export function factsFor(settings: SettingsInput = {}): Facts {
  return factsOf(parseSettings(settings), buildTerritory(gridTerritory(2, 2)), epsilonFromRho);
}

export const HISTORY: History = {
  publications: [{ id: "2025-12", created_at: "2026-01-09T00:00:00.000Z" }],
  years: [{ year: 2025, epsilon: 1.2345, delta: 7e-7, odds: 55.04, odds_changed: 60, epsilon_allowed: 2.75, closed: false }],
  lifetime: { epsilon: 1.2345, delta: 7e-7, odds: 55.04, odds_changed: 60 },
};

export const NOTHING: History = { publications: [], years: [], lifetime: { epsilon: 0, delta: 0, odds: 50, odds_changed: 50 } };

/** Version of the notice beside which documents are made. */
export const NOTICE = "0".repeat(64);

/** The documents that are made of settings and ledger, in one language. */
export const pagesOf = (
  facts: Facts,
  language: Language,
  history: History = HISTORY,
  today: string = TODAY,
): readonly TextPage[] => [
  notice(TEXTS, facts, language),
  register(TEXTS, facts, { today, notice: NOTICE }, language),
  impactAssessment(TEXTS, facts, history, { today, notice: NOTICE }, language),
  dataAltruism(TEXTS, facts, history, language),
];

/** A page as people read it: Markdown without the marks that only keep an operator's text as it is. */
export const plainText = (page: TextPage): string => toMarkdown(page).replaceAll(/\\(.)/g, "$1");

/** One of them, as people read it. */
export function textOf(id: string, facts: Facts, language: Language, today = TODAY, history = HISTORY): string {
  return plainText(pagesOf(facts, language, history, today).find((page) => page.id === id) as TextPage);
}

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A complete public statement; with other fields where given. */
export function statement(o: Record<string, unknown> = {}) {
  return {
    known_at: "2026-03-02T10:00:00Z",
    happened: { from: "2026-03-01T00:00:00Z", until: "2026-03-02T00:00:00Z" },
    what: { fr: "une sauvegarde volée", en: "a stolen backup" },
    data: { fr: "relevés scellés", en: "sealed readings" },
    consequences: { fr: "faibles sans la clé", en: "small without the key" },
    measures: { fr: "la clé reste ailleurs", en: "the key is elsewhere" },
    advice: { fr: "rien à faire de votre côté", en: "nothing for you to do" },
    public: true,
    ...o,
  };
}
