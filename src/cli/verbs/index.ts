import type { Verb } from "../verb.ts";
import { bench } from "./bench.ts";
import { change } from "./change.ts";
import { demo } from "./demo.ts";
import { donate } from "./donate.ts";
import { init } from "./init.ts";
import { ledger } from "./ledger.ts";
import { plan } from "./plan.ts";
import { read } from "./read.ts";
import { release } from "./release.ts";
import { revise } from "./revise.ts";
import { RIGHTS } from "./rights.ts";
import { serve } from "./serve.ts";
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
  serve,
  ...RIGHTS,
  ledger,
  verify,
  bench,
];
