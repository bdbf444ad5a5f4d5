import { type Bilingual } from '@vigie/seeds/catalogue';
import { type AnswerHead } from '../series/formats/answer-head.js';

/** What a reader of a package needs to know, in each language. */
export function readmeOf(head: AnswerHead, link: string, publicUrl: string): Bilingual {
  const { measure, edition, citation, reference, row_count: rows } = head;
  const { simulated } = edition.source;
  const [year = '', month = '', day = ''] = edition.feed_day.split('-');
  return {
    fr: `${simulated ? 'DONNÉES SIMULÉES : aucun de ces chiffres n’est officiel ni ne décrit la réalité.\n\n' : ''}Vigie, « ${measure.label.fr} ». Édition n° ${edition.id} du ${day}/${month}/${year}, ${rows} lignes.

${measure.definition.fr}

Pour citer
${citation.fr}

${reference === null ? '' : `Référence du chiffre\n${reference} : ${publicUrl}/references/${reference} le rouvre, et dit si l’édition en cours en donne un autre, et pourquoi.\n\n`}Fichiers
- donnees.* : les mêmes lignes et les mêmes colonnes dans chaque format ; donnees-excel-fr.csv s’ouvre dans Excel en français
- totaux.csv : les totaux publiés des mêmes périodes ; les lignes ne s’additionnent pas
- colonnes.csv, indicateur.csv, codes.csv, etats.csv, territoires.csv : le dictionnaire
- LICENCE.txt : Licence Ouverte 2.0
- manifest.json : lignes, taille et SHA-256 de chaque fichier

Ne faites pas de sommes : chaque case est protégée pour elle-même, et un total publié n’est pas la somme
de ses parties. Une case vide n’est jamais un zéro : la colonne state dit pourquoi elle l’est.

Ce paquet : ${link}
Contact et méthode : ${publicUrl}/methode
`,
    en: `${simulated ? 'DONNÉES SIMULÉES (SIMULATED DATA): none of these figures is official or describes anything real.\n\n' : ''}Vigie, “${measure.label.en}”. Edition no. ${edition.id} of ${edition.feed_day}, ${rows} rows.

${measure.definition.en}

How to cite
${citation.en}

${reference === null ? '' : `Reference of the figure\n${reference}: ${publicUrl}/en/references/${reference} reopens it, and says whether the current edition tells another one, and why.\n\n`}Files
- donnees.*: the same rows and columns in each format; donnees-excel-fr.csv is for Excel set to French
- totaux.csv: the published totals of the same periods; rows do not add up
- colonnes.csv, indicateur.csv, codes.csv, etats.csv, territoires.csv: the dictionary
- LICENCE.txt: Open Licence 2.0
- manifest.json: rows, size and SHA-256 of each file

Add nothing up: each cell is protected on its own, and a published total is not the sum of its parts. An
empty cell is never a zero: the column state says why it is empty.

This package: ${link}
Contact and method: ${publicUrl}/en/methode
`,
  };
}
