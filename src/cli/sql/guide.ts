import type { DescribedTable } from "../../contract/tables.ts";
import { type ExampleSubject, examplesFor, QUERY_TABLES } from "../../texts/sql/index.ts";
import { columns } from "../verb.ts";
import type { Subject } from "./open.ts";

/** The tables to query: without a territory there is no `areas`. */
function tablesOf({ areas }: Subject): readonly DescribedTable[] {
  return QUERY_TABLES.filter(({ name }) => areas !== null || name !== "areas");
}

/** What the examples are about: the first measure of a yearly release (or else of the newest), at the middle level. */
function subjectOf({ releases }: Subject): ExampleSubject | null {
  const release = releases.find(({ manifest }) => manifest.step === "year") ?? releases.at(-1);
  const measure = release?.manifest.measures[0];
  if (!release || !measure) return null;
  const levels = new Set(release.observations.text.AREA_LEVEL?.values);
  const known = release.manifest.territory.levels.filter((level) => levels.has(level));
  const level = known[Math.min(1, known.length - 1)] ?? "";
  return { domain: measure.domain, measure: measure.measure, period: release.manifest.period, level };
}

function examplesOf(subject: Subject) {
  const about = subjectOf(subject);
  const present = new Set(tablesOf(subject).map(({ name }) => name));
  return about === null ? [] : examplesFor(about).filter(({ sql }) => present.has("areas") || !/\bareas\b/.test(sql));
}

/** A guide: tables, columns and example queries. */
export function schemaText(subject: Subject): string {
  const tables = tablesOf(subject).map(({ name, about, columns: list }) =>
    [`${name}: ${about.en}`, columns(list.map((column) => [`  ${column.name}`, column.type, column.about.en]))].join("\n"),
  );
  const examples = examplesOf(subject).map(({ title, sql }) => `-- ${title.en}\n${sql};`);
  return [...tables, "Questions to begin with:", ...examples].join("\n\n");
}

export function schemaJson(subject: Subject) {
  return {
    releases: subject.releases.map(({ id }) => id),
    tables: tablesOf(subject),
    examples: examplesOf(subject).map(({ id, title, sql }) => ({ id, title, sql })),
  };
}
