import { z } from 'zod';

/** A refusal of `/control`: `{ error: { id, message, field? } }`. */
export class ControlRefusal extends Error {
  readonly status: number;
  readonly id: string;
  readonly field: string | undefined;

  constructor(status: number, id: string, message: string, field?: string) {
    super(message);
    this.status = status;
    this.id = id;
    this.field = field;
  }

  body(): Record<string, unknown> {
    const error = { id: this.id, message: this.message };
    return { error: this.field === undefined ? error : { ...error, field: this.field } };
  }
}

export const refuse = {
  unknownUser: (name: string): ControlRefusal =>
    new ControlRefusal(404, 'user_unknown', `Nobody is named ${name}.`, 'user'),
  unknownCompany: (id: string): ControlRefusal =>
    new ControlRefusal(404, 'company_unknown', `No company has the id ${id}.`, 'companyId'),
  notFound: (what: string): ControlRefusal => new ControlRefusal(404, 'not_found', `${what} was not found.`),
};

/** Reads a body, or refuses it naming the first field that is wrong. Unknown fields are refused too: they are typos. */
export function read<Shape extends z.ZodRawShape>(shape: Shape, value: unknown): z.infer<z.ZodObject<Shape>> {
  const result = z.strictObject(shape).safeParse(value ?? {});
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const field = unknown ?? (issue?.path.join('.') || undefined);
  throw new ControlRefusal(400, 'invalid_body', issue?.message ?? 'The body is not valid.', field);
}
