import type { fr } from "../fr/spreadsheet.ts";

/** Names of the columns of a figure's file for a spreadsheet, by those that programs read, and words for codes, in English. */
export const en: typeof fr = {
  columns: {
    REF_AREA: "Place code",
    NAME: "Place",
    MEASURE: "Topic",
    STATISTIC: "Which figure",
    HOUSEHOLD_TYPE: "Type",
    TIME_PERIOD: "Period",
    OBS_VALUE: "Figure",
    CI_LOWER: "From",
    CI_UPPER: "To",
    UNIT_MEASURE: "Unit",
    HOMES: "Number counted",
    HOMES_LOWER: "Counted: from",
    HOMES_UPPER: "Counted: to",
    COMPARED: "Beside the whole",
    LOWER: "Bar from",
    UPPER: "Bar to",
    OBS_STATUS: "Remark",
    REMARK: "Remark",
    SHARE: "Share of those counted",
    CENSUS: "Share in the census",
  },
  all: "all",
  statistics: {
    MEAN: "on average",
    TOTAL: "total",
    COUNT: "number counted",
    BAR: "homes of the bar",
    P10: "one in ten below",
    P25: "25% below",
    P50: "in the middle",
    P75: "25% above",
    P90: "one in ten above",
    PARTICIPATION: "share of dwellings counted",
  },
  asPublished: "Numbers as published. The page rounds them to what their margin allows.",
  /** by status: of a figure, and by confidentiality where there is none */
  remarks: {
    unsure: "to be read with care",
    belowZero: "below zero by noise alone",
    withheld: { A: "not enough homes", D: "not published, as it would give another away", F: "too imprecise" } as Readonly<
      Record<string, string>
    >,
  },
};
