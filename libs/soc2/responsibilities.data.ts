export type ResponsibilityKind = 'cuec' | 'csoc';

/** Headings above complementary controls; variants seen in reports of several firms. */
export const responsibilityHeadings: readonly { readonly kind: ResponsibilityKind; readonly pattern: RegExp }[] = [
  { kind: 'csoc', pattern: /^(complementary )?sub-?service (organi[sz]ations?|provider)\S* ?(controls?|\(csocs?\))|^complementary sub-?service|^complementary controls? (at|of) (the )?sub-?service|^\(?csocs?\)?$|^controls? (expected|assumed) .*sub-?service|^sub-?service organi[sz]ations?\b.{0,60}$|^carved[- ]out controls?/i },
  { kind: 'cuec', pattern: /^complementary user[- ]entit|^(complementary )?user[- ](entity|entities|organi[sz]ation)\S* (controls?|control considerations?|considerations?|responsibilit)|^(complementary )?(customer|client)\S* (controls?|control considerations?|responsibilit|considerations?)|^user control considerations?|^\(?cuecs?\)?$|^complementary controls?( of| at)? (the )?(user|customer|client)|^controls? (expected|assumed) .*(user|customer)|^complementary (user )?(entity )?controls?$/i },
];
