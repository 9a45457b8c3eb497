import { createHash } from "node:crypto";
import { Ajv } from "ajv";
import fc from "fast-check";
import jsonld from "jsonld";
import { expect, test } from "vitest";
import type { Consent } from "../../src/contract/donation.ts";
import { TEXTS } from "../../src/texts/files.ts";
import { consentRecord, recordId, recordName, shownNotice } from "../../src/texts/index.ts";
import { CONSENT_RECORD_SCHEMA, TERMS } from "./consent-schema.ts";
import { COMPLETE, factsFor, sha256, TODAY } from "./support.ts";

const validate = new Ajv({ allErrors: true }).compile(CONSENT_RECORD_SCHEMA);
const faultsOf = (record: object) =>
  validate(record) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);

const KEY = "k".repeat(43);
const CONSENT: Consent = {
  version: sha256("a notice"),
  purposes: ["commons"],
  domains: ["water", "spending"],
  adult: true,
  given_at: "2026-02-01T09:00:00Z",
};
const idOf = (consent: Consent) => recordId(createHash("sha256").update(recordName(KEY, consent)).digest());
const ID = idOf(CONSENT);
const complete = factsFor(COMPLETE);
const bare = factsFor();
const record = (o: Partial<Parameters<typeof consentRecord>[1]> = {}) =>
  consentRecord(TEXTS, {
    id: ID,
    consent: CONSENT,
    language: "fr",
    facts: complete,
    today: TODAY,
    ...o,
  });

/** Nothing is fetched: a record explains itself. */
const documentLoader = async (url: string): Promise<never> => {
  throw new RangeError(`nothing may be fetched; got ${url}`);
};

interface Quad {
  readonly subject: { readonly value: string };
  readonly predicate: { readonly value: string };
  readonly object: { readonly termType: string; readonly value: string; readonly datatype?: { readonly value: string } };
}
const quadsOf = async (one: object): Promise<Quad[]> =>
  (await jsonld.toRDF(one as jsonld.JsonLdDocument, { documentLoader, safe: true } as jsonld.Options.ToRdf)) as unknown as Quad[];

const consents = fc.record({
  version: fc.constantFrom("1", sha256("a notice"), "x".repeat(64), "attested:ecolyo:1"),
  purposes: fc.constant<string[]>(["commons"]),
  domains: fc.subarray(["water", "electricity", "gas", "mobility", "spending"], { minLength: 1 }),
  adult: fc.boolean(),
  given_at: fc.constantFrom("2026-02-01T09:00:00Z", "2026-02-01T09:00:00.123+01:00"),
});

test("every record has the mandatory fields of ISO/IEC TS 27560 in the DPV group's profile, whatever is stated", () => {
  fc.assert(
    fc.property(
      consents,
      fc.constantFrom(complete, bare),
      fc.constantFrom("fr" as const, "en" as const, "und" as const),
      fc.boolean(),
      (consent, facts, language, isReplaced) => {
        const one = record({
          consent: consent.adult ? consent : { ...consent, guardian: true },
          facts,
          language,
          ...(isReplaced ? { replaced_by: ID, facts_of: "2026-05-02" } : {}),
        });
        expect(faultsOf(one)).toEqual([]);
      },
    ),
    { numRuns: 200 },
  );
});

test.each([
  "dct:conformsTo",
  "dct:identifier",
  "dpv:hasDataSubject",
  "dpv:hasNotice",
  "dct:language",
  "dpv:hasConsentStatus",
  "dpv:hasProcess",
  "dpv:hasEntity",
])("the schema notices a record without %s", (field) => {
  const { [field]: _, ...rest } = record();
  expect(faultsOf(rest)).toEqual([expect.stringContaining(field)]);
});

test.each([
  "dpv:hasPurpose",
  "dpv:hasStorageCondition",
  "dpv:hasRecipient",
  "dpv:hasConsentControl",
  "dpv:hasJurisdiction",
  "dpv:hasRight",
])("the schema notices a process without %s", (field) => {
  const whole = record();
  const processes = (whole["dpv:hasProcess"] as unknown as Record<string, unknown>[]).map(({ [field]: _, ...rest }) => rest);
  expect(faultsOf({ ...whole, "dpv:hasProcess": processes })).toContainEqual(expect.stringContaining(field));
});

test("as JSON-LD it expands without a fetch, and every name in it is a term of its vocabulary", async () => {
  const minor: Consent = { ...CONSENT, adult: false, guardian: true };
  const cases = [
    [complete, minor],
    [bare, minor],
    [complete, ATTESTED],
  ] as const;
  for (const [facts, consent] of cases) {
    const whole = record({
      facts,
      consent,
      replaced_by: ID,
      facts_of: "2026-05-02",
    });
    const quads = await quadsOf(whole);
    expect(quads.length).toBeGreaterThan(100);
    const names = quads.flatMap(({ predicate, object }) => [
      predicate.value,
      ...(object.termType === "NamedNode" ? [object.value] : []),
      ...(object.datatype === undefined ? [] : [object.datatype.value]),
    ]);
    const unknown = names.filter((name) => {
      if (name.startsWith("urn:")) return false;
      const space = Object.keys(TERMS).find(
        (prefix) => name.startsWith(prefix) && TERMS[prefix]?.includes(name.slice(prefix.length)),
      );
      return space === undefined;
    });
    expect(unknown).toEqual([]);
  }
});

test("the triples say what was consented to, by whom, when, and on which notice", async () => {
  const quads = await quadsOf(record());
  const dpv = "https://w3id.org/dpv#";
  const values = (predicate: string) =>
    quads.filter((quad) => quad.predicate.value === predicate).map(({ object }) => object.value);
  expect(values(`${dpv}hasNotice`)).toEqual([`urn:sha256:${CONSENT.version}`]);
  expect(values(`${dpv}isIndicatedAtTime`)).toEqual([CONSENT.given_at]);
  expect(values(`${dpv}hasProcess`)).toHaveLength(2);
  expect(new Set(values(`${dpv}hasLegalBasis`))).toContain("https://w3id.org/dpv/legal/eu/gdpr#A6-1-a");
  expect(new Set(values(`${dpv}hasJurisdiction`))).toEqual(new Set(["https://w3id.org/dpv/loc#BE"]));
  expect(values(`${dpv}hasName`)).toEqual(expect.arrayContaining(["Association Alpha", "Autorité Thêta", "Gamma Hébergement"]));
  expect(values("http://www.w3.org/1999/02/22-rdf-syntax-ns#value")).toEqual(expect.arrayContaining(["P17M", "P41D"]));
  expect(values(`${dpv}isExercisedAt`)).toContain("/v1/my-contribution");
});

test("what the operator has not stated is said so, and nothing stands in its place", () => {
  const said = JSON.stringify(record({ facts: bare }));
  // Controller's name, address, contact and officer; hosting; backups, once a topic.
  expect(said.match(/not stated by the operator/g)?.length).toBe(4 + 2 * CONSENT.domains.length);
  expect(said).not.toContain("hasImpactAssessment");
});

test("a record says what the form required: an age, and that the others of the home were told, which is kept nowhere", () => {
  const method = (consent: Consent) => JSON.stringify(record({ consent })["dpv:hasConsentStatus"]);
  expect(method(CONSENT)).toMatch(/an age of 16 or more; the page requires .*were told: it is neither sent nor kept/);
  expect(method({ ...CONSENT, adult: false, guardian: true })).toMatch(/guardian of a child under 16 .*were told/);
  // Of a text that the service does not know, it claims nothing.
  expect(JSON.stringify(record({ facts_of: "2026-05-02" })["dpv:hasConsentStatus"])).not.toMatch(/were told|age of/);
});

test("a guardian's consent is said to be one", () => {
  const minor = JSON.stringify(record({ consent: { ...CONSENT, adult: false, guardian: true } }));
  expect(minor).toContain("dpv:GuardianOfDataSubject");
  expect(JSON.stringify(record())).not.toContain("GuardianOfDataSubject");
  expect(record()["dpv:hasConsentStatus"]).toMatchObject({ "@type": ["dpv:ConsentGiven", "dpv:ExplicitlyExpressedConsent"] });
});

const ATTESTED: Consent = { ...CONSENT, version: "attested:ecolyo:2026-01" };

test("what an organisation attests is recorded as its word: not the person's act, nor on this service's form", async () => {
  const one = record({ consent: ATTESTED, language: "und", facts_of: TODAY });
  expect(faultsOf(one)).toEqual([]);
  const organisation = `urn:uuid:${ID}#organisation`;
  expect(one["dpv:hasConsentStatus"]).toMatchObject({
    "@type": "dpv:ConsentGiven",
    "dpv:isIndicatedBy": { "@id": organisation, "@type": "dpv:ThirdParty" },
    "dpv:hasIndicationMethod": expect.stringContaining("attested by the organisation ecolyo"),
  });
  expect(one["dpv:hasEntity"]).toContainEqual(expect.objectContaining({ "@id": organisation, "dpv:hasName": "ecolyo" }));
  for (const process of one["dpv:hasProcess"] as unknown as Record<string, unknown>[]) {
    expect(process).toMatchObject({
      "dpv:hasDataSource": { "@id": "dpv:ThirdPartyDataSource" },
      "dpv:hasLegalBasis": [{ "@id": "eu-gdpr:A6-1-a" }, { "@id": "dpv:Consent" }],
    });
  }
  expect(one["dpv:hasNotice"]).toMatchObject({ "dct:description": expect.stringContaining("ecolyo") });
  for (const untrue of ["ExplicitlyExpressedConsent", "form of the service", "DataSubjectDataSource", "/v1/notice"])
    expect(JSON.stringify(one)).not.toContain(untrue);
  expect(await quadsOf(one)).not.toEqual([]);
});

test("the form is claimed of a notice that the service knows, and of no other", () => {
  const [shown, unknown] = [JSON.stringify(record()), JSON.stringify(record({ language: "und", facts_of: TODAY }))];
  for (const claim of ["form of the service", "dpv:ExplicitlyExpressedConsent", "/v1/notice"]) {
    expect(shown).toContain(claim);
    expect(unknown).not.toContain(claim);
  }
  for (const one of [shown, unknown]) expect(one).toContain("dpv:DataSubjectDataSource");
  expect(unknown).toContain("which text and form were shown is not known");
});

test("an impact assessment that is to be approved on a later day is none yet", () => {
  expect(JSON.stringify(record({ today: "2026-01-31" }))).toContain("hasImpactAssessment");
  expect(JSON.stringify(record({ today: "2026-01-30" }))).not.toContain("hasImpactAssessment");
});

test("the id is a UUID that the key and all that the consent says fix, and the key is not in the record", () => {
  expect(ID).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const others: Partial<Consent>[] = [
    { given_at: "2026-02-01T09:00:01Z" },
    { version: "1" },
    { domains: ["water"] },
    { purposes: ["commons", "research"] },
    { adult: false, guardian: true },
  ];
  for (const other of others) expect(idOf({ ...CONSENT, ...other })).not.toBe(ID);
  expect(idOf({ ...CONSENT, domains: ["spending", "water", "water"] })).toBe(ID);
  expect(JSON.stringify(record())).not.toContain(KEY);
  expect(() => recordId(new Uint8Array(15))).toThrow("at least 16 bytes; got 15");
});

test("a notice's version is the sha256 of its text, and changes with any setting that it states", () => {
  const shown = shownNotice(TEXTS, complete, "fr", sha256);
  expect(shown.version).toBe(sha256(shown.text));
  const others = [{ retention_months: 18 }, { k: 14 }, { dpo: "other@alpha.example" }, { processors: [] }, { minimum_age: 15 }];
  const versions = [
    shown.version,
    ...others.map((o) => shownNotice(TEXTS, factsFor({ ...COMPLETE, ...o }), "fr", sha256).version),
  ];
  expect(new Set(versions).size).toBe(versions.length);
});
