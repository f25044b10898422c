import { newId } from '../../../src/common/database/new-id.js';
import { aProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { auditOf, wrongFields } from './catalog-fixtures.js';

interface Review {
  id: string;
  author: string;
  is_own: boolean;
  rating: number;
  [field: string]: unknown;
}

describe('/v1/products/{id}/reviews', () => {
  let t: TestApp;
  let admin: Client;
  let manager: Client;
  let cashier: Client;
  let user: Client;

  beforeAll(async () => {
    t = await startTestApp();
    [admin, manager, cashier, user] = (await Promise.all(
      ['admin', 'manager', 'cashier', 'user'].map((role) => t.as(role)),
    )) as [Client, Client, Client, Client];
  });
  afterAll(() => t.close());

  const at = (id: string, rest = ''): string => `/v1/products/${id}/reviews${rest}`;
  const review = async (client: Client, id: string, body: object): Promise<Review> =>
    (await client.post(at(id), body).expect(201)).body as Review;
  const listed = async (client: Client, id: string, query = ''): Promise<Review[]> =>
    (await client.get(at(id, query)).expect(200)).body as Review[];
  const summary = async (id: string): Promise<Record<string, unknown>> =>
    (await user.get(at(id, '/summary')).expect(200)).body as Record<string, unknown>;

  it('are written by anybody signed in, and told without telling who somebody is', async () => {
    const { id } = await aProduct(admin);
    const { body, headers } = await user
      .post(at(id), { rating: 4, title: 'Good mug', comment: 'Keeps warm.' })
      .expect(201);
    expect(body).toMatchObject({
      product_id: id,
      author: 'test_user',
      is_own: true,
      rating: 4,
      title: 'Good mug',
      comment: 'Keeps warm.',
      is_hidden: false,
      version: 1,
    });
    expect(headers['etag']).toBe('"1"');
    await review(cashier, id, { rating: 2 });
    const seen = await listed(cashier, id);
    expect(seen.map(({ author, is_own, rating }) => [author, is_own, rating])).toEqual([
      ['test_cashier', true, 2],
      ['test_user', false, 4],
    ]);
    expect(Object.keys(seen[0]!)).not.toEqual(expect.arrayContaining(['user_id', 'hidden_reason']));
    expect((await auditOf(t, (body as Review).id)).map(({ action }) => action)).toEqual(['review.created']);
    await t.http.get(at(id)).expect(401);
    await t.http.post(at(id)).send({ rating: 5 }).expect(401);
  });

  it('are one for each user and product', async () => {
    const { id } = await aProduct(admin);
    const mine = await review(user, id, { rating: 5 });
    const again = await user.post(at(id), { rating: 1 }).expect(409);
    expect(again.body).toMatchObject({ code: 'REVIEW_EXISTS', review_id: mine.id });
    await review(user, (await aProduct(admin)).id, { rating: 1 });
    const raced = await aProduct(admin);
    const racing = await Promise.all([1, 2, 3].map((rating) => cashier.post(at(raced.id), { rating })));
    expect(racing.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('are changed by their author alone, one version after the other', async () => {
    const { id } = await aProduct(admin);
    const mine = await review(user, id, { rating: 5, title: 'Great' });
    const path = at(id, `/${mine.id}`);
    const changed = await user.put(path, { rating: 3, title: null }).set('if-match', '"1"').expect(200);
    expect(changed.body).toMatchObject({ rating: 3, title: null, version: 2 });
    await user.patch(path, { rating: 4 }).set('if-match', '"1"').expect(412);
    expect((await user.patch(path, { comment: 'Chipped' }).expect(200)).body).toMatchObject({
      rating: 3,
      comment: 'Chipped',
    });
    for (const other of [cashier, admin]) {
      const refused = await other.patch(path, { rating: 1 }).expect(403);
      expect(refused.body).toMatchObject({ code: 'NOT_YOUR_REVIEW' });
    }
    await user.patch(at((await aProduct(admin)).id, `/${mine.id}`), { rating: 1 }).expect(404);
    await user.patch(at(id, `/${newId()}`), { rating: 1 }).expect(404);
  });

  it('are deleted by their author and by moderators', async () => {
    const { id } = await aProduct(admin);
    const [mine, theirs] = [await review(user, id, { rating: 5 }), await review(cashier, id, { rating: 1 })];
    expect((await user.delete(at(id, `/${theirs.id}`)).expect(403)).body).toMatchObject({
      code: 'NOT_YOUR_REVIEW',
    });
    await user.delete(at(id, `/${mine.id}`)).expect(204);
    await manager.delete(at(id, `/${theirs.id}`)).expect(204);
    expect(await listed(user, id)).toEqual([]);
    await user.delete(at(id, `/${mine.id}`)).expect(404);
    await review(user, id, { rating: 2 });
  });

  it('name every wrong field', async () => {
    const { id } = await aProduct(admin);
    const { body } = await user
      .post(at(id), { rating: 4.5, title: 'x'.repeat(101), comment: ' ', is_hidden: true })
      .expect(422);
    expect(wrongFields(body)).toEqual(['comment', 'is_hidden', 'rating', 'title']);
    for (const rating of [0, 6, '5', null, undefined]) {
      expect(wrongFields((await user.post(at(id), { rating }).expect(422)).body)).toEqual(['rating']);
    }
    const mine = await review(user, id, { rating: 4 });
    expect(wrongFields((await user.patch(at(id, `/${mine.id}`), { rating: null }).expect(422)).body)).toEqual(
      ['rating'],
    );
    await user.post(at(newId()), { rating: 5 }).expect(404);
    await user.get(at(newId())).expect(404);
    await user.get(at(newId(), '/summary')).expect(404);
    await user.get(at(id, '?rating=6&include_hidden=maybe')).expect(422);
  });

  it('are summed up', async () => {
    const { id } = await aProduct(admin);
    expect(await summary(id)).toEqual({
      product_id: id,
      average_rating: null,
      review_count: 0,
      ratings: [5, 4, 3, 2, 1].map((rating) => ({ rating, count: 0 })),
    });
    await review(user, id, { rating: 5 });
    await review(cashier, id, { rating: 5 });
    await review(manager, id, { rating: 3 });
    expect(await summary(id)).toEqual({
      product_id: id,
      average_rating: 4.33,
      review_count: 3,
      ratings: [
        { rating: 5, count: 2 },
        { rating: 4, count: 0 },
        { rating: 3, count: 1 },
        { rating: 2, count: 0 },
        { rating: 1, count: 0 },
      ],
    });
    expect((await listed(user, id, '?rating=5')).length).toBe(2);
    expect((await listed(user, id, '?sort=rating')).map(({ rating }) => rating)).toEqual([3, 5, 5]);
  });

  it('are hidden and shown by moderators; hidden ones do not count and are seen by few', async () => {
    const { id } = await aProduct(admin);
    const [rude, kind] = [await review(user, id, { rating: 1 }), await review(cashier, id, { rating: 5 })];
    const path = at(id, `/${rude.id}`);
    await cashier.post(`${path}/hide`, { reason: 'x' }).expect(403);
    const { body } = await manager.post(`${path}/hide`, { reason: 'Insults the staff' }).expect(200);
    expect(body).toMatchObject({ is_hidden: true, hidden_reason: 'Insults the staff', version: 2 });
    expect(await summary(id)).toMatchObject({ average_rating: 5, review_count: 1 });

    expect((await listed(cashier, id, '?include_hidden=true')).map((each) => each.id)).toEqual([kind.id]);
    expect((await listed(manager, id)).map((each) => each.id)).toEqual([kind.id]);
    expect((await listed(manager, id, '?include_hidden=true')).length).toBe(2);
    const own = (await listed(user, id)).find((each) => each.id === rude.id)!;
    expect(own).toMatchObject({ is_hidden: true });
    expect(own).not.toHaveProperty('hidden_reason');
    await cashier.get(path).expect(404);
    await user.get(path).expect(200);

    await user.patch(path, { rating: 2 }).expect(200);
    expect((await user.get(path).expect(200)).body).toMatchObject({ is_hidden: true, rating: 2 });
    expect((await manager.post(`${path}/unhide`).expect(200)).body).toMatchObject({
      is_hidden: false,
      hidden_reason: null,
    });
    expect(await summary(id)).toMatchObject({ average_rating: 3.5, review_count: 2 });
    expect((await auditOf(t, rude.id)).map(({ action }) => action)).toEqual([
      'review.created',
      'review.hidden',
      'review.updated',
      'review.shown',
    ]);
    await manager.post(at(id, `/${newId()}/hide`), {}).expect(404);
  });

  it('are listed page by page', async () => {
    const { id } = await aProduct(admin);
    for (const client of [user, cashier, manager, admin]) await review(client, id, { rating: 3 });
    const first = await user.get(at(id, '?limit=3&count=true')).expect(200);
    expect(first.headers['x-total-count']).toBe('4');
    const next = /<([^>]+)>; rel="next"/.exec(String(first.headers['link']))![1]!;
    const rest = (await user.get(next).expect(200)).body as Review[];
    expect([...(first.body as Review[]), ...rest].map(({ author }) => author)).toEqual([
      'admin',
      'test_manager',
      'test_cashier',
      'test_user',
    ]);
  });

  it('outlive their author, who is then called by no name, but not their product', async () => {
    const { id } = await aProduct(admin, { stock_quantity: 0 });
    const guest = await t.as('inventory_officer');
    await review(guest, id, { rating: 4 });
    await admin.delete(`/v1/users/${guest.user_id}`).expect(204);
    expect((await listed(user, id))[0]!.author).toMatch(/^deleted_/);
    await admin.delete(`/v1/products/${id}`).expect(204);
    expect(await t.dataSource.query(`SELECT FROM product_reviews WHERE product_id = $1`, [id])).toEqual([]);
  });
});
