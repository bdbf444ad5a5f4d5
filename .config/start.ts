import { buildAll } from './build.ts';

// npm starts a shell that starts this process. A SIGTERM sent to npm ends that shell and stops
// there: losing the parent is how this process learns that it was meant as well.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 500).unref();

if (buildAll({ onlyIfStale: true })) {
  const stack = '../etl/dist/stack/start.js';
  await import(stack);
} else {
  console.error('La construction a échoué : voir ci-dessus. / The build failed: see above.');
  process.exitCode = 1;
}
