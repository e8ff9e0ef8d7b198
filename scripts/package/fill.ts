import type { Values } from './values.ts';

const valueOf = (values: Values, name: string): string | boolean => {
  const value = values[name];
  if (value === undefined) throw new Error(`A template asks for {{${name}}}, which has no value.`);
  return value;
};

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const forXml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
const forJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/**
 * Puts the values in the place of `{{name}}`. Every line stays where it is, so that a line of the result is that of
 * its template.
 */
export const fill = (template: string, values: Values, language: 'json' | 'xml'): string =>
  template
    .replace(/"\{\{([\w.]+)\}\}"/g, (whole, name: string) => {
      const value = valueOf(values, name);
      return typeof value === 'boolean' ? String(value) : whole;
    })
    .replace(/\{\{([\w.]+)\}\}/g, (_, name: string) => {
      const value = String(valueOf(values, name));
      return language === 'xml' ? forXml(value) : forJson(value);
    });
