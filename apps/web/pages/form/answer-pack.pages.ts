import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Bus } from '#libs/platform/bus.js';
import type { Config } from '#libs/platform/config.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { Redirect } from '../../http/page.js';
import { keyAddress, packKey, publicHalf, signPack } from './answer-pack.js';
import { answersCopy } from './receipt.view.js';
import { withForm } from './session.js';

/** The vendor's answers to keep and to reuse, and the key by which anybody can see that they are unchanged. */
@Controller()
export class AnswerPackPages {
  constructor(
    @Inject(Bus) private readonly bus: Bus,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('form/:ref/answer-pack.json')
  pack(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return withForm(this.bus, request, undefined, ({ map }) => {
      if (!map.form.receipt) return new Redirect(`${map.at}/tasks`);
      void reply.type('application/json; charset=utf-8').header('content-disposition', 'attachment; filename="answer-pack.json"');
      const content: unknown = JSON.parse(JSON.stringify(answersCopy(map)));
      return JSON.stringify(signPack(content as object, packKey(this.config.sessionKey), new URL(this.config.publicUrl).origin), null, 2);
    });
  }

  @Get(keyAddress.slice(1))
  key(@Res({ passthrough: true }) reply: FastifyReply) {
    void reply.type('application/json; charset=utf-8');
    return JSON.stringify({ format: 'concord-answer-key', keys: [publicHalf(packKey(this.config.sessionKey))] });
  }
}
