import { Controller, Get } from '@nestjs/common';
import { Page } from '../../http/page.js';
import { message } from '../../render.js';

/** What everybody may read: help, accessibility, privacy. */
@Controller()
export class AboutPages {
  @Get('help')
  help() {
    return about('help');
  }

  @Get('accessibility')
  accessibility() {
    return about('accessibility');
  }

  @Get('privacy')
  privacy() {
    return about('privacy');
  }
}

function about(name: 'help' | 'accessibility' | 'privacy'): Page {
  return new Page('about/about', { page: { title: message(`about.${name}.title`) }, paragraphs: message(`about.${name}.text`).split('\n\n') });
}
