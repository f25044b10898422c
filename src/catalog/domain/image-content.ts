export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

const AVIF_BRANDS = ['avif', 'avis'];

function ascii(bytes: Buffer, from: number, to: number): string {
  return bytes.toString('latin1', from, to);
}

function isAvif(bytes: Buffer): boolean {
  if (bytes.length < 16 || ascii(bytes, 4, 8) !== 'ftyp') return false;
  const brands = ascii(bytes, 8, Math.min(bytes.readUInt32BE(0), 256));
  return AVIF_BRANDS.some((brand) => brands.includes(brand));
}

/** What the bytes themselves say they are, whatever name or content type they were sent under. */
export function imageFormatOf(bytes: Buffer): ImageFormat | undefined {
  if (ascii(bytes, 0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return 'gif';
  return isAvif(bytes) ? 'avif' : undefined;
}

const HEAD_BYTES = 4096;
/** A ZIP archive ends with a record of at most so many bytes. */
const ZIP_TAIL_BYTES = 65_557;
const MARKUP = /<(?:!doctype|html|head|body|script|svg|iframe)[\s>]|%PDF-/i;
const SCRIPT = /<script[\s>]|<\?php/i;
const ZIP_END = 'PK\x05\x06';

/**
 * True when the image is a page, a script, a document or an archive as well, so that something else might take it for
 * that. What is stored is drawn anew and holds nothing of it; but nobody sends such a file by mistake.
 */
export function isPolyglot(bytes: Buffer): boolean {
  return (
    MARKUP.test(ascii(bytes, 0, HEAD_BYTES)) ||
    bytes.subarray(-ZIP_TAIL_BYTES).includes(ZIP_END, 0, 'latin1') ||
    SCRIPT.test(ascii(bytes, 0, bytes.length))
  );
}
