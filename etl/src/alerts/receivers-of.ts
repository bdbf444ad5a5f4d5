import type { Settings } from '../settings.js';
import { mailer } from './mailer.js';
import type { Receiver } from './receiver.js';
import { webhook } from './webhook.js';

/** The receivers that the settings name; none is a choice too: alerts are then shown and logged. */
export function receiversOf(settings: Settings): Receiver[] {
  const { VIGIE_ALERT_WEBHOOK: hook, VIGIE_ALERT_SMTP: smtp } = settings;
  return [
    ...(hook === undefined ? [] : [webhook(hook)]),
    ...(smtp === undefined
      ? []
      : [mailer(smtp, { to: settings.VIGIE_ALERT_TO ?? '', from: settings.VIGIE_ALERT_FROM })]),
  ];
}
