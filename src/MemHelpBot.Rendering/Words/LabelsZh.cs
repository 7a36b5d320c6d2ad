namespace MemHelpBot.Rendering.Words;

/// <summary>Chinese (simplified).</summary>
internal static class LabelsZh
{
    public static readonly Labels All = new(
        Verdict: "结论", Commands: "命令", FurtherCommands: "更多命令", MoreCommands: "另有 {0} 条命令，见 --format html 或 json", Questions: "还需要什么才能判定", Sources: "来源", Notes: "请注意",
        Facts: "事实", Lines: "所依据的日志行", Pictures: "图示", ForAdministrator: "请转交管理员执行",
        Colon: "：", Fact: "事实", Value: "值", Line: "行", Derived: "计算得出", MoreFacts: "其余事实见 JSON 格式的答复",
        Message: "消息", Report: "内存事故报告", Incident: "事件", Made: "生成时间", Source: "读取自",
        For: "支持", Against: "反对", Missing: "尚缺", Causes: "考虑过的原因",
        Summary: "摘要", Timeline: "时间线", Time: "时间", Host: "主机", Kind: "类型", Event: "发生了什么", Taken: "已采取的措施（请填写）",
        Action: "措施", By: "执行人", Result: "结果", Paste: "所发送的原文（带行号）", Left: "行未显示", Unfold: "其余内容：--long；对话中可问：更多、解释某术语、第 12 行、为什么不是某原因、只要命令、用root",
        Terms: new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["confirmed"] = "已证实",
            ["likely"] = "很可能",
            ["possible"] = "可能",
            ["ruled-out"] = "已排除",
            ["check"] = "检查",
            ["mitigate"] = "缓解",
            ["fix"] = "修复",
            ["verify"] = "验证",
            ["undo"] = "撤销",
            ["read-only"] = "只读",
            ["reversible"] = "可恢复",
            ["disruptive"] = "会影响业务",
            ["user"] = "普通用户",
            ["root"] = "root",
            ["cluster-admin"] = "集群管理员",
            ["exact"] = "同一情形",
            ["related"] = "相关",
            ["vendor"] = "厂商",
            ["kernel"] = "内核",
            ["forum"] = "论坛",
            ["blog"] = "博客",
            ["site"] = "站点",
            ["kernel-oom"] = "内核 OOM killer",
            ["kernel-kill-line"] = "内核 OOM killer（摘要行）",
            ["allocation-failure"] = "页分配失败",
            ["program"] = "程序或作业",
            ["platform"] = "平台",
            ["group-request"] = "内存申请与终止",
            ["group-zones"] = "内核内存区（zone）",
            ["group-tasks"] = "任务",
            ["group-cgroup"] = "内存 cgroup",
            ["group-machine"] = "整机内存",
            ["group-slab"] = "内核 slab",
            ["group-other"] = "程序、作业与平台",
        });
}
