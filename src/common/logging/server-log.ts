import type { LoggerService } from '@nestjs/common';
import { Logger as PinoNestLogger, PinoLogger } from 'nestjs-pino';
import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { serializeError } from './error-serializer.js';
import { redact } from './redact.js';

/** The log of one server: everything that code says, and the one line for each request. */
export interface ServerLog {
  app: Logger;
  /** Takes only fields that it is known to be given, so nothing needs redacting there. */
  requests: Logger;
  nest: LoggerService;
}

/** What Nest tells of its own start: hundreds of lines that only help whoever debugs the wiring. */
const WIRING = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

class NestLog extends PinoNestLogger {
  override log(message: unknown, ...rest: unknown[]): void {
    if (WIRING.has(String(rest.at(-1)))) this.debug(message, ...rest);
    else super.log(message, ...rest);
  }
}

/** JSON lines on standard output, written in the background and flushed when the process ends. */
export function createServerLog(level: string, destination?: DestinationStream): ServerLog {
  const stream = destination ?? pino.destination({ dest: 1, sync: false });
  const options: LoggerOptions = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: serializeError },
    formatters: { level: (label) => ({ level: label }) },
  };
  const app = pino({ ...options, formatters: { ...options.formatters, log: redact } }, stream);
  const params = { pinoHttp: { logger: app } };
  return { app, requests: pino(options, stream), nest: new NestLog(new PinoLogger(params), params) };
}
