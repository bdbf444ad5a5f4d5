import type { StreamDeclaration } from '../tally/stream.js';
import {
  documents,
  documentTypes,
  ePrescriptions,
  feedingReasons,
  medicalSummaries,
} from './documents.stream.js';
import { dispensations } from './dispensations.stream.js';
import { distincts } from './distincts.stream.js';
import { patientMessages } from './messages.patient.stream.js';
import { professionalMessages } from './messages.professional.stream.js';
import {
  appDownloads,
  insuranceDocuments,
  medicalProfiles,
  patientDocuments,
  sessions,
} from './patients.stream.js';
import { activations, openings, profiles } from './profiles.stream.js';
import { roster } from './roster.stream.js';
import { consultations } from './consultations.stream.js';
import { insiCalls, insStatuses } from './identity.stream.js';
import { software } from './software.stream.js';
import { visits } from './visits.stream.js';
import { campaignDays } from './campaigns.stream.js';
import { catalogue } from './catalogue.stream.js';
import { difficultyReports } from './difficulty-reports.stream.js';
import { incidents } from './incidents.stream.js';
import { leverDeployments } from './lever-deployments.stream.js';
import { programmes } from './programmes.stream.js';
import { referencing } from './referencing.stream.js';
import { satisfaction } from './satisfaction.stream.js';
import { trainings } from './trainings.stream.js';

/**
 * Every stream that is counted, the order of its declaration being part of its row identifiers:
 * a new one goes to the end.
 */
export const STREAMS: readonly StreamDeclaration[] = [
  roster,
  profiles,
  documents,
  documentTypes,
  feedingReasons,
  ePrescriptions,
  medicalSummaries,
  patientMessages,
  professionalMessages,
  dispensations,
  openings,
  activations,
  sessions,
  appDownloads,
  patientDocuments,
  insuranceDocuments,
  medicalProfiles,
  distincts,
  visits,
  insiCalls,
  insStatuses,
  software,
  consultations,
  difficultyReports,
  satisfaction,
  trainings,
  leverDeployments,
  campaignDays,
  incidents,
  programmes,
  catalogue,
  referencing,
];
