//! The messages of the page, in both languages. Words of the notice go in as arguments, as printed. Our own Chinese has
//! full-width punctuation; in English the names of units and tasks stay Chinese.

use super::message::messages;
use crate::job::protocol::Step;
use crate::theme::Theme;
use tongbao_notice::place::Lines;
use tongbao_notice::query::{Basis, Flag, Sort};
use tongbao_notice::report::{LineCoverage, NoticeKind};

messages! {
/// A message. Counts of tasks are 项, lines of the source 行.
pub enum Say<'a> {
    // The page.
    Name = "通报镜" | "Tongbao";
    Tagline = "督查通报，读到原话" | "Supervision notices, down to the words";
    SkipToText = "跳到正文" | "Skip to the content";
    SearchHint = "搜任务、单位、原话" | "Search tasks, units, words";
    Another = "换一份" | "New notice";
    Return = "回到刚才的通报" | "Back to the notice";
    Print = "打印" | "Print";
    LangLabel = "EN，切换到英文" | "中，switch to Chinese";
    ThemeAuto = "配色：跟随系统，点一下换一种" | "Colours: as the system; press for the next";
    ThemeLight = "配色：浅色，点一下换一种" | "Colours: light; press for the next";
    ThemeDark = "配色：深色，点一下换一种" | "Colours: dark; press for the next";
    ThemePatterns = "配色：图案，点一下换一种" | "Colours: patterns; press for the next";
    Keys = "键盘快捷键" | "Keyboard shortcuts";
    Close = "关闭" | "Close";
    CloseKey = "关闭（Esc）" | "Close (Esc)";
    MachineRead = "机器判读，以原文为准。" | "Read by machine; the original text holds.";
    Privacy = "不上传 · 断网可用 · 本页打开后不再联网" | "Nothing uploaded · works offline · no connection after opening";
    // The empty page.
    Purpose = "把一份督查通报，变成一张看得懂、查得到原话的表。" | "Turn a supervision notice into a table you can understand and trace to its words.";
    Lede = "每项任务完成了没有、谁牵头、卡在哪里，一眼看全；通报说的数和表里的数对不上，也会指给你看。" | "Which tasks are done, who leads them, where they are stuck, at a glance; and where the notice's counts and its own rows disagree.";
    PasteHere = "在这一页任何地方粘贴通报全文" | "Paste the notice anywhere on this page";
    PasteHow = "网页、Word、Excel、WPS 里全选复制都行，带不带表格线都行" | "Copied from a web page, Word, Excel or WPS, with or without table lines";
    PasteButton = "粘贴剪贴板" | "Paste";
    DropHere = "松手，就读这一份" | "Drop it to read it";
    BoxLabel = "在这里粘贴或输入通报全文" | "Paste or type the notice here";
    BoxHint = "也可以粘贴在这里，改好再读（Ctrl+Enter）" | "Or paste it here and edit before reading (Ctrl+Enter)";
    ReadBox = "读这一份" | "Read this";
    ChooseFile = "选文件…" | "Choose a file…";
    OrDrop = "或把文件拖进来" | "or drop one here";
    Samples = "先看样例" | "Samples";
    SampleTables = "三季度重点工作和民生实事" | "Key work and livelihood projects, third quarter";
    SampleTablesNote = "两张长表 · 从网页复制 · 跨页断行" | "Two long tables · copied from a web page · broken over pages";
    SampleList = "民生实事项目进展（虚构）" | "Livelihood projects (invented)";
    SampleListNote = "清单体 · 每项一段话 · 没有表格" | "A list · a paragraph a project · no table";
    GivenCut = "文字很长，框里只留了开头一部分。" | "The text is long; the box keeps its beginning only.";
    // A reading under way.
    ReadingFile(name: &'a str) = "正在读《{0}》" | "Reading {0}";
    ReadingPasted = "正在读粘贴的通报" | "Reading the pasted notice";
    StepFormat(lines: Option<u32>) = "认出格式[：文字，{0} 行]" | "Format[: text, {0:line|lines}]";
    StepTables(rows: Option<u32>) = "拼好跨页的表[：{0} 项任务]" | "Joining tables[: {0:task|tasks}]";
    StepJudging = "判断状态，核对数字" | "Judging and checking figures";
    StepDrawing = "画图" | "Drawing";
    Progress = "读取进度" | "Progress";
    Cancel = "取消" | "Cancel";
    CancelNote = "取消后回到刚才的画面" | "Cancelling goes back to what was on screen";
    // The notice.
    Untitled = "没有标题的通报" | "Notice without a title";
    DocumentNumber = "文号" | "No.";
    Issuers = "发文" | "Issued by";
    Period = "期间" | "Period";
    PeriodUntil { name: &'a str, day: &'a str } = "{0}，截至{1}" | "{0}, until {1}";
    JudgedAsOf = "判断日" | "Judged as of";
    JudgedAsOfTip = "看进度到这一天该做到哪里；通常是通报期末，可以改" | "By this day progress is due; usually the end of the period, you can set another";
    JudgedAsOfReset = "恢复" | "Reset";
    SignedOn = "落款" | "Signed";
    PublishedAt = "公开" | "Published";
    SourceOffice = "来源" | "Source";
    Recovered = "复原" | "recovered";
    RecoveredTip = "原文这里缺字，已按数字复原" | "Characters are missing in the text; recovered from the digits";
    KindPlan = "这是一份任务分解或计划，没有写进展，所以不判断状态。" | "This is a plan of tasks without progress; no status is judged.";
    KindAnnouncement = "这是一份公告或办法，没有写各项任务的进展，所以不判断状态。" | "This is an announcement without the progress of tasks; no status is judged.";
    KindOther = "这份文字不像进展通报，只列出读到的内容，不判断状态。" | "This does not look like a progress notice; what was read is listed and nothing judged.";
    OnlyNarrative(named: Option<u32>) = "通报只有文字，没有任务表[；点了名的有 {0} 项]。" | "Narrative only, no table[; {0:task is|tasks are} named].";
    Partial { placed: u32, unplaced: u32 } = "读懂了 {0} 行，{1} 行没放进任何任务。" | "Read {0:row|rows}; {1:row belongs|rows belong} to no task.";
    PartialWhy = "多半是小标题和合计行；它们不计入任何统计。" | "Probably subheadings or totals; they count nowhere.";
    SeeThem(number: u32) = "看这 {0} 行" | "See {0:row|rows}";
    // The one sentence.
    Items(number: u32) = "{0} 项" | "{0:task|tasks}";
    Comma = "，" | ", ";
    Semicolon = "；" | "; ";
    FullStop = "。" | ".";
    HeadNothing = "没有读到任务。" | "No tasks were found.";
    HeadPlanned(number: u32) = "列出 {0} 项任务，没有写进展，不判断状态。" | "{0:task|tasks} listed without progress; nothing is judged.";
    HeadClaims = "通报称 " | "The notice counts ";
    HeadClaimed { category: &'a str, status: &'a str } = "{0}{1}，" | " of {0} as {1~}, ";
    HeadClaimedDone { category: &'a str, status: &'a str } = "{0}{1}全年目标，" | " of {0} as {1~}, ";
    HeadFound = "表内有据的是 " | "its rows support ";
    HeadBesides = "另有 " | "another ";
    HeadUnnamed = "表内偏慢，没有被点名。" | " behind by the rows and not named.";
    HeadOf(number: u32) = "{0} 项任务里，" | "Of {0:task|tasks}, ";
    HeadAttention = "需要关注" | " need attention";
    HeadMost = "其中 " | "most of them at ";
    HeadMostCount(number: u32) = " 最多，有 {0} 项。" | " ({0}).";
    HeadMoving(number: u32) = "{0} 项任务都在推进，没有偏慢的。" | "All {0:task|tasks} are moving. ";
    HeadAmongThem = "其中 " | "Of these, ";
    HeadFinished = "已经完成。" | " finished.";
    HeadClaimsAll(total: u32) = "通报只给了数，没有列任务：{0} 项 = " | "The notice counts and lists nothing: {0:task|tasks} = ";
    HeadClaimsSome(total: u32) = "通报只给了数，没有列任务：{0} 项，其中" | "The notice counts and lists nothing: {0:task|tasks}, of them ";
    // Basis, sum, filter.
    Basis = "口径" | "Basis";
    BasisMerged = "合并" | "Merged";
    BasisStated = "通报认定" | "As stated";
    BasisAssessed = "表内证据" | "By the rows";
    BasisMergedHint = "通报点了名的听通报，其余看表内证据" | "Stated where the notice names a task, else by its row";
    BasisStatedHint = "只看通报自己的说法" | "Only what the notice itself says";
    BasisAssessedHint = "只看每行写的数字和话" | "Only the figures and words of each row";
    Rows = "行" | "rows";
    RowsAre = "行 = " | "rows = ";
    UnjudgedStated(rows: u32) = "通报未点名 {0}" | "not named {0}";
    Unjudged(rows: u32) = "没有判断 {0}" | "not judged {0}";
    Unplaced(number: u32) = "{0} 未归位" | "{0} unplaced";
    CoverageLines {
        all: u32,
        placed: u32,
        narrative: u32,
        chrome: u32,
        blank: u32,
        unplaced: u32,
    } = "全文 {0} 行 = 任务 {1} + 正文 {2} + 表头页码等 {3} + 空行 {4} + 未归位 {5}"
        | "{0} lines = tasks {1} + prose {2} + headers and page numbers {3} + blank {4} + unplaced {5}";
    Only = "只看" | "Only";
    Shown { count: u32, total: u32 } = "{0} 项，共 {1} 项" | "{0} of {1:task|tasks}";
    Clear = "清除" | "Clear";
    ClearFilters = "清除筛选" | "Clear filters";
    Unfiltered(number: u32) = "未筛选，显示全部 {0} 项。点任何一格、一行、一个图例，都只看那一块。" | "Not filtered: all {0:task|tasks}. Press any cell, row or legend to see only that.";
    TakeBack(words: &'a str) = "{0}，去掉这个条件" | "{0}, remove this filter";
    ProblemOf(words: &'a str) = "{0}问题" | "Problem: {0}";
    FlagUnnamed = "未被点名" | "Not named";
    FlagDiffers = "口径不同" | "Bases differ";
    SearchedFor(words: &'a str) = "搜“{0}”" | "Search “{0}”";
    // The pane.
    PaneLabel = "任务与原文" | "Tasks and source";
    Parts = "分区" | "Parts";
    TabOverview = "概览" | "Overview";
    TabLedger = "台账" | "Ledger";
    TabFindings = "核对发现" | "Findings";
    TabFindingsShort(number: u32) = "核对 {0}" | "Findings {0}";
    TabSource = "原文" | "Source";
    SortLabel = "台账排序" | "Order of the ledger";
    SortAttention = "需关注在前" | "Attention first";
    SortSource = "按原文顺序" | "As in the source";
    SortRate = "完成率由低到高" | "Lowest rate first";
    SortUnit = "按单位" | "By unit";
    Spread = "台账放到整宽（F）" | "Ledger over the full width (F)";
    Gather = "收回到右侧（F）" | "Back to the side (F)";
    // The ledger.
    LedgerLabel = "任务台账" | "Ledger of tasks";
    ColumnStatus = "状态" | "Status";
    ColumnNumber = "序号" | "No.";
    ColumnTask = "任务" | "Task";
    ColumnUnits = "单位" | "Units";
    ColumnMetric = "指标" | "Metric";
    ColumnBasis = "依据" | "Rests on";
    ColumnProgress = "进展" | "Progress";
    NoMatch = "没有符合的任务。" | "No matching tasks.";
    NoTasks = "通报没有列出任务。" | "The notice lists no tasks.";
    NotNamed = "未点名" | "Not named";
    RestsRuling = "通报点名" | "Stated";
    RestsColumn = "状态栏" | "Status cell";
    RestsRate = "按完成率" | "Rate";
    RestsWording = "按措辞" | "Wording";
    RestsNothing = "没有数据" | "No data";
    RestsOwn = "人工改判" | "Own ruling";
    UnnamedFlag = "未被点名" | "Not named";
    UnnamedTip = "表内证据偏慢，通报没有点名" | "Behind by its row, not named by the notice";
    RowsReport(words: &'a str) = "表内：{0}" | "Row: {0}";
    NoticeSays(words: &'a str) = "通报：{0}" | "Notice: {0}";
    DiffersTip = "通报与表内证据不同" | "The notice and the row differ";
    UnitsInAll { named: &'a str, count: u32 } = "{0} 等{1#}个" | "{0} ({1#} in all)";
    // A task.
    TaskLabel(words: &'a str) = "任务：{0}" | "Task: {0}";
    TaskDetails = "任务内容" | "Details of the task";
    Verdict = "状态和依据" | "Status and what it rests on";
    NumberIs(words: &'a str) = "序号 {0}" | "No. {0}";
    Previous = "上一项（K）" | "Previous (K)";
    Next = "下一项（J）" | "Next (J)";
    PrintedAs(words: &'a str) = "表内写作“{0}”；点一下只看这个单位" | "Printed as “{0}”; press to see only this unit";
    Goal = "目标" | "Goal";
    Deadline = "时限" | "Deadline";
    Leader = "领导" | "Leader";
    RowEvidence = "表内证据" | "By the row";
    BothAgree = "两种口径一致" | "Both agree";
    BothDiffer = "两种口径不同：一个是通报的说法，一个是表内的证据" | "They differ: one is what the notice says, one what the row shows";
    OnlyStated = "按通报的说法" | "As the notice states";
    OnlyRow = "通报未点名，按表内证据" | "Not named by the notice; by its row";
    NotNamedButBehind = "通报未点名，表内证据偏慢" | "Not named by the notice; behind by its row";
    NothingJudged = "没有判断" | "Not judged";
    NotMentioned = "没有提到" | "Not mentioned";
    NotAmongNamed(number: u32) = "通报点了名的 {0} 项里没有这一项。" | "It is not among the {0:task|tasks} the notice names.";
    NotJudged = "没有判断" | "Not judged";
    Confidence(words: &'a str) = "把握 {0}。" | "Confidence {0}. ";
    WouldChange { needs: &'a str, unit: &'a str, by: Option<&'a str>, to: &'a str } = "[到{2}]报到 {0} {1}，就是“{3}”。" | "{0} {1}[ by {2}] would make it “{3}”.";
    Metrics = "指标" | "Metrics";
    MetricHint { period: &'a str, due: &'a str } = "细线为{0}时序 {1}，粗线为目标" | "thin line: due share {1}; thick line: target";
    MetricSentence { name: &'a str, target: &'a str, actual: &'a str, unit: &'a str, rate: &'a str, due: Option<&'a str> } = "{0}：目标 {1} {3}，已报 {2} {3}，{4}[，时序 {5}]" | "{0}: target {1} {3}, reported {2} {3}, {4}[, due {5}]";
    MetricReport { target: &'a str, actual: &'a str, unit: &'a str, rate: &'a str } = "目标 {0} {2}，已报 {1} {2}，完成 {3}" | " Target {0} {2}, reported {1} {2}: {3}";
    MetricDue { period: &'a str, due: &'a str, needed: &'a str, unit: &'a str } = "；{0}时序应到 {1}（{2} {3}）" | "; due by now {1} ({2} {3})";
    MetricMissing { missing: &'a str, unit: &'a str } = "，还差 {0} {1}。" | ", {0} {1} missing.";
    NoMetric = "这一项没有写明数量目标。" | "No numeric target is written for this task.";
    NotReported { target: &'a str, unit: &'a str } = "目标 {0} {1}，未报数" | "target {0} {1}, not reported";
    ProgressCell = "进展" | "Progress";
    ProblemCell = "存在问题" | "Problems";
    NextCell = "下步打算" | "Next steps";
    NotFilledIn = "表内未填写。" | "Nothing is filled in.";
    EntryNumber(number: u32) = "第 {0#} 行" | "Row {0#}";
    OneLine(line: u32) = "第 {0} 行" | "line {0}";
    LinesFromTo(first: u32, last: u32) = "第 {0}–{1} 行" | "lines {0}–{1}";
    ProblemKinds(words: &'a str) = "问题类型：{0}" | "Kinds of problems: {0}";
    // The user's own rulings.
    Reassess = "改判" | "Overrule";
    ReassessAs = "改判为" | "Overrule as";
    RulingReason = "理由（可不填）" | "Reason (optional)";
    RulingsKept = "改判只留在这个标签页，不上传，关掉就没有了；打印和导出时注明“人工改判”，原文不变。Ctrl+Z 撤销。" | "Kept in this tab only, never uploaded, gone when it is closed; printed and saved as your own ruling. The text stays as it is. Ctrl+Z undoes.";
    Overruled(words: &'a str) = "人工改判，原判“{0}”" | "Your own ruling; it was “{0}”";
    RuledNow(words: &'a str) = "已改为 {0}。" | "Now “{0}”.";
    OwnRulings(number: u32) = "{0} 项人工改判" | "{0:own ruling|own rulings}";
    ExportRulings = "存成文件" | "Save as a file";
    RulingsFile = "改判.json" | "rulings.json";
    Undo = "撤销" | "Undo";
    // What was understood.
    Understood = "读到了什么" | "What was understood";
    UnderstoodHint = "哪里读错了就改哪里，改完马上重读；Ctrl+Z 撤销" | "Change what was misread; it is read again at once. Ctrl+Z undoes";
    TablesRead(number: u32) = "{0} 张表" | "{0:table|tables}";
    TableNumber { number: u32, category: &'a str } = "表 {0#}[ · {1}]" | "Table {0#}[ · {1}]";
    TableSure(tasks: u32) = "{0} 项任务，把握高" | "{0:task|tasks}, confidence high";
    TableFair(tasks: u32) = "{0} 项任务，把握中等" | "{0:task|tasks}, confidence fair";
    TableUnsure(tasks: u32) = "{0} 项任务，把握低" | "{0:task|tasks}, confidence low";
    ColumnNumberIs(number: u32) = "第 {0#} 列" | "Column {0#}";
    Told = "按你指定的读 " | "as you told ";
    NoTable = "这不是表" | "This is no table";
    ToldNoTable = " 起，按你说的不当表读。" | " on: no table, as you told.";
    OtherReading(words: &'a str) = "改读作：{0}" | "Read as: {0}";
    HeaderLines = "表头行号 " | "Lines of the header ";
    // The way to what was read of a text without tasks.
    SeeWhatWasRead = "看看读到了什么" | "See what was read";
    HeaderFirst = "表头首行" | "First line of the header";
    HeaderLast = "表头末行" | "Last line of the header";
    OtherTable = "还有表没认出来？填它表头的首行和末行" | "A table was missed? Give the first and last line of its header";
    SetHeaders = "指定表头…" | "Set headers…";
    // Read again with other options.
    ReadingAgain = "正在重新判读…" | "Reading again…";
    NotReadAgain = "没有照改，仍是刚才的结果。" | "Nothing was changed. ";
    // The source.
    SourceLine(words: &'a str) = "原文第 {0} 行" | "line {0}";
    SourceHint = "已滚到这一项的行；点任何一行，去它所在的任务" | "at the lines of this task; press any line to see its task";
    SourceIntro(number: u32) = "全文 {0} 行。左边色条是这一行所在任务的状态；涂黄的是判读用到的话。" | "{0:line|lines}. The bar at the left is the status of the line's task; what was used for judging is marked.";
    SourceLabel(number: u32) = "原文，已滚到第 {0#} 行" | "Source text, at line {0#}";
    // Findings.
    FindingsNone = "逐个数重算，没有发现对不上的地方。" | "Every figure was computed again; nothing disagrees.";
    FindingsIntro(number: u32) = "逐个数重算得到 {0} 处。只指出对不上的地方，不下结论。" | "Computing every figure again found {0:place|places}. They point at differences and pass no verdict.";
    More(number: u32) = "再看 {0} 处" | "Show {0} more";
    AndMore(number: u32) = "等，另 {0} 项" | "and {0} more";
    // Keys.
    KeyPaste = "粘贴一份通报" | "Paste a notice";
    KeySearch = "搜索" | "Search";
    KeyTab = "下一个区域" | "Next region";
    KeyArrows = "在图中移动" | "Move within a chart";
    KeyEnter = "只看这一块；在台账里打开任务" | "Show only this; in the ledger, open the task";
    KeyAdd = "加选" | "Add to what is shown";
    KeyNext = "下一项、上一项任务" | "Next, previous task";
    KeySource = "跳到原文" | "To the source";
    KeySpread = "台账放到整宽" | "Ledger over the full width";
    KeyBasis = "换口径" | "Change the basis";
    KeyUndo = "撤销改判或筛选" | "Undo a ruling or filter";
    KeyBack = "返回上一步" | "One step back";
    KeysNote = "在输入框里打字时，单个字母键不起作用。" | "Single letters do nothing while you type in a field.";
}
}

// Which message, where that depends.
impl<'a> Say<'a> {
    /// The colours there are now.
    pub fn theme(theme: Theme) -> Self {
        match theme {
            Theme::Auto => Self::ThemeAuto,
            Theme::Light => Self::ThemeLight,
            Theme::Dark => Self::ThemeDark,
            Theme::Patterns => Self::ThemePatterns,
        }
    }

    /// The title of a sample and what it is like.
    pub fn sample(key: &str) -> [Self; 2] {
        match key {
            "yuhuan-2021-q3" => [Self::SampleTables, Self::SampleTablesNote],
            _ => [Self::SampleList, Self::SampleListNote],
        }
    }

    /// What is being read.
    pub fn reading(name: Option<&'a str>) -> Self {
        name.map_or(Self::ReadingPasted, Self::ReadingFile)
    }

    /// A step of a reading, with what it has found as yet.
    pub fn step(step: Step, lines: u32, rows: u32) -> Self {
        match step {
            Step::Format => Self::StepFormat((lines > 0).then_some(lines)),
            Step::Tables => Self::StepTables((rows > 0).then_some(rows)),
            Step::Judging => Self::StepJudging,
            Step::Drawing => Self::StepDrawing,
        }
    }

    /// What a text is that is no progress notice.
    pub fn kind(kind: NoticeKind) -> Self {
        match kind {
            NoticeKind::Plan => Self::KindPlan,
            NoticeKind::Announcement => Self::KindAnnouncement,
            NoticeKind::Other | NoticeKind::Progress => Self::KindOther,
        }
    }

    /// A basis, and what it rests on.
    pub fn basis(basis: Basis) -> [Self; 2] {
        match basis {
            Basis::Merged => [Self::BasisMerged, Self::BasisMergedHint],
            Basis::Stated => [Self::BasisStated, Self::BasisStatedHint],
            Basis::Assessed => [Self::BasisAssessed, Self::BasisAssessedHint],
        }
    }

    /// Rows without a status in this basis.
    pub fn unjudged(basis: Basis, rows: u32) -> Self {
        if basis == Basis::Stated { Self::UnjudgedStated(rows) } else { Self::Unjudged(rows) }
    }

    /// What became of the lines of the text.
    pub fn coverage(lines: LineCoverage) -> Self {
        let LineCoverage { all, placed, narrative, chrome, blank, unplaced } = lines;
        Self::CoverageLines { all, placed, narrative, chrome, blank, unplaced }
    }

    /// A flag of a task.
    pub fn flag(flag: Flag) -> Self {
        match flag {
            Flag::Unnamed => Self::FlagUnnamed,
            Flag::Differs => Self::FlagDiffers,
        }
    }

    /// An order of the ledger.
    pub fn sort(sort: Sort) -> Self {
        match sort {
            Sort::Attention => Self::SortAttention,
            Sort::Source => Self::SortSource,
            Sort::Rate => Self::SortRate,
            Sort::Unit => Self::SortUnit,
        }
    }

    /// From one line of the source to another.
    pub fn lines(Lines { first, last }: Lines) -> Self {
        if first == last { Self::OneLine(first) } else { Self::LinesFromTo(first, last) }
    }

    /// How many tasks a table has, and how sure its reading is.
    pub fn table_rows(tasks: u32, confidence: f64) -> Self {
        match confidence {
            sure if sure >= 0.8 => Self::TableSure(tasks),
            sure if sure >= 0.5 => Self::TableFair(tasks),
            _ => Self::TableUnsure(tasks),
        }
    }

    /// How many findings there are.
    pub fn findings(number: u32) -> Self {
        if number == 0 { Self::FindingsNone } else { Self::FindingsIntro(number) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::i18n::message::tests::faults;

    #[test]
    fn every_message_has_its_words_in_both_languages() {
        assert_eq!(faults(Say::ALL), Vec::<String>::new());
    }

    #[test]
    fn messages_say_what_they_are_told() {
        let both = |what: Say<'_>| [Lang::Zh.say(what), Lang::En.say(what)];
        assert_eq!(both(Say::Name), ["通报镜", "Tongbao"]);
        assert_eq!(both(Say::KeysNote)[1], "Single letters do nothing while you type in a field.");
        assert_eq!(both(Say::Shown { count: 1, total: 1 }), ["1 项，共 1 项", "1 of 1 task"]);
        assert_eq!(both(Say::step(Step::Format, 2281, 0)), ["认出格式：文字，2,281 行", "Format: text, 2,281 lines"]);
        assert_eq!(both(Say::step(Step::Tables, 9, 0)), ["拼好跨页的表", "Joining tables"]);
        let change = |by| Say::WouldChange { needs: "45", unit: "公里", by, to: "已完成" };
        assert_eq!(both(change(None)), ["报到 45 公里，就是“已完成”。", "45 公里 would make it “已完成”."]);
        assert_eq!(Lang::Zh.say(change(Some("9月30日"))), "到9月30日报到 45 公里，就是“已完成”。");
        assert_eq!(both(Say::lines(Lines::one(3))), ["第 3 行", "line 3"]);
    }
}
