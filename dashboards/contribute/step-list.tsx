import type { ContributeWords } from "./words.ts";

interface StepListProps {
  readonly words: ContributeWords;
  readonly titles: readonly string[];
  /** index of the current step */
  readonly step: number;
}

/** The steps of a contribution, with the current one marked. */
export function StepList({ words, titles, step }: StepListProps) {
  return (
    <ol class="steps" aria-label={words.stepsLabel}>
      {titles.map((name, i) => (
        <li key={name} class={i < step ? "past" : undefined} aria-current={i === step ? "step" : undefined}>
          <span aria-hidden="true">{i + 1}</span>
          <b>{name}</b>
        </li>
      ))}
    </ol>
  );
}
