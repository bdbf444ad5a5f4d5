import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import {
  type NoQuery,
  noQueryShape,
  type SignInIssuers,
  signInIssuersShape,
} from '@vigie/contract';
import { Documented } from '../../documentation/documented.decorator.js';
import { Issuers } from './issuers.js';

@Controller('v1/issuers')
export class IssuersController {
  constructor(private readonly issuers: Issuers) {}

  @Get()
  @Documented('Avec qui se connecter / Who to sign in with', signInIssuersShape)
  @SerializeOptions({ schema: signInIssuersShape })
  list(@Query({ schema: noQueryShape }) _query: NoQuery): SignInIssuers {
    return { issuers: this.issuers.list.map(({ id, name }) => ({ id, name })) };
  }
}
