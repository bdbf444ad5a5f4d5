import { type DynamicModule, Module } from '@nestjs/common';
import { Audit } from './access/audit.js';
import { type ApiContext } from './api-context.js';
import { OwnCellsReader } from './access/own-cells.js';
import { PublishedReader } from './access/scope.js';
import { ChangesController } from './features/changes/changes.controller.js';
import { ChangesService } from './features/changes/changes.service.js';
import { DerivedController } from './features/derived/derived.controller.js';
import { DerivedService } from './features/derived/derived.service.js';
import { CubeController } from './features/cube/cube.controller.js';
import { CubeService } from './features/cube/cube.service.js';
import { EditionController } from './features/edition/edition.controller.js';
import { EditionService } from './features/edition/edition.service.js';
import { EditionsController } from './features/edition/editions.controller.js';
import { EditionsService } from './features/edition/editions.service.js';
import { FiguresController } from './features/figures/figures.controller.js';
import { FiguresService } from './features/figures/figures.service.js';
import { HealthController } from './features/health/health.controller.js';
import { HealthService } from './features/health/health.service.js';
import { IrritantsController } from './features/irritants/irritants.controller.js';
import { IrritantsService } from './features/irritants/irritants.service.js';
import { LeversController } from './features/levers/levers.controller.js';
import { LeversService } from './features/levers/levers.service.js';
import { MeasuresController } from './features/measures/measures.controller.js';
import { MeasuresService } from './features/measures/measures.service.js';
import { MeController } from './features/me/me.controller.js';
import { MilestonesController } from './features/milestones/milestones.controller.js';
import { MilestonesService } from './features/milestones/milestones.service.js';
import { OwnController } from './features/own/own.controller.js';
import { OwnService } from './features/own/own.service.js';
import { ReferencesController } from './features/references/references.controller.js';
import { ReferencesService } from './features/references/references.service.js';
import { SeriesController } from './features/series/series.controller.js';
import { SeriesService } from './features/series/series.service.js';
import { IssuersController } from './features/sign-in/issuers.controller.js';
import { SignInController } from './features/sign-in/sign-in.controller.js';
import { signInProviders } from './features/sign-in/sign-in.providers.js';
import { StatusController } from './features/status/status.controller.js';
import { StatusService } from './features/status/status.service.js';
import { TerritoriesController } from './features/territories/territories.controller.js';
import { TerritoriesService } from './features/territories/territories.service.js';
import { TokensController } from './features/tokens/tokens.controller.js';
import { TokensService } from './features/tokens/tokens.service.js';
import { PublicAddress } from './public-address.js';

@Module({})
export class ApiModule {
  static with(context: ApiContext): DynamicModule {
    return {
      module: ApiModule,
      controllers: [
        HealthController,
        EditionController,
        EditionsController,
        MeasuresController,
        TerritoriesController,
        SeriesController,
        ReferencesController,
        ChangesController,
        CubeController,
        DerivedController,
        IrritantsController,
        LeversController,
        FiguresController,
        MilestonesController,
        StatusController,
        MeController,
        IssuersController,
        SignInController,
        OwnController,
        TokensController,
      ],
      providers: [
        { provide: PublishedReader, useValue: new PublishedReader(context.db) },
        { provide: PublicAddress, useValue: new PublicAddress(context.publicUrl) },
        EditionService,
        EditionsService,
        HealthService,
        MeasuresService,
        TerritoriesService,
        SeriesService,
        ReferencesService,
        ChangesService,
        CubeService,
        DerivedService,
        IrritantsService,
        LeversService,
        FiguresService,
        MilestonesService,
        StatusService,
        { provide: OwnCellsReader, useValue: new OwnCellsReader(context.db) },
        OwnService,
        ...signInProviders(context),
        { provide: Audit, useValue: new Audit(context.db) },
        {
          provide: TokensService,
          useFactory: (audit: Audit) => new TokensService(context.db, audit),
          inject: [Audit],
        },
      ],
    };
  }
}
