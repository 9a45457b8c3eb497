import { attesterOf } from "../contract/consent.ts";
import type { Consent } from "../contract/donation.ts";
import { entitiesOf, indicated, noticeOf, processorId, type RecordInput } from "./consent-parties.ts";
import type { Facts } from "./facts.ts";
import { CONTEXT, dateTime, type Json, NOT_STATED, type Node, texts, urnOf } from "./jsonld.ts";

/**
 * A consent as ISO/IEC TS 27560:2023 records it, in W3C DPV 2, as JSON-LD: the profile `dpv-27560#record-eu-gdpr` of the
 * DPV group's guide. It holds neither key, area nor readings: who has it can show what was consented to, and nothing
 * more. Its fields and cardinalities are held by `test/documents/consent-record.test.ts`.
 */
export function consentRecord(input: RecordInput): Node {
  const { id, consent, language, facts } = input;
  const urn = urnOf(id);
  const subject = `${urn}#data-subject`;
  const given: Node = {
    ...indicated(input),
    "dpv:isIndicatedAtTime": dateTime(consent.given_at),
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
    "dpv:hasNotice": noticeOf(input),
    "dct:language": language,
    ...(input.facts_of === undefined
      ? {}
      : { "dct:provenance": `the terms are those of ${input.facts_of}: the notice of this version is not known to the service` }),
    "dpv:hasConsentStatus": input.withdrawn_at === undefined ? given : [given, withdrawn(input.withdrawn_at)],
    "dpv:hasProcess": consent.domains.map((domain) => processOf(domain, urn, input)),
    "dpv:hasEntity": entitiesOf(urn, facts, consent),
    ...(input.replaced_by === undefined ? {} : { "dct:isReplacedBy": { "@id": urnOf(input.replaced_by) } }),
  };
}

/** What is consented to of one topic. */
function processOf(domain: string, urn: string, input: RecordInput): Node {
  const { facts, service, consent, today } = input;
  const [isAttested, isShown] = [attesterOf(consent) !== undefined, input.facts_of === undefined];
  const { operator, retention_months, measures } = facts;
  const used = measures.filter((measure) => measure.domain === domain);
  const title = used[0]?.domain_labels;
  const recipients = operator.processors ?? [];
  return {
    "@type": "dpv:Process",
    "dct:identifier": domain,
    "dct:title": title === undefined ? domain : texts(title),
    "dpv:hasPurpose": purposesOf(facts, consent),
    "dpv:hasLegalBasis": [
      { "@id": "eu-gdpr:A6-1-a" },
      { "@id": isShown && !isAttested ? "dpv:ExplicitlyExpressedConsent" : "dpv:Consent" },
    ],
    "dpv:hasPersonalData": personalData(used, facts),
    "dpv:hasProcessing": ["dpv:Collect", "dpv:Store", "dpv:Aggregate", "dpv:Anonymise"].map((id) => ({ "@id": id })),
    "dpv:hasDataSource": { "@id": isAttested ? "dpv:ThirdPartyDataSource" : "dpv:DataSubjectDataSource" },
    "dpv:hasTechnicalMeasure": ["dpv:EncryptionAtRest", "dpv:DifferentialPrivacy"].map((id) => ({ "@id": id })),
    "dpv:hasStorageCondition": storage(facts, retention_months),
    "dpv:hasDataController": { "@id": `${urn}#controller` },
    "dpv:hasRecipient": [{ "@id": `${urn}#controller` }, ...recipients.map((_, i) => ({ "@id": processorId(urn, i) }))],
    "dpv:hasJurisdiction": { "@id": `loc:${facts.country}` },
    "dpv:hasApplicableLaw": { "@id": "eu-gdpr:GDPR" },
    "dpv:hasAuthority": { "@id": `${urn}#authority` },
    "dpv:hasConsentControl": { "@type": "dpv:WithdrawConsent", "dpv:isExercisedAt": `${service}/v1/my-contribution` },
    "dpv:hasRight": rightsAt(`${service}/v1/my-contribution`, `${urn}#authority`),
    ...(operator.impact_assessment === null || operator.impact_assessment.approved_at > today
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
