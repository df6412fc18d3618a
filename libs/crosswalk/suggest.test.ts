import { catalog, control, requirement } from './small-catalog.fixture.js';
import { suggester } from './suggest.js';
import { stemOf } from './words.js';

const data = catalog(
  { soc2: [requirement('CC6.1'), requirement('CC6.6'), requirement('CC7.1')] },
  [
    control('IAM-04', { title: 'Second factor for remote access', statement: 'Remote access needs a second factor.', searchTerms: ['MFA', 'multi-factor authentication', '2FA'] }),
    control('VUL-02', { title: 'Vulnerability scans', statement: 'Systems are scanned for weaknesses.', searchTerms: ['vulnerability scanning'] }),
    control('CRY-01', { title: 'Encryption at rest', statement: 'Stored data is encrypted.', searchTerms: ['disk encryption'] }),
    control('BCP-01', { title: 'Backups restored for test', statement: 'Restores of backups are tested.' }),
  ],
  ['soc2:CC6.1 superset IAM-04 4', 'soc2:CC6.6 superset IAM-04 9', 'soc2:CC7.1 superset VUL-02 9'],
);

describe('suggested common controls', () => {
  const suggest = suggester(data);
  test.each([
    ['Administrators must use MFA to connect remotely to production.', 'IAM-04'],
    ['Internal and external vulnerability scanning is performed quarterly.', 'VUL-02'],
    ['Databases are encrypted using AES-256.', 'CRY-01'],
    ['Backup restoration tests are completed annually.', 'BCP-01'],
  ])('%s → %s', (text, id) => {
    expect(suggest(text)[0]!.control).toBe(id);
  });

  test('a suggestion names the words that matched and the requirements behind it, strongest first', () => {
    expect(suggest('Remote access requires multi-factor authentication.')[0]).toMatchObject({
      control: 'IAM-04', title: 'Second factor for remote access', matched: ['remote', 'access', 'multi factor authentication'], requirements: { soc2: ['CC6.6', 'CC6.1'] },
    });
  });

  test('nothing in common is nothing suggested, and there are at most five', () => {
    expect(suggest('zebra')).toEqual([]);
    expect(suggest('remote scans of encrypted backups').length).toBe(4);
    expect(suggest('remote scans of encrypted backups', 2)).toHaveLength(2);
  });

  test('what a text implies finds a control too, but counts less than what it says', () => {
    expect(suggest('Administrators connect over SSH.')[0]!.control).toBe('IAM-04');
    expect(suggest('Stored data is encrypted; administrators connect over SSH.')[0]!.control).toBe('CRY-01');
  });

  test('a search term counts as a whole only where its words stand together', () => {
    const [together, apart] = ['Vulnerability scanning takes place.', 'Every vulnerability that the many people of the engineering department report to the security desk leads to scanning.'].map((text) => suggest(text)[0]!.score);
    expect(together).toBeGreaterThan(apart!);
  });

  test.each([['segregated', 'segregation'], ['encrypted', 'encryption'], ['scans', 'scanning'], ['policies', 'policy'], ['restoration', 'restores'], ['vulnerabilities', 'vulnerability'], ['backups', 'backup'], ['authentication', 'authenticate'], ['reviewed', 'reviews'], ['accesses', 'access']])('%s and %s meet', (one, other) => {
    expect(stemOf(one)).toBe(stemOf(other));
  });
});
