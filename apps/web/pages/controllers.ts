import type { Type } from '@nestjs/common';
import { SignInPages } from './sign-in/sign-in.pages.js';
import { TicketPages } from './sign-in/ticket.pages.js';

/** Every page there is, by its controller. */
export const pageControllers: readonly Type[] = [
  SignInPages,
  TicketPages,
];
