import { Decimal, sum } from '../src/common/money/decimal.js';
import type { Api } from './api.js';
import {
  CURRENCY,
  MEMBERS,
  TAX_PERCENT,
  enrolMembers,
  importProducts,
  openBranches,
  stockBranches,
} from './market-stage.js';
import { each } from './progress.js';
import { money, say } from './say.js';
import type { Market, MarketReceipt } from './supermarket.js';

interface Answer {
  tax_amount: number;
  total_amount: number;
  loyalty: { points_earned: number } | null;
}

interface Sold {
  receipt: MarketReceipt;
  tax: Decimal;
  total: Decimal;
}

interface Known {
  branches: Map<string, string>;
  products: Map<string, string>;
  members: string[];
}

async function sell(api: Api, market: Market, known: Known): Promise<{ sold: Sold[]; points: number }> {
  const sold: Sold[] = [];
  let points = 0;
  let member = 0;
  // The file does not say which member bought: they take turns.
  const buyers = market.receipts.map((receipt) => ({
    receipt,
    customer_id: receipt.is_member ? known.members[member++ % MEMBERS] : null,
  }));
  await each('receipts', buyers, 4, async ({ receipt, customer_id }) => {
    const { quantity, branch, sku, number, at, payment_method } = receipt;
    const items = [{ product_id: known.products.get(sku), quantity: quantity.toNumber() }];
    const body = {
      items,
      customer_id,
      location_id: known.branches.get(branch),
      sale_date: at,
      notes: number,
    };
    const amount = await amountOf(api, body);
    const answer = await api.post<Answer>(
      '/v1/sales',
      { ...body, payments: [{ payment_method, amount }], status: 'completed' },
      number,
    );
    points += answer.loyalty?.points_earned ?? 0;
    sold.push({ receipt, tax: new Decimal(answer.tax_amount), total: new Decimal(answer.total_amount) });
  });
  return { sold, points };
}

/** What the till would show before it asks for the money. */
async function amountOf(api: Api, { notes: _, ...cart }: { notes: string }): Promise<number> {
  return (await api.post<{ total_amount: number }>('/v1/pricing/quote', cart)).total_amount;
}

/** Every receipt is the file's, rounded to the cent: the whole difference is what rounding moved, receipt by receipt. */
function explain(sold: readonly Sold[]): boolean {
  const moves = sold.map(({ receipt, tax }) => tax.minus(receipt.tax));
  const up = moves.filter((move) => move.gt(0));
  const down = moves.filter((move) => move.lt(0));
  const file = {
    tax: sum(sold.map(({ receipt }) => receipt.tax)),
    total: sum(sold.map(({ receipt }) => receipt.total)),
  };
  const ours = { tax: sum(sold.map(({ tax }) => tax)), total: sum(sold.map(({ total }) => total)) };
  const cell = (text: string): string => text.padStart(14);
  say(`\n${''.padEnd(10)}${cell('the file')}${cell('Opentill')}${cell('difference')}`);
  for (const what of ['tax', 'total'] as const) {
    const difference = ours[what].minus(file[what]);
    say(
      `${what.padEnd(10)}${cell(money(file[what], 4))}${cell(money(ours[what], 4))}${cell(money(difference, 4))}`,
    );
  }
  say(`  ${up.length} receipts had their tax rounded up by ${money(sum(up), 4)} in all,`);
  say(
    `  ${down.length} down by ${money(sum(down).abs(), 4)}, ${moves.length - up.length - down.length} had whole cents:`,
  );
  const explained = sum(moves);
  const rest = ours.total.minus(file.total).minus(explained);
  say(`  together ${money(explained, 4)}, which leaves ${money(rest, 4)} unexplained.`);
  const isWithinHalfACent = moves.every((move) => move.abs().lte(0.005));
  if (!isWithinHalfACent) say('  A receipt was rounded by more than half a cent!');
  return rest.isZero() && isWithinHalfACent;
}

interface Figures {
  payment_method: string;
  currency: string;
  net_amount: number;
}

async function isByTenderReported(api: Api, sold: readonly Sold[]): Promise<boolean> {
  const period = 'start_date=2019-01-01&end_date=2019-03-31';
  const { rows } = await api.get<{ rows: Figures[] }>(`/v1/reports/payments?${period}`);
  const wrong = ['cash', 'credit_card', 'digital_wallet'].filter((method) => {
    const taken = sold.filter(({ receipt }) => receipt.payment_method === method);
    const ours = sum(taken.map(({ total }) => total));
    const reported = rows.find((row) => row.payment_method === method && row.currency === CURRENCY);
    say(`  ${method.padEnd(16)}${String(taken.length).padStart(6)}${money(ours).padStart(14)}`);
    return !ours.eq(reported?.net_amount ?? -1);
  });
  for (const method of wrong) say(`  ${method}: the report says otherwise!`);
  return wrong.length === 0;
}

/** What the tills said was earned, against what the ledger's report says. */
async function arePointsReported(api: Api, points: number): Promise<boolean> {
  const { tiers } = await api.get<{ tiers: { tier: string; members: number; points: number }[] }>(
    `/v1/reports/customers/loyalty?top_n=${MEMBERS}`,
  );
  const reported = tiers.reduce((sum, tier) => sum + tier.points, 0);
  const members = tiers.map((tier) => `${tier.members} ${tier.tier}`).join(', ');
  say(
    `\n${MEMBERS} members (${members}) earned ${money(points, 0)} points; the report says ${money(reported, 0)}.`,
  );
  return points > 0 && points === reported;
}

/** Rings up the three branches; answers whether every figure is accounted for. */
export async function runMarket(api: Api, market: Market): Promise<boolean> {
  say(`\nThree branches of a supermarket open: Asia/Kolkata, ${CURRENCY}, ${TAX_PERCENT} % tax.`);
  const branches = await openBranches(api, market);
  const known: Known = { branches, products: await importProducts(api, market), members: [] };
  await stockBranches(api, market, known);
  known.members = await enrolMembers(api);
  const { sold, points } = await sell(api, market, known);
  const isExplained = explain(sold);
  say('\nBy tender:');
  const isByTender = await isByTenderReported(api, sold);
  return (await arePointsReported(api, points)) && isExplained && isByTender;
}
