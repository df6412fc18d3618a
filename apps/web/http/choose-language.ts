import type { FastifyInstance, FastifyRequest } from 'fastify';
import { inLanguage, languageOf, languages } from '../language.js';
import { formOfAddress } from './form-address.js';
import { cookieOf } from './security.js';

/** Where a vendor's pages stand: the form, or the emailed link. Null for every other page. */
export function vendorAddress(url: string): string | null {
  return formOfAddress(url)?.at ?? /^\/l\/[\w-]{20,200}(?=[/?]|$)/.exec(url)?.[0] ?? null;
}

/**
 * Answers a vendor's pages in the language that was chosen in this browser, or else in the first one of its list that
 * there is. People inside read English.
 */
export function chooseLanguage(app: FastifyInstance, publicUrl: string): void {
  const cookie = cookieOf(publicUrl, 'language').name;
  app.addHook('preHandler', (request, _reply, done) => {
    const at = vendorAddress(request.url);
    if (at === null) return done();
    const chosen = languages.find((language) => language === request.cookies[cookie]);
    inLanguage({ language: chosen ?? languageOf(request.headers['accept-language']), at, to: pageOf(request) }, done);
  });
}

/** The page to come back to: where a form was sent to there is none to look at. */
function pageOf(request: FastifyRequest): string {
  return request.method === 'GET' ? request.url : '';
}
