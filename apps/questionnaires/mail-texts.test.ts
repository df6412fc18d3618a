import { mailText, ownWording, worded, type MailWords } from './mail-texts.js';

const words: MailWords = {
  organization: 'Orrinvale Clinics', person: 'Tomasz Berg', vendor: 'Hollin Freight', title: 'Concord Core', contact: null, due: '2026-12-09', zone: 'America/New_York', message: null,
  link: 'https://concord.example/l/secret', code: '', receipt: '', answered: 0, asked: 31, questions: 0, today: '2026-12-01', shares: null,
};

describe('the mail with the link', () => {
  it('leaves out the paragraph of a message that nobody wrote', () => {
    const { text } = worded(ownWording, words);
    expect(text).not.toMatch(/\n{3}|\{/);
    expect(text).toContain('Tomasz Berg at Orrinvale Clinics would like Hollin Freight to fill in “Concord Core” by 9 December 2026 (end of day, America/New York).');
  });

  it('does not fill in braces that stand in what was filled in', () => {
    const { text } = worded({ subject: 'x', text: '{message}\n\n{link}' }, { ...words, message: 'Write {vendor}, please' });
    expect(text).toBe('Write {vendor}, please\n\nhttps://concord.example/l/secret');
  });

  it('tells a colleague who shares which sections with them, and that they see no others', () => {
    const { subject, text } = mailText('colleague', { ...words, shares: { by: 'astrid@hollin.example', sections: ['Access', 'Incidents'], note: 'By Friday, please.' } });
    expect(subject).toBe('astrid@hollin.example asks you to answer a part of “Concord Core”');
    for (const said of ['Access; Incidents', 'By Friday, please.', 'You see these sections only.', words.link]) expect(text).toContain(said);
  });

  it('keeps its subject on one line', () => {
    expect(worded({ subject: 'To {vendor}', text: '{link}' }, { ...words, vendor: 'A\r\nBcc: x@example.com' }).subject).toBe('To A Bcc: x@example.com');
  });
});

describe('a reminder', () => {
  it('says how far the answers are, and that the date has passed once it has', () => {
    expect(mailText('reminder', { ...words, answered: 12 }).text).toContain('12 of 31 questions are answered');
    expect(mailText('reminder', { ...words, today: '2026-12-10' })).toMatchObject({ subject: expect.stringContaining('still waits'), text: expect.stringContaining('was due on 9 December 2026') });
  });
});
