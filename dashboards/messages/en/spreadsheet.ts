import type { fr } from "../fr/spreadsheet.ts";

/** Names of the columns of a figure's file for a spreadsheet, by those that programs read, in English. */
export const en: typeof fr = {
  columns: {
    REF_AREA: "Place code",
    NAME: "Place",
    DOMAIN: "Domain",
    MEASURE: "Measure",
    STATISTIC: "Statistic",
    HOUSEHOLD_TYPE: "Kind of homes",
    TIME_PERIOD: "Period",
    OBS_VALUE: "Figure",
    CI_LOWER: "Margin, from",
    CI_UPPER: "Margin, to",
    UNIT_MEASURE: "Unit",
    HOMES: "Homes counted",
    HOMES_LOWER: "Homes, from",
    HOMES_UPPER: "Homes, to",
    OBS_STATUS: "Reliability (code)",
    CONF_STATUS: "Published or not (code)",
    REMARK: "Remark",
    METHOD: "Method (code)",
    SHARE: "Share of homes counted",
    CENSUS: "Share in the census",
  },
};
