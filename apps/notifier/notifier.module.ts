import { Module } from '@nestjs/common';
import { MailSender } from './mail-sender.js';
import { MailHandlers } from './mail.handlers.js';

@Module({ controllers: [MailHandlers], providers: [MailSender] })
export class NotifierModule {}
