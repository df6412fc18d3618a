import { generateKeyPairSync } from 'node:crypto';
import { indexTemplate } from '#libs/questionnaire/template-index.js';
import { packKey, publicHalf, readPack, signPack } from './answer-pack.js';

const secret = Buffer.alloc(32, 7).toString('base64url');
const index = indexTemplate({ key: 't', version: '1.0.0', title: 'T', publisher: 'P', licence: 'L', language: 'en', sections: [{ key: 's', title: 'S', questions: [
  { key: 'mfa', text: 'Second factor?', kind: 'yes-no', options: [{ key: 'mfa.yes', label: 'Yes' }, { key: 'mfa.no', label: 'No' }] }, { key: 'why', text: 'Why?', kind: 'text' }, { key: 'when', text: 'When?', kind: 'date' }] }] });
const content = { vendor: 'Northgate', questionnaire: { key: 't', title: 'T' }, answers: [
  { key: 'mfa', question: 'Second factor?', state: 'given', value: 'mfa.yes' }, { key: 'why', question: 'Why?', state: 'given', value: 'So', explanation: 'Because' },
  { key: 'when', question: 'When?', state: 'given', value: 'one day' }, { key: 'other', question: 'Other?', state: 'unknown' }] };
const signed = () => JSON.parse(JSON.stringify(signPack(content, packKey(secret), 'https://concord.example'))) as Record<string, unknown>;

describe('an answer pack', () => {
  it('gives a form the answers that its questions know and that fit', () => {
    expect(readPack(JSON.stringify(signed()), index)).toMatchObject({ publisher: 'https://concord.example', read: { taken: [{ key: 'mfa', value: 'mfa.yes' }, { key: 'why', explanation: 'Because' }] } });
  });

  it('is the same whatever the order and spacing of its text', () => {
    const { content: inner, ...rest } = signed();
    expect(readPack(JSON.stringify({ ...Object.fromEntries(Object.entries(rest).reverse()), content: inner }, null, 4), index)).toHaveProperty('read');
  });

  it('is refused when a word of it was changed, or when another key signed it', () => {
    const changed = signed();
    (changed['content'] as typeof content).answers[1]!.value = 'Otherwise';
    expect(readPack(JSON.stringify(changed), index)).toEqual({ refused: 'changed' });
    expect(readPack(JSON.stringify({ ...signed(), publicKey: publicHalf(generateKeyPairSync('ed25519').privateKey) }), index)).toEqual({ refused: 'changed' });
  });

  it.each(['', '[]', '{"format":"concord-answers"}', 'not JSON'])('is not %s', (text) => {
    expect(readPack(text, index)).toEqual({ refused: 'not-a-pack' });
  });

  it('has one key for as long as the installation keeps its secret', () => {
    expect(publicHalf(packKey(secret))).toEqual(publicHalf(packKey(secret)));
    expect(publicHalf(packKey(secret)).x).not.toBe(publicHalf(packKey(Buffer.alloc(32, 8).toString('base64url'))).x);
  });
});
