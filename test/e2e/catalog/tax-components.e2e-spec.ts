import { DEFAULT_LOCATION_ID } from '../../../src/locations/index.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { auditOf, fieldErrors, wrongFields } from './catalog-fixtures.js';

interface Group {
  id: string;
  rate: number;
  components: Record<string, unknown>[];
}

const GST = { code: 'GST', name: 'Goods and services tax', rate: 5 };
const QST = { code: 'QST', name: 'Quebec sales tax', rate: 9.5, is_compound: true };

describe('tax groups of several taxes', () => {
  let t: TestApp;
  let admin: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  afterAll(() => t.close());

  async function create(body: object): Promise<Group> {
    return (await admin.post('/v1/tax-groups', { name: 'A group', ...body }).expect(201)).body as Group;
  }
  const change = (id: string, body: object) => admin.put(`/v1/tax-groups/${id}`, body);

  it('come to one rate, in their order', async () => {
    const group = await create({ code: 'QC', components: [GST, QST] });
    expect(group).toMatchObject({
      rate: 14.975,
      is_reverse_charge: false,
      components: [
        { ...GST, type: 'vat', is_compound: false, location_id: null },
        { ...QST, type: 'vat', location_id: null },
      ],
    });
    const turned = await change(group.id, { components: [QST, GST] }).expect(200);
    expect((turned.body as Group).rate).toBe(14.5);
    expect((turned.body as Group).components.map(({ code }) => code)).toEqual(['QST', 'GST']);
    const listed = (await admin.get('/v1/tax-groups').expect(200)).body as Group[];
    expect(listed.find(({ id }) => id === group.id)).toEqual(turned.body);
    const [last] = (await auditOf(t, group.id)).slice(-1);
    expect([Number(last?.before?.['rate']), Number(last?.after?.['rate'])]).toEqual([14.975, 14.5]);
    expect(last?.after?.['components']).toMatchObject([{ code: 'QST' }, { code: 'GST' }]);
  });

  it('are one tax of the group’s own when none are named, then and again', async () => {
    const simple = await create({ code: 'SIMPLE', rate: 20 });
    expect(simple.components).toEqual([]);
    await change(simple.id, { components: [GST] }).expect(200);
    const back = await change(simple.id, { components: [], rate: 19 }).expect(200);
    expect(back.body).toMatchObject({ rate: 19, components: [] });
    const kept = await change(simple.id, { name: 'Renamed', components: [] }).expect(200);
    expect(kept.body).toMatchObject({ rate: 19 });
  });

  it('say the rate themselves: another one beside them is refused, the same one is not', async () => {
    const { id } = await create({
      code: 'TWO',
      rate: 12,
      components: [GST, { ...GST, code: 'PST', rate: 7 }],
    });
    for (const body of [{ rate: 13 }, { rate: 13, components: [{ ...GST, rate: 12 }] }]) {
      const refused = await change(id, body).expect(422);
      expect(fieldErrors(refused.body)).toEqual(['rate RATE_IS_COMPUTED']);
    }
    await change(id, { rate: 12 }).expect(200);
    const { body } = await admin.get(`/v1/tax-groups/${id}`).expect(200);
    const { id: _, version: _v, created_at: _c, updated_at: _u, ...echo } = body as Record<string, unknown>;
    expect((await change(id, echo).expect(200)).body).toMatchObject({ rate: 12, version: 3 });
  });

  it('are a location’s own where it has any; the general rate stays', async () => {
    const local = { ...GST, code: 'LOCAL', rate: 2, location_id: DEFAULT_LOCATION_ID };
    const group = await create({ code: 'PLACE', components: [GST, local] });
    expect(group).toMatchObject({ rate: 5, components: [{ code: 'GST' }, { code: 'LOCAL' }] });
    const alone = await create({ code: 'ALONE', rate: 8, components: [local] });
    expect(alone).toMatchObject({ rate: 8, components: [{ location_id: DEFAULT_LOCATION_ID }] });
    const missing = await admin
      .post('/v1/tax-groups', { code: 'M', name: 'M', components: [local] })
      .expect(422);
    expect(fieldErrors(missing.body)).toEqual(['rate RATE_REQUIRED']);
    const nowhere = { ...local, location_id: '01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10' };
    expect(fieldErrors((await change(group.id, { components: [nowhere] }).expect(422)).body)).toEqual([
      'components LOCATION_NOT_FOUND',
    ]);
    expect((await admin.get(`/v1/tax-groups/${group.id}`)).body).toMatchObject({ components: [{}, {}] });
  });

  it('take reverse charge and the kinds of taxes', async () => {
    const excise = { ...GST, code: 'EX', type: 'excise' };
    const group = await create({ code: 'REV', is_reverse_charge: true, components: [excise] });
    expect(group).toMatchObject({ is_reverse_charge: true, components: [{ type: 'excise' }] });
  });

  it('refuse every wrong field by name, repeats, and more than everything', async () => {
    const { id } = await create({ code: 'BASE', rate: 1 });
    const wrong = [
      { code: '', name: 1, rate: 101, is_compound: 'no', type: 'toll', location_id: 'x', x: 1 },
      5,
    ];
    const { body } = await change(id, { components: wrong, is_reverse_charge: null }).expect(422);
    expect(wrongFields(body)).toEqual(
      expect.arrayContaining([
        'components.0.code',
        'components.0.is_compound',
        'components.0.location_id',
        'components.0.name',
        'components.0.rate',
        'components.0.type',
        'components.0.x',
        'is_reverse_charge',
      ]),
    );
    await change(id, { components: 'GST' }).expect(422);
    await change(id, { components: [null] }).expect(422);
    const repeated = await change(id, { components: [GST, { ...QST, code: 'gst' }] }).expect(422);
    expect(fieldErrors(repeated.body)).toEqual(['components.1.code REPEATED_TAX']);
    const high = [
      { ...GST, rate: 60 },
      { ...QST, rate: 60 },
    ];
    expect(fieldErrors((await change(id, { components: high }).expect(422)).body)).toEqual([
      'components RATE_TOO_HIGH',
    ]);
    expect((await admin.get(`/v1/tax-groups/${id}`)).body).toMatchObject({
      rate: 1,
      components: [],
      version: 1,
    });
  });

  it('go with their group', async () => {
    const { id } = await create({ code: 'GONE', components: [GST] });
    await admin.delete(`/v1/tax-groups/${id}`).expect(204);
    expect(await t.dataSource.query('SELECT 1 FROM tax_components WHERE tax_group_id = $1', [id])).toEqual(
      [],
    );
  });
});
