/**
 * What a consent record must hold, as a JSON Schema: the mandatory fields of ISO/IEC TS 27560:2023 and the cardinalities
 * that the W3C Data Privacy Vocabularies group gives for its profile `dpv-27560#record-eu-gdpr` (guide of 1 August 2024,
 * sections 8.1 to 8.5). Written from the guide's tables; the group publishes no schema or shapes of its own.
 */
const ref = (pattern: string) => ({
  type: "object",
  required: ["@id"],
  properties: { "@id": { type: "string", pattern } },
  additionalProperties: false,
});
const many = (items: object) => ({ anyOf: [{ type: "array", minItems: 1, items }, items] });
const someText = { type: "string", minLength: 1 };
const inLanguages = {
  anyOf: [
    someText,
    {
      type: "array",
      minItems: 2,
      items: {
        type: "object",
        required: ["@language", "@value"],
        properties: { "@language": { enum: ["fr", "en"] }, "@value": someText },
      },
    },
  ],
};
const UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-[48][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$";

const status = {
  type: "object",
  required: ["@type", "dpv:isIndicatedAtTime", "dpv:isIndicatedBy", "dpv:hasDuration"],
  properties: {
    "@type": many({ enum: ["dpv:ConsentGiven", "dpv:ConsentWithdrawn", "dpv:ExplicitlyExpressedConsent"] }),
    "dpv:isIndicatedAtTime": {
      type: "object",
      required: ["@type", "@value"],
      properties: {
        "@type": { const: "xsd:dateTime" },
        "@value": { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(Z|[+-]\\d\\d:\\d\\d)$" },
      },
    },
    "dpv:isIndicatedBy": {
      type: "object",
      required: ["@type"],
      properties: { "@type": { enum: ["dpv:DataSubject", "dpv:GuardianOfDataSubject", "dpv:ThirdParty"] } },
    },
  },
};

const process = {
  type: "object",
  required: [
    "dpv:hasPurpose",
    "dpv:hasPersonalData",
    "dpv:hasProcessing",
    "dpv:hasDataSource",
    "dpv:hasStorageCondition",
    "dpv:hasDataController",
    "dpv:hasLegalBasis",
    "dpv:hasRecipient",
    "dpv:hasConsentControl",
    "dpv:hasJurisdiction",
    "dpv:hasApplicableLaw",
    "dpv:hasAuthority",
    "dpv:hasRight",
  ],
  properties: {
    "@type": { const: "dpv:Process" },
    "dpv:hasPurpose": many({
      type: "object",
      required: ["@type", "skos:broader", "dct:description"],
      properties: { "@type": { const: "dpv:Purpose" }, "skos:broader": many(ref("^dpv:")), "dct:description": inLanguages },
    }),
    "dpv:hasPersonalData": many({
      type: "object",
      required: ["@type", "skos:broader", "dpv:hasNecessity"],
      properties: {
        "@type": { const: "dpv:PersonalData" },
        "skos:broader": ref("^pd:"),
        "dpv:hasNecessity": ref("^dpv:(Required|Optional)$"),
      },
    }),
    "dpv:hasProcessing": many(ref("^dpv:")),
    "dpv:hasStorageCondition": {
      type: "array",
      allOf: ["dpv:StorageDuration", "dpv:StorageLocation", "dpv:StorageDeletion"].map((type) => ({
        contains: { type: "object", required: ["@type"], properties: { "@type": { const: type } } },
      })),
    },
    "dpv:hasDataController": ref("^urn:uuid:.+#controller$"),
    "dpv:hasLegalBasis": { type: "array", contains: ref("^eu-gdpr:A6-1-a$") },
    "dpv:hasRecipient": many(ref("^urn:uuid:")),
    "dpv:hasConsentControl": {
      type: "object",
      required: ["@type", "dpv:isExercisedAt"],
      properties: { "@type": { const: "dpv:WithdrawConsent" }, "dpv:isExercisedAt": someText },
    },
    "dpv:hasJurisdiction": ref("^loc:[A-Z]{2}$"),
    "dpv:hasApplicableLaw": ref("^eu-gdpr:GDPR$"),
    "dpv:hasAuthority": ref("^urn:uuid:.+#authority$"),
    "dpv:hasRight": many({ type: "object", required: ["@type", "dpv:isExercisedAt"] }),
  },
};

const entity = {
  type: "object",
  required: ["@id", "@type", "dpv:hasIdentifier", "dpv:hasName", "dpv:hasAddress", "dpv:hasContact"],
  properties: {
    "@type": { enum: ["dpv:DataController", "dpv:DataProcessor", "dpv:DataProtectionAuthority", "dpv:ThirdParty"] },
    "dpv:hasName": someText,
    "dpv:hasAddress": someText,
    "dpv:hasContact": someText,
  },
};

export const CONSENT_RECORD_SCHEMA = {
  $schema: "http://json-schema.org/draft-07/schema#",
  type: "object",
  required: [
    "@context",
    "@id",
    "@type",
    "dct:conformsTo",
    "dct:identifier",
    "dpv:hasIdentifier",
    "dpv:hasDataSubject",
    "dpv:hasNotice",
    "dct:language",
    "dpv:hasConsentStatus",
    "dpv:hasProcess",
    "dpv:hasEntity",
  ],
  properties: {
    "@id": { type: "string", pattern: UUID.replace("^", "^urn:uuid:") },
    "@type": { const: "dpv:ConsentRecord" },
    "dct:conformsTo": ref("^https://w3id\\.org/dpv/schema/dpv-27560#record-eu-gdpr$"),
    "dct:identifier": { type: "string", pattern: UUID },
    "dpv:hasDataSubject": { type: "object", required: ["@id", "@type"], properties: { "@type": { const: "dpv:DataSubject" } } },
    "dpv:hasNotice": {
      type: "object",
      required: ["@type", "dct:identifier", "dct:language"],
      properties: { "@type": { const: "dpv:ConsentNotice" }, "dct:language": { enum: ["fr", "en", "und"] } },
    },
    "dpv:hasConsentStatus": many(status),
    "dpv:hasProcess": { type: "array", minItems: 1, items: process },
    "dpv:hasEntity": {
      type: "array",
      items: entity,
      allOf: ["dpv:DataController", "dpv:DataProtectionAuthority"].map((type) => ({
        contains: { type: "object", properties: { "@type": { const: type } } },
      })),
    },
  },
};

/** Terms that a record may use, each looked up in DPV 2.3 (dpv.ttl, pd.ttl, loc.ttl, eu-gdpr.ttl): a name that is not here is a slip of the pen. */
export const TERMS: Readonly<Record<string, readonly string[]>> = {
  "https://w3id.org/dpv#": [
    "Aggregate",
    "Anonymise",
    "Collect",
    "Consent",
    "ConsentGiven",
    "ConsentNotice",
    "ConsentRecord",
    "ConsentWithdrawn",
    "DPIA",
    "DataAltruism",
    "DataController",
    "DataProcessor",
    "DataProtectionAuthority",
    "DataProtectionOfficer",
    "DataSubject",
    "DataSubjectDataSource",
    "DataSubjectRight",
    "DifferentialPrivacy",
    "EncryptionAtRest",
    "EndlessDuration",
    "ExplicitlyExpressedConsent",
    "GuardianOfDataSubject",
    "Optional",
    "PersonalData",
    "Process",
    "PublicBenefit",
    "Purpose",
    "Required",
    "StorageDeletion",
    "StorageDuration",
    "StorageLocation",
    "Store",
    "TemporalDuration",
    "ThirdParty",
    "ThirdPartyDataSource",
    "UntilEventDuration",
    "WithdrawConsent",
    "hasAddress",
    "hasApplicableLaw",
    "hasAuthority",
    "hasConsentControl",
    "hasConsentStatus",
    "hasContact",
    "hasDataController",
    "hasDataProtectionOfficer",
    "hasDataSource",
    "hasDataSubject",
    "hasDuration",
    "hasEntity",
    "hasIdentifier",
    "hasImpactAssessment",
    "hasIndicationMethod",
    "hasJurisdiction",
    "hasLegalBasis",
    "hasLocation",
    "hasName",
    "hasNecessity",
    "hasNotice",
    "hasPersonalData",
    "hasProcess",
    "hasProcessing",
    "hasPurpose",
    "hasRecipient",
    "hasRight",
    "hasStorageCondition",
    "hasTechnicalMeasure",
    "isExercisedAt",
    "isIndicatedAtTime",
    "isIndicatedBy",
  ],
  "https://w3id.org/dpv/pd#": ["HomeLocation", "Household"],
  "https://w3id.org/dpv/loc#": ["BE", "DE", "FR"],
  "https://w3id.org/dpv/legal/eu/gdpr#": ["A15", "A16", "A17", "A18", "A20", "A21", "A6-1-a", "A7-3", "A77", "GDPR"],
  "http://purl.org/dc/terms/": [
    "conformsTo",
    "date",
    "description",
    "identifier",
    "isReplacedBy",
    "language",
    "provenance",
    "title",
  ],
  "http://www.w3.org/2004/02/skos/core#": ["broader"],
  "http://www.w3.org/1999/02/22-rdf-syntax-ns#": ["type", "value", "langString"],
  "http://www.w3.org/2001/XMLSchema#": ["date", "dateTime", "string"],
  "https://schema.org/": ["url"],
  "https://w3id.org/dpv/schema/dpv-27560#": ["record-eu-gdpr"],
};
