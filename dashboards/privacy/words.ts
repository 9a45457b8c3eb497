import { en as forecastEn } from "../messages/en/forecast.ts";
import { en as logEn } from "../messages/en/log.ts";
import { en as privacyEn } from "../messages/en/privacy.ts";
import { en as trustEn } from "../messages/en/trust.ts";
import { fr as forecastFr } from "../messages/fr/forecast.ts";
import { fr as logFr } from "../messages/fr/log.ts";
import { fr as privacyFr } from "../messages/fr/privacy.ts";
import { fr as trustFr } from "../messages/fr/trust.ts";
import { translated } from "../shared/i18n.ts";

export type PrivacyWords = typeof privacyFr;
export type LogWords = typeof logFr;

/** Texts of the page Confiance: first for everybody, then for those who check. */
export const TRUST = translated(trustFr, trustEn);
export const PRIVACY = translated(privacyFr, privacyEn);
export const LOG = translated(logFr, logEn);
export const FORECAST = translated(forecastFr, forecastEn);
