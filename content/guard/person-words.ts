/** Words after which the name of a person may stand. */
export const beforeNames =
	/责任人|代表人|负责人|当事人|嫌疑人|犯罪人|违法人|行为人|相对人|被处罚人|被告人|被害人|受害人|证人|联系人|经办人|承包人|承租人|出资人|合伙人|控制人|介绍人|中间人|知情人|组织者|经营者|所有人|业主|老板|股东|矿主|村民|居民|市民|农民|工人|矿工|职工|员工|司机|驾驶员|姓名|名叫|村主任|村支书|书记|主任|局长|科长|所长|镇长|乡长|村长|厂长|矿长|经理|董事长|会计|户主|家属|其妻|其子|其父|其弟|其兄|男子|女子/g;

/** Words before which the name of a person may stand. */
export const afterNames =
	/同志|先生|女士|等人|夫妇|父子|兄弟|家中|家属|家门口|要求|书记|主任|局长|科长|所长|镇长|乡长|村长|厂长|矿长|经理|老板|为该|系该|是该|[((](?:系|为)?(?:该|企业|公司|现场|实际)?(?:责任人|法定代表人|负责人|当事人|经营者|矿主|司机|村民)/g;

/** Whoever does or is this told the authorities something: their name is never public. */
export const informantBefore =
	/举报人|反映人|投诉人|信访人|来信人|来访人|来电人|报案人|报料人|检举人|控告人|上访人|揭发人/g;
export const informantAfter = /(?:的)?(?:实名)?(?:反映|举报|投诉|检举|控告|揭发|信访|上访|来信|来电|来访|报料)/g;
