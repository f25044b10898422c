import { createHash } from 'node:crypto';
import type * as bwip from 'bwip-js/node';
import type { PrintedCode } from '../domain/printed-code.js';
import type { DrawBarcodeQuery } from './dto/draw-barcode.query.js';

export type BarcodeFormat = 'svg' | 'png';
export type BarcodeStyle = Pick<DrawBarcodeQuery, 'scale' | 'height' | 'text'>;

type Library = typeof bwip;

/** Scanners need quiet around the bars: so many narrowest bars, the most that any symbology asks for. */
const QUIET_ZONE = 11;
/** Raised when the drawing changes, so that nobody keeps the old one. */
const EDITION = 1;

let loading: Promise<Library> | undefined;

/** Loaded when the first barcode is drawn. */
function library(): Promise<Library> {
  loading ??= import('bwip-js/node');
  return loading;
}

/** The same for the same drawing. */
export function drawingTag(code: PrintedCode, style: BarcodeStyle, format: BarcodeFormat): string {
  const { scale, height, text } = style;
  const all = [EDITION, format, code.symbology, code.text, scale, height, text];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 32);
}

/** Black bars on white, with the quiet zone that scanners need. */
export async function drawBarcode(
  { symbology, text }: PrintedCode,
  style: BarcodeStyle,
  format: BarcodeFormat,
): Promise<Buffer> {
  const drawing = await library();
  const options = {
    bcid: symbology,
    text,
    scale: style.scale,
    height: style.height,
    includetext: style.text,
    ...(symbology === 'code128' ? { textxalign: 'center' as const } : {}),
    backgroundcolor: 'FFFFFF',
    paddingwidth: QUIET_ZONE,
    paddingheight: 2,
  };
  return format === 'svg' ? Buffer.from(drawing.toSVG(options)) : drawing.toBuffer(options);
}
