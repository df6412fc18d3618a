import type { colleaguesGet } from '#libs/contracts/colleagues.contract.js';
import type { ReplyOf } from '#libs/contracts/contract.js';
import type { FormError } from '../../http/form.js';
import { message } from '../../render.js';
import { zonedTime } from '../../template-helpers.js';
import { formFrame } from './form-frame.js';
import type { FormMap } from './form-map.js';

/** What stands in the form for one more colleague. */
export interface ShareValues {
  readonly email: string;
  readonly sections: readonly string[];
  readonly note: string;
}

/** Colleagues with their sections, and the form for one more; what was typed is kept. */
export function shareView(map: FormMap, colleagues: ReplyOf<typeof colleaguesGet>['items'], key: string, values: ShareValues, refused: { readonly errors?: readonly FormError[]; readonly wrong?: Readonly<Record<string, string>> } = {}) {
  const { errors = [], wrong = {} } = refused;
  const { zone } = map.form.due;
  return {
    ...formFrame(map, message('form.share.title'), { error: errors.length > 0 }),
    key, values, errors, wrong,
    colleagues: colleagues.map(({ link, email, sections, invited, lastSeen }) => ({
      link, email, sections: sectionTitles(map, sections),
      when: [message('form.share.invited', { at: zonedTime(invited, zone) }), lastSeen ? message('form.share.seen', { at: zonedTime(lastSeen, zone) }) : message('form.share.unseen')].join(', '),
    })),
    sections: map.form.progress.map((section) => ({ value: section.key, text: map.index.sections.get(section.key)?.title ?? section.title, hint: message('form.share.progress', { done: section.done, count: section.questions }) })),
  };
}

/** Sections by their titles, in the order of the form. */
export function sectionTitles(map: FormMap, keys: readonly string[]): string {
  return map.index.template.sections.filter(({ key }) => keys.includes(key)).map(({ title }) => title).join('; ');
}
