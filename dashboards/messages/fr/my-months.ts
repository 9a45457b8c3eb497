/** The words of one’s own months beside others', in French. */
export const fr = {
  title: "Mes mois",
  same: (quarters: boolean) => `À côté des mêmes foyers, ${quarters ? "trimestre par trimestre" : "mois par mois"}.`,
  subtitle: (group: string, before: boolean, quarters: boolean) =>
    `Mes mois à côté ${quarters ? "des trimestres" : "de ceux"} des ${group}, là où ils sont publiés${before ? ", et de mon année d’avant" : ""}.`,
  alone: (centre: string, period: string) => `Le trait : ${centre} sur l’année ${period}.`,
  elsewhere: (group: string) => `Trop peu de mois des ${group} sont publiés pour être montrés ici.`,
  unpublished: "Aucun mois des autres n’est encore publié.",
  level: { P50: "le milieu et sa marge, sur l’année", MEAN: "la moyenne et sa marge, sur l’année" },
  label: "Mes mois, et ceux des autres là où ils sont publiés.",
  unchanged: (n: number) => (n === 1 ? "Autant que le même mois un an avant" : `Autant que les ${n} mêmes mois un an avant`),
  change: (sign: string, share: string, n: number) => `${sign} sur ${n} mois, par rapport aux mêmes mois un an avant (${share})`,
  /** the months above and below others’ middle or mean, as `de janvier à mars`; null: none */
  sides: (centre: string, above: string | null, below: string | null) =>
    `${[...(above === null ? [] : [`plus que ${centre} ${above}`]), ...(below === null ? [] : [`moins${above === null ? ` que ${centre}` : ""} ${below}`])].join(" ; ")}.`,
  cold: ", sans tenir compte du froid",
};
