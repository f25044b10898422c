import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { receiptHtml } from '../domain/receipt-html.js';
import { receiptText } from '../domain/receipt-text.js';
import { ChainVerificationResponse, ReceiptProofResponse, ReceiptResponse } from '../dto/receipt.response.js';
import { ReceiptReads } from '../queries/receipt-reads.js';

const NO_STORE = 'private, no-store';

@ApiTags('receipts')
@RequirePermission('sales:read')
@Controller()
export class ReceiptsController {
  constructor(private readonly receipts: ReceiptReads) {}

  /** Show the receipt of a sale */
  @Get(['sales/:id/receipt', 'sales/:id/receipt.json'])
  @ApiOkResponse({ type: ReceiptResponse })
  json(@IdParam() id: string): Promise<ReceiptResponse> {
    return this.receipts.ofSale(id);
  }

  /** Print the receipt of a sale as plain text, 42 columns wide */
  @Get('sales/:id/receipt.txt')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('cache-control', NO_STORE)
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string', example: 'RECEIPT MAIN-POS1-00000001' } })
  async text(@IdParam() id: string): Promise<string> {
    const { body, hash } = await this.receipts.printed(id);
    return receiptText(body, hash);
  }

  /** Print the receipt of a sale as a page */
  @Get('sales/:id/receipt.html')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', NO_STORE)
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string', example: '<!doctype html>' } })
  async html(@IdParam() id: string): Promise<string> {
    const { body, hash } = await this.receipts.printed(id);
    return receiptHtml(body, hash);
  }

  /** Show the receipt of a return */
  @Get(['returns/:id/receipt', 'returns/:id/receipt.json'])
  @ApiOkResponse({ type: ReceiptResponse })
  ofReturn(@IdParam() id: string): Promise<ReceiptResponse> {
    return this.receipts.ofReturn(id);
  }

  /** Prove a receipt: the exact text that was hashed, and its link */
  @Get('receipts/:number/proof')
  @ApiOkResponse({ type: ReceiptProofResponse })
  proof(@Param('number') number: string): Promise<ReceiptProofResponse> {
    return this.receipts.proof(number);
  }

  /** Verify the receipt chain of a register from its first receipt */
  @Get('registers/:id/chain/verify')
  @ApiOkResponse({ type: ChainVerificationResponse })
  verify(@IdParam() id: string): Promise<ChainVerificationResponse> {
    return this.receipts.verify(id);
  }
}
