import { z } from 'zod';
import { request } from './contract.js';
import { done, instant, line, paragraph, sha256 } from './words.js';

const keepers = ['administrator', 'procurement', 'compliance'] as const;
const insiders = ['administrator', 'procurement', 'compliance', 'reader', 'auditor'] as const;
const key = z.string().min(1).max(200);
const revision = z.coerce.number().int().min(1).describe('the revision that was on screen; another one now is a conflict');

/** A template as `libs/questionnaire` knows it; its shape is checked before it is kept. */
const template = z.looseObject({ key: z.string(), version: z.string(), title: z.string(), sections: z.array(z.looseObject({ key: z.string(), title: z.string(), questions: z.array(z.looseObject({ key: z.string(), text: z.string(), kind: z.string() })) })) });

const problem = z.object({ path: z.string(), code: z.string(), message: z.string() });
const mergeLine = z.object({ key: z.string(), text: z.string(), what: z.enum(['taken', 'added', 'removed', 'kept', 'left-out']) });

const row = z.object({
  key: z.string(), title: z.string(), revision: z.int(), questions: z.int(),
  published: z.string().nullable().describe('the version that can be sent'), changed: z.boolean().describe('the draft differs from what is published'),
  retired: z.boolean().describe('kept, and no longer sent'), changedAt: instant, changedBy: z.string(),
  base: z.object({ key: z.string(), title: z.string(), version: z.string(), newer: z.string().nullable().describe('the version of it that can be taken in') }).nullable(),
});

export const ownTemplate = row.extend({
  draft: template,
  problems: z.array(problem).describe('what stands in the way of publishing'),
  next: z.string().describe('the version that publishing would make'),
  changes: z.array(z.object({ key: z.string(), text: z.string(), change: z.enum(['reworded', 'changed', 'new', 'gone']) })).describe('against the published version'),
  versions: z.array(z.object({ version: z.string(), at: instant, by: z.string(), requests: z.int() })).describe('newest first'),
});

export const ownTemplateList = request('questionnaires', 'own-template-list', {
  request: z.object({}),
  reply: z.object({ items: z.array(row) }),
  http: { method: 'GET', path: '/own-questionnaires', roles: insiders, summary: 'Questionnaires of this organization, drafts among them' },
});

export const ownTemplateGet = request('questionnaires', 'own-template-get', {
  request: z.object({ key }),
  reply: ownTemplate,
  http: { method: 'GET', path: '/own-questionnaires/:key', roles: insiders, summary: 'A questionnaire of this organization with its draft, problems and versions' },
});

/** One published version, to compare with. */
export const ownTemplateVersion = request('questionnaires', 'own-template-version', {
  request: z.object({ key, version: z.string().max(60) }),
  reply: z.object({ template }),
  http: { method: 'GET', path: '/own-questionnaires/:key/versions/:version', roles: insiders, summary: 'A published version of a questionnaire' },
});

/** Begins a questionnaire: empty, as a copy of one there is, or with what was imported. */
export const ownTemplateCreate = request('questionnaires', 'own-template-create', {
  request: z.object({ title: line, from: key.optional(), template: template.optional() }),
  reply: ownTemplate,
  timeout: 20_000,
  http: { method: 'POST', path: '/own-questionnaires', roles: keepers, summary: 'Begin a questionnaire of your own', idempotent: true },
});

const edit = z.discriminatedUnion('act', [
  z.object({ act: z.literal('title'), title: line, intro: paragraph.optional() }),
  z.object({ act: z.literal('section'), key: key.optional(), title: line, intro: paragraph.optional() }),
  z.object({ act: z.literal('question'), section: key, question: z.looseObject({ key, text: z.string().trim().min(1, 'Enter the question').max(2_000, 'Use at most 2,000 characters'), kind: z.string() }) }),
  z.object({ act: z.literal('move'), key, by: z.union([z.literal(1), z.literal(-1)]) }),
  z.object({ act: z.literal('remove'), key }),
]);

/** Makes one change in the draft. @throws Fault `questionnaires.changed-meanwhile`, `questionnaires.template-shape` */
export const ownTemplateEdit = request('questionnaires', 'own-template-edit', {
  request: z.object({ key, revision, edit }),
  reply: ownTemplate,
  http: { method: 'POST', path: '/own-questionnaires/:key/edits', roles: keepers, summary: 'Change the draft of a questionnaire' },
});

/** Makes a version of the draft: what is sent from now on. Requests that were sent keep what they asked. */
export const ownTemplatePublish = request('questionnaires', 'own-template-publish', {
  request: z.object({ key, revision }),
  reply: ownTemplate,
  http: { method: 'POST', path: '/own-questionnaires/:key/publish', roles: keepers, summary: 'Publish the draft of a questionnaire', idempotent: true },
});

export const ownTemplateRetire = request('questionnaires', 'own-template-retire', {
  request: z.object({ key, revision, retired: z.boolean() }),
  reply: ownTemplate,
  http: { method: 'POST', path: '/own-questionnaires/:key/retire', roles: keepers, summary: 'Retire a questionnaire, or take it back into use', idempotent: true },
});

/** Takes the newer version of the questionnaire underneath into the draft: changed on one side only counts, changed on both stays as it is here. */
export const ownTemplateRefresh = request('questionnaires', 'own-template-refresh', {
  request: z.object({ key, revision, dryRun: z.stringbool().or(z.boolean()).default(true) }),
  reply: z.object({ lines: z.array(mergeLine), template: ownTemplate }),
  http: { method: 'POST', path: '/own-questionnaires/:key/refresh', roles: keepers, summary: 'Take in the newer version of the questionnaire that this one was made from; a trial unless dryRun is false', idempotent: true },
});

/** How the columns of a file with these headers were read last time. */
export const layoutGet = request('questionnaires', 'layout-get', {
  request: z.object({ headers: sha256 }),
  reply: z.object({ layout: z.object({ sheet: z.string().nullable(), columns: z.record(z.string(), z.string()), at: instant }).nullable() }),
});

export const layoutSet = request('questionnaires', 'layout-set', {
  request: z.object({ headers: sha256, sheet: z.string().max(200).nullable(), columns: z.record(z.string().max(40), z.string().max(200)) }),
  reply: done,
});
