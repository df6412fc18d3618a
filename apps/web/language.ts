import { AsyncLocalStorage } from 'node:async_hooks';

/** Languages in which a vendor's pages are written. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** In which language a request is answered, and where another can be chosen: below `at`, coming back to `to`. */
export interface LanguageChoice {
  readonly language: Language;
  readonly at: string;
  readonly to: string;
}

const choices = new AsyncLocalStorage<LanguageChoice>();
const locales = { en: 'en-GB', de: 'de-DE' } as const;

/** Does work in a language: every message and date in it, and in what follows from it, is in that language. */
export const inLanguage = <T>(choice: LanguageChoice, work: () => T): T => choices.run(choice, work);

/** The choice of the request that is being answered; undefined where there is none to make. */
export const languageChoice = (): LanguageChoice | undefined => choices.getStore();

/** The language of the request that is being answered. */
export const languageNow = (): Language => choices.getStore()?.language ?? 'en';

/** Something that depends on the language, such as a formatter of dates, made once for each. */
export function byLanguage<T>(make: (locale: string) => T): () => T {
  const made = new Map<Language, T>();
  return () => {
    const language = languageNow();
    const known = made.get(language) ?? make(locales[language]);
    made.set(language, known);
    return known;
  };
}

/** The first language of a browser's list that pages are written in. @param header as `de-CH, de;q=0.9, en;q=0.8` */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '').slice(0, 500).split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const quality = Number(parameters.map((each) => /^\s*q=([\d.]+)$/.exec(each)?.[1]).find((each) => each !== undefined) ?? 1);
    return { language: tag.split('-')[0], quality };
  }).filter(({ quality }) => quality > 0).sort((one, other) => other.quality - one.quality);
  return wanted.map(({ language }) => languages.find((known) => known === language)).find((known) => known !== undefined) ?? 'en';
}
