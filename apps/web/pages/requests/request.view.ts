import type { ReplyOf, Role } from '#libs/contracts/contract.js';
import type { requestGet } from '#libs/contracts/questionnaires.contract.js';
import { message, type PageView } from '../../render.js';
import { calendarDate, zonedTime } from '../../template-helpers.js';
import type { NameOf } from '../people-names.js';
import { nothingBeside, type BesideAnswers } from './beside.js';
import { mailKind, mailLook } from '../settings/mails.view.js';
import { daysUntil, documentState, dueWords, requestState } from '../state-words.js';
import { requestActs } from './request-acts.js';
import { reviewRows } from './review-rows.js';

type Detail = ReplyOf<typeof requestGet>;

/** What the page of one request is made of. */
export interface RequestParts {
  readonly detail: Detail;
  readonly names: NameOf;
  readonly roles: readonly Role[];
  readonly now: number;
  /** the account of whoever looks */
  readonly me?: string;
  readonly beside?: BesideAnswers;
}

/** The answer first: how far it is and what it waits for. */
export function requestSays(detail: Detail, counts: { readonly given: number; readonly waiting: number; readonly second?: number }, now: number): string {
  const { due, status } = detail;
  if (status === 'submitted' && counts.waiting === 0) return [counts.second ? message('requests.one.says.second', { count: counts.second }) : '', detail.threads.vendor ? message('requests.one.says.asked', { count: detail.threads.vendor, vendor: detail.vendorName }) : ''].filter(Boolean).join(' ') || message('requests.one.says.submitted', counts);
  const dueIs = message('requests.one.dueIs', { date: calendarDate(due.date), zone: due.zone, words: dueWords(daysUntil(due.date, due.zone, now)) });
  return message(`requests.one.says.${status === 'sent' ? mailSays(detail) : status}`, { due: dueIs, vendor: detail.vendorName, answered: detail.answered, asked: detail.asked, at: zonedTime(detail.sendAt), ...counts });
}

/** What can be said of a request that nobody opened yet follows from its mail. */
function mailSays({ mail }: Detail): string {
  return { due: 'sending', sent: 'sent', refused: 'refused', unknown: 'unsure', unwanted: 'byHand', closed: 'byHand' }[mail.state];
}

/** One entry of the history in words. */
export function requestAct(action: string, detail: Readonly<Record<string, unknown>>): string {
  const name = action.replace(/^\w+\./, '');
  const known = ['sent', 'sent-again', 'link-shown', 'cancelled', 'code-sent', 'opened', 'submitted', 'reviewed', 'attached', 'detached', 'scheduled', 'reminded', 'asked-back', 'due-changed', 'paused', 'resumed', 'contact-changed', 'link-renewed', 'replied'];
  const verdict = ['accepted', 'clarify', 'rejected'].find((each) => each === detail['verdict']);
  const words = { due: typeof detail['due'] === 'string' ? calendarDate(detail['due']) : '', to: String(detail['to'] ?? ''), reason: String(detail['reason'] ?? ''), answers: message('requests.one.behind', { count: Number(detail['answers'] ?? 0) }), verdict: verdict ? message(`requests.one.verdicts.${verdict}`) : '' };
  return known.includes(name) ? message(`requests.one.action.${name}`, words) : name.replaceAll('-', ' ');
}

/** The page of one request. */
export function requestView(parts: RequestParts, forms: Readonly<Record<string, unknown>>): PageView & Record<string, unknown> {
  const { detail, names, roles, now, me = '', beside = nothingBeside } = parts;
  const { sections, first, bare } = reviewRows(detail, names, beside, me, new Date(now).toISOString().slice(0, 10));
  const given = sections.flatMap(({ rows }) => rows).filter((row) => row.given);
  const pending = given.filter((row) => row.pending);
  const plain = pending.filter((row) => !first.includes(row));
  const second = given.filter(({ waits }) => waits).length;
  const reviewable = detail.status === 'submitted' || detail.status === 'reviewed';
  const has = (...wanted: readonly Role[]) => wanted.some((role) => roles.includes(role));
  const mayReview = reviewable && has('administrator', 'procurement', 'compliance');
  const flagged = first.filter((row) => row.pending).length;
  return {
    page: { title: `${detail.vendorName}: ${detail.title}`, nav: 'requests', error: Boolean((forms['errors'] as unknown[] | undefined)?.length), crumbs: [{ href: '/requests', text: message('requests.title') }, { href: `/vendors/${detail.vendor}`, text: detail.vendorName }, { href: '', text: detail.title }] },
    detail, state: requestState(detail.status, detail.due, now), says: requestSays(detail, { given: given.length, waiting: pending.length, second }, now),
    sub: message('requests.one.sub', { title: detail.title, to: detail.contactName ?? detail.to, date: calendarDate(detail.sent) }),
    mail: mailCallout(detail), first: first.map((row) => ({ ...row, form: mayReview && row.given })), firstNote: message('requests.one.firstNote', { count: first.length }),
    bare: bare.map(({ id, question }) => ({ href: `#${id}`, text: question })), bareNote: message('requests.one.bare', { count: bare.length }),
    columns: ['question', 'answer', 'verdict'].map((name) => ({ text: message(`requests.one.${name}`) })),
    sections: sections.map((section) => ({
      id: anchor(section.key), title: section.title, state: progressOf(detail, section.key), rows: section.rows.map((row) => ({ ...row, inFirst: first.includes(row), may: mayReview && row.given })),
    })),
    nothing: detail.answers.length === 0,
    asked: { text: message('requests.one.asked'), href: `/questionnaires/${encodeURIComponent(detail.template)}/preview?depth=${detail.depth}&modules=${detail.modules.map(encodeURIComponent).join(',')}` },
    plain: mayReview && flagged && plain.length ? { text: message('requests.one.acceptPlain', { count: plain.length }), fields: [{ name: 'verdict', value: 'accepted' }, ...plain.map(({ key }) => ({ name: 'keys', value: key }))] } : null,
    mayReview, mails: mailsOf(detail), closable: has('administrator', 'procurement') && !['reviewed', 'cancelled'].includes(detail.status), acts: requestActs(detail, forms),
    all: mayReview && pending.length ? { text: acceptAll(pending.length, flagged), question: message('requests.one.acceptAllQuestion', { count: pending.length }), note: flagged ? message('requests.one.acceptAllNote', { count: flagged }) : null, kind: flagged && plain.length ? '' : 'primary' } : null,
    score: detail.score.possible > 0 ? message('requests.one.score', { earned: round(detail.score.earned), possible: round(detail.score.possible) }) : null,
    tasks: detail.progress.map((section) => ({ text: section.title, ...(detail.answers.length > 0 && { href: `#${anchor(section.key)}` }), sub: sayDone(section), state: { complete: 'done', started: 'in-progress', 'not-started': 'not-started' }[section.state] })),
    facts: factsOf(detail), documents: documentsOf(detail),
    history: { columns: ['what', 'who', 'at'].map((name) => ({ text: message(`requests.one.historyColumns.${name}`) })), rows: detail.history.map((entry) => ({ cells: [{ text: requestAct(entry.action, entry.detail) }, { text: entry.action === 'link.opened' ? message('settings.actor.vendor') : names(entry.actor) }, { dateTime: entry.at }] })) },
    ...forms,
  };
}

/** What the button accepts: everything that waits for a verdict, and how many flagged answers are among it. */
function acceptAll(all: number, flagged: number): string {
  if (!flagged) return message('requests.one.acceptAll', { count: all });
  return flagged === all ? message('requests.one.acceptFlagged', { count: flagged }) : message('requests.one.acceptAllToo', { count: flagged, all });
}

const anchor = (key: string): string => `s-${key.replaceAll('.', '-')}`;
const round = (value: number): number => Math.round(value * 10) / 10;

function progressOf(detail: Detail, key: string): string | null {
  const section = detail.progress.find((each) => each.key === key);
  return section ? sayDone(section) : null;
}

/** What a complete section leaves open may stay open. */
function sayDone({ done, questions: of, state }: Detail['progress'][number]): string {
  return state === 'complete' && done < of ? message('requests.one.progressOptional', { done, of, left: of - done }) : message('requests.one.progressDone', { done, of });
}

/** What is said of the mail with the link while the vendor has not come; null when there is nothing to say. */
function mailCallout(detail: Detail) {
  const { state, note } = detail.mail;
  if (detail.status !== 'sent' || state === 'sent' || state === 'unwanted' || state === 'due' || state === 'closed') return null;
  const title = message(state === 'refused' ? 'requests.one.mailRefused' : 'requests.one.mailUnknown');
  return { kind: state === 'refused' ? 'bad' : 'warn', title, text: [note && message('requests.one.mailSaid', { note }), message('requests.one.mailMend')].filter(Boolean).join(' ') };
}

function factsOf(detail: Detail) {
  return [
    { term: message('requests.one.to'), text: detail.contactName ?? detail.to, sub: detail.contactName ? detail.to : undefined },
    ...(detail.next ? [{ term: message(`requests.one.next.${detail.next.kind}`), text: detail.paused && detail.next.kind === 'reminder' ? message('requests.one.isPaused') : zonedTime(detail.next.at) }] : []),
    { term: message('requests.one.due'), date: detail.due.date, sub: detail.due.zone.replaceAll('_', ' ') },
    { term: message('requests.one.depth'), text: message(`requests.depth.${detail.depth}`) },
    { term: message('requests.one.modules'), text: detail.modules.map((key) => (detail.questionnaire.sections.find((section) => section['module'] === key)?.title) ?? key).join(', ') },
    { term: message('requests.one.last'), ...(detail.lastActivity ? { dateTime: detail.lastActivity } : { text: message('requests.one.never') }) },
    ...(detail.submitted ? [{ term: message('requests.one.submittedAt'), dateTime: detail.submitted }] : []),
    ...(detail.handedIn ? [{ term: message('requests.one.handedInBy'), text: detail.handedIn.name, sub: detail.handedIn.receipt }] : []),
    ...(detail.handedIn?.anyway ? [{ term: message('requests.one.anyway'), text: detail.handedIn.anyway }] : []),
    ...(detail.message ? [{ term: message('requests.one.message'), text: detail.message }] : []),
  ];
}

function mailsOf(detail: Detail) {
  return {
    columns: ['mail', 'state'].map((name) => ({ text: message(`requests.one.mailColumns.${name}`) })),
    rows: detail.mails.map(({ kind, state, note, at }) => ({ cells: [{ text: mailKind(kind), sub: zonedTime(at) }, { ...mailLook(state), sub: state === 'sent' ? undefined : note }] })),
  };
}

function documentsOf(detail: Detail) {
  const columns = ['name', 'behind', 'reading', 'until'].map((name) => ({ text: message(`requests.one.attachmentColumns.${name}`) }));
  return {
    columns,
    rows: detail.attachments.map((attachment) => ({
      cells: [
        { text: attachment.name, href: `/requests/${detail.id}/documents/${attachment.id}` },
        { text: attachment.questions.length ? message('requests.one.behind', { count: attachment.questions.length }) : '' },
        attachment.reading ? { ...documentState(attachment.reading.status), sub: attachment.reading.says, subHref: `/reports/${attachment.reading.document}` } : { text: message('requests.one.plain') },
        { date: attachment.validUntil },
      ],
    })),
  };
}
