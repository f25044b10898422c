import sharp, { type Sharp } from 'sharp';
import { drawSizes } from './image-codec.js';
import { UnusableImage } from './image.errors.js';

const RED = { r: 220, g: 20, b: 20 };

function picture(width: number, height: number, channels: 3 | 4 = 3): Sharp {
  return sharp({
    create: { width, height, channels, background: channels === 4 ? { ...RED, alpha: 0.5 } : RED },
  });
}

async function codeOf(bytes: Buffer): Promise<string> {
  return drawSizes(bytes).then(
    () => 'drawn',
    (error: unknown) => (error instanceof UnusableImage ? error.code : String(error)),
  );
}

describe('drawing an image', () => {
  it('in every size, none larger than the original', async () => {
    const large = await drawSizes(await picture(3000, 1500).jpeg().toBuffer());
    expect(large.map(({ size, width, height }) => [size, width, height])).toEqual([
      ['large', 2048, 1024],
      ['medium', 800, 400],
      ['thumb', 200, 100],
    ]);
    const small = await drawSizes(await picture(300, 10).png().toBuffer());
    expect(small.map(({ width, height }) => [width, height])).toEqual([
      [300, 10],
      [300, 10],
      [200, 7],
    ]);
  });

  it.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('from %s', async (format) => {
    const [drawn] = await drawSizes(await picture(20, 10).toFormat(format).toBuffer());
    const { format: stored, width } = await sharp(drawn!.bytes).metadata();
    expect([stored, width]).toEqual(['webp', 20]);
  });

  it('keeps what can be seen through', async () => {
    const [drawn] = await drawSizes(await picture(20, 20, 4).png().toBuffer());
    const { data } = await sharp(drawn!.bytes).raw().toBuffer({ resolveWithObject: true });
    expect(data[3]).toBeGreaterThan(100);
    expect(data[3]).toBeLessThan(150);
  });

  it('upright, and without camera, place or words', async () => {
    const photo = await picture(40, 20)
      .jpeg()
      .withExif({ IFD0: { Make: 'Secret Camera' }, IFD3: { GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(photo.includes('Secret Camera')).toBe(true);
    for (const drawn of await drawSizes(photo)) {
      expect([drawn.width, drawn.height]).toEqual([20, 40]);
      expect(drawn.bytes.includes('Secret Camera')).toBe(false);
      expect((await sharp(drawn.bytes).metadata()).exif).toBeUndefined();
    }
  });

  it('refuses what is no image that we take', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    expect(await codeOf(svg)).toBe('IMAGE_TYPE_NOT_SUPPORTED');
    expect(await codeOf(await picture(9, 9).tiff().toBuffer())).toBe('IMAGE_TYPE_NOT_SUPPORTED');
    expect(await codeOf(Buffer.from('hello'))).toBe('IMAGE_TYPE_NOT_SUPPORTED');
  });

  it('refuses what is broken', async () => {
    const jpeg = await sharp(Buffer.from(Array.from({ length: 300 * 300 * 3 }, (_, n) => (n * 7919) % 256)), {
      raw: { width: 300, height: 300, channels: 3 },
    })
      .jpeg()
      .toBuffer();
    expect(await codeOf(jpeg.subarray(0, jpeg.length / 2))).toBe('IMAGE_UNREADABLE');
    expect(await codeOf(Buffer.from('\xff\xd8\xff\xe0 and no more', 'latin1'))).toBe('IMAGE_UNREADABLE');
    expect(await codeOf(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), svgBytes()]))).toBe(
      'IMAGE_UNREADABLE',
    );
  });

  it('refuses what would fill the memory', async () => {
    const flat = await picture(10_000, 5_001).png().toBuffer();
    expect(flat.length).toBeLessThan(1_000_000);
    expect(await codeOf(flat)).toBe('IMAGE_TOO_LARGE');
  });

  it('refuses an image that is something else as well', async () => {
    const png = await picture(9, 9).png().toBuffer();
    expect(await codeOf(Buffer.concat([png, Buffer.from('<script>alert(1)</script>')]))).toBe(
      'IMAGE_POLYGLOT',
    );
  });
});

function svgBytes(): Buffer {
  return Buffer.from('not a chunk of a PNG at all, but long enough to look like one');
}
