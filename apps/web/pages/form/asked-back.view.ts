import type { ReplyOf, RequestOf } from '#libs/contracts/contract.js';
import type { formThreads, threadReply } from '#libs/contracts/threads.contract.js';
import { message } from '../../render.js';
import { zonedTime } from '../../template-helpers.js';
import type { ReadAnswer } from './answer-fields.js';
import { formFrame } from './form-frame.js';
import type { FormMap } from './form-map.js';
import { questionView } from './question.view.js';
import { sayAnswer } from './say-answer.js';

type Threads = ReplyOf<typeof formThreads>['items'];

/** A reply that was refused: what was typed, and what is wrong with it. */
interface Refused {
  readonly key: string;
  readonly text: string;
  readonly read: ReadAnswer | undefined;
  readonly wrong: Readonly<Record<string, string>>;
}

const looks = { 'waits-for-vendor': 'due', 'waits-for-asker': 'waiting', settled: 'done' } as const;

/** The conversations, those that wait for the vendor first, each with the answer it is about and a form for the reply. */
export function askedBackView(map: FormMap, threads: Threads, once: string, refused?: Refused) {
  const asker = map.form.asker.organization;
  const waiting = threads.filter(({ state }) => state === 'waits-for-vendor').length;
  const errors = refused ? Object.entries(refused.wrong).filter(([, said]) => said).map(([field, said]) => ({ text: said, href: `#${idOf(map, refused.key)}-${field === 'text' ? 'text' : 'answer'}` })) : [];
  return {
    ...formFrame(map, message('form.askedBack.title', { asker }), { error: errors.length > 0, back: { href: `${map.at}/receipt`, text: message('form.back.receipt') } }),
    once, errors, lede: waiting ? message('form.askedBack.lede', { count: waiting, asker }) : message('form.askedBack.none', { asker }),
    threads: threads.map((thread) => threadView(map, thread, asker, refused?.key === thread.key ? refused : undefined)),
  };
}

const idOf = (map: FormMap, key: string): string => `t-${map.idOf(key)}`;

function threadView(map: FormMap, thread: Threads[number], asker: string, refused: Refused | undefined) {
  const question = map.index.questions.get(thread.key);
  const answer = map.answers[thread.key];
  return {
    key: thread.key, id: idOf(map, thread.key), title: thread.question, state: looks[thread.state], word: message(`form.askedBack.state.${thread.state}`, { asker }),
    said: question ? sayAnswer(question, answer) || message('form.say.nothing') : '', explanation: answer?.explanation,
    entries: thread.entries.map(({ side, name, at, text }) => ({ who: name ?? (side === 'asker' ? asker : map.form.vendorName), when: zonedTime(at, map.form.due.zone), text })),
    open: thread.state !== 'settled', text: refused?.text ?? '', wrong: refused?.wrong ?? {}, changing: Boolean(refused?.read && !refused.read.untouched),
    question: question && thread.state !== 'settled' && question.kind !== 'file' ? questionView(map, question, refused?.read && !refused.read.untouched ? { typed: refused.read.typed, ...(refused.wrong['answer'] && { wrong: { text: refused.wrong['answer'], at: refused.read.problem?.path === 'explanation' ? 'explanation' as const : 'value' as const } }) } : {}) : null,
  };
}

/** The changed answer that goes with a reply; nothing where the fields stand as they were, or were emptied. */
export function amendedAnswer(read: ReadAnswer | undefined): RequestOf<typeof threadReply>['answer'] {
  if (!read?.answer || read.untouched) return undefined;
  const { key, state, value, explanation } = read.answer;
  return { key, state, revision: read.revision, ...(value !== undefined && { value: value as never }), ...(explanation !== undefined && { explanation }) };
}
