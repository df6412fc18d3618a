import { roles, type Role } from '#libs/contracts/contract.js';
import { message } from '../../render.js';

/** The roles that can be given, with what each may do. */
export function roleChoices(allowed: readonly Role[] = roles) {
  return allowed.map((role) => ({ value: role, text: message(`settings.role.${role}`), hint: message(`settings.roleHint.${role}`) }));
}

/** Roles as a person reads them: "Procurement, Compliance". */
export function roleWords(held: readonly Role[]): string {
  return held.map((role) => message(`settings.role.${role}`)).join(', ');
}

const tabs = ['people', 'asking', 'tokens', 'mails', 'messages', 'trail'] as const;

/** The tabs of the settings. */
export function settingsTabs(here: (typeof tabs)[number]) {
  return tabs.map((key) => ({
    text: message(`settings.tabs.${key}`), href: key === 'people' ? '/settings' : `/settings/${key}`, here: key === here,
  }));
}
