import type { Service } from '#libs/contracts/contract.js';

/** The running installation that the worked example is loaded into, through the commands of its services. */
export interface DemoTarget {
  /** Where the pages and the JSON API are served. */
  readonly address: string;
  /** The settings of a service as its environment variables: its NATS user, its actor key and so on. */
  environmentOf(service: Service): Record<string, string>;
  /** Tells the person at the screen. */
  say(line: string): void;
}

/** Who can sign in to the worked example; the passwords are made for this installation and shown once. */
export interface DemoResult {
  readonly people: readonly { readonly email: string; readonly password: string; readonly role: string }[];
}
