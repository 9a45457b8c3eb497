import { contributing } from "./contributing.ts";
import { registerRefused } from "./refused.ts";

contributing("contributing, in a browser: when the answer is no, or does not come", registerRefused);
