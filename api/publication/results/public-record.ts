import { areaName } from '../../../content/facts/area-name.ts';
import { unitOf } from '../../../content/facts/look-up.ts';
import { dayOf } from '../../../content/facts/time.ts';
import { Result } from '../../../content/schema/result.ts';
import type { Deps } from '../../deps.ts';
import type { Report } from '../../report/report.ts';
import type { Publication } from '../chain/publication.ts';
import { DraftBody } from './draft-body.ts';

/**
 * The one way out for private data: what is named here, and nothing else, becomes public.
 * Of the receipt only its month remains, of the place only the county, and the township if so decided.
 */
export function publicRecord(deps: Deps, row: Publication, report: Report): Result {
	const body = DraftBody.parse(row.body);
	// The reporter may have typed anything there: only a township of the county is one.
	const town = deps.content.areas.towns.find(({ adcode, name }) => adcode === row.adcode && name === report.town);
	const unit = unitOf(deps.content, report.unitId);
	return Result.parse({
		id: row.publicId,
		title: body.title,
		adcode: row.adcode,
		...(body.showTown && town && { town: town.name }),
		category: report.category,
		...(report.pondId && { pondId: report.pondId }),
		problem: body.problem,
		findings: body.findings,
		outcome: body.outcome,
		measures: body.measures,
		...(body.accountability && { accountability: body.accountability }),
		legalBasis: body.legalBasis,
		progress: body.progress,
		unit: unit?.name ?? areaName(deps.content, row.adcode),
		receivedMonth: dayOf(new Date(report.receivedAt)).slice(0, 7),
		// Only of a preview: what is published is concluded, and the day of receipt is nobody's to know.
		concluded: dayOf(report.concludedAt ? new Date(report.concludedAt) : deps.now()),
		published: dayOf(deps.now()),
		demo: row.demo,
	});
}
