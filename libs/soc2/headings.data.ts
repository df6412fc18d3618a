export type SectionName = 'front' | 'auditor' | 'assertion' | 'description' | 'matrix' | 'other';

/** Number that a section title may begin with: "Section IV –", "III.", "Section Two:", "2.", "PART A". */
export const sectionNumber = /^(?:(?:section|part|chapter|abschnitt)\s+)?(?:(?:[ivx]{1,4}|\d{1,2}|[a-h]|one|two|three|four|five|six|seven)(?:[.:)]|\s*[–—-]|\s+(?=\p{Lu}))|(?:section|part|chapter)\s+(?:[ivx]{1,4}|\d{1,2}|[a-h]|one|two|three|four|five|six|seven)$)\s*/iu;

/** Titles of the parts of a report, without their number; SOC 2 guide order. Variants seen with several firms, ISAE reports among them. */
export const sectionTitles: readonly { readonly section: SectionName; readonly pattern: RegExp }[] = [
  { section: 'other', pattern: /^(other|additional|supplemental|supplementary) information\b|unaudited|^information (provided(?! by (the )?(independent )?service auditor)|not covered)|not covered by the (independent )?service auditor|^management\S* responses? (to|regarding)|^(appendix|annex|attachment)\b/i },
  { section: 'auditor', pattern: /^(the )?(independent )?(service )?(auditor|practitioner|accountant|assurance)\S*( assurance| examination| attestation)? reports?\b|^reports? (of|by) (the )?independent|^independent (service )?(auditor|practitioner|accountant|assurance)\S*( \S+)? report|^report of .*\b(llp|auditor|accountants?)\b/i },
  { section: 'assertion', pattern: /^(assertion|statement|confirmation|written assertion) (of|by|from)\b.*|^(the )?management\S*( of .*)? (written )?(assertion|statement|confirmation)\b|^.{0,80}\bmanagement\S* (assertion|statement)\b|^.{0,60}['’]s? assertion$/i },
  { section: 'matrix', pattern: /^(the )?(applicable )?trust services? .*(criteri|categor|principle)|^tests? of (controls|operating)|^control(s)? (matri|testing)|^criteria,? (and )?.*controls?|^.{0,40}criteria,? (related )?controls?|^information provided by (the )?(independent )?service auditor|^(description of )?(criteria|controls?),? .*\btests?\b|^testing (matri|of controls)|^(description of )?tests? of controls|^controls?,? (criteria|and) .*(tests?|results)|^listing of controls|^results of tests|^testing of/i },
  { section: 'description', pattern: /\bdescription of (its|the|their) .*|^(the )?(system|service) description\b|^description of (the )?(system|services?)|^description$|^(the )?.{0,60}['’]s? (system )?description\b/i },
];

/** Headings inside the auditor's report, by what stands below them. */
export const reportHeadings: readonly { readonly kind: 'opinion' | 'basis' | 'other'; readonly pattern: RegExp }[] = [
  { kind: 'basis', pattern: /^basis (for|of) (the |our )?(qualified|adverse|disclaimer|modified)\b|^basis for disclaim/i },
  { kind: 'opinion', pattern: /^((our|the|service auditor\S*|auditor\S*|practitioner\S*) )?(qualified |adverse |unmodified |unqualified |modified )?opinions?$|^disclaimer of opinion$|^conclusion$/i },
  { kind: 'other', pattern: /^(scope|subject matter|restricted use|restriction on use|intended use(rs)?.*|inherent limitations?|other matters?|emphasis of matter|service organi[sz]ation\S* responsibilit.*|.* responsibilit(y|ies)|description of (the )?tests? of controls|basis for opinion|.*independence.*|use of this report|controls? not operating.*|.*quality (control|management).*|tests? of controls)$/i },
];
