import type { Api } from './api.js';
import { each } from './progress.js';
import { money, say } from './say.js';
import type { DayInvoice, ShopDay } from './shop-day.js';

const DATE = '2010-12-01';
const SHOWN_INVOICE = '536365';
const EXPECTED = {
  gross_revenue: 24702.88,
  returns: 199.13,
  net_revenue: 24503.75,
  sales_count: 62,
  returns_count: 4,
};

interface DaySummary {
  gross_revenue: number;
  returns: number;
  net_revenue: number;
  sales_count: number;
  returns_count: number;
  cost_amount: number;
  profit_amount: number;
}

async function openShop(api: Api): Promise<void> {
  const [shop] = await api.get<{ id: string; name: string }[]>('/v1/locations');
  await api.patch(`/v1/locations/${shop!.id}`, {
    name: 'Online Retail',
    time_zone: 'Europe/London',
    currency: 'GBP',
    address: 'United Kingdom',
  });
  say(`The day ${DATE} opens at Online Retail, Europe/London, GBP.`);
}

async function stockShop(api: Api, day: ShopDay): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  await each('products', day.products, 8, async ({ sku, name, price, cost_price, sold }) => {
    const { id } = await api.post<{ id: string }>('/v1/products', {
      sku,
      name,
      price: price.toNumber(),
      cost_price: cost_price.toNumber(),
      stock_quantity: sold.toNumber(),
    });
    ids.set(sku, id);
  });
  return ids;
}

async function meetCustomers(api: Api, day: ShopDay): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  await each('customers', day.customers, 8, async ({ code, country }) => {
    const customer = { code, name: `Customer ${code}`, contact_info: country };
    ids.set(code, (await api.post<{ id: string }>('/v1/customers', customer)).id);
  });
  return ids;
}

interface Known {
  products: Map<string, string>;
  customers: Map<string, string>;
}

function bodyOf(invoice: DayInvoice, known: Known): object {
  const items = invoice.lines.map((line) => ({
    product_id: known.products.get(line.sku),
    quantity: line.quantity.toNumber(),
    unit_price: line.unit_price.toNumber(),
  }));
  const customer_id = invoice.customer === null ? null : known.customers.get(invoice.customer);
  const total = invoice.total.toNumber();
  const money_moves =
    total === 0 ? [] : [{ payment_method: 'card', amount: total, reference_number: invoice.number }];
  return invoice.is_return
    ? {
        items,
        customer_id,
        return_date: invoice.at,
        refunds: money_moves,
        reason: `Return ${invoice.number}`,
      }
    : {
        items,
        customer_id,
        sale_date: invoice.at,
        payments: money_moves,
        total_amount: total,
        notes: `Invoice ${invoice.number}`,
      };
}

/** Rings up the day in its own order; returns the sale of the invoice that is shown. */
async function ringUp(api: Api, day: ShopDay, known: Known): Promise<string> {
  let shown = '';
  let overrides = 0;
  await each('invoices', day.invoices, 1, async (invoice) => {
    const path = invoice.is_return ? '/v1/returns' : '/v1/sales';
    const answer = await api.post<{ id: string; items: { is_override?: boolean }[] }>(
      path,
      bodyOf(invoice, known),
      invoice.number,
    );
    overrides += answer.items.filter((item) => item.is_override).length;
    if (invoice.number === SHOWN_INVOICE) shown = answer.id;
  });
  say(`${overrides} lines were sold at another price than the catalogue's: recorded as overrides.`);
  return shown;
}

/** Prints the day and answers whether it is the expected one, to the cent. */
async function closeDay(api: Api): Promise<boolean> {
  const day = await api.get<DaySummary>(`/v1/sales/daily-summary/${DATE}`);
  say(`\n${DATE}: ${day.sales_count} sales, ${day.returns_count} returns`);
  say(`  gross    ${money(day.gross_revenue).padStart(12)}`);
  say(`  returns  ${money(day.returns).padStart(12)}`);
  say(`  net      ${money(day.net_revenue).padStart(12)}`);
  say(`  cost     ${money(day.cost_amount).padStart(12)}   (from the cost layers)`);
  say(`  profit   ${money(day.profit_amount).padStart(12)}`);
  const wrong = Object.entries(EXPECTED).filter(([name, value]) => day[name as keyof DaySummary] !== value);
  for (const [name, value] of wrong) say(`  ${name} should be ${value}`);
  return wrong.length === 0;
}

/** Rings up one day of one shop; answers whether it is the expected one. */
export async function runDay(api: Api, day: ShopDay): Promise<boolean> {
  await openShop(api);
  const known = { products: await stockShop(api, day), customers: await meetCustomers(api, day) };
  const shown = await ringUp(api, day, known);
  say(`\nThe receipt of invoice ${SHOWN_INVOICE}:\n\n${await api.text(`/v1/sales/${shown}/receipt.txt`)}`);
  return closeDay(api);
}
