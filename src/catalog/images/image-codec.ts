import { createHash } from 'node:crypto';
import { imageFormatOf, isPolyglot, type ImageFormat } from '../domain/image-content.js';
import { IMAGE_SIZES, IMAGE_SIZE_NAMES, type ImageSize } from './image-sizes.js';
import { UnusableImage } from './image.errors.js';
import { sharpLibrary, type Sharp } from './sharp.js';

export const MAX_IMAGE_BYTES = 10 * 1024 * 1024;
/** Enough for the largest cameras of telephones, and still only 200 MB when laid out in memory. */
export const MAX_IMAGE_PIXELS = 50_000_000;

const QUALITY = 82;
const PATIENCE_SECONDS = 30;

export interface DrawnImage {
  size: ImageSize;
  bytes: Buffer;
  /** SHA-256 of the bytes. */
  hash: string;
  width: number;
  height: number;
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function checkedFormat(bytes: Buffer): ImageFormat {
  const format = imageFormatOf(bytes);
  if (format === undefined) {
    throw new UnusableImage('IMAGE_TYPE_NOT_SUPPORTED', 'file must be a JPEG, PNG, WebP, GIF or AVIF image');
  }
  if (isPolyglot(bytes)) {
    throw new UnusableImage(
      'IMAGE_POLYGLOT',
      'file holds a page, a script, a document or an archive as well',
    );
  }
  return format;
}

const NAMES: Readonly<Record<string, ImageFormat>> = { heif: 'avif' };

/** Reads the header alone. */
async function checkHeader(sharp: Sharp, bytes: Buffer, expected: ImageFormat): Promise<void> {
  const { format, width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
  if ((NAMES[format] ?? format) !== expected) {
    throw new UnusableImage('IMAGE_UNREADABLE', 'file is not the image that it starts as');
  }
  if (width * height > MAX_IMAGE_PIXELS) {
    throw new UnusableImage('IMAGE_TOO_LARGE', `file must have at most ${MAX_IMAGE_PIXELS} pixels`);
  }
}

async function draw(sharp: Sharp, source: Buffer, size: ImageSize): Promise<DrawnImage> {
  const edge = IMAGE_SIZES[size];
  const { data, info } = await sharp(source, { limitInputPixels: MAX_IMAGE_PIXELS, failOn: 'error' })
    .autoOrient()
    .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: QUALITY })
    .timeout({ seconds: PATIENCE_SECONDS })
    .toBuffer({ resolveWithObject: true });
  return { size, bytes: data, hash: sha256(data), width: info.width, height: info.height };
}

/**
 * Draws the image anew in every size, the largest first, as WebP: upright, in sRGB, without whatever else the file
 * held (camera, place, text, archives). Of an animation the first picture. Throws UnusableImage.
 */
export async function drawSizes(bytes: Buffer): Promise<DrawnImage[]> {
  const format = checkedFormat(bytes);
  const sharp = await sharpLibrary();
  try {
    await checkHeader(sharp, bytes, format);
    const drawn: DrawnImage[] = [];
    for (const size of IMAGE_SIZE_NAMES) {
      // Each from the next larger one: the original is decoded once.
      drawn.push(await draw(sharp, drawn.at(-1)?.bytes ?? bytes, size));
    }
    return drawn;
  } catch (error) {
    if (error instanceof UnusableImage) throw error;
    throw new UnusableImage('IMAGE_UNREADABLE', 'file is broken: it cannot be drawn');
  }
}
