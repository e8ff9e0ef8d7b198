/** The one place where results and refusals are told. */
export const TOASTER = 'world-toaster';
