import { useCallback, useState, type ComponentType } from 'react';

/**
 * What nobody sees before they press something is loaded with the first press, so that the first screen stands sooner. Until
 * it is there, what was pressed stays as it is and keeps the focus.
 */
export function useAtFirstPress<P>(
  load: () => Promise<ComponentType<P>>,
): readonly [part: ComponentType<P> | undefined, press: () => void] {
  const [part, setPart] = useState<ComponentType<P>>();
  const press = useCallback(() => {
    void load().then((loaded) => setPart(() => loaded));
  }, [load]);
  return [part, press];
}

/** As `ref` of what takes the pressed thing's place: the focus moves over, so that it finds the way back later. */
export const takeFocus = (element: HTMLElement | null): void => element?.focus();
