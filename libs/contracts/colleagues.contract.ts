import { z } from 'zod';
import { request } from './contract.js';
import { done, email, id, instant, paragraph } from './words.js';

/** Sharing sections of a form. The request that is meant follows from the actor; only whoever was invited by the asker shares. */
const vendor = { issuers: ['vendor'], callers: ['web'] } as const;

/** A colleague who answers some sections by a link of their own. */
const colleague = z.object({ link: id, email, sections: z.array(z.string()), invited: instant, lastSeen: instant.nullable() });

/** Those with whom sections are shared; nobody for a colleague. */
export const colleaguesGet = request('questionnaires', 'colleagues-get', {
  request: z.object({}),
  reply: z.object({ items: z.array(colleague) }),
  http: { method: 'GET', path: '/form/colleagues', roles: [], summary: 'Colleagues who answer sections' },
  ...vendor,
});

/** Sends a narrower link to a colleague; again to the same address changes the sections. */
export const colleagueInvite = request('questionnaires', 'colleague-invite', {
  request: z.object({ email, sections: z.array(z.string()).min(1, 'Choose at least one section'), note: paragraph.optional() }),
  reply: colleague,
  http: { method: 'POST', path: '/form/colleagues', roles: [], summary: 'Share sections with a colleague', idempotent: true },
  ...vendor,
});

/** Takes a colleague's link back; their answers stay. */
export const colleagueWithdraw = request('questionnaires', 'colleague-withdraw', {
  request: z.object({ link: id }),
  reply: done,
  http: { method: 'DELETE', path: '/form/colleagues/:link', roles: [], summary: 'Take the link of a colleague back' },
  ...vendor,
});
