import { contributing } from "./contributing.ts";
import { registerLarge } from "./large.ts";
import { registerPeople } from "./people.ts";

contributing("contributing, in a browser: by everybody, and with a large file", (subject) => {
  registerPeople(subject);
  registerLarge(subject);
});
