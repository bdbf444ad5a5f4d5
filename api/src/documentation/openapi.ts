import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { problemShape } from '@vigie/contract';
import { z } from 'zod';

/** The OpenAPI document of the application, without the address that it is served at. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const outline = new DocumentBuilder()
    .setTitle('Vigie')
    .setDescription(
      'Déploiement de Mon espace santé et du DMP : chiffres publiés, par édition. Données simulées. / ' +
        'Rollout of Mon espace santé and the DMP: published figures, by edition. Simulated data.',
    )
    .setVersion('1')
    .build();
  const document = SwaggerModule.createDocument(app, outline, {
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '')}.${method}`,
  });
  const { $schema: _, ...problem } = z.toJSONSchema(problemShape, { target: 'openapi-3.0' });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problem as object },
  };
  return document;
}

/** Serves the document at /openapi.json and a page that renders it, from local files only. */
export function serveDocumentation(app: INestApplication, publicUrl: string): void {
  const document = { ...openApiDocument(app), servers: [{ url: publicUrl }] };
  SwaggerModule.setup('openapi', app, document, {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Vigie – API',
  });
}
