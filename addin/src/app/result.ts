/** What an act came to, told for a few seconds. */
export interface Result {
  readonly id: number;
  readonly sentence: string;
  readonly onUndo: (() => void) | undefined;
  readonly mood: Mood;
}

/** How it went, as its sign and its colour say: `warning` where only a part did. */
export type Mood = 'success' | 'warning' | 'error';
