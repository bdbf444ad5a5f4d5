import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  type LoginQuery,
  loginQueryShape,
  type LogoutNotice,
  logoutNoticeShape,
} from '@vigie/contract';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { principalOf } from '../../access/principal.js';
import { SessionCookies } from '../../access/session-cookie.js';
import { IssuerLogout } from './issuer-logout.js';
import { type NextStep, SignInService } from './sign-in.service.js';

/** What browsers and issuers follow to sign in and out: addresses, no part of the API. */
@Controller('auth')
@ApiExcludeController()
export class SignInController {
  constructor(
    private readonly signIn: SignInService,
    private readonly logout: IssuerLogout,
    private readonly cookies: SessionCookies,
  ) {}

  @Get('login')
  async begin(
    @Query({ schema: loginQueryShape }) query: LoginQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const step = await this.signIn.begin(query.issuer, query.return_to);
    this.#send(reply, step, (secret) => this.cookies.signIn(secret));
  }

  @Get('callback/:id')
  async finish(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const query = request.url.split('?')[1] ?? '';
    const browser = this.cookies.signInOf(request.headers.cookie);
    const step = await this.signIn.finish(id, query, browser);
    this.#send(reply, step, (secret) => this.cookies.session(secret));
  }

  @Post('logout')
  async end(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signIn.end(principalOf(request), this.cookies.sessionOf(request.headers.cookie));
    this.#send(reply, { location: '/', secret: '' }, () => this.cookies.noSession());
  }

  @Post('backchannel-logout')
  @HttpCode(200)
  async endByIssuer(@Body({ schema: logoutNoticeShape }) body: LogoutNotice): Promise<void> {
    await this.logout.end(body.logout_token);
  }

  #send(
    reply: FastifyReply,
    { location, secret }: NextStep,
    cookie: (secret: string) => string,
  ): void {
    if (secret !== undefined) reply.header('set-cookie', cookie(secret));
    reply.status(303).header('location', location);
  }
}
