import { calibrate } from './calibrate.js';

process.exitCode = calibrate(process.argv.slice(2));
