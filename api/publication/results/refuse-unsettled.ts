import type { reports } from '../../../db/schema/reports.ts';
import { PortalError } from '../../http/errors.ts';
import type { Publication } from '../chain/publication.ts';
import { DraftBody } from './draft-body.ts';

type Report = Pick<typeof reports.$inferSelect, 'status' | 'outcome'>;

/** What was opened again since it was drafted is not published, nor another outcome than the case has. */
export function refuseUnsettled({ body }: Pick<Publication, 'body'>, { status, outcome }: Report): void {
	if (status !== 'concluded') {
		throw new PortalError('not_now', '线索已经重新办理，现在不能提交或者发布；办结以后再核对拟稿。');
	}
	if (DraftBody.parse(body).outcome !== outcome) {
		throw new PortalError('not_now', '拟稿的结论与线索的办结结论不一致，请退回或者修改拟稿。');
	}
}
