import { type ExampleSubject, sqlText } from "../../src/texts/sql/index.ts";
import type { Engine } from "./engine.ts";

/** The same subject at the level that has most of its published means: at another the first question may find two figures. */
export async function fullestLevel(engine: Engine, subject: ExampleSubject): Promise<ExampleSubject> {
  const { domain, measure, period } = subject;
  const { rows } = await engine.query(
    `SELECT AREA_LEVEL FROM observations
WHERE DOMAIN = ${sqlText(domain)} AND MEASURE = ${sqlText(measure)} AND TIME_PERIOD = ${sqlText(period)}
  AND STATISTIC = 'MEAN' AND HOUSEHOLD_TYPE = '_T' AND OBS_VALUE IS NOT NULL
GROUP BY ALL ORDER BY count(*) DESC LIMIT 1`,
    1,
  );
  const level = rows[0]?.[0];
  return typeof level === "string" ? { ...subject, level } : subject;
}
