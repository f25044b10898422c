import { expectNoDrift } from '../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../support/test-app.js';

/** The calls that the three seed systems document, sent as they stand there (UUIDs in place of integers). */
describe('the documented calls of the seeds', () => {
  let t: TestApp;
  let admin: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  it('Pandac: health and root', async () => {
    expect((await t.http.get('/health').expect(200)).body).toMatchObject({ status: 'healthy' });
    await t.http.get('/').expect(200);
  });

  it('Pandac: registers and signs in a user', async () => {
    const user = { username: 'testuser', password: 'password123' };
    const made = await t.http.post('/v1/auth/register').send(user).expect(201);
    expect(made.body).toMatchObject({ username: 'testuser' });
    expect(JSON.stringify(made.body)).not.toMatch(/hash|password/);
    const login = await t.http.post('/v1/auth/login').send(user).expect(200);
    expect(login.body).toMatchObject({ token_type: 'bearer' });
  });

  it('POS Backend: registers and signs in through /api/v1; an unasked-for role is not given', async () => {
    const registration = {
      username: 'john',
      email: 'john@example.com',
      password: 'secure123',
      full_name: 'John Doe',
      role: 'cashier',
    };
    const made = await t.http.post('/api/v1/auth/register').send(registration).expect(201);
    expect(made.body).toMatchObject({ username: 'john', email: 'john@example.com', role: 'user' });
    const login = await t.http
      .post('/api/v1/auth/login')
      .send({ username: 'john', password: 'secure123' })
      .expect(200);
    expect(login.body).toEqual(
      expect.objectContaining({
        access_token: expect.any(String) as string,
        refresh_token: expect.any(String) as string,
        token_type: 'bearer',
      }),
    );
  });

  it('Pandac: creates a product with opening stock, with and without the trailing slash', async () => {
    const mug = {
      name: 'Coffee Mug',
      description: 'Ceramic coffee mug',
      unit_price: 12.99,
      stock_quantity: 50,
      category: 'Kitchenware',
      sku: 'MUG001',
    };
    const made = await admin.post('/v1/products/', mug).expect(201);
    expect(made.body).toMatchObject({
      sku: 'MUG001',
      price: 12.99,
      stock_quantity: 50,
      category: 'Kitchenware',
    });
    const found = await admin.get('/v1/products/?category=Kitchenware').expect(200);
    expect(found.body).toHaveLength(1);
  });

  it('Pandac: a supplier, a purchase order of theirs, and its way into stock', async () => {
    const supplier = { name: 'Acme', contact_info: 'orders@acme.example', product_list: ['coffee'] };
    const { id: supplier_id } = (await admin.post('/v1/inventory/suppliers/', supplier).expect(201)).body as {
      id: string;
    };
    const product = { name: 'Beans', price: 9, stock_quantity: 5 };
    const { id: product_id } = (await admin.post('/v1/products/', product).expect(201)).body as {
      id: string;
    };
    const product_list = [{ product_id, quantity: 20, price: 4.5 }];
    const order = await admin
      .post('/v1/inventory/purchase-orders/', { supplier_id, product_list, status: 'Pending' })
      .expect(201);
    const { id } = order.body as { id: string };
    expect(order.body).toMatchObject({
      supplier_id,
      status: 'Pending',
      product_list: [{ product_id, quantity: 20 }],
    });
    const listed = await admin.get('/v1/inventory/purchase-orders/').expect(200);
    expect(listed.body).toMatchObject([{ id, status: 'Pending' }]);
    const path = `/v1/purchase-orders/${id}`;
    for (const status of ['Shipped', 'Delivered']) {
      const moved = await admin.patch(`${path}/status`, { status, comments: 'as planned' }).expect(200);
      expect(moved.body).toMatchObject({ status });
    }
    const stock = await admin.get(`/v1/products/${product_id}`).expect(200);
    expect(stock.body).toMatchObject({ stock_quantity: 25 });
    expect((await admin.get('/v1/purchase-orders/pending').expect(200)).body).toEqual([]);
    const second = await admin.post('/v1/purchase-orders/', { supplier_id, product_list }).expect(201);
    await admin.delete(`/v1/purchase-orders/${(second.body as { id: string }).id}`).expect(204);
  });

  it('POS Backend: product, customer, order, payment', async () => {
    const category = await admin.post('/api/v1/categories', { name: 'Computers' }).expect(201);
    const laptop = {
      sku: 'PROD001',
      name: 'Laptop',
      description: 'High-performance laptop',
      barcode: '1234567890',
      price: 999.99,
      cost_price: 600.0,
      stock_quantity: 50,
      min_stock_level: 5,
      category_id: (category.body as { id: string }).id,
    };
    const first = (await admin.post('/api/v1/products', laptop).expect(201)).body as { id: string };
    const mouse = {
      ...laptop,
      sku: 'PROD002',
      name: 'Mouse',
      barcode: '1234567891',
      price: 20,
      cost_price: 8,
    };
    const second = (await admin.post('/api/v1/products', mouse).expect(201)).body as { id: string };
    const customer = { name: 'Jane Roe', contact_info: 'jane@example.com', loyalty_points: 0 };
    const { id: customer_id } = (await admin.post('/v1/customers/', customer).expect(201)).body as {
      id: string;
    };

    const order = await admin
      .post('/api/v1/orders', {
        customer_id,
        order_items: [
          { product_id: first.id, quantity: 2, discount: 10 },
          { product_id: second.id, quantity: 1 },
        ],
        tax: 15.5,
        discount: 5,
      })
      .expect(201);
    expect(order.body).toMatchObject({
      status: 'pending',
      tax: 15.5,
      discount: 15,
      subtotal: 2004.98,
      total: 2020.48,
    });
    const { id: order_id } = order.body as { id: string };
    expect((await admin.get(`/v1/products/${first.id}`)).body).toMatchObject({ stock_quantity: 48 });

    const payment = await admin
      .post('/api/v1/payments', {
        order_id,
        payment_method: 'credit_card',
        amount: 1500.0,
        transaction_id: 'TXN-001',
      })
      .expect(201);
    expect(payment.body).toMatchObject({
      sale_id: order_id,
      amount: 1500,
      transaction_id: 'TXN-001',
      status: 'completed',
    });
    const track = await admin.get(`/api/v1/orders/${order_id}/track`).expect(200);
    expect(track.body).toMatchObject({ status: 'pending', paid: 1500, due: 520.48 });
    await admin.patch(`/api/v1/orders/${order_id}/status`, { status: 'completed' }).expect(422);
    await admin.post('/api/v1/payments', { order_id, payment_method: 'cash', amount: 520.48 }).expect(201);
    expect((await admin.get(`/v1/sales/${order_id}`)).body).toMatchObject({
      status: 'completed',
      order_number: expect.stringMatching(/^ORD-/) as string,
    });
  });

  it('POS Backend: cancelling an order restores its stock', async () => {
    const { id } = (
      await admin.post('/v1/products', { name: 'Pen', price: 1, stock_quantity: 10 }).expect(201)
    ).body as { id: string };
    const order = await admin
      .post('/v1/orders', { order_items: [{ product_id: id, quantity: 4 }] })
      .expect(201);
    const { id: order_id } = order.body as { id: string };
    await admin.post(`/v1/orders/${order_id}/cancel`).expect(200);
    expect((await admin.get(`/v1/products/${id}`)).body).toMatchObject({ stock_quantity: 10 });
    expect((await admin.get(`/v1/orders/${order_id}`)).body).toMatchObject({ status: 'cancelled' });
  });

  it('POS Backend: the sales report', async () => {
    const report = await admin.get('/api/v1/reports/sales?days=30&group_by=day').expect(200);
    expect(report.body).toBeDefined();
  });
});
