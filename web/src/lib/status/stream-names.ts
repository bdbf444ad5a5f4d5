import { m } from '#lib/paraglide/messages.js';

/** What a stream of the source holds, in the reader's language: on the server, which sends names alone. */
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
    document_types: m.status_stream_document_types,
    eprescriptions: m.status_stream_eprescriptions,
    medical_summaries: m.status_stream_medical_summaries,
    professional_messages: m.status_stream_professional_messages,
    dispensations: m.status_stream_dispensations,
    openings: m.status_stream_openings,
    activations: m.status_stream_activations,
    sessions: m.status_stream_sessions,
    app_downloads: m.status_stream_app_downloads,
    patient_documents: m.status_stream_patient_documents,
    insurance_documents: m.status_stream_insurance_documents,
    medical_profiles: m.status_stream_medical_profiles,
    software: m.status_stream_software,
    consultations: m.status_stream_consultations,
    satisfaction: m.status_stream_satisfaction,
    trainings: m.status_stream_trainings,
    campaigns: m.status_stream_campaigns,
    incidents: m.status_stream_incidents,
    programmes: m.status_stream_programmes,
    catalogue: m.status_stream_catalogue,
    referencing: m.status_stream_referencing,
    submissions: m.status_stream_submissions,
  };
  return names[id]?.() ?? m.status_stream_other({ id });
}
