import qrcode from 'qrcode';
import type { Session } from '../../accounts/session.js';
import type { FormError } from '../../http/form.js';
import { message, type PageView } from '../../render.js';
import { zoneChoices } from '../zones.js';
import { roleWords } from './roles.view.js';

/** Oneself, as the account page shows it. */
interface Own {
  readonly email: string;
  readonly name: string;
  readonly secondFactor: boolean;
  readonly sessions: number;
}

interface Refused {
  readonly errors?: readonly FormError[];
  readonly wrong?: Readonly<Record<string, string>>;
}

/** A QR code as an SVG path: one run of dark modules after the other, one unit a module, with the quiet zone of four around it. */
export function qrPath(address: string): { path: string; box: string } {
  const { size, data } = qrcode.create(address, { errorCorrectionLevel: 'M' }).modules;
  const runs: string[] = [];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!data[y * size + x]) continue;
      const from = x;
      while (x + 1 < size && data[y * size + x + 1]) x += 1;
      runs.push(`M${from} ${y}h${x + 1 - from}v1h-${x + 1 - from}z`);
    }
  }
  return { path: runs.join(''), box: `-4 -4 ${size + 8} ${size + 8}` };
}

/** The own account: password, second factor (off, waiting for its first code, on), signing out. */
export function accountView(own: Own, session: Session, waiting: { secret: string; address: string } | null, refused: Refused = {}): PageView & Record<string, unknown> {
  return {
    page: { title: message('settings.account.title'), error: Boolean(refused.errors?.length) },
    own, zones: zoneChoices, zone: session.zone,
    facts: [
      { term: message('settings.account.email'), text: own.email },
      { term: message('settings.account.organization'), text: session.tenantName },
      { term: message('settings.account.roles'), text: roleWords(session.roles) },
      { term: message('settings.account.sessions'), text: message('settings.account.sessions', { count: own.sessions }) },
    ],
    waiting: waiting && { ...qrPath(waiting.address), secret: waiting.secret.replace(/(.{4})(?=.)/g, '$1 ') },
    ...refused,
  };
}

/** The password that removes the second factor stands beside the one that changes it, so its messages move to its own field. */
export function atRemoval(refused: { errors: FormError[]; wrong: Record<string, string> }): { errors: FormError[]; wrong: Record<string, string> } {
  const name = (field: string) => (field === 'current' ? 'removing' : field);
  return {
    errors: refused.errors.map((error) => ({ ...error, field: name(error.field), href: error.href === '#current' ? '#removing' : error.href })),
    wrong: Object.fromEntries(Object.entries(refused.wrong).map(([field, text]) => [name(field), text])),
  };
}
