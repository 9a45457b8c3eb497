import type { Labels } from "../../domains/index.ts";

/** An example question about a release's tables, in words and in SQL. */
export interface Example {
  readonly id: string;
  readonly title: Labels;
  readonly sql: string;
  /** tables besides `observations`, `areas` and `measures` */
  readonly needs: readonly string[];
}

/** The measure, period and level that the examples are about; the releases must have them. */
export interface ExampleSubject {
  readonly domain: string;
  readonly measure: string;
  readonly period: string;
  /** level of the areas to list */
  readonly level: string;
  /** an earlier period of the same length, where there is one */
  readonly before?: string | undefined;
}

/** A text as SQL writes it. */
export const sqlText = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * Two releases joined: the change of each area, with its own margin. Each release has its own noise; the margins of a mean are not alike on
 * both sides, and a difference has each end from those that make it (Zou and Donner 2008).
 */
function changeBetween(cell: string, level: string, before: string, period: string): Example {
  return {
    id: "change",
    title: {
      fr: `Écart de ${before} à ${period} par territoire, avec sa propre marge`,
      en: `Change from ${before} to ${period} by area, with its own margin`,
    },
    needs: [],
    sql: `WITH mean AS (
  SELECT *, OBS_VALUE - CI_LOWER AS BELOW, CI_UPPER - OBS_VALUE AS ABOVE
  FROM observations JOIN areas USING (REF_AREA, AREA_LEVEL)
  WHERE ${cell}
    AND STATISTIC = 'MEAN' AND HOUSEHOLD_TYPE = '_T' AND AREA_LEVEL = ${sqlText(level)}
    -- U: to be read with care
    AND OBS_STATUS <> 'U' AND OBS_VALUE IS NOT NULL
), change AS (
  SELECT new.NAME, new.OBS_VALUE - old.OBS_VALUE AS DIFFERENCE,
    -- each end by Zou and Donner: https://doi.org/10.1002/sim.3095
    sqrt(new.BELOW ** 2 + old.ABOVE ** 2) AS BELOW,
    sqrt(new.ABOVE ** 2 + old.BELOW ** 2) AS ABOVE, new.UNIT_MEASURE
  FROM mean AS new JOIN mean AS old USING (REF_AREA)
  WHERE new.TIME_PERIOD = ${sqlText(period)} AND old.TIME_PERIOD = ${sqlText(before)}
)
SELECT NAME, round(DIFFERENCE, 2) AS OBS_VALUE,
  round(DIFFERENCE - BELOW, 2) AS CI_LOWER, round(DIFFERENCE + ABOVE, 2) AS CI_UPPER, UNIT_MEASURE
FROM change
ORDER BY OBS_VALUE DESC`,
  };
}

/**
 * The mean of places, each by its dwellings, beside the whole as counted. Ends are weighted as the means are, which holds whatever
 * their errors share: the deviation of a sum is at most the sum of deviations.
 */
function weighedByDwellings(cell: string, level: string, period: string): Example {
  return {
    id: "weighted",
    title: {
      fr: "Moyenne des territoires pondérée par leurs logements, à côté de l’ensemble tel que compté",
      en: "Mean of the areas weighted by their dwellings, beside the whole as counted",
    },
    needs: [],
    sql: `WITH mean AS (
  SELECT * FROM observations JOIN areas USING (REF_AREA, AREA_LEVEL)
  WHERE ${cell}
    AND STATISTIC = 'MEAN' AND HOUSEHOLD_TYPE = '_T' AND TIME_PERIOD = ${sqlText(period)}
), place AS (
  SELECT * FROM mean WHERE AREA_LEVEL = ${sqlText(level)} AND DWELLINGS > 0
)
SELECT
  round(sum(OBS_VALUE * DWELLINGS) / sum(DWELLINGS), 2) AS OBS_VALUE,
  round(sum(CI_LOWER * DWELLINGS) / sum(DWELLINGS), 2) AS CI_LOWER,
  round(sum(CI_UPPER * DWELLINGS) / sum(DWELLINGS), 2) AS CI_UPPER,
  -- the share of dwellings whose area has a figure: the others are not in this mean
  round(100 * sum(DWELLINGS) / (SELECT sum(DWELLINGS) FROM place), 1) AS PERCENT_OF_DWELLINGS,
  (SELECT round(OBS_VALUE, 2) FROM mean WHERE PARENT IS NULL) AS AS_COUNTED
FROM place
WHERE OBS_VALUE IS NOT NULL`,
  };
}

/**
 * Example queries to begin with. Each keeps withheld cells apart, shows margins beside values, and sums nothing that must not be
 * summed. Tests run them in the browser's DuckDB and in the command line's.
 *
 * Long, for it is a table of queries.
 */
export function examplesFor({ domain, measure, period, level, before }: ExampleSubject): readonly Example[] {
  const cell = `DOMAIN = ${sqlText(domain)} AND MEASURE = ${sqlText(measure)}`;
  return [
    {
      id: "ranking",
      title: {
        fr: "Moyennes par territoire, de la plus haute à la plus basse, avec leur marge",
        en: "Means by area, from the highest to the lowest, with their margin",
      },
      needs: [],
      sql: `SELECT NAME, OBS_VALUE, CI_LOWER, CI_UPPER, UNIT_MEASURE, OBS_STATUS
FROM observations JOIN areas USING (REF_AREA, AREA_LEVEL)
WHERE ${cell}
  AND STATISTIC = 'MEAN' AND HOUSEHOLD_TYPE = '_T'
  AND AREA_LEVEL = ${sqlText(level)} AND TIME_PERIOD = ${sqlText(period)}
  AND OBS_VALUE IS NOT NULL
ORDER BY OBS_VALUE DESC`,
    },
    {
      id: "withheld",
      title: {
        fr: "Combien de chiffres sont publiés, par niveau, et pourquoi pas les autres",
        en: "How many figures are published, by level, and why the others are not",
      },
      needs: [],
      sql: `SELECT AREA_LEVEL, HOUSEHOLD_TYPE = '_T' AS ALL_HOMES,
  count(*) FILTER (WHERE OBS_VALUE IS NOT NULL) AS PUBLISHED,
  count(*) FILTER (WHERE OBS_STATUS = 'U') AS READ_WITH_CARE,
  count(*) FILTER (WHERE CONF_STATUS = 'A') AS NOT_ENOUGH_HOMES,
  count(*) FILTER (WHERE CONF_STATUS = 'D') AS HELD_BACK
FROM observations
WHERE ${cell} AND STATISTIC = 'MEAN' AND TIME_PERIOD = ${sqlText(period)}
GROUP BY ALL
ORDER BY ALL`,
    },
    {
      id: "trend",
      title: { fr: "Évolution de la moyenne du plus grand territoire", en: "Trend of the mean of the whole territory" },
      needs: [],
      sql: `WITH mean AS (
  SELECT *, regexp_replace(TIME_PERIOD, '[0-9]+', '', 'g') AS STEP
  FROM observations JOIN areas USING (REF_AREA)
  WHERE ${cell}
    AND STATISTIC = 'MEAN' AND HOUSEHOLD_TYPE = '_T' AND PARENT IS NULL
)
SELECT TIME_PERIOD, OBS_VALUE, CI_LOWER, CI_UPPER, UNIT_MEASURE
FROM mean
WHERE STEP = (SELECT mode(STEP) FROM mean)
ORDER BY TIME_PERIOD`,
    },
    ...(before === undefined ? [] : [changeBetween(cell, level, before, period)]),
    {
      id: "differences",
      title: {
        fr: "Territoires dont la marge ne touche pas celle de l’ensemble",
        en: "Areas whose margin does not meet that of the whole",
      },
      needs: [],
      sql: `WITH mean AS (
  SELECT * FROM observations JOIN areas USING (REF_AREA, AREA_LEVEL)
  WHERE ${cell}
    AND STATISTIC = 'MEAN' AND HOUSEHOLD_TYPE = '_T' AND TIME_PERIOD = ${sqlText(period)}
    -- U: to be read with care
    AND OBS_STATUS <> 'U'
)
SELECT mean.NAME, mean.AREA_LEVEL, mean.OBS_VALUE, mean.CI_LOWER, mean.CI_UPPER, mean.UNIT_MEASURE,
  whole.CI_LOWER AS WHOLE_LOWER, whole.CI_UPPER AS WHOLE_UPPER
FROM mean JOIN mean AS whole ON whole.PARENT IS NULL
WHERE mean.CI_UPPER < whole.CI_LOWER OR mean.CI_LOWER > whole.CI_UPPER
ORDER BY mean.OBS_VALUE`,
    },
    weighedByDwellings(cell, level, period),
    {
      id: "participation",
      title: {
        fr: "Foyers comptés, en part des logements",
        en: "Homes counted, as a share of dwellings",
      },
      needs: [],
      sql: `SELECT NAME, round(100 * OBS_VALUE / DWELLINGS, 1) AS PERCENT, OBS_VALUE AS HOMES, DWELLINGS
FROM observations JOIN areas USING (REF_AREA, AREA_LEVEL)
WHERE ${cell} AND AREA_LEVEL = ${sqlText(level)}
  AND STATISTIC = 'COUNT' AND HOUSEHOLD_TYPE = '_T' AND TIME_PERIOD = ${sqlText(period)}
  AND OBS_VALUE IS NOT NULL AND DWELLINGS > 0
ORDER BY PERCENT DESC`,
    },
    {
      id: "noise",
      title: {
        fr: "Le flou : écart type de chaque nombre de foyers publié",
        en: "The noise: standard deviation of each published count of homes",
      },
      needs: ["measurements"],
      sql: `SELECT AREA_LEVEL, REF_AREA, TIME_PERIOD, NOISY,
  round(sqrt(CAST(VARIANCE_NUM AS DOUBLE) / CAST(VARIANCE_DEN AS DOUBLE)), 2) AS SIGMA
FROM measurements
WHERE ${cell} AND QUANTITY = 'COUNT' AND HOUSEHOLD_TYPE = '_T'
ORDER BY TIME_PERIOD, AREA_LEVEL, REF_AREA`,
    },
  ];
}
