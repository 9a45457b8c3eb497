import { percentText } from "../shared/format.ts";
import { Rich } from "../shared/rich.tsx";
import { figureAt, homesAt, relationAt } from "./area-figures.ts";
import { LikeTheCensus } from "./portrait-participants.tsx";
import { atLower, type DistrictState, partsOf, placeWords } from "./shown.ts";

/** A part with a larger share of the counted homes than of the dwellings, both in percent. */
interface Outweighing {
  readonly code: string;
  readonly homes: number;
  readonly dwellings: number;
}

/**
 * The part that most outweighs its size: its share of the counted homes is furthest above its share of the dwellings, and more of its
 * dwellings are counted than of the whole, beyond the margins. Null: none does, or a figure of the whole is missing.
 */
export function outweighing({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">): Outweighing | null {
  const shares = { ...choice, statistic: "participation" as const };
  const [whole, dwellings] = [homesAt(atlas, choice, choice.area)?.value ?? 0, atlas.tree.get(choice.area)?.dwellings ?? 0];
  if (choice.type !== "_T" || whole <= 0 || dwellings <= 0) return null;
  const parts = partsOf({ atlas, choice }).flatMap((part): Outweighing[] => {
    const homes = homesAt(atlas, choice, part.code);
    if (homes === null || relationAt(atlas, shares, part.code, choice.area) !== "more") return [];
    return [{ code: part.code, homes: (100 * homes.value) / whole, dwellings: (100 * part.dwellings) / dwellings }];
  });
  const excess = ({ homes, dwellings: own }: Outweighing): number => homes - own;
  return parts.reduce<Outweighing | null>((most, one) => (most && excess(most) >= excess(one) ? most : one), null);
}

/** Whom the figures represent: the part that outweighs its size, and kinds of homes beside the census. */
export function Represented({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words } = shown;
  const most = outweighing(shown);
  const percent = (share: number): string => percentText(share, share < 10 ? 1 : 0, lang);
  return (
    <>
      {most === null || figureAt(atlas, choice, choice.area) === null ? null : (
        <section class="card">
          <h2>{words.represented.title}</h2>
          <p>
            <Rich
              text={words.represented.outweighing(atLower(atlas, most.code, lang), percent(most.homes), percent(most.dwellings))}
            />{" "}
            {words.represented.leans(placeWords(atlas, choice.area, lang))}
          </p>
        </section>
      )}
      <LikeTheCensus shown={shown} />
    </>
  );
}
