import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  SerializeOptions,
} from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse } from '@nestjs/swagger';
import {
  type MadeToken,
  madeTokenShape,
  type NoQuery,
  noQueryShape,
  type TokenRequest,
  tokenRequestShape,
  type Tokens,
  tokensShape,
} from '@vigie/contract';
import { type FastifyRequest } from 'fastify';
import { principalOf } from '../../access/principal.js';
import { Documented, Problems } from '../../documentation/documented.decorator.js';
import { TokensService } from './tokens.service.js';

@Controller('v1/tokens')
export class TokensController {
  constructor(private readonly tokens: TokensService) {}

  @Get()
  @Documented('Jetons du compte / Tokens of the account', tokensShape)
  @SerializeOptions({ schema: tokensShape })
  list(
    @Req() request: FastifyRequest,
    @Query({ schema: noQueryShape }) _query: NoQuery,
  ): Promise<Tokens> {
    return this.tokens.list(principalOf(request));
  }

  @Post()
  @ApiOperation({
    summary:
      'Nouveau jeton ; son secret n’est montré qu’ici / New token; its secret is shown here only',
  })
  @ApiResponse({ status: 201, description: 'Jeton / Token', standardSchema: madeTokenShape })
  @Problems()
  @SerializeOptions({ schema: madeTokenShape })
  make(
    @Req() request: FastifyRequest,
    @Body({ schema: tokenRequestShape }) body: TokenRequest,
  ): Promise<MadeToken> {
    return this.tokens.make(principalOf(request), body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiParam({ name: 'id', description: 'Identifiant du jeton / Id of the token' })
  @ApiOperation({ summary: 'Révoque un jeton / Revokes a token' })
  @ApiResponse({ status: 204, description: 'Révoqué / Revoked' })
  @Problems()
  async revoke(@Req() request: FastifyRequest, @Param('id') id: string): Promise<void> {
    await this.tokens.revoke(principalOf(request), id);
  }
}
