import { byLanguage, languageNow } from '../../language.js';
import { message, type PageView } from '../../render.js';
import type { Form, FormMap } from './form-map.js';

/** What every page of the form shows around its own content. */
export function formFrame({ form, at }: Pick<FormMap, 'form' | 'at'>, title: string, more: Partial<PageView['page']> = {}): PageView & { readonly at: string } {
  return {
    page: { title, who: form.vendorName, asker: form.asker.organization, back: { href: `${at}/tasks`, text: message('form.back.tasks') }, ...more },
    zone: form.due.zone, at,
  };
}

const weekday = byLanguage((locale) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }));
const localeNow = byLanguage((locale) => locale);

/** "Friday, 13 March 2026, end of the day, Central European Time". */
export function sayDue({ date, zone }: Form['due']): string {
  const noon = new Date(`${date}T12:00:00Z`);
  const name = new Intl.DateTimeFormat(localeNow(), { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(noon).find((part) => part.type === 'timeZoneName')?.value ?? zone;
  return message('form.due', { date: languageNow() === 'en' ? weekday().format(noon).replace(',', '') : weekday().format(noon), zone: name });
}

/** "09:12 CET", for the word that an answer was saved. */
export function sayTime(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat(localeNow(), { timeZone: zone, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('hour')}:${part('minute')} ${part('timeZoneName')}`;
}

/** Answered and asked questions over all sections. */
export function counted(form: Form): { readonly done: number; readonly of: number } {
  return { done: form.progress.reduce((sum, section) => sum + section.done, 0), of: form.progress.reduce((sum, section) => sum + section.questions, 0) };
}

/** "214 KB", "1.4 MB". */
export function saySize(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
