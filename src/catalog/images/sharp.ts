import type sharpModule from 'sharp';

export type Sharp = typeof sharpModule;

/** What each format that we take is read by; everything else the library could read stays shut. */
const LOADERS = [
  'VipsForeignLoadJpegBuffer',
  'VipsForeignLoadPngBuffer',
  'VipsForeignLoadWebpBuffer',
  'VipsForeignLoadNsgifBuffer',
  'VipsForeignLoadHeifBuffer',
];

let loading: Promise<Sharp> | undefined;

async function load(): Promise<Sharp> {
  const { default: sharp } = await import('sharp');
  // One thread and no memory of past images: the tills come first.
  sharp.concurrency(1);
  sharp.cache(false);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: LOADERS });
  return sharp;
}

/** The image library, loaded when the first image comes: most processes never need its memory. */
export function sharpLibrary(): Promise<Sharp> {
  loading ??= load();
  return loading;
}
