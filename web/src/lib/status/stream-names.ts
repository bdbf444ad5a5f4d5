import { m } from '#lib/paraglide/messages.js';

/** What a stream of the source holds, in the reader's m. */
export function streamName(id: string): string {
  const names: Record<string, () => string> = {
    documents: m.status_stream_documents,
    profiles: m.status_stream_profiles,
    roster: m.status_stream_roster,
    distincts: m.status_stream_distincts,
    visits: m.status_stream_visits,
    insi_calls: m.status_stream_insi_calls,
    ins_statuses: m.status_stream_ins_statuses,
    identity: m.status_stream_ins_statuses,
    feeding_reasons: m.status_stream_feeding_reasons,
    patient_messages: m.status_stream_patient_messages,
    messages: m.status_stream_patient_messages,
    difficulty_reports: m.status_stream_difficulty_reports,
    lever_deployments: m.status_stream_lever_deployments,
    levers: m.status_stream_lever_deployments,
    submissions: m.status_stream_submissions,
  };
  return names[id]?.() ?? m.status_stream_other({ id });
}
