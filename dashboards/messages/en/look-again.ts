import type { fr } from "../fr/look-again.ts";

export const en: typeof fr = {
  title: "Look again",
  text: (day) => `Around ${day}: a reminder in your calendar, made here, and nothing is sent.`,
  go: "Remind me in three months",
  saved: "Calendar file saved: open it to add it.",
  summary: (name) => `${name}: does it take contributions?`,
  description: (address) => `See whether “Contribute” stands at the top of the page: ${address}`,
};
