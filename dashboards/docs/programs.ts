import type { Lang } from "../shared/i18n.ts";

/** A program that reads the data, ready to be pasted. */
export interface Program {
  readonly language: string;
  readonly text: string;
}

/** Tells whether a program is in a language that most readers of the data write; the others are one tap further. */
export const isFirst = ({ language }: Program): boolean => language === "R" || language === "Python";

/** The subject of the programs: the means of a measure at a level and period. */
export interface ProgramSubject {
  readonly domain: string;
  readonly measure: string;
  readonly period: string;
  readonly level: string;
}

/** Columns that are empty in a withheld row, as a list in R and Python. */
const VALUES = '"OBS_VALUE", "CI_LOWER", "CI_UPPER"';

/** Comments in the programs. */
const COMMENTS = {
  fr: {
    text: "Les codes restent du texte : R lirait le code F comme FALSE.",
    empty: "Une valeur vide n’est jamais un zéro : CONF_STATUS dit pourquoi.",
    none: "Une valeur null n’est jamais un zéro : CONF_STATUS dit pourquoi.",
    first: "d’abord : ",
  },
  en: {
    text: "Codes stay text: R would read the code F as FALSE.",
    empty: "An empty value is never a zero: CONF_STATUS says why.",
    none: "A null value is never a zero: CONF_STATUS says why.",
    first: "first: ",
  },
} as const;

/** The codes of a subject's means of all homes, by column. */
const codesOf = ({ measure, period, level }: ProgramSubject) => {
  return { MEASURE: measure, STATISTIC: "MEAN", AREA_LEVEL: level, HOUSEHOLD_TYPE: "_T", TIME_PERIOD: period };
};

/** Address of the subject's rows in the API. `base` is the site's address with a trailing slash. */
export function recordsAddress(subject: ProgramSubject, base: string): string {
  const address = new URL(`v1/datasets/${encodeURIComponent(subject.domain)}/records`, base);
  for (const [column, code] of Object.entries(codesOf(subject))) address.searchParams.set(column, code);
  return address.href;
}

/**
 * The same question in each language, without packages: the published means of all counted homes. Tests run each program
 * where its language is available, and compare the results. `base` is the site's address with a trailing slash; `files`: the site
 * has only plain files, which answer no query.
 */
export function programs(subject: ProgramSubject, base: string, files: boolean, lang: Lang = "en"): Program[] {
  const said = COMMENTS[lang];
  const records = recordsAddress(subject, base);
  const wanted = codesOf(subject);
  const id = encodeURIComponent(subject.domain);
  const file = (format: string) => new URL(`v1/datasets/${id}/exports/${id}.${format}`, base).href;
  const [csv, parquet] = [JSON.stringify(file("csv")), file("parquet")];
  const filters = Object.entries(wanted);
  return [
    { language: "curl", text: files ? `curl '${file("json")}'` : `curl '${records}'` },
    {
      language: "R",
      text: `# ${said.text}
rows <- read.csv(${csv}, colClasses = "character", na.strings = "")
values <- c(${VALUES})
rows[values] <- lapply(rows[values], as.numeric)
rows <- subset(rows, ${filters.map(([column, code]) => `${column} == ${JSON.stringify(code)}`).join(" & ")})
# ${said.empty}
print(na.omit(rows[c("REF_AREA", values)]), row.names = FALSE)`,
    },
    {
      language: "Python",
      text: `import csv, io, urllib.request

with urllib.request.urlopen(${csv}) as answer:
    rows = csv.DictReader(io.StringIO(answer.read().decode("utf-8")))
    wanted = ${JSON.stringify(wanted)}
    for row in rows:
        values = [row[column] for column in [${VALUES}]]
        # ${said.empty}
        if all(row[column] == code for column, code in wanted.items()) and all(values):
            print(row["REF_AREA"], *map(float, values))`,
    },
    {
      language: "JavaScript",
      text: files
        ? `const answer = await fetch(${JSON.stringify(file("json"))});
const wanted = Object.entries(${JSON.stringify(wanted)});
for (const row of await answer.json()) {
  // ${said.none}
  if (wanted.every(([column, code]) => row[column] === code) && row.OBS_VALUE !== null)
    console.log(row.REF_AREA, row.OBS_VALUE, row.CI_LOWER, row.CI_UPPER);
}`
        : `const answer = await fetch(${JSON.stringify(records)});
const { rows } = await answer.json();
for (const row of rows) {
  // ${said.none}
  if (row.OBS_VALUE !== null) console.log(row.REF_AREA, row.OBS_VALUE, row.CI_LOWER, row.CI_UPPER);
}`,
    },
    {
      language: "DuckDB",
      text: `-- ${said.first}curl -o data.parquet '${parquet}'
SELECT REF_AREA, OBS_VALUE, CI_LOWER, CI_UPPER
FROM read_parquet('data.parquet')
WHERE ${filters.map(([column, code]) => `${column} = '${code.replaceAll("'", "''")}'`).join("\n  AND ")}
  AND OBS_VALUE IS NOT NULL;`,
    },
  ];
}

/**
 * The means of a measure everywhere, with packages that read SDMX; both ask for SDMX-ML. Only a portal answers them. `base` is
 * the site's address with a trailing slash.
 */
export function sdmxPrograms({ domain, measure, period }: ProgramSubject, base: string): Program[] {
  const data = new URL(`sdmx/data/dataflow/*/${domain}/*/*.${measure}.MEAN.*._T`, base);
  data.searchParams.set("c[TIME_PERIOD]", period);
  const address = JSON.stringify(data.href);
  return [
    {
      language: "R (rsdmx)",
      text: `library(rsdmx)
rows <- as.data.frame(readSDMX(${address}))
print(na.omit(rows[c("REF_AREA", ${VALUES})]), row.names = FALSE)`,
    },
    {
      language: "Python (sdmx1)",
      text: `import sdmx

answer = sdmx.read_url(${address}, headers={"Accept": "application/xml"})
print(sdmx.to_pandas(answer).dropna())`,
    },
  ];
}
