import { z } from 'zod';
import { change, create } from './appointments.ts';
import type { Writing } from './appointments.ts';
import type { Handler } from './calls.ts';
import { single } from './calls.ts';
import { TimifyRefusal } from './errors.ts';
import { appointmentInput, read } from './input.ts';

/**
 * Many appointments at once: "import or update" by the id of the row, camelCase as bulk bodies are. The path and the name
 * of the list are guessed. Facts: timify §1.7 [T, I], §4 row 16.
 */
const importInput = z.object({
  appointments: z.array(z.looseObject({ importEventId: z.string().min(1) })),
  webhookUrl: z.string().nullish(),
});

interface RowOutcome {
  importEventId: string;
  id: string | null;
  error: string | null;
}

/** `resourceIds` becomes `resource_ids`. */
function snakeCase(row: Record<string, unknown>): Record<string, unknown> {
  const renamed = Object.entries(row).map(([name, value]) => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  return Object.fromEntries(renamed) as Record<string, unknown>;
}

function importRow(writing: Writing, row: Record<string, unknown> & { importEventId: string }): RowOutcome {
  const { importEventId } = row;
  try {
    const input = read(appointmentInput, snakeCase(row), 'body');
    const quiet = { has_notify_customers: false, has_notify_resources: false, ...input };
    const known = writing.state.appointments
      .all()
      .find(({ appointment }) => appointment.importEventId === importEventId);
    const { id } = known
      ? change(writing, known.appointment.id, quiet)
      : create(writing, quiet, { importEventId });
    return { importEventId, id, error: null };
  } catch (error) {
    if (!(error instanceof TimifyRefusal)) throw error;
    return { importEventId, id: null, error: error.message };
  }
}

/** One bad row does not spoil the others. Worked off at once; the progress call follows. */
export const importAppointments: Handler = (call) => {
  const { parts, state, actor } = call;
  const input = read(importInput, call.body, 'body');
  const rows = input.appointments.map((row) => importRow({ parts, state, actor }, row));
  const total = rows.length;
  if (input.webhookUrl != null) {
    parts.webhooks.progress(input.webhookUrl, { companyId: state.company.id, total, done: total, rows });
  }
  return single({ accepted: total, rows });
};
