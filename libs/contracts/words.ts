import { z } from 'zod';

/** Shapes that several contracts share. */
export const id = z.uuid();
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');
export const date = z.iso.date();
export const instant = z.iso.datetime({ offset: true });
export const email = z.email('Enter an e-mail address, for example name@example.com').max(254);
export const line = z.string().trim().min(1, 'Enter a text').max(200, 'Use at most 200 characters');
export const paragraph = z.string().trim().max(4_000, 'Use at most 4,000 characters');
export const website = z.string().trim().max(300, 'Use at most 300 characters').overwrite(completeWebsite).refine(isWebsite, 'Enter the address of a website, such as https://example.com');
export const zone = z.string().refine(isZone, 'Enter a time zone such as Europe/Berlin');
export const cursor = z.string().max(200).optional();
export const done = z.object({ done: z.literal(true) });

/** A page of a list and the cursor of the next page, null at the end. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });

/** Whether this is a time zone's name in the IANA database. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A bare host, as people type it, as an address; everything else stays what it is. */
function completeWebsite(typed: string): string {
  return /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?#]|$)/u.test(typed) ? `https://${typed}` : typed;
}

/** Whether this is the address of a website on the net: http or https, a host with a dot, no name or password in it. */
function isWebsite(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  return /^https?:$/.test(protocol) && hostname.includes('.') && username === '' && password === '';
}
