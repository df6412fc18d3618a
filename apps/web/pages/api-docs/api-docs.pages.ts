import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Config } from '#libs/platform/config.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { openApi } from '../../http/openapi.js';
import { Page } from '../../http/page.js';
import { message, version } from '../../render.js';

/** The description of the JSON API, for people and for programs. It holds no data, so anybody may read it. */
@Controller('api')
export class ApiDocsPages {
  private description: string | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @Get('docs')
  docs() {
    return new Page('api-docs/api-docs', { page: { title: message('api-docs.title') } });
  }

  @Get('openapi.json')
  openApi(@Res({ passthrough: true }) reply: FastifyReply) {
    this.description ??= JSON.stringify(openApi(this.config.publicUrl, version));
    void reply.type('application/json; charset=utf-8');
    return this.description;
  }
}
