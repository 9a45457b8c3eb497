import { readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Donation } from "../../src/contract/donation.ts";
import { PROGRAM_VERSION } from "../../src/contract/program.ts";
import { isTerm, type SettingsInput } from "../../src/contract/settings.ts";
import { TEXTS } from "../../src/texts/files.ts";
import { type Facts, LANGUAGES, notice } from "../../src/texts/index.ts";
import { folderOfTest } from "../support/folder.ts";
import { donationOf, vaultAt } from "../vault/support.ts";
import { COMPLETE, COPIED, factsFor, HISTORY, NOTHING, PARTNERS, pagesOf, plainText, TOKENS, textOf } from "./support.ts";

/** What must be said, in each language, of which document. */
type Statements = readonly (readonly [id: string, fr: string, en: string])[];

function expectStatements(facts: Facts, said: Statements): void {
  for (const [id, fr, en] of said) {
    expect(textOf(id, facts, "fr")).toContain(fr);
    expect(textOf(id, facts, "en")).toContain(en);
  }
}

const PARTNER_STATEMENTS: Statements = [
  ["notice", "Coopérative Mu, mu@mu.example", "Coopérative Mu, mu@mu.example"],
  ["notice", "source de ces données (RGPD, article 14)", "source of these data (GDPR article 14)"],
  ["notice", "des totaux d’un mois : Eau", "monthly totals: Water"],
  ["notice", "sous un pseudonyme qu’il choisit", "under a pseudonym that it chooses"],
  ["notice", "il ne peut rien en relire ici", "it can read none of it here"],
  [
    "notice",
    "L’opérateur peut la retrouver à partir du nom de l’organisme",
    "The operator can find it from the organisation’s name",
  ],
  ["notice", "atteste qu’il a l’accord d’un adulte", "attests that it has an adult’s consent"],
  ["register", "| organismes partenaires | Coopérative Mu", "| partner organisations | Coopérative Mu"],
  ["register", "aucun n’est destinataire d’une contribution", "none is a recipient of a contribution"],
  ["register", "un organisme partenaire qui envoie pour eux", "a partner organisation that sends data for them"],
  ["register", "voisinage partner receipt", "voisinage partner receipt"],
  ["register", "des pseudonymes choisis par les organismes", "of pseudonyms that organisations chose"],
  ["impact-assessment", "| organismes partenaires | Coopérative Mu", "| partner organisations | Coopérative Mu"],
  ["impact-assessment", "convenir par écrit avec chaque organisme", "agree in writing with each organisation"],
  ["impact-assessment", "rien ne le garantit que sa parole", "is only its word"],
  ["data-altruism", "Les organismes partenaires envoient", "Partner organisations send"],
];

const TOKEN_STATEMENTS: Statements = [
  ["notice", "https://tokens.nu.example", "https://tokens.nu.example"],
  ["notice", "Ville de Nu, dpo@nu.example", "Ville de Nu, dpo@nu.example"],
  ["notice", "un traitement séparé", "a separate processing activity"],
  ["notice", "apprend que votre compte se connecte à l’émetteur", "learns that your account signs in to the issuer"],
  [
    "notice",
    "ne peuvent pas dire quel compte a ouvert quelle contribution",
    "cannot tell which account started which contribution",
  ],
  [
    "notice",
    "laisse une empreinte, illisible sans la clé de l’opérateur, gardée sans limite",
    "leaves a fingerprint, unreadable without the operator’s key and kept without limit",
  ],
  ["notice", "clé de l’émetteur de jetons peut être retirée", "key of the issuer of tokens may be revoked"],
  ["register", "| émetteur des jetons | https://tokens.nu.example |", "| issuer of tokens | https://tokens.nu.example |"],
  ["register", "| qui répond de l’émetteur | Ville de Nu", "| who answers for the issuer | Ville de Nu"],
  [
    "register",
    "dans les trois jours qui suivent la fin de la période de validité",
    "within three days of the end of the period of validity",
  ],
  ["register", "une empreinte de chaque jeton utilisé", "a fingerprint of each used token"],
  [
    "impact-assessment",
    "| émetteur, traitement séparé | https://tokens.nu.example |",
    "| issuer, a separate processing activity | https://tokens.nu.example |",
  ],
  ["impact-assessment", "quel compte se connecte à l’émetteur", "which account signs in to the issuer"],
  ["impact-assessment", "rapprocher une connexion d’un envoi", "match a sign-in and a contribution"],
];

test("partners that send are told in every document: who, what, what they see, and who holds the key then", () => {
  expectStatements(factsFor({ ...COMPLETE, ...PARTNERS }), PARTNER_STATEMENTS);
});

test("eligibility is told in every document: issuer, sign-on, unlinkability, and what is kept", () => {
  expectStatements(factsFor({ ...COMPLETE, ...TOKENS }), TOKEN_STATEMENTS);
});

test("of partners and tokens nothing is said where the settings have none", () => {
  for (const page of pagesOf(factsFor(COMPLETE), "fr"))
    expect(plainText(page)).not.toMatch(/organisme|pseudonyme|jeton|émetteur/i);
  for (const page of pagesOf(factsFor(COMPLETE), "en")) {
    expect(plainText(page)).not.toMatch(/organisation(?!s, articles)(?!s \(Data)|pseudonym|token|issuer/i);
  }
});

test("what is not stated of them is said not to be; partners that only read send nothing", () => {
  const { partners, eligibility } = { ...PARTNERS, ...TOKENS };
  const unnamed = factsFor({
    ...COMPLETE,
    partners: { measures: partners.measures },
    eligibility: { ...eligibility, run_by: undefined },
  } as SettingsInput);
  expectStatements(unnamed, [
    ["notice", "Organismes partenaires : l’opérateur ne l’a pas précisé.", "Partner organisations: not stated by the operator."],
    ["notice", "| qui répond de l’émetteur | l’opérateur ne l’a pas précisé", "| who answers for the issuer | not stated"],
    ["impact-assessment", "| nommer les organismes partenaires | à faire |", "| name the partner organisations | to be done |"],
    ["impact-assessment", "| dire qui répond de l’émetteur | à faire |", "| say who answers for the issuer | to be done |"],
  ]);
  const reading = factsFor({ ...COMPLETE, partners: { measures: { yearly: partners.measures["spending-yearly"] } } });
  expect(reading.partners?.sends).toEqual([]);
  expectStatements(reading, [["notice", "Leurs programmes n’envoient rien", "Their programs send nothing"]]);
  for (const id of ["notice", "register", "impact-assessment", "data-altruism"])
    expect(textOf(id, reading, "en")).not.toMatch(/pseudonym|entrusted/);
});

test("only measures of a month that the commons uses are said to be sent", () => {
  expect(factsFor({ ...COMPLETE, ...PARTNERS }).partners).toEqual({
    organisations: PARTNERS.partners.organisations,
    sends: ["water.volume"],
  });
});

test("no document says that nobody can find a contribution again", () => {
  for (const settings of [COMPLETE, { ...COMPLETE, ...PARTNERS }]) {
    for (const page of pagesOf(factsFor(settings), "fr")) expect(plainText(page)).not.toContain("personne d’autre ne peut");
    for (const page of pagesOf(factsFor(settings), "en")) expect(plainText(page)).not.toContain("nobody else can");
  }
});

/** Tables of a vault that hold anything. */
function held(path: string): string[] {
  const store = new Database(path, { readonly: true });
  try {
    const names = store.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
    return names.filter((name) => store.prepare(`SELECT count(*) FROM "${name}"`).pluck().get() !== 0).sort();
  } finally {
    store.close();
  }
}

test("what a withdrawal leaves in the vault is what the documents say that it leaves", () => {
  const path = join(folderOfTest(), "vault.sqlite");
  const vault = vaultAt(path);
  const admit = () => new Uint8Array(32).fill(1);
  const { receipt } = vault.donate(donationOf(["water.volume 2026-01 1"]), { idempotency: "i".repeat(36), admit });
  vault.withdraw(receipt);
  // Facts of the vault and slots whose keys are overwritten tell of no contribution.
  expect(held(path)).toEqual(["burnt", "fact", "free_slot", "key_slot", "repetition", "withdrawal"]);
  const left: Statements = ["notice", "register", "impact-assessment"].flatMap((id) => [
    [
      id,
      "une empreinte de 16 octets, illisible sans la clé de l’opérateur : celle de l’identifiant de la requête",
      "a fingerprint of 16 bytes, unreadable without the operator’s key: of the request’s identifier",
    ],
    [
      id,
      "celui qui détient à la fois la clé de l’opérateur et cet identifiant ou ce fichier peut savoir",
      "anyone who has both the operator’s key and this identifier or file can tell",
    ],
    [id, "le nombre de contributions retirées chaque mois", "the number of contributions withdrawn each month"],
  ]);
  expectStatements(factsFor(COMPLETE), left);
  expectStatements(factsFor({ ...COMPLETE, ...TOKENS }), [
    ...left,
    ...["notice", "register", "impact-assessment"].map(
      (id) => [id, "une empreinte de chaque jeton utilisé", "a fingerprint of each used token"] as const,
    ),
  ]);
});

type Said = readonly [fr: string, en: string];
const HOME: Said = ["le logement tel qu’il était dit", "the home as it was described"];
const SPOKEN: Said = ["si c’est dit : ", "if told: "];
const READING: Said = ["chaque relevé : sa mesure", "each reading: its measure"];
const GUARDIAN: Said = ["l’accord d’un parent ou d’un tuteur avec l’enfant", "a parent or guardian together with the child"];
/** Where documents name each field of a donation: one more field does not compile until they do. */
const FIELDS: {
  readonly [Part in "household" | "consent"]: Readonly<Record<keyof Required<Donation[Part]>, Said>>;
} & { readonly readings: Readonly<Record<keyof Donation["readings"][number], Said>> } = {
  household: {
    area: ["- leaf ; et, si c’est dit", "- leaf; and, if told"],
    size: SPOKEN,
    dwelling: SPOKEN,
    surface: SPOKEN,
    heating: SPOKEN,
    heating_mode: SPOKEN,
    tenure: SPOKEN,
    built: SPOKEN,
  },
  consent: {
    version: ["la version de la notice", "the version of the notice"],
    purposes: ["la finalité", "the purpose"],
    domains: ["les thèmes", "the topics"],
    adult: ["l’âge requis pour consentir seul (16 ans)", "old enough to consent alone (16)"],
    guardian: GUARDIAN,
    given_at: ["la date et l’heure", "the date and time"],
  },
  readings: {
    domain: READING,
    measure: READING,
    period: ["sa période", "its period"],
    value: ["sa valeur", "its value"],
    // It follows from the measure.
    unit: READING,
    source: [
      "d’où il vient (compteur, facture, tableau, appareil, correction)",
      "where it comes from (meter, bill, table, device",
    ],
  },
};

const PLACE: Said = ["sa place dans le coffre", "its place in the vault"];
const SEALED: Said = ["sa clé de chiffrement, elle-même chiffrée", "its encryption key, itself encrypted"];
const RANDOM: Said = ["un numéro tiré au hasard", "a number drawn at random"];
const RECEIVED: Said = ["son mois de réception et son rang", "its month of receipt and its number"];
const OBJECTION: Said = ["opposition, ses thèmes, sa date et son heure", "an objection, its topics, its date and time"];
const PER_YEAR: Said = ["pour chaque année publiée, ce qui y a été retenu", "for each year published, what was taken"];
const REQUEST: Said = [
  "de l’identifiant de chaque requête ou ligne de fichier",
  "of the identifier of each request or line of a file",
];
const ACTS: Said = ["ce qui a été demandé (accords, suspensions", "what was asked (consents, pauses"];
const WITHDRAWN: Said = ["le nombre de retraits de chaque mois", "the number of withdrawals of each month"];
/** Where documents name each column of the vault; null: facts of the vault, which tell of no contribution. */
const COLUMNS: Readonly<Record<string, Said | null>> = {
  "act.line": ACTS,
  "act.seq": ACTS,
  "burnt.token": ["des jetons utilisés", "of used tokens"],
  "donation.donor": PLACE,
  "donation.received": RECEIVED,
  "donation.repetition": REQUEST,
  "donation.sealed": HOME,
  "donation.seq": RECEIVED,
  "donor.aside": ["la marque d’une contribution abîmée", "the mark of a damaged contribution"],
  "donor.consent": ["l’accord : ", "the consent: "],
  "donor.donor": PLACE,
  "donor.id": RANDOM,
  "donor.lookup": ["de la clé de contribution", "of the contribution key"],
  "donor.objection": OBJECTION,
  "donor.paused": ["avec la clé de contribution : suspension", "with the contribution key: a pause"],
  "donor.unit": RANDOM,
  "fact.name": null,
  "fact.value": null,
  "free_slot.donor": PLACE,
  "key_slot.donor": PLACE,
  "key_slot.wrapped": SEALED,
  "repetition.digest": ["de chaque envoi", "of each submission"],
  "repetition.tag": REQUEST,
  "withdrawal.households": WITHDRAWN,
  "withdrawal.month": WITHDRAWN,
  "year_use.donor": PLACE,
  "year_use.received": PER_YEAR,
  "year_use.sealed": PER_YEAR,
  "year_use.year": PER_YEAR,
};

test("notice, register and assessment name each field of a donation and each column of the vault among what is kept", () => {
  const path = join(folderOfTest(), "vault.sqlite");
  vaultAt(path).donate(donationOf(["water.volume 2026-01 1"]));
  const store = new Database(path, { readonly: true });
  const columns = store
    .prepare(
      "SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'",
    )
    .pluck()
    .all() as string[];
  store.close();
  expect(Object.keys(COLUMNS).sort()).toEqual(columns.sort());
  const named = [...Object.values(FIELDS).flatMap((part) => Object.values(part)), ...Object.values(COLUMNS)];
  const facts = factsFor({ ...COMPLETE, ...TOKENS });
  for (const id of ["notice", "register", "impact-assessment"])
    expectStatements(
      facts,
      named.flatMap((said) => (said === null ? [] : [[id, ...said] as const])),
    );
  // The list is said to be whole.
  expect(textOf("notice", facts, "fr")).toMatch(/Tout ce qui est gardé d’une contribution :\n\n- chaque relevé/);
});

test("fingerprints that stay without limit have a basis and a reason wherever they are told of, of a copy too", () => {
  for (const settings of [COMPLETE, COPIED]) {
    const said = ["notice", "register"].map(
      (id) =>
        [
          id,
          "Base : l’intérêt légitime à l’empêcher (RGPD, article 6, paragraphe 1, f)",
          "Basis: the legitimate interest in preventing it (GDPR article 6(1)(f))",
        ] as const,
    );
    expectStatements(factsFor(settings), said);
  }
  expectStatements(factsFor(COMPLETE), [
    ["impact-assessment", "| une limite à ces empreintes |", "| a limit for these fingerprints |"],
  ]);
});

test("the notice of a copy says in each of its sections what holds for the copy, and one that is not all stated says so at once", () => {
  for (const language of LANGUAGES) {
    const { sections, points } = notice(TEXTS, factsFor(COPIED), language);
    const of = (id: string) => JSON.stringify(sections.find((one) => one.id === id)?.blocks);
    expect(of("why")).toContain(COPIED.origin.basis[language]);
    expect(of("access")).toMatch(/chaque ligne de la copie|each row of the copy/);
    for (const said of [of("how-long"), points[0]?.text])
      expect(said).toMatch(/17 (mois|months) (au plus, comptés|at most, counted)/);
    const missing = /n’a pas encore tout dit|has not said all/;
    expect(points[0]?.text).not.toMatch(missing);
    const bare = notice(TEXTS, factsFor({ ...COPIED, origin: { fr: "Xi", en: "Xi" } }), language);
    expect(bare.points[0]?.text).toMatch(missing);
    // The balance weighs the interest that the basis states, and no other.
    const balance = textOf("impact-assessment", factsFor(COPIED), language);
    expect(balance).toMatch(new RegExp(`^\\| (intérêt poursuivi|interest pursued) \\| .*${COPIED.origin.basis[language]}`, "m"));
  }
});

test("register and assessment say which version of the program made them, and on which day where there is a clock", () => {
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string };
  expect(PROGRAM_VERSION).toBe(version);
  for (const id of ["register", "impact-assessment"])
    expectStatements(factsFor(COMPLETE), [
      [
        id,
        `Établi par Voisinage ${version}, d’après les réglages en vigueur le 2026-11-26.`,
        `Made by Voisinage ${version}, from the settings in force on 2026-11-26.`,
      ],
    ]);
});

/** A section of a document, by its heading. */
function section(id: string, facts: Facts, language: "fr" | "en", title: string): string {
  const [, after = ""] = textOf(id, facts, language).split(`## ${title}`);
  return after.split("\n## ")[0] as string;
}

test("backups are the operator's to make: none is claimed, and none is told of where none is kept", () => {
  const lossOf = (backup_days: number | undefined, language: "fr" | "en") =>
    section("impact-assessment", factsFor({ ...COMPLETE, backup_days } as SettingsInput), language, "3.4");
  for (const days of [0, 41, undefined]) {
    const row = lossOf(days, "en")
      .split("\n")
      .find((line) => line.startsWith("| measures |"));
    expect(row).toContain("synced writes");
    expect(row).not.toContain("backup");
  }
  expect(lossOf(41, "en")).toContain("| to be done by the operator | back up the home and, separately, the key");
  expect(lossOf(41, "en")).toContain("backups erased after 41 days at most");
  expect(lossOf(undefined, "fr")).toContain("l’opérateur n’a pas précisé la durée des sauvegardes");
  const none = textOf("impact-assessment", factsFor({ ...COMPLETE, backup_days: 0 }), "fr");
  expect(none).toContain("aucune sauvegarde n’est gardée, selon l’opérateur : un disque perdu emporte le coffre");
  for (const contradiction of ["ou d’une sauvegarde", "sauvegarde ancienne", "une sauvegarde contient", "sauvegarder le dossier"])
    expect(none).not.toContain(contradiction);
});

test("an approval counts from its day on, and before it nothing says that it was given", () => {
  const facts = factsFor({ ...COMPLETE, impact_assessment: { approved_at: "2027-10-01", by: "Mme Êta" } });
  for (const id of ["register", "impact-assessment"]) {
    for (const [language, done, not] of [
      ["fr", "Approuvée le 2027-10-01 par Mme Êta", "Non approuvée au 2027-09-30"],
      ["en", "Approved on 2027-10-01 by Mme Êta", "Not approved as of 2027-09-30"],
    ] as const) {
      expect(textOf(id, facts, language, "2027-10-01")).toContain(done);
      const before = textOf(id, facts, language, "2027-09-30");
      expect(before).not.toContain(done);
      expect(before).toContain(not);
      expect(before).toContain("2027-10-01");
    }
  }
  expect(textOf("impact-assessment", facts, "fr", "2027-09-30")).toContain("| approuver cette analyse | à faire |");
  expect(textOf("impact-assessment", facts, "fr", "2027-10-01")).toContain("| approuver cette analyse | déclaré |");
});

test("the risks that are left have who serves the pages, as the threat model has", () => {
  expectStatements(factsFor(COMPLETE), [
    ["impact-assessment", "celui qui sert les pages, ou peut les modifier", "whoever serves the pages, or can change them"],
    ["impact-assessment", "un hébergeur de fichiers statiques", "a host of static files"],
    ["impact-assessment", "extension du navigateur", "browser extension"],
  ]);
});

test("the application for the altruism register has each point of article 19(4), and what lacks is to be filled in", () => {
  const points = ["(a)", "(b)", "(c)", "(d)", "(e)", "(f)", "(g)", "(h)", "(i)", "(j)"];
  const application = section("data-altruism", factsFor(COMPLETE), "en", "Application");
  for (const point of points) expect(application).toContain(`| ${point} `);
  expect(application).toContain("| (b) legal status and form | association loi Lambda |");
  expect(application).toContain("| (f) public website | https://alpha.example/ |");
  const { controller: _, ...rest } = COMPLETE;
  expectStatements(factsFor({ ...rest, controller: { name: "Alpha" } }), [
    [
      "data-altruism",
      "| b) statut et forme juridiques | l’opérateur ne l’a pas précisé : à compléter |",
      "| (b) legal status and form | not stated by the operator: to be filled in |",
    ],
    [
      "data-altruism",
      "| f) site public | l’opérateur ne l’a pas précisé : à compléter |",
      "| (f) public website | not stated by the operator: to be filled in |",
    ],
  ]);
});

test("who could process what is held is listed by name, in the records and in the yearly report", () => {
  for (const title of ["Records of use", "Yearly transparency report"]) {
    const said = section("data-altruism", factsFor(COMPLETE), "en", title);
    expect(said).toContain("| Association Alpha | operator | 1 rue du Bêta, 69000 Lyon, contact@alpha.example |");
    for (const name of COMPLETE.processors) expect(said).toContain(`| ${name} | processor |`);
    expect(said).toContain("| Salle Epsilon |");
    expect(section("data-altruism", factsFor({ measures: ["water.volume"] }), "en", title)).toContain(
      "not stated by the operator: to be filled in",
    );
  }
});

test("one of anything is not told in the plural", () => {
  // “k − 1 households” is of any k.
  const plural = {
    fr: /(?<![\d,.]|− )1 (mesures|jours|ans|foyers|heures|comptent)\b/,
    en: /(?<![\d,.]|− )1 (months|days|years|measures|households|hours)\b|1 measure count\b/,
  };
  fc.assert(
    fc.property(
      fc.record({
        streams: fc.integer({ min: 1, max: 2 }),
        retention_months: fc.integer({ min: 2, max: 3 }),
        backup_days: fc.integer({ min: 0, max: 2 }),
        k: fc.integer({ min: 2, max: 3 }),
      }),
      (few) => {
        for (const history of [HISTORY, NOTHING]) {
          for (const language of LANGUAGES)
            for (const page of pagesOf(factsFor({ ...COMPLETE, ...few }), language, history))
              expect(plainText(page)).not.toMatch(plural[language]);
        }
      },
    ),
    { numRuns: 25 },
  );
  expectStatements(factsFor({ ...COMPLETE, streams: 1, retention_months: 2, backup_days: 1 }), [
    ["notice", "1 mesure au plus compte.", "at most 1 measure counts."],
    [
      "notice",
      "plus de 1 mois, et jamais plus de 2 (et 1 jour de plus dans les sauvegardes).",
      "more than 1 month, and never for more than 2 (and 1 day more in backups).",
    ],
    ["notice", "des centiles et des histogrammes", "percentiles and histograms"],
    ["notice", "opposition (art. 21), offerte ici au-delà de la loi", "objection (art. 21), offered here beyond the law"],
    ["notice", "effacées après 1 jour au plus", "erased after 1 day at most"],
  ]);
  expectStatements(factsFor({ ...COMPLETE, streams: 2 }), [
    ["notice", "2 mesures au plus comptent.", "at most 2 measures count."],
  ]);
});

/** How the notice names the terms that it says are not changed without notice. */
const CHANGED: Readonly<Record<string, readonly [fr: string, en: string]>> = {
  k: ["le seuil", "the threshold"],
  budget: ["le budget de confidentialité", "the privacy budget"],
  calendar: ["à quel rythme", "how often"],
  streams: ["le budget de confidentialité", "the privacy budget"],
  measures: ["Ce qui est mesuré et publié", "What is measured and published"],
  purposes: ["les finalités", "the purposes"],
  retention_months: ["la durée de conservation", "how long data are kept"],
  processors: ["les sous-traitants", "the processors"],
  eligibility: ["qui peut contribuer", "who may contribute"],
  transfers: ["les transferts", "transfers"],
  minimum_age: ["l’âge du consentement", "the age of consent"],
};

test("the notice says what changes with notice only, how that is told, and that nothing is kept longer for it", () => {
  const facts = factsFor(COMPLETE);
  const last = (language: "fr" | "en") => JSON.stringify(notice(TEXTS, facts, language).sections.at(-1));
  expect(Object.keys(CHANGED).filter((key) => !isTerm(key))).toEqual([]);
  for (const [fr, en] of Object.values(CHANGED)) {
    expect(last("fr")).toContain(fr);
    expect(last("en")).toContain(en);
  }
  for (const said of [
    "au moins 30 jours avant",
    "à partir du début d’une année",
    "journal public",
    "jamais gardé plus longtemps que la plus courte des durées",
  ])
    expect(last("fr")).toContain(said);
  for (const said of [
    "at least 30 days before",
    "starts at the beginning of a year",
    "public log",
    "never kept longer than the shortest of the times in force",
  ])
    expect(last("en")).toContain(said);
});

test("the notice's sections are numbered in their order, and those that it refers to have their numbers", () => {
  for (const settings of [COMPLETE, { ...COMPLETE, ...PARTNERS, ...TOKENS }]) {
    const { sections } = notice(TEXTS, factsFor(settings), "fr");
    expect(sections.map(({ title }) => Number(title.split(".")[0]))).toEqual(sections.map((_, i) => i + 1));
    expect(sections.map(({ id }) => id).slice(0, 5)).toEqual(["who", "what", "why", "access", "how-long"]);
    expect(new Set(sections.map(({ title }) => title)).size).toBe(sections.length);
  }
});
