import { isNote } from '#libs/questionnaire/progress.js';
import { message } from '../../render.js';
import { answerRow } from './answer-row.js';
import { kindsInLine } from './document-kinds.js';
import type { FormMap } from './form-map.js';
import { counted, formFrame, sayDue } from './form-frame.js';

/** Who asks, for what, until when, how much it is and what to have at hand. */
export function startView(map: FormMap) {
  const { form } = map;
  const { done, of } = counted(form);
  const asker = form.asker.organization;
  const shown = map.places.flatMap(({ questions }) => questions);
  const kinds = [...new Set(shown.flatMap((question) => question.wants?.kinds ?? []))];
  return {
    ...formFrame(map, form.service ? message('form.start.titleService', { asker, service: form.service }) : message('form.start.title', { asker, vendor: form.vendorName }), { back: undefined }),
    asker, vendor: form.vendorName, title: form.title, message: form.message ?? '',
    begun: done > 0, helps: form.helps !== null,
    button: message(done > 0 ? 'form.start.goOn' : 'form.start.begin'),
    facts: [
      { term: message('form.start.who'), text: form.asker.person ? message('form.start.person', { person: form.asker.person, asker }) : asker },
      { term: message('form.start.until'), text: sayDue(form.due), strong: true },
      ...(form.service ? [{ term: message('form.start.service'), text: form.service }] : []),
      { term: message('form.start.what'), text: form.title },
      { term: message('form.start.much'), text: message('form.start.questions', { count: of, sections: form.progress.length }), sub: muchSub(map, done) },
      { term: message('form.start.long'), text: sayLength(form.minutes), sub: message('form.start.reckoned') },
    ],
    kinds: kindsInLine(kinds),
    tables: shown.filter(({ kind }) => kind === 'table').map(({ text }) => text),
  };
}

/** What is done already, and how many questions can come up yet. */
function muchSub({ index, seen }: FormMap, done: number): string | undefined {
  const hidden = [...index.questions.values()].filter((question) => !isNote(question) && !seen.keys.has(question.key)).length;
  return [...(done > 0 ? [message('form.start.done', { count: done })] : []), ...(hidden > 0 ? [message('form.start.more', { count: hidden })] : [])].join('; ') || undefined;
}

/** "About 40 minutes", "About 2 hours": more exact than to half an hour would be a promise. */
function sayLength(minutes: number): string {
  if (minutes < 90) return message('form.start.minutes', { count: minutes });
  const halves = Math.round(minutes / 30);
  return message(halves % 2 ? 'form.start.halfHours' : 'form.start.hours', { count: Math.floor(halves / 2) });
}

/** The whole questionnaire to read or print, with what has been answered. */
export function allView(map: FormMap) {
  return {
    ...formFrame(map, message('form.all.title', { title: map.form.title }), { back: map.form.status === 'open' ? { href: map.at, text: message('form.back.start') } : { href: `${map.at}/receipt`, text: message('form.back.receipt') } }),
    lede: message('form.all.lede', { asker: map.form.asker.organization }),
    sections: map.index.template.sections.flatMap((section) => {
      const questions = map.places.filter((place) => place.section.key === section.key).flatMap((place) => place.questions);
      return questions.length === 0 ? [] : [{ title: section.title, intro: section.intro, questions: questions.map((question) => readable(map, question)) }];
    }),
  };
}

function readable(map: FormMap, question: FormMap['places'][number]['questions'][number]) {
  const number = map.numberOf.get(question.key);
  const [row] = answerRow(map, question);
  const columns = (question.columns ?? []).map(({ label }) => label);
  return {
    text: number === undefined ? question.text : `${number}. ${question.text}`,
    help: question.help, why: question.why,
    options: question.kind === 'multi' || (question.options ?? []).length > 2 ? (question.options ?? []).map(({ label }) => label) : columns,
    answer: row && map.answers[question.key] ? row.text : undefined,
    note: row?.note,
  };
}
