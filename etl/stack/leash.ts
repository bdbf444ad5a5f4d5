/**
 * Loaded first in every process of the stack (`node --import`): when the stack itself is killed,
 * the channel to it closes and the process stops as if it had been asked to, instead of living
 * on and holding its port.
 */
if (process.channel !== undefined) {
  process.channel.unref();
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}

export {};
