import { type Words, words } from "./document.ts";

/** What the software does whatever the settings say; each is an invariant of the architecture or a line of the threat model. */
export const SECURITY: readonly Words[] = [
  words(
    "chaque contribution est scellée sous une clé propre, elle-même enveloppée par la clé de l’opérateur, tenue hors du dossier du commun",
    "each contribution is sealed under a key of its own, itself wrapped by the operator’s key, which is kept outside the home",
  ),
  words(
    "la clé de contribution a 256 bits aléatoires ; le coffre n’en garde qu’une empreinte à clé",
    "the contribution key is 256 random bits; the vault keeps a keyed fingerprint of it alone",
  ),
  words(
    "le service public ne s’appuie que sur des publications figées : aucune requête n’atteint le coffre",
    "the public service stands on frozen releases alone: no request reaches the vault",
  ),
  words(
    "rien n’est tiré avant d’être inscrit, sur le disque, au journal du budget ; rien n’est tiré deux fois",
    "nothing is drawn before it stands, on the disk, in the privacy ledger; nothing is drawn twice",
  ),
  words(
    "aucune adresse de réseau n’est conservée ; le débit est limité en mémoire",
    "no network address is kept; rates are limited in memory",
  ),
  words(
    "toute publication porte les empreintes de ses fichiers et se vérifie seule",
    "each release carries the fingerprints of its files and can be verified by itself",
  ),
];
