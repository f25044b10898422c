import { imageFormatOf, isPolyglot } from './image-content.js';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const PNG = '\x89PNG\r\n\x1a\n';

describe('what an image says it is', () => {
  it.each([
    ['jpeg', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['png', `${PNG}\0\0\0\rIHDR`],
    ['webp', 'RIFF\x24\0\0\0WEBPVP8 '],
    ['gif', 'GIF89a\x01\0\x01\0'],
    ['gif', 'GIF87a\x01\0\x01\0'],
    ['avif', '\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf'],
    ['avif', '\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf'],
  ])('%s', (format, start) => {
    expect(imageFormatOf(bytes(start))).toBe(format);
  });

  it.each([
    ['nothing', ''],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['SVG with a declaration', '<?xml version="1.0"?><svg/>'],
    ['PDF', '%PDF-1.7'],
    ['TIFF', 'II*\0\x08\0\0\0'],
    ['BMP', 'BM\x36\0\0\0'],
    ['HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['WAV', 'RIFF\x24\0\0\0WAVEfmt '],
    ['a cut-off PNG', PNG.slice(0, 5)],
    ['a cut-off box', '\0\0\0\x1cftyp'],
  ])('%s is none we take', (_, start) => {
    expect(imageFormatOf(bytes(start))).toBeUndefined();
  });
});

describe('a file that is more than an image', () => {
  const filler = 'x'.repeat(100_000);

  it.each([
    ['a page at its start', `GIF89a/*<html><body>${filler}`],
    ['a document at its start', `${PNG}%PDF-1.4${filler}`],
    ['a script at its end', `${PNG}${filler}<SCRIPT >alert(1)</SCRIPT>`],
    ['a script in its middle', `${PNG}${filler}<?php system($_GET[0]);${filler}`],
    ['an archive at its end', `${PNG}${filler}PK\x05\x06${'\0'.repeat(18)}`],
  ])('is one with %s', (_, content) => {
    expect(isPolyglot(bytes(content))).toBe(true);
  });

  it.each([
    ['plain', `${PNG}${filler}`],
    ['with XMP', `\xff\xd8\xff\xe1<?xpacket begin?><x:xmpmeta><rdf:RDF/></x:xmpmeta>${filler}`],
    ['with a byte pair of chance', `${PNG}${filler}PK\x03\x04${filler}<htm`],
  ])('is none when it is %s', (_, content) => {
    expect(isPolyglot(bytes(content))).toBe(false);
  });
});
