import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

/** The fonts of the images, from packages: the machine's own are never used. */
const fonts = [
  '@expo-google-fonts/newsreader/500Medium/Newsreader_500Medium.ttf',
  '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
  '@expo-google-fonts/source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf',
  '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
  '@expo-google-fonts/source-sans-3/700Bold/SourceSans3_700Bold.ttf',
];

/** Images kept, the latest used last: one takes half a second of a core and 200 kB. */
const kept = new Map<string, Promise<Uint8Array>>();
const most = 60;

/** Images that may wait for their turn: ten seconds of a core, after which nobody waits. */
const longestQueue = 20;
let waiting = 0;

/** More images are asked for than can be drawn while someone waits for them. */
export class ImagesBusy extends Error {
  override readonly name = 'ImagesBusy';
  constructor() {
    super(`${longestQueue} images wait to be drawn already.`);
  }
}

/** An image drawn from its SVG, which names edition and question in all that it says. */
export async function imagePng(svg: string): Promise<Uint8Array> {
  const key = createHash('sha256').update(svg).digest('base64');
  const known = kept.get(key);
  if (known === undefined && waiting >= longestQueue) throw new ImagesBusy();
  const image = known ?? rasterised(svg);
  kept.delete(key);
  kept.set(key, image);
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
  // What failed is tried again the next time.
  image.catch(() => kept.delete(key));
  return image;
}

let turn: Promise<unknown> = Promise.resolve();

/** One after the other, and off the thread that answers pages. */
function rasterised(svg: string): Promise<Uint8Array> {
  const image = turn.then(async () => {
    const { renderAsync } = await import('@resvg/resvg-js');
    const require = createRequire(import.meta.url);
    const rendered = await renderAsync(svg, {
      font: {
        loadSystemFonts: false,
        fontFiles: fonts.map((font) => require.resolve(font)),
        defaultFontFamily: 'Source Sans 3',
        sansSerifFamily: 'Source Sans 3',
        serifFamily: 'Newsreader',
      },
    });
    return rendered.asPng();
  });
  waiting += 1;
  const done = (): void => void (waiting -= 1);
  turn = image.then(done, done);
  return image;
}
