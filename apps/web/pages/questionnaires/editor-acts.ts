import type { TemplateEdit } from '#libs/questionnaire/edit-template.js';
import { optionalText, text, type FormBody } from '../../http/form.js';

/** The change that a submitted form of the editor asks for. What is no act at all comes out as the removal of nothing. */
export function editOf(body: FormBody): TemplateEdit {
  const act = text(body, 'do');
  if (act === 'title') return { act: 'title', title: text(body, 'title'), intro: optionalText(body, 'intro') };
  if (act === 'section') return { act: 'section', key: optionalText(body, 'section'), title: text(body, 'sectionTitle'), intro: optionalText(body, 'sectionIntro') };
  const [, how, key = ''] = /^(up|down|remove) (.+)$/.exec(act) ?? [];
  return how === 'up' || how === 'down' ? { act: 'move', key, by: how === 'up' ? -1 : 1 } : { act: 'remove', key };
}
