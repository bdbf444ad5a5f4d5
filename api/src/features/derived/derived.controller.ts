import { Controller, Get, Query, Res } from '@nestjs/common';
import {
  comparisonAnswerShape,
  type ComparisonAnswer,
  type ComparisonQuery,
  comparisonQueryShape,
  decompositionAnswerShape,
  type DecompositionAnswer,
  type DecompositionQuery,
  decompositionQueryShape,
  type DerivedHead,
  funnelAnswerShape,
  type FunnelAnswer,
  type FunnelQuery,
  funnelQueryShape,
  gapAnswerShape,
  type GapAnswer,
  type GapQuery,
  gapQueryShape,
  lagAnswerShape,
  type LagAnswer,
  type LagQuery,
  lagQueryShape,
  nowcastAnswerShape,
  type NowcastAnswer,
  type NowcastQuery,
  nowcastQueryShape,
  trendsAnswerShape,
  type TrendsAnswer,
  type TrendsQuery,
  trendsQueryShape,
} from '@vigie/contract';
import { type FastifyReply } from 'fastify';
import { type Caller, FromCaller } from '../../access/caller.decorator.js';
import { Documented } from '../../documentation/documented.decorator.js';
import { comparisonFigure } from './comparison.figure.js';
import { decompositionFigure } from './decomposition.figure.js';
import { type DerivedFigure, type DerivedQuery } from './derived-figure.js';
import { DerivedService } from './derived.service.js';
import { funnelFigure } from './funnel.figure.js';
import { gapFigure } from './gap.figure.js';
import { lagFigure } from './lag.figure.js';
import { nowcastFigure } from './nowcast.figure.js';
import { trendsFigure } from './trends.figure.js';

const Reply = (): ParameterDecorator => Res({ passthrough: true });

@Controller('v1/derived')
export class DerivedController {
  constructor(private readonly derived: DerivedService) {}

  @Get('lag')
  @Documented(
    'Décalage en mois d’un territoire / Lag of a territory in months',
    lagAnswerShape,
    '/v1/derived/lag?measure=feeding.rate&territory=REG-84',
  )
  lag(
    @FromCaller() caller: Caller,
    @Query({ schema: lagQueryShape }) query: LagQuery,
    @Reply() reply: FastifyReply,
  ): Promise<LagAnswer | undefined> {
    return this.#answer(lagFigure, query, caller, reply);
  }

  @Get('trends')
  @Documented(
    'Tendance de chaque courbe / Trend of each curve',
    trendsAnswerShape,
    '/v1/derived/trends?measure=feeding.rate&split=region',
  )
  trends(
    @FromCaller() caller: Caller,
    @Query({ schema: trendsQueryShape }) query: TrendsQuery,
    @Reply() reply: FastifyReply,
  ): Promise<TrendsAnswer | undefined> {
    return this.#answer(trendsFigure, query, caller, reply);
  }

  @Get('funnel')
  @Documented(
    'Territoires qui diffèrent plus que par hasard / Territories that differ by more than chance',
    funnelAnswerShape,
    '/v1/derived/funnel?measure=feeding.rate&split=department',
  )
  funnel(
    @FromCaller() caller: Caller,
    @Query({ schema: funnelQueryShape }) query: FunnelQuery,
    @Reply() reply: FastifyReply,
  ): Promise<FunnelAnswer | undefined> {
    return this.#answer(funnelFigure, query, caller, reply);
  }

  @Get('decomposition')
  @Documented(
    'Pourquoi un chiffre a changé / Why a figure moved',
    decompositionAnswerShape,
    '/v1/derived/decomposition?measure=feeding.rate&by=sector',
  )
  decomposition(
    @FromCaller() caller: Caller,
    @Query({ schema: decompositionQueryShape }) query: DecompositionQuery,
    @Reply() reply: FastifyReply,
  ): Promise<DecompositionAnswer | undefined> {
    return this.#answer(decompositionFigure, query, caller, reply);
  }

  @Get('comparison')
  @Documented(
    'Territoires à structure comparable / Territories at equal structure',
    comparisonAnswerShape,
    '/v1/derived/comparison?measure=feeding.rate&split=region&by=sector',
  )
  comparison(
    @FromCaller() caller: Caller,
    @Query({ schema: comparisonQueryShape }) query: ComparisonQuery,
    @Reply() reply: FastifyReply,
  ): Promise<ComparisonAnswer | undefined> {
    return this.#answer(comparisonFigure, query, caller, reply);
  }

  @Get('gap')
  @Documented(
    'Écart à la médiane du marché, en documents / Gap to the market’s median, in documents',
    gapAnswerShape,
    '/v1/derived/gap?measure=feeding.rate&split=region',
  )
  gap(
    @FromCaller() caller: Caller,
    @Query({ schema: gapQueryShape }) query: GapQuery,
    @Reply() reply: FastifyReply,
  ): Promise<GapAnswer | undefined> {
    return this.#answer(gapFigure, query, caller, reply);
  }

  @Get('nowcast')
  @Documented(
    'Estimation du mois en cours / Nowcast of the month under way',
    nowcastAnswerShape,
    '/v1/derived/nowcast?measure=feeding.documents',
  )
  nowcast(
    @FromCaller() caller: Caller,
    @Query({ schema: nowcastQueryShape }) query: NowcastQuery,
    @Reply() reply: FastifyReply,
  ): Promise<NowcastAnswer | undefined> {
    return this.#answer(nowcastFigure, query, caller, reply);
  }

  async #answer<Query extends DerivedQuery, Answer extends DerivedHead>(
    figure: DerivedFigure<Query, Answer>,
    query: Query,
    caller: Caller,
    reply: FastifyReply,
  ): Promise<Answer | undefined> {
    const { status, headers, body } = await this.derived.answer(figure, query, caller);
    reply.status(status).headers(headers);
    return body;
  }
}
