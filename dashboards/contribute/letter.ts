import type { Lang } from "../shared/i18n.ts";
import type { Holder } from "./holders.ts";

/**
 * A letter that asks for access and portability (GDPR art. 15 and 20), with blanks, so that nobody types a name or contract
 * number into the page. The answer is due within a month (art. 12(3)) and free (art. 12(5)).
 */
export function letterOf({ name, records }: Holder, lang: Lang): string {
  if (lang === "en")
    return `[Your first and last name]
[Your address]
[Your customer or contract number]

To the data protection officer
${name.en}: [name and address]

[Place], [date]

Subject: access to my personal data and their portability (GDPR, articles 15 and 20)

Dear Sir or Madam,

Under articles 15 and 20 of Regulation (EU) 2016/679, I ask you for a copy of the personal data that you hold about me, and in particular of ${records.en}.

Please send those that I have provided, and those that my use of the service has produced, in a structured, commonly used and machine-readable format (CSV or JSON), with the units and the meaning of each field.

Article 12 gives you one month from receipt of this letter to answer, free of charge. If you have doubts about my identity, tell me what you need to remove them; please do not ask for more than is necessary.

If you are not the right department, please pass this letter on to your data protection officer.

Yours faithfully,

[Signature]
`;
  return `[Prénom et nom]
[Adresse]
[Numéro de client ou de contrat]

À l’attention du délégué à la protection des données
${name.fr} : [nom et adresse]

[Lieu], le [date]

Objet : accès à mes données personnelles et portabilité (RGPD, articles 15 et 20)

Madame, Monsieur,

En application des articles 15 et 20 du règlement (UE) 2016/679, je vous demande une copie des données personnelles que vous détenez sur moi, et en particulier ${records.fr}.

Merci de me remettre celles que j’ai fournies, et celles que mon usage du service a produites, dans un format structuré, couramment utilisé et lisible par machine (CSV ou JSON), avec les unités et le sens de chaque champ.

L’article 12 vous donne un mois à compter de la réception de cette lettre pour me répondre, gratuitement. Si vous avez un doute sur mon identité, dites-moi ce qu’il vous faut pour le lever, sans demander plus que nécessaire.

Si vous n’êtes pas le bon service, merci de transmettre cette lettre à votre délégué à la protection des données.

Je vous prie d’agréer, Madame, Monsieur, l’expression de mes salutations distinguées.

[Signature]
`;
}
