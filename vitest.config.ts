import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const node = { environment: 'node' as const };
/** They keep nothing in module scope that another could trip over; loading everything anew for each file takes longest. */
const shared = { ...node, isolate: false };

/** The one that takes longest by far goes first, so that nothing waits for it alone at the end. */
class GalleryFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isGallery = ({ moduleId }: TestSpecification): boolean => moduleId.endsWith('e2e/gallery.test.ts');
    return [...sorted.filter(isGallery), ...sorted.filter((file) => !isGallery(file))];
  }
}

/** One project per kind of test, so that each can be run alone: `npx vitest run --project core`. */
export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // As many as there are cores: one fewer, as is the rule, would leave half of a small machine idle.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: GalleryFirst },
    projects: [
      { extends: true, test: { ...shared, name: 'core', include: ['server/src/core/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          ...shared,
          name: 'server',
          include: [
            'server/src/!(core)/**/*.test.ts',
            'server/src/*.test.ts',
            'shared/**/*.test.ts',
            'scripts/**/*.test.ts',
            'test/support/**/*.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: {
          ...node,
          name: 'packages',
          include: ['test/packages/**/*.test.ts'],
          // Commands are run as processes of their own, Microsoft's schemas are compiled.
          testTimeout: 120_000,
        },
      },
      { extends: true, test: { ...shared, name: 'sandbox', include: ['sandbox/**/*.test.ts'] } },
      { extends: true, test: { name: 'addin', environment: 'jsdom', include: ['addin/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        test: {
          ...shared,
          name: 'scenarios',
          setupFiles: ['test/support/everyTest.ts'],
          include: ['test/scenarios/**/*.test.ts'],
          testTimeout: 120_000,
          // Much of a scenario is waiting: for services that are busy, and for news that is on its way.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...node,
          name: 'chaos',
          setupFiles: ['test/support/everyTest.ts'],
          include: ['test/chaos/**/*.test.ts'],
          testTimeout: 300_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          ...node,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          // The first one waits for the pane to be built, and gives that two minutes of its own.
          hookTimeout: 300_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
