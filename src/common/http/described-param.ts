/** A parameter decorator that also describes on its handler what it reads, for the OpenAPI document. */
export function describedParam(
  inject: ParameterDecorator,
  ...descriptions: MethodDecorator[]
): ParameterDecorator {
  return (target, key, index) => {
    inject(target, key, index);
    const descriptor = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
    if (key === undefined || descriptor === undefined) return;
    for (const describe of descriptions) describe(target, key, descriptor);
  };
}
