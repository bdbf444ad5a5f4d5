/** The API that answers from memory, in a process of its own: `fixture.process.ts ADDRESS`. */
interface Fixture {
  url: string;
}
const [, , address = ''] = process.argv;
const { startFixtureApi } = (await import(address)) as { startFixtureApi: () => Promise<Fixture> };
const fixture = await startFixtureApi();
// What the parent sends are the fixture's own settings; each is confirmed once it holds.
process.on('message', (settings: object) => {
  Object.assign(fixture, settings);
  process.send?.('set');
});
process.on('disconnect', () => process.exit());
process.send?.(fixture.url);
