import { BOUNDING } from "./bounding.mjs";
import { BUDGET } from "./budget.mjs";
import { EXCHANGE } from "./exchange.mjs";
import { NOISE } from "./noise.mjs";
import { PUBLISHED } from "./published.mjs";
import { RECORDS } from "./records.mjs";

export const MUTANTS = [...NOISE, ...BUDGET, ...BOUNDING, ...EXCHANGE, ...RECORDS, ...PUBLISHED];
