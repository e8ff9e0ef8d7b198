import type { PointerEvent } from 'react';

/** More about what is pointed at. Not there before: a screen reader would read it to everyone, beside every text. */
export const hint = (text: string) => ({
  onPointerEnter: ({ currentTarget }: PointerEvent<HTMLElement>): void => {
    currentTarget.title = text;
  },
});
