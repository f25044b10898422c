/** The sizes an image is kept in: the longest edge of each, in pixels. Smaller originals are not enlarged. */
export const IMAGE_SIZES = { large: 2048, medium: 800, thumb: 200 } as const;
export type ImageSize = keyof typeof IMAGE_SIZES;

/** All sizes, the largest first. */
export const IMAGE_SIZE_NAMES = Object.keys(IMAGE_SIZES) as ImageSize[];

/** One size of an image as it is stored. */
export interface ImageFile {
  size: ImageSize;
  /** In the object storage. */
  key: string;
  /** SHA-256 of the file. */
  hash: string;
  width: number;
  height: number;
  bytes: number;
}

/** Where a size of an image is served. */
export function imageUrl(id: string, size: ImageSize): string {
  return `/v1/images/${id}/${size}`;
}
