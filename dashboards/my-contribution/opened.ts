import type { Catalog, Notice } from "../shared/data.ts";
import type { Lang } from "../shared/i18n.ts";
import type { Answered, Intake } from "../shared/intake.ts";
import type { Contribution } from "./contribution.ts";
import type { MineWords } from "./words.ts";

/** A contribution that is open: its key is here, in memory, and nowhere else. */
export interface Opened {
  readonly key: string;
  readonly held: Contribution;
  readonly lang: Lang;
  readonly words: MineWords;
  readonly catalog: Catalog;
  readonly notice: Notice;
  readonly intake: Intake;
  readonly now: () => Date;
  /** reads it anew and shows it, with a sentence of what was done */
  readonly again: (said: string) => Promise<void>;
  /** says a refusal where actions are told */
  readonly say: (sentence: string, good: boolean) => void;
  /** the intake's answer, or its refusal said */
  readonly done: <T>(answer: Answered<T>, said: string) => Promise<void>;
  /** nothing is left to show */
  readonly gone: (sentence: string) => void;
}
