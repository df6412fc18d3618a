import { createPrivateKey, createPublicKey, sign, verify, type JsonWebKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { answerValue } from '#libs/contracts/questionnaires.contract.js';
import { derive } from '#libs/platform/derived-tokens.js';
import { canonicalJson, sha256 } from '#libs/platform/digests.js';
import type { ReadAnswers, TakenAnswer } from '#libs/questionnaire/read-answers.js';
import type { TemplateIndex } from '#libs/questionnaire/template-index.js';
import { validateAnswer } from '#libs/questionnaire/validate-answer.js';

/** Where every Concord publishes the public half of its key. */
export const keyAddress = '/.well-known/concord-answers.json';

const publicKey = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string().regex(/^[\w-]{43}$/) });
const said = z.looseObject({ key: z.string().max(500), question: z.string(), state: z.enum(['given', 'not-applicable', 'unknown']), value: answerValue.optional(), explanation: z.string().max(20_000).optional() });
const pack = z.object({
  format: z.literal('concord-answer-pack'), formatVersion: z.literal(1), publisher: z.string().max(500), publicKey, signature: z.string().max(200),
  content: z.looseObject({ vendor: z.string(), questionnaire: z.looseObject({ key: z.string(), title: z.string() }), answers: z.array(said).max(5_000) }),
});

/** The first bytes of an Ed25519 private key in PKCS #8, as RFC 8410 writes it; the seed follows. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key that answer packs are signed with: the same for as long as the installation keeps its secrets. */
export function packKey(sessionKey: string | undefined): KeyObject {
  const seed = Buffer.from(derive(sessionKey, 'answer-pack', 'ed25519', 1), 'base64url');
  return createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
}

/** The public half, as a JSON Web Key. */
export function publicHalf(key: KeyObject): { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string } {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', x };
}

/** Signs a copy of answers: Ed25519 over the canonical JSON of `content` (keys in order, no spaces). */
export function signPack(content: object, key: KeyObject, publisher: string): object {
  const signature = sign(null, Buffer.from(canonicalJson(content)), key).toString('base64url');
  return { format: 'concord-answer-pack', formatVersion: 1, publisher, publicKey: publicHalf(key), signedOver: 'canonical JSON of "content", Ed25519', keyAddress: `${publisher}${keyAddress}`, signature, content };
}

/** A pack as it was read: what it says for this form, and whose signature it carries; or why it is not taken. */
export type ReadPack = { readonly read: ReadAnswers; readonly publisher: string; readonly fingerprint: string } | { readonly refused: 'not-a-pack' | 'changed' };

/**
 * Reads an answer pack into answers of a form: those whose question stands in it under the same key and whose value
 * fits. A pack whose content does not fit its signature is refused whole.
 */
export function readPack(text: string, index: TemplateIndex): ReadPack {
  const parsed = pack.safeParse(jsonOf(text));
  if (!parsed.success) return { refused: 'not-a-pack' };
  const { content, publicKey: jwk, signature, publisher } = parsed.data;
  const raw = (jsonOf(text) as { content: unknown }).content;
  if (!verify(null, Buffer.from(canonicalJson(raw)), createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }), Buffer.from(signature, 'base64url'))) return { refused: 'changed' };
  const found = content.answers.filter(({ key }) => index.questions.has(key));
  const fits = found.map((answer): TakenAnswer | null => {
    const question = index.questions.get(answer.key)!;
    const taken: TakenAnswer = { key: answer.key, state: answer.state, ...(answer.value !== undefined && { value: answer.value }), ...(answer.explanation !== undefined && { explanation: answer.explanation }), cell: `${content.questionnaire.title}, ${answer.key}`.slice(0, 200) };
    return question.kind === 'file' || question.kind === 'statement' || validateAnswer(question, taken).some(({ path }) => path === 'value') ? null : taken;
  });
  return { read: { taken: fits.filter((answer) => answer !== null), ask: [], reported: [] }, publisher, fingerprint: sha256(jwk.x).slice(0, 16) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}
