import { contributing } from "./contributing.ts";
import { registerTraces } from "./traces.ts";
import { registerWhole } from "./whole.ts";

contributing("contributing, in a browser: from a file to a withdrawal, and what stays of it", (subject, behind) => {
  registerWhole(subject, behind);
  registerTraces(subject);
});
