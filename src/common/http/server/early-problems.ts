import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '../../database/new-id.js';
import { problemOf, PROBLEM_JSON } from '../problem.js';

/** Errors of the router itself (an address that cannot be decoded), which no hook or filter sees. */
export function answerRouterError(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error, request.id);
  void reply
    .code(problem.status)
    .header('content-type', PROBLEM_JSON)
    .header('x-request-id', request.id)
    .send(JSON.stringify(problem));
}

const NOT_HTTP: Readonly<Record<string, { statusCode: number; message: string }>> = {
  HPE_HEADER_OVERFLOW: { statusCode: 431, message: 'The headers are too large.' },
  ERR_HTTP_REQUEST_TIMEOUT: { statusCode: 408, message: 'The request did not arrive in time.' },
};

/** What is no readable HTTP never becomes a request; the answer is written to the socket. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
  const known = NOT_HTTP[error.code ?? ''] ?? {
    statusCode: 400,
    message: 'This is not a readable HTTP request.',
  };
  const problem = problemOf(Object.assign(new Error(known.message), known), newId());
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    `Content-Type: ${PROBLEM_JSON}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
