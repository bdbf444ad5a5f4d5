import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';

/**
 * Closes a run with one plain line, `N passed, N failed`, and makes the run fail when it proves
 * nothing: no test at all, or a test skipped without a reason (`context.skip('why')` gives one).
 */
export default class ClosingLine implements Reporter {
  private vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string): number =>
      tests.filter((test) => test.result().state === state).length;
    const passed = count('passed');
    // A file that does not load, or an error outside any test, is a failure without a test.
    const brokenFiles = modules.filter(
      (module) =>
        module.state() === 'failed' && [...module.children.allTests('failed')].length === 0,
    ).length;
    const failed = count('failed') + brokenFiles + errors.length;
    const skipped = count('skipped');
    const complaint = this.complaint(tests, passed + failed);
    if (complaint !== undefined) {
      process.exitCode = 1;
      console.log(`\n${complaint}`);
    }
    const closing = `${passed} passed, ${failed} failed`;
    console.log(`\n${skipped > 0 ? `${closing}, ${skipped} skipped` : closing}`);
  }

  private complaint(tests: TestCase[], executed: number): string | undefined {
    if (executed === 0) return 'No test ran: the run proves nothing.';
    // With `-t` the reader chose what to leave out.
    if (this.vitest?.config.testNamePattern !== undefined) return undefined;
    const silent = tests.filter((test) => {
      const result = test.result();
      return result.state === 'skipped' && !result.note;
    });
    if (silent.length === 0) return undefined;
    const names = silent.map((test) => `  ${test.module.relativeModuleId}: ${test.fullName}`);
    return ['Skipped without a reason, which fails the run:', ...names].join('\n');
  }
}
