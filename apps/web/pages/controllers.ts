import type { Type } from '@nestjs/common';
import { AccountPages } from './settings/account.pages.js';
import { SettingsPages } from './settings/settings.pages.js';
import { TokenPages } from './settings/tokens.pages.js';
import { SignInPages } from './sign-in/sign-in.pages.js';
import { StyleguidePages } from './styleguide/styleguide.pages.js';
import { TicketPages } from './sign-in/ticket.pages.js';

/** Every page there is, by its controller. */
export const pageControllers: readonly Type[] = [
  SignInPages,
  TicketPages,
  StyleguidePages,
  TokenPages,
  SettingsPages,
  AccountPages,
];
