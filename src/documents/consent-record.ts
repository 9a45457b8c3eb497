import type { Consent } from "../contract/donation.ts";
import type { Language } from "./document.ts";
import type { Facts } from "./facts.ts";

/** A notice's version: the sha256 of its text. */
const DIGEST = /^[0-9a-f]{64}$/;

/** Prefixes of the vocabularies; the record carries them, so that nothing need be fetched to read it. */
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

export interface RecordInput {
  /** a UUID: from `recordId`, which a browser and the service compute alike */
  readonly id: string;
  readonly consent: Consent;
  /** the language of the notice that was shown; `und`, as ISO 639 has it, where nobody knows. Its version is the consent's */
  readonly language: Language | "und";
  /** as they stood when the notice was shown */
  readonly facts: Facts;
  /** where that notice is not known: the day, `YYYY-MM-DD`, on which the facts stand instead */
  readonly facts_of?: string;
  /** address of the service without a slash at its end, where notice and rights are; empty: where the record came from */
  readonly service: string;
  /** when the consent was taken back, if it was */
  readonly withdrawn_at?: string;
  /** the record of the consent that came in its place, if one did */
  readonly replaced_by?: string;
}

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
type Node = { readonly [key: string]: Json };

/**
 * A consent as ISO/IEC TS 27560:2023 records it, in W3C DPV 2, as JSON-LD: the profile `dpv-27560#record-eu-gdpr` of the
 * DPV group's guide. It holds neither key, area nor readings: who has it can show what was consented to, and nothing
 * more. Its fields and cardinalities are held by `test/documents/consent-record.test.ts`.
 */
export function consentRecord(input: RecordInput): Node {
  const { id, consent, language, facts, service } = input;
  const urn = urnOf(id);
  const subject = `${urn}#data-subject`;
  const by = consent.guardian ? "dpv:GuardianOfDataSubject" : "dpv:DataSubject";
  const given: Node = {
    "@type": ["dpv:ConsentGiven", "dpv:ExplicitlyExpressedConsent"],
    "dpv:isIndicatedAtTime": dateTime(consent.given_at),
    "dpv:isIndicatedBy": { "@type": by, ...(consent.guardian ? {} : { "@id": subject }) },
    "dpv:hasIndicationMethod": "form of the service, one choice a topic, none made beforehand",
    "dpv:hasDuration": {
      "@type": "dpv:UntilEventDuration",
      "rdf:value": "withdrawal, a newer consent, or erasure at the end of retention",
    },
  };
  const withdrawn = (at: string): Node => ({
    "@type": "dpv:ConsentWithdrawn",
    "dpv:isIndicatedAtTime": dateTime(at),
    "dpv:isIndicatedBy": { "@id": subject, "@type": "dpv:DataSubject" },
    "dpv:hasDuration": { "@type": "dpv:EndlessDuration" },
  });
  return {
    "@context": CONTEXT,
    "@id": urn,
    "@type": "dpv:ConsentRecord",
    "dct:conformsTo": { "@id": "https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr" },
    "dct:identifier": id,
    "dpv:hasIdentifier": id,
    "dpv:hasDataSubject": { "@id": subject, "@type": "dpv:DataSubject", "dct:identifier": "the holder of the contribution key" },
    "dpv:hasNotice": {
      ...(DIGEST.test(consent.version) ? { "@id": `urn:sha256:${consent.version}` } : {}),
      "@type": "dpv:ConsentNotice",
      "dct:identifier": consent.version,
      "dct:language": language,
      "schema:url": `${service}/v1/notice`,
    },
    "dct:language": language,
    ...(input.facts_of === undefined
      ? {}
      : { "dct:provenance": `the terms are those of ${input.facts_of}: the notice of this version is not known to the service` }),
    "dpv:hasConsentStatus": input.withdrawn_at === undefined ? given : [given, withdrawn(input.withdrawn_at)],
    "dpv:hasProcess": consent.domains.map((domain) => processOf(domain, urn, input)),
    "dpv:hasEntity": entitiesOf(urn, facts),
    ...(input.replaced_by === undefined ? {} : { "dct:isReplacedBy": { "@id": urnOf(input.replaced_by) } }),
  };
}

/** What is consented to of one topic. */
function processOf(domain: string, urn: string, { facts, service, consent }: RecordInput): Node {
  const { operator, retention_months, measures } = facts;
  const used = measures.filter((measure) => measure.domain === domain);
  const title = used[0]?.domain_labels;
  const recipients = operator.processors ?? [];
  return {
    "@type": "dpv:Process",
    "dct:identifier": domain,
    "dct:title": title === undefined ? domain : texts(title),
    "dpv:hasPurpose": purposesOf(facts, consent),
    "dpv:hasLegalBasis": [{ "@id": "eu-gdpr:A6-1-a" }, { "@id": "dpv:ExplicitlyExpressedConsent" }],
    "dpv:hasPersonalData": personalData(used, facts),
    "dpv:hasProcessing": ["dpv:Collect", "dpv:Store", "dpv:Aggregate", "dpv:Anonymise"].map((id) => ({ "@id": id })),
    "dpv:hasDataSource": { "@id": "dpv:DataSubjectDataSource" },
    "dpv:hasTechnicalMeasure": ["dpv:EncryptionAtRest", "dpv:DifferentialPrivacy"].map((id) => ({ "@id": id })),
    "dpv:hasStorageCondition": storage(facts, retention_months),
    "dpv:hasDataController": { "@id": `${urn}#controller` },
    "dpv:hasRecipient": [{ "@id": `${urn}#controller` }, ...recipients.map((_, i) => ({ "@id": processorId(urn, i) }))],
    "dpv:hasJurisdiction": { "@id": `loc:${facts.country}` },
    "dpv:hasApplicableLaw": { "@id": "eu-gdpr:GDPR" },
    "dpv:hasAuthority": { "@id": `${urn}#authority` },
    "dpv:hasConsentControl": { "@type": "dpv:WithdrawConsent", "dpv:isExercisedAt": `${service}/v1/my-contribution` },
    "dpv:hasRight": rightsAt(`${service}/v1/my-contribution`, `${urn}#authority`),
    ...(operator.impact_assessment === null
      ? {}
      : {
          "dpv:hasImpactAssessment": {
            "@type": "dpv:DPIA",
            "dct:date": { "@type": "xsd:date", "@value": operator.impact_assessment.approved_at },
          },
        }),
  };
}

function personalData(used: Facts["measures"], { attributes, leaf }: Facts): Json {
  const data = (broader: string, description: Json, necessity: string): Node => ({
    "@type": "dpv:PersonalData",
    "skos:broader": { "@id": broader },
    "dct:description": description,
    "dpv:hasNecessity": { "@id": necessity },
  });
  return [
    ...used.map(({ labels, key }) => ({ ...data("pd:Household", texts(labels), "dpv:Required"), "dct:identifier": key })),
    data("pd:HomeLocation", texts(leaf), "dpv:Required"),
    ...attributes.map((name) => ({
      ...data("pd:Household", `household attribute: ${name}`, "dpv:Optional"),
      "dct:identifier": name,
    })),
  ];
}

function purposesOf({ operator }: Facts, { purposes }: Consent): Json {
  const purpose = (description: Json, more: Node = {}): Node => ({
    "@type": "dpv:Purpose",
    "skos:broader": [{ "@id": "dpv:DataAltruism" }, { "@id": "dpv:PublicBenefit" }],
    "dct:description": description,
    ...more,
  });
  const statistics = texts({
    fr: "publier des statistiques protégées, ouvertes à tous, par secteur et par type de foyer",
    en: "to publish protected statistics, open to all, by area and by kind of household",
  });
  return [
    purpose(statistics, { "dct:identifier": [...purposes] }),
    ...(operator.purposes ?? []).map((one) => purpose(texts(one))),
  ];
}

function storage({ operator }: Facts, months: number): Json {
  const { hosting, backup_days } = operator;
  return [
    { "@type": "dpv:StorageDuration", "dpv:hasDuration": { "@type": "dpv:TemporalDuration", "rdf:value": `P${months}M` } },
    hosting === null
      ? { "@type": "dpv:StorageLocation", "dct:description": NOT_STATED }
      : {
          "@type": "dpv:StorageLocation",
          "dpv:hasLocation": { "@id": `loc:${hosting.country}` },
          "dct:description": hosting.name,
        },
    {
      "@type": "dpv:StorageDeletion",
      "dct:description": "withdrawal destroys the key of the data and their rows at once",
    },
    {
      "@type": "dpv:StorageDeletion",
      "dct:description": "backups",
      ...(backup_days === null
        ? { "rdf:value": NOT_STATED }
        : { "dpv:hasDuration": { "@type": "dpv:TemporalDuration", "rdf:value": `P${backup_days}D` } }),
    },
  ];
}

const RIGHTS = ["A7-3", "A15", "A16", "A17", "A18", "A20", "A21", "A77"] as const;

function rightsAt(address: string, authority: string): Json {
  return RIGHTS.map((article) => ({
    "@type": ["dpv:DataSubjectRight", `eu-gdpr:${article}`],
    // A complaint goes to the authority, everything else to the service.
    "dpv:isExercisedAt": article === "A77" ? { "@id": authority } : address,
  }));
}

function entitiesOf(urn: string, { operator, authority }: Facts): Json {
  const { controller, contact, dpo, processors } = operator;
  const entity = (id: string, type: string, name: string, address: string | undefined, reach: string | undefined): Node => ({
    "@id": id,
    "@type": type,
    "dpv:hasIdentifier": id,
    "dpv:hasName": name,
    "dpv:hasAddress": address ?? NOT_STATED,
    "dpv:hasContact": reach ?? NOT_STATED,
  });
  return [
    {
      ...entity(
        `${urn}#controller`,
        "dpv:DataController",
        controller?.name ?? NOT_STATED,
        controller?.address,
        contact ?? undefined,
      ),
      "dpv:hasDataProtectionOfficer": { "@type": "dpv:DataProtectionOfficer", "dpv:hasContact": dpo ?? NOT_STATED },
    },
    entity(`${urn}#authority`, "dpv:DataProtectionAuthority", authority.name, authority.address, authority.url),
    ...(processors ?? []).map((name, i) => entity(processorId(urn, i), "dpv:DataProcessor", name, undefined, undefined)),
  ];
}

function processorId(urn: string, i: number): string {
  return `${urn}#processor-${i + 1}`;
}

function urnOf(id: string): string {
  return `urn:uuid:${id}`;
}

function dateTime(value: string): Node {
  return { "@type": "xsd:dateTime", "@value": value };
}

function texts({ fr, en }: { readonly fr: string; readonly en: string }): Json {
  return [
    { "@language": "fr", "@value": fr },
    { "@language": "en", "@value": en },
  ];
}
