import type { Verb } from "../verb.ts";
import { bench } from "./bench.ts";
import { breach } from "./breach.ts";
import { change } from "./change.ts";
import { demo } from "./demo.ts";
import { documents } from "./documents.ts";
import { donate } from "./donate.ts";
import { erase } from "./erase.ts";
import { exportSite } from "./export.ts";
import { init } from "./init.ts";
import { issuer } from "./issuer.ts";
import { ledger } from "./ledger.ts";
import { log } from "./log.ts";
import { partner } from "./partner.ts";
import { plan } from "./plan.ts";
import { read } from "./read.ts";
import { release } from "./release.ts";
import { revise } from "./revise.ts";
import { RIGHTS } from "./rights.ts";
import { serve } from "./serve.ts";
import { sql } from "./sql.ts";
import { status } from "./status.ts";
import { verify } from "./verify.ts";

/** Every verb of the command line, in the order in which a commons is lived. */
export const VERBS: readonly Verb[] = [
  demo,
  init,
  donate,
  read,
  plan,
  release,
  revise,
  change,
  status,
  erase,
  serve,
  exportSite,
  issuer,
  partner,
  ...RIGHTS,
  documents,
  breach,
  ledger,
  log,
  verify,
  sql,
  bench,
];
