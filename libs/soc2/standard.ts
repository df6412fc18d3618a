import { sectionText } from './document.js';
import type { ReadDocument } from './document.js';
import type { Found } from './extraction.js';
import { foundAt } from './passage.js';

const standards: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'AT-C 105', pattern: /AT-?\s?C (?:section )?105\b/i },
  { name: 'AT-C 205', pattern: /AT-?\s?C (?:section )?205\b/i },
  { name: 'AT-C 320', pattern: /AT-?\s?C (?:section )?320\b/i },
  { name: 'AT 101', pattern: /\bAT (?:section )?101\b/i },
  { name: 'SSAE 18', pattern: /\bSSAE(?: No\.)? ?18\b/i },
  { name: 'SSAE 21', pattern: /\bSSAE(?: No\.)? ?21\b/i },
  { name: 'ISAE 3000', pattern: /\bISAE\)? ?3000|Assurance Engagements (?:\(ISAE\) |No\. )?3000/i },
  { name: 'ISAE 3402', pattern: /\bISAE\)? ?3402/i },
  { name: 'IDW PS 951', pattern: /\bIDW PS 951/i },
  { name: 'CSAE 3000', pattern: /\bCSAE ?3000/i },
];

/** The attestation standards that the auditor names as those of the examination. */
export const readStandard = (document: ReadDocument): Found<string> | null => {
  const auditor = sectionText(document, 'auditor');
  const text = auditor.text.replace(/AT- C/g, 'AT-C');
  const named = standards.filter(({ pattern }) => pattern.test(text)).map(({ name }) => name);
  const established = /attestation standards established by the (?:American Institute of Certified Public Accountants|AICPA)/i.exec(text);
  const place = established ?? standards.map(({ pattern }) => pattern.exec(text)).find((match) => match !== null);
  if (!place) return null;
  const value = named.some((n) => n.startsWith('AT') || n.startsWith('SSAE')) || !established ? named : ['AICPA attestation standards', ...named];
  return foundAt(value.join(', '), auditor, place.index, 240);
};
