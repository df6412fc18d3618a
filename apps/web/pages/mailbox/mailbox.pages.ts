import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Get, Inject, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { simpleParser } from 'mailparser';
import { Fault } from '#libs/contracts/faults.js';
import type { Config } from '#libs/platform/config.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { Page } from '../../http/page.js';
import { mailboxView, mailView, type KeptMail } from './mail.view.js';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const fileName = /^[\w-][\w.-]*\.eml$/;
const pageSize = 50;

/** Mails kept on this computer, for whoever sits at it; elsewhere there is no such page. */
@Controller('mailbox')
export class MailboxPages {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @Get()
  async list(@Req() request: FastifyRequest, @Query('after') after?: string) {
    const folder = this.folderFor(request);
    const files = (await readdir(folder)).filter((name) => fileName.test(name)).sort().reverse().filter((name) => !after || name < after);
    const mails = await Promise.all(files.slice(0, pageSize).map((name) => keptMail(folder, name)));
    return new Page('mailbox/list', mailboxView(mails, files.length > pageSize ? files[pageSize - 1] ?? null : null));
  }

  @Get(':file')
  async show(@Req() request: FastifyRequest, @Param('file') file: string) {
    const folder = this.folderFor(request);
    if (!fileName.test(file) || !(await readdir(folder)).includes(file)) throw missing();
    return new Page('mailbox/mail', mailView(await keptMail(folder, file), this.config.publicUrl));
  }

  /** The folder of the mails, for a browser on this computer that asked for this very address: not for a name that was bent to it. */
  private folderFor(request: FastifyRequest): string {
    const here = loopback.has(request.raw.socket.remoteAddress ?? '') && loopback.has(request.ip) && request.headers.host === new URL(this.config.publicUrl).host;
    if (!this.config.mailboxDir || !here) throw missing();
    return this.config.mailboxDir;
  }
}

async function keptMail(folder: string, file: string): Promise<KeptMail> {
  const mail = await simpleParser(await readFile(join(folder, file)), { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  const to = Array.isArray(mail.to) ? mail.to.map(({ text }) => text).join(', ') : mail.to?.text;
  return { file, subject: mail.subject ?? '', to: to ?? '', from: mail.from?.text ?? '', at: mail.date?.toISOString() ?? null, text: mail.text ?? '' };
}

function missing(): Fault {
  return new Fault('missing', 'web.page-unknown', 'There is no such page. The address may be mistyped, or what stood here was removed');
}
