import { Controller, Get } from '@nestjs/common';
import { Page } from '../../http/page.js';
import { styleguideView } from './styleguide.view.js';

/** Every part that pages are made of, with sample data. */
@Controller()
export class StyleguidePages {
  @Get('styleguide')
  show() {
    return new Page('styleguide/styleguide', styleguideView);
  }
}
