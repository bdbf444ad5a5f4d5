import fastify from 'fastify';
import { text } from 'node:stream/consumers';

/** A route that answers what it was given on its standard input: what answering costs at the least. */
const body = await text(process.stdin);
const server = fastify();
server.get('/health', () => 'ok');
server.get('/', (_request, reply) => reply.type('application/json').send(body));
await server.listen({ host: '127.0.0.1', port: Number(process.argv[2]) });
