import { RouteMethods } from './route-methods.js';

describe('RouteMethods', () => {
  const routes = new RouteMethods();
  beforeAll(() => {
    routes.add('/', 'GET');
    routes.add('/v1/products', ['GET', 'POST']);
    routes.add('/v1/products/low-stock', 'GET');
    routes.add('/v1/products/:id', 'GET');
    routes.add('/v1/products/:id', 'PATCH');
    routes.add('/v1/sales/:id/receipt.json', 'GET');
    routes.add('/docs/*', 'GET');
  });

  it.each([
    ['/', ['GET']],
    ['/v1/products', ['GET', 'POST']],
    ['/v1/products/', ['GET', 'POST']],
    ['/v1/products/7', ['GET', 'PATCH']],
    ['/v1/products/low-stock', ['GET', 'PATCH']],
    ['/v1/sales/7/receipt.json', ['GET']],
    ['/v1/sales/7/receiptXjson', []],
    ['/v1/products/7/8', []],
    ['/v1', []],
    ['/docs/anything', []],
  ])('%s answers %j', (path, methods) => {
    expect(routes.at(path)).toEqual(methods);
  });
});
