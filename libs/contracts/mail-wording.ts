import { z } from 'zod';
import { line, paragraph } from './words.js';

/** What may stand in braces in the mail with the link. */
export const mailWords = ['greeting', 'asker', 'organization', 'vendor', 'title', 'due', 'message', 'link'] as const;

const strayWord = (text: unknown): string | undefined =>
  [...String(text).matchAll(/\{(\w+)\}/g)].map(([, word]) => word ?? '').find((word) => !mailWords.includes(word as never));

const unknownWord = { error: ({ input }: { input?: unknown }) => `There is nothing to put in place of {${strayWord(input)}}. Use ${mailWords.map((word) => `{${word}}`).join(', ')}` };

/** The mail with the link in one's own words; what stands in braces is filled in for each vendor. */
export const wording = z.object({
  subject: line.refine((text) => !strayWord(text), unknownWord),
  text: paragraph.refine((text) => text.includes('{link}'), 'Put {link} where the link is to stand').refine((text) => !strayWord(text), unknownWord),
});

export type Wording = z.output<typeof wording>;
