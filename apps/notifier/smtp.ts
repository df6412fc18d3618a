import { createTransport, type Transporter } from 'nodemailer';

/** What is handed to the mail server. */
export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly replyTo?: string | undefined;
}

/** How handing over ended: taken, refused for good, not now, or nobody knows. */
export type Handover =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused' | 'later' | 'unknown'; readonly note: string };

/** Hands mails to one SMTP server. */
export class Smtp {
  private readonly transport: Transporter;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    this.transport = createTransport({ url, pool: true, maxConnections: 4, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, disableFileAccess: true, disableUrlAccess: true } as never);
  }

  /** Hands over one mail. Its Message-ID follows from its id, so that a mail server that sees it twice can tell. */
  async hand(mail: Mail): Promise<Handover> {
    try {
      await this.transport.sendMail({
        from: this.from, to: mail.to, subject: mail.subject, text: mail.text, messageId: `<${mail.id}@${domainOf(this.from)}>`,
        headers: { 'Auto-Submitted': 'auto-generated' }, ...(mail.replyTo && { replyTo: mail.replyTo }),
      });
      return { outcome: 'sent' };
    } catch (error) {
      return handoverOf(error);
    }
  }

  close(): void {
    this.transport.close();
  }
}

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

/**
 * What a failure means. A server that answered says whether for good (5yz) or not now (4yz, RFC 5321 section 4.2.1);
 * before the message was handed over nothing can have been sent; a connection lost during it leaves that open.
 */
export function handoverOf(error: unknown): Handover {
  const { code, responseCode, command } = (typeof error === 'object' && error !== null ? error : {}) as SmtpError;
  if (responseCode !== undefined && responseCode >= 500) return { outcome: 'refused', note: `The mail server refused it for good (${responseCode})` };
  if (responseCode !== undefined && responseCode >= 400) return { outcome: 'later', note: `The mail server does not take it now (${responseCode})` };
  if (command === 'DATA') return { outcome: 'unknown', note: 'The connection broke while the mail was handed over' };
  if (code === 'EENVELOPE') return { outcome: 'refused', note: 'The mail server refuses this address' };
  if (code === 'EAUTH') return { outcome: 'later', note: 'The mail server does not let us sign in' };
  return { outcome: 'later', note: 'The mail server cannot be reached' };
}

function domainOf(from: string): string {
  return /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
}
