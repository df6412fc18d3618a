import type { z } from 'zod';
import type { Service } from '#libs/contracts/contract.js';
import type { deadLettersOf } from '#libs/platform/own-requests.js';
import { message, type PageView } from '../../render.js';
import { settingsTabs } from '../settings/roles.view.js';

export type Letter = z.output<ReturnType<typeof deadLettersOf>['reply']>['items'][number] & { readonly service: Service };

/** Messages between services that could not have their effect, oldest first, each with the way to give it one after all. */
export function messagesView(letters: readonly Letter[]): PageView & Record<string, unknown> {
  return {
    page: { title: message('trail.messages.title'), nav: 'settings' },
    tabs: settingsTabs('messages'),
    columns: ['event', 'service', 'reason', 'at', 'act'].map((name) => ({ text: message(`trail.messages.${name}`) })),
    letters: [...letters].sort((a, b) => (a.at < b.at ? -1 : 1)).map((letter) => ({ ...letter, eventWords: letter.event.replace(/^[a-z]+\./, '').replaceAll('-', ' '), serviceWord: message(`trail.services.${letter.service}`), fields: [{ name: 'service', value: letter.service }, { name: 'id', value: letter.id }] })),
  };
}
