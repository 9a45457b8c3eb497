import type { Labels } from "../domains/index.ts";
import type { FileReport } from "./report.ts";

/** What amounts so often tell about a home, from the finest on: `minutes` is the longest interval of which it is said. */
const GRAINS: readonly { readonly minutes: number; readonly says: Labels }[] = [
  {
    minutes: 60,
    says: {
      fr: "À ce pas, on lit les levers, les couchers, les repas, les absences et l’usage de certains appareils.",
      en: "At this step one reads when people get up and go to bed, meals, absences, and the use of some appliances.",
    },
  },
  {
    minutes: 25 * 60,
    says: {
      fr: "Jour par jour, on lit les vacances, les absences et le rythme de la semaine.",
      en: "Day by day one reads holidays, absences, and the rhythm of the week.",
    },
  },
  {
    minutes: Number.POSITIVE_INFINITY,
    says: {
      fr: "Ces totaux disent l’ordre de grandeur et les saisons du foyer.",
      en: "These totals tell the size and the seasons of the home's use.",
    },
  },
];

/** What the file would tell about its home to whoever had it whole. A file without an interval holds totals. */
export function revealedBy({ finest }: Pick<FileReport, "finest">): Labels {
  const grain = GRAINS.find(({ minutes }) => (finest ?? Number.POSITIVE_INFINITY) <= minutes) ?? GRAINS[2];
  return (grain as (typeof GRAINS)[number]).says;
}
