import { fireEvent, screen } from '@testing-library/react';

/** `hidden`: without a layout the library that guards the focus takes an open popover for a covered one. */
export const press = async (name: string | RegExp, hidden = false) => {
  fireEvent.click(await screen.findByRole('button', { name, hidden }));
};
export const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
export const tab = async (name: string | RegExp) => {
  fireEvent.click(await screen.findByRole('tab', { name }));
};
/** The path of a call about the one connection of the fixtures. */
export const act = (path: string) => ({ path: `/api/connections/con-1${path}` });
