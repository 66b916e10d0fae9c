import type { Draft, ReportDetail, ResultBody } from '../calls/answers.ts';

/** An empty draft, or a copy of the one that was saved. */
export function bodyOf(draft: Draft | null): ResultBody {
	if (draft) {
		const { measures, accountability, reasons } = draft.body;
		return {
			...draft.body,
			measures: { ...measures },
			accountability: accountability ?? '',
			reasons: reasons.map((each) => ({ ...each })),
		};
	}
	return {
		title: '',
		problem: '',
		findings: '',
		measures: { corrected: '', penalised: '', rectified: '' },
		accountability: '',
		legalBasis: '',
		showTown: false,
		progress: 'concluded',
		reasons: [],
	};
}

/** A first draft from what was written at the conclusion. Names of persons stay out: who is responsible is typed anew. */
export function bodyFromConclusion({ timeline }: Pick<ReportDetail, 'timeline'>): ResultBody {
	const concluded = [...timeline].reverse().find(({ move }) => move === 'conclude')?.fields ?? [];
	const written = (name: string) => concluded.find((field) => field.name === name)?.value ?? '';
	return {
		...bodyOf(null),
		findings: [written('violation'), written('extent')].filter(Boolean).join('\n'),
		measures: {
			corrected: written('corrected'),
			penalised: written('penalised'),
			rectified: written('rectified'),
		},
		legalBasis: written('legalBasis'),
	};
}

/** What would be public of a draft while it is typed: the server makes the record that counts. */
export function previewOf(body: ResultBody, report: ReportDetail, saved: Draft | null): Record<string, unknown> {
	const { showTown, outcome, accountability, reasons: _reasons, ...words } = body;
	const { town: _town, ...base } = saved?.preview ?? {
		adcode: report.county?.adcode,
		category: report.category.id,
		unit: report.unit.name,
		receivedMonth: report.receivedAt.slice(0, 7),
	};
	return {
		...base,
		...words,
		...(showTown && report.town && { town: report.town }),
		outcome: outcome ?? report.outcome ?? '',
		...(accountability && { accountability }),
	};
}
