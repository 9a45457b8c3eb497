import type { Json } from "../contract/canonical.ts";
import { attesterOf } from "../contract/consent.ts";
import type { Consent } from "../contract/donation.ts";
import { type ConsentRecordInput, entitiesOf, indicationOf, noticeOf, processorId } from "./consent-parties.ts";
import { phraseInEach } from "./documents.ts";
import type { Facts } from "./facts.ts";
import { CONTEXT, dateTime, inLanguages, type JsonLdNode, NOT_STATED, urnOf } from "./jsonld.ts";
import type { Texts } from "./page.ts";

/** Where a contributor sees, corrects and withdraws, at the service that the record came from. */
const RIGHTS_ADDRESS = "/v1/my-contribution";

/**
 * A consent as ISO/IEC TS 27560:2023 records it, in W3C DPV 2, as JSON-LD: the profile `dpv-27560#record-eu-gdpr` of the
 * DPV group's guide. It holds neither key, area nor readings: who has it can show what was consented to, and nothing
 * more. Its fields and cardinalities are held by `test/texts/consent-record.test.ts`.
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

/** What is consented to for one topic. */
function processOf(texts: Texts, domain: string, urn: string, input: ConsentRecordInput): JsonLdNode {
  const { facts, consent, today } = input;
  const [isAttested, isShown] = [attesterOf(consent) !== undefined, input.facts_of === undefined];
  const { operator, retention_months, measures } = facts;
  const used = measures.filter((measure) => measure.domain === domain);
  const title = used[0]?.domain_labels;
  const recipients = operator.processors ?? [];
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
    "dpv:hasStorageCondition": storage(facts, retention_months),
    "dpv:hasDataController": { "@id": `${urn}#controller` },
    "dpv:hasRecipient": [{ "@id": `${urn}#controller` }, ...recipients.map((_, i) => ({ "@id": processorId(urn, i) }))],
    "dpv:hasJurisdiction": { "@id": `loc:${facts.country}` },
    "dpv:hasApplicableLaw": { "@id": "eu-gdpr:GDPR" },
    "dpv:hasAuthority": { "@id": `${urn}#authority` },
    "dpv:hasConsentControl": { "@type": "dpv:WithdrawConsent", "dpv:isExercisedAt": RIGHTS_ADDRESS },
    "dpv:hasRight": rightsOf(`${urn}#authority`),
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

function rightsOf(authority: string): Json {
  return RIGHTS.map((article) => ({
    "@type": ["dpv:DataSubjectRight", `eu-gdpr:${article}`],
    // A complaint goes to the authority, everything else to the service.
    "dpv:isExercisedAt": article === "A77" ? { "@id": authority } : RIGHTS_ADDRESS,
  }));
}
