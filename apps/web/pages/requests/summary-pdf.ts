import type { ReplyOf } from '#libs/contracts/contract.js';
import type { requestGet } from '#libs/contracts/questionnaires.contract.js';
import { taggedPdf } from '#libs/documents/tagged-pdf.js';
import { indexTemplate } from '#libs/questionnaire/template-index.js';
import type { Answers, Template } from '#libs/questionnaire/template-types.js';
import { seeVisible } from '#libs/questionnaire/visibility.js';
import { message } from '../../render.js';
import { calendarDate, zonedTime } from '../../template-helpers.js';
import type { NameOf } from '../people-names.js';
import { answerLines } from './answer-words.js';

type Detail = ReplyOf<typeof requestGet>;

const say = (key: string, values: Record<string, unknown> = {}): string => message(`requests.summary.${key}`, values);

/** What was asked, answered and decided, as a tagged PDF to file: the sum first, then every answer with its verdict. */
export function summaryPdf(detail: Detail, names: NameOf, now: Date): Promise<Buffer> {
  const template = detail.questionnaire as unknown as Template;
  const index = indexTemplate(template);
  const answers = new Map(detail.answers.map((answer) => [answer.key, answer]));
  const { keys } = seeVisible(index, Object.fromEntries(answers) as unknown as Answers);
  const counted = (verdict: string | null) => detail.answers.filter(({ review }) => (review?.verdict ?? null) === verdict).length;
  const day = calendarDate(now.toISOString().slice(0, 10));
  return taggedPdf({ title: `${detail.vendorName}: ${detail.title}`, subject: say('subject'), footer: `Concord · ${detail.vendorName} · ${detail.title} · ${day}` }, ({ heading, say: put, table }) => {
    heading(1, `${detail.vendorName}: ${detail.title}`);
    put(say('made', { day }));
    table([
      [say('what'), say('value')],
      [say('to'), detail.contactName ? `${detail.contactName}, ${detail.to}` : detail.to],
      [say('due'), `${calendarDate(detail.due.date)}, ${detail.due.zone}`],
      [say('handedIn'), detail.handedIn ? say('handedInBy', { name: detail.handedIn.name, at: zonedTime(detail.submitted, detail.due.zone), receipt: detail.handedIn.receipt }) : say('notYet')],
      [say('score'), detail.score.value === null ? say('noScore') : say('scoreIs', { percent: Math.round(detail.score.value * 100), earned: Number(detail.score.earned.toFixed(1)), possible: Number(detail.score.possible.toFixed(1)) })],
      [say('knockOuts'), detail.score.knockOuts.map(({ says }) => says).join('; ') || say('none')],
      [say('verdicts'), say('verdictsAre', { accepted: counted('accepted'), clarify: counted('clarify'), rejected: counted('rejected'), open: counted(null) })],
      [say('documents'), detail.attachments.map(({ name }) => name).join('; ') || say('none')],
    ], [130, 353]);
    if (detail.handedIn?.anyway) put(say('anyway', { reason: detail.handedIn.anyway }));
    for (const section of template.sections.filter(({ key }) => keys.has(key))) {
      const rows = section.questions.filter(({ key, kind }) => keys.has(key) && kind !== 'statement').map((question) => {
        const answer = answers.get(question.key);
        const review = answer?.review;
        const verdict = review ? [message(`requests.one.verdicts.${review.verdict}`), names(review.by), review.second ? names(review.second.by) : '', review.comment ?? ''].filter(Boolean).join(', ') : say('noVerdict');
        return [question.text, [...answerLines(question, answer), ...(answer?.explanation ? [answer.explanation] : [])].join('\n'), answer ? verdict : ''];
      });
      if (!rows.length) continue;
      heading(2, section.title);
      table([[say('question'), say('answer'), say('verdict')], ...rows], [190, 180, 113]);
    }
  });
}
