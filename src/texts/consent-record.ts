import type { Json } from "../contract/canonical.ts";
import { attesterOf, consentText } from "../contract/consent.ts";
import type { Consent } from "../contract/donation.ts";
import type { Labels } from "../domains/index.ts";
import { phraseInEach } from "./documents.ts";
import type { Facts } from "./facts.ts";
import type { Language, Texts } from "./page.ts";

/** The path under which contributors view, correct and withdraw, at the service that the record came from. */
const RIGHTS_ADDRESS = "/v1/my-contribution";

/**
 * Writes a consent as ISO/IEC TS 27560:2023 records it, in W3C DPV 2, as JSON-LD: the profile `dpv-27560#record-eu-gdpr` of the
 * DPV group's guide. It contains neither key nor area nor readings: whoever has it can prove what was consented to, and nothing
 * more. `test/texts/consent-record.test.ts` checks its fields and cardinalities.
 */
export function consentRecord(texts: Texts, input: ConsentRecordInput): JsonLdNode {
  const { id, consent, language, facts, facts_of, replaced_by } = input;
  const urn = urnOf(id);
  return {
    "@context": CONTEXT,
    "@id": urn,
    "@type": "dpv:ConsentRecord",
    "dct:conformsTo": { "@id": "https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr" },
    "dct:identifier": id,
    "dpv:hasIdentifier": id,
    "dpv:hasDataSubject": {
      "@id": `${urn}#data-subject`,
      "@type": "dpv:DataSubject",
      "dct:identifier": "the holder of the contribution key",
    },
    "dpv:hasNotice": noticeOf(input),
    "dct:language": language,
    ...(facts_of === undefined
      ? {}
      : { "dct:provenance": `the terms are those of ${facts_of}: the notice of this version is not known to the service` }),
    "dpv:hasConsentStatus": {
      ...indicationOf(input),
      "dpv:isIndicatedAtTime": dateTime(consent.given_at),
      "dpv:hasDuration": {
        "@type": "dpv:UntilEventDuration",
        "rdf:value": "withdrawal, a newer consent, or erasure at the end of retention",
      },
    },
    "dpv:hasProcess": consent.domains.map((domain) => processOf(texts, domain, urn, input)),
    "dpv:hasEntity": entitiesOf(urn, facts, consent),
    ...(replaced_by === undefined ? {} : { "dct:isReplacedBy": { "@id": urnOf(replaced_by) } }),
  };
}

/** The processing consented to for one topic. */
function processOf(texts: Texts, domain: string, urn: string, input: ConsentRecordInput): JsonLdNode {
  const { facts, consent, today } = input;
  const [isAttested, isShown] = [attesterOf(consent) !== undefined, input.facts_of === undefined];
  const { operator, measures } = facts;
  const used = measures.filter((measure) => measure.domain === domain);
  const title = used[0]?.domain_labels;
  const recipients = operator.processors ?? [];
  const approved = operator.impact_assessment?.approved_at;
  return {
    "@type": "dpv:Process",
    "dct:identifier": domain,
    "dct:title": title === undefined ? domain : inLanguages(title),
    "dpv:hasPurpose": purposesOf(texts, facts, consent),
    "dpv:hasLegalBasis": [
      { "@id": "eu-gdpr:A6-1-a" },
      { "@id": isShown && !isAttested ? "dpv:ExplicitlyExpressedConsent" : "dpv:Consent" },
    ],
    "dpv:hasPersonalData": personalData(used, facts),
    "dpv:hasProcessing": ["dpv:Collect", "dpv:Store", "dpv:Aggregate", "dpv:Anonymise"].map((id) => ({ "@id": id })),
    "dpv:hasDataSource": { "@id": isAttested ? "dpv:ThirdPartyDataSource" : "dpv:DataSubjectDataSource" },
    "dpv:hasTechnicalMeasure": ["dpv:EncryptionAtRest", "dpv:DifferentialPrivacy"].map((id) => ({ "@id": id })),
    "dpv:hasStorageCondition": storage(facts),
    "dpv:hasDataController": { "@id": `${urn}#controller` },
    "dpv:hasRecipient": [{ "@id": `${urn}#controller` }, ...recipients.map((_, i) => ({ "@id": processorId(urn, i) }))],
    "dpv:hasJurisdiction": { "@id": `loc:${facts.country}` },
    "dpv:hasApplicableLaw": { "@id": "eu-gdpr:GDPR" },
    "dpv:hasAuthority": { "@id": `${urn}#authority` },
    "dpv:hasConsentControl": { "@type": "dpv:WithdrawConsent", "dpv:isExercisedAt": RIGHTS_ADDRESS },
    "dpv:hasRight": rightsOf(`${urn}#authority`),
    ...(approved !== undefined &&
      approved <= today && {
        "dpv:hasImpactAssessment": { "@type": "dpv:DPIA", "dct:date": { "@type": "xsd:date", "@value": approved } },
      }),
  };
}

function personalData(used: Facts["measures"], { attributes, leaf }: Facts): Json {
  const data = (broader: string, description: Json, necessity: string): JsonLdNode => ({
    "@type": "dpv:PersonalData",
    "skos:broader": { "@id": broader },
    "dct:description": description,
    "dpv:hasNecessity": { "@id": necessity },
  });
  return [
    ...used.map(({ labels, key }) => ({ ...data("pd:Household", inLanguages(labels), "dpv:Required"), "dct:identifier": key })),
    data("pd:HomeLocation", inLanguages(leaf), "dpv:Required"),
    ...attributes.map((name) => ({
      ...data("pd:Household", `household attribute: ${name}`, "dpv:Optional"),
      "dct:identifier": name,
    })),
  ];
}

function purposesOf(texts: Texts, { operator }: Facts, { purposes }: Consent): Json {
  const purpose = (description: Json, more: JsonLdNode = {}): JsonLdNode => ({
    "@type": "dpv:Purpose",
    "skos:broader": [{ "@id": "dpv:DataAltruism" }, { "@id": "dpv:PublicBenefit" }],
    "dct:description": description,
    ...more,
  });
  const statistics = inLanguages(phraseInEach(texts, "record-purpose", {}));
  return [
    purpose(statistics, { "dct:identifier": [...purposes] }),
    ...(operator.purposes ?? []).map((one) => purpose(inLanguages(one))),
  ];
}

function storage({ operator: { hosting, backup_days }, retention_months }: Facts): Json {
  const duration = (value: string) => ({ "dpv:hasDuration": { "@type": "dpv:TemporalDuration", "rdf:value": value } });
  return [
    { "@type": "dpv:StorageDuration", ...duration(`P${retention_months}M`) },
    {
      "@type": "dpv:StorageLocation",
      ...(hosting && { "dpv:hasLocation": { "@id": `loc:${hosting.country}` } }),
      "dct:description": hosting?.name ?? NOT_STATED,
    },
    {
      "@type": "dpv:StorageDeletion",
      "dct:description": "withdrawal destroys the key of the data and their rows at once",
    },
    {
      "@type": "dpv:StorageDeletion",
      "dct:description": "backups",
      ...(backup_days === null ? { "rdf:value": NOT_STATED } : duration(`P${backup_days}D`)),
    },
  ];
}

const RIGHTS = ["A7-3", "A15", "A16", "A17", "A18", "A20", "A21", "A77"] as const;

function rightsOf(authority: string): Json {
  return RIGHTS.map((article) => ({
    "@type": ["dpv:DataSubjectRight", `eu-gdpr:${article}`],
    // Complaints go to the authority, everything else to the service.
    "dpv:isExercisedAt": article === "A77" ? { "@id": authority } : RIGHTS_ADDRESS,
  }));
}

/** Prefixes of the vocabularies. A record includes them, so that nothing must be fetched to read it. */
const CONTEXT = {
  dpv: "https://w3id.org/dpv#",
  pd: "https://w3id.org/dpv/pd#",
  loc: "https://w3id.org/dpv/loc#",
  "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
  dct: "http://purl.org/dc/terms/",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  schema: "https://schema.org/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
} as const;

const NOT_STATED = "not stated by the operator";

type JsonLdNode = { readonly [key: string]: Json };

function urnOf(id: string): string {
  return `urn:uuid:${id}`;
}

function dateTime(value: string): JsonLdNode {
  return { "@type": "xsd:dateTime", "@value": value };
}

/** A text in both languages, each with its language tag. */
function inLanguages({ fr, en }: Labels): Json {
  return [
    { "@language": "fr", "@value": fr },
    { "@language": "en", "@value": en },
  ];
}

interface ConsentRecordInput {
  /** a UUID, from `recordId` */
  readonly id: string;
  readonly consent: Consent;
  /** The language of the notice that was shown; `und` (ISO 639) where it is unknown. */
  readonly language: Language | "und";
  /** the facts at the time when the notice was shown */
  readonly facts: Facts;
  /** Where that notice is not known: the day, `YYYY-MM-DD`, that the facts are of instead. */
  readonly facts_of?: string;
  /** `YYYY-MM-DD`; an approval dated later than this has not been given */
  readonly today: string;
  /** id of the record of the consent that replaced this one, if any */
  readonly replaced_by?: string;
}

/** A notice's version: the sha256 of its text. */
const DIGEST = /^[0-9a-f]{64}$/;

/**
 * Who states that consent was given, and how. An attested consent is the organisation's word. For a person's own consent, the
 * form is known if the notice that it names is the service's; otherwise proving it is the sender's task. What the form requires and a
 * donation has no place for (that the others of the home were told) is said as the form's requirement, and not as a fact that is kept.
 */
function indicationOf({ id, consent, facts, facts_of }: ConsentRecordInput): JsonLdNode {
  const urn = urnOf(id);
  const organisation = attesterOf(consent);
  if (organisation !== undefined) {
    return {
      "@type": "dpv:ConsentGiven",
      "dpv:isIndicatedBy": { "@id": organisationId(urn), "@type": "dpv:ThirdParty" },
      "dpv:hasIndicationMethod": `attested by the organisation ${organisation}, whose text and proof of consent are its own; not seen by the service`,
    };
  }
  const person: JsonLdNode = consent.guardian
    ? { "@type": "dpv:GuardianOfDataSubject" }
    : { "@id": `${urn}#data-subject`, "@type": "dpv:DataSubject" };
  const isShown = facts_of === undefined;
  return {
    "@type": isShown ? ["dpv:ConsentGiven", "dpv:ExplicitlyExpressedConsent"] : "dpv:ConsentGiven",
    "dpv:isIndicatedBy": person,
    "dpv:hasIndicationMethod": isShown
      ? `form of the service, one choice a topic, none made beforehand; ${consent.guardian ? `the guardian of a child under ${facts.minimum_age} states it, together with the child where the notice asks for both` : `the person states an age of ${facts.minimum_age} or more`}; the page requires beforehand the statement that the people of the home, if any, were told: it is neither sent nor kept`
      : "as the contribution's sender says; which text and form were shown is not known to the service",
  };
}

/** The notice shown: the service's, where the version is that of one; otherwise a text that the sender names. */
function noticeOf({ consent, language, facts_of }: ConsentRecordInput): JsonLdNode {
  const { version } = consent;
  const organisation = attesterOf(consent);
  return {
    ...(DIGEST.test(version) ? { "@id": `urn:sha256:${version}` } : {}),
    "@type": "dpv:ConsentNotice",
    "dct:identifier": version,
    "dct:language": language,
    ...(organisation === undefined
      ? {}
      : { "dct:description": `a text of the organisation ${organisation}, not known to the service` }),
    ...(facts_of === undefined ? { "schema:url": "/v1/notice" } : {}),
  };
}

/** The parties of a record: controller, authority, processors, and an attesting organisation. */
function entitiesOf(urn: string, { operator, authority }: Facts, consent: Consent): Json {
  const organisation = attesterOf(consent);
  const { controller, contact, dpo, processors } = operator;
  const entity = (id: string, type: string, name = NOT_STATED, address = NOT_STATED, reach = NOT_STATED): JsonLdNode => ({
    "@id": id,
    "@type": type,
    "dpv:hasIdentifier": id,
    "dpv:hasName": name,
    "dpv:hasAddress": address,
    "dpv:hasContact": reach,
  });
  return [
    {
      ...entity(`${urn}#controller`, "dpv:DataController", controller?.name, controller?.address, contact ?? undefined),
      "dpv:hasDataProtectionOfficer": { "@type": "dpv:DataProtectionOfficer", "dpv:hasContact": dpo ?? NOT_STATED },
    },
    entity(`${urn}#authority`, "dpv:DataProtectionAuthority", authority.name, authority.address, authority.url),
    ...(processors ?? []).map((name, i) => entity(processorId(urn, i), "dpv:DataProcessor", name)),
    ...(organisation === undefined ? [] : [entity(organisationId(urn), "dpv:ThirdParty", organisation)]),
  ];
}

function processorId(urn: string, i: number): string {
  return `${urn}#processor-${i + 1}`;
}

function organisationId(urn: string): string {
  return `${urn}#organisation`;
}

/**
 * The text that a record's id is derived from: hash it (SHA-256), and pass the digest to `recordId`. It contains the key, so only
 * the key's holder may see it. It contains everything that the consent says, so that two consents given at one moment have two
 * records.
 */
export function recordName(key: string, consent: Consent): string {
  return `voisinage consent record\n${key}\n${consentText(consent)}`;
}

/**
 * A UUID of version 8 (RFC 9562) from the first 16 bytes of a digest: always the same, and the key cannot be derived from it.
 */
export function recordId(digest: Uint8Array): string {
  if (digest.length < 16) throw new RangeError(`a digest must have at least 16 bytes; got ${digest.length}`);
  const bytes = digest.slice(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
