// Tables for queries, example questions, and results as CSV and JSON. Runs in a browser.

export { AREAS, MEASURES_TABLE, QUERY_TABLES, RELEASE_COLUMN } from "./columns.ts";
export { type Example, type ExampleSubject, examplesFor, sqlText } from "./examples.ts";
export { distinctNames, type ExactValue, type Result, resultCsv, resultJson, resultObjects } from "./results.ts";
