/** Mutants of the contributor's pages: what is offered, what is sent, what stays in the browser. */

const OFFERS = "dashboards/contribute/offers.ts";
const OFFERS_TEST = "test/dashboards/contribute/offers.test.ts";
const DONATION = "dashboards/contribute/donation.ts";
const DONATION_TEST = "test/dashboards/contribute/donation.test.ts";
const TRACE = "dashboards/shared/trace.ts";
const CONSENT = "dashboards/contribute/consent-step.ts";
const REVIEW = "dashboards/contribute/review-step.ts";
const COMING = "dashboards/contribute/coming.ts";
const COMING_TEST = "test/dashboards/contribute/coming.test.ts";
const WHOLE_TEST = "test/dashboards/contribute/whole.browser.test.ts";
const REFUSED_TEST = "test/dashboards/contribute/refused.browser.test.ts";

export const CONTRIBUTE = [
  {
    name: "months before the chosen start are offered",
    edits: [[OFFERS, " && isFrom(period, source.from)", ""]],
    tests: [OFFERS_TEST],
  },
  {
    name: "months of a year that nothing announces are chosen beforehand",
    edits: [[COMING, "return [year - 1, year]", "return [year - 5, year - 1, year]"]],
    tests: [COMING_TEST],
  },
  {
    name: "months of a publication that was made are chosen beforehand",
    edits: [[COMING, "newest.every((period) => period < id)", "newest.every((period) => period !== '')"]],
    tests: [COMING_TEST],
  },
  {
    name: "readings that are erased before their publication are said to count",
    edits: [[COMING, "isToCome(period) && isKept(period)", "isToCome(period)"]],
    tests: [COMING_TEST],
  },
  {
    name: "one month is said to count in a year's publication",
    edits: [[COMING, "found >= fewestMonths(ref.measure, step)", "found >= 1"]],
    tests: [COMING_TEST],
  },
  {
    name: "the key page promises that readings of years ago count",
    edits: [
      [
        "dashboards/contribute/key-step.ts",
        "countedOf(readings, flow.measures, flow.coming)",
        '({ counts: ["2026"], tooFew: [], idle: 0 })',
      ],
    ],
    tests: [WHOLE_TEST],
  },
  {
    name: "a year of eleven months is offered as a year",
    edits: [[OFFERS, "of.length !== 12", "of.length < 11"]],
    tests: [OFFERS_TEST],
  },
  {
    name: "of two sources both numbers of one period are sent",
    edits: [[OFFERS, "if (!found.has(key)) found.set(key, reading);", "found.set(key + String(found.size), reading);"]],
    tests: [OFFERS_TEST],
  },
  {
    name: "every answer about the home is sent, whatever the chosen measures need",
    edits: [
      [
        DONATION,
        "const asked = attributesOf(chosen.map(({ ref }) => ref));",
        "const asked = Object.keys(attributes) as AttributeName[];",
      ],
    ],
    tests: [DONATION_TEST],
  },
  {
    name: "adding to a contribution takes its earlier consents back",
    edits: [[DONATION, "[...before, ...chosen", "[...chosen"]],
    tests: [DONATION_TEST],
  },
  {
    name: "a guardian's consent is sent as an adult's own",
    edits: [[DONATION, 'adult: who === "adult"', "adult: true"]],
    tests: [DONATION_TEST],
  },
  {
    name: "a correction takes topics out of the consent that stands",
    edits: [
      [
        "dashboards/my-contribution/contribution.ts",
        "consent: newest.consent,",
        "consent: { ...newest.consent, domains: [domain] },",
      ],
    ],
    tests: ["test/dashboards/my-contribution/contribution.test.ts"],
  },
  {
    name: "a contribution key goes in the address",
    edits: [
      [
        "dashboards/shared/intake.ts",
        "const response = await get(new URL(path, base).href, {",
        'const response = await get(new URL(path + "?key=" + String(key), base).href, {',
      ],
    ],
    tests: ["test/dashboards/shared/intake.test.ts"],
  },
  {
    name: "the file's own name is sent along",
    edits: [
      [
        DONATION,
        "readings: readingsOf(chosen).map(sentReading),",
        "readings: readingsOf(chosen).map((one) => ({ ...sentReading(one), source: chosen[0]?.source.title ?? one.source })),",
      ],
    ],
    tests: [DONATION_TEST],
  },
  {
    name: "consents are ticked beforehand",
    edits: [[CONSENT, 'h("input", { type: "checkbox", id, checked,', 'h("input", { type: "checkbox", id, checked: true,']],
    tests: [WHOLE_TEST],
  },
  {
    name: "what was entered is kept in the browser",
    edits: [[CONSENT, "draft.given = { what, at:", 'localStorage.setItem("draft", what);\n        draft.given = { what, at:']],
    tests: [WHOLE_TEST],
  },
  {
    name: "a shared device's page is kept when it is left",
    edits: [[TRACE, 'if (shared) clear("left");', "gesture();"]],
    tests: [WHOLE_TEST],
  },
  {
    name: "a shared device's page never clears itself",
    edits: [[TRACE, "if (shared) waiting =", "if (!shared) waiting ="]],
    tests: [WHOLE_TEST],
  },
  {
    name: "an opened contribution stays in a page that was left",
    edits: [["dashboards/my-contribution/main.ts", "if (!trace.shared) ask();", "if (trace.shared) ask();"]],
    tests: [WHOLE_TEST],
  },
  {
    name: "what is sent is not what was shown",
    edits: [[REVIEW, "      body,\n      ...(addTo", "      body: donation,\n      ...(addTo"]],
    tests: [WHOLE_TEST],
  },
  {
    name: "the same contribution, sent again, is another request",
    edits: [
      [REVIEW, "if (draft.request?.body !== body) {", "if (body !== null) {"],
      [REVIEW, '"Idempotency-Key": request.key', '"Idempotency-Key": idempotencyKey((bytes) => crypto.getRandomValues(bytes))'],
    ],
    tests: [REFUSED_TEST],
  },
  {
    name: "any page may ask the issuer",
    edits: [["src/portal/security.ts", "path === ASKS_THE_ISSUER && issuer !== undefined", "issuer !== undefined"]],
    tests: ["test/portal/catalog.test.ts"],
  },
];
