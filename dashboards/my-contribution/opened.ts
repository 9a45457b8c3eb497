import type { Notice } from "../shared/data.ts";
import type { Lang } from "../shared/i18n.ts";
import type { Intake, IntakeReply } from "../shared/intake.ts";
import type { Trace } from "../shared/trace.ts";
import type { PublicCommons } from "../visit/commons.ts";
import type { FileReader } from "../visit/file-reader.ts";
import type { Contribution, HeldReading } from "./contribution.ts";
import type { MineWords } from "./words.ts";

/** A contribution that is open: its key is here, in memory, and nowhere else. */
export interface OpenContribution {
  readonly key: string;
  readonly held: Contribution;
  readonly lang: Lang;
  readonly words: MineWords;
  readonly commons: PublicCommons;
  readonly notice: Notice;
  readonly intake: Intake;
  readonly reader: FileReader;
  readonly trace: Trace;
  readonly now: () => Date;
  /** reads it anew and shows it, with a sentence that says what was done */
  readonly again: (said: string) => Promise<void>;
  /** says a refusal where actions are told */
  readonly say: (sentence: string, good: boolean) => void;
  /** the intake's answer, or its refusal said */
  readonly done: <T>(answer: IntakeReply<T>, said: string) => Promise<void>;
  /** nothing is left to show */
  readonly gone: (sentence: string) => void;
  /** forgets the key and all that it opened */
  readonly close: () => void;
}

/** A figure that is being put right; a figure that no consent covers can be erased, and not corrected. */
export interface Correcting {
  readonly reading: HeldReading;
  readonly counts: boolean;
}
