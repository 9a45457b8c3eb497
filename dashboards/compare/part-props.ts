import type { Lang } from "../shared/i18n.ts";
import type { PublicCommons } from "../visit/commons.ts";
import type { OwnMark } from "./reckoned.ts";
import type { TopicAnswer } from "./topic-answer.ts";

/** Props shared by the parts of a card. */
export interface PartProps {
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
  readonly lang: Lang;
  readonly width: number;
  /** unique in the page */
  readonly id: string;
  /** the visitor's mark, where it is not the figure as it was given */
  readonly mark?: OwnMark | null;
}
