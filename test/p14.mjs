import { worldOf, shapeNames } from '/work/main/test/dist/attack/worlds.js';
import { attackOf } from '/work/main/test/dist/attack/attacks/index.js';
import { gates } from '/work/main/etl/dist/src/index.js';
import { gatedPeriod } from '/work/main/test/dist/attack/gated.js';
import { boundsOf, ownOf } from '/work/main/test/dist/attack/attacks/market-programme.js';
import { marketCell } from '/work/main/test/dist/attack/release.js';
for (const shape of shapeNames) for (let s = 11; s < 18; s++) {
  const r = worldOf(s, shape);
  const o = await attackOf('P14').run([r]);
  if (!o.passed) {
    console.log(shape, s, o.measured);
    console.log('gates', JSON.stringify(await gates(gatedPeriod(r))));
    for (const [part, m] of r.markets) { const c = m.get('REG-24|imagerie'); const id = marketCell(part,'REG-24','imagerie');
      console.log(part, r.parts.get(id), Math.max(...c.vendors.values()), [...c.vendors].map(v=>v.join('=')).join(' '));
      for (const ins of c.vendors.keys()) console.log(ins, await boundsOf({release:r, part, target:id, known: ownOf(part,m,ins), sees:'public'}));
    }
  }
}
