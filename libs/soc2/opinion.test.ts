import { describe, expect, it } from '@jest/globals';
import { reportWith } from './pages.fixture.js';
import { readAssuranceDocument } from './read-assurance-document.js';

const opinionOf = (lines: readonly string[]) => {
  const read = readAssuranceDocument(reportWith(lines));
  if (!('opinion' in read)) throw new Error(read.message);
  return read.opinion?.value ?? null;
};

const good = 'the controls operated effectively throughout the period.';

describe('an opinion under a title that says no more than "Opinion"', () => {
  it.each([
    ['unqualified', ['In our opinion, in all material respects,', good]],
    ['qualified', ['Except for the matter described in the preceding paragraph, in our opinion, in all material respects,', good]],
    ['qualified', ['Except for the possible effects of the matter described above, in our opinion, in all material respects,', good]],
    ['qualified', ['We could not see the records of two months. Except for the effects of that limitation on the scope of our', 'examination, in our opinion, in all material respects, ' + good]],
    ['qualified', ['With the exception of the matter set out above, it is our opinion that, in all material respects,', good]],
    ['qualified', ['Subject to the matter described above, in our opinion, in all material respects,', good]],
    ['qualified', ['Except as noted in the paragraph above, in our opinion,', good]],
    ['qualified', ['In our opinion, except that controls over access did not operate effectively to meet criterion CC6.3,', good]],
    ['qualified', ['In our opinion, in all material respects,', good, 'The foregoing is qualified by the matter of the paragraph above.']],
    ['adverse', ['Because of the significance of the matter described above, in our opinion, the controls did not operate effectively.']],
    ['adverse', ['In our opinion, because of the significance of the matter above, the description does not present the system,', 'with the exception of its boundaries.']],
    ['adverse', ['In our opinion, the controls were not suitably designed.']],
    ['disclaimer', ['Because of the limitation on the scope of our work, we do not express an opinion on the description.']],
    ['disclaimer', ['We were given no evidence for six months. We therefore express no opinion on the controls.']],
    ['disclaimer', ['We did not receive the populations. Accordingly, we cannot express an opinion on the controls.']],
  ])('is %s: %s', (expected, lines) => expect(opinionOf(['## Opinion', ...lines])).toBe(expected));

  it.each([
    ['unqualified', ['In our opinion, in all material respects,', good]],
    ['qualified', ['Except for the matter described in the preceding paragraph, in our opinion, in all material respects,', good]],
    ['adverse', ['Because of the significance of the matter described above, in our opinion, the controls did not operate effectively.']],
  ])('nor under any title: %s', (expected, lines) => expect(opinionOf(['Controls may fail, except where people check them.', ...lines])).toBe(expected));

  it('is not changed by what a sentence before it leaves out of the examination', () => {
    expect(opinionOf(['## Opinion', 'Except for the services of the host, we examined the whole system. In our opinion, in all material respects,', good])).toBe('unqualified');
  });

  it('is not shown where a sentence beside it says that it is qualified', () => {
    expect(opinionOf(['## Other Matter', 'Our opinion is therefore qualified.', '## Opinion', 'In our opinion, in all material respects,', good])).toBeNull();
    expect(opinionOf(['## Emphasis of Matter', 'Our opinion is not modified with respect to this matter.', '## Opinion', 'In our opinion, in all material respects,', good])).toBe('unqualified');
  });
});
