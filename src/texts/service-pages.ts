import { ENFORCEMENT } from "../contract/operator.ts";
import { conformityOf, isInFrance, standardOf } from "../contract/public-service.ts";
import type { Settings } from "../contract/settings.ts";
import { writePage } from "./documents.ts";
import type { Language, TextPage, Texts } from "./page.ts";
import { copiedView } from "./view.ts";

/** The pages that a public service must have about itself, by the name of their text. */
export const SERVICE_PAGES = ["accessibility", "legal"] as const;
export type ServicePage = (typeof SERVICE_PAGES)[number];

/**
 * The accessibility statement (directive (EU) 2016/2102; in France RGAA 4.1) or the legal notice. Both show what the operator
 * stated, and say where nothing was stated.
 */
export function servicePage(texts: Texts, id: ServicePage, settings: Settings, language: Language): TextPage {
  return writePage(texts, id, language, (id === "legal" ? legalView : accessibilityView)(settings, language));
}

function legalView(settings: Settings, language: Language) {
  const { controller, publication } = settings;
  const host = publication?.host;
  const contact = controller?.contact ?? settings.contact ?? null;
  const telephone = publication?.telephone ?? null;
  const director = publication?.director ?? null;
  const { name: publisher, legal_form, website } = controller ?? {};
  return {
    name: settings.name[language],
    sample: settings.sample,
    /** whether a table has more to say than the name of the site */
    publisher: [publisher, legal_form, website, contact, telephone, director].some(Boolean),
    controller: {
      name: controller?.name ?? null,
      address: controller?.address ?? null,
      registration: controller?.registration ?? null,
      legal_form: controller?.legal_form ?? null,
      website: controller?.website ?? null,
    },
    contact,
    telephone,
    director,
    unstated: [controller?.name, controller?.address, controller?.legal_form, contact, telephone, director].some(
      (answer) => !answer,
    ),
    host: host ? { name: host.name, address: host.address ?? null, telephone: host.telephone ?? null } : null,
    source_code: settings.source_code ?? null,
    origin: settings.origin?.[language] ?? null,
    maps: settings.maps ? mapsView(settings.maps, language) : null,
    copied: copiedView(settings.origin ?? null, language),
    in_france: isInFrance(settings),
  };
}

/** What outlines and background were taken from, each without a full stop; null: not stated. */
function mapsView({ outlines, background }: NonNullable<Settings["maps"]>, language: Language) {
  const said = (part: typeof outlines) => part?.[language].replace(/\.$/, "") ?? null;
  return { outlines: said(outlines), background: said(background) };
}

function accessibilityView(settings: Settings, language: Language) {
  const { accessibility, controller } = settings;
  const audit = accessibility?.audit;
  const conformity = conformityOf(settings);
  const enforcement = accessibility?.enforcement;
  const pointsIn = (points: readonly { fr: string; en: string }[] | undefined) => listOf(points?.map((point) => point[language]));
  return {
    name: settings.name[language],
    sample: settings.sample,
    standard: standardOf(settings),
    audit: audit
      ? {
          day: longDay(audit.at, language),
          by: audit.by,
          // The rate is not rounded: rounding up could claim that everything is met.
          rate: language === "fr" ? String(audit.rate).replace(".", ",") : String(audit.rate),
          is_full: conformity === "full",
          is_partial: conformity === "partial",
          is_none: conformity === "none",
          pages: listOf(audit.pages),
          tools: listOf(audit.tools),
        }
      : null,
    all_met: conformity === "full",
    not_conform: pointsIn(accessibility?.not_conform),
    disproportionate: pointsIn(accessibility?.disproportionate),
    exempt: pointsIn(accessibility?.exempt),
    contact: accessibility?.contact ?? null,
    publisher: { reach: controller?.contact ?? settings.contact ?? null },
    plan: accessibility?.plan ?? null,
    established: accessibility?.established_at ? longDay(accessibility.established_at, language) : null,
    in_france: isInFrance(settings),
    defender: enforcement === undefined && isInFrance(settings) ? ENFORCEMENT : null,
    enforcement: enforcement
      ? { name: enforcement.name, address: enforcement.address ?? null, url: enforcement.url ?? null }
      : null,
  };
}

function listOf(items: readonly string[] | undefined) {
  return items === undefined || items.length === 0 ? null : { each: items.map((value) => ({ value })) };
}

function longDay(day: string, language: Language): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(language === "fr" ? "fr-FR" : "en-GB", {
    dateStyle: "long",
    timeZone: "UTC",
  });
}
