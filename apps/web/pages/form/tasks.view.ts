import { message } from '../../render.js';
import { addressOf, type FormMap } from './form-map.js';
import { counted, formFrame, sayDue } from './form-frame.js';
import { openProblems, sayCounts } from './check.view.js';
import { isReading } from './documents.view.js';
import { proposalsTask, type Proposals } from './proposals.view.js';

const stateOf = { 'complete': 'done', 'started': 'in-progress', 'not-started': 'not-started' } as const;

/** The list of what there is to do: sections, documents, checking and handing in. */
export function tasksView(map: FormMap, proposals: Proposals = []) {
  const { form } = map;
  const { done, of } = counted(form);
  const open = openProblems(map);
  const missing = open.filter(({ says }) => says === '').length;
  const reading = isReading(form);
  return {
    ...formFrame(map, message('form.tasks.title', { asker: form.asker.organization }), { back: { href: map.at, text: message('form.back.start') } }),
    done, of,
    share: of === 0 ? 1 : done / of,
    lede: sayCounts(map, open), confirm: [proposalsTask(map, proposals)].filter((task) => task !== null),
    due: sayDue(form.due),
    sections: form.progress.flatMap((section) => {
      const place = map.places.find((one) => one.section.key === section.key);
      return place ? [{ text: place.section.title, href: addressOf(map, place), sub: sayAnswered(section), state: stateOf[section.state] }] : [];
    }),
    documents: [{
      text: message('form.documents.title'), href: `${map.at}/documents`,
      sub: form.attachments.length ? message('form.tasks.documents', { count: form.attachments.length }) : message('form.tasks.noDocuments'),
      state: reading ? 'running' : form.attachments.length ? 'done' : 'not-started',
      word: reading ? message('form.tasks.reading') : form.attachments.length ? message('form.tasks.added') : message('form.tasks.ifAny'),
    }],
    helps: form.helps ? message('form.tasks.helps', { owner: form.helps.owner, asker: form.asker.organization }) : undefined,
    note: form.helps?.note ?? '',
    finish: form.helps ? [] : [{
      text: message('form.check.title'), href: `${map.at}/check`, sub: message('form.tasks.checkSub'),
      state: open.length ? 'due' : 'in-progress', word: missing ? message('form.tasks.missing', { count: missing }) : open.length ? message('form.tasks.mending', { count: open.length }) : message('form.tasks.ready'),
    }],
  };
}

/** "7 of 8 answered"; what a complete section leaves open is optional, and it says so. */
function sayAnswered({ done, questions, state }: FormMap['form']['progress'][number]): string {
  const answered = message('form.tasks.answered', { done, count: questions });
  const optional = questions - done;
  return state === 'complete' && optional > 0 ? message('form.tasks.answeredAnd', { answered, optional: message('form.tasks.optional', { count: optional }) }) : answered;
}
