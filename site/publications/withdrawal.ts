import type { Decision } from '../../content/schema/decision.ts';
import { causeNames } from './publication-labels.ts';

/** Days that the law gives to take a decision back that no longer stands (行政处罚法 48). */
const allowed = 3;

/** Why a decision was taken back, and whether that was done in time. */
export function withdrawalSentence({ cause, ceased, day }: NonNullable<Decision['withdrawn']>): string {
	const days = (Date.parse(day) - Date.parse(ceased)) / 86_400_000;
	const inTime = days <= allowed ? '在三日期限内撤回' : `超过三日期限 ${days - allowed} 日撤回`;
	return `该决定于 ${ceased} ${causeNames[cause]}，${inTime}。`;
}
