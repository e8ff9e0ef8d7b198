import { makeStyles } from '@fluentui/react-components';

/**
 * For the element around the rows of a long list. Those that are far out of sight are neither laid out nor painted, and stay
 * where keyboard, search and screen readers find them. What a row opens may hang out of it: then it is drawn as any other, and
 * in front of those below, each of which is a layer of its own.
 */
export const useFarRows = makeStyles({
  list: {
    '> *': { contentVisibility: 'auto', containIntrinsicSize: 'auto 64px' },
    '> :focus-within': { contentVisibility: 'visible' },
    '> :has([aria-expanded="true"])': { contentVisibility: 'visible', position: 'relative', zIndex: 1 },
  },
});
