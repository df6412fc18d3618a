/**
 * Words of column headings and what the column holds, tried in this order on the heading in lower case.
 * Seen in reports of several firms, in those that compliance platforms lay out, and in reports of 2011–2017 ("principle").
 */
export const columnWords: readonly { readonly role: ColumnRole; readonly pattern: RegExp }[] = [
  { role: 'response', pattern: /^(management|company|entity|service organi[sz]ation)\S* (responses?|comments?|remediation)|^responses?( (by|of|from) management)?$|^remediation|^corrective action/ },
  { role: 'responsibility', pattern: /^(complementary|user entity controls?|cuecs?|csocs?|customer (controls?|responsibilit)|client (controls?|responsibilit)|user (entity )?responsibilit|subservice organi[sz]ation(s|['’]s|s['’])? (controls?|responsibilit)|controls? (expected|assumed|to be implemented)|expected controls?|types? of controls?|responsibilit)/ },
  { role: 'organization', pattern: /^(subservice|sub-service|sub service) ?(organi[sz]ations?|providers?)( names?)?$|^(vendor|provider|organi[sz]ation|entity|third part(y|ies))( names?)?$|^names? of (the )?(subservice|vendor)/ },
  { role: 'result', pattern: /^(test(ing)? )?results?\b|^results? of|^(auditor|tester)\S* (results?|conclusions?)|^conclusions?$|^outcome|^test(ing)? (results?|outcome|conclusion)|^findings? \/ result|^status$/ },
  { role: 'exception', pattern: /^(exceptions?|deviations?)( noted| identified| description| summary)?$|^(description of|nature of|details? of) (the )?(exceptions?|deviations?)|^(testing|test) exceptions?|^findings?$/ },
  { role: 'test', pattern: /^tests?\b|^testing|^(service )?auditor\S* (tests?|testing|procedures?)|^procedures? performed|^(detailed |description of )?tests? (of|performed|procedures?)|^description of (the )?tests?|^(our|the) tests?|^audit procedures?/ },
  { role: 'id', pattern: /^(#|no\.?|nr\.?|ref\.?|id|item|number|ref(erence)? ?(#|no\.?|number|id)?|(control|ctrl|cuec|csoc|activity)s?\.? ?(#|no\.?|nr\.?|number|ids?|ref(erence|\.)?( ?(#|no\.?|id|number))?|identifier|code))$/ },
  { role: 'framework', pattern: /^(hipaa|hitrust|iso|nist|pci|gdpr|45 cfr|cfr|csa|ccm|c5|mapped|mapping|(external |other )?framework)/ },
  { role: 'criterion', pattern: /^(related |applicable |relevant |mapped |associated |supported |impacted )?(tsp|tsc|trust services?|aicpa|soc ?2|common)? ?(criteri(a|on)|tsc|principles?)( ?\/ ?\S+)?( ?(ref(erence|\.)?s?|#|no\.?|ids?|number|codes?|mapping|addressed|supported|met|impacted|description))?( \(.*\))?$|^(trust services?|aicpa) (criteri|categor|principle)|^tsc\b|^criteri(a|on)\b/ },
  { role: 'criterion', pattern: /^(?=.*\b(?:criteri(?:on|a)|tsc|tsp|principles?)\b)(?:(?:related|applicable|relevant|mapped|associated|corresponding|trust|services?|criteri(?:on|a)|tsc|tsp|aicpa|soc|2|2017|common|principles?|categor(?:y|ies)|ref|refs|references?|#|no|id|ids|number|codes?|mapping|description|and|points? of focus|statement|text|title)[\s.&\/-]*)+$/ },
  { role: 'control', pattern: /controls?( activit(y|ies))?( (description|specified|stated|statement|in place|provided|as specified|of|by|at|implemented|objective|procedure|policy|wording|text).*)?$|^(description of|details? of|company|service organi[sz]ation|entity)\S* .*controls?|^control\b|^activit(y|ies)/ },
  { role: 'requirement', pattern: /^(requirements?|safeguards?|standards?|sections?|clauses?|articles?|annex|provisions?|specifications?|description|title|regulation)/ },
  { role: 'service', pattern: /^(services?|description of services?|functions?|nature of services?|purpose)/ },
  { role: 'method', pattern: /^(method|presentation|treatment)/ },
];

export type ColumnRole = 'id' | 'criterion' | 'control' | 'test' | 'result' | 'response' | 'responsibility' | 'organization' | 'exception' | 'framework' | 'requirement' | 'service' | 'method';
