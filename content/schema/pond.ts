import { z } from 'zod';
import { Adcode, Day, Point, Slug, Text } from './common.ts';

/** What a field is called, what it means, and who or which document it usually comes from. */
const m = (title: string, description: string, source?: string) => ({ title, description, ...(source && { source }) });
const metres = (title: string, description: string, source: string) =>
	z
		.number()
		.positive('高度应大于 0')
		.optional()
		.meta({ ...m(title, description, source), unit: 'm' });
const volume = (title: string, description: string, source: string) =>
	z
		.number()
		.positive('库容应大于 0')
		.optional()
		.meta({ ...m(title, description, source), unit: '万m³' });
const day = (...about: [title: string, description: string, source: string]) => Day.optional().meta(m(...about));
const text = (...about: [title: string, description: string, source: string]) => Text.optional().meta(m(...about));

/** 在建 停建 在用 停用 回采 闭库治理中 已闭库 已销号. */
export const PondStatus = z.enum([
	'building',
	'building-stopped',
	'in-use',
	'idle',
	'reclaiming',
	'closing',
	'closed',
	'deregistered',
]);
export type PondStatus = z.infer<typeof PondStatus>;

/** 等别 by GB 39496-2020: 1 is the largest. */
export const PondGrade = z.int().min(1).max(5);

/** One of the three persons who answer for a pond (矿安〔2023〕54号): name, office, day of the entry. */
const Person = z.strictObject({
	name: Text.meta(m('姓名', '公开公告中的姓名')),
	post: Text.meta(m('职务', '单位和职务')),
	asOf: Day.optional().meta(m('公告日期', '该责任人最近一次公告的日期')),
});

/** content/ponds/<id>.yaml: the public file of one tailings pond. Keys left out are shown as 未公布. */
export const Pond = z.strictObject({
	id: Slug.meta(m('编号', '本门户的固定编号，不随更名、更换企业而变', '本平台编号')),
	name: Text.meta(m('名称', '尾矿库名称', '主管部门公告')),
	formerNames: z
		.array(Text)
		.default([])
		.meta(m('曾用名', '以前公布过的名称', '以前的公告')),
	adcode: Adcode.meta(m('所在县', '县级行政区划代码', '行政区划代码')),
	town: text('乡镇', '所在乡镇', '主管部门公告'),
	village: text('村', '所在行政村', '主管部门公告'),
	point: Point.optional().meta(m('坐标', 'WGS-84 经纬度，与 CGCS2000 一致', '主管部门公布')),
	company: text('企业', '生产经营主体名称', '营业执照'),
	creditCode: z
		.string()
		.regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, '统一社会信用代码是 18 位')
		.optional()
		.meta(m('统一社会信用代码', '生产经营主体的代码', '营业执照')),
	noOperator: z
		.boolean()
		.default(false)
		.meta(m('无生产经营主体', '企业灭失、无人负责', '主管部门认定')),
	mineral: text('矿种', '尾矿所属矿种', '企业报送'),
	grade: PondGrade.optional().meta(m('等别', '登记的等别，一等最大，五等最小（GB 39496-2020）', '主管部门登记')),
	type: z
		.enum(['valley', 'hillside', 'flatland', 'river-cut'])
		.optional()
		.meta(m('型式', '山谷型、傍山型、平地型、截河型', '设计文件')),
	construction: z
		.enum(['upstream', 'centreline', 'downstream', 'one-step'])
		.optional()
		.meta(m('筑坝方式', '上游式、中线式、下游式、一次建坝', '设计文件')),
	discharge: z
		.enum(['dry', 'wet'])
		.optional()
		.meta(m('排放方式', '干式堆存或湿式排放', '设计文件')),
	designHeight: metres('设计坝高', '设计最终总坝高', '设计文件'),
	height: metres('现状坝高', '数据日期时的总坝高', '企业报送'),
	designCapacity: volume('设计库容', '设计最终全库容', '设计文件'),
	capacity: volume('现状库容', '数据日期时的全库容', '企业报送'),
	commissioned: day('投用日期', '投入使用的日期', '竣工验收文件'),
	designLife: z
		.number()
		.positive()
		.optional()
		.meta({ ...m('设计服务年限', '设计确定的服务年限', '设计文件'), unit: '年' }),
	servedYears: z
		.number()
		.min(0)
		.optional()
		.meta({ ...m('已服务年限', '到数据日期已使用的年限', '企业报送'), unit: '年' }),
	expanded: z
		.boolean()
		.optional()
		.meta(m('是否扩容', '是否经过加高扩容', '设计文件')),
	status: PondStatus.optional().meta(
		m('运行状况', '在建、停建、在用、停用、回采、闭库治理中、已闭库、已销号', '主管部门公告'),
	),
	stopped: day('停用日期', '停止排放尾矿的日期', '企业报送'),
	maintained: z
		.boolean()
		.optional()
		.meta(m('停用期间是否维护', '停用后是否仍有人巡查维护', '主管部门检查')),
	overhead: z
		.boolean()
		.optional()
		.meta(
			m('头顶库', '自初期坝坝脚起沿下泄路径 1 km 内有居民或重要设施；由主管部门认定，不按圆周推算', '主管部门认定'),
		),
	downstreamPeople: z
		.int()
		.min(0)
		.optional()
		.meta({ ...m('下游1km人数', '下泄路径 1 km 内人数', '主管部门调查'), unit: '人' }),
	downstreamFacilities: text('下游1km设施', '下泄路径 1 km 内的重要设施', '主管部门调查'),
	riskLevel: z
		.enum(['A', 'B', 'C', 'D'])
		.optional()
		.meta(m('安全风险等级', 'A 低风险、B 一般风险、C 较大风险、D 重大风险', '企业评估、主管部门核定')),
	permitNumber: text('安全生产许可证号', '安全生产许可证编号', '安全生产许可证'),
	permitExpires: day('许可证有效期', '安全生产许可证有效期的截止日期', '安全生产许可证'),
	monitoring: z
		.enum(['none', 'built', 'connected'])
		.optional()
		.meta(m('在线监测', '未建、已建未联网、已与监测预警系统联网', '主管部门公布')),
	monitored: z
		.array(z.enum(['displacement', 'seepage-line', 'dry-beach', 'water-level', 'rainfall', 'video']))
		.default([])
		.meta(m('监测项目', '位移、浸润线、干滩、库水位、降水量、视频', '企业报送')),
	alarm: z
		.enum(['none', 'blue', 'yellow', 'orange', 'red'])
		.optional()
		.meta(m('预警等级', '无预警，或蓝、黄、橙、红，红色最高', '监测预警系统')),
	lastContact: z.iso
		.datetime({ offset: true })
		.optional()
		.meta(m('最近联网时间', '监测系统最近一次上传数据的时间', '监测预警系统')),
	planMade: day('一库一策编制日期', '“一库一策”方案编制日期', '“一库一策”方案'),
	planUpdated: day('一库一策更新日期', '“一库一策”方案最近更新日期', '“一库一策”方案'),
	assessed: day('最近评估日期', '最近一次安全现状评价或风险评估的日期', '评估报告'),
	nextAssessment: day('下次评估日期', '计划的下一次评估日期', '评估报告'),
	assessmentSummary: text('评估结论', '最近一次评估的主要结论', '评估报告'),
	environmentLevel: PondGrade.max(3)
		.optional()
		.meta(m('环境监管等级', '一级、二级、三级，一级最严', '生态环境部门划分')),
	safetyDegree: z
		.enum(['dangerous', 'hazardous', 'defective', 'normal'])
		.optional()
		.meta(m('安全度（历史）', '危库、险库、病库、正常库；2020 年起标准不再使用，仅作历史记录', '以前的安全评价')),
	floodStandard: z
		.int()
		.positive()
		.optional()
		.meta({ ...m('防洪标准', '设计洪水重现期', '设计文件'), unit: '年一遇' }),
	emergencySummary: text('应急预案摘要', '预警信号、转移路线和集合地点的公开摘要', '应急预案'),
	persons: z
		.strictObject({
			government: Person.optional().meta(m('政府包保责任人', '地方政府领导')),
			regulator: Person.optional().meta(m('监管包保责任人', '监管部门人员')),
			company: Person.optional().meta(m('企业包保责任人', '企业主要负责人')),
		})
		.default({})
		.meta(m('三名包保责任人', '每年汛期前公告（矿安〔2023〕54号）', '责任人公告')),
	phone: text('监督电话', '值班监督电话，不得填写私人手机', '责任人公告'),
	noticeNumber: text('公告文号', '责任人公告的文号', '责任人公告'),
	noticeDay: day('公告日期', '责任人公告的日期', '责任人公告'),
	closureNotice: text('闭库公告', '县级以上人民政府闭库公告的文号', '闭库公告'),
	closedDay: day('闭库日期', '闭库公告的日期', '闭库公告'),
	deregistrationNotice: text('销号公告', '销号公告的文号', '销号公告'),
	deregisteredDay: day('销号日期', '销号公告的日期', '销号公告'),
	documents: z
		.array(z.strictObject({ name: Text, url: Text, day: Day.optional() }))
		.default([])
		.meta(m('相关文件', '公开的评价、公告等文件', '文件所列单位')),
	changes: z
		.array(z.strictObject({ day: Day, text: Text }))
		.default([])
		.meta(m('变更记录', '历次公布之间的变化', '本平台记录')),
	asOf: Day.meta(m('数据日期', '以上数据截至的日期', '本平台记录')),
	source: Text.meta(m('来源', '数据来源单位或文件', '本平台记录')),
	note: text('备注', '其他说明', '数据来源单位'),
	demo: z
		.boolean()
		.default(false)
		.meta(m('演示数据', '为真时不是真实尾矿库', '本平台标明')),
});
export type Pond = z.infer<typeof Pond>;
