import { progressOf } from '#libs/questionnaire/progress.js';
import type { Fault } from '#libs/contracts/faults.js';
import { message } from '../../render.js';
import { answerRow } from './answer-row.js';
import { addressOf, addressOfQuestion, type FormMap } from './form-map.js';
import { counted, formFrame, sayDue } from './form-frame.js';

/** What stands between the answers and handing them in, each with the question it belongs to. */
export function openProblems(map: FormMap): readonly { readonly key: string; readonly text: string; readonly says: string; readonly href: string }[] {
  const progress = progressOf(map.index, map.answers);
  const line = (key: string, says: string) => ({ key, says, text: questionLine(map, key), href: addressOfQuestion(map, key) });
  return [
    ...progress.problems.map(({ path, message: says }) => line(path.replace(/\.(value|explanation)$/, ''), says)),
    ...progress.unanswered.map((key) => line(key, '')),
  ];
}

/** "23 of 25 answered. 1 answer missing, 1 optional left.": what is not answered adds up to the questions. */
export function sayCounts(map: FormMap, open: ReturnType<typeof openProblems>): string {
  const { done, of } = counted(map.form);
  const missing = open.filter(({ says }) => says === '').length;
  const parts = { missing, mending: open.length - missing, optional: Math.max(0, of - done - missing) };
  const left = Object.entries(parts).flatMap(([name, count]) => (count > 0 ? [message(`form.tasks.${name}`, { count })] : [])).join(', ');
  const lede = message('form.tasks.lede', { done, count: of });
  return left ? message('form.tasks.left', { lede, left }) : lede;
}

/** "15. How soon is access removed?" */
function questionLine(map: FormMap, key: string): string {
  const number = map.numberOf.get(key);
  const text = map.index.questions.get(key)?.text ?? '';
  return number === undefined ? text : `${number}. ${text}`;
}

/** Every answer to be read once more, what is missing, and the form that hands them in. */
export function checkView(map: FormMap, key: string, values: { readonly name: string; readonly anyway: string }, fault?: Fault) {
  const { form } = map;
  const open = openProblems(map);
  const title = message('form.check.title');
  const errors = fault ? errorsOf(fault, open.length, values) : [];
  return {
    ...formFrame(map, title, { error: errors.length > 0 }),
    key, values, errors,
    wrong: Object.fromEntries(errors.map(({ href, text }) => [href.slice(1), text])),
    lede: sayCounts(map, open), due: sayDue(form.due),
    mending: open.filter(({ says }) => says !== ''),
    missing: open.filter(({ says }) => says === ''),
    missingBySection: bySection(map, open.filter(({ says }) => says === '')),
    incomplete: open.length > 0,
    asker: form.asker.organization, vendor: form.vendorName,
    sections: map.index.template.sections.flatMap((section) => {
      const places = map.places.filter((place) => place.section.key === section.key);
      const items = places.flatMap((place) => place.questions).flatMap((question) => answerRow(map, question, addressOfQuestion(map, question.key)));
      // a section without any answer is named among what is missing, and there is nothing to read in it
      const said = places.some((place) => place.questions.some((question) => map.answers[question.key] !== undefined));
      return said && places[0] ? [{ title: section.title, id: `s-${section.key}`.replace(/[^\w-]/g, '-'), link: { text: message('form.check.open'), href: addressOf(map, places[0]) }, items }] : [];
    }),
  };
}

/** Missing answers under their sections, where they are too many for one list. */
function bySection(map: FormMap, missing: ReturnType<typeof openProblems>) {
  if (missing.length <= 10) return undefined;
  return map.index.template.sections.flatMap((section) => {
    const items = missing.filter(({ key }) => map.index.sectionOf.get(key) === section.key);
    return items.length > 0 ? [{ title: message('form.check.missingIn', { title: section.title, count: items.length }), items }] : [];
  });
}

/** Everything that stands against handing in at once, not one after the other. */
function errorsOf(fault: Fault, open: number, values: { readonly name: string; readonly anyway: string }) {
  const mine = [
    ...(values.name === '' ? [{ href: '#name', text: message('form.check.needName') }] : []),
    ...(open > 0 && values.anyway === '' ? [{ href: '#anyway', text: message('form.check.needReason', { count: open }) }] : []),
  ];
  if (mine.length > 0) return mine;
  const fields = fault.more.fields ?? [];
  return fields.length ? fields.map(({ field, message: text }) => ({ href: `#${field}`, text })) : [{ href: '#main', text: fault.message }];
}
