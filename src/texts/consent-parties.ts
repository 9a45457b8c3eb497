import type { Json } from "../contract/canonical.ts";
import { attesterOf } from "../contract/consent.ts";
import type { Consent } from "../contract/donation.ts";
import type { Facts } from "./facts.ts";
import { type JsonLdNode, NOT_STATED, urnOf } from "./jsonld.ts";
import type { Language } from "./page.ts";

export interface ConsentRecordInput {
  /** a UUID, from `recordId` */
  readonly id: string;
  readonly consent: Consent;
  /** The language of the notice that was shown; `und`, the code of ISO 639 for one that nobody knows. */
  readonly language: Language | "und";
  /** as they stood when the notice was shown */
  readonly facts: Facts;
  /** Where that notice is not known, the facts are those of this day, `YYYY-MM-DD`, instead. */
  readonly facts_of?: string;
  /** `YYYY-MM-DD`: an approval that is stated for a later day has not been given */
  readonly today: string;
  /** the record of the consent that came in its place, if one did */
  readonly replaced_by?: string;
}

/** A notice's version: the sha256 of its text. */
const DIGEST = /^[0-9a-f]{64}$/;

/**
 * Who says that there is a consent, and how. What an organisation attests is its word. For a person's own consent the form is
 * known where the notice that it names is one of the service's; elsewhere it is for the sender to show.
 */
export function indicationOf({ id, consent, facts_of }: ConsentRecordInput): JsonLdNode {
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
  if (facts_of !== undefined) {
    return {
      "@type": "dpv:ConsentGiven",
      "dpv:isIndicatedBy": person,
      "dpv:hasIndicationMethod": "as the contribution's sender says; which text and form were shown is not known to the service",
    };
  }
  return {
    "@type": ["dpv:ConsentGiven", "dpv:ExplicitlyExpressedConsent"],
    "dpv:isIndicatedBy": person,
    "dpv:hasIndicationMethod": "form of the service, one choice a topic, none made beforehand",
  };
}

/** What was shown: a notice of the service where its version is one, else a text that the sender names. */
export function noticeOf({ consent, language, facts_of }: ConsentRecordInput): JsonLdNode {
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

/** Who is named in a record: controller, authority, processors, and the organisation that attests. */
export function entitiesOf(urn: string, { operator, authority }: Facts, consent: Consent): Json {
  const organisation = attesterOf(consent);
  const { controller, contact, dpo, processors } = operator;
  const entity = (
    id: string,
    type: string,
    name: string,
    address: string | undefined,
    reach: string | undefined,
  ): JsonLdNode => ({
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
    ...(organisation === undefined ? [] : [entity(organisationId(urn), "dpv:ThirdParty", organisation, undefined, undefined)]),
  ];
}

export function processorId(urn: string, i: number): string {
  return `${urn}#processor-${i + 1}`;
}

function organisationId(urn: string): string {
  return `${urn}#organisation`;
}
