import { STEPS, type Step, stepWithin } from "../contract/period.ts";

type Frequency = Step | "never";

/**
 * How often a level is published, in words: at its own step, and with every longer one at which another level is, because a
 * publication has the levels of its step and of shorter ones.
 *
 * @param texts phrases by name
 */
export function frequencyText(
  frequency: Frequency,
  levels: readonly { readonly frequency: Frequency }[],
  texts: Readonly<Record<string, string | undefined>>,
): string {
  const steps = STEPS.filter(
    (step) => frequency !== "never" && stepWithin(frequency, step) && levels.some((one) => one.frequency === step),
  );
  return (steps.length === 0 ? [frequency] : steps).map((step) => texts[`frequency.${step}`]).join(", ");
}
