import { z } from 'zod';
import { evidenceBatch, measured } from './evidence.contract.js';
import { event, request } from './contract.js';
import { date, id, instant, line, paragraph, sha256 } from './words.js';

const owners = ['administrator', 'compliance'] as const;
const insiders = ['administrator', 'procurement', 'compliance', 'reader', 'auditor'] as const;

export const controlState = z.enum(['planned', 'in-place', 'not-applicable', 'not-in-place']);

const collected = z.object({
  id, name: z.string(), sha256, size: z.int(), from: date, to: date.nullable(), note: z.string().nullable(), by: z.string(), at: instant,
});

/** An own control: a common control, how it is done here, and what stands behind it. */
export const ownControl = z.object({
  id, version: z.int(), control: z.string(), title: z.string(), domain: z.string(), statement: z.string(),
  state: controlState, owner: z.string().nullable(), how: z.string(), justification: z.string().nullable(),
  measured: z.array(measured), since: date, evidence: z.array(collected), updated: instant,
});

export const ownControlList = request('programme', 'control-list', {
  request: z.object({ state: controlState.optional(), domain: z.string().optional() }),
  reply: z.object({ items: z.array(ownControl) }),
  callers: ['web', 'reports'],
  issuers: ['person', 'system'],
  http: { method: 'GET', path: '/programme/controls', roles: insiders, summary: 'Controls of the own organization' },
});

export const ownControlGet = request('programme', 'control-get', {
  request: z.object({ id }),
  reply: ownControl,
  http: { method: 'GET', path: '/programme/controls/:id', roles: insiders, summary: 'One own control' },
});

/** Says how a common control is done here. A new one has version 0. */
export const ownControlSet = request('programme', 'control-set', {
  request: z.object({
    control: z.string(), version: z.coerce.number().int().min(0), state: controlState, owner: line.optional(),
    how: paragraph.min(1, 'Say how it is done here'), justification: paragraph.optional(), measured: z.array(measured).default([]), since: date,
  }),
  reply: ownControl,
  http: { method: 'PUT', path: '/programme/controls/:control', roles: owners, summary: 'Set an own control', idempotent: true },
});

/** Puts a stored file behind an own control, for the period that it speaks of. */
export const ownEvidenceAdd = request('programme', 'evidence-add', {
  request: z.object({ control: id, sha256, name: z.string().max(255), size: z.coerce.number().int(), from: date, to: date.optional(), note: paragraph.optional() }),
  reply: ownControl,
});

/** The own organization's controls as evidence. */
export const programmeEvidence = event('programme', 'evidence-recorded', evidenceBatch, ['crosswalk']);
