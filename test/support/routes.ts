import { RequestMethod, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';

const BODY_PARAMETER = 3;

/** A route that takes a body, and the class that describes it. */
export interface BodyRoute {
  method: 'post' | 'put' | 'patch' | 'delete';
  /** With a random id in place of every parameter. */
  path: string;
  dto: Type<object>;
}

function bodyDto(controller: Type<object>, handler: string): Type<object> | undefined {
  const args = (Reflect.getMetadata('__routeArguments__', controller, handler) ?? {}) as Record<
    string,
    { index: number }
  >;
  const body = Object.entries(args).find(([key]) => key.startsWith(`${BODY_PARAMETER}:`));
  if (body === undefined) return undefined;
  const types = Reflect.getMetadata(
    'design:paramtypes',
    controller.prototype as object,
    handler,
  ) as Type<object>[];
  return types[body[1].index];
}

function asList(value: unknown): string[] {
  return Array.isArray(value) ? (value as string[]) : [value as string];
}

/** Every route of the running application that takes a body, found by reflection. */
export function bodyRoutes(app: NestFastifyApplication): BodyRoute[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype }) => {
    const controller = metatype as Type<object>;
    const handlers = Object.getOwnPropertyNames(controller.prototype).filter(
      (name) => name !== 'constructor',
    );
    return handlers.flatMap((name) => {
      const handler = (controller.prototype as Record<string, object>)[name]!;
      const dto = bodyDto(controller, name);
      const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
      if (dto === undefined || method === undefined) return [];
      const [base] = asList(Reflect.getMetadata('path', controller));
      const [own] = asList(Reflect.getMetadata('path', handler));
      const path = `/v1/${base}/${own}`.replace(/\/{2,}/g, '/').replace(/:\w+/g, () => randomUUID());
      return [
        {
          method: RequestMethod[method].toLowerCase() as BodyRoute['method'],
          path: path.replace(/\/$/, ''),
          dto,
        },
      ];
    });
  });
}
